//! Syntax that became text: valid YAML that nobody meant.

use super::build::{BuildMode, Interner};
use super::fault::{Fault, FaultKind, Slip, SlipKind};
use super::keyboard;
use super::recover::{BLANKS, lead, lines, odd_blank, whole_lines};
use super::tree::{Kind, Node, NodeId, Style, Tree};
use catalint_text::Span;

/// Slips that left valid YAML behind. Keys that became part of one long text, because their
/// colon is full-width or has no blank behind it: the whole file may be such a text, or an item.
/// Lists that became one text, because their dashes are full-width or have no blank behind them.
pub(super) fn slips(tree: &Tree, whole: Span, intern: Interner) -> Vec<Slip> {
    let Some(root) = tree.root() else { return Vec::new() };
    let text = tree.source();
    if root.kind() == Kind::Str {
        return keyboard::slips(text, whole, BuildMode::Document, intern).0;
    }
    let mut found = Vec::new();
    for (_, list) in root.pairs().filter(|(_, value)| value.kind() == Kind::Seq && !value.is_aliased()) {
        for item in list.entries().filter(|item| !item.is_aliased()) {
            match item.kind() {
                Kind::Str => {
                    let part = whole_lines(text, item.span());
                    found.extend(keyboard::slips(text, part, BuildMode::Inside(Kind::Seq), intern).0);
                }
                Kind::Map if item.style() == Style::Block => found.extend(lists(item, intern)),
                _ => {}
            }
        }
    }
    found
}

/// A key that has what looks like a blank, or like nothing, at an end.
pub(super) struct OddKey {
    pub(super) node: NodeId,
    /// What the caller says of the key that is meant.
    pub(super) name: u8,
    pub(super) slips: Vec<Slip>,
}

/// The keys of the model, at the top and in items, that are read with such a blank: it stands behind the right
/// indentation, or before the colon.
pub(super) fn keys(tree: &Tree, intern: Interner) -> Vec<OddKey> {
    let Some(root) = tree.root() else { return Vec::new() };
    let lists = root.pairs().filter(|(_, value)| !value.is_aliased()).flat_map(|(_, value)| value.entries());
    let maps = std::iter::once(root).chain(lists.filter(|item| !item.is_aliased()));
    let keys = maps.flat_map(Node::pairs).map(|(key, _)| key);
    keys.filter(|key| key.style() == Style::Plain && key.is_verbatim() && !key.is_aliased() && is_odd(key.text()))
        .filter_map(|key| odd_key(key, intern))
        .collect()
}

/// Whether a key begins or ends in a blank that is none.
pub(super) fn is_odd(key: &str) -> bool {
    key.starts_with(odd_blank) || key.ends_with(odd_blank)
}

fn odd_key(key: Node<'_>, intern: Interner) -> Option<OddKey> {
    let text = key.text();
    let name = intern(text.trim_matches(BLANKS));
    let (start, end) = (key.span().start as usize, key.span().end as usize);
    let front = text.len() - text.trim_start_matches(BLANKS).len();
    let behind = text.trim_end_matches(BLANKS).len();
    let slip = |span: std::ops::Range<usize>| Slip {
        kind: SlipKind::Blank,
        span: Span::of(span),
        replacement: String::new(),
        mends: true,
    };
    let ends = [start..start + front, start + behind..end];
    let slips = ends.into_iter().filter(|range| !range.is_empty()).map(slip).collect();
    (name != 0).then_some(OddKey { node: key.id(), name, slips })
}

/// The dashes of the lists of an item that were read as texts.
fn lists(item: Node<'_>, intern: Interner) -> Vec<Slip> {
    let text = item.tree().source();
    let mut found: Vec<Slip> = Vec::new();
    for (_, value) in item.pairs() {
        if let Some(dashes) = list_in_text(value) {
            let slip = |(span, replacement): (Span, &str)| Slip {
                kind: SlipKind::Dash,
                span,
                replacement: replacement.to_owned(),
                mends: true,
            };
            found.extend(dashes.into_iter().map(slip));
        }
    }
    let part = whole_lines(text, item.span());
    let mended = found.is_empty() || keyboard::mend(text, part, BuildMode::Inside(Kind::Seq), intern, &found).is_ok();
    if mended { found } else { Vec::new() }
}

/// The dashes to mend in a text that begins on the line below its key and has one on each line.
fn list_in_text(value: Node<'_>) -> Option<Vec<(Span, &'static str)>> {
    if value.style() != Style::Plain || value.is_aliased() || value.kind() != Kind::Str {
        return None;
    }
    let text = value.tree().source();
    keyboard::dash(&text[value.span().range()])?;
    let part = whole_lines(text, value.span());
    let mut dashes = Vec::new();
    let mut indent = None;
    for line in lines(text, part) {
        let body = text[line.range()].trim_end();
        let (column, rest) = lead(body);
        if rest.is_empty() {
            continue;
        }
        let width = keyboard::dash(rest)?;
        if *indent.get_or_insert(column) != column || rest[width..].starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let at = line.start as usize + body.len() - rest.len();
        let gap = rest[width..].starts_with(' ');
        match (&rest[..width], gap) {
            ("-", true) => {}
            ("-", false) | (_, false) => dashes.push((Span::of(at..at + width), "- ")),
            (_, true) => dashes.push((Span::of(at..at + width), "-")),
        }
    }
    (!dashes.is_empty()).then_some(dashes)
}

/// `- ` lines that were read as going on with the text above them.
pub(super) fn entries(tree: &Tree, slips: &[Slip]) -> Vec<Fault> {
    let text = tree.source();
    let mut found = Vec::new();
    for node in tree.nodes() {
        let joined = node.style() == Style::Plain && !node.is_verbatim() && !node.is_aliased();
        if !joined || node.kind() != Kind::Str {
            continue;
        }
        let after = slips.partition_point(|slip| slip.span.end <= node.span().start);
        if slips.get(after).is_some_and(|slip| slip.span.touches(node.span())) {
            continue;
        }
        let below = lines(text, node.span()).skip(1);
        let dash = below.map(|line| (line, lead(&text[line.range()]).1)).find(|(_, rest)| rest.starts_with("- "));
        if let Some((line, rest)) = dash {
            let at = line.end as usize - rest.len();
            let (span, above) =
                (Span::of(at..at + 1), Span::of(node.span().start as usize..node.span().start as usize));
            let first = lines(text, node.span()).next().unwrap_or(above);
            let first = Span::of(first.start as usize..first.start as usize + text[first.range()].trim_end().len());
            found.push(Fault {
                kind: FaultKind::SwallowedEntry,
                span,
                stopped: Some(first),
                lost: Span::empty(span.start),
            });
        }
    }
    found
}
