//! Sheets of a workbook (xlsx): what their cells show.

mod book;
mod cells;
mod drawing;
mod looks;
mod strings;
#[cfg(test)]
mod tests;

use super::Limits;
use super::package::{ReadPackage, walk};
use super::sheet::SheetRows;
use crate::error::Unreadable;
use crate::grid::{AsideKind, Grids, Note};
use book::Book;
pub(crate) use book::resolved;
use cells::SheetReader;
use looks::BookLooks;
use strings::SharedStrings;

/// Drawings and controls that lie over the cells of one sheet.
const MAX_DRAWN: usize = 2000;

/// The names of all sheets with cells, hidden ones too, and the parts that they stand in.
pub(crate) fn sheets(bytes: &[u8]) -> Result<Vec<(String, String)>, Unreadable> {
    let book = Book::read(&mut ReadPackage::open(bytes)?)?;
    Ok(book.sheets.into_iter().map(|sheet| (sheet.name, sheet.part)).collect())
}

/// So much of a sheet is enough to see whether a catalog begins in it, in bytes of XML: several hundred rows.
const HEAD: usize = 512 << 10;

/// The first rows of the visible sheets, as plain as they are: without looks, drawings and notes.
pub(super) fn read_head(bytes: &[u8]) -> Result<Grids, Unreadable> {
    let mut package = ReadPackage::open_unread(bytes)?;
    let book = Book::read(&mut package)?;
    let strings = SharedStrings::read(package.part("xl/sharedStrings.xml")?.as_deref())?;
    let looks = BookLooks::read(None)?;
    let mut document = Grids::default();
    for sheet in book.sheets.iter().filter(|sheet| !sheet.hidden) {
        let Some(xml) = package.head(&sheet.part, HEAD, "row>")? else { continue };
        let mut limits = Limits::default();
        let mut reader = SheetReader::new(&book, &strings, &looks, SheetRows::new(&sheet.name), &mut limits);
        walk(&xml, |step| reader.step(step))?;
        document.grids.push(reader.finish().0.grid());
    }
    Ok(document)
}

/// Reads the visible sheets that hold something.
pub(super) fn read(bytes: &[u8]) -> Result<Grids, Unreadable> {
    let mut package = ReadPackage::open(bytes)?;
    let mut document = Grids::default();
    if package.macros {
        document.notes.push(Note::Macros);
    }
    let book = Book::read(&mut package)?;
    let strings = SharedStrings::read(package.part("xl/sharedStrings.xml")?.as_deref())?;
    let looks = BookLooks::read(package.part("xl/styles.xml")?.as_deref())?;
    let mut limits = Limits::default();
    let (mut comments, mut formulas) = (0, 0);
    let said = document.notes.len();
    for sheet in &book.sheets {
        if sheet.hidden {
            document.notes.push(Note::HiddenSheet(sheet.name.clone()));
            continue;
        }
        let xml = package.part(&sheet.part)?.ok_or_else(|| Unreadable::Damaged(sheet.part.clone()))?;
        let mut reader = SheetReader::new(&book, &strings, &looks, SheetRows::new(&sheet.name), &mut limits);
        walk(&xml, |step| reader.step(step))?;
        formulas += reader.formulas;
        let (mut rows, controls) = reader.finish();
        for (at, name) in controls.into_iter().take(MAX_DRAWN) {
            rows.lay_over(at, (AsideKind::Object, name), &mut limits)?;
        }
        for relation in book::relations(&mut package, &sheet.part)? {
            if relation.kind.ends_with("/comments") {
                let xml = package.part(&relation.part)?.unwrap_or_default();
                comments += xml.matches("<comment ").count();
            }
            if relation.kind.ends_with("/drawing") {
                let xml = package.part(&relation.part)?.unwrap_or_default();
                for (at, aside) in drawing::read(&xml)?.into_iter().take(MAX_DRAWN) {
                    rows.lay_over(at, aside, &mut limits)?;
                }
            }
        }
        let grid = rows.grid();
        if !grid.rows.is_empty() {
            document.grids.push(grid);
        }
    }
    if formulas > 0 {
        document.notes.insert(said, Note::Formulas(formulas));
    }
    if comments > 0 {
        document.notes.push(Note::Comments(comments));
    }
    Ok(document)
}
