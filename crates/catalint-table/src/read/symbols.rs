//! Letters of symbol fonts: office programs store a tick as a letter in one of these.

use crate::marks::LOST;

/// Fonts whose letters are signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Font {
    Wingdings,
    Wingdings2,
    /// Wingdings 3, Webdings, Symbol and the like: none of their signs is taken for a tick.
    Other,
}

/// The symbol font of a name; none for fonts of letters.
pub(super) fn font(name: &str) -> Option<Font> {
    let name: String = name.to_ascii_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    match () {
        () if name.contains("wingdings2") => Some(Font::Wingdings2),
        () if name.contains("wingdings3") || name.contains("webdings") || name == "symbol" => Some(Font::Other),
        () if name.contains("wingdings") => Some(Font::Wingdings),
        () => None,
    }
}

/// The sign of a letter, given as it is or in the private use area where Word puts it.
pub(super) fn sign(font: Font, letter: char) -> char {
    let code = match u32::from(letter) {
        code @ 0xF020..=0xF0FF => code - 0xF000,
        code => code,
    };
    match (font, code) {
        (_, 0x20) => ' ',
        // A number in such a font is one that somebody typed without looking; others are signs.
        _ if letter.is_whitespace() => letter,
        (Font::Wingdings, 0xFE | 0xFD | 0x78) | (Font::Wingdings2, 0x52..=0x54) => '☑',
        (Font::Wingdings, 0xFC) | (Font::Wingdings2, 0x50) => '√',
        (Font::Wingdings, 0x6E) | (Font::Wingdings2, 0xA2) => '■',
        (Font::Wingdings, 0xA8 | 0x6F | 0x70 | 0x71 | 0x72) | (Font::Wingdings2, 0xA3 | 0x2A | 0x30) => '□',
        (Font::Wingdings, 0x6C) => '●',
        (Font::Wingdings, 0x75) => '◆',
        _ if u32::from(letter) > 0x2FF && code == u32::from(letter) => letter,
        _ => LOST,
    }
}

/// A text in a font: signs for letters of a symbol font, else the text itself.
pub(super) fn plain(font: Option<Font>, text: &str) -> String {
    match font {
        Some(font) => text.chars().map(|c| sign(font, c)).collect(),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_symbol_fonts_are_signs() {
        let of = |name: &str, text: &str| plain(font(name), text);
        assert_eq!(of("Wingdings 2", "R\u{a3}"), "☑□");
        assert_eq!(of("Wingdings", "\u{fe}\u{a8}\u{f0fe}\u{f0a8}"), "☑□☑□");
        assert_eq!(of("Wingdings 3", "R"), "\u{fffd}");
        assert_eq!(of("Wingdings", "政府 √"), "政府 √");
        assert_eq!(of("宋体", "R"), "R");
    }
}
