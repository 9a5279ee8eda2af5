//! The JSON Schema of the catalog file: made from the field table, run over our own tree.
//!
//! The validator's own words never reach anybody: an error's kind and pointer become a
//! [`SchemaFault`] with a place, and rules word it. It is asked only where `quick` is not certain.

mod generate;
mod json;
mod meant;
mod own;
mod quick;
mod steps;
mod validate;

pub use generate::{SchemaKeys, catalog_schema};
pub use own::{OwnFault, OwnFaultKind, OwnSchema};
pub use quick::is_plainly_valid;
pub use validate::{ExpectedValue, SchemaFault, SchemaFaultKind, validate, validate_in_full};
