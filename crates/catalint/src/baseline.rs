//! The baseline: findings that are known already. `catalint baseline`, and the file that
//! `check --baseline` reads.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{ErrorKind, Write};
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use catalint_core::config::Config;
use catalint_core::lint::baseline::{Baseline, BaselineError, Known};
use catalint_core::lint::{FileReport, Options, lint_text};
use catalint_core::rule::{Lang, Selection};
use catalint_core::rules::{find, looks_beyond};
use catalint_core::text::visible;

use crate::args::Check;
use crate::check::{Job, complain, faulty, is_table, jobs, options, read, search};
use crate::discover::{Input, Task, discover};
use crate::error::Error;
use crate::files;
use crate::lang::{Chosen, pick};
use crate::nothing;
use crate::progress::Progress;
use crate::projects::Projects;
use crate::run::{self, News};
use crate::settings::{Sites, absolute};
use crate::terminal::{Color, Terminal};
use crate::write::{Draft, replace};

/// Where the baseline is when nobody says otherwise.
pub(crate) const NAME: &str = "catalint-baseline.json";

/// The baseline that is asked for, else that of the config.
pub(crate) fn file(check: &Check, config: &Config) -> Option<PathBuf> {
    check.baseline.clone().or_else(|| config.baseline.as_ref().map(PathBuf::from))
}

/// A baseline and where it lies: it calls files by their paths from its own folder.
#[derive(Debug)]
pub(crate) struct Held {
    folder: PathBuf,
    baseline: Baseline,
    /// The file as it was read; empty where there is none.
    bytes: Vec<u8>,
}

impl Held {
    /// Reads a baseline.
    ///
    /// # Errors
    /// When it is not there, can't be read, or is of a newer version.
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        let name = || path.display().to_string();
        let bytes = files::read(path, files::MOST_OF_A_CATALOG).map_err(|source| Error::read(name(), source))?;
        let baseline = Baseline::parse(&String::from_utf8_lossy(&bytes)).map_err(|error| match error {
            BaselineError::Newer(version) => Error::BaselineNewer { path: name(), version },
            BaselineError::Broken(line, column) => Error::BaselineBroken { path: name(), line, column },
        })?;
        Ok(Self { folder: folder(path), baseline, bytes })
    }

    /// The known findings of a file.
    pub(crate) fn known(&self, task: &Task) -> Option<Arc<Known>> {
        self.baseline.known(&self.name(task)?).cloned()
    }

    /// The known findings of a file that is named by its path.
    pub(crate) fn known_of(&self, file: &Path) -> Option<Arc<Known>> {
        self.baseline.known(&relative(file, &self.folder)?).cloned()
    }

    /// Number of findings whose file is no more.
    pub(crate) fn missing(&self) -> usize {
        let gone = self.baseline.files().filter(|file| !self.is_there(file));
        gone.filter_map(|file| self.baseline.known(file)).map(|known| known.count()).sum()
    }

    fn is_there(&self, file: &str) -> bool {
        self.folder.join(file).exists()
    }

    /// What the baseline calls a file; none for standard input without a name, and for a file
    /// on another drive.
    fn name(&self, task: &Task) -> Option<String> {
        match &task.input {
            Input::File(path) => relative(path, &self.folder),
            Input::Stdin if task.name.starts_with('<') => None,
            Input::Stdin => relative(Path::new(&task.name), &self.folder),
        }
    }
}

/// What is known of a file and was not found in it any more. Where parts of the file could not be
/// read, a rule did not run, or it looks at other files, too, nothing is said to be gone.
pub(crate) fn gone(known: &Known, report: &FileReport, selection: &Selection) -> Known {
    let ran = |code: &str| !report.partial && find(code).is_none_or(|rule| selection.has(rule) && !looks_beyond(rule));
    known.gone(&Known::of(report), ran)
}

