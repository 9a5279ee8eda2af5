//! `catalint check`: from files to findings, mended files, and an exit code.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use catalint_core::Document;
use catalint_core::domain::law::Registry;
use catalint_core::fix::Applicability;
use catalint_core::lint::{Dropped, FileReport, FixOptions, Linter, Options, Share};
use catalint_core::report::{LawDays, Summary, View};
use catalint_core::rule::{Lang, Rule, Severity};
use catalint_core::text::{Encoding, Source, visible};
use catalint_table::fix_table;
use catalint_table::mend::Caution;
use catalint_workspace::Error as World;
use catalint_workspace::baseline::{BaselineFile, gone};
use catalint_workspace::config_store::ConfigStore;
use catalint_workspace::discover::{Input, Search, Task, discover};
use catalint_workspace::job::{Job, jobs};
use catalint_workspace::pool::{self, News};
use catalint_workspace::previous::Previous;
use catalint_workspace::projects::Projects;
use catalint_workspace::read::{is_table, read, read_text};
use catalint_workspace::write::{self, Draft, replace};

use crate::args::{Check, Fixing};
use crate::diff;
use crate::error::Error;
use crate::lang::Chosen;
use crate::output::{LeftOut, Out, Output, Part, Renderer, Wanted};
use crate::pretty::Pretty;
use crate::progress::Progress;
use crate::root::Root;
use crate::summary;
use crate::terminal::{Color, Paint, Terminal};
use crate::usage::Stop;
use crate::{baseline, nothing, shown, steps};

/// What a run comes to.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) summary: Summary,
    /// Findings that no report of the run shows.
    pub(crate) unseen: usize,
    /// Of the findings that are shown the first of the gravest: its severity and rule.
    pub(crate) first: Option<(Severity, &'static str)>,
    /// Findings shown that `--fix` would mend.
    pub(crate) safe: usize,
    /// Findings shown that `--unsafe-fixes` would mend besides.
    pub(crate) offered: usize,
    /// Findings by rule, by its code.
    pub(crate) rules: BTreeMap<&'static str, (&'static Rule, usize)>,
    /// Fixes applied, or that would be.
    pub(crate) applied: usize,
    /// Files changed, or that would be.
    pub(crate) changed: usize,
    /// Fixes that would have broken a file.
    pub(crate) dropped: Vec<(String, Dropped)>,
    /// What is said of tables that were fixed, or would be.
    pub(crate) tables: Vec<(String, TableNotes)>,
    /// Files that comments would have changed otherwise than they should.
    pub(crate) unsound: Vec<String>,
    /// The baseline in force.
    pub(crate) baseline: Option<PathBuf>,
    /// Entries of the baseline of which there is nothing left.
    pub(crate) gone: usize,
    /// Files whose encoding changes, and what it was.
    pub(crate) recoded: Vec<(String, Encoding)>,
    /// Catalogs of an older version that are gone, and that version.
    pub(crate) lost: Vec<(String, String)>,
    /// Reports that do not hold all findings.
    pub(crate) left_out: Vec<LeftOut>,
    pub(crate) errors: Vec<Error>,
}

/// What is said of a table besides its findings, once it was fixed.
#[derive(Debug)]
pub(crate) struct TableNotes {
    pub(crate) left: Vec<catalint_table::LeftOut>,
    /// Fixes that change more than characters of a cell.
    pub(crate) lists: usize,
    pub(crate) cautions: Vec<Caution>,
}

