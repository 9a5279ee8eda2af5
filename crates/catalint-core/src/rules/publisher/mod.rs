//! PUB: 公开主体.

mod abolished;
mod inconsistent;
mod missing;
mod no_lead;
mod other_level;
mod template;
mod vague;

use crate::rule::{Family, FamilyScope, Localized, Rule};

/// The family, its rules by code.
pub static FAMILY: Family = Family {
    code: "PUB",
    name: Localized { zh: "公开主体", en: "Publisher" },
    scope: FamilyScope::Catalog,
    rules: &[
        &missing::RULE,
        &vague::RULE,
        &no_lead::RULE,
        &abolished::RULE,
        &inconsistent::RULE,
        &template::RULE,
        &other_level::RULE,
    ],
};

/// Those whose findings hang on other files, too.
pub(super) static BEYOND: &[&Rule] = &[&inconsistent::RULE];
