//! What changed in a field, entry by entry.

use std::collections::HashMap;

use super::marks::{MarkedChange, likeness, marks};
use super::version::{Version, VersionColumn, VersionRow};
use crate::model::FieldId;

/// A change of one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The column.
    pub column: VersionColumn,
    /// What it said, entry by entry; nothing where it was blank.
    pub old: Vec<String>,
    /// What it says.
    pub new: Vec<String>,
    /// The entries that differ; none where only their order does.
    pub entries: Vec<EntryChange>,
}

/// An entry that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryChange {
    /// One that was not there.
    Added(String),
    /// One that is no more.
    Dropped(String),
    /// One that has other words.
    Changed(MarkedChange),
}

/// Columns whose entries have no order.
const SETS: [FieldId; 4] = [FieldId::Channels, FieldId::Audience, FieldId::Method, FieldId::Levels];

/// Entries that are alike by so much are one that was changed.
const ALIKE: f64 = 0.5;

/// Entries of longer lists are not tried each with each.
const MOST: usize = 60;

/// The changes of an item that is on both sides; its number left out.
pub(super) fn of_rows(old: &VersionRow, new: &VersionRow) -> Vec<Change> {
    let mut columns: Vec<&VersionColumn> = old.values.iter().chain(&new.values).map(|(column, _)| column).collect();
    columns.sort();
    columns.dedup();
    let unread = |column: &VersionColumn| match column {
        VersionColumn::Field(id) => old.unread.contains(id) || new.unread.contains(id),
        VersionColumn::Extra(_) => old.unread.contains(&FieldId::Extra) || new.unread.contains(&FieldId::Extra),
    };
    let change = |column: &&VersionColumn| {
        let (before, after) = (old.texts(column), new.texts(column));
        // One text that counts its elements and a list of them are two ways to write one thing.
        let is_content = **column == VersionColumn::Field(FieldId::Content) && before.len() != after.len();
        if is_content && old.elements.len().max(new.elements.len()) > 1 {
            return of_texts(column, &old.elements, &new.elements);
        }
        of_texts(column, before, after)
    };
    columns.iter().filter(|column| !unread(column)).filter_map(change).collect()
}

/// The changes at the top, catalog by catalog.
pub(super) fn of_heads(old: &Version, new: &Version) -> Vec<(usize, Change)> {
    let none = Vec::new();
    let mut changes = Vec::new();
    for nth in 0..old.heads.len().max(new.heads.len()) {
        let heads = [old, new].map(|version| version.heads.get(nth).unwrap_or(&none));
        let text =
            |head: &[(FieldId, String)], id| head.iter().find(|(known, _)| *known == id).map(|(_, text)| text.clone());
        for id in [FieldId::Title, FieldId::Authority, FieldId::Profile, FieldId::Updated] {
            let [before, after] = heads.map(|head| text(head, id));
            // A table has no cell for the profile: one that only one side states tells nothing.
            if id == FieldId::Profile && (before.is_none() || after.is_none()) {
                continue;
            }
            let texts = [before, after].map(|text| text.into_iter().collect::<Vec<_>>());
            changes.extend(of_texts(&VersionColumn::Field(id), &texts[0], &texts[1]).map(|change| (nth, change)));
        }
    }
    changes
}

fn of_texts(column: &VersionColumn, old: &[String], new: &[String]) -> Option<Change> {
    if old == new {
        return None;
    }
    let entries = entries(old, new);
    let is_set = matches!(column, VersionColumn::Field(id) if SETS.contains(id));
    if entries.is_empty() && is_set {
        return None;
    }
    Some(Change { column: column.clone(), old: old.to_vec(), new: new.to_vec(), entries })
}

/// The entries that differ, those that are the same on both sides taken out.
fn entries(old: &[String], new: &[String]) -> Vec<EntryChange> {
    let (gone, come) = (without(old, new), without(new, old));
    if let ([before], [after]) = (&gone[..], &come[..])
        && (old.len(), new.len()) == (1, 1)
    {
        return vec![EntryChange::Changed(marks(before, after))];
    }
    let mut alike: Vec<(f64, usize, usize)> = Vec::new();
    if gone.len() <= MOST && come.len() <= MOST {
        for (one, before) in gone.iter().enumerate() {
            let found = come.iter().enumerate().map(|(other, after)| (likeness(before, after), one, other));
            alike.extend(found.filter(|(likeness, ..)| *likeness >= ALIKE));
        }
    }
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1 + a.2).cmp(&(b.1 + b.2))).then(a.1.cmp(&b.1)));
    let (mut of_old, mut of_new) = (vec![None; gone.len()], vec![None; come.len()]);
    for (_, one, other) in alike {
        if of_old[one].is_none() && of_new[other].is_none() {
            (of_old[one], of_new[other]) = (Some(other), Some(one));
        }
    }
    let mut all = Vec::new();
    for (one, before) in gone.iter().enumerate() {
        all.push(match of_old[one] {
            Some(other) => EntryChange::Changed(marks(before, come[other])),
            None => EntryChange::Dropped((*before).to_owned()),
        });
    }
    let added = come.iter().zip(&of_new).filter(|(_, one)| one.is_none());
    all.extend(added.map(|(after, _)| EntryChange::Added((*after).to_owned())));
    all
}

/// What of some entries the others have not, each as often as it is there.
fn without<'t>(of: &'t [String], others: &[String]) -> Vec<&'t str> {
    let mut left: HashMap<&str, usize> = HashMap::new();
    others.iter().for_each(|text| *left.entry(text).or_default() += 1);
    let mut rest = Vec::new();
    for text in of {
        match left.get_mut(text.as_str()) {
            Some(count) if *count > 0 => *count -= 1,
            _ => rest.push(text.as_str()),
        }
    }
    rest
}
