//! Files are replaced whole or not at all.
//!
//! A file is written beside its place under a name that nobody else uses and moved there when it is whole. Such
//! files are locked while they are written: one that nobody holds was left behind by a run that was killed.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, Once, OnceLock, PoisonError};

use tempfile::NamedTempFile;

use crate::files::MOST_OF_A_CATALOG;
use crate::fs::ReplaceOutcome;

const PREFIX: &str = ".catalint-";
const SUFFIX: &str = ".tmp";

/// The files that are being written now.
static DRAFTS: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// What a program does before the first file is begun.
static FIRST: OnceLock<fn()> = OnceLock::new();

/// Has something done once, before the first file is begun: a program that may be told to stop asks for the signal then,
/// and answers it with [`abandon_all`]. The first caller wins.
pub fn before_first(act: fn()) {
    let _ = FIRST.set(act);
}

fn begin() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| FIRST.get().iter().for_each(|act| act()));
}

/// While it is held, no thread begins or finishes a file.
#[derive(Debug)]
pub struct Abandoned(#[expect(dead_code, reason = "held, not read")] MutexGuard<'static, BTreeSet<PathBuf>>);

/// Removes all files that are half written, for a program that ends now.
#[must_use]
pub fn abandon_all() -> Abandoned {
    let drafts = drafts();
    for path in drafts.iter() {
        let _ = fs::remove_file(path);
    }
    Abandoned(drafts)
}

/// Removes what runs that were killed have left in a folder.
pub fn remove_left_overs(folder: &Path) {
    let is_ours = |name: &str| name.starts_with(PREFIX) && name.ends_with(SUFFIX);
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| is_ours(&entry.file_name().to_string_lossy())) {
        let path = entry.path();
        // Who writes it holds the lock.
        let free = is_regular(&path) && File::open(&path).is_ok_and(|file| file.try_lock().is_ok());
        if free {
            let _ = fs::remove_file(path);
        }
    }
}

/// Puts `new` in the place of a file's content, which is `old` as far as the caller knows. Links are followed,
/// permissions and owner stay.
///
/// # Errors
/// When the world says no; the file is as it was then.
pub fn replace(path: &Path, old: &[u8], new: &[u8]) -> io::Result<ReplaceOutcome> {
    let target = fs::canonicalize(path)?;
    let about = fs::metadata(&target)?;
    if about.permissions().readonly() {
        return Ok(ReplaceOutcome::ReadOnly);
    }
    if has_other_names(&about) {
        return Ok(ReplaceOutcome::Linked);
    }
    let mut file = Beside::new(&target)?;
    file.write(new)?;
    if !file.takes_owner_of(&about) {
        return Ok(ReplaceOutcome::OtherOwner);
    }
    file.file().set_permissions(about.permissions())?;
    file.file().sync_all()?;
    if content(&target).ok().as_deref() != Some(old) {
        return Ok(ReplaceOutcome::Changed);
    }
    file.finish(&target, &mut drafts())?;
    Ok(ReplaceOutcome::Done)
}

fn is_regular(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|about| about.is_file())
}

/// All bytes of a file, as far as it is one that could have been read.
fn content(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST_OF_A_CATALOG + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A file that is being written beside its place. It goes when it is dropped.
#[derive(Debug)]
pub struct Beside(Option<NamedTempFile>);

impl Beside {
    fn new(target: &Path) -> io::Result<Self> {
        begin();
        let folder = folder(target);
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX).suffix(SUFFIX);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // A temporary file is for its owner's eyes; this one is to become an ordinary file.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let mut drafts = drafts();
        let file = builder.tempfile_in(folder)?;
        // Where a disk knows no locks, its left-overs are those of somebody else.
        let _ = file.as_file().try_lock();
        drafts.insert(file.path().to_path_buf());
        Ok(Self(Some(file)))
    }

    fn file(&self) -> &File {
        self.0.as_ref().expect("it is there until it is finished").as_file()
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.as_mut().expect("it is there until it is finished").write_all(bytes)
    }

    /// Moves it to its place. Who holds the list of what is being written may do so for several at once.
    fn finish(mut self, target: &Path, drafts: &mut BTreeSet<PathBuf>) -> io::Result<()> {
        let file = self.0.take().expect("it is there until it is finished");
        drafts.remove(file.path());
        file.persist(target).map(drop).map_err(|error| error.error)
    }

    /// Whether it belongs to those that a file belongs to, now if not before.
    #[cfg(unix)]
    fn takes_owner_of(&self, other: &fs::Metadata) -> bool {
        use std::os::unix::fs::{MetadataExt, fchown};
        let Ok(mine) = self.file().metadata() else { return false };
        if (mine.uid(), mine.gid()) == (other.uid(), other.gid()) {
            return true;
        }
        fchown(self.file(), Some(other.uid()), Some(other.gid())).is_ok()
    }

    #[cfg(not(unix))]
    fn takes_owner_of(&self, _: &fs::Metadata) -> bool {
        true
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        if let Some(file) = self.0.take() {
            let mut drafts = drafts();
            drafts.remove(file.path());
            // Removes it.
            drop(file);
        }
    }
}

