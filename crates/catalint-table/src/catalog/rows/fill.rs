//! Blank cells below a value: merged cells of a sheet that was saved as text, or nothing filled in. Which,
//! the pattern of the column tells; where it does not, the field is left open.

use std::collections::BTreeMap;

use catalint_core::model::FieldId;

use super::{HeadedRow, NAMES, RawItem, RawText, RowReader};
use crate::catalog::head::{Holds, TableHead};
use crate::catalog::notice::Notice;
use crate::catalog::value::compact;
use crate::catalog::vocabulary::OPTIONS;
use crate::grid::At;

/// Fields whose cells are merged over several items.
const MERGED: [FieldId; 8] = [
    FieldId::Content,
    FieldId::Basis,
    FieldId::Deadline,
    FieldId::Publisher,
    FieldId::Channels,
    FieldId::Audience,
    FieldId::Method,
    FieldId::Levels,
];

/// Of these a row that says nothing but its names has none.
const REST: [FieldId; 4] = [FieldId::Basis, FieldId::Deadline, FieldId::Publisher, FieldId::Channels];

/// What the column of a field says in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
enum ColumnSays {
    Nothing,
    Covered,
    Own(String),
}

/// How the column of a field is filled.
#[derive(Debug, Clone, Copy, Default)]
struct FillColumn {
    /// Rows with a value.
    written: usize,
    /// Rows that are blank below a value.
    blank: usize,
    /// Rows that repeat the value right above them, other than those that begin a topic.
    repeated: usize,
}

/// How a table writes what holds for several rows.
#[derive(Debug, Default)]
pub(super) struct FillStyle {
    columns: BTreeMap<FieldId, FillColumn>,
    /// Whether the file has merged cells in the body, so that a blank cell is one.
    keeps_merged: bool,
    /// Whether names are left blank below the first of a group, or rows say nothing but their names.
    leaves_blank: bool,
    /// Groups of tick columns with a tick somewhere.
    ticked: Vec<FieldId>,
}

/// What a blank cell is.
enum BlankCell {
    Missing,
    Merged,
    Open,
}

