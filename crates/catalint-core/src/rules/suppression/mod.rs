//! SUP: comments that ignore findings.
//!
//! The stage that applies these comments finds the faults (`lint::suppress`); here they are worded.

pub mod unknown;
pub mod unused;

use crate::rule::Rule;

/// The family, by code.
pub static RULES: &[&Rule] = &[&unused::RULE, &unknown::RULE];

/// Whether a rule is one of these: no comment ignores what is wrong with a comment.
#[must_use]
pub fn is_about_comments(rule: &Rule) -> bool {
    RULES.iter().any(|known| std::ptr::eq(*known, rule))
}
