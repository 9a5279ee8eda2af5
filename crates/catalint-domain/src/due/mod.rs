//! The last day of a deadline: what a 公开时限 says, counted from a day.
//!
//! The day of the event is not counted. Working days are those of [`crate::calendar`]; where a year's notice is not on
//! record there is no last day, and the answer says why. A period in 日 means calendar days, and its last day stays where
//! it is though it may be a day off, unless the act says otherwise ([`CountingRule`]): the Civil Code moves it on
//! (Art. 203), but for periods between equals and not for those of a body that has to publish. For these the last
//! working day before is told, which is safe by any reading.
//!
//! ```
//! use catalint_domain::date::Date;
//! use catalint_domain::due::due;
//!
//! let from = Date::new(2026, 9, 14).expect("a day");
//! let all = due("自该政府信息形成或者变更之日起20个工作日内", from, None);
//! assert_eq!(all[0].last, Date::new(2026, 10, 16));
//! ```

pub(crate) mod counting;
mod cycle;
mod period;
#[cfg(test)]
mod tests;

use crate::calendar::{self, DaySort, UnknownYear};
use crate::date::Date;
use crate::deadline::{self, Kind, Reading, Vagueness};
use crate::statutory;

pub use counting::{CountingRule, counting_of, counting_rules};
pub use cycle::{in_year, is_dated};

/// A sentence in Chinese and English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Chinese, without a full stop.
    pub zh: String,
    /// English.
    pub en: String,
}

/// What a last day is the last day of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueSort {
    /// To publish.
    Publish,
    /// Of the display; it may end later, not earlier.
    Display,
    /// To publish ahead of an event.
    Ahead,
    /// To publish, where the period before was prolonged.
    Prolonged,
    /// No day follows.
    Open,
}

/// What follows of one clause of a deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// How the clause is read, in Chinese and English.
    pub read: Reason,
    /// What the day is.
    pub sort: DueSort,
    /// The last day; none where it can't be told, which the reasons explain.
    pub last: Option<Date>,
    /// The last working day up to it, where it is a day off.
    pub working_day_before: Option<Date>,
    /// How it was counted, or why it could not be.
    pub why: Vec<Reason>,
}

/// What follows of each clause of a deadline whose event is on `from`; of an act whose counting is known, counted as
/// that says. Empty where no clause can be read.
#[must_use]
pub fn due(text: &str, from: Date, counting: Option<&CountingRule>) -> Vec<Due> {
    let reading = deadline::read(text);
    let words = reading.words_zh(text).into_iter().zip(reading.words_en(text));
    let mut all: Vec<Due> = Vec::with_capacity(reading.clauses.len());
    for (clause, (zh, en)) in reading.clauses.iter().zip(words) {
        let zh = zh.trim_end_matches('。').to_owned();
        let before = all.iter().rev().find_map(|due| due.last);
        let (sort, outcome, mut why) = follow(&clause.kind, from, before, counting);
        let mut due = Due { read: Reason { zh, en }, sort, last: None, working_day_before: None, why: Vec::new() };
        match outcome {
            Some(Ok(last)) => due.last = Some(last),
            Some(Err(UnknownYear(year))) => why.push(unknown(year)),
            None => {}
        }
        due.why = why;
        if let Some(last) = due.last {
            settle(&mut due, last, counting);
        }
        if is_vague_alone(&reading) && due.last.is_none() {
            due.why.push(at_most(from));
        }
        all.push(due);
    }
    all
}

type Outcome = (DueSort, Option<Result<Date, UnknownYear>>, Vec<Reason>);

fn follow(kind: &Kind, from: Date, before: Option<Date>, counting: Option<&CountingRule>) -> Outcome {
    let open = |zh: &str, en: &str| (DueSort::Open, None, vec![reason(zh, en)]);
    match kind {
        Kind::Within(length) => period::after(DueSort::Publish, from, length, counting),
        Kind::Display(display) => match &display.period {
            Some(length) => period::after(DueSort::Display, from, length, counting),
            None => open("没有说公示多久，算不出日期", "how long is not said, so no day follows"),
        },
        Kind::Lead(lead) => period::before(from, &lead.period, counting),
        Kind::Extension(length) => match before {
            Some(last) => period::after(DueSort::Prolonged, last, length, counting),
            None => open("没有可以延长的期限，算不出日期", "there is no period to prolong, so no day follows"),
        },
        Kind::Date(date) => match cycle::next_date(date, from) {
            Some(found) => cycle::told(found),
            None => open("日历上没有这一天", "the calendar has no such day"),
        },
        Kind::Recurring(rhythm) => match cycle::next_of(rhythm, from) {
            Some(found) => cycle::told(found),
            None => open("这样的周期没有固定的日子", "such a rhythm has no fixed days"),
        },
        Kind::Together(_) => open(
            "随另一件事同时公开，日期由那件事决定",
            "it is published together with something else, which has the day",
        ),
        Kind::Vague(_) => open("没有写明天数或者日期，算不出日期", "it names no number and no day"),
        Kind::Ditto => open("与上一行相同，请写出上一行的期限", "as the row above: give that row's deadline"),
    }
}

