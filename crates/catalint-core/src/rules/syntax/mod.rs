//! SYN: the file and its YAML.

mod duplicate;
mod encoding;
mod fullwidth;
mod helpers;
mod invalid;
mod limit;
mod not_catalog;
mod odd_blank;
mod tab;

use crate::rule::{Family, FamilyScope, Localized, Rule};

/// Those that say that a file or a part of it was not read.
pub(super) static UNREAD: &[&Rule] = &[&encoding::RULE, &invalid::RULE, &limit::RULE, &not_catalog::RULE];

/// The family, its rules by code.
pub static FAMILY: Family = Family {
    code: "SYN",
    name: Localized { zh: "文件与 YAML 语法", en: "File and YAML syntax" },
    scope: FamilyScope::Yaml,
    rules: &[
        &encoding::RULE,
        &invalid::RULE,
        &fullwidth::RULE,
        &tab::RULE,
        &duplicate::RULE,
        &limit::RULE,
        &not_catalog::RULE,
        &odd_blank::RULE,
    ],
};
