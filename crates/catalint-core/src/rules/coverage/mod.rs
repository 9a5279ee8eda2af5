//! COV: the whole catalog, and what is around it.

mod common_absent;
mod conflict;
mod dropped;
mod reference_absent;

use crate::rule::Rule;

/// The family, by code.
pub static RULES: &[&Rule] = &[&common_absent::RULE, &reference_absent::RULE, &conflict::RULE, &dropped::RULE];

/// Those whose findings hang on other files, too.
pub(super) static BEYOND: &[&Rule] = &[&reference_absent::RULE, &conflict::RULE, &dropped::RULE];
