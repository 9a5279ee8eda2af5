//! What a text may hold, found in one pass, so that most rules ask for one bit and are done.
//!
//! A bit says *may*: a text with the bit need not have the fault, a text without it never has. Bits of words are made
//! from the lists that the rules search (`WORD_LISTS`): a word that is added there is found here.

use std::sync::LazyLock;

use super::{personal, placeholder, terms, typos};
use crate::chinese::script;
use crate::statutory;

/// Bits of a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TextFeatures(u32);

impl TextFeatures {
    /// None.
    pub const NONE: Self = Self(0);
    /// What every text has.
    pub const TEXT: Self = Self(1 << 31);
    /// A digit of any width or a number in a circle: numbers of elements.
    pub const NUMBER: Self = Self(1);
    /// A full-width digit.
    pub const WIDE_DIGIT: Self = Self(1 << 1);
    /// A half-width mark of a sentence, a half-width quote or round bracket, or two marks in a row.
    pub const HALF: Self = Self(1 << 2);
    /// A round bracket, title mark or quotation mark.
    pub const BRACKET: Self = Self(1 << 3);
    /// A blank of any width within a line.
    pub const BLANK: Self = Self(1 << 4);
    /// A sign with which tables tick options, or `<`.
    pub const BOX: Self = Self(1 << 5);
    /// A letter of `××`, `xx`, `__`, which wait for something to be filled in.
    pub const CROSS: Self = Self(1 << 6);
    /// `。`
    pub const STOP: Self = Self(1 << 7);
    /// A listed misspelling, or a radical in place of a letter.
    pub const TYPO: Self = Self(1 << 8);
    /// A term of the past.
    pub const TERM: Self = Self(1 << 9);
    /// A word for data of a person.
    pub const PERSONAL: Self = Self(1 << 10);
    /// `请填写`, `请注明`
    pub const FILL_IN: Self = Self(1 << 11);
    /// A letter that some fonts leave for a box.
    pub const BOX_LETTER: Self = Self(1 << 12);
    /// A word by which items are known for which acts set something.
    pub const MATTER: Self = Self(1 << 13);
    /// 等 or dots: the end of an open list.
    pub const OPEN: Self = Self(1 << 14);

    /// A word for decisions that acts want published.
    pub const DECISION: Self = Self(1 << 15);
    /// 。, ； or ， at the end.
    pub const END_MARK: Self = Self(1 << 16);
    /// The whole text points to the value above: 同上.
    pub const DITTO: Self = Self(1 << 17);

    /// The lists of words that rules search, for tests over all of them.
    pub fn word_lists() -> impl Iterator<Item = (Self, Vec<&'static str>)> {
        WORD_LISTS.iter().map(|(bit, words)| (*bit, words()))
    }

    /// Reads a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let words: &ListWords = &WORDS;
        let bytes = text.as_bytes();
        let (mut bits, mut at) = (Self::TEXT.0, 0);
        // Behind the last full-width mark; no place at first.
        let mut marked = usize::MAX;
        while let Some(&lead) = bytes.get(at) {
            if (0xE4..=0xE9).contains(&lead) {
                // A Chinese letter, of three bytes; none of the signs below begins so.
                if let Some(letters) = bytes.get(at.wrapping_sub(1)..at + 3).and_then(|four| four.first_chunk()) {
                    bits |= words.bits(u32::from_le_bytes(*letters), text, at);
                } else if let Some(&[a, b, c]) = bytes.first_chunk() {
                    bits |= words.bits(u32::from_le_bytes([0, a, b, c]), text, at);
                }
                at += 3;
            } else if lead < 0x80 {
                bits |= ASCII[usize::from(lead)];
                at += 1;
            } else {
                let Some(c) = text[at..].chars().next() else { break };
                bits |= of_char(c).0;
                if is_mark(c) {
                    // The same bit: both are looked at together.
                    bits |= if marked == at { Self::HALF.0 } else { 0 };
                    marked = at + c.len_utf8();
                }
                at += c.len_utf8();
            }
        }
        bits |= if ends_in_mark(text) { Self::END_MARK.0 } else { 0 };
        bits |= if placeholder::is_ditto(text) { Self::DITTO.0 } else { 0 };
        Self(bits)
    }

    /// Whether one of some bits is there.
    #[must_use]
    pub const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// The bits of both.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A full-width mark between the parts of a sentence.
