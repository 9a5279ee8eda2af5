//! A Markdown table. It knows no merged cells and one row of heads.

use super::Published;
use super::csv::flat;

/// Writes a table under its title.
pub(super) fn markdown(published: &Published) -> String {
    let mut out = String::new();
    if !published.title.is_empty() {
        out += &format!("# {}\n\n", escaped(&published.title));
    }
    for line in &published.above {
        out += &format!("{}\n\n", escaped(line));
    }
    let rows = flat(published);
    let mut line = |cells: &mut dyn Iterator<Item = String>| {
        out += &format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "));
    };
    for (nth, row) in rows.iter().enumerate() {
        line(&mut row.iter().map(|text| escaped(text)));
        if nth == 0 {
            let rule = |centred: bool| if centred { ":-:" } else { "---" };
            line(&mut published.columns.iter().map(|column| rule(column.centred).to_owned()));
        }
    }
    out
}

/// A text that is shown as it is, whatever the marks in it mean to Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '\n' => out.push_str("<br>"),
            '\r' => {}
            // A number at the start of a paragraph would be a list; within a cell it is none.
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '~' | '&' | '$' => out.extend(['\\', c]),
            '#' | '+' | '-' if at == 0 => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}
