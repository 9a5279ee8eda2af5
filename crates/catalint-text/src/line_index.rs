//! The only converter of byte offsets to lines and columns.

use std::sync::OnceLock;

use super::Span;

/// What a column counts. Columns on a screen are another matter: see [`super::display_width`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnUnit {
    /// UTF-8 bytes.
    Byte,
    /// Unicode code points.
    Char,
    /// UTF-16 code units: two for characters beyond U+FFFF.
    Utf16,
}

/// A line and a column, both counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: u32,
    /// Column in the unit asked for, from 1.
    pub column: u32,
}

/// Distance between two counted places of a long line, in bytes.
const STEP: usize = 4096;

/// Where the lines of a text begin, and how many characters lie before a place.
///
/// A line ends at `\n`, `\r\n` or `\r`, and at nothing else: U+2028, U+2029 and U+0085 are
/// text to editors. A byte-order mark at the start of the text belongs to no column.
#[derive(Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
    bom: u32,
    /// Code points and UTF-16 units before each multiple of [`STEP`], rounded down to a
    /// character; made on the first question about a long line, so that a 50 MB line
    /// costs one pass and not one a finding.
    counts: OnceLock<Vec<UnitCount>>,
}

#[derive(Debug, Clone, Copy, Default)]
struct UnitCount {
    offset: usize,
    chars: u32,
    utf16: u32,
}

impl LineIndex {
    /// Reads the line breaks of `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bom = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let bytes = text.as_bytes();
        // Counting first is quick, and a list that grew would take up to twice the room.
        let mut starts = Vec::with_capacity(1 + memchr::memchr_iter(b'\n', bytes).count());
        starts.push(bom);
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
                continue;
            }
            starts.push(Span::of(at + 1..at + 1).start);
        }
        Self { starts, bom, counts: OnceLock::new() }
    }

    /// Number of lines; a text that ends in a line break has an empty last one.
    #[must_use]
    pub fn lines(&self) -> u32 {
        Span::of(0..self.starts.len()).end
    }

    /// The line that holds `offset`, from 1.
    #[must_use]
    pub fn line(&self, offset: u32) -> u32 {
        let after = self.starts.partition_point(|&start| start <= offset);
        Span::of(0..after.max(1)).end
    }

    /// The first byte of a line counted from 1, byte-order mark left out.
    /// A line past the last gives the start of the last.
    #[must_use]
    pub fn line_start(&self, line: u32) -> u32 {
        let at = (line.max(1) as usize - 1).min(self.starts.len() - 1);
        self.starts[at]
    }

    /// The text of a line counted from 1, without its line break.
    #[must_use]
    pub fn line_span(&self, text: &str, line: u32) -> Span {
        let start = self.line_start(line);
        let end = match self.starts.get(line.max(1) as usize) {
            Some(&next) => next as usize,
            None => text.len(),
        };
        let body = text[start as usize..end].trim_end_matches(['\n', '\r']);
        // Only the break itself is cut: a line cannot hold another one.
        Span::of(start as usize..start as usize + body.len())
    }

    /// Line and column of a byte offset of `text`, the text this index was made of.
    ///
    /// An offset past the end counts as the end, one inside a character as its start, one
    /// between `\r` and `\n` as the end of its line.
    #[must_use]
    pub fn line_column(&self, text: &str, offset: u32, unit: ColumnUnit) -> LineColumn {
        let (line, start, at) = self.find(text, offset);
        let column = match unit {
            ColumnUnit::Byte => Span::of(start..at).len(),
            ColumnUnit::Char => self.count_to(text, start, at).0,
            ColumnUnit::Utf16 => self.count_to(text, start, at).1,
        };
        LineColumn { line, column: column + 1 }
    }

    /// The same in both units of characters: line, code points and UTF-16 units, all from 1.
    #[must_use]
    pub fn line_columns(&self, text: &str, offset: u32) -> (u32, u32, u32) {
        let (line, start, at) = self.find(text, offset);
        let (chars, utf16) = self.count_to(text, start, at);
        (line, chars + 1, utf16 + 1)
    }

    /// The way back: the byte offset of a line and a column of `text`, the text this index was made of.
    ///
    /// A line past the last counts as the end of the text, a column past the end of its line as that end, one within a
    /// character as the start of the character.
    #[must_use]
    pub fn offset(&self, text: &str, LineColumn { line, column }: LineColumn, unit: ColumnUnit) -> u32 {
        if line > self.lines() {
            return Span::of(0..text.len()).end;
        }
        let span = self.line_span(text, line);
        let wanted = column.max(1) - 1;
        let mut passed = 0;
        let behind = |(at, c): (usize, char)| {
            passed += match unit {
                ColumnUnit::Byte => Span::of(0..c.len_utf8()).end,
                ColumnUnit::Char => 1,
                ColumnUnit::Utf16 => Span::of(0..c.len_utf16()).end,
            };
            (passed > wanted).then_some(at)
        };
        let at = text[span.range()].char_indices().find_map(behind);
        at.map_or(span.end, |at| span.start + Span::of(0..at).end)
    }

    /// The line of an offset, where that line begins, and the offset as it counts.
    fn find(&self, text: &str, offset: u32) -> (u32, usize, usize) {
        let mut at = (offset.max(self.bom) as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        if text[..at].ends_with('\r') && text[at..].starts_with('\n') {
            at -= 1;
        }
        let line = self.line(Span::of(at..at).start);
        (line, self.line_start(line) as usize, at)
    }

    /// Code points and UTF-16 units from `start` to `at`.
    fn count_to(&self, text: &str, start: usize, at: usize) -> (u32, u32) {
        if at - start <= 2 * STEP {
            return count(&text[start..at]);
        }
        let counts = self.counts.get_or_init(|| checkpoints(text));
        let before = |offset: usize| {
            let near = counts[offset / STEP];
            let (chars, utf16) = count(&text[near.offset..offset]);
            (near.chars + chars, near.utf16 + utf16)
        };
        let (from, to) = (before(start), before(at));
        (to.0 - from.0, to.1 - from.1)
    }
}

fn count(text: &str) -> (u32, u32) {
    let (mut chars, mut utf16) = (0, 0);
    for byte in text.bytes() {
        // Every byte that is no continuation starts a character; four-byte ones are two units.
        chars += u32::from(byte & 0xC0 != 0x80);
        utf16 += u32::from(byte & 0xC0 != 0x80) + u32::from(byte >= 0xF0);
    }
    (chars, utf16)
}

fn checkpoints(text: &str) -> Vec<UnitCount> {
    let mut all = vec![UnitCount::default()];
    let mut last = UnitCount::default();
    for step in 1..=text.len() / STEP {
        let mut offset = step * STEP;
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let (chars, utf16) = count(&text[last.offset..offset]);
        last = UnitCount { offset, chars: last.chars + chars, utf16: last.utf16 + utf16 };
        all.push(last);
    }
    all
}
