//! What rules know beyond one file: the other catalogs of a project, catalogs to be covered, the
//! version before.
//!
//! A catalog is told to others by its [`Facts`], small and owned. Project rules are ordinary checks
//! of one catalog that hold it against the facts of others.

mod facts;
mod index;
mod reference;

pub use facts::{BodyFacts, Facts, ItemFacts, SaidThere, rests};
pub use index::{BodyForm, Gathering, Project};
pub use reference::{
    Covering, MadeReference, NoReference, Reference, ReferenceItem, SHIPPED, ShippedReference, TEXT_YEAR, Unusable,
};
