//! Which files a run looks at.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use ignore::{DirEntry, WalkBuilder};

use crate::error::Error;

/// A file to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Task {
    /// What findings call it.
    pub(crate) name: String,
    pub(crate) input: Input,
    /// Whether it is read as a catalog whatever it looks like.
    pub(crate) certain: bool,
}

/// Where its bytes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    Stdin,
    File(PathBuf),
}

/// What to look for.
pub(crate) struct Search<'s> {
    /// Files, folders, `-`.
    pub(crate) paths: &'s [PathBuf],
    pub(crate) stdin_name: Option<&'s str>,
    /// Whether named files are told from other YAML like those of a folder.
    pub(crate) skip_others: bool,
    /// Whether `admits` is asked about named files and folders, too.
    pub(crate) force_exclude: bool,
    /// Whether a file, or anything of a folder, belongs to the run; asked with real paths.
    pub(crate) admits: Arc<dyn Fn(&Path, Kind) -> bool + Send + Sync>,
}

/// What a path is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    File,
    Folder,
}

/// The files of a search, each once, ordered by name; and what could not be searched.
pub(crate) fn discover(search: &Search) -> (Vec<Task>, Vec<Error>) {
    let mut found = Found::default();
    let cwd = std::env::current_dir().unwrap_or_default();
    for path in search.paths {
        if path.as_os_str() == "-" {
            let name = search.stdin_name.unwrap_or("<stdin>").to_owned();
            found.add(path.clone(), Task { name, input: Input::Stdin, certain: !search.skip_others });
            continue;
        }
        let (kind, real) = match (std::fs::metadata(path), std::fs::canonicalize(path)) {
            (Ok(meta), real) => (if meta.is_dir() { Kind::Folder } else { Kind::File }, real),
            (Err(error), _) => {
                found.errors.push(Error::read(path.display().to_string(), error));
                continue;
            }
        };
        let real = real.unwrap_or_else(|_| cwd.join(path));
        if search.force_exclude && !(search.admits)(&real, kind) {
            continue;
        }
        match kind {
            Kind::Folder => found.walk(path, &real, &cwd, search),
            Kind::File => {
                let input = Input::File(path.clone());
                found.add(real, Task { name: name(path, &cwd), input, certain: !search.skip_others });
            }
        }
    }
    let mut tasks: Vec<Task> = found.tasks.into_values().collect();
    tasks.sort_by(|one, other| one.name.cmp(&other.name));
    (tasks, found.errors)
}

#[derive(Debug, Default)]
struct Found {
    /// By real path: two spellings of one file, or a link and its file, are one task.
    tasks: BTreeMap<PathBuf, Task>,
    errors: Vec<Error>,
}

impl Found {
    fn add(&mut self, real: PathBuf, task: Task) {
        let certain = task.certain;
        let known = self.tasks.entry(real).or_insert(task);
        known.certain |= certain;
    }

    /// The YAML files of a directory, as git sees it: hidden and ignored ones are left out, links not followed.
    fn walk(&mut self, root: &Path, real: &Path, cwd: &Path, search: &Search) {
        let mut walk = WalkBuilder::new(root);
        let (admits, from, to) = (Arc::clone(&search.admits), root.to_path_buf(), real.to_path_buf());
        walk.require_git(false).filter_entry(move |entry| {
            entry.depth() == 0 || kind(entry).is_none_or(|kind| admits(&rebased(entry.path(), &from, &to), kind))
        });
        for entry in walk.build() {
            match entry {
                Ok(entry) if kind(&entry) == Some(Kind::File) && is_yaml(entry.path()) => {
                    let path = entry.path();
                    let input = Input::File(path.to_path_buf());
                    let task = Task { name: name(path, cwd), input, certain: false };
                    self.add(rebased(path, root, real), task);
                }
                Ok(_) => {}
                Err(error) => self.errors.push(search_error(root, error)),
            }
        }
    }
}

fn kind(entry: &DirEntry) -> Option<Kind> {
    let kind = entry.file_type()?;
    if kind.is_dir() { Some(Kind::Folder) } else { kind.is_file().then_some(Kind::File) }
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("yaml") || e.eq_ignore_ascii_case("yml"))
}

fn rebased(path: &Path, from: &Path, to: &Path) -> PathBuf {
    path.strip_prefix(from).map_or_else(|_| path.to_path_buf(), |below| to.join(below))
}

/// Which files of a folder belong to a run: patterns as in `.gitignore`, relative to the folder.
#[derive(Debug)]
pub(crate) struct Filter {
    root: PathBuf,
    /// None where all files do.
    include: Option<Gitignore>,
    exclude: Gitignore,
}

/// A pattern that can't be read, and why.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct BadPattern(pub(crate) String, pub(crate) String);

