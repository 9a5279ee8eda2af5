//! The schema: one contract for the linter, for editors and for other tools.

use std::collections::BTreeSet;

use catalint_core::config::profiles::Profiles;
use catalint_core::model::{FIELDS, FieldId, FieldShape, FieldSpec, Scope};
use catalint_core::schema::{SchemaFault, SchemaFaultKind, SchemaKeys, catalog_schema, validate, validate_by_schema};
use catalint_yaml::{Kind, parse};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::reader::generator;
use crate::reader::mutate::{Dice, mutant};
use crate::syntax::{files, fixtures, golden};
use crate::yaml::cases;

fn published() -> Value {
    let profiles = Profiles::builtin();
    catalog_schema(SchemaKeys::Both, &profiles.iter().collect::<Vec<_>>())
}

fn validator(schema: &Value) -> jsonschema::Validator {
    jsonschema::options().should_validate_formats(true).build(schema).expect("a valid schema")
}

/// What the linter has against a text, in words that say nothing of places.
fn faults(text: &str) -> Vec<String> {
    let parsed = parse(text, FieldId::intern);
    assert!(parsed.faults.is_empty() && parsed.slips.is_empty(), "{text}");
    validate(&parsed.tree)
        .into_iter()
        .map(|fault| format!("{:?} {:?} {:?} {}", fault.kind, fault.field, fault.item, fault.pointer))
        .collect()
}

#[test]
fn the_schema_on_disk_is_the_generated_one() {
    let schema = serde_json::to_string_pretty(&published()).expect("JSON") + "\n";
    golden(&fixtures().join("../schemas/catalog.schema.json"), &schema);
}

#[test]
fn the_schemas_that_are_written_by_hand_are_copied_out_of_their_crates() {
    let crates = fixtures().join("../crates");
    let of_reports =
        ["report", "compare", "due", "duties", "impact", "ledger"].map(|schema| (schema, "catalint-report/data"));
    for (schema, of) in of_reports.into_iter().chain([("law", "catalint/src/law")]) {
        let name = format!("{schema}.schema.json");
        let text = std::fs::read_to_string(crates.join(of).join(&name)).expect("readable");
        golden(&fixtures().join("../schemas").join(name), &text);
    }
}

/// The text with every known key under another of its names.
fn renamed(text: &str, nth: usize) -> String {
    let parsed = parse(text, FieldId::intern);
    let mut out = text.to_owned();
    let keys: Vec<_> = parsed.tree.nodes().filter(|node| FieldId::from_interned(node.name()).is_some()).collect();
    for (n, key) in keys.iter().enumerate().rev() {
        let spec = FieldId::from_interned(key.name()).expect("filtered").spec();
        out.replace_range(key.span().range(), spec.chinese[(n + nth) % spec.chinese.len()]);
    }
    out
}

#[test]
fn english_and_chinese_keys_give_the_same_verdict() {
    let mut seen = 0;
    for (name, bytes) in ["ok", "planted", "seeds"].into_iter().flat_map(files) {
        let text = String::from_utf8(bytes).expect("UTF-8");
        for nth in 0..3 {
            assert_eq!(faults(&text), faults(&renamed(&text, nth)), "{name}");
        }
        seen += faults(&text).len();
    }
    assert!(seen >= 8, "the planted catalogs have faults of this kind");
}

#[test]
fn the_published_schema_and_the_linter_agree_on_all_fixtures() {
    let validator = validator(&published());
    let (mut valid, mut invalid) = (0, 0);
    for (name, bytes) in ["ok", "planted", "seeds", "syntax", "text"].into_iter().flat_map(files) {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let parsed = parse(text.as_str(), FieldId::intern);
        let readable = parsed.faults.is_empty() && parsed.slips.is_empty();
        let Ok(value) = serde_yaml::from_str::<serde_yaml::Value>(&text) else { continue };
        let Some(value) = serde_json::to_value(value).ok().filter(Value::is_object) else { continue };
        if !readable {
            continue;
        }
        // The one difference: a level can be told, so the schema does not ask for it.
        let levels = |fault: &SchemaFault| fault.field == Some(FieldId::Levels) && fault.node.is_none();
        let verdict = validate(&parsed.tree).iter().all(levels);
        assert_eq!(validator.is_valid(&value), verdict, "{name}");
        *(if verdict { &mut valid } else { &mut invalid }) += 1;
    }
    assert!(valid >= 4 && invalid >= 4, "{valid} valid, {invalid} invalid");
}

