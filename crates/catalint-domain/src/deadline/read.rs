//! The reader: finds anchors, lets the other parts explain what stands around them.

use super::after_anchor::{closing, once};
use super::amount::{amount, day_word, is_cut, nth_day};
use super::before_anchor::{before_other, some_words};
use super::cycle::{by_cycle, cycle_length, each, next_week, per_time, rate, this_quarter, times};
use super::date::{DateShape, another_day, date};
use super::number::{is_digit, is_numeral, run_end};
use super::scan::{Chars, ScanPart, is_mark};
use super::subject::DeadlineSubject;
use super::{Clause, DeadlineUnit, Kind, Month, Reading, Rhythm, Trigger, Verb, Year};

/// Reads a deadline text. Any text may come in; what is no deadline is left unread.
#[must_use]
pub fn read(text: &str) -> Reading {
    let s = Chars::new(text);
    let mut reader = DeadlineReader {
        s: &s,
        floor: 0,
        resume: 0,
        covered: Vec::new(),
        quoted_to_end: false,
        out: Reading::default(),
    };
    let mut i = 0;
    while i < s.len() {
        i = reader.step(i);
    }
    reader.leftovers();
    reader.out
}

/// The state of one read.
pub(super) struct DeadlineReader<'s> {
    pub(super) s: &'s Chars,
    /// End of the last clause: words in front of an anchor reach back no further.
    pub(super) floor: usize,
    /// Nothing before this can be an anchor: it was seen to be part of something else.
    pub(super) resume: usize,
    /// What clauses and reservations cover, in order.
    pub(super) covered: Vec<ScanPart>,
    /// No 》 is left.
    quoted_to_end: bool,
    pub(super) out: Reading,
}

/// A clause before its bytes are known.
pub(super) struct ClauseDraft {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) scope: Option<ScanPart>,
    pub(super) trigger: Option<Trigger>,
    /// Words of it that were not understood.
    pub(super) gap: Option<ScanPart>,
    pub(super) kind: Kind,
    pub(super) verb: Option<Verb>,
}

