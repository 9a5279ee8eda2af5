//! The files of a run, each with the config that holds for it.

use std::path::Path;
use std::sync::Arc;

use crate::config_store::{ConfigScope, ConfigStore};
use crate::discover::{Input, Task};

/// A file to look at, and the config that holds for it.
#[derive(Debug)]
pub struct Job {
    /// The file.
    pub task: Task,
    /// The config.
    pub scope: Arc<ConfigScope>,
}

impl Job {
    /// Where the file lies, or for standard input would lie.
    pub fn path(&self) -> &Path {
        place(&self.task)
    }
}

fn place(task: &Task) -> &Path {
    match &task.input {
        Input::File(path) => path,
        Input::Stdin => Path::new(&task.name),
    }
}

/// The files with their configs, without those that a config leaves out: of a walk, or by force.
pub fn jobs(tasks: Vec<Task>, force_exclude: bool, configs: &mut ConfigStore) -> Vec<Job> {
    let mut jobs = Vec::with_capacity(tasks.len());
    for task in tasks {
        let scope = configs.of_file(place(&task));
        if task.named && !force_exclude || scope.includes(place(&task)) {
            jobs.push(Job { task, scope });
        }
    }
    jobs
}
