//! The integration tests of the whole workspace: one binary, one module a subject.

mod cli;
mod docs;
mod fixtures;
mod registry;
mod report;
mod tidy;
