//! The law on which rules, duties and findings rest: it is on record, it was read in its text in force, and it binds from
//! the first day of that text on.

use std::collections::BTreeSet;

use catalint_core::docs;
use catalint_core::lint::{Report, Settings, lint_text};
use catalint_core::rule::Lang;
use catalint_core::rules::RULES;
use catalint_domain::date::Date;
use catalint_domain::law::{Law, Provision, Registry, Status};
use catalint_domain::statutory;

const READ: &str = include_str!("../../../crates/catalint-domain/data/provisions.tsv");

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

/// The provisions that were read, with the day to which the text ran.
fn read() -> Vec<(Provision, Date)> {
    let lines = READ.lines().filter(|line| !line.starts_with('#'));
    let row = |line: &'static str| {
        let (provision, read) = line.split_once('\t').expect("provision and day");
        (Provision::read(provision).unwrap_or_else(|| panic!("{provision}")), day(read))
    };
    lines.map(row).collect()
}

/// What is wrong with resting on a provision whose text was read on a day: nothing, or the reason.
fn objection(provision: &Provision, law: Option<&Law>, read: Date) -> Option<String> {
    let Some(law) = law else { return Some("the act has no row".into()) };
    if let Some(from) = law.text_from().filter(|from| *from > read) {
        return Some(format!("rewritten from {from} on, read on {read}: read it again"));
    }
    if !matches!(law.status_on(read), Status::InForce | Status::Unknown) {
        return Some("not in force".into());
    }
    let article = provision.article?;
    if let Some(count) = law.articles.filter(|count| article > count.count) {
        return Some(format!("the text has {} articles", count.count));
    }
    let items = law.items_of(article).zip(provision.item);
    items.filter(|(most, item)| u16::from(*item) > *most).map(|(most, _)| format!("the article has {most} items"))
}

#[test]
fn every_provision_of_a_rule_was_read_in_its_text_in_force() {
    let read = read();
    let mut rests = 0;
    for rule in RULES.iter() {
        for provision in rule.law {
            let known = read.iter().find(|(other, _)| other == provision);
            let (_, on) = known.unwrap_or_else(|| panic!("{}: nobody read {provision}", rule.code));
            let law = Registry::builtin().by_title(&provision.act);
            assert_eq!(objection(provision, law, *on), None, "{}: {provision}", rule.code);
            rests += 1;
        }
    }
    assert!(rests > 50, "rules rest on law: {rests}");
    let used = |provision: &Provision| RULES.iter().any(|rule| rule.law.contains(provision));
    for (provision, _) in &read {
        assert!(used(provision), "no rule rests on {provision}");
    }
}

#[test]
fn every_provision_of_a_duty_is_in_the_text_in_force() {
    // Those of a text that is gone stand in no text in force, those to come in none yet.
    let today = day("2026-11-30");
    let duties = statutory::matters().flat_map(|matter| &matter.duties).filter(|duty| duty.stands(today));
    let media = statutory::matters().filter_map(|matter| matter.medium).flat_map(|medium| &medium.law);
    let bases = statutory::matters().filter_map(|matter| matter.basis()).flat_map(|basis| &basis.law);
    let mut told = 0;
    for (provision, read) in duties.map(|duty| (&duty.law, duty.read)).chain(media.chain(bases).map(|law| (law, today)))
    {
        let law = Registry::builtin().by_title(&provision.act);
        assert_eq!(objection(provision, law, read), None, "{provision}");
        told += usize::from(provision.article.is_some());
    }
    assert!(told > 30, "duties with an article: {told}");
}

#[test]
fn a_provision_is_refused_where_the_act_is_gone_rewritten_or_shorter() {
    let registry = Registry::builtin();
    let refused = |text: &'static str, read| {
        let provision = Provision::read(text).expect("a provision");
        objection(&provision, registry.by_title(&provision.act), day(read))
    };
    const WITHIN: &str = "《中华人民共和国政府信息公开条例》第二十六条";
    assert_eq!(refused(WITHIN, "2019-05-15"), None);
    for (text, read) in [
        (WITHIN, "2019-05-14"),
        ("《中华人民共和国政府信息公开条例》第五十七条", "2026-09-30"),
        ("《中华人民共和国政府信息公开条例》第二十条第（十六）项", "2026-09-30"),
        ("《中华人民共和国环境影响评价法》第二十一条", "2026-09-30"),
        ("《中华人民共和国村民委员会组织法》第三十条", "2025-12-31"),
        ("《云岭县政务公开办法》第一条", "2026-09-30"),
    ] {
        assert!(refused(text, read).is_some(), "{text} {read}");
    }
}

/// The findings on the faulty examples of all rules, each with its own alone.
fn examples() -> impl Iterator<Item = (&'static str, Report)> {
    let of_rule = |rule: &'static catalint_core::rule::Rule| {
        let wrong = rule.wrong.iter().filter(|wrong| !docs::is_table(wrong.yaml));
        wrong.map(move |wrong| (rule.code, docs::Example::of(rule, wrong.yaml, day("2026-11-01")).lint()))
    };
    RULES.iter().copied().flat_map(of_rule)
}

