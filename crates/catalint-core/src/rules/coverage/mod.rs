//! COV: the whole catalog, and what is around it.

mod common_absent;
mod conflict;
mod dropped;
mod reference_absent;

use crate::rule::{Family, FamilyScope, Localized, Rule};

/// The family, its rules by code.
pub static FAMILY: Family = Family {
    code: "COV",
    name: Localized { zh: "目录整体", en: "Coverage" },
    scope: FamilyScope::Catalog,
    rules: &[&common_absent::RULE, &reference_absent::RULE, &conflict::RULE, &dropped::RULE],
};

/// Those whose findings hang on other files, too.
pub(super) static BEYOND: &[&Rule] = &[&reference_absent::RULE, &conflict::RULE, &dropped::RULE];
