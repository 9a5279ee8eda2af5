//! Reading numbers: whatever stands before 号, in each form and damage that has been seen.

use std::ops::Range;

use super::text::{CitationScan, is_blank, is_hanzi};
use super::{Number, NumberFault, NumberKind};
use crate::chinese::numeral::{self, Script};

/// The first number in the scanned part of the text from `from` on.
pub(super) fn find<'t>(scan: CitationScan<'t>, from: usize) -> Option<Number<'t>> {
    let mut at = from;
    while at < scan.end {
        if let Some(number) = read_at(scan, at) {
            return Some(number);
        }
        at = step(scan, at);
    }
    None
}

/// The number that begins at `at`; words before its organ may be cut off.
pub(super) fn read_at<'t>(scan: CitationScan<'t>, at: usize) -> Option<Number<'t>> {
    read_after(scan, at..end_of_run(scan, at))
}

/// The end of the Chinese word at `at`, which 第 with a number behind it ends too.
fn end_of_run(scan: CitationScan<'_>, at: usize) -> usize {
    let mut end = at;
    while let Some(c) = scan.peek(end) {
        let next = end + c.len_utf8();
        let joint = || {
            matches!(c, '、' | ' ') && scan.text[at..end].ends_with("国务院") && scan.rest(next).starts_with("中央军")
        };
        let ordinal = || c == '第' && begins_ordinal(scan, next);
        // 国务院 令 第 711 号
        let apart = || {
            let order = scan.skip(end, |c| is_blank(c) && c != '\n' && c != '\r');
            let behind = scan.eat(order, "令").map(|behind| scan.skip_blank(behind));
            end > at
                && is_blank(c)
                && behind.and_then(|at| scan.peek(at)).is_some_and(|c| c == '第' || numeral::digit(c).is_some())
        };
        if !is_hanzi(c) && !joint() && !apart() || ordinal() {
            break;
        }
        end = next;
    }
    end
}

/// Whether a number follows 第, with a bracket around it or without.
fn begins_ordinal(scan: CitationScan<'_>, at: usize) -> bool {
    let at = scan.skip_blank(at);
    let at = scan.eat(at, "（").or_else(|| scan.eat(at, "(")).unwrap_or(at);
    scan.peek(at).is_some_and(numeral::is_numeral)
}

/// The position behind the word, the digits or the character at `at`: where the next number can
/// begin, when none begins here.
pub(super) fn step(scan: CitationScan<'_>, at: usize) -> usize {
    let run = end_of_run(scan, at);
    if run > at {
        return run;
    }
    let next = scan.after(at);
    let digits = scan.peek(at).is_some_and(|c| numeral::digit(c).is_some());
    if digits { scan.skip(next, |c| numeral::digit(c).is_some()) } else { next }
}

/// A number whose organ is at the end of `run`.
fn read_after(scan: CitationScan<'_>, run: Range<usize>) -> Option<Number<'_>> {
    let draft = NumberDraft::new(scan, run.clone());
    let at = draft.blanks(run.end);
    match scan.peek(at)? {
        c if is_year_bracket(c) => draft.bracketed(at),
        '第' => draft.ordinal(at),
        c if numeral::digit(c).is_some() => draft.digits(at),
        c if c.is_ascii_uppercase() && run.is_empty() => draft.standard(at),
        _ => None,
    }
}

/// A bracket that is seen around years, on either side: even 〕2019〔 is.
const fn is_year_bracket(c: char) -> bool {
    matches!(
        c,
        '〔' | '〕'
            | '﹝'
            | '﹞'
            | '['
            | ']'
            | '［'
            | '］'
            | '('
            | ')'
            | '（'
            | '）'
            | '【'
            | '】'
            | '〖'
            | '〗'
            | '{'
            | '}'
    )
}

/// A number in the making.
struct NumberDraft<'t> {
    scan: CitationScan<'t>,
    run: Range<usize>,
    year: Option<u16>,
    year_span: Option<Range<usize>>,
    faults: Vec<NumberFault>,
}

