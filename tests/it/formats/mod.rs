//! The machine formats, all over one sample: what they write, and whether a reader who knows
//! nothing of the library finds in them what the sample holds.

mod fingerprints;
mod limits;
mod places;
mod sample;
mod snapshots;

use catalint_core::lint::Report;
use catalint_core::rule::{Lang, Severity};
use catalint_report::{View, format, render};
use serde_json::Value;

/// The report in a format.
fn rendered(name: &str, reports: &[Report], lang: Lang) -> String {
    render(format(name).expect("a format"), reports, View::new(lang, Severity::Hint))
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}
