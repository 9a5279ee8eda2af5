//! The registry of laws and the citation grammar.

mod citations;
mod properties;
mod registry;
mod update;
