//! A handout as a workbook: heads that stay, filters, and pages that fit on paper.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet};

use super::super::office::{Unwritable, clean, lines};
use super::super::package::of_no_system;
use super::{CellLook, CellLooks, font, page};
use crate::handout::HandoutSheet;

/// Points of a line.
const LINE: usize = 14;
/// Most points of a row.
const MAX_HEIGHT: usize = 409;
/// Most that a cell holds, in UTF-16 units.
const MAX_TEXT: usize = 32_767;
/// Most rows of a sheet.
const MAX_ROWS: usize = 1_048_576;

/// The workbook of some sheets.
///
/// # Errors
/// What the format can't hold.
pub fn write(sheets: &[HandoutSheet]) -> Result<Vec<u8>, Unwritable> {
    let mut workbook = Workbook::new();
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let title = sheets.first().map_or("", |sheet| sheet.title.as_str());
    workbook.set_properties(&DocProperties::new().set_title(clean(title)).set_creation_datetime(&day));
    for sheet in sheets {
        write_sheet(workbook.add_worksheet(), sheet)?;
    }
    of_no_system(workbook.save_to_buffer()?).ok_or_else(|| Unwritable::Assembly("no package".to_owned()))
}

fn write_sheet(out: &mut Worksheet, sheet: &HandoutSheet) -> Result<(), Unwritable> {
    let looks = CellLooks::new();
    let table = &sheet.table;
    let last = u16::try_from(table.columns.len().max(1) - 1).unwrap_or(u16::MAX);
    let all: usize = table.columns.iter().map(|(_, width)| width).sum();
    out.set_name(&sheet.name)?;
    page(out);
    let head = 1 + sheet.above.len();
    if head + 1 + table.rows.len() > MAX_ROWS {
        return Err(Unwritable::ManyRows(head + 1 + table.rows.len(), MAX_ROWS));
    }
    let title = font("宋体", 18).set_bold().set_align(FormatAlign::Center);
    over(out, 0, last, &sheet.title, &title)?;
    out.set_row_height(0, 31)?;
    for (nth, line) in sheet.above.iter().enumerate() {
        over(out, row(nth + 1), last, line, &font("宋体", 11).set_text_wrap())?;
        out.set_row_height(row(nth + 1), height(line, all))?;
    }
    for (column, (name, width)) in (0_u16..).zip(&table.columns) {
        put(out, row(head), column, name, looks.of(CellLook::Head, None), &sheet.name)?;
        out.set_column_width(column, u32::try_from(width + 1).unwrap_or(u32::MAX))?;
    }
    for (nth, cells) in table.rows.iter().enumerate() {
        let at = row(head + 1 + nth);
        let mut highest = LINE + 4;
        for (column, (cell, (_, width))) in (0_u16..).zip(cells.iter().zip(&table.columns)) {
            put(out, at, column, cell, looks.of(CellLook::Left, None), &sheet.name)?;
            highest = highest.max(lines(cell, *width) * LINE + 4);
        }
        out.set_row_height(at, u32::try_from(highest.min(MAX_HEIGHT)).unwrap_or(u32::MAX))?;
    }
    if !table.rows.is_empty() {
        out.autofilter(row(head), 0, row(head + table.rows.len()), last)?;
    }
    out.set_repeat_rows(row(head), row(head))?.set_freeze_panes(row(head + 1), 0)?;
    Ok(())
}

fn row(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn height(text: &str, width: usize) -> u32 {
    u32::try_from((lines(text, width.max(1)) * (LINE + 2) + 4).min(MAX_HEIGHT)).unwrap_or(u32::MAX)
}

/// Writes a text over all columns.
fn over(out: &mut Worksheet, row: u32, last: u16, text: &str, format: &Format) -> Result<(), Unwritable> {
    let text = clean(text);
    if last == 0 {
        out.write_string_with_format(row, 0, text.as_ref(), format)?;
    } else {
        out.merge_range(row, 0, row, last, &text, format)?;
    }
    Ok(())
}

/// Writes a text, as text whatever it looks like.
fn put(out: &mut Worksheet, row: u32, column: u16, text: &str, format: &Format, sheet: &str) -> Result<(), Unwritable> {
    let text = clean(text);
    if text.encode_utf16().count() > MAX_TEXT {
        return Err(Unwritable::LongText(format!("{sheet} R{}C{}", row + 1, column + 1), MAX_TEXT));
    }
    if text.is_empty() {
        out.write_blank(row, column, format)?;
    } else {
        out.write_string_with_format(row, column, text.as_ref(), format)?;
    }
    Ok(())
}
