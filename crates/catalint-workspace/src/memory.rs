//! A file system in memory, for tests.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, Cursor, ErrorKind, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::error::{PreviousError, Refused};
use crate::fs::{FileSystem, FolderEntry, Metadata, Opened, PathKind, ReplaceOutcome, Revision};

/// Links that are followed before a path is taken for a ring.
const MOST_LINKS: usize = 40;

/// Files, folders and links in memory. It is made by naming what is in it; folders come with their files.
///
/// ```
/// use catalint_workspace::{FileSystem, Memory};
/// let fs = Memory::new("/office").file("catalogs/a.yaml", "title: 目录\n").link("b.yaml", "catalogs/a.yaml");
/// assert_eq!(fs.canonicalize("b.yaml".as_ref()).unwrap(), std::path::Path::new("/office/catalogs/a.yaml"));
/// ```
#[derive(Debug)]
pub struct Memory {
    cwd: PathBuf,
    /// By absolute path without links.
    nodes: Mutex<BTreeMap<PathBuf, MemoryNode>>,
    /// By the folder of the repository and the name of the revision: the files, by absolute path.
    revisions: BTreeMap<(PathBuf, String), BTreeMap<PathBuf, Vec<u8>>>,
    stdin: Vec<u8>,
    global_ignores: Option<PathBuf>,
}

#[derive(Debug, Clone)]
enum MemoryNode {
    File {
        bytes: Vec<u8>,
        read_only: bool,
    },
    Folder,
    /// Nobody may look into it.
    Shut,
    Link(PathBuf),
    Pipe,
}

impl Memory {
    /// Nothing but the working directory.
    #[must_use]
    pub fn new(cwd: impl Into<PathBuf>) -> Self {
        let cwd = cwd.into();
        let new = Self {
            cwd: cwd.clone(),
            nodes: Mutex::default(),
            revisions: BTreeMap::new(),
            stdin: Vec::new(),
            global_ignores: None,
        };
        new.with(&cwd, MemoryNode::Folder)
    }

    /// With a file.
    #[must_use]
    pub fn file(self, path: impl AsRef<Path>, bytes: impl Into<Vec<u8>>) -> Self {
        self.with(path.as_ref(), MemoryNode::File { bytes: bytes.into(), read_only: false })
    }

    /// With a file that is protected.
    #[must_use]
    pub fn read_only(self, path: impl AsRef<Path>, bytes: impl Into<Vec<u8>>) -> Self {
        self.with(path.as_ref(), MemoryNode::File { bytes: bytes.into(), read_only: true })
    }

    /// With an empty folder.
    #[must_use]
    pub fn folder(self, path: impl AsRef<Path>) -> Self {
        self.with(path.as_ref(), MemoryNode::Folder)
    }

    /// With a folder that can't be listed.
    #[must_use]
    pub fn shut(self, path: impl AsRef<Path>) -> Self {
        self.with(path.as_ref(), MemoryNode::Shut)
    }

    /// With a link.
    #[must_use]
    pub fn link(self, path: impl AsRef<Path>, to: impl Into<PathBuf>) -> Self {
        self.with(path.as_ref(), MemoryNode::Link(to.into()))
    }

    /// With a pipe.
    #[must_use]
    pub fn pipe(self, path: impl AsRef<Path>) -> Self {
        self.with(path.as_ref(), MemoryNode::Pipe)
    }

    /// With something that is piped in.
    #[must_use]
    pub fn piped(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.stdin = bytes.into();
        self
    }

    /// With a file of patterns that hold in all folders of the user.
    #[must_use]
    pub fn ignored_everywhere(mut self, patterns: &str) -> Self {
        let path = PathBuf::from("/home/.ignore-everywhere");
        self.global_ignores = Some(path.clone());
        self.file(path, patterns)
    }

    /// With a revision of the repository whose folder is `top`: its files by their paths below it.
    #[must_use]
    pub fn commit(mut self, top: impl AsRef<Path>, rev: &str, files: &[(&str, &str)]) -> Self {
        let top = self.cwd.join(top);
        let files = files.iter().map(|(path, text)| (top.join(path), text.as_bytes().to_vec()));
        self.revisions.insert((top.clone(), rev.to_owned()), files.collect());
        self.folder(top.join(".git"))
    }

    /// The text of a file as it is now.
    ///
    /// # Panics
    /// When there is no such text.
    #[must_use]
    pub fn text(&self, path: impl AsRef<Path>) -> String {
        let mut text = String::new();
        let file = self.open(path.as_ref());
        file.and_then(|mut file| file.bytes.read_to_string(&mut text)).expect("a file with text");
        text
    }

    fn with(self, path: &Path, node: MemoryNode) -> Self {
        let path = self.cwd.join(path);
        let mut nodes = self.nodes();
        for above in path.ancestors().skip(1) {
            nodes.entry(above.to_path_buf()).or_insert(MemoryNode::Folder);
        }
        nodes.insert(path, node);
        drop(nodes);
        self
    }

    fn nodes(&self) -> MutexGuard<'_, BTreeMap<PathBuf, MemoryNode>> {
        self.nodes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What lies at a path, links followed.
    fn node(&self, path: &Path) -> io::Result<MemoryNode> {
        let real = self.canonicalize(path)?;
        self.nodes().get(&real).cloned().ok_or_else(|| ErrorKind::NotFound.into())
    }
}

impl FileSystem for Memory {
    fn cwd(&self) -> PathBuf {
        self.cwd.clone()
    }