/// Whether a text is a valid catalog; the walk and the schema say the same of it.
fn is_valid(text: &str) -> bool {
    let tree = parse(text, FieldId::intern).tree;
    let found = validate(&tree);
    assert_eq!(format!("{found:?}"), format!("{:?}", validate_by_schema(&tree)), "{text}");
    found.is_empty() && tree.root().is_some_and(|root| root.kind() == Kind::Map)
}

#[test]
fn the_walk_and_the_schema_agree_on_all_fixtures() {
    let folders = ["ok", "planted", "precision", "seeds", "syntax", "text"];
    let texts = folders.into_iter().flat_map(files).filter_map(|(_, bytes)| String::from_utf8(bytes).ok());
    assert!(texts.filter(|text| is_valid(text)).count() > 10);
    for seed in 0..20 {
        assert!(
            is_valid(&generator::catalog(generator::Shape { items: 50, defect_every: 0, seed })),
            "generated {seed}"
        );
    }
}

#[test]
fn the_walk_and_the_schema_agree_on_damaged_catalogs() {
    let all: Vec<String> = ["ok", "planted", "precision", "seeds"]
        .into_iter()
        .flat_map(files)
        .filter_map(|(_, bytes)| String::from_utf8(bytes).ok())
        .chain((0..4).map(|seed| generator::catalog(generator::Shape { items: 12, defect_every: 2, seed })))
        .collect();
    let (mut dice, mut valid) = (Dice(5), 0);
    for _ in 0..4_000 {
        // A damaged part is seldom a whole catalog; with a title it may be.
        let text = mutant(&all[dice.roll(all.len())], &mut dice);
        valid += usize::from(is_valid(&text)) + usize::from(is_valid(&format!("title: 甲\n{text}")));
    }
    assert!(valid > 40, "{valid}");
}

/// What JavaScript takes for a blank is none for the reader, and the other way round.
#[test]
fn the_walk_and_the_schema_have_the_same_blanks() {
    for blank in ["\u{85}", "\u{feff}", "\u{a0}", "\u{180e}", "\u{200b}", "\u{2028}", "\u{3000}", "\u{1680}", "\u{b}"] {
        let quoted = serde_json::to_string(blank).expect("JSON");
        for text in [
            format!("title: {quoted}\nitems: [{{topic: {quoted}, content: [{quoted}, 甲]}}]\n"),
            format!(
                "title: 甲\ndefaults: {{method: {quoted}, levels: [{quoted}]}}\nitems: [{{topic: 甲}}, {{topic: 乙}}]\n"
            ),
        ] {
            is_valid(&text);
        }
    }
}

/// A small sound catalog.
fn small() -> Value {
    let item = json!({
        "no": 1, "category": "综合政务", "topic": "机构信息", "subtopic": "机关职能", "content": ["机关名称", "办公地址"],
        "basis": ["《中华人民共和国政府信息公开条例》"], "deadline": "20个工作日内", "publisher": "区民政局", "channels": ["政府网站"],
        "audience": "全社会", "method": "主动公开", "levels": ["区级"], "note": "无", "extra": {"责任科室": "办公室"}
    });
    json!({ "title": "目录", "authority": "区民政局", "profile": "shanghai", "updated": "2026-06-30", "items": [item, item] })
}

/// Values that some field takes and others do not.
fn values() -> Vec<Value> {
    vec![
        json!(null),
        json!(""),
        json!("  "),
        json!("甲"),
        json!("2026-02-30"),
        json!("2026-06-30"),
        json!("2026/6/30"),
        json!(1),
        json!(1.5),
        json!(true),
        json!([]),
        json!([""]),
        json!([null]),
        json!([null, "甲"]),
        json!(["甲", " "]),
        json!(["甲", "乙"]),
        json!([1]),
        json!([["甲"]]),
        json!([{"甲": "乙"}]),
        json!({}),
        json!({"甲": "乙"}),
        json!({"甲": null}),
        json!({"甲": 1}),
        json!({"甲": ["乙"]}),
    ]
}

