//! A handout as a page, for the screen and for paper; it loads nothing.

use super::{HandoutPart, HandoutTable};

const STYLE: &str = include_str!("handout.css");

/// The page of some parts.
#[must_use]
pub fn write(parts: &[HandoutPart], language: &str) -> String {
    let title = parts.iter().find_map(|part| match part {
        HandoutPart::Title(title) => Some(title.as_str()),
        _ => None,
    });
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n",
        escaped(title.unwrap_or(""))
    );
    let mut open = false;
    for part in parts {
        match part {
            HandoutPart::Title(title) => {
                out += if open { "</section>\n<section>\n" } else { "<section>\n" };
                open = true;
                out += &format!("<h1>{}</h1>\n", escaped(title));
            }
            HandoutPart::Line(line) => out += &format!("<p>{}</p>\n", escaped(line).replace('\n', "<br>")),
            HandoutPart::Table(table) => out += &self::table(table),
        }
    }
    out + if open { "</section>\n</body>\n</html>\n" } else { "</body>\n</html>\n" }
}

fn table(table: &HandoutTable) -> String {
    let all: usize = table.columns.iter().map(|(_, width)| width).sum::<usize>().max(1);
    let mut out = "<table>\n<colgroup>".to_owned();
    for (_, width) in &table.columns {
        out += &format!("<col style=\"width:{}%\">", width * 100 / all);
    }
    out += "</colgroup>\n<thead><tr>";
    for (head, _) in &table.columns {
        out += &format!("<th scope=\"col\">{}</th>", escaped(head));
    }
    out += "</tr></thead>\n<tbody>\n";
    for row in &table.rows {
        out += "<tr>";
        for cell in row {
            out += &format!("<td>{}</td>", escaped(cell).replace('\n', "<br>"));
        }
        out += "</tr>\n";
    }
    out + "</tbody>\n</table>\n"
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\n' => out.push('\n'),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
