//! Rhythms.

use super::after_anchor::verbs;
use super::amount::unit;
use super::date::{before, days};
use super::number::{is_digit, is_numeral, number};
use super::scan::{Chars, ScanWords};
use super::{DeadlineDate, DeadlineDay, DeadlineUnit, Month, Rhythm, Verb, Year};

/// 每季度的首个月20日, 每月公布一次, 每周三前, 每3个月, 每半年至少更新1次.
pub(super) fn each(s: &Chars, i: usize) -> Option<(Rhythm, Option<Verb>, usize)> {
    let at = s.any(i, &["每逢", "每隔", "每", "逢"])?;
    let ones = || s.any(at, &["一个", "一"]).and_then(|at| cycle_length(s, at));
    let (every, unit, end) = cycle_length(s, at).or_else(ones)?;
    if s.any(end, &["结束", "终了", "末结束", "届满"]).is_some() {
        return None;
    }
    let (day, end) = match day_of_cycle(s, end, unit) {
        Some((day, end)) => (Some(day), end),
        None => (None, end),
    };
    let (days, end) = if unit == DeadlineUnit::Week && day.is_some() { more_weekdays(s, end) } else { (1, end) };
    let (times, at_least, verb, end) = times(s, end).unwrap_or((days, false, None, end));
    Some((Rhythm { every, unit, times, at_least, day }, verb, end))
}

/// 季度, 3个月, 半年 behind 每 or 按.
pub(super) fn cycle_length(s: &Chars, i: usize) -> Option<(u32, DeadlineUnit, usize)> {
    const WORDS: ScanWords<(u32, DeadlineUnit)> = ScanWords::new(&[
        ("个工作日", (1, DeadlineUnit::WorkingDay)),
        ("工作日", (1, DeadlineUnit::WorkingDay)),
        ("小时", (1, DeadlineUnit::Hour)),
        ("个季度", (1, DeadlineUnit::Quarter)),
        ("季度", (1, DeadlineUnit::Quarter)),
        ("季", (1, DeadlineUnit::Quarter)),
        ("双月", (2, DeadlineUnit::Month)),
        ("单月", (2, DeadlineUnit::Month)),
        ("半年度", (6, DeadlineUnit::Month)),
        ("半年", (6, DeadlineUnit::Month)),
        ("旬", (10, DeadlineUnit::Day)),
        ("半个月", (15, DeadlineUnit::Day)),
        ("半月", (15, DeadlineUnit::Day)),
        ("个年度", (1, DeadlineUnit::Year)),
        ("年度", (1, DeadlineUnit::Year)),
        ("年", (1, DeadlineUnit::Year)),
        ("个月", (1, DeadlineUnit::Month)),
        ("月度", (1, DeadlineUnit::Month)),
        ("月份", (1, DeadlineUnit::Month)),
        ("月", (1, DeadlineUnit::Month)),
        ("周", (1, DeadlineUnit::Week)),
        ("星期", (1, DeadlineUnit::Week)),
        ("日", (1, DeadlineUnit::Day)),
        ("天", (1, DeadlineUnit::Day)),
    ]);
    if let Some(((every, unit), end)) = s.word(i, &WORDS) {
        return Some((every, unit, end));
    }
    let n = number(s, i).filter(|n| n.value > 0)?;
    let year = || Some((DeadlineUnit::Year, s.after(n.end, "年")?));
    let (found, end) = unit(s, n.end).or_else(year)?;
    Some((n.value, found, end))
}

/// The day within a quarter, a month or a week.
fn day_of_cycle(s: &Chars, i: usize, unit: DeadlineUnit) -> Option<(DeadlineDate, usize)> {
    let at = s.after(i, "的").unwrap_or(i);
    let (month, at) = match unit {
        DeadlineUnit::Quarter => month_of_quarter(s, at),
        DeadlineUnit::Month | DeadlineUnit::Week => match s.any(at, &["次月", "下月", "次", "下"]) {
            Some(end) => (Some(Month::Next), end),
            None => (None, at),
        },
        _ => return None,
    };
    let (first, day, end) = match unit {
        DeadlineUnit::Week if s.any(at, &["末", "底"]).is_some() => (None, Some(DeadlineDay::End), at + 1),
        DeadlineUnit::Week => {
            let (day, end) = weekday(s, at, month.is_some())?;
            (None, Some(day), end)
        }
        _ => match days(s, at) {
            Some((first, day, end)) => (first, Some(day), end),
            None if month.is_some() && unit == DeadlineUnit::Quarter => (None, None, at),
            None => return None,
        },
    };
    let from = first.map(|first| (month, Some(first)));
    let (by, end) = before(s, end);
    let inside = s.any(end, &["以内", "之内", "内"]).filter(|_| !by && unit != DeadlineUnit::Week);
    Some((DeadlineDate { year: Year::Open, month, day, by: by || inside.is_some(), from }, inside.unwrap_or(end)))
}

/// The 三、五 of 每周一、三、五: how many days in all, and the end.
fn more_weekdays(s: &Chars, i: usize) -> (u32, usize) {
    let (mut count, mut end) = (1, i);
    while let Some((_, next)) = s.any(end, &["、", "和", "及", "与"]).and_then(|next| weekday(s, next, false)) {
        (count, end) = (count + 1, next);
    }
    (count, end)
}