/// A change of one key of the top or of an item.
#[derive(Debug, Clone)]
enum Change {
    Set(usize),
    Remove,
    Rename(usize),
    Add(usize, usize),
}

const NAMES: [&str; 9] = ["公开依据", "basis", "时限", "标题", "title", "notes", "公开 时限", "责任科室", "备注"];

fn changes() -> impl Strategy<Value = Vec<(usize, usize, Change)>> {
    let change = prop_oneof![
        4 => (0..values().len()).prop_map(Change::Set),
        1 => Just(Change::Remove),
        1 => (0..NAMES.len()).prop_map(Change::Rename),
        1 => (0..NAMES.len(), 0..values().len()).prop_map(|(name, value)| Change::Add(name, value)),
    ];
    proptest::collection::vec((0usize..4, any::<usize>(), change), 1..4)
}

fn changed(changes: &[(usize, usize, Change)]) -> Value {
    let mut catalog = small();
    catalog["defaults"] = json!({ "deadline": "甲", "channels": ["乙"] });
    if let Some(item) = catalog["items"][0].as_object_mut() {
        item.remove("deadline");
    }
    for (place, key, change) in changes {
        let object = match place {
            0 => Some(&mut catalog),
            3 => catalog.get_mut("defaults"),
            n => catalog.get_mut("items").and_then(|items| items.get_mut(n - 1)),
        };
        let Some(object) = object.and_then(Value::as_object_mut).filter(|object| !object.is_empty()) else { continue };
        let name = object.keys().nth(key % object.len()).expect("within").clone();
        match change {
            Change::Set(value) => drop(object.insert(name, values()[*value].clone())),
            Change::Remove => drop(object.remove(&name)),
            Change::Rename(new) => {
                let value = object.remove(&name).expect("it is there");
                object.insert(NAMES[*new].to_owned(), value);
            }
            Change::Add(new, value) => drop(object.insert(NAMES[*new].to_owned(), values()[*value].clone())),
        }
    }
    catalog
}

/// Whether two keys of one object name one field: SYN005 speaks of that, a schema can't.
fn doubled(object: &Value) -> bool {
    let known = object.as_object().into_iter().flatten().filter_map(|(key, _)| FieldId::from_key(key));
    let mut seen = BTreeSet::new();
    !known.into_iter().all(|field| seen.insert(field))
}

/// The same with a level in each item that has no key for it.
fn with_levels(catalog: &Value) -> Value {
    let mut catalog = catalog.clone();
    for item in catalog.get_mut("items").and_then(Value::as_array_mut).into_iter().flatten() {
        let Some(item) = item.as_object_mut() else { continue };
        if !item.keys().any(|key| FieldId::from_key(key) == Some(FieldId::Levels)) {
            item.insert("levels".to_owned(), json!(["区级"]));
        }
    }
    catalog
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(300), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_published_schema_and_the_linter_agree_on_changed_catalogs(changes in changes()) {
        thread_local! {
            static VALIDATOR: jsonschema::Validator = validator(&published());
        }
        let catalog = changed(&changes);
        let items = catalog.get("items").and_then(Value::as_array).cloned().unwrap_or_default();
        // A blank date is not wrong but missing: SCH005 speaks of it.
        let undated = catalog.get("updated").and_then(Value::as_str).is_some_and(|date| date.trim().is_empty());
        let twice = doubled(&catalog) || catalog.get("defaults").is_some_and(doubled);
        if undated || twice || items.iter().any(doubled) {
            return Ok(());
        }
        // The one difference: a level can be told, so the schema does not ask for it.
        let text = serde_json::to_string_pretty(&with_levels(&catalog)).expect("JSON");
        let faults = faults(&text);
        prop_assert_eq!(is_valid(&text), faults.is_empty(), "{}", text);
        let valid = VALIDATOR.with(|validator| validator.is_valid(&catalog));
        prop_assert_eq!(valid, faults.is_empty(), "{}\n{:?}", text, faults);
    }
}

