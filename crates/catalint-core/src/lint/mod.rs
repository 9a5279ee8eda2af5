//! The run over one file: decode, parse, schema, bind, rules, silences, order.

mod diagnostic;
mod engine;
mod fixer;
mod seen;
mod silence;
mod sniff;

pub use diagnostic::{Counts, Diagnostic, FileReport, ItemName};
pub use engine::{Options, lint_source, lint_source_with, lint_text, run_rules};
pub use fixer::{Dropped, FixOptions, Fixed, fix_text};
pub use sniff::looks_like_catalog;
