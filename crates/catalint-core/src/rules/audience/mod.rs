//! AUD: 公开对象.

use crate::rule::Rule;

/// The family, by code.
pub static RULES: &[&Rule] = &[];
