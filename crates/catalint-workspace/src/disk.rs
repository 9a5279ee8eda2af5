//! The disk: what the system says of files, how they are written, and git for their versions before.

mod git;
pub mod write;

use std::fs::{self, DirEntry, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use ignore::gitignore::gitconfig_excludes_path;

use crate::error::{PreviousError, Refused};
use crate::fs::{FileSystem, FolderEntry, Metadata, Opened, PathKind, ReplaceOutcome, Revision, SharedFiles};
use git::GitRevision;
use write::FileDraft;

/// The disk.
#[derive(Debug, Clone, Copy, Default)]
pub struct Disk;

impl Disk {
    /// The disk, to be held on to.
    #[must_use]
    pub fn files() -> SharedFiles {
        static DISK: OnceLock<SharedFiles> = OnceLock::new();
        Arc::clone(DISK.get_or_init(|| Arc::new(Disk)))
    }
}

impl FileSystem for Disk {
    fn cwd(&self) -> PathBuf {
        std::env::current_dir().unwrap_or_default()
    }

    fn metadata(&self, path: &Path) -> io::Result<Metadata> {
        let about = fs::metadata(path)?;
        Ok(Metadata { kind: kind(about.file_type()), len: about.len(), modified: about.modified().ok() })
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn open(&self, path: &Path) -> io::Result<Opened> {
        // Asked before it is opened: a pipe that nobody writes to would never open.
        let about = fs::metadata(path)?;
        if !about.is_file() && !about.is_dir() {
            return Err(io::Error::other(Refused::NotRegular));
        }
        Ok(Opened { size: about.len(), bytes: Box::new(File::open(path)?) })
    }

    fn entries(&self, folder: &Path) -> io::Result<Vec<FolderEntry>> {
        fs::read_dir(folder)?.map(|entry| entry.map(entry_of)).collect()
    }

    fn stdin(&self) -> Box<dyn Read + '_> {
        Box::new(io::stdin().lock())
    }

    fn absolute(&self, path: &Path) -> PathBuf {
        std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
    }

    fn global_ignores(&self) -> Option<PathBuf> {
        // Asking costs less than what finding out does.
        if has_global_ignores() { gitconfig_excludes_path() } else { None }
    }

    fn revision(&self, top: &Path, rev: &str) -> Result<Box<dyn Revision>, PreviousError> {
        Ok(Box::new(GitRevision::open(top.to_path_buf(), rev)?))
    }

    fn replace(&self, path: &Path, old: &[u8], new: &[u8]) -> io::Result<ReplaceOutcome> {
        write::replace(path, old, new)
    }

    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut draft = FileDraft::new(path)?;
        draft.write(bytes)?;
        draft.finish()
    }
}

fn kind(kind: fs::FileType) -> PathKind {
    if kind.is_dir() {
        PathKind::Folder
    } else if kind.is_file() {
        PathKind::File
    } else {
        PathKind::Other
    }
}

fn entry_of(entry: DirEntry) -> FolderEntry {
    let kind = entry.file_type().map_or(PathKind::Other, kind);
    let name = entry.file_name();
    let hidden = name.as_encoded_bytes().starts_with(b".") || is_hidden(&entry);
    FolderEntry { name, kind, hidden }
}

#[cfg(windows)]
fn is_hidden(entry: &DirEntry) -> bool {
    use std::os::windows::fs::MetadataExt;
    const HIDDEN: u32 = 2;
    entry.metadata().is_ok_and(|about| about.file_attributes() & HIDDEN != 0)
}

#[cfg(not(windows))]
fn is_hidden(_: &DirEntry) -> bool {
    false
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
    let names = |config: PathBuf| config.is_file() && fs::read(&config).is_ok_and(|config| names_excludes(&config));
    configs.into_iter().flatten().any(names) || xdg.is_some_and(|folder| folder.join("ignore").exists())
}

/// Whether a config of git has the word that names a file of patterns, wherever it stands.
fn names_excludes(config: &[u8]) -> bool {
    let word = b"excludesfile";
    config.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_config_of_git_names_its_file_of_patterns_in_any_case() {
        assert!(names_excludes(b"[core]\n\texcludesFile = ~/x\n") && names_excludes(b"core.EXCLUDESFILE"));
        assert!(!names_excludes(b"[core]\n\texcludes = file\n") && !names_excludes(b""));
    }
}
