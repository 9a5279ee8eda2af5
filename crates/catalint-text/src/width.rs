//! Columns on a screen.

use unicode_width::UnicodeWidthChar;

/// A tab runs to the next multiple of this many columns.
pub const TAB_STOP: usize = 4;

/// Columns that `text` takes on a screen when it starts at column 0: two for Chinese
/// characters and full-width marks, to the next tab stop for a tab, none for control and
/// combining characters. Characters of ambiguous width (“ ” √ ①) count as one.
#[must_use]
pub fn display_width(text: &str) -> usize {
    text.chars().fold(0, |column, c| match c {
        '\t' => (column / TAB_STOP + 1) * TAB_STOP,
        c => column + c.width().unwrap_or(0),
    })
}

/// The screen column, from 0, at which the byte `at` of `line` stands.
#[must_use]
pub fn display_column(line: &str, at: usize) -> usize {
    let mut at = at.min(line.len());
    while !line.is_char_boundary(at) {
        at -= 1;
    }
    display_width(&line[..at])
}
