//! The items of a catalog and their fields, as an outline.

use catalint_core::Document;
use catalint_core::model::{FieldId, Item};
use catalint_core::rule::Lang;
use gen_lsp_types::{DocumentSymbol, SymbolKind};

use crate::findings::FindingView;
use crate::places;

/// The outline of a text; empty where it is no catalog.
pub(crate) fn symbols(document: &Document, view: FindingView) -> Vec<DocumentSymbol> {
    let Some(catalog) = document.catalog() else { return Vec::new() };
    catalog.items().map(|item| of_item(document, item, view)).collect()
}

fn of_item(document: &Document, item: Item<'_>, view: FindingView) -> DocumentSymbol {
    let source = document.source();
    let name = match (item.no(), item.label()) {
        ("", "") => format!("{}", item.index() + 1),
        ("", label) => format!("{}. {label}", item.index() + 1),
        (no, label) => format!("{no}. {label}"),
    };
    let fields = FieldId::of_item().filter_map(|id| item.own(id).map(|field| (id, field)));
    let children = fields.map(|(id, field)| {
        let label = if view.lang == Lang::Zh { id.spec().label } else { id.spec().label_en };
        let (key, value) = (field.key.span(), field.value.span());
        let whole = catalint_text::Span::new(key.start, value.end.max(key.end));
        symbol(
            label.to_owned(),
            SymbolKind::Field,
            places::range(source, whole, view.unit),
            places::range(source, key, view.unit),
        )
    });
    let mut children: Vec<_> = children.collect();
    children.sort_by_key(|child| (child.range.start.line, child.range.start.character));
    let (whole, key) = (item.node().span(), item.first_key());
    DocumentSymbol {
        children: Some(children),
        ..symbol(
            name,
            SymbolKind::Struct,
            places::range(source, whole, view.unit),
            places::range(source, key, view.unit),
        )
    }
}

fn symbol(
    name: String,
    kind: SymbolKind,
    range: gen_lsp_types::Range,
    selection_range: gen_lsp_types::Range,
) -> DocumentSymbol {
    #[expect(deprecated, reason = "the field is there whether or not it is used")]
    DocumentSymbol { name, detail: None, kind, tags: None, deprecated: None, range, selection_range, children: None }
}
