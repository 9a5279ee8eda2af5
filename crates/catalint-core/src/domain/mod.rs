//! What the words of a catalog mean. Pure functions over `&str`; no files, no places, no rules.

pub mod abolished;
pub mod bodies;
pub mod channels;
pub mod date;
pub mod listed;
pub mod names;
pub mod near;
pub mod numbering;
pub mod profile;
pub mod rank;
