//! Words of a comma- or tab-separated text: in its fields.

use catalint_text::{decode, encode};

use super::atoms::{Atom, Splice, spliced};
use super::{LeftInPlace, LeftOutWhy, WantedEdit};
use crate::grid::Grids;
use crate::read::comma;

/// The text with other words in some fields.
pub(super) fn apply(
    bytes: &[u8],
    document: &Grids,
    cells: &[WantedEdit<'_>],
    left: &mut LeftInPlace,
    is_csv: bool,
) -> Result<Vec<u8>, LeftOutWhy> {
    let decoded = decode(bytes);
    let text = &decoded.text;
    if encode(text, decoded.encoding) != bytes {
        return Err(LeftOutWhy::Encoding);
    }
    let delimiter = char::from(if is_csv { comma(text) } else { b'\t' });
    let mut splices = Vec::new();
    for cell in cells {
        let Some(span) = cell.cell(document).and_then(|cell| cell.span) else {
            left.all(cell, LeftOutWhy::NoCell);
            continue;
        };
        let range = span.range();
        let quoted = text[..range.start].ends_with('"') && text[range.end..].starts_with('"');
        if range.is_empty() && !quoted {
            let new = cell.expected(left);
            let is_unfit = new.contains([delimiter, '"', '\n', '\r']);
            let new = if is_unfit { format!("\"{}\"", new.replace('"', "\"\"")) } else { new };
            splices.push(Splice { range, new });
            continue;
        }
        let atoms = atoms(text, range.clone(), quoted);
        if quoted {
            let escape = |c| if c == '"' { "\"\"".to_owned() } else { String::from(c) };
            splices.append(&mut cell.carried(&atoms, escape, left));
            continue;
        }
        let mut own = cell.carried(&atoms, String::from, left);
        let mut moved: Vec<Splice> = own
            .iter()
            .map(|splice| Splice {
                range: splice.range.start - range.start..splice.range.end - range.start,
                new: splice.new.clone(),
            })
            .collect();
        let new = spliced(&text[range.clone()], &mut moved);
        let unfit = |c: char| c == delimiter || matches!(c, '"' | '\n' | '\r');
        // Where a field gets what would end it, it is quoted as a whole.
        if own.iter().any(|splice| splice.new.contains(unfit)) || (!own.is_empty() && new.starts_with('"')) {
            own = vec![Splice { range, new: format!("\"{}\"", new.replace('"', "\"\"")) }];
        }
        splices.append(&mut own);
    }
    Ok(encode(&spliced(text, &mut splices), decoded.encoding))
}

/// The characters of a field; two quotation marks within others are one.
fn atoms(text: &str, range: std::ops::Range<usize>, quoted: bool) -> Vec<Atom> {
    let mut atoms: Vec<Atom> = Vec::new();
    let mut chars = text[range.clone()].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let from = range.start + at;
        let twice = |next: Option<&(usize, char)>| match c {
            '"' => quoted && next.is_some_and(|(_, next)| *next == '"'),
            '\r' => next.is_some_and(|(_, next)| *next == '\n'),
            _ => false,
        };
        let length = if twice(chars.peek()) { chars.next().map_or(1, |_| 2) } else { c.len_utf8() };
        atoms.push(Atom { c: if c == '\r' { '\n' } else { c }, range: from..from + length, lock: None });
    }
    atoms
}
