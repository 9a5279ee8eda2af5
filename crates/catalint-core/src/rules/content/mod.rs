//! CNT: 公开内容.

mod duplicate;
mod glued_number;
mod helpers;
mod missing;
mod numbering;
mod numbering_style;
mod open_ended;
mod personal_data;
mod repealed_act;
mod restates_topic;

use crate::rule::{Family, FamilyScope, Localized};

/// The family, its rules by code.
pub static FAMILY: Family = Family {
    code: "CNT",
    name: Localized { zh: "公开内容", en: "Content" },
    scope: FamilyScope::Catalog,
    rules: &[
        &missing::RULE,
        &open_ended::RULE,
        &restates_topic::RULE,
        &numbering::RULE,
        &glued_number::RULE,
        &duplicate::RULE,
        &personal_data::RULE,
        &numbering_style::RULE,
        &repealed_act::RULE,
    ],
};
