//! Projects that stay while the texts of their files change, for a server: only what changed is read again.
//!
//! The project of a file is the one that a run over the folders has: see [`crate::projects`].

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use catalint_core::lint::Settings;
use catalint_core::project::{Facts, Gathering, Project};

use crate::config_store::{ConfigScope, ConfigStore};
use crate::fs::SharedFiles;
use crate::pool::{self, News};
use crate::projects::{Folders, Member, facts_of, home, members};

/// The projects of some folders.
#[derive(Debug)]
pub struct KeptProjects {
    fs: SharedFiles,
    /// The folders that are looked at, outer ones first.
    roots: Vec<PathBuf>,
    /// By the folder of the project.
    homes: HashMap<PathBuf, KeptProject>,
    /// What the files say of themselves, by their real paths; none of what is no catalog.
    facts: HashMap<PathBuf, Option<Facts>>,
}

/// A project.
#[derive(Debug)]
struct KeptProject {
    scope: Arc<ConfigScope>,
    /// By their real paths.
    members: BTreeMap<PathBuf, Member>,
    /// None where it is to be made again; within, none where there is nothing to compare.
    index: Option<Option<Arc<Project>>>,
}

impl KeptProjects {
    /// The projects of the files below some folders.
    #[must_use]
    pub fn new(fs: SharedFiles, roots: &[PathBuf]) -> Self {
        let mut roots: Vec<PathBuf> = roots.iter().map(|root| fs.plain(root)).collect();
        roots.sort_by_key(|root| root.components().count());
        Self { fs, roots, homes: HashMap::new(), facts: HashMap::new() }
    }

    /// What the catalogs of the project of a file know of each other; none where it has no project, or nobody to be
    /// compared with.
    pub fn of(&mut self, file: &Path, configs: &mut ConfigStore, base: &Settings) -> Option<Arc<Project>> {
        let home = self.entered(file, configs)?;
        let KeptProject { scope, members, index } = self.homes.get_mut(&home)?;
        if let Some(index) = index {
            return index.clone();
        }
        if members.len() < 2 && scope.config.reference.is_empty() {
            *index = Some(None);
            return None;
        }
        let missing: Vec<(&PathBuf, &Member)> =
            members.iter().filter(|(real, _)| !self.facts.contains_key(*real)).collect();
        let fs = &*self.fs;
        let mut read = Vec::with_capacity(missing.len());
        let facts = |(_, member): &(&PathBuf, &Member)| facts_of(fs, member, &member.scope.options(base, &member.path));
        pool::in_order(&missing, None, None, facts, |news| {
            if let News::Next(facts) = news {
                read.push(facts);
            }
        });
        self.facts.extend(missing.into_iter().map(|(real, _)| real.clone()).zip(read));
        let mut gathering = Gathering::new(&scope.config.reference);
        let known = members.keys().filter_map(|real| self.facts.get(real)?.clone());
        known.for_each(|facts| gathering.add(facts));
        *index = Some(Some(Arc::new(gathering.finish())));
        index.clone().flatten()
    }

    /// Whether a file belongs to a project of several.
    pub fn has(&mut self, file: &Path, configs: &mut ConfigStore) -> bool {
        self.entered(file, configs)
            .and_then(|home| self.homes.get(&home))
            .is_some_and(|home| home.members.len() > 1 || !home.scope.config.reference.is_empty())
    }

    /// What an open text says of itself now; none where it is no catalog. Whether others have to know.
    pub fn tell(&mut self, file: &Path, facts: Option<Facts>) -> bool {
        let Some(real) = self.real(file) else { return false };
        let same = match (self.facts.get(&real), &facts) {
            (Some(Some(old)), Some(new)) => old.says_the_same(new),
            (Some(None), None) => true,
            _ => false,
        };
        if !same {
            self.facts.insert(real.clone(), facts);
            self.make_anew(&real);
        }
        !same
    }

