//! What catalogs say: of a table, and of the YAML that was made of it and changed.

use std::collections::BTreeMap;

use catalint_core::model::{Catalog, FIELDS, FieldId, FieldShape, Scope};

use crate::catalog::{CatalogDraft, OPTIONS};

/// The values of a catalog of a table, by item, field and head.
pub(super) type TableValues = BTreeMap<(Option<usize>, FieldId, String), Vec<String>>;

/// What a catalog of a table says.
pub(super) fn values(draft: &CatalogDraft) -> TableValues {
    let plain = |item, id| (item, id, String::new());
    let mut all: TableValues =
        draft.top.iter().map(|(&id, (text, _))| (plain(None, id), cleaned([text.as_str()]))).collect();
    let texts = |texts: &[String]| cleaned(texts.iter().map(String::as_str));
    all.extend(draft.defaults.iter().map(|(&id, (of, _))| (plain(None, id), texts(of))));
    for (nth, item) in draft.items.iter().enumerate() {
        all.extend(item.fields.iter().map(|(&id, value)| (plain(Some(nth), id), texts(&value.texts))));
        let extra = item.extra.iter();
        all.extend(extra.map(|(head, text, _)| ((Some(nth), FieldId::Extra, head.clone()), cleaned([text.as_str()]))));
    }
    all
}

/// Texts without blanks around them, and without those that are blank.
fn cleaned<'t>(texts: impl IntoIterator<Item = &'t str>) -> Vec<String> {
    texts.into_iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
}

/// What a changed catalog says, its items by their place in it.
pub(super) fn values_of(catalog: &Catalog) -> TableValues {
    let plain = |item, id| (item, id, String::new());
    let mut all = TableValues::new();
    for spec in FIELDS.iter().filter(|spec| spec.scope == Scope::Catalog && spec.id != FieldId::Profile) {
        if matches!(spec.shape, FieldShape::Defaults | FieldShape::Items) {
            continue;
        }
        if let Some(field) = catalog.field(spec.id) {
            all.insert(plain(None, spec.id), cleaned([field.value.text()]));
        }
    }
    for id in FieldId::OF_DEFAULTS {
        if let Some(field) = catalog.default(id) {
            all.insert(plain(None, id), cleaned(field.entries().map(|entry| entry.text)));
        }
    }
    for item in catalog.items() {
        let nth = Some(item.index());
        for id in FieldId::of_item() {
            let Some(field) = item.own(id) else { continue };
            match id.spec().shape {
                FieldShape::Number => drop(all.insert(plain(nth, id), cleaned([item.no()]))),
                FieldShape::Map => all.extend(
                    field.value.pairs().map(|(key, value)| ((nth, id, key.text().to_owned()), cleaned([value.text()]))),
                ),
                _ => drop(all.insert(plain(nth, id), cleaned(field.entries().map(|entry| entry.text)))),
            }
        }
    }
    all.retain(|_, texts| !texts.is_empty());
    all
}

/// Texts in the order in which they are compared: that of chosen options says nothing.
pub(super) fn ordered(id: FieldId, texts: &[String]) -> Vec<String> {
    let mut texts = texts.to_vec();
    if OPTIONS.contains(&id) {
        texts.sort();
    }
    texts
}
