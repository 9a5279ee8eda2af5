//! Structural changes of a document as text edits. Rules never write YAML by hand.
//!
//! Every function returns `None` where the change can't be made without touching something
//! else: a node read through an alias, a place that the text does not have, a comment that would be lost
//! or come to stand beside something that it is not about.

#[cfg(test)]
mod comments;
mod item;
mod pair;
mod remove;

use std::ops::Range;

use super::{Kind, Node, Style};
use catalint_text::{Edit, Newline, Span};

pub use item::{NewValue, insert_item};
pub use pair::{insert_mapping, insert_pair, remove_pair, replace_pair};
pub use remove::{cut_entry, merge_entry, remove_entry};

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
    // Whole lines of a literal block go without a trace, each with the line break before it.
    let rest = text.get(part.end..)?;
    let whole_lines =
        new.is_empty() && text.get(part.clone())?.starts_with('\n') && (rest.is_empty() || rest.starts_with('\n'));
    let folded = source[node.span().range()].contains(['\n', '\r']) && (new.is_empty() || new.trim() != new);
    match (node.style(), place) {
        (Style::Literal | Style::Folded, Some(span)) if !lines && !source[span.range()].contains(['\n', '\r']) => {
            keeps_block(source, span, new).then(|| Edit::new(span, new))
        }
        // Blanks at a line's end, and a line of nothing else, are not kept where lines are folded.
        (Style::Plain | Style::Single | Style::Double, _) if folded => {
            replace_value(node, &format!("{}{new}{}", &text[..part.start], &text[part.end..]))
        }
        (Style::Literal, Some(span)) if whole_lines => Some(Edit::new(span, "")),
        (Style::Double, Some(span)) if !lines => Some(Edit::new(span, escape_double(new))),
        (Style::Single, Some(span)) if !lines => Some(Edit::new(span, new.replace('\'', "''"))),
        (Style::Plain, Some(span)) if !lines => {
            let whole = format!("{}{new}{}", &text[..part.start], &text[part.end..]);
            if plain_safe(&whole, node.is_in_flow()) { Some(Edit::new(span, new)) } else { replace_value(node, &whole) }
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
    let fits = node.style() != Style::Plain || plain_safe(&whole, node.is_in_flow());
    let plain = |part: &Range<usize>, new: &str| {
        // That the whole may stand without quotes is known once for all parts.
        let lines = new.contains(['\n', '\r']);
        node.locate(part.clone()).filter(|_| fits && !lines && !node.is_aliased()).map(|span| Edit::new(span, new))
    };
    let one = |(part, new): &(Range<usize>, String)| match node.style() {
        Style::Plain => plain(part, new),
        _ => replace_part(node, part.clone(), new),
    };
    let edits: Option<Vec<Edit>> = parts.iter().map(one).collect();
    // An edit of the whole scalar does not go together with one of another part.
    match edits.filter(|edits| fits && edits.iter().all(|edit| edit.span != node.span())) {
        Some(edits) => Some(edits),
        None if block => None,
        None => Some(vec![replace_value(node, &whole)?]),
    }
}

/// Whether a line of a block stays a line of it: one that begins with a blank, or holds nothing
/// else, would change what the indentation says.
fn keeps_block(source: &str, span: Span, new: &str) -> bool {
    let before = source[..span.start as usize].rsplit(['\n', '\r']).next().unwrap_or("");
    let after = source[span.end as usize..].split(['\n', '\r']).next().unwrap_or("");
    let first = before.chars().any(|c| c != ' ') || new.chars().chain(after.chars()).next().is_some_and(|c| c != ' ');
    first && format!("{before}{new}{after}").chars().any(|c| !matches!(c, ' ' | '\t'))
}

/// Replaces a scalar by another text, in its own style where that can hold it.
#[must_use]
pub fn replace_value(node: Node<'_>, new: &str) -> Option<Edit> {
    if node.is_aliased() || !node.is_scalar() {
        return None;
    }
    let span = node.span();
    // Behind the `|` of a block may stand a comment.
    if node.tree().has_comment(span) {
        return None;
    }
    match node.style() {
        Style::Empty => Some(Edit::new(span, format!(" {}", scalar(new, node.is_in_flow())))),
        Style::Single if !new.contains(['\n', '\r']) => Some(Edit::new(span, format!("'{}'", new.replace('\'', "''")))),
        Style::Double => Some(Edit::new(span, format!("\"{}\"", escape_double(new)))),
        _ => Some(Edit::new(span, scalar(new, node.is_in_flow()))),
    }
}

/// Replaces a number or a word such as `true` by the same letters as text, in quotes.
#[must_use]
pub fn quote(node: Node<'_>) -> Option<Edit> {
    let bare = !node.is_aliased() && node.style() == Style::Plain;
    bare.then(|| Edit::new(node.span(), format!("\"{}\"", escape_double(node.text()))))
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

/// Writes another number in the style of the old one: a bare one stays bare, quotes stay.
#[must_use]
pub fn replace_number(node: Node<'_>, new: &str) -> Option<Edit> {
    let one_line = matches!(node.style(), Style::Plain | Style::Single | Style::Double);
    let number = new.chars().all(char::is_alphanumeric) || new.chars().all(|c| c.is_ascii_digit() || "._-".contains(c));
    (one_line && number && !node.is_aliased()).then(|| Edit::new(node.inner_span(), new))
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

/// Renames a key, quotes kept.
#[must_use]
pub fn rename_key(key: Node<'_>, new: &str) -> Option<Edit> {
    (!key.is_aliased()).then(|| Edit::new(key.inner_span(), new))
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

/// Offset of the dash in front of an entry of a block list, on its own line.
fn dash_of(source: &str, entry: Node<'_>) -> Option<usize> {
    let before = &source[..entry.span().start as usize];
    let dash = before.trim_end_matches(' ').strip_suffix('-')?.len();
    let alone = source[line_start(source, dash)..dash].chars().all(|c| matches!(c, ' ' | '-'));
    alone.then_some(dash)
}

/// The dash in front of an entry that has its lines to itself.
fn own_dash(source: &str, entry: Node<'_>) -> Option<usize> {
    let dash = dash_of(source, entry)?;
    blank(&source[line_start(source, dash)..dash]).then_some(dash)
}

/// Start of the lines that belong to an entry: the comments right above it that are not indented
/// more than its dash, and blank lines above these. (A line with `#` in a block scalar of the
/// entry above is no comment, and a comment indented more belongs to that entry.)
fn above(entry: Node<'_>, dash: usize) -> usize {
    let source = entry.tree().source();
    let comments = entry.tree().comments();
    let mut start = line_start(source, dash);
    let column = dash - start;
    let mut nth = comments.partition_point(|comment| (comment.span.start as usize) < start);
    while let Some(comment) = nth.checked_sub(1).map(|i| comments[i]).filter(|comment| comment.own_line) {
        let at = comment.span.start as usize;
        let line = line_start(source, at);
        if at - line > column || next_line(source, at) != Some(start) {
            break;
        }
        (start, nth) = (line, nth - 1);
    }
    while let Some(line) = line_before(source, start).filter(|&line| source[line..start].trim().is_empty()) {
        start = line;
    }
    start
}

/// Start of the line above the one that begins at `start`.
fn line_before(source: &str, start: usize) -> Option<usize> {
    let text = source[..start].strip_suffix('\n').unwrap_or(&source[..start]);
    let text = text.strip_suffix('\r').unwrap_or(text);
    (text.len() < start).then(|| line_start(source, text.len()))
}

/// Whether a node is a block scalar that keeps the blank lines below it.
fn keeps_blank_lines(node: Node<'_>) -> bool {
    let block = matches!(node.style(), Style::Literal | Style::Folded);
    block && node.tree().source()[node.span().range()].lines().next().is_some_and(|header| header.contains('+'))
}

/// End of the last line of an entry, with the comments below it that are indented more than its dash.
fn entry_end(entry: Node<'_>, dash: usize) -> Option<usize> {
    let source = entry.tree().source();
    let comments = entry.tree().comments();
    let column = dash - line_start(source, dash);
    let mut end = next_line(source, entry.span().end as usize)?;
    let from = comments.partition_point(|comment| (comment.span.start as usize) < end);
    for comment in comments[from..].iter().filter(|comment| comment.own_line) {
        let at = comment.span.start as usize;
        let line = line_start(source, at);
        if at - line <= column || !source[end..line].trim().is_empty() {
            break;
        }
        end = next_line(source, at)?;
    }
    Some(end)
}

/// A text as a YAML scalar: plain where that is safe, else in double quotes. `flow` is whether it is
/// to stand between brackets.
#[must_use]
pub fn scalar(text: &str, flow: bool) -> String {
    if plain_safe(text, flow) { text.to_owned() } else { format!("\"{}\"", escape_double(text)) }
}

/// Whether a text can stand without quotes and stays text.
fn plain_safe(text: &str, flow: bool) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let edges = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
    let mark = "-?:,[]{}#&*!|>'\"%@`".contains(first);
    let inside = text.contains(": ") || text.contains(" #") || text.ends_with(':');
    let flow_marks = flow && text.contains([',', '[', ']', '{', '}']);
    let control = text.chars().any(|c| is_escaped(c) || c == '\u{85}');
    let other_kind = super::resolve::plain(text) != Kind::Str;
    // Three of a kind part documents, and this key merges another map.
    let marker = text.starts_with("---") || text.starts_with("...") || text == "<<";
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
            c if is_escaped(c) && u32::from(c) > 0xFFFF => out.push_str(&format!("\\U{:08X}", c as u32)),
            c if is_escaped(c) => out.push_str(&format!("\\u{:04X}", c as u32)),
            c => out.push(c),
        }
    }
    out
}

/// Whether a character can stand in YAML by its number alone: controls, and those that are none.
fn is_escaped(c: char) -> bool {
    let nothing = matches!(u32::from(c) & 0xFFFF, 0xFFFE | 0xFFFF);
    nothing || c.is_control() || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}')
}

