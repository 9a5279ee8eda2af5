//! `jsonl`: the findings of `json`, one object a line, and a last line with tool, groups and summary.

use super::json::VERSION;
use super::{FindingLimit, Format, ReportEnd, ReportPart, View, json};
use catalint_core::lint::Report;
use catalint_core::rule::Severity;

pub(super) const FORMAT: Format = Format {
    name: "jsonl",
    for_a_forge: false,
    least: Severity::Hint,
    head: |_| String::new(),
    file,
    between: "",
    limit: FindingLimit::None,
    tail,
};

fn file(report: &Report, view: View) -> ReportPart {
    json::part(report, view, |line| line + "\n")
}

fn tail(end: &ReportEnd<'_>, _: View) -> String {
    let (tool, groups, summary) = (json::tool(), end.groups.join(","), json::counts(end.summary));
    format!("{{\"version\":{VERSION},\"tool\":{tool},\"groups\":[{groups}],\"summary\":{summary}}}\n")
}
