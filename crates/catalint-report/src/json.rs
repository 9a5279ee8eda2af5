//! `json`: version 2 of the machine report, held by `data/report.schema.json`.
//!
//! The structs below are the format and nothing else; no type of the library is serialized.

use std::borrow::Cow;

use serde::Serialize;

use super::provision::{LawJson, law};
use super::{FindingLimit, Format, ReportEnd, ReportPart, Summary, View, place, to_json, url};
use catalint_core::fix::{CellEdit, Fix};
use catalint_core::lint::{Group, Report, groups};
use catalint_core::rule::{Finding, ItemName, Lang, Severity};
use catalint_text::{Position, Source, Span};

/// The JSON Schema of this format.
pub const SCHEMA: &str = include_str!("../data/report.schema.json");

/// The version of this format.
pub(super) const VERSION: u32 = 2;

pub(super) const FORMAT: Format = Format {
    name: "json",
    for_a_forge: false,
    least: Severity::Hint,
    head,
    file,
    between: ",\n",
    limit: FindingLimit::None,
    tail,
};

fn head(_: View) -> String {
    format!("{{\"version\":{VERSION},\"tool\":{},\"findings\":[\n", tool())
}

/// One finding a line, with nothing after the last.
fn file(report: &Report, view: View) -> ReportPart {
    let mut first = true;
    part(report, view, |line| if std::mem::take(&mut first) { line } else { FORMAT.between.to_owned() + &line })
}

/// The findings of a file, each as `line` has it, and their groups.
pub(super) fn part(report: &Report, view: View, mut line: impl FnMut(String) -> String) -> ReportPart {
    let (source, lang) = (&report.source, view.lang);
    let shown: Vec<&Finding> = view.shown(report).collect();
    let groups = groups(&source.name, &shown);
    let mut ids = vec![""; shown.len()];
    for group in &groups {
        group.at.iter().for_each(|&at| ids[at] = &group.id);
    }
    let (mut out, mut ids) = (String::new(), ids.into_iter());
    for finding in view.shown_or_suppressed(report) {
        // What a comment ignores is in no group.
        let group = if finding.suppressed.is_none() { ids.next() } else { None };
        out += &line(to_json(&FindingJson::new(finding, group, report, lang)));
    }
    let mut part: ReportPart = out.into();
    for group in &groups {
        part.group(group.rank(), to_json(&GroupJson::new(group, source, lang)));
    }
    part
}

fn tail(end: &ReportEnd<'_>, _: View) -> String {
    let groups = end.groups.join(",\n");
    format!("\n],\"groups\":[\n{groups}\n],\"summary\":{}}}\n", counts(end.summary))
}

/// The object that names the tool.
pub(super) fn tool() -> String {
    to_json(&ToolJson { name: "catalint", version: env!("CARGO_PKG_VERSION") })
}

/// The object of the summary.
pub(super) fn counts(summary: &Summary) -> String {
    let Summary { files, skipped, items, counts, suppressed, baselined, unread, failed: _ } = *summary;
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
        unread,
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
    items: Vec<Cow<'r, str>>,
    group: Option<&'r str>,
    path: &'r str,
    cell: Option<&'r str>,
    related: Vec<RelatedJson<'r>>,
    fix: Option<FixJson<'r>>,
    law: Vec<LawJson>,
    fingerprint: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressed: Option<SuppressedJson<'r>>,
}

#[derive(Serialize)]
struct GroupJson<'r> {
    id: &'r str,
    code: &'static str,
    severity: &'static str,
    message: Cow<'r, str>,
    help: Cow<'r, str>,
    law: Vec<LawJson>,
    file: &'r str,
    findings: usize,
    items: Vec<String>,
    places: Vec<SpotJson<'r>>,
}

/// The place of a finding in a group: a cell, ends in a text, or both.
#[derive(Serialize)]
struct SpotJson<'r> {
    cell: Option<&'r str>,
    start: Option<PlaceJson>,
    end: Option<PlaceJson>,
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
    publisher: &'r str,
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
#[serde(untagged)]
enum EditJson<'r> {
    Text { start: PlaceJson, end: PlaceJson, content: &'r str },
    Cell { cell: &'r str, before: &'r str, after: &'r str },
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
    unread: usize,
}

impl<'r> FindingJson<'r> {
    fn new(finding: &'r Finding, group: Option<&'r str>, report: &'r Report, lang: Lang) -> Self {
        let source = &report.source;
        let SpotJson { cell, start, end } = SpotJson::new(finding, source);
        let item = finding.item_name().map(|i| ItemJson {
            index: i.index,
            no: &i.no,
            label: &i.label,
            publisher: &i.publisher,
        });
        Self {
            code: finding.rule.code,
            rule: finding.rule.name,
            severity: finding.severity.key(),
            message: finding.message_in(lang),
            message_en: finding.message_in(Lang::En),
            help: finding.help_in(lang),
            url: url(report, finding.rule),
            file: &source.name,
            start,
            end,
            item,
            items: finding.items().map(ItemName::number).collect(),
            group,
            path: &finding.pointer,
            cell,
            related: related(finding, source, lang),
            fix: finding.fix.as_ref().map(|fix| FixJson::new(fix, finding, source, lang)),
            law: law(&finding.law, lang),
            fingerprint: &finding.fingerprint,
            suppressed: finding.suppressed.as_deref().map(|reason| SuppressedJson { reason }),
        }
    }
}

impl<'r> GroupJson<'r> {
    fn new(group: &'r Group<'r>, source: &'r Source, lang: Lang) -> Self {
        Self {
            id: &group.id,
            code: group.rule().code,
            severity: group.severity().key(),
            message: group.message(lang),
            help: group.help(lang),
            law: law(&group.law(), lang),
            file: &source.name,
            findings: group.findings.len(),
            items: group.item_ranges(),
            places: group.findings.iter().map(|finding| SpotJson::new(finding, source)).collect(),
        }
    }
}

impl<'r> SpotJson<'r> {
    fn new(finding: &'r Finding, source: &Source) -> Self {
        let (start, end) = place::span(finding, source).map(|span| places(source, span)).unzip();
        let cell = finding.cell().map(|cell| cell.address.as_str());
        Self { cell, start, end }
    }
}

impl<'r> FixJson<'r> {
    fn new(fix: &'r Fix, finding: &'r Finding, source: &Source, lang: Lang) -> Self {
        let edits = fix.edits.iter().map(|edit| {
            let (start, end) = places(source, edit.span);
            EditJson::Text { start, end, content: &edit.content }
        });
        let of_cell =
            |edit: &'r CellEdit| EditJson::Cell { cell: &edit.cell, before: &edit.before, after: &edit.after };
        Self {
            applicability: fix.applicability.key(),
            message: finding.fix_message(lang).unwrap_or_default(),
            edits: edits.chain(fix.cells.iter().map(of_cell)).collect(),
        }
    }
}

fn related<'r>(finding: &'r Finding, source: &'r Source, lang: Lang) -> Vec<RelatedJson<'r>> {
    let other = |nth| {
        let (file, start, end) = finding.related_place(nth, source);
        RelatedJson { message: finding.related_message(nth, lang), file, start: start.into(), end: end.into() }
    };
    (0..finding.related.len()).map(other).collect()
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
