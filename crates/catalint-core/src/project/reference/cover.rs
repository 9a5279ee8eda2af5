//! How a catalog answers for the items of a reference, whatever words it uses for them.

use foldhash::{HashMap, HashMapExt, HashSet};

use super::{Answer, Core, Covering, Reference, ReferenceItem, core, tells_the_field};
use crate::project::facts::MARK;
use crate::project::{Facts, ItemFacts, Project};
use catalint_domain::bodies::identity::Jurisdiction;
use catalint_domain::bodies::rank::Rank;
use catalint_domain::vocabulary::item_name::{is_loose, is_wide, name_core, name_key};

/// Items of a topic beyond which none is looked at.
const MOST: usize = 100;

/// An item of a catalog as it is held against a reference.
struct OwnItem {
    /// Each two levels that follow one another, and the first with each below.
    cores: Vec<Core>,
    /// All levels without that of the whole field, a mark between.
    text: String,
    /// Whether its topic is that of the whole field.
    is_wide: bool,
    /// Whether an item of the reference has its name.
    is_known: bool,
}

/// What one catalog has for each item of a reference.
pub(super) struct Coverage {
    /// By the position of the item of the reference.
    pub(super) of: Vec<Covering>,
    /// The item of the catalog that takes it together with others, or that may be it.
    by: Vec<Option<usize>>,
}

impl OwnItem {
    /// `of_field` says that its topic stands for the whole field, whatever it is called.
    fn new(item: &ItemFacts, of_field: bool, field: &str) -> Self {
        let topic = if of_field { "" } else { item.topic() };
        let subtopic = item.subtopic();
        let mut cores = vec![core(topic, subtopic, field)];
        if subtopic.is_empty() {
            cores.push(core("", topic, field));
        }
        let mut above = subtopic;
        let below = item.key()[item.pair().len()..].split(MARK).filter(|level| !level.is_empty());
        for level in below.clone() {
            if !above.is_empty() {
                cores.push(core(above, level, field));
            }
            cores.push(core(topic, level, field));
            above = level;
        }
        let levels = [topic, subtopic].into_iter().chain(below).filter(|level| !is_wide(level, field));
        let text = levels.map(|level| core("", level, field).1).collect::<Vec<_>>().join(&MARK.to_string());
        // A name alone is of no topic.
        let is_wide = cores[0].0.is_empty() || subtopic.is_empty();
        Self { is_wide, cores, text, is_known: false }
    }

    /// Whether one of its levels names both matter and kind, or one the matter and another the kind: 低保办事指南, 城乡低保 / 相关政策.
    fn names(&self, topic: &str, subtopic: &str) -> bool {
        let one = |level: &str| level.contains(topic) && level.ends_with(subtopic);
        let levels = || self.text.split(MARK);
        levels().any(one)
            || levels().any(|level| level.contains(topic))
                && levels().any(|level| level.strip_suffix(subtopic).is_some_and(is_loose))
    }
}

impl Reference {
    /// Whether a catalog is of the reference's field: its title says so, or it has an item that no other
    /// field has.
    pub(super) fn is_of_field(&self, facts: &Facts) -> bool {
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
        let own = |item: &&ItemFacts| {
            let (topic, subtopic) = core(item.topic(), item.subtopic(), &self.field);
            topics.contains(topic.as_str()) || topic.is_empty() && topics.iter().any(|own| subtopic.contains(own))
        };
        let own = facts.items.iter().filter(own).count();
        own > 0 && own * 2 >= facts.items.len()
    }

