//! Ticked and unticked boxes that a table leaves in a text: `■政府网站 □两微一端`.

use std::ops::Range;

/// Some words and the box beside them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticked {
    /// Whether the box is ticked; none where that can't be told, or not whose box it is.
    pub ticked: Option<bool>,
    /// The box.
    pub mark: Range<usize>,
    /// Its words, up to the next box; blanks and separators around them left out.
    pub words: Range<usize>,
}

/// What may stand for a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signs {
    /// Signs that no word has, and letters of lost fonts before a known option: for any text.
    Plain,
    /// Besides, whatever people use for boxes in the cell of a table: `●政府网站 ○政府公报`, `[√] 政府网站`.
    Table,
}

/// The first box, tick or `<input` of a text, of any kind that no word has.
#[must_use]
pub fn first_mark(text: &str) -> Option<Range<usize>> {
    // In UTF-8 all signs begin with one byte, which most texts do not have.
    memchr::memchr2(0xE2, b'<', text.as_bytes())?;
    let sign = text.char_indices().find(|&(_, c)| sign(c).is_some()).map(|(at, c)| at..at + c.len_utf8());
    let tag = find_tag(text).map(|at| at..tag_end(text, at));
    match (sign, tag) {
        (Some(sign), Some(tag)) => Some(if sign.start < tag.start { sign } else { tag }),
        (sign, tag) => sign.or(tag),
    }
}

/// Whether a text can hold a box at all; cheap.
#[must_use]
pub fn may_hold_boxes(text: &str) -> bool {
    text.contains(|c| sign(c).is_some() || letter(c, Signs::Plain).is_some() || c == '<')
}

/// The boxes of a text with the words of each. They stand before their words or behind them, all alike: the ends of the
/// text tell. Letters that some fonts leave for boxes (`R`, `£`, `þ`, 口) count only where words of the vocabulary begin
/// behind them, a blank between them or not: `option` tells the length of these.
#[must_use]
pub fn boxes(text: &str, signs: Signs, option: impl Fn(&str) -> Option<usize>) -> Vec<Ticked> {
    let marks = marks(text, signs, &option);
    let (Some(first), Some(last)) = (marks.first(), marks.last()) else { return Vec::new() };
    let says = |range: Range<usize>| !label(&text[range.clone()]) && !words(text, range).is_empty();
    let (lead, tail) = (says(0..first.0.start), says(last.0.end..text.len()));
    let side = match (lead, tail) {
        (false, _) => Side::Before,
        (true, false) => Side::Behind,
        (true, true) => side(text, &marks),
    };
    let starts = [0].into_iter().chain(marks.iter().map(|(mark, _)| mark.end));
    let ends = marks.iter().skip(1).map(|(mark, _)| mark.start).chain([text.len()]);
    let found = marks.iter().zip(starts.zip(ends)).map(|((mark, ticked), (start, end))| {
        let words = match side {
            Side::Behind => words(text, start..mark.start),
            Side::Before | Side::Open => words(text, mark.end..end),
        };
        Ticked { ticked: ticked.filter(|_| side != Side::Open), mark: mark.clone(), words }
    });
    found.collect()
}

/// On which side of their words boxes stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    Behind,
    /// Nobody can tell.
    Open,
}

/// The side, where there are words at both ends: boxes stand close to their own words, apart from others.
fn side(text: &str, marks: &[(Range<usize>, Option<bool>)]) -> Side {
    let close = |c: Option<char>| c.is_some_and(|c| !is_gap(c));
    let apart =
        |mark: &Range<usize>| (close(text[..mark.start].chars().next_back()), close(text[mark.end..].chars().next()));
    // Between two boxes the place of the first tells nothing of the second: each has to agree.
    let all = |wanted: (bool, bool)| marks.iter().all(|(mark, _)| apart(mark) == wanted);
    if all((true, false)) {
        Side::Behind
    } else if marks.iter().any(|(mark, _)| apart(mark) == (false, true))
        && !marks.iter().any(|(mark, _)| apart(mark) == (true, false))
    {
        Side::Before
    } else {
        Side::Open
    }
}

/// Whether words before the first box are none of an option: `公开渠道：`, the number of a list.
fn label(text: &str) -> bool {
    let text = text.trim();
    text.ends_with(['：', ':'])
        || text.chars().all(|c| c.is_ascii_digit() || is_gap(c) || matches!(c, '.' | '．' | '（' | '('))
}

/// All boxes, each with what it says.
fn marks(text: &str, signs: Signs, option: &impl Fn(&str) -> Option<usize>) -> Vec<(Range<usize>, Option<bool>)> {
    let strict = scan(text, signs, option, &[]);
    // 口 before a known option makes the others of the cell boxes, too.
    let letters: Vec<char> = strict
        .iter()
        .filter_map(|(mark, _)| text[mark.clone()].chars().next())
        .filter(|c| letter(*c, signs).is_some() && sign(*c).is_none())
        .collect();
    if letters.is_empty() { strict } else { scan(text, signs, option, &letters) }
}

