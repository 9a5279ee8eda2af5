//! What is written is read back: no YAML of ours is refused, and all of it says what the table said.

use catalint_core::model::{Catalog, FieldId, FieldShape, Item as Bound};
use catalint_yaml as yaml;

use crate::catalog::{CatalogDraft, DraftItem};

/// Whether a YAML is read without a fault, as the catalog that it was written from.
pub(crate) fn says(text: &str, draft: &CatalogDraft) -> bool {
    let parsed = yaml::parse(text, FieldId::intern);
    if !parsed.faults.is_empty() || !parsed.slips.is_empty() || parsed.tree.is_partial() {
        return false;
    }
    let Some(catalog) = Catalog::bind(&parsed.tree) else { return false };
    let top = draft
        .top
        .iter()
        .all(|(id, (text, _))| catalog.field(*id).is_some_and(|field| field.value.text().trim() == text.trim()));
    let bound: Vec<Bound<'_>> = catalog.items().collect();
    let items = || bound.iter().zip(&draft.items).all(|(bound, item)| same(*bound, item));
    top && catalog.has_plain_keys() && bound.len() == draft.items.len() && items()
}

fn same(bound: Bound<'_>, item: &DraftItem) -> bool {
    let fields = item.fields.iter().all(|(id, value)| {
        let Some(field) = bound.field(*id) else { return false };
        if id.spec().shape == FieldShape::Number {
            return value.texts.iter().all(|text| bound.no() == text.trim());
        }
        let read: Vec<&str> = field.entries().map(|entry| entry.text).collect();
        value.texts.iter().filter(|text| !text.trim().is_empty()).eq(read)
    });
    let pairs = bound.field(FieldId::Extra).into_iter().flat_map(|field| field.value.pairs());
    let pairs: Vec<(&str, &str)> = pairs.map(|(key, value)| (key.text(), value.text())).collect();
    fields && item.extra.iter().map(|(head, text, _)| (head.as_str(), text.as_str())).eq(pairs)
}
