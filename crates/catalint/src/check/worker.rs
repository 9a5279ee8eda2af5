//! What a check makes of one file: its part of each report, a diff, its share of the tally.

use catalint_core::fix::Applicability;
use catalint_core::lint::{FixOptions, Group};
use catalint_core::rule::{Lang, Severity};
use catalint_report::View;
use catalint_table::Ticks;
use catalint_workspace::baseline::gone;
use catalint_workspace::discover::Input;
use catalint_workspace::disk::write::FileDraft;
use catalint_workspace::job::Job;
use catalint_workspace::pool;
use catalint_workspace::session::{self, ChangedFile, CheckedFile, FileChange, Session};

use super::tally::{ProblemCount, RunTally};
use crate::args::{Check, Fixing};
use crate::diff;
use crate::error::CliError;
use crate::output::{FilePart, Renderer};
use crate::root::Root;
use crate::terminal::Paint;

/// What came of one file.
pub(super) enum FileOutcome {
    /// YAML, but no catalog; and what standard output gets nevertheless.
    Skipped(Vec<u8>),
    /// A table that is no catalog.
    OtherTable(String),
    /// A table that nobody named, of a kind that is not read.
    UnreadTable(String),
    Done(Box<WorkerDone>),
    Failed(CliError),
}

impl FileOutcome {
    /// Whether it makes something to be written.
    pub(super) fn speaks(&self) -> bool {
        match self {
            Self::Failed(_) | Self::OtherTable(_) | Self::UnreadTable(_) => false,
            Self::Skipped(plain) => !plain.is_empty(),
            Self::Done(done) => !done.plain.is_empty() || done.parts.iter().any(FilePart::speaks),
        }
    }
}

pub(super) struct WorkerDone {
    /// Its part of each report.
    pub(super) parts: Vec<FilePart>,
    /// What standard output gets besides: a diff, or the mended text of standard input.
    pub(super) plain: Vec<u8>,
    /// The file's share of the run.
    pub(super) tally: RunTally,
}

/// Looks at files; shared by the threads.
pub(super) struct Worker<'r> {
    pub(super) check: &'r Check,
    /// What is ticked in an annotated copy, where that decides.
    pub(super) accepted: Option<Ticks>,
    pub(super) session: Session,
    /// Where paths for a forge start.
    pub(super) root: Option<Root>,
    pub(super) renderers: &'r [Renderer],
    /// The mildest findings that a report shows.
    pub(super) seen: Severity,
    pub(super) lang: Lang,
    pub(super) paint: Paint,
}

