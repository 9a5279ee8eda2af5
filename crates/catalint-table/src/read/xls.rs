//! Sheets of a workbook of Excel 97 to 2003 (xls).

use std::io::{Cursor, Read};

use calamine::{Data, DataRef, Reader, SheetType, SheetVisible, Xls, XlsError};

use super::xlsx::{Rows, scalar};
use super::{Format, Limits, foreign};
use crate::error::Unreadable;
use crate::grid::{Document, Note};

/// Bytes of a workbook's stream.
const MAX_STREAM: u64 = 64 << 20;
/// Places that all sheets may span: they are laid out in memory whether anything stands there or not.
const MAX_AREA: u64 = 2_000_000;

/// What an old container holds, whatever its name says.
pub(super) fn format(bytes: &[u8], extension: &str) -> Result<Format, Unreadable> {
    if let Some(kind) = foreign(extension) {
        return Err(Unreadable::Format(kind));
    }
    let file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|e| Unreadable::Damaged(e.to_string()))?;
    match () {
        // An encrypted file of today's formats comes in such a container.
        () if file.exists("/EncryptedPackage") => Err(Unreadable::Password),
        () if file.exists("/WordDocument") => Err(Unreadable::Format("doc")),
        () => Ok(Format::Xls),
    }
}

/// Reads the visible sheets that hold something.
pub(super) fn read(bytes: &[u8]) -> Result<Document, Unreadable> {
    let mut document = Document { notes: look_through(bytes)?, ..Document::default() };
    let mut workbook = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => Unreadable::Password,
        error => Unreadable::Damaged(error.to_string()),
    })?;
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
        let range = workbook.worksheet_range(&sheet.name).map_err(|error| Unreadable::Damaged(error.to_string()))?;
        let (top, left) = range.start().unwrap_or((0, 0));
        let mut rows = Rows::new(&sheet.name, &merged);
        for (row, column, value) in range.used_cells() {
            let at = (top + u32::try_from(row).unwrap_or(u32::MAX), left + u32::try_from(column).unwrap_or(u32::MAX));
            rows.add(at, text(value), &mut limits)?;
        }
        let grid = rows.grid();
        if !grid.rows.is_empty() {
            document.grids.push(grid);
        }
    }
    Ok(document)
}

fn text(value: &Data) -> String {
    match value {
        Data::String(text) => text.clone(),
        Data::Int(n) => n.to_string(),
        Data::Float(n) => n.to_string(),
        Data::Bool(yes) => scalar(&DataRef::Bool(*yes)),
        Data::DateTime(day) => scalar(&DataRef::DateTime(*day)),
        other => other.to_string(),
    }
}

/// Looks through the records before a reader lays them out: passwords, macros, how far they reach.
fn look_through(bytes: &[u8]) -> Result<Vec<Note>, Unreadable> {
    let damaged = |error: std::io::Error| Unreadable::Damaged(error.to_string());
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(damaged)?;
    let macros = file.exists("/_VBA_PROJECT_CUR");
    let name = ["/Workbook", "/Book"].into_iter().find(|name| file.is_stream(name));
    let name = name.ok_or_else(|| Unreadable::Damaged("Workbook".to_owned()))?;
    let mut stream = Vec::new();
    file.open_stream(name).and_then(|s| s.take(MAX_STREAM + 1).read_to_end(&mut stream)).map_err(damaged)?;
    if stream.len() as u64 > MAX_STREAM {
        return Err(Unreadable::TooLarge("64 MiB"));
    }
    if area(&stream) > MAX_AREA {
        return Err(Unreadable::TooLarge("20,000 rows"));
    }
    Ok(if macros { vec![Note::Macros] } else { Vec::new() })
}

/// The places that the sheets of a stream span, all together.
fn area(stream: &[u8]) -> u64 {
    let number =
        |bytes: &[u8], at: usize| bytes.get(at..at + 2).map_or(0, |b| u64::from(u16::from_le_bytes([b[0], b[1]])));
    let (mut all, mut rows, mut columns) = (0, 0, 0);
    let mut at = 0;
    while at + 4 <= stream.len() {
        let (kind, len) = (number(stream, at), usize::try_from(number(stream, at + 2)).unwrap_or(0));
        let data = stream.get(at + 4..at + 4 + len).unwrap_or(&[]);
        match kind {
            // The beginning of a sheet.
            0x0809 | 0x0409 | 0x0209 | 0x0009 => {
                all += rows * columns;
                (rows, columns) = (0, 0);
            }
            // Cells: formula, multiple numbers, string, text, shared string, number, boolean, RK.
            0x0006 | 0x00BD | 0x00BE | 0x00D6 | 0x0203 | 0x0204 | 0x0205 | 0x00FD | 0x027E | 0x0406 => {
                rows = rows.max(number(data, 0) + 1);
                let last = if matches!(kind, 0x00BD | 0x00BE) { number(data, len.saturating_sub(2)) } else { 0 };
                columns = columns.max(number(data, 2).max(last) + 1);
            }
            _ => {}
        }
        at += 4 + len;
    }
    all + rows * columns
}
