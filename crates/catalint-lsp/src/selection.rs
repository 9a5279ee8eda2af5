//! What a selection grows to: a text, its field, its item, the list of items, the file.

use catalint_core::{Document, Source};
use catalint_text::{ColumnUnit, Span};
use catalint_yaml::Node;
use gen_lsp_types::{Position, SelectionRange};

use crate::folding::trimmed;
use crate::places;

/// The stretches around a place, each within the next.
pub(crate) fn selection(document: &Document, at: Position, unit: ColumnUnit) -> SelectionRange {
    let source = document.source();
    let offset = places::offset(source, at, unit);
    let mut spans = vec![Span::of(0..source.text.len())];
    if let Some(root) = document.tree().root() {
        within(root, offset, source, &mut spans);
    }
    spans.dedup();
    let mut spans = spans.into_iter().map(|span| places::range(source, span, unit));
    let outermost = spans.next().unwrap_or_default();
    let outermost = SelectionRange { range: outermost, parent: None };
    spans.fold(outermost, |outer, range| SelectionRange { range, parent: Some(Box::new(outer)) })
}

fn within(node: Node<'_>, offset: u32, source: &Source, spans: &mut Vec<Span>) {
    let has = |span: Span| span.start <= offset && offset <= span.end;
    let mut take = |span: Span| {
        let span = trimmed(span, source);
        let fits = has(span);
        if fits {
            spans.push(span);
        }
        fits
    };
    if node.is_aliased() || !take(node.span()) {
        return;
    }
    if node.is_scalar() {
        take(node.inner_span());
        return;
    }
    for entry in node.entries() {
        if has(entry.span()) {
            return within(entry, offset, source, spans);
        }
    }
    for (key, value) in node.pairs() {
        let pair = Span::new(key.span().start, value.span().end.max(key.span().end));
        if has(trimmed(pair, source)) {
            spans.push(trimmed(pair, source));
            let part = if has(key.span()) { key } else { value };
            return within(part, offset, source, spans);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selection_grows_from_the_text_to_the_file() {
        let text = "标题: 目录\n事项:\n  - 一级事项: \"救助\"\n    渠道: [甲, 乙]\n";
        let document = Document::parse(Source::from_text("", text));
        let grown = |offset: usize| {
            let at = places::position(document.source(), offset as u32, ColumnUnit::Utf16);
            let mut next = Some(Box::new(selection(&document, at, ColumnUnit::Utf16)));
            let mut all = Vec::new();
            while let Some(now) = next {
                all.push(
                    document.source().slice(places::span(document.source(), now.range, ColumnUnit::Utf16)).to_owned(),
                );
                next = now.parent;
            }
            all
        };
        let item = "一级事项: \"救助\"\n    渠道: [甲, 乙]";
        let in_text = grown(text.find("救助").expect("it is there"));
        assert_eq!(in_text[..4], ["救助", "\"救助\"", "一级事项: \"救助\"", item]);
        assert_eq!(in_text.last().map(String::as_str), Some(text));
        assert_eq!(grown(text.find('乙').expect("it is there"))[..4], ["乙", "[甲, 乙]", "渠道: [甲, 乙]", item]);
        assert_eq!(grown(text.find("渠道").expect("it is there"))[..2], ["渠道", "渠道: [甲, 乙]"]);
    }
}
