//! A table of a page while it is read.

use scraper::node::Element;

use super::super::Limits;
use crate::error::Unreadable;
use crate::grid::{AsideKind, Cell, Grid, MAX_COLUMNS, MAX_ROWS, Row};

/// Rows that a cell may say it covers.
const MAX_ROWSPAN: usize = 1000;

/// Where a group of rows is shown, whatever stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum RowGroup {
    Head,
    #[default]
    Body,
    Foot,
}

/// A table that is being read.
#[derive(Debug, Default)]
pub(super) struct OpenTable {
    /// Its place among the tables.
    pub(super) nth: usize,
    pub(super) grid: Grid,
    pub(super) cell: Option<Cell>,
    row: Option<Row>,
    /// Rows begun so far.
    rows: usize,
    /// For each column the number of the last row that a cell above covers.
    covered: Vec<usize>,
    group: RowGroup,
    /// The group of each row of the grid, and the first row of the group that is open.
    groups: Vec<RowGroup>,
    first: usize,
    /// Words that stand apart, until it is known that they end.
    apart: Option<(AsideKind, String)>,
    /// Those that stand in no cell.
    loose: Vec<(AsideKind, String)>,
}

impl OpenTable {
    pub(super) fn new(nth: usize, grid: Grid) -> Self {
        Self { nth, grid, ..Self::default() }
    }

    /// Begins a group of rows: no cell reaches from one into another.
    pub(super) fn begin_group(&mut self, group: RowGroup) {
        self.end_group();
        // Of several heads and feet the first is one.
        let known = group != RowGroup::Body && self.groups.contains(&group);
        self.group = if known { RowGroup::Body } else { group };
    }

    pub(super) fn end_group(&mut self) {
        let last = self.rows;
        for row in &mut self.grid.rows[self.first..] {
            for cell in &mut row.cells {
                cell.rows = cell.rows.min(last + 1 - row.number.min(last));
            }
        }
        self.first = self.grid.rows.len();
        self.covered.clear();
        self.group = RowGroup::Body;
    }

    pub(super) fn begin_row(&mut self, limits: &mut Limits) -> Result<(), Unreadable> {
        self.end_row(limits)?;
        self.rows += 1;
        self.row = Some(Row { number: self.rows, cells: Vec::new() });
        Ok(())
    }

    pub(super) fn begin_cell(
        &mut self,
        (element, nth): (&Element, u32),
        limits: &mut Limits,
    ) -> Result<(), Unreadable> {
        self.end_cell(limits)?;
        let Some(row) = &self.row else { return Ok(()) };
        let span = |name: &str| element.attr(name).and_then(|n| n.trim().parse::<usize>().ok());
        let columns = span("colspan").unwrap_or(1).clamp(1, MAX_COLUMNS);
        let rows = match span("rowspan") {
            // To the end of the group of rows.
            Some(0) => MAX_ROWS,
            rows => rows.unwrap_or(1).clamp(1, MAX_ROWSPAN),
        };
        let mut column = row.cells.last().map_or(0, |cell| cell.column + cell.columns);
        while self.covered.get(column).is_some_and(|&last| last >= self.rows) {
            column += 1;
        }
        let mut cell = Cell { columns, rows, element: Some(nth), ..Cell::new(column, "") };
        self.end_aside();
        for (kind, text) in self.loose.drain(..) {
            cell.aside(kind, &text);
        }
        self.cell = Some(cell);
        Ok(())
    }

    pub(super) fn end_cell(&mut self, limits: &mut Limits) -> Result<(), Unreadable> {
        self.end_aside();
        let (Some(mut cell), Some(row)) = (self.cell.take(), self.row.as_mut()) else { return Ok(()) };
        cell.text = cell.text.trim().to_owned();
        limits.cell(cell.column, &cell.text)?;
        limits.text(cell.asides.iter().map(|aside| aside.text.len()).sum())?;
        if cell.column >= MAX_COLUMNS {
            return Ok(());
        }
        let end = (cell.column + cell.columns).min(MAX_COLUMNS);
        if self.covered.len() < end {
            self.covered.resize(end, 0);
        }
        self.covered[cell.column..end].fill(self.rows + cell.rows - 1);
        row.cells.push(cell);
        Ok(())
    }

    pub(super) fn end_row(&mut self, limits: &mut Limits) -> Result<(), Unreadable> {
        self.end_cell(limits)?;
        if let Some(row) = self.row.take().filter(|row| !row.cells.is_empty()) {
            limits.row(self.grid.rows.len())?;
            self.grid.rows.push(row);
            self.groups.push(self.group);
        }
        Ok(())
    }

    /// Adds words that are not those of the cell.
    pub(super) fn divert(&mut self, kind: AsideKind, words: &str) {
        match &mut self.apart {
            Some((known, text)) if *known == kind => text.push_str(words),
            _ if words.trim().is_empty() => {}
            _ => {
                self.end_aside();
                self.apart = Some((kind, words.to_owned()));
            }
        }
    }

    /// What stands apart ends where words of the cell go on.
    pub(super) fn end_aside(&mut self) {
        let Some((kind, text)) = self.apart.take() else { return };
        match &mut self.cell {
            Some(cell) => cell.aside(kind, &text),
            None => self.loose.push((kind, text)),
        }
    }

    /// The grid, its head first and its foot last.
    pub(super) fn settle(mut self) -> Grid {
        self.end_group();
        self.end_aside();
        if let Some(last) = self.grid.rows.last_mut().and_then(|row| row.cells.last_mut()) {
            for (kind, text) in self.loose {
                last.aside(kind, &text);
            }
        }
        if !self.groups.is_sorted() {
            let mut rows: Vec<(RowGroup, Row)> = self.groups.into_iter().zip(self.grid.rows).collect();
            rows.sort_by_key(|(group, _)| *group);
            self.grid.rows = rows.into_iter().map(|(_, row)| row).collect();
            for (nth, row) in self.grid.rows.iter_mut().enumerate() {
                row.number = nth + 1;
            }
        }
        self.grid
    }
}