    /// What a catalog has for each item of the reference, by position.
    #[must_use]
    pub fn covered_by(&self, facts: &Facts) -> Vec<Covering> {
        self.coverage(facts).of
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
        // A catalog that names no place is alone.
        let share = project.and_then(|project| project.share(facts.home(), nth));
        if share.and_then(|share| share.most).is_some_and(|(most, _)| Some(most) != file) {
            return Answer::default();
        }
        let is_town = facts.home.as_ref().and_then(Jurisdiction::rank) == Some(Rank::Town);
        let coverage = self.coverage(facts);
        let mut answer = Answer::default();
        for (item, (covering, by)) in self.items.iter().zip(coverage.of.into_iter().zip(coverage.by)) {
            let beside = || share.is_some_and(|share| share.is_covered_beside(file, &item.pair));
            if covering == Covering::Whole || is_town && !self.is_of_towns(item) || beside() {
                continue;
            }
            match (covering, by) {
                (Covering::Together, Some(own)) => note(&mut answer.together, own, item),
                (Covering::Unsure, Some(own)) => note(&mut answer.unsure, own, item),
                _ => answer.absent.push(item),
            }
        }
        answer
    }

    pub(super) fn coverage(&self, facts: &Facts) -> Coverage {
        let mut own = self.own(facts);
        let mut coverage = Coverage { of: vec![Covering::Absent; self.items.len()], by: vec![None; self.items.len()] };
        for (nth, item) in own.iter_mut().enumerate() {
            for core in &item.cores {
                for &at in self.by_core.get(core).into_iter().flatten() {
                    coverage.of[at] = Covering::Whole;
                    item.is_known = true;
                }
                let variants = self.by_variant.get(core).map_or(&[][..], Vec::as_slice);
                for &at in variants {
                    let covering = if variants.len() == 1 { Covering::Whole } else { Covering::Together };
                    coverage.note(at, covering, nth);
                    item.is_known = true;
                }
            }
        }
        let mentions = self.mentions(&own);
        let named: HashSet<usize> = mentions.values().flatten().copied().collect();
        // One under the topic of the whole field that names a matter is of that matter.
        let wide = own.iter().enumerate().filter(|(nth, item)| item.is_wide && !named.contains(nth));
        let wide: Vec<usize> = wide.map(|(nth, _)| nth).collect();
        let open: Vec<usize> = (0..self.items.len()).filter(|&at| coverage.of[at] == Covering::Absent).collect();
        let of_topic = |at: usize| mentions.get(self.items[at].core.0.as_str()).unwrap_or(&wide);
        for &at in &open {
            let found = found(&self.items[at].core, of_topic(at), &wide, &own);
            if let Some((covering, by)) = best(found, self.by_other_name(at, of_topic(at), &own)) {
                coverage.note(at, covering, by);
            }
        }
        let taken: HashSet<usize> = coverage.by.iter().flatten().copied().collect();
        for at in open.into_iter().filter(|&at| coverage.of[at] == Covering::Absent).collect::<Vec<_>>() {
            let (topic, subtopic) = &self.items[at].core;
            // What stands for no item of the reference may be this one. Under the topic of a whole field there is all kinds of things.
            let is_near = |nth: usize| !topic.is_empty() || is_loose(subtopic) && is_loose(&own[nth].text);
            let may_be = |nth: &&usize| !own[**nth].is_known && !taken.contains(*nth) && is_near(**nth);
            if let Some(&nth) = of_topic(at).iter().take(MOST).find(may_be) {
                coverage.note(at, Covering::Unsure, nth);
            }
        }
        coverage
    }

    /// An item of the same topic that has another name of an item: 城乡低保 / 初审名单.
    fn by_other_name(&self, at: usize, of_topic: &[usize], own: &[OwnItem]) -> Option<(Covering, usize)> {
        let item = &self.items[at];
        if item.core.0.is_empty() {
            return None;
        }
        let one = |core: &Core| {
            let covering = if self.by_variant.get(core)?.len() == 1 { Covering::Whole } else { Covering::Together };
            let nth = of_topic.iter().take(MOST).find(|&&nth| own[nth].names(&core.0, &core.1))?;
            Some((covering, *nth))
        };
        item.others.iter().filter(|core| core.0 == item.core.0).filter_map(one).max_by_key(|(covering, _)| *covering)
    }

