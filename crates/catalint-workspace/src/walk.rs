//! The walk over a folder as git sees it: hidden and ignored files and folders are left out, links not followed.
//!
//! The patterns are those of the crate `ignore`, and so is their order: `.ignore` before `.gitignore` before
//! `.git/info/exclude` before those of the user, of each the nearest folder first; a pattern with `!` shows what is
//! hidden, too. A folder need not be a repository, and patterns of all folders above count. A test holds this to what
//! the walk of that crate finds on a disk.

use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::files;
use crate::fs::{FileSystem, FolderEntry, PathKind};
use crate::patterns::Exclusions;

/// Something that a walk came by.
#[derive(Debug)]
pub struct WalkedPast<'w> {
    /// Its path, as the folder was asked for.
    pub path: &'w Path,
    /// Its path from the real one of the folder on.
    pub real: &'w Path,
    /// What it is.
    pub kind: PathKind,
}

/// A folder that can't be searched.
#[derive(Debug)]
pub struct Unsearched {
    /// The folder.
    pub path: PathBuf,
    /// What the world says.
    pub source: io::Error,
}

/// What a walk leaves out.
#[derive(Debug, Clone, Copy)]
pub enum Leave<'w> {
    /// What git does not see, and what is excluded.
    Ignored(&'w Exclusions),
    /// Folders of git.
    Git,
}

/// Tells of everything below a folder, and of the folder itself: in the order of names, a folder before what is in it,
/// until the visitor has enough.
pub fn walk(
    fs: &dyn FileSystem,
    root: &Path,
    leave: Leave<'_>,
    visit: &mut dyn FnMut(Result<WalkedPast<'_>, Unsearched>) -> ControlFlow<()>,
) {
    let real = fs.canonicalize(root).unwrap_or_else(|_| root.to_path_buf());
    let rules = match leave {
        Leave::Ignored(_) => FolderRules::above(fs, &real),
        Leave::Git => FolderRules::default(),
    };
    let mut walk = FolderWalk { fs, leave, rules, visit };
    let _ = walk.folder(root, &real);
}

struct FolderWalk<'w> {
    fs: &'w dyn FileSystem,
    leave: Leave<'w>,
    rules: FolderRules,
    visit: &'w mut dyn FnMut(Result<WalkedPast<'_>, Unsearched>) -> ControlFlow<()>,
}

impl FolderWalk<'_> {
    fn folder(&mut self, path: &Path, real: &Path) -> ControlFlow<()> {
        (self.visit)(Ok(WalkedPast { path, real, kind: PathKind::Folder }))?;
        let mut entries = match self.fs.entries(path) {
            Ok(entries) => entries,
            Err(source) => return (self.visit)(Err(Unsearched { path: path.to_path_buf(), source })),
        };
        entries.sort_unstable_by(|one, other| one.name.cmp(&other.name));
        let level = match self.leave {
            Leave::Ignored(_) => self.rules.enter(self.fs, real, Some(&entries)),
            Leave::Git => 0,
        };
        for entry in &entries {
            let (path, real) = (path.join(&entry.name), real.join(&entry.name));
            if self.leaves_out(entry, &real) {
                continue;
            }
            if entry.kind == PathKind::Folder {
                self.folder(&path, &real)?;
            } else {
                (self.visit)(Ok(WalkedPast { path: &path, real: &real, kind: entry.kind }))?;
            }
        }
        self.rules.leave(level);
        ControlFlow::Continue(())
    }

    fn leaves_out(&self, entry: &FolderEntry, real: &Path) -> bool {
        match self.leave {
            Leave::Git => entry.name == ".git",
            Leave::Ignored(exclude) => {
                let ignored = match self.rules.verdict(real, entry.kind) {
                    Match::Ignore(()) => true,
                    Match::Whitelist(()) => false,
                    Match::None => entry.hidden,
                };
                ignored || (entry.kind != PathKind::Other && exclude.hold(real, entry.kind))
            }
        }
    }
}

/// The patterns that hold in a folder: those of each kind, of the outermost folder first.
#[derive(Debug, Default)]
struct FolderRules {
    plain: Vec<Gitignore>,
    git: Vec<Gitignore>,
    git_own: Vec<Gitignore>,
    global: Option<Gitignore>,
    /// How many of each kind there were when a folder was entered.
    levels: Vec<[usize; 3]>,
}

