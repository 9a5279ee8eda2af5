//! A finding ready to be shown, and the report of one file.

use std::borrow::Cow;

use crate::fix::Applicability;
use crate::rule::{Lang, Severity, Violation, render};
use crate::text::Source;

/// A finding after profile and selection.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// What the rule said.
    pub violation: Violation,
    /// Severity in force.
    pub severity: Severity,
    /// The item, as people call it.
    pub item: Option<ItemName>,
    /// Hangs on rule, item and words, not on places: the same defect keeps it when lines move.
    pub fingerprint: String,
}

/// Which item a finding is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemName {
    /// Position in the list, from 0.
    pub index: usize,
    /// Its number as written; empty where it has none.
    pub no: String,
    /// Subtopic, else topic; empty where it has neither.
    pub label: String,
}

impl Diagnostic {
    /// Whether the place of the finding has a line and a column in the text of its file. A workbook
    /// has neither; there only [`Violation::cell`] says where it is.
    #[must_use]
    pub fn has_lines(&self, source: &Source) -> bool {
        self.violation.cell.is_none() || !source.text.is_empty()
    }

    /// The message.
    #[must_use]
    pub fn message(&self, lang: Lang) -> Cow<'static, str> {
        render(self.violation.message.get(lang), &self.violation.args, lang)
    }

    /// What to do.
    #[must_use]
    pub fn help(&self, lang: Lang) -> Cow<'static, str> {
        let help = self.violation.help.unwrap_or(self.violation.rule.help);
        render(help.get(lang), &self.violation.args, lang)
    }

    /// What the fix does.
    #[must_use]
    pub fn fix_message(&self, lang: Lang) -> Option<Cow<'static, str>> {
        let fix = self.violation.fix.as_ref()?;
        Some(render(fix.message.get(lang), &self.violation.args, lang))
    }

    /// What is at a related place.
    #[must_use]
    pub fn related_message(&self, nth: usize, lang: Lang) -> Cow<'static, str> {
        render(self.violation.related[nth].message.get(lang), &self.violation.args, lang)
    }

    /// Who may apply the fix, if there is one.
    #[must_use]
    pub fn applicability(&self) -> Option<Applicability> {
        self.violation.fix.as_ref().map(|fix| fix.applicability)
    }
}

/// All that was found in one file.
#[derive(Debug)]
pub struct FileReport {
    /// The file.
    pub source: Source,
    /// Findings by place, then code.
    pub diagnostics: Vec<Diagnostic>,
    /// Items that could be read.
    pub items: usize,
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
    /// Counts some findings.
    pub fn of<'d>(diagnostics: impl IntoIterator<Item = &'d Diagnostic>) -> Self {
        let mut counts = Self::default();
        for diagnostic in diagnostics {
            match diagnostic.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Hint => counts.hints += 1,
            }
            counts.fixable += usize::from(diagnostic.applicability() == Some(Applicability::Safe));
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
