//! SUP: comments that ignore findings.
//!
//! The stage that applies these comments finds the faults (`lint::suppress`); here they are worded.

pub mod unknown;
pub mod unused;

use crate::rule::Rule;

/// The family, by code.
pub static RULES: &[&Rule] = &[&unused::RULE, &unknown::RULE];
