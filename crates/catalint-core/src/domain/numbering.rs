//! Numbers of elements within a text: `1.`, `1、`, `（1）`.

use std::ops::Range;

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NumberStyle {
    /// `1.`
    Dot,
    /// `1．`
    WideDot,
    /// `1、`
    Comma,
    /// `（1）` or `(1)`
    Brackets,
    /// `1）` or `1)`
    HalfBracket,
    /// `①`
    Circled,
}

/// A number in front of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Its value.
    pub value: u32,
    /// How it is written.
    pub style: NumberStyle,
    /// The number with its mark, in the text.
    pub range: Range<usize>,
}

/// A part of a text: an optional number and the words behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The number.
    pub number: Option<Number>,
    /// The words, blanks around them left out.
    pub range: Range<usize>,
}

/// The number in front of a text, if it has one, and the rest.
#[must_use]
pub fn leading(text: &str) -> Part {
    let start = text.len() - text.trim_start().len();
    Part { number: None, range: start..text.trim_end().len().max(start) }
}

/// The numbered parts of a text; one part without a number where there is no series.
#[must_use]
pub fn split(text: &str) -> Vec<Part> {
    vec![leading(text)]
}
