//! Days of the calendar that a deadline names, and rhythms.

use super::{DueSort, Outcome, Reason};
use crate::calendar::{self, UnknownYear};
use crate::date::Date;
use crate::deadline::{DeadlineDate, DeadlineDay, DeadlineUnit, Kind, Month, Rhythm, Year};

/// A day that was found, and how.
pub(super) struct FoundDay {
    day: Result<Date, UnknownYear>,
    why: Reason,
}

pub(super) fn told(found: FoundDay) -> Outcome {
    (DueSort::Publish, Some(found.day), vec![found.why])
}

/// The next day that a date names, from a day on.
pub(super) fn next_date(date: &DeadlineDate, from: Date) -> Option<FoundDay> {
    let each = matches!(date.year, Year::Each | Year::Open);
    let year = match date.year {
        Year::Number(year) => year,
        Year::Next => from.year() + 1,
        Year::Each | Year::Open | Year::This => from.year(),
    };
    let mut day = place(date, from, year)?;
    let passed = day.is_ok_and(|day| day < from) && each && is_of_year(date);
    if passed {
        day = place(date, from, year + 1)?;
    }
    let mut why = match (passed, each) {
        (true, _) => Reason {
            zh: format!("{year}年的这一天已经过去，为下一年的"),
            en: format!("that day of {year} has passed, so it is the next year's"),
        },
        (false, true) => Reason {
            zh: format!("{}以后的第一个这样的日子", from.chinese()),
            en: format!("the first such day from {from} on"),
        },
        (false, false) => {
            Reason { zh: "原文写明的日期".to_owned(), en: "the day that the text names".to_owned() }
        }
    };
    if date.by {
        why.zh += "，“前”按包括这一天算";
        why.en += "; “by” is taken to include it";
    }
    Some(FoundDay { day, why })
}

/// Whether the date is a day of a year, not of the month or the week of the event.
fn is_of_year(date: &DeadlineDate) -> bool {
    matches!(date.month, Some(Month::Number(_) | Month::Quarter(_) | Month::Half(_)))
}

/// The last day that a date names in a year, or, where it names one by the month or week of an event, near to `from`.
fn place(date: &DeadlineDate, from: Date, year: u16) -> Option<Result<Date, UnknownYear>> {
    let first = |year: u16, month: u8| Date::new(year, month, 1);
    let quarter = |date: Date| (date.month() - 1) / 3 * 3;
    if let Some(DeadlineDay::Weekday(weekday)) = date.day {
        let weeks = i64::from(date.month == Some(Month::Next));
        let monday = from.plus_days(weeks * 7 + 1 - i64::from(from.weekday()))?;
        return Some(Ok(monday.plus_days(i64::from(weekday) - 1)?));
    }
    let month = match date.month {
        Some(Month::Number(month)) => first(year, month)?,
        Some(Month::Quarter(quarter)) => first(year, quarter * 3)?,
        Some(Month::Half(half)) => first(year, half * 6)?,
        Some(Month::OfQuarter(nth)) => first(from.year(), quarter(from) + nth)?,
        Some(Month::Next) => first(from.year(), from.month())?.plus_months(1),
        Some(Month::This) | None => first(from.year(), from.month())?,
    };
    let day = |day: u8| Date::new(month.year(), month.month(), day);
    Some(Ok(match date.day {
        Some(DeadlineDay::Number(nth)) => day(nth)?,
        Some(DeadlineDay::Early) => day(10)?,
        Some(DeadlineDay::Middle) => day(20)?,
        Some(DeadlineDay::WorkingDay(nth)) => {
            return Some(calendar::working_days_from(month.plus_days(-1)?, i64::from(nth)));
        }
        Some(DeadlineDay::Late | DeadlineDay::End | DeadlineDay::Weekday(_)) | None => month.month_end(),
    }))
}

/// The day on which a rhythm is next due, from a day on.
pub(super) fn next_of(rhythm: &Rhythm, from: Date) -> Option<FoundDay> {
    let (cycle_zh, cycle_en) = cycle_words(rhythm);
    if let Some(date) = &rhythm.day {
        let end = cycle_end(rhythm, from);
        let mut day = place(date, from, from.year())?;
        if day.is_ok_and(|day| day < from) {
            let next = end?.plus_days(1)?;
            day = place(date, next, next.year())?;
        }
        let zh = format!("{}以后的第一个这样的日子", from.chinese());
        return Some(FoundDay { day, why: Reason { zh, en: format!("the first such day from {from} on") } });
    }
    if let Some(end) = cycle_end(rhythm, from) {
        let zh = format!("{}所在的{cycle_zh}的最后一天", from.chinese());
        return Some(FoundDay {
            day: Ok(end),
            why: Reason { zh, en: format!("the last day of the {cycle_en} of {from}") },
        });
    }
    let (every, count) = (i64::from(rhythm.every), u16::try_from(rhythm.every).ok()?);
    let day = match rhythm.unit {
        DeadlineUnit::WorkingDay => calendar::working_days_from(from, every),
        DeadlineUnit::Day => Ok(from.plus_days(every)?),
        DeadlineUnit::Week => Ok(from.plus_days(every * 7)?),
        DeadlineUnit::Month => Ok(from.plus_months(count)),
        DeadlineUnit::Quarter => Ok(from.plus_months(count.checked_mul(3)?)),
        DeadlineUnit::Year => Ok(from.plus_months(count.checked_mul(12)?)),
        DeadlineUnit::Hour => return None,
    };
    let why = Reason {
        zh: format!("上一次在{}，{cycle_zh}一次", from.chinese()),
        en: format!("the last time was {from}, and then every {cycle_en}"),
    };
    Some(FoundDay { day, why })
}

