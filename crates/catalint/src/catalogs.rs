//! The catalogs below some paths, read and not checked: what `duties` and `impact` look at.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use catalint_core::lint::Settings;
use catalint_core::rule::Lang;
use catalint_domain::date::Date;
use catalint_workspace::Disk;
use catalint_workspace::catalogs::{FileCatalogs, catalogs_of};
use catalint_workspace::config_store::{ConfigScope, ConfigStore, Origin};
use catalint_workspace::discover::{Search, discover};
use catalint_workspace::job::{Choice, jobs};
use catalint_workspace::pool;

use crate::error::CliError;
use crate::lang::{Chosen, pick};

/// Catalogs that were read.
pub(crate) struct CatalogsRead {
    /// The config of the first path, which decides for the run.
    pub(crate) main: Arc<ConfigScope>,
    pub(crate) lang: Lang,
    pub(crate) files: Vec<FileCatalogs>,
    /// Files that could not be read.
    pub(crate) errors: Vec<CliError>,
}

impl CatalogsRead {
    /// Finds and reads them.
    ///
    /// # Errors
    /// When a config is faulty.
    pub(crate) fn new(paths: &[PathBuf], origin: &Origin, chosen: Chosen, as_of: Date) -> Result<Self, CliError> {
        pool::hush_guarded_panics();
        let mut configs = ConfigStore::new(Disk::files(), origin.clone(), chosen.lang);
        let main = configs.of_path(paths.first().map_or(Path::new("."), PathBuf::as_path));
        let lang = chosen.under(main.config.lang);
        let search = Search { paths, stdin_name: None, exclude: &Arc::default(), force_exclude: false };
        let (tasks, errors) = discover(&Disk, &search);
        let jobs = jobs(&Disk, tasks, Choice::default(), &mut configs).jobs;
        if let Some(error) = configs.errors.pop() {
            return Err(error.into());
        }
        if !configs.faults.is_empty() {
            return Err(CliError::FaultyConfig);
        }
        let mut errors: Vec<CliError> = errors.into_iter().map(CliError::from).collect();
        let (base, mut files) = (Settings::new(as_of), Vec::new());
        for job in &jobs {
            match pool::guarded(|| catalogs_of(&Disk, job, &base)) {
                Ok(Ok(Some(file))) => files.push(file),
                Ok(Ok(None)) => {}
                Ok(Err(error)) => errors.push(error.into()),
                Err(panic) => errors.push(CliError::bug(&job.task.name, panic)),
            }
        }
        Ok(Self { main, lang, files, errors })
    }

    /// What is to be said of files that were not read whole.
    pub(crate) fn partial(&self) -> String {
        let names: Vec<&str> =
            self.files.iter().filter(|file| file.is_partial).map(|file| file.name.as_str()).collect();
        if names.is_empty() {
            return String::new();
        }
        let names = names.join(pick(self.lang, "、", ", "));
        pick(
            self.lang,
            format!("没有全部读懂，可能有遗漏：{names}；请先运行 catalint check\n"),
            format!("Not read whole, something may be missing: {names}; run catalint check first\n"),
        )
    }
}
