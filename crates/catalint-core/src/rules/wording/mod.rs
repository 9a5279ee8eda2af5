//! TXT: wording.

mod halfwidth_punctuation;
mod helpers;

use crate::rule::Rule;

/// The family, by code.
pub static RULES: &[&Rule] = &[&halfwidth_punctuation::RULE];