    /// A file has another content than was read, or is gone.
    pub fn forget(&mut self, file: &Path) {
        if let Some(real) = self.real(file)
            && self.facts.remove(&real).is_some()
        {
            self.make_anew(&real);
        }
    }

    /// SharedFiles came or went.
    pub fn forget_lists(&mut self) {
        self.homes.clear();
    }

    fn make_anew(&mut self, real: &Path) {
        for home in self.homes.values_mut().filter(|home| home.members.contains_key(real)) {
            home.index = None;
        }
    }

    fn real(&self, file: &Path) -> Option<PathBuf> {
        Folders::new(&*self.fs).real(&self.fs.plain(file))
    }

    /// The folder of the project of a file, whose list is at hand then; none where the file is none of it.
    fn entered(&mut self, file: &Path, configs: &mut ConfigStore) -> Option<PathBuf> {
        let (path, real) = (self.fs.plain(file), self.real(file)?);
        let scope = configs.of_file(&path);
        let home = home(&scope, &path, &self.roots)?.clone();
        let known = self.homes.get(&home).is_some_and(|known| Arc::ptr_eq(&known.scope, &scope));
        if !known {
            let members = members(&*self.fs, &home, &scope, configs, Path::new(""));
            self.homes.insert(home.clone(), KeptProject { scope, members, index: None });
        }
        self.homes.get(&home)?.members.contains_key(&real).then_some(home)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use catalint_core::lint::Linter;
    use catalint_core::rule::Lang;
    use catalint_core::{Document, Source};
    use catalint_domain::date::Date;

    use super::*;
    use crate::Memory;
    use crate::config_store::Origin;

    fn catalog(deadline: &str) -> String {
        format!(
            "标题: 云岭县民政局目录\n编制单位: 云岭县民政局\n事项:\n  - 一级事项: 社会救助\n    二级事项: 临时救助\n    公开主体: 云岭县民政局\n    公开时限: {deadline}\n"
        )
    }

    #[test]
    fn what_a_file_says_anew_is_known_to_the_others() {
        let (short, long) = (catalog("自信息形成之日起7个工作日内"), catalog("自信息形成之日起20个工作日内"));
        let fs = Memory::new("/office")
            .file("甲.yaml", short.clone())
            .file("乙.yaml", short.clone())
            .file(".gitignore", "丙.yaml\n")
            .file("丙.yaml", short.clone());
        let fs: SharedFiles = Arc::new(fs);
        let mut configs = ConfigStore::new(fs.clone(), Origin::Nearest, Lang::Zh);
        let mut kept = KeptProjects::new(fs, &["/office".into()]);
        let base = Settings::new(Date::parse("2026-11-30").expect("a day"));
        let mut found = |kept: &mut KeptProjects| {
            let mut options = base.clone();
            options.context.project = kept.of(Path::new("甲.yaml"), &mut configs, &base);
            assert!(options.context.project.is_some());
            let report =
                Linter::new(options).check(&Document::parse(Source::from_text("/office/甲.yaml", short.as_str())));
            report.findings.iter().any(|found| found.rule.code == "COV003")
        };
        assert!(!found(&mut kept));
        let facts = |text: &str| {
            Linter::new(Settings::new(base_day())).facts(&Document::parse(Source::from_text("/office/乙.yaml", text)))
        };
        assert!(kept.tell(Path::new("乙.yaml"), facts(&long)));
        assert!(found(&mut kept));
        assert!(!kept.tell(Path::new("乙.yaml"), facts(&long)), "the same again is no news");
        kept.forget(Path::new("乙.yaml"));
        assert!(!found(&mut kept), "as it is on the disk");
        let mut configs = ConfigStore::new(kept.fs.clone(), Origin::Nearest, Lang::Zh);
        assert!(kept.has(Path::new("甲.yaml"), &mut configs));
        assert!(!kept.has(Path::new("丙.yaml"), &mut configs), "git does not see it");
    }

    fn base_day() -> Date {
        Date::parse("2026-11-30").expect("a day")
    }
}
