//! The elements of 公开内容: the entries of a list, or the numbered parts of one text.

use std::ops::Range;

use super::{Entry, FieldId, Item};
use catalint_domain::chinese::numbering::{self, ElementNumber};

/// One element of the content of an item.
#[derive(Debug, Clone)]
pub struct Element<'a> {
    /// The entry that holds it.
    pub entry: Entry<'a>,
    /// Its text in the entry, without its number and the blanks around it.
    pub range: Range<usize>,
    /// Its number, where it is written.
    pub number: Option<ElementNumber>,
}

impl<'a> Element<'a> {
    /// The words.
    #[must_use]
    pub fn text(&self) -> &'a str {
        &self.entry.text[self.range.clone()]
    }
}

/// The elements of an item's content in order. A text that holds `1. … 2. …` is as many as it has
/// numbers, and so is an entry of a list that begins with one of them; any other entry is one
/// element, a list of sub-points within it included.
#[must_use]
pub fn elements(item: Item<'_>) -> Vec<Element<'_>> {
    let mut all = Vec::new();
    for entry in item.entries(FieldId::Content) {
        let first = numbering::leading(entry.text);
        if first.number.is_none() && (entry.index.is_some() || !numbering::may_hold_numbers(entry.text)) {
            all.push(Element { entry, range: first.range, number: None });
            continue;
        }
        let parts = numbering::split(entry.text);
        all.extend(parts.into_iter().map(|part| Element { entry, range: part.range, number: part.number }));
    }
    all
}
