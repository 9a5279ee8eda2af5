//! The ledger of an area (`catalint ledger`): each field that its register has, held against each body: is there a
//! catalog, how much of what is owed does it hold, what is wrong in it, how old is it.
//!
//! A [`CatalogRecord`] is what is kept of one catalog, a [`Ledger`] what comes of all of them, a [`LedgerSheet`] the same as
//! tables of words, for every format that people read.

mod record;
mod round;
mod round_sheet;
mod sheet;
mod words;

use std::collections::HashMap;
use std::sync::Arc;

use crate::lint::{Counts, GroupRank};
use crate::model::FieldId;
use crate::project::Covering;
use crate::register::{BodyAt, Register, RegisteredField};
use crate::rule::Severity;
use catalint_domain::date::Date;

pub use record::{CatalogRecord, RecordedProblem, SurveyedCatalog};
pub use round::{LastFinding, LastRound, RecordedFinding, Round, RoundTotals, Standing};
pub use sheet::{LedgerSheet, LedgerTable, SheetCell, Tone, sheet};

/// All that an area owes, and what there is.
#[derive(Debug)]
pub struct Ledger {
    /// What is owed, and by whom.
    pub register: Arc<Register>,
    /// The day on which it is judged.
    pub as_of: Date,
    /// The catalogs in the order of their files.
    pub records: Vec<CatalogRecord>,
    /// Each field with each body that owes it or has a catalog of it, by field, then by body.
    pub cells: Vec<LedgerCell>,
    /// What several catalogs have in common, gravest first.
    pub shared: Vec<SharedProblem>,
    /// What became of the last round; none where nobody asked.
    pub round: Option<Round>,
}

/// A field with a body.
#[derive(Debug)]
pub struct LedgerCell {
    /// Position among [`Register::fields`].
    pub field: usize,
    /// Whose it is; none of a field that is not applicable and has no body.
    pub body: Option<BodyAt>,
    /// What there is.
    pub state: CellState,
    /// Its catalogs, by position among [`Ledger::records`].
    pub catalogs: Vec<usize>,
    /// Items of the reference that its catalogs cover together, and those that they have to; none without a reference.
    pub covered: Option<(usize, usize)>,
    /// The names of the items that they do not cover.
    pub absent: Vec<String>,
    /// The names of those that an item of theirs may be, in other words; they count as not covered.
    pub unsure: Vec<String>,
    /// Items of its catalogs.
    pub items: usize,
    /// Elements that items lack.
    pub missing: Vec<(FieldId, usize)>,
    /// Acts that ended, with the items that rest on them.
    pub ended: Vec<(String, usize)>,
    /// Acts that are not in force yet, likewise.
    pub early: Vec<(String, usize)>,
    /// Days since the oldest of its catalogs was updated; none where one does not say.
    pub days: Option<i64>,
    /// Its findings.
    pub counts: Counts,
    /// Cells of tables that could not be read.
    pub unread: usize,
    /// The gravest of them.
    pub gravest: Option<RecordedProblem>,
}

/// What there is of a field at a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellState {
    /// The area owes none.
    NotApplicable,
    /// None is owed before a day, and there is none.
    NotYet(Date),
    /// A catalog is owed and is not there.
    Absent,
    /// There is one, with errors.
    Faulty,
    /// There is one; something is missing or probably wrong.
    Incomplete,
    /// There is one, of which something could not be read.
    Unread,
    /// There is one, in which nothing is wrong.
    Sound,
}

/// What is wrong in several catalogs by one cause.
#[derive(Debug, Clone)]
pub struct SharedProblem {
    /// What it is, as one of the catalogs has it.
    pub problem: RecordedProblem,
    /// Whether all say the same.
    pub is_same: bool,
    /// Catalogs that have it.
    pub catalogs: usize,
    /// Their items that have it.
    pub items: usize,
    /// Findings.
    pub findings: usize,
    rank: GroupRank,
}

/// Sums over some cells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LedgerTotals {
    /// Catalogs that are owed by now.
    pub owed: usize,
    /// Those of them that are there.
    pub there: usize,
    /// Catalogs that are there and not owed.
    pub not_owed: usize,
    /// Items of references that are covered, and those that have to be.
    pub covered: (usize, usize),
    /// Catalogs.
    pub catalogs: usize,
    /// Items.
    pub items: usize,
    /// Findings.
    pub counts: Counts,
}

