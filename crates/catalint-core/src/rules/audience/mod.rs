//! AUD: 公开对象.

mod contradiction;
mod missing;
mod unknown;
mod unnamed;

use crate::rule::Rule;

/// The family, by code.
pub static RULES: &[&Rule] = &[&missing::RULE, &contradiction::RULE, &unnamed::RULE, &unknown::RULE];