impl FolderRules {
    /// Those that hold in a folder because of folders above it, and of the user.
    fn above(fs: &dyn FileSystem, real: &Path) -> Self {
        let global = fs.global_ignores().and_then(|file| patterns(fs, &fs.cwd(), &file));
        let mut rules = Self { global, ..Self::default() };
        let above: Vec<&Path> = real.ancestors().skip(1).collect();
        for folder in above.into_iter().rev() {
            rules.enter(fs, folder, None);
        }
        rules
    }

    /// Takes up the patterns of a folder; where it is known what is in it, only for files that are there.
    fn enter(&mut self, fs: &dyn FileSystem, folder: &Path, entries: Option<&[FolderEntry]>) -> usize {
        let known = self.levels.len();
        self.levels.push([self.plain.len(), self.git.len(), self.git_own.len()]);
        // They are in the order of their names.
        let has = |name: &str| {
            entries.is_none_or(|all| all.binary_search_by(|entry| entry.name.as_os_str().cmp(name.as_ref())).is_ok())
        };
        if has(".ignore") {
            self.plain.extend(patterns(fs, folder, &folder.join(".ignore")));
        }
        if has(".gitignore") {
            self.git.extend(patterns(fs, folder, &folder.join(".gitignore")));
        }
        if has(".git") {
            let common = common_folder(fs, &folder.join(".git"));
            self.git_own.extend(common.and_then(|common| patterns(fs, folder, &common.join("info/exclude"))));
        }
        known
    }

    /// Drops the patterns of a folder and of those below it.
    fn leave(&mut self, level: usize) {
        if let Some(&[plain, git, git_own]) = self.levels.get(level) {
            self.plain.truncate(plain);
            self.git.truncate(git);
            self.git_own.truncate(git_own);
            self.levels.truncate(level);
        }
    }

    fn verdict(&self, real: &Path, kind: PathKind) -> Match<()> {
        let of = |all: &[Gitignore]| {
            let verdicts = all.iter().rev().map(|one| one.matched(real, kind == PathKind::Folder).map(|_| ()));
            verdicts.into_iter().find(|verdict| !verdict.is_none()).unwrap_or(Match::None)
        };
        let global = || of(self.global.as_slice());
        let all = [&self.plain, &self.git, &self.git_own];
        all.into_iter().map(|all| of(all)).find(|verdict| !verdict.is_none()).unwrap_or_else(global)
    }
}

/// The folder that git shares among the work trees of a repository, by what `.git` is: that folder, or a file with a line
/// that leads to it.
fn common_folder(fs: &dyn FileSystem, git: &Path) -> Option<PathBuf> {
    if !fs.is_file(git) {
        return Some(git.to_path_buf());
    }
    let first_line = |file: &Path| {
        let bytes = files::read(fs, file, files::MOST_OF_A_CONFIG).ok()?;
        Some(String::from_utf8(bytes).ok()?.lines().next()?.to_owned())
    };
    let own = PathBuf::from(first_line(git)?.strip_prefix("gitdir: ")?);
    let common = first_line(&own.join("commondir"))?;
    Some(if common.starts_with('.') { own.join(common) } else { PathBuf::from(common) })
}

/// The patterns of a file, relative to a folder; none where there are none. Lines that can't be read are passed over.
fn patterns(fs: &dyn FileSystem, folder: &Path, file: &Path) -> Option<Gitignore> {
    let bytes = files::read(fs, file, files::MOST_OF_A_CONFIG).ok()?;
    let mut builder = GitignoreBuilder::new(folder);
    let lines = bytes.split(|&byte| byte == b'\n').map_while(|line| std::str::from_utf8(line).ok());
    for (nth, line) in lines.enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let line = if nth == 0 { line.trim_start_matches('\u{feff}') } else { line };
        let _ = builder.add_line(Some(file.to_path_buf()), line);
    }
    builder.build().ok().filter(|patterns| !patterns.is_empty())
}

#[cfg(test)]
mod tests;
