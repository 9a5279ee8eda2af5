//! Taking entries out of lists: their comments stay beside what they are about.

use super::lines::{above, blank, dash_of, entry_end, line_end, line_start, next_line, own_dash};
use crate::{Comment, Node, Style};
use catalint_text::{Edit, Newline, Span};

/// Takes an entry out of its list, with its line or its comma. None for the only entry, and where a comment
/// would go with it or come to stand beside another.
#[must_use]
pub fn remove_entry(list: Node<'_>, entry: Node<'_>) -> Option<Edit> {
    let removal = Removal::of(list, entry)?;
    removal.comments.is_empty().then(|| Edit::new(removal.span, ""))
}

/// Takes out an entry that says the same as another one of its list: its comments move there.
#[must_use]
pub fn merge_entry(list: Node<'_>, entry: Node<'_>, kept: Node<'_>) -> Option<Vec<Edit>> {
    let removal = Removal::of(list, entry)?;
    let mut edits = vec![Edit::new(removal.span, "")];
    if !removal.comments.is_empty() {
        edits.push(removal.comments_at(list, entry, kept)?);
    }
    edits.sort_by_key(|edit| edit.span);
    Some(edits)
}

/// Takes an entry out of a block list with all that is written beside and above it. None for the only one.
#[must_use]
pub fn cut_entry(list: Node<'_>, entry: Node<'_>) -> Option<Edit> {
    if list.is_aliased() || list.count() < 2 || list.style() != Style::Block {
        return None;
    }
    let dash = own_dash(list.tree().source(), entry)?;
    Some(Edit::new(Span::of(above(entry, dash)..entry_end(entry, dash)?), ""))
}

/// What goes with an entry.
struct Removal {
    span: Span,
    comments: Vec<Comment>,
}

impl Removal {
    fn of(list: Node<'_>, entry: Node<'_>) -> Option<Self> {
        if list.is_aliased() || entry.is_aliased() || list.count() < 2 {
            return None;
        }
        let entries: Vec<Node<'_>> = list.entries().collect();
        let at = entries.iter().position(|&e| e == entry)?;
        if list.style() == Style::Flow {
            // Of several lines in brackets nobody knows which comment is about what.
            let span = match entries.get(at + 1) {
                Some(next) => Span::new(entry.span().start, next.span().start),
                None => Span::new(entries[at - 1].span().end, entry.span().end),
            };
            return (!list.tree().has_comment(list.span())).then_some(Self { span, comments: Vec::new() });
        }
        Self::of_lines(list, entry, at.checked_sub(1).map(|before| entries[before]))
    }

    fn of_lines(list: Node<'_>, entry: Node<'_>, before: Option<Node<'_>>) -> Option<Self> {
        let source = list.tree().source();
        let dash = dash_of(source, entry)?;
        let line = line_start(source, dash);
        if !blank(&source[line..dash]) {
            return None; // another entry on these lines
        }
        let end = next_line(source, entry.span().end as usize)?;
        // Behind the entry before, or the key: what stands on its own lines from there on is about this one.
        let above = list.id().checked_sub(1).map(|key| list.tree().node(key).span().end);
        let above = before.map_or(above.unwrap_or(0), |before| before.span().end);
        let from = line_end(source, above) as usize;
        let last = list.entries().last() == Some(entry);
        let column = dash - line + usize::from(!last);
        let (mut start, mut below, mut comments) = (line, end, Vec::new());
        for &comment in
            list.tree().comments().iter().skip_while(|comment| (comment.span.start as usize) < from.min(line))
        {
            let at = comment.span.start as usize;
            let own = line_start(source, at);
            if at < end {
                start = start.min(own);
            } else if comment.own_line && at - own >= column && source[below..own].trim().is_empty() {
                below = next_line(source, at)?;
            } else {
                break;
            }
            comments.push(comment);
        }
        Some(Self { span: Span::of(start..end), comments })
    }

    /// The comments beside another entry: on lines above it, or the one behind the entry behind that.
    fn comments_at(&self, list: Node<'_>, entry: Node<'_>, kept: Node<'_>) -> Option<Edit> {
        let source = list.tree().source();
        let dash = own_dash(source, kept)?;
        let one_line = |node: Node<'_>| !source[node.span().range()].contains(['\n', '\r']);
        let own = own_dash(source, entry).map(|dash| dash - line_start(source, dash))?;
        let text = |comment: &Comment| source[comment.span.range()].trim_end();
        // Above the first entry they may be about the list; below or within an entry, about a part of it.
        let plain = |comment: &Comment| {
            // Indented more than the dash, they are about the entry above.
            let column = comment.span.start as usize - line_start(source, comment.span.start as usize);
            let above = comment.own_line && comment.span.start < entry.span().start && column <= own;
            above && list.entries().next() != Some(entry) || !comment.own_line && comment.span.start >= entry.span().end
        };
        let ours = |comment: &Comment| text(comment).contains("catalint:");
        if !one_line(entry) || !self.comments.iter().all(|comment| plain(comment) && !ours(comment)) {
            return None;
        }
        let behind = Span::new(kept.span().end, line_end(source, kept.span().end));
        if let [only] = self.comments[..]
            && !only.own_line
            && one_line(kept)
            && source[behind.range()].trim().is_empty()
        {
            return Some(Edit::new(Span::empty(kept.span().end), format!(" {}", text(&only))));
        }
        let indent = &source[line_start(source, dash)..dash];
        let newline = Newline::of(source).as_str();
        let lines: String = self.comments.iter().map(|comment| format!("{indent}{}{newline}", text(comment))).collect();
        let at = line_start(source, dash);
        Some(Edit::new(Span::of(at..at), lines))
    }
}