impl Worker<'_> {
    pub(super) fn look(&self, job: &Job) -> FileOutcome {
        let bug = |panic| FileOutcome::Failed(CliError::bug(&job.task.name, panic));
        pool::guarded(|| self.file(job).unwrap_or_else(FileOutcome::Failed)).unwrap_or_else(bug)
    }

    fn file(&self, job: &Job) -> Result<FileOutcome, CliError> {
        match self.outcome(job) {
            Err(CliError::World(why)) if !job.certain && why.unread_kind().is_some() => {
                Ok(FileOutcome::UnreadTable(job.task.name.clone()))
            }
            Ok(FileOutcome::Skipped(plain)) if plain.is_empty() && job.task.is_table() => {
                Ok(FileOutcome::OtherTable(job.task.name.clone()))
            }
            outcome => outcome,
        }
    }

    fn outcome(&self, job: &Job) -> Result<FileOutcome, CliError> {
        let done = |done: WorkerDone| FileOutcome::Done(Box::new(done));
        if self.check.fix == Fixing::No {
            let checked = self.session.check(job)?;
            return Ok(checked.map_or(FileOutcome::Skipped(Vec::new()), |checked| done(self.done(job, checked))));
        }
        let change = match (&self.check.ignores, &self.accepted) {
            (Some(why), _) => FileChange::Ignore(why, self.check.least()),
            (None, Some(ticks)) => FileChange::Accept(ticks),
            (None, None) => {
                FileChange::Fix(FixOptions { least: self.check.least_fix, min_severity: self.check.least() })
            }
        };
        match self.session.change(job, change)? {
            session::ChangeOutcome::Changed(changed) => self.changed(job, *changed).map(done),
            session::ChangeOutcome::Left(checked) => {
                let mut left = self.done(job, *checked);
                left.tally.unwritten = 1;
                Ok(done(left))
            }
            session::ChangeOutcome::NoCatalog(bytes) => {
                // Who pipes a text through `--fix` gets it back, whatever it is.
                let back = self.check.fix == Fixing::Write && job.task.input == Input::Stdin;
                Ok(FileOutcome::Skipped(if back { bytes } else { Vec::new() }))
            }
        }
    }

    fn changed(&self, job: &Job, changed: ChangedFile) -> Result<WorkerDone, CliError> {
        let task = &job.task;
        let mut tally = RunTally { applied: changed.applied, ..RunTally::default() };
        tally.unsound.extend(changed.unsound.then(|| task.name.clone()));
        let show = self.check.fix == Fixing::Show;
        let mut plain = Vec::new();
        let copied = self.is_copied(changed.new.as_deref().unwrap_or(&changed.old))?;
        if changed.new.is_some() {
            let (before, after) = (&changed.source, &changed.checked.report.source);
            if before.encoding != after.encoding {
                tally.recoded.push((task.name.clone(), before.encoding));
            }
            if show {
                plain = match &changed.table {
                    Some(table) => diff::cells(&task.name, &table.cells, self.paint),
                    None => diff::unified(&task.name, &before.text, &after.text, self.paint),
                }
                .into_bytes();
            } else if !copied {
                self.session.write(task, &changed)?;
            }
            tally.changed = 1;
        }
        if !show && !copied && task.input == Input::Stdin {
            plain = changed.new.unwrap_or(changed.old);
        }
        tally.dropped = changed.dropped.into_iter().map(|dropped| (task.name.clone(), dropped)).collect();
        tally.tables.extend(changed.table.map(|table| (task.name.clone(), table)));
        let mut done = self.done(job, changed.checked);
        done.plain = plain;
        done.tally.add(tally);
        Ok(done)
    }

    /// Writes the copy that is asked for, whether anything changed or not; none where none is.
    fn is_copied(&self, bytes: &[u8]) -> Result<bool, CliError> {
        let Some(copy) = &self.check.copy else { return Ok(false) };
        let failed = |source| CliError::write(copy.display().to_string(), source);
        let mut draft = FileDraft::new(copy).map_err(failed)?;
        draft.write(bytes).map_err(failed)?;
        draft.finish().map_err(failed)?;
        Ok(true)
    }

    fn done(&self, job: &Job, CheckedFile { mut report, linter }: CheckedFile) -> WorkerDone {
        let options = linter.options();
        let mut tally = RunTally::default();
        // Who shows no offers has nothing to try.
        if self.renderers.iter().any(Renderer::shows_fixes) {
            linter.keep_sound_offers(&mut report);
        }
        tally.summary.add(&report);
        let grouped = self.renderers.iter().any(Renderer::groups);
        let entries = || View::new(self.lang, self.seen).entries(&report).len();
        tally.entries = if grouped { entries() } else { 0 };
        if self.check.statistics {
            let all = View::new(self.lang, Severity::Hint).entries(&report);
            let problem = |entry: &Group<'_>| ((entry.rule().code, entry.problem), ProblemCount::of(entry, self.lang));
            tally.problems = all.iter().map(problem).collect();
        }
        for finding in &report.findings {
            if finding.severity < self.seen {
                tally.unseen += 1;
            } else if tally.first.is_none_or(|(known, _)| known < finding.severity) {
                tally.first = Some((finding.severity, finding.rule.code));
            }
            match finding.applicability().filter(|_| finding.severity >= self.check.least()) {
                Some(Applicability::Safe) if job.is_found_table() => tally.safe_in_tables += 1,
                Some(Applicability::Safe) => tally.safe += 1,
                Some(Applicability::Offer) => tally.offered += 1,
                None => {}
            }
        }
        tally.fixable_table = (tally.safe_in_tables > 0).then(|| job.task.name.clone());
        tally.gone = options.baseline.as_ref().map_or(0, |known| gone(known, &report, &options.selection).count());
        if self.check.show_suppressed {
            report.show_suppressed();
        }
        let here = |renderer: &Renderer| (!renderer.is_for_a_forge()).then(|| renderer.file(&report));
        let parts: Vec<Option<FilePart>> = self.renderers.iter().map(here).collect();
        self.root.iter().for_each(|root| root.rename(&mut report));
        let there = |(part, renderer): (Option<FilePart>, &Renderer)| part.unwrap_or_else(|| renderer.file(&report));
        let parts = parts.into_iter().zip(self.renderers).map(there).collect();
        WorkerDone { parts, plain: Vec::new(), tally }
    }
}
