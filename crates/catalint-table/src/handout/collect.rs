//! Forms that came back, as one catalog.
//!
//! A row is known by its code alone. What has no code was added by the body and goes behind; a code that is missing or stands
//! twice is said and never guessed at.

use std::collections::BTreeMap;

use catalint_core::lint::Settings;
use catalint_core::model::{FIELDS, FieldId, Scope};
use catalint_core::rule::{Finding, Lang, Severity};

use crate::catalog::{self, CatalogDraft, DraftItem, DraftSpot, DraftValue, compact, short};
use crate::error::Unreadable;
use crate::grid::{At, Grid, Grids};
use crate::import::{comments, reading_only, yaml};
use crate::lint::CheckedCatalog;
use crate::publish::{CODE_HEAD, FormCode, form_heads};
use crate::write::{CommentPlace, Comments};

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
#[derive(Debug)]
pub struct FormNote {
    /// The file.
    pub file: String,
    /// What it is.
    pub kind: FormNoteKind,
}

/// What is said of a form. Rows have their numbers in the sheet.
#[derive(Debug)]
pub enum FormNoteKind {
    /// It can't be read.
    Unreadable(Unreadable),
    /// There is no table of a catalog in it.
    NoTable,
    /// It has no codes: it is no form, or the column was deleted.
    NoCodes,
    /// Items of the form that are gone, by their position among so many.
    Gone(Vec<usize>, usize),
    /// Rows whose code a row above them has, too: they count as added.
    Twice(Vec<usize>),
    /// Rows that were added.
    Added(Vec<usize>),
    /// A column that the form had and that is gone.
    NoColumn(String),
    /// A field that is blank in these rows, or in all.
    Blank(FieldId, Vec<usize>, bool),
    /// What could not be read for certain.
    Doubt(Box<Finding>),
    /// Another file holds the same form.
    Again(String),
    /// It was made of another list of items than the form in this file.
    OtherList(String),
}

/// How the catalog is to be written.
#[derive(Debug, Clone, Copy)]
pub struct CollectedAs<'a> {
    /// The place before the field in the title; may be empty.
    pub area: &'a str,
    /// Its title; where it is empty, that of the field of the forms, if they have one.
    pub title: &'a str,
    /// The language of its keys.
    pub keys: Lang,
    /// The language of comments above what is in doubt.
    pub comments: Lang,
}

/// A row of a form with the comments about it.
type FormRow = (DraftItem, Vec<(CommentPlace, Vec<String>)>);

#[derive(Default)]
struct CollectedRows {
    /// By field, number of the item in the list, and position of the form.
    known: BTreeMap<(String, usize, usize), FormRow>,
    /// What was added.
    added: Vec<FormRow>,
    /// By field and body, the file.
    forms: BTreeMap<(String, String), String>,
    /// By field, the length of its list and the file that says so.
    lists: BTreeMap<String, (usize, String)>,
    top: Vec<String>,
    profile: Option<String>,
    notes: Vec<FormNote>,
}

/// Puts forms together, each with its name; of one item that several bodies fill in each has its own.
#[must_use]
pub fn collect_forms(forms: &[(String, Vec<u8>)], written: CollectedAs<'_>, options: &Settings) -> CollectedForms {
    let options = &reading_only(options);
    let mut rows = CollectedRows::default();
    for (nth, (file, bytes)) in forms.iter().enumerate() {
        let note = |kind| FormNote { file: file.clone(), kind };
        let document = match crate::read::read(file, bytes, None) {
            Ok(document) => document,
            Err(why) => {
                rows.notes.push(note(FormNoteKind::Unreadable(why)));
                continue;
            }
        };
        let drafts = catalog::read(&document, &options.profiles, &options.columns);
        if drafts.is_empty() {
            rows.notes.push(note(FormNoteKind::NoTable));
        }
        for draft in drafts {
            rows.take((nth, file), &document, draft, written.comments, options);
        }
    }
    let mut fields: Vec<String> = rows.known.keys().map(|(field, ..)| field.clone()).collect();
    fields.dedup();
    let mut draft = CatalogDraft { profile: rows.profile, ..CatalogDraft::default() };
    let title = match (written.title, fields.as_slice()) {
        ("", [field]) => format!("{}{field}领域政务公开标准目录", written.area),
        (title, _) => title.to_owned(),
    };
    if !title.is_empty() {
        draft.top.insert(FieldId::Title, (title, DraftSpot::Line(None)));
    }
    let mut comments = Comments::new();
    if !rows.top.is_empty() {
        comments.insert(CommentPlace::Top, rows.top);
    }
    for (mut item, said) in rows.known.into_values().chain(rows.added) {
        let nth = draft.items.len();
        item.fields.insert(FieldId::No, DraftValue::one((nth + 1).to_string(), At::default()));
        comments.extend(said.into_iter().map(|(place, lines)| (at_item(place, nth), lines)));
        draft.items.push(item);
    }
    CollectedForms { yaml: yaml(&draft, written.keys, &comments), items: draft.items.len(), notes: rows.notes }
}

const fn at_item(place: CommentPlace, nth: usize) -> CommentPlace {
    match place {
        CommentPlace::Field(_, field) => CommentPlace::Field(nth, field),
        _ => CommentPlace::Item(nth),
    }
}

