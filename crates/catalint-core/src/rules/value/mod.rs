//! VAL: any field.

use crate::rule::Rule;

/// The family, by code.
pub static RULES: &[&Rule] = &[];
