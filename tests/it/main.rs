//! The integration tests of the whole workspace: one binary, one module a subject.

mod positions;
mod registry;
mod syntax;
mod yaml;
