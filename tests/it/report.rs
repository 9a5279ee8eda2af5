//! The machine formats: JSON as its schema says, lines that programs can read.

use catalint_core::docs::complete;
use catalint_core::fix::{Edit, Fix};
use catalint_core::lint::LawDays;
use catalint_core::lint::{Report, Settings, lint_text};
use catalint_core::rule::{Lang, Localized, Related, RelatedPlace, Severity};
use catalint_domain::date::Date;
use catalint_report::{FORMATS, JSON_SCHEMA, View, format, render};
use catalint_text::{FileRange, Position, Span};
use serde_json::{Value, json};

fn lint(name: &str, bytes: &[u8]) -> Report {
    let mut options = Settings::new(Date::new(2026, 11, 1).expect("a day"));
    options.selection.select = vec![selector("BAS001")];
    lint_text(name, bytes, &options)
}

fn selector(code: &str) -> catalint_core::rule::Selector {
    catalint_core::rule::Selector::parse(code, &catalint_core::rules::RULES).expect("a rule")
}

fn view(lang: Lang) -> View {
    View::new(lang, Severity::Hint)
}

fn json_of(reports: &[Report], lang: Lang) -> Value {
    let text = render(format("json").expect("there"), reports, view(lang));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn faults(value: &Value) -> Vec<String> {
    let schema: Value = serde_json::from_str(JSON_SCHEMA).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    validator.iter_errors(value).map(|error| format!("{} {error}", error.instance_path())).collect()
}

/// A report with all that a finding can carry.
fn rich() -> Report {
    let text = "\u{feff}".to_owned() + &complete("    topic: 𠮷甲\n    basis: []\n").replace('\n', "\r\n");
    let mut report = lint("目录/甲.yaml", text.as_bytes());
    let found = &mut report.findings[0];
    const WORDS: Localized = Localized { zh: "删去", en: "Delete it." };
    let at = report.source.text.find("甲").expect("there");
    found.related.push(Related { message: &WORDS, place: RelatedPlace::Here(Span::of(at..at + 3)) });
    found.fix = Some(Box::new(Fix::offer(&WORDS, vec![Edit::new(Span::of(at..at + 3), "乙")])));
    report
}

#[test]
fn the_json_report_is_what_its_schema_says() {
    for lang in [Lang::Zh, Lang::En] {
        let clean = lint("b.yaml", complete("    note: 无\n").as_bytes());
        for reports in [vec![], vec![rich()], vec![clean, rich(), rich()]] {
            let value = json_of(&reports, lang);
            assert_eq!(faults(&value), Vec::<String>::new(), "{value:#}");
        }
    }
}

#[test]
fn a_related_place_may_be_in_another_file() {
    let mut report = rich();
    let start = Position { line: 7, column: 3, utf16: 4, offset: 88 };
    let end = Position { line: 7, column: 5, utf16: 6, offset: 94 };
    let place = RelatedPlace::There(Box::new(FileRange { file: "目录/乙.yaml".into(), start, end }));
    report.findings[0].related[0].place = place;
    let value = json_of(&[report], Lang::Zh);
    assert_eq!(faults(&value), Vec::<String>::new());
    let related = &value["findings"][0]["related"][0];
    assert_eq!(related["file"], "目录/乙.yaml");
    assert_eq!(related["start"], json!({"line": 7, "column": 3, "utf16": 4, "offset": 88}));
    assert_eq!(related["end"]["offset"], 94);
}

#[test]
fn the_schema_of_the_report_is_strict() {
    let good = json_of(&[rich()], Lang::Zh);
    let broken: [fn(&mut Value); 11] = [
        |v| v["more"] = json!(1),
        |v| v["findings"][0]["more"] = json!(1),
        |v| v["findings"][0]["start"]["offset"] = json!(-1),
        |v| v["findings"][0]["severity"] = json!("info"),
        |v| v["findings"][0]["fix"]["edits"][0]["end"] = json!({}),
        |v| v["findings"][0]["fix"]["applicability"] = json!("offer"),
        |v| v["findings"][0]["items"] = json!([1]),
        |v| v["findings"][0]["law"] = json!([{"act": "《预算法》"}]),
        |v| v["groups"][0]["places"] = json!([{"cell": "Sheet1!F12"}]),
        |v| v["groups"][0]["findings"] = json!(0),
        |v| v["summary"] = json!({}),
    ];
    for (nth, damage) in broken.iter().enumerate() {
        let mut value = good.clone();
        damage(&mut value);
        assert!(!faults(&value).is_empty(), "damage {nth} passes");
    }
}

#[test]
fn the_schema_knows_what_is_to_come() {
    let mut value = json_of(&[rich()], Lang::Zh);
    let law = json!([{"act": "《某法》", "article": "56之一", "paragraph": null, "item": null, "text": "应当公开"}]);
    value["findings"][0]["law"] = law.clone();
    value["groups"][0]["law"] = law;
    value["findings"][0]["fix"]["edits"] = json!([{"cell": "Sheet1!F12", "before": "甲", "after": "乙"}]);
    value["findings"][0]["cell"] = json!("Sheet1!F12:F15");
    assert_eq!(faults(&value), Vec::<String>::new());
}

fn seed() -> Value {
    let file =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/seeds/jingan-cooperation-office.yaml");
    let options = Settings::new(Date::new(2026, 11, 1).expect("a day"));
    json_of(&[lint_text("seed.yaml", &std::fs::read(file).expect("the seed"), &options)], Lang::Zh)
}

#[test]
fn findings_of_one_cause_have_one_group() {
    let value = seed();
    let (findings, groups) =
        (value["findings"].as_array().expect("a list"), value["groups"].as_array().expect("a list"));
    let of = |group: &Value| findings.iter().filter(|finding| finding["group"] == group["id"]).collect::<Vec<_>>();
    let level = groups.iter().find(|group| group["code"] == "LVL003").expect("a group");
    assert_eq!(
        (&level["findings"], &level["items"], &level["severity"]),
        (&json!(11), &json!(["1–11"]), &json!("warning"))
    );
    assert_eq!(groups.iter().filter(|group| group["code"] == "LVL003").count(), 1);
    let mut count = 0;
    for group in groups {
        let members = of(group);
        assert_eq!(group["findings"], json!(members.len()), "{group}");
        for key in ["code", "severity", "file"] {
            assert!(members.iter().all(|finding| finding[key] == group[key]), "{group}");
        }
        let places: Vec<_> =
            members.iter().map(|f| json!({"cell": f["cell"], "start": f["start"], "end": f["end"]})).collect();
        assert_eq!(group["places"], json!(places));
        count += members.len();
    }
    assert_eq!(count, findings.len());
    // The gravest first, then those of more items.
    let weight = |group: &Value| {
        let severity = ["error", "warning", "hint"].iter().position(|s| group["severity"] == *s).expect("a severity");
        let items = |range: &Value| match range.as_str().expect("a text").split_once('–') {
            Some((from, to)) => 1 + to.parse::<isize>().expect("a number") - from.parse::<isize>().expect("a number"),
            None => 1,
        };
        (severity, -group["items"].as_array().expect("a list").iter().map(items).sum::<isize>())
    };
    assert!(groups.windows(2).all(|two| weight(&two[0]) <= weight(&two[1])), "{groups:#?}");
    assert_eq!(seed()["groups"], value["groups"]);
}

#[test]
fn what_a_comment_ignores_is_in_no_group() {
    let mut report = rich();
    report.findings[0].suppressed = Some("另行整改".into());
    let value = json_of(&[report, rich()], Lang::Zh);
    assert_eq!(value["findings"][0]["group"], Value::Null);
    assert_eq!((value["groups"].as_array().map(Vec::len), &value["groups"][0]["findings"]), (Some(1), &json!(1)));
}

#[test]
fn a_finding_that_holds_for_several_items_names_them_all() {
    let mut report = lint("a.yaml", complete("    topic: 甲\n    basis: []\n").as_bytes());
    let mut other = report.findings[0].item_name().cloned().expect("an item");
    (other.index, other.no) = (4, String::new());
    report.findings[0].also = vec![4];
    report.findings[0].names = [report.findings[0].names[0].clone(), other].into();
    let value = json_of(&[report], Lang::Zh);
    assert_eq!(value["findings"][0]["items"].as_array().map(Vec::len), Some(2), "{value:#}");
    assert_eq!(value["findings"][0]["items"][1], "5");
    assert_eq!(value["groups"][0]["items"][1], "5");
}

#[test]
fn cells_left_out_of_judgment_are_counted_and_said() {
    let reports = || {
        let mut report = lint("b.yaml", complete("    note: 无\n").as_bytes());
        report.unread = 3;
        [report]
    };
    assert_eq!(json_of(&reports(), Lang::Zh)["summary"]["unread"], 3);
    let day = Date::new(2026, 11, 1).expect("a day");
    let law = LawDays { as_of: day, checked_to: day };
    for (lang, last) in [
        (Lang::Zh, "有3格没有读全，里面写的没有检查"),
        (Lang::En, "3 cells could not be read whole; what they say was not checked"),
    ] {
        let concise = render(format("concise").expect("there"), &reports(), view(lang));
        assert_eq!(concise, format!("{last}\n"));
        for name in ["html", "markdown"] {
            let list = catalint_report::list_format(name).expect("there");
            let page = catalint_report::render_list(list, &reports(), law, view(lang));
            let words = |line: &&str| !line.starts_with("</") || line.contains(last);
            assert!(page.lines().rfind(words).is_some_and(|line| line.contains(last)), "{page}");
            assert!(!page.contains("没有发现") && !page.contains("Thank you"), "{page}");
        }
    }
}

#[test]
fn places_are_given_in_all_units() {
    let report = rich();
    let value = json_of(std::slice::from_ref(&report), Lang::Zh);
    let found = &value["findings"][0];
    let text = &report.source.text;
    assert_eq!(found["file"], "目录/甲.yaml");
    assert_eq!(found["path"], "/items/0/basis");
    assert_eq!(found["item"]["label"], "最低生活保障");
    assert_eq!(found["start"]["offset"], json!(text.find("basis").expect("there")));
    assert_eq!(found["start"]["column"], 5);
    // 𠮷 is one code point, two UTF-16 units, four bytes; the mark and CR count in no column.
    let edit = &found["fix"]["edits"][0];
    assert_eq!((&edit["start"]["column"], &edit["start"]["utf16"]), (&json!(13), &json!(14)));
    assert_eq!(edit["start"]["offset"], json!(text.find("甲").expect("there")));
    assert_eq!(found["message_en"], "The item has no legal basis.");
    assert_eq!(found["url"], "docs/rules/BAS001.md");
}

#[test]
fn the_concise_report_is_one_line_a_finding() {
    let mut report = rich();
    report.source.name = "a\nb.yaml".into();
    let text = render(format("concise").expect("there"), &[report], view(Lang::En));
    assert_eq!(text, "a b.yaml:7:5: error BAS001 The item has no legal basis. (item 1 最低生活保障, legal basis)\n");
}

#[test]
fn what_is_below_the_least_severity_is_left_out_but_counted() {
    for format in FORMATS {
        let mut report = rich();
        report.findings[0].severity = Severity::Hint;
        let view = View::new(Lang::Zh, Severity::Warning);
        let text = render(format, &[report], view);
        assert!(!text.contains("没有填写公开依据"), "{}", format.name);
        if format.name == "json" {
            let value: Value = serde_json::from_str(&text).expect("JSON");
            assert_eq!(value["summary"]["hints"], 1);
        }
    }
}
