//! CHN: 公开渠道和载体.

mod duplicate;
mod helpers;
mod missing;
mod narrow;
mod no_website;
mod other_unnamed;
mod people;
mod statutory;
mod unknown;

use crate::rule::{Family, FamilyScope, Localized};

/// The family, its rules by code.
pub static FAMILY: Family = Family {
    code: "CHN",
    name: Localized { zh: "公开渠道和载体", en: "Channels" },
    scope: FamilyScope::Catalog,
    rules: &[
        &missing::RULE,
        &unknown::RULE,
        &no_website::RULE,
        &narrow::RULE,
        &duplicate::RULE,
        &other_unnamed::RULE,
        &statutory::RULE,
    ],
};
