//! `html`: one page that needs nothing else, for a screen and for A4 across.

use std::fmt::Write as _;

use super::LedgerPage;
use crate::list::{NOTHING_LOADS, html_text as text};
use catalint_core::ledger::{LedgerTable, SheetCell, Tone};
use catalint_core::rule::Lang;

const TAKES_ALL: &str = "a String takes all";

pub(super) fn page(page: &LedgerPage<'_>) -> String {
    let (sheet, lang) = (page.sheet, page.lang);
    let (code, title) = (if lang == Lang::Zh { "zh-CN" } else { "en" }, text(&sheet.title).into_owned());
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\"/>\n{NOTHING_LOADS}\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <meta name=\"color-scheme\" content=\"light dark\"/>\n<title>{title}</title>\n\
         <style>\n{}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n<dl>\n",
        include_str!("ledger.css"),
    );
    for (name, value) in &sheet.facts {
        writeln!(out, "<div><dt>{}</dt><dd>{}</dd></div>", text(name), text(value)).expect(TAKES_ALL);
    }
    out += "</dl>\n</header>\n<main>\n";
    for table in &sheet.tables {
        push_table(&mut out, table, page);
    }
    out + "</main>\n</body>\n</html>\n"
}

fn push_table(out: &mut String, table: &LedgerTable, page: &LedgerPage<'_>) {
    let class = if table.is_matrix { "matrix" } else { "list" };
    writeln!(out, "<section>\n<h2>{}</h2>", text(&table.title)).expect(TAKES_ALL);
    if !table.note.is_empty() {
        writeln!(out, "<p class=\"note\">{}</p>", text(&table.note)).expect(TAKES_ALL);
    }
    write!(out, "<div class=\"wide\"><table class=\"{class} c{}\">\n<thead><tr>", table.head.len()).expect(TAKES_ALL);
    for head in &table.head {
        write!(out, "<th scope=\"col\">{}</th>", text(head)).expect(TAKES_ALL);
    }
    *out += "</tr></thead>\n<tbody>\n";
    for (nth, row) in table.rows.iter().enumerate() {
        let last = table.is_summed && nth + 1 == table.rows.len();
        match (last, table.is_detailed) {
            (true, _) => *out += "<tr class=\"sum\">",
            (false, true) => write!(out, "<tr id=\"d{nth}\">").expect(TAKES_ALL),
            (false, false) => *out += "<tr>",
        }
        row.iter().for_each(|cell| push_cell(out, cell, page));
        *out += "</tr>\n";
    }
    *out += "</tbody>\n</table></div>\n</section>\n";
}

fn push_cell(out: &mut String, cell: &SheetCell, page: &LedgerPage<'_>) {
    let (tag, class) = match cell.tone {
        Tone::Head => ("th scope=\"row\"", ""),
        Tone::Plain => ("td", ""),
        Tone::Quiet => ("td", " class=\"quiet\""),
        Tone::Good => ("td", " class=\"good\""),
        Tone::Warn => ("td", " class=\"warn\""),
        Tone::Bad => ("td", " class=\"bad\""),
    };
    write!(out, "<{tag}{class}>").expect(TAKES_ALL);
    let own = cell.link.and_then(|nth| page.links.get(&nth)).cloned();
    let link = own.or_else(|| cell.row.map(|row| format!("#d{row}")));
    for (nth, line) in cell.lines.iter().enumerate() {
        let line = text(line);
        match (nth, &link) {
            (0, Some(link)) => write!(out, "<a href=\"{}\"><b>{line}</b></a>", text(link)).expect(TAKES_ALL),
            (0, None) => write!(out, "<b>{line}</b>").expect(TAKES_ALL),
            _ => write!(out, "<br/>{line}").expect(TAKES_ALL),
        }
    }
    write!(out, "</{}>", &tag[..2]).expect(TAKES_ALL);
}
