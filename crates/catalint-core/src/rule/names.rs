//! The names of a catalog's items, made comparable once for all rules that compare items.

use std::borrow::Cow;

use foldhash::{HashMap, HashMapExt};

use crate::model::{Catalog, FieldId, Item};
use catalint_domain::chinese::normalize::canonical;
use catalint_domain::chinese::numbering::whole_number;
use catalint_domain::vocabulary::placeholder::says_nothing;

/// The fields that an item is called by, the widest first.
pub const NAMES: [FieldId; 4] = [FieldId::Category, FieldId::Topic, FieldId::Subtopic, FieldId::Detail];

/// The name of an item as numbers. Two words have one number if they differ in nothing but blanks
/// and the width of brackets; words that say nothing, such as `/` or 同上, have 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct ItemWords {
    /// Of 类别.
    pub category: u32,
    /// Of 一级事项.
    pub topic: u32,
    /// Of 二级事项.
    pub subtopic: u32,
    /// Of 三级事项.
    pub detail: u32,
}

impl ItemWords {
    /// Category and topic: what a group of rows of the table has in common. None where there is
    /// no topic.
    #[must_use]
    pub fn group(self) -> Option<(u32, u32)> {
        (self.topic != 0).then_some((self.category, self.topic))
    }
}

/// The names of all items of a catalog.
#[derive(Debug)]
pub struct ItemNames {
    of_items: Vec<ItemWords>,
    spellings: Vec<(u32, FieldId)>,
    count_up: bool,
}

/// Reads the names of a catalog, item by item.
#[derive(Debug)]
pub struct NamesReader<'a> {
    names: ItemNames,
    /// Of words as the file has them, and of those that stand there in another spelling only.
    numbers: HashMap<&'a str, u32>,
    respelt: HashMap<String, u32>,
    /// The words of the item above: neighbours have most of them in common.
    above: [(&'a str, u32); 4],
    /// Items that have a number.
    numbered: u64,
}

impl<'a> NamesReader<'a> {
    /// For a catalog of so many items.
    #[must_use]
    pub fn new(items: usize) -> Self {
        let names = ItemNames { of_items: vec![ItemWords::default(); items], spellings: Vec::new(), count_up: true };
        let numbers = HashMap::with_capacity(items);
        Self { names, numbers, respelt: HashMap::new(), above: [("", 0); 4], numbered: 0 }
    }

    /// Reads the next item.
    pub fn read(&mut self, item: Item<'a>) {
        for (above, id) in self.above.iter_mut().zip(NAMES) {
            let text = item.text(id);
            if text == above.0 {
                continue;
            }
            let spelling = canonical(text);
            let rewritten = matches!(spelling, Cow::Owned(_));
            let new = (self.numbers.len() + self.respelt.len()) as u32 + 1;
            let known = self.numbers.get(&*spelling).or_else(|| self.respelt.get(&*spelling));
            let number = match (known, spelling) {
                (Some(&number), _) => number,
                (None, _) if says_nothing(text) => 0,
                (None, Cow::Borrowed(spelling)) => *self.numbers.entry(spelling).or_insert(new),
                (None, Cow::Owned(spelling)) => *self.respelt.entry(spelling).or_insert(new),
            };
            if number == new || rewritten {
                self.names.spellings.push((item.index() as u32, id));
            }
            *above = (text, number);
        }
        let [category, topic, subtopic, detail] = self.above.map(|(_, number)| number);
        self.names.of_items[item.index()] = ItemWords { category, topic, subtopic, detail };
        self.numbered += 1;
        self.names.count_up &= whole_number(item.no()) == Some(self.numbered);
    }

    /// What was read.
    #[must_use]
    pub fn names(self) -> ItemNames {
        self.names
    }
}

impl ItemNames {
    /// Reads the names of a catalog.
    #[must_use]
    pub fn of(catalog: &Catalog) -> Self {
        let mut reader = NamesReader::new(catalog.len());
        catalog.items().for_each(|item| reader.read(item));
        reader.names()
    }

    /// Whether the numbers (序号) are 1, 2, 3 and so on, and no item lacks one.
    #[must_use]
    pub fn count_up(&self) -> bool {
        self.count_up
    }

    /// The name of an item of the catalog.
    #[must_use]
    pub fn name(&self, item: Item<'_>) -> ItemWords {
        NAMES.into_iter().for_each(|id| item.note_asked(id));
        self.of_items[item.index()]
    }

    /// Where each way to write each word stands first: index of the item and field. Some stand
    /// here more than once.
    pub fn spellings(&self) -> impl Iterator<Item = (usize, FieldId)> {
        self.spellings.iter().map(|&(index, id)| (index as usize, id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalint_yaml as yaml;

    #[test]
    fn words_have_one_number_however_they_are_spelled() {
        let text = "items:\n- {category: 救助类, topic: 社会救助, subtopic: 临时救助（急难型）}\n\
                    - {category: 救助类, topic: 同上, subtopic: 临时救助 (急难型), detail: 社会救助}\n- text\n\
                    - {topic: 社会 救助, detail: /}\n";
        let parsed = yaml::parse(text, FieldId::intern);
        let catalog = Catalog::bind(&parsed.tree).expect("a mapping");
        let names = ItemNames::of(&catalog);
        let all: Vec<ItemWords> = catalog.items().map(|item| names.name(item)).collect();
        assert_eq!(all[0], ItemWords { category: 1, topic: 2, subtopic: 3, detail: 0 });
        assert_eq!(all[1], ItemWords { category: 1, topic: 0, subtopic: 3, detail: 2 });
        assert_eq!(all[2], ItemWords { category: 0, topic: 2, subtopic: 0, detail: 0 });
        assert_eq!((all[0].group(), all[1].group()), (Some((1, 2)), None));
        let spellings: Vec<&str> = names.spellings().map(|(at, id)| catalog.item(at).text(id)).collect();
        assert_eq!(spellings[..4], ["救助类", "社会救助", "临时救助（急难型）", "临时救助 (急难型)"]);
    }
}
