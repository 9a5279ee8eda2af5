//! Tables of a Word document.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use super::package::{Package, Step, attribute, walk};
use super::symbols::{Font, font, plain, sign};
use super::{Limits, as_lines, is_part_of_cell, lines};
use crate::error::Unreadable;
use crate::grid::{Cell, Document, Grid, Line, MAX_COLUMNS, Note, Row};
use crate::marks::{LOST, PICTURE};

/// Reads all tables; one within another is a table of its own.
pub(super) fn read(bytes: &[u8]) -> Result<Document, Unreadable> {
    let mut package = Package::open(bytes)?;
    let xml = package.part("word/document.xml")?.ok_or_else(|| Unreadable::Damaged("word/document.xml".to_owned()))?;
    let mut reader = Reader::default();
    walk(&xml, |step| reader.step(step))?;
    if reader.depth > 0 {
        // The text ends in the middle of an element.
        return Err(Unreadable::Damaged("word/document.xml".to_owned()));
    }
    let notes = if package.macros { vec![Note::Macros] } else { Vec::new() };
    Ok(Document { notes, ..reader.document() })
}

/// A table that is being read.
#[derive(Debug, Default)]
struct Open {
    nth: usize,
    grid: Grid,
    row: Row,
    /// Next column of the row.
    column: usize,
    cell: Option<Cell>,
    /// Whether the cell goes on with the one above.
    goes_on: bool,
    /// Where the cell begins that may go on below, by column: row and cell.
    tall: HashMap<usize, (usize, usize)>,
}

#[derive(Debug, Default)]
struct Reader {
    tables: Vec<Open>,
    done: Vec<(usize, Grid)>,
    begun: usize,
    line: String,
    above: Vec<Line>,
    limits: Limits,
    /// Elements open.
    depth: usize,
    /// Depth of the element whose content is left out.
    skip: Option<usize>,
    /// Whether text counts: only that of runs does.
    in_text: bool,
    /// The font of the run, if it is one of signs.
    font: Option<Font>,
    /// A check box whose content is left out: its state, once known.
    control: Option<Option<bool>>,
}

impl Reader {
    fn step(&mut self, step: Step<'_>) -> Result<(), Unreadable> {
        match step {
            Step::Open(name, element) => {
                self.depth += 1;
                if self.skip.is_none() {
                    self.open(name, element)?;
                }
            }
            Step::Close(name) => {
                self.depth = self.depth.saturating_sub(1);
                match self.skip {
                    Some(depth) if self.depth > depth => {}
                    Some(_) => self.skip = None,
                    None => self.close(name)?,
                }
            }
            Step::Text(text) if self.in_text && self.skip.is_none() => {
                let text = plain(self.font, text);
                self.push(&text);
            }
            Step::Text(_) => {}
        }
        Ok(())
    }

    fn leave_out(&mut self) {
        self.skip = Some(self.depth - 1);
    }

