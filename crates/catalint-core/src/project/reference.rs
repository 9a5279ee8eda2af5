//! Catalogs whose items must be covered.

use foldhash::{HashMap, HashSet, HashSetExt};

use super::facts::{Facts, pair};
use super::index::Project;
use crate::Document;
use crate::model::FieldId;
use catalint_domain::bodies::identity::Jurisdiction;
use catalint_domain::bodies::rank::Rank;
use catalint_domain::vocabulary::item_name::{is_loose, is_wide, name_core, name_key};
use catalint_domain::vocabulary::placeholder::says_nothing;
use catalint_text::{DecodeProblem, Source, decode};
use catalint_yaml::edit::NewValue;
use catalint_yaml::{Kind, Style};

/// A catalog whose items must be covered.
#[derive(Debug, Clone)]
pub struct Reference {
    /// Its title; the name of the file where it has none.
    pub title: String,
    digest: u64,
    /// The field that its title names, as names are compared: 社会救助; empty where it names none.
    field: String,
    /// Its items, each topic and subtopic once.
    pub items: Vec<ReferenceItem>,
    /// By [`Core`], the positions of its items.
    by_core: HashMap<Core, Vec<usize>>,
}

/// Topic and subtopic by [`name_core`]; the topic of a whole field is empty.
type Core = (String, String);

/// What a catalog has to answer for.
#[derive(Debug, Default)]
pub struct Answer<'r> {
    /// Items that it does not cover.
    pub absent: Vec<&'r ReferenceItem>,
    /// Items that one of its own may take together, by the position of that in [`Facts::items`].
    pub together: Vec<(usize, Vec<&'r ReferenceItem>)>,
    /// Whether no catalog of the project is of the field, and this one is to say so.
    pub whole_field: bool,
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
    /// Its name and its content: what else is said of it there is the template's.
    pub fields: Vec<(FieldId, NewValue)>,
    /// Whether its level is that of towns, among others; none where it states none.
    of_towns: Option<bool>,
    /// Position among the items.
    nth: usize,
}

