//! Fixing a table in its own file to a fixed point: findings, edits of cells, the file anew, findings again.

mod ticked;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use catalint_core::fix::{Applicability, CellEdit};
use catalint_core::lint::{FixOptions, Report, Settings};
use catalint_core::model::FieldId;
use catalint_core::rule::{Finding, Lang, Severity};

use crate::annotate::Ticks;
use crate::catalog::{CatalogDraft, DraftItem};
use crate::cells::ChangedField;
use crate::error::Unreadable;
use crate::grid::{Cell, Grids};
use crate::lint::{CheckedTable, checked};
use crate::mend::{Caution, LeftOutWhy, mend};
use ticked::TickedBefore;

/// A table file that was fixed.
#[derive(Debug)]
pub struct FixedTable {
    /// The new bytes; none where nothing changed.
    pub bytes: Option<Vec<u8>>,
    /// What remains.
    pub report: Report,
    /// Fixes that were made, by code.
    pub applied: BTreeMap<&'static str, usize>,
    /// The cells that changed, with all that they said and say, in the order of the file.
    pub changes: Vec<CellEdit>,
    /// Fixes that could not be made in their cells.
    pub left: Vec<LeftOut>,
    /// Findings whose fix changes more than characters of a cell: entries that are split, dropped or numbered anew.
    pub lists: usize,
    /// What is to be known of the new file.
    pub cautions: Vec<Caution>,
}

/// A fix that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LeftOut {
    /// The rule.
    pub code: String,
    /// The cell.
    pub cell: String,
    /// Why.
    pub why: LeftOutWhy,
}

/// Rounds after which fixing stops.
const MAX_ROUNDS: usize = 50;

/// Makes fixes in the cells of a table file until none is left that can be made.
///
/// # Errors
/// Why the file can't be read.
pub fn fix_table(name: &str, bytes: &[u8], options: &Settings, which: FixOptions) -> Result<FixedTable, Unreadable> {
    fix(name, bytes, options, FixChoice::Which(which))
}

/// Makes the fixes that are ticked in the list of an annotated copy, in the table file that it is a copy of, and no other.
///
/// # Errors
/// Why the file can't be read.
pub fn fix_ticked(name: &str, bytes: &[u8], options: &Settings, ticks: &Ticks) -> Result<FixedTable, Unreadable> {
    fix(name, bytes, options, FixChoice::Ticked(TickedBefore::new(ticks)))
}

fn fix(name: &str, bytes: &[u8], options: &Settings, choice: FixChoice) -> Result<FixedTable, Unreadable> {
    let first = checked(name, bytes, options)?;
    let mut run = TableRun { name, options, choice, left: HashMap::new(), stuck: HashSet::new(), cautions: Vec::new() };
    let (mut now, mut new) = (None, None::<Vec<u8>>);
    let mut applied = BTreeMap::new();
    for _ in 0..MAX_ROUNDS {
        let table = now.as_ref().unwrap_or(&first);
        if let FixChoice::Ticked(ticked) = &mut run.choice {
            ticked.find(table);
        }
        let wanted: Vec<usize> = (0..table.fixes.len()).filter(|&nth| run.wants(table, nth)).collect();
        let Some(round) = run.round(new.as_deref().unwrap_or(bytes), table, &wanted)? else { break };
        let codes = round.made.iter().map(|&nth| table.report.findings[nth].rule.code);
        codes.for_each(|code| *applied.entry(code).or_insert(0) += 1);
        run.compare(table, &round);
        (now, new) = (Some(round.table), Some(round.bytes));
    }
    let last = now.as_ref().unwrap_or(&first);
    let changes = changes(&first.document, &last.document);
    let (left, lists) = run.rest(last);
    let cautions = run.cautions;
    let report = now.unwrap_or(first).report;
    Ok(FixedTable { bytes: new, report, applied, changes, left, lists, cautions })
}

