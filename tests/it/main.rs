//! The integration tests of the whole workspace: one binary, one module a subject.

mod hostile;
mod positions;
mod registry;
mod schema;
mod syntax;
mod yaml;