impl DeadlineReader<'_> {
    /// Tries to read at `i`; the next place to try.
    fn step(&mut self, i: usize) -> usize {
        let s = self.s;
        let found = match s.at(i) {
            '《' if !self.quoted_to_end => return self.title(i),
            '另' | '从' | '有' => return self.reservation(i).unwrap_or(i + 1),
            '同' => self.together(i),
            '随' => self.along(i).or_else(|| self.vague(i)),
            '时' => self.at_the_time(i),
            _ => self.anchor(i),
        };
        match found {
            Some(draft) => self.push(draft),
            None if is_digit(s.at(i)) => run_end(s, i).max(self.resume),
            None => self.resume.max(i + 1),
        }
    }

    /// A clause whose anchor is at `i` and is no word of company.
    pub(super) fn anchor(&mut self, i: usize) -> Option<ClauseDraft> {
        match self.s.at(i) {
            '0'..='9' | '半' => self.numeric(i),
            '每' | '逢' => self.cycle(i),
            '按' | '逐' | '根' | '视' | '依' => self.by_rule(i),
            '当' | '次' | '下' | '翌' | '本' | '今' | '年' | '季' | '月' | '第' | '上' | '元' | '明' | '来' => {
                self.calendar(i)
            }
            '即' if day_word(self.s, i).is_some() => self.calendar(i),
            '及' | '即' | '马' | '迅' | '从' | '始' | '经' | '立' | '尽' | '适' | '实' | '动' | '长' | '永' | '常'
            | '定' | '不' | '必' | '全' | '持' | '规' | '法' => self.vague(i),
            '〃' => self.ditto(i, i + 1),
            '公' | '征' | '意' => self.bare_display(i),
            c if is_numeral(c) => self.numeric(i),
            _ => None,
        }
    }

    fn push(&mut self, draft: ClauseDraft) -> usize {
        let s = self.s;
        let ClauseDraft { start, end, scope, trigger, gap, kind, verb } = draft;
        self.out.unread.extend(gap.map(|gap| s.bytes(gap)));
        let glued = self.floor > 0
            && start == self.floor
            && !s.gap(start)
            && !is_mark(s.before(start))
            && s.any(start, &["和", "或", "及", "以及", "并"]).is_none()
            && !matches!(kind, Kind::Display(_));
        let (range, scope) = (s.bytes((start, end)), scope.map(|part| s.bytes(part)));
        self.out.clauses.push(Clause { range, scope, trigger, kind, verb, glued });
        self.covered.push((start, end));
        self.floor = end;
        end
    }

    /// Skips 《…》: a title may hold 五年规划 or 定期.
    fn title(&mut self, i: usize) -> usize {
        match self.s.find((i, self.s.len()), "》") {
            Some(close) => close + 1,
            None => {
                self.quoted_to_end = true;
                i + 1
            }
        }
    }

    fn numeric(&mut self, i: usize) -> Option<ClauseDraft> {
        let s = self.s;
        if is_cut(s, self.floor, i) {
            return None;
        }
        if s.is(i, "一并") {
            return self.together(i);
        }
        let next = s.at(run_end(s, i));
        if next == '次' || (matches!(next, '-' | '至' | '到') && self::rate(s, i).is_some()) {
            let (rhythm, end) = rate(s, i)?;
            return Some(self.rhythm(i, rhythm, None, end));
        }
        if let Some((rhythm, end)) = per_time(s, i) {
            return Some(self.rhythm(i, rhythm, None, end));
        }
        // 一年一次
        if let Some((every, unit, end)) = cycle_length(s, i)
            && !matches!(unit, DeadlineUnit::WorkingDay | DeadlineUnit::Hour)
            && let Some((times, at_least, verb, end)) = times(s, end)
        {
            let rhythm = Rhythm { every, unit, times, at_least, day: None };
            return Some(self.rhythm(i, rhythm, verb, end));
        }
        if matches!(next, '日' | '号')
            && let Some(draft) = self.another_day(i)
        {
            return Some(draft);
        }
        let dated = matches!(next, '年' | '月' | '季' | '-' | '至' | '到' | '/' | '.' | '、' | '和' | '及' | '与');
        match dated.then(|| date(s, i)).flatten() {
            Some(shape) => self.date(i, &shape),
            None => self.period(i, amount(s, i)?),
        }
    }

    pub(super) fn rhythm(&self, i: usize, mut rhythm: Rhythm, verb: Option<Verb>, end: usize) -> ClauseDraft {
        // 至少1次/半年: the bound stands in front.
        let bound = self.s.ends_any((self.floor, i), &["不得少于", "不少于", "至少"]);
        rhythm.at_least |= bound.is_some();
        self.plain(i, Kind::Recurring(rhythm), verb, end)
    }

    fn date(&mut self, i: usize, shape: &DateShape) -> Option<ClauseDraft> {
        if !shape.whole {
            self.resume = shape.end;
            return None;
        }
        let date = shape.date;
        let relative = matches!(date.month, Some(Month::This | Month::Next));
        let kind = if relative && date.year == Year::Open {
            let day = Some(date);
            Kind::Recurring(Rhythm { every: 1, unit: DeadlineUnit::Month, times: 1, at_least: false, day })
        } else {
            Kind::Date(date)
        };
        Some(self.plain(i, kind, None, shape.end))
    }

    /// 每月5日、20日公布: the 20日 is a second day of the clause before, no length.
    fn another_day(&self, i: usize) -> Option<ClauseDraft> {
        let s = self.s;
        let lo = s.any(self.floor, &["、", "和", "及", "或", "与", ","]).filter(|&lo| lo == i)?;
        let mut kind = self.out.clauses.last()?.kind.clone();
        let date = match &mut kind {
            Kind::Date(date) => date,
            Kind::Recurring(rhythm) => rhythm.day.as_mut()?,
            _ => return None,
        };
        let end = another_day(s, lo, date)?;
        Some(self.plain(i, kind, None, end))
    }

    /// A clause whose words in front are only scope and trigger.
    pub(super) fn plain(&self, i: usize, kind: Kind, verb: Option<Verb>, end: usize) -> ClauseDraft {
        let (start, DeadlineSubject { scope, trigger, gap, .. }) = before_other(self.s, self.floor, i);
        let timed = matches!(kind, Kind::Date(_) | Kind::Recurring(_));
        let (verb, end) = match verb {
            Some(verb) => (Some(verb), end),
            None if timed => {
                let (verb, end) = closing(self.s, once(self.s, end));
                (verb, once(self.s, end))
            }
            None => closing(self.s, end),
        };
        ClauseDraft { start, end, scope, trigger, gap, kind, verb }
    }

    fn cycle(&mut self, i: usize) -> Option<ClauseDraft> {
        if let Some(shape) = date(self.s, i) {
            return self.date(i, &shape);
        }
        let (rhythm, verb, end) = each(self.s, i)?;
        Some(self.rhythm(i, rhythm, verb, end))
    }

    /// 当月20号, 次年1月31日前, 年底前, 第一季度, 当日, 年度公开, 第一时间.
    fn calendar(&mut self, i: usize) -> Option<ClauseDraft> {
        let s = self.s;
        if let Some(amount) = day_word(s, i).or_else(|| nth_day(s, i)) {
            return self.period(i, amount);
        }
        if let Some(shape) = date(s, i) {
            return self.date(i, &shape);
        }
        if let Some((rhythm, end)) = next_week(s, i).or_else(|| this_quarter(s, i)).or_else(|| per_time(s, i)) {
            return Some(self.rhythm(i, rhythm, None, end));
        }
        if s.at(i) == '第' {
            return self.vague(i);
        }
        // 2024年度, 上季度 are times of what is published.
        let named = s.any(i, &["年度", "季度", "月度"]).is_some()
            && !is_digit(s.before(i))
            && !"本上该下半全当".contains(s.before(i));
        let (rhythm, verb, end) =
            by_cycle(s, i).filter(|&(.., end)| named && (!s.stop(end) || s.before(end) == '次'))?;
        Some(self.rhythm(i, rhythm, verb, end))
    }

    /// Whatever no clause covers.
    fn leftovers(&mut self) {
        let s = self.s;
        let mut at = 0;
        for &(start, end) in self.covered.iter().chain(&[(s.len(), s.len())]) {
            if start > at
                && let Some(part) = some_words(s, (at, start))
            {
                self.out.unread.push(s.bytes(part));
            }
            at = at.max(end);
        }
        self.out.unread.sort_by_key(|part| part.start);
    }
}
