//! Patterns over paths, and paths as config files write them.

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

/// Some patterns over paths relative to the folder of the config.
///
/// As in `.gitignore`: `*` and `?` stay within a folder, `**` crosses folders; a pattern without
/// a slash before its end may match at any depth; one that ends in a slash matches folders only; one that matches a
/// folder matches all below it. Of several that match the last counts, and one with `!` takes back.
#[derive(Debug, Clone, Default)]
pub struct Globs {
    patterns: Vec<String>,
    /// The same for matching, in their order.
    read: Vec<Pattern>,
    set: GlobSet,
}

/// What is not in the glob of a pattern.
#[derive(Debug, Clone, Copy)]
struct Pattern {
    /// Whether it takes back.
    negated: bool,
    folders: bool,
}

impl Globs {
    /// Adds a pattern.
    ///
    /// # Errors
    /// What is wrong with it, in English.
    pub fn push(&mut self, pattern: &str) -> Result<(), String> {
        glob(pattern)?;
        self.patterns.push(pattern.to_owned());
        let mut set = GlobSetBuilder::new();
        for pattern in &self.patterns {
            set.add(glob(pattern)?);
        }
        self.set = set.build().map_err(|error| error.kind().to_string())?;
        let folders = pattern.ends_with('/');
        self.read.push(Pattern { negated: pattern.starts_with('!'), folders });
        Ok(())
    }

    /// The patterns as they are written.
    #[must_use]
    pub fn patterns(&self) -> &[String] {
        &self.patterns
    }

    /// Whether there is no pattern.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// Whether a path, relative to the folder of the config and with `/`, is chosen: it or a folder that it lies in.
    #[must_use]
    pub fn matches(&self, path: &str) -> bool {
        let last = steps(path).filter_map(|(part, folder)| self.last(part, folder)).max();
        last.is_some_and(|last| !self.read[last].negated)
    }

    /// Whether such a path is left out. What lies in a folder that is left out can't be taken back, as with git.
    #[must_use]
    pub fn leaves_out(&self, path: &str) -> bool {
        steps(path).any(|(part, folder)| self.last(part, folder).is_some_and(|last| !self.read[last].negated))
    }

    /// The last pattern that names this very path.
    fn last(&self, path: &str, folder: bool) -> Option<usize> {
        self.set.matches(path).into_iter().filter(|&nth| folder || !self.read[nth].folders).max()
    }
}

/// The folders of a path from the top, then the path itself; and whether it is one of the folders.
fn steps(path: &str) -> impl Iterator<Item = (&str, bool)> {
    let folders = path.match_indices('/').map(|(at, _)| (&path[..at], true));
    folders.filter(|(part, _)| !part.is_empty()).chain([(path, false)])
}

fn glob(pattern: &str) -> Result<Glob, String> {
    let plain = pattern.strip_prefix('!').unwrap_or(pattern).trim_start_matches("./");
    let body = plain.trim_matches('/');
    let anywhere = if plain.trim_end_matches('/').contains('/') { "" } else { "**/" };
    let glob = GlobBuilder::new(&format!("{anywhere}{body}")).literal_separator(true).build();
    glob.map_err(|error| error.kind().to_string())
}

/// `path` as it is written in a file of `folder`; both with `/`. An absolute path stays as it is.
#[must_use]
pub(super) fn join(folder: &str, path: &str) -> String {
    let drive = path.as_bytes().get(1) == Some(&b':');
    if path.starts_with('/') || drive || folder.is_empty() {
        return tidy(path);
    }
    tidy(&format!("{folder}/{path}"))
}

/// The folder of a file, without a slash at its end; empty for a file without one.
#[must_use]
pub(super) fn folder(path: &str) -> &str {
    match path.rfind('/') {
        Some(0) => "/",
        Some(at) => &path[..at],
        None => "",
    }
}

/// The path without `.` and, as far as they can be resolved, `..`.
fn tidy(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "." => {}
            "" if !parts.is_empty() => {}
            ".." if parts.last().is_some_and(|last| !["..", ""].contains(last)) => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_as_in_gitignore() {
        for (pattern, path, want) in [
            ("drafts", "drafts/a.yaml", true),
            ("drafts/", "a/drafts/b/c.yaml", true),
            ("drafts/", "drafts", false),
            ("/drafts", "a/drafts/c.yaml", false),
            ("*.yaml", "a/b.yaml", true),
            ("catalogs/*.yaml", "catalogs/a/b.yaml", false),
            ("catalogs/**/*.yaml", "catalogs/a/b.yaml", true),
            ("catalogs/**/*.yaml", "catalogs/b.yaml", true),
            ("./目录/草稿?.yaml", "目录/草稿1.yaml", true),
            ("a/b", "x/a/b", false),
        ] {
            let mut globs = Globs::default();
            globs.push(pattern).expect("a pattern");
            assert_eq!((globs.matches(path), globs.leaves_out(path)), (want, want), "{pattern} {path}");
        }
        assert!(Globs::default().push("[a").is_err());
    }

    #[test]
    fn of_several_patterns_the_last_counts_and_one_may_take_back() {
        let cases: [(&[&str], &str, bool, bool); 12] = [
            (&["*.yaml", "!b.yaml"], "a/b.yaml", false, false),
            (&["*.yaml", "!b.yaml"], "a/c.yaml", true, true),
            (&["!b.yaml", "*.yaml"], "b.yaml", true, true),
            (&["*.yaml", "!b.yaml", "/b.yaml"], "b.yaml", true, true),
            (&["*.yaml", "!b.yaml", "/b.yaml"], "a/b.yaml", false, false),
            // Git does not look into a folder that it leaves out.
            (&["旧/", "!旧/b.yaml"], "旧/b.yaml", true, false),
            (&["旧/*", "!旧/b.yaml"], "旧/b.yaml", false, false),
            (&["*", "!*/", "!b.yaml"], "a/b.yaml", false, false),
            (&["*", "!*/", "!b.yaml"], "a/c.yaml", true, false),
            (&["a/**", "!a/b/"], "a/b/c.yaml", true, false),
            (&["\\!b.yaml"], "!b.yaml", true, true),
            (&["!b.yaml"], "b.yaml", false, false),
        ];
        for (patterns, path, left_out, chosen) in cases {
            let mut globs = Globs::default();
            patterns.iter().for_each(|pattern| globs.push(pattern).expect("a pattern"));
            assert_eq!((globs.leaves_out(path), globs.matches(path)), (left_out, chosen), "{patterns:?} {path}");
        }
    }

    #[test]
    fn paths_are_of_the_folder_of_the_file() {
        for (folder, path, want) in [
            ("", "a.yaml", "a.yaml"),
            ("", ".", "."),
            ("x", "..", "."),
            ("x", "./a.yaml", "x/a.yaml"),
            ("x/y", "../a.yaml", "x/a.yaml"),
            ("x", "../../a.yaml", "../a.yaml"),
            ("..", "../a.yaml", "../../a.yaml"),
            ("/x", "../../a.yaml", "/../a.yaml"),
            ("x", "/a.yaml", "/a.yaml"),
        ] {
            assert_eq!(join(folder, path), want);
        }
    }
}
