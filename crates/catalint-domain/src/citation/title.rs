//! Titles in marks, with titles inside them and with marks lost.

use std::ops::Range;

use super::text::{
    CitationScan, ends_as_title, is_balanced, is_blank, is_close_mark, is_hanzi, is_open_mark, is_separator,
};
use super::{TitleMarks, article, number_reader};

/// A title as read from its opening mark.
pub(super) struct FoundTitle {
    /// Inside the marks.
    pub(super) inner: Range<usize>,
    /// With them.
    pub(super) outer: Range<usize>,
    pub(super) marks: TitleMarks,
}

/// No title is longer; what looks longer has lost its closing mark.
const MOST_CHARS: usize = 300;

/// The title whose opening mark is at `at`.
pub(super) fn read(scan: CitationScan<'_>, at: usize) -> Option<FoundTitle> {
    let open = scan.peek(at).filter(|&c| is_open_mark(c))?;
    let start = scan.after(at);
    let found = match walk(scan, start) {
        TitleWalk::Closed(close) if open == '《' && stray(scan, close).is_some() => {
            let end = stray(scan, close).unwrap_or(close);
            FoundTitle { inner: start..end, outer: at..scan.after(end), marks: TitleMarks::Inner }
        }
        TitleWalk::Closed(close) => {
            let book = open == '《' && scan.peek(close) == Some('》');
            let inner = peel(scan, start..close);
            let marks = if book && inner.start == start { TitleMarks::Book } else { TitleMarks::Other };
            FoundTitle { inner, outer: at..scan.after(close), marks }
        }
        // A lone < is no mark of a title.
        TitleWalk::Open { .. } if open != '《' => return None,
        TitleWalk::Open { first_inner, last_close } => unclosed(scan, at, start, first_inner, last_close),
    };
    let inner = &scan.text[found.inner.clone()];
    // An opening mark at the end opens nothing, nor does a closing one close without its pair.
    let paired = is_balanced(inner);
    let inner = inner.trim_end_matches(|c| is_open_mark(c) || is_blank(c) || !paired && is_close_mark(c));
    let inner = scan.trim(found.inner.start, found.inner.start + inner.len());
    scan.text[inner.clone()].contains(char::is_alphanumeric).then_some(FoundTitle { inner, ..found })
}

/// The 》 that closes a title in which another mark at `close` only seemed to: 《甲国>乙条例》.
fn stray(scan: CitationScan<'_>, close: usize) -> Option<usize> {
    const MOST: usize = 60;
    let from = scan.after(close);
    if scan.peek(close) == Some('》') || !scan.peek(from).is_some_and(is_hanzi) {
        return None;
    }
    let mut ends = scan.rest(from).char_indices().take(MOST);
    let (offset, c) = ends.find(|&(_, c)| !is_hanzi(c))?;
    (c == '》').then_some(from + offset)
}

enum TitleWalk {
    /// The position of the closing mark.
    Closed(usize),
    /// No mark closes it. Where the first inner title opens and the last one closes.
    Open { first_inner: Option<usize>, last_close: Option<usize> },
}

fn walk(scan: CitationScan<'_>, start: usize) -> TitleWalk {
    let (mut depth, mut first_inner, mut last_close) = (1_u32, None, None);
    // Whether only separators have been seen since an inner title closed.
    let mut between = false;
    for (offset, c) in scan.rest(start).char_indices().take(MOST_CHARS) {
        let at = start + offset;
        if is_open_mark(c) {
            if between && c == '《' {
                break;
            }
            first_inner = first_inner.or(Some(at));
            depth += 1;
        } else if is_close_mark(c) {
            depth -= 1;
            last_close = Some(at);
            if depth == 0 {
                return TitleWalk::Closed(at);
            }
            between = true;
            continue;
        }
        between = between && (is_separator(c) || is_blank(c));
    }
    TitleWalk::Open { first_inner, last_close }
}