fn blank(text: &str) -> bool {
    text.bytes().all(|b| b == b' ')
}

fn line_start(source: &str, at: usize) -> usize {
    let start = source[..at].rfind(['\n', '\r']).map_or(0, |i| i + 1);
    if start == 0 && source.starts_with('\u{feff}') { 3 } else { start }
}

/// End of what is written behind and below an entry and about it: of its line, in brackets.
fn below(entry: Node<'_>) -> u32 {
    let source = entry.tree().source();
    let line = line_end(source, entry.span().end);
    let lines = own_dash(source, entry).filter(|_| !entry.is_in_flow()).and_then(|dash| entry_end(entry, dash));
    lines.map_or(line, |end| line.max(Span::of(0..end).end))
}

/// End of the line that holds `at`, its break left out.
fn line_end(source: &str, at: u32) -> u32 {
    let rest = &source[at as usize..];
    at + Span::of(0..rest.find(['\n', '\r']).unwrap_or(rest.len())).end
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The list after its last entry was moved behind the first.
    fn last_behind_first(text: &str) -> Option<String> {
        let parsed = crate::parse(text, |_| 0);
        let list = parsed.tree.root().expect("a list");
        let entries: Vec<Node<'_>> = list.entries().collect();
        let edits = move_entry(list, entries[entries.len() - 1], entries[0])?;
        let mut moved = text.to_owned();
        edits.iter().rev().for_each(|edit| moved.replace_range(edit.span.range(), &edit.content));
        Some(moved)
    }

    #[test]
    fn an_entry_moves_with_its_comments_and_blank_lines_and_no_others() {
        let table = [
            ("- a: 1\n- b: 2\n- c: 3\n", "- a: 1\n- c: 3\n- b: 2\n"),
            ("- a: 1\n\n- b: 2\n\n# c\n- c: 3", "- a: 1\n\n# c\n- c: 3\n\n- b: 2\n"),
            (
                "- a: 1 # a\n  # of a\n# b\n- b: 2\n  # of b\n- c: 3\n",
                "- a: 1 # a\n  # of a\n- c: 3\n# b\n- b: 2\n  # of b\n",
            ),
            (
                "- a: |\n    x\n- b: |\n    # no comment\n\n- c: 3\n",
                "- a: |\n    x\n\n- c: 3\n- b: |\n    # no comment\n",
            ),
            ("- a: 1\r\n\r\n- b: 2\r\n\r\n- c: 3\r\n", "- a: 1\r\n\r\n- c: 3\r\n\r\n- b: 2\r\n"),
            ("\u{feff}- a: 1\n- b: 2\n- c: 3", "\u{feff}- a: 1\n- c: 3\n- b: 2\n"),
        ];
        for (text, want) in table {
            assert_eq!(last_behind_first(text).as_deref(), Some(want), "{text:?}");
        }
        for text in ["[a, b, c]", "- a: &x 1\n- b: 2\n- c: *x\n", "- a: 1\n- b: |+\n    x\n\n- c: 3\n"] {
            assert_eq!(last_behind_first(text), None, "{text:?}");
        }
    }
    use crate::parse;

    /// The text with the edits of the values of `a` and `b` applied.
    fn edited(text: &str, change: impl Fn(Node<'_>, Node<'_>, Node<'_>) -> Option<Vec<Edit>>) -> Option<String> {
        let parsed = parse(text, |_| 0);
        let pairs: Vec<_> = parsed.tree.root().expect("a root").pairs().collect();
        let mut edits = change(pairs[0].1, pairs[1].0, pairs[1].1)?;
        edits.sort_by_key(|edit| edit.span);
        let mut out = text.to_owned();
        for edit in edits.iter().rev() {
            out.replace_range(edit.span.range(), &edit.content);
        }
        Some(out)
    }

    #[test]
    fn a_value_is_copied_in_the_style_it_has() {
        let cases = [
            ("a: 甲\nb: 同上\n", "a: 甲\nb: 甲\n"),
            ("a: 甲\nb: '同上'\n", "a: 甲\nb: '甲'\n"),
            ("a: >\n  甲\n  乙\nb: 同上\n", "a: >\n  甲\n  乙\nb: 甲 乙\n"),
            ("a: [甲, 乙]\nb: 同上 # 注\n", "a: [甲, 乙]\nb: [甲, 乙] # 注\n"),
            ("a:\n  - 甲\n  - '乙: 丙'\nb: 同上\n", "a:\n  - 甲\n  - '乙: 丙'\nb:\n  - 甲\n  - \"乙: 丙\"\n"),
            ("a:\r\n- 甲\r\n- 乙\r\nb:\r\n  同上\r\n", "a:\r\n- 甲\r\n- 乙\r\nb:\r\n- 甲\r\n- 乙\r\n"),
            ("{a: [甲, 乙], b: 同上}", "{a: [甲, 乙], b: [甲, 乙]}"),
        ];
        for (text, want) in cases {
            assert_eq!(edited(text, |from, key, to| Some(vec![copy_value(from, key, to)?])).as_deref(), Some(want));
        }
        let text = "a: [甲, 乙]\nb:\n  - 同上\n";
        let got = edited(text, |from, key, to| Some(vec![copy_value(from, key, to.entries().next()?)?]));
        assert_eq!(got.as_deref(), Some("a: [甲, 乙]\nb:\n  - 甲\n  - 乙\n"));
    }

    #[test]
    fn parts_are_replaced_together() {
        let both = |node: Node<'_>| {
            let at = |word: &str| node.text().find(word).map(|at| at..at + word.len());
            replace_parts(node, &[(at("甲")?, "丙".to_owned()), (at("乙")?, "# 丁".to_owned())])
        };
        let cases = [
            ("x: 0\nb: \"甲 乙\"\n", "x: 0\nb: \"丙 # 丁\"\n"),
            ("x: 0\nb: 甲乙\n", "x: 0\nb: 丙# 丁\n"),
            ("x: 0\nb: 甲 乙\n", "x: 0\nb: \"丙 # 丁\"\n"),
            ("x: 0\nb: |\n  甲\n  乙\n", "x: 0\nb: |\n  丙\n  # 丁\n"),
        ];
        for (text, want) in cases {
            assert_eq!(edited(text, |_, _, to| both(to)).as_deref(), Some(want));
        }
    }

    #[test]
    fn whole_lines_of_a_literal_block_go_with_their_break() {
        let text = "x: 0\nb: |\n  甲\n  乙\n  丙\n";
        let gone = edited(text, |_, _, to| Some(vec![replace_part(to, 3..7, "")?]));
        assert_eq!(gone.as_deref(), Some("x: 0\nb: |\n  甲\n  丙\n"));
    }
}
