//! Edits of lists: entries that are split, added, moved, or become another value.

use std::ops::Range;

use super::lines::{above, below, blank, dash_of, entry_end, keeps_blank_lines, line_end, line_start, own_dash};
use super::scalar::plain_safe;
use super::{replace_value, scalar};
use crate::{Kind, Node, Style};
use catalint_text::{Edit, Newline, Span};

/// Splits an entry of a block or flow list: the texts of `parts` become entries of their own,
/// what lies between them (given in bytes of the text) goes.
#[must_use]
pub fn split_entry(entry: Node<'_>, parts: &[Range<usize>]) -> Option<Vec<Edit>> {
    if entry.is_aliased() || parts.len() < 2 {
        return None;
    }
    let text = entry.text();
    let source = entry.tree().source();
    // A comment behind the entry is about all of it, not about its last part.
    let behind = below(entry);
    let aside =
        entry.is_in_flow() && source[entry.span().end as usize..behind as usize].split('#').next()?.contains(']');
    if !aside && entry.tree().has_comment(Span::new(entry.span().start, behind)) {
        return None;
    }
    let plain = entry.style() == Style::Plain
        && entry.is_verbatim()
        && parts.iter().all(|part| plain_safe(&text[part.clone()], entry.is_in_flow()));
    let between = separator(source, entry)?;
    if !plain {
        let all: Vec<String> = parts.iter().map(|part| scalar(&text[part.clone()], entry.is_in_flow())).collect();
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
        if !flow && value.tree().has_comment(Span::new(last.span().end, below(last))) {
            return append_lines(last, new);
        }
        if flow && value.tree().has_comment(Span::new(last.span().end, value.span().end)) {
            return None;
        }
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

/// Adds entries below the lines of the last one, which ends in a comment.
fn append_lines(last: Node<'_>, new: &[&str]) -> Option<Edit> {
    let source = last.tree().source();
    let dash = own_dash(source, last)?;
    let end = entry_end(last, dash)?;
    let newline = Newline::of(source).as_str();
    let start = &source[line_start(source, dash)..last.span().start as usize];
    let lines: Vec<String> = new.iter().map(|text| format!("{start}{}", scalar(text, false))).collect();
    let lines = lines.join(newline);
    let open = !source[..end].ends_with(['\n', '\r']);
    Some(Edit::new(Span::of(end..end), if open { format!("{newline}{lines}") } else { format!("{lines}{newline}") }))
}

/// Moves entries of a block list, from `first` to `last`, to stand right behind another, with
/// the comments and blank lines above them. None in a file with aliases (an entry must not come to
/// stand before the anchor that it uses) or with blank lines that belong to a text (`|+`).
#[must_use]
pub fn move_entries(list: Movable<'_>, first: Node<'_>, last: Node<'_>, behind: Node<'_>) -> Option<Vec<Edit>> {
    let tree = list.0.tree();
    if first.id() <= behind.id() && behind.id() <= last.id() {
        return None;
    }
    let source = tree.source();
    let dash = own_dash(source, first)?;
    own_dash(source, last)?;
    own_dash(source, behind)?;
    let start = above(first, dash);
    let end = entry_end(last, dash)?;
    let target = entry_end(behind, dash)?;
    if target > start && target < end {
        return None;
    }
    let newline = Newline::of(source).as_str();
    let mut text = source[start..end].to_owned();
    if !text.ends_with(['\n', '\r']) {
        text.push_str(newline);
    }
    let open = !source[..target].ends_with(['\n', '\r']);
    let insert = if open { format!("{newline}{}", text.trim_end_matches(['\n', '\r'])) } else { text };
    let mut edits = vec![Edit::new(Span::of(start..end), ""), Edit::new(Span::of(target..target), insert)];
    edits.sort_by_key(|edit| edit.span);
    Some(edits)
}

/// Moves one entry of a block list, as [`move_entries`] does.
#[must_use]
pub fn move_entry(list: Node<'_>, entry: Node<'_>, behind: Node<'_>) -> Option<Vec<Edit>> {
    move_entries(Movable::of(list)?, entry, entry, behind)
}

/// A block list whose entries may be moved, which is found out once a file.
#[derive(Debug, Clone, Copy)]
pub struct Movable<'t>(Node<'t>);

impl<'t> Movable<'t> {
    /// None in a file in which no entry may be moved: see [`move_entries`].
    #[must_use]
    pub fn of(list: Node<'t>) -> Option<Self> {
        let stays = |n: Node<'_>| n.is_aliased() || keeps_blank_lines(n);
        let moves = !list.is_aliased() && list.style() == Style::Block && !list.tree().nodes().any(stays);
        moves.then_some(Self(list))
    }
}

/// Replaces a list of one text, the value of `key`, by the text alone.
#[must_use]
pub fn unwrap_list(key: Node<'_>, list: Node<'_>) -> Option<Edit> {
    let only = list.entries().next().filter(|only| list.count() == 1 && only.is_scalar())?;
    if list.is_aliased() || only.is_aliased() || only.span().is_empty() || list.tree().has_comment(list.span()) {
        return None;
    }
    let source = list.tree().source();
    let text = &source[only.span().range()];
    if list.style() == Style::Flow {
        let bare = only.style() == Style::Plain && !text.contains(['\n', '\r']);
        let text = if bare { scalar(only.text(), key.is_in_flow()) } else { text.to_owned() };
        return Some(Edit::new(list.span(), text));
    }
    let between = Span::new(key.span().end, only.span().start);
    let marks: String = source[between.range()].chars().filter(|c| !c.is_whitespace()).collect();
    (marks == ":-" && !text.contains(['\n', '\r'])).then(|| Edit::new(between, ": "))
}

/// Replaces a whole value, list or text, by a list of texts in brackets (`many`) or one text.
#[must_use]
pub fn replace_with_list(value: Node<'_>, new: &[&str]) -> Option<Edit> {
    let source = value.tree().source();
    if value.is_aliased() || value.span().is_empty() || value.tree().has_comment(value.span()) {
        return None;
    }
    if value.kind() == Kind::Seq && value.style() == Style::Block {
        // Comments behind the last entry and above the first are about these.
        let above = value.id().checked_sub(1).map_or(0, |key| value.tree().node(key).span().end);
        let beside = Span::new(line_end(source, above).min(value.span().start), below(value.entries().last()?));
        if value.tree().has_comment(beside) {
            return None;
        }
        let first = value.entries().next()?;
        let between = separator(value.tree().source(), first)?;
        let all: Vec<String> = new.iter().map(|text| scalar(text, false)).collect();
        return Some(Edit::new(value.span(), all.join(&between)));
    }
    let all: Vec<String> = new.iter().map(|text| scalar(text, true)).collect();
    let whole = value.is_scalar() || !source[value.span().range()].contains(['\n', '\r']);
    whole.then(|| Edit::new(value.span(), format!("[{}]", all.join(", "))))
}

/// Gives the one text `to`, the value of `key` or the only entry of its list, the texts of another
/// value: a list becomes a list of the same style.
#[must_use]
pub fn copy_value(from: Node<'_>, key: Node<'_>, to: Node<'_>) -> Option<Edit> {
    if from.is_scalar() {
        return replace_value(to, from.text().trim());
    }
    let texts: Vec<&str> = from.entries().filter(|entry| entry.kind() == Kind::Str).map(|e| e.text().trim()).collect();
    if from.kind() != Kind::Seq || texts.len() != from.count() || texts.is_empty() || to.is_aliased() {
        return None;
    }
    let tree = to.tree();
    // The value of a key is the next node; what follows it there is a list with `to` in it.
    let value = tree.node(key.id() + 1);
    if value.kind() == Kind::Seq || from.style() == Style::Flow || key.is_in_flow() {
        return replace_with_list(value, &texts);
    }
    let source = tree.source();
    let gap = source.get(key.span().end as usize..to.span().start as usize)?;
    let colon = key.span().end as usize + gap.find(':')?;
    let behind = Span::new(to.span().end, line_end(source, to.span().end));
    if gap.trim() != ":" || tree.has_comment(behind) {
        return None;
    }
    let column = |at: usize| source[line_start(source, at)..at].chars().count();
    // Indentation of the copied list below its own key.
    let dash = column(dash_of(source, from.entries().next()?)?);
    let above = tree.node(from.id().checked_sub(1)?);
    let deeper = dash.checked_sub(column(above.span().start as usize))?;
    let indent = " ".repeat(column(key.span().start as usize) + deeper);
    let newline = Newline::of(source).as_str();
    let list: String = texts.iter().map(|text| format!("{newline}{indent}- {}", scalar(text, false))).collect();
    Some(Edit::new(Span::of(colon + 1..to.span().end as usize), list))
}

/// What stands between an entry and the next one of its list: a comma, or a line break,
/// the indentation and a dash.
fn separator(source: &str, entry: Node<'_>) -> Option<String> {
    if entry.is_in_flow() {
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
