//! The ledger of an area, for people and machines. What the tables say is decided in `catalint_core::ledger`.

mod html;
mod json;
mod last;
mod markdown;

use std::collections::BTreeMap;

use catalint_core::ledger::{Ledger, LedgerSheet};

pub use last::{NoRound, last_round};

/// The JSON Schema of what `json` gives.
pub const SCHEMA: &str = include_str!("../../data/ledger.schema.json");

/// A ledger that is to be written.
#[derive(Debug)]
pub struct LedgerPage<'l> {
    /// What it says.
    pub ledger: &'l Ledger,
    /// The same in words.
    pub sheet: &'l LedgerSheet,
    /// The pages that bodies have of their own, by position among [`LedgerSheet::bodies`].
    pub links: BTreeMap<usize, String>,
    /// Whether the words are English.
    pub lang: catalint_core::rule::Lang,
}

/// A format of the ledger that needs no terminal.
#[derive(Debug)]
pub struct LedgerFormat {
    /// What `--output-format` calls it.
    pub name: &'static str,
    /// The whole text.
    pub page: fn(&LedgerPage<'_>) -> String,
}

/// All of them; a workbook is another kind of thing.
pub static FORMATS: &[LedgerFormat] = &[
    LedgerFormat { name: "markdown", page: markdown::page },
    LedgerFormat { name: "html", page: html::page },
    LedgerFormat { name: "json", page: json::page },
];