impl Ledger {
    /// Holds the catalogs of an area against its register.
    #[must_use]
    pub fn new(register: Arc<Register>, records: Vec<CatalogRecord>, as_of: Date) -> Self {
        let mut by_cell: HashMap<(usize, BodyAt), Vec<usize>> = HashMap::new();
        for (nth, record) in records.iter().enumerate() {
            if let Ok(placement) = &record.placement {
                by_cell.entry((placement.field, placement.body)).or_default().push(nth);
            }
        }
        let mut cells = Vec::new();
        for (at, field) in register.fields.iter().enumerate() {
            for body in register.all_bodies() {
                let catalogs = by_cell.remove(&(at, body)).unwrap_or_default();
                if !catalogs.is_empty() || field.is_of(body) {
                    cells.push(LedgerCell::new(&register, (at, Some(body)), catalogs, &records, as_of));
                }
            }
            if field.not_applicable.is_some() && field.bodies.is_empty() {
                cells.push(LedgerCell::new(&register, (at, None), Vec::new(), &records, as_of));
            }
        }
        let shared = shared(&records);
        Self { register, as_of, records, cells, shared, round: None }
    }

    /// The same beside the last round.
    #[must_use]
    pub fn against(mut self, last: LastRound, asked: impl Fn(&str) -> bool) -> Self {
        self.round = Some(Round::new(&self, last, asked));
        self
    }

    /// Catalogs that belong nowhere.
    pub fn unplaced(&self) -> impl Iterator<Item = &CatalogRecord> {
        self.records.iter().filter(|record| record.placement.is_err())
    }

    /// Sums over the cells that `wanted` takes.
    pub fn totals(&self, wanted: impl Fn(&LedgerCell) -> bool) -> LedgerTotals {
        let mut totals = LedgerTotals::default();
        for cell in self.cells.iter().filter(|cell| wanted(cell)) {
            let is_owed = cell.is_owed(self);
            totals.owed += usize::from(is_owed);
            totals.there += usize::from(is_owed && !cell.catalogs.is_empty());
            totals.not_owed += if is_owed { 0 } else { cell.catalogs.len() };
            let (covered, wanted) = cell.covered.unwrap_or_default();
            totals.covered = (totals.covered.0 + covered, totals.covered.1 + wanted);
            totals.catalogs += cell.catalogs.len();
            totals.items += cell.items;
            totals.counts = totals.counts.and(cell.counts);
        }
        totals
    }

    /// Whether all that is owed is there, without errors, and every catalog has its place.
    #[must_use]
    pub fn is_in_order(&self) -> bool {
        let bad = |cell: &LedgerCell| matches!(cell.state, CellState::Absent | CellState::Faulty);
        !self.cells.iter().any(bad) && self.unplaced().next().is_none()
    }
}

impl LedgerCell {
    fn new(
        register: &Register,
        (at, body): (usize, Option<BodyAt>),
        catalogs: Vec<usize>,
        records: &[CatalogRecord],
        as_of: Date,
    ) -> Self {
        let field = &register.fields[at];
        let all = || catalogs.iter().map(|&nth| &records[nth]);
        let mut cell = Self {
            field: at,
            body,
            state: CellState::Sound,
            covered: None,
            absent: Vec::new(),
            unsure: Vec::new(),
            items: all().map(|record| record.items).sum(),
            missing: Vec::new(),
            ended: Vec::new(),
            early: Vec::new(),
            days: all()
                .map(|record| record.updated.map(|day| as_of.from_epoch() - day.from_epoch()))
                .max_by_key(|days| days.map_or(i64::MAX, |days| days))
                .flatten(),
            counts: all().fold(Counts::default(), |counts, record| counts.and(record.counts)),
            unread: all().map(|record| record.unread).sum(),
            gravest: all().filter_map(|record| record.problems.first()).min_by_key(|problem| problem.rank).cloned(),
            catalogs: Vec::new(),
        };
        for record in all() {
            sum(&mut cell.missing, &record.missing);
            sum(&mut cell.ended, &record.ended);
            sum(&mut cell.early, &record.early);
        }
        cell.missing.sort_by_key(|(id, _)| *id as usize);
        cell.cover(field, all());
        cell.state = cell.state_of(field, catalogs.is_empty(), as_of);
        cell.catalogs = catalogs;
        cell
    }

