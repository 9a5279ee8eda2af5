//! What `defaults` gives is what items have: the same findings as if each said it itself, told once.

use std::collections::BTreeMap;

use catalint_core::fix::Applicability;
use catalint_core::lint::{FixOptions, Report, Settings, fix_text, lint_text};
use catalint_core::model::FieldId;
use catalint_core::rule::{Finding, Lang, Severity};
use catalint_domain::date::Date;

fn options() -> Settings {
    Settings::new(Date::new(2026, 11, 1).expect("a day"))
}

fn lint(text: &str) -> Report {
    lint_text("catalog.yaml", text.as_bytes(), &options())
}

/// Names of items and what each discloses.
const ITEMS: &[(&str, &str, &str)] = &[
    ("社会救助", "最低生活保障", "[申请条件, 办理流程]"),
    ("社会救助", "临时救助", "[救助标准, 办理流程]"),
    ("财政预决算", "部门预算", "[收支总表, 三公经费]"),
    ("政府采购", "中标结果公告", "[中标人, 中标金额]"),
    ("政府信息公开", "政府信息公开年度报告", "[总体情况, 存在的问题]"),
    ("行政处罚", "行政处罚决定", "[处罚依据, 处罚结果]"),
];

/// Values of a field: sound ones and faulty ones.
const VALUES: &[(&str, &[&str])] = &[
    (
        "basis",
        &[
            "[《中华人民共和国政府信息公开条例》（国务院令第711号）]",
            "[《中华人民共和国政府信息公开条例》（国务院令第492号）第十条, 相关法律法规]",
            "《预算法》",
            "待定",
        ],
    ),
    (
        "deadline",
        &[
            "自该政府信息形成或者变更之日起20个工作日内",
            "及时公开",
            "信息形成（变更）20个工作日内",
            "60个工作日内,公开",
        ],
    ),
    ("publisher", &["县民政局", "青石镇人民政府", "县民政局、县财政局等", "县环保局"]),
    ("channels", &["[政府网站]", "[公示栏]", "[政府网站, 政府门户网站, 其他]", "入户/现场"]),
    ("audience", &["全社会", "[全社会, 特定群体]", "社会公众"]),
    ("method", &["主动公开", "依申请公开", "主动公示"]),
    ("levels", &["[县级]", "[乡级]", "[县]"]),
];

/// A catalog; the fields of `by_default` stand in `defaults`, the others in every item.
fn catalog(items: usize, values: &BTreeMap<&str, &str>, by_default: &[&str]) -> String {
    let mut text = String::from(
        "title: 云岭县政务公开标准目录\nauthority: 云岭县民政局\nprofile: national\nupdated: 2026-06-30\n",
    );
    if !by_default.is_empty() {
        text += "defaults:\n";
        by_default.iter().for_each(|key| text += &format!("  {key}: {}\n", values[key]));
    }
    text += "items:\n";
    for (topic, subtopic, content) in &ITEMS[..items] {
        text += &format!("  - topic: {topic}\n    subtopic: {subtopic}\n    content: {content}\n");
        for id in FieldId::OF_DEFAULTS.map(FieldId::key).iter().filter(|key| !by_default.contains(key)) {
            text += &format!("    {id}: {}\n", values[id]);
        }
    }
    text
}

/// What is said of each item, wherever it stands.
fn said(report: &Report) -> Vec<(Option<usize>, &'static str, String)> {
    let items = |d: &Finding| match d.item {
        Some(first) => std::iter::once(first).chain(d.also.iter().copied()).map(Some).collect(),
        None => vec![None],
    };
    let all = report.findings.iter().flat_map(|d| {
        let (code, message) = (d.rule.code, d.message_in(Lang::Zh).into_owned());
        items(d).into_iter().map(move |item| (item, code, message.clone()))
    });
    // What stands once in a file, at some text of it, is said of all that take the default.
    let once = ["DDL011", "BAS014", "TXT008", "PUB005"];
    let mut all: Vec<_> = all.filter(|(_, code, _)| !once.contains(code)).collect();
    all.sort();
    all
}

