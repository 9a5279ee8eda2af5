//! The cells of a sheet, one after the other.

use quick_xml::events::BytesStart;

use super::super::Limits;
use super::super::package::{XmlStep, attribute};
use super::super::rich::{Rich, RichSaid, number, struck, text};
use super::super::sheet::{RowColumn, SheetRows, place, range};
use super::MAX_DRAWN;
use super::book::Book;
use super::looks::BookLooks;
use super::strings::{self, SharedStrings};
use crate::error::Unreadable;
use crate::grid::{AsideKind, MAX_COLUMNS};

/// Merged cells of a sheet.
const MAX_MERGES: usize = 1_000_000;

/// Reads a sheet.
pub(super) struct SheetReader<'a> {
    book: &'a Book,
    strings: &'a SharedStrings,
    looks: &'a BookLooks,
    limits: &'a mut Limits,
    rows: SheetRows,
    merges: Vec<(RowColumn, (usize, usize))>,
    controls: Vec<(RowColumn, String)>,
    /// The row that is being read, and the column after the last cell.
    row: u32,
    column: u32,
    /// Whether rows are hidden where nothing is said.
    rows_hidden: bool,
    cell: Option<OpenCell>,
    /// Formulas whose results were read.
    pub(super) formulas: usize,
    /// What text is read into.
    part: CellPart,
    /// A control that is open: its name and row and column as they are written.
    control: Option<(String, String, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum CellPart {
    #[default]
    Nothing,
    Value,
    Formula,
    Own,
    Row,
    Column,
}

/// The cell that is being read.
#[derive(Debug, Default)]
struct OpenCell {
    at: RowColumn,
    kind: String,
    style: usize,
    value: String,
    formula: Option<String>,
    own: strings::StringsReader,
    /// Whether its value is something richer than it says, such as a picture.
    richer: bool,
}

impl<'a> SheetReader<'a> {
    pub(super) fn new(
        book: &'a Book,
        strings: &'a SharedStrings,
        looks: &'a BookLooks,
        rows: SheetRows,
        limits: &'a mut Limits,
    ) -> Self {
        Self {
            book,
            strings,
            looks,
            limits,
            rows,
            merges: Vec::new(),
            controls: Vec::new(),
            row: 0,
            column: 0,
            rows_hidden: false,
            cell: None,
            formulas: 0,
            part: CellPart::Nothing,
            control: None,
        }
    }

    /// The rows, and the controls that lie over cells.
    pub(super) fn finish(mut self) -> (SheetRows, Vec<(RowColumn, String)>) {
        self.rows.merge_all(self.merges);
        (self.rows, self.controls)
    }

    pub(super) fn step(&mut self, step: XmlStep<'_>) -> Result<(), Unreadable> {
        match step {
            XmlStep::Open(name, element) => self.open(name, element)?,
            XmlStep::Close(name) => self.close(name)?,
            XmlStep::Text(text) => self.text(text),
        }
        Ok(())
    }

    fn open(&mut self, name: &str, element: &BytesStart<'_>) -> Result<(), Unreadable> {
        let is_on = |name: &str| matches!(attribute(element, name).as_deref(), Some("1" | "true" | "on"));
        if let Some(cell) = self.cell.as_mut() {
            match name {
                "v" => self.part = CellPart::Value,
                "f" => {
                    self.part = CellPart::Formula;
                    cell.formula = Some(String::new());
                }
                "is" => self.part = CellPart::Own,
                name if self.part == CellPart::Own => cell.own.open(name, element),
                _ => {}
            }
            return Ok(());
        }
        if let Some((_, row, column)) = &self.control {
            // Where it begins; where it ends says nothing more.
            match name {
                "col" if column.is_empty() => self.part = CellPart::Column,
                "row" if row.is_empty() => self.part = CellPart::Row,
                _ => {}
            }
            return Ok(());
        }
        match name {
            "sheetFormatPr" => self.rows_hidden = is_on("zeroHeight"),
            "col" if is_on("hidden") => {
                let number = |name: &str| attribute(element, name).and_then(|n| n.trim().parse::<usize>().ok());
                if let Some((first, last)) = number("min").zip(number("max")) {
                    self.rows.hide_columns(first.saturating_sub(1).min(MAX_COLUMNS)..last);
                }
            }
            "row" => {
                let number = attribute(element, "r").and_then(|n| n.trim().parse::<u32>().ok());
                self.row = number.unwrap_or(self.row.saturating_add(1)).max(1);
                self.column = 0;
                let said = attribute(element, "hidden").is_some();
                if is_on("hidden") || (self.rows_hidden && !said) {
                    self.rows.hide_row(self.row - 1);
                }
            }
            "c" => {
                let at = attribute(element, "r").and_then(|name| place(&name));
                let at = at.unwrap_or((self.row.saturating_sub(1), self.column));
                self.column = at.1.saturating_add(1);
                self.cell = Some(OpenCell {
                    at,
                    kind: attribute(element, "t").unwrap_or_default(),
                    style: attribute(element, "s").and_then(|n| n.parse().ok()).unwrap_or(0),
                    richer: attribute(element, "vm").is_some(),
                    ..OpenCell::default()
                });
            }
            "mergeCell" => {
                if self.merges.len() >= MAX_MERGES {
                    return Err(Unreadable::TooLarge("1,000,000 cells"));
                }
                self.merges.extend(attribute(element, "ref").and_then(|text| range(&text)));
            }
            "control" if self.controls.len() < MAX_DRAWN => {
                self.control = Some((attribute(element, "name").unwrap_or_default(), String::new(), String::new()));
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let Some((_, row, column)) = &mut self.control {
            match self.part {
                CellPart::Row => row.push_str(text),
                CellPart::Column => column.push_str(text),
                _ => {}
            }
            return;
        }
        let Some(cell) = self.cell.as_mut() else { return };
        match self.part {
            CellPart::Value => cell.value.push_str(text),
            CellPart::Formula => {
                if let Some(formula) = cell.formula.as_mut().filter(|formula| formula.len() < 1000) {
                    formula.push_str(text);
                }
            }
            CellPart::Own => cell.own.text(text),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) -> Result<(), Unreadable> {
        match name {
            "v" | "f" | "is" | "row" | "col" => self.part = CellPart::Nothing,
            "c" => {
                self.part = CellPart::Nothing;
                if let Some(cell) = self.cell.take() {
                    let (at, computed) = (cell.at, cell.formula.is_some());
                    let (text, asides) = self.shown(cell);
                    self.formulas += usize::from(computed && !text.is_empty());
                    self.rows.put(at, text, asides, self.limits)?;
                }
            }
            "control" => {
                if let Some((name, row, column)) = self.control.take() {
                    let number = |text: &str| text.trim().parse::<u32>().ok();
                    self.controls.extend(number(&row).zip(number(&column)).map(|at| (at, name)));
                }
            }
            name => {
                if let Some(cell) = self.cell.as_mut().filter(|_| self.part == CellPart::Own) {
                    cell.own.close(name);
                }
            }
        }
        Ok(())
    }

    /// What a cell shows, and what it does not.
    fn shown(&self, mut cell: OpenCell) -> RichSaid {
        let look = self.looks.look(cell.style);
        let format = self.looks.format(cell.style);
        if is_picture(&cell) {
            return (String::new(), vec![(AsideKind::Picture, String::new())]);
        }
        if self.waits(&cell) {
            let formula = cell.formula.unwrap_or_default();
            let formula = if formula.is_empty() { formula } else { format!("={formula}") };
            return (String::new(), vec![(AsideKind::Formula, formula)]);
        }
        match cell.kind.as_str() {
            "s" => {
                let words = cell.value.trim().parse().ok().and_then(|nth| self.strings.get(nth));
                words.map_or_else(RichSaid::default, |words| text(format, words.shown(look)))
            }
            "inlineStr" => text(format, cell.own.take().shown(look)),
            "str" => text(format, Rich::plain(&cell.value).shown(look)),
            "e" => (String::new(), vec![(AsideKind::ErrorValue, cell.value)]),
            "b" => struck(truth(cell.value.trim()).to_owned(), look),
            "d" => struck(cell.value.trim_end_matches("T00:00:00").to_owned(), look),
            _ => match cell.value.trim().parse() {
                Ok(value) => number(format, value, self.book.from_1904, look),
                Err(_) => struck(cell.value.trim().to_owned(), look),
            },
        }
    }

    /// Whether a formula has no result, or one that nobody worked out.
    fn waits(&self, cell: &OpenCell) -> bool {
        let value = cell.value.trim();
        cell.formula.is_some()
            && ((value.is_empty() && !matches!(cell.kind.as_str(), "str" | "inlineStr"))
                || (self.book.waits && value == "0" && matches!(cell.kind.as_str(), "" | "n")))
    }
}

fn truth(value: &str) -> &'static str {
    match value {
        "1" | "true" => "TRUE",
        "0" | "false" => "FALSE",
        _ => "",
    }
}

/// A picture that was put into a cell: Excel writes an error beside it, WPS a formula of its own.
fn is_picture(cell: &OpenCell) -> bool {
    let formula = cell.formula.as_deref().unwrap_or("");
    let names = |text: &str| text.trim_start_matches('=').trim_start_matches("_xlfn.").starts_with("DISPIMG(");
    names(formula) || names(&cell.value) || (cell.richer && cell.kind == "e")
}
