//! `json`: version 1 of the machine report, held by `schemas/report.schema.json`.
//!
//! The structs below are the format and nothing else; no type of the library is serialized.

use std::borrow::Cow;

use serde::Serialize;

use super::{Format, Summary, View, page};
use crate::fix::Fix;
use crate::lint::{Diagnostic, FileReport};
use crate::rule::{Lang, Severity};
use crate::text::{ColumnUnit, Source, Span};

/// The JSON Schema of this format.
pub const SCHEMA: &str = include_str!("../../../../schemas/report.schema.json");

pub(super) const FORMAT: Format = Format { name: "json", least: Severity::Hint, head, file, between: ",\n", tail };

fn head(_: View) -> String {
    let tool = json(&ToolJson { name: "catalint", version: env!("CARGO_PKG_VERSION") });
    format!("{{\"version\":1,\"tool\":{tool},\"findings\":[\n")
}

/// One finding a line, with nothing after the last.
fn file(report: &FileReport, view: View) -> String {
    let mut out = String::new();
    for diagnostic in view.shown(report) {
        if !out.is_empty() {
            out.push_str(FORMAT.between);
        }
        out += &json(&FindingJson::new(diagnostic, &report.source, view.lang));
    }
    out
}

fn tail(summary: &Summary, _: View) -> String {
    let Summary { files, skipped, items, counts } = *summary;
    let summary = SummaryJson {
        files,
        skipped,
        items,
        errors: counts.errors,
        warnings: counts.warnings,
        hints: counts.hints,
        suppressed: 0,
        baselined: 0,
        fixable: counts.fixable,
    };
    format!("\n],\"summary\":{}}}\n", json(&summary))
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("plain structs with text keys can be written")
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
    url: String,
    file: &'r str,
    start: Option<PlaceJson>,
    end: Option<PlaceJson>,
    item: Option<ItemJson<'r>>,
    path: &'r str,
    cell: Option<&'r str>,
    related: Vec<RelatedJson<'r>>,
    fix: Option<FixJson<'r>>,
    fingerprint: &'r str,
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
        let (start, end) = match diagnostic.has_lines(source) {
            true => Some(places(source, violation.span)).unzip(),
            false => (None, None),
        };
        let item = diagnostic.item.as_ref().map(|i| ItemJson { index: i.index, no: &i.no, label: &i.label });
        Self {
            code: violation.rule.code,
            rule: violation.rule.name,
            severity: diagnostic.severity.key(),
            message: diagnostic.message(lang),
            message_en: diagnostic.message(Lang::En),
            help: diagnostic.help(lang),
            url: page(violation.rule.code),
            file: &source.name,
            start,
            end,
            item,
            path: &violation.pointer,
            cell: violation.cell.as_ref().map(|cell| cell.address.as_str()),
            related: related(diagnostic, source, lang),
            fix: violation.fix.as_ref().map(|fix| FixJson::new(fix, diagnostic, source, lang)),
            fingerprint: &diagnostic.fingerprint,
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
    let other = |(nth, related): (usize, &crate::rule::Related)| {
        let (start, end) = places(source, related.span);
        RelatedJson { message: diagnostic.related_message(nth, lang), file: &source.name, start, end }
    };
    diagnostic.violation.related.iter().enumerate().map(other).collect()
}

fn places(source: &Source, span: Span) -> (PlaceJson, PlaceJson) {
    let span = source.clamp(span);
    (place(source, span.start), place(source, span.end))
}

fn place(source: &Source, offset: u32) -> PlaceJson {
    let at = source.line_column(offset, ColumnUnit::Char);
    let utf16 = source.line_column(offset, ColumnUnit::Utf16).column;
    PlaceJson { line: at.line, column: at.column, utf16, offset }
}
