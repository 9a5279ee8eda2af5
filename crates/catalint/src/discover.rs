//! Which files a run looks at.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::error::Error;

/// A file to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Task {
    /// What findings call it.
    pub(crate) name: String,
    pub(crate) input: Input,
    /// Whether the user named it: then it is read as a catalog whatever it looks like.
    pub(crate) named: bool,
    /// Whether it was found in a folder: then it is looked at as a part of its project.
    pub(crate) found: bool,
}

/// Where its bytes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    Stdin,
    File(PathBuf),
}

/// The files behind the paths, each once, ordered by name; and what could not be searched.
pub(crate) fn discover(paths: &[PathBuf], stdin_name: Option<&str>) -> (Vec<Task>, Vec<Error>) {
    let mut found = Found::default();
    let cwd = std::env::current_dir().unwrap_or_default();
    for path in paths {
        if path.as_os_str() == "-" {
            let name = stdin_name.unwrap_or("<stdin>").to_owned();
            found.add(Task { name, input: Input::Stdin, named: true, found: false });
            continue;
        }
        match std::fs::metadata(path) {
            Ok(meta) if meta.is_dir() => found.walk(path, &cwd),
            Ok(_) => {
                let input = Input::File(path.clone());
                found.add(Task { name: name(path, &cwd), input, named: true, found: false });
            }
            Err(error) => found.errors.push(Error::read(path.display().to_string(), error)),
        }
    }
    (found.tasks.into_values().collect(), found.errors)
}

/// The YAML files below a folder, and not what could not be searched.
pub(crate) fn below(folder: &Path, cwd: &Path) -> Vec<Task> {
    let mut found = Found::default();
    found.walk(folder, cwd);
    found.tasks.into_values().collect()
}

#[derive(Debug, Default)]
struct Found {
    tasks: BTreeMap<String, Task>,
    errors: Vec<Error>,
}

impl Found {
    fn add(&mut self, task: Task) {
        let (named, found) = (task.named, task.found);
        let known = self.tasks.entry(task.name.clone()).or_insert(task);
        known.named |= named;
        known.found |= found;
    }

    /// The YAML files of a directory, as git sees it: hidden and ignored ones are left out.
    fn walk(&mut self, root: &Path, cwd: &Path) {
        for entry in WalkBuilder::new(root).require_git(false).build() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.errors.push(search_error(root, error));
                    continue;
                }
            };
            let path = entry.path();
            if is_yaml(path) && entry.file_type().is_some_and(|kind| kind.is_file()) {
                let (name, input) = (name(path, cwd), Input::File(path.to_path_buf()));
                self.add(Task { name, input, named: false, found: true });
            }
        }
    }
}

/// Whether a path ends as those of YAML files do.
pub(crate) fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("yaml") || e.eq_ignore_ascii_case("yml"))
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
pub(crate) fn name(path: &Path, cwd: &Path) -> String {
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
}
