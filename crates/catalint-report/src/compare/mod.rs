//! What changed between two versions, for those who sign: first how much, then item by item.

mod html;
mod json;
mod markdown;
mod sheet;
mod words;

use catalint_core::compare::{Comparison, FindingsChange, findings};
use catalint_core::lint::Report;
use catalint_core::rule::{Finding, Lang, Severity};

pub use json::SCHEMA;
pub use sheet::{CompareEntry, CompareLine, CompareSaid, CompareSection, CompareSheet, sheet};

/// Two versions that were compared, and what is found in each.
#[derive(Debug)]
pub struct Compared<'c> {
    /// What differs.
    pub comparison: &'c Comparison<'c>,
    /// The findings of the old version; its source has the name that was asked for.
    pub old: &'c Report,
    /// Those of the new one.
    pub new: &'c Report,
    /// The findings of one side alone.
    pub findings: FindingsChange,
    /// The mildest of them that people see.
    pub least: Severity,
}

impl<'c> Compared<'c> {
    /// With the findings that are new or gone.
    #[must_use]
    pub fn new(comparison: &'c Comparison<'c>, old: &'c Report, new: &'c Report, least: Severity) -> Self {
        let of = |report: &'c Report| report.findings.iter().collect::<Vec<&Finding>>();
        Self { comparison, old, new, findings: findings(comparison, &of(old), &of(new)), least }
    }

    /// Findings that are new, those that people see and the others.
    fn come(&self) -> impl Iterator<Item = &'c Finding> {
        self.findings.new.iter().map(|at| &self.new.findings[*at])
    }

    /// Findings that are gone.
    fn gone(&self) -> impl Iterator<Item = &'c Finding> {
        self.findings.gone.iter().map(|at| &self.old.findings[*at])
    }
}

/// A format of `diff` that needs no terminal.
#[derive(Debug)]
pub struct CompareFormat {
    /// What `--output-format` calls it.
    pub name: &'static str,
    /// The whole text.
    pub page: fn(&Compared<'_>, Lang) -> String,
}

/// All of them.
pub static FORMATS: &[CompareFormat] = &[
    CompareFormat { name: "markdown", page: markdown::page },
    CompareFormat { name: "html", page: html::page },
    CompareFormat { name: "json", page: json::page },
];