#[test]
fn one_defect_is_one_fault() {
    let item =
        "topic: 甲, content: 乙, deadline: 丙, publisher: 丁, channels: 戊, audience: 己, method: 庚, levels: 辛";
    let kinds = |text: &str| -> Vec<SchemaFaultKind> {
        validate(&parse(text, FieldId::intern).tree).into_iter().map(|fault| fault.kind).collect()
    };
    let catalog = |items: &str| format!("title: 甲\nitems: [{items}]\n");
    // All blank entries of a list are the missing field, once; one among others is that entry.
    assert_eq!(kinds(&catalog(&format!("{{{item}, basis: ['', ~]}}"))), [SchemaFaultKind::Missing]);
    assert_eq!(kinds(&catalog(&format!("{{{item}, basis: ['', 壬]}}"))), [SchemaFaultKind::BlankEntry]);
    // A misspelt field is not missing besides.
    let misspelt = kinds(&catalog(&format!("{{{item}, basi: 壬}}")));
    assert!(
        matches!(misspelt[..], [SchemaFaultKind::Unknown { meant: Some((FieldId::Basis, "basis")), .. }]),
        "{misspelt:?}"
    );
    // A column that no item has is one fault, with the count.
    assert_eq!(kinds(&catalog(&format!("{{{item}}}, {{{item}}}"))), [SchemaFaultKind::MissingEverywhere(2)]);
    assert_eq!(kinds(&catalog(&format!("{{{item}}}, {{{item}, basis: 壬}}"))), [SchemaFaultKind::Missing]);
    assert_eq!(kinds("title: 甲\nitems: []\n"), [SchemaFaultKind::Missing]);
    assert_eq!(kinds("{}\n"), [SchemaFaultKind::Missing, SchemaFaultKind::Missing]);
    assert!(kinds("[甲]\n").is_empty() && kinds("").is_empty() && kinds("甲\n").is_empty(), "no mapping, no catalog");
}

#[test]
fn an_editor_finds_every_field_explained() {
    let schema = published();
    for (scope, object) in [(Scope::Catalog, &schema), (Scope::Item, &schema["$defs"]["item"])] {
        let properties = object["properties"].as_object().expect("properties");
        for field in FIELDS.iter().filter(|field| field.scope == scope) {
            for name in [field.key].iter().chain(field.chinese) {
                let property = &properties[*name];
                assert!(property["title"].as_str().is_some_and(|title| title.contains(field.label)), "{name}");
                assert!(property["description"].as_str().is_some_and(|about| about.contains(field.about)), "{name}");
                // Only the two names that people type are offered.
                let offered = property.get("doNotSuggest").is_none();
                assert_eq!(offered, *name == field.key || *name == field.label, "{name}");
            }
        }
        assert_eq!(object["additionalProperties"], json!(false));
    }
}

#[test]
fn an_editor_is_offered_each_field_once_in_the_language_of_the_file() {
    let profiles = Profiles::builtin();
    let all: Vec<_> = profiles.iter().collect();
    for keys in [SchemaKeys::BothOfferChinese, SchemaKeys::BothOfferEnglish] {
        let schema = catalog_schema(keys, &all);
        let mut offered = Vec::new();
        walk(&schema["$defs"]["item"], &mut |object| {
            let properties = object.get("properties").and_then(Value::as_object).into_iter().flatten();
            offered.extend(
                properties.filter(|(_, about)| about.get("doNotSuggest").is_none()).map(|(name, _)| name.clone()),
            );
        });
        assert_eq!(offered.len(), 15);
        let of_items = FIELDS.iter().filter(|field| field.scope == Scope::Item);
        let name = |field: &FieldSpec| if keys == SchemaKeys::BothOfferChinese { field.label } else { field.key };
        let (offered, wanted): (BTreeSet<_>, BTreeSet<_>) =
            (offered.into_iter().collect(), of_items.map(name).map(str::to_owned).collect());
        assert_eq!(offered, wanted, "{keys:?}");
        // The condition on the items names the list a second time: not to an editor.
        let conditions = schema["allOf"].as_array().expect("conditions").iter();
        let lists: Vec<&Value> = conditions
            .filter_map(|one| one["then"]["properties"].as_object())
            .flat_map(|lists| lists.values())
            .collect();
        assert!(!lists.is_empty() && lists.iter().all(|list| list["doNotSuggest"] == json!(true)));
        // What is not offered is valid as well.
        let text = serde_yaml::to_string(&small()).expect("YAML");
        let translated: Value = serde_yaml::from_str(&renamed(&text, 0)).expect("well-formed");
        assert!(validator(&schema).is_valid(&small()) && validator(&schema).is_valid(&translated));
    }
}

