//! The reader: from a cell to its citations.

use std::ops::Range;

use super::number_reader::step;
use super::text::{CitationScan, ends_as_title, is_blank, is_close_mark, is_hanzi, is_open_mark, is_separator};
use super::title::{bracket_end, continues, in_tail, is_revision};
use super::{Citation, CitationForm, Number, Tag, Title, TitleMarks, article, number_reader, paren, title, vague};
use crate::chinese::numeral::{self, Script};

/// All citations of a text, in order. Takes time in proportion to its length.
///
/// A text that names nothing, such as an empty one or a dash, gives none.
#[must_use]
pub fn read(text: &str) -> Vec<Citation<'_>> {
    let mut reader = CitationReader { scan: CitationScan::new(text), out: Vec::new(), tag: None, label: None };
    let mut at = 0;
    while at < text.len() {
        at = reader.next(at).max(reader.scan.after(at));
    }
    reader.out
}

struct CitationReader<'t> {
    scan: CitationScan<'t>,
    out: Vec<Citation<'t>>,
    /// The tag that holds here.
    tag: Option<Tag<'t>>,
    /// A label that waits for its citation.
    label: Option<Range<usize>>,
}

impl<'t> CitationReader<'t> {
    /// Reads what stands at `at` and returns the position behind it.
    fn next(&mut self, at: usize) -> usize {
        let scan = self.scan;
        let at = scan.skip(at, |c| is_blank(c) || is_separator(c));
        let Some(c) = scan.peek(at) else { return scan.end };
        if let Some((tag, end)) = read_tag(scan, at) {
            self.tag = Some(tag);
            return end;
        }
        if let Some(end) = read_label(scan, at) {
            self.label = Some(at..end);
            return end;
        }
        if is_open_mark(c)
            && let Some(found) = title::read(scan, at)
        {
            return self.titled(found, at, Vec::new());
        }
        self.bare(at)
    }

    /// A title in marks and its tail; `start` is at the title or at a number before it.
    fn titled(&mut self, found: title::FoundTitle, start: usize, numbers: Vec<Number<'t>>) -> usize {
        let mut citation = self.draft(CitationForm::Marked);
        citation.numbers = numbers;
        let inner = self.without_version(found.inner, &mut citation);
        citation.title = Some(Title {
            text: &self.scan.text[inner.clone()],
            span: inner,
            outer: found.outer.clone(),
            marks: found.marks,
        });
        let end = self.tail(found.outer.end, &mut citation);
        self.push(citation, start..end)
    }

    /// Takes （国务院令第711号） and （2019年修订） from the end of a title into the citation.
    fn without_version(&self, inner: Range<usize>, citation: &mut Citation<'t>) -> Range<usize> {
        let first = citation.numbers.len();
        let mut inner = inner;
        while let Some((words, found)) = self.version(&inner) {
            citation.numbers.splice(first..first, found.numbers);
            citation.note = found.note.or(citation.note.take());
            inner = words;
        }
        inner
    }

    /// The words of a title before a bracket at its end, and the bracket, if that is no part of it.
    fn version(&self, inner: &Range<usize>) -> Option<(Range<usize>, paren::BracketContent<'t>)> {
        let text = &self.scan.text[inner.clone()];
        let open = text.rfind(['（', '(']).filter(|_| text.ends_with(['）', ')']))?;
        let words = self.scan.trim(inner.start, inner.start + open);
        let scan = self.scan.until(inner.end);
        let found = paren::read(scan, inner.start + open, &[]).filter(|found| found.end == inner.end)?;
        let revision = found.note.as_ref().is_some_and(|note| is_revision(&scan.text[note.clone()]));
        let names_it = revision || !found.numbers.is_empty();
        (names_it && scan.text[words.clone()].contains(char::is_alphanumeric)).then_some((words, found))
    }

