//! The built-in rows, and what can be asked of them.

use std::borrow::Cow;

use catalint_domain::citation::Number;
use catalint_domain::date::Date;
use catalint_domain::law::{
    ActEnd, ActKind, ActRecord, Confidence, DataProblem, How, Law, LawNumber, NumberFit, Registry, Role, RowSource,
    SourceKind, Status, check,
};

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

fn law(title: &str) -> &'static Law {
    Registry::builtin().by_title(title).expect(title)
}

fn found(title: &str) -> Option<(&'static str, How)> {
    Registry::builtin().resolve(title).map(|found| (found.law.title.as_ref(), found.how))
}

#[test]
fn built_in_rows_are_sound() {
    assert_eq!(check(Registry::builtin()), []);
}

#[test]
fn built_in_rows_are_all_there() {
    let laws: Vec<&Law> = Registry::builtin().laws().collect();
    let with = |test: &dyn Fn(&Law) -> bool| laws.iter().filter(|law| test(law)).count();
    assert_eq!(laws.len(), 2903);
    assert_eq!(with(&|law| law.is_doubtful()), 22);
    assert_eq!(with(&|law| law.confidence == Confidence::Sure), 1740);
    assert_eq!(with(&|law| matches!(law.record, ActRecord::Repealed(_))), 173);
    assert_eq!(with(&|law| matches!(law.record, ActRecord::Superseded(_))), 24);
    assert_eq!(with(&|law| law.record == ActRecord::Gone), 20);
    assert_eq!(with(&|law| law.record == ActRecord::Unknown), 972);
    let of =
        |kind: ActKind, unknown: bool| with(&|law| law.kind == kind && (!unknown || law.record == ActRecord::Unknown));
    // Without a status are only the amendments of the criminal law, and seven texts that may not be regulations.
    assert_eq!((of(ActKind::Law, false), of(ActKind::Law, true)), (361, 11));
    assert_eq!((of(ActKind::Regulation, false), of(ActKind::Regulation, true)), (710, 7));
    assert_eq!(with(&|law| law.sources.is_empty()), 0);
}

#[test]
fn every_row_is_found_by_its_names() {
    let registry = Registry::builtin();
    for law in registry.laws() {
        let is = |name: &str, how: How| {
            let found = registry.find(name).unwrap_or_else(|| panic!("{name}"));
            assert_eq!((found.law.title.as_ref(), found.how), (law.title.as_ref(), how), "{name}");
        };
        is(&law.title, How::Exact);
        if let Some(short) = law.title.strip_prefix("中华人民共和国") {
            is(short, How::Short);
        }
        law.aliases.iter().for_each(|alias| is(alias, How::Alias));
        law.misspellings.iter().for_each(|wrong| is(wrong, How::Misspelling));
    }
}

#[test]
fn titles_are_found_as_they_are_cited() {
    let regulation = "中华人民共和国政府信息公开条例";
    for (cited, title, how) in [
        (regulation, regulation, How::Exact),
        ("政府信息公开条例", regulation, How::Short),
        ("信息公开条例", regulation, How::Alias),
        ("政府信息公开条列", regulation, How::Misspelling),
        ("中华人民共和国信息公开条例", regulation, How::Misspelling),
        ("中华人民共和国 政府信息\n公开条例", regulation, How::Exact),
        ("政府信息公开条件", regulation, How::Near),
        ("中华人民共各国政府信息公开条例", regulation, How::Near),
        ("中华人民共和国信访条例", "信访条例", How::Prefixed),
        ("最低生活保障审核审批办法(试行)", "最低生活保障审核审批办法（试行）", How::Exact),
        ("最低生活保障审核审批办法", "最低生活保障审核审批办法（试行）", How::Alias),
        (
            "国务院办公厅印发<关于全面推进政务公开工作的意见>实施细则的通知",
            "国务院办公厅印发《关于全面推进政务公开工作的意见》实施细则的通知",
            How::Exact,
        ),
        (
            "关于全面推进政务公开工作意见",
            "中共中央办公厅 国务院办公厅印发《关于全面推进政务公开工作的意见》",
            How::Near,
        ),
        ("招投公告和公示信息发布管理办法", "招标公告和公示信息发布管理办法", How::Misspelling),
        ("政府信公开条例", regulation, How::Near),
        ("固体废物污染环境防制法", "中华人民共和国固体废物污染环境防治法", How::Near),
        ("国有土地上房屋征收与补尝条例", "国有土地上房屋征收与补偿条例", How::Near),
    ] {
        assert_eq!(found(cited), Some((title, how)), "{cited}");
    }
}