/// Runs the command.
pub(crate) fn run(check: &Check, chosen: Chosen, color: Color) -> ExitCode {
    pool::hush_guarded_panics();
    let stderr = Terminal::stderr(color);
    let mut sites = ConfigStore::new(check.origin.clone(), chosen.lang);
    let main = sites.of_path(check.paths.first().map_or(Path::new("."), PathBuf::as_path));
    let lang = chosen.under(main.config.lang);
    let (tasks, errors) = discover(&search(check));
    let jobs = jobs(tasks, check.force_exclude, &mut sites);
    if !sites.errors.is_empty() {
        // What the config asks for is not known.
        return complain(sites.errors, lang, stderr.paint);
    }
    if !sites.faults.is_empty() {
        return faulty(&sites, lang, stderr);
    }
    let base = match options(check, &sites, lang) {
        // Many files are many tasks already.
        Ok(base) if jobs.len() == 1 => Options { share: share(check.jobs), ..base },
        Ok(base) => base,
        Err(stop) => return stop.tell(),
    };
    if check.show_settings {
        return shown::settings(&jobs, &base, lang);
    }
    let baseline = baseline::file(check, &main.config);
    let held = match baseline.as_deref().map(BaselineFile::open).transpose() {
        Ok(held) => held,
        Err(error) => return complain([error], lang, stderr.paint),
    };
    let root = match Root::find(check.root.as_deref()) {
        Ok(root) => root,
        Err(error) => return complain([error], lang, stderr.paint),
    };
    let stdin = jobs.iter().any(|job| job.task.input == Input::Stdin);
    let since = check.since.as_deref().map(|written| Previous::open(written, &check.paths, &jobs));
    let since = match since.transpose() {
        Ok(since) => since,
        Err(error) => return complain([error], lang, stderr.paint),
    };
    let missing = held.as_ref().map_or(0, BaselineFile::missing);
    let errors = errors.into_iter().map(Error::from).collect();
    let mut tally = Tally { errors, baseline, gone: missing, ..Tally::default() };
    if let Some(since) = &since {
        tally.lost.extend(since.gone.iter().map(|file| (file.clone(), since.version.clone())));
    }
    let stdout = Terminal::stdout(color);
    let wanted = if check.fix == Fixing::Show { &[][..] } else { &check.outputs[..] };
    if check.fix == Fixing::Write {
        let folders: BTreeSet<&Path> = jobs.iter().map(|job| write::folder(job.path())).collect();
        folders.into_iter().for_each(write::remove_left_overs);
    }
    let renderer = |wanted: &Wanted| Renderer::new(wanted, lang, check.min_severity, stdout);
    let step = steps::file(wanted);
    let markdown = step.iter().map(|_| Wanted { kind: steps::kind(), file: None });
    let renderers: Vec<Renderer> =
        wanted.iter().map(renderer).chain(markdown.map(|wanted| renderer(&wanted))).collect();
    let taken = stdin && check.fix == Fixing::Write;
    if let Some(error) = overwritten(wanted, &jobs) {
        return complain([error], lang, stderr.paint);
    }
    let mut outputs = Vec::new();
    let opened = wanted.iter().zip(&renderers).map(|(wanted, renderer)| Output::open(wanted, renderer, taken));
    let step = step.iter().zip(renderers.last()).map(|(file, renderer)| Output::step(file, renderer));
    for output in opened.chain(step) {
        match output {
            Ok(output) => outputs.push(output),
            // Nothing was looked at or changed yet: better to stop here than to lose the report.
            Err(error) => return complain([error], lang, stderr.paint),
        }
    }
    let seen = renderers.iter().map(Renderer::least).min().unwrap_or(Severity::Hint);
    let held = held.as_ref();
    let projects = Projects::gather(&check.paths, &jobs, &mut sites, &base, check.jobs);
    let worker =
        Worker { check, options: base, held, projects, since, root, renderers: &renderers, seen, paint: stdout.paint };
    let mut sink = Sink { outputs, plain: Out::new(), tally: &mut tally };
    let mut progress = Progress::new(stderr.interactive && !check.quiet, jobs.len(), lang);
    pool::in_order(
        &jobs,
        check.jobs,
        progress.pace(),
        |job| worker.look(job),
        |news| match news {
            News::Next(outcome) => {
                if outcome.speaks() {
                    progress.clear();
                }
                sink.take(outcome);
            }
            News::Done(done) => progress.show(done),
        },
    );
    progress.clear();
    let law = law_days(check, &jobs);
    sink.close(&renderers, law);
    let fail_on = check.fail_on.or(main.config.fail_on).unwrap_or(Some(Severity::Error));
    let nothing = tally.summary.files == 0 && tally.errors.is_empty() && !check.allow_empty;
    let why = if nothing { nothing::why(check, &jobs, &mut sites, lang) } else { String::new() };
    if nothing {
        tally.errors.push(Error::no_catalog(&check.paths, tally.summary.skipped));
    }
    conclude(tally, (check, fail_on), (&why, law), lang, stderr.paint)
}