impl ReferenceItem {
    /// `最低生活保障 / 办事指南`
    #[must_use]
    pub fn name(&self) -> String {
        let names = [&self.topic, &self.subtopic].map(String::as_str);
        names.into_iter().filter(|name| !says_nothing(name)).collect::<Vec<_>>().join(" / ")
    }
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
        let document = Document::parse(source);
        let source = document.source();
        if let Some(fault) = document.faults().first() {
            return Err(Unusable::Broken(source.lines().line(fault.span.start)));
        }
        let catalog = document.catalog().ok_or(Unusable::NoItems)?;
        let mut known = HashSet::new();
        let mut items = Vec::new();
        for item in catalog.items() {
            let [topic, subtopic] = [FieldId::Topic, FieldId::Subtopic].map(|id| item.text(id));
            let pair = pair(topic, subtopic);
            if says_nothing(topic) && says_nothing(subtopic) || !known.insert(pair.clone()) {
                continue;
            }
            let kept = [FieldId::Category, FieldId::Topic, FieldId::Subtopic, FieldId::Content];
            let fields = kept.into_iter().filter_map(|id| item.field(id));
            let fields = fields.filter_map(|field| Some((field.id, value(field)?))).collect();
            let (topic_key, subtopic_key) = (name_key(topic), name_key(subtopic));
            let (topic, subtopic) = (topic.to_owned(), subtopic.to_owned());
            let nth = items.len();
            let mut levels = item.entries(FieldId::Levels).peekable();
            let is_stated = levels.peek().is_some();
            let of_towns = is_stated.then(|| levels.any(|level| level.text.contains(['乡', '镇', '街'])));
            items.push(ReferenceItem { pair, topic_key, subtopic_key, topic, subtopic, fields, of_towns, nth });
        }
        if items.is_empty() {
            return Err(Unusable::NoItems);
        }
        let title = catalog.field(FieldId::Title).and_then(|field| field.entries().next());
        let title = title.map_or(name, |entry| entry.text.trim()).to_owned();
        let field = title.split_once("领域").map_or("", |(field, _)| field);
        let mut reference = Self {
            digest: Facts::digest_of(source),
            field: name_key(field),
            title,
            items,
            by_core: HashMap::default(),
        };
        for (nth, item) in reference.items.iter().enumerate() {
            reference.by_core.entry(core(&item.topic_key, &item.subtopic_key, &reference.field)).or_default().push(nth);
        }
        Ok(reference)
    }

    /// Whether a catalog is this very file, under whatever path.
    #[must_use]
    pub fn is(&self, facts: &Facts) -> bool {
        self.digest == facts.digest
    }

    /// Whether a catalog is of the reference's field: its title says so, or it has an item that no other
    /// field has.
    fn is_of_field(&self, facts: &Facts) -> bool {
        let field = &self.field;
        if !field.is_empty() && name_key(&facts.title).contains(field.as_str()) {
            return true;
        }
        let any = !self.by_core.keys().any(tells_the_field);
        facts
            .items
            .iter()
            .map(|item| core(item.topic(), item.subtopic(), field))
            .any(|core| self.by_core.contains_key(&core) && (any || tells_the_field(&core)))
    }

    /// Whether a catalog whose title names no field is of this one by what it lists: at least half of its items have a
    /// topic of the reference that no other field has.
    #[must_use]
    pub fn is_by_items(&self, facts: &Facts) -> bool {
        let topics: HashSet<&str> =
            self.by_core.keys().filter(|core| tells_the_field(core)).map(|(topic, _)| topic.as_str()).collect();
        let own = |item: &&super::ItemFacts| {
            let (topic, subtopic) = core(item.topic(), item.subtopic(), &self.field);
            topics.contains(topic.as_str()) || topic.is_empty() && topics.iter().any(|own| subtopic.contains(own))
        };
        let own = facts.items.iter().filter(own).count();
        own > 0 && own * 2 >= facts.items.len()
    }

    /// Which items of the reference a catalog covers, by position; one that takes several together covers them all.
    #[must_use]
    pub fn covered_by(&self, facts: &Facts) -> Vec<bool> {
        let own: HashSet<Core> =
            facts.items.iter().map(|item| core(item.topic(), item.subtopic(), &self.field)).collect();
        let missing = self.by_core.iter().filter(|(core, _)| !own.contains(core)).flat_map(|(_, nths)| nths);
        let answer = self.taken_together(missing.map(|&nth| &self.items[nth]).collect(), facts);
        let mut covered = vec![true; self.items.len()];
        answer.absent.iter().for_each(|item| covered[item.nth] = false);
        covered
    }

    /// Whether a town has to have an item: its level is that of towns. Where no item states a level, each may be.
    #[must_use]
    pub fn is_of_towns(&self, item: &ReferenceItem) -> bool {
        item.of_towns.unwrap_or_else(|| self.items.iter().all(|item| item.of_towns.is_none()))
    }

    /// What a catalog has to answer for.
    ///
    /// Catalogs of one place cover a reference together, and the one that covers most of it answers
    /// for what is not in any. A catalog of another field answers for nothing; where all are, the first says so.
    #[must_use]
    pub fn answer<'r>(&'r self, nth: usize, facts: &Facts, project: Option<&Project>) -> Answer<'r> {
        let file = project.and_then(|project| project.file(facts.file()));
        if !self.is_of_field(facts) {
            let first = project.and_then(|project| project.first_without(nth));
            return Answer { whole_field: first.is_some() && first == file, ..Answer::default() };
        }
        let own: HashSet<Core> =
            facts.items.iter().map(|item| core(item.topic(), item.subtopic(), &self.field)).collect();
        let mut absent: Vec<&ReferenceItem> = self
            .by_core
            .iter()
            .filter(|(core, _)| !own.contains(core))
            .flat_map(|(_, nths)| nths)
            .map(|&nth| &self.items[nth])
            .collect();
        if facts.home.as_ref().and_then(Jurisdiction::rank) == Some(Rank::Town) {
            absent.retain(|item| self.is_of_towns(item));
        }
        // A catalog that names no place is alone.
        if let Some(share) = project.and_then(|project| project.share(facts.home(), nth)) {
            if share.most.is_some_and(|(most, _)| Some(most) != file) {
                return Answer::default();
            }
            absent.retain(|item| !share.is_covered_beside(file, &item.pair));
        }
        absent.sort_by_key(|item| item.nth);
        self.taken_together(absent, facts)
    }

    /// Parts what other items of the catalog may take together from what is absent.
    fn taken_together<'r>(&'r self, absent: Vec<&'r ReferenceItem>, facts: &Facts) -> Answer<'r> {
        /// Items that are looked at for one that is absent.
        const MOST: usize = 100;
        let mut by_topic: HashMap<String, Vec<(usize, String)>> = HashMap::default();
        for (nth, item) in facts.items.iter().enumerate() {
            let (topic, subtopic) = core(item.topic(), item.subtopic(), &self.field);
            let all = by_topic.entry(topic).or_default();
            if all.len() < MOST {
                all.push((nth, subtopic));
            }
        }
        let mut answer = Answer::default();
        for item in absent {
            let (topic, subtopic) = core(&item.topic_key, &item.subtopic_key, &self.field);
            let of_topic = by_topic.get(&topic).into_iter().flatten();
            // An item of the whole field may name the matter itself: 社会救助 / 低保办事指南.
            let wide = if topic.is_empty() { None } else { by_topic.get("") };
            let named = |other: &&(usize, String)| other.1.contains(&topic) && other.1.ends_with(&subtopic);
            if !subtopic.is_empty() && wide.into_iter().flatten().any(|other| named(&other)) {
                continue;
            }
            let holds = |other: &&(usize, String)| subtopic.chars().nth(1).is_some() && other.1.contains(&subtopic);
            let found = of_topic.chain(wide.into_iter().flatten()).find(holds).map(|(nth, _)| *nth);
            match found {
                Some(nth) => match answer.together.iter_mut().find(|(known, _)| *known == nth) {
                    Some((_, all)) => all.push(item),
                    None => answer.together.push((nth, vec![item])),
                },
                None => answer.absent.push(item),
            }
        }
        answer
    }
}

