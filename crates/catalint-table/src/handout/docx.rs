//! A handout for Word: portrait A4, a page for each title.

use super::{HandoutPart, HandoutTable};
use crate::publish::Unwritable;
use crate::publish::{paragraphs, table_head, word_document, word_package};

/// Twentieths of a point between the margins of an upright A4 page.
const ROOM: usize = 11906 - 2 * MARGIN;
const MARGIN: usize = 1100;

/// The document of some parts.
///
/// # Errors
/// What the format can't hold.
pub fn write(parts: &[HandoutPart]) -> Result<Vec<u8>, Unwritable> {
    let mut body = String::new();
    for (nth, part) in parts.iter().enumerate() {
        match part {
            HandoutPart::Title(title) => {
                if nth > 0 {
                    body += "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>";
                }
                body += &paragraphs(title, "Title");
            }
            HandoutPart::Line(line) => body += &paragraphs(line, "Above"),
            HandoutPart::Table(table) => body += &self::table(table),
        }
    }
    let section = format!(
        "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId2\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"1300\" w:right=\"{MARGIN}\" w:bottom=\"1300\" w:left=\"{MARGIN}\" w:header=\"500\" \
         w:footer=\"500\" w:gutter=\"0\"/></w:sectPr>"
    );
    word_package(&word_document(&format!("{body}{section}")))
}

fn table(table: &HandoutTable) -> String {
    let all: usize = table.columns.iter().map(|(_, width)| width).sum::<usize>().max(1);
    let widths: Vec<usize> = table.columns.iter().map(|(_, width)| ROOM * width / all).collect();
    let mut out = table_head(&widths);
    let heads: Vec<&str> = table.columns.iter().map(|(head, _)| head.as_str()).collect();
    let rows = table.rows.iter().map(|row| (row.iter().map(String::as_str).collect::<Vec<_>>(), false));
    for (cells, is_head) in std::iter::once((heads, true)).chain(rows) {
        let (repeat, style, shade) = if is_head {
            ("<w:tblHeader/>", "Head", "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F2F2F2\"/>")
        } else {
            ("", "Cell", "")
        };
        out += &format!("<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>");
        for (cell, width) in cells.iter().zip(&widths) {
            out += &format!(
                "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{shade}<w:vAlign w:val=\"center\"/></w:tcPr>{}</w:tc>",
                paragraphs(cell, style)
            );
        }
        out += "</w:tr>";
    }
    // Between two tables stands a paragraph, or Word takes them for one.
    out + "</w:tbl><w:p/>"
}