/// The day that is judged, and the earliest to which a registry of the run is known.
fn law_days(check: &Check, jobs: &[Job]) -> LawDays {
    let checked = jobs.iter().map(|job| job.scope.config.registry.checked_to()).min();
    LawDays { as_of: check.as_of, checked_to: checked.unwrap_or_else(|| Registry::builtin().checked_to()) }
}

/// The threads that help with one large file.
fn share(jobs: Option<usize>) -> Option<Share> {
    let hands = pool::threads(jobs);
    (hands > 1).then_some(Share { hands, run: pool::side_by_side })
}

/// A report that would take the place of a file that is checked.
fn overwritten(wanted: &[Wanted], jobs: &[Job]) -> Option<Error> {
    // A file that is not there yet has no canonical path, and is none that is checked.
    let found = wanted.iter().filter_map(|wanted| wanted.file.as_deref()).find(|file| {
        file.canonicalize().is_ok_and(|report| {
            let checked = |job: &&Job| matches!(job.task.input, Input::File(_));
            jobs.iter().filter(checked).any(|job| job.path().canonicalize().is_ok_and(|path| path == report))
        })
    });
    found.map(|file| Error::Overwritten { path: file.display().to_string() })
}

/// What a run looks for.
pub(crate) fn search(check: &Check) -> Search<'_> {
    Search {
        paths: &check.paths,
        stdin_name: check.stdin_filename.as_deref(),
        exclude: &check.exclude,
        force_exclude: check.force_exclude,
    }
}

/// What the arguments ask for, before any config.
pub(crate) fn options(check: &Check, sites: &ConfigStore, lang: Lang) -> Result<Options, Stop> {
    let mut options = Options::new(check.as_of);
    options.selection = check.selection(&sites.rules(), lang)?;
    check.known_profile(&sites.profiles(), lang)?;
    options.profile.clone_from(&check.profile);
    Ok(options)
}

/// Shows what is wrong in configs. Nothing is checked under a faulty one.
pub(crate) fn faulty(sites: &ConfigStore, lang: Lang, stderr: Terminal) -> ExitCode {
    let pretty = Pretty::new(lang, stderr);
    let view = View { lang, least: Severity::Hint };
    let text: String = sites.faults.iter().map(|report| pretty.file(report, view)).collect();
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
    complain([Error::Config], lang, stderr.paint)
}

/// Says what is to be said on standard error, and gives the exit code.
/// `why` tells of a run that found nothing what it passed over.
fn conclude(
    tally: Tally,
    (check, fail_on): (&Check, Option<Severity>),
    (why, law): (&str, LawDays),
    lang: Lang,
    paint: Paint,
) -> ExitCode {
    let mut text = summary::notes(&tally, lang) + &summary::stale(law, lang);
    if check.statistics {
        text += &summary::statistics(&tally, lang, paint);
    }
    if !check.quiet && tally.summary.files > 0 {
        text += &summary::closing(&tally, check, lang, paint);
    }
    // Lines on standard output end with it themselves.
    let lines = |wanted: &Wanted| wanted.file.is_none() && wanted.kind.is_lines();
    if check.fix == Fixing::Show || !check.outputs.iter().any(lines) {
        text += &tally.summary.unread_words(lang).map_or_else(String::new, |words| paint.yellow(&words) + "\n");
    }
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
    if !tally.errors.is_empty() {
        let code = complain(tally.errors, lang, paint);
        let _ = std::io::stderr().lock().write_all(why.as_bytes());
        return code;
    }
    let failed = match check.fix {
        Fixing::Show => tally.changed > 0,
        _ => worst(&tally.summary).zip(fail_on).is_some_and(|(worst, limit)| worst >= limit),
    };
    ExitCode::from(u8::from(failed))
}

pub(crate) fn complain(errors: impl IntoIterator<Item = impl Into<Error>>, lang: Lang, paint: Paint) -> ExitCode {
    let lead = paint.red(crate::lang::pick(lang, "错误：", "error: "));
    let errors = errors.into_iter().map(Into::into);
    let text: String = errors.map(|error: Error| format!("{lead}{}\n", visible(&error.text(lang)))).collect();
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
    ExitCode::from(2)
}