/// What is to be said of a last day that is a day off.
fn settle(due: &mut Due, last: Date, counting: Option<&CountingRule>) {
    let off = match calendar::sort(last) {
        Ok(sort) if sort.is_worked() => return,
        Ok(sort) => sort,
        Err(UnknownYear(year)) => {
            due.why.push(Reason {
                zh: format!("{year}年的放假安排不在资料中，这一天是否休息不清楚"),
                en: format!(
                    "the notice on holidays of {year} is not on record: whether that day is worked is not known"
                ),
            });
            return;
        }
    };
    let (zh, en) = match off {
        DaySort::Off(holiday) => (
            format!("{}假期（{}）", holiday.name, holiday.notice),
            format!("a day off of {} ({})", holiday.english(), holiday.notice),
        ),
        _ => ("周末".to_owned(), "a weekend".to_owned()),
    };
    if due.sort == DueSort::Display {
        due.why.push(Reason {
            zh: format!("{}是{zh}，公示以日历日计，期满日仍是这一天", last.chinese()),
            en: format!("{last} is {en}; the display is counted in calendar days and may end on it"),
        });
        return;
    }
    if let Some(rule) = counting.filter(|rule| rule.moves_on()) {
        if let Ok(next) = calendar::next_working_day(last) {
            due.why.push(Reason {
                zh: format!(
                    "{}是{zh}，依{}顺延到{}：{}",
                    last.chinese(),
                    rule.law.chinese(),
                    next.chinese(),
                    rule.says.zh
                ),
                en: format!("{last} is {en}; by {} it moves to {next}: {}", rule.law.english(), rule.says.en),
            });
            due.last = Some(next);
        }
        return;
    }
    due.working_day_before = calendar::last_working_day(last).ok();
    let Some(before) = due.working_day_before else { return };
    due.why.push(Reason {
        zh: format!(
            "{}是{zh}；民法典第二百零三条的顺延用于民事期间，机关公开信息的期限没有这样的规定，宜在{}（此前最后一个工作日）以前公开",
            last.chinese(),
            before.chinese()
        ),
        en: format!(
            "{last} is {en}; Art. 203 of the Civil Code moves periods between equals on, and no act does so for \
             those of a body that publishes: be done by {before}, the last working day before"
        ),
    });
}

/// Whether there is nothing but words such as 及时.
fn is_vague_alone(reading: &Reading) -> bool {
    let lasting = |kind: &Kind| matches!(kind, Kind::Vague(vague) if vague.sort == Vagueness::LongTerm);
    reading.is_vague() && !reading.clauses.iter().any(|clause| lasting(&clause.kind))
}

/// The longest period that the Regulation leaves to whoever names none.
fn at_most(from: Date) -> Reason {
    let duty = statutory::proactive(from);
    let (zh, en) = (duty.law.chinese(), duty.law.english());
    let statutory::ActLimit::Within(days, _) = duty.limit else {
        return reason("法规没有定数", "the Regulation names no number");
    };
    match calendar::working_days_from(from, i64::from(days)) {
        Ok(last) => Reason {
            zh: format!("主动公开的，依{zh}最迟{days}个工作日，即{}", last.chinese()),
            en: format!(
                "where it is disclosed of one's own accord: {days} working days at most ({en}), that is {last}"
            ),
        },
        Err(_) => Reason {
            zh: format!("主动公开的，依{zh}最迟{days}个工作日"),
            en: format!("where it is disclosed of one's own accord: {days} working days at most ({en})"),
        },
    }
}

fn unknown(year: u16) -> Reason {
    let (first, last) = calendar::known_years();
    Reason {
        zh: format!("{year}年的放假安排不在资料中（有{first}年至{last}年的），工作日不能推算"),
        en: format!(
            "the notice on holidays of {year} is not on record (those of {first} to {last} are): working days can't be \
             counted"
        ),
    }
}

fn reason(zh: &str, en: &str) -> Reason {
    Reason { zh: zh.to_owned(), en: en.to_owned() }
}
