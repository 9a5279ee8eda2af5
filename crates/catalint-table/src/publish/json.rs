//! The catalog as JSON: the keys and shapes of the canonical YAML.

use catalint_core::model::{FIELDS, FieldId, Scope};
use serde_json::{Map, Value as Json};

use crate::catalog::{CatalogDraft, DraftItem, DraftValue};

/// Writes a catalog.
pub(super) fn json(draft: &CatalogDraft) -> String {
    let mut top = Map::new();
    for field in FIELDS.iter().filter(|field| field.scope == Scope::Catalog) {
        let text = match field.id {
            FieldId::Profile => draft.profile.clone(),
            id => draft.top.get(&id).map(|(text, _)| text.clone()),
        };
        if let Some(text) = text {
            top.insert(field.key.to_owned(), text.into());
        }
    }
    top.insert(FieldId::Items.key().to_owned(), draft.items.iter().map(item).collect());
    serde_json::to_string_pretty(&top).expect("a JSON value can be written") + "\n"
}

fn item(item: &DraftItem) -> Json {
    let mut out = Map::new();
    for (id, value) in &item.fields {
        out.insert(id.key().to_owned(), field(*id, value));
    }
    if !item.extra.is_empty() {
        let extra: Map<String, Json> =
            item.extra.iter().map(|(head, text, _)| (head.clone(), text.clone().into())).collect();
        out.insert(FieldId::Extra.key().to_owned(), extra.into());
    }
    out.into()
}

fn field(id: FieldId, value: &DraftValue) -> Json {
    let list = || Json::from(value.texts.clone());
    match (id, value.texts.as_slice()) {
        (FieldId::No, [number]) => {
            let whole = number.parse::<u32>().ok().filter(|n| n.to_string() == *number);
            whole.map_or_else(|| number.clone().into(), Json::from)
        }
        (FieldId::Content | FieldId::Basis, _) if !value.whole => list(),
        (FieldId::Channels | FieldId::Levels, _) => list(),
        (_, [text]) => text.clone().into(),
        _ => list(),
    }
}
