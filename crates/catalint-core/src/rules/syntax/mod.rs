//! SYN: the file and its YAML.

use crate::rule::Rule;

/// The family, by code.
pub static RULES: &[&Rule] = &[];
