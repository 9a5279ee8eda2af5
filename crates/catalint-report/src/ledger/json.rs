//! `json`: version 1. The structs below are the format and nothing else.

use serde::Serialize;

use super::LedgerPage;
use crate::to_json;
use catalint_core::ledger::{
    CatalogRecord, CellState, Ledger, LedgerCell, RecordedFinding, RecordedProblem, Round, RoundTotals, Standing,
};
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
        "{{\"version\":1,\"area\":{},\"as_of\":\"{}\",\"totals\":{},\"cells\":[\n{}\n],\"shared\":[\n{}\n],\"unplaced\":[\n{}\n],\"findings\":[\n{}\n],\"round\":{}}}\n",
        to_json(&register.area),
        ledger.as_of,
        to_json(&totals),
        cells.join(",\n"),
        shared.join(",\n"),
        unplaced.join(",\n"),
        findings(ledger).join(",\n"),
        ledger.round.as_ref().map_or_else(|| "null".to_owned(), |round| to_json(&RoundJson::new(round, ledger))),
    )
}

/// All errors and warnings, so that the next round knows them again.
fn findings(ledger: &Ledger) -> Vec<String> {
    let mut all = Vec::new();
    for (at, record) in ledger.records.iter().enumerate() {
        let placement = record.placement.as_ref().ok();
        for (nth, finding) in record.findings.iter().enumerate() {
            let standing = ledger.round.as_ref().map(|round| match round.standing[at][nth] {
                Standing::Open => "open",
                Standing::New => "new",
            });
            all.push(to_json(&FindingJson {
                field: placement.map(|placement| ledger.register.fields[placement.field].name.as_str()),
                body: placement.map(|placement| ledger.register.body(placement.body).name.as_str()),
                standing,
                ..FindingJson::new(&record.file, finding)
            }));
        }
    }
    all
}

#[derive(Serialize)]
struct FindingJson<'l> {
    code: &'l str,
    severity: &'l str,
    message: &'l str,
    file: &'l str,
    field: Option<&'l str>,
    body: Option<&'l str>,
    item: Option<ItemJson<'l>>,
    path: &'l str,
    fingerprint: &'l str,
    standing: Option<&'static str>,
}

#[derive(Serialize)]
struct ItemJson<'l> {
    no: &'l str,
    label: &'l str,
    publisher: &'l str,
}

#[derive(Serialize)]
struct RoundJson<'l> {
    as_of: Option<&'l str>,
    #[serde(flatten)]
    totals: RoundTotalsJson,
    bodies: Vec<BodyRoundJson<'l>>,
    closed: Vec<FindingJson<'l>>,
    untold: Vec<FindingJson<'l>>,
}

#[derive(Serialize)]
struct RoundTotalsJson {
    last: usize,
    put_right: usize,
    open: usize,
    new: usize,
    not_told: usize,
    supplied: usize,
}

#[derive(Serialize)]
struct BodyRoundJson<'l> {
    body: &'l str,
    #[serde(flatten)]
    totals: RoundTotalsJson,
}

impl<'l> FindingJson<'l> {
    fn new(file: &'l str, finding: &'l RecordedFinding) -> Self {
        let is_of_item = !(finding.no.is_empty() && finding.label.is_empty() && finding.publisher.is_empty());
        let item = ItemJson { no: &finding.no, label: &finding.label, publisher: &finding.publisher };
        Self {
            code: &finding.code,
            severity: &finding.severity,
            message: &finding.message,
            file,
            field: None,
            body: None,
            item: is_of_item.then_some(item),
            path: &finding.path,
            fingerprint: &finding.fingerprint,
            standing: None,
        }
    }
}

impl<'l> RoundJson<'l> {
    fn new(round: &'l Round, ledger: &'l Ledger) -> Self {
        let old = |&nth: &usize| {
            let old = &round.last.findings[nth];
            FindingJson {
                field: old.place.as_ref().map(|(field, _)| field.as_str()),
                body: old.place.as_ref().map(|(_, body)| body.as_str()),
                ..FindingJson::new(&old.file, &old.finding)
            }
        };
        let bodies = ledger.register.all_bodies().filter_map(|at| {
            let totals = round.totals(ledger, |body| body == Some(at));
            let body = BodyRoundJson { body: &ledger.register.body(at).name, totals: RoundTotalsJson::new(totals) };
            (totals != RoundTotals::default()).then_some(body)
        });
        Self {
            as_of: round.last.as_of.as_deref(),
            totals: RoundTotalsJson::new(round.totals(ledger, |_| true)),
            bodies: bodies.collect(),
            closed: round.closed.iter().map(old).collect(),
            untold: round.untold.iter().map(old).collect(),
        }
    }
}

impl RoundTotalsJson {
    fn new(totals: RoundTotals) -> Self {
        let RoundTotals { last, closed, open, new, untold, supplied } = totals;
        Self { last, put_right: closed, open, new, not_told: untold, supplied }
    }
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
    unsure: &'l [String],
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
            unsure: &cell.unsure,
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
