//! Working days, by the yearly notices of the State Council on its holidays.
//!
//! Which Saturdays are worked and which Mondays are not is decided anew each year (国务院办公厅关于…年部分节假日安排的通知).
//! Outside the years whose notice is on record nothing is said: an ordinary week would be a guess, and wrong by up to a
//! fortnight around the Spring Festival.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::date::Date;
use crate::facts;

pub(crate) const FILE: &str = include_str!("../data/holidays.tsv");

/// The days off of a holiday, and the days that are worked for them.
#[derive(Debug, PartialEq, Eq)]
pub struct Holiday {
    /// The year of the notice.
    pub year: u16,
    /// 春节
    pub name: &'static str,
    /// The first day off.
    pub first: Date,
    /// The last day off.
    pub last: Date,
    /// Saturdays and Sundays that are worked.
    pub worked: Vec<Date>,
    /// The number of the notice: 国办发明电〔2025〕7号
    pub notice: &'static str,
    /// The day of the notice.
    pub issued: Date,
}

impl Holiday {
    /// The holiday's English name.
    #[must_use]
    pub fn english(&self) -> &'static str {
        match self.name {
            "元旦" => "New Year",
            "春节" => "Spring Festival",
            "清明节" => "Qingming",
            "劳动节" => "Labour Day",
            "端午节" => "Dragon Boat Festival",
            "中秋节" => "Mid-Autumn Festival",
            "国庆节" => "National Day",
            _ => "National Day with Mid-Autumn Festival",
        }
    }
}

/// What sort of day a day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DaySort {
    /// Monday to Friday, worked.
    Working,
    /// A Saturday or Sunday that is worked.
    MadeUp(&'static Holiday),
    /// A Saturday or Sunday as usual.
    Weekend,
    /// A day off of a holiday.
    Off(&'static Holiday),
}

impl DaySort {
    /// Whether it is worked.
    #[must_use]
    pub const fn is_worked(self) -> bool {
        matches!(self, Self::Working | Self::MadeUp(_))
    }
}

/// The day lies outside the years whose notice is on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownYear(pub u16);

/// The first and the last year whose notice is on record.
#[must_use]
pub fn known_years() -> (u16, u16) {
    let rows = &CALENDAR.holidays;
    (rows.first().map_or(0, |row| row.year), rows.last().map_or(0, |row| row.year))
}

/// All holidays on record, in order.
#[must_use]
pub fn holidays() -> &'static [Holiday] {
    &CALENDAR.holidays
}

/// What sort of day it is.
///
/// # Errors
/// Where the notice of its year is not on record.
pub fn sort(day: Date) -> Result<DaySort, UnknownYear> {
    let (first, last) = known_years();
    if !(first..=last).contains(&day.year()) {
        return Err(UnknownYear(day.year()));
    }
    Ok(match CALENDAR.days.get(&day) {
        Some(&(nth, true)) => DaySort::MadeUp(&CALENDAR.holidays[nth]),
        Some(&(nth, false)) => DaySort::Off(&CALENDAR.holidays[nth]),
        None if day.weekday() > 5 => DaySort::Weekend,
        None => DaySort::Working,
    })
}

/// The `count`th working day after a day, or before it where `count` is below 0; the day itself for 0.
///
/// # Errors
/// Where the way there leads through a year whose notice is not on record.
pub fn working_days_from(day: Date, count: i64) -> Result<Date, UnknownYear> {
    let (mut at, mut left) = (day, count.abs());
    while left > 0 {
        at = at.plus_days(count.signum()).ok_or(UnknownYear(at.year()))?;
        left -= i64::from(sort(at)?.is_worked());
    }
    Ok(at)
}

/// The last working day up to a day, the day itself where it is one.
///
/// # Errors
/// Where the notice of the year is not on record.
pub fn last_working_day(day: Date) -> Result<Date, UnknownYear> {
    if sort(day)?.is_worked() { Ok(day) } else { working_days_from(day, -1) }
}

/// The first working day from a day on, the day itself where it is one.
///
/// # Errors
/// Where the notice of the year is not on record.
pub fn next_working_day(day: Date) -> Result<Date, UnknownYear> {
    if sort(day)?.is_worked() { Ok(day) } else { working_days_from(day, 1) }
}

