//! SUP: comments that ignore findings.
//!
//! The stage that applies these comments finds the faults (`lint::suppress`); here they are worded.

pub mod unknown;
pub mod unused;

use crate::rule::{Family, FamilyScope, Localized, Rule};

/// The family, its rules by code.
pub static FAMILY: Family = Family {
    code: "SUP",
    name: Localized { zh: "忽略注释", en: "Suppressions" },
    scope: FamilyScope::Catalog,
    rules: &[&unused::RULE, &unknown::RULE],
};

/// Whether a rule is one of these: no comment ignores what is wrong with a comment.
#[must_use]
pub fn is_about_comments(rule: &Rule) -> bool {
    FAMILY.rules.iter().any(|known| std::ptr::eq(*known, rule))
}
