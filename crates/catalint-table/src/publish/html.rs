//! A web page that needs nothing beside it: the table as it is published, for screen and paper.

use super::Published;
use crate::grid::{Cell, Row};
use catalint_core::model::FieldId;

const STYLE: &str = include_str!("page.css");

/// Writes a page.
pub(super) fn html(published: &Published) -> String {
    let title = escaped(&published.title);
    // Office programs take borders from the attribute and not from styles of cells.
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<table border=\"1\">\n"
    );
    if !(published.title.is_empty() && published.above.is_empty()) {
        out += &format!("<caption>\n<h1>{title}</h1>\n");
        published.above.iter().for_each(|line| out += &format!("<p>{}</p>\n", escaped(line)));
        out += "</caption>\n";
    }
    let all: usize = published.columns.iter().map(|column| column.width).sum();
    out += "<colgroup>\n";
    for column in &published.columns {
        let tenths = column.width * 1000 / all.max(1);
        out += &format!("<col style=\"width:{}.{}%\">\n", tenths / 10, tenths % 10);
    }
    out += "</colgroup>\n<thead>\n";
    let (head, body) = published.grid.rows.split_at(published.head_rows.min(published.grid.rows.len()));
    head.iter().for_each(|row| head_row(&mut out, row));
    out += "</thead>\n<tbody>\n";
    body.iter().for_each(|row| body_row(&mut out, row, published));
    out += "</tbody>\n</table>\n</body>\n</html>\n";
    out
}

fn head_row(out: &mut String, row: &Row) {
    *out += "<tr>\n";
    for cell in &row.cells {
        let scope = if cell.columns > 1 { "colgroup" } else { "col" };
        *out += &format!("<th scope=\"{scope}\"{}>{}</th>\n", spans(cell), escaped(&cell.text));
    }
    *out += "</tr>\n";
}

fn body_row(out: &mut String, row: &Row, published: &Published) {
    *out += "<tr>\n";
    for cell in &row.cells {
        let column = &published.columns[cell.column];
        let class = if column.centred { " class=\"c\"" } else { "" };
        let spans = spans(cell);
        *out += &match column.field {
            Some(FieldId::Subtopic) if !cell.is_blank() => {
                format!("<th scope=\"row\"{spans}>{}</th>\n", escaped(&cell.text))
            }
            Some(FieldId::Channels) => format!("<td{class}{spans}>{}</td>\n", options(&cell.text)),
            _ => format!("<td{class}{spans}>{}</td>\n", escaped(&cell.text)),
        };
    }
    *out += "</tr>\n";
}

fn spans(cell: &Cell) -> String {
    let mut out = String::new();
    if cell.columns > 1 {
        out += &format!(" colspan=\"{}\"", cell.columns);
    }
    if cell.rows > 1 {
        out += &format!(" rowspan=\"{}\"", cell.rows);
    }
    out
}

/// A list of options, each kept on one line with its box where there is room.
fn options(text: &str) -> String {
    let parts: Vec<String> = text.split(' ').map(|part| format!("<span>{}</span>", escaped(part))).collect();
    parts.join(" ")
}

/// A text of a page: line ends and runs of blanks stay.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("<br>"),
            ' ' if out.ends_with(' ') => out.push_str("&nbsp;"),
            c => out.push(c),
        }
    }
    out
}
