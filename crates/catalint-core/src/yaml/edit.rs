//! Structural changes of a document as text edits. Rules never write YAML by hand.
//!
//! Every function returns `None` where the change can't be made without touching something
//! else: a node read through an alias, a place that the text does not have.

use std::ops::Range;

use super::{Kind, Node, Style};
use crate::text::{Edit, Newline, Span};

/// Replaces a part of the text of a scalar, given in bytes of [`Node::text`].
#[must_use]
pub fn replace_part(node: Node<'_>, part: Range<usize>, new: &str) -> Option<Edit> {
    if node.is_aliased() || !node.is_scalar() {
        return None;
    }
    let text = node.text();
    let place = node.locate(part.clone());
    let lines = new.contains(['\n', '\r']);
    let source = node.tree().source();
    match (node.style(), place) {
        (Style::Literal | Style::Folded, Some(span)) if !lines && !source[span.range()].contains(['\n', '\r']) => {
            Some(Edit::new(span, new))
        }
        (Style::Double, Some(span)) if !lines => Some(Edit::new(span, escape_double(new))),
        (Style::Single, Some(span)) if !lines => Some(Edit::new(span, new.replace('\'', "''"))),
        (Style::Plain, Some(span)) if !lines => {
            let whole = format!("{}{new}{}", &text[..part.start], &text[part.end..]);
            if plain_safe(&whole, in_flow(node)) { Some(Edit::new(span, new)) } else { replace_value(node, &whole) }
        }
        (Style::Literal | Style::Folded, _) => None,
        _ => replace_value(node, &format!("{}{new}{}", &text[..part.start], &text[part.end..])),
    }
}

/// Replaces several parts of the text of a scalar at once; they stand in order and apart.
#[must_use]
pub fn replace_parts(node: Node<'_>, parts: &[(Range<usize>, String)]) -> Option<Vec<Edit>> {
    if let [(part, new)] = parts {
        return replace_part(node, part.clone(), new).map(|edit| vec![edit]);
    }
    let text = node.text();
    let mut whole = String::with_capacity(text.len());
    let mut at = 0;
    for (part, new) in parts {
        whole.push_str(text.get(at..part.start)?);
        whole.push_str(new);
        at = part.end;
    }
    whole.push_str(text.get(at..)?);
    let block = matches!(node.style(), Style::Literal | Style::Folded);
    let fits = node.style() != Style::Plain || plain_safe(&whole, in_flow(node));
    let edits: Option<Vec<Edit>> = parts.iter().map(|(part, new)| replace_part(node, part.clone(), new)).collect();
    // An edit of the whole scalar does not go together with one of another part.
    match edits.filter(|edits| fits && edits.iter().all(|edit| edit.span != node.span())) {
        Some(edits) => Some(edits),
        None if block => None,
        None => Some(vec![replace_value(node, &whole)?]),
    }
}

/// Replaces a scalar by another text, in its own style where that can hold it.
#[must_use]
pub fn replace_value(node: Node<'_>, new: &str) -> Option<Edit> {
    if node.is_aliased() || !node.is_scalar() {
        return None;
    }
    let span = node.span();
    match node.style() {
        Style::Empty => Some(Edit::new(span, format!(" {}", scalar(new, in_flow(node))))),
        Style::Single if !new.contains(['\n', '\r']) => Some(Edit::new(span, format!("'{}'", new.replace('\'', "''")))),
        Style::Double => Some(Edit::new(span, format!("\"{}\"", escape_double(new)))),
        _ => Some(Edit::new(span, scalar(new, in_flow(node)))),
    }
}

/// Replaces a number or a word such as `true` by the same letters as text, in quotes.
#[must_use]
pub fn quote(node: Node<'_>) -> Option<Edit> {
    let bare = !node.is_aliased() && node.style() == Style::Plain;
    bare.then(|| Edit::new(node.span(), format!("\"{}\"", escape_double(node.text()))))
}

/// Takes an entry out of its list, with its line or its comma. None for the only entry.
#[must_use]
pub fn remove_entry(list: Node<'_>, entry: Node<'_>) -> Option<Edit> {
    if list.is_aliased() || entry.is_aliased() || list.count() < 2 {
        return None;
    }
    let source = list.tree().source();
    if list.style() == Style::Flow {
        let entries: Vec<Node<'_>> = list.entries().collect();
        let at = entries.iter().position(|&e| e == entry)?;
        let span = match entries.get(at + 1) {
            Some(next) => Span::new(entry.span().start, next.span().start),
            None => Span::new(entries[at - 1].span().end, entry.span().end),
        };
        return Some(Edit::new(span, ""));
    }
    let start = line_start(source, dash_of(source, entry)?);
    let end = next_line(source, entry.span().end as usize)?;
    // Something else on these lines (a comment behind the entry goes with it, another entry not).
    (blank(&source[start..dash_of(source, entry)?])).then(|| Edit::new(Span::of(start..end), ""))
}

