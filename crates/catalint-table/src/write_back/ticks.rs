//! Other ticks in a table: in the columns of options, in a list with boxes, among names that are written out.

use std::collections::BTreeMap;

use catalint_core::fix::CellEdit;
use catalint_core::model::FieldId;
use catalint_domain::vocabulary::boxes::{self, Signs};

use crate::catalog::{CatalogDraft, DraftItem, Holds, OPTIONS, Vocabulary, compact};
use crate::grid::{At, Grids};
use crate::marks::{self, TickMark};
use crate::mend::LeftOutWhy;
use crate::mend::atoms::{Splice, spliced};

/// What may stand between names in a cell.
const GAPS: [&str; 9] = ["、", "；", "，", ";", ",", "/", "　", " ", "\n"];

/// Finds the edits of cells that choose other options, or name more or fewer of them.
pub(super) struct Ticks<'a> {
    pub(super) document: &'a Grids,
    pub(super) draft: &'a CatalogDraft,
    pub(super) words: &'a Vocabulary<'a>,
}

/// The options of a field that are no longer chosen, and those that are now.
struct Changed {
    gone: Vec<String>,
    come: Vec<String>,
}

impl Ticks<'_> {
    /// The edits for a field of an item whose cell is `at`; none where nothing else is chosen, or the table lists no options.
    ///
    /// # Errors
    /// Why the table has no place for them.
    pub(super) fn edits(
        &self,
        item: &DraftItem,
        (field, at): (FieldId, Option<At>),
        before: &[String],
        after: &[String],
    ) -> Result<Option<Vec<CellEdit>>, LeftOutWhy> {
        let without = |all: &[String], known: &[String]| -> Vec<String> {
            all.iter().filter(|text| !known.contains(text)).cloned().collect()
        };
        let changed = Changed { gone: without(before, after), come: without(after, before) };
        if changed.gone.is_empty() && changed.come.is_empty() {
            return Ok(None);
        }
        let columns = self.columns_of_options(field);
        if !columns.is_empty() {
            return self.in_columns(item, field, &columns, &changed).map(Some);
        }
        let Some(at) = at else { return Ok(None) };
        Ok(self.in_boxes(field, at, &changed).or_else(|| self.among_names((field, at), before, after)))
    }

    /// The columns of the options of a field, by place, with their names.
    fn columns_of_options(&self, field: FieldId) -> Vec<(usize, &str)> {
        let columns = self.draft.read_columns.iter().enumerate();
        let of_option = columns.filter_map(|(nth, column)| match &column.holds {
            Holds::Option(of, word) if *of == field => Some((nth, word.as_str())),
            _ => None,
        });
        of_option.collect()
    }

    /// A column for each option: the cells of the row.
    fn in_columns(
        &self,
        item: &DraftItem,
        field: FieldId,
        columns: &[(usize, &str)],
        changed: &Changed,
    ) -> Result<Vec<CellEdit>, LeftOutWhy> {
        let named = |text: &str| {
            let column = columns.iter().find(|(_, word)| self.is_option(field, word, text));
            column.map(|(nth, _)| *nth).ok_or(LeftOutWhy::NoColumn)
        };
        let sign = |wanted: TickMark| {
            let texts = columns.iter().flat_map(|(nth, _)| self.column(item.first.grid, *nth));
            most(texts.filter(|text| marks::tick(text) == wanted))
        };
        let mut edits: Vec<CellEdit> = Vec::new();
        let gone = changed.gone.iter().map(|text| (text, false));
        for (text, ticked) in gone.chain(changed.come.iter().map(|text| (text, true))) {
            let at = At { column: named(text)?, ..item.first };
            let said = self.text(at);
            let (is_so, new) = match ticked {
                true => (matches!(marks::tick(said), TickMark::Blank | TickMark::Unticked), TickMark::Ticked),
                false => (marks::tick(said) == TickMark::Ticked, TickMark::Unticked),
            };
            let edit = self.edit(at, said, sign(new).unwrap_or(if ticked { "√" } else { "" }));
            // The name of an option at the head of its column is no tick.
            if !is_so || edits.iter().any(|known| known.cell == edit.cell) {
                return Err(LeftOutWhy::Sign);
            }
            edits.push(edit);
        }
        Ok(edits)
    }

    /// `■政府网站 □政府公报`: the boxes of the cells of a row that list a field.
    fn in_boxes(&self, field: FieldId, at: At, changed: &Changed) -> Option<Vec<CellEdit>> {
        let columns = self.draft.read_columns.iter().enumerate();
        let columns = columns.filter(|(nth, column)| *nth != at.column && column.holds == Holds::Field(field));
        let cells: Vec<At> = [at].into_iter().chain(columns.map(|(column, _)| At { column, ..at })).collect();
        let lists: Vec<BoxList<'_>> = cells.iter().map(|at| BoxList::read(self, field, *at)).collect();
        if lists[0].boxes.is_empty() {
            return None;
        }
        let mut splices: Vec<Vec<Splice>> = lists.iter().map(|_| Vec::new()).collect();
        let mut added = String::new();
        for (texts, ticked) in [(&changed.gone, true), (&changed.come, false)] {
            for wanted in texts {
                let named = |list: &BoxList<'_>| {
                    let is_named = |one: &&boxes::Ticked| self.is_option(field, &list.text[one.words.clone()], wanted);
                    list.boxes.iter().find(is_named).cloned()
                };
                let Some((nth, one)) = lists.iter().enumerate().find_map(|(nth, list)| Some((nth, named(list)?)))
                else {
                    if ticked || lists.len() > 1 {
                        return None;
                    }
                    added += &lists[0].more(self, wanted)?;
                    continue;
                };
                if one.ticked != Some(ticked) {
                    return None;
                }
                let new = lists[nth].sign(self, !ticked, &one);
                splices[nth].push(Splice { range: one.mark, new });
            }
        }
        if !added.is_empty() {
            let end = lists[0].boxes.last()?.words.end;
            splices[0].push(Splice { range: end..end, new: added });
        }
        let changed = lists.iter().zip(&mut splices).filter(|(_, splices)| !splices.is_empty());
        Some(changed.map(|(list, splices)| self.edit(list.at, list.text, &spliced(list.text, splices))).collect())
    }

    /// `政府网站、政府公报`: more names or fewer, with one kind of gap between them; on lines of their own, numbered or not.
    fn among_names(&self, (field, at): (FieldId, At), before: &[String], after: &[String]) -> Option<Vec<CellEdit>> {
        if before.is_empty() || after.is_empty() || before.len() == after.len() {
            return None;
        }
        let text = self.text(at);
        let wanted: Vec<String> = before.iter().map(|text| compact(text)).collect();
        // One name has no gap yet.
        let first = if OPTIONS.contains(&field) { "、" } else { "\n" };
        for gap in GAPS.into_iter().filter(|gap| before.len() > 1 || *gap == first) {
            let parts: Vec<&str> = text.split(gap).map(str::trim).filter(|part| !part.is_empty()).collect();
            let is_list =
                |from: fn(&str) -> &str| parts.iter().map(|part| compact(from(part))).eq(wanted.iter().cloned());
            if is_list(|part| part) {
                return Some(vec![self.edit(at, text, &after.join(gap))]);
            }
            if gap == "\n" && is_list(behind_number) {
                let dot = parts[0].trim_start_matches(|c: char| c.is_ascii_digit()).chars().next()?;
                let lines: Vec<String> = after.iter().zip(1..).map(|(text, nth)| format!("{nth}{dot}{text}")).collect();
                return Some(vec![self.edit(at, text, &lines.join(gap))]);
            }
        }
        None
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
        self.document.text_at(at)
    }

    fn column(&self, grid: usize, column: usize) -> impl Iterator<Item = &str> {
        let cells = self.document.grids[grid].rows.iter().flat_map(|row| &row.cells);
        cells.filter(move |cell| cell.column == column).map(|cell| cell.text.trim())
    }
}

