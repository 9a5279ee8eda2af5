//! Items in which nothing was found, kept from one check of a text to the next: while somebody writes in one item, the
//! checks of items leave the others alone.
//!
//! What is said of an item follows from its text, from what stands at the top of the file, and from the settings: no item
//! above or below changes it (`properties` holds that over all rules).

use std::sync::{Mutex, MutexGuard, PoisonError};

use foldhash::HashMap;

use crate::model::Catalog;

/// The items of one text in which nothing was found, for who checks it again and again by the same settings. With other
/// settings another one must be begun.
#[derive(Debug, Default)]
pub struct KnownItems(Mutex<ItemsOfText>);

#[derive(Debug, Default)]
struct ItemsOfText {
    /// What stands above and below the items.
    around: (String, String),
    /// Which checks of the catalog look at an item, a bit each, by the text of the item.
    sound: HashMap<Box<str>, u64>,
}

/// The same during a check.
pub(super) struct KnownPass<'a> {
    items: &'a KnownItems,
    catalog: &'a Catalog,
    most: usize,
}

impl KnownItems {
    fn lock(&self) -> MutexGuard<'_, ItemsOfText> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is known for a check of a catalog by which so many checks of the catalog look at items. None where what is said
    /// of an item may follow from more than its text: an alias, a part that can't be read, levels that follow from all bodies.
    pub(super) fn pass<'a>(&'a self, catalog: &'a Catalog, checks: usize) -> Option<KnownPass<'a>> {
        if checks > u64::BITS as usize || !catalog.items_speak_for_themselves() {
            return None;
        }
        let (above, below) = catalog.around_items()?;
        let mut items = self.lock();
        if (items.around.0.as_str(), items.around.1.as_str()) != (above, below) {
            *items = ItemsOfText { around: (above.to_owned(), below.to_owned()), sound: HashMap::default() };
        }
        Some(KnownPass { items: self, catalog, most: 2 * catalog.len() + 64 })
    }
}

impl KnownPass<'_> {
    /// Whether nothing is known.
    pub(super) fn is_empty(&self) -> bool {
        self.items.lock().sound.is_empty()
    }

    /// Which checks of the catalog look at an item, where it is known that nothing else is to be said of it.
    pub(super) fn looking_at(&self, item: usize) -> Option<u64> {
        self.items.lock().sound.get(self.catalog.item_text(item)).copied()
    }

    /// Notes that nothing was found in an item.
    pub(super) fn note(&self, item: usize, looking: u64) {
        let mut items = self.items.lock();
        // Each edit leaves an old text behind.
        if items.sound.len() >= self.most {
            items.sound.clear();
        }
        items.sound.insert(self.catalog.item_text(item).into(), looking);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;
    use catalint_text::Source;

    fn document(text: &str) -> Document {
        Document::parse(Source::from_text("", text))
    }

    #[test]
    fn items_are_known_by_their_text_as_long_as_the_rest_of_the_file_is_the_same() {
        let known = KnownItems::default();
        let looking = |text: &str, item| {
            let document = document(text);
            let catalog = document.catalog().expect("a catalog");
            known.pass(catalog, 3).expect("it speaks for itself").looking_at(item)
        };
        let first = "title: 甲\nitems:\n  - no: 1\n    topic: 甲\n  - no: 2\n    topic: 乙\n";
        let document = document(first);
        let catalog = document.catalog().expect("a catalog");
        known.pass(catalog, 3).expect("it speaks for itself").note(0, 5);
        assert_eq!([looking(first, 0), looking(first, 1)], [Some(5), None]);
        assert_eq!(looking(&first.replace("乙", "丙"), 0), Some(5));
        assert_eq!(looking(&first.replace("topic: 甲", "topic: 丙"), 0), None);
        // Another top, and the first one again: by then all is forgotten.
        assert_eq!(looking(&first.replace("title: 甲", "title: 乙"), 0), None);
        assert_eq!(looking(first, 0), None);
    }

    #[test]
    fn nothing_is_known_where_an_item_does_not_speak_for_itself() {
        let known = KnownItems::default();
        for text in
            ["items:\n  - &a\n    no: 1\n  - *a\n", "items:\n  - no: 1\n  - no: [\n", "title: 甲\n", "items: []\n"]
        {
            let document = document(text);
            let catalog = document.catalog().expect("a catalog");
            assert!(known.pass(catalog, 3).is_none(), "{text}");
        }
        let document = document("items:\n  - no: 1\n");
        assert!(known.pass(document.catalog().expect("a catalog"), 65).is_none());
    }
}
