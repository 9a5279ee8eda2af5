//! LVL: 公开层级.

mod derived;
mod helpers;
mod missing;
mod publisher_mismatch;
mod unknown;

use crate::rule::{Family, FamilyScope, Localized};

/// The family, its rules by code.
pub static FAMILY: Family = Family {
    code: "LVL",
    name: Localized { zh: "公开层级", en: "Level" },
    scope: FamilyScope::Catalog,
    rules: &[&missing::RULE, &unknown::RULE, &publisher_mismatch::RULE, &derived::RULE],
};
