//! What a schema of the repository has against a catalog.

use catalint_text::Span;

/// Where a catalog breaks a schema of the repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnFault {
    /// Path of the schema.
    pub schema: String,
    /// What is wrong.
    pub kind: OwnFaultKind,
    /// Where.
    pub span: Span,
    /// Index of the item.
    pub item: Option<usize>,
    /// JSON Pointer with canonical keys.
    pub pointer: String,
}

/// Kinds of [`OwnFault`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnFaultKind {
    /// A property that has to be there is not.
    Missing(String),
    /// A property that may not be there.
    Unexpected(String),
    /// A value of another type than these.
    Type(String),
    /// A value that is none of these.
    OneOf(String),
    /// A text that does not match.
    Pattern(String),
    /// A text with fewer characters.
    TooShort(u64),
    /// A text with more characters.
    TooLong(u64),
    /// A list with fewer entries.
    TooFew(u64),
    /// A list with more entries.
    TooMany(u64),
    /// A list with an entry twice.
    Twice,
    /// Anything else: the keyword.
    Other(String),
}

/// A schema of the repository, where nothing can run it.
#[cfg(not(feature = "own-schemas"))]
#[derive(Debug)]
pub struct OwnSchema {
    /// Its path.
    pub name: String,
}

#[cfg(not(feature = "own-schemas"))]
impl OwnSchema {
    /// Takes none.
    ///
    /// # Errors
    /// Always.
    pub fn read(_name: &str, _text: &str) -> Result<Self, String> {
        Err("schemas are run by the program alone, not here".to_owned())
    }

    /// Nothing.
    #[must_use]
    pub fn faults(&self, _tree: &catalint_yaml::Tree) -> Vec<OwnFault> {
        Vec::new()
    }
}
