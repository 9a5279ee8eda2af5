//! CFG: the config file of a repository.

mod file;
mod key;
mod law;
mod pattern;
mod rule;
mod unread_silenced;
mod value;

use crate::rule::{ConfigFaultKind, Family, FamilyScope, FileCx, Finding, Localized, Rule};

/// The family, its rules by code.
pub static FAMILY: Family = Family {
    code: "CFG",
    name: Localized { zh: "配置文件", en: "The config file" },
    scope: FamilyScope::Config,
    rules: &[&value::RULE, &key::RULE, &rule::RULE, &file::RULE, &pattern::RULE, &law::RULE, &unread_silenced::RULE],
};

/// The findings of a rule: one for each fault that it has words for.
fn findings<'a>(
    rule: &'static Rule,
    cx: &'a FileCx<'_>,
    words: impl Fn(Finding, &'a ConfigFaultKind) -> Option<Finding> + 'a,
) -> impl Iterator<Item = Finding> + 'a {
    let faults = cx.config.unwrap_or_default();
    faults.iter().filter_map(move |fault| words(Finding::new(rule, fault.span), &fault.kind))
}
