//! What a text may hold, found in one pass, so that most rules ask for one bit and are done.
//!
//! A bit says *may*: a text with the bit need not have the fault, a text without it never has.

use std::sync::LazyLock;

use super::{terms, typos};

/// Bits of a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Marks(u16);

impl Marks {
    /// A digit of any width or a number in a circle: numbers of elements.
    pub const NUMBER: Self = Self(1);
    /// A full-width digit.
    pub const WIDE_DIGIT: Self = Self(1 << 1);
    /// A half-width comma, semicolon, colon or round bracket.
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

    /// Reads a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let words = &*WORDS;
        let bytes = text.as_bytes();
        let (mut bits, mut at) = (0, 0);
        while let Some(&lead) = bytes.get(at) {
            if (0xE4..=0xE9).contains(&lead) {
                // A Chinese letter, of three bytes; none of the signs below begins so.
                if let Some(letters) = bytes.get(at.wrapping_sub(1)..at + 3).and_then(|four| four.first_chunk()) {
                    bits |= words[pair(u32::from_le_bytes(*letters))] | words[one(u32::from_le_bytes(*letters))];
                } else if let Some(&[a, b, c]) = bytes.first_chunk() {
                    bits |= words[one(u32::from_le_bytes([0, a, b, c]))];
                }
                at += 3;
            } else if lead < 0x80 {
                bits |= ASCII[usize::from(lead)];
                at += 1;
            } else {
                let Some(c) = text[at..].chars().next() else { break };
                bits |= of_char(c).0;
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

/// The bits of a character that is no Chinese letter.
const fn of_char(c: char) -> Marks {
    match c {
        '0'..='9' | '①'..='⑳' => Marks::NUMBER,
        '０'..='９' => Marks::NUMBER.with(Marks::WIDE_DIGIT),
        ',' | ';' | ':' => Marks::HALF,
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

/// Words by a hash of two neighbouring letters: all of the second and the last byte of the first.
/// Other letters may fall on the same place; so many places keep that rare.
type Words = [u16; 8192];

static WORDS: LazyLock<Box<Words>> = LazyLock::new(|| {
    let typos = typos::words().map(|word| (word, Marks::TYPO));
    let terms = terms::PARTS.iter().map(|word| (*word, Marks::TERM));
    let personal = PERSONAL.iter().map(|word| (*word, Marks::PERSONAL));
    let fill_in = ["请写", "请注", "请填", "请说", "请具"].map(|word| (word, Marks::FILL_IN));
    let mut table = Box::new([0; 8192]);
    for (word, mark) in typos.chain(terms).chain(personal).chain(fill_in) {
        let place = match *word.as_bytes() {
            [_, _, c, d, e, f, ..] => pair(u32::from_le_bytes([c, d, e, f])),
            [a, b, c] => one(u32::from_le_bytes([0, a, b, c])),
            _ => continue,
        };
        table[place] |= mark.0;
    }
    table
});

/// Two letters of each word for data of a person.
const PERSONAL: &[&str] = &["份证", "份号", "证号", "障卡", "障号", "护照", "住址", "手机", "银行", "户籍"];

/// The place of a letter and the last byte of the one before it, in the order of the text.
fn pair(letters: u32) -> usize {
    (letters.wrapping_mul(0x9E37_79B1) >> 19) as usize
}

/// The place of the letter alone.
fn one(letters: u32) -> usize {
    pair(letters & 0xFFFF_FF00)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{boxes, brackets, numbering, script};

    /// Texts of signs and words that have bits, and of others.
    fn texts() -> impl Strategy<Value = String> {
        let words: Vec<&str> =
            typos::words().chain(terms::PARTS.iter().copied()).chain(PERSONAL.iter().copied()).collect();
        let part = prop_oneof![
            "[0-9０-９①⑳⑴，。、；：,;:()（）《》〈〉“”‘’ \t\u{A0}\u{200B}\u{3000}■□√<×xX_＿⼯㐀-㐂a-e办公开请填写注明]",
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
            prop_assert_eq!(marks.has(Marks::HALF), has(&[',', ';', ':', '(', ')']));
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
            prop_assert!(marks.has(Marks::FILL_IN) || !of(&["请写", "请注", "请填", "请说", "请具"]));
        }
    }

    #[test]
    fn plain_words_have_no_bit() {
        let plain = [
            "机关简介",
            "公开方式和公开渠道",
            "最低生活保障标准",
            "区民政局",
            "全社会",
            "政府网站",
            "主动公开",
            "申请条件、办理流程",
        ];
        for text in plain {
            assert_eq!(Marks::of(text), Marks::default(), "{text}");
        }
    }
}
