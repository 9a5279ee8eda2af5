//! Forms that came back, as one catalog.
//!
//! An item is known by its code alone. What has no code was added by the body and goes behind; a code that is missing, stands
//! twice or is of another form is said and never guessed at.

use std::collections::BTreeMap;

use catalint_core::lint::Settings;
use catalint_core::model::FieldId;
use catalint_core::rule::Lang;

use crate::catalog::{self, CatalogDraft, DraftItem, DraftSpot, DraftValue};
use crate::error::Unreadable;
use crate::grid::At;
use crate::publish::CODE_HEAD;
use crate::reread;
use crate::write::{Comments, WrittenForm, write_with};

/// Forms, put together.
#[derive(Debug)]
pub struct CollectedForms {
    /// The catalog.
    pub yaml: String,
    /// Its items.
    pub items: usize,
    /// What is to be looked at, in the order of the forms.
    pub notes: Vec<FormNote>,
}

/// Something about a form that somebody has to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormNote {
    /// The file.
    pub file: String,
    /// What it is.
    pub kind: FormNoteKind,
}

/// What is said of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormNoteKind {
    /// There is no table of a catalog in it.
    NoTable,
    /// It has no codes: it is no form, or the column was deleted.
    NoCodes,
    /// Rows of the form that are gone, by their codes.
    Gone(Vec<String>),
    /// A code that several rows have; the later rows count as added.
    Twice(String),
    /// So many rows were added.
    Added(usize),
    /// A column that no row has anything in: it was deleted or left blank.
    NoColumn(FieldId),
    /// Cells of so many items that are blank, by field.
    Blank(FieldId, usize),
    /// So many cells could not be read for certain, such as a tick that is none: `check` on the form shows them.
    Unread(usize),
}

/// Puts forms together; of one item that several bodies fill in each has its own. `title` is that of the catalog.
///
/// # Errors
/// Which file can't be read, and why.
pub fn collect_forms(
    forms: &[(String, Vec<u8>)],
    title: &str,
    keys: Lang,
    options: &Settings,
) -> Result<CollectedForms, (String, Unreadable)> {
    let mut notes = Vec::new();
    // By field, number of the item, and position of the form; what was added goes behind.
    let mut known: BTreeMap<(String, usize, usize), DraftItem> = BTreeMap::new();
    let mut added = Vec::new();
    let mut profile = None;
    for (nth, (file, bytes)) in forms.iter().enumerate() {
        let document = crate::read::read(file, bytes, None).map_err(|why| (file.clone(), why))?;
        let mut note = |kind| notes.push(FormNote { file: file.clone(), kind });
        let mut drafts = catalog::read(&document, &options.profiles, &options.columns).into_iter();
        let Some(draft) = drafts.next() else {
            note(FormNoteKind::NoTable);
            continue;
        };
        profile = profile.or_else(|| draft.profile.clone());
        let unread: usize = draft.unknown + draft.items.iter().map(|item| item.unread.len()).sum::<usize>();
        for kind in blanks(&draft) {
            note(kind);
        }
        let (mut own, mut counted, mut more) = (Vec::new(), BTreeMap::new(), 0);
        for mut item in draft.items {
            let code = take_code(&mut item);
            match code.as_deref().and_then(read_code) {
                Some((field, number, of)) => {
                    counted.insert(field.clone(), of);
                    let key = (field, number, nth);
                    if own.contains(&key) {
                        note(FormNoteKind::Twice(code.unwrap_or_default()));
                        added.push(item);
                    } else {
                        own.push(key.clone());
                        known.insert(key, item);
                    }
                }
                None => {
                    more += 1;
                    added.push(item);
                }
            }
        }
        if own.is_empty() {
            note(FormNoteKind::NoCodes);
        } else if more > 0 {
            note(FormNoteKind::Added(more));
        }
        for (field, of) in counted {
            let has = |number: usize| own.iter().any(|(own, at, _)| *own == field && *at == number);
            let gone = (1..=of).filter(|number| !has(*number));
            let gone: Vec<String> = gone.map(|number| format!("{field}-{number:03}/{of:03}")).collect();
            if !gone.is_empty() {
                note(FormNoteKind::Gone(gone));
            }
        }
        if unread > 0 {
            note(FormNoteKind::Unread(unread));
        }
    }
    let mut draft = CatalogDraft { profile, ..CatalogDraft::default() };
    if !title.is_empty() {
        draft.top.insert(FieldId::Title, (title.to_owned(), DraftSpot::Line(None)));
    }
    draft.items = known.into_values().chain(added).collect();
    for (nth, item) in draft.items.iter_mut().enumerate() {
        item.fields.insert(FieldId::No, DraftValue::one((nth + 1).to_string(), At::default()));
    }
    let of = |quoted| write_with(&draft, WrittenForm { keys, quoted }, &Comments::new()).yaml;
    let yaml = Some(of(false)).filter(|yaml| reread::says(yaml, &draft)).unwrap_or_else(|| of(true));
    Ok(CollectedForms { yaml, items: draft.items.len(), notes })
}

/// What every item needs and some have not.
fn blanks(draft: &CatalogDraft) -> Vec<FormNoteKind> {
    const NEEDED: [FieldId; 9] = [
        FieldId::Topic,
        FieldId::Content,
        FieldId::Basis,
        FieldId::Deadline,
        FieldId::Publisher,
        FieldId::Channels,
        FieldId::Audience,
        FieldId::Method,
        FieldId::Levels,
    ];
    let mut said = Vec::new();
    for id in NEEDED {
        let lacks = |item: &&DraftItem| !item.fields.contains_key(&id) && !item.unread.contains(&id);
        match draft.items.iter().filter(lacks).count() {
            0 => {}
            n if n == draft.items.len() => said.push(FormNoteKind::NoColumn(id)),
            n => said.push(FormNoteKind::Blank(id, n)),
        }
    }
    said
}

fn take_code(item: &mut DraftItem) -> Option<String> {
    let at = item.extra.iter().position(|(head, ..)| head == CODE_HEAD)?;
    Some(item.extra.remove(at).1)
}

/// `社会救助-003/013`: the field, the number of the item, how many there are.
fn read_code(code: &str) -> Option<(String, usize, usize)> {
    let (field, rest) = code.trim().rsplit_once('-')?;
    let (number, of) = rest.split_once('/')?;
    let (number, of) = (number.parse().ok()?, of.parse().ok()?);
    (!field.is_empty() && (1..=of).contains(&number)).then(|| (field.to_owned(), number, of))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_whole_or_not_at_all() {
        assert_eq!(read_code("社会救助-003/013"), Some(("社会救助".to_owned(), 3, 13)));
        assert_eq!(read_code("城市-综合-001/002"), Some(("城市-综合".to_owned(), 1, 2)));
        for code in ["", "社会救助", "社会救助-014/013", "社会救助-0/013", "-001/002", "社会救助-1"] {
            assert_eq!(read_code(code), None, "{code}");
        }
    }
}