#[test]
fn unknown_titles_stay_unknown() {
    for cited in [
        "",
        "法",
        "预算",
        "中华人民共和国",
        // Other regions, other years, other levels, other kinds.
        "保定市政府信息公开规定",
        "福州市政府信息公开规定",
        "天津市生活垃圾管理条例",
        "2023年政务公开工作要点",
        "国务院办公厅关于印发2023年政务公开工作要点的通知",
        "农村燃气管理条例",
        "村镇燃气管理条例",
        "预算法实施细则",
        "政府信息公开办法",
        "政府信息公开规定",
        "环境保护税务法",
        "招标公告和公示信息发布管理暂行办法",
        // As near to one as to another.
        "气污染防治法",
        "交通安全法",
        // Another word is another act.
        "最低生活保障审核备案办法",
        "审记法",
        // The body may be written so.
        "住房城乡建设部 财政部 民政部 国家乡村振兴局关于做好农村低收入群体等重点对象住房安全保障工作的实施意见",
        // Two rules that differ by a word; a work plan of another matter.
        "民用爆炸物品安全销售许可实施办法",
        // No act at all.
        "安徽省农机购置补贴实施方案",
        "关于加快推进某项工作的通知",
    ] {
        assert_eq!(found(cited), None, "{cited}");
    }
}

#[test]
fn no_known_act_is_taken_for_another() {
    let registry = Registry::builtin();
    for law in registry.laws() {
        assert!(registry.near(&law.title).is_none(), "{}", law.title);
    }
}

/// With each act taken out in turn, its title must not pass for a slip of another's: so it would
/// go with acts that are not on record.
#[test]
fn an_act_that_is_not_on_record_is_hardly_ever_taken_for_another() {
    const SAMPLE: usize = 29;
    let all: Vec<Law> = Registry::builtin().laws().cloned().collect();
    let mut taken = Vec::new();
    for (index, law) in all.iter().enumerate().filter(|(index, _)| index % SAMPLE == 0) {
        let mut others = all.clone();
        others.remove(index);
        if let Some(found) = Registry::of(others).near(&law.title) {
            taken.push((law.title.as_ref(), found.law.title.to_string()));
        }
    }
    // A known gap: 海岸 and 海洋 differ in one character of a long title.
    taken.retain(|(title, _): &(&str, String)| !title.contains("污染损害海洋环境"));
    assert_eq!(taken, []);
}

#[test]
fn the_day_decides_what_is_in_force() {
    let environment = law("中华人民共和国环境保护法");
    assert_eq!(environment.status_on(day("2026-08-14")), Status::InForce);
    let Status::Repealed(end) = environment.status_on(day("2026-08-15")) else { panic!("it is repealed") };
    assert_eq!((end.on, end.by.as_deref()), (day("2026-08-15"), Some("中华人民共和国生态环境法典")));

    let medical = law("中华人民共和国医疗保障法");
    assert_eq!(medical.status_on(day("2026-12-31")), Status::NotYet { from: Some(day("2027-01-01")) });
    assert_eq!(medical.status_on(day("2027-01-01")), Status::InForce);

    let aid = law("法律援助条例");
    assert!(aid.is_doubtful());
    assert_eq!(aid.status_on(day("2021-12-31")), Status::Unknown);
    assert!(matches!(aid.status_on(day("2022-01-01")), Status::Superseded(end) if end.via.is_none()));

    let ended = law("流动人口计划生育工作条例");
    let Status::Repealed(end) = ended.status_on(day("2026-01-01")) else { panic!("it is repealed") };
    assert_eq!((end.by.as_deref(), end.via.as_deref()), (None, Some("国务院关于废止部分行政法规的决定")));
}

