//! What the words of a catalog mean. Pure functions over `&str`; no files, no places, no rules.

pub mod abolished;
pub mod article20;
pub mod blanks;
pub mod bodies;
pub mod boxes;
pub mod brackets;
pub mod channels;
pub mod citation;
pub mod date;
pub mod deadline;
pub mod fold;
pub mod law;
pub mod listed;
pub mod names;
pub mod near;
pub mod numbering;
pub mod numeral;
pub mod periods;
pub mod profile;
pub mod rank;
pub mod said;
pub mod script;
pub mod stand_in;
pub mod statutory;
pub mod terms;
pub mod typos;
