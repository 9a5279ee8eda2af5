//! The facts of one catalog.

use std::borrow::Cow;
use std::hash::{BuildHasher, Hash, Hasher};
use std::num::NonZero;
use std::sync::Arc;

use foldhash::quality::FixedState;
use foldhash::{HashMap, HashMapExt};

use crate::model::{Catalog, FieldId, Item};
use catalint_domain::bodies::bodies;
use catalint_domain::bodies::identity::{BodyId, Jurisdiction, lead};
use catalint_domain::bodies::rank::last_place;
use catalint_domain::chinese::normalize::Folded;
use catalint_domain::deadline::{self, Essence};
use catalint_domain::vocabulary::item_name::{is_loose, name_key};
use catalint_domain::vocabulary::placeholder::says_nothing;
use catalint_domain::vocabulary::profile::{Profile, find};
use catalint_text::{FileRange, Position, Source, Span};

/// What others may know of a catalog.
#[derive(Debug, Clone)]
pub struct Facts {
    pub(super) file: Arc<str>,
    /// Of the whole text: the same catalog under another path has the same.
    pub(super) digest: u64,
    pub(super) home: Option<Jurisdiction>,
    pub(super) bodies: Vec<BodyFacts>,
    /// The items that have a name, in order.
    pub items: Vec<ItemFacts>,
    /// Its title; empty where it has none.
    pub title: Box<str>,
    /// 编制单位 as written; empty where it has none.
    pub authority: Box<str>,
    /// 更新日期 as written.
    pub updated: Option<Box<str>>,
    /// Whether all of it could be read.
    pub is_whole: bool,
}

/// What others may know of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemFacts {
    /// Position in the list, from 0.
    pub index: usize,
    /// The names of all levels by [`name_key`], a mark behind each.
    key: Box<str>,
    /// Where topic and subtopic end in the key.
    ends: (usize, usize),
    /// The same for the same category; none where it has none.
    pub(super) category: Option<NonZero<u64>>,
    /// The names as they are written, with slashes between: 机构信息 / 机关简介.
    pub name: Box<str>,
    /// The body that publishes it, the leading one where there are several.
    pub whose: Option<Arc<BodyId>>,
    /// Whether several matters of one body may have this name.
    pub is_loose: bool,
    /// What the deadline binds to, if that is clear.
    pub deadline: Option<SaidThere<Arc<Essence>>>,
    /// Whether it is disclosed without request, if that is clear.
    pub method: Option<SaidThere<bool>>,
    /// Of the content, where the name alone is not enough.
    pub(super) content: u64,
    place: (Position, Position),
}

/// What the items of [`Facts`] say, names and numbers aside, one by one: the same for the same texts.
#[must_use]
pub fn rests(facts: &Facts, catalog: &Catalog) -> Vec<u64> {
    facts.items.iter().map(|item| hash_of(catalog.item(item.index), REST)).collect()
}

/// What a field says, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidThere<T> {
    /// The meaning.
    pub meaning: T,
    /// The words.
    pub text: Arc<str>,
    pub(super) place: (Position, Position),
}

/// A way to write a publisher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyFacts {
    /// Whom it means.
    pub whose: BodyId,
    /// As it is written.
    pub name: Box<str>,
    /// How often.
    pub count: usize,
    place: (Position, Position),
}

/// Ends the name of a level in a key; no name has it.
pub(super) const MARK: char = '\u{1f}';

impl Facts {
    /// Collects the facts of a catalog.
    #[must_use]
    pub fn of(source: &Source, catalog: &Catalog, profile: &Profile) -> Self {
        let top = |id| catalog.field(id).and_then(|field| field.entries().next()).map_or("", |entry| entry.text.trim());
        let mut collector = Collector {
            source,
            profile,
            home: Jurisdiction::of(top(FieldId::Authority), top(FieldId::Title)),
            authority: top(FieldId::Authority),
            deadlines: HashMap::new(),
            methods: HashMap::new(),
            leads: HashMap::new(),
            bodies: Vec::new(),
            by_name: HashMap::new(),
        };
        let mut items = Vec::with_capacity(catalog.items().count());
        items.extend(catalog.items().filter_map(|item| collector.item(item)));
        Self {
            file: source.name.as_str().into(),
            digest: Self::digest_of(source),
            items,
            bodies: collector.bodies,
            home: collector.home,
            title: top(FieldId::Title).into(),
            authority: top(FieldId::Authority).into(),
            updated: Some(top(FieldId::Updated)).filter(|text| !text.is_empty()).map(Box::from),
            is_whole: !catalog.is_partial() && catalog.items().count() == catalog.len(),
        }
    }

    /// The same for the same text.
    pub(super) fn digest_of(source: &Source) -> u64 {
        FixedState::default().hash_one(&*source.text)
    }

