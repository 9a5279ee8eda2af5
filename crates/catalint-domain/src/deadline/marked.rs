//! Dates with marks in place of 年 and 月, and times of the day.

use super::number::number;
use super::scan::Chars;
use super::{DeadlineDate, DeadlineDay, Month, Year};

/// 2024-06-30, 2024/6/30, 2024.6.30, 2024-06; 6.30前 and 6/30前 without a year.
pub(super) fn separated(s: &Chars, i: usize) -> Option<(DeadlineDate, usize)> {
    let part = |at: usize, most: u32| {
        let digit = |at: usize| s.at(at).to_digit(10);
        // A time of the day may stand behind a blank.
        let two = digit(at + 1).filter(|_| !s.gap(at + 1));
        let value = two.map_or(digit(at)?, |low| digit(at).unwrap_or(0) * 10 + low);
        let end = at + 1 + usize::from(two.is_some());
        let over = digit(end).is_some() && !s.gap(end);
        (!over && value > 0 && value <= most).then_some((u8::try_from(value).ok()?, end))
    };
    let mark = |at: usize| matches!(s.at(at), '-' | '/' | '.').then(|| s.at(at));
    let (year, at) = match s.any(i, &["每年度", "每年"]) {
        Some(at) => (Year::Each, at),
        None => (Year::Open, i),
    };
    let first = number(s, at).filter(|_| s.at(at).is_ascii_digit())?;
    let between = mark(first.end)?;
    if (1900..2200).contains(&first.value) && year == Year::Open {
        let year = Year::Number(u16::try_from(first.value).ok()?);
        let (month, end) = part(first.end + 1, 12)?;
        let day = mark(end).filter(|&c| c == between).and_then(|_| part(end + 1, 31));
        let (day, end) = day.map_or((None, end), |(day, end)| (Some(DeadlineDay::Number(day)), end));
        let end = s.any(end, &["日", "号"]).filter(|_| day.is_some()).unwrap_or(end);
        let over = s.at(end).is_ascii_digit() && !s.gap(end)
            || mark(end).is_some()
            || s.any(end, &["年", "月", "个"]).is_some();
        return (!over)
            .then_some((DeadlineDate { year, month: Some(Month::Number(month)), day, by: false, from: None }, end));
    }
    let (month, end) = part(at, 12)?;
    let (day, end) = part(end + 1, 31).filter(|_| between != '-')?;
    let end = s.any(end, &["日", "号"]).unwrap_or(end);
    let by = s.any(end, &["前", "之前", "以前"]).is_some();
    let (month, day) = (Some(Month::Number(month)), Some(DeadlineDay::Number(day)));
    by.then_some((DeadlineDate { year, month, day, by: false, from: None }, end))
}

/// Behind the time of the day: 18时, 24:00, 00:00:00.
pub(super) fn skip_time(s: &Chars, i: usize) -> usize {
    let two = |at: usize| number(s, at).filter(|n| s.at(at).is_ascii_digit() && n.value < 61).map(|n| n.end);
    let Some(mut end) = two(i) else { return i };
    if let Some(hour) = s.any(end, &["时", "点"]) {
        return hour;
    }
    while let Some(next) = s.after(end, ":").and_then(two) {
        end = next;
    }
    if s.at(end).is_ascii_digit() || s.before(end) == ':' || !(i..end).any(|at| s.at(at) == ':') { i } else { end }
}