/// Whether an item is of no other field by its name.
fn tells_the_field((topic, subtopic): &Core) -> bool {
    !(topic.is_empty() || is_loose(topic) && is_loose(subtopic))
}

fn core(topic_key: &str, subtopic_key: &str, field: &str) -> Core {
    let topic = if is_wide(topic_key, field) { String::new() } else { name_core(topic_key) };
    (topic, name_core(subtopic_key))
}

/// The value of a field as it can be written again.
fn value(field: crate::model::Field<'_>) -> Option<NewValue> {
    let texts: Vec<String> = field.entries().map(|entry| entry.text.trim().to_owned()).collect();
    match field.value.kind() {
        _ if texts.is_empty() => None,
        Kind::Seq => Some(NewValue::List { texts, block: field.value.style() != Style::Flow }),
        _ => texts.into_iter().next().map(NewValue::Text),
    }
}

/// Of each reference the first catalog that may say that its field has none; none where it has one.
pub(super) fn note_fields(without: &mut Vec<Option<u32>>, file: u32, facts: &Facts, references: &[Reference]) {
    let first = without.is_empty();
    without.resize(references.len(), None);
    for (known, reference) in without.iter_mut().zip(references) {
        *known = match (*known, reference.is_of_field(facts)) {
            (_, true) => Some(u32::MAX),
            (None, false) if first => Some(file),
            (known, false) => known,
        };
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
    /// Takes in the next catalog, which is no reference itself.
    pub(super) fn add(shares: &mut HashMap<(String, usize), Self>, file: u32, facts: &Facts, references: &[Reference]) {
        // Who names no place is in none with others.
        if facts.home().is_empty() {
            return;
        }
        for (nth, reference) in references.iter().enumerate().filter(|(_, reference)| reference.is_of_field(facts)) {
            let own: HashSet<Core> =
                facts.items.iter().map(|item| core(item.topic(), item.subtopic(), &reference.field)).collect();
            let share = shares.entry((facts.home().to_owned(), nth)).or_default();
            let covered = reference.by_core.iter().filter(|(core, _)| own.contains(core)).flat_map(|(_, nths)| nths);
            let mut count = 0;
            for item in covered.map(|&nth| &reference.items[nth]) {
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
