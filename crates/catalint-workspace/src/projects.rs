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
struct Member {
    name: String,
    path: PathBuf,
    scope: Arc<ConfigScope>,
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
        let mut folders = Folders { fs, known: HashMap::new() };
        let member = |scope: &Arc<ConfigScope>, path: &Path, name: &str| {
            let scope = Arc::clone(scope);
            Member { name: name.to_owned(), path: path.to_path_buf(), scope }
        };
        for job in jobs.iter().filter(|job| job.task.found && !job.task.is_table()) {
            let path = fs.plain(job.path());
            let Some(real) = folders.real(&path) else { continue };
            let configured = Some(&job.scope.folder).filter(|home| job.scope.file.is_some() && path.starts_with(home));
            let Some(home) = configured.or_else(|| asked.iter().find(|asked| path.starts_with(asked))) else {
                continue;
            };
            let project = projects.entry(home.clone()).or_insert_with(|| (Arc::clone(&job.scope), BTreeMap::new()));
            project.1.insert(real, member(&job.scope, &path, &job.task.name));
        }
        let cwd = fs.cwd();
        let mut of = HashMap::new();
        for (home, (scope, mut members)) in projects {
            let own: Vec<String> = members.values().map(|member| member.name.clone()).collect();
            for task in discover::below(fs, &home, &cwd) {
                let Input::File(path) = &task.input else { continue };
                let Some(real) = folders.real(path) else { continue };
                if Arc::ptr_eq(&configs.of_file(path), &scope) && scope.includes(path) {
                    members.entry(real).or_insert_with(|| member(&scope, path, &task.name));
                }
            }
            let members: Vec<Member> = members.into_values().collect();
            if let Some(project) = read(fs, &members, &scope, base, threads) {
                of.extend(own.into_iter().map(|name| (name, Arc::clone(&project))));
            }
        }
        Self { of }
    }

    /// The project of a file.
    pub fn of(&self, task: &discover::Task) -> Option<&Arc<Project>> {
        self.of.get(&task.name)
    }
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
fn facts_of(fs: &dyn FileSystem, member: &Member, options: &Settings) -> Option<Facts> {
    let text = read_text(fs, &Input::File(member.path.clone()), false).ok().flatten()?;
    let document = || Document::parse(Source::new(member.name.as_str(), text));
    pool::guarded(|| Linter::new(options.clone()).facts(&document())).ok().flatten()
}

/// Real paths of folders, each asked for once.
struct Folders<'f> {
    fs: &'f dyn FileSystem,
    known: HashMap<PathBuf, Option<PathBuf>>,
}

impl Folders<'_> {
    /// The real path of a file; a link in its place stays one.
    fn real(&mut self, file: &Path) -> Option<PathBuf> {
        let folder = file.parent()?;
        let fs = self.fs;
        let known = self.known.entry(folder.to_path_buf()).or_insert_with(|| fs.canonicalize(folder).ok());
        Some(known.as_ref()?.join(file.file_name()?))
    }
}