/// Every value of every field beside sound ones, and some together.
fn choices() -> Vec<BTreeMap<&'static str, &'static str>> {
    let sound: BTreeMap<&str, &str> = VALUES.iter().map(|(key, values)| (*key, values[0])).collect();
    let mut all = vec![sound.clone()];
    for (nth, (key, values)) in VALUES.iter().enumerate() {
        for (n, value) in values.iter().enumerate().skip(1) {
            let mut one = sound.clone();
            one.insert(key, value);
            all.push(one.clone());
            let (other, others) = VALUES[(nth + n) % VALUES.len()];
            one.insert(other, others[others.len() - 1]);
            all.push(one);
        }
    }
    all
}

#[test]
fn a_default_says_what_the_same_value_in_each_item_says() {
    let keys = FieldId::OF_DEFAULTS.map(FieldId::key);
    let mut findings = 0;
    for values in choices() {
        let explicit = said(&lint(&catalog(ITEMS.len(), &values, &[])));
        findings += explicit.len();
        let singles = keys.iter().map(std::slice::from_ref);
        for by_default in singles.chain([&keys[..], &keys[3..], &keys[..2]]) {
            let text = catalog(ITEMS.len(), &values, by_default);
            assert_eq!(said(&lint(&text)), explicit, "{text}");
        }
    }
    assert!(findings > 200, "{findings}");
}

#[test]
fn one_item_more_changes_nothing_but_for_whom_it_holds() {
    let keys = FieldId::OF_DEFAULTS.map(FieldId::key);
    let told = |report: &Report| -> Vec<(String, &'static str, String)> {
        let all = report.findings.iter().map(|d| {
            let place = report.source.slice(d.span()).to_owned();
            (place, d.rule.code, d.message_in(Lang::Zh).into_owned())
        });
        all.filter(|(_, code, _)| *code != "DDL011").collect()
    };
    for values in choices() {
        let (few, many) = (lint(&catalog(3, &values, &keys)), lint(&catalog(ITEMS.len(), &values, &keys)));
        let many_told = told(&many);
        for finding in told(&few) {
            assert!(many_told.contains(&finding), "{finding:?}\n{}", many.source.text);
        }
        let prints = |report: &Report| -> Vec<(String, String)> {
            let at_default = report.findings.iter().filter(|d| d.is_at_default());
            at_default.map(|d| (d.pointer.clone(), d.fingerprint.to_string())).collect()
        };
        let prints_of_many = prints(&many);
        assert!(prints(&few).iter().all(|print| prints_of_many.contains(print)), "{}", many.source.text);
    }
}

#[test]
fn a_finding_about_a_default_stands_there_once_with_all_items() {
    let mut values: BTreeMap<&str, &str> = VALUES.iter().map(|(key, values)| (*key, values[0])).collect();
    values.insert("audience", "社会公众");
    let text = catalog(4, &values, &["audience"]);
    let report = lint(&text);
    let found: Vec<&Finding> = report.findings.iter().filter(|d| d.rule.code == "AUD004").collect();
    let [one] = found[..] else { panic!("{:?}", said(&report)) };
    assert_eq!((one.item, &one.also[..], one.also.len()), (Some(0), &[1, 2, 3][..], 3));
    assert_eq!(report.source.slice(one.span()), "社会公众");
    assert_eq!(one.pointer, "/defaults/audience");
    let which = FixOptions { least: Applicability::Safe, min_severity: Severity::Hint };
    let fixed = fix_text("catalog.yaml", text.as_bytes(), &options(), which).bytes.expect("mended");
    assert_eq!(String::from_utf8(fixed).expect("UTF-8"), text.replace("社会公众", "全社会"));
}

#[test]
fn what_follows_from_an_item_is_mended_in_the_item() {
    let mut values: BTreeMap<&str, &str> = VALUES.iter().map(|(key, values)| (*key, values[0])).collect();
    values.insert("publisher", "青石镇人民政府");
    let text = catalog(2, &values, &["levels"]);
    let report = lint(&text);
    let found: Vec<&Finding> = report.findings.iter().filter(|d| d.rule.code == "LVL003").collect();
    assert_eq!(found.len(), 2, "each at the publisher of its own: {:?}", said(&report));
    assert!(found.iter().all(|d| report.source.slice(d.span()) == "青石镇人民政府"));
    let mut options = options();
    options.selection.select = ["LVL003"].iter().map(|code| selector(code)).collect();
    let which = FixOptions { least: Applicability::Offer, min_severity: Severity::Hint };
    let fixed = fix_text("catalog.yaml", text.as_bytes(), &options, which).bytes.expect("mended");
    let fixed = String::from_utf8(fixed).expect("UTF-8");
    assert_eq!(fixed, text.replace("    method: 主动公开\n", "    method: 主动公开\n    levels: [乡级]\n"));
}

