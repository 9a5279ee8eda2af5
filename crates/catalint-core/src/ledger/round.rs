//! A ledger beside the one of the last round: what was put right, what still stands, what is new.
//!
//! A finding is known again by what it is about ([`Finding::fingerprint`](crate::rule::Finding)), whatever its row and its file:
//! by field and body, or by file where a catalog belongs nowhere. Where the words of a name or a value changed beside it, by
//! rule, item, column and sentence.

use std::collections::{HashMap, HashSet};

use super::{CellState, Ledger};
use crate::register::BodyAt;
use crate::rules::find;

/// What a ledger keeps of an error or a warning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedFinding {
    /// The code of its rule.
    pub code: String,
    /// `error` or `warning`.
    pub severity: String,
    /// What is wrong, in the language of that run.
    pub message: String,
    /// JSON Pointer with canonical keys.
    pub path: String,
    /// The number of its item as written; empty where it is about none.
    pub no: String,
    /// What its item is called.
    pub label: String,
    /// The bodies that publish its item.
    pub publisher: String,
    /// Hangs on rule, item and words.
    pub fingerprint: String,
}

/// A finding of the last round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastFinding {
    /// The file, as it was called.
    pub file: String,
    /// Field and body to which its catalog belonged, by name; none where nowhere, or where the report does not say.
    pub place: Option<(String, String)>,
    /// What it was.
    pub finding: RecordedFinding,
}

/// What is known of the last round.
#[derive(Debug, Clone, Default)]
pub struct LastRound {
    /// The area; none where it is no ledger.
    pub area: Option<String>,
    /// The day on which it was judged; none where it does not say.
    pub as_of: Option<String>,
    /// Its errors and warnings.
    pub findings: Vec<LastFinding>,
    /// Fields and bodies that owed a catalog and had none.
    pub absent: Vec<(String, String)>,
}

/// How a finding stands beside the last round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It was there.
    Open,
    /// It was not.
    New,
}

/// A ledger beside the last one.
#[derive(Debug, Default)]
pub struct Round {
    /// The last one.
    pub last: LastRound,
    /// By the position of a record, of each of its findings.
    pub standing: Vec<Vec<Standing>>,
    /// Positions in [`LastRound::findings`] of what was put right.
    pub closed: Vec<usize>,
    /// Of what can't be told: the catalog is not there any more, or the rule was not asked.
    pub untold: Vec<usize>,
    /// By position in [`LastRound::findings`], the body whose it is.
    pub bodies: Vec<Option<BodyAt>>,
}

/// How many findings a body had, and what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RoundTotals {
    /// In the last round.
    pub last: usize,
    /// Put right.
    pub closed: usize,
    /// Still there.
    pub open: usize,
    /// That were not there.
    pub new: usize,
    /// That can't be told.
    pub untold: usize,
    /// Catalogs that were owed and not there, and are there now.
    pub supplied: usize,
}

