//! `catalint check`: from files to findings, mended files, and an exit code.

mod sink;
mod tally;
mod worker;

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use catalint_core::lint::LawDays;
use catalint_core::lint::{Parallelism, Settings};
use catalint_core::rule::{Lang, Severity};
use catalint_domain::law::Registry;
use catalint_report::{Summary, View};
use catalint_table::{Ticks, ticks};
use catalint_text::visible;
use catalint_workspace::Disk;
use catalint_workspace::baseline::BaselineFile;
use catalint_workspace::config_store::{ConfigScope, ConfigStore};
use catalint_workspace::discover::{Input, Search, discover};
use catalint_workspace::disk::write;
use catalint_workspace::job::{Choice, ChosenFiles as Files, Job, jobs};
use catalint_workspace::pool::{self, News};
use catalint_workspace::previous::Previous;
use catalint_workspace::projects::Projects;
use catalint_workspace::session::Session;

use crate::args::{Check, Fixing};
use crate::error::CliError;
use crate::lang::Chosen;
use crate::output::{Out, Output, Renderer, WantedOutput};
use crate::pretty::Pretty;
use crate::progress::Progress;
use crate::root::Root;
use crate::summary;
use crate::terminal::{Color, Paint, Terminal};
use crate::usage::Stop;
use crate::{baseline, import, nothing, shown, steps};
use sink::ReportSink;
pub(crate) use tally::{ProblemCount, RunTally, Unchecked};
use worker::{FileOutcome, Worker};

/// Runs the command.
pub(crate) fn run(check: &Check, chosen: Chosen, color: Color) -> ExitCode {
    let start = match RunStart::new(check, chosen, color) {
        Ok(start) => start,
        Err(code) => return code,
    };
    if check.show_settings {
        return shown::settings(&start.jobs, &start.base, start.lang);
    }
    let (lang, paint) = (start.lang, start.stderr.paint);
    run_over(check, start, Terminal::stdout(color)).unwrap_or_else(|error| complain([error], lang, paint))
}

/// What a run over files begins with: which there are, and what is asked of them.
pub(crate) struct RunStart {
    pub(crate) configs: ConfigStore,
    /// The config of the first path, which decides for the run.
    pub(crate) main: Arc<ConfigScope>,
    pub(crate) lang: Lang,
    pub(crate) jobs: Vec<Job>,
    /// Tables that are not looked at.
    pub(crate) unchecked: Unchecked,
    /// What could not be searched.
    pub(crate) errors: Vec<CliError>,
    pub(crate) base: Settings,
    pub(crate) stderr: Terminal,
}

impl RunStart {
    /// Looks for files and their configs.
    ///
    /// # Errors
    /// The exit code, where something is wrong with the configs or the arguments and was said.
    pub(crate) fn new(check: &Check, chosen: Chosen, color: Color) -> Result<Self, ExitCode> {
        pool::hush_guarded_panics();
        let stderr = Terminal::stderr(color);
        let mut configs = ConfigStore::new(Disk::files(), check.origin.clone(), chosen.lang);
        let main = configs.of_path(check.paths.first().map_or(Path::new("."), PathBuf::as_path));
        let lang = chosen.under(main.config.lang);
        let (tasks, errors) = discover(&Disk, &search(check));
        let choice = Choice { force_exclude: check.force_exclude, skip_others: check.skip_others };
        let Files { jobs, twins, locks } = jobs(&Disk, tasks, choice, &mut configs);
        let unchecked = Unchecked { twins, locks, ..Unchecked::default() };
        if !configs.errors.is_empty() {
            // What the config asks for is not known.
            return Err(complain(configs.errors, lang, stderr.paint));
        }
        if !configs.faults.is_empty() {
            return Err(faulty(&configs, lang, stderr));
        }
        let base = options(check, &configs, lang).map_err(|stop| stop.tell())?;
        let errors = errors.into_iter().map(CliError::from).collect();
        Ok(Self { configs, main, lang, jobs, unchecked, errors, base, stderr })
    }
}

