//! A comparison at a terminal.

use std::ops::Range;

use catalint_core::rule::Lang;
use catalint_report::compare::{CompareLine, CompareSaid, Compared, sheet};
use catalint_text::{display_width, visible};

use crate::lang::pick;
use crate::terminal::{Paint, Terminal};
use crate::wrap::wrap;

/// Letters on either side of a change that are kept of a long text.
const CONTEXT: usize = 24;

/// Of texts up to this length nothing is left out.
const SHORT: usize = 120;

/// The whole text.
pub(super) fn text(compared: &Compared<'_>, lang: Lang, terminal: Terminal) -> String {
    let Terminal { paint, width, .. } = terminal;
    let sheet = sheet(compared, lang);
    let colon = pick(lang, "：", ": ");
    let mut out = String::new();
    for (what, name) in &sheet.versions {
        put(&mut out, &format!("{what}{colon}"), name, width);
    }
    out.push('\n');
    for line in &sheet.summary {
        wrap(&mut out, "", 0, line, width);
    }
    for section in &sheet.sections {
        out += &format!("\n{}\n", paint.bold(section.title));
        for entry in &section.entries {
            put(&mut out, "  ", &entry.head, width);
            // What goes on below a name stands below what was said first.
            let mut indent = 4;
            for line in &entry.lines {
                let name = if line.name.is_empty() { " ".repeat(indent) } else { format!("    {}{colon}", line.name) };
                indent = display_width(&name);
                push_line(&mut out, line, &name, sheet.sides, lang, terminal);
            }
        }
    }
    for note in &sheet.notes {
        out.push('\n');
        wrap(&mut out, "", 0, &paint.yellow(note), width);
    }
    out
}

fn put(out: &mut String, lead: &str, text: &str, width: usize) {
    wrap(out, lead, display_width(lead), text, width);
}

fn push_line(out: &mut String, line: &CompareLine, name: &str, [old, new]: [&str; 2], lang: Lang, terminal: Terminal) {
    let Terminal { paint, width, .. } = terminal;
    let colon = pick(lang, "：", ": ");
    let one = |text: &str| shortened(&visible(&text.split_whitespace().collect::<Vec<_>>().join(" ")));
    match &line.said {
        CompareSaid::Value(text) => put(out, name, &one(text), width),
        CompareSaid::Added(text) => put(out, name, &format!("{} {}", paint.green("＋"), one(text)), width),
        CompareSaid::Dropped(text) => put(out, name, &format!("{} {}", paint.red("－"), one(text)), width),
        CompareSaid::Reordered(text) => {
            put(out, name, &(pick(lang, "顺序调整为：", "now in this order: ").to_owned() + &one(text)), width)
        }
        CompareSaid::Changed(marked) => {
            if !line.name.is_empty() {
                *out += &format!("    {}\n", line.name);
            }
            for (side, text, parts, is_new) in
                [(old, &marked.old, &marked.gone, false), (new, &marked.new, &marked.come, true)]
            {
                let lead = format!("      {side}{colon}");
                let (plain, marks) = cut(text, parts);
                put_marked(out, &lead, &plain, &marks, (is_new, paint), width);
            }
        }
    }
}

/// Begins and ends of a marked part, until the lines are broken: characters of no width that no text on a screen holds.
const BEGIN: char = '\u{1}';
const END: char = '\u{2}';

/// A text with marks around its changed parts: colours, or brackets where there are none.
fn put_marked(
    out: &mut String,
    lead: &str,
    text: &str,
    parts: &[Range<usize>],
    (is_new, paint): (bool, Paint),
    width: usize,
) {
    let (mut marked, mut at) = (String::new(), 0);
    for part in parts {
        marked += &text[at..part.start];
        marked += &match paint.0 {
            true => format!("{BEGIN}{}{END}", &text[part.clone()]),
            false => format!("［{}］", &text[part.clone()]),
        };
        at = part.end;
    }
    marked += &text[at..];
    let mut lines = String::new();
    wrap(&mut lines, lead, display_width(lead), &marked, width);
    let begin = if is_new { "\u{1b}[32;1m" } else { "\u{1b}[31;1m" };
    let mut is_open = false;
    for line in lines.split_inclusive('\n') {
        let body = line.trim_end_matches('\n');
        let blanks = body.len() - body.trim_start().len();
        // A colour ends with its line and goes on behind the blanks of the next.
        let lead = if is_open { begin } else { "" };
        let (open, close) = (body.rfind(BEGIN), body.rfind(END));
        is_open = match (open, close) {
            (Some(open), Some(close)) => open > close,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (None, None) => is_open,
        };
        let tail = if is_open { "\u{1b}[0m" } else { "" };
        *out += &body[..blanks];
        *out += lead;
        *out += &body[blanks..].replace(BEGIN, begin).replace(END, "\u{1b}[0m");
        *out += tail;
        out.push('\n');
    }
}

/// A text on one line without hidden characters; of a long one the parts far from all changes are left out.
fn cut(text: &str, parts: &[Range<usize>]) -> (String, Vec<Range<usize>>) {
    let is_short = text.chars().count() <= SHORT;
    let (mut out, mut marks, mut at) = (String::new(), Vec::new(), 0);
    let plain = |piece: &str| visible(&piece.replace(['\n', '\r', '\t'], " ")).into_owned();
    let between = |piece: &str, first: bool, last: bool| -> String {
        let letters: Vec<char> = piece.chars().collect();
        let room = if first || last { CONTEXT } else { 2 * CONTEXT };
        if is_short || letters.len() <= room + 2 {
            return plain(piece);
        }
        let head: String = if first { String::new() } else { letters[..CONTEXT].iter().collect() };
        let tail: String = if last { String::new() } else { letters[letters.len() - CONTEXT..].iter().collect() };
        format!("{}…{}", plain(&head), plain(&tail))
    };
    for part in parts {
        out += &between(&text[at..part.start], at == 0, false);
        let start = out.len();
        out += &plain(&text[part.clone()]);
        marks.push(start..out.len());
        at = part.end;
    }
    if parts.is_empty() {
        return (shortened(&plain(text)), marks);
    }
    out += &between(&text[at..], false, true);
    (out, marks)
}

/// A long text loses its end.
fn shortened(text: &str) -> String {
    const MOST: usize = 200;
    match text.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