/// 季末, 本季度内: a day of the quarter that goes without saying.
pub(super) fn this_quarter(s: &Chars, i: usize) -> Option<(Rhythm, usize)> {
    const WORDS: ScanWords<DeadlineDay> = ScanWords::new(&[
        ("季度末", DeadlineDay::End),
        ("季度底", DeadlineDay::End),
        ("季度初", DeadlineDay::Early),
        ("季末", DeadlineDay::End),
        ("季底", DeadlineDay::End),
        ("季初", DeadlineDay::Early),
        ("当季度内", DeadlineDay::End),
        ("本季度内", DeadlineDay::End),
        ("当季内", DeadlineDay::End),
        ("本季内", DeadlineDay::End),
    ]);
    if let Some(end) = s.any(i, &["次季度", "下一季度", "下一个季度", "下个季度", "下季度"])
        && let Some((day, end)) = day_of_cycle(s, end, DeadlineUnit::Quarter)
    {
        return Some((
            Rhythm { every: 1, unit: DeadlineUnit::Quarter, times: 1, at_least: false, day: Some(day) },
            end,
        ));
    }
    let (day, end) = s.word(i, &WORDS).filter(|&(_, end)| !matches!(s.at(end), '月' | '结'))?;
    let inside = s.before(end) == '内';
    let (by, end) = if inside { (true, end) } else { before(s, end) };
    let day = Some(DeadlineDate { year: Year::Open, month: None, day: Some(day), by, from: None });
    Some((Rhythm { every: 1, unit: DeadlineUnit::Quarter, times: 1, at_least: false, day }, end))
}

fn month_of_quarter(s: &Chars, i: usize) -> (Option<Month>, usize) {
    const WORDS: ScanWords<Month> = ScanWords::new(&[
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
fn weekday(s: &Chars, i: usize, named: bool) -> Option<(DeadlineDay, usize)> {
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
    Some((DeadlineDay::Weekday(u8::try_from(index + 1).ok()?), end))
}

/// 次周三之前: the week goes without saying.
pub(super) fn next_week(s: &Chars, i: usize) -> Option<(Rhythm, usize)> {
    s.any(i, &["次周", "下周"])?;
    let (date, end) = day_of_cycle(s, i, DeadlineUnit::Week)?;
    Some((Rhythm { every: 1, unit: DeadlineUnit::Week, times: 1, at_least: false, day: Some(date) }, end))
}

/// 至少更新1次, 公布一次, 不少于两次: how often, at least, the verb, the end.
pub(super) fn times(s: &Chars, i: usize) -> Option<(u32, bool, Option<Verb>, usize)> {
    const LEAST: &[&str] = &["不得少于", "应不少于", "不少于", "不得低于", "不低于", "至少", "最少"];
    const LONGEST: usize = 16;
    // Most periods have no 次 behind them: one look saves the rest.
    if !(i..i + LONGEST).any(|at| s.at(at) == '次') {
        return None;
    }
    let mut at = s.any(i, &["应当", "应", "均", "各", "须"]).unwrap_or(i);
    let (mut least, mut verb) = (false, None);
    for _ in 0..2 {
        if let Some(end) = s.any(at, LEAST) {
            (least, at) = (true, end);
        }
        if let Some((found, end)) = verbs(s, at).filter(|_| verb.is_none()) {
            (verb, at) = (Some(found), end);
        }
    }
    let (n, end) = count(s, at)?;
    let (more, end) = s.any(end, &["以上", "及以上"]).map_or((false, end), |end| (true, end));
    Some((n, least || more, verb, end))
}

/// 2次, 1至2次: how often at least.
fn count(s: &Chars, i: usize) -> Option<(u32, usize)> {
    let n = number(s, i).filter(|n| n.value > 0)?;
    let most = s.any(n.end, &["-", "至", "到"]).and_then(|at| number(s, at)).filter(|most| most.value > n.value);
    Some((n.value, s.after(most.unwrap_or(n).end, "次")?))
}

/// 半年/次, 季/次: a rate the other way round.
pub(super) fn per_time(s: &Chars, i: usize) -> Option<(Rhythm, usize)> {
    let (every, unit, end) = cycle_length(s, i)?;
    let end = s.any(end, &["/1次", "/一次", "/次"])?;
    Some((Rhythm { every, unit, times: 1, at_least: false, day: None }, end))
}

/// 1次/年, 1次/半年: a rate at a number.
pub(super) fn rate(s: &Chars, i: usize) -> Option<(Rhythm, usize)> {
    let (times, end) = count(s, i)?;
    let slash = s.after(end, "/").or_else(|| s.after(end, "每").map(|_| end))?;
    let at = s.any(slash, &["每", "1", "一"]).unwrap_or(slash);
    let (every, unit, end) = cycle_length(s, at)?;
    Some((Rhythm { every, unit, times, at_least: false, day: None }, end))
}

/// 按季度公开, 逐年公布, 年度公开: a cycle word with a verb or the end behind it. 按日 and 按天 are
/// rather rates of something else.
pub(super) fn by_cycle(s: &Chars, i: usize) -> Option<(Rhythm, Option<Verb>, usize)> {
    let (every, unit, end) = cycle_length(s, i)?;
    let often = times(s, end);
    let closed = s.stop(end) || verbs(s, end).is_some() || often.is_some();
    let (times, at_least, verb, end) = often.unwrap_or((1, false, None, end));
    let rhythm = Rhythm { every, unit, times, at_least, day: None };
    (closed && !matches!(s.at(i), '日' | '天') && !is_digit(s.at(i))).then_some((rhythm, verb, end))
}
