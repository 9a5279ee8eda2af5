//! The catalogs of a folder: found, with the settings that hold for each, the projects they belong to, the versions
//! before them and the findings that are known already; run over side by side, and written back when they are fixed.
//!
//! Whatever is known of catalogs is in `catalint-core`; arguments, a terminal and the exit code are in `catalint`.

pub mod baseline;
pub mod config_store;
pub mod discover;
pub mod error;
pub mod files;
mod git;
pub mod job;
pub mod pool;
pub mod previous;
pub mod projects;
pub mod read;
pub mod write;

pub use error::Error;
