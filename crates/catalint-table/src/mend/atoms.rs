//! The characters of a cell and where they stand in its source, and edits carried over from one to the other.
//!
//! What a cell says is not what stands in its source: blanks are put together, list numbers added, letters of symbol
//! fonts read as signs. So the two are laid beside each other, and an edit is made only where each character that
//! it touches has a place of its own.

use std::ops::Range;

use super::LeftOutWhy;
use crate::marks::{LOST, PICTURE};

/// A character of the source.
#[derive(Debug, Clone)]
pub(crate) struct Atom {
    /// As a reader sees it.
    pub(crate) c: char,
    /// Its bytes in the source; an entity has several.
    pub(crate) range: Range<usize>,
    /// Why it may not be touched.
    pub(crate) lock: Option<LeftOutWhy>,
}

/// Other bytes for a part of a source; an empty range is a place between two characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Splice {
    pub(crate) range: Range<usize>,
    pub(crate) new: String,
}

/// A change of characters of a text: what stands in the range goes, and this takes its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hunk {
    pub(crate) range: Range<usize>,
    pub(crate) new: Vec<char>,
}

/// Cells of a table of common characters; what needs more is not compared in detail.
const MAX_COMPARED: usize = 4_000_000;

/// The pairs of places at which two texts say the same, as many as there can be, in order. Where the texts are too
/// long and too different, those at their ends only.
pub(crate) fn common<T: PartialEq>(a: &[T], b: &[T]) -> Vec<(usize, usize)> {
    let head = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (inner_a, inner_b) = (&a[head..a.len() - tail], &b[head..b.len() - tail]);
    let mut pairs: Vec<(usize, usize)> = (0..head).map(|nth| (nth, nth)).collect();
    if inner_a.len().saturating_mul(inner_b.len()) <= MAX_COMPARED {
        pairs.extend(longest(inner_a, inner_b).into_iter().map(|(x, y)| (x + head, y + head)));
    }
    pairs.extend((0..tail).rev().map(|nth| (a.len() - 1 - nth, b.len() - 1 - nth)));
    pairs
}

/// The longest common part of two texts, by a table of lengths.
fn longest<T: PartialEq>(a: &[T], b: &[T]) -> Vec<(usize, usize)> {
    let width = b.len() + 1;
    let mut lengths = vec![0_u32; (a.len() + 1) * width];
    for x in (0..a.len()).rev() {
        for y in (0..b.len()).rev() {
            lengths[x * width + y] = if a[x] == b[y] {
                lengths[(x + 1) * width + y + 1] + 1
            } else {
                lengths[(x + 1) * width + y].max(lengths[x * width + y + 1])
            };
        }
    }
    let (mut x, mut y, mut pairs) = (0, 0, Vec::new());
    while x < a.len() && y < b.len() {
        if a[x] == b[y] {
            pairs.push((x, y));
            (x, y) = (x + 1, y + 1);
        } else if lengths[(x + 1) * width + y] >= lengths[x * width + y + 1] {
            x += 1;
        } else {
            y += 1;
        }
    }
    pairs
}

/// The fewest changes that make one text of another, in order. Their places count from `base`.
pub(crate) fn hunks(before: &[char], after: &[char], base: usize) -> Vec<Hunk> {
    let mut out: Vec<Hunk> = Vec::new();
    let (mut x, mut y) = (0, 0);
    for (nx, ny) in common(before, after).into_iter().chain([(before.len(), after.len())]) {
        if x < nx || y < ny {
            out.push(Hunk { range: base + x..base + nx, new: after[y..ny].to_vec() });
        }
        (x, y) = (nx + 1, ny + 1);
    }
    out
}

/// What becomes of the ends of lines within a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LineEnds {
    /// No edit may touch one.
    Kept,
    /// They come and go.
    Free,
}

/// The text of a cell laid beside the characters of its source.
#[derive(Debug)]
pub(crate) struct LaidText<'a> {
    atoms: &'a [Atom],
    text: Vec<char>,
    /// For each character of the text the atom that it is.
    places: Vec<Option<usize>>,
}

impl<'a> LaidText<'a> {
    pub(crate) fn new(atoms: &'a [Atom], text: &str) -> Self {
        let text: Vec<char> = text.chars().collect();
        let source: Vec<char> = atoms.iter().map(|atom| atom.c).collect();
        let mut places = vec![None; text.len()];
        for (x, y) in common(&text, &source) {
            places[x] = Some(y);
        }
        Self { atoms, text, places }
    }

