//! The lines that an edit has to do with: of an entry, its dash, and the comments about it.

use crate::{Node, Style};
use catalint_text::Span;

/// Offset of the dash in front of an entry of a block list, on its own line.
pub(super) fn dash_of(source: &str, entry: Node<'_>) -> Option<usize> {
    let before = &source[..entry.span().start as usize];
    let dash = before.trim_end_matches(' ').strip_suffix('-')?.len();
    let alone = source[line_start(source, dash)..dash].chars().all(|c| matches!(c, ' ' | '-'));
    alone.then_some(dash)
}

/// The dash in front of an entry that has its lines to itself.
pub(super) fn own_dash(source: &str, entry: Node<'_>) -> Option<usize> {
    let dash = dash_of(source, entry)?;
    blank(&source[line_start(source, dash)..dash]).then_some(dash)
}

/// Start of the lines that belong to an entry: the comments right above it that are not indented
/// more than its dash, and blank lines above these. (A line with `#` in a block scalar of the
/// entry above is no comment, and a comment indented more belongs to that entry.)
pub(super) fn above(entry: Node<'_>, dash: usize) -> usize {
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
pub(super) fn keeps_blank_lines(node: Node<'_>) -> bool {
    let block = matches!(node.style(), Style::Literal | Style::Folded);
    block && node.tree().source()[node.span().range()].lines().next().is_some_and(|header| header.contains('+'))
}

/// End of the last line of an entry, with the comments below it that are indented more than its dash.
pub(super) fn entry_end(entry: Node<'_>, dash: usize) -> Option<usize> {
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

pub(super) fn blank(text: &str) -> bool {
    text.bytes().all(|b| b == b' ')
}

pub(super) fn line_start(source: &str, at: usize) -> usize {
    let start = source[..at].rfind(['\n', '\r']).map_or(0, |i| i + 1);
    if start == 0 && source.starts_with('\u{feff}') { 3 } else { start }
}

/// End of what is written behind and below an entry and about it: of its line, in brackets.
pub(super) fn below(entry: Node<'_>) -> u32 {
    let source = entry.tree().source();
    let line = line_end(source, entry.span().end);
    let lines = own_dash(source, entry).filter(|_| !entry.is_in_flow()).and_then(|dash| entry_end(entry, dash));
    lines.map_or(line, |end| line.max(Span::of(0..end).end))
}

/// End of the line that holds `at`, its break left out.
pub(super) fn line_end(source: &str, at: u32) -> u32 {
    let rest = &source[at as usize..];
    at + Span::of(0..rest.find(['\n', '\r']).unwrap_or(rest.len())).end
}

/// Start of the line behind the one that holds `at`.
pub(super) fn next_line(source: &str, at: usize) -> Option<usize> {
    let rest = &source[at..];
    Some(match rest.find(['\n', '\r']) {
        Some(i) if rest[i..].starts_with("\r\n") => at + i + 2,
        Some(i) => at + i + 1,
        None => source.len(),
    })
}
