//! `markdown`: headings and lists.

use std::ops::Range;

use catalint_core::rule::Lang;

use super::Compared;
use super::sheet::{CompareLine, CompareSaid, sheet};
use crate::list::markdown_text as text;

pub(super) fn page(compared: &Compared<'_>, lang: Lang) -> String {
    let sheet = sheet(compared, lang);
    let mut out = format!("# {}\n\n", sheet.title);
    for (what, name) in &sheet.versions {
        out += &format!("- {what}{}{}\n", super::words::pick(lang, "：", ": "), text(name));
    }
    out.push('\n');
    for line in &sheet.summary {
        out += &format!("{}\n\n", text(line));
    }
    for section in &sheet.sections {
        out += &format!("## {}\n\n", section.title);
        for entry in &section.entries {
            out += &format!("- {}\n", text(&entry.head));
            for line in &entry.lines {
                push_line(&mut out, line, sheet.sides, lang);
            }
        }
        out.push('\n');
    }
    for note in &sheet.notes {
        out += &format!("{}\n\n", text(note));
    }
    out.trim_end().to_owned() + "\n"
}

fn push_line(out: &mut String, line: &CompareLine, [old, new]: [&str; 2], lang: Lang) {
    let colon = super::words::pick(lang, "：", ": ");
    let name = if line.name.is_empty() { String::new() } else { format!("{}{colon}", text(&line.name)) };
    *out += "  - ";
    // Two lines of their own follow.
    *out += if matches!(line.said, CompareSaid::Changed(_)) { name.trim_end() } else { &name };
    *out += &match &line.said {
        CompareSaid::Value(value) => flat(value),
        CompareSaid::Added(value) => format!("**＋ {}**", flat(value)),
        CompareSaid::Dropped(value) => format!("~~－ {}~~", flat(value)),
        CompareSaid::Reordered(value) => {
            format!("{}{}", super::words::pick(lang, "顺序调整为：", "now in this order: "), flat(value))
        }
        CompareSaid::Changed(marked) => format!(
            "\n    - {old}{colon}{}\n    - {new}{colon}{}",
            marked_text(&marked.old, &marked.gone, "~~"),
            marked_text(&marked.new, &marked.come, "**"),
        ),
    };
    out.push('\n');
}

fn flat(value: &str) -> String {
    value.lines().map(text).collect::<Vec<_>>().join("<br>")
}

fn marked_text(value: &str, parts: &[Range<usize>], mark: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    for part in parts {
        out += &flat(&value[at..part.start]);
        let inner = &value[part.clone()];
        // A mark that touches a blank is none in Markdown.
        let (lead, tail) = (inner.len() - inner.trim_start().len(), inner.trim_end().len());
        if lead < tail {
            out += &format!("{}{mark}{}{mark}{}", &inner[..lead], flat(&inner[lead..tail]), &inner[tail..]);
        }
        at = part.end;
    }
    (out + &flat(&value[at..])).replace('\n', "<br>")
}