    /// What its catalogs cover of the reference, together.
    fn cover<'r>(&mut self, field: &RegisteredField, catalogs: impl Iterator<Item = &'r CatalogRecord>) {
        let Some(reference) = field.reference.as_ref().filter(|_| field.not_applicable.is_none()) else { return };
        let is_town = matches!(self.body, Some(BodyAt::Town(_)));
        let mut covered = vec![Covering::Absent; reference.items.len()];
        for record in catalogs {
            record.covered.iter().zip(&mut covered).for_each(|(own, all)| *all = (*all).max(*own));
        }
        let owed = reference.items.iter().zip(&covered).filter(|(item, _)| !is_town || reference.is_of_towns(item));
        let (mut count, mut wanted) = (0, 0);
        for (item, covered) in owed {
            wanted += 1;
            match covered {
                Covering::Whole | Covering::Together => count += 1,
                Covering::Unsure => self.unsure.push(item.name()),
                Covering::Absent => self.absent.push(item.name()),
            }
        }
        self.covered = Some((count, wanted)).filter(|_| wanted > 0);
    }

    fn state_of(&self, field: &RegisteredField, none: bool, as_of: Date) -> CellState {
        if none {
            return match field.since {
                _ if field.not_applicable.is_some() => CellState::NotApplicable,
                Some(since) if since > as_of => CellState::NotYet(since),
                _ => CellState::Absent,
            };
        }
        let gaps = !(self.absent.is_empty()
            && self.unsure.is_empty()
            && self.missing.is_empty()
            && self.ended.is_empty()
            && self.early.is_empty());
        match self.counts {
            Counts { errors: 1.., .. } => CellState::Faulty,
            Counts { warnings: 1.., .. } => CellState::Incomplete,
            _ if gaps => CellState::Incomplete,
            _ if self.unread > 0 => CellState::Unread,
            _ => CellState::Sound,
        }
    }

    /// Whether its body owes a catalog of the field by now.
    #[must_use]
    pub fn is_owed(&self, ledger: &Ledger) -> bool {
        let field = &ledger.register.fields[self.field];
        let by_now = field.not_applicable.is_none() && field.since.is_none_or(|since| since <= ledger.as_of);
        by_now && self.body.is_some_and(|body| field.is_of(body))
    }

    /// Elements that its items lack, all together.
    #[must_use]
    pub fn lacks(&self) -> usize {
        self.missing.iter().map(|(_, count)| count).sum()
    }
}

impl RegisteredField {
    /// Whether a body answers for it.
    #[must_use]
    pub fn is_of(&self, body: BodyAt) -> bool {
        match body {
            BodyAt::Body(nth) => self.bodies.contains(&nth),
            BodyAt::Town(nth) => self.towns.contains(&nth),
        }
    }
}

/// Adds counts to those of the same name.
fn sum<K: PartialEq + Clone>(all: &mut Vec<(K, usize)>, more: &[(K, usize)]) {
    for (key, count) in more {
        match all.iter_mut().find(|(known, _)| known == key) {
            Some((_, known)) => *known += count,
            None => all.push((key.clone(), *count)),
        }
    }
}

/// What at least two catalogs have by one cause; hints are no such thing.
fn shared(records: &[CatalogRecord]) -> Vec<SharedProblem> {
    let mut all: Vec<SharedProblem> = Vec::new();
    let mut known: HashMap<u64, usize> = HashMap::new();
    let problems = records.iter().flat_map(|record| &record.problems);
    for problem in problems.filter(|problem| problem.severity > Severity::Hint) {
        let nth = *known.entry(problem.id).or_insert_with(|| {
            let problem = problem.clone();
            let rank = problem.rank;
            all.push(SharedProblem { problem, is_same: true, catalogs: 0, items: 0, findings: 0, rank });
            all.len() - 1
        });
        let over = &mut all[nth];
        over.catalogs += 1;
        over.items += problem.items;
        over.findings += problem.findings;
        over.is_same &= over.problem.message == problem.message;
        over.rank = problem.rank.of(over.items);
    }
    all.retain(|over| over.catalogs > 1);
    all.sort_by_key(|over| over.rank);
    all
}