impl CollectedRows {
    fn take(
        &mut self,
        (nth, file): (usize, &String),
        document: &Grids,
        mut draft: CatalogDraft,
        lang: Lang,
        options: &Settings,
    ) {
        // The column of codes is the form's own.
        let of_codes = |column: &catalog::DraftColumn| column.names.iter().any(|name| name == CODE_HEAD);
        if let Some(codes) = draft.read_columns.iter().position(of_codes) {
            draft.notices.retain(|notice| notice.at.column != codes);
        }
        let grid = &document.grids[draft.head.grid];
        let mut kinds = missing_columns(grid, &draft);
        let checked = CheckedCatalog::new(document, draft, lang, options);
        let draft = checked.draft;
        let doubts = checked.findings.into_iter().filter(|finding| finding.severity > Severity::Hint);
        let doubts: Vec<Finding> = doubts.collect();
        let mut said = comments(&doubts, lang);
        let named = |lines: Vec<String>| lines.into_iter().map(|line| format!("{file} {line}")).collect::<Vec<_>>();
        self.top.extend(named(said.remove(&CommentPlace::Top).unwrap_or_default()));
        self.profile = self.profile.take().or_else(|| draft.profile.clone());
        blanks(document, &draft, &mut kinds);
        let (mut seen, mut asked) = (Vec::new(), BTreeMap::new());
        let (mut twice, mut more) = (Vec::new(), Vec::new());
        for (item_nth, mut item) in draft.items.into_iter().enumerate() {
            let is_own = |place: &CommentPlace| match place {
                CommentPlace::Item(at) | CommentPlace::Field(at, _) => *at == item_nth,
                CommentPlace::Top => false,
            };
            let about = said.iter().filter(|(place, _)| is_own(place));
            let about = about.map(|(place, lines)| (*place, named(lines.clone()))).collect();
            let number = row_number(document, item.first);
            match take_code(&mut item) {
                Some(code) if seen.contains(&code) => {
                    twice.push(number);
                    self.added.push((item, about));
                }
                Some(code) => {
                    let key = (code.field.clone(), code.body.clone());
                    asked.entry(key).or_insert_with(|| (code.rows, code.list));
                    self.known.insert((code.field.clone(), code.nth, nth), (item, about));
                    seen.push(code);
                }
                None => {
                    more.push(number);
                    self.added.push((item, about));
                }
            }
        }
        if seen.is_empty() {
            kinds.push(FormNoteKind::NoCodes);
        } else if !more.is_empty() {
            kinds.push(FormNoteKind::Added(more));
        }
        if !twice.is_empty() {
            kinds.push(FormNoteKind::Twice(twice));
        }
        for ((field, body), (rows, list)) in asked {
            let has = |row: usize| seen.iter().any(|code| code.field == field && code.body == body && code.row == row);
            let gone: Vec<usize> = (1..=rows).filter(|row| !has(*row)).collect();
            if !gone.is_empty() {
                kinds.push(FormNoteKind::Gone(gone, rows));
            }
            let (first, other) = self.lists.entry(field.clone()).or_insert_with(|| (list, file.clone()));
            if *first != list {
                kinds.push(FormNoteKind::OtherList(other.clone()));
            }
            match self.forms.get(&(field.clone(), body.clone())) {
                Some(before) => kinds.push(FormNoteKind::Again(before.clone())),
                None => drop(self.forms.insert((field, body), file.clone())),
            }
        }
        kinds.extend(doubts.into_iter().map(|doubt| FormNoteKind::Doubt(Box::new(doubt))));
        self.notes.extend(kinds.into_iter().map(|kind| FormNote { file: file.clone(), kind }));
    }
}

/// The columns that the form was made with and that are gone.
fn missing_columns(grid: &Grid, draft: &CatalogDraft) -> Vec<FormNoteKind> {
    let above = grid.rows.iter().take(draft.head.row).flat_map(|row| &row.cells);
    let Some(made) = above.filter_map(|cell| form_heads(&cell.text)).next() else { return Vec::new() };
    let there = draft.heads.get(&draft.head.grid);
    let is_gone = |head: &String| there.is_some_and(|there| !there.contains(&short(&compact(head))));
    made.into_iter().filter(is_gone).map(FormNoteKind::NoColumn).collect()
}

/// What every item needs and some have not.
fn blanks(document: &Grids, draft: &CatalogDraft, said: &mut Vec<FormNoteKind>) {
    for field in FIELDS.iter().filter(|field| field.scope == Scope::Item && field.required) {
        let gone = |kind: &FormNoteKind| matches!(kind, FormNoteKind::NoColumn(head) if names(head, field.id));
        let lacks = |item: &&DraftItem| !item.fields.contains_key(&field.id) && !item.unread.contains(&field.id);
        let rows: Vec<usize> = draft.items.iter().filter(lacks).map(|item| row_number(document, item.first)).collect();
        let all = rows.len() == draft.items.len();
        if !rows.is_empty() && !(all && said.iter().any(gone)) {
            said.push(FormNoteKind::Blank(field.id, rows, all));
        }
    }
}

/// Whether a head is that of a field.
fn names(head: &str, field: FieldId) -> bool {
    head.starts_with(field.spec().label)
}

fn row_number(document: &Grids, at: At) -> usize {
    document.grids[at.grid].rows.get(at.row).map_or(at.row + 1, |row| row.number)
}

fn take_code(item: &mut DraftItem) -> Option<FormCode> {
    let at = item.extra.iter().position(|(head, ..)| head == CODE_HEAD)?;
    FormCode::read(&item.extra.remove(at).1)
}
