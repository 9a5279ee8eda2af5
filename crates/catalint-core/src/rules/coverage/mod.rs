//! COV: the whole catalog.

mod common_absent;

use crate::rule::Rule;

/// The family, by code.
pub static RULES: &[&Rule] = &[&common_absent::RULE];
