//! IMP: what reading a table has to say. The findings are made where tables are read, in another crate.

mod column_unmapped;
mod header_ambiguous;
mod left_over;
mod not_found;
mod row_short;
mod text_hidden;
mod text_unread;
mod tick_unknown;
mod value_repaired;

use crate::rule::{Family, FamilyScope, Localized, Rule};

/// Those that say that a table was not read at all.
pub(super) static UNREAD: &[&Rule] = &[&not_found::RULE];

/// Whether a rule is one of these: a doubt of the reading, on which other findings of the table may hang.
#[must_use]
pub fn is_doubt(rule: &Rule) -> bool {
    FAMILY.rules.iter().any(|known| std::ptr::eq(*known, rule))
}

/// The family, its rules by code.
pub static FAMILY: Family = Family {
    code: "IMP",
    name: Localized { zh: "读取表格", en: "Reading tables" },
    scope: FamilyScope::Table,
    rules: &[
        &not_found::RULE,
        &column_unmapped::RULE,
        &header_ambiguous::RULE,
        &tick_unknown::RULE,
        &row_short::RULE,
        &value_repaired::RULE,
        &left_over::RULE,
        &text_unread::RULE,
        &text_hidden::RULE,
    ],
};