    /// The atom of a character that may be touched.
    fn atom(&self, nth: usize, line_ends: LineEnds) -> Result<&'a Atom, LeftOutWhy> {
        let Some(atom) = self.places[nth].map(|at| &self.atoms[at]) else { return Err(missing(self.text[nth])) };
        match atom.lock {
            Some(why) => Err(why),
            None if matches!(atom.c, '\n' | '\r') && line_ends == LineEnds::Kept => Err(LeftOutWhy::LineEnd),
            None => Ok(atom),
        }
    }

    /// The changes of the source that a change of the text asks for. New words take the place, and so the look, of
    /// the first character that goes; where none goes they follow the one before them.
    pub(crate) fn splices(
        &self,
        hunk: &Hunk,
        line_ends: LineEnds,
        escape: impl Fn(char) -> String,
    ) -> Result<Vec<Splice>, LeftOutWhy> {
        if line_ends == LineEnds::Kept && hunk.new.iter().any(|c| matches!(c, '\n' | '\r')) {
            return Err(LeftOutWhy::LineEnd);
        }
        let new: String = hunk.new.iter().map(|c| escape(*c)).collect();
        if hunk.range.is_empty() {
            let before =
                hunk.range.start.checked_sub(1).map(|nth| self.atom(nth, line_ends).map(|atom| atom.range.end));
            let after = || match hunk.range.start {
                nth if nth < self.text.len() => self.atom(nth, line_ends).map(|atom| atom.range.start),
                _ => Err(LeftOutWhy::NotThere),
            };
            let at = match before {
                Some(Ok(at)) => at,
                Some(Err(why)) => after().map_err(|_| why)?,
                None => after()?,
            };
            return Ok(vec![Splice { range: at..at, new }]);
        }
        let mut splices: Vec<Splice> = Vec::new();
        for nth in hunk.range.clone() {
            let range = self.atom(nth, line_ends)?.range.clone();
            match splices.last_mut().filter(|last| last.range.end == range.start) {
                Some(last) => last.range.end = range.end,
                None => splices.push(Splice { range, new: String::new() }),
            }
        }
        splices[0].new = new;
        Ok(splices)
    }
}

/// Why a character of a cell has no place in its source.
fn missing(c: char) -> LeftOutWhy {
    match c {
        '\n' | '\r' => LeftOutWhy::LineEnd,
        LOST | PICTURE | '☑' | '☐' | '☒' | '√' | '□' | '■' | '●' | '◆' => LeftOutWhy::Sign,
        _ => LeftOutWhy::Made,
    }
}

/// A text with parts of it changed. The splices lie apart.
pub(crate) fn spliced(text: &str, splices: &mut [Splice]) -> String {
    splices.sort_by_key(|splice| (splice.range.start, splice.range.end));
    let added: usize = splices.iter().map(|splice| splice.new.len()).sum();
    let mut out = String::with_capacity(text.len() + added);
    let mut at = 0;
    for splice in splices.iter() {
        out.push_str(&text[at..splice.range.start]);
        out.push_str(&splice.new);
        at = splice.range.end;
    }
    out.push_str(&text[at..]);
    out
}

/// A character as XML and pages write it.
pub(crate) fn escaped(c: char) -> String {
    match c {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        c => c.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn atoms(text: &str) -> Vec<Atom> {
        text.char_indices().map(|(at, c)| Atom { c, range: at..at + c.len_utf8(), lock: None }).collect()
    }

    fn applied(before: &str, after: &str) -> String {
        let (b, a): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
        let atoms = atoms(before);
        let laid = LaidText::new(&atoms, before);
        let hunks = hunks(&b, &a, 0);
        let mut all: Vec<Splice> =
            hunks.iter().flat_map(|h| laid.splices(h, LineEnds::Kept, |c| c.to_string()).expect("plain")).collect();
        spliced(before, &mut all)
    }

    #[test]
    fn as_few_characters_as_possible_change() {
        let of = |before: &str, after: &str| -> Vec<(Range<usize>, String)> {
            let (b, a): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
            hunks(&b, &a, 0).into_iter().map(|hunk| (hunk.range, hunk.new.into_iter().collect())).collect()
        };
        assert_eq!(of("(甲)", "（甲）"), [(0..1, "（".to_owned()), (2..3, "）".to_owned())]);
        assert_eq!(of("甲 乙", "甲乙"), [(1..2, String::new())]);
        assert_eq!(of("甲", "甲。"), [(1..1, "。".to_owned())]);
        assert!(of("甲", "甲").is_empty());
    }

    #[test]
    fn what_has_no_place_is_not_touched() {
        let source = atoms("甲乙");
        let laid = LaidText::new(&source, "1.甲\n☑乙");
        let at = |range: Range<usize>| laid.splices(&Hunk { range, new: vec!['新'] }, LineEnds::Kept, escaped);
        assert_eq!(at(0..1), Err(LeftOutWhy::Made));
        assert_eq!(at(3..4), Err(LeftOutWhy::LineEnd));
        assert_eq!(at(4..5), Err(LeftOutWhy::Sign));
        assert_eq!(at(2..3), Ok(vec![Splice { range: 0..3, new: "新".to_owned() }]));
        // Behind a sign the word that follows is next to it.
        assert_eq!(at(5..5), Ok(vec![Splice { range: 3..3, new: "新".to_owned() }]));
    }

    proptest! {
        #[test]
        fn any_text_becomes_any_other(before in "[甲乙丙 <&]{1,12}", after in "[甲乙丙丁 <&]{0,12}") {
            prop_assert_eq!(applied(&before, &after), after);
        }
    }
}
