//! Catalogs go into tables and come back.

use std::path::Path;

use catalint_core::lint::Settings;
use catalint_core::model::FieldId;
use catalint_core::rule::Lang;
use catalint_domain::date::Date;
use catalint_table::import;
use catalint_table::publish::{ExportTarget, Exported, Request, export};
use proptest::prelude::*;
use serde_json::json;

const TABLES: [(ExportTarget, &str); 6] = [
    (ExportTarget::Xlsx, "t.xlsx"),
    (ExportTarget::Docx, "t.docx"),
    (ExportTarget::Html, "t.html"),
    (ExportTarget::Csv, "t.csv"),
    (ExportTarget::CsvSafe, "t.csv"),
    (ExportTarget::Markdown, "t.md"),
];

fn options() -> Settings {
    Settings::new(Date::new(2026, 11, 1).expect("a day"))
}

fn exported(yaml: &str, target: ExportTarget) -> Exported {
    let request = Request { target, profile: None, annotate: None };
    export(yaml.as_bytes(), request, &options()).unwrap_or_else(|error| panic!("{error}\n{yaml}"))
}

/// The YAML that a table is read as.
fn back(name: &str, bytes: &[u8]) -> String {
    let read = import(name, bytes, None, Lang::En, &options()).unwrap_or_else(|error| panic!("{error}"));
    let [catalog] = <[_; 1]>::try_from(read.catalogs).expect("one catalog");
    catalog.yaml
}

fn said(exported: &Exported) -> Vec<String> {
    exported.changes.iter().map(|change| change.text(Lang::Zh)).collect()
}

#[test]
fn the_seed_comes_back_from_every_format() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/seeds");
    let text = std::fs::read(folder.join("jingan-cooperation-office.txt")).expect("the seed");
    let yaml = back("seed.txt", &text);
    // The doubt about a column of the published table is none of the one that is written.
    let plain: String = yaml.lines().filter(|line| !line.starts_with('#')).map(|line| format!("{line}\n")).collect();
    for (target, name) in TABLES {
        let exported = exported(&yaml, target);
        assert_eq!(said(&exported), [""; 0], "{target:?}");
        assert_eq!(back(name, &exported.bytes), plain, "{target:?}");
    }
}

/// Texts that a catalog may hold and that mean something to one format or another.
fn text() -> impl Strategy<Value = String> {
    let parts = [
        "项目",
        "名单",
        "办理流程",
        "，",
        "、",
        "；",
        "a,b",
        "|",
        "\"",
        "“三定”",
        "<b>",
        "</td>",
        "<table>",
        "&amp;",
        "&lt;",
        "\\",
        "\\|",
        "*",
        "**",
        "_",
        "`x`",
        "[1]",
        "'",
        "=1+1",
        "+86",
        "@",
        "-",
        "#",
        "~",
        "$",
        "%",
        "（二）",
        "2023年",
        "100%",
        "C:\\n",
        "<br>",
        "；甲",
        "{}",
        "(x)",
        "http://a.b/?c=d&e",
    ];
    // A word at both ends: what stands alone there may be a number, a tick or a blank to a reader.
    ("[一-龥]{2,4}", prop::collection::vec(prop::sample::select(parts.to_vec()), 0..5), "[一-龥]{2,4}")
        .prop_map(|(first, parts, last)| format!("{first}{}{last}", parts.concat()))
}

/// The start of a text, too, where a spreadsheet program looks for formulas.
fn formula() -> impl Strategy<Value = String> {
    ("[=+@-]?", text()).prop_map(|(mark, text)| mark + &text)
}

