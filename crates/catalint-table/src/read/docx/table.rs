//! A table of a document while it is read: rows as they are written, put under each other at its end.

use std::collections::HashMap;

use super::super::Limits;
use crate::error::Unreadable;
use crate::grid::{AsideKind, Cell, Grid, MAX_COLUMNS, Row};

/// How a cell goes on with another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Merge {
    #[default]
    Nothing,
    /// Other cells may go on with it.
    Begins,
    GoesOn,
}

impl Merge {
    /// By the value of the element that says so: none means that it goes on.
    pub(super) fn of(value: Option<&str>) -> Self {
        if value == Some("restart") { Self::Begins } else { Self::GoesOn }
    }
}

/// A cell as it is written.
#[derive(Debug)]
pub(super) struct DocxCell {
    pub(super) cell: Cell,
    pub(super) down: Merge,
    pub(super) across: Merge,
    /// A deletion that is not accepted yet.
    pub(super) deleted: bool,
    /// Signs before its paragraphs, with the place in its text.
    pub(super) bullets: Vec<(usize, String)>,
    /// Words that stand apart, until it is known that they end.
    pub(super) apart: Option<(AsideKind, String)>,
}

/// A row as it is written.
#[derive(Debug, Default)]
pub(super) struct DocxRow {
    /// Columns left out before and behind its cells.
    pub(super) before: usize,
    pub(super) after: usize,
    /// What became of it, where it is not there: deleted or hidden.
    pub(super) gone: Option<AsideKind>,
    cells: Vec<DocxCell>,
}

/// A table that is being read.
#[derive(Debug, Default)]
pub(super) struct OpenDocxTable {
    pub(super) nth: usize,
    pub(super) grid: Grid,
    pub(super) line: DocxRow,
    pub(super) cell: Option<DocxCell>,
    lines: Vec<DocxRow>,
}

impl DocxCell {
    /// Adds words that are not those of the cell.
    pub(super) fn divert(&mut self, kind: AsideKind, words: &str) {
        match &mut self.apart {
            Some((known, text)) if *known == kind => text.push_str(words),
            _ => {
                self.end_aside();
                self.apart = Some((kind, words.to_owned()));
            }
        }
    }

    /// What stands apart ends where words of the cell go on.
    pub(super) fn end_aside(&mut self) {
        if let Some((kind, text)) = self.apart.take() {
            self.cell.aside(kind, &text);
        }
    }

    fn finish(&mut self) {
        self.end_aside();
        // Bullets say something where one of them is a box: then they all do.
        if self.bullets.iter().any(|(_, sign)| sign.contains(['□', '☐', '☑', '√', '✓', '☒'])) {
            for (at, sign) in self.bullets.drain(..).rev() {
                self.cell.text.insert_str(at, &sign);
            }
        }
        self.cell.text = self.cell.text.trim().to_owned();
        // A text box in a cell that says nothing else is what the cell says.
        if self.cell.text.is_empty() {
            let boxed = |aside: &crate::grid::Aside| aside.kind == AsideKind::TextBox;
            let texts: Vec<String> =
                self.cell.asides.iter().filter(|aside| boxed(aside)).map(|aside| aside.text.clone()).collect();
            self.cell.asides.retain(|aside| !boxed(aside));
            self.cell.text = texts.join("\n");
        }
    }

    /// Makes what it says words that are not there.
    fn leave(&mut self, kind: AsideKind) {
        let text = std::mem::take(&mut self.cell.text);
        self.cell.aside(kind, &text);
    }
}

impl OpenDocxTable {
    pub(super) fn new(nth: usize, grid: Grid) -> Self {
        Self { nth, grid, ..Self::default() }
    }

    pub(super) fn rows(&self) -> usize {
        self.lines.len()
    }

    pub(super) fn begin_cell(&mut self, element: Option<u32>) {
        let before = self.line.cells.iter().map(|raw| raw.cell.columns).sum::<usize>() + self.line.before;
        self.cell = Some(DocxCell {
            cell: Cell { element, ..Cell::new(before.min(MAX_COLUMNS), "") },
            down: Merge::Nothing,
            across: Merge::Nothing,
            deleted: false,
            bullets: Vec::new(),
            apart: None,
        });
    }

