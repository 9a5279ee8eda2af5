//! CHN: 公开渠道和载体.

use crate::rule::Rule;

/// The family, by code.
pub static RULES: &[&Rule] = &[];
