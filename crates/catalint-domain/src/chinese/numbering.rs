//! Numbers of elements within a text: `1.`, `1、`, `（1）`.
//!
//! A number counts where it can't be anything else: at the start of the text or of a line, behind
//! a blank or a stop, or, glued to the words before it, where it is the next of a series that
//! runs. Decimals (`2.0`, `3.15`), years, `附件3.` and enumerations such as `窗口1、窗口2` are text.

use std::ops::Range;

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NumberStyle {
    /// `1.`
    Dot,
    /// `1．`
    WideDot,
    /// `1、`
    Comma,
    /// `（1）` or `(1)`
    Brackets,
    /// `1）` or `1)`
    HalfBracket,
    /// `①`
    Circled,
}

impl NumberStyle {
    /// All styles, in the order of their discriminants.
    pub const ALL: [Self; 6] =
        [Self::Dot, Self::WideDot, Self::Comma, Self::Brackets, Self::HalfBracket, Self::Circled];

    /// The first number in this style.
    #[must_use]
    pub const fn sample(self) -> &'static str {
        match self {
            Self::Dot => "1.",
            Self::WideDot => "1．",
            Self::Comma => "1、",
            Self::Brackets => "（1）",
            Self::HalfBracket => "1）",
            Self::Circled => "①",
        }
    }

    /// A number in this style; none where the style does not reach that far.
    #[must_use]
    pub fn write(self, value: u32) -> Option<String> {
        Some(match self {
            Self::Brackets => format!("（{value}）"),
            Self::Circled => return self.write_value(value),
            _ => format!("{value}{}", &self.sample()[1..]),
        })
    }

    /// What stands in place of [`ElementNumber::digits`] for another value.
    #[must_use]
    pub fn write_value(self, value: u32) -> Option<String> {
        match self {
            Self::Circled if !(1..=20).contains(&value) => None,
            Self::Circled => char::from_u32('①' as u32 + value - 1).map(String::from),
            _ => Some(value.to_string()),
        }
    }

    /// Styles of one group stand for each other in one series by mistake; others nest.
    #[must_use]
    pub const fn group(self) -> Self {
        match self {
            Self::WideDot | Self::Comma => Self::Dot,
            other => other,
        }
    }

    /// Whether the number is set off from the words around it by its own shape.
    const fn is_boxed(self) -> bool {
        matches!(self, Self::Brackets | Self::Circled)
    }
}

/// A number in front of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ElementNumber {
    /// Its value, 1 to 99.
    pub value: u32,
    /// How it is written.
    pub style: NumberStyle,
    /// The number with its mark, in the text.
    pub range: Range<usize>,
    /// The number without its mark; of `①` the whole.
    pub digits: Range<usize>,
}

/// A part of a text: an optional number and the words behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberedPart {
    /// The number.
    pub number: Option<ElementNumber>,
    /// The words, blanks around them left out.
    pub range: Range<usize>,
}

/// The number in front of a text, if it has one, and the rest.
#[must_use]
pub fn leading(text: &str) -> NumberedPart {
    let start = text.len() - text.trim_start().len();
    let number = number_at(text, start, true);
    let from = number.as_ref().map_or(start, |number| number.range.end);
    NumberedPart { number, range: trimmed(text, from..text.len()) }
}

/// The numbered parts of a text; one part where there is no series. Words before the first
/// number are a part without one. Numbers of a level below stay in the words of their part.
#[must_use]
pub fn split(text: &str) -> Vec<NumberedPart> {
    let numbers = series(text);
    let Some(first) = numbers.first() else { return vec![leading(text)] };
    let mut parts = Vec::with_capacity(numbers.len() + 1);
    let intro = trimmed(text, 0..first.range.start);
    if !intro.is_empty() {
        parts.push(NumberedPart { number: None, range: intro });
    }
    let ends: Vec<usize> = numbers.iter().skip(1).map(|n| n.range.start).chain([text.len()]).collect();
    for (number, end) in numbers.into_iter().zip(ends) {
        let range = trimmed(text, number.range.end..end);
        parts.push(NumberedPart { number: Some(number), range });
    }
    parts
}