/// Splits an entry of a block or flow list: the texts of `parts` become entries of their own,
/// what lies between them (given in bytes of the text) goes.
#[must_use]
pub fn split_entry(entry: Node<'_>, parts: &[Range<usize>]) -> Option<Vec<Edit>> {
    if entry.is_aliased() || parts.len() < 2 {
        return None;
    }
    let text = entry.text();
    let source = entry.tree().source();
    let plain = entry.style() == Style::Plain
        && entry.is_verbatim()
        && parts.iter().all(|part| plain_safe(&text[part.clone()], in_flow(entry)));
    let between = separator(source, entry)?;
    if !plain {
        let all: Vec<String> = parts.iter().map(|part| scalar(&text[part.clone()], in_flow(entry))).collect();
        return Some(vec![Edit::new(entry.span(), all.join(&between))]);
    }
    let mut edits = Vec::new();
    for pair in parts.windows(2) {
        edits.push(Edit::new(entry.locate(pair[0].end..pair[1].start)?, between.clone()));
    }
    let last = parts.last().expect("there are two parts at least").end;
    if parts[0].start > 0 {
        edits.insert(0, Edit::new(entry.locate(0..parts[0].start)?, ""));
    }
    if last < text.len() {
        edits.push(Edit::new(entry.locate(last..text.len())?, ""));
    }
    Some(edits)
}

/// Adds entries behind the last one of a list. A single text becomes a list.
#[must_use]
pub fn append_entries(value: Node<'_>, new: &[&str]) -> Option<Edit> {
    if value.is_aliased() || new.is_empty() {
        return None;
    }
    let source = value.tree().source();
    if value.kind() == Kind::Seq {
        let Some(last) = value.entries().last() else {
            let all: Vec<String> = new.iter().map(|text| scalar(text, true)).collect();
            return (value.style() == Style::Flow).then(|| Edit::new(value.span(), format!("[{}]", all.join(", "))));
        };
        if !last.is_scalar() {
            return None;
        }
        let between = separator(source, last)?;
        let flow = value.style() == Style::Flow;
        let added: String = new.iter().map(|text| format!("{between}{}", scalar(text, flow))).collect();
        return Some(Edit::new(Span::empty(last.span().end), added));
    }
    let one_line = !source[value.span().range()].contains(['\n', '\r']);
    if !one_line || value.kind() != Kind::Str || matches!(value.style(), Style::Literal | Style::Folded) {
        return None;
    }
    let all: Vec<String> = [value.text()].iter().chain(new).map(|text| scalar(text, true)).collect();
    Some(Edit::new(value.span(), format!("[{}]", all.join(", "))))
}

/// Moves an entry of a block list to stand right behind another, with the comments above it.
#[must_use]
pub fn move_entry(list: Node<'_>, entry: Node<'_>, behind: Node<'_>) -> Option<Vec<Edit>> {
    if list.is_aliased() || list.style() != Style::Block || entry == behind {
        return None;
    }
    let source = list.tree().source();
    let lines = |node: Node<'_>| -> Option<Range<usize>> {
        let dash = dash_of(source, node)?;
        let start = line_start(source, dash);
        blank(&source[start..dash]).then_some(())?;
        Some(start..next_line(source, node.span().end as usize)?)
    };
    let (moved, target) = (lines(entry)?, lines(behind)?);
    let mut start = moved.start;
    while start > 0 {
        let above = line_start(source, start - 1);
        if !source[above..start].trim_start().starts_with('#') {
            break;
        }
        start = above;
    }
    let mut text = source[start..moved.end].to_owned();
    let newline = Newline::of(source).as_str();
    if !text.ends_with(['\n', '\r']) {
        text.push_str(newline);
    }
    let open = !source[..target.end].ends_with(['\n', '\r']);
    let insert = if open { format!("{newline}{}", text.trim_end_matches(['\n', '\r'])) } else { text };
    let mut edits =
        vec![Edit::new(Span::of(start..moved.end), ""), Edit::new(Span::of(target.end..target.end), insert)];
    edits.sort_by_key(|edit| edit.span);
    Some(edits)
}

