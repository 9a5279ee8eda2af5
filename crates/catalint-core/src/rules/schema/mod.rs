//! SCH: the shape of the file.

mod default_unused;
mod missing;
mod own;
mod profile_unknown;
mod undated;
mod unknown_field;
mod wrong_type;

use crate::rule::{Family, FamilyScope, Localized};

/// The family, its rules by code.
pub static FAMILY: Family = Family {
    code: "SCH",
    name: Localized { zh: "目录的结构", en: "Shape of the catalog" },
    scope: FamilyScope::Catalog,
    rules: &[
        &wrong_type::RULE,
        &unknown_field::RULE,
        &missing::RULE,
        &own::RULE,
        &undated::RULE,
        &profile_unknown::RULE,
        &default_unused::RULE,
    ],
};