fn worst(summary: &Summary) -> Option<Severity> {
    let counts = summary.counts;
    [(counts.errors, Severity::Error), (counts.warnings, Severity::Warning), (counts.hints, Severity::Hint)]
        .into_iter()
        .find_map(|(count, severity)| (count > 0).then_some(severity))
}

/// What came of one file.
enum Outcome {
    /// YAML, but no catalog; and what standard output gets nevertheless.
    Skipped(Vec<u8>),
    Done(Box<Done>),
    Failed(Error),
}

impl Outcome {
    /// Whether it makes something to be written.
    fn speaks(&self) -> bool {
        match self {
            Self::Failed(_) => false,
            Self::Skipped(plain) => !plain.is_empty(),
            Self::Done(done) => !done.plain.is_empty() || done.parts.iter().any(Part::speaks),
        }
    }
}

struct Done {
    /// Its part of each report.
    parts: Vec<Part>,
    /// What standard output gets besides: a diff, or the mended text of standard input.
    plain: Vec<u8>,
    /// The file's share of the run.
    tally: Tally,
}

/// Looks at files; shared by the threads.
struct Worker<'r> {
    check: &'r Check,
    options: Options,
    held: Option<&'r BaselineFile>,
    projects: Projects,
    since: Option<Previous>,
    /// Where paths for a forge start.
    root: Option<Root>,
    renderers: &'r [Renderer],
    /// The mildest findings that a report shows.
    seen: Severity,
    paint: Paint,
}

