//! The run over one file: decode, parse, schema, bind, rules, silences, comments that ignore, order, baseline.

mod annotate;
pub mod baseline;
mod config;
mod custom;
mod diagnostic;
mod engine;
mod fixer;
mod groups;
mod in_force;
mod law_days;
mod linter;
mod merge;
pub mod naming;
mod offers;
mod pass_memo;
#[cfg(test)]
mod properties;
mod run;
mod shared;
mod silence;
mod sniff;
mod suppress;

pub use annotate::Annotated;
pub use config::{LintedConfig, lint_config};
pub use diagnostic::{Counts, Diagnostic, FileReport, ItemName};
pub use engine::{Elsewhere, Options};
pub use fixer::{Dropped, FixOptions, Fixed, Why};
pub use groups::{Group, Rank, Variant, groups, item_ranges, singles};
pub use law_days::LawDays;
pub use linter::{Linter, fix_text, lint_text};
pub use merge::Shared;
pub use run::Parallelism;
pub use sniff::{HEAD_BYTES, looks_like_catalog, text_looks_like_catalog};
