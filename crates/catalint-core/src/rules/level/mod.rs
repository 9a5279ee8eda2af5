//! LVL: 公开层级.

mod derived;
mod helpers;
mod missing;
mod publisher_mismatch;
mod unknown;

use crate::rule::Rule;

/// The family, by code.
pub static RULES: &[&Rule] = &[&missing::RULE, &unknown::RULE, &publisher_mismatch::RULE, &derived::RULE];