    fn metadata(&self, path: &Path) -> io::Result<Metadata> {
        let (kind, len) = match self.node(path)? {
            MemoryNode::File { bytes, .. } => (PathKind::File, bytes.len() as u64),
            MemoryNode::Folder | MemoryNode::Shut => (PathKind::Folder, 0),
            MemoryNode::Link(_) | MemoryNode::Pipe => (PathKind::Other, 0),
        };
        Ok(Metadata { kind, len, modified: None })
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        let nodes = self.nodes();
        let (mut real, mut links) = (PathBuf::new(), 0);
        // What is still to go, the next part last.
        let whole = self.cwd.join(path);
        let mut parts: Vec<OsString> = parts(&whole);
        while let Some(part) = parts.pop() {
            if part == ".." {
                real.pop();
                continue;
            }
            let next = real.join(&part);
            match nodes.get(&next) {
                None => return Err(ErrorKind::NotFound.into()),
                Some(MemoryNode::Link(to)) => {
                    links += 1;
                    if links > MOST_LINKS {
                        return Err(io::Error::other("a ring of links"));
                    }
                    let to = real.join(to);
                    real = PathBuf::new();
                    parts.extend(self::parts(&to));
                }
                Some(MemoryNode::File { .. } | MemoryNode::Pipe) if !parts.is_empty() => {
                    return Err(ErrorKind::NotADirectory.into());
                }
                Some(MemoryNode::Shut) if !parts.is_empty() => return Err(ErrorKind::PermissionDenied.into()),
                Some(_) => real = next,
            }
        }
        Ok(real)
    }

    fn open(&self, path: &Path) -> io::Result<Opened> {
        match self.node(path)? {
            MemoryNode::File { bytes, .. } => {
                Ok(Opened { size: bytes.len() as u64, bytes: Box::new(Cursor::new(bytes)) })
            }
            MemoryNode::Folder | MemoryNode::Shut => Err(ErrorKind::IsADirectory.into()),
            MemoryNode::Link(_) | MemoryNode::Pipe => Err(io::Error::other(Refused::NotRegular)),
        }
    }

    fn entries(&self, folder: &Path) -> io::Result<Vec<FolderEntry>> {
        let real = self.canonicalize(folder)?;
        let nodes = self.nodes();
        match nodes.get(&real) {
            Some(MemoryNode::Folder) => {}
            Some(MemoryNode::Shut) => return Err(ErrorKind::PermissionDenied.into()),
            _ => return Err(ErrorKind::NotADirectory.into()),
        }
        let below = nodes.iter().filter(|(path, _)| path.parent() == Some(&real));
        let entry = |(path, node): (&PathBuf, &MemoryNode)| {
            let name = path.file_name()?.to_owned();
            let kind = match node {
                MemoryNode::File { .. } => PathKind::File,
                MemoryNode::Folder | MemoryNode::Shut => PathKind::Folder,
                MemoryNode::Link(_) | MemoryNode::Pipe => PathKind::Other,
            };
            let hidden = name.as_encoded_bytes().starts_with(b".");
            Some(FolderEntry { name, kind, hidden })
        };
        Ok(below.filter_map(entry).collect())
    }

    fn stdin(&self) -> Box<dyn Read + '_> {
        Box::new(self.stdin.as_slice())
    }

    fn global_ignores(&self) -> Option<PathBuf> {
        self.global_ignores.clone()
    }

    fn revision(&self, top: &Path, rev: &str) -> Result<Box<dyn Revision>, PreviousError> {
        match self.revisions.get(&(top.to_path_buf(), rev.to_owned())) {
            Some(files) => Ok(Box::new(Committed(files.clone()))),
            None => Err(PreviousError::UnknownRevision { rev: rev.to_owned() }),
        }
    }

    fn replace(&self, path: &Path, old: &[u8], new: &[u8]) -> io::Result<ReplaceOutcome> {
        let real = self.canonicalize(path)?;
        match self.nodes().get_mut(&real) {
            Some(MemoryNode::File { read_only: true, .. }) => Ok(ReplaceOutcome::ReadOnly),
            Some(MemoryNode::File { bytes, .. }) if bytes != old => Ok(ReplaceOutcome::Changed),
            Some(MemoryNode::File { bytes, .. }) => {
                new.clone_into(bytes);
                Ok(ReplaceOutcome::Done)
            }
            _ => Err(ErrorKind::IsADirectory.into()),
        }
    }

    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = self.canonicalize(folder)?;
        let name = path.file_name().ok_or(ErrorKind::IsADirectory)?;
        self.nodes().insert(folder.join(name), MemoryNode::File { bytes: bytes.to_vec(), read_only: false });
        Ok(())
    }
}

/// The parts of a path from the root on, the last first.
fn parts(path: &Path) -> Vec<OsString> {
    let plain = path.components().filter(|part| *part != Component::CurDir);
    plain.map(|part| part.as_os_str().to_owned()).rev().collect()
}

/// The files of a revision, by absolute path.
#[derive(Debug)]
struct Committed(BTreeMap<PathBuf, Vec<u8>>);

impl Revision for Committed {
    fn read(&self, path: &Path) -> Result<Option<Vec<u8>>, PreviousError> {
        Ok(self.0.get(path).cloned())
    }

    fn below(&self, folder: &Path) -> Vec<PathBuf> {
        let shown = |path: &&PathBuf| {
            let below = path.strip_prefix(folder).ok();
            below.is_some_and(|below| !below.iter().any(|part| part.as_encoded_bytes().starts_with(b".")))
        };
        self.0.keys().filter(shown).cloned().collect()
    }
}
