//! What a catalog is to say after a step: what it said before, but for the parts that change.

use catalint_core::Document;
use catalint_core::model::{Catalog, Field, FieldId, Item};
use catalint_yaml::{Kind, Node};

use crate::values::{PartKey, PartValues, Values};

/// What a step makes of a document, part by part.
#[derive(Debug)]
pub(crate) struct Wanted {
    top: WantedPart,
    defaults: WantedPart,
    /// The items, in their new order.
    items: Vec<WantedPart>,
}

#[derive(Debug)]
enum WantedPart {
    /// What the part of this index said before; the index of top and defaults says nothing.
    AsBefore(usize),
    Values(PartValues),
}

impl Wanted {
    /// All of it as it is.
    pub(crate) fn as_before(document: &Document) -> Self {
        let items = (0..document.catalog().map_or(0, Catalog::len)).map(WantedPart::AsBefore).collect();
        Self { top: WantedPart::AsBefore(0), defaults: WantedPart::AsBefore(0), items }
    }

    /// Sets a value of a document, or takes it away where there are no texts.
    pub(crate) fn set(&mut self, document: &Document, key: &PartKey, texts: &[String]) {
        let part = match key.item {
            Some(item) => self.items.get_mut(item),
            None if key.is_default => Some(&mut self.defaults),
            None => Some(&mut self.top),
        };
        let (Some(part), Some(catalog)) = (part, document.catalog()) else { return };
        if let WantedPart::AsBefore(_) = part {
            *part = WantedPart::Values(match key.item {
                Some(item) => Values::of_item(catalog.item(item)),
                None if key.is_default => Values::of_defaults(catalog),
                None => Values::of_top(catalog),
            });
        }
        let WantedPart::Values(values) = part else { return };
        let id = (key.field, key.head.clone());
        if texts.is_empty() {
            values.remove(&id);
        } else {
            values.insert(id, texts.to_vec());
        }
    }

    pub(crate) fn insert(&mut self, at: usize, values: PartValues) {
        self.items.insert(at, WantedPart::Values(values));
    }

    pub(crate) fn remove(&mut self, item: usize) {
        self.items.remove(item);
    }

    pub(crate) fn shift(&mut self, item: usize, to: usize) {
        let moved = self.items.remove(item);
        self.items.insert(to, moved);
    }

    /// Whether the document after the step says that, and nothing else.
    pub(crate) fn is_said(&self, before: &Document, after: &Document) -> bool {
        let (Some(before), Some(after)) = (before.catalog(), after.catalog()) else {
            return before.catalog().is_none() && after.catalog().is_none();
        };
        let top = match &self.top {
            WantedPart::AsBefore(_) => Values::fields_of_top().all(|id| same(before.field(id), after.field(id))),
            WantedPart::Values(values) => *values == Values::of_top(after),
        };
        let defaults = match &self.defaults {
            WantedPart::AsBefore(_) => {
                FieldId::OF_DEFAULTS.into_iter().all(|id| same(before.default(id), after.default(id)))
            }
            WantedPart::Values(values) => *values == Values::of_defaults(after),
        };
        top && defaults
            && self.items.len() == after.len()
            && self.items.iter().zip(after.items()).all(|(wanted, item)| match wanted {
                WantedPart::AsBefore(nth) => same_item(before.item(*nth), item),
                WantedPart::Values(values) => *values == Values::of_item(item),
            })
    }
}

fn same_item(one: Item<'_>, two: Item<'_>) -> bool {
    let mut plain = FieldId::of_item().filter(|id| *id != FieldId::Extra);
    plain.all(|id| same(one.own(id), two.own(id)))
        && match (one.own(FieldId::Extra), two.own(FieldId::Extra)) {
            (None, None) => true,
            // The order of other columns says nothing.
            _ => Values::of_item(one) == Values::of_item(two),
        }
}

/// Whether two fields have the same texts.
fn same(one: Option<Field<'_>>, two: Option<Field<'_>>) -> bool {
    match (one, two) {
        (Some(one), Some(two)) => words(one.value).eq(words(two.value)),
        (None, None) => true,
        _ => false,
    }
}

/// The texts of a value, as [`Values`] has them.
pub(crate) fn words(value: Node<'_>) -> impl Iterator<Item = &str> {
    let is_list = value.kind() == Kind::Seq;
    let entries = is_list.then(|| value.entries().map(Node::text)).into_iter().flatten();
    entries.chain((!is_list && !value.is_blank()).then(|| value.text()))
}
