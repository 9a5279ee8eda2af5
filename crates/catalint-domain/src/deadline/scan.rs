//! The text as the grammar sees it: blanks taken out, widths folded, places remembered.

use std::ops::Range;

/// One character that is no blank.
#[derive(Clone, Copy)]
struct Ch {
    /// Folded: full-width ASCII and the dashes are plain.
    c: char,
    /// Bytes of the original character.
    len: u8,
    /// A blank or line break stood before it.
    gap: bool,
    /// First byte in the text.
    at: usize,
}

/// A stretch of character indices.
pub(super) type ScanPart = (usize, usize);

/// Words to look for, longer ones first where one begins (or ends) like another. Which characters
/// they begin or end in is known beforehand, so that most places are dismissed with one look.
pub(super) struct ScanWords<T: 'static> {
    list: &'static [(&'static str, T)],
    first: [u64; 4],
    last: [u64; 4],
}

impl<T> ScanWords<T> {
    pub(super) const fn new(list: &'static [(&'static str, T)]) -> Self {
        let (mut first, mut last) = ([0; 4], [0; 4]);
        let mut i = 0;
        while i < list.len() {
            let bytes = list[i].0.as_bytes();
            let mut end = bytes.len() - 1;
            while bytes[end] & 0xc0 == 0x80 {
                end -= 1;
            }
            let (head, tail) = (low_byte(bytes, 0), low_byte(bytes, end));
            first[head / 64] |= 1 << (head % 64);
            last[tail / 64] |= 1 << (tail % 64);
            i += 1;
        }
        Self { list, first, last }
    }
}

/// [`ScanWords`] without values; `Words` must be in scope.
macro_rules! words {
    ($($word:literal),* $(,)?) => {
        ScanWords::new(&[$(($word, ())),*])
    };
}
pub(super) use words;

/// The low eight bits of the character at byte `i`.
const fn low_byte(bytes: &[u8], i: usize) -> usize {
    let code = match bytes[i] {
        0..0x80 => bytes[i] as u32,
        0xc0..0xe0 => ((bytes[i] as u32) << 6) | (bytes[i + 1] & 0x3f) as u32,
        _ => ((bytes[i + 1] as u32) << 6) | (bytes[i + 2] & 0x3f) as u32,
    };
    (code & 0xff) as usize
}

/// Whether a character may be one of those in the set.
fn may_be(set: &[u64; 4], c: char) -> bool {
    let low = (u32::from(c) & 0xff) as usize;
    set[low / 64] >> (low % 64) & 1 == 1
}

/// The characters of a text.
pub(super) struct Chars(Vec<Ch>);

