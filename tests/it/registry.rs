//! Tests over the registry of rules: no rule has test code of its own.

use std::collections::BTreeSet;

use catalint_core::docs;
use catalint_core::fix::Applicability;
use catalint_core::lint::{FixOptions, Report, fix_text};
use catalint_core::rule::{Localized, Rule, Severity};
use catalint_core::rules::RULES;
use catalint_domain::date::Date;

fn day() -> Date {
    Date::new(2026, 11, 1).expect("a day")
}

/// What is said of an example: of a table by the stage that reads tables, else by the engine.
fn lint(example: docs::Example) -> Report {
    if docs::is_table(&example.text) {
        return catalint_table::check("example.md", example.text.as_bytes(), &example.options).expect("a table");
    }
    example.lint()
}

/// Rules to look at; all, or those whose code begins with `$RULES` while one is being written.
pub(crate) fn rules() -> impl Iterator<Item = &'static Rule> {
    let wanted = std::env::var("RULES").unwrap_or_default();
    RULES.iter().copied().filter(move |rule| rule.code.starts_with(&wanted))
}

/// Runs a check for every rule, and then says of all that failed.
pub(crate) fn each(check: impl Fn(&'static Rule) + std::panic::RefUnwindSafe) {
    let failed: Vec<&str> =
        rules().filter(|rule| std::panic::catch_unwind(|| check(rule)).is_err()).map(|rule| rule.code).collect();
    assert!(failed.is_empty(), "{failed:?}");
}

/// The span that `at` marks in `text`.
fn marked(text: &str, at: &str) -> (usize, usize) {
    let Some((before, rest)) = at.split_once('«') else {
        let start = text.find(at).unwrap_or_else(|| panic!("{at:?} is not in\n{text}"));
        return (start, start + at.len());
    };
    let (inner, after) = rest.split_once('»').expect("« has its »");
    let start = text.find(&format!("{before}{inner}{after}")).unwrap_or_else(|| panic!("{at:?} is not in\n{text}"));
    (start + before.len(), start + before.len() + inner.len())
}

fn said(report: &Report) -> String {
    report
        .findings
        .iter()
        .map(|d| {
            let span = d.span();
            let fix = d.fix.as_ref().map_or("", |f| f.applicability.key());
            format!(
                "  {} {:?} at {:?} «{}» {} {fix}\n",
                d.rule.code,
                d.message_in(catalint_core::rule::Lang::Zh),
                span,
                report.source.slice(span),
                d.pointer
            )
        })
        .collect()
}

#[test]
fn codes_and_names_are_unique_and_well_formed() {
    let mut seen = BTreeSet::new();
    for rule in RULES.iter() {
        assert!(seen.insert(rule.code), "{} stands twice", rule.code);
        assert!(seen.insert(rule.name), "{} stands twice", rule.name);
        assert!(rule.code.len() == 6 && rule.code[3..].bytes().all(|b| b.is_ascii_digit()), "{}", rule.code);
        assert!(rule.name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b.is_ascii_digit()), "{}", rule.name);
    }
}

#[test]
fn both_languages_are_filled_and_have_the_same_slots() {
    fn slots(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
    }
    for rule in rules() {
        // The law may say it all.
        let source =
            Some(rule.source).filter(|words| rule.law.is_empty() || !(words.zh.is_empty() && words.en.is_empty()));
        let parts: Vec<Localized> = [rule.summary, rule.help, rule.why].into_iter().chain(source).collect();
        for Localized { zh, en } in parts.iter().chain(rule.messages) {
            assert!(!zh.trim().is_empty() && !en.trim().is_empty(), "{}", rule.code);
            assert_eq!(slots(zh), slots(en), "{}: {zh} / {en}", rule.code);
            assert!(!zh.is_ascii(), "{}: not Chinese: {zh}", rule.code);
        }
        assert!(!rule.messages.is_empty() && !rule.wrong.is_empty() && !rule.right.is_empty(), "{}", rule.code);
    }
}

#[test]
fn each_wrong_example_gives_exactly_its_one_finding() {
    each(|rule| {
        for wrong in rule.wrong {
            let example = docs::Example::of(rule, wrong.yaml, day());
            let text = example.text.clone();
            let report = lint(example);
            let said = said(&report);
            assert_eq!(report.findings.len(), 1, "{}\n{text}\nsaid:\n{said}", rule.code);
            let found = &report.findings[0];
            assert_eq!(found.rule.code, rule.code, "\n{text}\nsaid:\n{said}");
            let (start, end) = marked(&text, wrong.at);
            assert_eq!(found.span().range(), start..end, "{}\n{text}\nsaid:\n{said}", rule.code);
            for lang in [catalint_core::rule::Lang::Zh, catalint_core::rule::Lang::En] {
                let d = &report.findings[0];
                let words = [Some(d.message_in(lang)), Some(d.help_in(lang)), d.fix_message(lang)];
                for word in words.into_iter().flatten() {
                    assert!(!word.contains(['{', '}']), "{}: an unfilled slot in {word}", rule.code);
                }
            }
        }
    });
}

#[test]
fn each_right_example_is_silent() {
    each(|rule| {
        for right in rule.right {
            let example = docs::Example::of(rule, right, day());
            let text = example.text.clone();
            let report = lint(example);
            assert!(report.findings.is_empty(), "{}\n{text}\nsaid:\n{}", rule.code, said(&report));
        }
    });
}

#[test]
fn fixes_do_what_the_examples_show_and_what_the_rule_declares() {
    each(|rule| {
        let mut offered = BTreeSet::new();
        // A table is mended where it was made.
        for wrong in rule.wrong.iter().filter(|wrong| !docs::is_table(wrong.yaml)) {
            let example = docs::Example::of(rule, wrong.yaml, day());
            let (text, options) = (example.text.clone(), example.options.clone());
            if example.is_config {
                assert!(wrong.fixed.is_none(), "{}: nothing mends a config", rule.code);
                continue;
            }
            let report = lint(example);
            offered.extend(report.findings.iter().filter_map(catalint_core::rule::Finding::applicability));
            let which = FixOptions { least: Applicability::Offer, min_severity: Severity::Hint };
            let fixed = fix_text("example.yaml", &docs::bytes(&text), &options, which);
            assert!(fixed.dropped.is_empty(), "{}: a fix broke the file\n{text}", rule.code);
            match (wrong.fixed, fixed.bytes) {
                (None, None) => {}
                (Some(want), Some(bytes)) => {
                    let got = String::from_utf8(bytes.clone()).expect("UTF-8 stays UTF-8");
                    assert_eq!(got, docs::complete(want), "{}", rule.code);
                    assert!(fixed.report.findings.is_empty(), "{}\n{got}\n{}", rule.code, said(&fixed.report));
                    let again = fix_text("example.yaml", &bytes, &options, which);
                    assert!(again.bytes.is_none(), "{}: fixing twice changes something", rule.code);
                }
                (want, got) => {
                    let got = got.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
                    panic!("{}\n{text}\nwant {want:?}\ngot {got:?}", rule.code)
                }
            }
        }
        let declared: BTreeSet<Applicability> = rule.fixes.iter().copied().collect();
        assert_eq!(offered, declared, "{}: fixes declared and fixes offered", rule.code);
    });
}
