//! VAL: any field.

mod ditto;
mod import_residue;
mod placeholder;

use crate::rule::{Family, FamilyScope, Localized};

/// The family, its rules by code.
pub static FAMILY: Family = Family {
    code: "VAL",
    name: Localized { zh: "各栏通用", en: "Any field" },
    scope: FamilyScope::Catalog,
    rules: &[&placeholder::RULE, &ditto::RULE, &import_residue::RULE],
};
