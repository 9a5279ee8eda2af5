//! A period counted from a day, forth or back.

use super::counting::CountingRule;
use super::{DueSort, Outcome, Reason, reason};
use crate::calendar::{self, UnknownYear};
use crate::date::Date;
use crate::deadline::{DeadlineUnit, Period};

/// The last day of a period that begins with an event on `from`.
pub(super) fn after(sort: DueSort, from: Date, length: &Period, counting: Option<&CountingRule>) -> Outcome {
    let mut why = Vec::new();
    if length.amount == 0 {
        why.push(reason("当日办理，就是这一天", "on the same day"));
        return (sort, Some(Ok(from)), why);
    }
    let unit = unit_of(length, counting, &mut why);
    let Some(end) = end(from, length.amount, unit, 1) else {
        why.push(reason(
            "按小时计算，自发生的时刻起算，只凭日期算不出",
            "hours run from the moment of the event, of which only the day is known",
        ));
        return (DueSort::Open, None, why);
    };
    if let Ok(last) = end {
        why.insert(0, counted(from, last, length.amount, unit));
        if unit == DeadlineUnit::WorkingDay {
            why.extend(passed(from, last));
        }
    }
    if let Some((low, of)) = length.low
        && let Some(Ok(early)) = self::end(from, low, of, 1)
    {
        why.push(Reason {
            zh: format!("写的是一段，较短的一头到{}", early.chinese()),
            en: format!("a stretch is written, the shorter end of which is {early}"),
        });
    }
    if length.about {
        why.push(reason("原文写的是约数，日期也是约数", "the text says “about”, and so is the day"));
    }
    (sort, Some(end), why)
}

/// The last day to publish so long before an event on `from`.
pub(super) fn before(from: Date, length: &Period, counting: Option<&CountingRule>) -> Outcome {
    let mut why = Vec::new();
    let unit = unit_of(length, counting, &mut why);
    let Some(end) = end(from, length.amount, unit, -1) else {
        why.push(reason("按小时计算，只凭日期算不出", "hours can't be counted of a day alone"));
        return (DueSort::Open, None, why);
    };
    if let Ok(last) = end {
        why.insert(
            0,
            Reason {
                zh: format!("事项在{}，当日不计入，往前数{}", from.chinese(), length_zh(length.amount, unit)),
                en: format!(
                    "the event is on {from}, which is not counted; {} before it",
                    length_en(length.amount, unit)
                ),
            },
        );
        if unit == DeadlineUnit::WorkingDay {
            why.extend(passed(last, from.plus_days(-1).unwrap_or(from)));
        }
    }
    (DueSort::Ahead, Some(end), why)
}

/// The unit in which the act counts.
fn unit_of(length: &Period, counting: Option<&CountingRule>, why: &mut Vec<Reason>) -> DeadlineUnit {
    if length.unit != DeadlineUnit::Day {
        return length.unit;
    }
    match counting {
        Some(rule) if rule.counts_working_days(length.amount) => {
            why.push(Reason {
                zh: format!("依{}：{}", rule.law.chinese(), rule.says.zh),
                en: format!("by {}: {}", rule.law.english(), rule.says.en),
            });
            DeadlineUnit::WorkingDay
        }
        _ => DeadlineUnit::Day,
    }
}

/// The day so long after an event, or before it where `sign` is below 0; none where hours make no whole days.
fn end(from: Date, amount: u32, unit: DeadlineUnit, sign: i64) -> Option<Result<Date, UnknownYear>> {
    let days = |count: i64| Some(from.plus_days(sign * count).ok_or(UnknownYear(9999)));
    let months = |each: u32| {
        let count = u16::try_from(amount.saturating_mul(each)).unwrap_or(u16::MAX);
        Some(Ok(if sign > 0 { from.plus_months(count) } else { from.minus_months(count)? }))
    };
    match unit {
        DeadlineUnit::WorkingDay => Some(calendar::working_days_from(from, sign * i64::from(amount))),
        DeadlineUnit::Day => days(i64::from(amount)),
        DeadlineUnit::Week => days(i64::from(amount) * 7),
        DeadlineUnit::Hour if amount.is_multiple_of(24) => days(i64::from(amount / 24)),
        DeadlineUnit::Hour => None,
        DeadlineUnit::Month => months(1),
        DeadlineUnit::Quarter => months(3),
        DeadlineUnit::Year => months(12),
    }
}

