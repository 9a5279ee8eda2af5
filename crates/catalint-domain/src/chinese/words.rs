//! A handful of words, all looked for in one pass over a text.
//!
//! Made in no time, unlike an automaton: a run over one small file makes each set for a few texts.

use std::ops::Range;

/// Words, each with at least one letter.
#[derive(Debug)]
pub struct WordSet {
    /// Sorted by first letter, then the longer ones first.
    words: Vec<(char, &'static str)>,
    /// A bit for the low bits of each first letter: most letters of a text begin no word.
    firsts: [u64; 64],
}

impl WordSet {
    /// The set of these.
    pub fn of(words: impl IntoIterator<Item = &'static str>) -> Self {
        let mut words: Vec<_> = words.into_iter().filter_map(|word| Some((word.chars().next()?, word))).collect();
        words.sort_unstable_by(|(a, one), (b, other)| a.cmp(b).then(other.len().cmp(&one.len())).then(one.cmp(other)));
        words.dedup();
        let mut firsts = [0; 64];
        for &(first, _) in &words {
            let (word, bit) = place(first);
            firsts[word] |= bit;
        }
        Self { words, firsts }
    }

    /// Whether one of them is in a text.
    #[must_use]
    pub fn are_in(&self, text: &str) -> bool {
        text.char_indices().any(|(at, c)| self.begins(c) && self.at(text, at, c).is_some())
    }

    /// All that stand in a text, also within one another.
    pub fn all_in<'t>(&'t self, text: &'t str) -> impl Iterator<Item = &'static str> + 't {
        let begins = text.char_indices().filter(|&(_, c)| self.begins(c));
        begins.flat_map(move |(at, c)| self.all_at(&text[at..], c))
    }

    /// Where they stand in a text, in its order: the longest where several begin, and none within another.
    pub fn find_in<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        let mut end = 0;
        text.char_indices().filter_map(move |(at, c)| {
            let word = if at >= end && self.begins(c) { self.at(text, at, c) } else { None }?;
            end = at + word.len();
            Some(at..end)
        })
    }

    /// Whether one of them stands in a text so that it begins before a place and ends behind it.
    #[must_use]
    pub fn lie_across(&self, text: &str, place: usize) -> bool {
        let before = text[..place].char_indices().filter(|&(_, c)| self.begins(c));
        before.flat_map(|(at, c)| self.all_at(&text[at..], c).map(move |word| at + word.len())).any(|end| end > place)
    }

    /// Whether a word may begin with a letter.
    fn begins(&self, c: char) -> bool {
        let (word, bit) = place(c);
        self.firsts[word] & bit != 0
    }

    fn at(&self, text: &str, at: usize, first: char) -> Option<&'static str> {
        self.all_at(&text[at..], first).next()
    }

    /// Those with which a text begins, the longest first. `first` is its first letter.
    fn all_at<'t>(&'t self, text: &'t str, first: char) -> impl Iterator<Item = &'static str> + 't {
        let from = self.words.partition_point(|(c, _)| *c < first);
        let same = self.words[from..].iter().take_while(move |(c, _)| *c == first);
        same.map(|(_, word)| *word).filter(|word| text.starts_with(word))
    }
}

/// Some short texts of which many words are asked, each once.
#[derive(Debug)]
pub struct Texts<'t, const N: usize> {
    texts: [&'t str; N],
    /// A bit for the low bits of each letter: a word whose first is not there is in none.
    letters: [u64; 64],
}

impl<'t, const N: usize> Texts<'t, N> {
    /// These.
    #[must_use]
    pub fn of(texts: [&'t str; N]) -> Self {
        let mut letters = [0; 64];
        for c in texts.iter().flat_map(|text| text.chars()) {
            let (word, bit) = place(c);
            letters[word] |= bit;
        }
        Self { texts, letters }
    }

    /// Whether a word is in one of them.
    #[must_use]
    pub fn hold(&self, word: &str) -> bool {
        let may = word.chars().next().is_none_or(|first| {
            let (word, bit) = place(first);
            self.letters[word] & bit != 0
        });
        may && self.texts.iter().any(|text| text.contains(word))
    }

    /// Whether one of these words is in one of them.
    #[must_use]
    pub fn hold_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.hold(word))
    }
}

fn place(c: char) -> (usize, u64) {
    let low = c as u32 % 4096;
    ((low / 64) as usize, 1 << (low % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_hold_the_words_in_them() {
        let texts = Texts::of(["行政许可", ""]);
        assert!(texts.hold("许可") && texts.hold("") && texts.hold_any(&["处罚", "行政"]));
        assert!(!texts.hold("许可证") && !texts.hold("处罚") && !texts.hold_any(&[]));
        // The low bits of 行 and of another page's letter are the same.
        assert!(!Texts::of(["行"]).hold(&char::from_u32('行' as u32 + 4096).expect("a letter").to_string()));
    }

    #[test]
    fn the_longest_word_counts_and_none_within_another() {
        let words = WordSet::of(["号", "号码", "码头", "证", "ab", "号"]);
        let found = |text: &'static str| words.find_in(text).map(|at| &text[at]).collect::<Vec<_>>();
        assert_eq!(found("证件号码头、号"), ["证", "号码", "号"]);
        assert_eq!(found("aabab"), ["ab", "ab"]);
        // U+60C1 has the low bits of 号, U+53F7 plus 4096 those of another page.
        assert_eq!(found("\u{63f7}惁"), [] as [&str; 0]);
        assert_eq!(words.all_in("证号码头").collect::<Vec<_>>(), ["证", "号码", "号", "码头"]);
        assert!(words.are_in("甲乙号") && !words.are_in("甲乙") && !words.are_in(""));
        assert!(!WordSet::of([]).are_in("甲"));
        let across = |text: &str, head: &str| words.lie_across(text, head.len());
        assert!(across("证号码头", "证号") && across("证号码头", "证号码") && !across("证号码头", "证"));
        assert!(!across("号码", "号码") && !across("号码", ""));
    }
}
