//! BAS: 公开依据.

mod missing;

use crate::rule::Rule;

/// The family, by code.
pub static RULES: &[&Rule] = &[&missing::RULE];
