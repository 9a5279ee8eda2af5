//! Sheets of an XML workbook of Excel 2003, which many systems hand out under the name `.xls`.

use quick_xml::events::BytesStart;

use super::Limits;
use super::package::{Step, attribute, walk};
use super::symbols::{Font, font, plain};
use super::xlsx::Rows;
use crate::error::Unreadable;
use crate::grid::{Document, Grid, MAX_COLUMNS, MAX_ROWS, Note};

/// The name space that tells such a file.
pub(super) const MARK: &str = "urn:schemas-microsoft-com:office:spreadsheet";

/// Reads the visible sheets that hold something.
pub(super) fn read(xml: &str) -> Result<Document, Unreadable> {
    if xml.contains("<!DOCTYPE") || xml.contains("<!ENTITY") {
        return Err(Unreadable::Entities);
    }
    let mut reader = Reader::default();
    walk(xml, |step| reader.step(step))?;
    if reader.depth > 0 {
        // The text ends in the middle of an element.
        return Err(Unreadable::Damaged("xml".to_owned()));
    }
    let mut notes = reader.notes;
    if reader.formulas > 0 {
        notes.insert(0, Note::Formulas(reader.formulas));
    }
    Ok(Document { grids: reader.grids, notes, ..Document::default() })
}

/// A sheet that is being read.
struct Sheet {
    name: String,
    rows: Rows,
    hidden: bool,
}

/// The cell that is being read.
#[derive(Debug)]
struct Open {
    text: String,
    rows: usize,
    columns: usize,
    /// What its numbers are: a number, a day, a text.
    kind: String,
}

#[derive(Default)]
struct Reader {
    grids: Vec<Grid>,
    notes: Vec<Note>,
    formulas: usize,
    sheet: Option<Sheet>,
    row: usize,
    column: usize,
    cell: Option<Open>,
    /// Whether text counts: only that of data does, and not that of comments.
    in_data: bool,
    in_comment: bool,
    in_visible: bool,
    /// Fonts of the open parts of a text.
    fonts: Vec<Option<Font>>,
    depth: usize,
    limits: Limits,
}

impl Reader {
    fn step(&mut self, step: Step<'_>) -> Result<(), Unreadable> {
        match step {
            Step::Open(name, element) => {
                self.depth += 1;
                self.open(name, element);
            }
            Step::Close(name) => {
                self.depth = self.depth.saturating_sub(1);
                self.close(name)?;
            }
            Step::Text(text) if self.in_data => {
                let font = self.fonts.last().copied().flatten();
                if let Some(cell) = &mut self.cell {
                    cell.text.push_str(&plain(font, text));
                }
            }
            Step::Text(text) if self.in_visible => {
                if let Some(sheet) = &mut self.sheet {
                    sheet.hidden |= text.trim() != "SheetVisible";
                }
            }
            Step::Text(_) => {}
        }
        Ok(())
    }

    fn open(&mut self, name: &str, element: &BytesStart<'_>) {
        let number = |name: &str| attribute(element, name).and_then(|n| n.trim().parse::<usize>().ok());
        match name {
            "Worksheet" => {
                let name = attribute(element, "Name").unwrap_or_default();
                let rows = Rows::new(&name, &[]);
                self.sheet = Some(Sheet { name, rows, hidden: false });
                self.row = 0;
            }
            "Row" => {
                self.row = number("Index").unwrap_or(self.row + 1);
                self.column = 0;
            }
            "Cell" => {
                self.column = number("Index").unwrap_or(self.column + 1);
                self.formulas += usize::from(attribute(element, "Formula").is_some());
                self.cell = Some(Open {
                    text: String::new(),
                    rows: number("MergeDown").unwrap_or(0).min(MAX_ROWS) + 1,
                    columns: number("MergeAcross").unwrap_or(0).min(MAX_COLUMNS) + 1,
                    kind: String::new(),
                });
            }
            "Comment" => self.in_comment = true,
            "Data" if !self.in_comment => {
                self.in_data = true;
                if let Some(cell) = &mut self.cell {
                    cell.kind = attribute(element, "Type").unwrap_or_default();
                }
            }
            "Visible" => self.in_visible = true,
            "Font" if self.in_data => {
                let own = attribute(element, "Face").map(|face| font(&face));
                self.fonts.push(own.unwrap_or_else(|| self.fonts.last().copied().flatten()));
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) -> Result<(), Unreadable> {
        match name {
            "Comment" => self.in_comment = false,
            "Data" => self.in_data = false,
            "Visible" => self.in_visible = false,
            "Font" => drop(self.fonts.pop()),
            "Cell" => self.end_cell()?,
            "Worksheet" => {
                let Some(sheet) = self.sheet.take() else { return Ok(()) };
                if sheet.hidden {
                    self.notes.push(Note::HiddenSheet(sheet.name));
                    return Ok(());
                }
                let grid = sheet.rows.grid();
                if !grid.rows.is_empty() {
                    self.grids.push(grid);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), Unreadable> {
        let (Some(mut cell), Some(sheet)) = (self.cell.take(), self.sheet.as_mut()) else { return Ok(()) };
        let column = self.column;
        self.column = column.saturating_add(cell.columns - 1);
        if cell.kind == "DateTime" {
            // A day is written with the time of its beginning.
            cell.text.truncate(cell.text.find('T').unwrap_or(cell.text.len()));
        }
        let place = |n: usize| u32::try_from(n.saturating_sub(1)).unwrap_or(u32::MAX);
        let at = (place(self.row), place(column));
        sheet.rows.merge(at, (cell.rows, cell.columns));
        sheet.rows.add(at, cell.text.replace("\r\n", "\n").replace('\r', "\n"), &mut self.limits)
    }
}
