//! PUB: 公开主体.

use crate::rule::Rule;

/// The family, by code.
pub static RULES: &[&Rule] = &[];