    fn draft(&mut self, form: CitationForm) -> Citation<'t> {
        Citation {
            span: 0..0,
            text: "",
            form,
            label: self.label.take(),
            tag: self.tag.clone(),
            title: None,
            numbers: Vec::new(),
            articles: Vec::new(),
            note: None,
            quote: None,
        }
    }

    fn push(&mut self, citation: Citation<'t>, span: Range<usize>) -> usize {
        let end = span.end;
        self.out.push(Citation { text: &self.scan.text[span.clone()], span, ..citation });
        end
    }

    /// Numbers, brackets and articles behind a title; returns the position behind them.
    fn tail(&self, at: usize, citation: &mut Citation<'t>) -> usize {
        let scan = self.scan;
        let mut end = at;
        loop {
            let next = scan.skip_blank(end);
            let Some(c) = scan.peek(next) else { return end };
            let behind = match c {
                '（' | '(' | '[' | '［' => self.brackets(next, citation),
                '、' | '，' | ',' => Some(scan.skip_blank(scan.after(next)))
                    .filter(|&next| scan.peek(next) == Some('第'))
                    .and_then(|next| self.articles(next, citation)),
                '第' => self.number(next, citation).or_else(|| self.articles(next, citation)),
                '：' | ':' if !citation.articles.is_empty() => self.quote(scan.after(next), citation),
                '中' | '的' | '之' => scan
                    .eat_any(next, &["中的", "中", "的", "之"])
                    .filter(|&next| scan.peek(next) == Some('第'))
                    .and_then(|next| self.articles(next, citation))
                    .or_else(|| self.number(next, citation)),
                _ => self.number(next, citation).or_else(|| self.bare_article(next, citation)),
            };
            let behind = behind.or_else(|| vague::skip_closing(scan, next)).or_else(|| {
                let pasted = !citation.articles.is_empty() && is_hanzi(c) && self.is_long(next);
                pasted.then(|| self.quote(next, citation)).flatten()
            });
            match behind {
                Some(behind) => end = behind,
                None => return end,
            }
        }
    }

    fn brackets(&self, at: usize, citation: &mut Citation<'t>) -> Option<usize> {
        if let Some(end) = self.number(at, citation) {
            return Some(end);
        }
        // （二） before the next title is a label.
        if read_label(self.scan, at).is_some() {
            return None;
        }
        let found = paren::read(self.scan, at, &citation.articles)?;
        citation.numbers.extend(found.numbers);
        citation.articles.extend(found.articles);
        citation.note = citation.note.take().or(found.note);
        Some(found.end)
    }

    fn number(&self, at: usize, citation: &mut Citation<'t>) -> Option<usize> {
        let number = number_reader::read_at(self.scan, at).filter(|number| number.span.start == at)?;
        let end = number.span.end;
        // On a line of its own before a title it belongs to that title.
        let apart = self.scan.text[..at].ends_with(is_blank);
        if apart && self.scan.peek(self.scan.skip_blank(end)) == Some('《') {
            return None;
        }
        citation.numbers.push(number);
        Some(end)
    }

    fn articles(&self, at: usize, citation: &mut Citation<'t>) -> Option<usize> {
        let (articles, end) = article::read(self.scan, at, &citation.articles)?;
        citation.articles.extend(articles);
        Some(end)
    }

    /// 20条 directly behind a title in marks.
    fn bare_article(&self, at: usize, citation: &mut Citation<'t>) -> Option<usize> {
        let first = citation.form == CitationForm::Marked && citation.articles.is_empty();
        let (articles, end) = first.then(|| article::without_ordinal(self.scan, at)).flatten()?;
        citation.articles.extend(articles);
        Some(end)
    }

    /// Whether what stands at `at` is a sentence rather than a word or two.
    fn is_long(&self, at: usize) -> bool {
        const SENTENCE: usize = 10;
        let stop = |c: char| matches!(c, '\n' | '《' | '【');
        let rest = self.scan.rest(at);
        let mut line = rest.chars().take_while(|&c| !stop(c)).take(SENTENCE + 1);
        line.by_ref().count() > SENTENCE && !vague::is_vague_start(rest)
    }

    /// Pasted words of the act, up to what can only be the next basis.
    fn quote(&self, at: usize, citation: &mut Citation<'t>) -> Option<usize> {
        let scan = self.scan;
        let mut end = at;
        while let Some(c) = scan.peek(end) {
            let next = scan.skip_blank(end);
            let starts = |at: usize| {
                scan.peek(at).is_some_and(|c| matches!(c, '《' | '【'))
                    || read_label(scan, at).is_some_and(|at| scan.peek(scan.skip_blank(at)) == Some('《'))
            };
            let fresh =
                || scan.before(end).is_none_or(|c| is_separator(c) || is_close_mark(c) || c == '）' || c == ')');
            if is_blank(c) && starts(next) || c == '【' || c == '《' && fresh() {
                break;
            }
            end = if is_blank(c) { next } else { scan.after(end) };
        }
        let quote = scan.trim(at, end);
        if quote.is_empty() {
            return None;
        }
        end = quote.end;
        citation.quote = citation.quote.take().or(Some(quote));
        Some(end)
    }

    /// Words without marks, up to what ends them, and their tail.
    fn bare(&mut self, at: usize) -> usize {
        let scan = self.scan;
        let begins = |c: char| {
            c.is_alphanumeric() || matches!(c, '“' | '（' | '(' | '〔' | '﹝' | '[' | '［' | '〃' | '″' | '"')
        };
        if !scan.peek(at).is_some_and(begins) {
            return scan.after(at);
        }
        let lead = vague::skip_lead(scan, at);
        if lead > at {
            return lead;
        }
        let stop = bare_end(scan, at);
        let words = scan.trim(at, stop);
        let next = scan.peek(stop);
        if words.is_empty() {
            return self.wordless(at);
        }
        let text = &scan.text[words.clone()];
        // Dashes, ticks, stray marks and digits are no words.
        if !text.contains(char::is_alphabetic) && !vague::is_ditto(text) {
            return stop;
        }
        if matches!(next, Some('》' | '〉')) {
            let mut citation = self.draft(CitationForm::Marked);
            let outer = words.start..scan.after(stop);
            citation.title = Some(Title { span: words.clone(), text, outer: outer.clone(), marks: TitleMarks::NoOpen });
            let end = self.tail(outer.end, &mut citation);
            return self.push(citation, outer.start..end);
        }
        // Issuers and other words that only lead up to a title.
        if next.is_some_and(is_open_mark) && !ends_as_title(text) && !vague::is_vague(text) {
            return stop;
        }
        if vague::is_body(text) && leads_to_title(scan, stop) {
            return stop;
        }
        if vague::is_ditto(text) {
            let citation = self.draft(CitationForm::Ditto);
            return self.push(citation, words);
        }
        self.words(words, stop)
    }

    /// A number or articles that no title stands before.
    fn wordless(&mut self, at: usize) -> usize {
        let scan = self.scan;
        if let Some(number) = number_reader::read_at(scan, at).filter(|number| number.span.start == at) {
            let end = number.span.end;
            let next = scan.skip_blank(end);
            if let Some(found) = title::read(scan, next) {
                return self.titled(found, at, vec![number]);
            }
            let mut citation = self.draft(CitationForm::Number);
            citation.numbers.push(number);
            let end = self.tail(end, &mut citation);
            return self.push(citation, at..end);
        }
        let mut citation = self.draft(CitationForm::Articles);
        match self.articles(at, &mut citation) {
            Some(end) => {
                let end = self.tail(end, &mut citation);
                self.push(citation, at..end)
            }
            None => {
                self.label = citation.label;
                at
            }
        }
    }

    /// Words that may be a title, with their tail; what is vague in them goes by itself.
    fn words(&mut self, words: Range<usize>, stop: usize) -> usize {
        let scan = self.scan;
        let text = &scan.text[words.clone()];
        let mut citation = self.draft(CitationForm::Bare);
        let end = self.tail(stop, &mut citation);
        let alone = citation.numbers.is_empty() && citation.articles.is_empty();
        if alone && vague::is_vague(text) {
            return self.vague(citation, words);
        }
        let mut span = words.clone();
        let tail = vague::tail_of(text).map(|at| words.start + at).filter(|_| alone);
        if let Some(tail) = tail {
            span = scan.trim(words.start, tail);
        }
        citation.title = Some(Title {
            span: span.clone(),
            text: &scan.text[span.clone()],
            outer: span.clone(),
            marks: TitleMarks::Absent,
        });
        match tail {
            Some(tail) => {
                citation.note = None;
                self.push(citation, span);
                tail
            }
            None => self.push(citation, span.start..end.max(words.end)),
        }
    }

    /// 相关法律、法规、规章 is one vague basis, not three.
    fn vague(&mut self, mut citation: Citation<'t>, words: Range<usize>) -> usize {
        citation.form = CitationForm::Vague;
        (citation.note, citation.quote) = (None, None);
        if let Some(last) = self.out.last_mut().filter(|last| last.form == CitationForm::Vague) {
            let between = &self.scan.text[last.span.end..words.start];
            if citation.label.is_none() && between.chars().all(|c| matches!(c, '、' | '，' | ',' | ' ')) {
                last.span.end = words.end;
                last.text = &self.scan.text[last.span.clone()];
                return words.end;
            }
        }
        self.push(citation, words)
    }
}

