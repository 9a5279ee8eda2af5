//! The fixes that are ticked in a list, found again in the table that they are for.

use std::collections::{BTreeMap, HashMap, HashSet};

use catalint_core::fix::CellEdit;

use super::{FixKey, LeftOut, key};
use crate::annotate::{Recorded, Ticks};
use crate::lint::CheckedTable;
use crate::mend::LeftOutWhy;

/// A finding that is ticked.
#[derive(Debug)]
struct Tick {
    code: String,
    finding: Recorded,
    made: bool,
    /// The fix that it was last, as the table then had it.
    key: Option<FixKey>,
}

/// What a fix changes of its cells and nothing around it: it is the same whatever else changes there.
type BareTick = (String, Vec<(String, String, String)>);

/// The fixes that are asked for.
#[derive(Debug)]
pub(super) struct TickedBefore {
    all: Vec<Tick>,
    /// What was left out before any file was looked at.
    left: Vec<LeftOut>,
    /// For findings of the table of now, which of these they are.
    now: BTreeMap<usize, usize>,
    /// What is changed in the same way by findings that nobody ticked.
    unticked: Option<HashSet<BareTick>>,
}

impl TickedBefore {
    pub(super) fn new(ticks: &Ticks) -> Self {
        let mut ticked = Self { all: Vec::new(), left: Vec::new(), now: BTreeMap::new(), unticked: None };
        for (record, why) in &ticks.rows {
            if let Some(why) = *why {
                let cell = record.findings.first().map_or_else(String::new, |one| one.cell.clone());
                ticked.left.push(LeftOut { code: record.code.clone(), cell, why });
                continue;
            }
            let tick = |finding: &Recorded| Tick {
                code: record.code.clone(),
                finding: finding.clone(),
                made: false,
                key: None,
            };
            ticked.all.extend(record.findings.iter().map(tick));
        }
        ticked
    }

    /// Finds them among the findings of a table. At first all must be as it was when it was ticked; after some fixes the
    /// words around others may be new.
    pub(super) fn find(&mut self, table: &CheckedTable) {
        let found: Vec<usize> = (0..table.fixes.len()).filter(|&nth| !key(table, nth).1.is_empty()).collect();
        self.now.clear();
        let mut exact: HashMap<(&str, &str, &[CellEdit]), usize> = HashMap::new();
        for (at, tick) in self.all.iter().enumerate().filter(|(_, tick)| !tick.made) {
            exact.insert((&*tick.code, &*tick.finding.fingerprint, &*tick.finding.edits), at);
        }
        for &nth in &found {
            let finding = &table.report.findings[nth];
            let edits = &key(table, nth).1;
            let as_it_was = (finding.rule.code, &*finding.fingerprint, edits.as_slice());
            if let Some(&at) = exact.get(&as_it_was) {
                self.now.insert(nth, at);
            }
        }
        let core_of = |nth: usize| {
            let (code, edits) = key(table, nth);
            core(code, &edits)
        };
        match &self.unticked {
            None => {
                let others = found.iter().filter(|nth| !self.now.contains_key(nth)).map(|&nth| core_of(nth));
                self.unticked = Some(others.collect());
            }
            Some(unticked) => {
                let mut waiting: BTreeMap<BareTick, Vec<usize>> = BTreeMap::new();
                let known: HashSet<usize> = self.now.values().copied().collect();
                for (at, tick) in self.all.iter().enumerate().filter(|(at, tick)| !tick.made && !known.contains(at)) {
                    // One that was never found is none of this table.
                    if tick.key.is_some() {
                        waiting.entry(core(&tick.code, &tick.finding.edits)).or_default().push(at);
                    }
                }
                for &nth in found.iter().rev() {
                    let core = core_of(nth);
                    let at = waiting.get_mut(&core).filter(|_| !unticked.contains(&core)).and_then(Vec::pop);
                    if let Some(at) = at.filter(|_| !self.now.contains_key(&nth)) {
                        self.now.insert(nth, at);
                    }
                }
            }
        }
        for (&nth, &at) in &self.now {
            self.all[at].key = Some(key(table, nth));
        }
    }

    /// Whether a finding of the table of now is ticked.
    pub(super) fn has(&self, nth: usize) -> bool {
        self.now.contains_key(&nth)
    }

    /// Some findings of the table of now were fixed.
    pub(super) fn made(&mut self, made: &[usize]) {
        made.iter().filter_map(|nth| self.now.get(nth)).for_each(|&at| self.all[at].made = true);
    }

    /// What is left, and why; `why` knows of fixes that were tried.
    pub(super) fn left(&self, table: &CheckedTable, why: impl Fn(&FixKey) -> Option<LeftOutWhy>) -> Vec<LeftOut> {
        let mut texts: HashMap<String, &str> = HashMap::new();
        for grid in &table.document.grids {
            for row in &grid.rows {
                texts.extend(row.cells.iter().map(|cell| (grid.address(row.number, cell.column), cell.text.as_str())));
            }
        }
        let stands = |edit: &CellEdit| texts.get(&edit.cell).is_some_and(|text| text.contains(&edit.before));
        let reason = |tick: &Tick| match &tick.key {
            Some(key) => why(key).unwrap_or(LeftOutWhy::Remains),
            None if tick.finding.edits.is_empty() => LeftOutWhy::NoFix,
            None if !tick.finding.edits.iter().all(stands) => LeftOutWhy::NotThere,
            None => LeftOutWhy::Otherwise,
        };
        let of = |tick: &Tick| LeftOut { code: tick.code.clone(), cell: tick.finding.cell.clone(), why: reason(tick) };
        let mut left: Vec<LeftOut> = self.all.iter().filter(|tick| !tick.made).map(of).collect();
        left.extend(self.left.iter().cloned());
        left
    }
}

fn core(code: &str, edits: &[CellEdit]) -> BareTick {
    let narrow = |edit: &CellEdit| {
        let (old, new): (Vec<char>, Vec<char>) = (edit.before.chars().collect(), edit.after.chars().collect());
        let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
        let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| a == b).count();
        let middle = |text: &[char]| text[head..text.len() - tail].iter().collect::<String>();
        (edit.cell.clone(), middle(&old), middle(&new))
    };
    (code.to_owned(), edits.iter().map(narrow).collect())
}