/// Numbers that carry on a series whose numbers are taken off, glued to the words before them;
/// `next` is the value that the series has reached.
#[must_use]
pub fn glued(text: &str, mut next: u32) -> Vec<ElementNumber> {
    let dotted = |style| matches!(style, NumberStyle::Dot | NumberStyle::WideDot);
    let mut found = Vec::new();
    for Candidate { number, before, nested } in candidates(text) {
        let fits = number.value == next && before == BeforeNumber::Word && dotted(number.style) && !nested;
        if fits && is_new_element(text, &number) {
            next += 1;
            found.push(number);
        }
    }
    found
}

/// Whether nothing stands between a number of a series and the words before it. Brackets and
/// circles set themselves off and are never glued.
#[must_use]
pub fn is_glued(text: &str, number: &ElementNumber) -> bool {
    !number.style.is_boxed() && before(&text[..number.range.start], number.style) == Some(BeforeNumber::Word)
}

/// Whether a number of ASCII digits can be glued to the words before it; cheap.
#[must_use]
pub fn may_be_glued(text: &str) -> bool {
    // Words are Chinese, or end with a bracket.
    let word = |byte: u8| byte >= 0x80 || byte == b')';
    text.as_bytes().windows(2).any(|pair| pair[1].is_ascii_digit() && word(pair[0]))
}

/// All places that look like numbers of elements, of any level and style.
#[must_use]
pub fn lookalikes(text: &str) -> Vec<ElementNumber> {
    candidates(text).into_iter().map(|candidate| candidate.number).collect()
}

/// The value of a whole number, in half or full width.
#[must_use]
pub fn whole_number(text: &str) -> Option<u64> {
    let digit = |c: char| match c {
        '０'..='９' => Some(u64::from(c as u32 - '０' as u32)),
        c => c.to_digit(10).map(u64::from),
    };
    let value = |sum: u64, c| sum.checked_mul(10)?.checked_add(digit(c)?);
    if text.is_empty() { None } else { text.chars().try_fold(0, value) }
}

/// Whether a text can hold a number at all; cheap.
#[must_use]
pub fn may_hold_numbers(text: &str) -> bool {
    // Asked of all bytes at once; the last two are those with which wide and circled numbers begin.
    let may = |byte: u8| byte.is_ascii_digit() | (byte == 0xE2) | (byte == 0xEF);
    text.bytes().fold(false, |any, byte| any | may(byte))
        && text.contains(|c| digit(c).is_some() || circled(c).is_some())
}

/// A series of numbers as it is read: which numbers belong to it and which to a level below.
#[derive(Debug, Clone)]
pub struct Series {
    style: NumberStyle,
    next: u32,
    /// Styles that began at 1 below this level.
    below: [bool; NumberStyle::ALL.len()],
}

impl Series {
    /// A series that begins with a number.
    #[must_use]
    pub fn from(first: &ElementNumber) -> Self {
        Self { style: first.style, next: first.value + 1, below: [false; NumberStyle::ALL.len()] }
    }

    /// Whether a number in front of the next entry of a list belongs to the series, next in order
    /// or not.
    pub fn takes(&mut self, number: &ElementNumber) -> bool {
        self.accepts(number, BeforeNumber::Edge, || true)
    }

    fn accepts(&mut self, number: &ElementNumber, place: BeforeNumber, stands_alone: impl FnOnce() -> bool) -> bool {
        if number.style.group() != self.style.group() {
            return false;
        }
        if number.style != self.style {
            let below = &mut self.below[number.style as usize];
            *below |= number.value == 1;
            if *below || number.value != self.next {
                return false;
            }
        }
        let ahead = number.value.checked_sub(self.next);
        let fits = match place {
            BeforeNumber::Edge | BeforeNumber::Blank | BeforeNumber::Stop => ahead.is_none_or(|skipped| skipped < 10),
            BeforeNumber::Comma => ahead == Some(0),
            BeforeNumber::Word => {
                let boxed = number.style.is_boxed();
                ahead.is_some_and(|skipped| skipped == 0 || (boxed && skipped <= 2)) && stands_alone()
            }
        };
        if fits {
            self.next = number.value + 1;
        }
        fits
    }
}

/// What stands before a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BeforeNumber {
    /// The start of the text or of a line.
    Edge,
    /// A blank.
    Blank,
    /// `；` `。` `：` and the like.
    Stop,
    /// `、` `，`
    Comma,
    /// A word or a closing bracket: the number is glued to it.
    Word,
}

/// Something that looks like the number of an element.
struct Candidate {
    number: ElementNumber,
    before: BeforeNumber,
    /// Whether it stands in brackets or quotes.
    nested: bool,
}

