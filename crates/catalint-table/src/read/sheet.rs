//! Cells of a sheet put into rows; shared by all kinds of workbook.

use std::collections::{BTreeMap, HashMap};

use super::Limits;
use crate::error::Unreadable;
use crate::grid::{AsideKind, Cell, Grid, GridName, Hidden, MAX_COLUMNS, MAX_ROWS, Row};

/// Row and column, from 0.
pub(crate) type RowColumn = (u32, u32);

/// A sheet that is being read.
pub(super) struct SheetRows {
    name: String,
    /// Merged cells by their first.
    merged: HashMap<RowColumn, (usize, usize)>,
    rows: BTreeMap<u32, Vec<Cell>>,
    /// Rows and columns that are hidden.
    hidden: Hidden,
}

impl SheetRows {
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), merged: HashMap::new(), rows: BTreeMap::new(), hidden: Hidden::default() }
    }

    /// Says how many rows and columns the cell covers that is added next.
    pub(super) fn merge(&mut self, at: RowColumn, size: (usize, usize)) {
        if size != (1, 1) {
            self.merged.insert(at, size);
        }
    }

    /// The same for cells that are there already.
    pub(super) fn merge_all(&mut self, merges: Vec<(RowColumn, (usize, usize))>) {
        self.merged.extend(merges);
        for (row, cells) in &mut self.rows {
            for cell in cells {
                let column = u32::try_from(cell.column).unwrap_or(u32::MAX);
                if let Some(&(rows, columns)) = self.merged.get(&(*row, column)) {
                    (cell.rows, cell.columns) = (rows, columns);
                }
            }
        }
    }

    /// Says that a row is hidden, by its number from 0.
    pub(super) fn hide_row(&mut self, row: u32) {
        if self.hidden.rows.len() < MAX_ROWS {
            self.hidden.rows.push(row as usize + 1);
        }
    }

    /// Says that columns are hidden, from 0.
    pub(super) fn hide_columns(&mut self, columns: std::ops::Range<usize>) {
        let more = columns.start..columns.end.min(MAX_COLUMNS);
        if self.hidden.columns.len() < MAX_COLUMNS {
            self.hidden.columns.extend(more);
        }
    }

    /// Adds a cell with what stands in it besides.
    pub(super) fn put(
        &mut self,
        (row, column): RowColumn,
        text: String,
        asides: Vec<(AsideKind, String)>,
        limits: &mut Limits,
    ) -> Result<(), Unreadable> {
        let text = residue(text);
        let mut cell = Cell::new(column as usize, text);
        for (kind, words) in asides {
            cell.aside(kind, &residue(words));
        }
        if cell.is_blank() && cell.asides.is_empty() {
            return Ok(());
        }
        let apart: usize = cell.asides.iter().map(|aside| aside.text.len()).sum();
        limits.cell(column as usize, &cell.text)?;
        limits.text(apart)?;
        if column as usize >= MAX_COLUMNS {
            return Ok(());
        }
        if !self.rows.contains_key(&row) {
            limits.row(self.rows.len())?;
        }
        (cell.rows, cell.columns) = self.merged.get(&(row, column)).copied().unwrap_or((1, 1));
        self.rows.entry(row).or_default().push(cell);
        Ok(())
    }

    /// Adds something that lies over a cell: a picture, a text box.
    pub(super) fn lay_over(
        &mut self,
        at: RowColumn,
        aside: (AsideKind, String),
        limits: &mut Limits,
    ) -> Result<(), Unreadable> {
        let (row, column) = self.first_of(at);
        let found =
            self.rows.get_mut(&row).and_then(|cells| cells.iter_mut().find(|cell| cell.column == column as usize));
        if let Some(cell) = found {
            cell.aside(aside.0, &aside.1);
            return limits.text(aside.1.len());
        }
        // Pictures beside a table are none of its cells.
        let words = !aside.1.trim().is_empty() && aside.0 == AsideKind::TextBox;
        if (words || self.rows.contains_key(&row)) && (column as usize) < MAX_COLUMNS {
            return self.put((row, column), String::new(), vec![aside], limits);
        }
        Ok(())
    }

    /// The first of the merged cells that cover a place, else the place.
    fn first_of(&self, (row, column): RowColumn) -> RowColumn {
        if self.merged.len() > MAX_ROWS {
            return (row, column);
        }
        let covers = |first: u32, count: usize, place: u32| place >= first && ((place - first) as usize) < count;
        let found = self
            .merged
            .iter()
            .filter(|((top, left), (rows, columns))| covers(*top, *rows, row) && covers(*left, *columns, column));
        found.map(|(at, _)| *at).min().unwrap_or((row, column))
    }

    pub(super) fn grid(mut self) -> Grid {
        // A row may be all covered from above and still be one: cells merged downwards need it.
        let last = self.rows.keys().next_back().copied().unwrap_or(0);
        let rows_of = |cells: &Vec<Cell>| cells.iter().map(|cell| cell.rows).max().unwrap_or(1);
        let tall: Vec<(u32, usize)> = self.rows.iter().map(|(row, cells)| (*row, rows_of(cells))).collect();
        let mut next = 0;
        for (row, rows) in tall {
            let end = row.saturating_add(u32::try_from(rows).unwrap_or(u32::MAX)).min(last.saturating_add(1));
            for below in next.max(row)..end {
                if self.rows.len() >= MAX_ROWS {
                    break;
                }
                self.rows.entry(below).or_default();
            }
            next = next.max(end);
        }
        let rows = self.rows.into_iter().map(|(row, mut cells)| {
            cells.sort_by_key(|cell| cell.column);
            // Of two cells at one place the first counts; what stands apart in the other is said.
            cells.dedup_by(|next, first| {
                let same = next.column == first.column;
                if same {
                    first.asides.append(&mut next.asides);
                }
                same
            });
            Row { number: row as usize + 1, cells }
        });
        self.hidden.rows.sort_unstable();
        self.hidden.rows.dedup();
        self.hidden.columns.sort_unstable();
        self.hidden.columns.dedup();
        Grid { name: GridName::Sheet(self.name), rows: rows.collect(), hidden: self.hidden, ..Grid::default() }
    }
}

