//! Small readers over a position in a text.

use std::borrow::Cow;

/// The text with a place in it that the reader has reached.
///
/// Every position handed in or out lies on a character boundary.
#[derive(Clone, Copy)]
pub(super) struct CitationScan<'t> {
    /// The whole text.
    pub(super) text: &'t str,
    /// Nothing is read from here on.
    pub(super) end: usize,
}

impl<'t> CitationScan<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self { text, end: text.len() }
    }

    /// The same text, read only up to `end`.
    pub(super) fn until(self, end: usize) -> Self {
        Self { end: end.min(self.end), ..self }
    }

    pub(super) fn rest(self, at: usize) -> &'t str {
        self.text.get(at..self.end).unwrap_or_default()
    }

    pub(super) fn peek(self, at: usize) -> Option<char> {
        self.rest(at).chars().next()
    }

    /// The position behind the character at `at`.
    pub(super) fn after(self, at: usize) -> usize {
        self.peek(at).map_or(self.end, |c| at + c.len_utf8())
    }

    /// The position behind `word`, if it stands at `at`.
    pub(super) fn eat(self, at: usize, word: &str) -> Option<usize> {
        self.rest(at).starts_with(word).then(|| at + word.len())
    }

    /// The position behind the longest of `words` at `at`; `words` has longer ones first.
    pub(super) fn eat_any(self, at: usize, words: &[&str]) -> Option<usize> {
        words.iter().find_map(|word| self.eat(at, word))
    }

    /// The first position from `at` on whose character does not satisfy `test`.
    pub(super) fn skip(self, at: usize, test: impl Fn(char) -> bool) -> usize {
        let rest = self.rest(at);
        at + rest.find(|c| !test(c)).unwrap_or(rest.len())
    }

    pub(super) fn skip_blank(self, at: usize) -> usize {
        self.skip(at, is_blank)
    }

    /// The last character before `at`, blanks aside.
    pub(super) fn before(self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().rev().find(|&c| !is_blank(c))
    }

    /// `start..end` without blanks at its ends; never turned around.
    pub(super) fn trim(self, start: usize, end: usize) -> std::ops::Range<usize> {
        let slice = self.text.get(start..end).unwrap_or_default();
        let front = slice.trim_start_matches(is_blank);
        let start = start + (slice.len() - front.len());
        start..start + front.trim_end_matches(is_blank).len()
    }
}

/// A blank or a line break of any width, and the invisible ones that tables bring along.
pub(super) const fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n' | '\u{3000}' | '\u{a0}' | '\u{200b}' | '\u{feff}' | '\u{2002}' | '\u{2003}')
}

/// What ends one basis and begins the next.
pub(super) const fn is_separator(c: char) -> bool {
    matches!(c, '、' | '；' | ';' | '，' | ',' | '。' | '\n' | '\r' | '|' | '｜')
}

/// A character of a Chinese word.
pub(super) const fn is_hanzi(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '〇')
}

/// An opening mark of a title.
pub(super) const fn is_open_mark(c: char) -> bool {
    matches!(c, '《' | '〈' | '<' | '＜')
}

/// A closing mark of a title.
pub(super) const fn is_close_mark(c: char) -> bool {
    matches!(c, '》' | '〉' | '>' | '＞')
}

/// Whether every inner title that opens also closes.
pub(super) fn is_balanced(text: &str) -> bool {
    let mut depth = 0_i32;
    for c in text.chars() {
        depth += i32::from(is_open_mark(c)) - i32::from(is_close_mark(c));
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

/// Whether what ends here can be the whole title of an act or a document.
pub(super) fn ends_as_title(text: &str) -> bool {
    #[rustfmt::skip]
    const ENDS: [&str; 22] = [
        "法", "条例", "规定", "办法", "细则", "通知", "意见", "决定", "法典", "规则", "规程", "准则",
        "公告", "方案", "规划", "标准", "指引", "指南", "纲要", "要点", "规范", "目录",
    ];
    let text = text.trim_end_matches(is_blank);
    ENDS.iter().any(|end| text.ends_with(end)) || text.ends_with(['）', ')'])
}

/// `text` in the form in which titles are compared: without blanks and marks of inner titles,
/// with full-width brackets and plain digits. Borrows where nothing has to change.
#[must_use]
pub fn fold(text: &str) -> Cow<'_, str> {
    // Everything that changes begins with one of these bytes; a plain title has none of them.
    let may_change = |byte: u8| matches!(byte, 0..=b'/' | b':'..=b'@' | 0xC2 | 0xE2 | 0xE3 | 0xEF);
    // Looked at to the end, not up to the first: that is the faster loop.
    if !text.bytes().fold(false, |found, byte| found | may_change(byte)) {
        return Cow::Borrowed(text);
    }
    match text.find(|c| folded(c) != Some(c)) {
        None => Cow::Borrowed(text),
        Some(first) => {
            let mut out = String::with_capacity(text.len());
            out.push_str(&text[..first]);
            out.extend(text[first..].chars().filter_map(folded));
            Cow::Owned(out)
        }
    }
}

/// What a character becomes when a title is compared; `None` where it goes.
const fn folded(c: char) -> Option<char> {
    match c {
        c if is_blank(c) || is_open_mark(c) || is_close_mark(c) => None,
        '(' => Some('（'),
        ')' => Some('）'),
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32),
        c => Some(c),
    }
}
