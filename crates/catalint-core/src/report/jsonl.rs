//! `jsonl`: the findings of `json`, one object a line, and a last line with tool and summary.

use super::{Cut, Format, Limit, Part, Summary, View, json};
use crate::lint::FileReport;
use crate::rule::Severity;

pub(super) const FORMAT: Format = Format {
    name: "jsonl",
    least: Severity::Hint,
    head: |_| String::new(),
    file,
    between: "",
    limit: Limit::None,
    tail,
};

fn file(report: &FileReport, view: View) -> Part {
    let line = |diagnostic| json::finding(diagnostic, &report.source, view.lang) + "\n";
    view.shown_or_suppressed(report).map(line).collect::<String>().into()
}

fn tail(summary: &Summary, _: Cut, _: View) -> String {
    format!("{{\"version\":1,\"tool\":{},\"summary\":{}}}\n", json::tool(), json::counts(summary))
}
