//! Which project a file belongs to, and what its catalogs know of each other.
//!
//! The project of a file is all catalogs in YAML that have the same config, if they lie below the folder of
//! that config; where there is none, all below the folder that was asked for. So a folder has the
//! same findings whether it is checked alone or together with others. Files that were named one
//! by one belong to no project: hooks pass them in batches, and the verdict on a file must not hang
//! on who came with it.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use catalint_core::Document;
use catalint_core::lint::{Linter, Settings};
use catalint_core::project::{Facts, Gathering, Project};
use catalint_core::rules::{RULES, looks_beyond};
use catalint_text::Source;

use crate::config_store::{ConfigScope, ConfigStore};
use crate::discover::{self, Input};
use crate::fs::FileSystem;
use crate::job::Job;
use crate::pool::{self, News};
use crate::read::read_text;

/// The projects of a run.
#[derive(Debug, Default)]
pub struct Projects {
    /// By the name of a file.
    of: HashMap<String, Arc<Project>>,
}

/// A catalog of a project.
#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) scope: Arc<ConfigScope>,
}

impl Projects {
    /// Reads the facts of all catalogs in the projects of these files, if a rule that is selected asks for them.
    pub fn gather(
        fs: &dyn FileSystem,
        paths: &[PathBuf],
        jobs: &[Job],
        configs: &mut ConfigStore,
        base: &Settings,
        threads: Option<usize>,
    ) -> Self {
        if !RULES.iter().any(|rule| looks_beyond(rule) && base.selection.has(rule)) {
            return Self::default();
        }
        let mut asked: Vec<PathBuf> = paths.iter().map(|path| fs.plain(path)).collect();
        asked.sort_by_key(|path| path.components().count());
        // By the folder of the project: its config, and its files by their real paths, which stand
        // in one order from wherever they are looked at.
        let mut projects: BTreeMap<PathBuf, (Arc<ConfigScope>, BTreeMap<PathBuf, Member>)> = BTreeMap::new();
        let mut folders = Folders::new(fs);
        for job in jobs.iter().filter(|job| job.task.found && !job.task.is_table()) {
            let path = fs.plain(job.path());
            let Some(real) = folders.real(&path) else { continue };
            let Some(home) = home(&job.scope, &path, &asked) else { continue };
            let project = projects.entry(home.clone()).or_insert_with(|| (Arc::clone(&job.scope), BTreeMap::new()));
            project.1.insert(real, member(&job.scope, &path, &job.task.name));
        }
        let cwd = fs.cwd();
        let mut of = HashMap::new();
        for (home, (scope, own)) in projects {
            let mut all = members(fs, &home, &scope, configs, &cwd);
            let names: Vec<String> = own.values().map(|member| member.name.clone()).collect();
            all.extend(own);
            let members: Vec<Member> = all.into_values().collect();
            if let Some(project) = read(fs, &members, &scope, base, threads) {
                of.extend(names.into_iter().map(|name| (name, Arc::clone(&project))));
            }
        }
        Self { of }
    }

    /// The project of a file.
    pub fn of(&self, task: &discover::Task) -> Option<&Arc<Project>> {
        self.of.get(&task.name)
    }
}

/// The folder of the project of a file: that of its config, or the one that was asked for.
pub(crate) fn home<'h>(scope: &'h ConfigScope, path: &Path, asked: &'h [PathBuf]) -> Option<&'h PathBuf> {
    let configured = Some(&scope.folder).filter(|home| scope.file.is_some() && path.starts_with(home));
    configured.or_else(|| asked.iter().find(|asked| path.starts_with(asked)))
}

/// The files of a project, by their real paths, called by their paths from `cwd`.
pub(crate) fn members(
    fs: &dyn FileSystem,
    home: &Path,
    scope: &Arc<ConfigScope>,
    configs: &mut ConfigStore,
    cwd: &Path,
) -> BTreeMap<PathBuf, Member> {
    let (mut folders, mut members) = (Folders::new(fs), BTreeMap::new());
    for task in discover::below(fs, home, cwd) {
        let Input::File(path) = &task.input else { continue };
        let Some(real) = folders.real(path) else { continue };
        if Arc::ptr_eq(&configs.of_file(path), scope) && scope.includes(path) {
            members.insert(real, member(scope, path, &task.name));
        }
    }
    members
}

fn member(scope: &Arc<ConfigScope>, path: &Path, name: &str) -> Member {
    Member { name: name.to_owned(), path: path.to_path_buf(), scope: Arc::clone(scope) }
}

/// None where there is nothing to compare.
fn read(
    fs: &dyn FileSystem,
    members: &[Member],
    scope: &ConfigScope,
    base: &Settings,
    threads: Option<usize>,
) -> Option<Arc<Project>> {
    let references = &scope.config.reference;
    if members.len() < 2 && references.is_empty() {
        return None;
    }
    let mut gathering = Gathering::new(references);
    let facts = |member: &Member| facts_of(fs, member, &member.scope.options(base, &member.path));
    pool::in_order(members, threads, None, facts, |news| {
        if let News::Next(Some(facts)) = news {
            gathering.add(facts);
        }
    });
    Some(Arc::new(gathering.finish()))
}

/// None where it is no catalog, or can't be read: the run over the file itself says so.
pub(crate) fn facts_of(fs: &dyn FileSystem, member: &Member, options: &Settings) -> Option<Facts> {
    let text = read_text(fs, &Input::File(member.path.clone()), false).ok().flatten()?;
    let document = || Document::parse(Source::new(member.name.as_str(), text));
    pool::guarded(|| Linter::new(options.clone()).facts(&document())).ok().flatten()
}

/// Real paths of folders, each asked for once.
pub(crate) struct Folders<'f> {
    fs: &'f dyn FileSystem,
    known: HashMap<PathBuf, Option<PathBuf>>,
}

impl<'f> Folders<'f> {
    pub(crate) fn new(fs: &'f dyn FileSystem) -> Self {
        Self { fs, known: HashMap::new() }
    }

    /// The real path of a file; a link in its place stays one.
    pub(crate) fn real(&mut self, file: &Path) -> Option<PathBuf> {
        let folder = file.parent()?;
        let fs = self.fs;
        let known = self.known.entry(folder.to_path_buf()).or_insert_with(|| fs.canonicalize(folder).ok());
        Some(known.as_ref()?.join(file.file_name()?))
    }
}
