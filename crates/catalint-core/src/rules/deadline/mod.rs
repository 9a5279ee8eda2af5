//! DDL: 公开时限.

mod missing;
mod uniform;

use crate::rule::Rule;

/// The family, by code.
pub static RULES: &[&Rule] = &[&missing::RULE, &uniform::RULE];
