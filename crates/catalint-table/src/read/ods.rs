//! Sheets of an OpenDocument workbook (ods), as LibreOffice and WPS save it.

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use super::Limits;
use super::number_format::general;
use super::package::{ReadPackage, XmlStep, attribute, walk};
use super::sheet::SheetRows;
use super::symbols::{Font, font, plain};
use crate::error::Unreadable;
use crate::grid::{AsideKind, Grid, Grids, MAX_COLUMNS, MAX_ROWS, Note};
use crate::marks::PICTURE;

/// Blanks that one mark of the format may stand for.
const MAX_BLANKS: usize = 100;

/// Reads the visible sheets that hold something.
pub(super) fn read(bytes: &[u8]) -> Result<Grids, Unreadable> {
    let mut package = ReadPackage::open(bytes)?;
    let xml = package.part("content.xml")?.ok_or_else(|| Unreadable::Damaged("content.xml".to_owned()))?;
    let mut reader = OdsReader::default();
    walk(&xml, |step| reader.step(step))?;
    let mut notes = reader.notes;
    if package.macros {
        notes.insert(0, Note::Macros);
    }
    if reader.formulas > 0 {
        notes.push(Note::Formulas(reader.formulas));
    }
    if reader.comments > 0 {
        notes.push(Note::Comments(reader.comments));
    }
    Ok(Grids { grids: reader.grids, notes, ..Grids::default() })
}

/// What a style says that is of use here.
#[derive(Debug, Clone, Copy, Default)]
struct OdsStyle {
    font: Option<Font>,
    struck: Option<bool>,
    hidden: bool,
}

impl OdsStyle {
    /// What it says within one that stands around it.
    fn within(self, around: Self) -> Self {
        Self {
            font: self.font.or(around.font),
            struck: self.struck.or(around.struck),
            hidden: self.hidden || around.hidden,
        }
    }
}

/// The cell that is being read.
#[derive(Debug, Default)]
struct OpenOds {
    text: String,
    /// How many cells alike stand beside each other.
    repeated: usize,
    rows: usize,
    columns: usize,
    style: OdsStyle,
    /// Its value, where no text shows it.
    value: Option<String>,
    formula: Option<String>,
    /// What stands in it besides.
    asides: Vec<(AsideKind, String)>,
    /// Text boxes that are open.
    boxes: usize,
}

#[derive(Default)]
struct OdsReader {
    /// The names of fonts behind those that styles use.
    faces: HashMap<String, String>,
    styles: HashMap<String, OdsStyle>,
    /// The style that is being described.
    style: Option<String>,
    grids: Vec<Grid>,
    notes: Vec<Note>,
    formulas: usize,
    comments: usize,
    sheet: Option<SheetRows>,
    row: usize,
    column: usize,
    /// Columns described so far, and whether the row is hidden.
    described: usize,
    row_hidden: bool,
    /// How many rows alike stand below each other, and the cells of the one that is being read.
    repeated: usize,
    written: Vec<(usize, OpenOds)>,
    cell: Option<OpenOds>,
    /// Looks of the open parts of a text.
    spans: Vec<OdsStyle>,
    /// How deep in something that is no text of the cell: a comment, a hidden sheet.
    skipped: usize,
    limits: Limits,
}