/// A cell that lists options with boxes.
struct BoxList<'t> {
    at: At,
    text: &'t str,
    boxes: Vec<boxes::Ticked>,
}

impl<'t> BoxList<'t> {
    fn read(ticks: &'t Ticks<'_>, field: FieldId, at: At) -> Self {
        let text = ticks.text(at);
        let boxes = boxes::boxes(text, Signs::Table, |text| ticks.words.begins(field, text));
        Self { at, text, boxes }
    }

    /// The sign for a box: as in this cell, else as in its column, else the one that goes with it.
    fn sign(&self, ticks: &Ticks<'_>, ticked: bool, of: &boxes::Ticked) -> String {
        let own = self.boxes.iter().filter(|one| one.ticked == Some(ticked)).map(|one| &self.text[one.mark.clone()]);
        let wanted = if ticked { boxes::Boxed::Chosen } else { boxes::Boxed::Open };
        let signs = ticks.column(self.at.grid, self.at.column).flat_map(|text| text.split_inclusive(|_| true));
        let signs = signs.filter(|sign| sign.chars().next().and_then(boxes::boxed) == Some(wanted));
        let sign = most(own).or_else(|| most(signs));
        sign.unwrap_or_else(|| counterpart(&self.text[of.mark.clone()], ticked)).to_owned()
    }

    /// What is added for one more, where boxes stand before their words.
    fn more(&self, ticks: &Ticks<'_>, option: &str) -> Option<String> {
        let is_named = |one: &boxes::Ticked| one.mark.end <= one.words.start && !one.words.is_empty();
        if !self.boxes.iter().all(is_named) {
            return None;
        }
        let last = self.boxes.last()?;
        let before = self.boxes.len().checked_sub(2).map(|nth| &self.text[self.boxes[nth].words.end..last.mark.start]);
        // Nothing is put on a line of its own.
        let gap = before.filter(|gap| !gap.contains('\n')).unwrap_or(" ");
        Some(format!("{gap}{}{option}", self.sign(ticks, true, last)))
    }
}

/// `救助标准` of `1.救助标准`; all of a text without a number.
fn behind_number(text: &str) -> &str {
    let words = text.trim_start_matches(|c: char| c.is_ascii_digit());
    if words.len() == text.len() { text } else { words.strip_prefix(['.', '、', '．']).map_or(text, str::trim_start) }
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
