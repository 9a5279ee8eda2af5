//! A finding ready to be shown, and the report of one file.

use std::borrow::Cow;
use std::sync::Arc;

use crate::fix::Applicability;
use crate::model::{FieldId, Item};
use crate::rule::{Lang, Severity, Violation, render};
use catalint_domain::law::{chinese_list, english_list};
use catalint_text::{Position, Source};

/// A finding after profile and selection.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// What the rule said.
    pub violation: Violation,
    /// Severity in force.
    pub severity: Severity,
    /// The item, as people call it.
    pub item: Option<Arc<ItemName>>,
    /// Further items for which it holds, in the order of the file: see [`Violation::also`].
    pub also: Vec<Arc<ItemName>>,
    /// Hangs on rule, item and words, not on places: the same defect keeps it when lines move.
    pub fingerprint: String,
    /// Why a comment ignores it, if one does; the reason may be empty.
    pub suppressed: Option<String>,
}

/// Which item a finding is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemName {
    /// Of the catalogs of one file, the position of its own, from 0.
    pub catalog: usize,
    /// Position in the list, from 0.
    pub index: usize,
    /// Its number as written; empty where it has none.
    pub no: String,
    /// Subtopic, else topic; empty where it has neither.
    pub label: String,
    /// The responsible bodies as written, several with 、 between; empty where it names none.
    pub publisher: String,
}

impl ItemName {
    /// The names of an item.
    #[must_use]
    pub fn of(item: Item<'_>) -> Self {
        let bodies: Vec<&str> = item.entries(FieldId::Publisher).map(|entry| entry.text.trim()).collect();
        Self {
            catalog: 0,
            index: item.index(),
            no: item.no().to_owned(),
            label: item.label().to_owned(),
            publisher: bodies.join("、"),
        }
    }
}

impl ItemName {
    /// What a list calls it: its number as written, else its position from 1.
    #[must_use]
    pub fn number(&self) -> Cow<'_, str> {
        if self.no.is_empty() { (self.index + 1).to_string().into() } else { self.no.as_str().into() }
    }
}

impl Diagnostic {
    /// All items for which it holds.
    pub fn items(&self) -> impl Iterator<Item = &ItemName> {
        self.item.iter().chain(&self.also).map(|item| &**item)
    }

    /// The numbers of its items, those that follow each other as one: `1–4`.
    #[must_use]
    pub fn item_ranges(&self) -> Vec<String> {
        super::groups::item_ranges(&self.items().collect::<Vec<_>>())
    }

    /// Whether the place of the finding has a line and a column in the text of its file. A workbook
    /// has neither; there only [`Violation::cell`] says where it is.
    #[must_use]
    pub fn has_lines(&self, source: &Source) -> bool {
        self.violation.cell.is_none() || !source.text.is_empty()
    }

    /// The message, for formats that know lines only: in a workbook the cell stands in front.
    #[must_use]
    pub fn placed_message(&self, source: &Source, lang: Lang) -> Cow<'static, str> {
        let message = self.message(lang);
        match self.violation.cell.as_ref().filter(|_| !self.has_lines(source)) {
            Some(cell) if lang == Lang::Zh => format!("{}：{message}", cell.address).into(),
            Some(cell) => format!("{}: {message}", cell.shown(lang)).into(),
            None => message,
        }
    }

    /// Findings of a file stand by place, then code.
    #[must_use]
    pub fn order(&self) -> (u32, &'static str, u32) {
        (self.violation.span.start, self.violation.rule.code, self.violation.span.end)
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

    /// What it rests on, as people cite it: its law, else the fact that its rule rests on.
    #[must_use]
    pub fn source(&self, lang: Lang) -> Cow<'static, str> {
        let law = &*self.violation.law;
        match lang {
            _ if law.is_empty() => self.violation.rule.source.get(lang).into(),
            Lang::Zh => chinese_list(law).join("；").into(),
            Lang::En => english_list(law).join("; ").into(),
        }
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

    /// Where a related place is: the file, which is `source` unless it is another one, and both ends.
    #[must_use]
    pub fn related_place<'s>(&'s self, nth: usize, source: &'s Source) -> (&'s str, Position, Position) {
        let related = &self.violation.related[nth];
        if let Some(place) = &related.elsewhere {
            return (&place.file, place.start, place.end);
        }
        let (start, end) = source.positions(related.span);
        (&source.name, start, end)
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
    /// Findings that a comment ignores, in the same order.
    pub suppressed: Vec<Diagnostic>,
    /// Findings that the baseline holds back, in the same order.
    pub baselined: Vec<Diagnostic>,
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

impl FileReport {
    /// Moves the findings that comments ignore to the others, for formats that show them.
    pub fn show_suppressed(&mut self) {
        self.diagnostics.append(&mut self.suppressed);
        self.diagnostics.sort_by_key(Diagnostic::order);
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
    pub fn of<'d>(diagnostics: impl IntoIterator<Item = &'d Diagnostic>) -> Self {
        let mut counts = Self::default();
        for diagnostic in diagnostics.into_iter().filter(|diagnostic| diagnostic.suppressed.is_none()) {
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
