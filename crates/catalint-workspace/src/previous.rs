//! `--since`: the older version of each file, out of git, another folder or another file.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use catalint_core::lint::looks_like_catalog;

use crate::discover::{self, Input, Task};
use crate::error::{Error, PreviousError};
use crate::files;
use crate::fs::{FileSystem, PathKind, Revision, SharedFiles};
use crate::job::Job;

/// Where older versions come from.
#[derive(Debug)]
pub struct Previous {
    fs: SharedFiles,
    /// As it was asked for.
    pub version: String,
    /// Names of the catalogs that were in the folders asked for and are no more.
    pub gone: Vec<String>,
    /// The folders that were asked for.
    asked: Vec<PathBuf>,
    from: PreviousFrom,
}

#[derive(Debug)]
enum PreviousFrom {
    /// One older file for one file.
    File(PathBuf),
    /// A folder with the same relative names.
    Folder(PathBuf),
    /// Revisions of the repositories that the files are in, with the folders of the files.
    Git { revisions: Vec<Box<dyn Revision>>, of: HashMap<PathBuf, Option<usize>> },
}

/// An older version of a file.
#[derive(Debug)]
pub struct Older {
    /// Its name, such as `HEAD~1:catalogs/a.yaml`.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Previous {
    /// What `written` means: a file or folder if there is one, else a revision.
    pub fn open(fs: SharedFiles, written: &OsStr, paths: &[PathBuf], jobs: &[Job]) -> Result<Self, Error> {
        let path = Path::new(written);
        let version = written.to_string_lossy().into_owned();
        let asked: Vec<PathBuf> = paths.iter().filter(|path| fs.is_dir(path)).cloned().collect();
        let from = match fs.metadata(path) {
            Ok(about) if about.kind == PathKind::Folder => PreviousFrom::Folder(path.to_path_buf()),
            Ok(_) => match jobs.iter().filter(|job| !job.is_found_table()).count() {
                0 | 1 => PreviousFrom::File(path.to_path_buf()),
                files => return Err(PreviousError::OneForMany { path: version, files }.into()),
            },
            Err(_) => Self::revisions(&*fs, &version, &asked, jobs)?,
        };
        let mut since = Self { fs, version, gone: Vec::new(), asked, from };
        since.gone = since.find_gone()?;
        Ok(since)
    }

    fn revisions(fs: &dyn FileSystem, rev: &str, asked: &[PathBuf], jobs: &[Job]) -> Result<PreviousFrom, Error> {
        let mut revisions: Vec<Box<dyn Revision>> = Vec::new();
        let mut tops: Vec<PathBuf> = Vec::new();
        let mut of = HashMap::new();
        let folders = jobs.iter().filter_map(|job| path(fs, &job.task)).map(|path| folder(&path));
        for folder in asked.iter().cloned().chain(folders) {
            if of.contains_key(&folder) {
                continue;
            }
            let top =
                top(fs, &folder).ok_or_else(|| PreviousError::NoRepository { path: folder.display().to_string() })?;
            let known = tops.iter().position(|known| *known == top);
            if known.is_none() {
                revisions.push(fs.revision(&top, rev)?);
                tops.push(top);
            }
            of.insert(folder, known.or(revisions.len().checked_sub(1)));
        }
        Ok(PreviousFrom::Git { revisions, of })
    }