    /// Whether others are told the same, of whatever text: places count, since they are pointed at.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        let Self { file, digest: _, home, bodies, items, title, authority, updated, is_whole } = self;
        *file == other.file
            && *home == other.home
            && *bodies == other.bodies
            && *items == other.items
            && *title == other.title
            && *authority == other.authority
            && *updated == other.updated
            && *is_whole == other.is_whole
    }

    /// Name of the file as findings call it.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The same facts under another name.
    #[must_use]
    pub fn named(self, file: &str) -> Self {
        Self { file: file.into(), ..self }
    }

    /// The place that the catalog belongs to, such as 静安区; empty where nobody says.
    #[must_use]
    pub fn home(&self) -> &str {
        self.home.as_ref().map_or("", Jurisdiction::name)
    }

    /// The bodies that publish items, each way to write one once: those with a place in their names.
    pub fn body_names(&self) -> impl Iterator<Item = &str> {
        self.bodies.iter().map(|body| &*body.name)
    }

    /// Whom a name in this catalog means.
    #[must_use]
    pub fn whose(&self, name: &str) -> Option<BodyId> {
        BodyId::of(name, self.home.as_ref())
    }

    /// Where an item of it stands.
    #[must_use]
    pub fn place_of(&self, item: &ItemFacts) -> FileRange {
        elsewhere(&self.file, item.place)
    }
}

fn elsewhere(file: &Arc<str>, (start, end): (Position, Position)) -> FileRange {
    FileRange { file: Arc::clone(file), start, end }
}

impl BodyFacts {
    pub(super) fn place(&self, file: &Arc<str>) -> FileRange {
        elsewhere(file, self.place)
    }
}

impl ItemFacts {
    /// The names of all levels, as they are compared.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Topic and subtopic, as they are compared.
    #[must_use]
    pub fn pair(&self) -> &str {
        &self.key[..self.ends.1]
    }

    /// The topic, as it is compared.
    #[must_use]
    pub fn topic(&self) -> &str {
        self.key[..self.ends.0].trim_matches(MARK)
    }

    /// The subtopic, as it is compared.
    #[must_use]
    pub fn subtopic(&self) -> &str {
        self.key[self.ends.0..self.ends.1].trim_matches(MARK)
    }
}

/// Topic and subtopic as [`ItemFacts::pair`] has them.
pub(super) fn pair(topic: &str, subtopic: &str) -> String {
    format!("{}{MARK}{}{MARK}", name_key(topic), name_key(subtopic))
}

/// Bytes of a text beyond which nobody would compare it.
const LONG: usize = 1000;

/// The words of a field and what they mean, if that is clear.
type FieldRead<T> = Option<(Arc<str>, T)>;

/// What names an item.
const NAMES: [FieldId; 4] = [FieldId::Category, FieldId::Topic, FieldId::Subtopic, FieldId::Detail];

/// Goes through the items, reading each text once.
struct Collector<'a> {
    source: &'a Source,
    profile: &'a Profile,
    home: Option<Jurisdiction>,
    authority: &'a str,
    deadlines: HashMap<&'a str, FieldRead<Arc<Essence>>>,
    methods: HashMap<Cow<'a, str>, FieldRead<bool>>,
    leads: HashMap<Cow<'a, str>, Option<Arc<BodyId>>>,
    bodies: Vec<BodyFacts>,
    /// Position among the bodies.
    by_name: HashMap<&'a str, usize>,
}

impl<'a> Collector<'a> {
    /// None where the item has no name.
    fn item(&mut self, item: Item<'a>) -> Option<ItemFacts> {
        self.note_bodies(item);
        // What it is called is known in part only.
        if NAMES.into_iter().any(|id| item.is_unread(id)) {
            return None;
        }
        let texts = [FieldId::Topic, FieldId::Subtopic, FieldId::Detail].map(|id| item.text(id));
        let mut key = String::with_capacity(texts.iter().map(|text| text.len() + 1).sum());
        let ends = texts.map(|text| {
            key += &name_key(text);
            key.push(MARK);
            key.len()
        });
        for (name, value) in item.field(FieldId::Extra).into_iter().flat_map(|extra| extra.value.pairs()) {
            if ["级", "事项", "目录", "名称"].iter().any(|word| name.text().contains(word)) {
                key += &name_key(value.text());
                key.push(MARK);
            }
        }
        let (topic, below) = (&key[..ends[0] - 1], key[ends[0]..].trim_matches(MARK));
        if topic.is_empty() && below.is_empty() {
            return None;
        }
        let is_loose = below.is_empty() || key.split(MARK).all(is_loose);
        let name: Vec<&str> = texts.into_iter().filter(|text| !says_nothing(text)).collect();
        let category = name_key(item.text(FieldId::Category));
        let label = [FieldId::Subtopic, FieldId::Topic].into_iter().find_map(|id| item.entries(id).next());
        Some(ItemFacts {
            index: item.index(),
            category: NonZero::new(FixedState::default().hash_one(&category)).filter(|_| !category.is_empty()),
            name: name.join(" / ").into(),
            whose: self.lead(item),
            is_loose,
            deadline: self.deadline(item),
            method: self.method(item),
            content: if is_loose { hash_of(item, &[FieldId::Content]) } else { 0 },
            place: self.place(label.map_or(item.first_key(), |entry| entry.span())),
            ends: (ends[0], ends[1]),
            key: key.into(),
        })
    }

