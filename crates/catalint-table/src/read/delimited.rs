//! Comma- and tab-separated text, also as pasted from a page or a spreadsheet.
//!
//! Quotes count only where they enclose a whole field. A field that merely begins with one, as
//! pasted text does, keeps it. The places of the fields are kept, which a general reader does not do.

use catalint_text::{Source, Span};

use super::Limits;
use crate::error::Unreadable;
use crate::grid::{AsideKind, Cell, Grid, Grids, Row};

/// Reads a text whose fields are parted by `delimiter`, a comma or a tab.
pub(super) fn read(source: Source, delimiter: u8) -> Result<Grids, Unreadable> {
    let text = source.text.trim_start_matches('\u{feff}');
    let base = source.text.len() - text.len();
    let mut fields = DelimitedFields { text, at: 0, delimiter };
    let mut rows = Vec::new();
    let (mut line, mut counted_to) = (1, 0);
    let mut limits = Limits::default();
    loop {
        line += breaks(&text[counted_to..fields.at]);
        counted_to = fields.at;
        let mut row = Row { number: line, cells: Vec::new() };
        let more = loop {
            let (range, value, end) = fields.next();
            let span = Some(Span::of(range.start + base..range.end + base));
            limits.cell(row.cells.len(), &value)?;
            let value = without_apostrophe(&value);
            let mut cell = Cell { span, ..Cell::new(row.cells.len(), value) };
            // It begins like one in quotes and does not end: what follows may have been meant to be in it.
            if value.starts_with('"') && fields.is_open(&range) {
                cell.aside(AsideKind::Quote, value);
            }
            row.cells.push(cell);
            match end {
                FieldEnd::Field => {}
                FieldEnd::Row => break true,
                FieldEnd::Text => break false,
            }
        };
        // The rows of a catalog are counted by lines, and blank ones say nothing.
        if row.cells.iter().any(|cell| !cell.is_blank()) {
            limits.row(rows.len())?;
            rows.push(row);
        }
        if !more {
            break;
        }
    }
    let grid = Grid { rows, counted: true, ..Grid::default() };
    Ok(Grids { grids: vec![grid], text: Some(source), ..Grids::default() })
}

/// An apostrophe before the first sign of a formula says that it is a text and none.
fn without_apostrophe(value: &str) -> &str {
    value.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@', '\t'])).unwrap_or(value)
}

fn breaks(text: &str) -> usize {
    let bytes = text.as_bytes();
    let lone = |i: usize| bytes[i] == b'\r' && bytes.get(i + 1) != Some(&b'\n');
    (0..bytes.len()).filter(|&i| bytes[i] == b'\n' || lone(i)).count()
}

/// What ends a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FieldEnd {
    Field,
    Row,
    Text,
}

struct DelimitedFields<'t> {
    text: &'t str,
    at: usize,
    delimiter: u8,
}

impl DelimitedFields<'_> {
    /// The place of the next field, its text, and what ends it.
    fn next(&mut self) -> (std::ops::Range<usize>, String, FieldEnd) {
        let start = self.at;
        if let Some((inner, value)) = self.quoted(start) {
            self.at = inner.end + 1;
            let end = self.end();
            return (inner, value, end);
        }
        let rest = &self.text.as_bytes()[start..];
        let len = rest.iter().position(|&b| b == self.delimiter || b == b'\n' || b == b'\r').unwrap_or(rest.len());
        self.at = start + len;
        let value = self.text[start..self.at].to_owned();
        let range = start..self.at;
        (range, value, self.end())
    }

    /// Passes what ends a field.
    fn end(&mut self) -> FieldEnd {
        let rest = &self.text.as_bytes()[self.at..];
        let (len, end) = match rest {
            [] => (0, FieldEnd::Text),
            [b'\r', b'\n', ..] => (2, FieldEnd::Row),
            [b'\n' | b'\r', ..] => (1, FieldEnd::Row),
            _ => (1, FieldEnd::Field),
        };
        self.at += len;
        end
    }

    /// Whether a field that was read as it stands has a mark that opens something and none that closes it.
    fn is_open(&self, range: &std::ops::Range<usize>) -> bool {
        self.delimiter != b'\t' && self.text[range.clone()].matches('"').count() % 2 == 1
    }

    /// A field in quotes: the place within them, and what it says.
    fn quoted(&self, start: usize) -> Option<(std::ops::Range<usize>, String)> {
        let bytes = self.text.as_bytes();
        if bytes.get(start) != Some(&b'"') {
            return None;
        }
        let mut at = start + 1;
        loop {
            at += bytes[at..].iter().position(|&b| b == b'"')?;
            match bytes.get(at + 1) {
                Some(b'"') => at += 2,
                next if next.is_none_or(|&b| b == self.delimiter || b == b'\n' || b == b'\r') => break,
                _ => return None,
            }
        }
        let inner = start + 1..at;
        let value = self.text[inner.clone()].replace("\"\"", "\"").replace("\r\n", "\n").replace('\r', "\n");
        Some((inner, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalint_text::decode;

    fn rows(text: &str, delimiter: u8) -> Vec<(usize, Vec<String>)> {
        let document = read(Source::new("t", decode(text.as_bytes())), delimiter).expect("small");
        let rows = &document.grids[0].rows;
        rows.iter().map(|row| (row.number, row.cells.iter().map(|cell| cell.text.clone()).collect())).collect()
    }

    #[test]
    fn quotes_count_where_they_enclose_a_field() {
        let all = rows("a,\"b,\"\"c\"\"\nd\",e\r\n\n\"百县\"百品,\"x\n", b',');
        assert_eq!(all[0], (1, vec!["a".into(), "b,\"c\"\nd".into(), "e".into()]));
        assert_eq!(all[1], (4, vec!["\"百县\"百品".into(), "\"x".into()]));
        assert_eq!(all.len(), 2);
    }

    #[test]
    fn a_quotation_mark_that_nothing_closes_is_said() {
        let read = |text: &str| read(Source::new("t", decode(text.as_bytes())), b',').expect("small");
        let open =
            |text: &str| read(text).grids[0].rows.iter().flat_map(|row| &row.cells).filter(|c| c.unread()).count();
        assert_eq!(open("a,\"b,c\n\"d\",e\n"), 1);
        assert_eq!(open("a,\"\"\"b\"\" c\",\"百县\"百品\n"), 0);
    }

    #[test]
    fn places_are_those_of_the_text() {
        let text = "\u{feff}甲\t\"乙\t1\"\n丙\t\n";
        let document = read(Source::new("t", decode(text.as_bytes())), b'\t').expect("small");
        let source = document.text.as_ref().expect("a text");
        let cells = document.grids[0].rows.iter().flat_map(|row| &row.cells);
        let said: Vec<&str> = cells.map(|cell| source.slice(cell.span.expect("a place"))).collect();
        assert_eq!(said, ["甲", "乙\t1", "丙", ""]);
    }
}
