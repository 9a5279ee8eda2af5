//! MTH: 公开方式.

use crate::rule::Rule;

/// The family, by code.
pub static RULES: &[&Rule] = &[];