/// Which holidays have a day off, and which Saturdays and Sundays are worked, from the first day to the last.
#[must_use]
pub fn met(first: Date, last: Date) -> (Vec<&'static Holiday>, Vec<Date>) {
    let meets = |row: &&Holiday| row.first <= last && first <= row.last;
    let off = holidays().iter().filter(meets).collect();
    let mut worked: Vec<Date> = holidays().iter().flat_map(|row| &row.worked).copied().collect();
    worked.retain(|day| (first..=last).contains(day));
    worked.sort();
    (off, worked)
}

struct Calendar {
    holidays: Vec<Holiday>,
    /// Which holiday a day belongs to, and whether it is worked.
    days: BTreeMap<Date, (usize, bool)>,
}

static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| {
    let day = |text: &str| Date::parse(text).expect("a test reads every row");
    let row = |[year, name, off, worked, notice, issued]: [&'static str; 6]| {
        let (first, last) = off.split_once("..").expect("a test reads every row");
        Holiday {
            year: year.parse().expect("a test reads every row"),
            name,
            first: day(first),
            last: day(last),
            worked: facts::list(worked).into_iter().map(day).collect(),
            notice,
            issued: day(issued),
        }
    };
    let holidays: Vec<Holiday> = facts::rows(FILE).map(row).collect();
    let mut days = BTreeMap::new();
    for (nth, holiday) in holidays.iter().enumerate() {
        let mut at = Some(holiday.first);
        while let Some(off) = at.filter(|day| *day <= holiday.last) {
            days.insert(off, (nth, false));
            at = off.plus_days(1);
        }
        days.extend(holiday.worked.iter().map(|&day| (day, (nth, true))));
    }
    Calendar { holidays, days }
});

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a day")
    }

    #[test]
    fn each_year_has_its_holidays_and_as_many_working_days_as_counted_elsewhere() {
        let counted = [250, 249, 250, 249, 249, 251, 248, 248];
        let (first, last) = known_years();
        assert_eq!((first, last), (2019, 2026));
        for (year, want) in (first..=last).zip(counted) {
            let all =
                || (0..366).filter_map(|nth| Date::new(year, 1, 1)?.plus_days(nth)).filter(|at| at.year() == year);
            assert_eq!(all().filter(|at| sort(*at).is_ok_and(DaySort::is_worked)).count(), want, "{year}");
            let names: String = holidays().iter().filter(|row| row.year == year).map(|row| row.name).collect();
            for name in ["元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"] {
                assert_eq!(names.matches(name).count(), 1, "{year} {name}");
            }
        }
    }

    #[test]
    fn rows_are_sound() {
        let mut before = day("2018-12-01");
        for row in holidays() {
            assert!(before < row.first && row.first <= row.last, "{} {}", row.year, row.name);
            assert!(row.worked.iter().all(|at| at.weekday() > 5), "{} {}", row.year, row.name);
            assert!(row.worked.iter().all(|at| !(row.first..=row.last).contains(at)), "{} {}", row.year, row.name);
            assert!(
                row.last.year() == row.year && row.notice.starts_with("国办发明电〔") && row.notice.ends_with('号')
            );
            assert!(row.issued < row.last, "{} {}", row.year, row.name);
            before = row.last;
        }
        let worked = holidays().iter().map(|row| row.worked.len()).sum::<usize>();
        assert_eq!(CALENDAR.days.values().filter(|(_, made_up)| *made_up).count(), worked, "a day stands twice");
    }

    #[test]
    fn days_of_the_week_yield_to_the_notice_and_unknown_years_say_nothing() {
        let worked = |text: &str| sort(day(text)).map(DaySort::is_worked);
        assert_eq!(worked("2026-02-14"), Ok(true), "a Saturday before the Spring Festival");
        assert_eq!(worked("2026-02-16"), Ok(false), "a Monday of it");
        assert_eq!(worked("2026-11-28"), Ok(false), "an ordinary Saturday");
        assert_eq!(worked("2020-01-31"), Ok(false), "the Spring Festival was prolonged");
        assert_eq!(worked("2020-02-01"), Ok(false), "a Saturday that was to be worked before");
        assert_eq!(worked("2027-01-04"), Err(UnknownYear(2027)));
        assert_eq!(worked("2018-12-29"), Err(UnknownYear(2018)), "only a part of that year is known");
        assert_eq!(working_days_from(day("2026-12-31"), 1), Err(UnknownYear(2027)));
        assert_eq!(last_working_day(day("2026-10-05")), Ok(day("2026-09-30")));
        assert_eq!(next_working_day(day("2026-10-05")), Ok(day("2026-10-08")));
    }
}