impl<'t> NumberDraft<'t> {
    const fn new(scan: CitationScan<'t>, run: Range<usize>) -> Self {
        Self { scan, run, year: None, year_span: None, faults: Vec::new() }
    }

    fn run_text(&self) -> &'t str {
        &self.scan.text[self.run.clone()]
    }

    /// Blanks inside a number, but never a line break.
    fn blanks(&self, at: usize) -> usize {
        self.scan.skip(at, |c| is_blank(c) && c != '\n' && c != '\r')
    }

    /// A year in brackets, `at` standing before the bracket, and what follows.
    fn bracketed(mut self, at: usize) -> Option<Number<'t>> {
        let scan = self.scan;
        let open = scan.peek(at)?;
        let digits = self.blanks(scan.after(at));
        let order = self.run_text().ends_with('令');
        let found = plain_digits(scan, digits);
        if order && found.is_none_or(|(value, count, _)| count != 4 || !is_year(value)) {
            return self.order_in_brackets(digits);
        }
        let (value, count, mut end) = found?;
        let round = matches!(open, '（' | '(');
        if let Some((year, serial)) = fused(value, count).filter(|_| !round) {
            let behind = (0..4).fold(digits, |at, _| scan.after(at));
            self.year = Some(year);
            self.year_span = Some(at..behind);
            self.faults.extend([NumberFault::Brackets, NumberFault::Fused]);
            let suffix = scan.eat(self.blanks(end), "号")?;
            return self.finish(NumberKind::Document, serial, behind..end, suffix);
        }
        self.set_year(value, count)?;
        end = self.blanks(scan.eat(end, "年").unwrap_or(end));
        let close = scan.peek(end).filter(|&c| is_year_bracket(c));
        if round && close.is_none() {
            // Brackets around a whole number: （2017年第10号令）.
            return None;
        }
        end = if close.is_some() { scan.after(end) } else { end };
        self.year_span = Some(at..end);
        if (open, close) != ('〔', Some('〕')) && !order {
            self.faults.push(NumberFault::Brackets);
        }
        let ordinal = scan.eat(self.blanks(end), "第");
        if ordinal.is_some() && !order {
            self.faults.push(NumberFault::Ordinal);
        }
        let (serial, span) = self.serial(self.blanks(ordinal.unwrap_or(end)))?;
        let kind = if order { NumberKind::Order } else { NumberKind::Document };
        match scan.eat(self.blanks(span.end), "号") {
            Some(suffix) => self.finish(kind, serial, span, suffix),
            // Without 号 only an unmistakable year and a code before it tell a number.
            None if matches!(open, '〔' | '﹝') && close.is_some() && !self.run.is_empty() => {
                self.faults.push(NumberFault::NoSuffix);
                let end = span.end;
                self.finish(kind, serial, span, end)
            }
            None => None,
        }
    }

    /// 国务院令（第711号）: `at` stands behind the bracket.
    fn order_in_brackets(self, at: usize) -> Option<Number<'t>> {
        let scan = self.scan;
        let mut number = if scan.rest(at).starts_with('第') { self.ordinal(at) } else { self.unmarked(at) }?;
        if scan.peek(number.span.end).is_some_and(is_year_bracket) {
            number.span.end = scan.after(number.span.end);
            number.text = &scan.text[number.span.clone()];
        }
        Some(number)
    }

    /// 第 and a serial behind it, of an order or an announcement.
    fn ordinal(mut self, at: usize) -> Option<Number<'t>> {
        let scan = self.scan;
        let (serial, span) = self.serial(self.blanks(scan.eat(at, "第")?))?;
        self.faults.retain(|&fault| fault != NumberFault::LeadingZeros);
        let run = self.run_text();
        let suffix = scan.eat(self.blanks(span.end), "号");
        let Some(end) = suffix else {
            let bare = span.end;
            // 第二十条 of an order's text is no number.
            let unit =
                |c: char| matches!(c, '条' | '款' | '项' | '目' | '章' | '节' | '编' | '次' | '届' | '批' | '期');
            if !run.ends_with('令') || scan.peek(self.blanks(bare)).is_some_and(unit) {
                return None;
            }
            self.faults.push(NumberFault::NoSuffix);
            return self.finish(NumberKind::Order, serial, span, bare);
        };
        if run.ends_with('令') {
            return self.finish(NumberKind::Order, serial, span, end);
        }
        if run.ends_with("公告") {
            return self.finish(NumberKind::Announcement, serial, span, end);
        }
        if let Some(end) = scan.eat(self.blanks(end), "令") {
            return self.finish(NumberKind::Order, serial, span, end);
        }
        if let Some(end) = scan.eat(self.blanks(end), "公告") {
            return self.finish(NumberKind::Announcement, serial, span, end);
        }
        if ["国务院", "主席"].iter().any(|issuer| run.ends_with(issuer)) {
            self.faults.push(NumberFault::NoOrder);
            return self.finish(NumberKind::Order, serial, span, end);
        }
        None
    }

    /// Digits right behind the organ: a year without brackets, or a serial.
    fn digits(mut self, at: usize) -> Option<Number<'t>> {
        let scan = self.scan;
        let (value, count, end) = plain_digits(scan, at)?;
        let next = self.blanks(end);
        let year = (count == 4 && is_year(value)).then_some(value);
        if let Some(year) = year.and_then(|year| u16::try_from(year).ok()) {
            if let Some(behind) = scan.eat(next, "年") {
                self.year = Some(year);
                self.year_span = Some(at..behind);
                let behind = self.blanks(behind);
                return if scan.rest(behind).starts_with('第') { self.ordinal(behind) } else { self.unmarked(behind) };
            }
            let is_digit = |at: usize| scan.peek(at).is_some_and(|c| numeral::digit(c).is_some());
            let closed = scan.peek(next).is_some_and(|c| is_year_bracket(c) && !matches!(c, '(' | '（'))
                && is_digit(self.blanks(scan.after(next)));
            let loose = next > end && is_digit(next);
            if closed || loose && !self.run.is_empty() {
                let behind = if closed { scan.after(next) } else { end };
                self.year = Some(year);
                self.year_span = Some(at..behind);
                let behind = self.blanks(behind);
                return self.unmarked(behind);
            }
        }
        if let Some((year, serial)) = fused(value, count)
            && self.has_code()
            && let Some(suffix) = scan.eat(next, "号")
        {
            let behind = (0..4).fold(at, |at, _| scan.after(at));
            self.year = Some(year);
            self.year_span = Some(at..behind);
            self.faults.extend([NumberFault::Brackets, NumberFault::Fused]);
            return self.finish(NumberKind::Document, serial, behind..end, suffix);
        }
        self.unmarked(at)
    }

    /// A serial without 第.
    fn unmarked(mut self, at: usize) -> Option<Number<'t>> {
        let scan = self.scan;
        let (serial, span) = self.serial(at)?;
        let run = self.run_text();
        let suffix = scan.eat(self.blanks(span.end), "号");
        let kind = if run.ends_with('令') && suffix.is_some() {
            NumberKind::Order
        } else if run.ends_with("公告") && suffix.is_some() {
            NumberKind::Announcement
        } else if let Some(end) = suffix.and_then(|end| scan.eat(self.blanks(end), "令")) {
            self.faults.push(NumberFault::NoOrdinal);
            return self.finish(NumberKind::Order, serial, span, end);
        } else {
            self.faults.push(if self.year.is_some() { NumberFault::Brackets } else { NumberFault::NoYear });
            // A longer serial would be read as year and serial run together.
            let suffix = suffix.filter(|_| serial < 10_000 && self.has_code())?;
            return self.finish(NumberKind::Document, serial, span, suffix);
        };
        self.faults.retain(|&fault| fault != NumberFault::LeadingZeros);
        self.faults.push(NumberFault::NoOrdinal);
        self.finish(kind, serial, span, suffix?)
    }

    /// GB/T 32939-2016.
    fn standard(mut self, at: usize) -> Option<Number<'t>> {
        let scan = self.scan;
        // No more than that is looked at: each letter of a long run comes here.
        let letters = (0..5).fold(at, |at, _| scan.peek(at).filter(char::is_ascii_uppercase).map_or(at, |_| at + 1));
        if !(2..=4).contains(&(letters - at)) {
            return None;
        }
        let region = scan.skip(letters, |c| c.is_ascii_digit());
        let mark = scan.eat(region, "/").or_else(|| scan.eat(region, " ")).unwrap_or(region);
        let kind = scan.skip(mark, |c| c.is_ascii_uppercase());
        // DB31/T has its region in the code; in GB5749 the digits are the number already.
        let code_end = if kind > mark { kind } else { letters };
        let (serial, span) = self.plain_serial(self.blanks(code_end))?;
        let mut end = span.end;
        let mut part = None;
        if let Some(dot) = scan.eat(end, ".") {
            let (value, _, behind) = plain_digits(scan, dot)?;
            (part, end) = (Some(value), behind);
        }
        let dash = self.blanks(end);
        let behind = scan.skip(dash, |c| matches!(c, '-' | '—' | '–' | '－' | '―' | '‐'));
        let (year, count, end) = plain_digits(scan, self.blanks(behind))?;
        if behind == dash || count != 4 || !is_year(year) {
            return None;
        }
        self.year = u16::try_from(year).ok();
        self.run = at..code_end;
        let mut number = self.finish(NumberKind::Standard, serial, span, end)?;
        number.part = part;
        Some(number)
    }

    fn plain_serial(&self, at: usize) -> Option<(u32, Range<usize>)> {
        let (value, count, end) = plain_digits(self.scan, at)?;
        (count <= 6).then_some((value, at..end))
    }

    /// A running number: digits, blanks between them where 号 follows, or Chinese numerals.
    fn serial(&mut self, at: usize) -> Option<(u32, Range<usize>)> {
        let found = numeral::read(self.scan.rest(at))?;
        let (mut value, mut end) = (found.value, at + found.len);
        if found.script != Script::Chinese {
            if found.digits > 1 && self.scan.peek(at).and_then(numeral::digit) == Some(0) {
                self.faults.push(NumberFault::LeadingZeros);
            }
            let next = self.blanks(end);
            if next > end
                && let Some((more, count, behind)) = plain_digits(self.scan, next)
                && self.scan.eat(self.blanks(behind), "号").is_some()
                && found.digits + count <= 6
            {
                value = (0..count).fold(value, |sum, _| sum * 10) + more;
                end = behind;
            }
        }
        (value > 0 && value < 1_000_000).then_some((value, at..end))
    }

    /// Whether the word before can be the code of a document: 渝交计, not 人民路.
    fn has_code(&self) -> bool {
        let word = &self.scan.text[self.organ(NumberKind::Document)];
        (2..=12).contains(&word.chars().count())
            && !word.ends_with(['路', '道', '街', '弄', '巷', '线', '楼', '幢', '室', '第', '令'])
    }

    fn set_year(&mut self, value: u32, count: usize) -> Option<()> {
        let year = match count {
            4 if is_year(value) => value,
            2 => {
                self.faults.push(NumberFault::ShortYear);
                if value >= 80 { 1900 + value } else { 2000 + value }
            }
            _ => return None,
        };
        self.year = u16::try_from(year).ok();
        Some(())
    }

    fn finish(mut self, kind: NumberKind, serial: u32, serial_span: Range<usize>, end: usize) -> Option<Number<'t>> {
        let mut end = end;
        if self.scan.text[..end].ends_with('号')
            && let Some(again) = self.scan.eat(self.blanks(end), "号")
        {
            self.faults.push(NumberFault::DoubledSuffix);
            end = again;
        }
        let run = self.organ(kind);
        let start = if run.is_empty() { self.first_of(&serial_span) } else { run.start };
        let organ = self.scan.text[run].trim_end_matches(is_blank);
        let organ = match kind {
            NumberKind::Order => organ.strip_suffix('令').unwrap_or(organ),
            NumberKind::Announcement => organ.strip_suffix("公告").unwrap_or(organ),
            NumberKind::Document | NumberKind::Standard => organ,
        };
        let through = || ["国务院", "国家主席", "共和国主席"].iter().any(|issuer| organ.ends_with(issuer));
        if kind == NumberKind::Order && self.year.is_some() && (organ == "主席" || through()) {
            self.faults.push(NumberFault::OrderYear);
        }
        self.faults.sort_unstable();
        Some(Number {
            span: start..end,
            text: &self.scan.text[start..end],
            kind,
            organ,
            year: self.year,
            year_span: self.year_span,
            serial,
            serial_span,
            part: None,
            stray: None,
            faults: self.faults,
        })
    }

    /// Where a number without an organ begins: at its year, at 第, or at its digits.
    fn first_of(&self, serial: &Range<usize>) -> usize {
        let serial = match self.scan.text[self.run.end..serial.start].find('第') {
            Some(at) => self.run.end + at,
            None => serial.start,
        };
        self.year_span.as_ref().map_or(serial, |year| year.start.min(serial))
    }

    /// The part of the word before the number that is its organ: 苏财 of …的通知苏财.
    fn organ(&self, kind: NumberKind) -> Range<usize> {
        let word = self.run_text();
        if kind == NumberKind::Standard {
            return self.run.clone();
        }
        let named = if kind == NumberKind::Order { word.rfind(COUNTRY) } else { None };
        let start = match named {
            // Two bodies, each with its full name.
            Some(at) if word[..at].ends_with("国务院、") => word[..at].rfind(COUNTRY).unwrap_or(at),
            Some(at) => at,
            None => last_cut(word, kind),
        };
        self.run.start + start..self.run.end
    }
}

