//! BAS: 公开依据.

mod article;
mod article_rung;
mod duplicate;
mod expired_plan;
mod helpers;
mod kind;
mod missing;
mod misspelt;
mod not_in_force;
mod number_brackets;
mod number_form;
mod number_wrong;
mod repealed;
mod short_title;
mod special_law;
mod superseded;
mod unnumbered;
mod vague;

use crate::rule::{Family, FamilyScope, Localized};

/// The family, its rules by code.
pub static FAMILY: Family = Family {
    code: "BAS",
    name: Localized { zh: "公开依据", en: "Legal basis" },
    scope: FamilyScope::Catalog,
    rules: &[
        &missing::RULE,
        &repealed::RULE,
        &superseded::RULE,
        &not_in_force::RULE,
        &misspelt::RULE,
        &short_title::RULE,
        &unnumbered::RULE,
        &number_wrong::RULE,
        &number_brackets::RULE,
        &number_form::RULE,
        &article::RULE,
        &vague::RULE,
        &special_law::RULE,
        &duplicate::RULE,
        &expired_plan::RULE,
        &kind::RULE,
        &article_rung::RULE,
    ],
};
