//! Other ticks in a table: in the columns of options, in a list with boxes, among names that are written out.

use std::collections::BTreeMap;

use catalint_core::fix::CellEdit;
use catalint_core::model::FieldId;
use catalint_domain::vocabulary::boxes::{self, Signs};

use crate::catalog::{CatalogDraft, DraftItem, Holds, Vocabulary, compact};
use crate::grid::{At, Grids};
use crate::marks::{self, TickMark};

/// What may stand between names in a cell.
const GAPS: [&str; 9] = ["、", "；", "，", ";", ",", "/", "　", " ", "\n"];

/// Finds the edits of cells that choose other options, or name more or fewer of them.
pub(super) struct Ticks<'a> {
    pub(super) document: &'a Grids,
    pub(super) draft: &'a CatalogDraft,
    pub(super) words: &'a Vocabulary<'a>,
}

/// The options of a field that are no longer chosen, and those that are now.
struct Changed<'t> {
    gone: Vec<&'t str>,
    come: Vec<&'t str>,
}

impl Ticks<'_> {
    /// The edits for a field of an item whose cell is `at`; none where the table has no place for them.
    pub(super) fn edits(
        &self,
        item: &DraftItem,
        (field, at): (FieldId, Option<At>),
        before: &[String],
        after: &[String],
    ) -> Option<Vec<CellEdit>> {
        let without = |all: &[String], known: &[String]| all.iter().all(|text| known.contains(text));
        if without(before, after) && without(after, before) {
            return None;
        }
        let changed = Changed {
            gone: before.iter().filter(|text| !after.contains(text)).map(String::as_str).collect(),
            come: after.iter().filter(|text| !before.contains(text)).map(String::as_str).collect(),
        };
        self.in_columns(item, field, &changed)
            .or_else(|| self.in_boxes(field, at?, &changed))
            .or_else(|| self.among_names(at?, before, after))
    }

    /// A column for each option: the cells of the row.
    fn in_columns(&self, item: &DraftItem, field: FieldId, changed: &Changed<'_>) -> Option<Vec<CellEdit>> {
        let is_option = |holds: &Holds| matches!(holds, Holds::Option(of, _) if *of == field);
        let columns = self.draft.read_columns.iter().enumerate().filter(|(_, column)| is_option(&column.holds));
        let columns: Vec<(usize, &str)> = columns
            .filter_map(|(nth, column)| match &column.holds {
                Holds::Option(_, word) => Some((nth, word.as_str())),
                _ => None,
            })
            .collect();
        let cell = |text: &str| {
            let of = columns.iter().find(|(_, word)| self.is_option(field, word, text))?;
            Some(At { column: of.0, ..item.first })
        };
        let sign = |wanted: TickMark| {
            let texts = columns.iter().flat_map(|(nth, _)| self.column(item.first.grid, *nth));
            most(texts.filter(|text| marks::tick(text) == wanted))
        };
        let mut edits = Vec::new();
        for text in &changed.gone {
            let at = cell(text)?;
            let said = self.text(at);
            if marks::tick(said) != TickMark::Ticked {
                return None;
            }
            edits.push(self.edit(at, said, sign(TickMark::Unticked).unwrap_or("")));
        }
        for text in &changed.come {
            let at = cell(text)?;
            let said = self.text(at);
            if !matches!(marks::tick(said), TickMark::Blank | TickMark::Unticked) {
                return None;
            }
            edits.push(self.edit(at, said, sign(TickMark::Ticked).unwrap_or("√")));
        }
        (!edits.is_empty()).then_some(edits)
    }

    /// `■政府网站 □政府公报`: the boxes of one cell.
    fn in_boxes(&self, field: FieldId, at: At, changed: &Changed<'_>) -> Option<Vec<CellEdit>> {
        let text = self.text(at);
        let found = boxes::boxes(text, Signs::Table, |text| self.words.begins(field, text));
        let sign = |ticked: bool| {
            let own = found.iter().filter(|one| one.ticked == Some(ticked)).map(|one| &text[one.mark.clone()]);
            let column = || self.column(at.grid, at.column).flat_map(|text| text.split_inclusive(|_| true));
            let others = || column().filter(|c| c.chars().next().and_then(boxes::boxed) == Some(of(ticked)));
            most(own).or_else(|| most(others()))
        };
        let mut edits = Vec::new();
        for (texts, ticked) in [(&changed.gone, true), (&changed.come, false)] {
            for wanted in texts {
                let words = |one: &&boxes::Ticked| self.is_option(field, &text[one.words.clone()], wanted);
                let one = found.iter().find(words).filter(|one| one.ticked == Some(ticked))?;
                let old = &text[one.mark.clone()];
                let new = sign(!ticked).unwrap_or_else(|| counterpart(old, !ticked));
                let (start, end) = (one.mark.start.min(one.words.start), one.mark.end.max(one.words.end));
                let part = &text[start..end];
                // The words tell which box it is.
                if text.matches(part).count() != 1 {
                    return None;
                }
                let at_mark = one.mark.start - start;
                let after = format!("{}{new}{}", &part[..at_mark], &part[at_mark + old.len()..]);
                edits.push(self.edit(at, part, &after));
            }
        }
        (!edits.is_empty()).then_some(edits)
    }

    /// `政府网站、政府公报`: more names or fewer, with one kind of gap between them.
    fn among_names(&self, at: At, before: &[String], after: &[String]) -> Option<Vec<CellEdit>> {
        if before.is_empty() || after.is_empty() || before.len() == after.len() {
            return None;
        }
        let text = self.text(at);
        let names =
            |gap: &str| -> Vec<String> { text.split(gap).map(compact).filter(|name| !name.is_empty()).collect() };
        let wanted: Vec<String> = before.iter().map(|text| compact(text)).collect();
        let gap = GAPS.into_iter().find(|gap| names(gap) == wanted && (before.len() > 1 || *gap == GAPS[0]))?;
        Some(vec![self.edit(at, text, &after.join(gap))])
    }

    /// Whether words of the table name an option.
    fn is_option(&self, field: FieldId, words: &str, option: &str) -> bool {
        let name = |text: &str| self.words.option(field, text).map(|(name, _)| name);
        compact(words) == compact(option) || name(words).is_some_and(|known| name(option) == Some(known))
    }

    fn edit(&self, at: At, before: &str, after: &str) -> CellEdit {
        let grid = &self.document.grids[at.grid];
        let number = grid.rows.get(at.row).map_or(at.row + 1, |row| row.number);
        CellEdit { cell: grid.address(number, at.column), before: before.to_owned(), after: after.to_owned() }
    }

    fn text(&self, at: At) -> &str {
        let row = self.document.grids[at.grid].rows.get(at.row);
        let cell = row.and_then(|row| row.cells.iter().find(|cell| cell.column == at.column));
        cell.map_or("", |cell| cell.text.as_str())
    }

    fn column(&self, grid: usize, column: usize) -> impl Iterator<Item = &str> {
        let cells = self.document.grids[grid].rows.iter().flat_map(|row| &row.cells);
        cells.filter(move |cell| cell.column == column).map(|cell| cell.text.trim())
    }
}

fn of(ticked: bool) -> boxes::Boxed {
    if ticked { boxes::Boxed::Chosen } else { boxes::Boxed::Open }
}

/// The text that stands most often, blank ones left out; of as many the first in the order of characters.
fn most<'t>(texts: impl Iterator<Item = &'t str>) -> Option<&'t str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for text in texts.filter(|text| !text.is_empty()) {
        *counts.entry(text).or_default() += 1;
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(text, _)| text)
}

/// The box that goes with one where the table has no other.
fn counterpart(sign: &str, ticked: bool) -> &'static str {
    match (sign, ticked) {
        ("□", true) => "■",
        ("☐" | "▢", true) => "☑",
        ("◻", true) => "◼",
        ("☑" | "☒", false) => "☐",
        ("◼", false) => "◻",
        (_, true) => "√",
        (_, false) => "□",
    }
}