fn run_over(check: &Check, start: RunStart, stdout: Terminal) -> Result<ExitCode, CliError> {
    let RunStart { mut configs, main, lang, jobs, unchecked, errors, mut base, stderr } = start;
    // Many files are many tasks already.
    base.parallelism = if jobs.len() == 1 { share(check.jobs) } else { None };
    let path = baseline::file(check, &main.config);
    let baseline = path.as_deref().map(|path| BaselineFile::open(Disk::files(), path)).transpose()?;
    let root = Root::find(check.root.as_deref())?;
    let since = check.since.as_deref();
    let previous = since.map(|written| Previous::open(Disk::files(), written, &check.paths, &jobs)).transpose()?;
    let gone = baseline.as_ref().map_or(0, BaselineFile::missing);
    let mut tally = RunTally { errors, unchecked, baseline: path, gone, ..RunTally::default() };
    if let Some(previous) = &previous {
        tally.lost.extend(previous.gone.iter().map(|file| (file.clone(), previous.version.clone())));
    }
    if check.fix == Fixing::Write {
        let folders: BTreeSet<&Path> = jobs.iter().map(|job| write::folder(job.path())).collect();
        folders.into_iter().for_each(write::remove_left_overs);
    }
    let accepted = check.accepted.as_deref().map(|copy| accepted(copy, check)).transpose()?;
    let wanted = if check.fix == Fixing::Show { &[][..] } else { &check.outputs[..] };
    let renderer = |wanted: &WantedOutput| Renderer::new(wanted, lang, check, stdout);
    let step = steps::file(wanted);
    let markdown = step.iter().map(|_| WantedOutput { kind: steps::kind(), file: None });
    let renderers: Vec<Renderer> =
        wanted.iter().map(renderer).chain(markdown.map(|wanted| renderer(&wanted))).collect();
    if let Some(error) = overwritten(wanted, &jobs) {
        return Err(error);
    }
    let taken = check.fix == Fixing::Write && jobs.iter().any(|job| job.task.input == Input::Stdin);
    let opened = wanted.iter().zip(&renderers).map(|(wanted, renderer)| Output::open(wanted, renderer, taken));
    let step = step.iter().zip(renderers.last()).map(|(file, renderer)| Output::step(file, renderer));
    // Nothing was looked at or changed yet: better to stop here than to lose the report.
    let outputs = opened.chain(step).collect::<Result<Vec<_>, CliError>>()?;
    let seen = renderers.iter().map(Renderer::least).min().unwrap_or(Severity::Hint);
    let mut progress = Progress::new(stderr, check.quiet, jobs.len(), lang);
    let pace = progress.pace();
    base.looked = progress.counter();
    let projects = Projects::gather(&Disk, &check.paths, &jobs, &mut configs, &base, check.jobs);
    let session = Session { fs: Disk::files(), base, projects, baseline, previous };
    let worker = Worker { check, accepted, session, root, renderers: &renderers, seen, lang, paint: stdout.paint };
    let mut sink = ReportSink { outputs, plain: Out::new(), tally: &mut tally };
    let take = |news: News<FileOutcome>| match news {
        News::Next(outcome) => {
            if outcome.speaks() {
                progress.clear();
            }
            sink.take(outcome);
        }
        News::Done(done) => progress.show(done),
    };
    pool::in_order(&jobs, check.jobs, pace, |job| worker.look(job), take);
    progress.clear();
    let law = law_days(check, &jobs);
    sink.close(&renderers, law);
    let fail_on = check.fail_on.or(main.config.fail_on).unwrap_or(Some(Severity::Error));
    let nothing = tally.summary.files == 0 && tally.errors.is_empty() && !check.allow_empty;
    let why = if nothing { nothing::why(check, &jobs, &tally.unchecked, &mut configs, lang) } else { String::new() };
    if nothing {
        tally.errors.push(CliError::no_catalog(&check.paths, tally.summary.skipped));
    }
    Ok(conclude(tally, (check, fail_on), (&why, law), lang, stderr.paint))
}

