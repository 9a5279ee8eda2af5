//! One item of a bound catalog.

use std::sync::atomic::Ordering;

use super::{Catalog, Entries, Field, field};
use crate::model::reads::{note, note_all, note_item};
use crate::model::{FieldId, FieldSet, FieldShape};
use catalint_domain::chinese::script::trimmed;
use catalint_text::Span;
use catalint_yaml::{Kind, Node};

/// One item: a row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Item<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) index: usize,
}

impl<'a> Item<'a> {
    /// Position in the list, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        self.index
    }

    /// The mapping: for edits, since a check that looks at it is run over each item.
    #[must_use]
    pub fn node(self) -> Node<'a> {
        note_item();
        self.mapping()
    }

    pub(super) fn mapping(self) -> Node<'a> {
        self.catalog.tree.node(self.catalog.items[self.index].node)
    }

    /// A field, if its key is there, else what `defaults` gives for it; its value may be empty.
    #[inline]
    #[must_use]
    pub fn field(self, id: FieldId) -> Option<Field<'a>> {
        let own = self.own(id);
        if own.is_none() { self.taken(id) } else { own }
    }

    /// A field of its own, if its key is there.
    #[inline]
    #[must_use]
    pub fn own(self, id: FieldId) -> Option<Field<'a>> {
        note(id);
        field(&self.catalog.tree, self.catalog.items[self.index].key(id), id, Some(self.index))
    }

    /// What an item has of a field that it has no key for: the default. Not where its own could not be
    /// read, since that says something.
    #[inline]
    fn taken(self, id: FieldId) -> Option<Field<'a>> {
        self.note_asked(id);
        self.catalog.defaults.as_ref()?;
        self.inherited(id)
    }

    /// Whether a field could not be read: whether it is there, and what it says, nobody knows.
    #[must_use]
    pub fn is_unread(self, id: FieldId) -> bool {
        note_item();
        self.lacks_what_stands_there(id)
    }

    pub(super) fn lacks_what_stands_there(self, id: FieldId) -> bool {
        self.catalog.unread.has(self.index, id)
    }

    /// Notes that a check hangs on a field, if that was not read.
    #[inline]
    pub(crate) fn note_asked(self, id: FieldId) {
        note(id);
        if !self.catalog.unread.is_empty() && self.lacks_what_stands_there(id) {
            self.catalog.asked.store(true, Ordering::Relaxed);
        }
    }

    /// What `defaults` gives for a field whose key is not there.
    #[cold]
    pub(super) fn inherited(self, id: FieldId) -> Option<Field<'a>> {
        let default = self.catalog.default(id).filter(|_| !self.lacks_what_stands_there(id))?;
        Some(Field { item: Some(self.index), ..default })
    }

    /// Whether the item takes what `defaults` gives for a field.
    #[must_use]
    pub fn takes_default(self, id: FieldId) -> bool {
        self.own(id).is_none() && !self.lacks_what_stands_there(id)
    }

    /// The level (公开层级) that the item has though nobody states it: it follows from the rank of its
    /// publisher, or of the body that compiled the catalog. It has no place in the file.
    #[must_use]
    pub fn told_level(self) -> Option<&'a str> {
        note_all(FieldSet::of(&[FieldId::Publisher, FieldId::Levels]));
        self.catalog.told.as_ref()?.level(self.index)
    }

    /// Whether a field says when, where or to whom something is disclosed that is withheld.
    #[must_use]
    pub fn is_withheld(self, id: FieldId) -> bool {
        let tells = matches!(id, FieldId::Deadline | FieldId::Channels | FieldId::Audience | FieldId::Levels);
        tells && ["不予公开", "不公开"].contains(&self.text(FieldId::Method).trim())
    }

    /// Whether it lacks a field that it should have: nothing is said, though all could be read, and no level follows from
    /// its body.
    #[must_use]
    pub fn lacks(self, id: FieldId) -> bool {
        let is_told = id == FieldId::Levels && self.told_level().is_some();
        !is_told && !self.is_unread(id) && !self.is_withheld(id) && self.field(id).is_none_or(Field::is_missing)
    }

    /// The texts of a field that are not blank; none where it is absent.
    #[inline]
    #[must_use]
    pub fn entries(self, id: FieldId) -> Entries<'a> {
        self.field(id).map_or(Entries::none(), Field::entries)
    }

    /// The first text of a field, trimmed; empty where there is none.
    #[inline]
    #[must_use]
    pub fn text(self, id: FieldId) -> &'a str {
        note(id);
        // Many rules ask for names: the usual case, one text, goes the short way.
        let key = self.catalog.items[self.index].key(id);
        if key == 0 && self.catalog.defaults.is_none() {
            self.note_asked(id);
            return "";
        }
        if key == 0 {
            return self.entries(id).next().map_or("", |entry| trimmed(entry.text));
        }
        let value = self.catalog.tree.node(key + 1);
        if value.kind() == Kind::Str && matches!(id.spec().shape, FieldShape::Text | FieldShape::TextOrList) {
            return trimmed(value.text());
        }
        self.entries(id).next().map_or("", |entry| trimmed(entry.text))
    }

    /// The number as it is written, also an integer; empty where there is none.
    #[must_use]
    pub fn no(self) -> &'a str {
        self.field(FieldId::No).filter(|f| f.value.is_scalar()).map_or("", |f| f.value.text().trim())
    }

    /// What a person calls the item: the subtopic, else the topic.
    #[must_use]
    pub fn label(self) -> &'a str {
        let subtopic = self.text(FieldId::Subtopic);
        if subtopic.is_empty() { self.text(FieldId::Topic) } else { subtopic }
    }

    /// Key of the first field, where a finding about the whole item stands.
    #[must_use]
    pub fn first_key(self) -> Span {
        self.mapping().pairs().next().map_or(self.mapping().span(), |(key, _)| key.span())
    }

    /// `/items/3`
    #[must_use]
    pub fn pointer(self) -> String {
        format!("/items/{}", self.index)
    }
}
