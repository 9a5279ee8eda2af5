//! Lines: lists and mappings by indentation.

use super::super::tree::{Comment, Kind, RawNode, Style};
use super::scalar::{ScalarStop, starts_plain};
use super::{Bail, FastReader, KEY, Scalar, span, u32_of};
use catalint_text::Span;

impl FastReader<'_> {
    /// Reads the whole text.
    pub(super) fn lines(&mut self) -> Result<(), Bail> {
        while self.at < self.bytes.len() {
            let start = self.at;
            match self.skip_blanks() {
                b'\n' => self.at += 1,
                b'\r' => self.line_end()?,
                b'#' => self.comment(self.at, true),
                first => self.line(self.at - start, first)?,
            }
        }
        if let Some(at) = self.waiting.take() {
            self.empty(at);
        }
        while !self.open.is_empty() {
            self.close();
        }
        if self.tree.nodes.is_empty() { Err(Bail::Root) } else { Ok(()) }
    }

    /// A line with something on it, from its first byte that is no blank.
    #[inline]
    fn line(&mut self, column: usize, first: u8) -> Result<(), Bail> {
        if column == 0 && self.is_document_mark() {
            return Err(Bail::Document);
        }
        let entry = first == b'-' && self.gap(self.at + 1);
        if let Some(at) = self.waiting.take() {
            let below =
                self.open.last().is_some_and(|top| column > top.column || column == top.column && top.map && entry);
            if below {
                return self.node(column, first);
            }
            self.empty(at);
        }
        loop {
            let Some(top) = self.open.last() else {
                return if self.tree.nodes.is_empty() { self.node(column, first) } else { Err(Bail::Indentation) };
            };
            if top.column == column && top.map != entry {
                break;
            }
            // The list in the column of its key ends at the next key.
            if top.column > column || top.column == column && !top.map {
                self.close();
            } else {
                return Err(Bail::Indentation);
            }
        }
        if entry { self.entry(column) } else { self.pair(first) }
    }

    fn is_document_mark(&self) -> bool {
        let rest = &self.bytes[self.at..];
        rest.starts_with(b"---") || rest.starts_with(b"...") || rest.starts_with(b"%")
    }

    /// `- ` and what stands behind it.
    fn entry(&mut self, column: usize) -> Result<(), Bail> {
        let dash = self.at;
        self.at += 1;
        match self.skip_blanks() {
            b'\n' | b'\r' => {
                self.waiting = Some(u32_of(dash + 1));
                self.line_end()
            }
            b'#' => {
                self.waiting = Some(u32_of(dash + 1));
                self.comment(self.at, false);
                Ok(())
            }
            first => self.node(column + self.at - dash, first),
        }
    }

    /// A value that may be anything: the entry of a list, or what stands below its key.
    #[inline]
    fn node(&mut self, column: usize, first: u8) -> Result<(), Bail> {
        match first {
            b'-' if self.gap(self.at + 1) => {
                self.start(Kind::Seq, column)?;
                self.entry(column)
            }
            b'"' | b'\'' => {
                let scalar = self.quoted(first)?;
                if self.byte(self.at) == b':' {
                    self.start_mapping(column, scalar.span.start)?;
                    return self.quoted_pair(&scalar);
                }
                self.not_at_top()?;
                self.scalar(&scalar, Kind::Str);
                self.trailing()
            }
            b'[' | b'{' => {
                self.flow(0)?;
                self.trailing()
            }
            b'|' | b'>' => {
                self.not_at_top()?;
                self.block_scalar(first)
            }
            _ => {
                let start = self.plain_start(first)?;
                match self.plain_stop(start) {
                    ScalarStop::Colon(colon) => {
                        self.start_mapping(column, u32_of(start))?;
                        self.plain_pair(start, colon)
                    }
                    stop => {
                        self.not_at_top()?;
                        self.plain(start, stop)
                    }
                }
            }
        }
    }

    fn start_mapping(&mut self, column: usize, at: u32) -> Result<(), Bail> {
        let resume = std::mem::replace(&mut self.at, at as usize);
        let result = self.start(Kind::Map, column);
        self.at = resume;
        result
    }

    /// A text is no document here; in a list of the top it may be meant as an item.
    fn not_at_top(&mut self) -> Result<(), Bail> {
        self.slips |= self.open.len() == 2;
        if self.open.is_empty() { Err(Bail::Root) } else { Ok(()) }
    }

    /// A line of a mapping.
    #[inline]
    fn pair(&mut self, first: u8) -> Result<(), Bail> {
        if let b'"' | b'\'' = first {
            let scalar = self.quoted(first)?;
            return self.quoted_pair(&scalar);
        }
        let start = self.plain_start(first)?;
        match self.plain_stop(start) {
            ScalarStop::Colon(colon) => self.plain_pair(start, colon),
            _ => Err(Bail::NoKey),
        }
    }

    #[inline]
    fn plain_pair(&mut self, start: usize, colon: usize) -> Result<(), Bail> {
        if colon - start > KEY || self.bytes[colon - 1] == b' ' || self.bytes[start] == b'<' {
            return Err(Bail::Key);
        }
        let (kind, name) = self.names.plain(start, colon);
        let span = span(start, colon);
        self.push(RawNode { span, link: 0, kind, style: Style::Plain, name, flags: 0 });
        self.value(colon)
    }

    fn quoted_pair(&mut self, key: &Scalar) -> Result<(), Bail> {
        let colon = self.at;
        if self.byte(colon) != b':' || !self.gap(colon + 1) {
            return Err(Bail::Quote);
        }
        if key.span.len() as usize > KEY {
            return Err(Bail::Key);
        }
        self.scalar(key, Kind::Str);
        let name = self.names.quoted(self.tree.node(self.next_id() - 1).text());
        if let Some(raw) = self.tree.nodes.last_mut() {
            raw.name = name;
        }
        self.value(colon)
    }

    /// What stands behind the colon of a key.
    #[inline]
    fn value(&mut self, colon: usize) -> Result<(), Bail> {
        self.at = colon + 1;
        let first = self.skip_blanks();
        if starts_plain(first) {
            let (start, stop) = (self.at, self.plain_stop(self.at));
            return self.plain(start, stop);
        }
        match first {
            b'\n' | b'\r' => {
                self.waiting = Some(u32_of(colon + 1));
                self.line_end()
            }
            b'#' => {
                self.waiting = Some(u32_of(colon + 1));
                self.comment(self.at, false);
                Ok(())
            }
            b'"' | b'\'' => {
                let scalar = self.quoted(first)?;
                self.scalar(&scalar, Kind::Str);
                self.trailing()
            }
            b'[' | b'{' => {
                self.flow(0)?;
                self.trailing()
            }
            b'|' | b'>' => self.block_scalar(first),
            _ => {
                let start = self.plain_start(first)?;
                let stop = self.plain_stop(start);
                self.plain(start, stop)
            }
        }
    }

    /// An empty value right behind its `:` or `-`.
    fn empty(&mut self, at: u32) {
        let span = Span::empty(at);
        self.push(RawNode { span, link: 0, kind: Kind::Null, style: Style::Empty, name: 0, flags: 0 });
    }

    /// What may stand behind a value: blanks, then a comment.
    pub(super) fn trailing(&mut self) -> Result<(), Bail> {
        let end = self.at;
        match self.skip_blanks() {
            b'\n' | b'\r' => self.line_end(),
            b'#' if self.at > end => {
                self.comment(self.at, false);
                Ok(())
            }
            _ => Err(Bail::Quote),
        }
    }

    /// The end of the line, where reading stands.
    #[inline]
    pub(super) fn line_end(&mut self) -> Result<(), Bail> {
        if self.byte(self.at) == b'\r' {
            self.at += 1;
        }
        if self.byte(self.at) != b'\n' || self.bytes.len() < self.at {
            return Err(Bail::Return);
        }
        self.at += 1;
        Ok(())
    }

    /// A comment to the end of its line.
    pub(super) fn comment(&mut self, at: usize, own_line: bool) {
        let line_break = self.line_break(at);
        let span = span(at, self.before_break(line_break));
        self.tree.comments.push(Comment { span, own_line });
        self.at = line_break + 1;
    }
}
