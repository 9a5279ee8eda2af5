//! What a text may hold, found in one pass, so that most rules ask for one bit and are done.
//!
//! A bit says *may*: a text with the bit need not have the fault, a text without it never has.

use std::sync::LazyLock;

use super::{statutory, terms, typos};

/// Bits of a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Marks(u16);

impl Marks {
    /// What every text has.
    pub const TEXT: Self = Self(1 << 15);
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

    /// Reads a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let words: &Words = &WORDS;
        let bytes = text.as_bytes();
        let (mut bits, mut at) = (Self::TEXT.0, 0);
        // Behind the last full-width mark; no place at first.
        let mut marked = usize::MAX;
        while let Some(&lead) = bytes.get(at) {
            if (0xE4..=0xE9).contains(&lead) {
                // A Chinese letter, of three bytes; none of the signs below begins so.
                if let Some(letters) = bytes.get(at.wrapping_sub(1)..at + 3).and_then(|four| four.first_chunk()) {
                    bits |= words.bits(u32::from_le_bytes(*letters));
                } else if let Some(&[a, b, c]) = bytes.first_chunk() {
                    bits |= words.bits(u32::from_le_bytes([0, a, b, c]));
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
const fn of_char(c: char) -> Marks {
    match c {
        '0'..='9' | '①'..='⑳' => Marks::NUMBER,
        '０'..='９' => Marks::NUMBER.with(Marks::WIDE_DIGIT),
        ',' | ';' | ':' | '!' | '?' | '"' => Marks::HALF,
        '(' | ')' => Marks::HALF.with(Marks::BRACKET),
        '《' | '》' | '〈' | '〉' | '（' | '）' | '“' | '”' | '‘' | '’' => Marks::BRACKET,
        ' ' | '\t' | '\u{A0}' | '\u{2000}'..='\u{200B}' | '\u{202F}' | '\u{205F}' | '\u{3000}' | '\u{FEFF}' => {
            Marks::BLANK
        }
        '■' | '☑' | '☒' | '√' | '✓' | '✔' | '▣' | '▄' | '◼' | '□' | '☐' | '◻' | '▢' | '<' => {
            Marks::BOX
        }
        '×' | '╳' | 'x' | 'X' | 'ｘ' | 'Ｘ' | '_' | '＿' => Marks::CROSS,
        '。' => Marks::STOP,
        'R' | 'þ' | '£' => Marks::BOX_LETTER,
        '.' | '…' => Marks::OPEN,
        '\u{2F00}'..='\u{2FD5}' => Marks::TYPO,
        _ => Marks(0),
    }
}

static ASCII: [u16; 128] = {
    let mut table = [0; 128];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = of_char(byte as u8 as char).0;
        byte += 1;
    }
    table
};

/// Words of two letters, each known by the last byte of the first and the whole second, in the
/// order of the text; words of one letter, with 0 for the byte before it.
struct Words {
    /// Whether there may be a word, by a hash.
    places: [bool; 4096],
    /// Sorted, with the bits of each word.
    words: Vec<(u32, u16)>,
}

impl Words {
    /// The bits of the last of two letters.
    fn bits(&self, letters: u32) -> u16 {
        let one = letters & 0xFFFF_FF00;
        if !(self.places[place(letters)] | self.places[place(one)]) {
            return 0;
        }
        let bits = |of| self.words.binary_search_by_key(&of, |(letters, _)| *letters).map_or(0, |at| self.words[at].1);
        bits(letters) | bits(one)
    }
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let typos = typos::letters().map(|word| (word, Marks::TYPO));
    let terms = terms::PARTS.iter().map(|word| (*word, Marks::TERM));
    let personal = PERSONAL.iter().map(|word| (*word, Marks::PERSONAL));
    let fill_in = FILL_IN.iter().map(|word| (*word, Marks::FILL_IN));
    let letters = [("口", Marks::BOX_LETTER), ("等", Marks::OPEN)];
    let matters = statutory::keys().map(|word| (beginning(word), Marks::MATTER));
    let mut all = Words { places: [false; 4096], words: Vec::new() };
    for (word, mark) in typos.chain(terms).chain(personal).chain(fill_in).chain(letters).chain(matters) {
        let letters = match *word.as_bytes() {
            [_, _, c, d, e, f] => u32::from_le_bytes([c, d, e, f]),
            [a, b, c] => u32::from_le_bytes([0, a, b, c]),
            _ => unreachable!("a word has one Chinese letter or two"),
        };
        all.places[place(letters)] = true;
        match all.words.iter_mut().find(|(known, _)| *known == letters) {
            Some((_, bits)) => *bits |= mark.0,
            None => all.words.push((letters, mark.0)),
        }
    }
    all.words.sort_unstable();
    all
});

/// The first two letters of a word; the next two where many other words begin so.
fn beginning(word: &str) -> &str {
    let word = ["社会", "政府", "行政"].iter().find_map(|common| word.strip_prefix(common)).unwrap_or(word);
    word.char_indices().nth(2).map_or(word, |(at, _)| &word[..at])
}

fn place(letters: u32) -> usize {
    (letters.wrapping_mul(0x9E37_79B1) >> 20) as usize
}

/// Two letters of each word for data of a person.
const PERSONAL: &[&str] = &["份证", "份号", "证号", "障卡", "障号", "护照", "住址", "手机", "银行", "户籍"];

/// The first two letters of `请填写` and the like.
const FILL_IN: &[&str] = &["请写", "请注", "请填", "请说", "请具"];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{boxes, brackets, numbering, script};

    /// Texts of signs and words that have bits, and of others.
    fn texts() -> impl Strategy<Value = String> {
        let words: Vec<&str> = typos::letters()
            .chain(terms::PARTS.iter().copied())
            .chain(PERSONAL.iter().copied())
            .chain(statutory::keys())
            .collect();
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
            let marks = Marks::of(&text);
            let has = |wanted: &[char]| text.contains(wanted);
            prop_assert_eq!(marks.has(Marks::NUMBER), numbering::may_hold_numbers(&text));
            prop_assert_eq!(marks.has(Marks::WIDE_DIGIT), text.contains(|c| ('０'..='９').contains(&c)));
            let in_a_row = text.chars().zip(text.chars().skip(1)).any(|(a, b)| is_mark(a) && is_mark(b));
            let half = has(&[',', ';', ':', '(', ')', '!', '?', '"']);
            prop_assert_eq!(marks.has(Marks::HALF), half || in_a_row);
            prop_assert_eq!(marks.has(Marks::BLANK), text.contains(script::is_blank));
            prop_assert_eq!(marks.has(Marks::CROSS), has(&['×', '╳', 'x', 'X', 'ｘ', 'Ｘ', '_', '＿']));
            prop_assert_eq!(marks.has(Marks::STOP), has(&['。']));
            prop_assert!(marks.has(Marks::BRACKET) || brackets::read(&text) == brackets::Brackets::default());
            prop_assert!(marks.has(Marks::BOX) || boxes::first_mark(&text).is_none());
            let misspelt = typos::misspellings(&text).next().is_some() || typos::radicals(&text).next().is_some();
            prop_assert!(marks.has(Marks::TYPO) || !misspelt);
            let of = |words: &[&str]| words.iter().any(|word| text.contains(word));
            prop_assert!(marks.has(Marks::TERM) || !of(terms::PARTS));
            prop_assert!(marks.has(Marks::PERSONAL) || !of(PERSONAL));
            prop_assert!(marks.has(Marks::FILL_IN) || !of(FILL_IN));
            prop_assert!(marks.has(Marks::BOX.with(Marks::BOX_LETTER)) || !boxes::may_hold_boxes(&text));
            prop_assert!(marks.has(Marks::MATTER) || !statutory::may_belong(&text));
            prop_assert!(marks.has(Marks::MATTER) || !statutory::may_name_decisions(&text));
            prop_assert_eq!(marks.has(Marks::OPEN), has(&['等', '.', '…']));
            prop_assert!(marks.has(Marks::TEXT));
        }
    }

    #[test]
    fn every_word_that_a_rule_knows_has_its_bit() {
        use crate::domain::{personal, stand_in};
        let persons = [personal::ID, personal::OTHERS, personal::ACCOUNTS].into_iter().flat_map(str::split_whitespace);
        let words = persons.map(|word| (word, Marks::PERSONAL));
        for (word, mark) in words.chain(stand_in::FILL_INS.iter().map(|word| (*word, Marks::FILL_IN))) {
            assert!(Marks::of(word).has(mark), "{word} is dead: no letters of it are known");
        }
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
            assert_eq!(Marks::of(text), Marks::TEXT, "{text}");
        }
    }
}
