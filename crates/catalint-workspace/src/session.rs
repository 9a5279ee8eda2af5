//! A run over files: the settings of each with what is known beyond it, its findings, and its changes.

use std::sync::Arc;

use catalint_core::lint::{
    Dropped, FileReport, FixOptions, Options, add_ignores, before, fix_text, lint_source, lint_text,
};
use catalint_core::rule::Severity;
use catalint_core::text::{Source, decode};

use crate::baseline::BaselineFile;
use crate::discover::{Input, Task};
use crate::error::Error;
use crate::fs::Files;
use crate::job::Job;
use crate::previous::Previous;
use crate::projects::Projects;
use crate::read::{is_table, read, read_text};

/// What a run knows; shared by its threads.
#[derive(Debug)]
pub struct Session {
    /// Where the files are.
    pub fs: Files,
    /// The settings of all files, before any config.
    pub base: Options,
    /// What the catalogs of a project know of each other.
    pub projects: Projects,
    /// The findings that are known.
    pub baseline: Option<BaselineFile>,
    /// The versions before.
    pub previous: Option<Previous>,
}

/// The findings of a file, and the settings that they were made with.
#[derive(Debug)]
pub struct Checked {
    /// The findings; of a file that was changed, those that are left.
    pub report: FileReport,
    /// The settings.
    pub options: Options,
}

/// How a file is to be changed.
#[derive(Debug, Clone, Copy)]
pub enum Change<'c> {
    /// By fixes.
    Fix(FixOptions),
    /// By comments that ignore what is found, from a severity on, for a reason.
    Ignore(&'c str, Severity),
}

/// A file, and what would come of it.
#[derive(Debug)]
pub struct Changed {
    /// As it is.
    pub old: Vec<u8>,
    /// As it is to be; none where nothing changes.
    pub new: Option<Vec<u8>>,
    /// What is left then.
    pub checked: Checked,
    /// Fixes applied, or findings that are ignored.
    pub applied: usize,
    /// Fixes that would have broken it.
    pub dropped: Vec<Dropped>,
    /// Whether comments would have changed it otherwise than they should.
    pub unsound: bool,
}

/// What came of a change.
#[derive(Debug)]
pub enum Outcome {
    /// YAML, but no catalog: its bytes, or the first of them.
    NoCatalog(Vec<u8>),
    /// A catalog.
    Changed(Box<Changed>),
}

impl Session {
    /// The settings for a file, with what is known beyond it.
    ///
    /// # Errors
    /// When its version before can't be had.
    pub fn options(&self, job: &Job) -> Result<Options, Error> {
        let mut options = job.scope.options(&self.base, job.path());
        options.baseline = self.baseline.as_ref().and_then(|baseline| baseline.known(&job.task));
        options.beyond.project = self.projects.of(&job.task).cloned();
        if let Some(previous) = &self.previous
            && let Some(older) = previous.older(&job.task)?
        {
            let source = Source::new(older.name, decode(&older.bytes));
            options.beyond.before = before(&previous.version, &source, &options).map(Arc::new);
        }
        Ok(options)
    }

    /// The findings of a file; none where it is no catalog, unless the caller is `certain` that it is one.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn check(&self, job: &Job, certain: bool) -> Result<Option<Checked>, Error> {
        let task = &job.task;
        // Only what may be a table is needed byte by byte.
        if !(task.named && catalint_table::is_table_name(&task.name)) {
            let text = read_text(&*self.fs, &task.input, certain);
            let Some(text) = text.map_err(|source| Error::read(task.name.clone(), source))? else { return Ok(None) };
            let options = self.options(job)?;
            let report = lint_source(Source::new(task.name.as_str(), text), &options);
            return Ok(Some(Checked { report, options }));
        }
        let (bytes, other) = self.bytes(task, certain)?;
        if other {
            return Ok(None);
        }
        let options = self.options(job)?;
        let report = if is_table(&task.name, &bytes) {
            let unreadable = |why| Error::Table { path: task.name.clone(), why };
            catalint_table::check(&task.name, &bytes, &options).map_err(unreadable)?
        } else {
            lint_text(&task.name, &bytes, &options)
        };
        Ok(Some(Checked { report, options }))
    }

    /// What would come of a file; nothing is written.
    ///
    /// # Errors
    /// When it can't be read, or is a table.
    pub fn change(&self, job: &Job, certain: bool, change: Change<'_>) -> Result<Outcome, Error> {
        let task = &job.task;
        let (old, other) = self.bytes(task, certain)?;
        if other {
            return Ok(Outcome::NoCatalog(old));
        }
        let options = self.options(job)?;
        if task.named && is_table(&task.name, &old) {
            return Err(Error::FixTable { path: task.name.clone() });
        }
        let changed = match change {
            Change::Fix(which) => {
                let fixed = fix_text(&task.name, &old, &options, which);
                let applied = fixed.applied.values().sum();
                let checked = Checked { report: fixed.report, options };
                Changed { old, new: fixed.bytes, checked, applied, dropped: fixed.dropped, unsound: false }
            }
            Change::Ignore(why, least) => {
                let annotated = add_ignores(&task.name, &old, &options, why, least);
                let checked = Checked { report: annotated.report, options };
                let (applied, unsound) = (annotated.ignored, annotated.failed);
                Changed { old, new: annotated.bytes, checked, applied, dropped: Vec::new(), unsound }
            }
        };
        Ok(Outcome::Changed(Box::new(changed)))
    }

    /// Writes a file that changes, whole or not at all; standard input is not written.
    ///
    /// # Errors
    /// When the world says no, or the file must be left alone.
    pub fn write(&self, task: &Task, changed: &Changed) -> Result<(), Error> {
        let (Input::File(path), Some(new)) = (&task.input, &changed.new) else { return Ok(()) };
        let failed = |source| Error::Write { path: task.name.clone(), source };
        self.fs.replace(path, &changed.old, new).map_err(failed)?.or_say(&task.name)
    }

    fn bytes(&self, task: &Task, certain: bool) -> Result<(Vec<u8>, bool), Error> {
        read(&*self.fs, &task.input, certain).map_err(|source| Error::read(task.name.clone(), source))
    }
}
