//! A catalog as the table that its profile prints.

use catalint_core::model::FieldId;
use catalint_domain::date::Date;
use catalint_domain::vocabulary::profile::Profile;

use super::source::{extra_heads, named, option_of, rank, spelled};
use super::{Published, PublishedColumn};
use crate::catalog::{CatalogDraft, DraftItem, acts, body_of, compact, elements};
use crate::grid::{Cell, Grid, GridName, Row};

/// The longest word that is a column of its own.
const LONGEST_HEAD: usize = 12;
/// Words beside the profile that get columns of their own; with more the field is one column of words.
const MOST_OWN: usize = 3;
/// Rows of one merged cell; readers of web pages take no more than 1000.
const MOST_MERGED: usize = 500;
/// What a column says of each item.
enum LaidColumn {
    Field(FieldId),
    /// A tick, or who it is.
    Option(FieldId, String),
    Extra(String),
}

struct Planned {
    says: LaidColumn,
    /// The head, its parent first where it has one.
    parent: Option<String>,
    name: String,
}

/// Lays a catalog out.
pub(super) fn lay(draft: &CatalogDraft, profile: &Profile) -> Published {
    let planned = plan(draft, profile);
    let head_rows = if planned.iter().any(|column| column.parent.is_some()) { 2 } else { 1 };
    let mut rows = head(&planned, head_rows);
    let no_numbers = !draft.items.iter().any(|item| item.fields.contains_key(&FieldId::No));
    for (nth, item) in draft.items.iter().enumerate() {
        let text = |column: &Planned| match &column.says {
            LaidColumn::Field(FieldId::No) if no_numbers => (nth + 1).to_string(),
            says => says.text(item, profile),
        };
        let cells = planned.iter().enumerate().map(|(at, column)| Cell::new(at, text(column))).collect();
        rows.push(Row { number: head_rows + nth + 1, cells });
    }
    merge(&mut rows, &planned, head_rows);
    let top = |id: FieldId| draft.top.get(&id).map(|(text, _)| text.as_str());
    let title = top(FieldId::Title).unwrap_or_default();
    let authority = top(FieldId::Authority).filter(|&body| body_of(title).as_deref() != Some(body));
    let updated = top(FieldId::Updated).map(office_day);
    let above = [(authority, "编制单位"), (updated.as_deref(), "更新日期")];
    Published {
        title: title.to_owned(),
        above: above.into_iter().filter_map(|(text, label)| Some(format!("{label}：{}", text?))).collect(),
        grid: Grid { name: GridName::Only, rows, counted: true, ..Grid::default() },
        head_rows,
        columns: planned.iter().map(|column| column.column(profile)).collect(),
    }
}

/// A day as an office writes it, 2024年3月1日; what is no day, or is written in another way, stays as it is.
fn office_day(text: &str) -> String {
    Date::parse(text.trim()).map_or_else(|| text.to_owned(), Date::chinese)
}

/// Which columns there are.
fn plan(draft: &CatalogDraft, profile: &Profile) -> Vec<Planned> {
    let mut columns = Vec::new();
    for field in profile.columns.iter().filter_map(|key| FieldId::from_key(key)) {
        if field == FieldId::Extra {
            let plan =
                |name: &String| Planned { says: LaidColumn::Extra(name.clone()), parent: None, name: name.clone() };
            columns.extend(extra_heads(draft).into_iter().map(plan));
            continue;
        }
        let optional = profile.optional.iter().any(|key| key == field.key());
        if optional && !draft.items.iter().any(|item| item.fields.contains_key(&field)) {
            continue;
        }
        let head = profile.headers.get(field.key()).map_or(field.spec().label, String::as_str);
        let words = match field {
            FieldId::Audience | FieldId::Method | FieldId::Levels => words(draft, field, profile),
            _ => None,
        };
        let (parent, name) = head.split_once('/').map_or((None, head), |(parent, name)| (Some(parent), name));
        match words {
            Some(words) => columns.extend(words.into_iter().map(|word| Planned {
                says: LaidColumn::Option(field, word.clone()),
                parent: Some(head.to_owned()),
                name: word,
            })),
            None => columns.push(Planned {
                says: LaidColumn::Field(field),
                parent: parent.map(str::to_owned),
                name: name.to_owned(),
            }),
        }
    }
    columns
}

