//! The facts of all catalogs of a project, found by what they are about.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::facts::{Facts, ItemFacts, Said};
use super::reference::{Reference, Share};
use crate::domain::whose::Whose;
use crate::text::Elsewhere;

/// The catalogs of a project. Questions are asked on behalf of one of them, by its name.
#[derive(Debug, Default)]
pub struct Project {
    /// In the order in which they were given.
    files: Vec<Arc<str>>,
    by_name: HashMap<Arc<str>, u32>,
    bodies: HashMap<Kind, Vec<Form>>,
    /// Places of bodies of a kind, the longest name of each.
    places: HashMap<Kind, Vec<String>>,
    items: HashMap<String, Vec<Listed>>,
    /// By the place that catalogs belong to, and the position of the reference.
    shares: HashMap<(String, usize), Share>,
}

/// Bodies of one kind: the kind of their place and the organ, 区 and 民政局.
type Kind = (String, String);

/// A way to write a body, in all files.
#[derive(Debug)]
pub struct Form {
    /// As it is written.
    pub name: String,
    /// Whom it means there: the same words may mean another body in the catalog of another place.
    pub place: String,
    /// How often a file writes so, and where first.
    by_file: Vec<(u32, usize, Elsewhere)>,
    total: usize,
}

/// An item of a file.
#[derive(Debug)]
struct Listed {
    file: u32,
    category: Box<str>,
    deadline: Option<Said<Arc<crate::domain::deadline::Essence>>>,
    method: Option<Said<bool>>,
}

/// Ways to write one body, places of one kind of body, and items of one name, beyond which they
/// are no longer told apart: each question stays short, however many files there are.
const MOST: usize = 16;

