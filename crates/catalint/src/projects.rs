//! Which project a file belongs to, and what its catalogs know of each other.
//!
//! The project of a file is all catalogs below the nearest folder upward that holds a config and
//! that have no nearer one; without a config, all below the folder that was asked for. So a folder
//! has the same findings whether it is checked alone or together with others. Files that were
//! named one by one belong to no project: hooks pass them in batches, and the verdict on a file
//! must not hang on who came with it.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use catalint_core::config::NAMES;
use catalint_core::lint::{Options, facts, looks_like_catalog};
use catalint_core::project::{Facts, Project};
use catalint_core::text::{Source, decode};

use crate::discover::{self, Input, Task};
use crate::run::{self, News};

/// The projects of a run.
#[derive(Debug, Default)]
pub(crate) struct Projects {
    /// By the name of a task.
    of: HashMap<String, Arc<Project>>,
}

impl Projects {
    /// Reads the facts of all catalogs in the projects of these tasks.
    pub(crate) fn gather(paths: &[PathBuf], tasks: &[Task], options: &Options, jobs: usize) -> Self {
        let mut folders = Folders::new(paths);
        let mut projects: BTreeMap<PathBuf, BTreeMap<PathBuf, String>> = BTreeMap::new();
        for task in tasks.iter().filter(|task| task.found) {
            if let Some((path, anchor)) = folders.place(task) {
                projects.entry(anchor).or_default().insert(path, task.name.clone());
            }
        }
        let cwd = std::env::current_dir().and_then(std::fs::canonicalize).unwrap_or_default();
        let mut of = HashMap::new();
        for (anchor, own) in projects {
            let mut members = own.clone();
            for task in discover::below(&anchor, &cwd) {
                let Input::File(path) = &task.input else { continue };
                if path.parent().and_then(|folder| folders.anchor(folder)).as_deref() == Some(&anchor) {
                    members.entry(path.clone()).or_insert(task.name);
                }
            }
            if let Some(project) = read(&members.into_iter().collect::<Vec<_>>(), options, jobs) {
                of.extend(own.into_values().map(|name| (name, Arc::clone(&project))));
            }
        }
        Self { of }
    }

    /// The project of a task.
    pub(crate) fn of(&self, task: &Task) -> Option<&Arc<Project>> {
        self.of.get(&task.name)
    }
}

/// None where there is nothing to compare.
fn read(members: &[(PathBuf, String)], options: &Options, jobs: usize) -> Option<Arc<Project>> {
    if members.len() < 2 && options.beyond.references.is_empty() {
        return None;
    }
    let mut all = Vec::new();
    let look = |(path, name): &(PathBuf, String)| facts_of(path, name, options);
    run::in_order(members, jobs, Duration::from_secs(1), look, |news| {
        if let News::Next(facts) = news {
            all.extend(facts);
        }
    });
    Some(Arc::new(Project::new(all, &options.beyond.references)))
}

/// None where it is no catalog, or can't be read: the run over the file itself says so.
fn facts_of(path: &Path, name: &str, options: &Options) -> Option<Facts> {
    let decoded = decode(&std::fs::read(path).ok()?);
    if !looks_like_catalog(&decoded.text) {
        return None;
    }
    run::guarded(|| facts(&Source::new(name, decoded), options)).ok().flatten()
}

/// Folders, and the folder that each belongs to.
struct Folders {
    /// Those that were asked for, outer ones first.
    asked: Vec<PathBuf>,
    /// By the folder as it was written.
    real: HashMap<PathBuf, Option<PathBuf>>,
    anchors: HashMap<PathBuf, Option<PathBuf>>,
}

impl Folders {
    fn new(paths: &[PathBuf]) -> Self {
        let mut asked: Vec<PathBuf> = paths.iter().filter_map(|path| std::fs::canonicalize(path).ok()).collect();
        asked.sort_by_key(|path| path.components().count());
        Self { asked, real: HashMap::new(), anchors: HashMap::new() }
    }

    /// The real path of a task, and the folder of its project.
    fn place(&mut self, task: &Task) -> Option<(PathBuf, PathBuf)> {
        let Input::File(path) = &task.input else { return None };
        let written = path.parent()?.to_path_buf();
        let folder = self.real.entry(written).or_insert_with_key(|written| {
            let written = if written.as_os_str().is_empty() { Path::new(".") } else { written };
            std::fs::canonicalize(written).ok()
        });
        let folder = folder.clone()?;
        let anchor = self.anchor(&folder)?;
        Some((folder.join(path.file_name()?), anchor))
    }

    /// The nearest folder upward with a config, else the outermost one asked for.
    fn anchor(&mut self, folder: &Path) -> Option<PathBuf> {
        if let Some(known) = self.anchors.get(folder) {
            return known.clone();
        }
        let configured = folder.ancestors().find(|folder| NAMES.iter().any(|name| folder.join(name).is_file()));
        let asked = || self.asked.iter().find(|asked| folder.starts_with(asked));
        let anchor = configured.map(Path::to_path_buf).or_else(|| asked().cloned());
        self.anchors.insert(folder.to_path_buf(), anchor.clone());
        anchor
    }
}
