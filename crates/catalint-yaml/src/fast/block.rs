//! `|` and `>` blocks.

use super::super::tree::{Kind, Style};
use super::{Bail, FastReader, Scalar, span};

/// What becomes of the line breaks at the end of a block.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Chomp {
    Clip,
    Strip,
    Keep,
}

impl FastReader<'_> {
    /// A block whose `|` or `>` stands here, to the end of its last line.
    pub(super) fn block_scalar(&mut self, mark: u8) -> Result<(), Bail> {
        let start = self.at;
        self.at += 1;
        let chomp = match self.byte(self.at) {
            b'-' => Chomp::Strip,
            b'+' => Chomp::Keep,
            _ => Chomp::Clip,
        };
        self.at += usize::from(chomp != Chomp::Clip);
        let parent = self.open.last().map_or(0, |open| open.column);
        self.trailing().map_err(|_| Bail::Block)?;

        let folded = mark == b'>';
        let kept = self.tree.side.len();
        let (mut indent, mut widest) = (0, 0);
        // Line breaks since the last line with text, and whether that line begins with a blank.
        let (mut breaks, mut indented) = (0, false);
        let mut end = 0;
        while self.at < self.bytes.len() {
            let line = self.at;
            let first = self.skip_blanks();
            let column = self.at - line;
            if matches!(first, b'\n' | b'\r') {
                if self.at == self.bytes.len() || end > 0 && column > indent {
                    return Err(Bail::Block); // blanks at the end of the file; a line of blanks only
                }
                widest = widest.max(column);
                breaks += 1;
                self.line_end()?;
                continue;
            }
            if end == 0 {
                if column <= parent || column < widest {
                    return Err(Bail::Block);
                }
                indent = column;
            } else if column < indent {
                self.at = line;
                break;
            }
            let text = line + indent;
            let more = column > indent;
            if end > 0 && folded && !indented && !more {
                if breaks == 1 {
                    self.tree.side.push(' ');
                }
                breaks -= 1;
            }
            self.break_lines(breaks);
            let line_break = self.line_break(text);
            end = self.before_break(line_break);
            self.tree.side.push_str(&self.text[text..end]);
            self.at = line_break + 1;
            (breaks, indented) = (1, more);
        }
        if end == 0 {
            return Err(Bail::Block);
        }
        match chomp {
            Chomp::Strip => {}
            Chomp::Clip => self.tree.side.push('\n'),
            Chomp::Keep => self.break_lines(breaks),
        }
        let style = if folded { Style::Folded } else { Style::Literal };
        let link = self.kept(kept);
        self.scalar(&Scalar { span: span(start, end), style, link }, Kind::Str);
        Ok(())
    }

    fn break_lines(&mut self, breaks: usize) {
        self.tree.side.extend(std::iter::repeat_n('\n', breaks));
    }
}
