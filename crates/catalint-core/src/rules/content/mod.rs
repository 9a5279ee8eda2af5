//! CNT: 公开内容.

use crate::rule::Rule;

/// The family, by code.
pub static RULES: &[&Rule] = &[];
