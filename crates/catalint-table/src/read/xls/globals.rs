//! What an old workbook says for all its sheets: names, texts, fonts, formats.

use std::collections::HashMap;

use super::super::number_format::builtin;
use super::super::rich::{Rich, TextLook};
use super::super::symbols::font;
use super::records::{RecordBytes, Records, XlsText, XlsWriting, long, short, word, words};
use crate::error::Unreadable;

/// Sheets of one workbook.
const MAX_SHEETS: usize = 1000;

/// A sheet of cells.
#[derive(Debug)]
pub(super) struct XlsSheet {
    pub(super) name: String,
    /// Where it begins in the stream.
    pub(super) at: usize,
    pub(super) hidden: bool,
}

/// What holds for all sheets.
#[derive(Debug)]
pub(super) struct Globals {
    pub(super) sheets: Vec<XlsSheet>,
    pub(super) from_1904: bool,
    pub(super) writing: XlsWriting,
    strings: Vec<XlsText>,
    fonts: Vec<TextLook>,
    formats: HashMap<u32, String>,
    /// Font and format of each look of a cell.
    looks: Vec<(usize, u32)>,
}

impl Globals {
    pub(super) fn read(stream: &[u8]) -> Result<Self, Unreadable> {
        let mut globals = Self {
            sheets: Vec::new(),
            from_1904: false,
            writing: XlsWriting::Wide,
            strings: Vec::new(),
            fonts: Vec::new(),
            formats: HashMap::new(),
            looks: Vec::new(),
        };
        let mut records = Records::new(stream);
        let mut begun = false;
        while let Some(record) = records.next() {
            let data = record.data;
            match record.kind {
                0x0809 => {
                    begun = true;
                    // Before Excel 97 texts are in the code page of the file.
                    if word(data, 0).is_some_and(|version| version < 0x0600) {
                        globals.writing = XlsWriting::of_page(936);
                    }
                }
                0x002F => return Err(Unreadable::Password),
                0x0042 => {
                    if let (XlsWriting::Old(_), Some(page)) = (globals.writing, word(data, 0)) {
                        globals.writing = XlsWriting::of_page(page);
                    }
                }
                0x0022 => globals.from_1904 = word(data, 0) == Some(1),
                0x0031 => globals.font(data),
                0x041E => globals.format(data),
                0x00E0 => {
                    let look = word(data, 0).zip(word(data, 2));
                    globals.looks.extend(look.map(|(font, format)| (usize::from(font), u32::from(format))));
                }
                0x0085 if globals.sheets.len() < MAX_SHEETS => globals.sheet(data),
                0x0085 => return Err(Unreadable::TooLarge("1,000 sheets")),
                0x00FC => {
                    let mut bytes = RecordBytes::new(data, records.more());
                    bytes.skip(8);
                    while let Some(text) = bytes.text() {
                        globals.strings.push(text);
                    }
                }
                0x000A => break,
                _ => {}
            }
        }
        if begun { Ok(globals) } else { Err(Unreadable::Damaged("BOF".to_owned())) }
    }

    fn font(&mut self, data: &[u8]) {
        let marks = word(data, 2).unwrap_or(0);
        let name = data.get(14..).and_then(|rest| short(rest, self.writing, 1)).unwrap_or_default();
        self.fonts.push(TextLook { font: font(&name), struck: marks & 8 != 0 });
    }

    fn format(&mut self, data: &[u8]) {
        let length = if matches!(self.writing, XlsWriting::Wide) { 2 } else { 1 };
        let code = data.get(2..).and_then(|rest| short(rest, self.writing, length));
        self.formats.extend(word(data, 0).map(u32::from).zip(code));
    }

    fn sheet(&mut self, data: &[u8]) {
        let (Some(at), Some(&state), Some(&kind)) = (long(data, 0), data.get(4), data.get(5)) else { return };
        // Sheets of charts and macros have no cells.
        if kind != 0 {
            return;
        }
        let name = data.get(6..).and_then(|rest| short(rest, self.writing, 1)).unwrap_or_default();
        let at = usize::try_from(at).unwrap_or(usize::MAX);
        self.sheets.push(XlsSheet { name, at, hidden: state & 3 != 0 });
    }

    /// The code of a cell's format.
    pub(super) fn format_of(&self, look: usize) -> &str {
        let id = self.looks.get(look).map_or(0, |(_, format)| *format);
        self.formats.get(&id).map_or_else(|| builtin(id), String::as_str)
    }

    pub(super) fn look(&self, look: usize) -> TextLook {
        self.looks.get(look).map_or_else(TextLook::default, |(font, _)| self.font_of(*font))
    }

    /// A font by its number, of which there is no fourth.
    fn font_of(&self, number: usize) -> TextLook {
        let nth = if number > 3 { number - 1 } else { number };
        self.fonts.get(nth).copied().unwrap_or_default()
    }

    /// A text that cells share.
    pub(super) fn string(&self, nth: u32) -> Option<Rich> {
        let text = self.strings.get(usize::try_from(nth).ok()?)?;
        if text.runs.is_empty() {
            return Some(Rich::plain(&text.plain()));
        }
        let mut rich = Rich::default();
        let mut at = 0;
        let mut look = None;
        for (start, font) in text.runs.iter().copied().chain([(text.units.len(), 0)]) {
            let start = start.clamp(at, text.units.len());
            if start > at {
                rich.push(&words(&text.units[at..start]), look);
            }
            (at, look) = (start, Some(self.font_of(font)));
        }
        Some(rich)
    }
}
