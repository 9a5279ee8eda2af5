//! The names of a catalog's items, made comparable once for all rules that compare items.

use std::borrow::Cow;

use foldhash::{HashMap, HashMapExt};

use crate::domain::fold::canonical;
use crate::domain::said::says_nothing;
use crate::model::{Catalog, FieldId, Item};

/// The fields that an item is called by, the widest first.
pub const NAMES: [FieldId; 4] = [FieldId::Category, FieldId::Topic, FieldId::Subtopic, FieldId::Detail];

/// The name of an item as numbers. Two words have one number if they differ in nothing but blanks
/// and the width of brackets; words that say nothing, such as `/` or 同上, have 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Name {
    /// Of 类别.
    pub category: u32,
    /// Of 一级事项.
    pub topic: u32,
    /// Of 二级事项.
    pub subtopic: u32,
    /// Of 三级事项.
    pub detail: u32,
}

impl Name {
    /// Category and topic: what a group of rows of the table has in common. None where there is
    /// no topic.
    #[must_use]
    pub fn group(self) -> Option<(u32, u32)> {
        (self.topic != 0).then_some((self.category, self.topic))
    }
}

/// The names of all items of a catalog.
#[derive(Debug)]
pub struct Names {
    of_items: Vec<Name>,
    spellings: Vec<(usize, FieldId)>,
}

impl Names {
    /// Reads the names of a catalog.
    #[must_use]
    pub fn of(catalog: &Catalog<'_>) -> Self {
        let mut numbers: HashMap<Cow<'_, str>, u32> = HashMap::with_capacity(catalog.len());
        let mut names = Self { of_items: vec![Name::default(); catalog.len()], spellings: Vec::new() };
        // Neighbours have most of their words in common.
        let mut above = [("", 0); 4];
        for item in catalog.items() {
            for (above, id) in above.iter_mut().zip(NAMES) {
                let text = item.text(id);
                if text == above.0 {
                    continue;
                }
                let spelling = canonical(text);
                let rewritten = matches!(spelling, Cow::Owned(_));
                let new = numbers.len() as u32 + 1;
                let number = match numbers.get(&spelling) {
                    Some(&number) => number,
                    None if says_nothing(text) => 0,
                    None => *numbers.entry(spelling).or_insert(new),
                };
                if number == new || rewritten {
                    names.spellings.push((item.index(), id));
                }
                *above = (text, number);
            }
            let [category, topic, subtopic, detail] = above.map(|(_, number)| number);
            names.of_items[item.index()] = Name { category, topic, subtopic, detail };
        }
        names
    }

    /// The name of an item of the catalog.
    #[must_use]
    pub fn name(&self, item: Item<'_>) -> Name {
        self.of_items[item.index()]
    }

    /// Where each way to write each word stands first: index of the item and field. Some stand
    /// here more than once.
    #[must_use]
    pub fn spellings(&self) -> &[(usize, FieldId)] {
        &self.spellings
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;

    #[test]
    fn words_have_one_number_however_they_are_spelled() {
        let text = "items:\n- {category: 救助类, topic: 社会救助, subtopic: 临时救助（急难型）}\n\
                    - {category: 救助类, topic: 同上, subtopic: 临时救助 (急难型), detail: 社会救助}\n- text\n\
                    - {topic: 社会 救助, detail: /}\n";
        let parsed = yaml::parse(text, FieldId::intern);
        let catalog = Catalog::bind(&parsed.tree).expect("a mapping");
        let names = Names::of(&catalog);
        let all: Vec<Name> = catalog.items().map(|item| names.name(item)).collect();
        assert_eq!(all[0], Name { category: 1, topic: 2, subtopic: 3, detail: 0 });
        assert_eq!(all[1], Name { category: 1, topic: 0, subtopic: 3, detail: 2 });
        assert_eq!(all[2], Name { category: 0, topic: 2, subtopic: 0, detail: 0 });
        assert_eq!((all[0].group(), all[1].group()), (Some((1, 2)), None));
        let spellings: Vec<&str> = names.spellings().iter().map(|&(at, id)| catalog.item(at).text(id)).collect();
        assert_eq!(spellings[..4], ["救助类", "社会救助", "临时救助（急难型）", "临时救助 (急难型)"]);
    }
}