/// The options of a field that have a column each: those of the template and those that an item has, in
/// the spelling of the catalog. None where there are words that can be no head.
fn words(draft: &CatalogDraft, field: FieldId, profile: &Profile) -> Option<Vec<String>> {
    let known = named(field, profile);
    let mut used: Vec<(usize, String)> = Vec::new();
    let mut own = 0;
    for text in draft.items.iter().filter_map(|item| item.fields.get(&field)).flat_map(|value| &value.texts) {
        let found = spelled(field, text, profile).or_else(|| spelled(field, option_of(text), profile));
        let found = match found {
            Some(found) => found,
            None if used.iter().any(|(_, word)| word == text) => continue,
            None => {
                own += 1;
                if own > MOST_OWN || compact(text).chars().count() > LONGEST_HEAD || text.contains('\n') {
                    return None;
                }
                (known.len(), text.clone())
            }
        };
        if !used.contains(&found) {
            used.push(found);
        }
    }
    for (nth, term) in known.iter().enumerate() {
        if term.always && !used.iter().any(|(rank, _)| *rank == nth) {
            used.push((nth, term.name.clone()));
        }
    }
    used.sort();
    Some(used.into_iter().map(|(_, word)| word).collect())
}

fn head(planned: &[Planned], head_rows: usize) -> Vec<Row> {
    let mut rows: Vec<Row> = (1..=head_rows).map(|number| Row { number, cells: Vec::new() }).collect();
    for (at, column) in planned.iter().enumerate() {
        let Some(parent) = &column.parent else {
            rows[0].cells.push(Cell { rows: head_rows, ..Cell::new(at, column.name.as_str()) });
            continue;
        };
        rows[1].cells.push(Cell::new(at, column.name.as_str()));
        match rows[0].cells.last_mut() {
            Some(last) if last.rows == 1 && last.text == *parent => last.columns += 1,
            _ => rows[0].cells.push(Cell::new(at, parent.as_str())),
        }
    }
    rows
}

/// Makes one cell of the same category in rows below each other, and of the same topic within it.
fn merge(rows: &mut [Row], planned: &[Planned], head_rows: usize) {
    // A row without a number of its own would be read as going on with the one above.
    let body = &mut rows[head_rows..];
    let no = planned.iter().position(|column| matches!(column.says, LaidColumn::Field(FieldId::No)));
    if no.is_some_and(|no| body.iter().any(|row| row.cells[no].is_blank())) {
        return;
    }
    let names = [FieldId::Category, FieldId::Topic];
    let columns: Vec<usize> = (0..planned.len())
        .filter(|&at| matches!(planned[at].says, LaidColumn::Field(field) if names.contains(&field)))
        .collect();
    for (nth, &column) in columns.iter().enumerate().rev() {
        let same = |a: &Row, b: &Row| {
            columns[..=nth].iter().all(|&c| a.cells[c].text == b.cells[c].text) && !a.cells[column].is_blank()
        };
        let mut first = 0;
        let mut covered = Vec::new();
        for row in 1..body.len() {
            if same(&body[first], &body[row]) && row - first < MOST_MERGED {
                body[first].cells[column].rows += 1;
                covered.push(row);
            } else {
                first = row;
            }
        }
        // The columns before this one are looked at later, so those behind it may go.
        covered.into_iter().for_each(|row| drop(body[row].cells.remove(column)));
    }
}

