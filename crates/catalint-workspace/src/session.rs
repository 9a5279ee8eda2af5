//! A run over files: the settings of each with what is known beyond it, its findings, and its changes.

use std::sync::Arc;

use catalint_core::Document;
use catalint_core::fix::CellEdit;
use catalint_core::ledger::SurveyedCatalog;
use catalint_core::lint::{Dropped, FixOptions, Linter, Report, Settings, looks_like_catalog};
use catalint_core::rule::Severity;
use catalint_table::mend::Caution;
use catalint_table::{LeftOut, Ticks, fix_table, fix_ticked};
use catalint_text::Source;

use crate::baseline::BaselineFile;
use crate::discover::{Input, Task};
use crate::error::Error;
use crate::fs::SharedFiles;
use crate::job::Job;
use crate::previous::Previous;
use crate::projects::Projects;
use crate::read::{is_table, read, read_table, read_text};

/// What a run knows; shared by its threads.
#[derive(Debug)]
pub struct Session {
    /// Where the files are.
    pub fs: SharedFiles,
    /// The settings of all files, before any config.
    pub base: Settings,
    /// What the catalogs of a project know of each other.
    pub projects: Projects,
    /// The findings that are known.
    pub baseline: Option<BaselineFile>,
    /// The versions before.
    pub previous: Option<Previous>,
}

/// The findings of a file, and the linter that made them.
#[derive(Debug)]
pub struct CheckedFile {
    /// The findings; of a file that was changed, those that are left.
    pub report: Report,
    /// The linter with the settings of the file.
    pub linter: Linter,
}

