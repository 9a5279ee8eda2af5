//! SCH: the shape of the file.

use crate::rule::Rule;

/// The family, by code.
pub static RULES: &[&Rule] = &[];
