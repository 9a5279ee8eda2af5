//! The rules: one folder a family, one file a rule.
//!
//! To add a rule: its file, and one line in the list of its family. To add a family: its folder with a `FAMILY`, and one line here.

pub mod audience;
pub mod basis;
pub mod channel;
pub mod config;
pub mod content;
pub mod coverage;
pub mod deadline;
pub mod level;
pub mod method;
mod missing;
pub mod publisher;
pub mod schema;
pub mod suppression;
pub mod syntax;
pub mod table;
pub mod topic;
pub mod value;
pub mod wording;

use std::sync::LazyLock;

use crate::rule::{Family, Rule};

/// The families, in the order of the documentation.
pub static FAMILIES: [&Family; 17] = [
    &syntax::FAMILY,
    &schema::FAMILY,
    &value::FAMILY,
    &topic::FAMILY,
    &content::FAMILY,
    &basis::FAMILY,
    &deadline::FAMILY,
    &channel::FAMILY,
    &audience::FAMILY,
    &method::FAMILY,
    &level::FAMILY,
    &publisher::FAMILY,
    &wording::FAMILY,
    &coverage::FAMILY,
    &table::FAMILY,
    &suppression::FAMILY,
    &config::FAMILY,
];

/// All rules, in the same order.
pub static RULES: LazyLock<Vec<&'static Rule>> =
    LazyLock::new(|| FAMILIES.iter().flat_map(|family| family.rules).copied().collect());

/// The family of a rule; none for one of a repository, whose letters are its own.
#[must_use]
pub fn family(rule: &Rule) -> Option<&'static Family> {
    FAMILIES.into_iter().find(|family| family.code == rule.family())
}

/// The rule with a code or a name.
#[must_use]
pub fn find(code_or_name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code.eq_ignore_ascii_case(code_or_name) || rule.name == code_or_name)
}

/// Whether a rule says that a file or a part of it was not read. Nothing supersedes or lowers that: what was not read is
/// never clean.
#[must_use]
pub fn is_always_told(rule: &Rule) -> bool {
    syntax::UNREAD.iter().chain(table::UNREAD).any(|known| std::ptr::eq(*known, rule))
}

/// Whether what a rule finds in a file hangs on other files, too: a run that does not know them
/// proves nothing by finding nothing.
#[must_use]
pub fn looks_beyond(rule: &Rule) -> bool {
    [coverage::BEYOND, publisher::BEYOND].concat().into_iter().any(|known| std::ptr::eq(known, rule))
}
