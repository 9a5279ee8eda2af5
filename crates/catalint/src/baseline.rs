//! The baseline: findings that are known already. `catalint baseline`, and the file that
//! `check --baseline` reads.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use catalint_core::config::Config;
use catalint_core::lint::baseline::Baseline;
use catalint_core::lint::{FileReport, Options, lint_text};
use catalint_core::rule::Lang;
use catalint_core::text::visible;
use catalint_workspace::Error as World;
use catalint_workspace::baseline::BaselineFile;
use catalint_workspace::config_store::ConfigStore;
use catalint_workspace::discover::discover;
use catalint_workspace::job::{Job, jobs};
use catalint_workspace::pool::{self, News};
use catalint_workspace::projects::Projects;
use catalint_workspace::read::{is_table, read};

use crate::args::Check;
use crate::check::{complain, faulty, options, search};
use crate::error::Error;
use crate::lang::{Chosen, pick};
use crate::nothing;
use crate::progress::Progress;
use crate::terminal::{Color, Terminal};

/// Where the baseline is when nobody says otherwise.
pub(crate) const NAME: &str = "catalint-baseline.json";

/// The baseline that is asked for, else that of the config.
pub(crate) fn file(check: &Check, config: &Config) -> Option<PathBuf> {
    check.baseline.clone().or_else(|| config.baseline.as_ref().map(PathBuf::from))
}

/// What came of one file.
enum Looked {
    Skipped,
    Failed(Error),
    Done(String, Box<FileReport>),
}

/// Runs the command.
pub(crate) fn run(check: &Check, prune: bool, chosen: Chosen, color: Color) -> ExitCode {
    pool::hush_guarded_panics();
    let stderr = Terminal::stderr(color);
    let mut sites = ConfigStore::new(check.origin.clone(), chosen.lang);
    let main = sites.of_path(check.paths.first().map_or(Path::new("."), PathBuf::as_path));
    let lang = chosen.under(main.config.lang);
    let (tasks, errors) = discover(&search(check));
    let mut errors: Vec<Error> = errors.into_iter().map(Error::from).collect();
    let jobs = jobs(tasks, check.force_exclude, &mut sites);
    if !sites.errors.is_empty() {
        return complain(sites.errors, lang, stderr.paint);
    }
    if !sites.faults.is_empty() {
        return faulty(&sites, lang, stderr);
    }
    let base = match options(check, &sites, lang) {
        Ok(base) => base,
        Err(stop) => return stop.tell(),
    };
    let file = file(check, &main.config).unwrap_or_else(|| PathBuf::from(NAME));
    let held = match BaselineFile::open(&file) {
        Ok(held) => held,
        Err(World::NotFound { .. }) if !prune => BaselineFile::empty(&file),
        Err(error) => return complain([error], lang, stderr.paint),
    };
    let projects = Projects::gather(&check.paths, &jobs, &mut sites, &base, check.jobs);
    let (mut reports, mut skipped) = (BTreeMap::new(), 0);
    let mut progress = Progress::new(stderr.interactive && !check.quiet, jobs.len(), lang);
    pool::in_order(
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
        let new = held.renewed(&reports, prune, &base.selection);
        match held.write(&new) {
            Ok(()) if check.quiet => {}
            Ok(()) if prune => tell(&pruned(held.baseline(), &new, lang)),
            Ok(()) => tell(&written(&file, &new, lang)),
            Err(error) => errors.push(error.into()),
        }
    }
    if errors.is_empty() {
        return ExitCode::SUCCESS;
    }
    let code = complain(errors, lang, stderr.paint);
    if nothing {
        tell(&nothing::why(check, &jobs, &mut sites, lang));
    }
    code
}

fn tell(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

fn look(job: &Job, held: &BaselineFile, projects: &Projects, base: &Options) -> Looked {
    let task = &job.task;
    let work = || {
        let (bytes, other) = read(&task.input, task.named).map_err(|source| Error::read(task.name.clone(), source))?;
        if other {
            return Ok(Looked::Skipped);
        }
        let name = held.name(task).ok_or_else(|| World::BaselineFar { path: task.name.clone() })?;
        let mut options = job.scope.options(base, job.path());
        options.beyond.project = projects.of(task).cloned();
        let report = if task.named && is_table(&task.name, &bytes) {
            let unreadable = |why| Error::table(&task.name, why);
            catalint_table::check(&task.name, &bytes, &options).map_err(unreadable)?
        } else {
            lint_text(&task.name, &bytes, &options)
        };
        Ok(Looked::Done(name, Box::new(report)))
    };
    let bug = |panic| Looked::Failed(Error::bug(&task.name, panic));
    pool::guarded(|| work().unwrap_or_else(Looked::Failed)).unwrap_or_else(bug)
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
