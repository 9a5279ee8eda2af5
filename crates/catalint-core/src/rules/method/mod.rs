//! MTH: 公开方式.

mod contradiction;
mod missing;
mod must_be_proactive;
mod unknown;

use crate::rule::{Family, FamilyScope, Localized};

/// The family, its rules by code.
pub static FAMILY: Family = Family {
    code: "MTH",
    name: Localized { zh: "公开方式", en: "Method" },
    scope: FamilyScope::Catalog,
    rules: &[&missing::RULE, &contradiction::RULE, &unknown::RULE, &must_be_proactive::RULE],
};