fn selector(code: &str) -> catalint_core::rule::Selector {
    catalint_core::rule::Selector::parse(code, &catalint_core::rules::RULES).expect("a rule")
}

#[test]
fn a_comment_at_an_item_takes_the_item_out() {
    let mut values: BTreeMap<&str, &str> = VALUES.iter().map(|(key, values)| (*key, values[0])).collect();
    values.insert("audience", "社会公众");
    let text = catalog(3, &values, &["audience"]);
    let ignored = text.replace("  - topic: 财政", "  # catalint: ignore[AUD004] 另有规定\n  - topic: 财政");
    let report = lint(&ignored);
    let found: Vec<_> = report.findings.iter().map(|d| (d.rule.code, d.also.clone())).collect();
    assert!(found.contains(&("AUD004", vec![1])) && !found.iter().any(|(code, _)| *code == "SUP001"), "{found:?}");
    let all = text.replace("  - topic:", "  # catalint: ignore[AUD004] 另有规定\n  - topic:");
    let report = lint(&all);
    assert!(report.suppressed.iter().any(|d| d.rule.code == "AUD004"));
    assert!(!report.findings.iter().any(|d| ["AUD004", "SUP001"].contains(&d.rule.code)));
}

/// Codes and cells of what is said of a table.
fn of_table(name: &str, text: &str) -> Vec<(&'static str, String, Vec<usize>, Severity)> {
    let report = catalint_table::check(name, text.as_bytes(), &options()).expect("a table");
    let cell = |d: &Finding| d.cell().map_or(String::new(), |cell| cell.address.clone());
    let all = report.findings.iter();
    all.map(|d| (d.rule.code, cell(d), d.also.clone(), d.severity)).collect()
}

/// Rows of a page; the deadline and the audience are one cell each for all of them.
fn page(head: &str, title: &str, last: &str) -> String {
    let mut text = format!(
        "<h1>{title}</h1><table><tr><th>序号</th><th>一级事项</th><th>二级事项</th><th>公开内容</th><th>公开依据</th>\
         <th>公开时限</th><th>公开主体</th><th>公开渠道</th><th>公开对象</th><th>公开方式</th>{head}</tr>"
    );
    for (nth, name) in ["最低生活保障", "临时救助", "医疗救助"].iter().enumerate() {
        let first = nth == 0;
        let deadline = if first { "<td rowspan=3>及时公开</td>" } else { "" };
        let audience = if first { "<td rowspan=3>社会公众</td>" } else { "" };
        text += &format!(
            "<tr><td>{}</td><td>社会救助</td><td>{name}</td><td>申请条件、{name}标准</td><td>《中华人民共和国政府信息公开条例》\
             （国务院令第711号）</td>{deadline}<td>青石镇人民政府</td><td>政府网站</td>{audience}<td>主动公开</td>{last}</tr>",
            nth + 1
        );
    }
    text + "</table>"
}

#[test]
fn a_cell_of_several_rows_gives_one_finding_with_all_of_them() {
    let found = of_table("表.html", &page("<th>公开层级</th>", "青石镇社会救助政务公开标准目录", "<td>乡级</td>"));
    let of = |code: &str| found.iter().filter(|(known, ..)| *known == code).collect::<Vec<_>>();
    for (code, column) in [("DDL002", 6), ("AUD004", 9)] {
        let [(_, cell, also, _)] = of(code)[..] else { panic!("{code}: {found:?}") };
        assert_eq!((cell.as_str(), &also[..]), (format!("第2–4行第{column}列").as_str(), &[1, 2][..]));
    }
}

