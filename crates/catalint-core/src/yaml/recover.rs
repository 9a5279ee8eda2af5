//! Going on after a syntax error: the items of the catalog are read one by one.

use super::build::{Builder, Interner, Mode};
use super::fault::{Fault, Slip};
use super::keyboard;
use super::parse::Parsed;
use super::tree::{Kind, Tree};
use crate::text::Span;

/// Reads what can be read of a text that the parser gave up on with `first`.
pub(super) fn recover<'t>(text: &'t str, whole: Span, intern: Interner, first: Fault) -> Parsed<'t> {
    let Some(layout) = Layout::of(text, whole, intern) else {
        let slips = keyboard::slips(text, whole, Mode::Document, intern);
        let mut tree = Tree::empty(text);
        tree.lost.push(whole);
        let faults = if mended(&slips) { Vec::new() } else { vec![Fault { lost: whole, ..first }] };
        return Parsed { tree, faults, slips };
    };
    let mut parts = Parts { builder: Builder::new(text, intern), faults: Vec::new(), slips: Vec::new(), intern };
    parts.builder.open(Kind::Map, whole.start);
    parts.read(layout.head, Kind::Map);
    parts.colon(layout.key, layout.colon);
    parts.builder.key(layout.key);
    parts.builder.open(Kind::Seq, layout.items[0].start);
    for &item in &layout.items {
        parts.read(item, Kind::Seq);
    }
    parts.builder.close();
    parts.read(layout.tail, Kind::Map);
    parts.builder.close();

    let Parts { builder, mut faults, slips, .. } = parts;
    let Builder { tree, faults: refused, .. } = builder;
    faults.extend(refused);
    if faults.is_empty() && slips.is_empty() {
        faults.push(Fault { lost: Span::empty(first.span.start), ..first });
    }
    Parsed { tree, faults, slips }
}

fn mended(slips: &[Slip]) -> bool {
    !slips.is_empty() && slips.iter().all(|slip| slip.mends)
}

struct Parts<'t> {
    builder: Builder<'t>,
    faults: Vec<Fault>,
    slips: Vec<Slip>,
    intern: Interner,
}

impl Parts<'_> {
    /// Reads one part into the open container, or none of it.
    fn read(&mut self, part: Span, kind: Kind) {
        if part.is_empty() {
            return;
        }
        let before = self.builder.checkpoint();
        let Err(fault) = self.builder.run(part, Mode::Inside(kind)) else { return };
        self.builder.restore(&before);
        let text = self.builder.tree.source();
        let body = Span::of(part.start as usize..part.start as usize + text[part.range()].trim_end().len());
        self.builder.tree.lost.push(body);
        let slips = keyboard::slips(text, part, Mode::Inside(kind), self.intern);
        if !mended(&slips) {
            self.faults.push(Fault { lost: body, ..fault });
        }
        self.slips.extend(slips);
    }

    /// The colon behind the key of the list may itself be full-width.
    fn colon(&mut self, key: Span, colon: Span) {
        let text = self.builder.tree.source();
        if &text[colon.range()] == "：" {
            let kind = super::SlipKind::Colon;
            self.slips.push(Slip { kind, span: colon, replacement: ":".to_owned(), mends: true });
        }
        debug_assert!(key.end <= colon.start);
    }
}

/// The lines of a catalog: what stands before its list of items, the items, what stands after.
struct Layout {
    head: Span,
    key: Span,
    colon: Span,
    items: Vec<Span>,
    tail: Span,
}

impl Layout {
    fn of(text: &str, whole: Span, intern: Interner) -> Option<Self> {
        let mut lines = lines(text, whole);
        let (head_end, key, colon) = lines.by_ref().find_map(|line| {
            let (key, colon) = list_key(&text[line.range()], intern)?;
            let at = |range: std::ops::Range<usize>| {
                Span::of(line.start as usize + range.start..line.start as usize + range.end)
            };
            Some((line.start, at(key), at(colon)))
        })?;
        let mut items: Vec<Span> = Vec::new();
        let mut indent = None;
        let mut tail = Span::empty(whole.end);
        for line in lines {
            let body = &text[line.range()];
            let (column, rest) = lead(body);
            let content = !rest.trim().is_empty() && !rest.starts_with('#');
            if content && is_entry(rest) && indent.is_none_or(|known| column == known) {
                indent = Some(column);
                items.push(line);
                continue;
            }
            if content && indent.is_none() {
                return None; // the key is not followed by a list
            }
            if content && column == 0 && !is_entry(rest) {
                tail = Span::new(line.start, whole.end);
                break;
            }
            if let Some(last) = items.last_mut() {
                last.end = line.end;
            }
        }
        let head = Span::new(whole.start, head_end);
        (!items.is_empty()).then_some(Self { head, key, colon, items, tail })
    }
}

/// The ranges of key and colon in a line `key:` at the left edge with nothing behind it.
fn list_key(line: &str, intern: Interner) -> Option<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    let colon = line.find([':', '：'])?;
    let width = line[colon..].chars().next()?.len_utf8();
    let after = line[colon + width..].trim();
    if !(after.is_empty() || after.starts_with('#')) {
        return None;
    }
    let key = line[..colon].trim_end_matches(' ');
    let name = key.trim_matches(['"', '\'']);
    let quote = usize::from(name.len() < key.len());
    (intern(name) != 0).then_some((quote..quote + name.len(), colon..colon + width))
}

/// The lines of a part, breaks included.
pub(super) fn lines(text: &str, part: Span) -> impl Iterator<Item = Span> {
    let mut at = part.start as usize;
    let end = part.end as usize;
    std::iter::from_fn(move || {
        if at >= end {
            return None;
        }
        let rest = &text[at..end];
        let stop = match rest.find(['\n', '\r']) {
            Some(i) if rest[i..].starts_with("\r\n") => i + 2,
            Some(i) => i + 1,
            None => rest.len(),
        };
        let line = Span::of(at..at + stop);
        at += stop;
        Some(line)
    })
}

/// A span widened to whole lines.
pub(super) fn whole_lines(text: &str, span: Span) -> Span {
    let start = text[..span.start as usize].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let start = if start == 0 && text.starts_with('\u{feff}') { 3 } else { start };
    let end = text[span.end as usize..].find(['\n', '\r']).map_or(text.len(), |at| span.end as usize + at);
    Span::of(start..end)
}

/// Columns of indentation, a full-width blank and a tab counting two, and what follows.
pub(super) fn lead(line: &str) -> (usize, &str) {
    let rest = line.trim_start_matches([' ', '\u{3000}', '\t']);
    let blanks = &line[..line.len() - rest.len()];
    (blanks.chars().map(|c| if c == ' ' { 1 } else { 2 }).sum(), rest)
}

/// Whether a line begins a list entry, also one written with a full-width dash.
fn is_entry(rest: &str) -> bool {
    let mut chars = rest.chars();
    let dash = matches!(chars.next(), Some('-' | '－' | '—' | '–'));
    let wide = !rest.starts_with('-');
    dash && !rest.starts_with("---") && chars.next().is_none_or(|c| c.is_whitespace() || wide || c.is_alphabetic())
}