/// The day that is judged, and the earliest to which a registry of the run is known.
pub(crate) fn law_days(check: &Check, jobs: &[Job]) -> LawDays {
    let checked = jobs.iter().map(|job| job.scope.config.registry.checked_to()).min();
    LawDays { as_of: check.as_of, checked_to: checked.unwrap_or_else(|| Registry::builtin().checked_to()) }
}

/// The threads that help with one large file.
pub(crate) fn share(jobs: Option<usize>) -> Option<Parallelism> {
    let threads = pool::threads(jobs);
    (threads > 1).then_some(Parallelism { threads, run: pool::side_by_side })
}

/// What is ticked in an annotated copy.
fn accepted(copy: &Path, check: &Check) -> Result<Ticks, CliError> {
    let path = copy.display().to_string();
    let same =
        |other: &Path| copy.canonicalize().is_ok_and(|copy| other.canonicalize().is_ok_and(|other| other == copy));
    if check.paths.iter().map(PathBuf::as_path).chain(check.copy.as_deref()).any(same) {
        return Err(CliError::TickedItself { path });
    }
    let bytes = import::bytes(copy).map_err(|source| CliError::read(path.clone(), source))?;
    ticks(&path, &bytes).map_err(|why| CliError::NotTicked { path, why })
}

/// A report that would take the place of a file that is checked.
fn overwritten(wanted: &[WantedOutput], jobs: &[Job]) -> Option<CliError> {
    // A file that is not there yet has no canonical path, and is none that is checked.
    let found = wanted.iter().filter_map(|wanted| wanted.file.as_deref()).find(|file| {
        file.canonicalize().is_ok_and(|report| {
            let checked = |job: &&Job| matches!(job.task.input, Input::File(_));
            jobs.iter().filter(checked).any(|job| job.path().canonicalize().is_ok_and(|path| path == report))
        })
    });
    found.map(|file| CliError::Overwritten { path: file.display().to_string() })
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
fn options(check: &Check, configs: &ConfigStore, lang: Lang) -> Result<Settings, Stop> {
    let mut options = Settings::new(check.as_of);
    options.selection = check.selection(&configs.rules(), lang)?;
    check.known_profile(&configs.profiles(), lang)?;
    options.profile.clone_from(&check.profile);
    Ok(options)
}

/// Shows what is wrong in configs. Nothing is checked under a faulty one.
fn faulty(configs: &ConfigStore, lang: Lang, stderr: Terminal) -> ExitCode {
    let pretty = Pretty::new(lang, stderr);
    let view = View::new(lang, Severity::Hint);
    let text: String = configs.faults.iter().map(|report| pretty.file(report, view)).collect();
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
    complain([CliError::Config], lang, stderr.paint)
}

/// Says what is to be said on standard error, and gives the exit code.
/// `why` tells of a run that found nothing what it passed over.
fn conclude(
    tally: RunTally,
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
    let lines = |wanted: &WantedOutput| wanted.file.is_none() && wanted.kind.is_lines();
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

pub(crate) fn complain(errors: impl IntoIterator<Item = impl Into<CliError>>, lang: Lang, paint: Paint) -> ExitCode {
    let lead = paint.red(crate::lang::pick(lang, "错误：", "error: "));
    let errors = errors.into_iter().map(Into::into);
    let text: String = errors.map(|error: CliError| format!("{lead}{}\n", visible(&error.text(lang)))).collect();
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
    ExitCode::from(2)
}

fn worst(summary: &Summary) -> Option<Severity> {
    let counts = summary.counts;
    [(counts.errors, Severity::Error), (counts.warnings, Severity::Warning), (counts.hints, Severity::Hint)]
        .into_iter()
        .find_map(|(count, severity)| (count > 0).then_some(severity))
}
