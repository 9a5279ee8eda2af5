//! A ledger as tables of words, which formats only have to write.

use super::words::{self, pick, plural};
use super::{CellState, Ledger, LedgerCell, LedgerTotals};
use crate::lint::LawDays;
use crate::register::BodyAt;
use crate::rule::{Lang, Severity};

/// How a cell looks; its words say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Nothing to be said.
    #[default]
    Plain,
    /// Not owed.
    Quiet,
    /// In order.
    Good,
    /// To be looked at.
    Warn,
    /// To be put right.
    Bad,
    /// The head of a row.
    Head,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SheetCell {
    /// Its lines.
    pub lines: Vec<String>,
    /// How it looks.
    pub tone: Tone,
    /// The body whose part it leads to, by position among [`LedgerSheet::bodies`].
    pub link: Option<usize>,
    /// The row of the table [`LedgerTable::is_detailed`] that it leads to where its body has no page of its own.
    pub row: Option<usize>,
}

/// A table of a ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerTable {
    /// What it is.
    pub title: String,
    /// What is to be known of it; empty for nothing.
    pub note: String,
    /// The heads of its columns.
    pub head: Vec<String>,
    /// Its rows, as wide as the head.
    pub rows: Vec<Vec<SheetCell>>,
    /// Whether the last row is a sum.
    pub is_summed: bool,
    /// Whether it is a field with each body: narrow cells, centred.
    pub is_matrix: bool,
    /// Whether it says all of each field with each body, a row for each of [`Ledger::cells`].
    pub is_detailed: bool,
}

/// A ledger in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerSheet {
    /// `云岭县政务公开标准目录台账`
    pub title: String,
    /// Names and values of the head's lines.
    pub facts: Vec<(&'static str, String)>,
    /// The tables.
    pub tables: Vec<LedgerTable>,
    /// The bodies that links lead to.
    pub bodies: Vec<(BodyAt, String)>,
}

/// Bodies beside each other on a page of A4.
const MOST_COLUMNS: usize = 12;
/// Problems that several catalogs have in common.
const MOST_SHARED: usize = 30;
/// Names of items that a cell lists.
const MOST_NAMES: usize = 6;

/// A ledger in words.
#[must_use]
pub fn sheet(ledger: &Ledger, law: LawDays, lang: Lang) -> LedgerSheet {
    let area = &ledger.register.area;
    let mut sheet = LedgerSheet {
        title: pick(lang, format!("{area}政务公开标准目录台账"), format!("Ledger of disclosure catalogs: {area}")),
        facts: facts(ledger, law, lang),
        tables: Vec::new(),
        bodies: Vec::new(),
    };
    let of = |at: BodyAt| ledger.cells.iter().any(|cell| cell.body == Some(at));
    let all: Vec<BodyAt> = ledger.register.all_bodies().filter(|at| of(*at)).collect();
    sheet.bodies = all.iter().map(|&at| (at, ledger.register.body(at).name.clone())).collect();
    let (bodies, towns): (Vec<BodyAt>, Vec<BodyAt>) = all.into_iter().partition(|at| matches!(at, BodyAt::Body(_)));
    let titles = [pick(lang, "总览：本级单位", "Overview: bodies"), pick(lang, "总览：乡镇、街道", "Overview: towns")];
    for (title, bodies) in titles.into_iter().zip([bodies, towns]) {
        for part in bodies.chunks(MOST_COLUMNS) {
            sheet.tables.push(matrix(ledger, &sheet.bodies, title, part, lang));
        }
    }
    sheet.tables.push(by_body(ledger, &sheet.bodies, lang));
    sheet.tables.extend(super::round_sheet::table(ledger, &sheet.bodies, lang));
    sheet.tables.push(details(ledger, &sheet.bodies, lang));
    sheet.tables.extend(shared(ledger, lang));
    sheet.tables.extend(unplaced(ledger, lang));
    sheet
}

