//! Mending: edits of the text, grouped into fixes, applied to a fixed point.

mod apply;

pub(crate) use apply::undo;
pub use apply::{FixedText, apply};

pub use catalint_text::Edit;

use crate::rule::Localized;

/// Who may apply a fix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Applicability {
    /// A person must agree: `--unsafe-fixes`, a quick fix in an editor.
    Offer,
    /// Mechanical, keeps the meaning: `--fix`.
    Safe,
}

impl Applicability {
    /// `safe`, `unsafe`
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Offer => "unsafe",
        }
    }
}

/// Other words for some of a cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CellEdit {
    /// The cell as people find it, `Sheet1!F12`, `表2 第3行第5列`; of merged ones the first.
    pub cell: String,
    /// Words as they stand there, so many that they stand there once.
    pub before: String,
    /// What is to stand in their place.
    pub after: String,
}

/// One way to mend one finding: all of its edits or none.
#[derive(Debug, Clone)]
pub struct Fix {
    /// Who may apply it.
    pub applicability: Applicability,
    /// What it does, an imperative; its slots are those of the finding.
    pub message: &'static Localized,
    /// Edits in the order of the text, not overlapping.
    pub edits: Vec<Edit>,
    /// Edits of the cells of a table; there the file has no text to edit.
    pub cells: Box<[CellEdit]>,
    /// Whether the file is to be written in UTF-8, whatever it was. The one fix that changes
    /// an encoding has this and no edits.
    pub to_utf8: bool,
}

impl Fix {
    /// A mechanical fix.
    #[must_use]
    pub fn safe(message: &'static Localized, edits: Vec<Edit>) -> Self {
        Self::new(Applicability::Safe, message, edits)
    }

    /// A fix to agree to.
    #[must_use]
    pub fn offer(message: &'static Localized, edits: Vec<Edit>) -> Self {
        Self::new(Applicability::Offer, message, edits)
    }

    fn new(applicability: Applicability, message: &'static Localized, mut edits: Vec<Edit>) -> Self {
        edits.sort_by_key(|edit| edit.span);
        Self { applicability, message, edits, cells: Box::default(), to_utf8: false }
    }
}