    /// The items of a catalog. A topic that names no matter of the reference, while items below it do, is that of the whole
    /// field: 民政救助 / 低保办事指南.
    fn own(&self, facts: &Facts) -> Vec<OwnItem> {
        let mut own: Vec<OwnItem> = facts.items.iter().map(|item| OwnItem::new(item, false, &self.field)).collect();
        let mentions = self.mentions(&own);
        let names_one = |text: &str| mentions.keys().any(|topic| text.contains(topic));
        let mut wide: HashMap<&str, bool> = HashMap::new();
        for &nth in mentions.values().flatten() {
            let topic = facts.items[nth].topic();
            if !own[nth].is_wide && !facts.items[nth].subtopic().is_empty() {
                wide.entry(topic).or_insert_with(|| !names_one(&name_core(topic)));
            }
        }
        for (item, own) in facts.items.iter().zip(&mut own) {
            if wide.get(item.topic()) == Some(&true) {
                *own = OwnItem::new(item, true, &self.field);
            }
        }
        own
    }

    /// Of each topic that no other field has, the items whose names mention it.
    fn mentions<'r>(&'r self, own: &[OwnItem]) -> HashMap<&'r str, Vec<usize>> {
        let topics = self.items.iter().map(|item| item.core.0.as_str()).filter(|topic| !topic.is_empty());
        let mut found: HashMap<&str, Vec<usize>> = topics.map(|topic| (topic, Vec::new())).collect();
        let mut lengths: Vec<usize> = found.keys().map(|topic| topic.len()).collect();
        lengths.sort_unstable();
        lengths.dedup();
        for (nth, item) in own.iter().enumerate() {
            for (start, _) in item.text.char_indices() {
                for part in lengths.iter().filter_map(|length| item.text.get(start..start + length)) {
                    if let Some(all) = found.get_mut(part).filter(|all| all.len() < MOST && all.last() != Some(&nth)) {
                        all.push(nth);
                    }
                }
            }
        }
        found
    }
}

/// The better of two, the first where they are alike.
fn best(one: Option<(Covering, usize)>, other: Option<(Covering, usize)>) -> Option<(Covering, usize)> {
    let covering = |found: Option<(Covering, usize)>| found.map(|(covering, _)| covering);
    if covering(other) > covering(one) { other } else { one }
}

/// An item that covers one of the reference in other words: by its whole name, or among others.
fn found((topic, subtopic): &Core, of_topic: &[usize], wide: &[usize], own: &[OwnItem]) -> Option<(Covering, usize)> {
    let find = |among: &[usize], test: &dyn Fn(&OwnItem) -> bool| {
        among.iter().take(MOST).copied().find(|&nth| test(&own[nth]))
    };
    // The reference does not part the topic, the catalog does.
    if subtopic.is_empty() {
        return of_topic.first().map(|&nth| (Covering::Whole, nth));
    }
    if !topic.is_empty()
        && let Some(nth) = find(of_topic, &|item| item.names(topic, subtopic))
    {
        return Some((Covering::Whole, nth));
    }
    if topic.is_empty()
        && let Some(nth) = own.iter().position(|item| item.cores[0].0 == *subtopic)
    {
        return Some((Covering::Whole, nth));
    }
    let is_long = subtopic.chars().nth(1).is_some();
    let holds = |item: &OwnItem| is_long && item.text.contains(subtopic.as_str());
    let among = find(of_topic, &holds).or_else(|| find(wide, &holds));
    let whole = || find(of_topic, &|item| item.text == *topic);
    among.or_else(whole).map(|nth| (Covering::Together, nth))
}

impl Coverage {
    /// Keeps the better of what is known and what was found.
    fn note(&mut self, at: usize, covering: Covering, by: usize) {
        if covering > self.of[at] {
            (self.of[at], self.by[at]) = (covering, Some(by));
        }
    }
}

fn note<'r>(all: &mut Vec<(usize, Vec<&'r ReferenceItem>)>, own: usize, item: &'r ReferenceItem) {
    match all.iter_mut().find(|(known, _)| *known == own) {
        Some((_, items)) => items.push(item),
        None => all.push((own, vec![item])),
    }
}
