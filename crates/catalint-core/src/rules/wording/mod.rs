//! TXT: wording.

mod halfwidth_punctuation;
mod helpers;
mod title_separator;

use crate::rule::Rule;

/// The family, by code.
pub static RULES: &[&Rule] = &[&halfwidth_punctuation::RULE, &title_separator::RULE];