/// The last day of the cycle that a day lies in; none where the cycles have no fixed places in the calendar.
fn cycle_end(rhythm: &Rhythm, day: Date) -> Option<Date> {
    let end = |month: u8| Date::new(day.year(), month, 1).map(Date::month_end);
    match (rhythm.every, rhythm.unit) {
        (1, DeadlineUnit::Day) => Some(day),
        (1, DeadlineUnit::Week) => day.plus_days(7 - i64::from(day.weekday())),
        (1, DeadlineUnit::Month) => Some(day.month_end()),
        (1, DeadlineUnit::Quarter) => end((day.month() - 1) / 3 * 3 + 3),
        (6, DeadlineUnit::Month) | (2, DeadlineUnit::Quarter) => end(if day.month() <= 6 { 6 } else { 12 }),
        (12, DeadlineUnit::Month) | (4, DeadlineUnit::Quarter) | (1, DeadlineUnit::Year) => end(12),
        _ => None,
    }
}

/// `季度`, `6个月`; `quarter`, `6 months`
fn cycle_words(rhythm: &Rhythm) -> (String, String) {
    let (zh, en) = match rhythm.unit {
        DeadlineUnit::Hour => ("小时", "hour"),
        DeadlineUnit::WorkingDay => ("个工作日", "working day"),
        DeadlineUnit::Day => ("日", "day"),
        DeadlineUnit::Week => ("周", "week"),
        DeadlineUnit::Month => ("个月", "month"),
        DeadlineUnit::Quarter => ("个季度", "quarter"),
        DeadlineUnit::Year => ("年", "year"),
    };
    match rhythm.every {
        1 => (zh.trim_start_matches('个').to_owned(), en.to_owned()),
        6 if rhythm.unit == DeadlineUnit::Month => ("半年".to_owned(), "half-year".to_owned()),
        n => (format!("{n}{zh}"), format!("{n} {en}s")),
    }
}

/// Whether a clause names days of the calendar: a date of a year, or cycles of a month at least.
#[must_use]
pub fn is_dated(kind: &Kind) -> bool {
    match kind {
        Kind::Date(date) => is_of_year(date),
        Kind::Recurring(rhythm) => {
            let long = matches!(rhythm.unit, DeadlineUnit::Month | DeadlineUnit::Quarter | DeadlineUnit::Year);
            Date::new(2026, 1, 1).is_some_and(|day| long && cycle_end(rhythm, day).is_some())
        }
        _ => false,
    }
}

/// The days of a year on which a clause is due, in order; empty where it [names none](is_dated), or none of that year.
///
/// # Errors
/// Where working days of a year have to be counted whose notice is not on record.
pub fn in_year(kind: &Kind, year: u16) -> Result<Vec<Date>, UnknownYear> {
    let (Some(first), Some(last)) = (Date::new(year, 1, 1), Date::new(year, 12, 31)) else { return Ok(Vec::new()) };
    match kind {
        Kind::Date(date) if is_dated(kind) => {
            let other = matches!(date.year, Year::Number(own) if own != year);
            if other { Ok(Vec::new()) } else { place(date, first, year).into_iter().collect() }
        }
        Kind::Recurring(rhythm) if is_dated(kind) => {
            let mut days = Vec::new();
            // A day may lie in the cycle after the one that it is about: 次月5日前. So the last of the year before counts.
            let mut at = first.plus_days(-1).map(|day| cycle_start(rhythm, day));
            while let Some(start) = at.filter(|start| *start <= last) {
                let end = cycle_end(rhythm, start);
                let day = match &rhythm.day {
                    Some(date) => place(date, start, start.year()).transpose()?,
                    None => end,
                };
                days.extend(day.filter(|day| day.year() == year));
                at = end.and_then(|end| end.plus_days(1));
            }
            days.dedup();
            Ok(days)
        }
        _ => Ok(Vec::new()),
    }
}

/// The first day of the cycle that a day lies in.
fn cycle_start(rhythm: &Rhythm, day: Date) -> Date {
    let end = cycle_end(rhythm, day).unwrap_or(day);
    let months = match rhythm.unit {
        DeadlineUnit::Quarter => rhythm.every * 3,
        DeadlineUnit::Year => rhythm.every * 12,
        _ => rhythm.every,
    };
    let first = Date::new(end.year(), end.month(), 1).unwrap_or(day);
    u16::try_from(months).ok().and_then(|months| first.minus_months(months.checked_sub(1)?)).unwrap_or(day)
}
