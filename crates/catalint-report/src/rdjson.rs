//! `rdjson`: reviewdog's finding format. Columns count bytes of UTF-8.

use std::borrow::Cow;

use serde::Serialize;

use super::{FindingLimit, Format, ReportPart, View, place, to_json, url};
use catalint_core::fix::Fix;
use catalint_core::lint::Report;
use catalint_core::rule::{Finding, Lang, Severity};
use catalint_text::{ColumnUnit, LineColumn, Source, Span};

pub(super) const FORMAT: Format = Format {
    name: "rdjson",
    for_a_forge: true,
    least: Severity::Hint,
    head: |_| "{\"source\":{\"name\":\"catalint\"},\"diagnostics\":[\n".to_owned(),
    file,
    between: ",\n",
    limit: FindingLimit::None,
    tail: |_, _| "\n]}\n".to_owned(),
};

/// Longest suggestion, in bytes: it is made to be read in a review.
const LONGEST: u32 = 10_000;

fn file(report: &Report, view: View) -> ReportPart {
    let one = |found| to_json(&DiagnosticJson::new(found, report, view.lang));
    view.shown(report).map(one).collect::<Vec<_>>().join(FORMAT.between).into()
}

#[derive(Serialize)]
struct DiagnosticJson<'r> {
    message: Cow<'r, str>,
    location: RdjsonLocation<'r>,
    severity: &'static str,
    code: Code,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
}

#[derive(Serialize)]
struct RdjsonLocation<'r> {
    path: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<RangeJson>,
}

#[derive(Serialize)]
struct RangeJson {
    start: RdjsonPosition,
    end: RdjsonPosition,
}

#[derive(Serialize)]
struct RdjsonPosition {
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct Code {
    value: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
struct Suggestion {
    range: RangeJson,
    text: String,
}

impl<'r> DiagnosticJson<'r> {
    fn new(finding: &'r Finding, report: &'r Report, lang: Lang) -> Self {
        let source = &report.source;
        let code = finding.rule.code;
        let range = place::of(finding, source, ColumnUnit::Byte).map(RangeJson::from);
        let fix = finding.fix.as_ref();
        Self {
            message: finding.placed_message(lang),
            location: RdjsonLocation { path: &source.name, range },
            severity: match finding.severity {
                Severity::Error => "ERROR",
                Severity::Warning => "WARNING",
                Severity::Hint => "INFO",
            },
            code: Code { value: code, url: url(report, finding.rule) },
            suggestions: fix.and_then(|fix| Suggestion::new(fix, source)).into_iter().collect(),
        }
    }
}

impl Suggestion {
    /// Several suggestions would be a choice; the edits of a fix belong together and become one,
    /// with the text between them.
    fn new(fix: &Fix, source: &Source) -> Option<Self> {
        let (first, last) = (fix.edits.first()?, fix.edits.last()?);
        let whole = Span::new(first.span.start, last.span.end.max(first.span.end));
        if whole.len() > LONGEST {
            return None;
        }
        let mut text = String::new();
        let mut at = whole.start;
        for edit in &fix.edits {
            text += source.slice(Span::new(at, edit.span.start));
            text += &edit.content;
            at = edit.span.end;
        }
        Some(Self { range: place::range(source, whole, ColumnUnit::Byte).into(), text })
    }
}

impl From<place::Range> for RangeJson {
    fn from(range: place::Range) -> Self {
        Self { start: range.start.into(), end: range.end.into() }
    }
}

impl From<LineColumn> for RdjsonPosition {
    fn from(at: LineColumn) -> Self {
        Self { line: at.line, column: at.column }
    }
}
