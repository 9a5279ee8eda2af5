//! What can be folded away: items, values of several lines, runs of comments.

use std::collections::BTreeMap;

use catalint_core::{Document, Source};
use catalint_text::Span;
use catalint_yaml::Node;
use gen_lsp_types::{FoldingRange, FoldingRangeKind};

/// The parts of a catalog that take several lines, in the order of the text.
pub(crate) fn folding(document: &Document) -> Vec<FoldingRange> {
    let source = document.source();
    // Of several that begin in one line the outermost.
    let mut folds = BTreeMap::new();
    if let Some(root) = document.tree().root() {
        below(root, source, &mut folds);
    }
    let mut all: Vec<FoldingRange> = folds.into_iter().map(|(from, to)| range(from, to, None)).collect();
    all.extend(comments(document));
    all.sort_by_key(|fold| fold.start_line);
    all
}

fn below(node: Node<'_>, source: &Source, folds: &mut BTreeMap<u32, u32>) {
    if node.is_aliased() {
        return;
    }
    for entry in node.entries() {
        fold(entry.span(), source, folds);
        below(entry, source, folds);
    }
    for (key, value) in node.pairs() {
        fold(Span::new(key.span().start, value.span().end.max(key.span().end)), source, folds);
        below(value, source, folds);
    }
}

fn fold(span: Span, source: &Source, folds: &mut BTreeMap<u32, u32>) {
    let lines = source.lines();
    let (from, to) = (lines.line(span.start) - 1, lines.line(trimmed(span, source).end) - 1);
    if from < to {
        folds.entry(from).or_insert(to);
    }
}

/// A stretch without the blanks and breaks at its end.
pub(crate) fn trimmed(span: Span, source: &Source) -> Span {
    let text = source.slice(span);
    Span::new(span.start, span.start + text.trim_end().len() as u32)
}

/// Comments on lines of their own, several below one another.
fn comments(document: &Document) -> Vec<FoldingRange> {
    let lines = document.source().lines();
    let own = document.tree().comments().iter().filter(|comment| comment.own_line);
    let own: Vec<u32> = own.map(|comment| lines.line(comment.span.start) - 1).collect();
    let runs = own.chunk_by(|one, next| one + 1 == *next).filter(|run| run.len() > 1);
    runs.map(|run| range(run[0], run[run.len() - 1], Some(FoldingRangeKind::Comment))).collect()
}

fn range(start_line: u32, end_line: u32, kind: Option<FoldingRangeKind>) -> FoldingRange {
    FoldingRange { start_line, end_line, kind, ..FoldingRange::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_lists_texts_and_runs_of_comments_fold() {
        let text = "# 一\n# 二\n标题: 目录\n事项:\n  - 一级事项: 救助\n    公开内容:\n      - 甲\n      - 乙\n    备注: |\n      长\n      文\n\n  - 一级事项: 低保\n";
        let document = Document::parse(Source::from_text("", text));
        let folds: Vec<(u32, u32, bool)> =
            folding(&document).iter().map(|fold| (fold.start_line, fold.end_line, fold.kind.is_some())).collect();
        assert_eq!(folds, [(0, 1, true), (3, 12, false), (4, 10, false), (5, 7, false), (8, 10, false)]);
    }
}
