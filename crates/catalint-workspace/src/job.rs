//! The files of a run, each with the config that holds for it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use catalint_core::config::Tables;
use catalint_core::lint::{HEAD_BYTES, looks_like_catalog};

use crate::config_store::{ConfigScope, ConfigStore};
use crate::discover::{Input, Task, is_lock, is_office_table, is_yaml};
use crate::files::read_head;
use crate::fs::FileSystem;

/// A file to look at, and the config that holds for it.
#[derive(Debug)]
pub struct Job {
    /// The file.
    pub task: Task,
    /// The config.
    pub scope: Arc<ConfigScope>,
    /// Whether it is read as a catalog whatever it looks like.
    pub certain: bool,
}

impl Job {
    /// Where the file lies, or for standard input would lie.
    pub fn path(&self) -> &Path {
        place(&self.task)
    }

    /// Whether it is a table that nobody named: it is never written.
    #[must_use]
    pub fn is_found_table(&self) -> bool {
        !self.task.named && self.task.is_table()
    }
}

/// How the files of a run are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Choice {
    /// Whether configs leave out named files, too.
    pub force_exclude: bool,
    /// Whether named files are looked at like those that were found: what is no catalog is left alone.
    pub skip_others: bool,
}

/// The files of a run, and tables that are none of them.
#[derive(Debug, Default)]
pub struct ChosenFiles {
    /// Those to look at.
    pub jobs: Vec<Job>,
    /// Names of tables beside a YAML catalog of the same name, which is checked in their place.
    pub twins: Vec<String>,
    /// Names of the files that office programs keep beside open ones.
    pub locks: Vec<String>,
}

fn place(task: &Task) -> &Path {
    match &task.input {
        Input::File(path) => path,
        Input::Stdin => Path::new(&task.name),
    }
}

/// The files with their configs, without those that a config leaves out: of a walk, or by force.
pub fn jobs(fs: &dyn FileSystem, tasks: Vec<Task>, choice: Choice, configs: &mut ConfigStore) -> ChosenFiles {
    let mut chosen = ChosenFiles { jobs: Vec::with_capacity(tasks.len()), ..ChosenFiles::default() };
    for task in tasks {
        let scope = configs.of_file(place(&task));
        let certain = task.named && !choice.skip_others;
        if !(task.named && !choice.force_exclude || scope.includes(place(&task))) {
            continue;
        }
        if task.is_table() && is_lock(place(&task)) {
            chosen.locks.push(task.name);
        } else if certain || !task.is_table() || takes(&scope, &task) {
            chosen.jobs.push(Job { task, scope, certain });
        }
    }
    leave_twins(fs, &mut chosen);
    chosen
}

/// Whether a config has a table looked at that might be a catalog.
fn takes(scope: &ConfigScope, task: &Task) -> bool {
    match scope.config.tables {
        Tables::Auto => task.named || is_office_table(place(task)),
        Tables::On => true,
        Tables::Off => false,
    }
}

/// Leaves out the tables that a catalog was exported to, or imported from: it lies beside them and has their name.
fn leave_twins(fs: &dyn FileSystem, chosen: &mut ChosenFiles) {
    let may_be_twin = |job: &Job| !job.certain && job.task.is_table();
    if !chosen.jobs.iter().any(may_be_twin) {
        return;
    }
    let stems = chosen.jobs.iter().map(Job::path).filter(|path| is_yaml(path));
    let yaml: HashMap<PathBuf, PathBuf> = stems.map(|path| (path.with_extension(""), path.to_path_buf())).collect();
    let is_catalog = |path: &Path| read_head(fs, path, HEAD_BYTES).is_ok_and(|head| looks_like_catalog(&head));
    let has_twin = |job: &Job| {
        let stem = job.path().with_extension("");
        // Of a commit only the table may be named.
        let beside = || {
            let known = ["yaml", "yml"].map(|extension| job.path().with_extension(extension));
            known.into_iter().find(|path| job.task.named && fs.is_file(path) && job.scope.includes(path))
        };
        yaml.get(&stem).cloned().or_else(beside).is_some_and(|path| is_catalog(&path))
    };
    let (twins, jobs) = std::mem::take(&mut chosen.jobs).into_iter().partition(|job| may_be_twin(job) && has_twin(job));
    chosen.jobs = jobs;
    let twins: Vec<Job> = twins;
    chosen.twins = twins.into_iter().map(|job| job.task.name).collect();
}