const fn is_mark(c: char) -> bool {
    matches!(c, '，' | '、' | '；' | '。' | '：')
}

/// The bits of a character that is no Chinese letter.
const fn of_char(c: char) -> TextFeatures {
    match c {
        '0'..='9' | '①'..='⑳' => TextFeatures::NUMBER,
        '０'..='９' => TextFeatures::NUMBER.with(TextFeatures::WIDE_DIGIT),
        ',' | ';' | ':' | '!' | '?' | '"' => TextFeatures::HALF,
        '(' | ')' => TextFeatures::HALF.with(TextFeatures::BRACKET),
        '《' | '》' | '〈' | '〉' | '（' | '）' | '“' | '”' | '‘' | '’' => TextFeatures::BRACKET,
        ' ' | '\t' | '\u{A0}' | '\u{2000}'..='\u{200B}' | '\u{202F}' | '\u{205F}' | '\u{3000}' | '\u{FEFF}' => {
            TextFeatures::BLANK
        }
        '■' | '☑' | '☒' | '√' | '✓' | '✔' | '▣' | '▄' | '◼' | '□' | '☐' | '◻' | '▢' | '<' => {
            TextFeatures::BOX
        }
        '×' | '╳' | 'x' | 'X' | 'ｘ' | 'Ｘ' | '_' | '＿' => TextFeatures::CROSS,
        '。' => TextFeatures::STOP,
        'R' | 'þ' | '£' => TextFeatures::BOX_LETTER,
        '.' | '…' => TextFeatures::OPEN,
        '\u{2F00}'..='\u{2FD5}' => TextFeatures::TYPO,
        _ => TextFeatures(0),
    }
}

static ASCII: [u32; 128] = {
    let mut table = [0; 128];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = of_char(byte as u8 as char).0;
        byte += 1;
    }
    table
};

/// Gives the words of a list.
type WordList = fn() -> Vec<&'static str>;

/// The lists of words that rules search, each with its bit: what a rule finds of a list is found here first.
const WORD_LISTS: &[(TextFeatures, WordList)] = &[
    (TextFeatures::TYPO, || typos::words().collect()),
    (TextFeatures::TERM, || terms::words().collect()),
    (TextFeatures::PERSONAL, || personal::words().collect()),
    (TextFeatures::FILL_IN, || placeholder::FILL_INS.to_vec()),
    (TextFeatures::MATTER, || statutory::keys().collect()),
    (TextFeatures::DECISION, || statutory::decision_words().collect()),
    (TextFeatures::BOX_LETTER, || vec!["口"]),
    (TextFeatures::OPEN, || vec!["等"]),
];

/// A word, told by two Chinese letters that stand in it in a row.
struct LetterPair {
    /// The last byte of the first of the two and the whole second, in the order of the text; where the word has no two
    /// in a row, 0 and the letter.
    letters: u32,
    /// Bytes before the second.
    before: usize,
    word: &'static str,
    bit: u32,
}

/// The words of all lists.
struct ListWords {
    /// By a hash of letters, the first word with that hash, counted from 1; 0 where there is none.
    places: [u16; 4096],
    /// Sorted by that hash.
    words: Vec<LetterPair>,
    /// Those of lists with a word without a Chinese letter, which every text may hold.
    always: u32,
}

