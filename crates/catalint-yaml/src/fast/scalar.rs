//! Plain and quoted scalars on one line.

use memchr::{memchr2, memchr3};

use super::super::resolve;
use super::super::tree::{Kind, RawNode, Style};
use super::{Bail, FastReader, Scalar, span};

/// Where a plain scalar ends.
#[derive(Clone, Copy)]
pub(super) enum ScalarStop {
    /// At a colon with a blank or the end of the line behind it.
    Colon(usize),
    /// At a `#` with a blank before it.
    Comment(usize),
    /// At the end of its line.
    Line(usize),
}

/// The bytes with which a plain scalar may begin whatever follows.
const STARTS: [bool; 256] = {
    let mut starts = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        let b = byte as u8;
        let sign =
            matches!(b, b'(' | b')' | b'/' | b'_' | b'+' | b'.' | b'$' | b';' | b'=' | b'^' | b'~' | b'\\' | b'<');
        starts[byte] = b.is_ascii_alphanumeric() || !b.is_ascii() || sign;
        byte += 1;
    }
    starts
};

/// Whether a plain scalar may begin with a byte whatever follows.
#[inline]
pub(super) fn starts_plain(byte: u8) -> bool {
    STARTS[usize::from(byte)]
}

impl FastReader<'_> {
    /// Checks that a plain scalar may begin with `first` where reading stands.
    #[inline]
    pub(super) fn plain_start(&mut self, first: u8) -> Result<usize, Bail> {
        if starts_plain(first) {
            return Ok(self.at);
        }
        // Not the dash of an entry, nor one that should be.
        let text = first == b'-' && self.byte(self.at + 1).is_ascii_alphanumeric();
        self.slips |= text;
        if text { Ok(self.at) } else { Err(Bail::Indicator) }
    }

    /// Where the plain scalar that begins at `start` ends.
    #[inline]
    pub(super) fn plain_stop(&mut self, start: usize) -> ScalarStop {
        let mut from = start;
        loop {
            let at = self.marks.next(from);
            match self.byte(at) {
                b'\n' => return ScalarStop::Line(at),
                b':' if self.gap(at + 1) => return ScalarStop::Colon(at),
                b'#' if self.bytes[at - 1] == b' ' => return ScalarStop::Comment(at),
                _ => from = at + 1,
            }
        }
    }

    /// A plain scalar, and the rest of its line.
    #[inline]
    pub(super) fn plain(&mut self, start: usize, stop: ScalarStop) -> Result<(), Bail> {
        let (at, end) = match stop {
            ScalarStop::Colon(_) => return Err(Bail::Colon),
            ScalarStop::Comment(at) | ScalarStop::Line(at) => (at, self.without_blanks(start, at)),
        };
        let kind = self.plain_kind(start, end);
        self.push(RawNode { span: span(start, end), link: 0, kind, style: Style::Plain, name: 0, flags: 0 });
        if let ScalarStop::Comment(at) = stop {
            // Blanks outside ASCII are text, but leave the comment alone on its line.
            if self.text[start..end].trim().is_empty() {
                return Err(Bail::Indicator);
            }
            self.comment(at, false);
        } else {
            self.at = at + 1;
        }
        Ok(())
    }

    /// The end of a plain scalar without the blanks behind it, and without the `\r` of a line break.
    #[inline]
    pub(super) fn without_blanks(&self, start: usize, mut end: usize) -> usize {
        while end > start && matches!(self.bytes[end - 1], b' ' | b'\r') {
            end -= 1;
        }
        end
    }

    /// What a plain scalar means. A dash that may be meant as syntax is noted.
    #[inline]
    pub(super) fn plain_kind(&mut self, start: usize, end: usize) -> Kind {
        match self.bytes[start] {
            // `－`, `—` and `–` begin with these.
            0xE2 | 0xEF => {
                self.slips |= self.text[start..end].starts_with(['－', '—', '–']);
                Kind::Str
            }
            0x80.. => Kind::Str,
            _ => resolve::plain(&self.text[start..end]),
        }
    }

    pub(super) fn scalar(&mut self, scalar: &Scalar, kind: Kind) {
        let Scalar { span, style, link } = *scalar;
        self.push(RawNode { span, link, kind, style, name: 0, flags: 0 });
    }

    /// A text in quotes that ends on its line; reading goes on behind it.
    pub(super) fn quoted(&mut self, quote: u8) -> Result<Scalar, Bail> {
        let start = self.at;
        let text = start + 1;
        let kept = self.tree.side.len();
        let mut verbatim = true;
        let mut at = text;
        let style = if quote == b'"' { Style::Double } else { Style::Single };
        // Up to here the text is in the side buffer, if it is not verbatim.
        let mut done = text;
        loop {
            let rest = &self.bytes[at..];
            let found = if quote == b'"' { memchr3(b'"', b'\\', b'\n', rest) } else { memchr2(b'\'', b'\n', rest) };
            let stop = at + found.ok_or(Bail::Quote)?;
            match self.bytes[stop] {
                b'\n' => return Err(Bail::Quote),
                b'\'' if self.byte(stop + 1) == b'\'' => {
                    self.tree.side.push_str(&self.text[done..=stop]);
                    at = stop + 2;
                }
                b'\\' => {
                    self.tree.side.push_str(&self.text[done..stop]);
                    at = self.escape(stop + 1)?;
                }
                _ => {
                    if !verbatim {
                        self.tree.side.push_str(&self.text[done..stop]);
                    }
                    let link = if verbatim { 0 } else { self.kept(kept) };
                    self.at = stop + 1;
                    return Ok(Scalar { span: span(start, stop + 1), style, link });
                }
            }
            verbatim = false;
            done = at;
        }
    }

    /// The character that stands behind a backslash; the place behind it.
    fn escape(&mut self, at: usize) -> Result<usize, Bail> {
        let digits = match self.byte(at) {
            b'x' => 2,
            b'u' => 4,
            b'U' => 8,
            simple => {
                let c = match simple {
                    b'n' => '\n',
                    b't' => '\t',
                    b'r' => '\r',
                    b'"' => '"',
                    b'/' => '/',
                    b'\\' => '\\',
                    b' ' => ' ',
                    _ => return Err(Bail::Escape),
                };
                self.tree.side.push(c);
                return Ok(at + 1);
            }
        };
        let end = at + 1 + digits;
        let hex = self.bytes.get(at + 1..end).ok_or(Bail::Escape)?;
        let mut code = 0u32;
        for &digit in hex {
            let value = char::from(digit).to_digit(16).ok_or(Bail::Escape)?;
            code = code.checked_mul(16).and_then(|code| code.checked_add(value)).ok_or(Bail::Escape)?;
        }
        // Half a pair is no character.
        self.tree.side.push(char::from_u32(code).ok_or(Bail::Escape)?);
        Ok(end)
    }
}
