//! `json`: version 1. The structs below are the format and nothing else.

use serde::Serialize;

use super::LedgerPage;
use crate::to_json;
use catalint_core::ledger::{CatalogRecord, CellState, LedgerCell, RecordedProblem};
use catalint_core::lint::Counts;

pub(super) fn page(page: &LedgerPage<'_>) -> String {
    let ledger = page.ledger;
    let register = &ledger.register;
    let cells: Vec<String> = ledger.cells.iter().map(|cell| to_json(&CellJson::new(cell, page))).collect();
    let unplaced: Vec<String> = ledger.unplaced().map(|record| to_json(&UnplacedJson::new(record, page))).collect();
    let shared = ledger.shared.iter().map(|over| SharedJson {
        problem: ProblemJson::new(&over.problem),
        catalogs: over.catalogs,
        items: over.items,
        findings: over.findings,
    });
    let shared: Vec<String> = shared.map(|over| to_json(&over)).collect();
    let totals = ledger.totals(|_| true);
    let totals = TotalsJson {
        owed: totals.owed,
        there: totals.there,
        covered: totals.covered.0,
        to_cover: totals.covered.1,
        items: totals.items,
        counts: CountsJson::new(totals.counts),
    };
    format!(
        "{{\"version\":1,\"area\":{},\"as_of\":\"{}\",\"totals\":{},\"cells\":[\n{}\n],\"shared\":[\n{}\n],\"unplaced\":[\n{}\n]}}\n",
        to_json(&register.area),
        ledger.as_of,
        to_json(&totals),
        cells.join(",\n"),
        shared.join(",\n"),
        unplaced.join(",\n"),
    )
}

#[derive(Serialize)]
struct TotalsJson {
    owed: usize,
    there: usize,
    covered: usize,
    to_cover: usize,
    items: usize,
    #[serde(flatten)]
    counts: CountsJson,
}

#[derive(Serialize)]
struct CountsJson {
    errors: usize,
    warnings: usize,
    hints: usize,
}

#[derive(Serialize)]
struct CellJson<'l> {
    field: &'l str,
    body: Option<&'l str>,
    state: &'static str,
    owed: bool,
    reason: Option<&'l str>,
    since: Option<String>,
    catalogs: Vec<&'l str>,
    covered: Option<usize>,
    to_cover: Option<usize>,
    absent: &'l [String],
    items: usize,
    missing: Vec<MissingJson>,
    ended: Vec<ActJson<'l>>,
    not_in_force: Vec<ActJson<'l>>,
    days_since_update: Option<i64>,
    unread: usize,
    #[serde(flatten)]
    counts: CountsJson,
    gravest: Option<ProblemJson<'l>>,
}

#[derive(Serialize)]
struct MissingJson {
    field: &'static str,
    items: usize,
}

#[derive(Serialize)]
struct ActJson<'l> {
    act: &'l str,
    items: usize,
}

#[derive(Serialize)]
struct ProblemJson<'l> {
    code: &'static str,
    severity: &'static str,
    message: &'l str,
}

#[derive(Serialize)]
struct SharedJson<'l> {
    #[serde(flatten)]
    problem: ProblemJson<'l>,
    catalogs: usize,
    items: usize,
    findings: usize,
}

#[derive(Serialize)]
struct UnplacedJson<'l> {
    file: &'l str,
    title: &'l str,
    authority: &'l str,
    reason: String,
    items: usize,
    #[serde(flatten)]
    counts: CountsJson,
}

impl CountsJson {
    fn new(counts: Counts) -> Self {
        Self { errors: counts.errors, warnings: counts.warnings, hints: counts.hints }
    }
}

impl<'l> ProblemJson<'l> {
    fn new(problem: &'l RecordedProblem) -> Self {
        Self { code: problem.code, severity: problem.severity.key(), message: &problem.message }
    }
}

impl<'l> CellJson<'l> {
    fn new(cell: &'l LedgerCell, page: &LedgerPage<'l>) -> Self {
        let ledger = page.ledger;
        let field = &ledger.register.fields[cell.field];
        let acts =
            |acts: &'l [(String, usize)]| acts.iter().map(|(act, items)| ActJson { act, items: *items }).collect();
        Self {
            field: &field.name,
            body: cell.body.map(|at| ledger.register.body(at).name.as_str()),
            state: match cell.state {
                CellState::NotApplicable => "not-applicable",
                CellState::NotYet(_) => "not-yet",
                CellState::Absent => "absent",
                CellState::Faulty => "errors",
                CellState::Incomplete => "incomplete",
                CellState::Unread => "unread",
                CellState::Sound => "sound",
            },
            owed: cell.is_owed(ledger),
            reason: field.not_applicable.as_deref(),
            since: field.since.map(|day| day.to_string()),
            catalogs: cell.catalogs.iter().map(|&nth| ledger.records[nth].file.as_str()).collect(),
            covered: cell.covered.map(|(covered, _)| covered),
            to_cover: cell.covered.map(|(_, wanted)| wanted),
            absent: &cell.absent,
            items: cell.items,
            missing: cell.missing.iter().map(|&(id, items)| MissingJson { field: id.key(), items }).collect(),
            ended: acts(&cell.ended),
            not_in_force: acts(&cell.early),
            days_since_update: cell.days,
            unread: cell.unread,
            counts: CountsJson::new(cell.counts),
            gravest: cell.gravest.as_ref().map(ProblemJson::new),
        }
    }
}

impl<'l> UnplacedJson<'l> {
    fn new(record: &'l CatalogRecord, page: &LedgerPage<'_>) -> Self {
        Self {
            file: &record.file,
            title: &record.title,
            authority: &record.authority,
            reason: record.why_unplaced(&page.ledger.register, page.lang).unwrap_or_default(),
            items: record.items,
            counts: CountsJson::new(record.counts),
        }
    }
}