impl FillStyle {
    pub(super) fn of(lines: &[&HeadedRow<'_>], head: &TableHead) -> Self {
        let mut style = Self::default();
        // Where a new topic begins a value stands again, whatever the style.
        let names_blank = leaves_names_blank(lines, head);
        let begins =
            |line: &HeadedRow<'_>| names_blank && matches!(says(line, head, FieldId::Topic), ColumnSays::Own(_));
        let says_text = |field: FieldId| head.columns.iter().any(|column| column.holds == Holds::Field(field));
        for field in MERGED.into_iter().filter(|field| says_text(*field)) {
            let mut column = FillColumn::default();
            let mut before: Option<String> = None;
            for line in lines {
                match says(line, head, field) {
                    ColumnSays::Covered => style.keeps_merged = true,
                    ColumnSays::Nothing => {
                        column.blank += usize::from(column.written > 0);
                        before = None;
                    }
                    ColumnSays::Own(text) => {
                        column.written += 1;
                        column.repeated += usize::from(before.as_ref() == Some(&text) && !begins(line));
                        before = Some(text);
                    }
                }
            }
            style.columns.insert(field, column);
        }
        style.leaves_blank = names_blank || lines.iter().skip(1).any(|line| is_bare(line, head));
        let ticks = |field: &FieldId| {
            let mut columns = head.of(*field).filter(|&c| matches!(head.holds(c), Holds::Option(..)));
            columns.any(|c| lines.iter().any(|line| line.cells.get(c).is_some_and(|seen| !seen.text.is_empty())))
        };
        style.ticked = OPTIONS.into_iter().filter(ticks).collect();
        style
    }

    /// What a blank cell of a row is.
    fn blank(&self, field: FieldId, line: &HeadedRow<'_>, head: &TableHead, before: &RawItem<'_>) -> BlankCell {
        if is_bare(line, head) {
            return BlankCell::Merged;
        }
        let column = self.columns.get(&field).copied().unwrap_or_default();
        if self.keeps_merged || (column.repeated > 0 && column.repeated >= column.blank) {
            return BlankCell::Missing;
        }
        if !self.leaves_blank && (column.repeated > 0 || column.blank < 2 || column.blank < column.written) {
            return BlankCell::Missing;
        }
        // A row that writes again what the row above has does not lean on it for the rest.
        let (mut typed, mut again) = (0, 0);
        for (&other, column) in self.columns.iter().filter(|(field, _)| **field != FieldId::Content) {
            let ColumnSays::Own(text) = says(line, head, other) else { continue };
            typed += 1;
            let above =
                before.texts.get(&other).map(|texts| texts.iter().map(|raw| compact(raw.text)).collect::<String>());
            again += usize::from(column.blank > 0 && above == Some(text));
        }
        let leans = again < 2 && (again < typed || typed == 0) && field != FieldId::Content;
        if leans { BlankCell::Merged } else { BlankCell::Open }
    }
}

/// What a field says in a row, its columns together, blanks left out.
fn says(line: &HeadedRow<'_>, head: &TableHead, field: FieldId) -> ColumnSays {
    let cells = || head.of(field).filter_map(|column| line.cells.get(column)).filter(|seen| !seen.text.is_empty());
    let own: String = cells().filter(|seen| !seen.covered).map(|seen| compact(seen.text)).collect();
    match cells().next() {
        None => ColumnSays::Nothing,
        Some(_) if own.is_empty() => ColumnSays::Covered,
        Some(_) => ColumnSays::Own(own),
    }
}

/// Whether a row says nothing but its names, in a table with columns for more.
fn is_bare(line: &HeadedRow<'_>, head: &TableHead) -> bool {
    let there = REST.into_iter().filter(|field| head.of(*field).next().is_some()).count();
    let named = NAMES.into_iter().any(|field| matches!(says(line, head, field), ColumnSays::Own(_)));
    let nothing = |field: FieldId| says(line, head, field) == ColumnSays::Nothing;
    let ticked = line
        .cells
        .iter()
        .enumerate()
        .any(|(c, seen)| matches!(head.holds(c), Holds::Option(..)) && !seen.text.is_empty());
    there > 2 && named && !ticked && line.open.is_empty() && REST.into_iter().all(nothing)
}

/// Whether topics are left blank below the first of their group, and not written again.
fn leaves_names_blank(lines: &[&HeadedRow<'_>], head: &TableHead) -> bool {
    let of = |field: FieldId| {
        let (mut blank, mut again) = (0, 0);
        let mut before = None;
        for line in lines.iter().filter(|line| !line.moved) {
            match says(line, head, field) {
                ColumnSays::Nothing => blank += usize::from(before.is_some()),
                ColumnSays::Covered => {}
                ColumnSays::Own(text) => {
                    again += usize::from(before.as_ref() == Some(&text));
                    before = Some(text);
                }
            }
        }
        blank > again
    };
    of(FieldId::Topic) || of(FieldId::Category)
}

impl<'a> RowReader<'a, '_, '_> {
    /// Takes over from the item above what a blank cell leaves out.
    pub(super) fn fill(&mut self, item: &mut RawItem<'a>, line: &HeadedRow<'a>, style: &FillStyle) {
        let Some(before) = self.items.last() else { return };
        let blank = |item: &RawItem<'_>, field: FieldId| {
            let in_words = |c: usize| !matches!(self.head.holds(c), Holds::Option(..));
            self.head.of(field).any(in_words)
                && item.places.contains_key(&field)
                && !item.texts.contains_key(&field)
                && !item.open.contains(&field)
        };
        let mut taken = names_above(item, &blank);
        let named = [FieldId::Subtopic, FieldId::Detail].into_iter().any(|field| item.texts.contains_key(&field));
        item.under |= taken.contains(&FieldId::Topic) && !named;
        let (mut merged, mut open) = (Vec::new(), Vec::new());
        for field in MERGED.into_iter().filter(|field| blank(item, *field)) {
            let above = before.texts.contains_key(&field);
            match style.blank(field, line, self.head, before) {
                BlankCell::Merged if above => merged.push(field),
                // What the row above leaves open is open here.
                BlankCell::Merged | BlankCell::Open if above || before.open.contains(&field) => open.push(field),
                _ => {}
            }
        }
        // Ticks are never taken from above; where the rest of a row is merged, theirs may be, too.
        let unticked: Vec<FieldId> = style
            .ticked
            .iter()
            .copied()
            .filter(|field| !(merged.is_empty() && open.is_empty()) && no_tick(item, *field))
            .collect();
        taken.extend(merged);
        let texts: Vec<(FieldId, Vec<RawText<'a>>)> =
            taken.into_iter().filter_map(|field| Some((field, before.texts.get(&field)?.clone()))).collect();
        let nth = self.items.len();
        let mut run = BTreeMap::new();
        for (field, texts) in texts {
            let at = item.places.get(&field).copied().unwrap_or(item.first);
            if !line.moved {
                run.insert(field, self.say_filled(nth, field, at, &texts));
            }
            // It is one cell with that above, as where it is merged.
            item.places.insert(field, texts[0].at);
            item.texts.insert(field, texts.into_iter().map(|raw| RawText { covered: true, ..raw }).collect());
        }
        self.runs = run;
        for field in open {
            let at = item.places.get(&field).copied().unwrap_or(item.first);
            item.open.insert(field);
            self.notices.push(Notice::new("IMP005", 1, at).of(nth, field).arg("field", field.key()));
        }
        for field in unticked {
            let at = item.places.get(&field).copied().unwrap_or(item.first);
            item.open.insert(field);
            self.notices.push(Notice::new("IMP004", 4, at).of(nth, field).arg("field", field.key()));
        }
    }

    /// Says that a blank cell was filled: once for all that follow one another.
    fn say_filled(&mut self, nth: usize, field: FieldId, at: At, texts: &[RawText<'_>]) -> usize {
        if let Some(&known) = self.runs.get(&field) {
            let notice = &mut self.notices[known];
            notice.also.push(nth);
            notice.message = 2;
            let cells = (notice.also.len() + 1).to_string();
            notice.args.retain(|(name, _)| *name != "cells");
            notice.args.push(("cells", cells));
            return known;
        }
        let said: Vec<String> = texts.iter().map(|raw| crate::catalog::value::one(raw.text).text).collect();
        self.notices.push(Notice::repaired(at, "", &said.join("、")).of(nth, field));
        self.notices.len() - 1
    }
}

/// The names that a row takes from the item above: those of its group.
fn names_above(item: &RawItem<'_>, blank: &impl Fn(&RawItem<'_>, FieldId) -> bool) -> Vec<FieldId> {
    let has = |field: FieldId| item.texts.contains_key(&field);
    let says = [FieldId::Subtopic, FieldId::Detail, FieldId::Content].into_iter().any(has);
    let mut taken = Vec::new();
    if blank(item, FieldId::Category) {
        taken.push(FieldId::Category);
    }
    if !blank(item, FieldId::Topic) || !(says || item.under) {
        return taken;
    }
    taken.push(FieldId::Topic);
    // Below another topic a blank subtopic may mean that there is none.
    if blank(item, FieldId::Subtopic) {
        taken.push(FieldId::Subtopic);
        if blank(item, FieldId::Detail) {
            taken.push(FieldId::Detail);
        }
    }
    taken
}

/// Whether a group of tick columns is blank in a row, none of it covered from above.
fn no_tick(item: &RawItem<'_>, field: FieldId) -> bool {
    let mut cells = item.ticks.iter().filter(|(id, ..)| *id == field).peekable();
    cells.peek().is_some() && cells.all(|(.., cell)| cell.text.is_empty() && !cell.covered)
}