fn counted(from: Date, last: Date, amount: u32, unit: DeadlineUnit) -> Reason {
    if matches!(unit, DeadlineUnit::Month | DeadlineUnit::Quarter | DeadlineUnit::Year) {
        let short = last.day() != from.day();
        return Reason {
            zh: format!(
                "自{}起{}，到期月的对应日{}",
                from.chinese(),
                length_zh(amount, unit),
                if short { "没有，为月末日" } else { "为最后一日" }
            ),
            en: format!(
                "{} from {from}: the same day of the month{}",
                length_en(amount, unit),
                if short { ", which that month has not, so its last" } else { "" }
            ),
        };
    }
    let first = from.plus_days(1).unwrap_or(from);
    Reason {
        zh: format!("{}当日不计入，自{}起数{}", from.chinese(), first.chinese(), length_zh(amount, unit)),
        en: format!("{from} is not counted; {} from {first} on", length_en(amount, unit)),
    }
}

/// The holidays that were passed over, and the Saturdays and Sundays that were counted.
fn passed(from: Date, last: Date) -> Vec<Reason> {
    let first = from.plus_days(1).unwrap_or(from);
    let (off, worked) = calendar::met(first, last);
    let mut out = Vec::new();
    if !off.is_empty() {
        let zh = off
            .iter()
            .map(|row| format!("{}（{}至{}，{}）", row.name, day_zh(row.first), day_zh(row.last), row.notice));
        let en = off.iter().map(|row| format!("{} ({} to {}, {})", row.english(), row.first, row.last, row.notice));
        out.push(Reason {
            zh: format!("不计周末和假期：{}", zh.collect::<Vec<_>>().join("、")),
            en: format!("without weekends and holidays: {}", en.collect::<Vec<_>>().join(", ")),
        });
    }
    if !worked.is_empty() {
        let weekday = |day: &Date| if day.weekday() == 6 { "周六" } else { "周日" };
        let zh = worked.iter().map(|day| format!("{}（{}）", day_zh(*day), weekday(day)));
        out.push(Reason {
            zh: format!("调休上班，计入：{}", zh.collect::<Vec<_>>().join("、")),
            en: format!(
                "worked though it is a weekend: {}",
                worked.iter().map(Date::to_string).collect::<Vec<_>>().join(", ")
            ),
        });
    }
    out
}

fn day_zh(day: Date) -> String {
    format!("{}月{}日", day.month(), day.day())
}

fn length_zh(amount: u32, unit: DeadlineUnit) -> String {
    let unit = match unit {
        DeadlineUnit::Hour => "小时",
        DeadlineUnit::WorkingDay => "个工作日",
        DeadlineUnit::Day => "日",
        DeadlineUnit::Week => "周",
        DeadlineUnit::Month => "个月",
        DeadlineUnit::Quarter => "个季度",
        DeadlineUnit::Year => "年",
    };
    format!("{amount}{unit}")
}

fn length_en(amount: u32, unit: DeadlineUnit) -> String {
    let unit = match unit {
        DeadlineUnit::Hour => "hour",
        DeadlineUnit::WorkingDay => "working day",
        DeadlineUnit::Day => "day",
        DeadlineUnit::Week => "week",
        DeadlineUnit::Month => "month",
        DeadlineUnit::Quarter => "quarter",
        DeadlineUnit::Year => "year",
    };
    format!("{amount} {unit}{}", if amount == 1 { "" } else { "s" })
}