/// The numbers of the first series of a text that has two at least.
fn series(text: &str) -> Vec<ElementNumber> {
    if !may_hold_numbers(text) {
        return Vec::new();
    }
    let all = candidates(text);
    let mut tried = [false; NumberStyle::ALL.len()];
    for (i, first) in all.iter().enumerate() {
        let tried = &mut tried[first.number.style as usize];
        if *tried || first.nested || !may_begin(text, first) {
            continue;
        }
        *tried = true;
        let mut series = Series::from(&first.number);
        let belongs =
            |c: &&Candidate| !c.nested && series.accepts(&c.number, c.before, || is_new_element(text, &c.number));
        let rest: Vec<&Candidate> = all[i + 1..].iter().filter(belongs).collect();
        if !rest.is_empty() {
            return [first].into_iter().chain(rest).map(|c| c.number.clone()).collect();
        }
    }
    Vec::new()
}

/// Whether a series may begin here: at the start of the text with any number, elsewhere with 1.
fn may_begin(text: &str, first: &Candidate) -> bool {
    let Candidate { number, before, .. } = first;
    match before {
        BeforeNumber::Edge => number.value == 1 || text[..number.range.start].trim().is_empty(),
        BeforeNumber::Stop => number.value == 1,
        BeforeNumber::Blank => number.value == 1 && number.style != NumberStyle::Comma,
        BeforeNumber::Word => number.value == 1 && number.style.is_boxed() && is_new_element(text, number),
        BeforeNumber::Comma => false,
    }
}

/// The bytes with which numbers and brackets begin: most letters begin neither.
static MAY_MATTER: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = matches!(byte as u8, b'0'..=b'9' | b'(' | b')' | 0xE2 | 0xE3 | 0xEF);
        byte += 1;
    }
    table
};

fn candidates(text: &str) -> Vec<Candidate> {
    let mut found = Vec::new();
    let (mut depth, mut balanced) = (0_u32, true);
    let mut at = 0;
    while let Some(next) = text.as_bytes()[at..].iter().position(|&byte| MAY_MATTER[usize::from(byte)]) {
        at += next;
        let Some(c) = text[at..].chars().next() else { break };
        let number = number_at(text, at, depth == 0);
        let place = number.as_ref().and_then(|number| before(&text[..at], number.style));
        if let (Some(number), Some(before)) = (number, place) {
            at = number.range.end;
            found.push(Candidate { number, before, nested: depth > 0 });
            continue;
        }
        match c {
            '（' | '(' | '《' | '“' | '【' | '〔' => depth += 1,
            '）' | ')' | '》' | '”' | '】' | '〕' if depth > 0 => depth -= 1,
            '）' | ')' | '》' | '”' | '】' | '〕' => balanced = false,
            _ => {}
        }
        at += c.len_utf8();
    }
    if depth > 0 || !balanced {
        // A bracket is lost: nothing can be said of what stands within.
        found.iter_mut().for_each(|candidate| candidate.nested = false);
    }
    found
}

/// The number that begins at an offset. `open` tells whether no bracket waits for its end, so
/// that `1）` can be a number.
fn number_at(text: &str, at: usize, open: bool) -> Option<ElementNumber> {
    if !MAY_MATTER[usize::from(*text.as_bytes().get(at)?)] {
        return None;
    }
    let first = text[at..].chars().next()?;
    if let Some(value) = circled(first) {
        let range = at..at + first.len_utf8();
        return Some(ElementNumber { value, style: NumberStyle::Circled, range: range.clone(), digits: range });
    }
    let bracket = matches!(first, '（' | '(');
    let start = if bracket { at + first.len_utf8() } else { at };
    let mut end = start;
    let mut value = 0;
    for c in text[start..].chars().take(3) {
        let Some(n) = digit(c) else { break };
        value = value * 10 + n;
        end += c.len_utf8();
    }
    // 1 to 99 without leading zeros.
    if value == 0 || value > 99 || text[start..].chars().next().and_then(digit) == Some(0) {
        return None;
    }
    let mark = text[end..].chars().next()?;
    let rest = &text[end + mark.len_utf8()..];
    let style = match mark {
        '）' | ')' if bracket => NumberStyle::Brackets,
        _ if bracket => return None,
        '）' | ')' if open => NumberStyle::HalfBracket,
        '.' if begins_words(rest) => NumberStyle::Dot,
        '．' if begins_words(rest) => NumberStyle::WideDot,
        '、' if begins_words(rest) => NumberStyle::Comma,
        _ => return None,
    };
    Some(ElementNumber { value, style, range: at..end + mark.len_utf8(), digits: start..end })
}

