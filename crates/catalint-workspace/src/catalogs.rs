//! The catalogs of a file, read and not checked: for whoever asks what they say, not what is wrong with them.

use catalint_core::lint::Settings;
use catalint_core::model::Catalog;
use catalint_core::rule::Lang;
use catalint_core::{Document, Source};

use crate::error::Error;
use crate::fs::FileSystem;
use crate::job::Job;
use crate::read::{is_table, read, read_table};

/// What a file holds.
#[derive(Debug)]
pub struct FileCatalogs {
    /// The file, as findings call it.
    pub name: String,
    /// Its catalogs: one of a YAML file, any number of a table.
    pub catalogs: Vec<Catalog>,
    /// Whether a part of it could not be read.
    pub is_partial: bool,
}

/// The catalogs of a file of a run; none where it is no catalog, or a table that nobody named and whose kind is not read.
///
/// # Errors
/// When it can't be read.
pub fn catalogs_of(fs: &dyn FileSystem, job: &Job, base: &Settings) -> Result<Option<FileCatalogs>, Error> {
    let task = &job.task;
    let name = task.name.clone();
    let unread = |source| Error::read(task.name.clone(), source);
    if !task.is_table() {
        let (bytes, other) = read(fs, &task.input, job.certain).map_err(unread)?;
        return Ok(if other { None } else { Some(of_yaml(name, &bytes)) });
    }
    let bytes = read_table(fs, &task.input).map_err(unread)?;
    if !is_table(&task.name, &bytes) {
        return Ok(Some(of_yaml(name, &bytes)));
    }
    let options = job.scope.options(base, job.path());
    match catalint_table::import(&task.name, &bytes, None, Lang::Zh, &options) {
        Ok(read) => Ok(of_table(name, read).filter(|file| job.certain || !file.catalogs.is_empty())),
        Err(why) => {
            let error = Error::Table { path: name, why };
            if !job.certain && error.unread_kind().is_some() { Ok(None) } else { Err(error) }
        }
    }
}

fn of_yaml(name: String, bytes: &[u8]) -> FileCatalogs {
    let document = Document::from_bytes(&name, bytes);
    let is_partial = document.is_partial() || document.catalog().is_none();
    FileCatalogs { name, catalogs: document.catalog().cloned().into_iter().collect(), is_partial }
}

fn of_table(name: String, read: catalint_table::Import) -> Option<FileCatalogs> {
    let mut file = FileCatalogs { name, catalogs: Vec::with_capacity(read.catalogs.len()), is_partial: false };
    for table in read.catalogs {
        let document = Document::parse(Source::from_text("", table.yaml));
        let mut catalog = document.catalog()?.clone();
        catalog.leave_out(&table.unread);
        file.is_partial |= !table.unread.is_empty() || table.unknown > 0;
        file.catalogs.push(catalog);
    }
    Some(file)
}