impl ListWords {
    /// The bits of the words whose second letter stands at a place.
    fn bits(&self, letters: u32, text: &str, at: usize) -> u32 {
        self.with(letters, text, at) | self.with(letters & 0xFFFF_FF00, text, at) | self.always
    }

    #[inline]
    fn with(&self, letters: u32, text: &str, at: usize) -> u32 {
        match self.places[place(letters)] {
            0 => 0,
            first => self.among(usize::from(first) - 1, letters, text, at),
        }
    }

    fn among(&self, first: usize, letters: u32, text: &str, at: usize) -> u32 {
        let here = place(letters);
        let same = self.words[first..].iter().take_while(|word| place(word.letters) == here);
        let stands = |word: &LetterPair| {
            let start = at.checked_sub(word.before);
            start.is_some_and(|start| text.as_bytes()[start..].starts_with(word.word.as_bytes()))
        };
        let new = |bits: u32, word: &LetterPair| word.letters == letters && bits & word.bit == 0 && stands(word);
        same.fold(0, |bits, word| if new(bits, word) { bits | word.bit } else { bits })
    }
}

static WORDS: LazyLock<ListWords> = LazyLock::new(|| {
    let lists: Vec<(TextFeatures, Vec<&str>)> = WORD_LISTS.iter().map(|(bit, words)| (*bit, words())).collect();
    // How many words have two letters, by their hash: the rarest two of a word tell it best.
    let mut common = [0_u16; 4096];
    let all = || lists.iter().flat_map(|(bit, words)| words.iter().map(|word| (*bit, *word)));
    all().flat_map(|(_, word)| pairs(word)).for_each(|(letters, _)| common[place(letters)] += 1);
    let mut made = ListWords { places: [0; 4096], words: Vec::with_capacity(all().count()), always: 0 };
    for (TextFeatures(bit), word) in all() {
        match pairs(word).min_by_key(|(letters, _)| common[place(*letters)]) {
            Some((letters, before)) => made.words.push(LetterPair { letters, before, word, bit }),
            None => made.always |= bit,
        }
    }
    made.words.sort_unstable_by_key(|word| place(word.letters));
    for (nth, word) in made.words.iter().enumerate().rev() {
        made.places[place(word.letters)] = nth as u16 + 1;
    }
    made
});

/// The Chinese letters of a word, two in a row at a time, with the bytes before the second; one by one where no two are.
fn pairs(word: &str) -> impl Iterator<Item = (u32, usize)> + '_ {
    let is_letter = |at: usize| matches!(word.as_bytes().get(at), Some(0xE4..=0xE9));
    let places = move || (0..word.len()).filter(move |&at| is_letter(at));
    let second = move |at: &usize| at.checked_sub(3).is_some_and(is_letter);
    let single = !places().any(|at| second(&at));
    places().filter(move |at| single || second(at)).map(move |at| {
        let bytes = word.as_bytes();
        let before = if single { 0 } else { bytes[at - 1] };
        (u32::from_le_bytes([before, bytes[at], bytes[at + 1], bytes[at + 2]]), at)
    })
}

fn place(letters: u32) -> usize {
    (letters.wrapping_mul(0x9E37_79B1) >> 20) as usize
}

