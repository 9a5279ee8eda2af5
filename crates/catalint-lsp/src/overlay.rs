//! The files as an editor sees them: what is open counts as it stands there, saved or not.

use std::collections::HashMap;
use std::fmt;
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock, RwLockReadGuard};

use catalint_text::Text;
use catalint_workspace::SharedFiles;
use catalint_workspace::error::PreviousError;
use catalint_workspace::fs::{FileSystem, FolderEntry, Metadata, Opened, PathKind, ReplaceOutcome, Revision};

/// The bytes of a text that is shared.
struct TextBytes(Text);

impl AsRef<[u8]> for TextBytes {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// Open texts over another file system.
pub(crate) struct Overlay {
    under: SharedFiles,
    texts: RwLock<HashMap<PathBuf, Text>>,
}

impl Overlay {
    pub(crate) fn new(under: SharedFiles) -> Self {
        Self { under, texts: RwLock::default() }
    }

    /// The text of an open file as it is now; none when it is closed.
    pub(crate) fn set(&self, path: &Path, text: Option<Text>) {
        let mut texts = self.texts.write().unwrap_or_else(PoisonError::into_inner);
        match text {
            Some(text) => texts.insert(self.under.plain(path), text),
            None => texts.remove(&self.under.plain(path)),
        };
    }

    /// The text of an open file.
    fn text(&self, path: &Path) -> Option<Text> {
        self.texts().get(&self.under.plain(path)).cloned()
    }

    fn texts(&self) -> RwLockReadGuard<'_, HashMap<PathBuf, Text>> {
        self.texts.read().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Overlay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Overlay").field("texts", &self.texts().len()).finish_non_exhaustive()
    }
}

impl FileSystem for Overlay {
    fn cwd(&self) -> PathBuf {
        self.under.cwd()
    }

    fn metadata(&self, path: &Path) -> io::Result<Metadata> {
        match self.text(path) {
            Some(text) => Ok(Metadata { kind: PathKind::File, len: text.len() as u64, modified: None }),
            None => self.under.metadata(path),
        }
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        match self.under.canonicalize(path) {
            // It may be open and nowhere else.
            Err(_) if self.text(path).is_some() => Ok(self.under.plain(path)),
            real => real,
        }
    }

    fn open(&self, path: &Path) -> io::Result<Opened> {
        match self.text(path) {
            Some(text) => Ok(Opened { size: text.len() as u64, bytes: Box::new(Cursor::new(TextBytes(text))) }),
            None => self.under.open(path),
        }
    }

    fn entries(&self, folder: &Path) -> io::Result<Vec<FolderEntry>> {
        self.under.entries(folder)
    }

    fn stdin(&self) -> Box<dyn Read + '_> {
        Box::new(io::empty())
    }

    fn absolute(&self, path: &Path) -> PathBuf {
        self.under.absolute(path)
    }

    fn global_ignores(&self) -> Option<PathBuf> {
        self.under.global_ignores()
    }

    fn revision(&self, top: &Path, rev: &str) -> Result<Box<dyn Revision>, PreviousError> {
        self.under.revision(top, rev)
    }

    fn replace(&self, path: &Path, old: &[u8], new: &[u8]) -> io::Result<ReplaceOutcome> {
        self.under.replace(path, old, new)
    }

    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.under.create(path, bytes)
    }
}
