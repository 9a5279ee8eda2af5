//! Spellings that count as one: blanks count for nothing, and brackets, colons and slashes
//! are the same in half and full width.

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

/// A text that is equal to every other spelling of itself: a key of hash maps.
#[derive(Debug, Clone, Copy)]
pub struct Folded<'a>(pub &'a str);

impl PartialEq for Folded<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || folded(self.0).eq(folded(other.0))
    }
}

impl Eq for Folded<'_> {}

impl Hash for Folded<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // FNV-1a over the letters, handed on as one number.
        let mix = |hash: u64, c: char| (hash ^ u64::from(c as u32)).wrapping_mul(0x0100_0000_01b3);
        state.write_u64(folded(self.0).fold(0xcbf2_9ce4_8422_2325, mix));
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
}