fn item() -> impl Strategy<Value = serde_json::Value> {
    let names = (prop::option::of("[一-龥]{3,6}"), "[一-龥]{3,6}", "[一-龥]{3,6}", prop::option::of("[一-龥]{3,6}"));
    let content = prop::collection::vec(text(), 1..4);
    let basis = prop::collection::vec("《[一-龥]{4,9}》", 1..3);
    let who = prop_oneof![
        Just(json!("全社会")),
        Just(json!("特定群体")),
        Just(json!("特定群体：申请人")),
        Just(json!("特定群体（被征收人）")),
        Just(json!(["全社会", "特定群体"])),
        Just(json!("本村村民")),
    ];
    let channels = prop::sample::subsequence(
        vec!["政府网站", "政府公报", "两微一端", "公示栏", "精准推送", "其他：政府采购网", "信用中国"],
        1..5,
    );
    let levels = prop::sample::subsequence(vec!["市级", "县级", "区级", "乡级"], 1..3);
    let more = (prop::option::of(formula()), prop::option::of(formula()), prop::option::of(formula()));
    (names, content, basis, (formula(), formula()), (channels, who, levels), more).prop_map(
        |((category, topic, subtopic, detail), content, basis, (deadline, publisher), (channels, who, levels), more)| {
            let mut item = json!({
                "category": category, "topic": topic, "subtopic": subtopic, "detail": detail, "content": content,
                "basis": basis, "deadline": deadline, "publisher": publisher, "channels": channels, "audience": who,
                "method": "主动公开", "levels": levels, "note": more.0, "extra": {"办理,\"时间\"": more.1, "责任|科室": more.2},
            });
            let fields = item.as_object_mut().expect("an object");
            fields.retain(|_, value| !value.is_null());
            item
        },
    )
}

fn any_catalog() -> impl Strategy<Value = String> {
    (prop::collection::vec(item(), 1..6), any::<bool>()).prop_map(|(mut items, grouped)| {
        let categories = items.iter().all(|item| item.get("category").is_some());
        for (nth, item) in items.iter_mut().enumerate() {
            let item = item.as_object_mut().expect("an object");
            item.insert("no".to_owned(), (nth + 1).into());
            // A blank below a category is read as the same category.
            if !categories {
                item.remove("category");
            }
            if grouped {
                item.insert("topic".to_owned(), format!("一级事项{}", nth / 3).into());
            }
        }
        let top = json!({
            "title": "青石县民政局政务公开标准目录", "authority": "青石县民政局", "profile": "national",
            "updated": "2026-03-01", "items": items,
        });
        serde_json::to_string(&top).expect("JSON")
    })
}

#[test]
fn a_table_has_the_columns_of_its_template_and_those_that_items_need() {
    let heads = |yaml: &str| {
        let csv = String::from_utf8(exported(yaml, ExportTarget::Csv).bytes).expect("UTF-8");
        csv.lines()
            .find(|line| line.contains("序号"))
            .expect("a head")
            .replace("公开层级/", "")
            .replace("公开对象/", "")
    };
    let bare = heads("profile: national\nitems:\n  - topic: 甲\n");
    assert!(bare.ends_with("公开渠道和载体,全社会,特定群体,公开方式/主动公开,公开方式/依申请公开,县级,乡级"), "{bare}");
    assert!(bare.starts_with("\u{feff}序号,公开事项/一级事项,公开事项/二级事项,公开内容（要素）,"), "{bare}");
    let more = heads(
        "profile: national\nitems:\n  - topic: 甲\n    category: 乙\n    levels: [市级, 区级]\n    note: 丙\n    extra: {责任科室: 丁}\n",
    );
    assert!(more.contains("序号,类别,") && more.ends_with(",市级,区级,乡级,责任科室,备注"), "{more}");
}

#[test]
fn neighbours_of_one_category_and_topic_are_merged_and_no_others() {
    let yaml = "profile: shanghai\nitems:\n\
                - {category: 甲甲, topic: 乙乙, subtopic: 一}\n- {category: 甲甲, topic: 乙乙, subtopic: 二}\n\
                - {category: 丙丙, topic: 乙乙, subtopic: 三}\n";
    let html = String::from_utf8(exported(yaml, ExportTarget::Html).bytes).expect("UTF-8");
    let count = |part: &str| html.matches(part).count();
    assert_eq!(
        (count("rowspan=\"2\">甲甲<"), count("rowspan=\"2\">乙乙<"), count(">乙乙<"), count(">丙丙<")),
        (1, 1, 2, 1)
    );
}

#[test]
fn what_does_not_come_back_is_named() {
    let yaml = "title: 某某镇政务公开标准目录\nfoo: 1\nprofile: national\nitems:\n  - topic: 甲乙\n    publisher: [某局, 某办]\n    audience: 社会公众\n    extra: {a: [1]}\n  - 丙\n";
    let exported = exported(yaml, ExportTarget::Csv);
    // A blank cell below a value is read as one with it.
    let want = ["“foo”", "第1项的公开主体", "第1项的公开对象", "第1项的“a”", "第2项的事项", "第2项的公开主体"];
    assert_eq!(said(&exported), want);
}

