//! A level that nobody states and that can be told: it follows from the rank of the body.

use super::{Catalog, FieldId, Item};
use catalint_domain::bodies::bodies;
use catalint_domain::bodies::identity::Jurisdiction;
use catalint_domain::bodies::rank::{Rank, rank_by_list};
use catalint_domain::vocabulary::profile::Profile;

/// The levels that were told.
#[derive(Debug, Clone, Default)]
pub(super) struct ToldLevels {
    /// By item: position among the names, from 1; 0 where none could be told.
    of_items: Vec<u8>,
    names: Vec<String>,
}

impl ToldLevels {
    /// The level of an item.
    pub(super) fn level(&self, item: usize) -> Option<&str> {
        let nth = usize::from(*self.of_items.get(item)?).checked_sub(1)?;
        self.names.get(nth).map(String::as_str)
    }

    /// Tells the level of each item, if nobody states one; none where nothing can be told.
    pub(super) fn of(catalog: &Catalog, profile: &Profile) -> Option<Self> {
        // A key that is there and blank is a level that is missing.
        let stated = |item: Item<'_>| item.own(FieldId::Levels).is_some();
        if catalog.may_hide(FieldId::Levels) || catalog.gives_key(FieldId::Levels) || catalog.items().any(stated) {
            return None;
        }
        let mut told = Self { of_items: vec![0; catalog.len()], names: Vec::new() };
        let of_catalog = rank_of_catalog(catalog);
        // Most items have the publisher of the item above.
        let mut above: Option<(Vec<&str>, u8)> = None;
        for item in catalog.items() {
            if item.is_unread(FieldId::Publisher) || item.is_unread(FieldId::Levels) {
                continue;
            }
            let written: Vec<&str> = item.entries(FieldId::Publisher).map(|entry| entry.text).collect();
            let number = match &above {
                Some((known, number)) if *known == written => *number,
                _ => {
                    let rank = rank_of_publisher(&written).unwrap_or(of_catalog);
                    rank.and_then(|rank| level_of(profile, rank)).map_or(0, |level| told.number(level))
                }
            };
            told.of_items[item.index()] = number;
            above = Some((written, number));
        }
        (!told.names.is_empty()).then_some(told)
    }

    fn number(&mut self, name: &str) -> u8 {
        let known = self.names.iter().position(|known| known == name);
        let nth = known.unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        });
        u8::try_from(nth + 1).unwrap_or(0)
    }
}

/// Bodies of one item beyond which nothing is told.
const MOST: usize = 50;

/// The rank of all bodies that tell one; none of these is no answer, several are the answer that there
/// is none.
fn rank_of_publisher(written: &[&str]) -> Option<Option<Rank>> {
    let mut ranks = written.iter().flat_map(|text| bodies(text)).take(MOST).filter_map(|body| rank_by_list(body.name));
    let first = ranks.next()?;
    Some(ranks.all(|rank| rank == first).then_some(first))
}

/// The rank of the body that compiled the catalog, else of the place in front of its title.
fn rank_of_catalog(catalog: &Catalog) -> Option<Rank> {
    let top = |id| catalog.field(id).and_then(|field| field.entries().next()).map_or("", |entry| entry.text.trim());
    let of_title = || rank_by_list(Jurisdiction::of("", top(FieldId::Title))?.name());
    rank_by_list(top(FieldId::Authority)).or_else(of_title)
}

/// The one level of a profile for a rank that its template has a column for, else the one level.
fn level_of(profile: &Profile, rank: Rank) -> Option<&str> {
    let only = |optional: bool| {
        let mut fitting = profile.levels.iter().filter(|l| l.optional == optional && l.ranks.contains(&rank));
        let first = fitting.next();
        (first, fitting.next().is_none())
    };
    match only(false) {
        (Some(level), true) => Some(level.name.as_str()),
        (Some(_), false) => None,
        (None, _) => only(true).0.filter(|_| only(true).1).map(|level| level.name.as_str()),
    }
}