#[cfg(unix)]
fn has_other_names(about: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    about.nlink() > 1
}

#[cfg(not(unix))]
fn has_other_names(_: &fs::Metadata) -> bool {
    false
}

/// A file that is being written and appears at its place only when it is whole.
#[derive(Debug)]
pub enum FileDraft {
    /// A file that is not at its place yet, and the place.
    Beside(Beside, PathBuf),
    /// A device or pipe, which must not be renamed over.
    Direct(File),
}

impl FileDraft {
    /// Begins a file.
    ///
    /// # Errors
    /// When the place is a folder, or the world says no.
    pub fn new(path: &Path) -> io::Result<Self> {
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
            Ok(meta) if !meta.is_file() => Ok(Self::Direct(OpenOptions::new().write(true).open(path)?)),
            Ok(meta) => {
                let target = fs::canonicalize(path)?;
                let file = Beside::new(&target)?;
                file.file().set_permissions(meta.permissions())?;
                Ok(Self::Beside(file, target))
            }
            Err(_) => Ok(Self::Beside(Beside::new(path)?, path.to_path_buf())),
        }
    }

    /// Adds to it.
    ///
    /// # Errors
    /// When the world says no.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Beside(file, _) => file.write(bytes),
            Self::Direct(file) => file.write_all(bytes),
        }
    }

    /// Puts it at its place.
    ///
    /// # Errors
    /// When the world says no; nothing has changed then.
    pub fn finish(self) -> io::Result<()> {
        finish_all(vec![self]).map_err(|(_, error)| error)
    }
}

/// Puts several files at their places: all of them, or as far as the world allows none. What stood at a place
/// before can't be brought back.
///
/// # Errors
/// The position of the one that failed, and why.
pub fn finish_all(files: Vec<FileDraft>) -> Result<(), (usize, io::Error)> {
    // Held for all, so that no signal comes between two of them.
    let mut drafts = drafts();
    let mut new: Vec<PathBuf> = Vec::new();
    for (nth, file) in files.into_iter().enumerate() {
        let FileDraft::Beside(file, target) = file else { continue };
        let there = target.exists();
        if let Err(error) = file.finish(&target, &mut drafts) {
            for path in new {
                let _ = fs::remove_file(path);
            }
            // Those that are left go now, and ask for the list themselves.
            drop(drafts);
            return Err((nth, error));
        }
        new.extend(Some(target).filter(|_| !there));
    }
    Ok(())
}

fn drafts() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    DRAFTS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The folder of a file.
pub fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_with(text: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("目录.yaml");
        fs::write(&path, text).expect("writable");
        (folder, path)
    }

    #[test]
    fn what_somebody_else_has_saved_is_not_overwritten() {
        let (folder, path) = folder_with("新");
        assert_eq!(replace(&path, "旧".as_bytes(), "改".as_bytes()).expect("readable"), ReplaceOutcome::Changed);
        assert_eq!(fs::read_to_string(&path).expect("readable"), "新");
        assert_eq!(replace(&path, "新".as_bytes(), "改".as_bytes()).expect("writable"), ReplaceOutcome::Done);
        assert_eq!(fs::read_to_string(&path).expect("readable"), "改");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_with_two_names_keeps_them() {
        let (folder, path) = folder_with("旧");
        let other = folder.path().join("另一个.yaml");
        fs::hard_link(&path, &other).expect("a link");
        assert_eq!(replace(&path, "旧".as_bytes(), "改".as_bytes()).expect("readable"), ReplaceOutcome::Linked);
        assert_eq!(fs::read_to_string(&other).expect("readable"), "旧");
    }

    #[test]
    fn left_overs_go_and_what_is_being_written_stays() {
        let (folder, path) = folder_with("旧");
        let left = folder.path().join(".catalint-abc123.tmp");
        fs::write(&left, "半").expect("writable");
        let now = Beside::new(&path).expect("a file beside it");
        remove_left_overs(folder.path());
        assert!(!left.exists());
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2);
        drop(now);
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }
}