/// Which fixes are made.
#[derive(Debug)]
enum FixChoice {
    Which(FixOptions),
    Ticked(TickedBefore),
}

/// What tells a fix from others.
pub(crate) type FixKey = (&'static str, Vec<CellEdit>);

/// New bytes, and the findings whose fixes are in them.
type FixedTogether = (Vec<u8>, Vec<usize>);

/// One round of fixes.
struct TableRound {
    bytes: Vec<u8>,
    table: CheckedTable,
    /// Findings of the table before that were fixed.
    made: Vec<usize>,
}

struct TableRun<'a> {
    name: &'a str,
    options: &'a Settings,
    choice: FixChoice,
    /// Fixes that can't be made.
    left: HashMap<FixKey, LeftOutWhy>,
    /// Rules whose fixes in a cell left as many findings there as before.
    stuck: HashSet<FixPlace>,
    cautions: Vec<Caution>,
}

pub(crate) fn key(table: &CheckedTable, nth: usize) -> FixKey {
    let edits = table.fixes[nth].as_ref().map_or_else(Vec::new, |fix| fix.edits.clone());
    (table.report.findings[nth].rule.code, edits)
}

impl TableRun<'_> {
    /// Whether the fix of a finding is asked for.
    fn asks(&self, table: &CheckedTable, nth: usize) -> bool {
        match &self.choice {
            FixChoice::Ticked(ticked) => ticked.has(nth),
            FixChoice::Which(which) => {
                let fix = table.fixes[nth].as_ref();
                table.report.findings[nth].severity >= which.min_severity
                    && fix.is_some_and(|fix| fix.applicability >= which.least)
            }
        }
    }

    /// Whether it may be made, as far as is known.
    fn wants(&self, table: &CheckedTable, nth: usize) -> bool {
        let (code, edits) = key(table, nth);
        let stuck = place(table, nth).is_some_and(|place| self.stuck.contains(&place));
        !edits.is_empty() && self.asks(table, nth) && !stuck && !self.left.contains_key(&(code, edits))
    }

    /// Makes as many fixes as go together; none where there is none.
    fn round(
        &mut self,
        bytes: &[u8],
        table: &CheckedTable,
        wanted: &[usize],
    ) -> Result<Option<TableRound>, Unreadable> {
        let Some((new, made)) = self.together(bytes, table, wanted)? else { return Ok(None) };
        let next = checked(self.name, &new, self.options)?;
        // An offer that brings an error is none.
        let offered =
            |nth: &usize| table.fixes[*nth].as_ref().is_some_and(|fix| fix.applicability == Applicability::Offer);
        let sound = match &self.choice {
            FixChoice::Which(which) => which.least == Applicability::Safe,
            FixChoice::Ticked(_) => !made.iter().any(offered),
        };
        if is_proven(table, &next, &made) && (sound || errors_grow_nowhere(&table.report, &next.report)) {
            return Ok(Some(TableRound { bytes: new, table: next, made }));
        }
        if let [only] = made.as_slice() {
            self.left.insert(key(table, *only), LeftOutWhy::Unproven);
            return Ok(None);
        }
        // Those of the other half have their turn in the next round.
        let (left, right) = made.split_at(made.len() / 2);
        match self.round(bytes, table, left)? {
            Some(round) => Ok(Some(round)),
            None => self.round(bytes, table, right),
        }
    }

    /// The new bytes with the fixes that can be made together, each whole or not at all.
    fn together(
        &mut self,
        bytes: &[u8],
        table: &CheckedTable,
        wanted: &[usize],
    ) -> Result<Option<FixedTogether>, Unreadable> {
        let mut active = wanted.to_vec();
        while !active.is_empty() {
            let edits: Vec<(usize, &CellEdit)> = active
                .iter()
                .flat_map(|&nth| table.fixes[nth].iter().flat_map(|fix| &fix.edits).map(move |edit| (nth, edit)))
                .collect();
            let asked: Vec<CellEdit> = edits.iter().map(|(_, edit)| (*edit).clone()).collect();
            let mended = mend(self.name, bytes, &asked)?;
            let mut gone: BTreeSet<usize> = BTreeSet::new();
            let mut first: HashMap<&str, usize> = HashMap::new();
            for &(edit, why) in &mended.left {
                let (nth, edit) = edits[edit];
                if why == LeftOutWhy::Differs {
                    // Of several in one cell the first is made now, and the others are asked for anew.
                    let kept = *first.entry(&edit.cell).or_insert(nth);
                    if kept != nth {
                        gone.insert(nth);
                        continue;
                    }
                    if edits.iter().filter(|(of, other)| *of != nth && other.cell == edit.cell).count() > 0 {
                        continue;
                    }
                }
                self.left.insert(key(table, nth), why);
                gone.insert(nth);
            }
            let differs = mended.left.iter().any(|(_, why)| *why == LeftOutWhy::Differs);
            let halved = gone.iter().any(|&nth| table.fixes[nth].as_ref().is_some_and(|fix| fix.edits.len() > 1));
            active.retain(|nth| !gone.contains(nth));
            if differs || halved {
                continue;
            }
            for caution in mended.cautions {
                if !self.cautions.contains(&caution) {
                    self.cautions.push(caution);
                }
            }
            return Ok(mended.bytes.map(|new| (new, active)));
        }
        Ok(None)
    }

    /// Notes where fixes did not help; what could not be proven may be after the others.
    fn compare(&mut self, before: &CheckedTable, round: &TableRound) {
        let (old, new) = (by_place(before), by_place(&round.table));
        let made: BTreeSet<FixPlace> = round.made.iter().filter_map(|&nth| place(before, nth)).collect();
        let count = |all: &HashMap<FixPlace, usize>, place: &FixPlace| all.get(place).copied().unwrap_or(0);
        self.stuck.extend(made.into_iter().filter(|place| count(&new, place) >= count(&old, place)));
        self.left.retain(|_, why| *why != LeftOutWhy::Unproven);
        if let FixChoice::Ticked(ticked) = &mut self.choice {
            ticked.made(&round.made);
        }
    }

    /// What was not made of what remains.
    fn rest(&self, table: &CheckedTable) -> (Vec<LeftOut>, usize) {
        let (mut left, mut lists) = (Vec::new(), 0);
        if let FixChoice::Ticked(ticked) = &self.choice {
            return (ticked.left(table, |key| self.left.get(key).copied()), 0);
        }
        for nth in (0..table.fixes.len()).filter(|&nth| self.asks(table, nth)) {
            let (code, edits) = key(table, nth);
            let Some(edit) = edits.first() else {
                lists += 1;
                continue;
            };
            let why = self.left.get(&(code, edits.clone())).copied().unwrap_or(LeftOutWhy::Remains);
            left.push(LeftOut { code: code.to_owned(), cell: edit.cell.clone(), why });
        }
        (left, lists)
    }
}

