//! Catalogs whose items must be covered.
//!
//! A reference is a catalog file. Three columns of `extra` say more of its items: 别名 (also), other names under which catalogs
//! have it; 文本年份 (text_year), of which year its words are; 可信度 (trust), how well it was seen where it was put together
//! from other pages than the act itself.

mod cover;
mod make;
mod share;
mod shipped;

use foldhash::{HashMap, HashSet, HashSetExt};

use super::facts::{Facts, pair};
use crate::Document;
use crate::model::{FieldId, Item};
use catalint_domain::citation::{self, CitationForm};
use catalint_domain::date::Date;
use catalint_domain::law::basis::{BasisFault, act, judge};
use catalint_domain::law::{Registry, Status};
use catalint_domain::vocabulary::item_name::{is_loose, is_wide, name_core, name_key};
use catalint_domain::vocabulary::placeholder::says_nothing;
use catalint_text::{DecodeProblem, Source, decode};
use catalint_yaml::edit::NewValue;
use catalint_yaml::{Kind, Style};

pub use make::{MadeReference, NoReference};
pub(super) use share::{Share, note_fields};
pub use shipped::{SHIPPED, ShippedReference};

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
    /// The same by their other names.
    by_variant: HashMap<Core, Vec<usize>>,
}

/// What a catalog has for an item of a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Covering {
    /// Nothing.
    Absent,
    /// An item of the same matter that stands for no other of the reference, and may be it.
    Unsure,
    /// An item that seems to take it together with others.
    Together,
    /// The item.
    Whole,
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
    /// Items that one of its own may be, which stands for no other of the reference: likewise.
    pub unsure: Vec<(usize, Vec<&'r ReferenceItem>)>,
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
    /// By which it is found.
    core: Core,
    /// By which it is found, too.
    others: Vec<Core>,
    /// What it rests on.
    basis: Vec<String>,
    /// Of which year its words are; none where that is not said.
    pub year: Option<u16>,
    /// How well it was seen: A on three pages or more, B on two, C on one or in part, D not at all. None where it is from the
    /// text itself.
    pub trust: Option<char>,
}

impl ReferenceItem {
    /// `最低生活保障 / 办事指南`
    #[must_use]
    pub fn name(&self) -> String {
        let names = [&self.topic, &self.subtopic].map(String::as_str);
        names.into_iter().filter(|name| !says_nothing(name)).collect::<Vec<_>>().join(" / ")
    }

    /// Whether it was not seen, and follows from others.
    #[must_use]
    pub fn is_inferred(&self) -> bool {
        self.trust == Some('D')
    }

    /// Whether its words may be offered on a day: it is from the text itself, each act that it rests on is known and in force,
    /// and it names none that is not. Its name may always be.
    #[must_use]
    pub fn offers_words(&self, registry: &Registry, day: Date) -> bool {
        let stands = |text: &str| {
            let citations = citation::read(text);
            let known = citations.iter().all(|citation| match citation.form {
                CitationForm::Ditto | CitationForm::Articles => true,
                _ => act(citation, registry).is_some_and(|found| found.law.status_on(day) == Status::InForce),
            });
            known && judge(&citations, registry, day).iter().all(|(_, fault)| !is_of_another_text(*fault))
        };
        let content = self.fields.iter().filter(|(id, _)| *id == FieldId::Content).flat_map(|(_, value)| texts(value));
        let names_gone =
            |text: &str| judge(&citation::read(text), registry, day).iter().any(|(_, fault)| is_over(*fault));
        self.trust.is_none() && self.basis.iter().all(|text| stands(text)) && !content.into_iter().any(names_gone)
    }
}

/// Whether an act does not hold.
fn is_over(fault: BasisFault) -> bool {
    matches!(fault, BasisFault::Repealed | BasisFault::Superseded | BasisFault::NotInForce | BasisFault::Expired)
}

/// Whether a citation is not that of the text in force.
fn is_of_another_text(fault: BasisFault) -> bool {
    is_over(fault) || matches!(fault, BasisFault::Vague | BasisFault::OldNumbering | BasisFault::Number)
}

