//! SYN: the file and its YAML.

mod duplicate;
mod encoding;
mod fullwidth;
mod helpers;
mod invalid;
mod limit;
mod not_catalog;
mod odd_blank;
mod tab;

use crate::rule::Rule;

/// Those that say that a file or a part of it was not read.
pub(super) static UNREAD: &[&Rule] = &[&encoding::RULE, &invalid::RULE, &limit::RULE, &not_catalog::RULE];

/// The family, by code.
pub static RULES: &[&Rule] = &[
    &encoding::RULE,
    &invalid::RULE,
    &fullwidth::RULE,
    &tab::RULE,
    &duplicate::RULE,
    &limit::RULE,
    &not_catalog::RULE,
    &odd_blank::RULE,
];
