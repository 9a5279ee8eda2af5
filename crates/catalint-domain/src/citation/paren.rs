//! Brackets behind a title: （国务院令第711号）, （第十九条、第二十条）, （2019年修订）.

use std::ops::Range;

use super::text::{CitationScan, is_close_mark, is_separator};
use super::{Article, Number, NumberFault, article, number_reader, title};

/// What a pair of brackets holds.
pub(super) struct BracketContent<'t> {
    pub(super) numbers: Vec<Number<'t>>,
    pub(super) articles: Vec<Article>,
    /// All of it, where it is neither number nor article.
    pub(super) note: Option<Range<usize>>,
    /// The position behind the closing bracket, or behind the content where that is lost.
    pub(super) end: usize,
}

/// The brackets that open at `at`; articles in them go on from those `before`.
pub(super) fn read<'t>(scan: CitationScan<'t>, at: usize, before: &[Article]) -> Option<BracketContent<'t>> {
    scan.peek(at).filter(|c| matches!(c, '（' | '(' | '[' | '［'))?;
    let start = scan.after(at);
    let mut found = BracketContent { numbers: Vec::new(), articles: Vec::new(), note: None, end: start };
    let close = fill(scan, start, before, &mut found);
    let content = scan.trim(start, found.end);
    if content.is_empty() || close.is_none() && found.numbers.is_empty() && found.articles.is_empty() {
        return None;
    }
    if found.numbers.is_empty() && found.articles.is_empty() {
        found.note = Some(content);
    }
    found.end = close.unwrap_or(found.end);
    found.doubled(scan);
    Some(found)
}

/// Reads up to the closing bracket and returns the position behind it.
fn fill<'t>(scan: CitationScan<'t>, start: usize, before: &[Article], found: &mut BracketContent<'t>) -> Option<usize> {
    let most = most_bytes(scan.rest(start));
    let (mut at, mut depth) = (start, 0_u32);
    while let Some(c) = scan.peek(at) {
        found.end = at;
        if at - start > most {
            return None;
        }
        if let Some(number) = number_reader::read_at(scan, at) {
            at = number.span.end;
            found.numbers.push(number);
        } else if c == '第'
            && let Some((articles, end)) =
                article::read(scan, at, if found.articles.is_empty() { before } else { &found.articles })
        {
            found.articles.extend(articles);
            at = end;
        } else {
            match c {
                '）' | ')' | ']' | '］' if depth == 0 => return Some(scan.after(at)),
                '）' | ')' | ']' | '］' => depth -= 1,
                '（' | '(' | '[' | '［' => depth += 1,
                '《' => match title::read(scan, at).filter(|_| scan.text[start..at].contains("简称")) {
                    Some(title) => {
                        at = title.outer.end;
                        continue;
                    }
                    None => return None,
                },
                '\n' | '\r' if !closes_soon(scan, at) => return None,
                '；' | ';' | '。' | '【' => return None,
                c if is_close_mark(c) => return None,
                _ => {}
            }
            at = number_reader::step(scan, at);
        }
        found.end = at;
    }
    None
}

/// Whether a broken line goes on to the closing bracket and to nothing else first.
fn closes_soon(scan: CitationScan<'_>, at: usize) -> bool {
    const MOST: usize = 40;
    // Inside the marks of a title a broken line ends nothing.
    if scan.end < scan.text.len() {
        return true;
    }
    let ends =
        |c: &char| matches!(c, '）' | ')' | '（' | '(' | '《' | '》' | '；' | ';' | '。' | '【' | '●' | '、' | '，');
    scan.rest(at).chars().take(MOST).find(ends).is_some_and(|c| matches!(c, '）' | ')'))
}

/// How far to read: only a little way where the closing bracket is lost.
fn most_bytes(rest: &str) -> usize {
    const CLOSED: usize = 600;
    const OPEN: usize = 90;
    let near = rest.char_indices().take_while(|&(at, _)| at <= CLOSED);
    if near.into_iter().any(|(_, c)| matches!(c, '）' | ')' | ']' | '］')) { CLOSED } else { OPEN }
}

impl BracketContent<'_> {
    /// Takes a second 号 that stands behind the bracket.
    fn doubled(&mut self, scan: CitationScan<'_>) {
        let Some(last) = self.numbers.last_mut() else { return };
        let at = scan.skip_blank(self.end);
        let Some(end) = scan.eat(at, "号") else { return };
        if scan.peek(scan.skip_blank(end)).is_none_or(|c| is_separator(c) || c == '《') {
            last.stray = Some(at..end);
            if !last.has(NumberFault::DoubledSuffix) {
                last.faults.push(NumberFault::DoubledSuffix);
                last.faults.sort_unstable();
            }
            self.end = end;
        }
    }
}