/// A row with these cells.
fn row(kind: ActKind, cells: &[(&str, &str)]) -> Law {
    Law::of_cells("某法", kind, cells).expect("cells of a row")
}

#[test]
fn an_act_whose_first_day_is_not_on_record_stands_from_the_first_day_it_was_seen() {
    // Rewritten in 2025: the text of that year ended the text before, not the act.
    let rewritten = row(
        ActKind::Law,
        &[
            ("promulgated", "1994-08-31"),
            ("text_effective", "2026-03-01"),
            ("revised", "2025-09-12"),
            ("revised_effective", "2026-03-01"),
            ("status", "in-force"),
            ("source", "text 2026-10-04"),
        ],
    );
    assert_eq!(rewritten.status_on(day("1994-08-30")), Status::NotYet { from: None });
    assert_eq!(rewritten.status_on(day("1994-08-31")), Status::Unknown);
    assert_eq!(rewritten.status_on(day("2025-09-11")), Status::Unknown);
    assert_eq!(rewritten.status_on(day("2025-09-12")), Status::InForce);
    assert_eq!(rewritten.status_on(day("2026-03-01")), Status::InForce);
    let listed = row(ActKind::Law, &[("status", "in-force"), ("source", "recalled 2026-01-01|register 2026-07-31")]);
    assert_eq!(listed.status_on(day("2026-07-30")), Status::Unknown);
    assert_eq!(listed.status_on(day("2026-07-31")), Status::InForce);
    assert_eq!(row(ActKind::LocalRule, &[("status", "in-force")]).status_on(day("1990-01-01")), Status::InForce);
}

#[test]
fn a_first_day_known_from_memory_accuses_nothing() {
    let cells = [("effective", "2020-01-01"), ("status", "in-force"), ("confidence", "sure")];
    let seen = row(ActKind::Rule, &cells);
    assert_eq!(seen.status_on(day("2019-12-31")), Status::NotYet { from: Some(day("2020-01-01")) });
    let remembered = row(ActKind::Rule, &[&cells[..], &[("recalled", "effective")]].concat());
    assert_eq!(remembered.status_on(day("2019-12-31")), Status::Unknown);
    assert_eq!(remembered.status_on(day("2020-01-01")), Status::InForce);
}

#[test]
fn an_act_that_is_gone_is_so_from_the_day_of_the_list_that_lacks_it() {
    let gone = law("工业产品质量责任条例");
    assert_eq!(gone.record, ActRecord::Gone);
    assert_eq!(gone.sources, [RowSource { kind: SourceKind::Register, on: day("2026-07-31") }]);
    assert_eq!(gone.status_on(day("2026-07-30")), Status::Unknown);
    assert_eq!(gone.status_on(day("2026-07-31")), Status::Gone);
    assert!(gone.has_ended());
}

#[test]
fn a_number_known_from_memory_is_held_against_nothing() {
    let numbers = ("numbers", "2001-02-03 某部令2001年第5号|2011-02-03 某部令2011年第6号 修订");
    let fit = |recalled: &[(&str, &str)], title: &str, cited: &'static str| {
        let own = Law::of_cells("甲办法", ActKind::Rule, &[&[numbers], recalled].concat()).expect("a row");
        let other = Law::of_cells("乙办法", ActKind::Rule, &[]).expect("a row");
        let registry = Registry::of(vec![own, other]);
        let cited = Number::parse(cited).expect("a number");
        match registry.number_fit(registry.by_title(title).expect("a row"), &cited, day("2026-09-30")) {
            NumberFit::Own => "own",
            NumberFit::Replaced { .. } => "replaced",
            NumberFit::Foreign(_) => "foreign",
            NumberFit::Unknown => "unknown",
        }
    };
    let recalled = [("recalled", "numbers")];
    assert_eq!(fit(&[], "甲办法", "某部令2001年第5号"), "replaced");
    assert_eq!(fit(&recalled, "甲办法", "某部令2001年第5号"), "own");
    assert_eq!(fit(&[], "乙办法", "某部令2011年第6号"), "foreign");
    assert_eq!(fit(&recalled, "乙办法", "某部令2011年第6号"), "unknown");
    assert_eq!(fit(&[("confidence", "doubtful")], "乙办法", "某部令2011年第6号"), "unknown");
}

