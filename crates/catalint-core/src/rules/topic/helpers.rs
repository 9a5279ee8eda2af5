//! What the rules of this family share: names of items, and where a finding about a name stands.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::domain::fold::Folded;
use crate::domain::said::says_nothing;
use crate::model::{Catalog, Field, FieldId, Item};
use crate::text::Span;

/// Category and topic: what a group of rows of the table has in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Group<'a> {
    pub(super) category: Folded<'a>,
    pub(super) topic: Folded<'a>,
}

/// The whole name of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Name<'a> {
    pub(super) group: Group<'a>,
    pub(super) subtopic: Folded<'a>,
    pub(super) detail: Folded<'a>,
    /// What tells items apart whose names say too little: see [`Name::of`].
    rest: u64,
}

impl<'a> Group<'a> {
    /// None where there is no topic, or nothing but 同上 and the like in its place.
    pub(super) fn of(item: Item<'a>) -> Option<Self> {
        let group = Self { category: text(item, FieldId::Category), topic: text(item, FieldId::Topic) };
        (!group.topic.0.is_empty()).then_some(group)
    }
}

impl<'a> Name<'a> {
    /// None where there is no topic. Names are equal whatever their blanks and the width of their
    /// brackets. A fourth level in `extra` counts as part of the name; and where there is neither
    /// subtopic nor detail, so that the name is that of a whole group, the content does too.
    pub(super) fn of(item: Item<'a>) -> Option<Self> {
        let (subtopic, detail) = (text(item, FieldId::Subtopic), text(item, FieldId::Detail));
        let name = Self { group: Group::of(item)?, subtopic, detail, rest: 0 };
        let mut rest = DefaultHasher::new();
        for (key, value) in item.field(FieldId::Extra).into_iter().flat_map(|extra| extra.value.pairs()) {
            if ["级", "事项", "目录", "名称"].iter().any(|word| key.text().contains(word)) {
                Folded(value.text()).hash(&mut rest);
            }
        }
        if name.subtopic.0.is_empty() && name.detail.0.is_empty() {
            item.entries(FieldId::Content).for_each(|entry| Folded(entry.text).hash(&mut rest));
        }
        Some(Self { rest: rest.finish(), ..name })
    }
}

/// The words of a level of the name; none where they say nothing, as `/` or 同上 does.
pub(super) fn text(item: Item<'_>, id: FieldId) -> Folded<'_> {
    Folded(Some(item.text(id)).filter(|text| !says_nothing(text)).unwrap_or(""))
}

/// The field that people call an item by: the subtopic, else the topic.
pub(super) fn label(item: Item<'_>) -> Option<Field<'_>> {
    [FieldId::Subtopic, FieldId::Topic].into_iter().find_map(|id| item.field(id).filter(|field| !field.is_missing()))
}

/// Place of a field of an item. An item that is read through an alias has no other place than that.
pub(super) fn place(item: Item<'_>, field: Field<'_>) -> Span {
    if item.node().is_aliased() { item.node().span() } else { field.place() }
}

/// Whether every entry of `items` could be read as an item, so that counting them is fair.
pub(super) fn is_whole(catalog: &Catalog<'_>) -> bool {
    !catalog.is_partial() && catalog.items().count() == catalog.len()
}
