//! What a family of rules is.

use super::{Localized, Rule};

/// Rules about one thing, whose codes begin with the same letters.
#[derive(Debug)]
pub struct Family {
    /// The letters: `BAS`.
    pub code: &'static str,
    /// What its rules are about, for people.
    pub name: Localized,
    /// Where they look.
    pub scope: FamilyScope,
    /// Its rules, by code.
    pub rules: &'static [&'static Rule],
}

/// Where the rules of a family look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FamilyScope {
    /// At the YAML of any file, catalog or config.
    Yaml,
    /// At catalogs.
    Catalog,
    /// At the config of a repository.
    Config,
    /// At the reading of a table.
    Table,
}

impl FamilyScope {
    /// Whether rules with it look at config files.
    #[must_use]
    pub const fn has_config(self) -> bool {
        matches!(self, Self::Yaml | Self::Config)
    }
}