    pub(super) fn end_cell(&mut self, limits: &mut Limits) -> Result<(), Unreadable> {
        let Some(mut raw) = self.cell.take() else { return Ok(()) };
        raw.finish();
        limits.cell(raw.cell.column, &raw.cell.text)?;
        if raw.cell.column < MAX_COLUMNS {
            self.line.cells.push(raw);
        }
        Ok(())
    }

    pub(super) fn end_row(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.lines.push(line);
    }

    /// The grid, with every cell where it belongs.
    pub(super) fn settle(mut self) -> Grid {
        for line in &mut self.lines {
            merge_across(line);
        }
        self.drop_deleted();
        let mut rows: Vec<Row> = Vec::new();
        // Where the cell begins that may go on below, by column: row and cell.
        let mut tall: HashMap<usize, (usize, usize)> = HashMap::new();
        for (r, line) in self.lines.into_iter().enumerate() {
            let mut row = Row { number: r + 1, cells: Vec::new() };
            let mut column = line.before.min(MAX_COLUMNS);
            for mut raw in line.cells {
                raw.cell.column = column;
                column = (column + raw.cell.columns).min(MAX_COLUMNS);
                if raw.cell.column >= MAX_COLUMNS {
                    continue;
                }
                if let Some(kind) = line.gone {
                    raw.leave(kind);
                    if raw.down != Merge::GoesOn {
                        tall.remove(&raw.cell.column);
                    }
                } else if let Some(&(above, c)) = tall.get(&raw.cell.column).filter(|_| raw.down == Merge::GoesOn) {
                    let above_it: &mut Row = &mut rows[above];
                    let cell = &mut above_it.cells[c];
                    cell.rows = r - above + 1;
                    if !raw.cell.text.is_empty() {
                        cell.text.push('\n');
                        cell.text += &raw.cell.text;
                    }
                    cell.asides.append(&mut raw.cell.asides);
                    continue;
                } else {
                    tall.insert(raw.cell.column, (r, row.cells.len()));
                }
                row.cells.push(raw.cell);
            }
            if line.after > 0 && column < MAX_COLUMNS {
                row.cells.push(Cell { columns: line.after.min(MAX_COLUMNS - column), ..Cell::new(column, "") });
            }
            rows.push(row);
        }
        self.grid.rows = rows;
        self.grid
    }

    /// Takes deleted cells out, where a row has more than there are columns without them: there they are
    /// behind others, and else they keep the place of those.
    fn drop_deleted(&mut self) {
        let deleted = |line: &DocxRow| line.cells.iter().any(|raw| raw.deleted);
        let width =
            |line: &DocxRow| line.before + line.after + line.cells.iter().map(|raw| raw.cell.columns).sum::<usize>();
        let most = self.lines.iter().filter(|line| !deleted(line)).map(width).max().unwrap_or(0);
        for line in self.lines.iter_mut().filter(|line| deleted(line)) {
            let mut over = width(line).saturating_sub(most);
            let mut kept: Vec<DocxCell> = Vec::new();
            let mut loose = Vec::new();
            let mut last_dropped = None;
            for mut raw in std::mem::take(&mut line.cells) {
                if raw.deleted {
                    raw.leave(AsideKind::Deleted);
                    if over >= raw.cell.columns {
                        over -= raw.cell.columns;
                        loose.append(&mut raw.cell.asides);
                        last_dropped = Some(raw);
                        continue;
                    }
                }
                raw.cell.asides.append(&mut loose);
                kept.push(raw);
            }
            // What was deleted is said somewhere, also in a row of which nothing is left.
            if kept.is_empty() && !loose.is_empty() {
                kept.extend(last_dropped);
            }
            if let Some(last) = kept.last_mut() {
                last.cell.asides.append(&mut loose);
            }
            line.cells = kept;
        }
    }
}

/// Cells that go on with the one to their left, as old programs write wide ones.
fn merge_across(line: &mut DocxRow) {
    let mut cells: Vec<DocxCell> = Vec::new();
    for mut raw in std::mem::take(&mut line.cells) {
        match cells.last_mut().filter(|_| raw.across == Merge::GoesOn) {
            Some(before) => {
                before.cell.columns = (before.cell.columns + raw.cell.columns).min(MAX_COLUMNS);
                before.cell.aside(AsideKind::Hidden, &raw.cell.text);
                before.cell.asides.append(&mut raw.cell.asides);
            }
            None => cells.push(raw),
        }
    }
    line.cells = cells;
}
