//! What can be wrong with the YAML of a file, as plain facts without words.

use catalint_text::Span;

/// A place that can't be read, or a construct that a catalog may not use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// Where to look first: the opening mark of what was left open, else where reading stopped.
    pub span: Span,
    /// Where reading stopped, when that is another place than `span`.
    pub stopped: Option<Span>,
    /// The part of the file that could not be read because of it: an item, or the whole file.
    pub lost: Span,
}

impl Fault {
    /// A file over [`super::MAX_FILE_BYTES`], of which nothing was read.
    #[must_use]
    pub const fn too_large() -> Self {
        let start = Span::empty(0);
        Self { kind: FaultKind::Limit(Limit::Size), span: start, stopped: None, lost: start }
    }
}

/// Kinds of [`Fault`], each with a message of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// A quotation mark opened and never closed.
    Quote,
    /// Text right behind a closing quotation mark or bracket.
    Trailing,
    /// A `[` or `{` never closed, or closed by the other bracket, or a closing one too many.
    Flow,
    /// Two entries in brackets with no comma between them.
    Comma,
    /// A line that should be `key: value` has no `: `.
    MissingColon,
    /// Two `: ` in one line outside quotes.
    ExtraColon,
    /// A line that stands too far left or right for its place.
    Indentation,
    /// A list that begins on the line of its key.
    InlineEntry,
    /// A `- ` line that became part of the text above it: valid YAML, never meant.
    SwallowedEntry,
    /// A tab used to indent.
    Tab,
    /// A character that YAML does not allow here, or at all.
    Character(char),
    /// A `#` with no blank before it, or a comment in the middle of a text.
    Comment,
    /// A backslash in double quotes followed by something without meaning.
    Escape,
    /// The header or the indentation of a `|` or `>` block.
    BlockScalar,
    /// `*name` without an `&name` before it.
    UnknownAlias,
    /// A `%` directive, a tag or an anchor that is malformed.
    Malformed,
    /// Anything else.
    Other,
    /// One of the limits of [`super::parse`] passed.
    Limit(Limit),
    /// A second document in the file.
    SecondDocument,
    /// A `<<` merge key.
    MergeKey,
    /// A tag outside the core schema.
    ForeignTag,
    /// A tag of the core schema on a value that it does not fit.
    TagMisfit,
    /// A list or mapping as a key.
    ComplexKey,
}

/// The limits of the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Limit {
    /// [`super::MAX_DEPTH`]
    Depth,
    /// [`super::MAX_ALIAS_NODES`], [`super::MAX_ALIAS_TEXT`], or an alias of what it stands in
    Aliases,
    /// [`super::MAX_FILE_BYTES`]
    Size,
}

impl FaultKind {
    /// Whether the text is well-formed YAML that a catalog may not use, rather than broken YAML.
    #[must_use]
    pub const fn is_refusal(self) -> bool {
        matches!(
            self,
            Self::Limit(_)
                | Self::SecondDocument
                | Self::MergeKey
                | Self::ForeignTag
                | Self::TagMisfit
                | Self::ComplexKey
        )
    }
}

/// A writing error of a Chinese keyboard (or a missing blank) and what should stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// What was typed.
    pub kind: SlipKind,
    /// The characters that were typed.
    pub span: Span,
    /// The characters that YAML needs.
    pub replacement: String,
    /// Whether this part of the file can be read once all its slips are mended.
    pub mends: bool,
}

/// Kinds of [`Slip`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SlipKind {
    /// `：` for `: `
    Colon,
    /// `:` right before the value, with no blank
    NoBlank,
    /// `－` or `—` for `- `, or `-` with no blank behind it
    Dash,
    /// `　` (U+3000) for the blanks that indent, or the one behind a colon or dash
    Space,
    /// `，` in a `[…]` list
    Comma,
    /// `【】` or `［］` for `[]`
    Bracket,
    /// `“”` for `""`
    Quote,
    /// Tabs that indent, with the blanks behind them
    Tab,
    /// A blank that looks like one and is none: U+00A0, U+2003, U+200B, U+FEFF …
    Blank,
}
