//! `html`: one page that needs nothing else, to be read, printed and signed.

use std::fmt::Write as _;
use std::ops::Range;

use catalint_core::rule::Lang;

use super::Compared;
use super::sheet::{CompareLine, CompareSaid, sheet};
use super::words::pick;
use crate::list::{NOTHING_LOADS, html_text as text};

const TAKES_ALL: &str = "a String takes all";

pub(super) fn page(compared: &Compared<'_>, lang: Lang) -> String {
    let sheet = sheet(compared, lang);
    let (code, title) = (pick(lang, "zh-CN", "en"), text(sheet.title).into_owned());
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\"/>\n{NOTHING_LOADS}\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>{title}</title>\n\
         <style>\n{}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n<dl>\n",
        include_str!("compare.css"),
    );
    for (what, name) in &sheet.versions {
        writeln!(out, "<div><dt>{what}</dt><dd>{}</dd></div>", text(name)).expect(TAKES_ALL);
    }
    out += "</dl>\n";
    for line in &sheet.summary {
        writeln!(out, "<p class=\"sum\">{}</p>", text(line)).expect(TAKES_ALL);
    }
    out += "</header>\n<main>\n";
    for section in &sheet.sections {
        writeln!(out, "<section>\n<h2>{}</h2>", text(section.title)).expect(TAKES_ALL);
        for entry in &section.entries {
            writeln!(out, "<article>\n<h3>{}</h3>", text(&entry.head)).expect(TAKES_ALL);
            if !entry.lines.is_empty() {
                out += "<table>\n";
                entry.lines.iter().for_each(|line| push_line(&mut out, line, sheet.sides, lang));
                out += "</table>\n";
            }
            out += "</article>\n";
        }
        out += "</section>\n";
    }
    for note in &sheet.notes {
        writeln!(out, "<p class=\"note\">{}</p>", text(note)).expect(TAKES_ALL);
    }
    let [check, sign, day] = pick(lang, ["审核", "签发", "日期"], ["Reviewed by", "Signed by", "Date"]);
    out += "</main>\n<footer>";
    for word in [check, sign, day] {
        write!(out, "<span>{word}{}</span>", pick(lang, "：", ":")).expect(TAKES_ALL);
    }
    out + "</footer>\n</body>\n</html>\n"
}

fn push_line(out: &mut String, line: &CompareLine, [old, new]: [&str; 2], lang: Lang) {
    let name = text(&line.name);
    let said = match &line.said {
        CompareSaid::Value(value) => flat(value),
        CompareSaid::Added(value) => format!("<ins>{}</ins>", flat(value)),
        CompareSaid::Dropped(value) => format!("<del>{}</del>", flat(value)),
        CompareSaid::Reordered(value) => {
            format!("{}{}", pick(lang, "顺序调整为：", "now in this order: "), flat(value))
        }
        CompareSaid::Changed(marked) => {
            let colon = pick(lang, "：", ": ");
            let before = parts(&marked.old, &marked.gone, "del");
            let after = parts(&marked.new, &marked.come, "ins");
            format!("<p><b>{old}{colon}</b>{before}</p><p><b>{new}{colon}</b>{after}</p>")
        }
    };
    writeln!(out, "<tr><th scope=\"row\">{name}</th><td>{said}</td></tr>").expect(TAKES_ALL);
}

fn flat(value: &str) -> String {
    value.lines().map(|line| text(line).into_owned()).collect::<Vec<_>>().join("<br/>")
}

fn parts(value: &str, parts: &[Range<usize>], tag: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    let piece = |range: Range<usize>| {
        value[range].split('\n').map(|line| text(line).into_owned()).collect::<Vec<_>>().join("<br/>")
    };
    for part in parts {
        write!(out, "{}<{tag}>{}</{tag}>", piece(at..part.start), piece(part.clone())).expect(TAKES_ALL);
        at = part.end;
    }
    out + &piece(at..value.len())
}
