//! The integration tests of the whole workspace: one binary, one module a subject.

mod cli;
mod config;
mod docs;
mod fixtures;
mod formats;
mod growth;
mod hostile;
mod law;
mod lists;
mod positions;
mod projects;
mod reader;
mod registry;
mod report;
mod schema;
mod syntax;
mod tidy;
mod yaml;
