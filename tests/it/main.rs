//! The integration tests of the whole workspace: one binary, one module a subject.

mod cli;
mod docs;
mod fixtures;
mod hostile;
mod law;
mod positions;
mod projects;
mod registry;
mod report;
mod schema;
mod syntax;
mod tidy;
mod yaml;
