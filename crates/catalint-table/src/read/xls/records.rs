//! The records of an old workbook, and the texts in them.

use encoding_rs::Encoding;

/// A record: its kind and its bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct XlsRecord<'b> {
    pub(super) kind: u16,
    pub(super) data: &'b [u8],
}

/// The kind of records that go on with the one before.
pub(super) const CONTINUE: u16 = 0x003C;

/// Records one after the other; one that is cut off ends them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Records<'b> {
    stream: &'b [u8],
    pub(super) at: usize,
}

impl<'b> Records<'b> {
    pub(super) fn new(stream: &'b [u8]) -> Self {
        Self { stream, at: 0 }
    }

    /// The records that go on with the one before.
    pub(super) fn more(&mut self) -> Vec<&'b [u8]> {
        let mut all = Vec::new();
        let mut ahead = *self;
        while let Some(record) = ahead.next().filter(|record| record.kind == CONTINUE) {
            all.push(record.data);
            *self = ahead;
        }
        all
    }
}

impl<'b> Iterator for Records<'b> {
    type Item = XlsRecord<'b>;

    fn next(&mut self) -> Option<XlsRecord<'b>> {
        let kind = word(self.stream, self.at)?;
        let length = usize::from(word(self.stream, self.at + 2)?);
        let data = self.stream.get(self.at + 4..self.at + 4 + length)?;
        self.at += 4 + length;
        Some(XlsRecord { kind, data })
    }
}

pub(super) fn word(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

pub(super) fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

pub(super) fn double(bytes: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}

/// How texts are written: in UTF-16 since Excel 97, before in an encoding of the file's own.
#[derive(Debug, Clone, Copy)]
pub(super) enum XlsWriting {
    Wide,
    Old(&'static Encoding),
}

impl XlsWriting {
    /// The encoding of a code page; that of China where it is not known.
    pub(super) fn of_page(page: u16) -> Self {
        let name = format!("windows-{page}");
        let known = match page {
            936 => Some(encoding_rs::GBK),
            950 => Some(encoding_rs::BIG5),
            932 => Some(encoding_rs::SHIFT_JIS),
            949 => Some(encoding_rs::EUC_KR),
            _ => Encoding::for_label(name.as_bytes()),
        };
        Self::Old(known.unwrap_or(encoding_rs::GBK))
    }
}

/// Bytes of a record and of those that go on with it.
#[derive(Debug)]
pub(super) struct RecordBytes<'b> {
    parts: Vec<&'b [u8]>,
    nth: usize,
    at: usize,
}

/// A text, and where its parts begin, in UTF-16 units, with their fonts.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct XlsText {
    pub(super) units: Vec<u16>,
    pub(super) runs: Vec<(usize, usize)>,
}

impl<'b> RecordBytes<'b> {
    pub(super) fn new(first: &'b [u8], more: Vec<&'b [u8]>) -> Self {
        let mut parts = vec![first];
        parts.extend(more);
        Self { parts, nth: 0, at: 0 }
    }

    pub(super) fn skip(&mut self, count: usize) -> Option<()> {
        let mut left = count;
        while left > 0 {
            let part = self.part()?;
            let step = left.min(part.len() - self.at);
            self.at += step;
            left -= step;
        }
        Some(())
    }

    /// The part in which the next byte stands.
    fn part(&mut self) -> Option<&'b [u8]> {
        while self.at >= self.parts.get(self.nth)?.len() {
            self.nth += 1;
            self.at = 0;
        }
        self.parts.get(self.nth).copied()
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        let byte = *self.part()?.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    pub(super) fn word(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn long(&mut self) -> Option<u32> {
        Some(u32::from(self.word()?) | u32::from(self.word()?) << 16)
    }

    /// So many letters; where they go on in another record, it says anew how wide they are.
    pub(super) fn letters(&mut self, count: usize, mut wide: bool) -> Option<Vec<u16>> {
        let mut units = Vec::new();
        while units.len() < count {
            let (nth, at) = (self.nth, self.at);
            self.part()?;
            if self.nth != nth && (at > 0 || !units.is_empty()) {
                wide = self.byte()? & 1 != 0;
            }
            units.push(if wide { self.word()? } else { u16::from(self.byte()?) });
        }
        Some(units)
    }

    /// A text with its length, and the fonts of its parts.
    pub(super) fn text(&mut self) -> Option<XlsText> {
        let count = usize::from(self.word()?);
        let marks = self.byte()?;
        let runs = if marks & 8 != 0 { usize::from(self.word()?) } else { 0 };
        let more = if marks & 4 != 0 { usize::try_from(self.long()?).ok()? } else { 0 };
        let units = self.letters(count, marks & 1 != 0)?;
        let mut text = XlsText { units, runs: Vec::new() };
        for _ in 0..runs {
            let run = (usize::from(self.word()?), usize::from(self.word()?));
            text.runs.push(run);
        }
        self.skip(more)?;
        Some(text)
    }
}

impl XlsText {
    pub(super) fn plain(&self) -> String {
        words(&self.units)
    }
}

pub(super) fn words(units: &[u16]) -> String {
    String::from_utf16_lossy(units)
}

/// A text in one record, with its length before it in one byte or two.
pub(super) fn short(data: &[u8], writing: XlsWriting, length_bytes: usize) -> Option<String> {
    let count = if length_bytes == 1 { usize::from(*data.first()?) } else { usize::from(word(data, 0)?) };
    let rest = data.get(length_bytes..)?;
    match writing {
        XlsWriting::Old(encoding) => Some(encoding.decode(rest.get(..count.min(rest.len()))?).0.into_owned()),
        XlsWriting::Wide => {
            let wide = *rest.first()? & 1 != 0;
            let letters = rest.get(1..)?;
            let room = if wide { letters.len() / 2 } else { letters.len() };
            RecordBytes::new(letters, Vec::new()).letters(count.min(room), wide).map(|units| words(&units))
        }
    }
}
