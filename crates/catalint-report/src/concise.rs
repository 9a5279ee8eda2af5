//! `concise`: one line a finding, for people in a hurry and for editors that read such lines.
//!
//! `file:line:column: severity CODE message (item, column)`; the severity is a fixed English word in every
//! language, so that a pattern that reads the line holds.

use super::{FindingLimit, Format, ReportEnd, ReportPart, View};
use catalint_core::lint::{Report, naming};
use catalint_core::rule::{Finding, ItemName, Lang, Severity};
use catalint_text::{ColumnUnit, LineColumn, visible};

pub(super) const FORMAT: Format = Format {
    name: "concise",
    for_a_forge: false,
    least: Severity::Warning,
    head: |_| String::new(),
    file,
    between: "",
    limit: FindingLimit::None,
    tail,
};

fn file(report: &Report, view: View) -> ReportPart {
    let source = &report.source;
    let mut out = String::new();
    for finding in view.shown(report) {
        let start = source.clamp(finding.span()).start;
        if finding.only_cell().is_some() {
            out += &in_cell(&source.name, finding, view.lang);
        } else {
            out += &line(&source.name, source.line_column(start, ColumnUnit::Char), finding, view.lang);
        }
        out += &visible(&names(finding, view.lang));
        out.push('\n');
    }
    out.into()
}

fn tail(end: &ReportEnd<'_>, view: View) -> String {
    end.summary.unread_words(view.lang).map_or_else(String::new, |words| words + "\n")
}

/// `file:Sheet1!F12: severity CODE message`: a table has cells and no lines.
pub(super) fn in_cell(file: &str, finding: &Finding, lang: Lang) -> String {
    let address = finding.cell().map_or("", |cell| cell.address.as_str());
    let (severity, code) = (finding.severity.key(), finding.rule.code);
    let message = finding.message_in(lang);
    format!("{}:{}: {severity} {code} {}", visible(file), visible(address), visible(&message))
}

/// The line of a finding, without its break.
#[must_use]
pub fn line(file: &str, at: LineColumn, finding: &Finding, lang: Lang) -> String {
    let message = finding.message_in(lang);
    let (severity, code) = (finding.severity.key(), finding.rule.code);
    format!("{}:{}:{}: {severity} {code} {}", visible(file), at.line, at.column, visible(&message))
}

/// The item and the column: ` (item 9, deadline)`; empty where there are none.
fn names(finding: &Finding, lang: Lang) -> String {
    let items: Vec<&ItemName> = finding.items().collect();
    let item = if items.is_empty() { String::new() } else { naming::items(&items, lang) };
    let field = naming::field(&[finding], lang);
    let parts: Vec<&str> = [item.as_str(), field.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
    match (parts.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::Zh) => format!("（{}）", parts.join("，")),
        (false, Lang::En) => format!(" ({})", parts.join(", ")),
    }
}