impl LaidColumn {
    fn text(&self, item: &DraftItem, profile: &Profile) -> String {
        match self {
            Self::Extra(name) => item
                .extra
                .iter()
                .find(|(known, ..)| known == name)
                .map_or_else(String::new, |(_, text, _)| text.clone()),
            Self::Field(FieldId::Channels) => channels(item, profile),
            Self::Field(field) => {
                let Some(value) = item.fields.get(field) else { return String::new() };
                let texts = value.texts.as_slice();
                match (field, texts) {
                    (_, [text]) => text.clone(),
                    (FieldId::Content, texts) => {
                        let ways = [numbered(texts, ". "), numbered(texts, "、"), texts.join("\n")];
                        list(texts, ways, |text| elements(text).texts)
                    }
                    (FieldId::Basis, texts) => {
                        let ways = [texts.join("\n"), numbered(texts, ". "), numbered(texts, "、")];
                        list(texts, ways, |text| acts(text).texts)
                    }
                    _ => texts.join("、"),
                }
            }
            Self::Option(field, word) => {
                let Some(value) = item.fields.get(field) else { return String::new() };
                let is = |text: &str| spelled(*field, text, profile).map_or(text == word, |(_, own)| own == *word);
                // Who it is says more than the tick.
                let who = |text: &'_ String| {
                    let option = option_of(text);
                    let named = spelled(*field, text, profile).is_none() && option.len() < text.len() && is(option);
                    named.then(|| text[option.len()..].trim_start_matches(['：', ':', ' ']).to_owned())
                };
                let said: Vec<String> = value.texts.iter().filter_map(who).collect();
                if said.is_empty() && value.texts.iter().any(|text| is(text)) {
                    return profile.tick.to_string();
                }
                said.join("、")
            }
        }
    }
}

/// A list in one cell, in the first of the usual ways that is read back as the same list.
fn list(texts: &[String], ways: [String; 3], read: impl Fn(&str) -> Vec<String>) -> String {
    let [usual, ..] = &ways;
    ways.iter().find(|way| read(way) == texts).unwrap_or(usual).clone()
}

/// The entries, each behind its number.
fn numbered(texts: &[String], mark: &str) -> String {
    let lines = texts.iter().enumerate().map(|(nth, text)| format!("{}{mark}{text}", nth + 1));
    lines.collect::<Vec<_>>().join("\n")
}

/// Every channel of the profile with its box, and those beside it that are chosen.
fn channels(item: &DraftItem, profile: &Profile) -> String {
    let texts = item.fields.get(&FieldId::Channels).map_or(&[][..], |value| &value.texts);
    let boxes = profile.boxes;
    let mut parts = Vec::new();
    for (nth, channel) in profile.channels.iter().enumerate() {
        let own: Vec<&String> = texts.iter().filter(|text| rank(FieldId::Channels, text, profile) == nth).collect();
        if own.is_empty() {
            parts.push(format!("{}{}", boxes.open, channel.name));
        }
        parts.extend(own.into_iter().map(|text| format!("{}{text}", boxes.chosen)));
    }
    let others = texts.iter().filter(|text| rank(FieldId::Channels, text, profile) == profile.channels.len());
    parts.extend(others.map(|text| format!("{}{text}", boxes.chosen)));
    parts.join(" ")
}

impl Planned {
    fn column(&self, profile: &Profile) -> PublishedColumn {
        let (field, width) = match &self.says {
            LaidColumn::Extra(_) => (None, 12),
            LaidColumn::Option(field, _) => (Some(*field), 5),
            LaidColumn::Field(field) => (
                Some(*field),
                match field {
                    FieldId::No => 5,
                    FieldId::Category => 10,
                    FieldId::Topic | FieldId::Detail => 11,
                    FieldId::Subtopic | FieldId::Audience | FieldId::Method | FieldId::Levels => 12,
                    // Wider ones would make the letters of a printed sheet too small.
                    FieldId::Content | FieldId::Basis | FieldId::Channels => 24,
                    FieldId::Deadline => 15,
                    _ => 12,
                },
            ),
        };
        let choices = match &self.says {
            LaidColumn::Option(FieldId::Audience, word)
                if profile.audiences.iter().any(|a| !a.everyone && a.name == *word) =>
            {
                Vec::new()
            }
            LaidColumn::Option(..) => vec![profile.tick.to_string()],
            LaidColumn::Field(field @ (FieldId::Audience | FieldId::Method | FieldId::Levels)) => {
                named(*field, profile).into_iter().map(|term| term.name).collect()
            }
            _ => Vec::new(),
        };
        let centred = matches!(self.says, LaidColumn::Option(..) | LaidColumn::Field(FieldId::No));
        PublishedColumn { field, width, choices, centred }
    }
}
