//! TXT: wording.

mod final_stop;
mod halfwidth_punctuation;
mod helpers;
mod number_style;
mod outdated_term;
mod stray_space;
mod template_leftover;
mod title_separator;
mod typo;
mod unbalanced_brackets;

use crate::rule::{Family, FamilyScope, Localized};

/// The family, its rules by code.
pub static FAMILY: Family = Family {
    code: "TXT",
    name: Localized { zh: "用字与标点", en: "Wording and punctuation" },
    scope: FamilyScope::Catalog,
    rules: &[
        &halfwidth_punctuation::RULE,
        &title_separator::RULE,
        &unbalanced_brackets::RULE,
        &stray_space::RULE,
        &final_stop::RULE,
        &typo::RULE,
        &outdated_term::RULE,
        &number_style::RULE,
        &template_leftover::RULE,
    ],
};