    fn open(&mut self, name: &str, element: &BytesStart<'_>) -> Result<(), Unreadable> {
        let value = || attribute(element, "val");
        let on = |value: Option<String>| !matches!(value.as_deref(), Some("0" | "false" | "off"));
        match name {
            "tbl" => {
                let above = match self.tables.last().map(|table| &table.cell) {
                    None => std::mem::take(&mut self.above),
                    Some(cell) => cell.as_ref().map_or_else(Vec::new, |cell| lines(&cell.text)),
                };
                let grid = Grid { counted: true, above, ..Grid::default() };
                self.tables.push(Open { nth: self.begun, grid, ..Open::default() });
                self.begun += 1;
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    self.limits.row(table.grid.rows.len())?;
                    table.row = Row { number: table.grid.rows.len() + 1, cells: Vec::new() };
                    table.column = 0;
                }
            }
            "gridBefore" => {
                if let Some(table) = self.tables.last_mut() {
                    table.column += number(value()).min(MAX_COLUMNS);
                }
            }
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    table.cell = Some(Cell::new(table.column, ""));
                    table.goes_on = false;
                }
            }
            "gridSpan" => {
                if let Some(cell) = self.tables.last_mut().and_then(|table| table.cell.as_mut()) {
                    cell.columns = number(value()).clamp(1, MAX_COLUMNS);
                }
            }
            "vMerge" => {
                if let Some(table) = self.tables.last_mut() {
                    table.goes_on = value().as_deref() != Some("restart");
                }
            }
            "r" => self.font = None,
            "rFonts" => {
                let named = ["ascii", "hAnsi"].into_iter().filter_map(|side| attribute(element, side));
                self.font = named.filter_map(|name| font(&name)).next();
            }
            "t" => self.in_text = true,
            "tab" => self.push(" "),
            "br" | "cr" => self.push("\n"),
            "sym" => {
                let letter = attribute(element, "char").and_then(|hex| u32::from_str_radix(&hex, 16).ok());
                let letter = letter.and_then(char::from_u32);
                let font = attribute(element, "font").and_then(|name| font(&name));
                let sign = font.zip(letter).map_or(LOST, |(font, letter)| sign(font, letter));
                self.push(sign.encode_utf8(&mut [0; 4]));
            }
            // A check box of today: its state is beside its glyph.
            "checkbox" => self.control = Some(None),
            "checked" | "default" => {
                if let Some(state) = &mut self.control {
                    // Of a form field `checked` counts, and `default` where it is not there.
                    if name == "checked" || state.is_none() {
                        *state = Some(on(value()));
                    }
                }
            }
            // One of a form field.
            "checkBox" => self.control = Some(None),
            "sdtContent" => {
                if let Some(state) = self.control.take() {
                    self.tick(state.unwrap_or(false));
                    self.leave_out();
                }
            }
            "drawing" | "pict" | "object" => {
                if self.tables.last().is_some_and(|table| table.cell.is_some()) {
                    self.push(PICTURE.encode_utf8(&mut [0; 4]));
                }
                self.leave_out();
            }
            // The same again for old programs; what was deleted; what stands behind fields.
            "Fallback" | "del" | "moveFrom" | "instrText" => self.leave_out(),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), Unreadable> {
        match name {
            "t" => self.in_text = false,
            "checkBox" => {
                let state = self.control.take().flatten();
                self.tick(state.unwrap_or(false));
            }
            "p" => self.push("\n"),
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    table.end_cell(&mut self.limits)?;
                }
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    let row = std::mem::take(&mut table.row);
                    table.grid.rows.push(row);
                }
            }
            "tbl" => {
                let Some(table) = self.tables.pop() else { return Ok(()) };
                let in_cell = self.tables.last().is_some_and(|around| around.cell.is_some());
                if in_cell && is_part_of_cell(&table.grid) {
                    self.push(&format!("{}\n", as_lines(&table.grid)));
                } else {
                    self.done.push((table.nth, table.grid));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn tick(&mut self, ticked: bool) {
        self.push(if ticked { "☑" } else { "☐" });
    }

    fn push(&mut self, words: &str) {
        match self.tables.last_mut().map(|table| table.cell.as_mut()) {
            Some(Some(cell)) => cell.text.push_str(words),
            Some(None) => {}
            None if words == "\n" => {
                let text = std::mem::take(&mut self.line);
                let text = text.trim();
                if !text.is_empty() {
                    self.above.push(Line { text: text.to_owned(), span: None });
                }
            }
            None => self.line.push_str(words),
        }
    }

    fn document(mut self) -> Document {
        self.done.sort_by_key(|(nth, _)| *nth);
        let grids = self.done.into_iter().map(|(_, grid)| grid).filter(|grid| !grid.rows.is_empty()).collect();
        Document { grids, below: self.above, ..Document::default() }
    }
}

impl Open {
    fn end_cell(&mut self, limits: &mut Limits) -> Result<(), Unreadable> {
        let Some(mut cell) = self.cell.take() else { return Ok(()) };
        cell.text = cell.text.trim().to_owned();
        limits.cell(cell.column, &cell.text)?;
        self.column = (cell.column + cell.columns).min(MAX_COLUMNS);
        let row = self.grid.rows.len();
        if cell.column >= MAX_COLUMNS {
            return Ok(());
        }
        let above = self.tall.get(&cell.column).filter(|_| self.goes_on);
        if let Some(&(r, c)) = above {
            let tall = &mut self.grid.rows[r].cells[c];
            tall.rows = row - r + 1;
            if !cell.text.is_empty() {
                tall.text.push('\n');
                tall.text += &cell.text;
            }
            return Ok(());
        }
        self.tall.insert(cell.column, (row, self.row.cells.len()));
        self.row.cells.push(cell);
        Ok(())
    }
}

fn number(value: Option<String>) -> usize {
    value.and_then(|value| value.trim().parse().ok()).unwrap_or(0)
}
