//! The catalogs of a file, each in a file of its own: all of them are written, or none.

use std::fs;
use std::path::{Path, PathBuf};

use catalint_table::ImportedCatalog;
use catalint_workspace::disk::write::{FileDraft, finish_all, remove_left_overs};

use crate::error::CliError;

/// Characters of a name.
const LONGEST: usize = 60;

/// Whether an output is a folder: it is one, or is written with a slash at its end.
pub(crate) fn is_folder(output: &Path) -> bool {
    output.is_dir() || output.as_os_str().to_string_lossy().ends_with(std::path::is_separator)
}

/// Files for some catalogs of a table file, by their numbers in it: their titles, else its name with the sheet or the
/// number.
pub(super) fn files(folder: &Path, catalogs: &[(usize, ImportedCatalog)], table: &Path) -> Vec<PathBuf> {
    let stem = table.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = if stem == "-" { "stdin".to_owned() } else { stem };
    let mut taken: Vec<String> = Vec::new();
    let mut path = |(nth, catalog): &(usize, ImportedCatalog)| {
        let other = catalog.sheet.clone().unwrap_or_else(|| nth.to_string());
        let named = [catalog.title.clone(), Some(format!("{stem}-{other}")), Some(nth.to_string())];
        let name = named.into_iter().flatten().map(|name| plain(&name)).find(|name| !name.is_empty());
        let name = name.expect("a number is a name");
        // Some disks do not tell large letters from small ones.
        let is_free = |name: &String| !taken.contains(&name.to_lowercase());
        let more = (2..).map(|n| format!("{name}-{n}"));
        let name = std::iter::once(name.clone()).chain(more).find(is_free).expect("numbers do not end");
        taken.push(name.to_lowercase());
        folder.join(name + ".yaml")
    };
    catalogs.iter().map(&mut path).collect()
}

/// A name for a file on any system: without what separates paths, and not hidden.
fn plain(name: &str) -> String {
    let odd = |c: char| c.is_control() || c.is_whitespace() || r#"/\:*?"<>|"#.contains(c);
    let name: String = name.chars().filter(|c| !odd(*c)).take(LONGEST).collect();
    name.trim_matches(['.', '-']).to_owned()
}

/// Writes them. The folder is made if it is not there.
pub(crate) fn write(folder: &Path, files: &[(PathBuf, String)]) -> Result<(), CliError> {
    let made = !folder.exists();
    let failed = |path: &Path| {
        let path = path.display().to_string();
        move |source| CliError::write(path, source)
    };
    fs::create_dir_all(folder).map_err(failed(folder))?;
    remove_left_overs(folder);
    let all = || {
        let mut drafts = Vec::new();
        for (path, text) in files {
            let mut draft = FileDraft::new(path).map_err(failed(path))?;
            draft.write(text.as_bytes()).map_err(failed(path))?;
            drafts.push(draft);
        }
        finish_all(drafts).map_err(|(nth, error)| failed(&files[nth].0)(error))
    };
    let result = all();
    if result.is_err() && made {
        // Nothing but what was written was in it.
        let _ = fs::remove_dir(folder);
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_makes_a_name_that_every_system_takes() {
        assert_eq!(plain("静安区 “一网通办”/政务:公开\n标准目录."), "静安区“一网通办”政务公开标准目录");
        assert_eq!(plain("../.."), "");
        assert_eq!(plain(&"目".repeat(300)).chars().count(), LONGEST);
    }

    #[test]
    fn a_folder_is_one_or_is_written_like_one() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(is_folder(folder.path()) && is_folder(Path::new("目录/")));
        assert!(!is_folder(Path::new("目录")) && !is_folder(Path::new("目录.yaml")));
    }

    #[test]
    fn where_one_can_not_be_written_none_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let to = folder.path().join("新");
        let files = [(to.join("甲.yaml"), "甲".to_owned()), (to.join("没有/乙.yaml"), "乙".to_owned())];
        assert!(write(&to, &files).is_err() && !to.exists());
    }
}