#[test]
fn documents_of_one_title_keep_their_numbers_apart() {
    let numbers = "2014 国发〔2014〕5号|2014 国发〔2014〕27号 另";
    let law = row(ActKind::Document, &[("numbers", numbers), ("effective", "2014-01-28"), ("status", "in-force")]);
    assert_eq!(law.numbers[1].role, Role::Beside);
    assert_eq!(law.number_on(day("2026-09-30")), None);
    let registry = Registry::of(vec![law]);
    let law = registry.by_title("某法").expect("a row");
    for cited in ["国发〔2014〕5号", "国发〔2014〕27号"] {
        let cited = Number::parse(cited).expect("a number");
        assert_eq!(registry.number_fit(law, &cited, day("2026-09-30")), NumberFit::Own);
        assert_eq!(registry.owner_of(&cited).map(|owner| owner.title.as_ref()), Some("某法"));
    }
}

#[test]
fn facts_that_were_wrong_once_are_right() {
    let kind = |title: &str| law(title).kind;
    for title in [
        "工资支付暂行规定",
        "互联网信息服务算法推荐管理规定",
        "国家机关、事业单位贯彻《国务院关于职工工作时间的规定》的实施办法",
    ] {
        assert_eq!(kind(title), ActKind::Rule, "{title}");
    }
    assert_eq!(found("互联网药品信息服务管理办法"), Some(("互联网药品信息服务管理办法", How::Exact)));
    assert_eq!(law("婚姻登记条例").articles.map(|articles| articles.count), Some(28));
    let soil = law("中华人民共和国耕地保护和质量提升法");
    assert_eq!(soil.status_on(day("2026-12-31")), Status::NotYet { from: Some(day("2027-01-01")) });
    assert_eq!(soil.status_on(day("2027-01-01")), Status::InForce);
    let prisons = law("中华人民共和国监狱法");
    assert_eq!((prisons.revised, prisons.revised_effective), (Some(day("2026-04-30")), Some(day("2026-11-01"))));
}

#[test]
fn doubtful_rows_and_known_titles_drive_no_error() {
    for law in Registry::builtin().laws().filter(|law| law.is_doubtful() || law.record == ActRecord::Unknown) {
        for when in ["1950-01-01", "2026-09-30", "2090-01-01"] {
            assert!(matches!(law.status_on(day(when)), Status::Unknown | Status::Superseded(_)), "{}", law.title);
        }
    }
}

#[test]
fn successors_are_followed_to_one_that_stands() {
    let registry = Registry::builtin();
    let next = |title: &str, when: &str| registry.successor_on(law(title), day(when)).map(|law| law.title.as_ref());
    let noise = "中华人民共和国环境噪声污染防治法";
    assert_eq!(next(noise, "2026-08-14"), Some("中华人民共和国噪声污染防治法"));
    assert_eq!(next(noise, "2026-08-15"), Some("中华人民共和国生态环境法典"));
    assert_eq!(next("农村五保供养工作条例", "2026-06-30"), Some("社会救助暂行办法"));
    assert_eq!(next("农村五保供养工作条例", "2026-07-01"), Some("中华人民共和国社会救助法"));
    assert_eq!(next("社会抚养费征收管理办法", "2026-07-01"), None);
    assert_eq!(next("中华人民共和国预算法", "2026-07-01"), None);
}