#[test]
fn each_finding_of_a_rule_that_rests_on_law_says_on_which() {
    let mut said = BTreeSet::new();
    for (code, report) in examples() {
        for found in &report.findings {
            let finding = &found;
            let law = &finding.law;
            assert!(finding.rule.law.is_empty() || !law.is_empty(), "{code} {}", found.message_in(Lang::Zh));
            let whole = finding.rule.law.len() > 1 && finding.rule.law.iter().all(|own| law.contains(own));
            assert!(!whole, "{code} lists all that the rule rests on");
            for provision in law.iter() {
                // An act that is not in force yet rests on its own clause; a decision that repeals others needs no row.
                let decision = provision.act.ends_with("的决定");
                let row = Registry::builtin().by_title(&provision.act);
                let objection = objection(provision, row, day("2026-11-01"));
                assert!(objection.is_none() || code == "BAS004" || decision, "{code}: {provision}: {objection:?}");
                said.insert(provision.to_string());
            }
        }
    }
    assert!(said.len() > 20, "{said:#?}");
}

#[test]
fn a_finding_rests_on_the_law_of_its_matter_and_on_no_other() {
    const GENERAL: &str = "自该政府信息形成或者变更之日起20个工作日内";
    const WITHIN: &str = "《中华人民共和国政府信息公开条例》第二十六条";
    const ENFORCEMENT: &str = "《国务院办公厅关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见》（国办发〔2018〕118号）";
    for (topic, subtopic, deadline, code, law) in [
        ("地名管理", "地名命名", GENERAL, "DDL005", "《地名管理条例》第十四条"),
        ("财政信息", "部门预算", GENERAL, "DDL005", "《中华人民共和国预算法》第十四条第二款"),
        ("财政信息", "政府预算", GENERAL, "DDL005", "《中华人民共和国预算法》第十四条第一款"),
        ("征地管理", "征收土地公告", GENERAL, "DDL005", "《中华人民共和国土地管理法实施条例》第三十一条"),
        ("综合执法", "行政处罚决定", GENERAL, "DDL005", ENFORCEMENT),
        ("综合执法", "行政处罚决定", "及时公开", "DDL002", ENFORCEMENT),
        (
            "综合执法",
            "行政处罚决定",
            "除处罚决定外其他内容：长期公开；处罚决定：自作出之日起7个工作日内",
            "DDL002",
            WITHIN,
        ),
        ("机构信息", "机关简介", "及时公开", "DDL002", WITHIN),
        ("机构信息", "机关简介", "20个工作日内", "DDL007", WITHIN),
        (
            "社会救助",
            "办理结果",
            "自收到申请之日起20日内答复",
            "DDL006",
            "《中华人民共和国政府信息公开条例》第三十三条",
        ),
    ] {
        let yaml = format!(
            "title: 云岭县政务公开标准目录\nupdated: 2026-06-30\nitems:\n  - topic: {topic}\n    subtopic: {subtopic}\n    \
             content: [主要内容]\n    deadline: {deadline}\n    publisher: 云岭县民政局\n"
        );
        let report = lint_text("a.yaml", yaml.as_bytes(), &Settings::new(day("2026-11-01")));
        let found = report.findings.iter().find(|found| found.rule.code == code);
        let source = found.map(|found| found.source(Lang::Zh).into_owned());
        assert_eq!(source.as_deref(), Some(law), "{topic} {subtopic} {deadline}");
    }
}

/// A missing field, a vague deadline, a method that the Regulation does not allow, an act that is gone, a slip of writing.
const FAULTY: &str = "title: 云岭县民政局政务公开标准目录
updated: 2017-06-30
items:
  - topic: 机构信息
    subtopic: 机构职能
    content: [职责, 机构设置]
    basis: 《中华人民共和国合同法》
    deadline: 及时公开
    publisher: 云岭县民政局
    audience: 特定对象：申请人
    method: 依申请公开
";

#[test]
fn a_rule_applies_on_a_day_only_if_its_law_was_in_force_then() {
    let said = |on: &str| -> BTreeSet<&str> {
        let report = lint_text("a.yaml", FAULTY.as_bytes(), &Settings::new(day(on)));
        report.findings.iter().map(|found| found.rule.code).collect()
    };
    let has = |on: &str, codes: [&str; 4]| codes.map(|code| said(on).contains(code));
    // The guidance of 2019-12-26, the Regulation in force since 2019-05-15, and the Civil Code of 2021.
    let codes = ["CHN001", "MTH004", "DDL002", "BAS002"];
    assert_eq!(has("2018-01-01", codes), [false, false, false, false], "{:?}", said("2018-01-01"));
    assert_eq!(has("2019-05-14", codes), [false, false, false, false], "{:?}", said("2019-05-14"));
    assert_eq!(has("2019-05-15", codes), [false, true, true, false], "{:?}", said("2019-05-15"));
    assert_eq!(has("2019-12-26", codes), [true, true, true, false], "{:?}", said("2019-12-26"));
    assert_eq!(has("2026-11-30", codes), [true, true, true, true], "{:?}", said("2026-11-30"));
}

#[test]
fn a_body_is_abolished_once_the_reform_is_over() {
    let yaml = "title: 云岭县政务公开标准目录\nitems:\n  - topic: 环境监测\n    publisher: 云岭县环境保护局\n";
    let said = |on| {
        let report = lint_text("a.yaml", yaml.as_bytes(), &Settings::new(day(on)));
        report.findings.iter().any(|found| found.rule.code == "PUB004")
    };
    assert!(!said("2018-01-01") && !said("2018-12-31"));
    assert!(said("2019-01-01") && said("2026-11-30"));
}
