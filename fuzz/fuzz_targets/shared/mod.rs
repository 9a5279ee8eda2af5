//! What the targets have in common.
#![allow(dead_code, reason = "each target takes what it needs")]

use std::collections::BTreeSet;

use catalint_core::docs::complete;
use catalint_core::fix::Applicability;
use catalint_core::lint::{FixOptions, Settings, Report, fix_text, lint_text};
use catalint_core::rule::{Lang, Related, Severity};
use catalint_domain::date::Date;
use catalint_text::Span;

/// A catalog in order.
pub(crate) fn sound() -> String {
    complete("    no: 1\n    subtopic: 临时救助\n")
}

/// All rules, on one day.
pub(crate) fn options() -> Settings {
    Settings::new(Date::new(2026, 11, 1).expect("a day"))
}

/// A catalog with the lines of a text as its values; those that are missing are as in the sound one.
pub(crate) fn catalog(text: &str) -> String {
    let mut lines = text.lines().map(|line| line.replace('\\', "\\\\").replace('"', "\\\""));
    let keys =
        ["topic", "content", "basis", "deadline", "publisher", "channels", "audience", "method", "levels", "note"];
    let sound = sound();
    let (head, _) = sound.split_once("  - no").expect("an item");
    let mut out = format!("{head}  - no: 1\n");
    for key in keys {
        let plain: String = lines.next().unwrap_or_default().chars().filter(|c| !c.is_control()).collect();
        out += &format!("    {key}: \"{plain}\"\n");
    }
    out
}

/// Every place is a range of the text between characters; edits are in order; all words are there.
pub(crate) fn places_are_sound(report: &Report) {
    let text = &report.source.text;
    let sound = |span: Span, code: &str| assert!(text.get(span.range()).is_some(), "{code}: {span:?}");
    for finding in report.findings.iter().chain(&report.suppressed) {
        let code = finding.rule.code;
        sound(finding.span(), code);
        finding.related.iter().filter_map(Related::here).for_each(|span| sound(span, code));
        let mut end = 0;
        for edit in finding.fix.iter().flat_map(|fix| &fix.edits) {
            sound(edit.span, code);
            assert!(edit.span.start >= end, "{code}: edits out of order");
            end = edit.span.end;
        }
        for lang in [Lang::Zh, Lang::En] {
            assert!(!finding.message_in(lang).is_empty() && !finding.help_in(lang).is_empty(), "{code}");
        }
    }
}

fn errors(report: &Report) -> BTreeSet<&'static str> {
    let errors = report.findings.iter().filter(|d| d.severity == Severity::Error);
    errors.map(|d| d.rule.code).collect()
}

/// Checks and mends; a second time changes nothing, and a file that could be read whole has no error that it had not.
pub(crate) fn mended(bytes: &[u8], options: &Settings, least: Applicability) {
    let before = lint_text("a.yaml", bytes, options);
    places_are_sound(&before);
    let which = FixOptions { least, min_severity: Severity::Hint };
    let fixed = fix_text("a.yaml", bytes, options, which);
    places_are_sound(&fixed.report);
    let Some(once) = fixed.bytes else { return };
    let remaining: BTreeSet<&str> = fixed.dropped.iter().map(|dropped| dropped.code).collect();
    let twice = fix_text("a.yaml", &once, options, which);
    let again = twice.applied.keys().find(|code| !remaining.contains(*code));
    assert!(again.is_none(), "{again:?} goes on: {:?}", String::from_utf8_lossy(&once));
    if least == Applicability::Safe && !before.partial {
        let new: Vec<&str> = errors(&fixed.report).difference(&errors(&before)).copied().collect();
        assert!(new.is_empty(), "{new:?} after {:?} of {:?}", fixed.applied, String::from_utf8_lossy(bytes));
    }
}

/// Reads a table as a catalog, and checks it.
pub(crate) fn table(name: &str, bytes: &[u8]) {
    let options = options();
    if let Ok(read) = catalint_table::import(name, bytes, None, Lang::Zh, &options) {
        for catalog in read.catalogs {
            // What import writes can be read.
            let report = lint_text("a.yaml", catalog.yaml.as_bytes(), &options);
            assert!(!report.partial, "{}", catalog.yaml);
        }
    }
    let _ = catalint_table::check(name, bytes, &options);
}