/// The folder of a file.
fn folder(path: &Path) -> PathBuf {
    absolute(path).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// The path from a folder to a file, with `/`; none where no path leads there.
fn relative(path: &Path, folder: &Path) -> Option<String> {
    let path = absolute(path);
    let (to, from): (Vec<Component<'_>>, Vec<Component<'_>>) =
        (path.components().collect(), folder.components().collect());
    let same = to.iter().zip(&from).take_while(|(a, b)| a == b).count();
    let up = from[same..].iter().map(|_| "..".into());
    let parts: Vec<String> =
        up.chain(to[same..].iter().map(|part| part.as_os_str().to_string_lossy().into_owned())).collect();
    (same > 0).then(|| parts.join("/"))
}

/// What came of one file.
enum Looked {
    Skipped,
    Failed(Error),
    Done(String, Box<FileReport>),
}

/// Runs the command.
pub(crate) fn run(check: &Check, prune: bool, chosen: Chosen, color: Color) -> ExitCode {
    run::hush_guarded_panics();
    let stderr = Terminal::stderr(color);
    let mut sites = Sites::new(check.origin.clone(), chosen.lang);
    let main = sites.of_path(check.paths.first().map_or(Path::new("."), PathBuf::as_path));
    let lang = chosen.under(main.config.lang);
    let (tasks, mut errors) = discover(&search(check));
    let jobs = jobs(tasks, check, &mut sites);
    if !sites.errors.is_empty() {
        return complain(&sites.errors, lang, stderr.paint);
    }
    if !sites.faults.is_empty() {
        return faulty(&sites, lang, stderr);
    }
    let base = match options(check, &sites, lang) {
        Ok(base) => base,
        Err(stop) => return stop.tell(),
    };
    let file = file(check, &main.config).unwrap_or_else(|| PathBuf::from(NAME));
    let held = match Held::open(&file) {
        Ok(held) => held,
        Err(Error::NotFound { .. }) if !prune => {
            Held { folder: folder(&file), baseline: Baseline::default(), bytes: Vec::new() }
        }
        Err(error) => return complain(&[error], lang, stderr.paint),
    };
    let projects = Projects::gather(&check.paths, &jobs, &mut sites, &base, check.jobs);
    let (mut reports, mut skipped) = (BTreeMap::new(), 0);
    let mut progress = Progress::new(stderr.interactive && !check.quiet, jobs.len(), lang);
    run::in_order(
        &jobs,
        check.jobs,
        progress.pace(),
        |job| look(job, &held, &projects, &base),
        |news| match news {
            News::Next(Looked::Skipped) => skipped += 1,
            News::Next(Looked::Failed(error)) => errors.push(error),
            News::Next(Looked::Done(name, report)) => drop(reports.insert(name, report)),
            News::Done(done) => progress.show(done),
        },
    );
    progress.clear();
    let nothing = reports.is_empty() && errors.is_empty() && !prune;
    if nothing {
        errors.push(Error::no_catalog(&check.paths, skipped));
    }
    // Where nothing could be looked at there is nothing to write down.
    if prune || !reports.is_empty() {
        let new = renewed(&held, &reports, prune, &base.selection);
        match write(&file, &new, &held) {
            Ok(()) if check.quiet => {}
            Ok(()) if prune => tell(&pruned(&held.baseline, &new, lang)),
            Ok(()) => tell(&written(&file, &new, lang)),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() {
        return ExitCode::SUCCESS;
    }
    let code = complain(&errors, lang, stderr.paint);
    if nothing {
        tell(&nothing::why(check, &jobs, &mut sites, lang));
    }
    code
}

fn tell(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

fn look(job: &Job, held: &Held, projects: &Projects, base: &Options) -> Looked {
    let task = &job.task;
    let work = || {
        let (bytes, other) = read(&task.input, task.named).map_err(|source| Error::read(task.name.clone(), source))?;
        if other {
            return Ok(Looked::Skipped);
        }
        let name = held.name(task).ok_or_else(|| Error::BaselineFar { path: task.name.clone() })?;
        let mut options = job.site.options(base, job.path());
        options.beyond.project = projects.of(task).cloned();
        let report = if task.named && is_table(&task.name, &bytes) {
            let unreadable = |why| Error::Table { path: task.name.clone(), why };
            catalint_table::check(&task.name, &bytes, &options).map_err(unreadable)?
        } else {
            lint_text(&task.name, &bytes, &options)
        };
        Ok(Looked::Done(name, Box::new(report)))
    };
    let bug = |panic| Looked::Failed(Error::Bug { path: task.name.clone(), panic });
    run::guarded(|| work().unwrap_or_else(Looked::Failed)).unwrap_or_else(bug)
}

/// The baseline as it is to be. What was not looked at stays, unless its file is gone.
fn renewed(held: &Held, reports: &BTreeMap<String, Box<FileReport>>, prune: bool, selection: &Selection) -> Baseline {
    let mut new = Baseline::default();
    let names: BTreeSet<&str> = held.baseline.files().chain(reports.keys().map(String::as_str)).collect();
    for name in names {
        let old = held.baseline.known(name).map(|known| Known::clone(known)).unwrap_or_default();
        let known = match reports.get(name) {
            Some(report) => {
                let left = old.without(&gone(&old, report, selection));
                if prune { left } else { left.with(&Known::of(report)) }
            }
            None if held.is_there(name) => old,
            None => continue,
        };
        new.set(name.to_owned(), known);
    }
    new
}

/// Writes the file whole or not at all; one that would not change is left alone.
fn write(path: &Path, new: &Baseline, old: &Held) -> Result<(), Error> {
    let name = || path.display().to_string();
    let failed = |source| Error::Write { path: name(), source };
    if path.exists() {
        if *new == old.baseline {
            return Ok(());
        }
        return replace(path, &old.bytes, new.format().as_bytes()).map_err(failed)?.or_say(&name());
    }
    let write = || {
        let mut draft = Draft::new(path)?;
        draft.write(new.format().as_bytes())?;
        draft.finish()
    };
    write().map_err(|source: std::io::Error| match source.kind() {
        ErrorKind::NotFound => Error::NotFound { path: folder(path).display().to_string() },
        _ => failed(source),
    })
}

fn pruned(old: &Baseline, new: &Baseline, lang: Lang) -> String {
    let (gone, left) = (old.count() - new.count(), new.count());
    pick(
        lang,
        format!("从基线中删去了{gone}处不再存在的问题，还有{left}处\n"),
        format!("Dropped from the baseline because they are gone: {gone}; left: {left}\n"),
    )
}

fn written(file: &Path, new: &Baseline, lang: Lang) -> String {
    let file = visible(&file.display().to_string()).into_owned();
    let (count, files) = (new.count(), new.files().count());
    pick(
        lang,
        format!("基线 {file} 记有{files}个文件的{count}处问题\n只看新问题请运行：catalint check --baseline {file}\n"),
        format!(
            "The baseline {file}: findings {count}, files {files}\n\
             For what is new, run: catalint check --baseline {file}\n"
        ),
    )
}
