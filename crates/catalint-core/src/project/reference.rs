//! Catalogs whose items must be covered.

use foldhash::{HashMap, HashSet, HashSetExt};

use super::facts::{Facts, ItemFacts, pair};
use super::index::Project;
use crate::domain::item_name::name_key;
use crate::domain::said::says_nothing;
use crate::model::{Catalog, FieldId};
use crate::text::{DecodeProblem, Source, decode};
use crate::yaml::edit::Value;
use crate::yaml::{self, Kind, Style};

/// A catalog whose items must be covered.
#[derive(Debug, Clone)]
pub struct Reference {
    /// Its title; the name of the file where it has none.
    pub title: String,
    digest: u64,
    /// Its items, each topic and subtopic once.
    pub items: Vec<ReferenceItem>,
}

/// An item that must be covered.
#[derive(Debug, Clone)]
pub struct ReferenceItem {
    /// Topic and subtopic as they are compared ([`super::ItemFacts::pair`]).
    pub pair: String,
    /// The topic as it is compared.
    pub topic_key: String,
    /// The subtopic as it is compared.
    pub subtopic_key: String,
    /// 一级事项
    pub topic: String,
    /// 二级事项; may be empty.
    pub subtopic: String,
    /// All that is said of it, number and note aside, in canonical order.
    pub fields: Vec<(FieldId, Value)>,
}

/// Why a file can't be a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unusable {
    /// Its bytes are no text.
    NoText,
    /// Its YAML is broken at this line.
    Broken(u32),
    /// It has no items with names.
    NoItems,
}

impl Reference {
    /// Reads a catalog as a reference.
    ///
    /// # Errors
    /// Where not all of its items can be told: nobody would know what must be covered.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, Unusable> {
        let source = Source::new(name, decode(bytes));
        if matches!(source.problem, Some(DecodeProblem::Unknown { .. })) {
            return Err(Unusable::NoText);
        }
        let parsed = yaml::parse(&source.text, FieldId::intern);
        if let Some(fault) = parsed.faults.first() {
            return Err(Unusable::Broken(source.lines().line(fault.span.start)));
        }
        let catalog = Catalog::bind(&parsed.tree).ok_or(Unusable::NoItems)?;
        let mut known = HashSet::new();
        let mut items = Vec::new();
        for item in catalog.items() {
            let [topic, subtopic] = [FieldId::Topic, FieldId::Subtopic].map(|id| item.text(id));
            let pair = pair(topic, subtopic);
            if says_nothing(topic) && says_nothing(subtopic) || !known.insert(pair.clone()) {
                continue;
            }
            let left_out = [FieldId::No, FieldId::Note, FieldId::Extra];
            let fields = FieldId::of_item().filter(|id| !left_out.contains(id)).filter_map(|id| item.field(id));
            let fields = fields.filter_map(|field| Some((field.id, value(field)?))).collect();
            let (topic_key, subtopic_key) = (name_key(topic), name_key(subtopic));
            let (topic, subtopic) = (topic.to_owned(), subtopic.to_owned());
            items.push(ReferenceItem { pair, topic_key, subtopic_key, topic, subtopic, fields });
        }
        if items.is_empty() {
            return Err(Unusable::NoItems);
        }
        let title = catalog.field(FieldId::Title).and_then(|field| field.entries().next());
        let title = title.map_or(name, |entry| entry.text.trim()).to_owned();
        Ok(Self { title, digest: Facts::digest_of(&source), items })
    }

    /// Whether a catalog is this very file, under whatever path.
    #[must_use]
    pub fn is(&self, facts: &Facts) -> bool {
        self.digest == facts.digest
    }

    /// The items that a catalog has to answer for and does not cover.
    ///
    /// Catalogs of one place cover a reference together, and the one that covers most of it answers
    /// for what is not in any. A catalog that covers nothing of it is of another field, unless it is
    /// the only one there is.
    #[must_use]
    pub fn absent<'r>(&'r self, nth: usize, facts: &Facts, project: Option<&Project>) -> Vec<&'r ReferenceItem> {
        let own: HashSet<&str> = facts.items.iter().map(|item| item.pair()).collect();
        let mut absent: Vec<&ReferenceItem> = self.items.iter().filter(|item| !own.contains(&*item.pair)).collect();
        let of_another_field = absent.len() == self.items.len();
        let Some(project) = project else { return if of_another_field { Vec::new() } else { absent } };
        if of_another_field && project.len() > 1 {
            return Vec::new();
        }
        if let Some(share) = project.share(facts.home(), nth) {
            let file = project.file(facts.file());
            if share.most.is_some_and(|(most, _)| Some(most) != file) {
                return Vec::new();
            }
            absent.retain(|item| !share.is_covered_beside(file, &item.pair));
        }
        absent
    }
}

/// The value of a field as it can be written again.
fn value(field: crate::model::Field<'_>) -> Option<Value> {
    let texts: Vec<String> = field.entries().map(|entry| entry.text.trim().to_owned()).collect();
    match field.value.kind() {
        _ if texts.is_empty() => None,
        Kind::Seq => Some(Value::List { texts, block: field.value.style() != Style::Flow }),
        _ => texts.into_iter().next().map(Value::Text),
    }
}

/// What the catalogs of one place cover of a reference.
#[derive(Debug, Default)]
pub(super) struct Share {
    /// The file that covers most, and how much; the first of several.
    most: Option<(u32, usize)>,
    /// By the pair of a covered item: the first two files that cover it.
    covered: HashMap<String, (u32, Option<u32>)>,
}

impl Share {
    /// Takes in the next catalog. Catalogs that are references themselves cover nothing.
    pub(super) fn add(shares: &mut HashMap<(String, usize), Self>, file: u32, facts: &Facts, references: &[Reference]) {
        if references.iter().any(|reference| reference.is(facts)) {
            return;
        }
        let pairs: HashSet<&str> = match references {
            [] => return,
            _ => facts.items.iter().map(ItemFacts::pair).collect(),
        };
        for (nth, reference) in references.iter().enumerate() {
            let share = shares.entry((facts.home().to_owned(), nth)).or_default();
            let covered = reference.items.iter().filter(|item| pairs.contains(item.pair.as_str()));
            let mut count = 0;
            for item in covered {
                count += 1;
                let known = share.covered.entry(item.pair.clone()).or_insert((file, None));
                if known.0 != file && known.1.is_none() {
                    known.1 = Some(file);
                }
            }
            if share.most.is_none_or(|(_, most)| count > most) {
                share.most = Some((file, count));
            }
        }
    }

    fn is_covered_beside(&self, file: Option<u32>, pair: &str) -> bool {
        self.covered.get(pair).is_some_and(|&(first, second)| Some(first) != file || second.is_some())
    }
}
