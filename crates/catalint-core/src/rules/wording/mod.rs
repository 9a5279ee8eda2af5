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

use crate::rule::Rule;

/// The family, by code.
pub static RULES: &[&Rule] = &[
    &halfwidth_punctuation::RULE,
    &title_separator::RULE,
    &unbalanced_brackets::RULE,
    &stray_space::RULE,
    &final_stop::RULE,
    &typo::RULE,
    &outdated_term::RULE,
    &number_style::RULE,
    &template_leftover::RULE,
];
