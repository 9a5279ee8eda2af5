//! What the rules of the family share: which fields hold sentences, and all texts of a catalog.

use crate::model::{Entry, FIELDS, Field, FieldId, Scope};
use crate::rule::CatalogCx;

/// Whether the texts of a field are words and sentences of the author's own.
///
/// The others hold words of the profile, whose spelling is the business of their own rules, or
/// no words at all.
pub(super) fn is_prose(id: FieldId) -> bool {
    PROSE.contains(&id)
}

/// See [`is_prose`].
pub(super) const PROSE: &[FieldId] = &[
    FieldId::Title,
    FieldId::Authority,
    FieldId::Category,
    FieldId::Topic,
    FieldId::Subtopic,
    FieldId::Detail,
    FieldId::Content,
    FieldId::Basis,
    FieldId::Deadline,
    FieldId::Publisher,
    FieldId::Note,
];

/// Whether a text can be somebody's wording. What is longer is a file that was pasted in, and
/// a hundred fixes of it would take their time.
pub(super) fn is_cell(entry: Entry<'_>) -> bool {
    entry.text.len() <= 64 * 1024
}

/// Whether the texts of a field are words of the profile.
pub(super) fn is_vocabulary(id: FieldId) -> bool {
    matches!(id, FieldId::Channels | FieldId::Audience | FieldId::Method | FieldId::Levels)
}

/// The fields of a catalog that hold prose: those at the top, then item by item.
pub(super) fn prose<'a>(cx: &CatalogCx<'a>) -> impl Iterator<Item = Field<'a>> {
    let catalog = cx.catalog;
    let top = FIELDS.iter().filter(|f| f.scope == Scope::Catalog && is_prose(f.id));
    let items = catalog
        .items()
        .flat_map(|item| FieldId::of_item().filter(|id| is_prose(*id)).filter_map(move |id| item.field(id)));
    top.filter_map(|f| catalog.field(f.id)).chain(items)
}
