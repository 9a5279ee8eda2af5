//! `json`: version 1 of the machine report, held by `schemas/report.schema.json`.
//!
//! The structs below are the format and nothing else; no type of the library is serialized.

use std::borrow::Cow;

use serde::Serialize;

use super::{Cut, Format, Limit, Part, Summary, View, page, place, to_json};
use crate::fix::Fix;
use crate::lint::{Diagnostic, FileReport};
use crate::rule::{Lang, Severity};
use crate::text::{Position, Source, Span};

/// The JSON Schema of this format.
pub const SCHEMA: &str = include_str!("../../../../schemas/report.schema.json");

pub(super) const FORMAT: Format =
    Format { name: "json", least: Severity::Hint, head, file, between: ",\n", limit: Limit::None, tail };

fn head(_: View) -> String {
    format!("{{\"version\":1,\"tool\":{},\"findings\":[\n", tool())
}

/// One finding a line, with nothing after the last.
fn file(report: &FileReport, view: View) -> Part {
    let mut out = String::new();
    for diagnostic in view.shown_or_suppressed(report) {
        if !out.is_empty() {
            out.push_str(FORMAT.between);
        }
        out += &finding(diagnostic, &report.source, view.lang);
    }
    out.into()
}

fn tail(summary: &Summary, _: Cut, _: View) -> String {
    format!("\n],\"summary\":{}}}\n", counts(summary))
}

/// The object that names the tool.
pub(super) fn tool() -> String {
    to_json(&ToolJson { name: "catalint", version: env!("CARGO_PKG_VERSION") })
}

/// The object of a finding.
pub(super) fn finding(diagnostic: &Diagnostic, source: &Source, lang: Lang) -> String {
    to_json(&FindingJson::new(diagnostic, source, lang))
}

/// The object of the summary.
pub(super) fn counts(summary: &Summary) -> String {
    let Summary { files, skipped, items, counts, suppressed, baselined, failed: _ } = *summary;
    to_json(&SummaryJson {
        files,
        skipped,
        items,
        errors: counts.errors,
        warnings: counts.warnings,
        hints: counts.hints,
        suppressed,
        baselined,
        fixable: counts.fixable,
    })
}

#[derive(Serialize)]
struct ToolJson {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct FindingJson<'r> {
    code: &'static str,
    rule: &'static str,
    severity: &'static str,
    message: Cow<'r, str>,
    message_en: Cow<'r, str>,
    help: Cow<'r, str>,
    url: Option<String>,
    file: &'r str,
    start: Option<PlaceJson>,
    end: Option<PlaceJson>,
    item: Option<ItemJson<'r>>,
    path: &'r str,
    cell: Option<&'r str>,
    related: Vec<RelatedJson<'r>>,
    fix: Option<FixJson<'r>>,
    fingerprint: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressed: Option<SuppressedJson<'r>>,
}

#[derive(Serialize)]
struct SuppressedJson<'r> {
    reason: &'r str,
}

#[derive(Serialize)]
struct PlaceJson {
    line: u32,
    column: u32,
    utf16: u32,
    offset: u32,
}

#[derive(Serialize)]
struct ItemJson<'r> {
    index: usize,
    no: &'r str,
    label: &'r str,
}

#[derive(Serialize)]
struct RelatedJson<'r> {
    message: Cow<'r, str>,
    file: &'r str,
    start: PlaceJson,
    end: PlaceJson,
}

#[derive(Serialize)]
struct FixJson<'r> {
    applicability: &'static str,
    message: Cow<'r, str>,
    edits: Vec<EditJson<'r>>,
}

#[derive(Serialize)]
struct EditJson<'r> {
    start: PlaceJson,
    end: PlaceJson,
    content: &'r str,
}

#[derive(Serialize)]
struct SummaryJson {
    files: usize,
    skipped: usize,
    items: usize,
    errors: usize,
    warnings: usize,
    hints: usize,
    suppressed: usize,
    baselined: usize,
    fixable: usize,
}

impl<'r> FindingJson<'r> {
    fn new(diagnostic: &'r Diagnostic, source: &'r Source, lang: Lang) -> Self {
        let violation = &diagnostic.violation;
        let (start, end) = place::span(diagnostic, source).map(|span| places(source, span)).unzip();
        let item = diagnostic.item.as_ref().map(|i| ItemJson { index: i.index, no: &i.no, label: &i.label });
        Self {
            code: violation.rule.code,
            rule: violation.rule.name,
            severity: diagnostic.severity.key(),
            message: diagnostic.message(lang),
            message_en: diagnostic.message(Lang::En),
            help: diagnostic.help(lang),
            url: page(violation.rule),
            file: &source.name,
            start,
            end,
            item,
            path: &violation.pointer,
            cell: violation.cell.as_ref().map(|cell| cell.address.as_str()),
            related: related(diagnostic, source, lang),
            fix: violation.fix.as_ref().map(|fix| FixJson::new(fix, diagnostic, source, lang)),
            fingerprint: &diagnostic.fingerprint,
            suppressed: diagnostic.suppressed.as_deref().map(|reason| SuppressedJson { reason }),
        }
    }
}

impl<'r> FixJson<'r> {
    fn new(fix: &'r Fix, diagnostic: &'r Diagnostic, source: &Source, lang: Lang) -> Self {
        let edits = fix.edits.iter().map(|edit| {
            let (start, end) = places(source, edit.span);
            EditJson { start, end, content: &edit.content }
        });
        Self {
            applicability: fix.applicability.key(),
            message: diagnostic.fix_message(lang).unwrap_or_default(),
            edits: edits.collect(),
        }
    }
}

fn related<'r>(diagnostic: &'r Diagnostic, source: &'r Source, lang: Lang) -> Vec<RelatedJson<'r>> {
    let other = |nth| {
        let (file, start, end) = diagnostic.related_place(nth, source);
        RelatedJson { message: diagnostic.related_message(nth, lang), file, start: start.into(), end: end.into() }
    };
    (0..diagnostic.violation.related.len()).map(other).collect()
}

fn places(source: &Source, span: Span) -> (PlaceJson, PlaceJson) {
    let (start, end) = source.positions(source.clamp(span));
    (start.into(), end.into())
}

impl From<Position> for PlaceJson {
    fn from(Position { line, column, utf16, offset }: Position) -> Self {
        Self { line, column, utf16, offset }
    }
}
