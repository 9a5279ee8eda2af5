//! AUD: 公开对象.

mod contradiction;
mod missing;
mod unknown;
mod unnamed;

use crate::rule::{Family, FamilyScope, Localized};

/// The family, its rules by code.
pub static FAMILY: Family = Family {
    code: "AUD",
    name: Localized { zh: "公开对象", en: "Audience" },
    scope: FamilyScope::Catalog,
    rules: &[&missing::RULE, &contradiction::RULE, &unnamed::RULE, &unknown::RULE],
};
