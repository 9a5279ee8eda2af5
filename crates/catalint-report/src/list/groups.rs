//! Rows by responsible body, and counts.

use std::collections::HashMap;

use super::sheet::{Row, Sheet};
use catalint_core::rule::Severity;

/// Findings by severity, mildest first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Numbers([usize; 3]);

impl Numbers {
    pub(super) fn of<'s>(rows: impl IntoIterator<Item = &'s Row>) -> Self {
        let mut numbers = Self::default();
        rows.into_iter().for_each(|row| numbers.add(row.severity));
        numbers
    }

    pub(super) fn add(&mut self, severity: Severity) {
        self.0[severity as usize] += 1;
    }

    pub(super) fn get(self, severity: Severity) -> usize {
        self.0[severity as usize]
    }

    pub(super) fn total(self) -> usize {
        self.0.iter().sum()
    }
}

/// What one body has to see to. Bodies come in the order in which the files name them, which
/// stays when findings go; what nobody answers for by name comes last.
#[derive(Debug)]
pub(super) struct Group<'s> {
    /// Empty for what has no body.
    pub(super) body: &'s str,
    pub(super) numbers: Numbers,
    /// By file.
    pub(super) sheets: Vec<(&'s Sheet, Vec<&'s Row>)>,
}

/// Groups the rows that `wanted` takes.
pub(super) fn groups(sheets: &[Sheet], wanted: impl Fn(&Row) -> bool) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for sheet in sheets {
        for row in sheet.rows.iter().filter(|row| wanted(row)) {
            let at = *known.entry(row.body.as_str()).or_insert_with(|| {
                groups.push(Group { body: &row.body, numbers: Numbers::default(), sheets: Vec::new() });
                groups.len() - 1
            });
            let group = &mut groups[at];
            group.numbers.add(row.severity);
            match group.sheets.last_mut() {
                Some((last, rows)) if std::ptr::eq(*last, sheet) => rows.push(row),
                _ => group.sheets.push((sheet, vec![row])),
            }
        }
    }
    groups.sort_by_key(|group| group.body.is_empty());
    groups
}
