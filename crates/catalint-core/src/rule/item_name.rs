//! What people call an item.

use std::borrow::Cow;

use crate::model::{FieldId, Item};

/// Which item a finding is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemName {
    /// Of the catalogs of one file, the position of its own, from 0.
    pub catalog: usize,
    /// Position in the list, from 0.
    pub index: usize,
    /// Its number as written; empty where it has none.
    pub no: String,
    /// Subtopic, else topic; empty where it has neither.
    pub label: String,
    /// The responsible bodies as written, several with 、 between; empty where it names none.
    pub publisher: String,
}

impl ItemName {
    /// The names of an item.
    #[must_use]
    pub fn of(item: Item<'_>) -> Self {
        let bodies: Vec<&str> = item.entries(FieldId::Publisher).map(|entry| entry.text.trim()).collect();
        Self {
            catalog: 0,
            index: item.index(),
            no: item.no().to_owned(),
            label: item.label().to_owned(),
            publisher: bodies.join("、"),
        }
    }

    /// What a list calls it: its number as written, else its position from 1.
    #[must_use]
    pub fn number(&self) -> Cow<'_, str> {
        if self.no.is_empty() { (self.index + 1).to_string().into() } else { self.no.as_str().into() }
    }
}
