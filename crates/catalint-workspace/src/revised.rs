//! One version of a catalog, to be held against another: a file, a table, or `REV:path` out of git.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use catalint_core::compare::Version;
use catalint_core::lint::{Linter, Report};
use catalint_core::rule::Lang;
use catalint_core::{Document, Source};

use crate::error::{Error, PreviousError};
use crate::files;
use crate::fs::FileSystem;
use crate::previous::top;
use crate::read::is_table;

/// The bytes of a version, before anybody knows what is in them.
#[derive(Debug)]
pub struct Bytes {
    /// As it was asked for, `HEAD~1:catalogs/a.yaml`.
    pub name: String,
    /// Where the file lies, or lay: the config that holds there holds for it.
    pub path: PathBuf,
    bytes: Vec<u8>,
}

/// A version that was read.
#[derive(Debug)]
pub struct Revised {
    /// What its catalogs say.
    pub version: Version,
    /// What is found in them.
    pub report: Report,
}

impl Bytes {
    /// Reads what `written` names: `-` is standard input; a file, if there is one of that name; else `REV:path`, where
    /// the path starts at the working directory or, if it is not there, at the top of the repository.
    ///
    /// # Errors
    /// When there is nothing of that name, or it can't be read.
    pub fn read(fs: &dyn FileSystem, written: &OsStr) -> Result<Self, Error> {
        let path = Path::new(written);
        let name = written.to_string_lossy().into_owned();
        if written == "-" {
            let read = files::read_stdin(fs, files::MOST_OF_A_TABLE);
            let bytes = read.map_err(|source| Error::read(name, source))?;
            return Ok(Self { name: "<stdin>".to_owned(), path: PathBuf::from("<stdin>"), bytes });
        }
        let revision = name.split_once(':').filter(|(rev, path)| rev.len() > 1 && !path.is_empty());
        if let Some((rev, below)) = revision.filter(|_| !fs.exists(path)) {
            return Self::of_revision(fs, rev, Path::new(below), &name);
        }
        let bytes =
            files::read(fs, path, files::MOST_OF_A_TABLE).map_err(|source| Error::read(name.clone(), source))?;
        Ok(Self { name, path: path.to_path_buf(), bytes })
    }

    fn of_revision(fs: &dyn FileSystem, rev: &str, below: &Path, name: &str) -> Result<Self, Error> {
        let here = fs.real(&fs.plain(below));
        // The folder may be no more.
        let top = here.ancestors().skip(1).find_map(|folder| top(fs, folder));
        let top = top.ok_or_else(|| PreviousError::NoRepository { path: below.display().to_string() })?;
        let revision = fs.revision(&top, rev)?;
        for path in [here, top.join(below)] {
            if let Some(bytes) = revision.read(&path)? {
                return Ok(Self { name: name.to_owned(), path: below.to_path_buf(), bytes });
            }
        }
        Err(PreviousError::NotInRevision { rev: rev.to_owned(), path: below.display().to_string() }.into())
    }

    /// Reads and checks the catalogs; those of a table together.
    ///
    /// # Errors
    /// When it is no table that can be read, or there is no catalog in it.
    pub fn open(self, linter: &Linter) -> Result<Revised, Error> {
        let Self { name, path, bytes } = self;
        let file = path.file_name().map_or_else(|| name.clone(), |file| file.to_string_lossy().into_owned());
        let none = || Error::NoCatalogIn { path: name.clone() };
        if !is_table(&file, &bytes) {
            let document = Document::from_bytes(&name, &bytes);
            let catalog = document.catalog().ok_or_else(none)?;
            let version = Version::of([catalog]);
            if version.rows.is_empty() && version.heads.iter().all(Vec::is_empty) {
                return Err(none());
            }
            return Ok(Revised { version, report: linter.check(&document) });
        }
        let unreadable = |why| Error::Table { path: name.clone(), why };
        let read = catalint_table::import(&file, &bytes, None, Lang::Zh, linter.options()).map_err(unreadable)?;
        let mut catalogs = Vec::with_capacity(read.catalogs.len());
        for table in read.catalogs {
            let document = Document::parse(Source::from_text("", table.yaml));
            let mut catalog = document.catalog().ok_or_else(none)?.clone();
            catalog.leave_out(&table.unread);
            catalogs.push(catalog);
        }
        if catalogs.is_empty() {
            return Err(none());
        }
        let mut report = catalint_table::check(&file, &bytes, linter.options()).map_err(unreadable)?;
        report.source.name.clone_from(&name);
        Ok(Revised { version: Version::of(&catalogs), report })
    }
}
