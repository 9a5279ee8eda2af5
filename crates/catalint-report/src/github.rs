//! `github`: workflow commands that GitHub Actions shows as annotations.
//!
//! GitHub shows ten annotations of a kind for each step and drops the others without a word; a
//! last line counts what is left out. That line is a notice itself.

use std::fmt::Write;

use super::{FindingLimit, Format, ReportEnd, ReportPart, View, place};
use catalint_core::lint::{Counts, Report};
use catalint_core::rule::{Finding, Lang, Severity};
use catalint_text::{ColumnUnit, Source, visible};

pub(super) const FORMAT: Format = Format {
    name: "github",
    for_a_forge: true,
    least: Severity::Hint,
    head: |_| String::new(),
    file,
    between: "",
    limit: FindingLimit::Each([10, 10, 9]),
    tail,
};

fn file(report: &Report, view: View) -> ReportPart {
    let mut part = ReportPart::default();
    for finding in view.shown(report) {
        part.add(finding.severity, &command(finding, &report.source, view.lang));
    }
    part
}

fn command(finding: &Finding, source: &Source, lang: Lang) -> String {
    let kind = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "notice",
    };
    let rule = finding.rule;
    let title = format!("{} {}", rule.code, rule.summary.get(lang));
    let body = format!("{}\n{}", visible(&finding.placed_message(lang)), visible(&finding.help_in(lang)));
    let (file, title, body) = (property(&source.name), property(&title), data(&body));
    let place = place(finding, source);
    format!("::{kind} file={file}{place},title={title}::{body}\n")
}

/// Lines, and columns where both are on one line: GitHub takes no others.
fn place(finding: &Finding, source: &Source) -> String {
    let Some(place::Range { start, end }) = place::of(finding, source, ColumnUnit::Char) else {
        return String::new();
    };
    let mut out = format!(",line={}", start.line);
    if start.line == end.line {
        write!(out, ",col={},endLine={},endColumn={}", start.column, end.line, end.column)
    } else {
        write!(out, ",endLine={}", end.line)
    }
    .expect("a String takes all");
    out
}

fn tail(end: &ReportEnd<'_>, view: View) -> String {
    let cut = end.cut;
    if cut.left_out.total() == 0 {
        return String::new();
    }
    let Counts { errors, warnings, hints, .. } = cut.left_out;
    let text = match view.lang {
        Lang::Zh => format!("另有错误{errors}处、警告{warnings}处、提示{hints}处没有标注；GitHub 每类至多标注10处"),
        Lang::En => format!(
            "Not annotated: {errors} more errors, {warnings} more warnings, {hints} more hints. \
             GitHub takes at most 10 of a kind."
        ),
    };
    format!("::notice title=catalint::{}\n", data(&text))
}

/// The text of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
