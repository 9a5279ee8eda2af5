//! What can be wrong in a config file: facts of the config, which rules of the family CFG word.

use super::Localized;
use catalint_text::Span;

/// Something wrong in a config file, and where.
#[derive(Debug, Clone)]
pub struct ConfigFault {
    /// What.
    pub kind: ConfigFaultKind,
    /// The key or the value at fault.
    pub span: Span,
}

/// Kinds of [`ConfigFault`].
#[derive(Debug, Clone)]
pub enum ConfigFaultKind {
    /// A key that its section does not know.
    UnknownKey {
        /// As it is written.
        key: String,
        /// The nearest key of the section.
        nearest: Option<String>,
        /// All keys of the section.
        known: String,
    },
    /// A rule that nobody knows.
    UnknownRule {
        /// As it is written.
        written: String,
        /// The nearest code, name or family.
        nearest: Option<String>,
    },
    /// A line that would silence or lower a rule that is always told.
    AlwaysTold {
        /// The rule or its family, as it is written.
        written: String,
    },
    /// A value of the wrong kind, or one that its key does not take.
    Value {
        /// The key above it.
        key: String,
        /// What belongs there.
        expected: Expected,
        /// The nearest of the words that belong there.
        nearest: Option<String>,
    },
    /// A key that has to be there.
    Missing {
        /// The key.
        key: &'static str,
    },
    /// A pattern that can't be compiled: what the regex engine says, in English.
    Pattern(String),
    /// A file that the config names can't be used.
    File {
        /// Its path.
        path: String,
        /// Why not.
        reason: FileReason,
    },
    /// The row of an act contradicts itself or other rows.
    Law {
        /// Title of the act.
        title: String,
        /// What is wrong with the row.
        problem: Localized,
    },
}

/// Why a file that a config names can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileReason {
    /// The world says no: its words.
    Unread(String),
    /// A config extends itself, in however many steps.
    Circle,
    /// A config extends more files than this, in however many steps.
    TooMany(usize),
    /// It is no JSON Schema: what the validator says, in English.
    Schema(String),
    /// It is no catalog, or one without items.
    NoCatalog,
    /// Its YAML is broken at this line.
    Broken(u32),
    /// It lies outside the repository, and nobody said that the config may be trusted.
    Outside,
    /// It lies outside the repository, and something is wrong in it: of what it holds nothing is told.
    Faulty,
}

/// What belongs at a place of a config.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// Words for people: 一段文字, a text.
    Words(Localized),
    /// One of these.
    OneOf(String),
}