fn facts(ledger: &Ledger, law: LawDays, lang: Lang) -> Vec<(&'static str, String)> {
    let totals = ledger.totals(|_| true);
    let (owed, there, fields) = (totals.owed, totals.there, ledger.register.fields.len());
    let lacking = owed - there;
    let catalogs = pick(
        lang,
        format!("{fields}个领域，应有目录{owed}个，已有{there}个，缺{lacking}个"),
        format!("{fields} field{}; {owed} catalogs owed, {there} there, {lacking} not", plural(fields)),
    );
    let unplaced = ledger.unplaced().count();
    let records = ledger.records.len();
    let mut found = pick(lang, format!("{records}个目录"), format!("{records} catalogs"));
    if totals.not_owed > 0 {
        let count = totals.not_owed;
        found += &pick(lang, format!("，其中{count}个没有要求"), format!("; {count} of them not owed"));
    }
    if unplaced > 0 {
        found += &pick(
            lang,
            format!("，{unplaced}个不能归入，另列在后，不计入各单位"),
            format!("; {unplaced} belong nowhere: listed at the end, counted with nobody"),
        );
    }
    let mut facts = vec![
        (pick(lang, "判断日期", "Judged as of"), law.words(lang)),
        (pick(lang, "目录", "Catalogs"), catalogs),
        (pick(lang, "读到", "Read"), found),
    ];
    if let (covered, wanted @ 1..) = totals.covered {
        let words =
            pick(lang, format!("应有{wanted}项，已有{covered}项"), format!("{covered} of {wanted} are covered"));
        facts.push((pick(lang, "参照事项", "Reference items"), words));
    }
    let counts = words::counts(totals.counts, lang);
    let none = pick(lang, "没有错误和警告", "no errors, no warnings").to_owned();
    facts.push((pick(lang, "发现问题", "Found"), if counts.is_empty() { none } else { counts }));
    facts.extend(super::round_sheet::fact(ledger, lang));
    facts
}

pub(super) fn cell(text: impl Into<String>) -> SheetCell {
    SheetCell { lines: vec![text.into()], ..SheetCell::default() }
}

pub(super) fn number(count: usize) -> SheetCell {
    cell(count.to_string())
}

pub(super) fn head(text: impl Into<String>) -> SheetCell {
    SheetCell { tone: Tone::Head, ..cell(text) }
}

/// How a state looks.
fn tone(state: CellState) -> Tone {
    match state {
        CellState::NotApplicable | CellState::NotYet(_) => Tone::Quiet,
        CellState::Absent | CellState::Faulty => Tone::Bad,
        CellState::Incomplete | CellState::Unread => Tone::Warn,
        CellState::Sound => Tone::Good,
    }
}

fn matrix(ledger: &Ledger, known: &[(BodyAt, String)], title: &str, bodies: &[BodyAt], lang: Lang) -> LedgerTable {
    let register = &ledger.register;
    let mut heads = vec![pick(lang, "领域", "Field").to_owned()];
    heads.extend(bodies.iter().map(|&at| register.body(at).name.clone()));
    heads.push(pick(lang, "合计", "Total").to_owned());
    let mut rows = Vec::new();
    let is_of_towns = bodies.iter().all(|at| matches!(at, BodyAt::Town(_)));
    for (nth, field) in register.fields.iter().enumerate() {
        let is_of = |cell: &LedgerCell| cell.field == nth && cell.body.is_some_and(|at| bodies.contains(&at));
        // Most fields are none of the towns'.
        if is_of_towns && !ledger.cells.iter().any(is_of) {
            continue;
        }
        let mut row = vec![head(&field.name)];
        for &at in bodies {
            let found = ledger.cells.iter().position(|cell| cell.field == nth && cell.body == Some(at));
            let link = known.iter().position(|(known, _)| *known == at);
            row.push(found.map_or_else(
                || SheetCell { tone: Tone::Quiet, ..cell("—") },
                |found| SheetCell { link, row: Some(found), ..short(ledger, &ledger.cells[found], lang) },
            ));
        }
        let totals = ledger.totals(is_of);
        let reason = field.not_applicable.as_ref();
        row.push(match reason {
            Some(reason) if totals.catalogs == 0 => SheetCell {
                lines: vec![words::state(CellState::NotApplicable, lang), reason.clone()],
                tone: Tone::Quiet,
                ..SheetCell::default()
            },
            _ => total(totals, lang),
        });
        rows.push(row);
    }
    let mut sums = vec![head(pick(lang, "合计", "Total"))];
    for &at in bodies {
        sums.push(total(ledger.totals(|cell| cell.body == Some(at)), lang));
    }
    sums.push(total(ledger.totals(|cell| cell.body.is_some_and(|at| bodies.contains(&at))), lang));
    rows.push(sums);
    let note = pick(
        lang,
        "“—”：不由该单位负责。“3/13项”：参照目录13项中已有3项。",
        "“—”: the body does not answer for it. “3/13 items”: of the 13 items of the reference 3 are there.",
    );
    LedgerTable {
        title: title.to_owned(),
        note: note.to_owned(),
        head: heads,
        rows,
        is_summed: true,
        is_matrix: true,
        is_detailed: false,
    }
}

