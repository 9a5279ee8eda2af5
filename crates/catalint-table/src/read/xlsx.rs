//! Sheets of a workbook (xlsx).

use std::collections::HashMap;
use std::io::Cursor;

use calamine::{DataRef, Dimensions, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::Limits;
use super::package::{Package, Step, attribute, walk};
use super::symbols::{Font, font, plain};
use crate::error::Unreadable;
use crate::grid::{Cell, Document, Grid, Name, Note, Row};

/// Reads the visible sheets that hold something.
pub(super) fn read(bytes: &[u8]) -> Result<Document, Unreadable> {
    let mut package = Package::open(bytes)?;
    let strings = package.part("xl/sharedStrings.xml")?;
    let symbols = strings.map_or_else(|| Ok(HashMap::new()), |xml| symbol_strings(&xml))?;
    let mut document = Document::default();
    if package.macros {
        document.notes.push(Note::Macros);
    }
    if package.formulas > 0 {
        document.notes.push(Note::Formulas(package.formulas));
    }
    drop(package);
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let mut limits = Limits::default();
    for sheet in workbook.sheets_metadata().to_vec() {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        if sheet.visible != SheetVisible::Visible {
            document.notes.push(Note::HiddenSheet(sheet.name));
            continue;
        }
        let merged = workbook.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
        let mut grid = Rows::new(&sheet.name, &merged);
        let mut cells = workbook.worksheet_cells_reader(&sheet.name).map_err(|error| damaged(&error))?;
        let fonts: Vec<Option<Font>> = cells.styles().iter().map(style_font).collect();
        let percents: Vec<bool> = cells.styles().iter().map(is_percent).collect();
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(|error| damaged(&error))? {
            let text = match cell.get_value() {
                DataRef::SharedString(text) => match symbols.get(*text) {
                    Some(text) => text.clone(),
                    None => plain(fonts.get(style).copied().flatten(), text),
                },
                DataRef::String(text) => plain(fonts.get(style).copied().flatten(), text),
                DataRef::Float(n) if percents.get(style).copied().unwrap_or(false) => percent(*n),
                value => scalar(value),
            };
            grid.add(cell.get_position(), text, &mut limits)?;
        }
        let grid = grid.grid();
        if !grid.rows.is_empty() {
            document.grids.push(grid);
        }
    }
    Ok(document)
}

fn style_font(style: &calamine::Style) -> Option<Font> {
    font(style.font.as_ref()?.name.as_deref()?)
}

fn is_percent(style: &calamine::Style) -> bool {
    style.number_format.as_ref().is_some_and(|format| format.format_code.ends_with('%'))
}

/// `85.5%`, without the noise of binary fractions.
fn percent(n: f64) -> String {
    format!("{}%", (n * 1e10).round() / 1e8)
}

fn damaged(error: &XlsxError) -> Unreadable {
    match error {
        XlsxError::Password => Unreadable::Password,
        error => Unreadable::Damaged(error.to_string()),
    }
}

/// A value that is no text, as a cell shows it.
pub(super) fn scalar(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(n) => n.to_string(),
        // Numbers of rows are stored as 1.0.
        DataRef::Float(n) => n.to_string(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(day) if !day.is_duration() => {
            let (year, month, date, ..) = day.to_ymd_hms_milli();
            format!("{year}-{month:02}-{date:02}")
        }
        DataRef::DateTime(time) => time.as_f64().to_string(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// Puts cells into rows; shared by all kinds of workbook.
pub(super) struct Rows {
    name: String,
    /// Merged cells by their first.
    merged: HashMap<(u32, u32), (usize, usize)>,
    rows: std::collections::BTreeMap<u32, Vec<Cell>>,
}

impl Rows {
    pub(super) fn new(name: &str, merged: &[Dimensions]) -> Self {
        let size = |d: &Dimensions| {
            let side = |from: u32, to: u32| to.saturating_sub(from) as usize + 1;
            (d.start, (side(d.start.0, d.end.0), side(d.start.1, d.end.1)))
        };
        Self {
            name: name.to_owned(),
            merged: merged.iter().map(size).collect(),
            rows: std::collections::BTreeMap::new(),
        }
    }

    /// Says how many rows and columns the cell covers that is added next.
    pub(super) fn merge(&mut self, at: (u32, u32), size: (usize, usize)) {
        if size != (1, 1) {
            self.merged.insert(at, size);
        }
    }

    pub(super) fn add(
        &mut self,
        (row, column): (u32, u32),
        text: String,
        limits: &mut Limits,
    ) -> Result<(), Unreadable> {
        let text = residue(text);
        if text.trim().is_empty() {
            return Ok(());
        }
        limits.cell(column as usize, &text)?;
        if !self.rows.contains_key(&row) {
            limits.row(self.rows.len())?;
        }
        let (rows, columns) = self.merged.get(&(row, column)).copied().unwrap_or((1, 1));
        self.rows.entry(row).or_default().push(Cell { rows, columns, ..Cell::new(column as usize, text) });
        Ok(())
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
                if self.rows.len() >= crate::grid::MAX_ROWS {
                    break;
                }
                self.rows.entry(below).or_default();
            }
            next = next.max(end);
        }
        let rows = self.rows.into_iter().map(|(row, mut cells)| {
            cells.sort_by_key(|cell| cell.column);
            cells.dedup_by_key(|cell| cell.column);
            Row { number: row as usize + 1, cells }
        });
        Grid { name: Name::Sheet(self.name), rows: rows.collect(), ..Grid::default() }
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

/// The texts that have runs in a symbol font, with signs for the letters of these. A text that stands
/// there with and without such a run is left as it is.
fn symbol_strings(xml: &str) -> Result<HashMap<String, String>, Unreadable> {
    // Few workbooks have any.
    if !["ingdings", "ebdings", "ymbol", "INGDINGS", "EBDINGS", "YMBOL"].iter().any(|name| xml.contains(name)) {
        return Ok(HashMap::new());
    }
    let (mut raw, mut read) = (String::new(), String::new());
    let (mut run_font, mut in_text, mut phonetic) = (None::<Font>, false, false);
    let mut found: HashMap<String, Option<String>> = HashMap::new();
    walk(xml, |step| {
        match step {
            Step::Open("si", _) => {
                raw.clear();
                read.clear();
            }
            Step::Open("r", _) => run_font = None,
            Step::Open("rFont", element) => run_font = attribute(element, "val").and_then(|name| font(&name)),
            Step::Open("t", _) => in_text = true,
            Step::Open("rPh", _) => phonetic = true,
            Step::Close("rPh") => phonetic = false,
            Step::Close("t") => in_text = false,
            Step::Close("r") => run_font = None,
            Step::Text(text) if in_text && !phonetic => {
                raw.push_str(text);
                read.push_str(&plain(run_font, text));
            }
            Step::Close("si") if raw.len() < 4096 => {
                let same = raw == read;
                match found.get_mut(&raw) {
                    Some(known) if known.as_deref() != Some(&read) => *known = None,
                    Some(_) => {}
                    None => {
                        found.insert(raw.clone(), if same { None } else { Some(read.clone()) });
                    }
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(found.into_iter().filter_map(|(raw, read)| Some((raw, read?))).collect())
}
