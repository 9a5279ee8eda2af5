//! Rhythms.

use super::date::{before, days};
use super::number::{is_digit, is_numeral, number, unit};
use super::scan::{Chars, Words};
use super::tail::verbs;
use super::{Date, Day, Month, Rhythm, Unit, Verb, Year};

/// 每季度的首个月20日, 每月公布一次, 每周三前, 每3个月, 每半年至少更新1次.
pub(super) fn each(s: &Chars, i: usize) -> Option<(Rhythm, Option<Verb>, usize)> {
    let at = s.after(i, "每逢").or_else(|| s.after(i, "每"))?;
    let (every, unit, end) = cycle_length(s, at)?;
    if s.any(end, &["结束", "终了", "末结束", "届满"]).is_some() {
        return None;
    }
    let (day, end) = match day_of_cycle(s, end, unit) {
        Some((day, end)) => (Some(day), end),
        None => (None, end),
    };
    let (times, at_least, verb, end) = times(s, end).unwrap_or((1, false, None, end));
    Some((Rhythm { every, unit, times, at_least, day }, verb, end))
}

/// 季度, 3个月, 半年 behind 每 or 按.
pub(super) fn cycle_length(s: &Chars, i: usize) -> Option<(u32, Unit, usize)> {
    const WORDS: Words<(u32, Unit)> = Words::new(&[
        ("个工作日", (1, Unit::WorkingDay)),
        ("工作日", (1, Unit::WorkingDay)),
        ("个季度", (1, Unit::Quarter)),
        ("季度", (1, Unit::Quarter)),
        ("季", (1, Unit::Quarter)),
        ("半年度", (6, Unit::Month)),
        ("半年", (6, Unit::Month)),
        ("半个月", (15, Unit::Day)),
        ("半月", (15, Unit::Day)),
        ("年度", (1, Unit::Year)),
        ("年", (1, Unit::Year)),
        ("个月", (1, Unit::Month)),
        ("月度", (1, Unit::Month)),
        ("月份", (1, Unit::Month)),
        ("月", (1, Unit::Month)),
        ("周", (1, Unit::Week)),
        ("星期", (1, Unit::Week)),
        ("日", (1, Unit::Day)),
        ("天", (1, Unit::Day)),
    ]);
    if let Some(((every, unit), end)) = s.word(i, &WORDS) {
        return Some((every, unit, end));
    }
    let n = number(s, i).filter(|n| n.value > 0)?;
    let year = || Some((Unit::Year, s.after(n.end, "年")?));
    let (found, end) = unit(s, n.end).or_else(year)?;
    Some((n.value, found, end))
}

/// The day within a quarter, a month or a week.
fn day_of_cycle(s: &Chars, i: usize, unit: Unit) -> Option<(Date, usize)> {
    let at = s.after(i, "的").unwrap_or(i);
    let (month, at) = match unit {
        Unit::Quarter => month_of_quarter(s, at),
        Unit::Month | Unit::Week => match s.any(at, &["次月", "下月", "次", "下"]) {
            Some(end) => (Some(Month::Next), end),
            None => (None, at),
        },
        _ => return None,
    };
    let (first, day, end) = match unit {
        Unit::Week => {
            let (day, end) = weekday(s, at, month.is_some())?;
            (None, Some(day), end)
        }
        _ => match days(s, at) {
            Some((first, day, end)) => (first, Some(day), end),
            None if month.is_some() && unit == Unit::Quarter => (None, None, at),
            None => return None,
        },
    };
    let from = first.map(|first| (month, Some(first)));
    let (by, end) = before(s, end);
    Some((Date { year: Year::Open, month, day, by, from }, end))
}

