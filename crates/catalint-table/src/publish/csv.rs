//! Comma-separated text with a byte-order mark, as spreadsheet programs want it: the lines above the
//! table, one row of heads, a row an item. What a merged cell says stands in each of its rows.

use super::Published;
use crate::grid::Laid;

/// Writes a table. Where it is `safe`, an apostrophe before a text that a spreadsheet program would take
/// for a formula makes it a text; the reader takes it off.
pub(super) fn csv(published: &Published, safe: Safe) -> String {
    let mut out = "\u{feff}".to_owned();
    for line in std::iter::once(&published.title).chain(&published.above).filter(|line| !line.is_empty()) {
        out += &field(line, safe);
        out += "\r\n";
    }
    for row in flat(published) {
        let fields: Vec<String> = row.iter().map(|text| field(text, safe)).collect();
        out += &fields.join(",");
        out += "\r\n";
    }
    out
}

/// Whether texts that look like formulas are marked as texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Safe {
    Yes,
    No,
}

/// The rows of a format without merged cells: the head in one, parent and child with a slash between,
/// and each cell with what covers it.
pub(super) fn flat(published: &Published) -> Vec<Vec<String>> {
    let laid = Laid::new(&published.grid);
    let columns = 0..published.columns.len();
    let head = |column| {
        let (parent, child) = (laid.text(0, column), laid.own(1, column));
        if published.head_rows < 2 || child.is_empty() { parent.to_owned() } else { format!("{parent}/{child}") }
    };
    let body = (published.head_rows..laid.rows())
        .map(|row| columns.clone().map(|column| laid.text(row, column).to_owned()).collect());
    std::iter::once(columns.clone().map(head).collect()).chain(body).collect()
}

fn field(text: &str, safe: Safe) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t']);
    let text = if formula && safe == Safe::Yes { format!("'{text}") } else { text.to_owned() };
    let plain = !text.contains([',', '"', '\n', '\r', '\t', ';']) && text.trim() == text;
    if plain { text } else { format!("\"{}\"", text.replace('"', "\"\"")) }
}
