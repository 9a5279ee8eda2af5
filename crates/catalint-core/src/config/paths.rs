//! Patterns over paths, and paths as config files write them.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// Some patterns over paths relative to the folder of the config.
///
/// As in `.gitignore`: `*` and `?` stay within a folder, `**` crosses folders; a pattern without
/// a slash before its end may match at any depth; one that matches a folder matches all below it.
#[derive(Debug, Clone, Default)]
pub struct Globs {
    patterns: Vec<String>,
    set: GlobSet,
}

impl Globs {
    /// Adds a pattern.
    ///
    /// # Errors
    /// What is wrong with it, in English.
    pub fn push(&mut self, pattern: &str) -> Result<(), String> {
        build(&[pattern.to_owned()])?;
        self.patterns.push(pattern.to_owned());
        self.set = build(&self.patterns)?;
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

    /// Whether a path, relative to the folder of the config and with `/`, is matched.
    #[must_use]
    pub fn matches(&self, path: &str) -> bool {
        self.set.is_match(path)
    }
}

fn build(patterns: &[String]) -> Result<GlobSet, String> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        let plain = pattern.trim_start_matches("./");
        let body = plain.trim_matches('/');
        let anywhere = if plain.trim_end_matches('/').contains('/') { "" } else { "**/" };
        for end in ["", "/**"] {
            if end.is_empty() && plain.ends_with('/') {
                continue;
            }
            let glob = GlobBuilder::new(&format!("{anywhere}{body}{end}")).literal_separator(true).build();
            set.add(glob.map_err(|error| error.kind().to_string())?);
        }
    }
    set.build().map_err(|error| error.kind().to_string())
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
            assert_eq!(globs.matches(path), want, "{pattern} {path}");
        }
        assert!(Globs::default().push("[a").is_err());
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
