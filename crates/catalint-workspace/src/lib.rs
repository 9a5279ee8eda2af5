//! The catalogs of a folder: found, with the settings that hold for each, the projects they belong to, the versions
//! before them and the findings that are known already; run over side by side, and written back when they are fixed.
//!
//! Whatever is known of catalogs is in `catalint-core`; arguments, a terminal and the exit code are in `catalint`. All
//! that is asked of the world goes through a [`FileSystem`]: the [`Disk`], the double [`Memory`], or what a language
//! server lays over them.
//!
//! ```
//! use std::sync::Arc;
//!
//! use catalint_domain::date::Date;
//! use catalint_core::lint::Settings;
//! use catalint_core::rule::Lang;
//! use catalint_workspace::config_store::{ConfigStore, Origin};
//! use catalint_workspace::discover::{Search, discover};
//! use catalint_workspace::job::{Choice, jobs};
//! use catalint_workspace::projects::Projects;
//! use catalint_workspace::session::Session;
//! use catalint_workspace::{Memory, SharedFiles};
//!
//! let fs: SharedFiles = Arc::new(
//!     Memory::new("/office")
//!         .file("catalogs/a.yaml", "title: 目录\nitems:\n  - subtopic: 临时救助\n    deadline: 20个工作日以内\n")
//!         .file("catalogs/old/b.yaml", "title: 目录\nitems: []\n")
//!         .file(".gitignore", "old/\n")
//!         .file("catalint.yaml", "profile: national\n"),
//! );
//!
//! // Which files there are, as git sees them, and which config holds for each.
//! let paths = ["catalogs".into()];
//! let search = Search { paths: &paths, stdin_name: None, exclude: &Arc::default(), force_exclude: false };
//! let (tasks, errors) = discover(&*fs, &search);
//! let mut configs = ConfigStore::new(fs.clone(), Origin::Nearest, Lang::En);
//! let jobs = jobs(&*fs, tasks, Choice::default(), &mut configs).jobs;
//! assert!(errors.is_empty() && configs.faults.is_empty());
//! assert_eq!(jobs.len(), 1);
//!
//! // What they know of each other, then the findings of each.
//! let base = Settings::new(Date::parse("2026-11-30").expect("a day"));
//! let projects = Projects::gather(&*fs, &paths, &jobs, &mut configs, &base, None);
//! let session = Session { fs, base, projects, baseline: None, previous: None };
//! let checked = session.check(&jobs[0])?.expect("a catalog");
//! assert!(!checked.report.findings.is_empty());
//! # Ok::<(), catalint_workspace::Error>(())
//! ```
//!
//! Modules stand in one row, each on those before it: [`error`], [`fs`], [`files`], [`memory`], [`disk`], [`patterns`],
//! [`walk`], [`discover`], [`asked`], [`config_store`], [`job`], [`read`], [`catalogs`], [`pool`], [`projects`], [`kept_projects`],
//! [`previous`], [`baseline`], [`session`], [`revised`].

pub mod asked;
pub mod baseline;
pub mod catalogs;
pub mod config_store;
pub mod discover;
pub mod disk;
pub mod error;
pub mod files;
pub mod fs;
pub mod job;
pub mod kept_projects;
pub mod memory;
pub mod patterns;
pub mod pool;
pub mod previous;
pub mod projects;
pub mod read;
pub mod revised;
pub mod session;
#[cfg(test)]
mod tests;
pub mod walk;

pub use disk::Disk;
pub use error::Error;
pub use fs::{FileSystem, SharedFiles};
pub use memory::Memory;
