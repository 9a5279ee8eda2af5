//! The facts of all catalogs of a project, found by what they are about.

use std::hash::{BuildHasher, Hash};
use std::num::NonZero;
use std::ops::Range;
use std::sync::Arc;

use foldhash::HashMap;
use foldhash::quality::FixedState;

use super::facts::{BodyFacts, Facts, ItemFacts, SaidThere};
use super::reference::{Reference, Share, note_fields};
use catalint_domain::bodies::identity::BodyId;
use catalint_domain::deadline::Essence;
use catalint_text::{FileRange, Position, Source};

/// The catalogs of a project. Questions are asked on behalf of one of them.
#[derive(Debug, Default)]
pub struct Project {
    /// In the order in which they were given.
    files: Vec<Arc<str>>,
    by_name: HashMap<Arc<str>, u32>,
    /// The facts of the first files, [`KEPT`] items at most.
    kept: Vec<Arc<Facts>>,
    bodies: HashMap<BodyKind, Vec<BodyForm>>,
    /// Places of bodies of a kind, the longest name of each.
    places: HashMap<BodyKind, Vec<String>>,
    /// The bodies that lead an item; by its number which of them it is.
    leads: HashMap<Arc<BodyId>, u32>,
    identities: Vec<Option<u64>>,
    /// The items of a body and a name that stand in several files, side by side.
    items: Vec<ListedItem>,
    by_item: HashMap<u64, Range<usize>>,
    deadlines: Meanings<Arc<Essence>>,
    methods: Meanings<bool>,
    /// By the place that catalogs belong to, and the position of the reference.
    shares: HashMap<(String, usize), Share>,
    /// By the position of the reference: the first catalog, `u32::MAX` where one is of its field.
    without: Vec<Option<u32>>,
}

/// Bodies of one kind: the kind of their place and the organ, 区 and 民政局.
type BodyKind = (String, String);

/// A way to write a body, in all files.
#[derive(Debug)]
pub struct BodyForm {
    /// As it is written.
    pub name: String,
    /// Whom it means there: the same words may mean another body in the catalog of another place.
    pub place: String,
    /// How often a file writes so.
    by_file: Vec<(u32, u32)>,
    total: usize,
    /// Where the first two files write so first.
    firsts: Vec<(u32, FileRange)>,
}

/// An item of a file. There are as many as in all catalogs together, until they are known.
#[derive(Debug, Clone)]
struct ListedItem {
    /// Its name, of whatever body; once all are there, its body as well. One of so many numbers
    /// that no two items of a project share it by chance.
    key: u64,
    /// The same for the same category; none where it has none.
    category: Option<NonZero<u64>>,
    lead: u32,
    file: u32,
    deadline: Option<Meant>,
    method: Option<Meant>,
}

/// What a field says, by its number, and where.
#[derive(Debug, Clone, Copy)]
struct Meant {
    nth: NonZero<u32>,
    place: (Position, Position),
}

/// The words that fields of one kind consist of, each once, and what they mean.
#[derive(Debug)]
struct Meanings<T> {
    all: Vec<(Arc<str>, T)>,
    /// The numbers, from 1.
    known: HashMap<Arc<str>, NonZero<u32>>,
}

impl<T> Default for Meanings<T> {
    fn default() -> Self {
        Self { all: Vec::new(), known: HashMap::default() }
    }
}

impl<T: PartialEq + Clone> Meanings<T> {
    fn note(&mut self, said: &SaidThere<T>) -> Option<Meant> {
        let SaidThere { meaning, text, place } = said;
        let known = self.known.get(text).copied().filter(|nth| self.of(*nth).1 == *meaning);
        let nth = match known {
            Some(nth) => nth,
            None => {
                self.all.push((Arc::clone(text), meaning.clone()));
                let nth = u32::try_from(self.all.len()).ok().and_then(NonZero::new)?;
                self.known.insert(Arc::clone(text), nth);
                nth
            }
        };
        Some(Meant { nth, place: *place })
    }

