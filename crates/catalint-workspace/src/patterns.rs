//! Patterns of files to be left out, as git reads them.

use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::fs::{FileSystem, PathKind};

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
    pub fn new(fs: &dyn FileSystem, root: &Path, patterns: &[String]) -> Result<Self, BadPattern> {
        let root = fs.canonicalize(root).unwrap_or_else(|_| root.to_path_buf());
        let mut builder = GitignoreBuilder::new(&root);
        for pattern in patterns {
            builder.add_line(None, pattern).map_err(|error| BadPattern(pattern.clone(), error.to_string()))?;
        }
        let matcher = builder.build().map_err(|error| BadPattern(patterns.join(" "), error.to_string()))?;
        Ok(Self { root, matcher })
    }

    /// Whether a file or folder is left out; by its real path. What lies elsewhere is not.
    pub fn hold(&self, path: &Path, kind: PathKind) -> bool {
        if self.matcher.is_empty() {
            return false;
        }
        let below = path.strip_prefix(&self.root).ok().filter(|below| !below.as_os_str().is_empty());
        let ignored = |below| self.matcher.matched_path_or_any_parents(below, kind == PathKind::Folder).is_ignore();
        below.is_some_and(ignored)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::Memory;

    #[test]
    fn patterns_are_read_as_in_gitignore_from_the_folder() {
        let exclusions = |patterns: &[&str]| {
            let patterns: Vec<String> = patterns.iter().map(|&one| one.to_owned()).collect();
            Exclusions::new(&Memory::new("/"), Path::new("/没有/root"), &patterns)
        };
        let cases: [(&[&str], &str, PathKind, bool); 9] = [
            (&["旧"], "root/a/旧/b.yaml", PathKind::File, true),
            (&["旧/"], "root/a/旧", PathKind::File, false),
            (&["旧/"], "root/a/旧", PathKind::Folder, true),
            (&["/旧"], "root/a/旧/b.yaml", PathKind::File, false),
            (&["a/*.yaml"], "root/a/b.yaml", PathKind::File, true),
            (&["a/*.yaml"], "root/a/c/b.yaml", PathKind::File, false),
            (&["a/**/*.yaml"], "root/a/c/d/b.yaml", PathKind::File, true),
            (&["*.yaml", "!b.yaml"], "root/a/b.yaml", PathKind::File, false),
            (&["*"], "b.yaml", PathKind::File, false),
        ];
        for (patterns, path, kind, want) in cases {
            let exclusions = exclusions(patterns).expect("good patterns");
            assert_eq!(exclusions.hold(&Path::new("/没有").join(path), kind), want, "{patterns:?} {path}");
        }
        assert!(exclusions(&["a", "[z-a]"]).is_err_and(|BadPattern(pattern, _)| pattern == "[z-a]"));
    }
}
