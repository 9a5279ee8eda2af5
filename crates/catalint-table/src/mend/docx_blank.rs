//! Blank cells of a document: where the words of one that is filled in go, and how they look.

use std::ops::Range;

use super::atoms::{Splice, escaped};
use crate::read::package::XmlStep;

/// A blank cell while it is walked through: its first paragraph, in which nothing stands.
#[derive(Debug, Default)]
pub(super) struct BlankCell {
    /// How deep the walk is within the cell.
    depth: usize,
    /// The tag that opens the paragraph, and the one that closes it: the same where it begins and ends at once.
    open: Option<Range<usize>>,
    close: Option<Range<usize>>,
    /// The look of the paragraph's end, which words take on: within `w:pPr`.
    look: Option<Range<usize>>,
    /// Whether that look says what was changed of the paragraph, which no run may say.
    look_is_tracked: bool,
    in_paragraph: bool,
    in_properties: bool,
    /// Whether something stands in the cell that is no word: a control, a field, a picture.
    holds: bool,
}

impl BlankCell {
    /// A step within the cell.
    pub(super) fn step(&mut self, step: &XmlStep<'_>, range: &Range<usize>) {
        match step {
            XmlStep::Open(name, _) => {
                self.depth += 1;
                match *name {
                    "p" if self.depth == 1 && self.open.is_none() => {
                        self.open = Some(range.clone());
                        self.in_paragraph = true;
                    }
                    "pPr" if self.in_paragraph && self.depth == 2 => self.in_properties = true,
                    "rPr" if self.in_properties && self.depth == 3 => self.look = Some(range.clone()),
                    "ins" | "del" | "moveFrom" | "moveTo" | "rPrChange" if self.in_properties => {
                        self.look_is_tracked = true;
                    }
                    "sym" | "sdt" | "tbl" | "drawing" | "pict" | "object" | "control" | "fldSimple" | "fldChar"
                    | "instrText" | "tab" | "br" | "cr" | "numPr" | "del" | "moveFrom" => {
                        self.holds |= !self.in_properties || *name == "numPr"
                    }
                    _ => {}
                }
            }
            XmlStep::Close(name) => {
                match (*name, self.depth) {
                    ("p", 1) if self.in_paragraph => {
                        self.close = Some(range.clone());
                        self.in_paragraph = false;
                    }
                    ("pPr", 2) => self.in_properties = false,
                    ("rPr", 3) if self.in_properties => {
                        self.look.iter_mut().for_each(|look| look.end = range.end);
                    }
                    _ => {}
                }
                self.depth = self.depth.saturating_sub(1);
            }
            // Words that are hidden or deleted.
            XmlStep::Text(text) => self.holds |= !text.trim().is_empty(),
        }
    }

    /// The run that says `text`, at its place; none where the cell holds something.
    pub(super) fn filled(&self, xml: &str, text: &str) -> Option<Splice> {
        let (open, close) = (self.open.clone()?, self.close.clone()?);
        if self.holds {
            return None;
        }
        let tag = &xml[open.clone()];
        let name = tag.strip_prefix('<')?.split(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).next()?;
        let prefix = name.strip_suffix('p')?;
        let look = self.look.clone().filter(|_| !self.look_is_tracked).map_or("", |look| &xml[look]);
        let lines: Vec<String> = text
            .split('\n')
            .map(|line| {
                format!(
                    "<{prefix}t xml:space=\"preserve\">{}</{prefix}t>",
                    line.chars().map(escaped).collect::<String>()
                )
            })
            .collect();
        let run = format!("<{prefix}r>{look}{}</{prefix}r>", lines.join(&format!("<{prefix}br/>")));
        if open == close {
            let bare = tag.strip_suffix("/>")?.trim_end();
            return Some(Splice { range: open, new: format!("{bare}>{run}</{name}>") });
        }
        Some(Splice { range: close.start..close.start, new: run })
    }
}
