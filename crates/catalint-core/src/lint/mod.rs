//! The run over one file: decode, parse, schema, bind, rules, supersedes, comments that ignore, order, baseline.

mod annotate;
pub mod baseline;
mod config;
mod custom;
mod engine;
mod fixer;
mod groups;
mod in_force;
mod known_items;
mod law_days;
mod linter;
mod merge;
pub mod naming;
mod offers;
mod pass_memo;
mod precedence;
#[cfg(test)]
mod properties;
mod report;
mod run;
mod shared;
mod sniff;
mod suppress;

pub use annotate::{Annotated, Ignoring};
pub use config::{LintedConfig, lint_config};
pub use engine::{ColumnMeaning, External, Settings};
pub use fixer::{Dropped, DroppedWhy, FixOptions, Fixed};
pub use groups::{Group, GroupRank, Variant, groups, item_ranges, singles};
pub use known_items::KnownItems;
pub use law_days::LawDays;
pub use linter::{Linter, fix_text, lint_text};
pub use merge::SharedValues;
pub use report::{Counts, Report};
pub use run::Parallelism;
pub use sniff::{HEAD_BYTES, looks_like_catalog, text_looks_like_catalog};
