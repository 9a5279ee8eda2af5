//! Sheets of an XML workbook of Excel 2003, which many systems hand out under the name `.xls`.

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use super::Limits;
use super::number_format::serial;
use super::package::{XmlStep, attribute, walk};
use super::rich::{Rich, RichSaid, TextLook, number, struck, text};
use super::sheet::SheetRows;
use super::symbols::font;
use crate::error::Unreadable;
use crate::grid::{AsideKind, Grid, Grids, MAX_COLUMNS, MAX_ROWS, Note};

/// The name space that tells such a file.
pub(super) const MARK: &str = "urn:schemas-microsoft-com:office:spreadsheet";

/// Reads the visible sheets that hold something.
pub(super) fn read(xml: &str) -> Result<Grids, Unreadable> {
    if xml.contains("<!DOCTYPE") || xml.contains("<!ENTITY") {
        return Err(Unreadable::Entities);
    }
    let mut reader = Xml2003Reader::default();
    walk(xml, |step| reader.step(step))?;
    if reader.depth > 0 {
        // The text ends in the middle of an element.
        return Err(Unreadable::Damaged("xml".to_owned()));
    }
    let mut notes = reader.notes;
    if reader.formulas > 0 {
        notes.insert(0, Note::Formulas(reader.formulas));
    }
    if reader.comments > 0 {
        notes.push(Note::Comments(reader.comments));
    }
    Ok(Grids { grids: reader.grids, notes, ..Grids::default() })
}

/// A sheet that is being read.
struct Xml2003Sheet {
    name: String,
    rows: SheetRows,
    hidden: bool,
}

/// The cell that is being read.
#[derive(Debug, Default)]
struct OpenXml2003 {
    text: Rich,
    raw: String,
    rows: usize,
    columns: usize,
    /// What its numbers are: a number, a day, a text.
    kind: String,
    style: Xml2003Style,
    formula: Option<String>,
}

/// What a style says that is of use here.
#[derive(Debug, Clone, Default)]
struct Xml2003Style {
    format: Option<String>,
    look: TextLook,
}

#[derive(Default)]
struct Xml2003Reader {
    grids: Vec<Grid>,
    notes: Vec<Note>,
    formulas: usize,
    comments: usize,
    styles: HashMap<String, Xml2003Style>,
    /// The style that is being described.
    style: Option<String>,
    /// Columns described so far.
    described: usize,
    sheet: Option<Xml2003Sheet>,
    row: usize,
    column: usize,
    cell: Option<OpenXml2003>,
    /// Whether text counts: only that of data does, and not that of comments.
    in_data: bool,
    in_comment: bool,
    in_visible: bool,
    /// Looks of the open parts of a text.
    looks: Vec<TextLook>,
    depth: usize,
    limits: Limits,
}

impl Xml2003Reader {
    fn step(&mut self, step: XmlStep<'_>) -> Result<(), Unreadable> {
        match step {
            XmlStep::Open(name, element) => {
                self.depth += 1;
                self.open(name, element);
            }
            XmlStep::Close(name) => {
                self.depth = self.depth.saturating_sub(1);
                self.close(name)?;
            }
            XmlStep::Text(text) if self.in_data => {
                let look = self.looks.last().copied();
                if let Some(cell) = &mut self.cell {
                    cell.text.push(text, look);
                    cell.raw.push_str(text);
                }
            }
            XmlStep::Text(text) if self.in_visible => {
                if let Some(sheet) = &mut self.sheet {
                    sheet.hidden |= text.trim() != "SheetVisible";
                }
            }
            XmlStep::Text(_) => {}
        }
        Ok(())
    }

