//! What the words of a catalog mean. Pure functions over `&str`; no files, no places, no rules.

pub mod article20;
pub mod bodies;
pub mod channels;
pub mod date;
pub mod deadline;
pub mod fold;
pub mod listed;
pub mod near;
pub mod numbering;
pub mod profile;
pub mod rank;
pub mod said;
pub mod statutory;
