//! SYN: the file and its YAML.

mod encoding;
mod helpers;

use crate::rule::Rule;

/// The family, by code.
pub static RULES: &[&Rule] = &[&encoding::RULE];
