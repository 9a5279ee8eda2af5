//! Sheets of an OpenDocument workbook (ods), as LibreOffice and WPS save it.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use super::Limits;
use super::package::{Package, Step, attribute, walk};
use super::symbols::{Font, font, plain};
use super::xlsx::Rows;
use crate::error::Unreadable;
use crate::grid::{Document, Grid, MAX_COLUMNS, MAX_ROWS, Note};
use crate::marks::PICTURE;

/// Blanks that one mark of the format may stand for.
const MAX_BLANKS: usize = 100;

/// Reads the visible sheets that hold something.
pub(super) fn read(bytes: &[u8]) -> Result<Document, Unreadable> {
    let mut package = Package::open(bytes)?;
    let xml = package.part("content.xml")?.ok_or_else(|| Unreadable::Damaged("content.xml".to_owned()))?;
    let mut reader = Reader::default();
    walk(&xml, |step| reader.step(step))?;
    let mut notes = reader.notes;
    if package.macros {
        notes.insert(0, Note::Macros);
    }
    if reader.formulas > 0 {
        notes.push(Note::Formulas(reader.formulas));
    }
    Ok(Document { grids: reader.grids, notes, ..Document::default() })
}

/// What a style says that is of use here.
#[derive(Debug, Default)]
struct Style {
    font: Option<Font>,
    hidden: bool,
}

/// The cell that is being read.
#[derive(Debug, Default)]
struct Open {
    text: String,
    /// How many cells alike stand beside each other.
    repeated: usize,
    rows: usize,
    columns: usize,
    font: Option<Font>,
}

#[derive(Default)]
struct Reader {
    /// The names of fonts behind those that styles use.
    faces: HashMap<String, String>,
    styles: HashMap<String, Style>,
    /// The style that is being described.
    style: Option<String>,
    grids: Vec<Grid>,
    notes: Vec<Note>,
    formulas: usize,
    sheet: Option<Rows>,
    row: usize,
    column: usize,
    /// How many rows alike stand below each other, and the cells of the one that is being read.
    repeated: usize,
    written: Vec<(usize, Open)>,
    cell: Option<Open>,
    /// Fonts of the open parts of a text.
    spans: Vec<Option<Font>>,
    /// How deep in something that is no text of the cell: a comment, a drawing, a hidden sheet.
    skipped: usize,
    limits: Limits,
}

impl Reader {
    fn step(&mut self, step: Step<'_>) -> Result<(), Unreadable> {
        match step {
            Step::Open(_, _) if self.skipped > 0 => self.skipped += 1,
            Step::Close(_) if self.skipped > 0 => self.skipped -= 1,
            Step::Open(name, element) => self.open(name, element),
            Step::Close(name) => self.close(name)?,
            Step::Text(text) if self.skipped == 0 && !self.spans.is_empty() => self.text(text),
            Step::Text(_) => {}
        }
        Ok(())
    }

    fn open(&mut self, name: &str, element: &BytesStart<'_>) {
        let count = |name: &str| attribute(element, name).and_then(|n| n.parse::<usize>().ok()).unwrap_or(1).max(1);
        match name {
            "font-face" => {
                let names = attribute(element, "name").zip(attribute(element, "font-family"));
                self.faces.extend(names);
            }
            "style" => {
                self.style = attribute(element, "name");
                self.styles.extend(self.style.clone().map(|name| (name, Style::default())));
            }
            "text-properties" | "table-properties" => {
                let face = attribute(element, "font-name").or_else(|| attribute(element, "font-family"));
                let face = face.map(|face| self.faces.get(&face).cloned().unwrap_or(face));
                let hidden = attribute(element, "display").as_deref() == Some("false");
                if let Some(style) = self.style.as_ref().and_then(|name| self.styles.get_mut(name)) {
                    style.font = face.and_then(|face| font(&face)).or(style.font);
                    style.hidden |= hidden;
                }
            }
            "table" if self.sheet.is_none() => {
                let name = attribute(element, "name").unwrap_or_default();
                if self.style_of(element).is_some_and(|style| style.hidden) {
                    self.notes.push(Note::HiddenSheet(name));
                    self.skipped = 1;
                    return;
                }
                self.sheet = Some(Rows::new(&name, &[]));
                self.row = 0;
            }
            // A table in a cell, which no program of today writes.
            "table" => self.skipped = 1,
            "table-row" => {
                self.column = 0;
                self.repeated = count("number-rows-repeated");
            }
            // What a covered cell held before is seen by nobody.
            "covered-table-cell" => {
                self.column = self.column.saturating_add(count("number-columns-repeated"));
                self.skipped = 1;
            }
            "table-cell" => {
                self.formulas += usize::from(attribute(element, "formula").is_some());
                self.cell = Some(Open {
                    repeated: count("number-columns-repeated"),
                    rows: count("number-rows-spanned").min(MAX_ROWS),
                    columns: count("number-columns-spanned").min(MAX_COLUMNS),
                    font: self.style_of(element).and_then(|style| style.font),
                    text: String::new(),
                });
            }
            "annotation" | "change-track-table-cell" | "tracked-changes" => self.skipped = 1,
            "image" | "object" | "control" => self.push(PICTURE.encode_utf8(&mut [0; 4])),
            "p" | "h" | "span" | "a" => {
                let own = self.style_of(element).and_then(|style| style.font);
                let around = self.spans.last().copied().unwrap_or(self.cell.as_ref().and_then(|cell| cell.font));
                self.spans.push(own.or(around));
            }
            "s" => {
                let blanks = attribute(element, "c").and_then(|n| n.parse::<usize>().ok()).unwrap_or(1);
                self.push(&" ".repeat(blanks.min(MAX_BLANKS)));
            }
            "tab" => self.push(" "),
            "line-break" => self.push("\n"),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) -> Result<(), Unreadable> {
        match name {
            "style" => self.style = None,
            "p" | "h" => {
                self.spans.pop();
                self.push("\n");
            }
            "span" | "a" => drop(self.spans.pop()),
            "table-cell" => {
                if let Some(cell) = self.cell.take() {
                    let column = self.column;
                    self.column = column.saturating_add(cell.repeated);
                    if !cell.text.trim().is_empty() {
                        self.written.push((column, cell));
                    }
                }
            }
            "table-row" => self.end_row()?,
            "table" => {
                if let Some(grid) = self.sheet.take().map(Rows::grid).filter(|grid| !grid.rows.is_empty()) {
                    self.grids.push(grid);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Unreadable> {
        let written = std::mem::take(&mut self.written);
        let first = self.row;
        self.row = first.saturating_add(self.repeated);
        let Some(sheet) = self.sheet.as_mut().filter(|_| !written.is_empty()) else { return Ok(()) };
        for row in first..self.row {
            for (column, cell) in &written {
                for column in *column..column.saturating_add(cell.repeated) {
                    let at = (u32::try_from(row).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX));
                    sheet.merge(at, (cell.rows, cell.columns));
                    sheet.add(at, cell.text.trim().to_owned(), &mut self.limits)?;
                }
            }
        }
        Ok(())
    }

    fn style_of(&self, element: &BytesStart<'_>) -> Option<&Style> {
        self.styles.get(&attribute(element, "style-name")?)
    }

    fn text(&mut self, text: &str) {
        let font = self.spans.last().copied().flatten();
        // Line ends of the source are blanks.
        self.push(&plain(font, &text.replace(['\n', '\r', '\t'], " ")));
    }

    fn push(&mut self, words: &str) {
        if let Some(cell) = &mut self.cell {
            cell.text.push_str(words);
        }
    }
}
