//! Which part of a file a comment is about.

use super::comment::Ignore;
use crate::model::{Catalog, Item};
use catalint_text::{Source, Span};
use catalint_yaml::{Node, NodeId, Tree};

/// Where comments may point: entries of lists, fields, and texts of several lines.
pub(super) struct CommentReach<'a> {
    source: &'a Source,
    tree: &'a Tree,
    /// In the order of the text, outer ones first.
    parts: Vec<(Span, NodeId)>,
    /// Texts that run over several lines; no comment fits into them.
    texts: Vec<Span>,
}

/// What a comment is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CommentTarget {
    /// Whole lines, without the break of the last.
    pub(super) span: Span,
    /// The item that it is about as a whole.
    pub(super) item: Option<usize>,
}

impl<'a> CommentReach<'a> {
    pub(super) fn new(source: &'a Source, tree: &'a Tree) -> Self {
        let mut reach = Self { source, tree, parts: Vec::new(), texts: Vec::new() };
        if let Some(root) = tree.root() {
            reach.walk(root);
        }
        reach.parts.sort_by_key(|(span, _)| span.start);
        reach.texts.sort();
        reach
    }

    /// What is read through an alias stands elsewhere, and is found there.
    fn walk(&mut self, node: Node<'_>) {
        for entry in node.entries().filter(|_| !node.is_aliased()) {
            self.parts.push((entry.span(), entry.id()));
            self.walk(entry);
        }
        for (key, value) in node.pairs().filter(|_| !node.is_aliased()) {
            self.parts.push((Span::new(key.span().start, value.span().end.max(key.span().end)), key.id()));
            self.walk(value);
        }
        if node.is_scalar() && self.source.slice(node.span()).contains(['\n', '\r']) {
            self.texts.push(node.span());
        }
    }

    /// What a comment is about; none where it points at nothing.
    pub(super) fn target(&self, ignore: &Ignore, catalog: Option<&Catalog>) -> Option<CommentTarget> {
        if ignore.file {
            let leads = self.tree.root().is_none_or(|root| ignore.span.start < root.span().start);
            return leads.then(|| CommentTarget { span: Span::of(0..self.source.text.len()), item: None });
        }
        if ignore.above { self.below(ignore.span.end, catalog) } else { Some(self.beside(ignore.span.start)) }
    }

    /// The next entry or field below a comment that ends at `end`, and the rest of its first line.
    fn below(&self, end: u32, catalog: Option<&Catalog>) -> Option<CommentTarget> {
        let at = self.parts.partition_point(|(span, _)| span.start < end);
        let (span, node) = *self.parts.get(at)?;
        let lost = self.tree.lost();
        let next = lost.get(lost.partition_point(|lost| lost.start < end));
        if next.is_some_and(|lost| lost.start < span.start) {
            return None;
        }
        let first = self.line(span.start);
        let item = catalog.and_then(|catalog| catalog.item_of(node)).map(Item::index);
        Some(CommentTarget { span: Span::new(first.start, first.end.max(span.end)), item })
    }

    /// The line that holds `offset`, and the texts that run over it.
    fn beside(&self, offset: u32) -> CommentTarget {
        let line = self.line(offset);
        let from = self.texts.partition_point(|text| text.end < line.start);
        let over = self.texts[from..].iter().take_while(|text| text.start <= line.end);
        let span = over.fold(line, |all, text| Span::new(all.start.min(text.start), all.end.max(text.end)));
        CommentTarget { span, item: None }
    }

    fn line(&self, offset: u32) -> Span {
        self.source.lines().line_span(&self.source.text, self.source.lines().line(offset))
    }
}
