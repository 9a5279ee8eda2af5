//! Two versions of a catalog, held against each other: what was added, dropped, moved, renumbered and changed.
//!
//! What is compared is what the published table says, not how a file writes it: a list and a text of one entry are the
//! same, and so are a value of an item and a default. Pure; in time that grows with the items, not with their square.

mod fields;
mod findings;
mod marks;
mod order;
mod pairing;
mod parts;
#[cfg(test)]
mod tests;
mod version;

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::model::FieldId;

pub use fields::{Change, EntryChange};
pub use findings::{FindingsChange, findings};
pub use marks::{MarkedChange, marks};
pub use order::{Move, Renumbered};
pub use parts::Parting;
pub use version::{Version, VersionColumn, VersionRow};

/// So many items with one and the same change have it said once.
const SHARED: usize = 3;

/// What differs between two versions. Items are named by their positions in [`Version::rows`].
#[derive(Debug)]
pub struct Comparison<'v> {
    /// The older version.
    pub old: &'v Version,
    /// The newer one.
    pub new: &'v Version,
    /// Items that are the same, changed or not: old and new position, in the order of the new version.
    pub pairs: Vec<(usize, usize)>,
    /// Fields at the top: position of the catalog in its file, and what changed.
    pub top: Vec<(usize, Change)>,
    /// Items of the new version that the old one has not, those that were parted from others left out.
    pub added: Vec<usize>,
    /// Items of the old version that are no more, those that went into others left out.
    pub dropped: Vec<usize>,
    /// An old item that became several.
    pub splits: Vec<Parting>,
    /// Several old items that became one.
    pub merges: Vec<Parting>,
    /// Items in another place or under another heading.
    pub moves: Vec<Move>,
    /// Items with another number, those that follow each other together.
    pub renumbered: Vec<Renumbered>,
    /// One change of several items, said once.
    pub shared: Vec<Shared>,
    /// All other changes, by item.
    pub changed: Vec<Changed>,
    /// How many items have a change of a field, and how many have one of each.
    pub counts: FieldCounts,
    /// Items of which a field could not be read on one side, so that it was not compared.
    pub unread: usize,
}

/// One change that several items have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// What changed.
    pub change: Change,
    /// The items, old and new position.
    pub pairs: Vec<(usize, usize)>,
}

/// The changes of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Its old position.
    pub old: usize,
    /// Its new one.
    pub new: usize,
    /// What changed, in the order of the columns.
    pub changes: Vec<Change>,
}

/// How much was changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FieldCounts {
    /// Items with a change.
    pub items: usize,
    /// Items with a change of this column.
    pub columns: BTreeMap<VersionColumn, usize>,
}

impl Comparison<'_> {
    /// Whether both say the same.
    #[must_use]
    pub fn is_equal(&self) -> bool {
        self.top.is_empty()
            && self.added.is_empty()
            && self.dropped.is_empty()
            && self.splits.is_empty()
            && self.merges.is_empty()
            && self.moves.is_empty()
            && self.renumbered.is_empty()
            && self.counts.items == 0
    }

    /// Items that were moved.
    #[must_use]
    pub fn moved(&self) -> usize {
        self.moves.iter().map(|moved| moved.pairs.len()).sum()
    }

    /// Items that have another number.
    #[must_use]
    pub fn renumbered(&self) -> usize {
        self.renumbered.iter().map(|run| run.pairs.len()).sum()
    }
}

