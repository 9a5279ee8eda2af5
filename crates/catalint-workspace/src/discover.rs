//! Which files a run looks at.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io;
use std::ops::ControlFlow;
use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf};
use std::sync::Arc;

use crate::error::Error;
use crate::fs::{FileSystem, PathKind};
use crate::patterns::Exclusions;
use crate::walk::{Leave, Unsearched, walk};

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

impl Task {
    /// Whether it is a table, or a text that may be one, by its name.
    #[must_use]
    pub fn is_table(&self) -> bool {
        catalint_table::is_table_name(&self.name)
    }
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

/// The files of a search, each once, ordered by name; and what could not be searched. Of folders these are YAML files and
/// everything that may be a table; [`jobs`](crate::job::jobs) keeps of the tables those that a config takes.
#[must_use]
pub fn discover(fs: &dyn FileSystem, search: &Search<'_>) -> (Vec<Task>, Vec<Error>) {
    let mut found = FoundFile { fs, cwd: fs.cwd(), tasks: BTreeMap::new(), errors: Vec::new() };
    for path in search.paths {
        if path.as_os_str() == "-" {
            let name = search.stdin_name.unwrap_or("<stdin>").to_owned();
            found.add(path.clone(), Task { name, input: Input::Stdin, named: true, found: false });
            continue;
        }
        let (about, real) = match (fs.metadata(path), fs.canonicalize(path)) {
            (Ok(about), real) => (about, real),
            (Err(error), _) => {
                found.errors.push(Error::read(path.display().to_string(), error));
                continue;
            }
        };
        let kind = if about.kind == PathKind::Folder { PathKind::Folder } else { PathKind::File };
        let real = real.unwrap_or_else(|_| found.cwd.join(path));
        if search.force_exclude && search.exclude.hold(&real, kind) {
            continue;
        }
        if kind == PathKind::Folder {
            found.walk(path, search.exclude, |path| is_yaml(path) || may_be_table(path));
        } else {
            let input = Input::File(path.clone());
            found.add(real, Task { name: name(path, &found.cwd), input, named: true, found: false });
        }
    }
    let mut tasks: Vec<Task> = found.tasks.into_values().collect();
    tasks.sort_by(|one, other| one.name.cmp(&other.name));
    (tasks, found.errors)
}

/// The YAML files below a folder, called by their paths from `cwd`; not what could not be searched.
#[must_use]
pub fn below(fs: &dyn FileSystem, folder: &Path, cwd: &Path) -> Vec<Task> {
    let mut found = FoundFile { fs, cwd: cwd.to_path_buf(), tasks: BTreeMap::new(), errors: Vec::new() };
    found.walk(folder, &Exclusions::default(), is_yaml);
    found.tasks.into_values().collect()
}

struct FoundFile<'f> {
    fs: &'f dyn FileSystem,
    cwd: PathBuf,
    /// By real path, standard input behind all files: two spellings of one file, or a link and its
    /// file, are one task. Paths of one spelling need no look at their components.
    tasks: BTreeMap<(bool, OsString), Task>,
    errors: Vec<Error>,
}

impl FoundFile<'_> {
    fn add(&mut self, real: PathBuf, task: Task) {
        let (named, found) = (task.named, task.found);
        let key = (task.input == Input::Stdin, real.into_os_string());
        let known = self.tasks.entry(key).or_insert(task);
        known.named |= named;
        known.found |= found;
    }

    /// Some files of a folder, as git sees it: hidden and ignored ones are left out, links not followed.
    fn walk(&mut self, root: &Path, exclude: &Exclusions, wanted: fn(&Path) -> bool) {
        walk(self.fs, root, Leave::Ignored(exclude), &mut |passed| {
            match passed {
                Ok(passed) if passed.kind == PathKind::File && wanted(passed.path) => {
                    let input = Input::File(passed.path.to_path_buf());
                    let task = Task { name: name(passed.path, &self.cwd), input, named: false, found: true };
                    self.add(passed.real.to_path_buf(), task);
                }
                Ok(_) => {}
                Err(error) => self.errors.push(search_error(error)),
            }
            ControlFlow::Continue(())
        });
    }
}

/// The path is told twice, by what went wrong as by the error.
fn search_error(Unsearched { path, source }: Unsearched) -> Error {
    let path = path.display().to_string();
    let source = io::Error::new(source.kind(), format!("IO error for operation on {path}: {source}"));
    Error::Search { path, source }
}

/// Whether a path ends as those of YAML files do.
#[must_use]
pub fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("yaml") || e.eq_ignore_ascii_case("yml"))
}

/// Names of tables that may hold a catalog: pages and texts are more often something else.
const TABLES: [&str; 9] = ["xlsx", "xls", "et", "ods", "docx", "doc", "wps", "csv", "tsv"];

/// Whether a file is a table of an office program, by its name.
pub fn is_office_table(path: &Path) -> bool {
    let extension = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    TABLES.contains(&extension.as_str()) && !is_lock(path)
}

/// Whether a file may be read as a table, by its name.
fn may_be_table(path: &Path) -> bool {
    path.file_name().is_some_and(|name| catalint_table::is_table_name(&name.to_string_lossy()))
}

/// Whether a file is what office programs leave beside one that is open: it has the name of that, and nothing in it.
pub fn is_lock(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("~$"))
}

/// The path relative to the working directory where it lies below it, with `/`.
pub fn name(path: &Path, cwd: &Path) -> String {
    let below = path.strip_prefix(cwd).unwrap_or(path);
    let plain: PathBuf = below.components().filter(|part| *part != Component::CurDir).collect();
    let name = plain.to_string_lossy().into_owned();
    if MAIN_SEPARATOR == '\\' { name.replace('\\', "/") } else { name }
}

#[cfg(test)]
mod tests;
