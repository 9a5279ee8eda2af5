//! The registry of laws and the citation grammar.

mod citations;
mod citing;
mod properties;
mod provisions;
mod registry;
mod update;