    fn of(&self, nth: NonZero<u32>) -> &(Arc<str>, T) {
        &self.all[nth.get() as usize - 1]
    }
}

/// Ways to write one body, places of one kind of body, and items of one name, beyond which they
/// are no longer told apart: each question stays short, however many files there are.
const MOST: usize = 16;

/// Items whose facts are kept for the check of their own catalog, which would collect them again:
/// so many that small projects are done in one go, and so few that large ones need little more memory.
const KEPT: usize = 3_000;

impl Project {
    /// Takes in the facts of all catalogs: see [`Gathering`].
    #[must_use]
    pub fn new(facts: Vec<Facts>, references: &[Reference]) -> Self {
        let mut gathering = Gathering::new(references);
        facts.into_iter().for_each(|facts| gathering.add(facts));
        gathering.finish()
    }

    /// Number of catalogs.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Position of a file: what questions are asked with.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<u32> {
        self.by_name.get(name).copied()
    }

    /// What was collected of a catalog, if it is still at hand and its text is the same.
    #[must_use]
    pub fn facts(&self, source: &Source) -> Option<&Arc<Facts>> {
        let facts = self.kept.get(self.file(&source.name)? as usize)?;
        (facts.digest == Facts::digest_of(source)).then_some(facts)
    }

    /// All ways to write the bodies of a kind, in the order of files.
    #[must_use]
    pub fn forms(&self, unit: &str, organ: &str) -> &[BodyForm] {
        self.bodies.get(&(unit.to_owned(), organ.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// How often the files other than `own` write a body so, and where first.
    #[must_use]
    pub fn elsewhere<'f>(&self, form: &'f BodyForm, own: Option<u32>) -> Option<(usize, &'f FileRange)> {
        let (_, place) = form.firsts.iter().find(|(file, _)| Some(*file) != own)?;
        let mine = own.and_then(|own| form.by_file.binary_search_by_key(&own, |(file, _)| *file).ok());
        Some((form.total - mine.map_or(0, |at| form.by_file[at].1 as usize), place))
    }

    /// Where another catalog of the same body gives an item of the same name another deadline.
    #[must_use]
    pub fn other_deadline(&self, item: &ItemFacts, own: u32) -> Option<(&str, FileRange)> {
        let mine = item.deadline.as_ref()?;
        let differs = |other: &ListedItem| Some(self.deadlines.of(other.deadline?.nth).1.differs(&mine.meaning));
        let other = self.conflict(item, own, differs)?;
        Some(self.said(&self.deadlines, other.file, other.deadline?))
    }

    /// Where another catalog of the same body gives an item of the same name another method.
    #[must_use]
    pub fn other_method(&self, item: &ItemFacts, own: u32) -> Option<(&str, FileRange)> {
        let mine = item.method.as_ref()?;
        let differs = |other: &ListedItem| Some(self.methods.of(other.method?.nth).1 != mine.meaning);
        let other = self.conflict(item, own, differs)?;
        Some(self.said(&self.methods, other.file, other.method?))
    }

    fn said<'p, T: PartialEq + Clone>(&'p self, all: &'p Meanings<T>, file: u32, meant: Meant) -> (&'p str, FileRange) {
        let (start, end) = meant.place;
        (&all.of(meant.nth).0, FileRange { file: Arc::clone(&self.files[file as usize]), start, end })
    }

    /// The first file that lists the item, and nowhere so that it agrees.
    fn conflict(
        &self,
        item: &ItemFacts,
        own: u32,
        differs: impl Fn(&ListedItem) -> Option<bool>,
    ) -> Option<&ListedItem> {
        let whose = item.whose.as_deref()?;
        let identity = match self.leads.get(whose) {
            Some(&lead) => self.identities[lead as usize],
            None => self.identity(whose),
        };
        let all = &self.items[self.by_item.get(&with_body(name_of(item), identity?))?.clone()];
        let same = |other: &&ListedItem| {
            other.category == item.category || other.category.is_none() || item.category.is_none()
        };
        let others = || all.iter().filter(|other| other.file != own).filter(same);
        let agrees = |file: u32| others().any(|other| other.file == file && differs(other) == Some(false));
        others().find(|other| differs(other) == Some(true) && !agrees(other.file))
    }

    /// The share that a catalog has in covering a reference.
    pub(super) fn share(&self, home: &str, reference: usize) -> Option<&Share> {
        self.shares.get(&(home.to_owned(), reference))
    }

    /// The first catalog, where none is of the field of a reference.
    pub(super) fn first_without(&self, reference: usize) -> Option<u32> {
        self.without.get(reference).copied().flatten().filter(|&file| file != u32::MAX)
    }

    /// A body apart from how its place is written. None where it is not sure which body it is.
    fn identity(&self, whose: &BodyId) -> Option<u64> {
        Some(hash(&(self.place(whose)?, &whose.unit, &whose.organ)))
    }

    /// The place of a body by its longest name. Where nobody says which it is, it is the one place
    /// of the project that has such a body.
    fn place<'p>(&'p self, whose: &'p BodyId) -> Option<&'p str> {
        let Some(places) = self.places.get(&kind(whose)) else { return Some(&whose.place) };
        if places.len() > MOST {
            return Some(whose.place.as_str()).filter(|place| !place.is_empty());
        }
        let mut fitting = places.iter().filter(|place| place.ends_with(&whose.place));
        match (fitting.next(), fitting.next()) {
            (None, _) => Some(&whose.place),
            (Some(only), None) => Some(only),
            (Some(_), Some(_)) => Some(whose.place.as_str()).filter(|place| !place.is_empty()),
        }
    }
}

