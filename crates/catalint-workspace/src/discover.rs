//! Which files a run looks at.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use ignore::{DirEntry, WalkBuilder};

use crate::error::Error;
use crate::files;

/// A file to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// What findings call it.
    pub name: String,
    /// Where its bytes are.
    pub input: Input,
    /// Whether the user named it: then it is read as a catalog whatever it looks like.
    pub named: bool,
    /// Whether it was found in a folder: then it is looked at as a part of its project.
    pub found: bool,
}

/// Where its bytes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// What is piped in.
    Stdin,
    /// A file on the disk.
    File(PathBuf),
}

/// What to look for.
#[derive(Debug)]
pub struct Search<'s> {
    /// Files, folders, `-`.
    pub paths: &'s [PathBuf],
    /// What findings call standard input.
    pub stdin_name: Option<&'s str>,
    /// Paths that are left out.
    pub exclude: &'s Arc<Exclusions>,
    /// Whether they hold for named files and folders, too.
    pub force_exclude: bool,
}

/// What a path is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
}

/// The files of a search, each once, ordered by name; and what could not be searched.
pub fn discover(search: &Search) -> (Vec<Task>, Vec<Error>) {
    let mut found = Found::default();
    let cwd = std::env::current_dir().unwrap_or_default();
    for path in search.paths {
        if path.as_os_str() == "-" {
            let name = search.stdin_name.unwrap_or("<stdin>").to_owned();
            found.add(path.clone(), Task { name, input: Input::Stdin, named: true, found: false });
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
        if search.force_exclude && search.exclude.hold(&real, kind) {
            continue;
        }
        match kind {
            Kind::Folder => found.walk(path, &real, &cwd, search),
            Kind::File => {
                let input = Input::File(path.clone());
                found.add(real, Task { name: name(path, &cwd), input, named: true, found: false });
            }
        }
    }
    let mut tasks: Vec<Task> = found.tasks.into_values().collect();
    tasks.sort_by(|one, other| one.name.cmp(&other.name));
    (tasks, found.errors)
}

/// The YAML files below a folder, and not what could not be searched.
pub fn below(folder: &Path, cwd: &Path) -> Vec<Task> {
    let exclude = Arc::new(Exclusions::new(folder, &[]).expect("no pattern is no bad one"));
    let search = Search { paths: &[], stdin_name: None, exclude: &exclude, force_exclude: false };
    let real = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
    let mut found = Found::default();
    found.walk(folder, &real, cwd, &search);
    found.tasks.into_values().collect()
}

#[derive(Debug, Default)]
struct Found {
    /// By real path, standard input behind all files: two spellings of one file, or a link and its
    /// file, are one task. Paths of one spelling need no look at their components.
    tasks: BTreeMap<(bool, OsString), Task>,
    errors: Vec<Error>,
}

impl Found {
    fn add(&mut self, real: PathBuf, task: Task) {
        let (named, found) = (task.named, task.found);
        let key = (task.input == Input::Stdin, real.into_os_string());
        let known = self.tasks.entry(key).or_insert(task);
        known.named |= named;
        known.found |= found;
    }

    /// The YAML files of a directory, as git sees it: hidden and ignored ones are left out, links not followed.
    fn walk(&mut self, root: &Path, real: &Path, cwd: &Path, search: &Search) {
        for entry in walker(root, real, search).build() {
            match entry {
                Ok(entry) if kind(&entry) == Some(Kind::File) && is_yaml(entry.path()) => {
                    let path = entry.path();
                    let input = Input::File(path.to_path_buf());
                    let task = Task { name: name(path, cwd), input, named: false, found: true };
                    self.add(rebased(path, root, real), task);
                }
                Ok(_) => {}
                Err(error) => self.errors.push(search_error(root, error)),
            }
        }
    }
}

/// A walk over a folder, as git sees it and without what `--exclude` leaves out. `real` is its real path.
pub fn walker(root: &Path, real: &Path, search: &Search) -> WalkBuilder {
    let mut walk = WalkBuilder::new(root);
    let (exclude, from, to) = (Arc::clone(search.exclude), root.to_path_buf(), real.to_path_buf());
    // Asking costs less than what the walk does to find out.
    walk.require_git(false).git_global(has_global_ignores()).filter_entry(move |entry| {
        entry.depth() == 0 || !kind(entry).is_some_and(|kind| exclude.hold(&rebased(entry.path(), &from, &to), kind))
    });
    walk
}

/// Whether git may know patterns that hold for all folders of the user: a config names a file of
/// them, or the file that needs no naming is there.
fn has_global_ignores() -> bool {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = std::env::home_dir();
    let xdg = set("XDG_CONFIG_HOME").or_else(|| Some(home.as_ref()?.join(".config"))).map(|folder| folder.join("git"));
    let configs = [
        set("GIT_CONFIG_GLOBAL"),
        home.map(|home| home.join(".gitconfig")),
        xdg.as_ref().map(|folder| folder.join("config")),
        set("GIT_CONFIG_SYSTEM").or_else(|| Some(PathBuf::from("/etc/gitconfig"))),
    ];
    let named =
        |config: PathBuf| files::read(&config, files::MOST_OF_A_CONFIG).is_ok_and(|config| names_excludes(&config));
    configs.into_iter().flatten().any(named) || xdg.is_some_and(|folder| folder.join("ignore").exists())
}

/// Whether a config of git has the word that names a file of patterns, wherever it stands.
fn names_excludes(config: &[u8]) -> bool {
    let word = b"excludesfile";
    config.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word))
}

