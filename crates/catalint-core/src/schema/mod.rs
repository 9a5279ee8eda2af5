//! The catalog file as a JSON Schema, made from the field table, and as a walk over our own tree that asks the same.
//!
//! What the walk finds broken becomes a [`SchemaFault`] with a place, and rules word it. A validator runs the schemas that a
//! repository brings (feature `own-schemas`), and holds the walk to the schema of the catalog in debug builds.

mod generate;
#[cfg(feature = "own-schemas")]
mod json;
mod level;
mod meant;
#[cfg(feature = "own-schemas")]
mod own;
mod own_fault;
#[cfg(feature = "own-schemas")]
mod steps;
mod validate;
mod walk;

pub use generate::{SchemaKeys, catalog_schema};
#[cfg(feature = "own-schemas")]
pub use own::{OwnSchema, validate_by_schema};
#[cfg(not(feature = "own-schemas"))]
pub use own_fault::OwnSchema;
pub use own_fault::{OwnFault, OwnFaultKind};
pub use validate::{ExpectedValue, SchemaFault, SchemaFaultKind, validate};
