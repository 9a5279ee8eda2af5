//! Text of others, made fit for a terminal and for one line of a report.

use std::borrow::Cow;
use std::fmt::Write;

/// Whether a character would be unseen on a screen, or would command the terminal or turn the
/// direction of its text: control characters, zero-width and bidirectional marks. A tab is one.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Writes the form in which a hidden character is shown: `<U+200B>`.
pub fn push_hidden(out: &mut String, c: char) {
    write!(out, "<U+{:04X}>", u32::from(c)).expect("a String takes all that is written");
}

/// The text on one line with nothing hidden in it: breaks and tabs become blanks, other hidden
/// characters are spelled out.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            c if is_hidden(c) => push_hidden(&mut out, c),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}