impl OdsReader {
    fn step(&mut self, step: XmlStep<'_>) -> Result<(), Unreadable> {
        match step {
            XmlStep::Open(_, _) if self.skipped > 0 => self.skipped += 1,
            XmlStep::Close(_) if self.skipped > 0 => self.skipped -= 1,
            XmlStep::Open(name, element) => self.open(name, element),
            XmlStep::Close(name) => self.close(name)?,
            XmlStep::Text(text) if self.skipped == 0 && !self.spans.is_empty() => self.text(text),
            XmlStep::Text(_) => {}
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
                self.styles.extend(self.style.clone().map(|name| (name, OdsStyle::default())));
            }
            "text-properties" | "table-properties" => {
                let face = attribute(element, "font-name").or_else(|| attribute(element, "font-family"));
                let face = face.map(|face| self.faces.get(&face).cloned().unwrap_or(face));
                // A table is displayed or not, a text in some way or in none.
                let hidden = matches!(attribute(element, "display").as_deref(), Some("false" | "none"));
                let lines = ["text-line-through-style", "text-line-through-type"];
                let line = lines.into_iter().find_map(|name| attribute(element, name));
                if let Some(style) = self.style.as_ref().and_then(|name| self.styles.get_mut(name)) {
                    style.font = face.and_then(|face| font(&face)).or(style.font);
                    style.struck = line.map(|line| line != "none").or(style.struck);
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
                self.sheet = Some(SheetRows::new(&name));
                (self.row, self.described) = (0, 0);
            }
            // A table in a cell, which no program of today writes.
            "table" => self.skipped = 1,
            "table-column" => {
                let first = self.described;
                self.described = first.saturating_add(count("number-columns-repeated"));
                if let Some(sheet) = self.sheet.as_mut().filter(|_| is_hidden(element)) {
                    sheet.hide_columns(first.min(MAX_COLUMNS)..self.described);
                }
            }
            "table-row" => {
                self.column = 0;
                self.row_hidden = is_hidden(element);
                self.repeated = count("number-rows-repeated");
            }
            // What a covered cell held before is seen by nobody.
            "covered-table-cell" => {
                self.column = self.column.saturating_add(count("number-columns-repeated"));
                self.skipped = 1;
            }
            "table-cell" => {
                let formula = attribute(element, "formula");
                self.formulas += usize::from(formula.is_some());
                self.cell = Some(OpenOds {
                    repeated: count("number-columns-repeated"),
                    rows: count("number-rows-spanned").min(MAX_ROWS),
                    columns: count("number-columns-spanned").min(MAX_COLUMNS),
                    style: self.style_of(element).unwrap_or_default(),
                    value: value(element),
                    formula,
                    ..OpenOds::default()
                });
            }
            "annotation" => {
                self.comments += usize::from(self.cell.is_some());
                self.skipped = 1;
            }
            // What was changed; the reading of a word; the words of a foot note.
            "change-track-table-cell" | "tracked-changes" | "ruby-text" | "note" => self.skipped = 1,
            "image" | "object" | "object-ole" | "control" => {
                self.push(PICTURE.encode_utf8(&mut [0; 4]));
                let kind = if name == "image" { AsideKind::Picture } else { AsideKind::Object };
                if let Some(cell) = &mut self.cell {
                    cell.asides.push((kind, String::new()));
                }
            }
            "text-box" => {
                if let Some(cell) = &mut self.cell {
                    cell.boxes += 1;
                }
            }
            "p" | "h" | "span" | "a" => {
                let own = self.style_of(element).unwrap_or_default();
                let around = self.spans.last().copied().or(self.cell.as_ref().map(|cell| cell.style));
                self.spans.push(own.within(around.unwrap_or_default()));
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
            "text-box" => {
                if let Some(cell) = &mut self.cell {
                    cell.boxes = cell.boxes.saturating_sub(1);
                }
            }
            "table-cell" => {
                if let Some(mut cell) = self.cell.take() {
                    let column = self.column;
                    self.column = column.saturating_add(cell.repeated);
                    cell.finish();
                    if !cell.text.trim().is_empty() || !cell.asides.is_empty() {
                        self.written.push((column, cell));
                    }
                }
            }
            "table-row" => self.end_row()?,
            "table" => {
                if let Some(grid) = self.sheet.take().map(SheetRows::grid).filter(|grid| !grid.rows.is_empty()) {
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
            let number = u32::try_from(row).unwrap_or(u32::MAX);
            if self.row_hidden {
                sheet.hide_row(number);
            }
            for (column, cell) in &written {
                for column in *column..column.saturating_add(cell.repeated) {
                    let at = (number, u32::try_from(column).unwrap_or(u32::MAX));
                    sheet.merge(at, (cell.rows, cell.columns));
                    sheet.put(at, cell.text.trim().to_owned(), cell.asides.clone(), &mut self.limits)?;
                }
            }
        }
        Ok(())
    }

    fn style_of(&self, element: &BytesStart<'_>) -> Option<OdsStyle> {
        self.styles.get(&attribute(element, "style-name")?).copied()
    }

    fn text(&mut self, text: &str) {
        let style = self.spans.last().copied().unwrap_or_default();
        // Line ends of the source are blanks.
        let words = plain(style.font, &text.replace(['\n', '\r', '\t'], " "));
        let apart = match style {
            OdsStyle { hidden: true, .. } => Some(AsideKind::Hidden),
            OdsStyle { struck: Some(true), .. } if !words.trim().is_empty() => Some(AsideKind::Struck),
            _ => None,
        };
        match (self.cell.as_mut(), apart) {
            (Some(cell), Some(kind)) => cell.divert(kind, &words),
            _ => self.push(&words),
        }
    }

    fn push(&mut self, words: &str) {
        if let Some(cell) = &mut self.cell {
            if cell.boxes > 0 {
                cell.divert(AsideKind::TextBox, words);
            } else {
                cell.text.push_str(words);
            }
        }
    }
}

impl OpenOds {
    fn divert(&mut self, kind: AsideKind, words: &str) {
        match self.asides.last_mut().filter(|(known, _)| *known == kind) {
            Some((_, text)) => text.push_str(words),
            None => self.asides.push((kind, words.to_owned())),
        }
    }

    /// What it says where no text shows it.
    fn finish(&mut self) {
        if !self.text.trim().is_empty() || !self.asides.is_empty() {
            return;
        }
        match (self.value.take(), self.formula.take()) {
            (Some(value), _) => self.text = value,
            (None, Some(formula)) => {
                let words = formula.split_once(":=").map_or(formula.as_str(), |(_, rest)| rest);
                self.asides.push((AsideKind::Formula, format!("={}", words.trim_start_matches('='))));
            }
            (None, None) => {}
        }
    }
}

fn is_hidden(element: &BytesStart<'_>) -> bool {
    matches!(attribute(element, "visibility").as_deref(), Some("collapse" | "filter"))
}

/// The value of a cell as programs compute with it.
fn value(element: &BytesStart<'_>) -> Option<String> {
    if let Some(number) = attribute(element, "value") {
        let kind = attribute(element, "value-type");
        let number: f64 = number.trim().parse().ok()?;
        let percent = kind.as_deref() == Some("percentage");
        return Some(if percent { general(number * 100.0) + "%" } else { general(number) });
    }
    ["string-value", "date-value", "time-value", "boolean-value"].into_iter().find_map(|name| attribute(element, name))
}
