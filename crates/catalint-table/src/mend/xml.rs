//! Words between the tags of an XML text, and edits of them.

use std::ops::Range;

use quick_xml::events::BytesStart;

use super::LeftOutWhy;
use super::atoms::{Atom, Splice};
use crate::read::package::attribute;

/// An element that holds words.
#[derive(Debug)]
struct XmlPiece {
    /// Where its tag ends.
    tag_end: usize,
    words: Range<usize>,
    /// Whether it says what becomes of blanks at its ends.
    says_space: bool,
}

/// The words of a cell.
#[derive(Debug, Default)]
pub(super) struct CellWords {
    pub(super) atoms: Vec<Atom>,
    pieces: Vec<XmlPiece>,
}

impl CellWords {
    /// An element begins that holds words.
    pub(super) fn begin(&mut self, element: &BytesStart<'_>, range: Range<usize>) {
        let says_space = attribute(element, "space").is_some();
        self.pieces.push(XmlPiece { tag_end: range.end - 1, words: range.end..range.end, says_space });
    }

    /// Words of it: as they are written, or a reference.
    pub(super) fn add(&mut self, xml: &str, read: &str, range: Range<usize>, lock: Option<LeftOutWhy>) {
        if let Some(piece) = self.pieces.last_mut() {
            piece.words.end = range.end;
        }
        let raw = &xml[range.clone()];
        if raw.starts_with('&') || raw.starts_with("<![CDATA[") {
            // What stands in a section of its own is not written as words are.
            let lock = if raw.starts_with('&') { lock } else { Some(LeftOutWhy::Unproven) };
            self.atoms.extend(read.chars().map(|c| Atom { c, range: range.clone(), lock }));
            return;
        }
        let mut before = None;
        for (at, c) in raw.char_indices() {
            let from = range.start + at;
            match (before, c) {
                (Some('\r'), '\n') => {}
                (_, c) => {
                    let c = if c == '\r' { '\n' } else { c };
                    self.atoms.push(Atom { c, range: from..from + c.len_utf8(), lock });
                }
            }
            before = Some(c);
        }
    }

    /// Signs that some programs write as numbers, `_x000D_`, are one sign each.
    pub(super) fn join_numbered(&mut self) {
        let mut at = 0;
        while at + 7 <= self.atoms.len() {
            let sign: String = self.atoms[at..at + 7].iter().map(|atom| atom.c.to_ascii_uppercase()).collect();
            let read = match sign.as_str() {
                "_X005F_" => Some('_'),
                "_X000D_" => None,
                "_X000A_" | "_X000B_" => Some('\n'),
                "_X0009_" => Some(' '),
                _ => {
                    at += 1;
                    continue;
                }
            };
            let range = self.atoms[at].range.start..self.atoms[at + 6].range.end;
            let one = read.map(|c| Atom { c, range, lock: Some(LeftOutWhy::Sign) });
            let added = usize::from(one.is_some());
            self.atoms.splice(at..at + 7, one);
            at += added;
        }
    }

    /// The end of a line between words of a document.
    pub(super) fn line_end(&self, xml: &str) -> String {
        let tag = self.pieces.first().and_then(|piece| xml[..piece.tag_end].rsplit('<').next()).unwrap_or_default();
        let name = tag.split(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).next().unwrap_or_default();
        let prefix = name.strip_suffix('t').unwrap_or_default();
        format!("</{name}><{prefix}br/><{name} xml:space=\"preserve\">")
    }

    /// Where blanks come to stand at an end, says that they are to be kept.
    pub(super) fn keep_blanks(&self, xml: &str, splices: &mut Vec<Splice>) {
        let blank = |c: Option<char>| c.is_some_and(|c| matches!(c, ' ' | '\t'));
        for piece in self.pieces.iter().filter(|piece| !piece.says_space) {
            let within =
                |splice: &&Splice| piece.words.start <= splice.range.start && splice.range.end <= piece.words.end;
            let base = piece.words.start;
            let moved = |splice: &Splice| Splice {
                range: splice.range.start - base..splice.range.end - base,
                new: splice.new.clone(),
            };
            let mut own: Vec<Splice> = splices.iter().filter(within).map(moved).collect();
            if own.is_empty() {
                continue;
            }
            let old = &xml[piece.words.clone()];
            let new = super::atoms::spliced(old, &mut own);
            let begins = blank(new.chars().next()) && !blank(old.chars().next());
            let ends = blank(new.chars().next_back()) && !blank(old.chars().next_back());
            if begins || ends {
                let at = piece.tag_end;
                splices.push(Splice { range: at..at, new: " xml:space=\"preserve\"".to_owned() });
            }
        }
    }
}