/// Whether what follows `1.` is not the rest of a decimal or of an enumeration. A year or a
/// telephone number of four digits and more may begin an element.
fn begins_words(rest: &str) -> bool {
    match rest.chars().take(4).take_while(|&c| digit(c).is_some()).count() {
        0 => !rest.starts_with(['.', '．', '、']),
        digits => digits == 4,
    }
}

/// What stands before a number in this style; none where it can't be the number of an element.
fn before(ahead: &str, style: NumberStyle) -> Option<BeforeNumber> {
    let Some(near) = ahead.chars().next_back() else { return Some(BeforeNumber::Edge) };
    if near.is_whitespace() {
        let words = ahead.trim_end();
        let gap = &ahead[words.len()..];
        let edge = words.is_empty() || gap.contains(['\n', '\r']);
        return Some(if edge { BeforeNumber::Edge } else { BeforeNumber::Blank });
    }
    match near {
        '；' | ';' | '。' | '！' | '!' | '？' | '?' | '：' | ':' => Some(BeforeNumber::Stop),
        '，' | ',' | '、' | '…' => Some(BeforeNumber::Comma),
        '第' => None,
        '）' | ')' | '》' | '”' | '】' | '〕' => Some(BeforeNumber::Word),
        c if c.is_alphabetic() && !c.is_ascii() => Some(BeforeNumber::Word),
        c if style == NumberStyle::Circled && !c.is_ascii() => Some(BeforeNumber::Word),
        _ => None,
    }
}

/// Whether a number that is glued to the words before it begins an element, and does not name
/// one of several things (`附件3.`, `2023年3.`, `窗口1、窗口2、`).
fn is_new_element(text: &str, number: &ElementNumber) -> bool {
    const NAMED: [&str; 10] = ["附件", "附表", "附图", "附录", "见表", "见图", "如表", "如图", "下表", "下图"];
    let ahead = &text[..number.range.start];
    let words = text[number.range.end..].trim_start().chars().next();
    let dated = ahead.strip_suffix(['年', '月']).is_some_and(|rest| rest.ends_with(|c| digit(c).is_some()));
    let begins = words.is_some_and(|c| c.is_alphanumeric() || matches!(c, '《' | '“' | '（' | '(' | '【' | '〔'));
    begins && !dated && !NAMED.iter().any(|word| ahead.ends_with(word)) && !is_enumerated(text, ahead)
}

/// Whether the word at the end of `ahead` stands before another number nearby, too.
fn is_enumerated(text: &str, ahead: &str) -> bool {
    const NEAR: usize = 256;
    let word = ahead.len() - ahead.trim_end_matches(char::is_alphabetic).len();
    let word = &ahead[ahead.len() - word..];
    if word.is_empty() || word.len() > NEAR {
        return false;
    }
    let from = text.floor_char_boundary(ahead.len().saturating_sub(NEAR));
    let to = text.ceil_char_boundary((ahead.len() + NEAR).min(text.len()));
    text[from..to].match_indices(word).any(|(at, _)| {
        let after = from + at + word.len();
        let whole = !text[..from + at].ends_with(char::is_alphabetic);
        let rest = text[after..].trim_start_matches(['（', '(']);
        after != ahead.len() && whole && rest.starts_with(|c| digit(c).is_some())
    })
}

fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

