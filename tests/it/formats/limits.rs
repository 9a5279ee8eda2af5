//! What the readers of a format do not take is left out and counted.

use catalint_core::lint::Report;
use catalint_core::rule::{Lang, Severity};

use super::sample::lint;
use super::{json, rendered};

/// A report with so many errors, warnings and hints, the mildest first.
fn many(errors: usize, warnings: usize, hints: usize) -> Report {
    let mut report = lint("a.yaml", "title: 目录\nitems:\n  - topic: 甲\n    basis: []\n");
    let model = report.findings.pop().expect("BAS001 speaks");
    for (count, severity) in [(hints, Severity::Hint), (warnings, Severity::Warning), (errors, Severity::Error)] {
        let mut one = model.clone();
        one.severity = severity;
        report.findings.extend(std::iter::repeat_n(one, count));
    }
    report
}

#[test]
fn github_gets_ten_of_a_kind_and_a_count_of_the_rest() {
    let text = rendered("github", &[many(4, 9, 12), many(8, 1, 0)], Lang::Zh);
    let count = |kind: &str| text.lines().filter(|line| line.starts_with(kind)).count();
    // The count is a notice, too.
    assert_eq!([count("::error "), count("::warning "), count("::notice ")], [10, 10, 10]);
    let last = text.lines().last().expect("a line");
    assert_eq!(last, "::notice title=catalint::另有错误2处、警告0处、提示3处没有标注；GitHub 每类至多标注10处");
    let few = rendered("github", &[many(10, 10, 9)], Lang::Zh);
    assert_eq!(few.lines().count(), 29, "nothing is left out");
}

#[test]
fn sarif_keeps_the_gravest_25000_and_notes_it() {
    let report = json(&rendered("sarif", &[many(1, 3, 15_000), many(2, 5_000, 8_000)], Lang::Zh));
    let run = &report["runs"][0];
    let results = run["results"].as_array().expect("a list");
    let count = |level: &str| results.iter().filter(|result| result["level"] == level).count();
    assert_eq!((results.len(), count("error"), count("warning"), count("note")), (25_000, 3, 5_003, 19_994));
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], true);
    let notes: Vec<_> = invocation["toolExecutionNotifications"].as_array().expect("notes").iter().collect();
    assert_eq!(notes[0]["message"]["text"], "没有写入：错误0处、警告0处、提示3006处；一次运行至多25000处");
    assert_eq!(notes[1]["message"]["text"], "共25000处；GitHub 只显示其中最重的5000处");
}

#[test]
fn what_comments_ignore_counts_for_the_limit_of_sarif() {
    let mut report = many(0, 0, 25_001);
    for finding in &mut report.findings {
        finding.suppressed = Some("".into());
    }
    let sarif = json(&rendered("sarif", &[report], Lang::Zh));
    assert_eq!(sarif["runs"][0]["results"].as_array().map(Vec::len), Some(25_000));
    let notes = &sarif["runs"][0]["invocations"][0]["toolExecutionNotifications"];
    assert_eq!(notes[1]["message"]["text"], "共25000处；GitHub 只显示其中最重的5000处");
}

#[test]
fn a_sarif_within_the_limits_has_no_notes() {
    let report = json(&rendered("sarif", &[many(1, 1, 4_998)], Lang::En));
    assert_eq!(report["runs"][0]["invocations"][0].get("toolExecutionNotifications"), None);
    assert_eq!(report["runs"][0]["results"].as_array().map(Vec::len), Some(5_000));
}
