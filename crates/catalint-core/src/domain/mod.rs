//! What the words of a catalog mean. Pure functions over `&str`; no files, no places, no rules.

pub mod blanks;
pub mod brackets;
pub mod date;
pub mod near;
pub mod numbering;
pub mod periods;
pub mod profile;
pub mod rank;
pub mod script;
pub mod terms;
pub mod typos;