/// `须整改`, `11/13项`, `错误3处，警告2处`
fn short(ledger: &Ledger, of: &LedgerCell, lang: Lang) -> SheetCell {
    let mut lines = vec![words::state(of.state, lang)];
    if !of.catalogs.is_empty() {
        if !of.is_owed(ledger) {
            lines[0] += pick(lang, "（未要求）", " (not owed)");
        }
        if of.catalogs.len() > 1 {
            let count = of.catalogs.len();
            lines.push(pick(lang, format!("{count}个目录"), format!("{count} catalogs")));
        }
        lines.push(coverage(of, lang));
        lines.push(words::counts(of.counts, lang));
    }
    lines.retain(|line| !line.is_empty());
    SheetCell { lines, tone: tone(of.state), ..SheetCell::default() }
}

/// `11/13项`; without a reference the items that there are.
fn coverage(of: &LedgerCell, lang: Lang) -> String {
    match of.covered {
        Some((covered, wanted)) => pick(lang, format!("{covered}/{wanted}项"), format!("{covered}/{wanted} items")),
        None => pick(lang, format!("{}项", of.items), format!("{} item{}", of.items, plural(of.items))),
    }
}

/// `有3/4个`, and what was found.
fn total(totals: LedgerTotals, lang: Lang) -> SheetCell {
    if totals.owed == 0 && totals.catalogs == 0 {
        return SheetCell { tone: Tone::Quiet, ..cell("—") };
    }
    let LedgerTotals { owed, there, not_owed, .. } = totals;
    let mut lines = Vec::new();
    if owed > 0 {
        lines.push(pick(lang, format!("有{there}/{owed}个"), format!("{there}/{owed} there")));
    }
    if not_owed > 0 {
        lines.push(pick(lang, format!("未要求{not_owed}个"), format!("{not_owed} not owed")));
    }
    lines.push(words::counts(totals.counts, lang));
    lines.retain(|line| !line.is_empty());
    SheetCell { lines, ..SheetCell::default() }
}

fn by_body(ledger: &Ledger, bodies: &[(BodyAt, String)], lang: Lang) -> LedgerTable {
    let heads = [
        ("单位", "Body"),
        ("应有", "Owed"),
        ("已有", "There"),
        ("缺", "Not there"),
        ("参照事项", "Reference items"),
        ("错误", "Errors"),
        ("警告", "Warnings"),
    ];
    let row = |name: SheetCell, totals: LedgerTotals| {
        let (covered, wanted) = totals.covered;
        let lacking = totals.owed - totals.there;
        let items = if wanted == 0 { "—".to_owned() } else { format!("{covered}/{wanted}") };
        let bad =
            |count: usize, tone: Tone| SheetCell { tone: if count > 0 { tone } else { Tone::Plain }, ..number(count) };
        vec![
            name,
            number(totals.owed),
            number(totals.there),
            bad(lacking, Tone::Bad),
            cell(items),
            bad(totals.counts.errors, Tone::Bad),
            bad(totals.counts.warnings, Tone::Warn),
        ]
    };
    let of = |(nth, (at, name)): (usize, &(BodyAt, String))| {
        row(SheetCell { link: Some(nth), ..head(name) }, ledger.totals(|cell| cell.body == Some(*at)))
    };
    let mut rows: Vec<Vec<SheetCell>> = bodies.iter().enumerate().map(of).collect();
    rows.push(row(head(pick(lang, "合计", "Total")), ledger.totals(|_| true)));
    LedgerTable {
        title: pick(lang, "按单位汇总", "By body").to_owned(),
        note: String::new(),
        head: heads.into_iter().map(|(zh, en)| pick(lang, zh, en).to_owned()).collect(),
        rows,
        is_summed: true,
        is_matrix: false,
        is_detailed: false,
    }
}

