//! The cells of a sheet of an old workbook.

use super::super::Limits;
use super::super::rich::{Rich, RichSaid, number, struck, text};
use super::super::sheet::{RowColumn, SheetRows};
use super::globals::{Globals, XlsSheet};
use super::records::{RecordBytes, Records, XlsRecord, XlsWriting, double, long, short, word, words};
use crate::error::Unreadable;
use crate::grid::{AsideKind, Grid};

/// Drawings that lie over the cells of a sheet.
const MAX_DRAWN: usize = 2000;

/// What was counted in all sheets.
#[derive(Debug, Default)]
pub(super) struct XlsFound {
    pub(super) formulas: usize,
    pub(super) comments: usize,
}

struct XlsReader<'a> {
    globals: &'a Globals,
    limits: &'a mut Limits,
    found: &'a mut XlsFound,
    rows: SheetRows,
    /// The formula whose text comes in the next record: its cell and look.
    waiting: Option<(RowColumn, usize)>,
    /// Where the last shape begins, and its kind.
    shape: Option<RowColumn>,
    kind: u16,
    drawn: Vec<(RowColumn, (AsideKind, String))>,
    merges: Vec<(RowColumn, (usize, usize))>,
}

/// Reads the sheet with which a part of the stream begins; and how long it is.
pub(super) fn read(
    part: &[u8],
    globals: &Globals,
    sheet: &XlsSheet,
    limits: &mut Limits,
    found: &mut XlsFound,
) -> Result<(Grid, usize), Unreadable> {
    let mut reader = XlsReader {
        globals,
        limits,
        found,
        rows: SheetRows::new(&sheet.name),
        waiting: None,
        shape: None,
        kind: 0,
        drawn: Vec::new(),
        merges: Vec::new(),
    };
    let mut records = Records::new(part);
    // Charts within a sheet are sheets within it.
    let mut depth = 0_usize;
    while let Some(record) = records.next() {
        match record.kind {
            0x0809 => depth += 1,
            0x000A if depth < 2 => break,
            0x000A => depth -= 1,
            _ if depth < 2 => reader.record(record, &mut records)?,
            _ => {}
        }
    }
    reader.rows.merge_all(std::mem::take(&mut reader.merges));
    for (at, aside) in std::mem::take(&mut reader.drawn) {
        reader.rows.lay_over(at, aside, reader.limits)?;
    }
    Ok((reader.rows.grid(), records.at))
}

