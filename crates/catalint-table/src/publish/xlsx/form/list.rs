//! The items of which a form is made.

use catalint_core::model::{Catalog, FieldId};
use catalint_core::project::Reference;
use catalint_domain::bodies::identity::{BodyId, Jurisdiction};
use catalint_yaml::edit::NewValue;

use crate::catalog::{DraftItem, DraftValue};
use crate::grid::At;
use crate::publish::source::{draft, tell_levels};

/// The items of which forms are made: those of a catalog, or of a reference.
#[derive(Debug)]
pub struct FormList {
    pub(super) items: Vec<DraftItem>,
}

impl FormList {
    /// The items of a catalog with all that it says of them.
    #[must_use]
    pub fn of_catalog(catalog: &Catalog) -> Self {
        let (mut draft, _) = draft(catalog);
        tell_levels(catalog, &mut draft);
        Self { items: draft.items }
    }

    /// The items of a reference by their names and contents: what else it says of them is the template's, and for the body to
    /// say.
    #[must_use]
    pub fn of_reference(reference: &Reference) -> Self {
        let value = |texts: Vec<String>| DraftValue { texts, whole: false, at: At::default(), above: None };
        let item = |item: &catalint_core::project::ReferenceItem| DraftItem {
            fields: item.fields.iter().map(|(id, said)| (*id, value(texts(said)))).collect(),
            ..DraftItem::default()
        };
        Self { items: reference.items.iter().map(item).collect() }
    }

    /// Items of the list.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The items that name a body as theirs, with their position in the list, from 1; all, where none does.
    pub(super) fn of_body(&self, body: &str, area: Option<&Jurisdiction>) -> Vec<(usize, &DraftItem)> {
        let all = || (1..).zip(&self.items);
        let own: Vec<(usize, &DraftItem)> = all().filter(|(_, item)| is_of(item, body, area)).collect();
        if own.is_empty() { all().collect() } else { own }
    }
}

fn texts(value: &NewValue) -> Vec<String> {
    match value {
        NewValue::Text(text) => vec![text.clone()],
        NewValue::List { texts, .. } => texts.clone(),
    }
}

/// Whether an item names a body as its own.
pub(super) fn is_of(item: &DraftItem, body: &str, area: Option<&Jurisdiction>) -> bool {
    let texts = item.fields.get(&FieldId::Publisher).into_iter().flat_map(|value| &value.texts);
    let breaks = ['、', '，', ',', '；', ';', '/', '\n', '（', '）', '(', ')'];
    let mut parts = texts.flat_map(|text| text.split(breaks)).map(str::trim).filter(|part| !part.is_empty());
    let id = BodyId::of(body, area);
    parts.any(|part| part == body || (id.is_some() && BodyId::of(part, area) == id))
}