#[test]
fn a_formula_is_made_a_text_where_that_is_wanted() {
    let yaml = "profile: national\nitems:\n  - topic: 甲乙\n    note: =HYPERLINK(\"http://a\")\n";
    let text = |target| String::from_utf8(exported(yaml, target).bytes).expect("UTF-8");
    assert!(text(ExportTarget::Csv).contains("\"=HYPERLINK(\"\"http://a\"\")\""));
    assert!(text(ExportTarget::CsvSafe).contains("\"'=HYPERLINK(\"\"http://a\"\")\""));
}

#[test]
fn what_is_broken_or_no_catalog_is_not_written() {
    let why = |yaml: &str| {
        let request = Request { target: ExportTarget::Html, profile: None, annotate: None };
        export(yaml.as_bytes(), request, &options()).expect_err("nothing to write").to_string()
    };
    assert!(why("title: 甲\nitems:\n  - topic: \"甲\n").contains("line 3"));
    let wide: String = (0..300).map(|n| format!("- extra: {{栏{n}: 甲}}\n")).collect();
    assert!(why(&format!("items:\n{wide}")).contains("too large"));
    assert!(why("- 1\n").contains("no catalog") && why("title: 甲\n").contains("no catalog"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_catalog_comes_back_from_every_format(json in any_catalog()) {
        // The canonical YAML: as the first table is read.
        let mut yaml = None;
        for (target, name) in TABLES {
            let exported = exported(&json, target);
            prop_assert_eq!(said(&exported), Vec::<String>::new(), "{:?}\n{}\n{}", target, json, String::from_utf8_lossy(&exported.bytes));
            let back = back(name, &exported.bytes);
            let yaml = yaml.get_or_insert_with(|| back.clone());
            prop_assert_eq!(yaml, &back, "{:?}", target);
        }
        // Of the canonical YAML nothing changes any more.
        let yaml = yaml.expect("a format");
        let again = exported(&yaml, ExportTarget::Csv);
        prop_assert_eq!(back("t.csv", &again.bytes), yaml);
    }

    #[test]
    fn the_json_is_the_catalog(json in any_catalog()) {
        let again = String::from_utf8(exported(&json, ExportTarget::Json).bytes).expect("UTF-8");
        prop_assert_eq!(exported(&again, ExportTarget::Html).bytes, exported(&json, ExportTarget::Html).bytes);
        prop_assert_eq!(String::from_utf8(exported(&again, ExportTarget::Json).bytes).expect("UTF-8"), again);
    }

    /// Whatever a catalog says: a part comes back as it was, or the export has named it.
    #[test]
    fn nothing_changes_unsaid(texts in prop::collection::vec(any::<String>(), 7)) {
        let meant = json!({"title": texts[0], "items": [
            {"no": 1, "topic": texts[1], "content": [texts[2], texts[3]], "deadline": texts[4]},
            {"no": 2, "topic": "事项", "channels": [texts[5]], "audience": texts[6], "extra": {&texts[1]: texts[0]}},
        ]}).to_string();
        let meant: serde_json::Value =
            serde_json::from_slice(&exported(&meant, ExportTarget::Json).bytes).expect("JSON");
        for (target, name) in TABLES {
            let exported_table = exported(&meant.to_string(), target);
            let said = |item: usize, field: FieldId| {
                let part = (Some(item), Some(field));
                exported_table.changes.iter().any(|change| (change.item, change.field) == part)
            };
            if exported_table.changes.iter().any(|change| change.field == Some(FieldId::Items)) {
                continue;
            }
            let yaml = back(name, &exported_table.bytes);
            let read: serde_json::Value =
                serde_json::from_slice(&exported(&yaml, ExportTarget::Json).bytes).expect("JSON");
            for (item, field) in [
                (0, FieldId::Topic), (0, FieldId::Deadline), (1, FieldId::Channels), (1, FieldId::Audience),
                (1, FieldId::Topic),
            ] {
                let of = |catalog: &serde_json::Value| catalog["items"][item].get(field.key()).cloned();
                prop_assert!(said(item, field) || of(&meant) == of(&read), "{:?} {:?}\n{}", target, field, yaml);
            }
        }
    }
}
