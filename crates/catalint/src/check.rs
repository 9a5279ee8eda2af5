//! `catalint check`: from files to findings, mended files, and an exit code.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::process::ExitCode;

use catalint_core::fix::Applicability;
use catalint_core::lint::{
    Dropped, FileReport, FixOptions, Options, fix_text, lint_source, lint_text, looks_like_catalog,
};
use catalint_core::report::Summary;
use catalint_core::rule::{Lang, Severity};
use catalint_core::text::{Encoding, Source, decode, visible};

use crate::args::{Check, Fixing};
use crate::diff;
use crate::discover::{Input, Task, discover};
use crate::error::Error;
use crate::output::{Out, Output, Renderer};
use crate::progress::Progress;
use crate::run::{self, News};
use crate::summary;
use crate::terminal::{Color, Paint, Terminal};
use crate::write::{Replaced, replace};

/// What a run comes to.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) summary: Summary,
    /// Findings that no report of the run shows.
    pub(crate) unseen: usize,
    /// The rule of the first finding that is shown.
    pub(crate) first: Option<&'static str>,
    /// Findings shown that `--fix` would mend.
    pub(crate) safe: usize,
    /// Findings shown that `--unsafe-fixes` would mend besides.
    pub(crate) offered: usize,
    /// Findings by rule.
    pub(crate) rules: BTreeMap<&'static str, usize>,
    /// Fixes applied, or that would be.
    pub(crate) applied: usize,
    /// Files changed, or that would be.
    pub(crate) changed: usize,
    /// Fixes that would have broken a file.
    pub(crate) dropped: Vec<(String, Dropped)>,
    /// Files whose encoding changes, and what it was.
    pub(crate) recoded: Vec<(String, Encoding)>,
    pub(crate) errors: Vec<Error>,
}

/// Runs the command.
pub(crate) fn run(check: &Check, lang: Lang, color: Color) -> ExitCode {
    run::hush_guarded_panics();
    let stderr = Terminal::stderr(color);
    let (tasks, errors) = discover(&check.paths, check.stdin_filename.as_deref());
    let stdin = tasks.iter().any(|task| task.input == Input::Stdin);
    let mut tally = Tally { errors, ..Tally::default() };
    let stdout = Terminal::stdout(color);
    let wanted = if check.fix == Fixing::Show { &[][..] } else { &check.outputs[..] };
    let renderers: Vec<Renderer> =
        wanted.iter().map(|wanted| Renderer::new(wanted, lang, check.min_severity, stdout)).collect();
    let taken = stdin && check.fix == Fixing::Write;
    let mut outputs = Vec::new();
    for (wanted, renderer) in wanted.iter().zip(&renderers) {
        match Output::open(wanted, renderer, taken) {
            Ok(output) => outputs.push(output),
            // Nothing was looked at or changed yet: better to stop here than to lose the report.
            Err(error) => return complain(&[error], lang, stderr.paint),
        }
    }
    let seen = renderers.iter().map(Renderer::least).min().unwrap_or(Severity::Hint);
    let worker = Worker { check, options: options(check), renderers: &renderers, seen, paint: stdout.paint };
    let mut sink = Sink { outputs, plain: Out::new(), tally: &mut tally };
    let mut progress = Progress::new(stderr.interactive && !check.quiet, tasks.len(), lang);
    run::in_order(
        &tasks,
        check.jobs,
        progress.pace(),
        |task| worker.look(task),
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
    sink.close(&renderers);
    conclude(tally, check, lang, stderr.paint)
}

fn options(check: &Check) -> Options {
    let mut options = Options::new(check.as_of);
    options.selection = check.selection.clone();
    options.profile.clone_from(&check.profile);
    options
}

/// Says what is to be said on standard error, and gives the exit code.
fn conclude(mut tally: Tally, check: &Check, lang: Lang, paint: Paint) -> ExitCode {
    if tally.summary.files == 0 && tally.errors.is_empty() && !check.allow_empty {
        let paths: Vec<String> = check.paths.iter().map(|path| path.display().to_string()).collect();
        tally.errors.push(Error::NoCatalog { paths: paths.join(", "), skipped: tally.summary.skipped });
    }
    let mut text = summary::notes(&tally, lang) + &summary::stale(check.as_of, lang);
    if check.statistics {
        text += &summary::statistics(&tally, lang, paint);
    }
    if !check.quiet && tally.summary.files > 0 {
        text += &summary::closing(&tally, check, lang, paint);
    }
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
    if !tally.errors.is_empty() {
        return complain(&tally.errors, lang, paint);
    }
    let failed = match check.fix {
        Fixing::Show => tally.changed > 0,
        _ => worst(&tally.summary).zip(check.fail_on).is_some_and(|(worst, limit)| worst >= limit),
    };
    ExitCode::from(u8::from(failed))
}

pub(crate) fn complain(errors: &[Error], lang: Lang, paint: Paint) -> ExitCode {
    let lead = paint.red(crate::lang::pick(lang, "错误：", "error: "));
    let text: String = errors.iter().map(|error| format!("{lead}{}\n", visible(&error.text(lang)))).collect();
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
    /// YAML, but no catalog.
    Skipped,
    Done(Box<Done>),
    Failed(Error),
}

impl Outcome {
    /// Whether it makes something to be written.
    fn speaks(&self) -> bool {
        match self {
            Self::Skipped | Self::Failed(_) => false,
            Self::Done(done) => !done.plain.is_empty() || done.parts.iter().any(|part| !part.is_empty()),
        }
    }
}

struct Done {
    /// Its part of each report.
    parts: Vec<String>,
    /// What standard output gets besides: a diff, or the mended text of standard input.
    plain: Vec<u8>,
    /// The file's share of the run.
    tally: Tally,
}

/// Looks at files; shared by the threads.
struct Worker<'r> {
    check: &'r Check,
    options: Options,
    renderers: &'r [Renderer],
    /// The mildest findings that a report shows.
    seen: Severity,
    paint: Paint,
}