/// How a file is to be changed.
#[derive(Debug, Clone, Copy)]
pub enum FileChange<'c> {
    /// By fixes.
    Fix(FixOptions),
    /// Of a table by the fixes that are ticked in a copy of it.
    Accept(&'c Ticks),
    /// By comments that ignore what is found, from a severity on, for a reason.
    Ignore(&'c str, Severity),
}

/// A file, and what would come of it.
#[derive(Debug)]
pub struct ChangedFile {
    /// As it is.
    pub old: Vec<u8>,
    /// Its text as it is.
    pub source: Source,
    /// As it is to be; none where nothing changes.
    pub new: Option<Vec<u8>>,
    /// What is left then.
    pub checked: CheckedFile,
    /// Fixes applied, or findings that are ignored.
    pub applied: usize,
    /// Fixes that would have broken it.
    pub dropped: Vec<Dropped>,
    /// Whether comments would have changed it otherwise than they should.
    pub unsound: bool,
    /// Of a table, what changes in its cells and what is said of that.
    pub table: Option<TableChange>,
}

/// What changes in the cells of a table.
#[derive(Debug)]
pub struct TableChange {
    /// The cells, with all that they said and say.
    pub cells: Vec<CellEdit>,
    /// Fixes that were left out.
    pub left: Vec<LeftOut>,
    /// Fixes that change more than characters of a cell.
    pub lists: usize,
    /// What is to be known of the new file.
    pub cautions: Vec<Caution>,
}

/// What came of a change.
#[derive(Debug)]
pub enum ChangeOutcome {
    /// YAML or a table, but no catalog: its bytes, or some of them.
    NoCatalog(Vec<u8>),
    /// A table that nobody named, which is never written.
    Left(Box<CheckedFile>),
    /// A catalog.
    Changed(Box<ChangedFile>),
}

impl Session {
    /// A linter with the settings of a file and what is known beyond it.
    ///
    /// # Errors
    /// When its version before can't be had.
    pub fn linter(&self, job: &Job) -> Result<Linter, Error> {
        let mut options = job.scope.options(&self.base, job.path());
        options.baseline = self.baseline.as_ref().and_then(|baseline| baseline.known(&job.task));
        options.context.project = self.projects.of(&job.task).cloned();
        if let Some(previous) = &self.previous
            && let Some(older) = previous.older(&job.task)?
        {
            let older = Document::from_bytes(&older.name, &older.bytes);
            let linter = Linter::new(options.clone());
            options.context.before = linter.previous(&previous.version, &older).map(Arc::new);
        }
        Ok(Linter::new(options))
    }

    /// The findings of a file; none where it is no catalog, unless its job is certain that it is one.
    ///
    /// # Errors
    /// When it can't be read. A table that nobody named and whose kind is not read may be anything: see
    /// [`Error::unread_kind`].
    pub fn check(&self, job: &Job) -> Result<Option<CheckedFile>, Error> {
        let task = &job.task;
        // Only what may be a table is needed byte by byte.
        if !task.is_table() {
            let text = read_text(&*self.fs, &task.input, job.certain);
            let Some(text) = text.map_err(|source| Error::read(task.name.clone(), source))? else { return Ok(None) };
            let linter = self.linter(job)?;
            let report = linter.check(&Document::parse(Source::new(task.name.as_str(), text)));
            return Ok(Some(CheckedFile { report, linter }));
        }
        let (bytes, other) = self.bytes(job)?;
        if other {
            return Ok(None);
        }
        let linter = self.linter(job)?;
        let report = if is_table(&task.name, &bytes) {
            let unreadable = |why| Error::Table { path: task.name.clone(), why };
            catalint_table::check(&task.name, &bytes, linter.options()).map_err(unreadable)?
        } else {
            linter.check(&Document::from_bytes(&task.name, &bytes))
        };
        Ok(Some(CheckedFile { report, linter }))
    }

    /// The findings of a file with the catalogs in it; none where it is no catalog, unless its job is certain that it is one.
    ///
    /// # Errors
    /// As of [`Session::check`].
    pub fn survey(&self, job: &Job) -> Result<Option<(CheckedFile, Vec<SurveyedCatalog>)>, Error> {
        let task = &job.task;
        let (bytes, other) = self.bytes(job)?;
        if other {
            return Ok(None);
        }
        let linter = self.linter(job)?;
        if is_table(&task.name, &bytes) {
            let unreadable = |why| Error::Table { path: task.name.clone(), why };
            let (report, catalogs) =
                catalint_table::survey(&task.name, &bytes, linter.options()).map_err(unreadable)?;
            return Ok(Some((CheckedFile { report, linter }, catalogs)));
        }
        let document = Document::from_bytes(&task.name, &bytes);
        let report = linter.check(&document);
        let (source, findings) = (document.source().clone(), 0..report.findings.len());
        let catalog = document.catalog().cloned();
        let catalogs = catalog.map(|catalog| SurveyedCatalog { source, catalog, findings, unread: report.unread });
        Ok(Some((CheckedFile { report, linter }, Vec::from_iter(catalogs))))
    }

    /// What would come of a file; nothing is written. A table that nobody named does not change.
    ///
    /// # Errors
    /// When it can't be read, is a table that is to get comments, or none of which something is ticked.
    pub fn change(&self, job: &Job, change: FileChange<'_>) -> Result<ChangeOutcome, Error> {
        let task = &job.task;
        if job.is_found_table() {
            return Ok(self
                .check(job)?
                .map_or(ChangeOutcome::NoCatalog(Vec::new()), |checked| ChangeOutcome::Left(Box::new(checked))));
        }
        let (old, other) = self.bytes(job)?;
        if other {
            return Ok(ChangeOutcome::NoCatalog(old));
        }
        let linter = self.linter(job)?;
        if is_table(&task.name, &old) {
            return table(task, old, linter, change).map(|changed| ChangeOutcome::Changed(Box::new(changed)));
        }
        let document = Document::from_bytes(&task.name, &old);
        let source = document.source().clone();
        let changed = match change {
            FileChange::Fix(which) => {
                let fixed = linter.fix(document, which);
                let applied = fixed.applied.values().sum();
                let checked = CheckedFile { report: fixed.report, linter };
                ChangedFile {
                    old,
                    source,
                    new: fixed.bytes,
                    checked,
                    applied,
                    dropped: fixed.dropped,
                    unsound: false,
                    table: None,
                }
            }
            FileChange::Accept(_) => return Err(Error::NoTable { path: task.name.clone() }),
            FileChange::Ignore(why, least) => {
                let annotated = linter.add_ignores(document, why, least);
                let checked = CheckedFile { report: annotated.report, linter };
                let (applied, unsound) = (annotated.ignored, annotated.failed);
                ChangedFile {
                    old,
                    source,
                    new: annotated.bytes,
                    checked,
                    applied,
                    dropped: Vec::new(),
                    unsound,
                    table: None,
                }
            }
        };
        Ok(ChangeOutcome::Changed(Box::new(changed)))
    }

    /// Writes a file that changes, whole or not at all; standard input is not written.
    ///
    /// # Errors
    /// When the world says no, or the file must be left alone.
    pub fn write(&self, task: &Task, changed: &ChangedFile) -> Result<(), Error> {
        let (Input::File(path), Some(new)) = (&task.input, &changed.new) else { return Ok(()) };
        let failed = |source| Error::Write { path: task.name.clone(), source };
        self.fs.replace(path, &changed.old, new).map_err(failed)?.or_say(&task.name)
    }

    /// The bytes of a file, and whether it is no catalog: then they may be its head only.
    fn bytes(&self, job: &Job) -> Result<(Vec<u8>, bool), Error> {
        let (task, unread) = (&job.task, |source| Error::read(job.task.name.clone(), source));
        if job.certain || !task.is_table() {
            return read(&*self.fs, &task.input, job.certain).map_err(unread);
        }
        let bytes = read_table(&*self.fs, &task.input).map_err(unread)?;
        let other = if is_table(&task.name, &bytes) {
            let profiles = &job.scope.config.profiles;
            let told = catalint_table::is_catalog(&task.name, &bytes, profiles);
            !told.map_err(|why| Error::Table { path: task.name.clone(), why })?
        } else {
            !looks_like_catalog(&bytes)
        };
        Ok((bytes, other))
    }
}

/// A table with its fixes.
fn table(task: &Task, old: Vec<u8>, linter: Linter, change: FileChange<'_>) -> Result<ChangedFile, Error> {
    let unreadable = |why| Error::Table { path: task.name.clone(), why };
    let fixed = match change {
        FileChange::Fix(which) => fix_table(&task.name, &old, linter.options(), which),
        FileChange::Accept(ticks) => fix_ticked(&task.name, &old, linter.options(), ticks),
        FileChange::Ignore(..) => return Err(Error::IgnoreTable { path: task.name.clone() }),
    };
    let fixed = fixed.map_err(unreadable)?;
    let table = TableChange { cells: fixed.changes, left: fixed.left, lists: fixed.lists, cautions: fixed.cautions };
    Ok(ChangedFile {
        old,
        source: fixed.report.source.clone(),
        new: fixed.bytes,
        applied: fixed.applied.values().sum(),
        checked: CheckedFile { report: fixed.report, linter },
        dropped: Vec::new(),
        unsound: false,
        table: Some(table),
    })
}