    /// The file as it was; none where it is new.
    pub fn older(&self, task: &Task) -> Result<Option<Older>, Error> {
        let Some(now) = path(&*self.fs, task) else { return Ok(None) };
        match &self.from {
            PreviousFrom::File(file) => read(&*self.fs, file).map(Some),
            PreviousFrom::Folder(old) => {
                let below =
                    |asked: &PathBuf| Some(counterpart(&*self.fs, old, asked).join(now.strip_prefix(asked).ok()?));
                let alone = [old.join(&now), old.join(now.file_name().unwrap_or_default())];
                let mut paths = self.asked.iter().filter_map(below).chain(alone);
                paths.find(|path| self.fs.is_file(path)).map(|path| read(&*self.fs, &path)).transpose()
            }
            PreviousFrom::Git { revisions, of } => {
                let folder = folder(&now);
                let Some(revision) = of.get(&folder).copied().flatten().map(|nth| &revisions[nth]) else {
                    return Ok(None);
                };
                let real = self.fs.canonicalize(&folder).unwrap_or(folder).join(now.file_name().unwrap_or_default());
                let name = format!("{}:{}", self.version, task.name);
                Ok(revision.read(&real)?.map(|bytes| Older { name, bytes }))
            }
        }
    }

    fn find_gone(&self) -> Result<Vec<String>, Error> {
        let cwd = self.fs.cwd();
        let mut gone = Vec::new();
        for asked in &self.asked {
            for (rest, bytes) in self.missing(asked)? {
                if looks_like_catalog(&bytes) {
                    gone.push(discover::name(&asked.join(rest), &cwd));
                }
            }
        }
        gone.sort();
        gone.dedup();
        Ok(gone)
    }

    /// YAML files that were below a folder and are no more: path below it, and bytes.
    fn missing(&self, asked: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>, Error> {
        let mut missing = Vec::new();
        match &self.from {
            PreviousFrom::File(_) => {}
            PreviousFrom::Folder(old) => {
                let base = counterpart(&*self.fs, old, asked);
                for path in
                    discover::below(&*self.fs, &base, Path::new("")).iter().filter_map(|task| path(&*self.fs, task))
                {
                    let rest = path.strip_prefix(&base).unwrap_or(&path).to_path_buf();
                    if !self.fs.exists(&asked.join(&rest)) {
                        missing.push((rest, read(&*self.fs, &path)?.bytes));
                    }
                }
            }
            PreviousFrom::Git { revisions, of } => {
                let revision = of.get(asked).copied().flatten().map(|nth| &revisions[nth]);
                let Some((revision, real)) = revision.zip(self.fs.canonicalize(asked).ok()) else {
                    return Ok(missing);
                };
                for path in revision.below(&real) {
                    let rest = path.strip_prefix(&real).unwrap_or(&path).to_path_buf();
                    if discover::is_yaml(&path) && !self.fs.exists(&path) {
                        missing.extend(revision.read(&path)?.map(|bytes| (rest, bytes)));
                    }
                }
            }
        }
        Ok(missing)
    }
}

/// Where an older folder has what is in a folder asked for: under the same name, if it has one,
/// else right in itself.
fn counterpart(fs: &dyn FileSystem, old: &Path, asked: &Path) -> PathBuf {
    let plain = asked.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    Some(old.join(asked)).filter(|path| plain && fs.is_dir(path)).unwrap_or_else(|| old.to_path_buf())
}

fn read(fs: &dyn FileSystem, path: &Path) -> Result<Older, Error> {
    let name = path.display().to_string();
    let bytes = files::read(fs, path, files::MOST_OF_A_CATALOG).map_err(|source| Error::read(name.clone(), source))?;
    Ok(Older { name, bytes })
}

/// The path of a task; standard input has that of the name it is given.
fn path(fs: &dyn FileSystem, task: &Task) -> Option<PathBuf> {
    match &task.input {
        Input::File(path) => Some(path.clone()),
        Input::Stdin => Some(PathBuf::from(&task.name)).filter(|path| fs.is_dir(&folder(path))),
    }
}

/// The folder that a file is in.
fn folder(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

/// The folder of the repository that a folder is in.
pub(crate) fn top(fs: &dyn FileSystem, folder: &Path) -> Option<PathBuf> {
    let folder = fs.canonicalize(folder).ok()?;
    folder.ancestors().find(|folder| fs.exists(&folder.join(".git"))).map(Path::to_path_buf)
}
