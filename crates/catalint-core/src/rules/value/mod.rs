//! VAL: any field.

mod ditto;
mod import_residue;
mod placeholder;

use crate::rule::Rule;

/// The family, by code.
pub static RULES: &[&Rule] = &[&placeholder::RULE, &ditto::RULE, &import_residue::RULE];
