//! What could not be read of a catalog: it is left out of judgment.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::{Catalog, FieldId};
use crate::schema::{SchemaFault, SchemaFaultKind};
use catalint_text::Span;

/// Fields of items that could not be read whole. For the rules they are not there, and a check that
/// asks for one of them finds nothing: what is not known is neither missing nor wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unread {
    /// A bit for each field, by the index of the item.
    items: BTreeMap<usize, u32>,
    /// A bit for each field that could be read of no item.
    everywhere: u32,
}

/// What may stand around a key.
const BETWEEN: &str = ":：-－—–,，\"'“”[]{}&*\u{200b}\u{feff}";

const fn bit(field: FieldId) -> u32 {
    1 << field as u32
}

impl Unread {
    /// A field of one item could not be read.
    pub fn add(&mut self, item: usize, field: FieldId) {
        *self.items.entry(item).or_default() |= bit(field);
    }

    /// The same, and what else was not read.
    pub(crate) fn merge(&mut self, other: &Self) {
        other.items.iter().for_each(|(&item, fields)| *self.items.entry(item).or_default() |= fields);
        self.everywhere |= other.everywhere;
    }

    /// The same but for some items.
    pub(super) fn without(&self, items: &BTreeSet<usize>) -> Self {
        let mut other = self.clone();
        other.items.retain(|item, _| !items.contains(item));
        other
    }

    /// What the parts of an item that can't be read may hold of fields that it lacks: those whose keys are in there,
    /// and all where a part does not begin with the key of one.
    pub(super) fn of_parts(parts: &[Span], text: &str, item: usize, is_there: impl Fn(FieldId) -> bool) -> Self {
        let mut unread = Self::default();
        for part in parts {
            let words = text[part.range()].split(|c: char| c.is_whitespace() || BETWEEN.contains(c));
            let mut keys = words.filter(|word| !word.is_empty()).map(FieldId::from_key).peekable();
            let is_any = keys.peek().is_none_or(Option::is_none);
            let named: Vec<FieldId> = keys.flatten().collect();
            let hidden = FieldId::of_item().filter(|id| !is_there(*id) && (is_any || named.contains(id)));
            hidden.for_each(|id| unread.add(item, id));
        }
        unread
    }

    /// A field could be read of no item.
    pub fn add_everywhere(&mut self, field: FieldId) {
        self.everywhere |= bit(field);
    }

    /// Whether all was read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && self.everywhere == 0
    }

    /// Whether a field of an item was not read.
    #[must_use]
    pub fn has(&self, item: usize, field: FieldId) -> bool {
        (self.everywhere | self.items.get(&item).copied().unwrap_or(0)) & bit(field) != 0
    }

    /// Whether anything of an item was not read.
    #[must_use]
    pub fn touches(&self, item: usize) -> bool {
        self.everywhere != 0 || self.items.contains_key(&item)
    }

    /// Whether a field was not read of some item.
    #[must_use]
    pub fn has_any(&self, field: FieldId) -> bool {
        (self.everywhere | self.items.values().fold(0, |all, fields| all | fields)) & bit(field) != 0
    }

    /// The faults of the schema that are none of what was not read. A column that no item has, since it
    /// could not be read of some, is missing in the others one by one.
    pub(crate) fn judged<'f>(&self, faults: &'f [SchemaFault], catalog: &Catalog) -> Cow<'f, [SchemaFault]> {
        if self.is_empty() {
            return Cow::Borrowed(faults);
        }
        let mut left = Vec::new();
        for fault in faults {
            match (fault.field, fault.item, &fault.kind) {
                (Some(field), Some(item), _) if self.has(item, field) => {}
                (Some(field), None, SchemaFaultKind::MissingEverywhere(_)) if self.has_any(field) => {
                    left.extend(catalog.items().filter(|item| !self.has(item.index(), field)).map(|item| {
                        let place = item.field(field).map_or_else(|| item.first_key(), |there| there.key.span());
                        SchemaFault {
                            kind: SchemaFaultKind::Missing,
                            span: place,
                            item: Some(item.index()),
                            pointer: format!("{}/{}", item.pointer(), field.key()),
                            ..fault.clone()
                        }
                    }));
                }
                _ => left.push(fault.clone()),
            }
        }
        Cow::Owned(left)
    }

    /// Whether a place of the catalog, given as a JSON Pointer, lies in a field that was not read.
    pub(crate) fn holds(&self, pointer: &str) -> bool {
        if self.is_empty() {
            return false;
        }
        let mut segments = pointer.split('/').skip(1);
        let item = || segments.next().filter(|first| *first == "items").and_then(|_| segments.next()?.parse().ok());
        let Some(item) = { item }() else { return false };
        segments.next().and_then(FieldId::from_key).is_some_and(|field| self.has(item, field))
    }
}
