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

use crate::rule::Rule;

/// The family, by code.
pub static RULES: &[&Rule] = &[
    &not_found::RULE,
    &column_unmapped::RULE,
    &header_ambiguous::RULE,
    &tick_unknown::RULE,
    &row_short::RULE,
    &value_repaired::RULE,
    &left_over::RULE,
    &text_unread::RULE,
    &text_hidden::RULE,
];
