//! Spellings that count as one: blanks count for nothing, and brackets, colons and slashes
//! are the same in half and full width.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};

/// The letters of a text that count.
pub fn folded(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter_map(letter)
}

/// A letter as it counts; none for a blank.
#[must_use]
pub fn letter(c: char) -> Option<char> {
    match c {
        '（' => Some('('),
        '）' => Some(')'),
        '：' => Some(':'),
        '／' | '⁄' => Some('/'),
        c => (!c.is_whitespace()).then_some(c),
    }
}

/// The spelling that stands for all others of a text: the letters that count. Nearly always that
/// is the text itself.
#[must_use]
pub fn canonical(text: &str) -> Cow<'_, str> {
    let Some(mut at) = first_folded(text) else { return Cow::Borrowed(text) };
    let mut all = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        all.push_str(&rest[..at]);
        let mut letters = rest[at..].chars();
        all.extend(letters.next().and_then(letter));
        rest = letters.as_str();
        let Some(next) = first_folded(rest) else { break };
        at = next;
    }
    all.push_str(rest);
    Cow::Owned(all)
}

/// Where the first character stands that does not count as it is written: what [`letter`] changes,
/// told by its bytes.
fn first_folded(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&lead) = bytes.get(at) {
        let (folds, width) = match lead {
            // Most letters of Chinese.
            0xE4..=0xE9 => (false, 3),
            0..=0x7F => (matches!(lead, b'\t'..=b'\r' | b' '), 1),
            0x80..=0xDF => (matches!(bytes[at..], [0xC2, 0x85 | 0xA0, ..]), 2),
            0xE0..=0xEF => {
                let folds = match bytes[at..] {
                    [0xE1, 0x9A, last, ..] => last == 0x80,
                    // ⁄ is E2 81 84.
                    [0xE2, 0x80, last, ..] => matches!(last, 0x80..=0x8A | 0xA8 | 0xA9 | 0xAF),
                    [0xE2, 0x81, last, ..] => matches!(last, 0x84 | 0x9F),
                    [0xE3, 0x80, last, ..] => last == 0x80,
                    // （ ） ／ ：
                    [0xEF, 0xBC, last, ..] => matches!(last, 0x88 | 0x89 | 0x8F | 0x9A),
                    _ => false,
                };
                (folds, 3)
            }
            _ => (false, 4),
        };
        if folds {
            return Some(at);
        }
        at += width;
    }
    None
}

/// A text that is equal to every other spelling of itself: a key of hash maps.
#[derive(Debug, Clone, Copy)]
pub struct Folded<'a>(pub &'a str);

impl PartialEq for Folded<'_> {
    fn eq(&self, other: &Self) -> bool {
        // Most words differ in their first letters, which count as they are written from U+4000 to
        // U+9FFF.
        let letter =
            |text: &str| text.as_bytes().first_chunk::<3>().copied().filter(|letter| matches!(letter[0], 0xE4..=0xE9));
        match (letter(self.0), letter(other.0)) {
            (Some(one), Some(two)) if one != two => false,
            _ => self.0 == other.0 || folded(self.0).eq(folded(other.0)),
        }
    }
}

impl Eq for Folded<'_> {}

impl Hash for Folded<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        canonical(self.0).hash(state);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn blanks_and_the_width_of_brackets_make_no_difference() {
        let seen = HashSet::from([Folded("公示 栏（电子屏）")]);
        assert!(seen.contains(&Folded("公示栏(电子屏)\u{3000}")));
        assert!(!seen.contains(&Folded("公示栏")));
        assert!(Folded("") == Folded(" "));
    }

    #[test]
    fn every_character_that_folds_is_folded_within_a_text() {
        for c in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
            let text = format!("公{c}示");
            assert_eq!(canonical(&text), folded(&text).collect::<String>(), "{c:?}");
            let (one, other) = (format!("{c}示"), format!("示{c}"));
            assert_eq!(Folded(&one) == Folded(&other), folded(&one).eq(folded(&other)), "{c:?}");
        }
    }

    #[test]
    fn a_text_in_which_nothing_folds_stands_for_itself() {
        for text in ["公示栏", "、，。《》“”—…；", "［0］àé𠀀", ""] {
            assert!(matches!(canonical(text), Cow::Borrowed(_)), "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_spelling_that_stands_for_others_is_the_letters_that_count(text in "[公、，：（）／⁄。0-9\\s\u{1c}-\u{3f}é𠀀]*|\\PC*") {
            prop_assert_eq!(canonical(&text), folded(&text).collect::<String>());
        }
    }
}
