//! `gitlab`: the Code Quality report that GitLab shows in merge requests.

use serde::Serialize;

use super::{FindingLimit, Format, ReportPart, View, place, to_json};
use catalint_core::lint::Report;
use catalint_core::rule::{Finding, Lang, Severity};
use catalint_text::{ColumnUnit, LineColumn, Source, visible};

pub(super) const FORMAT: Format = Format {
    name: "gitlab",
    for_a_forge: true,
    least: Severity::Hint,
    head: |_| "[\n".to_owned(),
    file,
    between: ",\n",
    limit: FindingLimit::None,
    tail: |_, _| "\n]\n".to_owned(),
};

fn file(report: &Report, view: View) -> ReportPart {
    let issue = |finding| to_json(&Issue::new(finding, &report.source, view.lang));
    view.shown(report).map(issue).collect::<Vec<_>>().join(FORMAT.between).into()
}

#[derive(Serialize)]
struct Issue<'r> {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: GitlabLocation<'r>,
}

#[derive(Serialize)]
struct GitlabLocation<'r> {
    path: &'r str,
    lines: Lines,
    #[serde(skip_serializing_if = "Option::is_none")]
    positions: Option<Positions>,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

#[derive(Serialize)]
struct Positions {
    begin: GitlabPosition,
    end: GitlabPosition,
}

#[derive(Serialize)]
struct GitlabPosition {
    line: u32,
    column: u32,
}

impl<'r> Issue<'r> {
    fn new(finding: &'r Finding, source: &'r Source, lang: Lang) -> Self {
        let rule = finding.rule;
        let range = place::of(finding, source, ColumnUnit::Char);
        // GitLab leaves out a finding without a line.
        let lines = range.map_or(Lines { begin: 1, end: 1 }, |r| Lines { begin: r.start.line, end: r.end.line });
        let positions = range.map(|r| Positions { begin: r.start.into(), end: r.end.into() });
        Self {
            description: format!("{} {}", rule.code, visible(&finding.placed_message(lang))),
            check_name: rule.name,
            fingerprint: fingerprint(&source.name, &finding.fingerprint),
            severity: match finding.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Hint => "info",
            },
            location: GitlabLocation { path: &source.name, lines, positions },
        }
    }
}

impl From<LineColumn> for GitlabPosition {
    fn from(at: LineColumn) -> Self {
        Self { line: at.line, column: at.column }
    }
}

/// GitLab takes findings with one fingerprint for one, also in different files: the file's name
/// (FNV-1a), then the finding's own, which is unique in its file.
fn fingerprint(file: &str, own: &str) -> String {
    let step = |hash: u64, &byte: &u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = file.as_bytes().iter().fold(0xcbf2_9ce4_8422_2325, step);
    format!("{hash:016x}{own}")
}
