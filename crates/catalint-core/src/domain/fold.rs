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
    // What is folded is ASCII blanks or begins with one of these bytes.
    let may_fold = |byte: &u8| *byte <= b' ' || matches!(byte, 0xC2 | 0xE1 | 0xE2 | 0xE3 | 0xEF);
    if !text.as_bytes().iter().any(may_fold) || folded(text).eq(text.chars()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(folded(text).collect())
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
    use super::*;
    use std::collections::HashSet;

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
        assert!(matches!(canonical("公示栏"), Cow::Borrowed(_)));
    }
}
