//! `init --from`: a table or a catalog as the first catalog of the folder.

use std::fs;
use std::path::Path;

use catalint_core::Document;
use catalint_core::lint::{HEAD_BYTES, Settings, looks_like_catalog};
use catalint_core::model::FieldId;
use catalint_core::rule::{Finding, Lang};
use catalint_domain::date::Date;
use catalint_table::{KeyLanguage, import, is_table_name};
use catalint_workspace::Disk;
use catalint_workspace::files;

use crate::error::CliError;

const SCHEMA_LINE: &str = "# yaml-language-server: $schema=../.catalint/catalog.schema.json\n";

/// The first catalog.
pub(super) struct First {
    /// Where it is written; none where it is in the folder already.
    pub(super) path: Option<String>,
    pub(super) text: String,
    pub(super) profile: Option<String>,
    /// Further catalogs of the table.
    pub(super) others: usize,
    /// What is to be said about reading the table.
    pub(super) findings: Vec<Finding>,
}

/// Reads a table, of several catalogs the first, or a catalog as it is. A table gets keys in a language.
pub(super) fn read(file: &Path, keys: Lang, lang: Lang) -> Result<First, CliError> {
    let shown = file.display().to_string();
    let bytes =
        files::read(&Disk, file, files::MOST_OF_A_TABLE).map_err(|source| CliError::read(shown.clone(), source))?;
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let path = Some(format!("catalogs/{stem}.yaml"));
    if is_table_name(&shown) {
        // Reading a table asks for no law; the day is of no weight.
        let options = Settings::new(Date::parse("2026-01-01").expect("a day"));
        let read = import(&shown, &bytes, None, KeyLanguage { keys, comments: lang }, &options)
            .map_err(|why| CliError::table(&shown, why))?;
        let others = read.catalogs.len().saturating_sub(1);
        let catalog = read.catalogs.into_iter().next().ok_or(CliError::NoCatalogTable { path: shown })?;
        return Ok(First {
            path,
            text: SCHEMA_LINE.to_owned() + &catalog.yaml,
            profile: catalog.profile,
            others,
            findings: catalog.findings,
        });
    }
    if !looks_like_catalog(&bytes[..bytes.len().min(HEAD_BYTES)]) {
        return Err(CliError::NoCatalog { paths: shown, skipped: 0 });
    }
    let document = Document::from_bytes(&shown, &bytes);
    let profile = document.catalog().and_then(|catalog| catalog.field(FieldId::Profile));
    let profile = profile.map(|field| field.value.text().trim().to_owned());
    let here = fs::canonicalize(".").ok().zip(fs::canonicalize(file).ok());
    let inside = here.is_some_and(|(here, file)| file.starts_with(here));
    Ok(First {
        path: path.filter(|_| !inside),
        profile: profile.filter(|id| !id.is_empty()),
        text: document.text().to_owned(),
        others: 0,
        findings: Vec::new(),
    })
}
