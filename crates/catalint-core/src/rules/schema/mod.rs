//! SCH: the shape of the file.

mod default_unused;
mod missing;
mod own;
mod profile_unknown;
mod undated;
mod unknown_field;
mod wrong_type;

use crate::rule::Rule;

/// The family, by code.
pub static RULES: &[&Rule] = &[
    &wrong_type::RULE,
    &unknown_field::RULE,
    &missing::RULE,
    &own::RULE,
    &undated::RULE,
    &profile_unknown::RULE,
    &default_unused::RULE,
];