/// All objects of a schema.
fn walk(value: &Value, visit: &mut impl FnMut(&serde_json::Map<String, Value>)) {
    match value {
        Value::Object(object) => {
            visit(object);
            object.values().for_each(|value| walk(value, visit));
        }
        Value::Array(all) => all.iter().for_each(|value| walk(value, visit)),
        _ => {}
    }
}

#[test]
fn suggested_words_have_one_explanation_each() {
    let mut lists = 0;
    walk(&published(), &mut |object| {
        let Some(words) = object.get("enum").and_then(Value::as_array) else { return };
        let about = object["enumDescriptions"].as_array().expect("explanations");
        assert_eq!(about.len(), words.len());
        assert!(about.iter().all(|text| text.as_str().is_some_and(|text| text.contains("体例"))));
        let distinct: BTreeSet<&str> = words.iter().filter_map(Value::as_str).collect();
        assert_eq!(distinct.len(), words.len(), "a word stands twice");
        lists += 1;
    });
    assert!(lists >= 10);
}

/// A snippet's body with its stops filled as an editor fills them.
fn filled(body: &Value) -> Value {
    match body {
        Value::String(text) => {
            let today = text.replace("$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE", "2026-11-23");
            let mut out = String::new();
            let mut rest = today.as_str();
            while let Some(at) = rest.find('$') {
                out += &rest[..at];
                rest = &rest[at + 1..];
                if let Some(inner) = rest.strip_prefix('{') {
                    let end = inner.find('}').expect("a stop is closed");
                    out += inner[..end].split_once(':').map_or("甲", |(_, default)| default);
                    rest = &inner[end + 1..];
                } else {
                    out += "甲";
                    rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
                }
            }
            json!(out + rest)
        }
        Value::Array(all) => all.iter().map(filled).collect(),
        Value::Object(object) => {
            Value::Object(object.iter().map(|(key, value)| (key.clone(), filled(value))).collect())
        }
        other => other.clone(),
    }
}

#[test]
fn snippets_are_sound_catalogs_once_filled() {
    for keys in [SchemaKeys::English, SchemaKeys::Chinese, SchemaKeys::Both] {
        let profiles = Profiles::builtin();
        let schema = catalog_schema(keys, &profiles.iter().collect::<Vec<_>>());
        let validator = validator(&schema);
        let snippets = |value: &Value| value["defaultSnippets"].as_array().cloned().unwrap_or_default();
        for snippet in snippets(&schema) {
            let catalog = filled(&snippet["body"]);
            assert!(validator.is_valid(&catalog), "{catalog}");
        }
        let items = snippets(&schema["$defs"]["item"]);
        assert_eq!(items.len(), if keys == SchemaKeys::Both { 2 } else { 1 });
        for snippet in items {
            let (title, list) = if keys == SchemaKeys::Chinese { ("标题", "事项") } else { ("title", "items") };
            let catalog = json!({ title: "目录", list: [filled(&snippet["body"])] });
            assert!(validator.is_valid(&catalog), "{catalog}");
        }
    }
}

#[test]
fn each_choice_of_keys_knows_its_own() {
    let profiles = Profiles::builtin();
    let all: Vec<_> = profiles.iter().collect();
    let english = validator(&catalog_schema(SchemaKeys::English, &all));
    let chinese = validator(&catalog_schema(SchemaKeys::Chinese, &all));
    let translated = |text: &str| -> Value { serde_yaml::from_str(&renamed(text, 0)).expect("well-formed") };
    let text = serde_yaml::to_string(&small()).expect("YAML");
    assert!(english.is_valid(&small()) && !english.is_valid(&translated(&text)));
    assert!(chinese.is_valid(&translated(&text)) && !chinese.is_valid(&small()));
    assert_eq!(SchemaKeys::from_key("zh"), Some(SchemaKeys::Chinese));
    // A list is offered where it is usual, one text where that is.
    let schema = catalog_schema(SchemaKeys::English, &all);
    for field in FIELDS.iter().filter(|field| field.shape == FieldShape::TextOrList) {
        let property = &schema["$defs"]["item"]["properties"][field.key];
        let one = matches!(field.id, FieldId::Publisher | FieldId::Audience | FieldId::Method);
        assert_eq!(property.get("items").is_none(), one, "{}", field.key);
    }
}