impl Worker<'_> {
    fn look(&self, job: &Job) -> Outcome {
        let bug = |panic| Outcome::Failed(Error::bug(&job.task.name, panic));
        pool::guarded(|| self.file(job).unwrap_or_else(Outcome::Failed)).unwrap_or_else(bug)
    }

    fn file(&self, job: &Job) -> Result<Outcome, Error> {
        let task = &job.task;
        let certain = task.named && !self.check.skip_others;
        // Only what is mended or may be a table is needed byte by byte.
        if self.check.fix == Fixing::No && !(task.named && catalint_table::is_table_name(&task.name)) {
            let text = read_text(&task.input, certain).map_err(|source| Error::read(task.name.clone(), source))?;
            let Some(text) = text else { return Ok(Outcome::Skipped(Vec::new())) };
            let linter = self.linter(job)?;
            let report = linter.check(&Document::parse(Source::new(task.name.as_str(), text)));
            return Ok(Outcome::Done(Box::new(self.done(report, &linter))));
        }
        let (bytes, other) = read(&task.input, certain).map_err(|source| Error::read(task.name.clone(), source))?;
        if other {
            // Who pipes a text through `--fix` gets it back, whatever it is.
            let back = self.check.fix == Fixing::Write && task.input == Input::Stdin;
            return Ok(Outcome::Skipped(if back { bytes } else { Vec::new() }));
        }
        let linter = self.linter(job)?;
        if task.named && is_table(&task.name, &bytes) {
            return self.table(task, &bytes, &linter);
        }
        if self.check.fix == Fixing::No {
            let report = linter.check(&Document::from_bytes(&task.name, &bytes));
            return Ok(Outcome::Done(Box::new(self.done(report, &linter))));
        }
        self.change(task, &bytes, &linter).map(|done| Outcome::Done(Box::new(done)))
    }

    /// The settings for a file, with what is known beyond this file.
    fn linter(&self, job: &Job) -> Result<Linter, Error> {
        let mut options = job.scope.options(&self.options, job.path());
        options.baseline = self.held.and_then(|held| held.known(&job.task));
        options.beyond.project = self.projects.of(&job.task).cloned();
        if let Some(since) = &self.since
            && let Some(older) = since.older(&job.task)?
        {
            let older = Document::from_bytes(&older.name, &older.bytes);
            let linter = Linter::new(options.clone());
            options.beyond.before = linter.previous(&since.version, &older).map(Arc::new);
        }
        Ok(Linter::new(options))
    }

    /// A table that was named: it is read as a catalog, and findings say the cell.
    fn table(&self, task: &Task, bytes: &[u8], linter: &Linter) -> Result<Outcome, Error> {
        if self.check.ignores.is_some() {
            return Err(World::IgnoreTable { path: task.name.clone() }.into());
        }
        if self.check.fix != Fixing::No {
            return self.change_table(task, bytes, linter).map(|done| Outcome::Done(Box::new(done)));
        }
        let unreadable = |why| Error::table(&task.name, why);
        let report = catalint_table::check(&task.name, bytes, linter.options()).map_err(unreadable)?;
        Ok(Outcome::Done(Box::new(self.done(report, linter))))
    }

    /// Fixes a table in its own file, or in a copy of it.
    fn change_table(&self, task: &Task, bytes: &[u8], linter: &Linter) -> Result<Done, Error> {
        let unreadable = |why| Error::table(&task.name, why);
        let which = FixOptions { least: self.check.least_fix, min_severity: self.check.least() };
        let fixed = fix_table(&task.name, bytes, linter.options(), which).map_err(unreadable)?;
        let mut tally = Tally { applied: fixed.applied.values().sum(), ..Tally::default() };
        let notes = TableNotes { left: fixed.left, lists: fixed.lists, cautions: fixed.cautions };
        tally.tables.push((task.name.clone(), notes));
        tally.changed = usize::from(fixed.bytes.is_some());
        let new = fixed.bytes.as_deref().unwrap_or(bytes);
        let mut plain = Vec::new();
        match &task.input {
            _ if self.check.fix == Fixing::Show => {
                plain = diff::cells(&task.name, &fixed.changes, self.paint).into_bytes();
            }
            _ if self.is_copied(new)? => {}
            Input::Stdin => plain = new.to_vec(),
            Input::File(path) if fixed.bytes.is_some() => {
                let failed = |source| Error::write(task.name.clone(), source);
                replace(path, bytes, new).map_err(failed)?.or_say(&task.name)?;
            }
            Input::File(_) => {}
        }
        let mut done = self.done(fixed.report, linter);
        done.plain = plain;
        done.tally.add(tally);
        Ok(done)
    }

    /// Writes the copy that is asked for, whether anything changed or not; none where none is.
    fn is_copied(&self, bytes: &[u8]) -> Result<bool, Error> {
        let Some(copy) = &self.check.copy else { return Ok(false) };
        let failed = |source| Error::write(copy.display().to_string(), source);
        let mut draft = Draft::new(copy).map_err(failed)?;
        draft.write(bytes).map_err(failed)?;
        draft.finish().map_err(failed)?;
        Ok(true)
    }

    fn change(&self, task: &Task, bytes: &[u8], linter: &Linter) -> Result<Done, Error> {
        let mut tally = Tally::default();
        let document = Document::from_bytes(&task.name, bytes);
        let before = document.source().clone();
        let (new, report) = if let Some(why) = &self.check.ignores {
            let annotated = linter.add_ignores(document, why, self.check.least());
            tally.applied = annotated.ignored;
            tally.unsound.extend(annotated.failed.then(|| task.name.clone()));
            (annotated.bytes, annotated.report)
        } else {
            let which = FixOptions { least: self.check.least_fix, min_severity: self.check.least() };
            let fixed = linter.fix(document, which);
            tally.applied = fixed.applied.values().sum();
            tally.dropped = fixed.dropped.into_iter().map(|dropped| (task.name.clone(), dropped)).collect();
            (fixed.bytes, fixed.report)
        };
        let show = self.check.fix == Fixing::Show;
        let mut plain = Vec::new();
        let copied = self.is_copied(new.as_deref().unwrap_or(bytes))?;
        if let Some(new) = &new {
            if before.encoding != report.source.encoding {
                tally.recoded.push((task.name.clone(), before.encoding));
            }
            if show {
                let after = &report.source.text;
                plain = diff::unified(&task.name, &before.text, after, self.paint).into_bytes();
            } else if let (Input::File(path), false) = (&task.input, copied) {
                let failed = |source| Error::write(task.name.clone(), source);
                replace(path, bytes, new).map_err(failed)?.or_say(&task.name)?;
            }
            tally.changed = 1;
        }
        if !show && !copied && task.input == Input::Stdin {
            plain = new.unwrap_or_else(|| bytes.to_vec());
        }
        let mut done = self.done(report, linter);
        done.plain = plain;
        done.tally.add(tally);
        Ok(done)
    }

    fn done(&self, mut report: FileReport, linter: &Linter) -> Done {
        let options = linter.options();
        let mut tally = Tally::default();
        // Who shows no offers has nothing to try.
        if self.renderers.iter().any(Renderer::shows_fixes) {
            linter.keep_sound_offers(&mut report);
        }
        tally.summary.add(&report);
        for diagnostic in &report.diagnostics {
            let rule = diagnostic.violation.rule;
            tally.rules.entry(rule.code).or_insert((rule, 0)).1 += 1;
            if diagnostic.severity < self.seen {
                tally.unseen += 1;
            } else if tally.first.is_none_or(|(known, _)| known < diagnostic.severity) {
                tally.first = Some((diagnostic.severity, diagnostic.violation.rule.code));
            }
            match diagnostic.applicability().filter(|_| diagnostic.severity >= self.check.least()) {
                Some(Applicability::Safe) => tally.safe += 1,
                Some(Applicability::Offer) => tally.offered += 1,
                None => {}
            }
        }
        tally.gone = options.baseline.as_ref().map_or(0, |known| gone(known, &report, &options.selection).count());
        if self.check.show_suppressed {
            report.show_suppressed();
        }
        let here = |renderer: &Renderer| (!renderer.is_for_a_forge()).then(|| renderer.file(&report));
        let parts: Vec<Option<Part>> = self.renderers.iter().map(here).collect();
        self.root.iter().for_each(|root| root.rename(&mut report));
        let there = |(part, renderer): (Option<Part>, &Renderer)| part.unwrap_or_else(|| renderer.file(&report));
        let parts = parts.into_iter().zip(self.renderers).map(there).collect();
        Done { parts, plain: Vec::new(), tally }
    }
}

