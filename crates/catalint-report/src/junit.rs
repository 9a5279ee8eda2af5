//! `junit`: test results as Jenkins and GitLab read them: a suite a file, a test case a finding.
//!
//! A hint is a skipped test and not a failed one: readers show any failure in red.

use super::concise::in_cell;
use super::xml::escape;
use super::{FindingLimit, Format, ReportEnd, ReportPart, View, concise_line, place};
use catalint_core::lint::{Counts, Report};
use catalint_core::rule::{Finding, Lang, Severity};
use catalint_text::{ColumnUnit, LineColumn, Source, visible};

pub(super) const FORMAT: Format = Format {
    name: "junit",
    for_a_forge: true,
    least: Severity::Hint,
    head: |_| "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"catalint\">\n".to_owned(),
    file,
    between: "",
    limit: FindingLimit::None,
    tail,
};

fn file(report: &Report, view: View) -> ReportPart {
    let counts = Counts::of(view.shown(report));
    let file = escape(&report.source.name);
    let mut cases: String = view.shown(report).map(|found| case(found, &report.source, view.lang)).collect();
    if cases.is_empty() {
        cases = format!("    <testcase name=\"catalint\" classname=\"{file}\"/>\n");
    }
    let (tests, failures) = (counts.total().max(1), counts.errors + counts.warnings);
    let numbers = format!("tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{}\"", counts.hints);
    format!("  <testsuite name=\"{file}\" {numbers}>\n{cases}  </testsuite>\n").into()
}

/// The finding with its place, as `concise` has it.
fn concise_place(finding: &Finding, source: &Source, at: LineColumn, lang: Lang) -> String {
    match finding.only_cell().is_none() {
        true => concise_line(&source.name, at, finding, lang),
        false => in_cell(&source.name, finding, lang),
    }
}

/// Its name stays when lines move, so that readers know the test again in the next build.
fn case(finding: &Finding, source: &Source, lang: Lang) -> String {
    let start = LineColumn { line: 1, column: 1 };
    let at = place::of(finding, source, ColumnUnit::Char).map_or(start, |range| range.start);
    let message = finding.message_in(lang);
    let message = visible(&message);
    let mark = &finding.fingerprint[..8];
    let name = format!("{} {message} [{mark}]", finding.rule.code);
    let body = format!("{}\n{}", concise_place(finding, source, at, lang), finding.help_in(lang));
    let element = if finding.severity == Severity::Hint { "skipped" } else { "failure" };
    let (name, file, message, body) = (escape(&name), escape(&source.name), escape(&message), escape(&body));
    let severity = finding.severity.key();
    format!(
        "    <testcase name=\"{name}\" classname=\"{file}\">\n      \
         <{element} type=\"{severity}\" message=\"{message}\">{body}</{element}>\n    </testcase>\n"
    )
}

/// A run that could not read all is no success, whatever it found.
fn tail(end: &ReportEnd<'_>, view: View) -> String {
    let error = match (end.summary.failed, view.lang) {
        (0, _) => return "</testsuites>\n".to_owned(),
        (failed, Lang::Zh) => format!("有{failed}处文件无法读写或检查"),
        (failed, Lang::En) => format!("Files that could not be read, written or checked: {failed}."),
    };
    format!(
        "  <testsuite name=\"catalint\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\">\n    \
         <testcase name=\"catalint\" classname=\"catalint\">\n      \
         <error type=\"error\" message=\"{error}\"/>\n    </testcase>\n  </testsuite>\n</testsuites>\n"
    )
}