/// Whether an entry is a file or a folder; none for a link, a pipe, a device.
pub fn kind(entry: &DirEntry) -> Option<Kind> {
    let kind = entry.file_type()?;
    if kind.is_dir() { Some(Kind::Folder) } else { kind.is_file().then_some(Kind::File) }
}

/// Whether a path ends as those of YAML files do.
pub fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("yaml") || e.eq_ignore_ascii_case("yml"))
}

fn rebased(path: &Path, from: &Path, to: &Path) -> PathBuf {
    path.strip_prefix(from).map_or_else(|_| path.to_path_buf(), |below| to.join(below))
}

/// `--exclude`: patterns as in `.gitignore`, relative to a folder.
#[derive(Debug)]
pub struct Exclusions {
    root: PathBuf,
    matcher: Gitignore,
}

/// A pattern that can't be read, and why.
#[derive(Debug, PartialEq, Eq)]
pub struct BadPattern(pub String, pub String);

impl Default for Exclusions {
    /// Of nothing.
    fn default() -> Self {
        Self { root: PathBuf::new(), matcher: Gitignore::empty() }
    }
}

impl Exclusions {
    /// A pattern without `/` is the name of a file or folder at any depth, one with `/` starts at
    /// `root`; a folder stands for all below it; `!` takes back what an earlier pattern named.
    pub fn new(root: &Path, patterns: &[String]) -> Result<Self, BadPattern> {
        let root = std::fs::canonicalize(root).unwrap_or_else(|_| root.to_path_buf());
        let mut builder = GitignoreBuilder::new(&root);
        for pattern in patterns {
            builder.add_line(None, pattern).map_err(|error| BadPattern(pattern.clone(), error.to_string()))?;
        }
        let matcher = builder.build().map_err(|error| BadPattern(patterns.join(" "), error.to_string()))?;
        Ok(Self { root, matcher })
    }

    /// Whether a file or folder is left out; by its real path. What lies elsewhere is not.
    pub fn hold(&self, path: &Path, kind: Kind) -> bool {
        if self.matcher.is_empty() {
            return false;
        }
        let below = path.strip_prefix(&self.root).ok().filter(|below| !below.as_os_str().is_empty());
        let ignored = |below| self.matcher.matched_path_or_any_parents(below, kind == Kind::Folder).is_ignore();
        below.is_some_and(ignored)
    }
}

/// Names of tables that may hold a catalog: pages and texts are more often something else.
const TABLES: [&str; 9] = ["xlsx", "xls", "et", "ods", "docx", "doc", "wps", "csv", "tsv"];

/// Whether a file is a table of an office program, by its name.
pub fn is_office_table(path: &Path) -> bool {
    let extension = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    // What an office program leaves beside a file that is open.
    let lock = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("~$"));
    TABLES.contains(&extension.as_str()) && !lock
}

/// The tables of office programs below a folder, in the order of their names, and not what could not be searched.
pub fn office_tables(folder: &Path) -> Vec<PathBuf> {
    let exclude = Arc::new(Exclusions::default());
    let search = Search { paths: &[], stdin_name: None, exclude: &exclude, force_exclude: false };
    let mut walk = walker(folder, folder, &search);
    let entries = walk.sort_by_file_name(Ord::cmp).build().flatten();
    let files = entries.filter(|entry| kind(entry) == Some(Kind::File)).map(DirEntry::into_path);
    files.filter(|path| is_office_table(path)).collect()
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
pub fn name(path: &Path, cwd: &Path) -> String {
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
    fn a_config_of_git_names_its_file_of_patterns_in_any_case() {
        assert!(names_excludes(b"[core]\n\texcludesFile = ~/x\n") && names_excludes(b"core.EXCLUDESFILE"));
        assert!(!names_excludes(b"[core]\n\texcludes = file\n") && !names_excludes(b""));
    }

    #[test]
    fn patterns_are_read_as_in_gitignore_from_the_folder() {
        let exclusions = |patterns: &[&str]| {
            let patterns: Vec<String> = patterns.iter().map(|&one| one.to_owned()).collect();
            Exclusions::new(Path::new("/没有/root"), &patterns)
        };
        let cases: [(&[&str], &str, Kind, bool); 9] = [
            (&["旧"], "root/a/旧/b.yaml", Kind::File, true),
            (&["旧/"], "root/a/旧", Kind::File, false),
            (&["旧/"], "root/a/旧", Kind::Folder, true),
            (&["/旧"], "root/a/旧/b.yaml", Kind::File, false),
            (&["a/*.yaml"], "root/a/b.yaml", Kind::File, true),
            (&["a/*.yaml"], "root/a/c/b.yaml", Kind::File, false),
            (&["a/**/*.yaml"], "root/a/c/d/b.yaml", Kind::File, true),
            (&["*.yaml", "!b.yaml"], "root/a/b.yaml", Kind::File, false),
            (&["*"], "b.yaml", Kind::File, false),
        ];
        for (patterns, path, kind, want) in cases {
            let exclusions = exclusions(patterns).expect("good patterns");
            assert_eq!(exclusions.hold(&Path::new("/没有").join(path), kind), want, "{patterns:?} {path}");
        }
        assert!(exclusions(&["a", "[z-a]"]).is_err_and(|BadPattern(pattern, _)| pattern == "[z-a]"));
    }
}
