//! Three files: one with all that a finding can have, one clean, one with a name that is hard to
//! write.

use std::sync::Arc;

use catalint_core::docs::complete;
use catalint_core::fix::{Edit, Fix};
use catalint_core::lint::{Report, Settings, lint_text};
use catalint_core::rule::{Finding, Fingerprint, Localized, Location, Related, RelatedPlace, Selector, Severity};
use catalint_core::rules::RULES;
use catalint_domain::date::Date;
use catalint_text::{FileRange, Position, Span};

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
pub(super) fn lint(name: &str, text: &str) -> Report {
    let mut options = Settings::new(Date::new(2026, 11, 1).expect("a day"));
    options.selection.select = vec![Selector::parse("BAS001", &RULES).expect("a rule")];
    lint_text(name, text.as_bytes(), &options)
}

/// All files.
pub(super) fn sample() -> Vec<Report> {
    let clean = lint(CLEAN, &complete("    note: 无\n"));
    let odd = lint(ODD, &complete("    basis: []\n"));
    assert!(clean.findings.is_empty() && odd.findings.len() == 1);
    vec![rich(), clean, odd]
}

/// With a byte-order mark, CRLF, and characters beyond U+FFFF before its places.
pub(super) fn rich() -> Report {
    let part = "    topic: 𠮷甲乙\n    basis: []\n    note: |\n      𠮷𠮷起点\n      终点\n";
    let text = "\u{feff}".to_owned() + &complete(part).replace('\n', "\r\n");
    let mut report = lint(RICH, &text);
    let model = report.findings.pop().expect("BAS001 speaks");
    let whole = Finding {
        location: Location::File,
        pointer: String::new(),
        item: None,
        names: Arc::default(),
        message: &WHOLE,
        fingerprint: Fingerprint::of(0xaa),
        ..found(&model, Severity::Hint)
    };
    let mut mended = model.clone();
    let (first, second) = (at(&report, "甲乙"), at(&report, "终点"));
    let start = Position { line: 3, column: 5, utf16: 6, offset: 40 };
    let end = Position { line: 4, column: 1, utf16: 1, offset: 50 };
    let elsewhere = FileRange { file: CLEAN.into(), start, end };
    mended.related = vec![
        Related { message: &FIRST, place: RelatedPlace::Here(at(&report, "乙")) },
        Related { message: &FIRST, place: RelatedPlace::There(Box::new(elsewhere)) },
    ];
    mended.fix = Some(Box::new(Fix::offer(&MEND, vec![Edit::new(second, ""), Edit::new(first, "\"丙\"\n")])));
    let across = Span::new(at(&report, "起点").start, at(&report, "终点").end);
    let across = with(found(&model, Severity::Warning), &HARD, across);
    let across = Finding { fingerprint: Fingerprint::of(0xbb), ..across };
    report.findings = vec![whole, mended, across];
    report
}

/// The place of some words that occur once.
pub(super) fn at(report: &Report, words: &str) -> Span {
    let text = &report.source.text;
    assert_eq!(text.matches(words).count(), 1, "{words}");
    let start = text.find(words).expect("it stands there");
    Span::of(start..start + words.len())
}

fn found(model: &Finding, severity: Severity) -> Finding {
    Finding { severity, ..model.clone() }
}

fn with(mut finding: Finding, message: &'static Localized, span: Span) -> Finding {
    finding.message = message;
    finding.location = Location::Span(span);
    finding
}
