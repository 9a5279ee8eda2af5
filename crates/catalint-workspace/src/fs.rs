//! The world of files, behind a trait: the disk, a memory double for tests, or a language server's unsaved texts laid
//! over either.

use std::ffi::OsString;
use std::fmt::Debug;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use crate::error::{Error, PreviousError};

/// A file system that a workspace holds on to.
pub type SharedFiles = Arc<dyn FileSystem>;

/// What this crate asks of a file system. Relative paths start at [`FileSystem::cwd`].
///
/// Who lays texts over another file system answers `metadata`, `open` and `entries` for them and leaves the rest to it.
pub trait FileSystem: Debug + Send + Sync {
    /// The working directory, absolute; empty where there is none.
    fn cwd(&self) -> PathBuf;

    /// What lies at a path, links followed.
    ///
    /// # Errors
    /// When there is nothing, or it may not be looked at.
    fn metadata(&self, path: &Path) -> io::Result<Metadata>;

    /// The absolute path with all links followed.
    ///
    /// # Errors
    /// When there is nothing.
    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf>;

    /// Opens a regular file.
    ///
    /// # Errors
    /// When it can't be opened; [`Refused::NotRegular`](crate::error::Refused) where it is a pipe, a device, a socket.
    fn open(&self, path: &Path) -> io::Result<Opened>;

    /// What is in a folder, links not followed, in any order.
    ///
    /// # Errors
    /// When it can't be listed.
    fn entries(&self, folder: &Path) -> io::Result<Vec<FolderEntry>>;

    /// What is piped in.
    fn stdin(&self) -> Box<dyn Read + '_>;

    /// The absolute path, which may hold `.` and `..`; links are not followed.
    fn absolute(&self, path: &Path) -> PathBuf {
        self.cwd().join(path)
    }

    /// The file of patterns that git obeys in all folders of the user.
    fn global_ignores(&self) -> Option<PathBuf> {
        None
    }

    /// A revision of the repository whose folder is `top`.
    ///
    /// # Errors
    /// When there is no such revision, or nobody to ask.
    fn revision(&self, top: &Path, rev: &str) -> Result<Box<dyn Revision>, PreviousError>;

    /// Puts `new` in the place of a file's content, whole or not at all. `old` is the content as far as the caller
    /// knows. Links are followed, permissions and owner stay.
    ///
    /// # Errors
    /// When the world says no; the file is as it was then.
    fn replace(&self, path: &Path, old: &[u8], new: &[u8]) -> io::Result<ReplaceOutcome>;

    /// Writes a file that is not there, whole or not at all.
    ///
    /// # Errors
    /// When the world says no.
    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
}

/// The files of a revision.
pub trait Revision: Debug + Send + Sync {
    /// The bytes of a file as it was, by its path with links followed; none where it was not there.
    ///
    /// # Errors
    /// When whoever keeps it fails.
    fn read(&self, path: &Path) -> Result<Option<Vec<u8>>, PreviousError>;

    /// The files that were below a folder, hidden ones left out, in order.
    fn below(&self, folder: &Path) -> Vec<PathBuf>;
}

/// What lies at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathKind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A pipe, a device, a socket; in a list of entries also a link.
    Other,
}

/// About what lies at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Metadata {
    /// What it is.
    pub kind: PathKind,
    /// Its size in bytes.
    pub len: u64,
    /// When it was changed, if that is known.
    pub modified: Option<SystemTime>,
}

/// A file that is open.
pub struct Opened {
    /// Its size in bytes, as far as is known.
    pub size: u64,
    /// Its bytes.
    pub bytes: Box<dyn Read + Send>,
}

/// Something in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderEntry {
    /// Its name.
    pub name: OsString,
    /// What it is; a link is [`PathKind::Other`].
    pub kind: PathKind,
    /// Whether the system hides it.
    pub hidden: bool,
}

/// What came of [`FileSystem::replace`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReplaceOutcome {
    /// It has the new content.
    Done,
    /// A rename would get past the protection that somebody set on the file.
    ReadOnly,
    /// It has another name (a hard link), which would keep the old content.
    Linked,
    /// It belongs to somebody else, and the new file would not.
    OtherOwner,
    /// Somebody has changed it since it was read.
    Changed,
}

impl ReplaceOutcome {
    /// An error that names the file, where it was left as it was.
    ///
    /// # Errors
    /// Unless it is done.
    pub fn or_say(self, path: &str) -> Result<(), Error> {
        let path = path.to_owned();
        match self {
            Self::Done => Ok(()),
            Self::ReadOnly => Err(Error::ReadOnly { path }),
            Self::Linked => Err(Error::Linked { path }),
            Self::OtherOwner => Err(Error::OtherOwner { path }),
            Self::Changed => Err(Error::Changed { path }),
        }
    }
}

/// Shorter ways to ask.
impl dyn FileSystem + '_ {
    /// Whether there is something, links followed.
    #[must_use]
    pub fn exists(&self, path: &Path) -> bool {
        self.metadata(path).is_ok()
    }

    /// Whether there is a folder.
    #[must_use]
    pub fn is_dir(&self, path: &Path) -> bool {
        self.metadata(path).is_ok_and(|about| about.kind == PathKind::Folder)
    }

    /// Whether there is a regular file.
    #[must_use]
    pub fn is_file(&self, path: &Path) -> bool {
        self.metadata(path).is_ok_and(|about| about.kind == PathKind::File)
    }

    /// The path from the root, without `.` and `..`; links are not followed.
    #[must_use]
    pub fn plain(&self, path: &Path) -> PathBuf {
        let mut plain = PathBuf::new();
        for part in self.absolute(path).components() {
            match part {
                Component::CurDir => {}
                Component::ParentDir => {
                    plain.pop();
                }
                part => plain.push(part),
            }
        }
        plain
    }

    /// The path with all links followed, as far as it is there.
    #[must_use]
    pub fn real(&self, path: &Path) -> PathBuf {
        for above in path.ancestors() {
            if let Ok(real) = self.canonicalize(above) {
                return real.join(path.strip_prefix(above).unwrap_or(Path::new("")));
            }
        }
        path.to_path_buf()
    }
}
