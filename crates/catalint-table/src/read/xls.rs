//! Sheets of a workbook of Excel 97 to 2003 (xls), read record by record: nothing is laid out that a
//! file only says it has.

mod cells;
mod globals;
mod records;
#[cfg(test)]
mod tests;

use std::io::{Cursor, Read};

use super::{Limits, TableFormat, foreign};
use crate::error::Unreadable;
use crate::grid::{Grids, Note};
use globals::Globals;

/// What a workbook is called in its container.
const STREAMS: [&str; 2] = ["/Workbook", "/Book"];

/// Bytes of a workbook's stream.
const MAX_STREAM: u64 = 64 << 20;

/// What an old container holds, whatever its name says.
pub(super) fn format(bytes: &[u8], extension: &str) -> Result<TableFormat, Unreadable> {
    // WPS writes workbooks of Excel under an ending of its own.
    let is_et = extension == "et";
    if let Some(kind) = foreign(extension).filter(|_| !is_et) {
        return Err(Unreadable::Format(kind));
    }
    let file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|e| Unreadable::Damaged(e.to_string()))?;
    match () {
        // An encrypted file of today's formats comes in such a container.
        () if file.exists("/EncryptedPackage") => Err(Unreadable::Password),
        () if file.exists("/WordDocument") => Err(Unreadable::Format("doc")),
        () if is_et && !STREAMS.iter().any(|name| file.is_stream(name)) => Err(Unreadable::Format("et")),
        () => Ok(TableFormat::Xls),
    }
}

/// Reads the visible sheets that hold something.
pub(super) fn read(bytes: &[u8]) -> Result<Grids, Unreadable> {
    let (stream, macros) = stream(bytes)?;
    let mut document = Grids::default();
    if macros {
        document.notes.push(Note::Macros);
    }
    let globals = Globals::read(&stream)?;
    let mut limits = Limits::default();
    let mut all = cells::XlsFound::default();
    // Sheets that stand in each other would be read again and again.
    let mut left = 2 * stream.len();
    for sheet in &globals.sheets {
        if sheet.hidden {
            document.notes.push(Note::HiddenSheet(sheet.name.clone()));
            continue;
        }
        let part = stream.get(sheet.at..).ok_or_else(|| Unreadable::Damaged("BOUNDSHEET".to_owned()))?;
        let (grid, length) = cells::read(part, &globals, sheet, &mut limits, &mut all)?;
        left = left.checked_sub(length).ok_or_else(|| Unreadable::Damaged("BOUNDSHEET".to_owned()))?;
        if !grid.rows.is_empty() {
            document.grids.push(grid);
        }
    }
    if all.formulas > 0 {
        document.notes.push(Note::Formulas(all.formulas));
    }
    if all.comments > 0 {
        document.notes.push(Note::Comments(all.comments));
    }
    Ok(document)
}

/// The workbook in its container, and whether there are macros beside it.
fn stream(bytes: &[u8]) -> Result<(Vec<u8>, bool), Unreadable> {
    let damaged = |error: std::io::Error| Unreadable::Damaged(error.to_string());
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(damaged)?;
    let macros = file.exists("/_VBA_PROJECT_CUR");
    let name = STREAMS.into_iter().find(|name| file.is_stream(name));
    let name = name.ok_or_else(|| Unreadable::Damaged("Workbook".to_owned()))?;
    let mut stream = Vec::new();
    file.open_stream(name).and_then(|s| s.take(MAX_STREAM + 1).read_to_end(&mut stream)).map_err(damaged)?;
    if stream.len() as u64 > MAX_STREAM { Err(Unreadable::TooLarge("64 MiB")) } else { Ok((stream, macros)) }
}
