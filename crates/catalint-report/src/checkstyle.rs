//! `checkstyle`: the XML of Checkstyle 4.3, which many tools read.

use std::fmt::Write;

use super::xml::escape;
use super::{FindingLimit, Format, ReportPart, View, place};
use catalint_core::lint::Report;
use catalint_core::rule::{Finding, Lang, Severity};
use catalint_text::{ColumnUnit, Source, visible};

pub(super) const FORMAT: Format = Format {
    name: "checkstyle",
    for_a_forge: true,
    least: Severity::Hint,
    head: |_| "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n".to_owned(),
    file,
    between: "",
    limit: FindingLimit::None,
    tail: |_, _| "</checkstyle>\n".to_owned(),
};

fn file(report: &Report, view: View) -> ReportPart {
    let errors: String = view.shown(report).map(|found| error(found, &report.source, view.lang)).collect();
    if errors.is_empty() {
        return ReportPart::default();
    }
    format!("<file name=\"{}\">\n{errors}</file>\n", escape(&report.source.name)).into()
}

fn error(finding: &Finding, source: &Source, lang: Lang) -> String {
    // Checkstyle itself writes line 0 and no column where an error is about the whole file.
    let place = match place::of(finding, source, ColumnUnit::Char) {
        Some(place::Range { start, .. }) => format!("line=\"{}\" column=\"{}\"", start.line, start.column),
        None => "line=\"0\"".to_owned(),
    };
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "info",
    };
    let (message, code) = (finding.placed_message(lang), finding.rule.code);
    let mut out = format!("  <error {place} severity=\"{severity}\"");
    writeln!(out, " message=\"{}\" source=\"catalint.{code}\"/>", escape(&visible(&message)))
        .expect("a String takes all");
    out
}