impl Chars {
    pub(super) fn new(text: &str) -> Self {
        // A Chinese character takes three bytes: rarely more than one allocation.
        let mut list = Vec::with_capacity(text.len() / 2 + 4);
        let mut gap = false;
        for (at, raw) in text.char_indices() {
            if is_blank(raw) {
                gap = true;
                continue;
            }
            let len = u8::try_from(raw.len_utf8()).expect("a character has at most four bytes");
            // 二○二四, 二０, 二O: whatever stands for 〇 behind a Chinese digit.
            let zero = matches!(raw, '○' | '◯' | '0' | '０' | 'O' | 'Ｏ')
                && list.last().is_some_and(|ch: &Ch| "一二三四五六七八九〇".contains(ch.c));
            list.push(Ch { c: if zero { '〇' } else { fold(raw) }, len, gap, at });
            gap = false;
        }
        Self(list)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The character at `i`; NUL, which no phrase holds, beyond the ends.
    #[inline]
    pub(super) fn at(&self, i: usize) -> char {
        self.0.get(i).map_or('\0', |ch| ch.c)
    }

    /// The character before `i`.
    pub(super) fn before(&self, i: usize) -> char {
        i.checked_sub(1).map_or('\0', |i| self.at(i))
    }

    /// Whether the digit at `i` is a full-width one.
    pub(super) fn is_wide(&self, i: usize) -> bool {
        self.0.get(i).is_some_and(|ch| ch.len > 1)
    }

    /// Whether a blank stood before the character at `i`.
    pub(super) fn gap(&self, i: usize) -> bool {
        self.0.get(i).is_some_and(|ch| ch.gap)
    }

    /// The end of `word` if it stands at `i`.
    #[inline]
    pub(super) fn after(&self, i: usize, word: &str) -> Option<usize> {
        let mut end = i;
        for c in word.chars() {
            if self.at(end) != c {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    pub(super) fn is(&self, i: usize, word: &str) -> bool {
        self.after(i, word).is_some()
    }

    /// The end of the first of `words` that stands at `i`; list longer ones first.
    pub(super) fn any(&self, i: usize, words: &[&str]) -> Option<usize> {
        words.iter().find_map(|word| self.after(i, word))
    }

    /// The first of `words` that stands at `i`, and its end.
    #[inline]
    pub(super) fn word<T: Copy>(&self, i: usize, words: &ScanWords<T>) -> Option<(T, usize)> {
        if !may_be(&words.first, self.at(i)) {
            return None;
        }
        words.list.iter().find_map(|&(word, value)| Some((value, self.after(i, word)?)))
    }

    /// The first of `words` that the part ends in, and its start.
    #[inline]
    pub(super) fn ends_word<T: Copy>(&self, part: ScanPart, words: &ScanWords<T>) -> Option<(T, usize)> {
        if !may_be(&words.last, self.before(part.1)) {
            return None;
        }
        words.list.iter().find_map(|&(word, value)| Some((value, self.ends(part, word)?)))
    }

    /// The start of `word` if the part ends in it.
    #[inline]
    pub(super) fn ends(&self, (lo, hi): ScanPart, word: &str) -> Option<usize> {
        let mut start = hi;
        for c in word.chars().rev() {
            if start <= lo || self.at(start - 1) != c {
                return None;
            }
            start -= 1;
        }
        Some(start)
    }

    /// The start of the first of `words` that the part ends in; list longer ones first.
    pub(super) fn ends_any(&self, part: ScanPart, words: &[&str]) -> Option<usize> {
        words.iter().find_map(|word| self.ends(part, word))
    }

    /// The first place of `word` within the part.
    pub(super) fn find(&self, (lo, hi): ScanPart, word: &str) -> Option<usize> {
        (lo..hi).find(|&i| self.after(i, word).is_some_and(|end| end <= hi))
    }

    pub(super) fn has(&self, part: ScanPart, word: &str) -> bool {
        self.find(part, word).is_some()
    }

    /// Whether a phrase may end before `i`: the text ends there or a mark stands there. A colon
    /// is none: what stands before it is a scope or a label.
    pub(super) fn stop(&self, i: usize) -> bool {
        i >= self.len() || (is_mark(self.at(i)) && self.at(i) != ':')
    }

    /// The bytes of a part; empty at its start where the part is empty.
    pub(super) fn bytes(&self, (lo, hi): ScanPart) -> Range<usize> {
        let start = self.0.get(lo).map_or_else(|| self.end_of(self.len()), |ch| ch.at);
        start..if hi > lo { self.end_of(hi) } else { start }
    }

    /// One past the last byte of the character before `i`.
    fn end_of(&self, i: usize) -> usize {
        i.checked_sub(1).and_then(|i| self.0.get(i)).map_or(0, |ch| ch.at + usize::from(ch.len))
    }

    /// The part without marks at its ends. Quotes and title marks that belong to the words stay,
    /// and so does a bracket whose other half is inside.
    pub(super) fn trim(&self, (mut lo, mut hi): ScanPart) -> ScanPart {
        let (mut open, mut close) = (true, true);
        for round in 0..2 {
            let first = |c| is_mark(c) && !(matches!(c, '《' | '“' | '〈') || (open && c == '('));
            let last = |c| is_mark(c) && !(matches!(c, '》' | '”' | '〉') || (close && c == ')'));
            while lo < hi && first(self.at(lo)) {
                lo += 1;
            }
            while lo < hi && last(self.at(hi - 1)) {
                hi -= 1;
            }
            if round > 0 || lo >= hi || (self.at(lo) != '(' && self.at(hi - 1) != ')') {
                break;
            }
            (open, close) = (self.has((lo, hi), ")"), self.has((lo, hi), "("));
        }
        (lo, hi)
    }
}

/// White space, and the marks without width that pasted tables carry.
pub(super) fn is_blank(c: char) -> bool {
    match c {
        '\u{4e00}'..='\u{9fff}' | '!'..='~' => false,
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => true,
        _ => c.is_whitespace(),
    }
}

fn fold(c: char) -> char {
    match c {
        '—' | '–' | '―' | '─' | '～' | '~' => '-',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).expect("the block mirrors printable ASCII"),
        '⁄' => '/',
        _ => c,
    }
}

/// Anything that is neither letter nor digit.
pub(super) fn is_mark(c: char) -> bool {
    match c {
        '\u{4e00}'..='\u{9fff}' | '0'..='9' => false,
        _ => !c.is_alphanumeric(),
    }
}

/// A mark that ends a sentence.
pub(super) fn is_full_stop(c: char) -> bool {
    matches!(c, ';' | '。' | '!' | '?' | '|' | '●' | '•' | '■' | '□')
}
