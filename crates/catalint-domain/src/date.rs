//! A day of the calendar.

use std::fmt;
use std::str::FromStr;

/// A day, proleptic Gregorian, years 1 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The day, if it exists.
    #[must_use]
    pub const fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        if year == 0 || year > 9999 || month == 0 || month > 12 || day == 0 || day > days_in(year, month) {
            return None;
        }
        Some(Self { year, month, day })
    }

    /// Reads `2023-06-30`, in exactly this form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let form = bytes.len() == 10
            && bytes.iter().enumerate().all(|(i, b)| if i == 4 || i == 7 { *b == b'-' } else { b.is_ascii_digit() });
        if !form {
            return None;
        }
        Self::new(text[..4].parse().ok()?, text[5..7].parse().ok()?, text[8..].parse().ok()?)
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, from 1.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.day
    }

    /// Year, month, day.
    #[must_use]
    pub const fn parts(self) -> (u16, u8, u8) {
        (self.year, self.month, self.day)
    }

    /// The day that lies this many seconds after 1970-01-01T00:00:00.
    #[must_use]
    pub fn from_unix_seconds(seconds: u64) -> Option<Self> {
        of_epoch(i64::try_from(seconds / 86_400).ok()?)
    }

    /// Days since 1970-01-01, fewer than none before it.
    #[must_use]
    pub fn from_epoch(self) -> i64 {
        // Days of the civil date, counted in eras of 400 years from 0000-03-01.
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let (era, of_era) = (year / 400, year % 400);
        let month = (i64::from(self.month) + 9) % 12;
        let day_of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + day_of_year - 719_468
    }

    /// The day that lies so many days later, or earlier where `days` is below 0; none outside the calendar.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Option<Self> {
        of_epoch(self.from_epoch().checked_add(days)?)
    }

    /// 1 Monday to 7 Sunday.
    #[must_use]
    pub fn weekday(self) -> u8 {
        // 1970-01-01 was a Thursday.
        u8::try_from((self.from_epoch() + 3).rem_euclid(7)).unwrap_or(0) + 1
    }

    /// The last day of its month.
    #[must_use]
    pub const fn month_end(self) -> Self {
        Self { year: self.year, month: self.month, day: days_in(self.year, self.month) }
    }

    /// The same day of the month `count` months later; the last day of that month where it is
    /// shorter, and the end of the year 9999 at most.
    #[must_use]
    pub fn plus_months(self, count: u16) -> Self {
        let months = u32::from(self.year) * 12 + u32::from(self.month - 1) + u32::from(count);
        let month = u8::try_from(months % 12).unwrap_or(11) + 1;
        let year = u16::try_from(months / 12).unwrap_or(u16::MAX);
        Self::new(year, month, self.day.min(days_in(year, month))).unwrap_or(Self { year: 9999, month: 12, day: 31 })
    }

    /// The same day of the month `count` months earlier; the last day of that month where it is shorter. None before
    /// the year 1.
    #[must_use]
    pub fn minus_months(self, count: u16) -> Option<Self> {
        let months = (u32::from(self.year) * 12 + u32::from(self.month - 1)).checked_sub(u32::from(count))?;
        let month = u8::try_from(months % 12).ok()? + 1;
        let year = u16::try_from(months / 12).ok()?;
        Self::new(year, month, self.day.min(days_in(year, month)))
    }

    /// `2026年8月15日`
    #[must_use]
    pub fn chinese(self) -> String {
        format!("{}年{}月{}日", self.year, self.month, self.day)
    }
}

/// The day so many days after 1970-01-01.
fn of_epoch(days: i64) -> Option<Date> {
    // Days to civil date, counted in eras of 400 years from 0000-03-01.
    let days = days.checked_add(719_468)?;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Date::new(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

const fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Why a text is no [`Date`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotADate;

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a day of the calendar in the form 2026-08-15")
    }
}

impl std::error::Error for NotADate {}

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        Self::parse(text).ok_or(NotADate)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_they_are_printed_and_only_where_the_calendar_has_them() {
        let day = Date::parse("2026-08-15").expect("a day");
        assert_eq!((day.to_string().as_str(), day.chinese().as_str()), ("2026-08-15", "2026年8月15日"));
        assert_eq!((day.year(), day.month(), day.day()), (2026, 8, 15));
        assert!(Date::parse("2024-02-29").is_some());
        for text in
            ["2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-4-1", "0000-01-01", "２026-01-01", ""]
        {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_counted_over_months_years_and_leap_days() {
        let day = |text: &str| Date::parse(text).expect("a day");
        assert_eq!(day("1970-01-01").from_epoch(), 0);
        assert_eq!(day("2026-12-31").plus_days(1), Some(day("2027-01-01")));
        assert_eq!(day("2024-03-01").plus_days(-1), Some(day("2024-02-29")));
        assert_eq!((day("9999-12-31").plus_days(1), day("0001-01-01").plus_days(-1)), (None, None));
        assert_eq!(day("2024-02-10").month_end(), day("2024-02-29"));
        for (text, weekday) in
            [("1969-12-31", 3), ("1970-01-01", 4), ("2026-12-01", 2), ("2000-02-29", 2), ("1900-03-01", 4)]
        {
            assert_eq!(day(text).weekday(), weekday, "{text}");
        }
        let mut at = day("1999-12-31");
        for nth in at.from_epoch()..at.from_epoch() + 1500 {
            assert_eq!((at.from_epoch(), of_epoch(nth)), (nth, Some(at)));
            at = at.plus_days(1).expect("a day");
        }
    }

    #[test]
    fn months_are_added_within_the_month() {
        let day = |text: &str| Date::parse(text).expect("a day");
        assert_eq!(day("2026-09-30").plus_months(6), day("2027-03-30"));
        assert_eq!(day("2026-08-31").plus_months(6), day("2027-02-28"));
        assert_eq!(day("2026-12-01").plus_months(1), day("2027-01-01"));
        assert_eq!(day("9999-12-31").plus_months(1), day("9999-12-31"));
    }
}