    fn place(&self, span: Span) -> (Position, Position) {
        self.source.positions(span)
    }

    fn deadline(&mut self, item: Item<'a>) -> Option<SaidThere<Arc<Essence>>> {
        let entry = item.entries(FieldId::Deadline).next().filter(|entry| entry.text.len() < LONG)?;
        let read = |text: &str| {
            let essence = deadline::read(text).essence()?;
            Some((Arc::from(text.trim()), Arc::new(essence)))
        };
        let (text, meaning) = self.deadlines.entry(entry.text).or_insert_with_key(|text| read(text)).clone()?;
        Some(SaidThere { meaning, text, place: self.place(entry.span()) })
    }

    /// None where both methods are named, or one that the profile does not know.
    fn method(&mut self, item: Item<'a>) -> Option<SaidThere<bool>> {
        let field = item.field(FieldId::Method)?;
        let profile = self.profile;
        let read = |text: &str| {
            let mut all = text.split('、').map(|word| find(&profile.methods, word).map(|(term, _)| term.proactive));
            let first = all.next().flatten()?;
            all.all(|other| other == Some(first)).then(|| (Arc::from(text), first))
        };
        let written = joined(item, FieldId::Method)?;
        let (text, meaning) = self.methods.entry(written).or_insert_with_key(|text| read(text)).clone()?;
        Some(SaidThere { meaning, text, place: self.place(field.place()) })
    }

    /// The body that leads; that of the whole catalog where none is named.
    fn lead(&mut self, item: Item<'a>) -> Option<Arc<BodyId>> {
        let written = joined(item, FieldId::Publisher).unwrap_or(Cow::Borrowed(self.authority));
        let read = |text: &Cow<'a, str>| {
            let name = lead(text)?;
            let known = self.by_name.get(name).map(|&nth| self.bodies[nth].whose.clone());
            known.or_else(|| BodyId::of(name, self.home.as_ref())).map(Arc::new)
        };
        self.leads.entry(written).or_insert_with_key(read).clone()
    }

    fn note_bodies(&mut self, item: Item<'a>) {
        for entry in item.entries(FieldId::Publisher) {
            for body in bodies(entry.text) {
                if let Some(&nth) = self.by_name.get(body.name) {
                    self.bodies[nth].count += 1;
                } else if let Some(place) = last_place(body.name)
                    && let Some(whose) = BodyId::at(Some(place), body.name, self.home.as_ref())
                {
                    let place = self.place(entry.part(body.name_range()));
                    self.by_name.insert(body.name, self.bodies.len());
                    self.bodies.push(BodyFacts { whose, name: body.name.into(), count: 1, place });
                }
            }
        }
    }
}

/// The texts of a field with 、 between; none where there are none or more than anybody would compare.
fn joined(item: Item<'_>, id: FieldId) -> Option<Cow<'_, str>> {
    let mut texts = item.entries(id).map(|entry| entry.text.trim());
    let mut all = Cow::Borrowed(texts.next()?);
    for text in texts {
        if all.len() > LONG {
            break;
        }
        let all = all.to_mut();
        all.push('、');
        all.push_str(text);
    }
    (all.len() <= LONG).then_some(all)
}

/// What an item says besides its names and its number.
const REST: &[FieldId] = &[
    FieldId::Content,
    FieldId::Basis,
    FieldId::Deadline,
    FieldId::Publisher,
    FieldId::Channels,
    FieldId::Audience,
    FieldId::Method,
    FieldId::Levels,
    FieldId::Note,
    FieldId::Extra,
];

/// The same for the same texts, whatever their quotes, blanks and the width of brackets.
fn hash_of(item: Item<'_>, fields: &[FieldId]) -> u64 {
    let mut hash = FixedState::default().build_hasher();
    for &id in fields {
        id.hash(&mut hash);
        item.entries(id).for_each(|entry| Folded(entry.text).hash(&mut hash));
        if let Some(level) = item.told_level().filter(|_| id == FieldId::Levels) {
            Folded(level).hash(&mut hash);
        }
        if id == FieldId::Extra {
            for (key, value) in item.field(id).into_iter().flat_map(|extra| extra.value.pairs()) {
                (Folded(key.text()), Folded(value.text())).hash(&mut hash);
            }
        }
    }
    hash.finish()
}