/// Compares two versions.
#[must_use]
pub fn compare<'v>(old: &'v Version, new: &'v Version) -> Comparison<'v> {
    let pairs = pairing::pairs(&old.rows, &new.rows);
    let (splits, merges) = parts::partings(old, new, &pairs);
    let [added, dropped] = alone(old, new, &pairs, &splits, &merges);
    let headings = Headings::of(old, new);
    let mut counts = FieldCounts::default();
    let (mut changed, mut headed) = (Vec::new(), Vec::new());
    for &(one, other) in &pairs {
        let changes = fields::of_rows(&old.rows[one], &new.rows[other]);
        let (under, changes): (Vec<Change>, Vec<Change>) =
            changes.into_iter().partition(|change| headings.is_move(change, &old.rows[one], &new.rows[other]));
        headed.push(under);
        if changes.is_empty() {
            continue;
        }
        counts.items += 1;
        changes.iter().for_each(|change| *counts.columns.entry(change.column.clone()).or_default() += 1);
        changed.push(Changed { old: one, new: other, changes });
    }
    let (shared, changed) = shared(changed);
    Comparison {
        top: fields::of_heads(old, new),
        moves: order::moves(&pairs, headed),
        renumbered: order::renumbered(old, new, &pairs),
        unread: pairs.iter().filter(|(one, other)| old.rows[*one].is_unread() || new.rows[*other].is_unread()).count(),
        old,
        new,
        pairs,
        added,
        dropped,
        splits,
        merges,
        shared,
        changed,
        counts,
    }
}

/// Rows of the new and of the old version that have no counterpart and are in no parting.
fn alone(
    old: &Version,
    new: &Version,
    pairs: &[(usize, usize)],
    splits: &[Parting],
    merges: &[Parting],
) -> [Vec<usize>; 2] {
    let mut known: [HashSet<usize>; 2] =
        [pairs.iter().map(|pair| pair.1).collect(), pairs.iter().map(|pair| pair.0).collect()];
    for split in splits {
        known[0].extend(&split.many);
        known[1].insert(split.one);
    }
    for merge in merges {
        known[1].extend(&merge.many);
        known[0].insert(merge.one);
    }
    let rest = |count: usize, known: &HashSet<usize>| (0..count).filter(|row| !known.contains(row)).collect();
    [rest(new.rows.len(), &known[0]), rest(old.rows.len(), &known[1])]
}

/// The categories and topics of each version.
struct Headings<'v> {
    old: HashSet<(FieldId, &'v str)>,
    new: HashSet<(FieldId, &'v str)>,
}

impl<'v> Headings<'v> {
    fn of(old: &'v Version, new: &'v Version) -> Self {
        let of = |version: &'v Version| {
            let rows = version.rows.iter();
            rows.flat_map(|row| [FieldId::Category, FieldId::Topic].map(|id| (id, row.text(id)))).collect()
        };
        Self { old: of(old), new: of(new) }
    }

    /// Whether a change puts an item under another heading. A heading that has only another name moves nothing, and a
    /// topic without subtopics is none.
    fn is_move(&self, change: &Change, old: &VersionRow, new: &VersionRow) -> bool {
        let VersionColumn::Field(id @ (FieldId::Category | FieldId::Topic)) = change.column else { return false };
        let (Some(from), Some(to)) = (change.old.first(), change.new.first()) else { return false };
        let is_heading =
            id == FieldId::Category || [old, new].iter().all(|row| !row.text(FieldId::Subtopic).is_empty());
        let renamed = !self.old.contains(&(id, to.as_str())) && !self.new.contains(&(id, from.as_str()));
        is_heading && !renamed
    }
}

/// Sets apart what several items have in common.
fn shared(all: Vec<Changed>) -> (Vec<Shared>, Vec<Changed>) {
    type ChangeKey = (VersionColumn, Vec<String>, Vec<String>);
    let key = |change: &Change| -> ChangeKey { (change.column.clone(), change.old.clone(), change.new.clone()) };
    let mut known: HashMap<ChangeKey, Vec<(usize, usize)>> = HashMap::new();
    for changed in &all {
        changed
            .changes
            .iter()
            .for_each(|change| known.entry(key(change)).or_default().push((changed.old, changed.new)));
    }
    known.retain(|_, pairs| pairs.len() >= SHARED);
    let (mut shared, mut single) = (Vec::new(), Vec::new());
    for Changed { old, new, changes } in all {
        let mut own = Vec::new();
        for change in changes {
            match known.get_mut(&key(&change)) {
                Some(pairs) if pairs.is_empty() => {}
                Some(pairs) => shared.push(Shared { change, pairs: std::mem::take(pairs) }),
                None => own.push(change),
            }
        }
        if !own.is_empty() {
            single.push(Changed { old, new, changes: own });
        }
    }
    (shared, single)
}
