//! The baseline: findings that are known already. `catalint baseline`, and the file that
//! `check --baseline` reads.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use catalint_core::config::Config;
use catalint_core::lint::Report;
use catalint_core::lint::baseline::Baseline;
use catalint_core::rule::Lang;
use catalint_text::visible;
use catalint_workspace::Disk;
use catalint_workspace::Error as World;
use catalint_workspace::baseline::BaselineFile;
use catalint_workspace::job::Job;
use catalint_workspace::pool::{self, News};
use catalint_workspace::projects::Projects;
use catalint_workspace::session::Session;

use crate::args::Check;
use crate::check::{RunStart, complain};
use crate::error::CliError;
use crate::lang::{Chosen, pick};
use crate::nothing;
use crate::progress::Progress;
use crate::tables;
use crate::terminal::Color;

/// Where the baseline is when nobody says otherwise.
pub(crate) const NAME: &str = "catalint-baseline.json";

/// The baseline that is asked for, else that of the config.
pub(crate) fn file(check: &Check, config: &Config) -> Option<PathBuf> {
    check.baseline.clone().or_else(|| config.baseline.as_ref().map(PathBuf::from))
}

/// What came of one file.
enum Looked {
    Skipped,
    OtherTable(String),
    UnreadTable(String),
    Failed(CliError),
    Done(String, Box<Report>),
}

/// Runs the command.
pub(crate) fn run(check: &Check, prune: bool, chosen: Chosen, color: Color) -> ExitCode {
    let RunStart { mut configs, main, lang, jobs, mut unchecked, mut errors, mut base, stderr } =
        match RunStart::new(check, chosen, color) {
            Ok(start) => start,
            Err(code) => return code,
        };
    let file = file(check, &main.config).unwrap_or_else(|| PathBuf::from(NAME));
    let held = match BaselineFile::open(Disk::files(), &file) {
        Ok(held) => held,
        Err(World::NotFound { .. }) if !prune => BaselineFile::empty(Disk::files(), &file),
        Err(error) => return complain([error], lang, stderr.paint),
    };
    let mut progress = Progress::new(stderr, check.quiet, jobs.len(), lang);
    base.looked = progress.counter();
    let projects = Projects::gather(&Disk, &check.paths, &jobs, &mut configs, &base, check.jobs);
    let session = Session { fs: Disk::files(), base, projects, baseline: None, previous: None };
    let (mut reports, mut skipped) = (BTreeMap::new(), 0);
    pool::in_order(
        &jobs,
        check.jobs,
        progress.pace(),
        |job| look(job, &held, &session),
        |news| match news {
            News::Next(Looked::Skipped) => skipped += 1,
            News::Next(Looked::OtherTable(name)) => unchecked.others.push(name),
            News::Next(Looked::UnreadTable(name)) => unchecked.unread.push(name),
            News::Next(Looked::Failed(error)) => errors.push(error),
            News::Next(Looked::Done(name, report)) => drop(reports.insert(name, report)),
            News::Done(done) => progress.show(done),
        },
    );
    progress.clear();
    let nothing = reports.is_empty() && errors.is_empty() && !prune;
    if !check.quiet && !nothing {
        tell(&tables::unchecked(&unchecked, lang));
    }
    if nothing {
        errors.push(CliError::no_catalog(&check.paths, skipped));
    }
    // Where nothing could be looked at there is nothing to write down.
    if prune || !reports.is_empty() {
        let new = held.renewed(&reports, prune, &session.base.selection);
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
        tell(&nothing::why(check, &jobs, &unchecked, &mut configs, lang));
    }
    code
}

fn tell(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

fn look(job: &Job, held: &BaselineFile, session: &Session) -> Looked {
    let task = &job.task;
    let work = || {
        let checked = match session.check(job) {
            Err(why) if !job.certain && why.unread_kind().is_some() => {
                return Ok(Looked::UnreadTable(task.name.clone()));
            }
            checked => checked?,
        };
        let Some(checked) = checked else {
            let name = task.name.clone();
            return Ok(if task.is_table() { Looked::OtherTable(name) } else { Looked::Skipped });
        };
        let name = held.name(task).ok_or_else(|| World::BaselineFar { path: task.name.clone() })?;
        Ok(Looked::Done(name, Box::new(checked.report)))
    };
    let failed = |error: World| Looked::Failed(error.into());
    let bug = |panic| Looked::Failed(CliError::bug(&task.name, panic));
    pool::guarded(|| work().unwrap_or_else(failed)).unwrap_or_else(bug)
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
