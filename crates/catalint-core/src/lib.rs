//! The engine of catalint: reads, checks and mends Chinese government-disclosure catalogs
//! (政务公开标准目录).
//!
//! Pure: text in, report out. No files, no clock, no environment, no threads, no printing;
//! the day on which law is judged comes in as an argument. The entry points are
//! [`lint::lint_text`], [`lint::fix_text`], [`rules::RULES`] and the formats of [`report`].

pub mod config;
pub mod docs;
pub mod domain;
pub mod fix;
pub mod lint;
pub mod model;
pub mod project;
pub mod report;
pub mod rule;
pub mod rules;
pub mod schema;
pub mod text;
pub mod yaml;
