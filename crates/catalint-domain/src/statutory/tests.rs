use super::*;
use crate::deadline::{DeadlineUnit, Event, Kind, read};
use crate::law::Registry;

/// Category, topic, subtopic, publisher; content; the matter, and how many duties are touched.
type Case = ([&'static str; 4], &'static [&'static str], Option<(&'static str, usize)>);

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

fn found_on(on: &str, names: [&str; 4], content: &[&str]) -> Option<(&'static str, usize)> {
    let [category, topic, subtopic, publisher] = names;
    let names = Names { category, topic, subtopic, detail: "", publisher };
    find(&names, content.iter().copied(), day(on)).map(|found| (found.matter.id, found.duties().count()))
}

fn found(names: [&str; 4], content: &[&str]) -> Option<(&'static str, usize)> {
    found_on("2026-11-30", names, content)
}

#[test]
fn a_duty_stands_from_the_first_day_of_its_text_to_its_last() {
    let village = |on| found_on(on, ["", "村务公开", "", "云岭村村民委员会"], &[]);
    assert_eq!(village("2026-01-01"), Some(("village-affairs", 2)));
    assert_eq!(village("2025-12-31"), Some(("village-affairs", 1)));
    assert_eq!(village("2010-10-27"), None);
    // What is displayed under that head has periods of its own.
    assert_eq!(found(["", "村务公开", "低保申请", ""], &[]), Some(("village-affairs", 1)));
}

#[test]
fn a_duty_binds_its_levels_alone() {
    let heritage = |publisher| found(["", "非遗保护", "非遗代表性项目名录公示", publisher], &[]);
    assert_eq!(heritage("文化和旅游部"), Some(("heritage-list", 1)));
    for local in ["云岭县文化和旅游局", "区文旅局", "省文化和旅游厅", "县委宣传部", "", "各级文化主管部门"]
    {
        assert_eq!(heritage(local), None, "{local}");
    }
}

#[test]
fn items_are_known_by_words_that_mean_nothing_else() {
    let table: &[Case] = &[
        (["综合政务", "财政信息", "部门及单位预算公开", ""], &["预算编制说明"], Some(("budget-department-unit", 1))),
        (["综合政务", "财政信息", "部门及单位决算公开", ""], &[], Some(("budget-department-unit", 1))),
        (["综合政务", "财政信息", "部门预算绩效", ""], &["绩效目标"], None),
        (["", "财政信息", "部门预算", ""], &["绩效目标"], Some(("budget-department", 1))),
        (["", "财政信息", "政府预算", ""], &[], Some(("budget-government", 1))),
        (["", "财政预决算", "", ""], &[], Some(("budget", 1))),
        (["", "财政预决算", "专项资金", ""], &[], None),
        (["", "重大建设项目", "工程竣工决算", ""], &[], None),
        (
            ["", "财政信息", "政府采购项目信息", ""],
            &["招标公告", "中标（成交）结果公告", "政府采购合同公告等"],
            Some(("procurement", 2)),
        ),
        (["", "政府采购", "采购公告", ""], &["采购合同主要条款"], Some(("procurement", 0))),
        (["", "政府采购", "中标、成交结果", ""], &[], Some(("procurement", 1))),
        (["", "政府采购", "集中采购目录", ""], &[], None),
        (["", "征地管理", "征收土地公告", ""], &[], Some(("land-approved", 1))),
        (["", "征地管理", "拟征收土地公告", ""], &[], Some(("land-notice", 1))),
        (["", "征地管理", "征地补偿安置公告", ""], &[], Some(("land-compensation", 1))),
        (["", "征地管理", "征地补偿安置费用支付", ""], &[], None),
        (["", "行政执法", "行政处罚决定", ""], &[], Some(("penalty", 1))),
        (["", "行政执法", "行政处罚决定", "云岭县市场监督管理局"], &[], Some(("penalty-market", 1))),
        (["安全生产", "行政执法", "行政处罚决定", ""], &[], Some(("penalty-safety", 1))),
        (["", "行政处罚", "处罚流程", ""], &["作出处罚决定"], None),
        (["", "行政许可", "许可办理结果", ""], &[], Some(("licence", 1))),
        (["", "行政许可", "办事指南", ""], &["许可结果"], None),
        (["", "政府信息公开", "政府信息公开年度报告", ""], &[], Some(("annual-report", 2))),
        (["", "法治政府建设", "年度报告", ""], &[], None),
        (["", "政务公开", "年度报告", ""], &["政府信息公开工作年度报告"], Some(("annual-report", 2))),
        (["", "公开年报", "", ""], &["动态信息"], Some(("annual-report", 2))),
        (["", "统计", "年度报告", ""], &["政府信息公开工作年度报告"], None),
        (["", "地名管理", "地名命名和更名", ""], &[], Some(("place-names", 1))),
        (["", "地名管理", "地名文化保护", ""], &[], None),
        (["", "机构信息", "机关简介", ""], &[], None),
        (["", "", "", ""], &[], None),
    ];
    for (names, content, want) in table {
        assert_eq!(found(*names, content), *want, "{names:?}");
        assert!(want.is_none() || names.iter().any(|name| KEYS.are_in(name)), "{names:?}");
    }
}

/// Topic and subtopic; content; the matter, and how many duties are touched.
type Pair = ([&'static str; 2], &'static str, Option<(&'static str, usize)>);

#[test]
fn look_alikes_belong_to_no_matter() {
    let table: &[Pair] = &[
        (["基层治理", "居务公开"], "收支", Some(("residents-affairs", 1))),
        (["基层治理", "居务公开制度"], "", None),
        (["居务公开", "服务设施"], "", Some(("residents-affairs", 0))),
        (["村务监督", "村干部离任审计"], "审计结果", Some(("village-audit", 1))),
        (["村级组织", "村干部名单"], "", None),
        (["审计", "部门领导干部经济责任审计结果"], "", None),
        (["政策文件", "规章草案征求意见"], "", Some(("rule-draft", 1))),
        (["政策文件", "部门和地方规章"], "", None),
        (["政策文件", "规章草案意见采纳情况"], "", None),
        (["政策文件", "规范性文件征求意见"], "", None),
        (["公司管理", "规章制度征求意见"], "", None),
        (["优化营商环境", "政策公开征求意见"], "", Some(("business-draft", 1))),
        (["优化营商环境", "政策文件"], "", None),
        (["行政处罚", "处罚决定撤回"], "", Some(("penalty-withdrawn", 1))),
        (["公文处理", "发文撤回"], "", None),
        (["行政许可", "行政许可听证公告"], "", Some(("licence-hearing", 1))),
        (["行政许可", "听证流程"], "", None),
        (["生态环境", "环评受理公示"], "", Some(("eia", 1))),
        (["建设项目环境影响评价", "拟审批公示"], "", Some(("eia", 1))),
        (["建设项目环境影响评价", "环评文件审批"], "环评批复", Some(("eia-decision", 1))),
        (["建设项目环境影响评价", "登记表备案"], "", None),
        (["环评", "环评审批流程"], "", None),
        (["生态环境", "环境影响评价机构"], "", Some(("eia-decision", 0))),
        (["土地供应", "国有土地使用权出让公告"], "", Some(("land-sale", 1))),
        (["土地供应", "国有土地使用权出让结果"], "受让人", Some(("land-sale", 1))),
        (["土地供应", "协议出让结果公示"], "", Some(("land-agreement", 1))),
        (["土地供应", "土地出让计划"], "", None),
        (["土地供应", "土地出让金收支"], "", None),
        (["矿产", "采矿权出让公告"], "", None),
        (["土地供应", "协议出让办事指南"], "", None),
        (["财政", "政府采购招标公告"], "", Some(("procurement", 1))),
        (["工程建设", "招标公告"], "", None),
        (["行政执法", "执法统计年报"], "", Some(("enforcement-year", 1))),
        (["行政执法", "年度执法检查计划"], "", None),
        (["行政执法信息公开", "行政执法年报"], "", Some(("enforcement-year", 1))),
        (["行政执法", "行政检查结果"], "", Some(("enforcement-other", 1))),
        (["行政执法", "行政强制流程"], "", None),
        (["行政执法", "行政检查标准"], "", None),
        (["食品安全", "食品生产经营监督检查"], "检查结果", Some(("food-inspection", 1))),
        (["食品生产经营监督检查", "食品抽检信息"], "抽检结果", None),
        (["食品安全", "监督检查制度"], "", None),
        (["信用信息", "企业信用信息公示"], "", Some(("enterprises", 1))),
        (["信用信息", "企业年报公示"], "", None),
        (["人事信息", "干部任前公示"], "", Some(("cadres", 1))),
        (["人事信息", "人事任免"], "", None),
        (["最低生活保障", "审核信息"], "", Some(("minimum-income", 1))),
        (["最低生活保障", "办事指南"], "", None),
        (["最低生活保障", "低保标准公示"], "", None),
        (["最低生活保障", "政策法规文件"], "", None),
        (["特困人员救助供养", "审核确认信息"], "", Some(("hardship", 1))),
        (["特困人员救助供养", "办事指南"], "", None),
        (["社会救助", "特困供养资金公示"], "", None),
        (["教育", "学位授权点审核公示"], "", Some(("degrees", 1))),
        (["教育", "学位论文抽检"], "", None),
        (["城乡建设", "历史建筑修缮公示"], "", Some(("historic", 1))),
        (["城乡建设", "历史建筑名录公示"], "", None),
        (["应急管理", "抗震救灾募捐"], "", Some(("charity", 1))),
        (["慈善", "公开募捐资格"], "", None),
        (["应急救灾", "公开募捐方案备案"], "", None),
        (["慈善", "慈善组织认定"], "", None),
    ];
    for (names, content, want) in table {
        let [topic, subtopic] = *names;
        assert_eq!(found(["", topic, subtopic, ""], &[content]), *want, "{names:?}");
        assert!(want.is_none() || names.iter().any(|name| KEYS.are_in(name)), "{names:?}");
    }
    // The act is passed, and in force from 2027 on.
    let fund = |on| found_on(on, ["", "医疗保障", "医疗保障基金收支情况", ""], &[]);
    assert_eq!((fund("2026-12-31"), fund("2027-01-01")), (None, Some(("medical-fund", 1))));
}

#[test]
fn decisions_are_found_among_other_things() {
    let found = |topic, publisher, texts: &[&'static str]| {
        let names = Names { topic, publisher, ..Names::default() };
        let duties = among(&names, texts.iter().copied(), day("2026-11-30"));
        duties.map(|duty| &duty.wording[..12]).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(found("绿化管理", "区城管局", &["执法依据", "处罚决定"]), "处罚决定");
    assert_eq!(found("建设项目审批", "", &["决定环节：环评批复", "行政许可决定"]), "许可决定");
    assert_eq!(found("审批", "", &["许可结果、处罚结果"]), "处罚决定 许可决定");
    assert_eq!(found("食品监管", "区市场监管局", &["处罚决定"]), "");
    assert_eq!(found("食品监管", "区市场监管局", &["许可决定"]), "许可决定");
    assert_eq!(found("处罚流程", "", &["作出处罚决定"]), "");
    assert_eq!(found("绿化管理", "", &["执法依据"]), "");
    assert_eq!(found("绿化管理", "", &["立案、调查、作出行政处罚决定", "处罚决定程序"]), "");
    assert_eq!(found("重大建设项目", "", &["项目建议书批复"]), "");
    let names = Names { topic: "绿化管理", ..Names::default() };
    assert_eq!(among(&names, ["处罚决定"], day("2018-01-01")).count(), 0);
}

#[test]
fn the_wording_of_each_duty_reads_as_what_the_act_sets() {
    for duty in matters().flat_map(|matter| &matter.duties) {
        let reading = read(duty.wording);
        assert!(reading.unread.is_empty(), "{}: {reading:?}", duty.wording);
        let as_set = |kind: &Kind| match (duty.limit, kind) {
            (ActLimit::Within(n, unit), Kind::Within(p)) => (p.amount, p.unit) == (n, unit),
            (ActLimit::Display(n, unit), Kind::Display(d)) => {
                d.at_least && d.period.as_ref().is_some_and(|p| (p.amount, p.unit) == (n, unit))
            }
            (ActLimit::Lead(n, unit), Kind::Lead(lead)) => (lead.period.amount, lead.period.unit) == (n, unit),
            (ActLimit::By(..), Kind::Date(date)) => date.by,
            (ActLimit::Every(n, unit), Kind::Recurring(r)) => (r.every, r.unit) == (n, unit),
            (ActLimit::Unnumbered, Kind::Vague(_)) => true,
            _ => false,
        };
        let [clause] = &reading.clauses[..] else { panic!("{}: {reading:?}", duty.wording) };
        assert!(as_set(&clause.kind), "{}: {:?}", duty.wording, clause.kind);
        let event = clause.trigger.as_ref().map(|trigger| trigger.kind);
        if matches!(duty.limit, ActLimit::Within(..)) {
            assert!(event.is_some_and(|event| duty.from.contains(&event)), "{}: {event:?}", duty.wording);
        }
    }
}

#[test]
fn rows_are_sound() {
    assert_eq!(BUILTIN.fault(), None);
    let mut ids: Vec<&str> = matters().map(|matter| matter.id).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "a key stands twice");
    assert!(all <= 128, "a word has 128 bits for matters");
    for key in keys() {
        assert!(key.chars().count() >= 2, "{key}");
    }
    for matter in matters() {
        assert!(matter.known.key.iter().all(|key| KEYS.are_in(&format!("关于{key}"))), "{}", matter.id);
        let general = std::ptr::eq(matter, general("proactive")) || std::ptr::eq(matter, general("on-request"));
        assert_eq!(matter.known.key.is_empty(), general, "{}", matter.id);
        assert_eq!(matter.known.among.is_empty(), BUILTIN.among_by(matter.known.among.clone()).count() == 0);
        for duty in &matter.duties {
            assert!(!duty.says.zh.is_empty() && !duty.says.en.is_empty() && !duty.act.title.en.is_empty());
            assert!(!matches!(duty.limit, ActLimit::Within(..)) || !duty.from.is_empty(), "{}", duty.wording);
            let formed = duty.from.contains(&Event::Formed);
            assert!(
                !formed || matches!(duty.limit, ActLimit::Within(_, DeadlineUnit::WorkingDay)),
                "DDL006: {}",
                duty.wording
            );
        }
    }
}

#[test]
fn acts_are_those_of_the_registry_and_stand_as_long_as_their_duties() {
    let registry = Registry::builtin();
    for (matter, duty) in matters().flat_map(|matter| matter.duties.iter().map(move |duty| (matter, duty))) {
        let name = duty.act.name;
        let law = registry.by_title(name).unwrap_or_else(|| panic!("{name} has no row"));
        assert_eq!(law.kind, duty.act.kind, "{name}");
        let here = format!("{}: {name}{}", matter.id, duty.article.zh);
        assert!(law.effective.is_none_or(|first| first <= duty.since), "{here} begins before its act");
        // Whoever changes the row of an act that was rewritten reads its duties again.
        let ended = |day: Date| duty.until.is_some_and(|until| until <= day);
        for changed in [law.text_effective, law.revised_effective].into_iter().flatten() {
            assert!(changed <= duty.read || ended(changed), "{here}: read on {}, changed from {changed} on", duty.read);
        }
        assert!(law.text_effective.is_none_or(|first| first <= duty.since || ended(first)), "{here}: of an older text");
        let gone = law.end_on(duty.read).map(|end| end.on);
        assert!(gone.is_none_or(ended), "{here} stands on after its act");
    }
}

#[test]
fn a_row_that_cannot_be_read_names_its_line() {
    const ACT: &str = "act\tbudget\t甲法\t法律\t-\tThe A Law\n";
    const MATTER: &str = "matter\tm\t甲\tA\t预算\n";
    let duty = |cells: &str| format!("{ACT}{MATTER}duty\t{cells}\n");
    const REST: &str = "说\tsays\twording=及时公开\tsince=2020-01-01\tseen=text\tread=2026-11-30";
    let bad = |text: String| {
        let text: &'static str = text.leak();
        let file: &'static file::DutyFile = Box::leak(Box::new(match file::DutyFile::scan(text) {
            Err(bad) => return Some((bad.line, bad.what)),
            Ok(file) => file,
        }));
        file.fault().map(|bad| (bad.line, bad.what))
    };
    assert_eq!(bad(duty(&format!("budget\t14\tunnumbered\t{REST}"))), None);
    assert_eq!(bad(duty(&format!("budget\t14(2)\twithin 20 日\t{REST}\tfrom=decided"))), None);
    let table: &[(String, usize, &str)] = &[
        (duty(&format!("planning\t14\tunnumbered\t{REST}")), 3, "planning"),
        (duty(&format!("budget\t14(\tunnumbered\t{REST}")), 3, "14("),
        (duty(&format!("budget\t14\twithin 0 日\t{REST}")), 3, "within 0 日"),
        (duty(&format!("budget\t14\twithin 20 天\t{REST}")), 3, "within 20 天"),
        (duty(&format!("budget\t14\tby 02-30\t{REST}")), 3, "by 02-30"),
        (duty(&format!("budget\t14\tunnumbered\t{REST}\tfrom=later")), 3, "from=later"),
        (duty(&format!("budget\t14\tunnumbered\t{REST}\tlevels=区")), 3, "levels=区"),
        (duty(&format!("budget\t14\tunnumbered\t{REST}\tuntil=2019-01-01")), 3, "since"),
        (duty(&format!("budget\t14\tunnumbered\t{REST}\tmanner=常")), 3, "manner=常"),
        (duty(&format!("budget\t14\tunnumbered\t{REST}\tcolour=red")), 3, "colour=red"),
        (duty("budget\t14\tunnumbered\t说\tsays\twording=及时公开"), 3, "since"),
        (duty("budget\t14"), 3, "a cell"),
        (format!("{ACT}{MATTER}"), 2, "one duty, eight at most"),
        (format!("{ACT}matter\tm\t甲\tA\t@none\nduty\tbudget\t14\tunnumbered\t{REST}"), 2, "@none"),
        (format!("{ACT}matter\tm\t甲\tA\t预算\tonly=1\n"), 2, "only=1"),
        (format!("{ACT}duty\tbudget\t14\tunnumbered\t{REST}"), 2, "duty\tbudget"),
        ("# head\nnonsense".to_owned(), 2, "nonsense"),
        (duty(&format!("budget\t14\tunnumbered\t{REST}")).replace("法律", "律法"), 3, "律法"),
    ];
    for (text, line, what) in table {
        let found = bad(text.clone());
        assert!(found.is_some_and(|(at, cell)| at == *line && cell.starts_with(what)), "{what}: {found:?}");
    }
}

#[test]
fn the_general_rules_are_those_of_the_text_in_force() {
    let general = |on| (proactive(day(on)).article.zh, on_request(day(on)).wording);
    assert_eq!(general("2026-11-30"), ("第二十六条", "自收到申请之日起20个工作日内答复"));
    assert_eq!(general("2018-01-01"), ("第十八条", "自收到申请之日起15个工作日内答复"));
    assert!(is_general(proactive(day("2018-01-01"))) && is_general(on_request(day("2026-11-30"))));
    assert!(duties_of("中华人民共和国预算法").all(|(_, duty)| !is_general(duty)));
}

#[test]
fn places_are_told_in_both_languages() {
    let article = |id| BUILTIN.by_id(id).map(|matter| matter.duties[0].article);
    assert_eq!(article("budget-department"), Some(Phrase { zh: "第十四条第二款", en: ", Art. 14(2)" }));
    assert_eq!(article("penalty"), Some(Phrase { zh: "", en: "" }));
    let medium = |id| BUILTIN.by_id(id).and_then(|matter| matter.medium).map(|medium| medium.article);
    assert_eq!(medium("procurement"), Some(Phrase { zh: "第四十三条、第五十条", en: ", Art. 43 and 50" }));
    let land = Phrase { zh: "第二十六条、第二十八条、第三十一条", en: ", Art. 26, 28 and 31" };
    assert_eq!(medium("land-notice"), Some(land));
}