fn scan(
    text: &str,
    signs: Signs,
    option: &impl Fn(&str) -> Option<usize>,
    known: &[char],
) -> Vec<(Range<usize>, Option<bool>)> {
    let mut found: Vec<(Range<usize>, Option<bool>)> = Vec::new();
    let brackets = signs == Signs::Table && has_bracket_boxes(text);
    let mut at = 0;
    // End of the option that began last: a letter may follow it at once.
    let mut option_end = 0;
    while let Some(c) = text[at..].chars().next() {
        let mut end = at + c.len_utf8();
        let before = text[..at].chars().next_back();
        let starts = before.is_none_or(is_gap) || found.last().is_some_and(|(mark, _)| mark.end == at);
        if starts && !is_gap(c) {
            option_end = option(&text[at..]).map_or(option_end, |len| option_end.max(at + len));
        }
        let tag = (c == '<' && is_tag(&text[at..])).then(|| tag_end(text, at));
        let bracket = if signs == Signs::Table { bracket_box(&text[at..], brackets) } else { None };
        let boxed = if let Some(ticked) = sign(c) {
            Some(Some(ticked))
        } else if let Some(tag) = tag {
            end = tag;
            Some(Some(text[at..end].to_ascii_lowercase().contains("checked")))
        } else if let Some((len, ticked)) = bracket {
            end = at + len;
            Some(Some(ticked))
        } else if let Some(ticked) = table_sign(c).filter(|_| signs == Signs::Table) {
            Some(ticked)
        } else {
            letter(c, signs).filter(|_| is_box_letter(text, at, c, option_end, option, known)).map(Some)
        };
        if let Some(ticked) = boxed {
            found.push((at..end, ticked));
        }
        at = end;
    }
    found
}

/// Whether a letter stands for a box: apart from the words before it, and before or behind a known option.
fn is_box_letter(
    text: &str,
    at: usize,
    c: char,
    option_end: usize,
    option: &impl Fn(&str) -> Option<usize>,
    known: &[char],
) -> bool {
    let end = at + c.len_utf8();
    let rest = &text[end..];
    let behind_option = option_end > 0 && text.get(option_end..at).is_some_and(|gap| gap.trim().is_empty());
    let apart = at == option_end && at > 0 || text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    let next = rest.trim_start_matches(|c: char| c.is_whitespace());
    if apart && option(next).is_some() {
        return true;
    }
    let last = next.is_empty() || next.starts_with(is_separator);
    // Behind its option, as the others of the text: 政府网站R 政府公报£.
    if behind_option && !c.is_ascii_lowercase() && (last || rest.starts_with(char::is_whitespace)) {
        return true;
    }
    let gap = text[..at].chars().next_back().is_none_or(is_gap);
    known.contains(&c) && (gap || behind_option) && !last
}

/// Whether brackets stand for boxes: `（√）政府网站 （ ）政府公报`.
fn has_bracket_boxes(text: &str) -> bool {
    let all = text.char_indices().filter_map(|(at, _)| bracket_box(&text[at..], true));
    let (ticked, empty): (Vec<_>, Vec<_>) = all.partition(|(_, ticked)| *ticked);
    let others = text.char_indices().any(|(at, c)| {
        let inside = text[..at].ends_with(['(', '（', '[', '［', '【', '〔']);
        sign(c).is_some() && !inside
    });
    !others && (!ticked.is_empty() || empty.len() > 1)
}

/// Length of a pair of brackets with a tick or nothing in it; round ones only where these are boxes.
fn bracket_box(text: &str, round: bool) -> Option<(usize, bool)> {
    const PAIRS: [(char, char, bool); 6] = [
        ('[', ']', false),
        ('［', '］', false),
        ('(', ')', true),
        ('（', '）', true),
        ('【', '】', true),
        ('〔', '〕', true),
    ];
    let open = text.chars().next()?;
    let (_, close, _) = PAIRS.into_iter().find(|(o, _, is_round)| *o == open && (round || !is_round))?;
    let inside = &text[open.len_utf8()..];
    let end = inside.find(close).filter(|&end| end < 16)?;
    let len = open.len_utf8() + end + close.len_utf8();
    let mut letters = inside[..end].chars().filter(|c| !c.is_whitespace());
    match (letters.next(), letters.next()) {
        (None, None) => Some((len, false)),
        (Some('x' | 'X' | 'v' | 'V' | '∨' | '●'), None) => Some((len, true)),
        (Some(c), None) => sign(c).map(|ticked| (len, ticked)),
        _ => None,
    }
}

/// Signs that stand for boxes in the cells of tables; none of that which can't be read.
fn table_sign(c: char) -> Option<Option<bool>> {
    match c {
        '▲' | '◆' | '●' | '★' | '◉' | '✅' | '🗹' | '🗸' => Some(Some(true)),
        '○' | '◇' | '△' | '☆' | '✗' | '✘' | '❏' | '❑' | '⬜' | '⬚' => Some(Some(false)),
        '\u{fffd}' | '\u{fffc}' => Some(None),
        _ => None,
    }
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || is_separator(c)
}

fn is_separator(c: char) -> bool {
    matches!(c, '、' | '，' | ',' | '；' | ';' | '。' | '：' | ':' | '|' | '/' | '／')
}

