//! `catalint ledger`: what an area owes, and what there is.

use std::collections::{BTreeMap, HashMap};
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use catalint_core::ledger::{
    CatalogRecord, LastFinding, LastRound, Ledger, LedgerSheet, RecordedFinding, Standing, Tone, sheet,
};
use catalint_core::lint::LawDays;
use catalint_core::register::BodyAt;
use catalint_core::rule::{Lang, Severity};
use catalint_core::rules::find;
use catalint_report::ledger::{FORMATS, LedgerFormat, LedgerPage, last_round};
use catalint_report::{FileList, Occasion, Summary, View, list_format};
use catalint_text::decode;
use catalint_workspace::Disk;
use catalint_workspace::files;
use catalint_workspace::job::Job;
use catalint_workspace::pool::{self, News};
use catalint_workspace::projects::Projects;
use catalint_workspace::session::Session;

use crate::args::Ledger as Asked;
use crate::check::{RunStart, complain, law_days};
use crate::error::CliError;
use crate::import::write;
use crate::lang::{Chosen, pick};
use crate::progress::Progress;
use crate::terminal::{Color, Terminal};
use crate::wrap::wrap;

/// How a ledger is shown.
#[derive(Debug, Clone, Copy)]
pub(crate) enum LedgerKind {
    Pretty,
    Page(&'static LedgerFormat),
    Workbook,
}

impl LedgerKind {
    /// The names that are known.
    pub(crate) fn names() -> impl Iterator<Item = &'static str> {
        std::iter::once("pretty").chain(FORMATS.iter().map(|format| format.name)).chain(["xlsx"])
    }

    /// The one of a name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "pretty" => Some(Self::Pretty),
            "xlsx" => Some(Self::Workbook),
            name => FORMATS.iter().find(|format| format.name == name).map(Self::Page),
        }
    }
}

/// What came of one file.
enum Surveyed {
    /// It is no catalog.
    Other,
    Failed(CliError),
    Done(Box<SurveyedFile>),
}

/// A file with its catalogs.
struct SurveyedFile {
    records: Vec<CatalogRecord>,
    list: FileList,
    summary: Summary,
}

/// Runs the command.
pub(crate) fn run(asked: &Asked, chosen: Chosen, color: Color) -> ExitCode {
    let check = &asked.check;
    let start = match RunStart::new(check, chosen, color) {
        Ok(start) => start,
        Err(code) => return code,
    };
    let (lang, paint) = (start.lang, start.stderr.paint);
    let law = law_days(check, &start.jobs);
    match all(asked, start, law, Terminal::stdout(color)) {
        Ok((ledger, errors)) if errors.is_empty() => ExitCode::from(u8::from(!ledger.is_in_order())),
        Ok((_, errors)) => complain(errors, lang, paint),
        Err(error) => complain([error], lang, paint),
    }
}

fn all(asked: &Asked, start: RunStart, law: LawDays, stdout: Terminal) -> Result<(Ledger, Vec<CliError>), CliError> {
    let RunStart { mut configs, main, lang, jobs, mut errors, mut base, stderr, .. } = start;
    let register = Arc::clone(&main.config.register);
    if register.is_empty() {
        return Err(CliError::NoRegister);
    }
    let last = asked.against.as_deref().map(|file| last(file, &register.area)).transpose()?;
    let selection = base.selection.clone();
    let check = &asked.check;
    let mut progress = Progress::new(stderr, check.quiet, jobs.len(), lang);
    base.looked = progress.counter();
    let projects = Projects::gather(&Disk, &check.paths, &jobs, &mut configs, &base, check.jobs);
    let session = Session { fs: Disk::files(), base, projects, baseline: None, previous: None };
    let survey = |job: &Job| {
        let bug = |panic| Surveyed::Failed(CliError::bug(&job.task.name, panic));
        let path = main.relative(job.path());
        pool::guarded(|| survey(job, &path, &session, (&register, lang))).unwrap_or_else(bug)
    };
    let mut files: Vec<SurveyedFile> = Vec::new();
    pool::in_order(&jobs, check.jobs, progress.pace(), survey, |news| match news {
        News::Next(Surveyed::Other) => {}
        News::Next(Surveyed::Failed(error)) => errors.push(error),
        News::Next(Surveyed::Done(file)) => files.push(*file),
        News::Done(done) => progress.show(done),
    });
    progress.clear();
    let records = files.iter_mut().flat_map(|file| std::mem::take(&mut file.records)).collect();
    let mut ledger = Ledger::new(register, records, check.as_of);
    if let Some(last) = last {
        ledger = ledger.against(last, |code| find(code).is_some_and(|rule| selection.has(rule)));
        files.iter_mut().for_each(|file| beside(&mut file.list, &ledger, lang));
    }
    let words = sheet(&ledger, law, lang);
    for (kind, file) in &asked.outputs {
        put(*kind, file.as_deref(), (&ledger, &words), BTreeMap::new(), (lang, stdout))?;
    }
    if let Some(folder) = &asked.folder {
        fill(folder, (&ledger, &words), &files, law, lang)?;
        if !check.quiet {
            let words =
                pick(lang, format!("已写到文件夹 {}", folder.display()), format!("written to {}", folder.display()));
            let _ = writeln!(std::io::stderr().lock(), "{words}");
        }
    }
    Ok((ledger, errors))
}

