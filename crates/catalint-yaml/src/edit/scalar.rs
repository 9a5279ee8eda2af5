//! A text as a scalar of YAML.

use crate::Kind;

/// A text as a YAML scalar: plain where that is safe, else in double quotes, or in single ones where it has double ones
/// itself and nothing to escape. `flow` is whether it is to stand between brackets.
#[must_use]
pub fn scalar(text: &str, flow: bool) -> String {
    if plain_safe(text, flow) {
        return text.to_owned();
    }
    let escapes = text.contains('\\') || text.chars().any(is_escaped);
    if text.contains('"') && !escapes { format!("'{}'", text.replace('\'', "''")) } else { quoted(text) }
}

/// A text in double quotes.
#[must_use]
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", escape_double(text))
}

/// Whether a text can stand without quotes and stays text.
pub(super) fn plain_safe(text: &str, flow: bool) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let edges = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
    let mark = "-?:,[]{}#&*!|>'\"%@`".contains(first);
    let inside = text.contains(": ") || text.contains(" #") || text.ends_with(':');
    let flow_marks = flow && text.contains([',', '[', ']', '{', '}']);
    let control = text.chars().any(|c| is_escaped(c) || c == '\u{85}');
    let other_kind = crate::resolve::plain(text) != Kind::Str;
    // Three of a kind part documents, and this key merges another map.
    let marker = text.starts_with("---") || text.starts_with("...") || text == "<<";
    !(edges || mark || inside || flow_marks || control || other_kind || marker)
}

pub(super) fn escape_double(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_escaped(c) && u32::from(c) > 0xFFFF => out.push_str(&format!("\\U{:08X}", c as u32)),
            c if is_escaped(c) => out.push_str(&format!("\\u{:04X}", c as u32)),
            c => out.push(c),
        }
    }
    out
}

/// Whether a character can stand in YAML by its number alone: controls, and those that are none.
fn is_escaped(c: char) -> bool {
    let nothing = matches!(u32::from(c) & 0xFFFF, 0xFFFE | 0xFFFF);
    nothing || c.is_control() || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}')
}