/// Where words without marks end: at a separator, a mark, a number, an article, a blank behind
/// what can be a title.
fn bare_end(scan: CitationScan<'_>, start: usize) -> usize {
    let mut at = start;
    while let Some(c) = scan.peek(at) {
        let so_far = scan.text[start..at].trim_end_matches(is_blank);
        let ended = || ends_as_title(so_far);
        if is_hanzi(c) || numeral::digit(c).is_some() || c.is_ascii_uppercase() {
            if let Some(number) = number_reader::read_at(scan, at) {
                return number.span.start;
            }
            if c == '第' && article::read(scan, at, &[]).is_some() {
                return at;
            }
            if numeral::digit(c).is_some() && ended() && read_label(scan, at).is_some() {
                return at;
            }
            at = step(scan, at);
            continue;
        }
        match c {
            '\n' | '\r' | '【' => return at,
            c if is_close_mark(c) => return at,
            c if is_separator(c) => return at,
            c if is_blank(c) && ended() => return at,
            c if is_blank(c) => at = scan.skip(at, |c| is_blank(c) && !matches!(c, '\n' | '\r')),
            c if is_open_mark(c) => match embedded(scan, so_far, at) {
                Some(end) => at = end,
                None => return at,
            },
            // Brackets belong to the words if they close and hold no number.
            '（' | '(' => {
                let close = bracket_end(scan, scan.after(at));
                let closed = matches!(scan.peek(close), Some('）' | ')'));
                if !closed || in_tail(scan, at) || ended() && read_label(scan, at).is_some() {
                    return at;
                }
                at = scan.after(close);
            }
            '）' | ')' | '〔' | '〕' | '﹝' | '﹞' | '[' | ']' | '［' | '］' | '】' => return at,
            _ => at = scan.after(at),
        }
    }
    at
}

