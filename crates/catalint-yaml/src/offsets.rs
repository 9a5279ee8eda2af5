//! From a place in the text of a scalar to its place in the file.

use std::ops::Range;

use super::{Node, Style};
use catalint_text::Span;

/// A text longer than this that is not verbatim has no places within: finding one walks the
/// text from its start, and a rule may ask for many.
const LONGEST: usize = 64 * 1024;

/// See [`Node::locate`].
pub(super) fn locate(node: Node<'_>, part: Range<usize>) -> Option<Span> {
    let text = node.text();
    if part.start > part.end || text.get(part.clone()).is_none() || node.is_aliased() {
        return None;
    }
    let inner = node.inner_span();
    if node.is_verbatim() {
        let start = inner.start as usize;
        return Some(Span::of(start + part.start..start + part.end));
    }
    if text.len() > LONGEST {
        return None;
    }
    let source = &node.tree().source()[inner.range()];
    let mut walk = ScalarWalk::new(source, node.style(), text)?;
    let (mut start, mut end) = (None, None);
    for (at, c) in text.char_indices() {
        let place = walk.step(c, &text[at + c.len_utf8()..])?;
        if at == part.start {
            start = Some(place.start);
        }
        if at + c.len_utf8() == part.end {
            end = Some(place.end);
        }
        if at == part.end && part.is_empty() {
            end = Some(place.start);
        }
        if start.is_some() && end.is_some() {
            break; // the last line break of a block scalar lies outside its span
        }
    }
    let base = inner.start as usize;
    let (start, end) = match (start, end) {
        (Some(start), Some(end)) => (start, end),
        // The empty range behind the last character.
        (None, None) if part.start == text.len() => (walk.at, walk.at),
        _ => return None,
    };
    (start <= end).then(|| Span::of(base + start..base + end))
}

/// Walks the source of a scalar beside its text, one character of the text at a time.
struct ScalarWalk<'a> {
    source: &'a str,
    style: Style,
    at: usize,
    /// Literal and folded blocks: columns of indentation to leave out.
    indent: usize,
    /// Line breaks that a run of blank lines still owes to the text.
    owed: usize,
    /// Where that run stands.
    run: Range<usize>,
}

impl<'a> ScalarWalk<'a> {
    fn new(source: &'a str, style: Style, text: &str) -> Option<Self> {
        let mut walk = Self { source, style, at: 0, indent: 0, owed: 0, run: 0..0 };
        if matches!(style, Style::Literal | Style::Folded) {
            let header = source.find(['\n', '\r'])?;
            walk.at = header + break_len(&source[header..]);
            // What the first line has fewer blanks in the text than in the source is indentation.
            let blanks = |lines: &str| {
                let first = lines.split(['\n', '\r']).find(|line| !line.trim_matches(' ').is_empty())?;
                Some(first.len() - first.trim_start_matches(' ').len())
            };
            walk.indent = blanks(&source[walk.at..])?.checked_sub(blanks(text)?)?;
            walk.skip_indent();
        }
        Some(walk)
    }

    /// The source of the next character `c` of the text, which goes on with `rest`.
    fn step(&mut self, c: char, rest: &str) -> Option<Range<usize>> {
        match self.style {
            Style::Literal | Style::Folded => self.block(c),
            Style::Double => self.quoted(c, rest),
            _ => self.flow(c),
        }
    }

    fn take(&mut self, bytes: usize) -> Range<usize> {
        let from = self.at;
        self.at += bytes;
        from..self.at
    }

    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    fn skip_indent(&mut self) {
        let blanks = self.rest().len() - self.rest().trim_start_matches(' ').len();
        self.at += blanks.min(self.indent);
    }

    /// Literal and folded blocks. A folded break stands in the text as a blank, or, in front of
    /// blank lines, not at all.
    fn block(&mut self, c: char) -> Option<Range<usize>> {
        loop {
            let rest = self.rest();
            let width = break_len(rest);
            if width == 0 {
                return rest.starts_with(c).then(|| self.take(c.len_utf8()));
            }
            let place = self.take(width);
            self.skip_indent();
            if c == '\n' {
                let folds = self.style == Style::Folded && break_len(self.rest()) > 0;
                if folds && self.before_is_text(place.start) {
                    continue; // the first break of a run is the one that folding swallows
                }
                return Some(place);
            }
            if c == ' ' && self.style == Style::Folded {
                return Some(place);
            }
            if self.style == Style::Literal {
                return None;
            }
        }
    }

    fn before_is_text(&self, at: usize) -> bool {
        let line = self.source[..at].rsplit(['\n', '\r']).next().unwrap_or("");
        !line.trim().is_empty()
    }

    /// Double quotes: escapes, then as other quotes.
    fn quoted(&mut self, c: char, _rest: &str) -> Option<Range<usize>> {
        if self.owed > 0 {
            return self.flow(c);
        }
        while self.rest().starts_with('\\') {
            let after = &self.rest()[1..];
            let width = break_len(after);
            if width == 0 {
                let len = match after.as_bytes().first()? {
                    b'x' => 4,
                    b'u' if c as u32 > 0xFFFF => 12,
                    b'u' => 6,
                    b'U' => 10,
                    _ => 1 + after.chars().next()?.len_utf8(),
                };
                return (self.at + len <= self.source.len()).then(|| self.take(len));
            }
            // An escaped break joins two lines without a blank.
            self.at += 1 + width;
            self.at += self.rest().len() - self.rest().trim_start_matches([' ', '\t']).len();
        }
        self.flow(c)
    }

    /// Plain and quoted scalars: a single break is a blank, each further one a line break.
    fn flow(&mut self, c: char) -> Option<Range<usize>> {
        if self.owed > 0 {
            self.owed -= 1;
            return (c == '\n').then(|| self.run.clone());
        }
        let rest = self.rest();
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        if break_len(&rest[blanks..]) > 0 {
            let run = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
            let breaks = count_breaks(&rest[..run]);
            self.run = self.at..self.at + run;
            self.at += run;
            if breaks == 1 {
                return (c == ' ').then(|| self.run.clone());
            }
            self.owed = breaks - 2;
            return (c == '\n').then(|| self.run.clone());
        }
        if self.style == Style::Single && c == '\'' {
            return rest.starts_with("''").then(|| self.take(2));
        }
        rest.starts_with(c).then(|| self.take(c.len_utf8()))
    }
}

fn break_len(text: &str) -> usize {
    match text.as_bytes() {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    }
}

fn count_breaks(text: &str) -> usize {
    text.replace("\r\n", "\n").matches(['\n', '\r']).count()
}
