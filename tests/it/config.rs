//! The config: its schema and its reader agree, and nothing that is put into one breaks anything.

use std::collections::BTreeMap;
use std::sync::Arc;

use catalint_core::config::{ConfigFiles, config_schema};
use catalint_core::lint::{Settings, lint_config};
use catalint_core::rule::Lang;
use catalint_core::rules::RULES;
use catalint_domain::date::Date;
use catalint_domain::law::Registry;
use proptest::prelude::*;

struct Memory(BTreeMap<String, Vec<u8>>);

impl ConfigFiles for Memory {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String> {
        self.0.get(path).cloned().ok_or_else(|| "no such file".to_owned())
    }
}

/// Codes of what is said about a config.
fn said(text: &str) -> Vec<&'static str> {
    let mut files = Memory(BTreeMap::from([("catalint.yaml".to_owned(), text.as_bytes().to_vec())]));
    let linted = lint_config("catalint.yaml", &mut files).expect("it is there");
    linted.reports[0].findings.iter().map(|found| found.rule.code).collect()
}

#[test]
fn the_schema_takes_what_the_reader_takes_and_no_unknown_key() {
    let schema = jsonschema::options().build(&config_schema()).expect("a valid schema");
    let family = RULES.iter().filter(|rule| rule.family() == "CFG");
    let (mut right, mut wrong) = (0, 0);
    for rule in family {
        for text in rule.right {
            let value: serde_json::Value = serde_yaml::from_str(text).expect("YAML");
            assert!(schema.is_valid(&value), "{text}");
            right += 1;
        }
        for example in rule.wrong.iter().filter(|_| rule.code == "CFG002") {
            let value: serde_json::Value = serde_yaml::from_str(example.yaml).expect("YAML");
            assert!(!schema.is_valid(&value), "{}", example.yaml);
            wrong += 1;
        }
    }
    assert!(right > 5 && wrong > 2);
}

/// Acts of a config go with it: an editor reads the same file again and again.
#[test]
fn the_registry_of_a_config_goes_with_the_last_who_holds_it() {
    let text = "laws:\n  - {title: 云岭县水资源管理办法, kind: 地方政府规章, status: in-force}\n";
    let read = |text: &str| {
        let mut files = Memory(BTreeMap::from([("catalint.yaml".to_owned(), text.as_bytes().to_vec())]));
        lint_config("catalint.yaml", &mut files).expect("it is there").config
    };
    let config = read(text);
    let registry = Arc::downgrade(&config.registry);
    let options = Settings::new(Date::new(2026, 11, 1).expect("a day")).with(&config, "a.yaml");
    drop(config);
    let own = registry.upgrade().is_some_and(|registry| registry.by_title("云岭县水资源管理办法").is_some());
    assert!(own, "the options hold it");
    drop(options);
    assert!(registry.upgrade().is_none());
    assert!(Arc::ptr_eq(&read("lang: zh\n").registry, &Registry::shared_builtin()), "nothing added, nothing made");
}

#[test]
fn the_examples_of_the_manual_are_right() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/config.md");
    let manual = std::fs::read_to_string(path).expect("the manual");
    let blocks: Vec<&str> = manual.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert_eq!(blocks.len(), 6);
    // They read as one config: the profiles stand before what names them.
    let order = [blocks[2], blocks[3], blocks[0], blocks[1], blocks[4], blocks[5]];
    let catalog = catalint_core::docs::complete("    topic: 甲\n");
    let files = [
        ("catalint.yaml", order.concat()),
        ("shared/catalint.yaml", "lang: en\n".to_owned()),
        ("schemas/region.schema.json", "{}".to_owned()),
        ("law/regulations.tsv", "云岭省水资源条例\t地方性法规\n".to_owned()),
        ("reference/aid.yaml", catalog.clone()),
        ("reference/civil-affairs.yaml", catalog),
    ];
    let files = files.map(|(name, text)| (name.to_owned(), text.into_bytes()));
    let linted = lint_config("catalint.yaml", &mut Memory(BTreeMap::from(files))).expect("it is there");
    let found = linted.reports.iter().flat_map(|report| &report.findings);
    let said: Vec<_> = found.map(|found| found.message_in(Lang::En)).collect();
    assert!(said.is_empty(), "{said:?}");
    assert_eq!(linted.config.custom_rules.len(), 3);
    let schema = jsonschema::options().build(&config_schema()).expect("a valid schema");
    let value: serde_json::Value = serde_yaml::from_str(&order.concat()).expect("YAML");
    assert!(schema.is_valid(&value));
}

