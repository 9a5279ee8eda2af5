//! What several rules ask of one item, found once.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use foldhash::HashMap;

use crate::model::{Entry, FieldId, Item};
use catalint_domain::citation::{self, Citation};
use catalint_domain::date::Date;
use catalint_domain::deadline::{self, Reading};
use catalint_domain::law::Registry;
use catalint_domain::law::basis::{self, BasisFault};
use catalint_domain::statutory::{self, FoundDuty, Names};

/// Answers of one check of one catalog. Most catalogs have a few deadlines and bases on many items.
#[derive(Debug, Default)]
pub struct Memo<'a> {
    readings: ByText<'a, Rc<Reading>>,
    citations: ByText<'a, Rc<[Citation<'a>]>>,
    /// None where there is nothing to say.
    faults: ByText<'a, Option<Rc<Faults>>>,
    /// The text that was asked for last, by its place in memory.
    last: RefCell<Option<(usize, usize, Rc<Reading>)>>,
    /// The item that was asked for last.
    matter: Cell<Option<(usize, Option<FoundDuty>)>>,
    /// By a text and what a fix makes of it.
    kept: RefCell<HashMap<Box<str>, bool>>,
    /// Those of the item that was asked for last: its index, and the positions of its texts.
    spots: RefCell<Option<(usize, Rc<Spots>)>>,
}

/// What follows from a text alone, found once while it recurs.
#[derive(Debug)]
struct ByText<'a, T>(RefCell<HashMap<&'a str, T>>);

impl<T> Default for ByText<'_, T> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<'a, T: Clone> ByText<'a, T> {
    fn get(&self, text: &'a str, find: impl FnOnce() -> T) -> T {
        if let Some(known) = self.0.borrow().get(text) {
            return known.clone();
        }
        let found = find();
        let mut known = self.0.borrow_mut();
        // In a catalog with so many different texts most do not recur.
        if known.len() == MOST_KEPT {
            known.clear();
        }
        known.insert(text, found.clone());
        found
    }
}

/// Texts, and changes of texts, that are remembered.
const MOST_KEPT: usize = 1024;

/// The citations of a text against which there is something to say.
type Faults = [(usize, BasisFault)];

/// The same of an item: the position of the text among those of its basis, of the citation in
/// that text, and the fault.
pub type Spots = [(usize, usize, BasisFault)];

/// The fields that tell the matter: see [`ItemCx::matter`](super::ItemCx::matter).
pub const MATTER: &[FieldId] =
    &[FieldId::Category, FieldId::Topic, FieldId::Subtopic, FieldId::Detail, FieldId::Publisher, FieldId::Content];

impl<'a> Memo<'a> {
    /// What a text of 公开时限 says. The entry is of the catalog that this memo belongs to, so
    /// that one place in memory is one text.
    #[must_use]
    pub fn reading(&self, entry: Entry<'a>) -> Rc<Reading> {
        let text = entry.text;
        let place = (text.as_ptr() as usize, text.len());
        if let Some((at, len, reading)) = &*self.last.borrow()
            && (*at, *len) == place
        {
            return Rc::clone(reading);
        }
        let reading = self.readings.get(text, || {
            let mut reading = deadline::read(text);
            reading.clauses.shrink_to_fit();
            Rc::new(reading)
        });
        *self.last.borrow_mut() = Some((place.0, place.1, Rc::clone(&reading)));
        reading
    }

    /// The citations of a text of a basis.
    pub(super) fn citations(&self, text: &'a str) -> Rc<[Citation<'a>]> {
        self.citations.get(text, || citation::read(text).into())
    }

    /// The matter of an item that acts set something for on a day; the same day for the whole catalog.
    pub(super) fn matter(&self, item: Item<'_>, day: Date) -> Option<FoundDuty> {
        if let Some((index, found)) = self.matter.get()
            && index == item.index()
        {
            MATTER.iter().for_each(|&id| item.note_asked(id));
            return found;
        }
        let [topic, subtopic, detail] =
            [FieldId::Topic, FieldId::Subtopic, FieldId::Detail].map(|id| statutory::closed(item.text(id)));
        let names = Names {
            category: item.text(FieldId::Category),
            topic: &topic,
            subtopic: &subtopic,
            detail: &detail,
            publisher: item.text(FieldId::Publisher),
        };
        let found = statutory::find(&names, item.entries(FieldId::Content).map(|entry| entry.text), day);
        self.matter.set(Some((item.index(), found)));
        found
    }

    /// See [`ItemCx::keeps`](super::ItemCx::keeps).
    pub(super) fn kept(&self, before: &str, after: &str, judge: impl FnOnce() -> bool) -> bool {
        let key = [before, after].join("\0");
        if let Some(&kept) = self.kept.borrow().get(key.as_str()) {
            return kept;
        }
        let kept = judge();
        let mut known = self.kept.borrow_mut();
        if known.len() < MOST_KEPT {
            known.insert(key.into(), kept);
        }
        kept
    }

    /// What is to be said of the basis of an item.
    #[must_use]
    pub fn faults(&self, item: Item<'a>, registry: &Registry, day: Date) -> Rc<Spots> {
        if let Some((index, spots)) = &*self.spots.borrow()
            && *index == item.index()
        {
            item.note_asked(FieldId::Basis);
            return Rc::clone(spots);
        }
        let mut spots = Vec::new();
        for (nth, entry) in item.entries(FieldId::Basis).enumerate() {
            let faults = self.faults.get(entry.text, || {
                let faults = basis::judge(&self.citations(entry.text), registry, day);
                (!faults.is_empty()).then(|| Rc::from(faults))
            });
            spots.extend(
                faults.iter().flat_map(|faults| faults.iter()).map(|&(citation, fault)| (nth, citation, fault)),
            );
        }
        let spots: Rc<Spots> = Rc::from(spots);
        *self.spots.borrow_mut() = Some((item.index(), Rc::clone(&spots)));
        spots
    }
}