#[test]
fn a_level_that_can_be_told_is_not_missing() {
    let codes = |found: &[(&'static str, String, Vec<usize>, Severity)]| -> Vec<(&'static str, Severity)> {
        found
            .iter()
            .filter(|(code, ..)| code.starts_with("LVL"))
            .map(|(code, .., severity)| (*code, *severity))
            .collect()
    };
    let none = of_table("表.html", &page("", "青石镇社会救助政务公开标准目录", ""));
    assert_eq!(codes(&none), [("LVL004", Severity::Hint)]);
    let unknown = page("", "社会救助政务公开标准目录", "").replace("青石镇人民政府", "便民服务中心");
    let unknown = of_table("表.html", &unknown);
    assert_eq!(codes(&unknown), [("LVL001", Severity::Warning)]);
    assert!(unknown.iter().any(|(code, cell, ..)| *code == "LVL001" && cell == "第1行第1列"), "{unknown:?}");
    let blank = page("<th>公开层级</th>", "青石镇社会救助政务公开标准目录", "<td></td>");
    assert_eq!(codes(&of_table("表.html", &blank)), [("LVL001", Severity::Error)]);
    // The YAML that is made of it says so, too; that of a table without the column has a level that can be told.
    for (table, code) in [(&blank, "LVL001"), (&page("", "青石镇社会救助政务公开标准目录", ""), "LVL004")]
    {
        let read = catalint_table::import("表.html", table.as_bytes(), None, Lang::En, &options()).expect("a table");
        let yaml = &read.catalogs[0].yaml;
        assert_eq!(yaml.contains("    levels: []\n"), code == "LVL001", "{yaml}");
        let of_yaml = lint(yaml);
        let mut of_yaml = of_yaml.findings.iter().map(|d| d.rule.code);
        assert_eq!(of_yaml.find(|code| code.starts_with("LVL")), Some(code), "{yaml}");
    }
}

#[test]
fn levels_follow_from_the_body_and_only_where_nobody_states_one() {
    let values: BTreeMap<&str, &str> = VALUES.iter().map(|(key, values)| (*key, values[0])).collect();
    let text = catalog(3, &values, &[]).replace("    levels: [县级]\n", "");
    let codes = |text: &str| -> Vec<&'static str> {
        lint(text).findings.iter().map(|d| d.rule.code).filter(|code| code.starts_with("LVL")).collect()
    };
    assert_eq!(codes(&text), ["LVL004"]);
    // The level is that of the publisher, of 编制单位 or of the title, a bare 市 is none.
    let of = |publisher: &str, authority: &str, title: &str| {
        let text = text.replace("publisher: 县民政局", &format!("publisher: {publisher}"));
        let text = text.replace("authority: 云岭县民政局\n", &format!("authority: {authority}\n"));
        let text = text.replace("title: 云岭县政务公开标准目录", &format!("title: {title}"));
        let report = lint(&text);
        let found = report.findings.iter().find(|d| d.rule.code == "LVL004");
        found.map(|d| d.message_in(Lang::Zh).into_owned())
    };
    let says =
        |said: Option<String>, level: &str| assert!(said.as_ref().is_some_and(|s| s.contains(level)), "{said:?}");
    says(of("吉林市文化广播电视和旅游局", "办公室", "目录"), "市级");
    says(of("办公室", "青石镇人民政府", "目录"), "乡级");
    says(of("办公室", "办公室", "江苏省盐城市旅游领域政务公开标准目录"), "市级");
    assert_eq!(of("市文化广播电视和旅游局", "办公室", "旅游领域政务公开标准目录"), None);
    // Two ranks for one item are no answer, and one item that states its level ends the telling.
    assert_eq!(of("县民政局、青石镇人民政府", "云岭县民政局", "目录"), None);
    let one = text.replacen("    method: 主动公开\n", "    method: 主动公开\n    levels: [县级]\n", 1);
    assert_eq!(codes(&one), ["LVL001", "LVL001"]);
    let blank = text.replacen("    method: 主动公开\n", "    method: 主动公开\n    levels: []\n", 1);
    assert_eq!(codes(&blank), ["LVL001"], "a key that is there and blank stays missing, of all");
}

#[test]
fn a_month_where_the_day_of_the_update_should_stand_is_said_as_it_is() {
    let said = |line: &str| {
        let page =
            page("", "青石镇社会救助政务公开标准目录", "").replacen("<table", &format!("<p>{line}</p><table"), 1);
        let report = catalint_table::check("表.html", page.as_bytes(), &options()).expect("a table");
        let found = report.findings.iter().find(|d| d.rule.code == "SCH005");
        found.map(|d| (d.message_in(Lang::Zh).into_owned(), d.severity))
    };
    assert_eq!(said("更新日期：2023年6月30日"), None);
    let month = ("更新日期“2023年6月”没有写到日，没有读入".to_owned(), Severity::Hint);
    assert_eq!(said("更新日期：2023年6月"), Some(month));
    assert_eq!(said("共1页"), Some(("目录没有更新日期".to_owned(), Severity::Hint)));
}
