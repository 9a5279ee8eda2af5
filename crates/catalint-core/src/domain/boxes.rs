//! Ticked and unticked boxes that a table leaves in a text: `■政府网站 □两微一端`.

use std::ops::Range;

/// Some words and the box before them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticked {
    /// Whether the box is ticked.
    pub ticked: bool,
    /// The box.
    pub mark: Range<usize>,
    /// The words behind it, up to the next box; blanks and separators around them left out.
    pub words: Range<usize>,
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
    text.contains(|c| sign(c).is_some() || letter(c).is_some() || c == '<')
}

/// The boxes of a text with the words behind each. Letters that some fonts leave for boxes
/// (`R`, `£`, `þ`, 口) count only where words of the vocabulary begin right behind them:
/// `option` tells the length of these.
#[must_use]
pub fn boxes(text: &str, option: impl Fn(&str) -> Option<usize>) -> Vec<Ticked> {
    let mut found: Vec<Ticked> = Vec::new();
    let mut at = 0;
    // End of the option behind the last letter or sign: the next letter may follow it at once.
    let mut option_end = 0;
    while let Some(c) = text[at..].chars().next() {
        let mut end = at + c.len_utf8();
        let tag = (c == '<' && is_tag(&text[at..])).then(|| tag_end(text, at));
        let boxed = match (sign(c), letter(c), tag) {
            (Some(ticked), _, _) => Some(ticked),
            (_, _, Some(tag)) => {
                end = tag;
                Some(text[at..end].to_ascii_lowercase().contains("checked"))
            }
            (_, Some(ticked), _) => {
                let apart = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric()) || at == option_end;
                (apart && option(&text[end..]).is_some()).then_some(ticked)
            }
            _ => None,
        };
        if let Some(ticked) = boxed {
            let gap = text[end..].len() - text[end..].trim_start().len();
            option_end = option(&text[end + gap..]).map_or(0, |len| end + gap + len);
            close(text, &mut found, at);
            found.push(Ticked { ticked, mark: at..end, words: end..end });
        }
        at = end;
    }
    close(text, &mut found, text.len());
    found
}

/// The words behind the last box end here.
fn close(text: &str, found: &mut [Ticked], end: usize) {
    if let Some(last) = found.last_mut() {
        last.words = words(text, last.mark.end..end);
    }
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
fn letter(c: char) -> Option<bool> {
    match c {
        'R' | 'þ' => Some(true),
        '£' | '口' => Some(false),
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

    fn read(text: &str) -> Vec<(bool, &str)> {
        boxes(text, option).into_iter().map(|b| (b.ticked, &text[b.words])).collect()
    }

    #[test]
    fn boxes_are_read_with_their_words() {
        let both = vec![(true, "政府网站"), (false, "两微一端")];
        assert_eq!(read("■政府网站 □两微一端"), both);
        assert_eq!(read("■ 政府网站、□ 两微一端"), both);
        assert_eq!(read("√政府网站□两微一端"), both);
        assert_eq!(read("R政府网站£两微一端"), both);
        assert_eq!(read("þ政府网站口两微一端"), both);
        assert_eq!(
            read("<input checked=\"checked\" type=\"checkbox\"> 政府网站 <INPUT type=\"checkbox\"> 两微一端"),
            both
        );
        assert_eq!(read("√"), [(true, "")]);
        assert_eq!(read("办事窗口、政府网站"), []);
        assert_eq!(read("窗口政府网站"), []);
        assert_eq!(read("人口信息网 R类平台 <政府网站>"), []);
        assert_eq!(first_mark("甲□乙"), Some(3..6));
        assert_eq!(first_mark("甲<input"), Some(3..9));
        assert_eq!(first_mark("人口与窗口"), None);
    }
}
