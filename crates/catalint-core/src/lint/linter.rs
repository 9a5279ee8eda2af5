//! The session: settings once, then documents in any number and from any thread.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::annotate::{self, Annotated, Ignoring};
use super::engine::{self, External, Settings};
use super::fixer::{self, FixOptions, Fixed};
use super::{Report, offers};
use crate::Document;
use crate::project::{self, Facts};
use crate::rule::{Finding, OlderVersion, Severity};
use catalint_text::Edit;

/// Checks and mends documents by the same settings. A clone is cheap, threads may share one, and nothing that it
/// needs outlives it.
#[derive(Debug, Clone)]
pub struct Linter {
    options: Arc<Settings>,
}

impl Linter {
    /// A linter with some settings.
    #[must_use]
    pub fn new(options: impl Into<Arc<Settings>>) -> Self {
        Self { options: options.into() }
    }

    /// Its settings.
    #[must_use]
    pub fn options(&self) -> &Settings {
        &self.options
    }

    /// All that the rules say of a document.
    #[must_use]
    pub fn check(&self, document: &Document) -> Report {
        self.check_with(document, External::default())
    }

    /// The same, with what another stage found and knows of the text that it wrote.
    #[must_use]
    pub fn check_with(&self, document: &Document, elsewhere: External) -> Report {
        engine::check(document, &self.options, elsewhere)
    }

    /// Applies fixes until none is left that applies, each once at its place.
    #[must_use]
    pub fn fix(&self, document: Document, which: FixOptions) -> Fixed {
        fixer::fix(document, self, which, None)
    }

    /// The same for some findings only, named by their fingerprints.
    #[must_use]
    pub fn fix_chosen(&self, document: Document, which: FixOptions, chosen: BTreeSet<String>) -> Fixed {
        fixer::fix(document, self, which, Some(chosen))
    }

    /// Takes back the offers of a report of this linter that would bring an error, or lose an item. It costs at least
    /// one more check of the file where there is an offer: for those who show or apply them.
    pub fn keep_sound_offers(&self, report: &mut Report) {
        offers::keep_sound(report, self);
    }

    /// Ignores the findings of at least this severity by comments: one above each item, and one at the
    /// top for findings about no item. A comment that is there with the same reason takes the codes in.
    /// Only lines of such comments are added or change.
    #[must_use]
    pub fn add_ignores(&self, document: Document, why: &str, least: Severity) -> Annotated {
        annotate::add_ignores(document, self, why, least)
    }

    /// The comments that ignore some findings of a document for a reason, as edits by place. Without those that can't be
    /// ignored, or not so.
    #[must_use]
    pub fn ignore_edits(&self, document: &Document, wanted: &[&Finding], why: &str, reach: Ignoring) -> Vec<Edit> {
        annotate::ignore_edits(document, self, wanted, why, reach)
    }

    /// What other catalogs of a project are told about this one. None where it is no catalog.
    #[must_use]
    pub fn facts(&self, document: &Document) -> Option<Facts> {
        let (catalog, profile) = engine::told(document, &self.options)?;
        Some(Facts::of(document.source(), &catalog, profile))
    }

    /// The older version of a catalog that people call `version`. None where it is no catalog.
    #[must_use]
    pub fn previous(&self, version: &str, document: &Document) -> Option<OlderVersion> {
        let (catalog, profile) = engine::told(document, &self.options)?;
        let facts = Facts::of(document.source(), &catalog, profile);
        let rests = project::rests(&facts, &catalog);
        Some(OlderVersion { version: version.to_owned(), facts, rests })
    }
}

/// Checks the bytes of a file; `name` is what findings call it. For one file: who checks several keeps a [`Linter`],
/// and who does more with one a [`Document`].
#[must_use]
pub fn lint_text(name: &str, bytes: &[u8], options: &Settings) -> Report {
    engine::check(&Document::from_bytes(name, bytes), options, External::default())
}

/// Mends the bytes of a file; see [`Linter::fix`].
#[must_use]
pub fn fix_text(name: &str, bytes: &[u8], options: &Settings, which: FixOptions) -> Fixed {
    Linter::new(options.clone()).fix(Document::from_bytes(name, bytes), which)
}
