//! One file's text and what must be remembered to write it back as it was.

use std::sync::{Arc, OnceLock};

use super::{ColumnUnit, DecodeProblem, Decoded, Encoding, LineColumn, LineIndex, Span, Text};

/// The line break that a file uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Newline {
    /// `\n`
    Lf,
    /// `\r\n`
    CrLf,
    /// `\r`
    Cr,
}

impl Newline {
    /// The characters of the break.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Lf => "\n",
            Self::CrLf => "\r\n",
            Self::Cr => "\r",
        }
    }

    /// The break after the first line; `\n` where there is none.
    #[must_use]
    pub fn of(text: &str) -> Self {
        match text.find(['\n', '\r']) {
            Some(at) if text[at..].starts_with("\r\n") => Self::CrLf,
            Some(at) if text[at..].starts_with('\r') => Self::Cr,
            _ => Self::Lf,
        }
    }
}

/// A place in a file, in all units that a report may need; counted from 1, the offset from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line.
    pub line: u32,
    /// Column in code points.
    pub column: u32,
    /// Column in UTF-16 units.
    pub utf16: u32,
    /// Bytes before it.
    pub offset: u32,
}

/// A stretch of another file than the one that a finding is in: its offsets mean nothing here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRange {
    /// Name of that file as findings call it.
    pub file: Arc<str>,
    /// Where it begins.
    pub start: Position,
    /// Where it ends, exclusive.
    pub end: Position,
}

/// A decoded file: its name as findings show it, its text, its lines, its encoding. A clone shares text and lines.
#[derive(Debug, Clone)]
pub struct Source {
    /// Name as the user gave it, with `/`.
    pub name: String,
    /// The whole text, byte-order mark included where the file has one.
    pub text: Text,
    /// See [`Source::lines`].
    lines: Arc<OnceLock<LineIndex>>,
    /// Encoding of the bytes.
    pub encoding: Encoding,
    /// What was wrong with the bytes, if anything.
    pub problem: Option<DecodeProblem>,
    /// Line break of the file.
    pub newline: Newline,
}

impl Source {
    /// Wraps a decoded text.
    #[must_use]
    pub fn new(name: impl Into<String>, decoded: Decoded) -> Self {
        let Decoded { text, encoding, problem } = decoded;
        Self { encoding, problem, ..Self::from_text(name, text) }
    }

    /// A text that needs no decoding.
    #[must_use]
    pub fn from_text(name: impl Into<String>, text: impl Into<Text>) -> Self {
        let text = text.into();
        let (newline, encoding) = (Newline::of(&text), Encoding::Utf8);
        Self { name: name.into(), text, lines: Arc::default(), encoding, problem: None, newline }
    }

    /// The same file with another text.
    #[must_use]
    pub fn with_text(&self, text: impl Into<Text>) -> Self {
        let (encoding, problem) = (self.encoding, self.problem.clone());
        Self { encoding, problem, ..Self::from_text(self.name.as_str(), text) }
    }

    /// Lines of [`Source::text`]; read when they are first asked for, since in a file without
    /// findings nobody asks.
    #[must_use]
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// The part of the text under a span, cut to the text and to character boundaries.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        &self.text[self.clamp(span).range()]
    }

    /// The span cut to the text and moved outward to character boundaries.
    #[must_use]
    pub fn clamp(&self, span: Span) -> Span {
        let mut start = (span.start as usize).min(self.text.len());
        let mut end = (span.end as usize).clamp(start, self.text.len());
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        Span::of(start..end)
    }

    /// An offset in all units.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        let (line, column, utf16) = self.lines().line_columns(&self.text, offset);
        Position { line, column, utf16, offset }
    }

    /// The two ends of a span, cut to the text.
    #[must_use]
    pub fn positions(&self, span: Span) -> (Position, Position) {
        let span = self.clamp(span);
        (self.position(span.start), self.position(span.end))
    }

    /// The offset of a line and a column, both from 1: see [`LineIndex::offset`].
    #[must_use]
    pub fn offset(&self, place: LineColumn, unit: ColumnUnit) -> u32 {
        self.lines().offset(&self.text, place, unit)
    }

    /// Line and column of an offset.
    #[must_use]
    pub fn line_column(&self, offset: u32, unit: ColumnUnit) -> LineColumn {
        self.lines().line_column(&self.text, offset, unit)
    }
}