/// The ledger of the last round.
fn last(file: &Path, area: &str) -> Result<LastRound, CliError> {
    let path = || file.display().to_string();
    let bytes = files::read(&Disk, file, files::MOST_OF_A_TABLE).map_err(|why| CliError::read(path(), why))?;
    let last = last_round(&decode(&bytes).text).map_err(|why| CliError::NoLastRound { path: path(), why })?;
    match &last.area {
        Some(other) if other != area => Err(CliError::OtherArea { path: path(), area: other.clone() }),
        _ => Ok(last),
    }
}

/// Tells a list what became of the last round in its file.
fn beside(list: &mut FileList, ledger: &Ledger, lang: Lang) {
    let Some(round) = &ledger.round else { return };
    let mut standing: HashMap<(&str, &str), Standing> = HashMap::new();
    for (record, all) in ledger.records.iter().zip(&round.standing).filter(|(record, _)| record.file == list.name()) {
        let findings = record.findings.iter().map(|found| (found.code.as_str(), found.fingerprint.as_str()));
        standing.extend(findings.zip(all.iter().copied()));
    }
    // What was put right in a catalog that had another file is told in the first one that has its place.
    let first = |old: &LastFinding, body: Option<BodyAt>| {
        let Some(body) = body else { return old.file == list.name() };
        let field = old.place.as_ref().map(|(field, _)| field.as_str());
        let of = |record: &&CatalogRecord| {
            record.placement.as_ref().is_ok_and(|at| {
                at.body == body && field.is_none_or(|field| ledger.register.fields[at.field].name == field)
            })
        };
        let named = ledger.records.iter().filter(of).find(|record| record.file == old.file);
        named.or_else(|| ledger.records.iter().find(of)).is_some_and(|record| record.file == list.name())
    };
    let own = |nth: &&usize| first(&round.last.findings[**nth], round.bodies[**nth]);
    let closed: Vec<&RecordedFinding> =
        round.closed.iter().filter(own).map(|&nth| &round.last.findings[nth].finding).collect();
    let untold = round.untold.iter().filter(own).count();
    list.beside(|code, print| standing.get(&(code, print)).copied(), &closed, untold, lang);
}

fn survey(
    job: &Job,
    path: &str,
    session: &Session,
    (register, lang): (&catalint_core::register::Register, Lang),
) -> Surveyed {
    let (checked, catalogs) = match session.survey(job) {
        Ok(Some(surveyed)) => surveyed,
        Ok(None) => return Surveyed::Other,
        Err(why) if !job.certain && why.unread_kind().is_some() => return Surveyed::Other,
        Err(why) => return Surveyed::Failed(why.into()),
    };
    let (report, settings) = (&checked.report, checked.linter.options());
    let record = |catalog: &catalint_core::ledger::SurveyedCatalog| {
        let findings = report.findings.get(catalog.findings.clone()).unwrap_or_default();
        CatalogRecord::of((&job.task.name, path), catalog, findings, settings, (register, lang))
    };
    let records: Vec<CatalogRecord> = catalogs.iter().filter_map(record).collect();
    if records.is_empty() && !catalogs.is_empty() {
        return Surveyed::Other;
    }
    let mut summary = Summary::default();
    summary.add(report);
    let list = FileList::of(report, View::new(lang, Severity::Warning));
    Surveyed::Done(Box::new(SurveyedFile { records, list, summary }))
}

