//! The engine of catalint: reads, checks and mends Chinese government-disclosure catalogs
//! (政务公开标准目录).
//!
//! Pure: text in, report out. No files, no clock, no environment, no threads, no printing;
//! the day on which law is judged comes in as an argument. A [`Document`] is read once, a [`Linter`] answers for any
//! number of them:
//!
//! ```
//! use catalint_core::fix::Applicability;
//! use catalint_core::lint::{FixOptions, Settings};
//! use catalint_core::rule::{Lang, Severity};
//! use catalint_core::{Date, Document, Linter, Source};
//!
//! let text = "title: 云岭县民政局政务公开标准目录\nitems:\n  - topic: 社会救助\n    channels: [政府网站, 政府网站]\n";
//! let document = Document::parse(Source::from_text("catalog.yaml", text));
//! let linter = Linter::new(Settings::new(Date::new(2026, 11, 30).expect("a day")));
//!
//! let report = linter.check(&document);
//! let twice = report.findings.iter().find(|found| found.rule.code == "CHN005").expect("it is there twice");
//! let (start, _) = report.source.positions(twice.span());
//! assert_eq!((start.line, start.column), (4, 22));
//! assert!(twice.message_in(Lang::En).contains("政府网站"));
//!
//! // What stands at a place.
//! let offset = twice.span().start;
//! assert_eq!(document.node_at(offset).map(|node| node.text()), Some("政府网站"));
//! assert_eq!(document.catalog().and_then(|catalog| catalog.item_at(offset)).map(|item| item.index()), Some(0));
//!
//! let safe = FixOptions { least: Applicability::Safe, min_severity: Severity::Hint };
//! let fixed = linter.fix(document, safe);
//! assert!(fixed.report.source.text.contains("channels: [政府网站]\n"));
//! ```
//!
//! The rules are [`rules::RULES`]. Reports are made by the crate `catalint-report`, tables read by `catalint-table`; what words
//! and acts mean is in `catalint-domain`.

pub mod acts;
pub mod compare;
pub mod complete;
pub mod config;
pub mod docs;
mod document;
pub mod fix;
pub mod format;
pub mod impact;
pub mod ledger;
pub mod lint;
pub mod model;
pub mod project;
pub mod register;
pub mod rule;
pub mod rules;
pub mod schedule;
pub mod schema;

pub use catalint_domain::date::Date;
pub use catalint_text::Source;
pub use document::Document;
pub use lint::Linter;