const COUNTRY: &str = "中华人民共和国";

/// Words behind which the organ of a number begins, when it is glued to what stands before.
#[rustfmt::skip]
const CUTS: [&str; 15] = [
    "通知", "意见", "决定", "方案", "条例", "规定", "细则", "办法", "根据", "依据", "按照", "参照",
    "以及", "的", "日",
];

/// Where the organ begins in the word before a number.
fn last_cut(word: &str, kind: NumberKind) -> usize {
    let long = word.chars().count() > 12;
    let ends = |c: char| matches!(c, '知' | '见' | '定' | '案' | '例' | '则' | '法' | '据' | '照' | '及' | '的' | '日');
    let found = word.char_indices().rev().filter(|&(_, c)| ends(c)).find_map(|(at, c)| {
        let end = at + c.len_utf8();
        let cut = CUTS.iter().find(|cut| word[..end].ends_with(*cut))?;
        // 办法 and 日 are also inside codes: 发改办法规, 日政办发 of 日照.
        let sure = !matches!(*cut, "办法" | "日") || long || kind == NumberKind::Order;
        sure.then_some(end)
    });
    found.unwrap_or(0)
}

const fn is_year(value: u32) -> bool {
    value >= 1949 && value <= 2099
}

/// 201680 as 2016 and 80.
fn fused(value: u32, count: usize) -> Option<(u16, u32)> {
    let tail = u32::try_from(count.checked_sub(4)?).ok().filter(|tail| (1..=4).contains(tail))?;
    let unit = 10_u32.pow(tail);
    let (year, serial) = (value / unit, value % unit);
    (is_year(year) && serial > 0).then_some((u16::try_from(year).ok()?, serial))
}

/// Digits at `at`: value, how many, and the position behind. Not Chinese ones.
fn plain_digits(scan: CitationScan<'_>, at: usize) -> Option<(u32, usize, usize)> {
    let found = numeral::read(scan.rest(at))?;
    (found.script != Script::Chinese).then_some((found.value, found.digits, at + found.len))
}
