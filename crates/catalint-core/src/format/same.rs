//! Whether two texts say the same: values, comments, findings.

use std::collections::BTreeMap;

use crate::Document;
use crate::lint::{Linter, Report};
use crate::rule::{Finding, Lang};
use catalint_text::Span;
use catalint_yaml::{Comment, Kind, Node};

pub(super) fn says_the_same(old: &Document, new: &Document, linter: &Linter) -> bool {
    let values = match (old.tree().root(), new.tree().root()) {
        (Some(old), Some(new)) => is_same(old, new),
        _ => false,
    };
    // An order of keys that differs leaves each comment beside what it was beside.
    values && !new.is_partial() && comments(old) == comments(new) && found(linter, old) == found(linter, new)
}

/// Values are the same, in whatever order keys stand.
fn is_same(old: Node<'_>, new: Node<'_>) -> bool {
    if old.kind() != new.kind() || old.count() != new.count() {
        return false;
    }
    match old.kind() {
        Kind::Map => {
            let mut known: BTreeMap<&str, Node<'_>> = BTreeMap::new();
            let twice = new.pairs().any(|(key, value)| known.insert(key.text(), value).is_some());
            !twice && old.pairs().all(|(key, value)| known.get(key.text()).is_some_and(|new| is_same(value, *new)))
        }
        Kind::Seq => old.entries().zip(new.entries()).all(|(old, new)| is_same(old, new)),
        _ => old.text() == new.text(),
    }
}

/// What a comment belongs to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum CommentOwner {
    /// The part that stands before it on its line.
    Behind(String),
    /// The widest part that begins below it, or behind the dash where it stands.
    Above(String),
    /// An item that it ends, as far in as the fields of it.
    Tail(usize),
    /// Nothing begins below it.
    End,
}

/// All comments with what they belong to, in an order of their own.
fn comments(document: &Document) -> Vec<(CommentOwner, &str)> {
    let (source, tree) = (document.source(), document.tree());
    if tree.comments().is_empty() {
        return Vec::new();
    }
    let mut parts = Vec::new();
    if let Some(root) = tree.root() {
        starts(root, String::new(), &mut parts);
    }
    let items: Vec<Node<'_>> =
        document.catalog().into_iter().flat_map(|catalog| catalog.items().map(|item| item.node())).collect();
    let column = |at: u32| at - source.lines().line_start(source.lines().line(at));
    let owner = |comment: &Comment| {
        let at = comment.span.start;
        let line = source.lines().line_start(source.lines().line(at));
        let before = source.slice(Span::new(line, at)).trim_start_matches('\u{feff}');
        let next = parts.partition_point(|(start, _)| *start < at);
        if !before.trim_matches(['-', ' ', '\t']).is_empty() {
            return next.checked_sub(1).map_or(CommentOwner::End, |last| CommentOwner::Behind(parts[last].1.clone()));
        }
        let begun = items.partition_point(|item| item.span().start < at);
        let above = begun.checked_sub(1).filter(|_| comment.own_line).filter(|nth| {
            let ends = items[*nth].span().end <= at;
            ends && column(at) >= column(items[*nth].span().start)
        });
        match (above, parts.get(next)) {
            (Some(item), _) => CommentOwner::Tail(item),
            (None, Some((_, part))) => CommentOwner::Above(part.clone()),
            (None, None) => CommentOwner::End,
        }
    };
    let mut all: Vec<_> =
        tree.comments().iter().map(|comment| (owner(comment), source.slice(comment.span).trim_end())).collect();
    all.sort_unstable();
    all
}

/// Where the parts of a text begin, and where each is in the tree; of those that begin together the widest.
fn starts(node: Node<'_>, path: String, parts: &mut Vec<(u32, String)>) {
    let start = node.span().start;
    if parts.last().is_none_or(|(last, _)| *last < start) {
        parts.push((start, path.clone()));
    }
    for (nth, entry) in node.entries().enumerate() {
        starts(entry, format!("{path}/{nth}"), parts);
    }
    for (key, value) in node.pairs() {
        let path = format!("{path}/{}", key.text());
        starts(key, path.clone(), parts);
        starts(value, path, parts);
    }
}

/// What is found and what comments ignore. Not by fingerprint: what is missing stands at the first key, whichever that is.
fn found(linter: &Linter, document: &Document) -> [Vec<(&'static str, String, String)>; 2] {
    let Report { findings, suppressed, .. } = linter.check(document);
    [findings, suppressed].map(|list| {
        let about = |found: Finding| {
            let words = found.message_in(Lang::Zh).into_owned();
            (found.rule.code, found.pointer, words)
        };
        let mut list: Vec<_> = list.into_iter().map(about).collect();
        list.sort_unstable();
        list
    })
}