fn details(ledger: &Ledger, bodies: &[(BodyAt, String)], lang: Lang) -> LedgerTable {
    let heads = [
        ("领域", "Field"),
        ("单位", "Body"),
        ("状态", "State"),
        ("目录和归入的根据", "Catalog, and what places it"),
        ("事项", "Items"),
        ("缺要素", "Elements missing"),
        ("失效、未施行的依据", "Bases that ended, or not in force yet"),
        ("距上次更新", "Since the update"),
        ("问题", "Found"),
        ("最严重的问题", "The gravest"),
    ];
    let rows = ledger.cells.iter().map(|of| detail(ledger, bodies, of, lang)).collect();
    LedgerTable {
        title: pick(lang, "逐项情况", "One by one").to_owned(),
        note: String::new(),
        head: heads.into_iter().map(|(zh, en)| pick(lang, zh, en).to_owned()).collect(),
        rows,
        is_summed: false,
        is_matrix: false,
        is_detailed: true,
    }
}

fn detail(ledger: &Ledger, bodies: &[(BodyAt, String)], of: &LedgerCell, lang: Lang) -> Vec<SheetCell> {
    let field = &ledger.register.fields[of.field];
    let link = of.body.and_then(|body| bodies.iter().position(|(at, _)| *at == body));
    let name = of.body.map_or("—", |at| ledger.register.body(at).name.as_str());
    let mut state = short(ledger, of, lang);
    state.lines.truncate(1);
    if let Some(reason) = field.not_applicable.as_ref().filter(|_| of.state == CellState::NotApplicable) {
        state.lines.push(reason.clone());
    }
    let mut row = vec![head(&field.name), SheetCell { link, ..cell(name) }, state];
    if of.catalogs.is_empty() {
        row.push(cell(""));
        let wanted = of.covered.map(|(_, wanted)| pick(lang, format!("0/{wanted}项"), format!("0/{wanted} items")));
        row.push(cell(wanted.filter(|_| of.state == CellState::Absent).unwrap_or_default()));
        row.extend((0..5).map(|_| cell("")));
        return row;
    }
    row.push(SheetCell {
        lines: of.catalogs.iter().flat_map(|&nth| catalog(ledger, nth, lang)).collect(),
        ..SheetCell::default()
    });
    row.push(SheetCell { lines: items(of, lang), ..SheetCell::default() });
    let missing = words::missing(of, lang);
    row.push(SheetCell { tone: if missing.is_empty() { Tone::Plain } else { Tone::Bad }, ..cell(missing) });
    row.push(bases(of, lang));
    let days = of.days.map(|days| match days {
        0.. => pick(lang, format!("{days}天"), format!("{days} days")),
        _ => pick(lang, "更新日期晚于判断日期".to_owned(), "updated after the day of judgment".to_owned()),
    });
    row.push(cell(days.unwrap_or_else(|| pick(lang, "没有写更新日期", "no day of update").to_owned())));
    let counts = words::counts(of.counts, lang);
    let unread = match of.unread {
        0 => String::new(),
        count => pick(lang, format!("{count}格没有读全"), format!("{count} cells not read")),
    };
    row.push(SheetCell {
        lines: [counts, unread].into_iter().filter(|line| !line.is_empty()).collect(),
        ..SheetCell::default()
    });
    // Hints are counted nowhere in a ledger.
    let gravest = of.gravest.as_ref().filter(|gravest| gravest.severity > Severity::Hint);
    row.push(gravest.map_or_else(SheetCell::default, |gravest| SheetCell {
        lines: vec![format!("{} {}", gravest.severity.word().get(lang), gravest.code), gravest.message.to_string()],
        tone: match gravest.severity {
            Severity::Error => Tone::Bad,
            Severity::Warning => Tone::Warn,
            Severity::Hint => Tone::Plain,
        },
        ..SheetCell::default()
    }));
    row
}

/// The file of a catalog, and what tells that it belongs here.
fn catalog(ledger: &Ledger, nth: usize, lang: Lang) -> Vec<String> {
    let record = &ledger.records[nth];
    let by = record.placement.as_ref().ok().map(|placement| {
        let (field, body) = (words::placed_by(placement.field_by, lang), words::placed_by(placement.body_by, lang));
        pick(lang, format!("领域按{field}，单位按{body}"), format!("field by {field}, body by {body}"))
    });
    [Some(record.file.clone()), by].into_iter().flatten().collect()
}

