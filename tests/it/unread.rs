//! What could not be read is left out of judgment: a test over all rules.

use std::collections::BTreeSet;

use catalint_core::Document;
use catalint_core::docs;
use catalint_core::lint::{External, Linter, Report};
use catalint_core::model::{Catalog, FieldId, Unread};
use catalint_core::rule::Finding;
use catalint_core::rules::RULES;
use catalint_domain::date::Date;
use catalint_yaml as yaml;

use crate::registry::{each, rules};

/// Code and place of a finding; a column that no item has is the lack of each item.
fn place(found: &Finding) -> (&'static str, String) {
    (found.rule.code, found.pointer.clone())
}

fn lint(example: &docs::Example, unread: Unread) -> Report {
    let document = Document::from_bytes("example.yaml", &docs::bytes(&example.text));
    Linter::new(example.options.clone()).check_with(&document, External { unread, ..External::default() })
}

/// The fields that the items of a text have, and those that they ought to have.
fn fields(text: &str) -> Vec<(usize, FieldId)> {
    let parsed = yaml::parse(text, FieldId::intern);
    let Some(catalog) = Catalog::bind(&parsed.tree) else { return Vec::new() };
    let of = |index: usize| FieldId::of_item().map(move |id| (index, id));
    catalog.items().take(2).flat_map(|item| of(item.index())).collect()
}

fn at(item: usize, field: FieldId) -> Unread {
    let mut unread = Unread::default();
    unread.add(item, field);
    unread
}

#[test]
fn what_was_not_read_is_neither_missing_nor_wrong_and_makes_nothing_else_so() {
    each(|rule| {
        for example in rule.wrong.iter().map(|wrong| wrong.yaml) {
            let example = docs::Example::of(rule, example, Date::new(2026, 11, 1).expect("a day"));
            if example.is_config || docs::is_table(&example.text) {
                continue;
            }
            let before: BTreeSet<_> = lint(&example, Unread::default()).findings.iter().map(place).collect();
            let everywhere = |code: &'static str| before.contains(&(code, "/items".to_owned()));
            for (item, field) in fields(&example.text) {
                let inside = format!("/items/{item}/{}", field.key());
                for found in lint(&example, at(item, field)).findings.iter().map(place) {
                    let (code, pointer) = &found;
                    assert!(*pointer != inside && !pointer.starts_with(&format!("{inside}/")), "{code} {pointer}");
                    let known = before.contains(&found) || everywhere(code);
                    // AUD002 stands back where a rule of the method speaks, and is right by itself.
                    assert!(
                        known || ["SUP001", "SCH002", "AUD002"].contains(code),
                        "{code} at {pointer}, since {inside} is not there:\n{}",
                        example.text
                    );
                }
            }
        }
    });
    assert!(rules().count() > 0 && !RULES.is_empty());
}

#[test]
fn rules_that_hang_on_a_field_are_silent_without_it() {
    let text = "title: 云岭县民政局政务公开标准目录\nprofile: national\nupdated: 2026-06-30\nitems:\n  \
                - {no: 1, topic: 救助, content: 标准, basis: 《社会救助暂行办法》（国务院令第649号）, deadline: 自信息形成之日起60个工作日内, \
                publisher: 云岭县民政局, channels: [公示栏], audience: 全社会, method: 主动公开, levels: [乡级]}\n";
    let document = Document::from_bytes("目录.yaml", text.as_bytes());
    let lint = |fields: &[FieldId]| {
        let mut unread = Unread::default();
        fields.iter().for_each(|&field| unread.add(0, field));
        let options = catalint_core::lint::Settings::new(Date::new(2026, 11, 1).expect("a day"));
        let report = Linter::new(options).check_with(&document, External { unread, ..External::default() });
        report.findings.iter().map(|d| d.rule.code).collect::<BTreeSet<_>>()
    };
    let all = lint(&[]);
    for code in ["CHN003", "DDL004", "LVL003"] {
        assert!(all.contains(code), "{all:?}");
    }
    assert!(!lint(&[FieldId::Method]).contains("CHN003"));
    assert!(!lint(&[FieldId::Method]).contains("DDL004"));
    assert!(!lint(&[FieldId::Audience]).contains("CHN003"));
    assert!(!lint(&[FieldId::Publisher]).contains("LVL003"));
    assert!(lint(&[FieldId::Note]) == all);
    for field in [FieldId::Basis, FieldId::Levels, FieldId::Audience] {
        assert!(lint(&[field]).is_subset(&all), "{field:?}");
    }
}