fn month_of_quarter(s: &Chars, i: usize) -> (Option<Month>, usize) {
    const WORDS: Words<Month> = Words::new(&[
        ("首个月", Month::OfQuarter(1)),
        ("首月", Month::OfQuarter(1)),
        ("第一个月", Month::OfQuarter(1)),
        ("第二个月", Month::OfQuarter(2)),
        ("第三个月", Month::OfQuarter(3)),
        ("最后一个月", Month::OfQuarter(3)),
        ("末月", Month::OfQuarter(3)),
        ("次月", Month::Next),
    ]);
    match s.word(i, &WORDS) {
        Some((month, end)) => (Some(month), s.after(end, "的").unwrap_or(end)),
        None => (None, i),
    }
}

/// 周三; the 周 may be left out directly behind 每周.
fn weekday(s: &Chars, i: usize, named: bool) -> Option<(Day, usize)> {
    let at = s.any(i, &["周", "星期"]);
    if named && at.is_none() {
        return None;
    }
    let at = at.unwrap_or(i);
    let days = ["一", "二", "三", "四", "五", "六", "日"];
    let index = days.iter().position(|day| s.is(at, day)).or_else(|| s.is(at, "天").then_some(6))?;
    let end = at + 1;
    // 每周一次
    if s.at(end) == '次' || is_numeral(s.at(end)) {
        return None;
    }
    Some((Day::Weekday(u8::try_from(index + 1).ok()?), end))
}

/// 次周三之前: the week goes without saying.
pub(super) fn next_week(s: &Chars, i: usize) -> Option<(Rhythm, usize)> {
    s.any(i, &["次周", "下周"])?;
    let (date, end) = day_of_cycle(s, i, Unit::Week)?;
    Some((Rhythm { every: 1, unit: Unit::Week, times: 1, at_least: false, day: Some(date) }, end))
}

/// 至少更新1次, 公布一次, 不少于两次: how often, at least, the verb, the end.
pub(super) fn times(s: &Chars, i: usize) -> Option<(u32, bool, Option<Verb>, usize)> {
    const LEAST: &[&str] = &["不得少于", "应不少于", "不少于", "至少"];
    const LONGEST: usize = 16;
    // Most periods have no 次 behind them: one look saves the rest.
    if !(i..i + LONGEST).any(|at| s.at(at) == '次') {
        return None;
    }
    let mut at = s.any(i, &["应当", "应", "均", "须"]).unwrap_or(i);
    let (mut least, mut verb) = (false, None);
    for _ in 0..2 {
        if let Some(end) = s.any(at, LEAST) {
            (least, at) = (true, end);
        }
        if let Some((found, end)) = verbs(s, at).filter(|_| verb.is_none()) {
            (verb, at) = (Some(found), end);
        }
    }
    let n = number(s, at).filter(|n| n.value > 0)?;
    let end = s.after(n.end, "次")?;
    let (more, end) = s.any(end, &["以上", "及以上"]).map_or((false, end), |end| (true, end));
    Some((n.value, least || more, verb, end))
}

/// 1次/年, 1次/半年: a rate at a number.
pub(super) fn rate(s: &Chars, i: usize) -> Option<(Rhythm, usize)> {
    let n = number(s, i).filter(|n| n.value > 0)?;
    let slash = s.after(n.end, "次").and_then(|at| s.after(at, "/"))?;
    let at = s.any(slash, &["每", "1", "一"]).unwrap_or(slash);
    let (every, unit, end) = cycle_length(s, at)?;
    Some((Rhythm { every, unit, times: n.value, at_least: false, day: None }, end))
}

/// 按季度公开, 逐年公布, 年度公开: a cycle word with a verb or the end behind it. 按日 and 按天 are
/// rather rates of something else.
pub(super) fn by_cycle(s: &Chars, i: usize) -> Option<(Rhythm, usize)> {
    let (every, unit, end) = cycle_length(s, i)?;
    let closed = s.stop(end) || verbs(s, end).is_some();
    let rhythm = Rhythm { every, unit, times: 1, at_least: false, day: None };
    (closed && !matches!(s.at(i), '日' | '天') && !is_digit(s.at(i))).then_some((rhythm, end))
}