/// Renames a key, quotes kept.
#[must_use]
pub fn rename_key(key: Node<'_>, new: &str) -> Option<Edit> {
    (!key.is_aliased()).then(|| Edit::new(key.inner_span(), new))
}

/// Replaces a whole value, list or text, by a list of texts in brackets (`many`) or one text.
#[must_use]
pub fn replace_with_list(value: Node<'_>, new: &[&str]) -> Option<Edit> {
    if value.is_aliased() || value.span().is_empty() {
        return None;
    }
    if value.kind() == Kind::Seq && value.style() == Style::Block {
        let first = value.entries().next()?;
        let between = separator(value.tree().source(), first)?;
        let all: Vec<String> = new.iter().map(|text| scalar(text, false)).collect();
        return Some(Edit::new(value.span(), all.join(&between)));
    }
    let all: Vec<String> = new.iter().map(|text| scalar(text, true)).collect();
    let one_line = !value.tree().source()[value.span().range()].contains(['\n', '\r']);
    one_line.then(|| Edit::new(value.span(), format!("[{}]", all.join(", "))))
}

/// What stands between an entry and the next one of its list: a comma, or a line break,
/// the indentation and a dash.
fn separator(source: &str, entry: Node<'_>) -> Option<String> {
    if in_flow(entry) {
        return Some(", ".to_owned());
    }
    let dash = dash_of(source, entry)?;
    let line = line_start(source, dash);
    // `- - a`: what stands before the dash is not indentation alone.
    let indent: String = source[line..dash].chars().map(|c| if c == '-' { ' ' } else { c }).collect();
    if !blank(&indent) {
        return None;
    }
    let gap = &source[dash + 1..entry.span().start as usize];
    if !blank(gap) {
        return None;
    }
    Some(format!("{}{indent}-{gap}", Newline::of(source).as_str()))
}

/// Offset of the dash in front of an entry of a block list, on its own line.
fn dash_of(source: &str, entry: Node<'_>) -> Option<usize> {
    let before = &source[..entry.span().start as usize];
    let dash = before.trim_end_matches(' ').strip_suffix('-')?.len();
    let alone = source[line_start(source, dash)..dash].chars().all(|c| matches!(c, ' ' | '-'));
    alone.then_some(dash)
}

/// Whether a node stands in brackets.
fn in_flow(node: Node<'_>) -> bool {
    // Containers in brackets that hold the node: their span closes behind it. Few are asked.
    let tree = node.tree();
    let mut at = node.id();
    while at > 0 {
        at -= 1;
        let other = tree.node(at);
        if !other.is_scalar() && other.span().contains(node.span()) {
            return other.style() == Style::Flow;
        }
    }
    false
}

/// A text as a YAML scalar: plain where that is safe, else in double quotes.
fn scalar(text: &str, flow: bool) -> String {
    if plain_safe(text, flow) { text.to_owned() } else { format!("\"{}\"", escape_double(text)) }
}

/// Whether a text can stand without quotes and stays text.
fn plain_safe(text: &str, flow: bool) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let edges = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
    let mark = "-?:,[]{}#&*!|>'\"%@`".contains(first);
    let inside = text.contains(": ") || text.contains(" #") || text.ends_with(':');
    let flow_marks = flow && text.contains([',', '[', ']', '{', '}']);
    let control = text.chars().any(|c| c.is_control() || matches!(c, '\u{feff}' | '\u{85}' | '\u{2028}' | '\u{2029}'));
    let other_kind = super::resolve::plain(text) != Kind::Str;
    let marker = text.starts_with("---") || text.starts_with("...");
    !(edges || mark || inside || flow_marks || control || other_kind || marker)
}

fn escape_double(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}') => {
                out.push_str(&format!("\\u{:04X}", c as u32));
            }
            c => out.push(c),
        }
    }
    out
}

fn blank(text: &str) -> bool {
    text.bytes().all(|b| b == b' ')
}

fn line_start(source: &str, at: usize) -> usize {
    let start = source[..at].rfind(['\n', '\r']).map_or(0, |i| i + 1);
    if start == 0 && source.starts_with('\u{feff}') { 3 } else { start }
}

/// Start of the line behind the one that holds `at`.
fn next_line(source: &str, at: usize) -> Option<usize> {
    let rest = &source[at..];
    Some(match rest.find(['\n', '\r']) {
        Some(i) if rest[i..].starts_with("\r\n") => at + i + 2,
        Some(i) => at + i + 1,
        None => source.len(),
    })
}