fn put(
    kind: LedgerKind,
    file: Option<&Path>,
    (ledger, sheet): (&Ledger, &LedgerSheet),
    links: BTreeMap<usize, String>,
    (lang, stdout): (Lang, Terminal),
) -> Result<(), CliError> {
    let terminal = if file.is_some() { Terminal::file() } else { stdout };
    let bytes = match kind {
        LedgerKind::Pretty => pretty(sheet, lang, terminal).into_bytes(),
        LedgerKind::Page(format) => (format.page)(&LedgerPage { ledger, sheet, links, lang }).into_bytes(),
        LedgerKind::Workbook => catalint_table::publish::ledger(sheet).map_err(|why| {
            let path = file.map_or_else(String::new, |file| file.display().to_string());
            CliError::Workbook { path, why }
        })?,
    };
    write(file, &bytes)
}

/// Writes the ledger in all formats, and the list of each body.
fn fill(
    folder: &Path,
    (ledger, sheet): (&Ledger, &LedgerSheet),
    files: &[SurveyedFile],
    law: LawDays,
    lang: Lang,
) -> Result<(), CliError> {
    std::fs::create_dir_all(folder).map_err(|source| CliError::write(folder.display().to_string(), source))?;
    let mut links = BTreeMap::new();
    for (nth, (at, name)) in sheet.bodies.iter().enumerate() {
        if let Some(text) = list_of(*at, ledger, files, law, lang) {
            let page = page_name(nth, name);
            write(Some(&folder.join(&page)), text.as_bytes())?;
            links.insert(nth, page);
        }
    }
    let name = pick(lang, "台账", "ledger");
    let outputs = [
        ("html", "index.html".to_owned()),
        ("xlsx", format!("{name}.xlsx")),
        ("markdown", format!("{name}.md")),
        ("json", format!("{name}.json")),
    ];
    for (kind, file) in outputs {
        let Some(kind) = LedgerKind::named(kind) else { continue };
        put(kind, Some(&folder.join(file)), (ledger, sheet), links.clone(), (lang, Terminal::file()))?;
    }
    Ok(())
}

/// The rectification list of a body's catalogs; none where it has none.
fn list_of(at: BodyAt, ledger: &Ledger, files: &[SurveyedFile], law: LawDays, lang: Lang) -> Option<String> {
    let own = |file: &&SurveyedFile| {
        let records = || ledger.records.iter().filter(|record| record.file == file.list.name());
        records().any(|record| record.placement.as_ref().is_ok_and(|placement| placement.body == at))
    };
    let own: Vec<&SurveyedFile> = files.iter().filter(own).collect();
    if own.is_empty() {
        return None;
    }
    let summary = own.iter().fold(Summary::default(), |sum, file| sum.and(&file.summary));
    let lists: Vec<FileList> = own.iter().map(|file| file.list.clone()).collect();
    let occasion = Occasion { summary, law, view: View::new(lang, Severity::Warning) };
    Some((list_format("html")?.page)(&lists, &occasion))
}

/// `03-县民政局.html`, of letters that names of files may have.
fn page_name(nth: usize, name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    format!("{:02}-{plain}.html", nth + 1)
}

/// The ledger at a terminal: a line for each field and body.
fn pretty(sheet: &LedgerSheet, lang: Lang, terminal: Terminal) -> String {
    let Terminal { paint, width, .. } = terminal;
    let mut out = format!("{}\n", paint.bold(&sheet.title));
    for (name, value) in &sheet.facts {
        wrap(&mut out, "", 0, &format!("{name}{}{value}", pick(lang, "：", ": ")), width);
    }
    for table in sheet.tables.iter().filter(|table| !table.is_matrix) {
        out += &format!("\n{}\n", paint.bold(&table.title));
        for row in &table.rows {
            let mut line = String::new();
            for (nth, (cell, head)) in row.iter().zip(&table.head).enumerate() {
                let text = cell.lines.join(pick(lang, "，", ", "));
                if text.is_empty() || nth > 0 && matches!(cell.tone, Tone::Plain) && text == "0" {
                    continue;
                }
                line += &match nth {
                    0 => text,
                    _ => format!("{}{head} {text}", pick(lang, "；", "; ")),
                };
            }
            wrap(&mut out, "  ", 2, &catalint_text::visible(&line), width);
        }
    }
    out
}