/// Whether the words that end at `at` are the first of several bodies that issued one act:
/// 中共中央办公厅、国务院办公厅印发的《意见》.
fn leads_to_title(scan: CitationScan<'_>, at: usize) -> bool {
    const MOST: usize = 60;
    let joined = matches!(scan.peek(at), Some('、' | '，' | ','));
    let ends = |c: &char| matches!(c, '《' | '；' | ';' | '。' | '\n' | '（' | '(' | '【');
    joined && scan.rest(at).chars().take(MOST).find(ends) == Some('《')
}

/// A title in marks inside one without: where 《办法》的通知 ends in 关于印发《办法》的通知.
fn embedded(scan: CitationScan<'_>, before: &str, at: usize) -> Option<usize> {
    #[rustfmt::skip]
    const VERBS: [&str; 18] = [
        "印发", "转发", "批转", "发布", "公布", "实施", "修改", "修订", "贯彻", "落实", "下发", "颁布",
        "执行", "制定", "施行", "关于", "废止", "做好",
    ];
    VERBS.iter().find(|verb| before.ends_with(*verb))?;
    let found = title::read(scan, at)?;
    if found.marks == TitleMarks::NoClose {
        return None;
    }
    continues(scan, found.outer.end)
}

/// 【法律】, \[行政法规\], 法律：.
fn read_tag<'t>(scan: CitationScan<'t>, at: usize) -> Option<(Tag<'t>, usize)> {
    const MOST_CHARS: usize = 16;
    const KINDS: [&str; 10] = ["法律", "法规", "规章", "条例", "文件", "政策", "规范", "标准", "规定", "办法"];
    let open = scan.peek(at)?;
    let bracket = matches!(open, '【' | '[' | '［' | '〖');
    let start = if bracket { scan.after(at) } else { at };
    let end = scan.skip(start, |c| is_hanzi(c) || c == '、' && bracket || c == ' ');
    let label = scan.trim(start, end);
    let close = scan.peek(end)?;
    let fits = if bracket { matches!(close, '】' | ']' | '］' | '〗') } else { matches!(close, '：' | ':') };
    let words = &scan.text[label.clone()];
    let named = match bracket {
        true => open == '【' || KINDS.iter().any(|kind| words.ends_with(kind)),
        false => is_label_word(words),
    };
    if !fits || !named || label.is_empty() || words.chars().count() > MOST_CHARS {
        return None;
    }
    let behind = scan.after(end);
    let behind = scan.eat_any(behind, &["：", ":"]).unwrap_or(behind);
    Some((Tag { span: at..scan.after(end), label: words }, behind))
}

