//! Three files: one with all that a finding can have, one clean, one with a name that is hard to
//! write.

use catalint_core::docs::complete;
use catalint_core::fix::{Edit, Fix};
use catalint_core::lint::{Diagnostic, FileReport, Options, lint_text};
use catalint_core::rule::{Localized, Related, Selector, Severity};
use catalint_core::rules::RULES;
use catalint_domain::date::Date;
use catalint_text::{Elsewhere, Position, Span};

/// A name with Chinese, a blank, and what URIs, XML and workflow commands must escape.
pub(super) const RICH: &str = "目录/甲 乙&100%.yaml";
pub(super) const CLEAN: &str = "b.yaml";
pub(super) const ODD: &str = "c,d:e<f>.yaml";

/// A message that every format must escape; U+0008 can stand in no XML.
static HARD: Localized = Localized {
    zh: "值“<甲 & '乙'>”占 100%\u{8}：\r\n::error::甲,乙]]>",
    en: "The value <a & 'b'> takes 100%\u{8}:\r\n::error::a,b]]>.",
};
static WHOLE: Localized = Localized { zh: "文件整体有问题", en: "The file as a whole is wrong." };
static FIRST: Localized = Localized { zh: "先出现在这里", en: "It stands here first." };
static MEND: Localized = Localized { zh: "改写两处", en: "Change both." };

/// Lints with BAS001 alone.
pub(super) fn lint(name: &str, text: &str) -> FileReport {
    let mut options = Options::new(Date::new(2026, 11, 1).expect("a day"));
    options.selection.select = vec![Selector::parse("BAS001", &RULES).expect("a rule")];
    lint_text(name, text.as_bytes(), &options)
}

/// All files.
pub(super) fn sample() -> Vec<FileReport> {
    let clean = lint(CLEAN, &complete("    note: 无\n"));
    let odd = lint(ODD, &complete("    basis: []\n"));
    assert!(clean.diagnostics.is_empty() && odd.diagnostics.len() == 1);
    vec![rich(), clean, odd]
}

/// With a byte-order mark, CRLF, and characters beyond U+FFFF before its places.
pub(super) fn rich() -> FileReport {
    let part = "    topic: 𠮷甲乙\n    basis: []\n    note: |\n      𠮷𠮷起点\n      终点\n";
    let text = "\u{feff}".to_owned() + &complete(part).replace('\n', "\r\n");
    let mut report = lint(RICH, &text);
    let model = report.diagnostics.pop().expect("BAS001 speaks");
    let whole = Diagnostic { item: None, fingerprint: "00000000000000aa".into(), ..found(&model, Severity::Hint) };
    let whole = with(whole, &WHOLE, Span::default());
    let mut mended = model.clone();
    let (first, second) = (at(&report, "甲乙"), at(&report, "终点"));
    let start = Position { line: 3, column: 5, utf16: 6, offset: 40 };
    let end = Position { line: 4, column: 1, utf16: 1, offset: 50 };
    let elsewhere = Elsewhere { file: CLEAN.into(), start, end };
    mended.violation.related = vec![
        Related { message: FIRST, span: at(&report, "乙"), elsewhere: None },
        Related { message: FIRST, span: Span::default(), elsewhere: Some(elsewhere) },
    ];
    mended.violation.fix = Some(Fix::offer(MEND, vec![Edit::new(second, ""), Edit::new(first, "\"丙\"\n")]));
    let across = Span::new(at(&report, "起点").start, at(&report, "终点").end);
    let across = with(found(&model, Severity::Warning), &HARD, across);
    let across = Diagnostic { fingerprint: "00000000000000bb".into(), ..across };
    report.diagnostics = vec![whole, mended, across];
    report.diagnostics[0].violation.pointer.clear();
    report
}

/// The place of some words that occur once.
pub(super) fn at(report: &FileReport, words: &str) -> Span {
    let text = &report.source.text;
    assert_eq!(text.matches(words).count(), 1, "{words}");
    let start = text.find(words).expect("it stands there");
    Span::of(start..start + words.len())
}

fn found(model: &Diagnostic, severity: Severity) -> Diagnostic {
    Diagnostic { severity, ..model.clone() }
}

fn with(mut diagnostic: Diagnostic, message: &'static Localized, span: Span) -> Diagnostic {
    diagnostic.violation.message = message;
    diagnostic.violation.span = span;
    diagnostic
}