impl Worker<'_> {
    fn look(&self, task: &Task) -> Outcome {
        let bug = |panic| Outcome::Failed(Error::Bug { path: task.name.clone(), panic });
        run::guarded(|| self.file(task).unwrap_or_else(Outcome::Failed)).unwrap_or_else(bug)
    }

    fn file(&self, task: &Task) -> Result<Outcome, Error> {
        let bytes = read(task).map_err(|source| Error::read(task.name.clone(), source))?;
        let decoded = if task.named { None } else { Some(decode(&bytes)) };
        if decoded.as_ref().is_some_and(|decoded| !looks_like_catalog(&decoded.text)) {
            return Ok(Outcome::Skipped);
        }
        if task.named && is_table(&task.name, &bytes) {
            return self.table(task, &bytes);
        }
        if self.check.fix != Fixing::No {
            return self.fix(task, &bytes).map(|done| Outcome::Done(Box::new(done)));
        }
        let report = match decoded {
            Some(decoded) => lint_source(Source::new(task.name.as_str(), decoded), &self.options),
            None => lint_text(&task.name, &bytes, &self.options),
        };
        Ok(Outcome::Done(Box::new(self.done(&report))))
    }

    /// A table that was named: it is read as a catalog, and findings say the cell.
    fn table(&self, task: &Task, bytes: &[u8]) -> Result<Outcome, Error> {
        if self.check.fix != Fixing::No {
            return Err(Error::FixTable { path: task.name.clone() });
        }
        let unreadable = |why| Error::Table { path: task.name.clone(), why };
        let report = catalint_table::check(&task.name, bytes, &self.options).map_err(unreadable)?;
        Ok(Outcome::Done(Box::new(self.done(&report))))
    }

    fn fix(&self, task: &Task, bytes: &[u8]) -> Result<Done, Error> {
        let which = FixOptions { least: self.check.least_fix, min_severity: self.check.least() };
        let fixed = fix_text(&task.name, bytes, &self.options, which);
        let mut done = self.done(&fixed.report);
        let show = self.check.fix == Fixing::Show;
        if let Some(new) = &fixed.bytes {
            let before = decode(bytes);
            if before.encoding != fixed.report.source.encoding {
                done.tally.recoded.push((task.name.clone(), before.encoding));
            }
            if show {
                let after = &fixed.report.source.text;
                done.plain = diff::unified(&task.name, &before.text, after, self.paint).into_bytes();
            } else if let Input::File(path) = &task.input {
                let failed = |source| Error::Write { path: task.name.clone(), source };
                if replace(path, new).map_err(failed)? == Replaced::ReadOnly {
                    return Err(Error::ReadOnly { path: task.name.clone() });
                }
            }
            done.tally.changed = 1;
        }
        if !show && task.input == Input::Stdin {
            done.plain = fixed.bytes.unwrap_or_else(|| bytes.to_vec());
        }
        done.tally.applied = fixed.applied.values().sum();
        done.tally.dropped = fixed.dropped.into_iter().map(|dropped| (task.name.clone(), dropped)).collect();
        Ok(done)
    }

    fn done(&self, report: &FileReport) -> Done {
        let mut tally = Tally::default();
        tally.summary.add(report);
        for diagnostic in &report.diagnostics {
            *tally.rules.entry(diagnostic.violation.rule.code).or_insert(0) += 1;
            if diagnostic.severity < self.seen {
                tally.unseen += 1;
            } else if tally.first.is_none() {
                tally.first = Some(diagnostic.violation.rule.code);
            }
            match diagnostic.applicability().filter(|_| diagnostic.severity >= self.check.least()) {
                Some(Applicability::Safe) => tally.safe += 1,
                Some(Applicability::Offer) => tally.offered += 1,
                None => {}
            }
        }
        let parts = self.renderers.iter().map(|renderer| renderer.file(report)).collect();
        Done { parts, plain: Vec::new(), tally }
    }
}