#[test]
fn numbers_are_checked_against_the_act() {
    let registry = Registry::builtin();
    let fit = |title: &str, number: &'static str, when: &str| {
        registry.number_fit(law(title), &Number::parse(number).expect(number), day(when))
    };
    let regulation = "中华人民共和国政府信息公开条例";
    for own in
        ["国务院令第711号", "国令第711号", "中华人民共和国国务院令第711号", "国务院令2019年第711号", "国务院第711号"]
    {
        assert_eq!(fit(regulation, own, "2026-09-30"), NumberFit::Own, "{own}");
    }
    let NumberFit::Replaced { current } = fit(regulation, "国务院令第492号", "2026-09-30") else {
        panic!("it is replaced")
    };
    assert_eq!(current.map(|number| number.text.as_ref()), Some("国务院令第711号"));
    assert_eq!(fit(regulation, "国务院令第492号", "2019-05-14"), NumberFit::Own);
    let NumberFit::Foreign(owner) = fit(regulation, "国务院令第713号", "2026-09-30") else {
        panic!("it is another's")
    };
    assert_eq!(owner.title, "重大行政决策程序暂行条例");
    assert_eq!(fit(regulation, "国务院令第710号", "2026-09-30"), NumberFit::Unknown);
    // The decrees of the head of state begin anew with each congress.
    assert_eq!(fit("中华人民共和国预算法", "主席令第21号", "2026-09-30"), NumberFit::Unknown);
    // A whole new text whose number is not on record.
    assert_eq!(fit("殡葬管理条例", "国务院令第225号", "2026-09-30"), NumberFit::Replaced { current: None });
    assert_eq!(fit("殡葬管理条例", "国务院令第225号", "2026-03-29"), NumberFit::Own);
    assert_eq!(
        fit("财政预决算领域基层政务公开标准指引", "国办发〔2019〕54号", "2026-09-30"),
        NumberFit::Foreign(law("国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见"))
    );
    assert_eq!(fit("退役军人安置条例", "国务院、中央军委令第787号", "2026-09-30"), NumberFit::Own);
}

#[test]
fn the_number_to_offer_is_that_of_the_text_in_force() {
    let number = |title: &str, when: &str| law(title).number_on(day(when)).map(|number| number.text.as_ref());
    let regulation = "中华人民共和国政府信息公开条例";
    assert_eq!(number(regulation, "2019-05-14"), Some("国务院令第492号"));
    assert_eq!(number(regulation, "2019-05-15"), Some("国务院令第711号"));
    assert_eq!(number("殡葬管理条例", "2026-09-30"), None);
    assert_eq!(number("中华人民共和国政府采购法实施条例", "2026-09-30"), Some("国务院令第658号"));
    assert_eq!(number("中华人民共和国个人信息保护法", "2026-09-30"), None);
}

#[test]
fn titles_are_offered_as_they_stand_inside_marks() {
    assert_eq!(law("中华人民共和国预算法").title_in_marks(), "中华人民共和国预算法");
    assert_eq!(
        law("国务院办公厅印发《关于全面推进政务公开工作的意见》实施细则的通知").title_in_marks(),
        "国务院办公厅印发〈关于全面推进政务公开工作的意见〉实施细则的通知",
    );
}

