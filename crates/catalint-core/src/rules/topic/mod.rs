//! TOP: 公开事项.

mod conflict;
mod duplicate;
mod helpers;
mod missing;
mod near_duplicate;
mod number_duplicate;
mod number_gap;
mod numbers;
mod scattered;
mod subtopic_missing;

use crate::rule::{Family, FamilyScope, Localized};

/// The family, its rules by code.
pub static FAMILY: Family = Family {
    code: "TOP",
    name: Localized { zh: "公开事项", en: "Items" },
    scope: FamilyScope::Catalog,
    rules: &[
        &missing::RULE,
        &subtopic_missing::RULE,
        &number_duplicate::RULE,
        &number_gap::RULE,
        &duplicate::RULE,
        &scattered::RULE,
        &conflict::RULE,
        &near_duplicate::RULE,
    ],
};