impl Project {
    /// Takes in the facts of all catalogs. Where several could be pointed at, it is the first, so that
    /// their order should not hang on how the files were asked for. `references` are those that the
    /// same run declares.
    #[must_use]
    pub fn new(facts: Vec<Facts>, references: &[Reference]) -> Self {
        let mut project = Self { shares: Share::all(&facts, references), ..Self::default() };
        project.files = facts.iter().map(|facts| Arc::clone(&facts.file)).collect();
        project.by_name = project.files.iter().cloned().zip(0..).collect();
        project.note_bodies(&facts);
        project.note_places(&facts);
        for (file, facts) in (0..).zip(facts) {
            for item in facts.items {
                project.note_item(file, item);
            }
        }
        project
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

    /// Position of a file.
    pub(super) fn file(&self, name: &str) -> Option<u32> {
        self.by_name.get(name).copied()
    }

    /// All ways to write the bodies of a kind, in the order of files.
    #[must_use]
    pub fn forms(&self, unit: &str, organ: &str) -> &[Form] {
        self.bodies.get(&(unit.to_owned(), organ.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// How often the files other than `own` write a body so, and where first.
    #[must_use]
    pub fn elsewhere<'f>(&self, form: &'f Form, own: &str) -> Option<(usize, &'f Elsewhere)> {
        let own = self.file(own);
        let mine = own.and_then(|own| form.by_file.binary_search_by_key(&own, |(file, ..)| *file).ok());
        let count = form.total - mine.map_or(0, |at| form.by_file[at].1);
        let (_, _, place) = form.by_file.iter().find(|(file, ..)| Some(*file) != own)?;
        Some((count, place))
    }

    /// Where another catalog of the same body gives an item of the same name another deadline.
    #[must_use]
    pub fn other_deadline(&self, item: &ItemFacts, own: &str) -> Option<(&str, Elsewhere)> {
        let mine = item.deadline.as_ref()?;
        let differs = |other: &Listed| Some(other.deadline.as_ref()?.meaning.differs(&mine.meaning));
        let (other, file) = self.conflict(item, own, differs)?;
        let said = other.deadline.as_ref()?;
        Some((&said.text, said.place(file)))
    }

    /// Where another catalog of the same body gives an item of the same name another method.
    #[must_use]
    pub fn other_method(&self, item: &ItemFacts, own: &str) -> Option<(&str, Elsewhere)> {
        let mine = item.method.as_ref()?;
        let differs = |other: &Listed| Some(other.method.as_ref()?.meaning != mine.meaning);
        let (other, file) = self.conflict(item, own, differs)?;
        let said = other.method.as_ref()?;
        Some((&said.text, said.place(file)))
    }

    /// The first file that lists the item, and nowhere so that it agrees.
    fn conflict(
        &self,
        item: &ItemFacts,
        own: &str,
        differs: impl Fn(&Listed) -> Option<bool>,
    ) -> Option<(&Listed, &Arc<str>)> {
        let own = self.file(own);
        let all = self.items.get(&self.item_key(item)?)?;
        let same =
            |other: &&Listed| other.category == item.category || other.category.is_empty() || item.category.is_empty();
        let others = || all.iter().filter(|other| Some(other.file) != own).filter(same);
        let agrees = |file: u32| others().any(|other| other.file == file && differs(other) == Some(false));
        let found = others().find(|other| differs(other) == Some(true) && !agrees(other.file))?;
        Some((found, &self.files[found.file as usize]))
    }

    /// The share that a catalog has in covering a reference.
    pub(super) fn share(&self, home: &str, reference: usize) -> Option<&Share> {
        self.shares.get(&(home.to_owned(), reference))
    }

    /// The name of an item together with its body. Names that several matters of one body may have
    /// are told apart by their content. None where it is not sure which body it is.
    fn item_key(&self, item: &ItemFacts) -> Option<String> {
        let whose = item.whose.as_deref()?;
        let place = self.place(whose)?;
        let content = if item.is_loose { item.content } else { 0 };
        Some(format!("{place}|{}|{}|{content:x}|{}", whose.unit, whose.organ, item.key()))
    }

    /// The place of a body by its longest name. Where nobody says which it is, it is the one place
    /// of the project that has such a body.
    fn place<'p>(&'p self, whose: &'p Whose) -> Option<&'p str> {
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

    fn note_bodies(&mut self, facts: &[Facts]) {
        for (file, facts) in (0..).zip(facts) {
            for body in &facts.bodies {
                let forms = self.bodies.entry(kind(&body.whose)).or_default();
                let known = forms.iter().position(|form| *form.name == *body.name && form.place == body.whose.place);
                if known.is_none() && forms.len() > MOST {
                    continue;
                }
                let nth = known.unwrap_or_else(|| {
                    let (name, place) = (body.name.to_string(), body.whose.place.clone());
                    forms.push(Form { name, place, by_file: Vec::new(), total: 0 });
                    forms.len() - 1
                });
                forms[nth].total += body.count;
                forms[nth].by_file.push((file, body.count, body.place(&facts.file)));
            }
        }
    }

    fn note_places(&mut self, facts: &[Facts]) {
        let mut seen: BTreeSet<&Whose> = BTreeSet::new();
        for whose in facts.iter().flat_map(|facts| &facts.items).filter_map(|item| item.whose.as_deref()) {
            if whose.place.is_empty() || !seen.insert(whose) {
                continue;
            }
            let places = self.places.entry(kind(whose)).or_default();
            if places.len() > MOST || places.iter().any(|place| place.ends_with(&whose.place)) {
                continue;
            }
            places.retain(|place| !whose.place.ends_with(place.as_str()));
            places.push(whose.place.clone());
        }
    }

    fn note_item(&mut self, file: u32, item: ItemFacts) {
        if item.deadline.is_none() && item.method.is_none() {
            return;
        }
        let Some(key) = self.item_key(&item) else { return };
        let all = self.items.entry(key).or_default();
        let ItemFacts { category, deadline, method, .. } = item;
        let said = |d: &Option<Said<_>>| d.as_ref().map(|said: &Said<Arc<_>>| Arc::clone(&said.text));
        let alike = all.iter().filter(|other| {
            other.category == category
                && said(&other.deadline) == said(&deadline)
                && other.method.as_ref().map(|said| said.meaning) == method.as_ref().map(|said| said.meaning)
        });
        // Of items that say the same, two in two files are enough: one of them is not the asker.
        let known = alike.fold((false, 0), |(here, count), other| (here || other.file == file, count + 1));
        if !known.0 && known.1 < 2 && all.len() < MOST {
            all.push(Listed { file, category, deadline, method });
        }
    }
}

fn kind(whose: &Whose) -> Kind {
    (whose.unit.clone(), whose.organ.clone())
}