/// What a box says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Boxed {
    /// Its option is chosen.
    Chosen,
    /// It is empty.
    Open,
}

/// All boxes and ticks that no word has.
pub const SIGNS: &str = "■☑☒√✓✔▣▄◼□☐◻▢";

/// What a sign says, if it is a box or a tick that no word has.
#[must_use]
pub fn boxed(c: char) -> Option<Boxed> {
    sign(c).map(|ticked| if ticked { Boxed::Chosen } else { Boxed::Open })
}

/// Ticked and unticked signs.
fn sign(c: char) -> Option<bool> {
    match c {
        '■' | '☑' | '☒' | '√' | '✓' | '✔' | '▣' | '▄' | '◼' => Some(true),
        '□' | '☐' | '◻' | '▢' => Some(false),
        _ => None,
    }
}

/// Letters that a lost font leaves: `R` and `£` of Wingdings 2, `þ` of Wingdings, 口 of a scan.
fn letter(c: char, signs: Signs) -> Option<bool> {
    match (c, signs) {
        ('R' | 'þ', _) => Some(true),
        ('£' | '口', _) => Some(false),
        ('t' | 'ü' | 'P' | 'n', Signs::Table) => Some(true),
        ('¨' | 'o' | 'q', Signs::Table) => Some(false),
        _ => None,
    }
}

fn is_tag(text: &str) -> bool {
    text.get(..6).is_some_and(|head| head.eq_ignore_ascii_case("<input"))
}

fn find_tag(text: &str) -> Option<usize> {
    text.match_indices('<').map(|(at, _)| at).find(|&at| is_tag(&text[at..]))
}

fn tag_end(text: &str, at: usize) -> usize {
    text[at..].find('>').map_or(text.len(), |end| at + end + 1)
}

fn words(text: &str, range: Range<usize>) -> Range<usize> {
    let edge = |c: char| c.is_whitespace() || matches!(c, '、' | '，' | ',' | '；' | ';' | '。');
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start_matches(edge).len();
    start..(range.start + part.trim_end_matches(edge).len()).max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn option(text: &str) -> Option<usize> {
        ["政府网站", "政府公报", "两微一端"].iter().find(|name| text.starts_with(**name)).map(|name| name.len())
    }

    fn read(text: &str) -> Vec<(Option<bool>, &str)> {
        boxes(text, Signs::Plain, option).into_iter().map(|b| (b.ticked, &text[b.words])).collect()
    }

    fn of_table(text: &str) -> Vec<(Option<bool>, &str)> {
        boxes(text, Signs::Table, option).into_iter().map(|b| (b.ticked, &text[b.words])).collect()
    }

    #[test]
    fn boxes_are_read_with_their_words() {
        let both = vec![(Some(true), "政府网站"), (Some(false), "两微一端")];
        for text in [
            "■政府网站 □两微一端",
            "■ 政府网站、□ 两微一端",
            "√政府网站□两微一端",
            "R政府网站£两微一端",
            "R 政府网站 £ 两微一端",
            "þ政府网站口两微一端",
            "■ 政府网站 口 两微一端",
            "<input checked=\"checked\" type=\"checkbox\"> 政府网站 <INPUT type=\"checkbox\"> 两微一端",
            "政府网站■ 两微一端□",
            "政府网站■；两微一端□。",
            "政府网站√两微一端□",
            "公开渠道：■政府网站 □两微一端",
        ] {
            assert_eq!(read(text), both, "{text}");
        }
        assert_eq!(read("√"), [(Some(true), "")]);
        assert_eq!(read("办事窗口、政府网站"), []);
        assert_eq!(read("窗口政府网站"), []);
        assert_eq!(read("窗口 政府网站"), []);
        assert_eq!(read("人口信息网 R类平台 <政府网站>"), []);
        assert_eq!(read("政府网站■政府公报□两微一端"), [(None, "政府公报"), (None, "两微一端")]);
        assert_eq!(read("口政府网站、口村务微信群"), [(Some(false), "政府网站"), (Some(false), "村务微信群")]);
        assert_eq!(first_mark("甲□乙"), Some(3..6));
        assert_eq!(first_mark("甲<input"), Some(3..9));
        assert_eq!(first_mark("人口与窗口"), None);
    }

    #[test]
    fn tables_have_boxes_of_their_own() {
        let both = vec![(Some(true), "政府网站"), (Some(false), "两微一端")];
        for text in [
            "●政府网站 ○两微一端",
            "[√] 政府网站 [ ] 两微一端",
            "（√）政府网站 （ ）两微一端",
            "政府网站（√） 两微一端（）",
            "t 政府网站 o 两微一端",
            "ü政府网站 ¨ 两微一端",
            "★政府网站；☆两微一端",
            "政府网站R 两微一端£",
        ] {
            assert_eq!(of_table(text), both, "{text}");
        }
        assert_eq!(of_table("■政府网站（ ） □两微一端")[0], (Some(true), "政府网站（ ）"));
        assert_eq!(of_table("\u{fffd}政府网站 ■两微一端")[0], (None, "政府网站"));
    }
}