/// The words that stand before a colon as a tag. 依据： and others only lead in.
fn is_label_word(words: &str) -> bool {
    #[rustfmt::skip]
    const WORDS: [&str; 10] = [
        "法律", "行政法规", "法规", "地方性法规", "规章", "部门规章", "地方政府规章", "规范性文件",
        "党内法规", "政策文件",
    ];
    WORDS.contains(&words)
}

/// A bullet or an item's number at `at`; returns the position behind it.
fn read_label(scan: CitationScan<'_>, at: usize) -> Option<usize> {
    let c = scan.peek(at)?;
    let next = scan.after(at);
    match c {
        '●' | '○' | '•' | '·' | '◆' | '◇' | '■' | '□' | '▪' | '▫' | '➢' | '►' | '▶' | '★' | '☆' | '※' | '*' => {
            Some(next)
        }
        // What is left of the bullets of symbol fonts.
        '\u{f06c}' | '\u{f06e}' | '\u{f0b7}' | '\u{f0d8}' | '\u{f0fc}' => Some(next),
        '①'..='⑳' | '⑴'..='⒇' | '⒈'..='⒛' | '㈠'..='㈩' => Some(next),
        '（' | '(' => {
            let found = numeral::read(scan.rest(next)).filter(|found| found.value < 100)?;
            scan.eat_any(next + found.len, &["）", ")"])
        }
        _ => {
            let found =
                numeral::read(scan.rest(at)).filter(|found| (1..100).contains(&found.value) && found.digits < 4)?;
            let end = at + found.len;
            let mark = scan.peek(end)?;
            let behind = scan.after(end);
            // 1.2 is no label, but 1. before 2016年… and before 2号令 is.
            let digit_follows = scan.peek(behind).and_then(numeral::digit).is_some();
            let year_follows = || {
                numeral::read(scan.rest(behind))
                    .is_some_and(|n| n.digits == 4 && scan.rest(behind + n.len).starts_with('年'))
            };
            let fresh = || !digit_follows || year_follows() || number_reader::read_at(scan, behind).is_some();
            match mark {
                '、' => Some(behind),
                '.' | '．' | ')' | '）' if found.script != Script::Chinese => fresh().then_some(behind),
                '《' if found.script != Script::Chinese => Some(end),
                _ => None,
            }
        }
    }
}