/// Each wrong line of a profile is told once, at what is wrong in it.
#[test]
fn the_published_form_of_a_profile_is_held_to_what_can_be_published() {
    for (line, at) in [
        ("columns: [no, topik]", "topik"),
        ("columns: [no, topic, 序号]", "序号"),
        ("columns: [title]", "title"),
        ("columns: {no: 1}", "{no: 1}"),
        ("optional: [note, no]", "no"),
        ("optional: [extra]", "extra"),
        ("boxes: {chosen: □}", "□"),
        ("boxes: {open: ■}", "■"),
        ("boxes: {chosen: x, open: □□}", "x"),
        ("boxes: {tick: ■}", "tick"),
        ("tick: yes", "yes"),
        ("tick: [√]", "[√]"),
        ("levels: [{name: 县级, optional: often}]", "often"),
        ("headers: {topic: a/b/c}", "a/b/c"),
        ("headers: {topic: /b}", "/b"),
        ("headers: {note: 公开依据}", "公开依据"),
        ("headers: {title: 标题}", "title"),
        ("headers: {extra: 其他}", "extra"),
    ] {
        let text = format!("profiles:\n  lake:\n    {line}\n");
        let mut files = Memory(BTreeMap::from([("catalint.yaml".to_owned(), text.clone().into_bytes())]));
        let linted = lint_config("catalint.yaml", &mut files).expect("it is there");
        let found = &linted.reports[0].findings;
        assert!(
            found.first().is_some_and(|found| linted.reports[0].source.slice(found.span()) == at),
            "{line}: {found:?}"
        );
        assert_eq!(found.len(), if line.contains("□□") { 2 } else { 1 }, "{line}");
        assert!(["CFG001", "CFG002"].contains(&found[0].rule.code), "{line}: {found:?}");
    }
    for right in [
        "columns: [公开依据, no]",
        "columns: no",
        "optional: []",
        "boxes: {open: ◻}",
        "tick: ■",
        "headers: {basis: 依 据}",
    ] {
        assert_eq!(said(&format!("profiles:\n  lake:\n    {right}\n")), [""; 0], "{right}");
    }
}

#[test]
fn values_of_every_kind_under_every_key_are_told_and_not_fatal() {
    let keys = config_schema()["properties"].as_object().expect("properties").keys().cloned().collect::<Vec<_>>();
    assert!(keys.len() > 10);
    for key in keys {
        for value in ["{a: b}", "[{a: b}]", "[[a]]", "'x'", "7", "true", "[~]", "{a: {b: {c: d}}}", "{a: [b]}"] {
            let text = format!("{key}: {value}\n");
            let right = key == "baseline" || (key.as_str(), value) == ("react_days", "7");
            assert!(!said(&text).is_empty() || right, "{text}");
        }
        assert!(said(&format!("{key}:\n")).iter().all(|code| *code == "CFG001"), "{key}");
    }
}

#[test]
fn a_pattern_that_would_run_away_is_refused_or_quick() {
    for pattern in ["(a{1000}){1000}", "((((a{100}){100}){100}){100})", "(?=a)", r"(a)\1"] {
        let text = format!("custom_rules: {{ORG001: {{field: note, message: x, pattern: '{pattern}'}}}}\n");
        assert_eq!(said(&text), ["CFG005"], "{pattern}");
    }
    let long = "a|".repeat(4000);
    let text = format!("custom_rules: {{ORG001: {{field: note, message: x, pattern: '{long}'}}}}\n");
    assert_eq!(said(&text), ["CFG005"]);
}

