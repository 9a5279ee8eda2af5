//! The formats of a report that need no terminal, one file each.
//!
//! A report is a head, a part for each file, and a tail. The part of a file hangs on that file
//! alone, so parts can be made side by side and joined in order.

mod concise;
mod json;

use crate::lint::{Counts, Diagnostic, FileReport};
use crate::rule::{Lang, Severity};

pub use concise::line as concise_line;
pub use json::SCHEMA as JSON_SCHEMA;

/// A format of the report.
#[derive(Debug)]
pub struct Format {
    /// What `--output-format` calls it.
    pub name: &'static str,
    /// The least severity that it shows where nobody says otherwise.
    pub least: Severity,
    /// What comes before the first file.
    pub head: fn(View) -> String,
    /// The part of a file; empty where there is nothing to say.
    pub file: fn(&FileReport, View) -> String,
    /// What stands between two parts that are not empty.
    pub between: &'static str,
    /// What comes after the last file.
    pub tail: fn(&Summary, View) -> String,
}

/// All formats, by name.
pub static FORMATS: &[Format] = &[concise::FORMAT, json::FORMAT];

/// How a report is looked at.
#[derive(Debug, Clone, Copy)]
pub struct View {
    /// Language of its words.
    pub lang: Lang,
    /// The least severity that is shown.
    pub least: Severity,
}

impl View {
    /// The findings that are shown.
    pub fn shown(self, report: &FileReport) -> impl Iterator<Item = &Diagnostic> {
        self.shown_or_suppressed(report).filter(|diagnostic| diagnostic.suppressed.is_none())
    }

    /// The same, and those that comments ignore, after [`FileReport::show_suppressed`]: for formats
    /// that can say of a finding that it is.
    pub fn shown_or_suppressed(self, report: &FileReport) -> impl Iterator<Item = &Diagnostic> {
        report.diagnostics.iter().filter(move |diagnostic| diagnostic.severity >= self.least)
    }
}

/// What a run comes to, before anything is left out of sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Catalogs that were read.
    pub files: usize,
    /// YAML files that are no catalogs.
    pub skipped: usize,
    /// Items of all catalogs.
    pub items: usize,
    /// Findings.
    pub counts: Counts,
    /// Findings that comments ignore, not among them.
    pub suppressed: usize,
    /// Findings that the baseline holds back, not among them.
    pub baselined: usize,
}

impl Summary {
    /// Adds a file.
    pub fn add(&mut self, report: &FileReport) {
        self.files += 1;
        self.items += report.items;
        self.counts = self.counts.and(Counts::of(&report.diagnostics));
        let shown = report.diagnostics.iter().filter(|diagnostic| diagnostic.suppressed.is_some());
        self.suppressed += report.suppressed.len() + shown.count();
        self.baselined += report.baselined.len();
    }
}

/// The format with a name.
#[must_use]
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// The whole report on some files, which are in the order in which they are to appear.
#[must_use]
pub fn render(format: &Format, reports: &[FileReport], view: View) -> String {
    let mut summary = Summary::default();
    reports.iter().for_each(|report| summary.add(report));
    let parts = reports.iter().map(|report| (format.file)(report, view)).filter(|part| !part.is_empty());
    let body = parts.collect::<Vec<_>>().join(format.between);
    (format.head)(view) + &body + &(format.tail)(&summary, view)
}

/// Where the page of a rule lies in the repository.
#[must_use]
pub fn page(code: &str) -> String {
    format!("docs/rules/{code}.md")
}
