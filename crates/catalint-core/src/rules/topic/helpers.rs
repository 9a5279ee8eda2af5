//! What the rules of this family share: names of items, and where a finding about a name stands.

use crate::model::{Catalog, Field, FieldId, Item};
use catalint_text::Span;

/// The field that people call an item by: the subtopic, else the topic.
pub(super) fn label(item: Item<'_>) -> Option<Field<'_>> {
    [FieldId::Subtopic, FieldId::Topic].into_iter().find_map(|id| item.field(id).filter(|field| !field.is_missing()))
}

/// Place of a field of an item. An item that is read through an alias has no other place than that.
pub(super) fn place(item: Item<'_>, field: Field<'_>) -> Span {
    if item.node().is_aliased() { item.node().span() } else { field.place() }
}

/// Whether every entry of `items` could be read as an item, so that counting them is fair.
pub(super) fn is_whole(catalog: &Catalog) -> bool {
    !catalog.is_partial() && catalog.items().count() == catalog.len()
}