/// 《《…》》 and <<…>>: a pair of marks directly inside another is one pair.
fn peel(scan: CitationScan<'_>, inner: Range<usize>) -> Range<usize> {
    let whole = scan.trim(inner.start, inner.end);
    let text = &scan.text[whole.clone()];
    let (Some(first), Some(last)) = (text.chars().next(), text.chars().next_back()) else { return inner };
    if !is_open_mark(first) || !is_close_mark(last) {
        return inner;
    }
    let start = whole.start + first.len_utf8();
    match walk(scan.until(whole.end), start) {
        TitleWalk::Closed(close) if close + last.len_utf8() == whole.end => start..close,
        _ => inner,
    }
}

fn unclosed(
    scan: CitationScan<'_>,
    at: usize,
    start: usize,
    first_inner: Option<usize>,
    last_close: Option<usize>,
) -> FoundTitle {
    let lost = |end: usize| FoundTitle { inner: start..end, outer: at..end, marks: TitleMarks::NoClose };
    if let Some(next) = first_inner {
        let before = scan.text[start..next].trim_end_matches(|c| is_separator(c) || is_blank(c));
        if start + before.len() < next && scan.before(next).is_some_and(is_separator) || ends_as_title(before) {
            return lost(cut(scan.until(start + before.len()), start));
        }
    }
    let Some(close) = last_close else { return lost(cut(scan, start)) };
    let behind = scan.after(close);
    if continues(scan, behind).is_some() {
        return lost(cut(scan, behind));
    }
    FoundTitle { inner: start..close, outer: at..behind, marks: TitleMarks::Inner }
}

/// Where the words end with which a title goes on behind an inner title: 的通知.
pub(super) fn continues(scan: CitationScan<'_>, at: usize) -> Option<usize> {
    const ENDS: [&str; 14] =
        ["通知", "意见", "决定", "公告", "批复", "函", "办法", "规定", "若干", "实施", "暂行", "有关", "细则", "工作"];
    let at = scan.eat(at, "等").unwrap_or(at);
    let at = scan.eat(at, "的").unwrap_or(at);
    scan.eat_any(at, &ENDS)
}

/// Where a title whose closing mark is lost ends, at the latest.
fn cut(scan: CitationScan<'_>, from: usize) -> usize {
    let begin = from;
    let mut at = from;
    for _ in 0..MOST_CHARS {
        let Some(c) = scan.peek(at) else { break };
        let so_far = &scan.text[begin..at];
        let stop = match c {
            '\n' | '\r' | '；' | ';' | '。' | '《' | '》' | '【' => true,
            '、' | '，' | ',' => ends_as_title(so_far),
            '（' | '(' | '〔' => in_tail(scan, at),
            '第' => article::read(scan, at, &[]).is_some(),
            _ => false,
        };
        if stop {
            break;
        }
        at = scan.after(at);
    }
    at
}

/// Whether the bracket at `at` holds what belongs behind a title and not to it: a number,
/// articles, or 2019年修订.
pub(super) fn in_tail(scan: CitationScan<'_>, at: usize) -> bool {
    if number_reader::read_at(scan, at).is_some() {
        return true;
    }
    let start = scan.after(at);
    let close = bracket_end(scan, start);
    let inside = scan.until(close);
    // The bracket found may be one of a damaged year: (民发〔2016)115号).
    let beyond = scan.until(bracket_end(scan, scan.after(close)));
    number_reader::find(beyond, start).is_some_and(|number| number.span.start < close)
        || is_revision(&scan.text[start..close])
        || article::read(inside, start, &[]).is_some()
}

/// The position of the bracket that closes what begins at `start`, or of what ends it otherwise.
pub(super) fn bracket_end(scan: CitationScan<'_>, start: usize) -> usize {
    const MOST: usize = 120;
    let (mut depth, mut end) = (0_u32, start);
    for (offset, c) in scan.rest(start).char_indices().take(MOST) {
        end = start + offset;
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' if depth == 0 => return end,
            '）' | ')' => depth -= 1,
            '\n' | '《' | '》' => return end,
            c => end += c.len_utf8(),
        }
    }
    end.min(scan.end)
}

/// Whether words in brackets name the version of a text.
pub(super) fn is_revision(text: &str) -> bool {
    ["修订", "修正", "修改", "公布", "施行", "发布", "通过"].iter().any(|word| text.contains(word))
}
