//! A change of a text.

use super::Span;

/// A replacement of a range of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What goes.
    pub span: Span,
    /// What comes.
    pub content: String,
}

impl Edit {
    /// Replaces `span` by `content`.
    #[must_use]
    pub fn new(span: Span, content: impl Into<String>) -> Self {
        Self { span, content: content.into() }
    }
}
