//! MTH: 公开方式.

mod contradiction;
mod missing;
mod must_be_proactive;
mod unknown;

use crate::rule::Rule;

/// The family, by code.
pub static RULES: &[&Rule] = &[&missing::RULE, &contradiction::RULE, &unknown::RULE, &must_be_proactive::RULE];