fn circled(c: char) -> Option<u32> {
    ('①'..='⑳').contains(&c).then(|| c as u32 - '①' as u32 + 1)
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start().len();
    start..(range.start + part.trim_end().len()).max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<String> {
        let number = |part: &NumberedPart| part.number.as_ref().map_or(String::new(), |n| format!("{}|", n.value));
        split(text).iter().map(|part| number(part) + &text[part.range.clone()]).collect()
    }

    #[test]
    fn numbered_texts_fall_into_their_elements() {
        let cases: &[(&str, &[&str])] = &[
            ("1. 甲 2. 乙 3. 丙", &["1|甲", "2|乙", "3|丙"]),
            ("1.甲\n2.乙\n", &["1|甲", "2|乙"]),
            ("1、甲；2、乙。", &["1|甲；", "2|乙。"]),
            ("１．甲 ２．乙", &["1|甲", "2|乙"]),
            ("（1）甲（2）乙(3)丙", &["1|甲", "2|乙", "3|丙"]),
            ("1）甲 2）乙", &["1|甲", "2|乙"]),
            ("①甲②乙③丙", &["1|甲", "2|乙", "3|丙"]),
            ("3.开放项目4.机构地址", &["3|开放项目", "4|机构地址"]),
            ("1.甲（含乙）2.丙", &["1|甲（含乙）", "2|丙"]),
            ("1. 甲 2. 乙 4. 丙", &["1|甲", "2|乙", "4|丙"]),
            ("1. 甲 2. 乙 2. 丙", &["1|甲", "2|乙", "2|丙"]),
            ("主要内容：1.甲 2.乙", &["主要内容：", "1|甲", "2|乙"]),
            ("1. 甲：（1）乙（2）丙 2. 丁", &["1|甲：（1）乙（2）丙", "2|丁"]),
            ("1. 甲：1、乙 2、丙 2. 丁", &["1|甲：1、乙 2、丙", "2|丁"]),
            ("（1）甲：1. 乙 2. 丙（2）丁", &["1|甲：1. 乙 2. 丙", "2|丁"]),
            ("1. 甲（含1. 乙 2. 丙） 2. 丁", &["1|甲（含1. 乙 2. 丙）", "2|丁"]),
            ("1. 甲 2、乙 3. 丙", &["1|甲", "2|乙", "3|丙"]),
            ("1.2024年度预算 2.12345热线", &["1|2024年度预算", "2|12345热线"]),
            ("1. 申请表 2. 附件3. 说明", &["1|申请表", "2|附件3. 说明"]),
            ("1. 系统2.0版 2. 3.15活动", &["1|系统2.0版", "2|3.15活动"]),
            ("1. 计划2023年2. 总结", &["1|计划2023年2. 总结"]),
            ("窗口1、窗口2、窗口3", &["窗口1、窗口2、窗口3"]),
            ("1、窗口1、窗口2、窗口3 2、电话", &["1|窗口1、窗口2、窗口3", "2|电话"]),
            ("第1、2、3批名单", &["第1、2、3批名单"]),
            ("3.15消费者权益日", &["3.15消费者权益日"]),
            ("2.0", &["2.0"]),
            ("1. 甲", &["1|甲"]),
            ("  甲  ", &["甲"]),
            ("", &[""]),
            ("1.", &["1|"]),
        ];
        for (text, want) in cases {
            assert_eq!(&parts(text), want, "{text}");
        }
    }

    #[test]
    fn a_glued_number_counts_only_where_it_is_the_next() {
        let cases: &[(&str, u32, &[&str])] = &[
            ("扶贫产品名单3. 本区信息", 3, &["3."]),
            ("扶贫产品名单3. 本区信息", 4, &[]),
            ("甲2.乙3.丙", 2, &["2.", "3."]),
            ("申请表及附件3. 说明", 3, &[]),
            ("标准2.0", 2, &[]),
            ("甲 3. 乙", 3, &[]),
            ("甲2、乙", 2, &[]),
            ("甲（见2.乙）", 2, &[]),
            ("甲2.", 2, &[]),
        ];
        for (text, next, want) in cases {
            let found: Vec<&str> = glued(text, *next).into_iter().map(|n| &text[n.range]).collect();
            assert_eq!(&found, want, "{text}");
        }
    }

    #[test]
    fn what_can_not_be_glued_is_seen_at_once() {
        for text in ["名单3. 本区", "甲（乙）2、丙", "(甲)2. 乙", "《甲》2. 乙", "甲2）乙"] {
            assert!(may_be_glued(text), "{text}");
        }
        for text in ["1. 甲 2. 乙", "1.甲\n2.乙", "甲A3. 乙", ""] {
            assert!(!may_be_glued(text), "{text}");
        }
    }

    #[test]
    fn numbers_are_written_in_every_style() {
        for style in NumberStyle::ALL {
            assert_eq!(style.write(1).as_deref(), Some(style.sample()));
            let twelve = style.write(12).expect("all styles reach 12");
            let number = leading(&twelve).number.expect("a number");
            assert_eq!((number.value, number.style), (12, style));
            assert_eq!(Some(&twelve[number.digits]), style.write_value(12).as_deref());
        }
        assert_eq!(NumberStyle::Circled.write(21), None);
    }
}
