//! Kinds of characters in Chinese text.

/// Whether a character is a Chinese one, punctuation aside.
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '〇' | '\u{3400}'..='\u{4DBF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether a character writes a number in Chinese.
#[must_use]
pub fn is_chinese_digit(c: char) -> bool {
    matches!(c, '〇' | '零' | '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千')
}

/// Whether a character is a blank within a line, of any width, also one without any.
#[must_use]
pub fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{A0}' | '\u{2000}'..='\u{200B}' | '\u{202F}' | '\u{205F}' | '\u{3000}' | '\u{FEFF}')
}

/// The character in front of a place in a text. The place lies between two characters.
#[must_use]
pub fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The character behind a place in a text. The place lies between two characters.
#[must_use]
pub fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Whether a text begins with something else than white space, told by its first byte: a letter or
/// mark of ASCII, or a character from U+4000 on. Of few other texts does it say no wrongly.
#[inline]
#[must_use]
pub fn begins_with_ink(text: &str) -> bool {
    text.as_bytes().first().is_some_and(|byte| matches!(byte, b'!'..=b'~' | 0xE4..))
}

/// A text without the white space around it, as [`str::trim`] has it: nearly always the whole text,
/// which two bytes tell.
#[inline]
#[must_use]
pub fn trimmed(text: &str) -> &str {
    // All white space lies below U+4000, and so begins with a byte below 0xE4.
    let ends_with_ink = matches!(text.as_bytes(), [.., b'!'..=b'~'] | [.., 0xE4..=0xEF, _, _]);
    if ends_with_ink && begins_with_ink(text) { text } else { text.trim() }
}

/// Whether a text certainly ends with a Chinese letter; cheap.
#[inline]
#[must_use]
pub fn ends_with_letter(text: &str) -> bool {
    matches!(text.as_bytes(), [.., 0xE4..=0xE9, _, _])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_and_ends_with_ink_is_trimmed_already() {
        for c in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
            for text in [c.to_string(), format!("{c}甲"), format!("甲{c}"), format!("a{c}"), format!("甲 {c}")] {
                assert_eq!(trimmed(&text), text.trim(), "{text:?}");
                assert!(!begins_with_ink(&text) || text.trim_start() == text, "{text:?}");
            }
        }
        assert_eq!(trimmed(""), "");
    }
}
