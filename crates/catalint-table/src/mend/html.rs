//! Words of a page: between the tags of its cells, outside of comments and scripts.
//!
//! The parser that reads pages tells no places. This one finds the elements for cells in the order of the text, and
//! knows no more of pages than that; whether it found the right ones is seen when the page is read back.

use std::collections::HashMap;

use catalint_text::{decode, encode};

use super::atoms::{Atom, Splice, escaped, spliced};
use super::{LeftInPlace, LeftOutWhy, WantedEdit};
use crate::grid::Grids;

/// The page with other words in some cells.
pub(super) fn apply(
    bytes: &[u8],
    document: &Grids,
    cells: &[WantedEdit<'_>],
    left: &mut LeftInPlace,
) -> Result<Vec<u8>, LeftOutWhy> {
    let decoded = decode(bytes);
    let text = &decoded.text;
    if encode(text, decoded.encoding) != bytes {
        return Err(LeftOutWhy::Encoding);
    }
    let numbers: HashMap<u32, usize> =
        cells.iter().enumerate().filter_map(|(nth, cell)| Some((cell.element(document)?, nth))).collect();
    let found = HtmlScan::new(text, &numbers, cells.len()).run();
    let mut splices = Vec::new();
    for (cell, found) in cells.iter().zip(found) {
        match found {
            Some(HtmlCell { atoms, inner, .. }) if cell.text.is_empty() && atoms.iter().all(|atom| atom.c == ' ') => {
                let words = cell.expected(left);
                let new = words.chars().map(written).collect();
                splices.push(Splice { range: inner..inner, new });
            }
            Some(HtmlCell { atoms, .. }) => splices.append(&mut cell.carried(&atoms, written, left)),
            None => left.all(cell, LeftOutWhy::NoCell),
        }
    }
    Ok(encode(&spliced(text, &mut splices), decoded.encoding))
}

/// A character, or the end of a line.
fn written(c: char) -> String {
    if c == '\n' { "<br>".to_owned() } else { escaped(c) }
}

/// An element that is open, as far as cells are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OpenElement {
    Table,
    /// A cell, and which of those that are looked for.
    Cell(Option<usize>),
}

/// A cell that is looked for.
#[derive(Debug, Clone, Default)]
struct HtmlCell {
    atoms: Vec<Atom>,
    /// Within the innermost of the elements that open at its beginning: where words of a blank one go.
    inner: usize,
    /// Whether an element of it is closed already.
    closed: bool,
}

/// Elements that hold nothing.
const VOID: [&str; 8] = ["br", "img", "input", "hr", "wbr", "col", "embed", "source"];

struct HtmlScan<'a> {
    text: &'a str,
    numbers: &'a HashMap<u32, usize>,
    found: Vec<Option<HtmlCell>>,
    cells: u32,
    open: Vec<OpenElement>,
}

/// Elements in which no tag is one but that of their own end.
const RAW: [&str; 9] = ["script", "style", "title", "textarea", "noscript", "xmp", "iframe", "noembed", "noframes"];

impl<'a> HtmlScan<'a> {
    fn new(text: &'a str, numbers: &'a HashMap<u32, usize>, cells: usize) -> Self {
        Self { text, numbers, found: vec![None; cells], cells: 0, open: Vec::new() }
    }

    fn run(mut self) -> Vec<Option<HtmlCell>> {
        let mut at = 0;
        while at < self.text.len() {
            let rest = &self.text[at..];
            let markup = rest.starts_with("<!") || rest.starts_with("<?") || rest.starts_with("</");
            let tag = rest.strip_prefix('<').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
            if markup || tag {
                at = self.markup(at);
                continue;
            }
            // A mark that begins no tag is a word.
            let next = rest.char_indices().skip(1).find(|(_, c)| *c == '<').map(|(next, _)| next);
            let end = next.map_or(self.text.len(), |next| at + next);
            self.words(at, end);
            at = end;
        }
        self.found
    }

