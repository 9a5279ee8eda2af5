//! DDL: 公开时限.

use crate::rule::Rule;

/// The family, by code.
pub static RULES: &[&Rule] = &[];
