//! The report of one file.

use std::sync::Arc;

use crate::fix::Applicability;
use crate::rule::{Finding, Severity};
use catalint_text::Source;

/// All that was found in one file.
#[derive(Debug)]
pub struct Report {
    /// The file.
    pub source: Source,
    /// Findings by place, then code.
    pub findings: Vec<Finding>,
    /// Findings that a comment ignores, in the same order.
    pub suppressed: Vec<Finding>,
    /// Findings that the baseline holds back, in the same order.
    pub baselined: Vec<Finding>,
    /// Items that could be read.
    pub items: usize,
    /// The catalog's title; empty where it has none.
    pub title: String,
    /// Whether something could not be read, or not as it is meant: what was not found may yet be there.
    pub partial: bool,
    /// Cells of a table that could not be read whole and are left out of judgment.
    pub unread: usize,
    /// What addresses of rules' pages begin with, ending in `/`; none where nobody says.
    pub docs_url: Option<Arc<str>>,
}

impl Report {
    /// Moves the findings that comments ignore to the others, for formats that show them.
    pub fn show_suppressed(&mut self) {
        self.findings.append(&mut self.suppressed);
        self.findings.sort_by_key(Finding::order);
    }
}

/// Findings by severity, and how many of them `--fix` could mend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Hints.
    pub hints: usize,
    /// Findings with a safe fix.
    pub fixable: usize,
}

impl Counts {
    /// Counts some findings, without those that a comment ignores.
    pub fn of<'d>(findings: impl IntoIterator<Item = &'d Finding>) -> Self {
        let mut counts = Self::default();
        for finding in findings.into_iter().filter(|finding| finding.suppressed.is_none()) {
            match finding.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Hint => counts.hints += 1,
            }
            counts.fixable += usize::from(finding.applicability() == Some(Applicability::Safe));
        }
        counts
    }

    /// The sum of two counts.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            errors: self.errors + other.errors,
            warnings: self.warnings + other.warnings,
            hints: self.hints + other.hints,
            fixable: self.fixable + other.fixable,
        }
    }

    /// All findings.
    #[must_use]
    pub const fn total(self) -> usize {
        self.errors + self.warnings + self.hints
    }
}