#[test]
fn a_config_that_several_extend_is_read_once() {
    let mut files: BTreeMap<String, Vec<u8>> = (0..40)
        .map(|n| {
            let next = n + 1;
            (format!("{n}.yaml"), format!("extends: [{next}.yaml, {next}.yaml]\n").into_bytes())
        })
        .collect();
    files.insert("40.yaml".to_owned(), b"schemas: s.yaml\n".to_vec());
    files.insert("s.yaml".to_owned(), b"type: object\n".to_vec());
    let linted = lint_config("0.yaml", &mut Memory(files)).expect("it is there");
    assert!(linted.is_sound());
    assert_eq!((linted.reports.len(), linted.config.schemas.len()), (41, 1));
}

#[test]
fn a_schema_that_can_not_be_read_is_told_with_its_line() {
    let files = [("catalint.yaml", "schemas: s.yaml\n"), ("s.yaml", "type: object\nrequired: [\n")];
    let files = files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
    let linted = lint_config("catalint.yaml", &mut Memory(BTreeMap::from(files))).expect("it is there");
    let message = linted.reports[0].findings[0].message_in(Lang::En).into_owned();
    assert!(message.contains("it can not be read at line 2, column 11"), "{message}");
}

#[test]
fn lists_of_rules_show_a_message_of_ones_own_on_one_line() {
    let text = "custom_rules: {ORG001: {field: note, not_pattern: a, message: \"不写“{value}”\\n第二行\"}}\n";
    let files = BTreeMap::from([("catalint.yaml".to_owned(), text.as_bytes().to_vec())]);
    let linted = lint_config("catalint.yaml", &mut Memory(files)).expect("it is there");
    assert_eq!(linted.config.custom_rules[0].rule.summary.zh, "不写“…” 第二行");
}

#[test]
fn configs_that_extend_each_other_in_a_circle_end() {
    let files = [
        ("catalint.yaml", "extends: b.yaml\n"),
        ("b.yaml", "extends: [c.yaml, c.yaml]\n"),
        ("c.yaml", "extends: catalint.yaml\n"),
    ];
    let files = files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
    let linted = lint_config("catalint.yaml", &mut Memory(BTreeMap::from(files))).expect("it is there");
    assert!(!linted.is_sound());
}

#[test]
fn a_long_chain_of_configs_ends_with_a_finding() {
    let of = |nth: usize| format!("extends: {}.yaml\n", nth + 1).into_bytes();
    let files = (0..5_000).map(|nth| (format!("{nth}.yaml"), of(nth))).collect();
    let linted = lint_config("0.yaml", &mut Memory(files)).expect("it is there");
    let found: Vec<_> = linted.reports.iter().flat_map(|report| &report.findings).collect();
    assert_eq!(found.len(), 1);
    assert!(found[0].message_in(Lang::En).ends_with("are more than 50; the file 50.yaml was not read."));
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(
        lines in prop::collection::vec(
            prop_oneof![
                "[a-z_]{1,9}: .{0,12}",
                " {2}[A-Z]{3}[0-9]{3}: [a-z]{0,8}",
                Just("rules:".to_owned()),
                Just("custom_rules:".to_owned()),
                Just("profiles:".to_owned()),
                Just("  lake: {channels: [a, {name: b}], levels: [{name: c, ranks: [town, x]}]}".to_owned()),
                Just("  ORG001: {field: note, fix: {with: a}, message: '{value}'}".to_owned()),
                Just("laws: [{title: a, kind: 法律, status: repealed, ended: 2020-01-01, by: a}]".to_owned()),
            ],
            0..12,
        )
    ) {
        let _ = said(&lines.join("\n"));
    }
}