impl Filter {
    /// The files below `root` that are named by `include`, if it names any, and not by `exclude`.
    /// A pattern without `/` is the name of a file or folder at any depth, one with `/` starts at
    /// `root`; a folder stands for all below it; `!` takes back what an earlier pattern named.
    pub(crate) fn new(root: &Path, include: &[String], exclude: &[String]) -> Result<Self, BadPattern> {
        let root = std::fs::canonicalize(root).unwrap_or_else(|_| root.to_path_buf());
        let matcher = |patterns: &[String]| {
            let mut builder = GitignoreBuilder::new(&root);
            for pattern in patterns {
                let bad = |error: &ignore::Error| BadPattern(pattern.clone(), error.to_string());
                builder.add_line(None, pattern).map_err(|error| bad(&error))?;
            }
            builder.build().map_err(|error| BadPattern(patterns.join(" "), error.to_string()))
        };
        let include = if include.is_empty() { None } else { Some(matcher(include)?) };
        Ok(Self { exclude: matcher(exclude)?, include, root })
    }

    /// Whether a file belongs to the run, or anything of a folder may; by its real path. Of what
    /// lies elsewhere nothing is said: it does.
    pub(crate) fn admits(&self, path: &Path, kind: Kind) -> bool {
        let Ok(below) = path.strip_prefix(&self.root) else { return true };
        if below.as_os_str().is_empty() {
            return true;
        }
        let named = |by: &Gitignore| by.matched_path_or_any_parents(below, kind == Kind::Folder).is_ignore();
        // Which folders hold what `include` names can't be told.
        !named(&self.exclude) && (kind == Kind::Folder || self.include.as_ref().is_none_or(named))
    }
}

fn search_error(root: &Path, error: ignore::Error) -> Error {
    let path = place(&error).unwrap_or(root).display().to_string();
    let words = error.to_string();
    let source = error.into_io_error().unwrap_or_else(|| std::io::Error::other(words));
    Error::Search { path, source }
}

/// The path that an error of the walk is about.
fn place(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place(err),
        _ => None,
    }
}

/// The path relative to the working directory where it lies below it, with `/`.
fn name(path: &Path, cwd: &Path) -> String {
    let below = path.strip_prefix(cwd).unwrap_or(path);
    let plain: PathBuf = below.components().filter(|part| *part != std::path::Component::CurDir).collect();
    let name = plain.to_string_lossy().into_owned();
    if std::path::MAIN_SEPARATOR == '\\' { name.replace('\\', "/") } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_relative_where_they_can_be() {
        let cwd = Path::new("/home/li");
        for (path, want) in [
            ("./a.yaml", "a.yaml"),
            ("/home/li/目录/a.yaml", "目录/a.yaml"),
            ("b/./a.yaml", "b/a.yaml"),
            ("../a.yaml", "../a.yaml"),
            ("/tmp/a.yaml", "/tmp/a.yaml"),
        ] {
            assert_eq!(name(Path::new(path), cwd), want);
        }
    }
    #[test]
    fn patterns_are_read_as_in_gitignore_from_the_folder() {
        let filter = |include: &[&str], exclude: &[&str]| {
            let owned = |all: &[&str]| all.iter().map(|&one| one.to_owned()).collect::<Vec<_>>();
            Filter::new(Path::new("/没有/root"), &owned(include), &owned(exclude))
        };
        let cases: [(&[&str], &[&str], &str, bool); 12] = [
            (&[], &["旧"], "a/旧/b.yaml", false),
            (&[], &["旧/"], "a/旧", true),
            (&[], &["/旧"], "a/旧/b.yaml", true),
            (&[], &["a/*.yaml"], "a/b.yaml", false),
            (&[], &["a/*.yaml"], "a/c/b.yaml", true),
            (&[], &["a/**/*.yaml"], "a/c/d/b.yaml", false),
            (&[], &["*.yaml", "!b.yaml"], "a/b.yaml", true),
            (&["catalogs/"], &[], "catalogs/a/b.yaml", true),
            (&["catalogs/"], &[], "b.yaml", false),
            (&["catalogs/"], &["*-draft.yaml"], "catalogs/b-draft.yaml", false),
            (&["目录-*.yaml"], &[], "a/目录-1.yaml", true),
            (&[], &["*"], "../b.yaml", true),
        ];
        for (include, exclude, path, want) in cases {
            let path = if let Some(up) = path.strip_prefix("../") {
                format!("/没有/{up}")
            } else {
                format!("/没有/root/{path}")
            };
            let filter = filter(include, exclude).expect("good patterns");
            assert_eq!(filter.admits(Path::new(&path), Kind::File), want, "{include:?} {exclude:?} {path}");
        }
        assert!(filter(&[], &["a", "[z-a]"]).is_err_and(|BadPattern(pattern, _)| pattern == "[z-a]"));
        let include = filter(&["catalogs/"], &["旧/"]).expect("good patterns");
        assert!(include.admits(Path::new("/没有/root/other"), Kind::Folder), "files below it may be named");
        assert!(!include.admits(Path::new("/没有/root/a/旧"), Kind::Folder));
    }
}