    /// A tag, a comment or a declaration; where it ends.
    fn markup(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        if let Some(inner) = rest.strip_prefix("<!--") {
            return inner.find("-->").map_or(self.text.len(), |end| at + 4 + end + 3);
        }
        let end = at + tag_length(rest);
        let closes = rest.starts_with("</");
        let name: String = rest[if closes { 2 } else { 1 }..]
            .chars()
            .take_while(|c| !c.is_ascii_whitespace() && !matches!(c, '>' | '/'))
            .flat_map(char::to_lowercase)
            .collect();
        match (name.as_str(), closes) {
            ("table", false) => self.open.push(OpenElement::Table),
            ("table", true) => while self.open.pop().is_some_and(|open| open != OpenElement::Table) {},
            ("td" | "th", false) => {
                self.end_cell();
                let nth = self.numbers.get(&self.cells).copied();
                self.cells += 1;
                nth.into_iter().for_each(|nth| self.found[nth] = Some(HtmlCell { inner: end, ..HtmlCell::default() }));
                self.open.push(OpenElement::Cell(nth));
            }
            ("td" | "th", true) | ("tr" | "tbody" | "thead" | "tfoot", _) => self.end_cell(),
            (name, false) if RAW.contains(&name) => return self.end_of_raw(end, name),
            (name, closes) => {
                if let Some(cell) = self.cell() {
                    cell.closed |= closes || VOID.contains(&name) || rest[..end - at].ends_with("/>");
                    cell.inner = if cell.closed { cell.inner } else { end };
                }
            }
        }
        end
    }

    /// The innermost cell, where it is looked for.
    fn cell(&mut self) -> Option<&mut HtmlCell> {
        match self.open.last() {
            Some(OpenElement::Cell(Some(nth))) => self.found[*nth].as_mut(),
            _ => None,
        }
    }

    fn end_cell(&mut self) {
        if matches!(self.open.last(), Some(OpenElement::Cell(_))) {
            self.open.pop();
        }
    }

    /// Where the text of an element ends that holds no tags.
    fn end_of_raw(&self, from: usize, name: &str) -> usize {
        let mut at = from;
        while let Some(next) = self.text[at..].find("</") {
            at += next;
            let behind = self.text[at + 2..].get(..name.len());
            if behind.is_some_and(|word| word.eq_ignore_ascii_case(name)) {
                return at;
            }
            at += 2;
        }
        self.text.len()
    }

    /// Words between tags. Blanks beside each other are one.
    fn words(&mut self, begin: usize, end: usize) {
        let text = self.text;
        let Some(HtmlCell { atoms, .. }) = self.cell() else { return };
        let mut at = begin;
        let mut blank: Option<usize> = None;
        while let Some(c) = text[at..end].chars().next() {
            let (c, length) = match c {
                '&' => reference(&text[at..end]).unwrap_or(('&', 1)),
                c => (c, c.len_utf8()),
            };
            let range = at..at + length;
            at += length;
            if !matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                blank = None;
                let c = if c == '\u{a0}' { ' ' } else { c };
                atoms.push(Atom { c, range, lock: None });
                continue;
            }
            match blank.and_then(|nth| atoms.get_mut(nth)) {
                Some(atom) => atom.range.end = range.end,
                None => {
                    blank = Some(atoms.len());
                    atoms.push(Atom { c: ' ', range, lock: None });
                }
            }
        }
    }
}

/// The length of a tag or declaration: a `>` between quotation marks does not end it.
fn tag_length(text: &str) -> usize {
    let mut quote = None;
    let mut value = false;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(mark), c) if mark == c => quote = None,
            (Some(_), _) => {}
            (None, '>') => return at + 1,
            // A mark begins a value where one is awaited.
            (None, '"' | '\'') if value => quote = Some(c),
            (None, '=') => value = true,
            (None, c) if c.is_ascii_whitespace() => {}
            (None, _) => value = false,
        }
    }
    text.len()
}

/// A reference such as `&amp;` at the beginning of a text: the character, and how long it is.
fn reference(text: &str) -> Option<(char, usize)> {
    let end = text.find(';').filter(|end| *end < 12)?;
    let name = &text[1..end];
    let code = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    let c = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(number) => code(number, 16)?,
            None => code(number, 10)?,
        },
        None => match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            "nbsp" => '\u{a0}',
            "ensp" => '\u{2002}',
            "emsp" => '\u{2003}',
            "ldquo" => '“',
            "rdquo" => '”',
            "lsquo" => '‘',
            "rsquo" => '’',
            "middot" => '·',
            "hellip" => '…',
            "mdash" => '—',
            "ndash" => '–',
            "times" => '×',
            _ => return None,
        },
    };
    Some((c, end + 1))
}
