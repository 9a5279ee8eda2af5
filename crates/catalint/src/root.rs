//! Where the paths start that a report gives to a forge: annotations of a CI find their file by the path from the top
//! of the repository, wherever in it the run was started.

use std::fs::canonicalize;
use std::path::{Path, PathBuf};

use catalint_core::lint::Report;
use catalint_core::rule::RelatedPlace;
use catalint_workspace::discover::name;

use crate::error::CliError;

/// Where CI systems say that the repository lies.
const VARIABLES: [&str; 2] = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"];

/// The top of the repository and the working directory, both by their real paths.
#[derive(Debug)]
pub(crate) struct Root {
    top: PathBuf,
    cwd: PathBuf,
}

impl Root {
    /// That of `--root`, else that of the CI system; none where nobody says.
    ///
    /// # Errors
    /// When what was asked for is no folder.
    pub(crate) fn find(asked: Option<&Path>) -> Result<Option<Self>, CliError> {
        let told = || {
            let set = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
            VARIABLES.into_iter().find_map(set).filter(|top| top.is_dir())
        };
        let top = match asked {
            Some(top) if !top.is_dir() => return Err(CliError::not_found(top.display().to_string())),
            Some(top) => Some(top.to_path_buf()),
            None => told(),
        };
        let real = |path: &Path| canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let cwd = std::env::current_dir().unwrap_or_default();
        Ok(top.map(|top| Self { top: real(&top), cwd: real(&cwd) }))
    }

    /// Calls all files of a report by their paths from the top.
    pub(crate) fn rename(&self, report: &mut Report) {
        if let Some(name) = self.name(&report.source.name) {
            report.source.name = name;
        }
        let lists = [&mut report.findings, &mut report.suppressed];
        let related = lists.into_iter().flatten().flat_map(|finding| &mut finding.related);
        for related in related {
            if let RelatedPlace::There(place) = &mut related.place
                && let Some(name) = self.name(&place.file)
            {
                place.file = name.into();
            }
        }
    }

    /// None for what is no file, such as standard input or a version before, and for what lies elsewhere.
    fn name(&self, shown: &str) -> Option<String> {
        let path = self.cwd.join(shown);
        let real = match canonicalize(path.parent()?) {
            Ok(folder) if path.exists() => folder.join(path.file_name()?),
            _ => return None,
        };
        real.starts_with(&self.top).then(|| name(&real, &self.top))
    }
}
