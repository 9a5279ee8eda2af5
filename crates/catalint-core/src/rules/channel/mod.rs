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

use crate::rule::Rule;

/// The family, by code.
pub static RULES: &[&Rule] = &[
    &missing::RULE,
    &unknown::RULE,
    &no_website::RULE,
    &narrow::RULE,
    &duplicate::RULE,
    &other_unnamed::RULE,
    &statutory::RULE,
];