    fn open(&mut self, name: &str, element: &BytesStart<'_>) {
        let number = |name: &str| attribute(element, name).and_then(|n| n.trim().parse::<usize>().ok());
        match name {
            "Worksheet" => {
                let name = attribute(element, "Name").unwrap_or_default();
                let rows = SheetRows::new(&name);
                self.sheet = Some(Xml2003Sheet { name, rows, hidden: false });
                (self.row, self.described) = (0, 0);
            }
            "Style" => {
                self.style = attribute(element, "ID");
                let parent = attribute(element, "Parent").and_then(|id| self.styles.get(&id)).cloned();
                self.styles.extend(self.style.clone().map(|id| (id, parent.unwrap_or_default())));
            }
            "NumberFormat" | "Font" if self.style.is_some() => {
                let style = self.style.as_ref().and_then(|id| self.styles.get_mut(id));
                if let Some(style) = style.filter(|_| name == "Font") {
                    style.look = look(element, style.look);
                } else if let Some(style) = self.style.as_ref().and_then(|id| self.styles.get_mut(id)) {
                    style.format = attribute(element, "Format").map(|format| code(&format));
                }
            }
            "Column" => {
                let first = number("Index").map_or(self.described, |n| n.saturating_sub(1));
                self.described = first.saturating_add(number("Span").unwrap_or(0)).saturating_add(1);
                if let Some(sheet) = self.sheet.as_mut().filter(|_| is_on(element, "Hidden")) {
                    sheet.rows.hide_columns(first.min(MAX_COLUMNS)..self.described);
                }
            }
            "Row" => {
                self.row = number("Index").unwrap_or(self.row.saturating_add(1));
                self.column = 0;
                if let Some(sheet) = self.sheet.as_mut().filter(|_| is_on(element, "Hidden")) {
                    sheet.rows.hide_row(u32::try_from(self.row.saturating_sub(1)).unwrap_or(u32::MAX));
                }
            }
            "Cell" => {
                self.column = number("Index").unwrap_or(self.column.saturating_add(1));
                let formula = attribute(element, "Formula");
                self.formulas += usize::from(formula.is_some());
                let style = attribute(element, "StyleID").and_then(|id| self.styles.get(&id)).cloned();
                self.cell = Some(OpenXml2003 {
                    rows: number("MergeDown").unwrap_or(0).min(MAX_ROWS) + 1,
                    columns: number("MergeAcross").unwrap_or(0).min(MAX_COLUMNS) + 1,
                    style: style.unwrap_or_default(),
                    formula,
                    ..OpenXml2003::default()
                });
            }
            "Comment" => {
                self.in_comment = true;
                self.comments += 1;
            }
            "Data" if !self.in_comment => {
                self.in_data = true;
                if let Some(cell) = &mut self.cell {
                    cell.kind = attribute(element, "Type").unwrap_or_default();
                }
            }
            "Visible" => self.in_visible = true,
            "Font" | "S" | "Del" if self.in_data => {
                let around = self.looks.last().copied().or(self.cell.as_ref().map(|cell| cell.style.look));
                let around = around.unwrap_or_default();
                self.looks.push(if name == "Font" {
                    look(element, around)
                } else {
                    TextLook { struck: true, ..around }
                });
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) -> Result<(), Unreadable> {
        match name {
            "Comment" => self.in_comment = false,
            "Data" => self.in_data = false,
            "Visible" => self.in_visible = false,
            "Font" | "S" | "Del" if self.in_data => drop(self.looks.pop()),
            "Style" => self.style = None,
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
        let (Some(cell), Some(sheet)) = (self.cell.take(), self.sheet.as_mut()) else { return Ok(()) };
        let column = self.column;
        self.column = column.saturating_add(cell.columns - 1);
        let place = |n: usize| u32::try_from(n.saturating_sub(1)).unwrap_or(u32::MAX);
        let at = (place(self.row), place(column));
        sheet.rows.merge(at, (cell.rows, cell.columns));
        let (text, asides) = shown(cell);
        sheet.rows.put(at, text.replace("\r\n", "\n").replace('\r', "\n"), asides, &mut self.limits)
    }
}

/// What a cell shows, and what it does not.
fn shown(cell: OpenXml2003) -> RichSaid {
    let look = cell.style.look;
    let format = cell.style.format.as_deref().unwrap_or("General");
    let raw = cell.raw.trim();
    match (cell.kind.as_str(), raw.parse::<f64>()) {
        ("" | "Number" | "DateTime", _) if raw.is_empty() => match cell.formula {
            Some(formula) => (String::new(), vec![(AsideKind::Formula, formula)]),
            None => RichSaid::default(),
        },
        ("Number", Ok(value)) => number(format, value, false, look),
        ("DateTime", _) => match serial(raw).filter(|_| format != "General") {
            Some(value) => number(format, value, false, look),
            // A day is written with the time of its beginning.
            None => struck(raw.split('T').next().unwrap_or(raw).to_owned(), look),
        },
        ("Error", _) => (String::new(), vec![(AsideKind::ErrorValue, raw.to_owned())]),
        _ => text(format, cell.text.shown(look)),
    }
}

fn is_on(element: &BytesStart<'_>, name: &str) -> bool {
    matches!(attribute(element, name).as_deref(), Some("1" | "true"))
}

/// A look with what an element of a font says.
fn look(element: &BytesStart<'_>, around: TextLook) -> TextLook {
    let face = ["Face", "FontName"].into_iter().find_map(|name| attribute(element, name));
    let struck = attribute(element, "StrikeThrough").is_some_and(|said| said != "0");
    TextLook { font: face.map_or(around.font, |face| font(&face)), struck: struck || around.struck }
}

/// The code of a format; some have names.
fn code(format: &str) -> String {
    match format {
        "Short Date" | "General Date" => "yyyy/m/d",
        "Long Date" | "Medium Date" => "yyyy\"年\"m\"月\"d\"日\"",
        "Percent" => "0.00%",
        "Fixed" => "0.00",
        "Standard" => "#,##0.00",
        "Scientific" => "0.00E+00",
        "General Number" => "General",
        code => code,
    }
    .to_owned()
}
