//! The integration tests of the whole workspace: one binary, one module a subject.

mod cli;
mod docs;
mod fixtures;
mod hostile;
mod law;
mod positions;
mod registry;
mod report;
mod schema;
mod syntax;
mod tables;
mod tables_hostile;
mod tidy;
mod yaml;
