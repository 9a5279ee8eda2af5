//! The integration tests of the whole workspace: one binary, one module a subject.

mod anew;
mod cli;
mod config;
mod defaults;
mod docs;
mod export;
mod fixtures;
mod formats;
mod growth;
mod harmless;
mod hostile;
mod law;
mod lists;
mod offers;
mod positions;
mod projects;
mod reader;
mod registry;
mod report;
mod schema;
mod syntax;
mod tables;
mod tables_hostile;
mod tidy;
mod unread;
mod yaml;
