//! TOP: 公开事项.

use crate::rule::Rule;

/// The family, by code.
pub static RULES: &[&Rule] = &[];