/// A project in the making: facts come in one by one, and little is kept of each.
///
/// Where several places could be pointed at, it is the first, so that the order of files should
/// not hang on how they were asked for.
#[derive(Debug)]
pub struct Gathering<'r> {
    project: Project,
    references: &'r [Reference],
    /// By their numbers.
    leads: Vec<Arc<BodyId>>,
    /// How many items came in.
    items: usize,
}

impl<'r> Gathering<'r> {
    /// Of no catalog yet. `references` are those that the same run declares.
    #[must_use]
    pub fn new(references: &'r [Reference]) -> Self {
        Self { project: Project::default(), references, leads: Vec::new(), items: 0 }
    }

    /// Takes in the facts of the next catalog.
    pub fn add(&mut self, facts: Facts) {
        let project = &mut self.project;
        let file = u32::try_from(project.files.len()).expect("fewer files than a disk has");
        project.files.push(Arc::clone(&facts.file));
        project.by_name.insert(Arc::clone(&facts.file), file);
        if !self.references.iter().any(|reference| reference.is(&facts)) {
            Share::add(&mut project.shares, file, &facts, self.references);
            note_fields(&mut project.without, file, &facts, self.references);
        }
        for body in &facts.bodies {
            project.note_body(file, &facts.file, body);
        }
        for item in &facts.items {
            self.note_item(file, item);
        }
        self.items += facts.items.len();
        if self.items <= KEPT {
            self.project.kept.push(Arc::new(facts));
        }
    }

    /// The project of all that were taken in.
    #[must_use]
    pub fn finish(self) -> Project {
        let Self { mut project, leads, .. } = self;
        let identities: Vec<_> = leads.iter().map(|whose| project.identity(whose)).collect();
        let mut all = std::mem::take(&mut project.items);
        all.retain_mut(|item| {
            let identity = identities[item.lead as usize];
            item.key = identity.map_or(0, |identity| with_body(item.key, identity));
            identity.is_some()
        });
        all.sort_by_key(|item| item.key);
        for same in all.chunk_by(|one, other| one.key == other.key) {
            if same.iter().any(|item| item.file != same[0].file) {
                project.note_same(same);
            }
        }
        project.items.shrink_to_fit();
        project.identities = identities;
        project
    }

