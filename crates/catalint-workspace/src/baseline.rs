//! The baseline file: findings that are known already.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use catalint_core::lint::Report;
use catalint_core::lint::baseline::{Baseline, BaselineError, KnownFindings};
use catalint_core::rule::Selection;
use catalint_core::rules::{find, looks_beyond};

use crate::discover::{Input, Task};
use crate::error::Error;
use crate::files;
use crate::fs::{FileSystem, SharedFiles};

/// A baseline and where it lies: it calls files by their paths from its own folder.
#[derive(Debug)]
pub struct BaselineFile {
    fs: SharedFiles,
    path: PathBuf,
    folder: PathBuf,
    baseline: Baseline,
    /// The file as it was read; empty where there is none.
    bytes: Vec<u8>,
}

impl BaselineFile {
    /// Reads a baseline.
    ///
    /// # Errors
    /// When it is not there, can't be read, or is of a newer version.
    pub fn open(fs: SharedFiles, path: &Path) -> Result<Self, Error> {
        let name = || path.display().to_string();
        let bytes = files::read(&*fs, path, files::MOST_OF_A_CATALOG).map_err(|source| Error::read(name(), source))?;
        let baseline = Baseline::parse(&String::from_utf8_lossy(&bytes)).map_err(|error| match error {
            BaselineError::Newer(version) => Error::BaselineNewer { path: name(), version },
            BaselineError::Broken(line, column) => Error::BaselineBroken { path: name(), line, column },
        })?;
        Ok(Self { path: path.to_path_buf(), folder: folder(&*fs, path), baseline, bytes, fs })
    }

    /// An empty baseline that is to lie there.
    #[must_use]
    pub fn empty(fs: SharedFiles, path: &Path) -> Self {
        let baseline = Baseline::default();
        Self { path: path.to_path_buf(), folder: folder(&*fs, path), baseline, bytes: Vec::new(), fs }
    }

    /// What is in it.
    #[must_use]
    pub fn baseline(&self) -> &Baseline {
        &self.baseline
    }

    /// The known findings of a file.
    pub fn known(&self, task: &Task) -> Option<Arc<KnownFindings>> {
        self.baseline.known(&self.name(task)?).cloned()
    }

    /// The known findings of a file that is named by its path.
    pub fn known_of(&self, file: &Path) -> Option<Arc<KnownFindings>> {
        self.baseline.known(&relative(&*self.fs, file, &self.folder)?).cloned()
    }

    /// Number of findings whose file is no more.
    pub fn missing(&self) -> usize {
        let gone = self.baseline.files().filter(|file| !self.is_there(file));
        gone.filter_map(|file| self.baseline.known(file)).map(|known| known.count()).sum()
    }

    fn is_there(&self, file: &str) -> bool {
        self.fs.exists(&self.folder.join(file))
    }

    /// What the baseline calls a file; none for standard input without a name, and for a file
    /// on another drive.
    #[must_use]
    pub fn name(&self, task: &Task) -> Option<String> {
        match &task.input {
            Input::File(path) => relative(&*self.fs, path, &self.folder),
            Input::Stdin if task.name.starts_with('<') => None,
            Input::Stdin => relative(&*self.fs, Path::new(&task.name), &self.folder),
        }
    }

    /// The baseline as it is to be after a run over some files, by the names that it gives them. What was not looked at
    /// stays, unless its file is gone. With `prune` nothing new is written down.
    pub fn renewed(&self, reports: &BTreeMap<String, Box<Report>>, prune: bool, selection: &Selection) -> Baseline {
        let mut new = Baseline::default();
        let names: BTreeSet<&str> = self.baseline.files().chain(reports.keys().map(String::as_str)).collect();
        for name in names {
            let old = self.baseline.known(name).map(|known| KnownFindings::clone(known)).unwrap_or_default();
            let known = match reports.get(name) {
                Some(report) => {
                    let left = old.without(&gone(&old, report, selection));
                    if prune { left } else { left.with(&KnownFindings::of(report)) }
                }
                None if self.is_there(name) => old,
                None => continue,
            };
            new.set(name.to_owned(), known);
        }
        new
    }

    /// Writes the file whole or not at all; one that would not change is left alone.
    ///
    /// # Errors
    /// When the world says no, or somebody has changed the file since it was read.
    pub fn write(&self, new: &Baseline) -> Result<(), Error> {
        let path = &self.path;
        let name = || path.display().to_string();
        let failed = |source| Error::Write { path: name(), source };
        if self.fs.exists(path) {
            if *new == self.baseline {
                return Ok(());
            }
            return self.fs.replace(path, &self.bytes, new.format().as_bytes()).map_err(failed)?.or_say(&name());
        }
        self.fs.create(path, new.format().as_bytes()).map_err(|source: std::io::Error| match source.kind() {
            ErrorKind::NotFound => Error::NotFound { path: folder(&*self.fs, path).display().to_string() },
            _ => failed(source),
        })
    }
}

/// What is known of a file and was not found in it any more. Where parts of the file could not be
/// read, a rule did not run, or it looks at other files, too, nothing is said to be gone.
pub fn gone(known: &KnownFindings, report: &Report, selection: &Selection) -> KnownFindings {
    let ran = |code: &str| !report.partial && find(code).is_none_or(|rule| selection.has(rule) && !looks_beyond(rule));
    known.gone(&KnownFindings::of(report), ran)
}

/// The folder of a file.
fn folder(fs: &dyn FileSystem, path: &Path) -> PathBuf {
    fs.plain(path).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// The path from a folder to a file, with `/`; none where no path leads there.
fn relative(fs: &dyn FileSystem, path: &Path, folder: &Path) -> Option<String> {
    let path = fs.plain(path);
    let (to, from): (Vec<Component<'_>>, Vec<Component<'_>>) =
        (path.components().collect(), folder.components().collect());
    let same = to.iter().zip(&from).take_while(|(a, b)| a == b).count();
    let up = from[same..].iter().map(|_| "..".into());
    let parts: Vec<String> =
        up.chain(to[same..].iter().map(|part| part.as_os_str().to_string_lossy().into_owned())).collect();
    (same > 0).then(|| parts.join("/"))
}