/// A rule, a cell as its finding names it, and what is said there.
type FixPlace = (&'static str, String, String);

fn place(table: &CheckedTable, nth: usize) -> Option<FixPlace> {
    let found = &table.report.findings[nth];
    let cell = found.cell()?.address.clone();
    Some((found.rule.code, cell, found.message_in(Lang::Zh).into_owned()))
}

/// How many findings with a fix there are of each rule in each cell.
fn by_place(table: &CheckedTable) -> HashMap<FixPlace, usize> {
    let mut all = HashMap::new();
    let with_fix = (0..table.fixes.len()).filter(|&nth| table.fixes[nth].is_some());
    with_fix.filter_map(|nth| place(table, nth)).for_each(|place| *all.entry(place).or_insert(0) += 1);
    all
}

/// Whether a table is another one in which the texts of some fixes changed, and nothing else.
fn is_proven(old: &CheckedTable, new: &CheckedTable, made: &[usize]) -> bool {
    let texts: HashSet<&ChangedField> =
        made.iter().filter_map(|&nth| old.fixes[nth].as_ref()).flat_map(|fix| &fix.texts).collect();
    old.drafts.len() == new.drafts.len()
        && old.drafts.iter().zip(&new.drafts).all(|(old, new)| same_draft(old, new, &texts))
}

fn errors_grow_nowhere(old: &Report, new: &Report) -> bool {
    let count = |report: &Report| {
        let mut errors: BTreeMap<&'static str, usize> = BTreeMap::new();
        let is_error = |d: &&Finding| d.severity == Severity::Error;
        for finding in report.findings.iter().filter(is_error) {
            *errors.entry(finding.rule.code).or_default() += 1 + finding.also.len();
        }
        errors
    };
    let before = count(old);
    count(new).iter().all(|(code, count)| before.get(code).is_some_and(|known| count <= known))
}

fn same_draft(old: &CatalogDraft, new: &CatalogDraft, texts: &HashSet<&ChangedField>) -> bool {
    let fits = |field: FieldId, before: &String, after: &String| {
        before == after || texts.contains(&ChangedField { field, before: before.clone(), after: after.clone() })
    };
    let all_fit = |field: FieldId, before: &[String], after: &[String]| {
        before.len() == after.len() && before.iter().zip(after).all(|(before, after)| fits(field, before, after))
    };
    let top = old.top.len() == new.top.len()
        && old.top.iter().zip(&new.top).all(|((a, (before, _)), (b, (after, _)))| a == b && fits(*a, before, after));
    let defaults = old.defaults.len() == new.defaults.len()
        && old
            .defaults
            .iter()
            .zip(&new.defaults)
            .all(|((a, (before, _)), (b, (after, _)))| a == b && all_fit(*a, before, after));
    let same_item = |old: &DraftItem, new: &DraftItem| {
        old.first == new.first
            && old.under == new.under
            && old.unread == new.unread
            && old.fields.len() == new.fields.len()
            && old.fields.iter().zip(&new.fields).all(|((a, before), (b, after))| {
                a == b
                    && before.at == after.at
                    && before.whole == after.whole
                    && all_fit(*a, &before.texts, &after.texts)
            })
            && old.extra.len() == new.extra.len()
            && old
                .extra
                .iter()
                .zip(&new.extra)
                .all(|((head, before, _), (other, after, _))| head == other && fits(FieldId::Extra, before, after))
    };
    top && defaults
        && old.template == new.template
        && old.month == new.month
        && old.profile == new.profile
        && old.has_levels == new.has_levels
        && old.unread == new.unread
        && old.doubtful == new.doubtful
        && old.unknown == new.unknown
        && old.items.len() == new.items.len()
        && old.items.iter().zip(&new.items).all(|(old, new)| same_item(old, new))
}

/// The cells that say something else.
pub(crate) fn changes(old: &Grids, new: &Grids) -> Vec<CellEdit> {
    let mut out = Vec::new();
    for (grid, new) in old.grids.iter().zip(&new.grids) {
        for (old, new) in grid.rows.iter().zip(&new.rows) {
            for cell in &new.cells {
                // Of a blank cell a workbook may say nothing.
                let known = old.cells.iter().find(|known| known.column == cell.column);
                let before = known.map_or("", |known| known.text.as_str());
                if before != cell.text {
                    let (cell, after) = (grid.address(old.number, cell.column), cell.text.clone());
                    out.push(CellEdit { cell, before: before.to_owned(), after });
                }
            }
            let is_gone = |cell: &&Cell| new.cells.iter().all(|kept| kept.column != cell.column);
            out.extend(old.cells.iter().filter(is_gone).filter(|cell| !cell.text.is_empty()).map(|cell| CellEdit {
                cell: grid.address(old.number, cell.column),
                before: cell.text.clone(),
                after: String::new(),
            }));
        }
    }
    out
}
