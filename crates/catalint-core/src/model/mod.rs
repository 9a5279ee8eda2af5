//! The catalog as the rules see it: items and fields, every one optional and with its place.

mod catalog;
mod content;
mod field;
#[cfg(feature = "serde_yaml")]
mod interop;
mod level;
pub(crate) mod reads;
mod unread;

pub use catalog::{Catalog, Entries, Entry, Field, Item};
pub use content::{Element, elements};
pub use field::{ColumnHead, FIELDS, FieldId, FieldShape, FieldSpec, Scope};
pub use reads::FieldSet;
pub use unread::Unread;
