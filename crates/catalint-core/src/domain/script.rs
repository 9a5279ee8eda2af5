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
