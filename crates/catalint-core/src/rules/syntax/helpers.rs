//! What the rules of the family share.

use crate::rule::{FileCx, Finding, Rule};
use catalint_text::Span;
use catalint_yaml::{Slip, SlipKind};

/// A finding at a span, with the item that holds it. An item that can't be read has its number too.
pub(super) fn at(rule: &'static Rule, cx: &FileCx<'_>, span: Span) -> Finding {
    let mut finding = Finding::new(rule, span);
    finding.item = item_at(cx, span.start);
    if let Some(item) = finding.item {
        finding.pointer = format!("/items/{item}");
    }
    finding
}

/// Index of the item that holds an offset.
pub(super) fn item_at(cx: &FileCx<'_>, at: u32) -> Option<usize> {
    let catalog = cx.catalog?;
    let start = |index: usize| catalog.item(index).node().span().start;
    let (mut low, mut high) = (0, catalog.len());
    while low < high {
        let middle = low.midpoint(high);
        if start(middle) <= at { low = middle + 1 } else { high = middle }
    }
    // The dash stands before the first key.
    let node = |index: usize| catalog.item(index).node();
    let index = low.checked_sub(1)?;
    let inside = if cx.tree.is_placeholder(node(index)) {
        part_at(cx, at) == part_at(cx, node(index).span().start)
    } else {
        at <= node(index).span().end
    };
    inside.then_some(index)
}

/// The part of the file that holds an offset and can't be read.
pub(super) fn part_at(cx: &FileCx<'_>, at: u32) -> Option<Span> {
    let lost = cx.tree.lost();
    let near = lost.partition_point(|part| part.end < at);
    lost.get(near).copied().filter(|part| part.start <= at)
}

/// The tabs that indent lines of a part.
pub(super) fn tabs<'a>(cx: &FileCx<'a>, part: Span) -> impl Iterator<Item = &'a Slip> {
    let from = cx.slips.partition_point(|slip| slip.span.start < part.start);
    let within = cx.slips[from..].iter().take_while(move |slip| slip.span.start <= part.end);
    within.filter(|slip| slip.kind == SlipKind::Tab)
}

/// The first characters of a text, for a message.
pub(super) fn short(text: &str) -> String {
    const MOST: usize = 16;
    let line = first_line(text).trim_start();
    let mut out: String = line.chars().take(MOST).collect();
    if line.chars().nth(MOST).is_some() {
        out.push('…');
    }
    out
}

/// A text up to its first line break, blanks at the end left out.
pub(super) fn first_line(text: &str) -> &str {
    text.split(['\n', '\r']).next().unwrap_or("").trim_end()
}