/// Whether a text ends in 。, ； or ，, blanks aside; nearly all end with a letter.
fn ends_in_mark(text: &str) -> bool {
    !script::ends_with_letter(text)
        && text.trim_end_matches(|c: char| c.is_whitespace() || script::is_blank(c)).ends_with(['。', '；', '，'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::chinese::{brackets, numbering, script};
    use crate::vocabulary::boxes;

    /// Texts of signs and words that have bits, and of others.
    fn texts() -> impl Strategy<Value = String> {
        let words: Vec<&str> = WORD_LISTS.iter().flat_map(|(_, words)| words()).collect();
        let part = prop_oneof![
            "[0-9０-９①⑳⑴，。、；：,;:()（）《》〈〉“”‘’ .…等口Rþ£\t\u{A0}\u{200B}\u{3000}■□√<×xX_＿⼯㐀-㐂a-e办公开请填写注明]",
            proptest::sample::select(words).prop_map(str::to_owned),
            any::<char>().prop_map(String::from),
        ];
        proptest::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn a_text_without_a_bit_has_nothing_of_its_kind(text in texts()) {
            let marks = TextFeatures::of(&text);
            let has = |wanted: &[char]| text.contains(wanted);
            prop_assert_eq!(marks.has(TextFeatures::NUMBER), numbering::may_hold_numbers(&text));
            prop_assert_eq!(marks.has(TextFeatures::WIDE_DIGIT), text.contains(|c| ('０'..='９').contains(&c)));
            let in_a_row = text.chars().zip(text.chars().skip(1)).any(|(a, b)| is_mark(a) && is_mark(b));
            let half = has(&[',', ';', ':', '(', ')', '!', '?', '"']);
            prop_assert_eq!(marks.has(TextFeatures::HALF), half || in_a_row);
            prop_assert_eq!(marks.has(TextFeatures::BLANK), text.contains(script::is_blank));
            prop_assert_eq!(marks.has(TextFeatures::CROSS), has(&['×', '╳', 'x', 'X', 'ｘ', 'Ｘ', '_', '＿']));
            prop_assert_eq!(marks.has(TextFeatures::STOP), has(&['。']));
            prop_assert!(marks.has(TextFeatures::BRACKET) || brackets::read(&text) == brackets::Brackets::default());
            prop_assert!(marks.has(TextFeatures::BOX) || boxes::first_mark(&text).is_none());
            let misspelt = typos::misspellings(&text).next().is_some() || typos::radicals(&text).next().is_some();
            prop_assert!(marks.has(TextFeatures::TYPO) || !misspelt);
            for (bit, words) in WORD_LISTS.iter().filter(|(bit, _)| ![TextFeatures::TYPO, TextFeatures::OPEN].contains(bit)) {
                prop_assert_eq!(marks.has(*bit), of_chars(&text).has(*bit) || words().iter().any(|word| text.contains(word)));
            }
            prop_assert!(marks.has(TextFeatures::BOX.with(TextFeatures::BOX_LETTER)) || !boxes::may_hold_boxes(&text));
            prop_assert!(marks.has(TextFeatures::MATTER) || !statutory::may_belong(&text));
            prop_assert_eq!(marks.has(TextFeatures::DECISION), statutory::may_name_decisions(&text));
            prop_assert_eq!(marks.has(TextFeatures::DITTO), placeholder::is_ditto(&text));
            prop_assert_eq!(marks.has(TextFeatures::OPEN), has(&['等', '.', '…']));
            prop_assert!(marks.has(TextFeatures::TEXT));
        }
    }

    /// The bits of the characters of a text that are no Chinese letters.
    fn of_chars(text: &str) -> TextFeatures {
        text.chars().fold(TextFeatures::default(), |bits, c| bits.with(of_char(c)))
    }

    #[test]
    fn every_word_of_every_list_has_its_bit_wherever_it_stands() {
        for (bit, words) in WORD_LISTS {
            for word in words() {
                for text in [word.to_owned(), format!("区{word}表"), format!("x{word}、"), format!("，{word}。")] {
                    assert!(TextFeatures::of(&text).has(*bit), "{word} in {text}");
                }
            }
        }
        assert_eq!(WORDS.always, 0, "a list has a word without a Chinese letter: it can't be left out of any text");
    }

    #[test]
    fn plain_words_have_no_bit_of_their_own() {
        let plain = [
            "机关简介",
            "公开方式和渠道",
            "退役军人优待",
            "区民政局",
            "全社会",
            "政府网站",
            "主动公开",
            "申请条件、办理流程",
        ];
        for text in plain {
            assert_eq!(TextFeatures::of(text), TextFeatures::TEXT, "{text}");
        }
    }
}
