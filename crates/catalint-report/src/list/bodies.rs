//! Rows by responsible body, and counts.

use std::collections::HashMap;

use super::sheet::{FileList, ListRow};
use catalint_core::rule::Severity;

/// Findings by severity, mildest first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct SeverityCounts([usize; 3]);

impl SeverityCounts {
    pub(super) fn of<'s>(rows: impl IntoIterator<Item = &'s ListRow>) -> Self {
        let mut numbers = Self::default();
        rows.into_iter().for_each(|row| numbers.add(row));
        numbers
    }

    fn add(&mut self, row: &ListRow) {
        self.0[row.severity as usize] += row.count;
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
pub(super) struct BodyPart<'s> {
    /// Empty for what has no body.
    pub(super) name: &'s str,
    pub(super) numbers: SeverityCounts,
    /// By file.
    pub(super) sheets: Vec<(&'s FileList, Vec<&'s ListRow>)>,
}

impl<'s> BodyPart<'s> {
    /// Its rows.
    pub(super) fn rows(&self) -> usize {
        self.sheets.iter().map(|(_, rows)| rows.len()).sum()
    }

    /// How many rows of each severity are among its gravest so many.
    pub(super) fn share(&self, most: usize) -> [usize; 3] {
        let mut left = most;
        let mut share = [0; 3];
        for severity in [Severity::Error, Severity::Warning, Severity::Hint] {
            let rows = self.sheets.iter().flat_map(|(_, rows)| rows).filter(|row| row.severity == severity).count();
            share[severity as usize] = rows.min(left);
            left -= rows.min(left);
        }
        share
    }

    /// The first so many of its rows of each severity, in their order; the numbers stay those of all.
    pub(super) fn gravest(&self, mut room: [usize; 3]) -> Self {
        let mut sheets = Vec::new();
        for (sheet, rows) in &self.sheets {
            let mut kept: Vec<&ListRow> = Vec::new();
            for row in rows {
                let room = &mut room[row.severity as usize];
                if *room > 0 {
                    *room -= 1;
                    kept.push(row);
                }
            }
            if !kept.is_empty() {
                sheets.push((*sheet, kept));
            }
        }
        Self { name: self.name, numbers: self.numbers, sheets }
    }

    /// Its rows in parts of at most so many, each with its own numbers.
    pub(super) fn split(&self, most: usize) -> Vec<Self> {
        let rows: Vec<(&'s FileList, &'s ListRow)> =
            self.sheets.iter().flat_map(|(sheet, rows)| rows.iter().map(|row| (*sheet, *row))).collect();
        let part = |rows: &[(&'s FileList, &'s ListRow)]| {
            let of_sheet = rows.chunk_by(|one, other| std::ptr::eq(one.0, other.0));
            Self {
                name: self.name,
                numbers: SeverityCounts::of(rows.iter().map(|(_, row)| *row)),
                sheets: of_sheet.map(|rows| (rows[0].0, rows.iter().map(|(_, row)| *row).collect())).collect(),
            }
        };
        rows.chunks(most).map(part).collect()
    }
}

/// The bodies of the rows that `wanted` takes.
pub(super) fn bodies(sheets: &[FileList], wanted: impl Fn(&ListRow) -> bool) -> Vec<BodyPart<'_>> {
    let mut bodies: Vec<BodyPart<'_>> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for sheet in sheets {
        for row in sheet.rows.iter().filter(|row| wanted(row)) {
            let at = *known.entry(row.body.as_str()).or_insert_with(|| {
                bodies.push(BodyPart { name: &row.body, numbers: SeverityCounts::default(), sheets: Vec::new() });
                bodies.len() - 1
            });
            let body = &mut bodies[at];
            body.numbers.add(row);
            match body.sheets.last_mut() {
                Some((last, rows)) if std::ptr::eq(*last, sheet) => rows.push(row),
                _ => body.sheets.push((sheet, vec![row])),
            }
        }
    }
    bodies.sort_by_key(|body| body.name.is_empty());
    bodies
}
