//! DDL: 公开时限.

mod annual_report;
mod display_only;
mod glued;
mod helpers;
mod missing;
mod no_display_period;
mod no_trigger;
mod on_request;
mod special;
mod too_long;
mod trigger_malformed;
mod uniform;
mod unit;
mod unreadable;
mod vague;

use crate::rule::{Family, FamilyScope, Localized};

/// The family, its rules by code.
pub static FAMILY: Family = Family {
    code: "DDL",
    name: Localized { zh: "公开时限", en: "Deadlines" },
    scope: FamilyScope::Catalog,
    rules: &[
        &missing::RULE,
        &vague::RULE,
        &unreadable::RULE,
        &too_long::RULE,
        &special::RULE,
        &unit::RULE,
        &no_trigger::RULE,
        &no_display_period::RULE,
        &on_request::RULE,
        &annual_report::RULE,
        &uniform::RULE,
        &trigger_malformed::RULE,
        &display_only::RULE,
        &glued::RULE,
    ],
};