impl Round {
    /// Holds a ledger against the last one. `asked` says of the code of a rule whether it was asked this time.
    #[must_use]
    pub fn new(ledger: &Ledger, last: LastRound, asked: impl Fn(&str) -> bool) -> Self {
        let here: Vec<Place> = ledger
            .records
            .iter()
            .map(|record| {
                let placed = record.placement.as_ref().ok();
                placed.map_or_else(|| Place::File(record.file.clone()), |at| Place::Body(at.field, at.body))
            })
            .collect();
        let by_file: HashMap<&str, &Place> =
            ledger.records.iter().zip(&here).map(|(record, place)| (record.file.as_str(), place)).collect();
        let then: Vec<Place> = last.findings.iter().map(|old| place_of(old, ledger, &by_file)).collect();
        let now: Vec<(usize, usize)> = ledger
            .records
            .iter()
            .enumerate()
            .flat_map(|(record, all)| (0..all.findings.len()).map(move |nth| (record, nth)))
            .collect();
        let mut old: Vec<usize> = (0..last.findings.len()).collect();
        let mut new: Vec<(usize, usize)> = now;
        let of_now = |&(record, nth): &(usize, usize)| (&here[record], &ledger.records[record].findings[nth]);
        for way in WAYS {
            let mut known: HashMap<String, Vec<usize>> = HashMap::new();
            for &nth in old.iter().rev() {
                known.entry(way(&then[nth], &last.findings[nth].finding)).or_default().push(nth);
            }
            let mut found: HashSet<usize> = HashSet::new();
            new.retain(|at| {
                let (place, finding) = of_now(at);
                let one = known.get_mut(&way(place, finding)).and_then(Vec::pop);
                found.extend(one);
                one.is_none()
            });
            old.retain(|nth| !found.contains(nth));
        }
        let mut standing: Vec<Vec<Standing>> =
            ledger.records.iter().map(|record| vec![Standing::Open; record.findings.len()]).collect();
        new.iter().for_each(|&(record, nth)| standing[record][nth] = Standing::New);
        let there: HashSet<&Place> = here.iter().collect();
        let is_told = |nth: &usize| {
            let code = &last.findings[*nth].finding.code;
            there.contains(&then[*nth]) && (find(code).is_none() || asked(code))
        };
        let (closed, untold) = old.into_iter().partition(is_told);
        let bodies = then.iter().map(|place| match place {
            Place::Body(_, body) => Some(*body),
            Place::File(_) => None,
        });
        Self { bodies: bodies.collect(), standing, closed, untold, last }
    }

    /// What became of the findings of those bodies that `wanted` takes; none is what belongs nowhere.
    pub fn totals(&self, ledger: &Ledger, wanted: impl Fn(Option<BodyAt>) -> bool) -> RoundTotals {
        let of = |all: &[usize]| all.iter().filter(|&&nth| wanted(self.bodies[nth])).count();
        let all: Vec<usize> = (0..self.last.findings.len()).collect();
        let mut totals = RoundTotals {
            last: of(&all),
            closed: of(&self.closed),
            untold: of(&self.untold),
            ..RoundTotals::default()
        };
        for (record, standing) in ledger.records.iter().zip(&self.standing) {
            if wanted(record.placement.as_ref().ok().map(|at| at.body)) {
                let new = standing.iter().filter(|one| **one == Standing::New).count();
                totals.new += new;
                totals.open += standing.len() - new;
            }
        }
        let now_there = |(field, body): &&(String, String)| {
            let at = ledger.register.named(body).filter(|at| wanted(Some(*at)));
            ledger.cells.iter().any(|cell| {
                at.is_some()
                    && cell.body == at
                    && ledger.register.fields[cell.field].name == *field
                    && cell.state != CellState::Absent
            })
        };
        totals.supplied = self.last.absent.iter().filter(now_there).count();
        totals
    }
}

/// Where a catalog belongs.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Place {
    Body(usize, BodyAt),
    File(String),
}

/// Ways to know a finding again, the surest first.
const WAYS: [fn(&Place, &RecordedFinding) -> String; 4] = [
    |place, found| format!("{place:?} {} {}", found.code, found.fingerprint),
    |place, found| format!("{place:?} {} {} {} {}", found.code, found.label, column(found), words(found)),
    |place, found| format!("{place:?} {} {} {} {}", found.code, found.no, column(found), words(found)),
    |place, found| format!("{place:?} {} {} {}", found.code, found.label, column(found)),
];

/// The column that a finding is about.
fn column(found: &RecordedFinding) -> &str {
    found.path.split('/').nth(if found.path.starts_with("/items/") { 3 } else { 1 }).unwrap_or("")
}

/// Its sentence; numbers in it may be those of rows.
fn words(found: &RecordedFinding) -> String {
    found.message.chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// To whom a finding of the last round belongs now: where its ledger says, else where its file is, else who publishes it.
fn place_of(old: &LastFinding, ledger: &Ledger, by_file: &HashMap<&str, &Place>) -> Place {
    let register = &ledger.register;
    let field = |name: &str| register.fields.iter().position(|field| field.name == name);
    let named = old.place.as_ref().and_then(|(name, body)| Some(Place::Body(field(name)?, register.named(body)?)));
    named
        .or_else(|| by_file.get(old.file.as_str()).map(|place| (*place).clone()))
        .unwrap_or_else(|| Place::File(old.file.clone()))
}