/// Control characters that some program wrote out: `_x000D_`, `_x005f_x000b_`.
fn residue(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let text = text.replace("_x005f_", "_").replace("_x005F_", "_");
    let mut out = text;
    for (mark, c) in [
        ("_x000D_", ""),
        ("_x000d_", ""),
        ("_x000A_", "\n"),
        ("_x000a_", "\n"),
        ("_x000B_", "\n"),
        ("_x000b_", "\n"),
        ("_x0009_", " "),
    ] {
        out = out.replace(mark, c);
    }
    out
}

/// `A1:C4` as the first place and the size; none for what is no range.
pub(super) fn range(text: &str) -> Option<(RowColumn, (usize, usize))> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let (first, last) = (place(first)?, place(last)?);
    let side = |from: u32, to: u32| to.checked_sub(from).map(|n| n as usize + 1);
    Some((first, (side(first.0, last.0)?, side(first.1, last.1)?)))
}

/// `F12` as row and column.
pub(crate) fn place(text: &str) -> Option<RowColumn> {
    let text = text.trim();
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters == 0 || letters > 4 {
        return None;
    }
    let column = text[..letters].bytes().fold(0_u32, |n, b| n * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1);
    let row: u32 = text[letters..].parse().ok()?;
    Some((row.checked_sub(1)?, column - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_have_names() {
        assert_eq!(
            (place("A1"), place("xfd1048576"), place("1"), place("A0")),
            (Some((0, 0)), Some((1_048_575, 16383)), None, None)
        );
        assert_eq!(range("B2:D4"), Some(((1, 1), (3, 3))));
        assert_eq!((range("B2"), range("D4:B2")), (Some(((1, 1), (1, 1))), None));
    }
}