impl XlsReader<'_> {
    fn record(&mut self, record: XlsRecord<'_>, records: &mut Records<'_>) -> Result<(), Unreadable> {
        let data = record.data;
        let cell = word(data, 0).zip(word(data, 2)).map(|(row, column)| (u32::from(row), u32::from(column)));
        let look = usize::from(word(data, 4).unwrap_or(0));
        match (record.kind, cell) {
            (0x00FD, Some(at)) => {
                let shared = long(data, 6).and_then(|nth| self.globals.string(nth));
                self.text(at, look, &shared.unwrap_or_default())?;
            }
            (0x0204 | 0x00D6, Some(at)) => {
                let own = data.get(6..).and_then(|rest| short(rest, self.globals.writing, 2));
                self.text(at, look, &Rich::plain(&own.unwrap_or_default()))?;
            }
            (0x0203, Some(at)) => self.number(at, look, double(data, 6))?,
            (0x027E, Some(at)) => self.number(at, look, long(data, 6).map(packed))?,
            (0x00BD, Some((row, first))) => {
                let cells = data.get(4..data.len().saturating_sub(2)).unwrap_or(&[]);
                for (column, cell) in (first..).zip(cells.chunks_exact(6)) {
                    let look = usize::from(word(cell, 0).unwrap_or(0));
                    self.number((row, column), look, long(cell, 2).map(packed))?;
                }
            }
            (0x0205, Some(at)) => {
                let value = (data.get(6).copied().unwrap_or(0), data.get(7) == Some(&1));
                self.truth(at, look, value)?;
            }
            (0x0006 | 0x0206 | 0x0406, Some(at)) => self.formula(at, look, data)?,
            (0x0207, _) => {
                if let Some((at, look)) = self.waiting.take() {
                    let own = match self.globals.writing {
                        XlsWriting::Wide => RecordBytes::new(data, records.more()).text().map(|text| text.plain()),
                        writing => short(data, writing, 2),
                    };
                    self.text(at, look, &Rich::plain(&own.unwrap_or_default()))?;
                }
            }
            (0x0208, Some((row, _))) if word(data, 12).is_some_and(|marks| marks & 0x20 != 0) => {
                self.rows.hide_row(row);
            }
            (0x007D, Some((first, last))) if word(data, 8).is_some_and(|marks| marks & 1 != 0) => {
                self.rows.hide_columns(first as usize..last as usize + 1);
            }
            (0x00E5, _) => self.merged(data),
            (0x001C, _) => self.found.comments += 1,
            (0x00EC, _) => self.shape = anchor(data).or(self.shape),
            (0x005D, _) => self.object(word(data, 4).unwrap_or(0)),
            (0x01B6, _) => {
                let more = records.more();
                self.text_box(word(data, 10).unwrap_or(0), more);
            }
            _ => {}
        }
        Ok(())
    }

    fn put(&mut self, at: RowColumn, (text, asides): RichSaid) -> Result<(), Unreadable> {
        self.rows.put(at, text, asides, self.limits)
    }

    fn text(&mut self, at: RowColumn, look: usize, words: &Rich) -> Result<(), Unreadable> {
        self.put(at, text(self.globals.format_of(look), words.shown(self.globals.look(look))))
    }

    fn number(&mut self, at: RowColumn, look: usize, value: Option<f64>) -> Result<(), Unreadable> {
        let Some(value) = value else { return Ok(()) };
        let format = self.globals.format_of(look);
        self.put(at, number(format, value, self.globals.from_1904, self.globals.look(look)))
    }

    fn truth(&mut self, at: RowColumn, look: usize, (value, is_error): (u8, bool)) -> Result<(), Unreadable> {
        let said = if is_error {
            (String::new(), vec![(AsideKind::ErrorValue, error(value).to_owned())])
        } else {
            struck(if value == 0 { "FALSE" } else { "TRUE" }.to_owned(), self.globals.look(look))
        };
        self.put(at, said)
    }

    /// A formula and its result.
    fn formula(&mut self, at: RowColumn, look: usize, data: &[u8]) -> Result<(), Unreadable> {
        self.found.formulas += 1;
        self.waiting = None;
        let value = data.get(8).copied().unwrap_or(0);
        match (word(data, 12), data.get(6)) {
            (Some(0xFFFF), Some(0)) => self.waiting = Some((at, look)),
            (Some(0xFFFF), Some(1)) => self.truth(at, look, (value, false))?,
            (Some(0xFFFF), Some(2)) => self.truth(at, look, (value, true))?,
            // A text without letters.
            (Some(0xFFFF), _) => {}
            _ => self.number(at, look, double(data, 6))?,
        }
        Ok(())
    }

    fn merged(&mut self, data: &[u8]) {
        for range in data.get(2..).unwrap_or(&[]).chunks_exact(8) {
            let side = |at: usize| u32::from(word(range, at).unwrap_or(0));
            let (top, bottom, left, right) = (side(0), side(2), side(4), side(6));
            if top <= bottom && left <= right {
                self.merges.push(((top, left), ((bottom - top) as usize + 1, (right - left) as usize + 1)));
            }
        }
    }

    /// What is drawn at the place of the last shape.
    fn object(&mut self, kind: u16) {
        self.kind = kind;
        let said = match kind {
            0x0008 => AsideKind::Picture,
            0x0005 | 0x000B | 0x000C => AsideKind::Object,
            _ => return,
        };
        if self.drawn.len() < MAX_DRAWN {
            self.drawn.extend(self.shape.map(|at| (at, (said, String::new()))));
        }
    }

    /// The words of a shape; those of a comment are none of the table.
    fn text_box(&mut self, count: u16, more: Vec<&[u8]>) {
        const COMMENT: u16 = 0x0019;
        if self.kind == COMMENT || count == 0 || self.drawn.len() >= MAX_DRAWN {
            return;
        }
        let mut bytes = RecordBytes::new(&[], more);
        let Some(marks) = bytes.byte() else { return };
        let letters = bytes.letters(usize::from(count), marks & 1 != 0);
        let said = letters.map(|letters| (AsideKind::TextBox, words(&letters).replace('\r', "\n")));
        self.drawn.extend(self.shape.zip(said));
    }
}

/// A number of thirty bits and two that say what it is.
fn packed(bits: u32) -> f64 {
    let value = if bits & 2 == 0 {
        f64::from_bits(u64::from(bits & 0xFFFF_FFFC) << 32)
    } else {
        f64::from(bits.cast_signed() >> 2)
    };
    if bits & 1 == 0 { value } else { value / 100.0 }
}

/// Where the last shape of a drawing begins.
fn anchor(data: &[u8]) -> Option<RowColumn> {
    let mark = [0x10, 0xF0, 0x12, 0, 0, 0];
    let at = data.windows(mark.len()).rposition(|bytes| bytes == mark)? + mark.len();
    let (column, row) = (word(data, at + 2)?, word(data, at + 6)?);
    Some((u32::from(row), u32::from(column)))
}

fn error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}
