//! The integration tests of the whole workspace: one binary, one module a subject.

mod fixtures;
mod registry;
mod tidy;