fn items(of: &LedgerCell, lang: Lang) -> Vec<String> {
    let names = |all: &[String], lead: (&str, &str)| {
        let names = all.iter().take(MOST_NAMES).map(String::as_str).collect::<Vec<_>>().join(pick(lang, "、", ", "));
        let count = all.len();
        let end = match count > MOST_NAMES {
            true => pick(lang, format!("等{count}项"), format!(" and others ({count})")),
            false => String::new(),
        };
        (count > 0).then(|| pick(lang, format!("{}：{names}{end}", lead.0), format!("{}: {names}{end}", lead.1)))
    };
    let mut lines = vec![coverage(of, lang)];
    lines.extend(names(&of.absent, ("缺", "missing")));
    lines.extend(names(&of.unsure, ("名称不同，请核对", "perhaps by another name")));
    lines
}

fn bases(of: &LedgerCell, lang: Lang) -> SheetCell {
    let mut lines = Vec::new();
    if !of.ended.is_empty() {
        let acts = words::acts(&of.ended, lang);
        lines.push(pick(lang, format!("已废止：{acts}"), format!("ended: {acts}")));
    }
    if !of.early.is_empty() {
        let acts = words::acts(&of.early, lang);
        lines.push(pick(lang, format!("尚未施行：{acts}"), format!("not in force yet: {acts}")));
    }
    SheetCell { tone: if of.ended.is_empty() { Tone::Plain } else { Tone::Bad }, lines, ..SheetCell::default() }
}

fn shared(ledger: &Ledger, lang: Lang) -> Option<LedgerTable> {
    let heads = [("级别", "Severity"), ("问题", "What is wrong"), ("涉及", "Concerns"), ("处数", "Places")];
    let rows: Vec<Vec<SheetCell>> = ledger
        .shared
        .iter()
        .take(MOST_SHARED)
        .map(|over| {
            let (catalogs, items, problem) = (over.catalogs, over.items, &over.problem);
            let concerns = match items {
                0 => pick(lang, format!("{catalogs}个目录"), format!("{catalogs} catalogs")),
                _ => pick(
                    lang,
                    format!("{catalogs}个目录、{items}项"),
                    format!("{catalogs} catalogs, {items} item{}", plural(items)),
                ),
            };
            let tone = if problem.severity == Severity::Error { Tone::Bad } else { Tone::Warn };
            let message = if over.is_same { problem.message.to_string() } else { problem.summary.to_owned() };
            let severity =
                SheetCell { tone, ..cell(format!("{} {}", problem.severity.word().get(lang), problem.code)) };
            vec![severity, cell(message), cell(concerns), number(over.findings)]
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let more = ledger.shared.len().saturating_sub(MOST_SHARED);
    let note = match more {
        0 => String::new(),
        more => pick(lang, format!("另有{more}个共性问题没有列入。"), format!("{more} more are left out.")),
    };
    Some(LedgerTable {
        title: pick(lang, "几个目录共有的问题", "What several catalogs have in common").to_owned(),
        note,
        head: heads.into_iter().map(|(zh, en)| pick(lang, zh, en).to_owned()).collect(),
        rows,
        is_summed: false,
        is_matrix: false,
        is_detailed: false,
    })
}

fn unplaced(ledger: &Ledger, lang: Lang) -> Option<LedgerTable> {
    let heads = [
        ("文件", "File"),
        ("标题", "Title"),
        ("编制单位", "Compiling body"),
        ("为什么不能归入", "Why it belongs nowhere"),
        ("事项", "Items"),
        ("问题", "Found"),
    ];
    let rows: Vec<Vec<SheetCell>> = ledger
        .unplaced()
        .map(|record| {
            let why = record.why_unplaced(&ledger.register, lang);
            vec![
                head(&record.file),
                cell(&record.title),
                cell(&record.authority),
                SheetCell { tone: Tone::Warn, ..cell(why.unwrap_or_default()) },
                number(record.items),
                cell(words::counts(record.counts, lang)),
            ]
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let note = pick(
        lang,
        "写明编制单位和领域，或者在 catalint.yaml 的 fields 中用 files 指定；不计入任何单位。",
        "State body and field in them, or name the files under `fields` in catalint.yaml; they are counted with nobody.",
    );
    Some(LedgerTable {
        title: pick(lang, "不能归入的目录", "Catalogs that belong nowhere").to_owned(),
        note: note.to_owned(),
        head: heads.into_iter().map(|(zh, en)| pick(lang, zh, en).to_owned()).collect(),
        rows,
        is_summed: false,
        is_matrix: false,
        is_detailed: false,
    })
}
