//! Requests, as they come in.

use std::collections::BTreeMap;

use catalint_core::rule::Lang;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::failure::Failure;

/// A request with the files that come with it.
pub(crate) struct Call<'r> {
    head: &'r str,
    bytes: &'r [u8],
    pub(crate) common: Common,
}

/// What all requests have.
#[derive(Debug, Deserialize)]
pub(crate) struct Common {
    #[serde(rename = "do")]
    pub(crate) what: String,
    pub(crate) day: String,
    #[serde(default)]
    lang: AskedLang,
    /// Configs by name.
    #[serde(default)]
    pub(crate) config: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) profile: Option<String>,
    #[serde(default)]
    files: Vec<FilePart>,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum AskedLang {
    #[default]
    Zh,
    En,
}

#[derive(Debug, Deserialize)]
struct FilePart {
    name: String,
    size: usize,
}

/// What people say that columns hold, by the address of the cell that names each.
pub(crate) type AskedColumns = BTreeMap<String, String>;

/// The YAML of a catalog, with what is known of the table that it was read from.
#[derive(Debug, Deserialize)]
pub(crate) struct CatalogText {
    pub(crate) yaml: String,
    #[serde(default)]
    pub(crate) reading: String,
    #[serde(default)]
    pub(crate) name: String,
}

impl<'r> Call<'r> {
    /// Takes a request apart.
    pub(crate) fn read(request: &'r [u8]) -> Result<Self, Failure> {
        let end = request.iter().position(|byte| *byte == 0).unwrap_or(request.len());
        let head = std::str::from_utf8(&request[..end]).map_err(|error| Failure::request(error.to_string()))?;
        let bytes = request.get(end + 1..).unwrap_or_default();
        Ok(Self { head, bytes, common: serde_json::from_str(head)? })
    }

    /// The part of it that is this request's own.
    pub(crate) fn own<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        Ok(serde_json::from_str(self.head)?)
    }

    pub(crate) fn lang(&self) -> Lang {
        match self.common.lang {
            AskedLang::Zh => Lang::Zh,
            AskedLang::En => Lang::En,
        }
    }

    /// One of two, by the language.
    pub(crate) fn pick<T>(&self, zh: T, en: T) -> T {
        if self.lang() == Lang::Zh { zh } else { en }
    }

    /// The name and the bytes of a file.
    pub(crate) fn file(&self, nth: usize) -> Result<(&str, &'r [u8]), Failure> {
        let missing = || Failure::request(format!("there is no file {nth}"));
        let part = self.common.files.get(nth).ok_or_else(missing)?;
        let start: usize = self.common.files[..nth].iter().map(|part| part.size).sum();
        let bytes = self.bytes.get(start..start.saturating_add(part.size)).ok_or_else(missing)?;
        Ok((&part.name, bytes))
    }
}
