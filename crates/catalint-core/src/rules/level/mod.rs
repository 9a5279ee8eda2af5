//! LVL: 公开层级.

use crate::rule::Rule;

/// The family, by code.
pub static RULES: &[&Rule] = &[];