/// Takes what came of the files, in order.
struct Sink<'t> {
    outputs: Vec<Output>,
    plain: Out,
    tally: &'t mut Tally,
}

impl Sink<'_> {
    fn take(&mut self, outcome: Outcome) {
        let done = match outcome {
            Outcome::Skipped(plain) => {
                self.tally.summary.skipped += 1;
                self.plain(&plain);
                return;
            }
            Outcome::Failed(error) => {
                self.tally.errors.push(error);
                return;
            }
            Outcome::Done(done) => done,
        };
        let written = self.outputs.iter_mut().zip(done.parts).map(|(output, part)| output.part(part));
        self.tally.errors.extend(written.filter_map(Result::err));
        self.plain(&done.plain);
        self.tally.add(done.tally);
    }

    fn plain(&mut self, bytes: &[u8]) {
        if !bytes.is_empty() {
            let failed = |source| Error::write("stdout".to_owned(), source);
            self.tally.errors.extend(self.plain.write(bytes).map_err(failed).err());
        }
    }

    fn close(self, renderers: &[Renderer], law: LawDays) {
        let summary = Summary { failed: self.tally.errors.len(), ..self.tally.summary };
        for (output, renderer) in self.outputs.into_iter().zip(renderers) {
            match output.close(renderer, &summary, law) {
                Ok(left_out) => self.tally.left_out.extend(left_out),
                Err(error) => self.tally.errors.push(error),
            }
        }
    }
}

impl Tally {
    fn add(&mut self, file: Self) {
        let (mine, its) = (&mut self.summary, file.summary);
        mine.files += its.files;
        mine.items += its.items;
        mine.counts = mine.counts.and(its.counts);
        mine.suppressed += its.suppressed;
        mine.baselined += its.baselined;
        mine.unread += its.unread;
        self.unseen += file.unseen;
        if let Some((severity, _)) = file.first
            && self.first.is_none_or(|(known, _)| known < severity)
        {
            self.first = file.first;
        }
        self.safe += file.safe;
        self.offered += file.offered;
        self.applied += file.applied;
        self.changed += file.changed;
        self.gone += file.gone;
        self.dropped.extend(file.dropped);
        self.tables.extend(file.tables);
        self.unsound.extend(file.unsound);
        self.recoded.extend(file.recoded);
        for (code, (rule, count)) in file.rules {
            self.rules.entry(code).or_insert((rule, 0)).1 += count;
        }
    }
}
