//! The integration tests of the whole workspace: one binary, one module a subject.

mod cli;
mod docs;
mod fixtures;
mod law;
mod positions;
mod registry;
mod report;
mod syntax;
mod tidy;
mod yaml;