fn texts(value: &NewValue) -> Vec<&str> {
    match value {
        NewValue::Text(text) => vec![text],
        NewValue::List { texts, .. } => texts.iter().map(String::as_str).collect(),
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
        let (mut items, mut variants) = (Vec::new(), Vec::new());
        for item in catalog.items() {
            let [topic, subtopic] = [FieldId::Topic, FieldId::Subtopic].map(|id| item.text(id));
            if says_nothing(topic) && says_nothing(subtopic) || !known.insert(pair(topic, subtopic)) {
                continue;
            }
            let (item, others) = ReferenceItem::read(item);
            items.push(item);
            variants.push(others);
        }
        if items.is_empty() {
            return Err(Unusable::NoItems);
        }
        let title = catalog.field(FieldId::Title).and_then(|field| field.entries().next());
        let title = title.map_or(name, |entry| entry.text.trim()).to_owned();
        let field = title.split_once("领域").map_or("", |(field, _)| field);
        let field = name_key(field);
        let (mut by_core, mut by_variant): (HashMap<Core, Vec<usize>>, HashMap<Core, Vec<usize>>) = Default::default();
        for (nth, (item, others)) in items.iter_mut().zip(variants).enumerate() {
            item.core = core(&item.topic_key, &item.subtopic_key, &field);
            by_core.entry(item.core.clone()).or_default().push(nth);
            item.others = others.iter().flat_map(|other| variant(other, item, &field)).collect();
            for other in &item.others {
                let known: &mut Vec<usize> = by_variant.entry(other.clone()).or_default();
                if known.last() != Some(&nth) {
                    known.push(nth);
                }
            }
        }
        by_variant.retain(|core, _| !by_core.contains_key(core));
        Ok(Self { digest: Facts::digest_of(source), field, title, items, by_core, by_variant })
    }

    /// Whether a catalog is this very file, under whatever path.
    #[must_use]
    pub fn is(&self, facts: &Facts) -> bool {
        self.digest == facts.digest
    }
}

impl ReferenceItem {
    /// An item, and its other names as they are written.
    fn read(item: Item<'_>) -> (Self, Vec<String>) {
        let [topic, subtopic] = [FieldId::Topic, FieldId::Subtopic].map(|id| item.text(id));
        let kept = [FieldId::Category, FieldId::Topic, FieldId::Subtopic, FieldId::Content];
        let fields = kept.into_iter().filter_map(|id| item.field(id));
        let fields = fields.filter_map(|field| Some((field.id, value(field)?))).collect();
        let mut levels = item.entries(FieldId::Levels).peekable();
        let is_stated = levels.peek().is_some();
        let of_towns = is_stated.then(|| levels.any(|level| level.text.contains(['乡', '镇', '街'])));
        let (mut year, mut trust, mut others) = (None, None, Vec::new());
        for (key, value) in item.field(FieldId::Extra).into_iter().flat_map(|extra| extra.value.pairs()) {
            match key.text().trim() {
                ALSO_ZH | ALSO_EN => {
                    let texts: Vec<_> = if value.kind() == Kind::Seq { value.entries().collect() } else { vec![value] };
                    let names = texts.iter().flat_map(|text| text.text().split(['、', '；', ';', '\n']));
                    others.extend(names.map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned));
                }
                TEXT_YEAR | YEAR_EN => year = value.text().trim().trim_end_matches('年').parse().ok(),
                TRUST_ZH | TRUST_EN => trust = value.text().trim().chars().next().filter(|c| ('A'..='D').contains(c)),
                _ => {}
            }
        }
        let read = Self {
            pair: pair(topic, subtopic),
            topic_key: name_key(topic),
            subtopic_key: name_key(subtopic),
            topic: topic.to_owned(),
            subtopic: subtopic.to_owned(),
            fields,
            of_towns,
            core: Core::default(),
            others: Vec::new(),
            basis: item.entries(FieldId::Basis).map(|entry| entry.text.to_owned()).collect(),
            year,
            trust,
        };
        (read, others)
    }
}

/// 低保救助/政策法规 has both levels; 低保政策 alone is the subtopic, or the whole name where it tells the matter.
fn variant(written: &str, item: &ReferenceItem, field: &str) -> Vec<Core> {
    if let Some((topic, subtopic)) = written.split_once(['/', '／']) {
        return vec![core(&name_key(topic), &name_key(subtopic), field)];
    }
    let key = name_key(written);
    let own = core(&item.topic_key, &key, field);
    let alone = (String::new(), name_core(&key));
    if is_loose(&key) || own == alone { vec![own] } else { vec![own, alone] }
}

/// Columns of `extra` that say more of an item of a reference.
const ALSO_ZH: &str = "别名";
const ALSO_EN: &str = "also";
/// Of which year the words of an item are.
pub const TEXT_YEAR: &str = "文本年份";
const YEAR_EN: &str = "text_year";
const TRUST_ZH: &str = "可信度";
const TRUST_EN: &str = "trust";

/// Whether an item is of no other field by its name.
fn tells_the_field((topic, subtopic): &Core) -> bool {
    !(topic.is_empty() || is_loose(topic) && is_loose(subtopic))
}

fn core(topic_key: &str, subtopic_key: &str, field: &str) -> Core {
    // 社会救助综合 is 综合.
    let rest = if field.is_empty() { None } else { topic_key.strip_prefix(field) };
    let is_wide = is_wide(topic_key, field) || rest.is_some_and(|rest| is_wide(rest, ""));
    let topic = if is_wide { String::new() } else { name_core(topic_key) };
    // 社会救助政策 under 社会救助 is 政策.
    let short = if field.is_empty() { None } else { subtopic_key.strip_prefix(field) };
    (topic, name_core(short.filter(|short| !short.is_empty()).unwrap_or(subtopic_key)))
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