/// Whether a file is a table: by its name, unless it is a text that reads as a catalog.
fn is_table(name: &str, bytes: &[u8]) -> bool {
    let text = [".txt", ".md", ".markdown"].iter().any(|end| name.to_ascii_lowercase().ends_with(end));
    catalint_table::is_table_name(name) && !(text && looks_like_catalog(&decode(bytes).text))
}

fn read(task: &Task) -> std::io::Result<Vec<u8>> {
    match &task.input {
        Input::File(path) => fs::read(path),
        Input::Stdin => {
            let mut bytes = Vec::new();
            std::io::stdin().lock().read_to_end(&mut bytes)?;
            Ok(bytes)
        }
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
            Outcome::Skipped => {
                self.tally.summary.skipped += 1;
                return;
            }
            Outcome::Failed(error) => {
                self.tally.errors.push(error);
                return;
            }
            Outcome::Done(done) => done,
        };
        let written = self.outputs.iter_mut().zip(&done.parts).map(|(output, part)| output.part(part));
        self.tally.errors.extend(written.filter_map(Result::err));
        if !done.plain.is_empty() {
            let failed = |source| Error::Write { path: "stdout".to_owned(), source };
            self.tally.errors.extend(self.plain.write(&done.plain).map_err(failed).err());
        }
        self.tally.add(done.tally);
    }

    fn close(self, renderers: &[Renderer]) {
        let summary = self.tally.summary;
        let closed = self.outputs.into_iter().zip(renderers).map(|(output, renderer)| output.close(renderer, &summary));
        self.tally.errors.extend(closed.filter_map(Result::err));
    }
}

impl Tally {
    fn add(&mut self, file: Self) {
        let (mine, its) = (&mut self.summary, file.summary);
        mine.files += its.files;
        mine.items += its.items;
        mine.counts = mine.counts.and(its.counts);
        self.unseen += file.unseen;
        self.first = self.first.or(file.first);
        self.safe += file.safe;
        self.offered += file.offered;
        self.applied += file.applied;
        self.changed += file.changed;
        self.dropped.extend(file.dropped);
        self.recoded.extend(file.recoded);
        for (code, count) in file.rules {
            *self.rules.entry(code).or_insert(0) += count;
        }
    }
}