    fn note_item(&mut self, file: u32, item: &ItemFacts) {
        let key = name_of(item);
        let &ItemFacts { category, ref whose, ref deadline, ref method, .. } = item;
        let Some(whose) = whose else { return };
        let project = &mut self.project;
        let lead = project.leads.get(whose).copied().unwrap_or_else(|| {
            let lead = u32::try_from(self.leads.len()).expect("fewer bodies than a disk has");
            project.note_place(whose);
            project.leads.insert(Arc::clone(whose), lead);
            self.leads.push(Arc::clone(whose));
            lead
        });
        let deadline = deadline.as_ref().and_then(|said| project.deadlines.note(said));
        let method = method.as_ref().and_then(|said| project.methods.note(said));
        if deadline.is_some() || method.is_some() {
            project.items.push(ListedItem { key, category, lead, file, deadline, method });
        }
    }
}

impl Project {
    fn note_body(&mut self, file: u32, name: &Arc<str>, body: &BodyFacts) {
        let place = body.place(name);
        let &BodyFacts { ref whose, ref name, count, .. } = body;
        let forms = self.bodies.entry(kind(whose)).or_default();
        let known = forms.iter().position(|form| *form.name == **name && form.place == whose.place);
        if known.is_none() && forms.len() > MOST {
            return;
        }
        let nth = known.unwrap_or_else(|| {
            let (name, place) = (name.to_string(), whose.place.clone());
            forms.push(BodyForm { name, place, by_file: Vec::new(), total: 0, firsts: Vec::new() });
            forms.len() - 1
        });
        let form = &mut forms[nth];
        form.total += count;
        form.by_file.push((file, u32::try_from(count).unwrap_or(u32::MAX)));
        if form.firsts.len() < 2 {
            form.firsts.push((file, place));
        }
    }

    /// Takes in the place of a body that was not seen before.
    fn note_place(&mut self, whose: &BodyId) {
        if whose.place.is_empty() {
            return;
        }
        let places = self.places.entry(kind(whose)).or_default();
        if places.len() > MOST || places.iter().any(|place| place.ends_with(&whose.place)) {
            return;
        }
        places.retain(|place| !whose.place.ends_with(place.as_str()));
        places.push(whose.place.clone());
    }

    /// Takes in the items of one body and name, in the order of files.
    fn note_same(&mut self, same: &[ListedItem]) {
        let from = self.items.len();
        for item in same {
            let all = &self.items[from..];
            let said = |meant: Option<Meant>| meant.map(|meant| &self.deadlines.of(meant.nth).0);
            let is_proactive = |meant: Option<Meant>| meant.map(|meant| self.methods.of(meant.nth).1);
            let alike = all.iter().filter(|other| {
                other.category == item.category
                    && said(other.deadline) == said(item.deadline)
                    && is_proactive(other.method) == is_proactive(item.method)
            });
            // Of items that say the same, two in two files are enough: one of them is not the asker.
            let known = alike.fold((false, 0), |(here, count), other| (here || other.file == item.file, count + 1));
            if !known.0 && known.1 < 2 && all.len() < MOST {
                self.items.push(item.clone());
            }
        }
        self.by_item.insert(same[0].key, from..self.items.len());
    }
}

fn kind(whose: &BodyId) -> BodyKind {
    (whose.unit.clone(), whose.organ.clone())
}

/// The name of an item. Names that several matters of one body may have are told apart by their content.
fn name_of(item: &ItemFacts) -> u64 {
    hash(&(item.content, item.key()))
}

fn with_body(name: u64, body: u64) -> u64 {
    hash(&(name, body))
}

fn hash(value: &impl Hash) -> u64 {
    FixedState::default().hash_one(value)
}
