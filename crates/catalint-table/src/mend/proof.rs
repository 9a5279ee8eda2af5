//! The proof of what was made: read back, the file is the old one with these words and nothing else.

use std::collections::HashMap;

use crate::grid::{At, Cell, CellLine, Grid, Grids};

/// Whether a document is another one with other words in some cells, blank ones among them.
pub(crate) fn says(old: &Grids, new: &Grids, expected: &HashMap<At, String>) -> bool {
    let grids = || old.grids.iter().zip(&new.grids).enumerate();
    old.grids.len() == new.grids.len()
        && old.notes == new.notes
        && same_lines(&old.below, &new.below)
        && grids().all(|(nth, (old, new))| same_grid(nth, old, new, expected))
        && expected.iter().all(|(at, text)| text.trim().is_empty() || is_there(&new.grids[at.grid], *at))
}

fn is_there(grid: &Grid, at: At) -> bool {
    grid.rows.get(at.row).is_some_and(|row| row.cells.iter().any(|cell| cell.column == at.column))
}

fn same_lines(old: &[CellLine], new: &[CellLine]) -> bool {
    old.iter().map(|line| &line.text).eq(new.iter().map(|line| &line.text))
}

fn same_grid(nth: usize, old: &Grid, new: &Grid, expected: &HashMap<At, String>) -> bool {
    let rows = || old.rows.iter().zip(&new.rows).enumerate();
    old.name == new.name
        && old.counted == new.counted
        && old.hidden.rows == new.hidden.rows
        && old.hidden.columns == new.hidden.columns
        && same_lines(&old.above, &new.above)
        && old.rows.len() == new.rows.len()
        && rows().all(|(row, (old, new))| {
            let at = |cell: &Cell| At { grid: nth, row, column: cell.column };
            let has = |cells: &[Cell], column| cells.iter().any(|known| known.column == column);
            let (same, filled): (Vec<&Cell>, Vec<&Cell>) =
                new.cells.iter().partition(|cell| has(&old.cells, cell.column));
            let (kept, emptied): (Vec<&Cell>, Vec<&Cell>) =
                old.cells.iter().partition(|cell| has(&new.cells, cell.column));
            // What was or is blank is one cell, of which a workbook may say nothing, and says what it is to say.
            let says = |cell: &Cell, words: &str| {
                expected.get(&at(cell)).is_some_and(|text| text.trim() == words.trim())
                    && (cell.rows, cell.columns, cell.asides.len()) == (1, 1, 0)
            };
            old.number == new.number
                && filled.iter().all(|cell| says(cell, &cell.text))
                && emptied.iter().all(|cell| says(cell, ""))
                && kept.len() == same.len()
                && kept.iter().zip(same).all(|(old, new)| same_cell(old, new, expected.get(&at(old))))
        })
}

fn same_cell(old: &Cell, new: &Cell, expected: Option<&String>) -> bool {
    let text = match expected {
        // Blanks around what a cell says are nothing.
        Some(text) => text.trim() == new.text.trim(),
        None => old.text == new.text,
    };
    text && old.column == new.column
        && old.columns == new.columns
        && old.rows == new.rows
        && old.asides == new.asides
        && old.element == new.element
}
