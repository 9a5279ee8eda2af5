//! What a run comes to.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::PathBuf;

use catalint_core::lint::{Dropped, Group};
use catalint_core::rule::{Lang, Rule, Severity};
use catalint_report::Summary;
use catalint_text::Encoding;
use catalint_workspace::session::TableChange;

use crate::error::CliError;
use crate::output::ReportNote;

/// What a run comes to.
#[derive(Debug, Default)]
pub(crate) struct RunTally {
    pub(crate) summary: Summary,
    /// Findings that no report of the run shows.
    pub(crate) unseen: usize,
    /// Entries in which the others are shown; 0 where each is shown by itself.
    pub(crate) entries: usize,
    /// Of the findings that are shown the first of the gravest: its severity and rule.
    pub(crate) first: Option<(Severity, &'static str)>,
    /// Findings shown that `--fix` would mend.
    pub(crate) safe: usize,
    /// Findings in tables that nobody named, which `--fix` would mend if somebody did; and the first such table.
    pub(crate) safe_in_tables: usize,
    pub(crate) fixable_table: Option<String>,
    /// Tables that nobody named, which `--fix` left as they are.
    pub(crate) unwritten: usize,
    /// Tables that were not checked.
    pub(crate) unchecked: Unchecked,
    /// Findings shown that `--unsafe-fixes` would mend besides.
    pub(crate) offered: usize,
    /// What was found by rule and cause, where that is asked for.
    pub(crate) problems: BTreeMap<(&'static str, u64), ProblemCount>,
    /// Fixes applied, or that would be.
    pub(crate) applied: usize,
    /// Files changed, or that would be.
    pub(crate) changed: usize,
    /// Fixes that would have broken a file.
    pub(crate) dropped: Vec<(String, Dropped)>,
    /// What is said of tables that were fixed, or would be.
    pub(crate) tables: Vec<(String, TableChange)>,
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
    /// What is to be known of the reports.
    pub(crate) notes: Vec<ReportNote>,
    pub(crate) errors: Vec<CliError>,
}

/// Tables that were not checked, by their names.
#[derive(Debug, Default)]
pub(crate) struct Unchecked {
    /// Beside a YAML catalog of the same name.
    pub(crate) twins: Vec<String>,
    /// What office programs keep beside open files.
    pub(crate) locks: Vec<String>,
    /// No row of heads makes them catalogs.
    pub(crate) others: Vec<String>,
    /// Of a kind that is not read.
    pub(crate) unread: Vec<String>,
}

impl Unchecked {
    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.twins.len() + self.locks.len() + self.others.len() + self.unread.len()
    }
}

/// What was found with one cause, over all files.
#[derive(Debug)]
pub(crate) struct ProblemCount {
    pub(crate) rule: &'static Rule,
    pub(crate) severity: Severity,
    /// What is wrong; where files say it differently, in the words of the rule.
    pub(crate) message: String,
    pub(crate) lang: Lang,
    pub(crate) findings: usize,
    pub(crate) files: usize,
}

impl ProblemCount {
    pub(super) fn of(group: &Group<'_>, lang: Lang) -> Self {
        Self {
            rule: group.rule(),
            severity: group.severity(),
            message: group.message(lang).into_owned(),
            lang,
            findings: group.findings.len(),
            files: 1,
        }
    }

    fn add(&mut self, other: &Self) {
        // Words of one file are not those of another.
        if self.message != other.message {
            self.rule.summary.get(self.lang).clone_into(&mut self.message);
        }
        self.findings += other.findings;
        self.files += other.files;
    }
}

impl RunTally {
    pub(super) fn add(&mut self, file: Self) {
        let (mine, its) = (&mut self.summary, file.summary);
        mine.files += its.files;
        mine.items += its.items;
        mine.counts = mine.counts.and(its.counts);
        mine.suppressed += its.suppressed;
        mine.baselined += its.baselined;
        mine.unread += its.unread;
        self.unseen += file.unseen;
        self.entries += file.entries;
        if let Some((severity, _)) = file.first
            && self.first.is_none_or(|(known, _)| known < severity)
        {
            self.first = file.first;
        }
        self.safe += file.safe;
        self.safe_in_tables += file.safe_in_tables;
        self.fixable_table = self.fixable_table.take().or(file.fixable_table);
        self.unwritten += file.unwritten;
        self.offered += file.offered;
        self.applied += file.applied;
        self.changed += file.changed;
        self.gone += file.gone;
        self.dropped.extend(file.dropped);
        self.tables.extend(file.tables);
        self.unsound.extend(file.unsound);
        self.recoded.extend(file.recoded);
        for (of, problem) in file.problems {
            match self.problems.entry(of) {
                Entry::Vacant(free) => drop(free.insert(problem)),
                Entry::Occupied(mut known) => known.get_mut().add(&problem),
            }
        }
    }
}