#[test]
fn rows_that_cannot_be_right_are_named() {
    let mut first = Law::new(Cow::Borrowed("甲法"), ActKind::Law);
    first.aliases.push(Cow::Borrowed("某法"));
    first.promulgated = Some(day("2020-01-01"));
    first.effective = Some(day("2019-01-01"));
    let mut second = Law::new(Cow::Borrowed("乙法"), ActKind::Law);
    second.aliases.push(Cow::Borrowed("某法"));
    second.numbers.extend(LawNumber::of_row("2019 主席令第1号 修订"));
    second.numbers.extend(LawNumber::of_row("主席令一号"));
    let end = |by: &'static str| ActEnd { on: day("2021-01-01"), by: Some(Cow::Borrowed(by)), via: None };
    let mut third = Law::new(Cow::Borrowed("丙法"), ActKind::Law);
    third.record = ActRecord::Repealed(end("丁法"));
    let mut fourth = Law::new(Cow::Borrowed("戊法"), ActKind::Law);
    fourth.record = ActRecord::Repealed(end("戊法"));
    let mut fifth = Law::new(Cow::Borrowed("己法"), ActKind::Law);
    fifth.revised = Some(day("2012-10-26"));
    fifth.revised_effective = Some(day("2026-11-01"));
    fifth.sources.push(RowSource { kind: SourceKind::Recalled, on: day("2026-11-30") });
    let found: Vec<DataProblem> = check(&Registry::of(vec![first, second, third, fourth, fifth]))
        .into_iter()
        .map(|unsound| unsound.problem)
        .collect();
    assert_eq!(
        found,
        [
            DataProblem::DatesOutOfOrder("promulgated", "effective"),
            DataProblem::BadNumber("主席令一号".into()),
            DataProblem::NameOfTwo("某法".into(), "甲法".into()),
            DataProblem::NoSuccessor("丁法".into()),
            DataProblem::SuccessorCircle,
            DataProblem::DaysOfTwoRevisions,
            DataProblem::NotSeen,
        ]
    );
}

#[test]
fn articles_are_sure_only_for_the_text_in_force() {
    let count = |title: &str| law(title).articles.map(|articles| (articles.count, articles.of_current_text));
    assert_eq!(count("中华人民共和国政府信息公开条例"), Some((56, true)));
    assert_eq!(count("中华人民共和国生态环境法典"), Some((1242, true)));
    assert_eq!(count("中华人民共和国传染病防治法"), Some((115, true)));
    // Counted in a text before the latest change.
    assert_eq!(count("旅馆业治安管理办法").map(|(_, current)| current), Some(false));
    assert_eq!(law("中华人民共和国政府信息公开条例").items_of(20), Some(15));
    assert_eq!(law("中华人民共和国政府信息公开条例").items_of(21), None);
}

#[test]
fn labels_are_checked_against_the_kind() {
    let budget = law("中华人民共和国预算法");
    assert_eq!(budget.fits_label("法律"), Some(true));
    assert_eq!(budget.fits_label("行政法规"), Some(false));
    assert_eq!(budget.fits_label("条例"), Some(false));
    assert_eq!(budget.fits_label("其他"), None);
    let opinion = law("国务院办公厅关于推进养老服务发展的意见");
    assert_eq!(opinion.fits_label("条例"), Some(false));
    assert_eq!(opinion.fits_label("部门规章及规范性文件"), Some(true));
    assert_eq!(law("中华人民共和国户口登记条例").fits_label("条例"), Some(true));
}

#[test]
fn the_day_of_the_last_check_is_the_earliest_that_the_files_name() {
    let checked = Registry::builtin().checked_to();
    assert!(checked >= day("2026-09-30"));
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for (file, words) in [("README.md", checked.to_string()), ("README.zh-CN.md", checked.chinese())] {
        let text = std::fs::read_to_string(root.join(file)).expect("a manual");
        assert!(text.contains(&words), "{file} does not say {words}");
    }
}

#[test]
fn a_repository_adds_and_replaces_rows() {
    let title = String::from("某市政务公开办法");
    let mut own = Law::new(Cow::Owned(title), ActKind::LocalRule);
    own.aliases.push(Cow::Owned(String::from("政务公开办法")));
    let mut budget = law("中华人民共和国预算法").clone();
    budget.record = ActRecord::Repealed(ActEnd { on: day("2030-01-01"), by: None, via: None });
    let registry = Registry::builtin_and(vec![own, budget]);
    assert_eq!(registry.laws().len(), 2904);
    assert_eq!(registry.find("政务公开办法").map(|found| found.how), Some(How::Alias));
    assert_eq!(registry.find("某市 政务公开办法").map(|found| found.how), Some(How::Exact));
    let budget = registry.find("预算法").expect("the row is there").law;
    assert!(matches!(budget.status_on(day("2030-01-01")), Status::Repealed(_)));
    assert_eq!(registry.find("政府采购法").map(|found| found.how), Some(How::Short));
}
