//! How long a period is, so that periods of different units can be compared.

use super::{DeadlineUnit, Period};

/// How many calendar days a period takes, at least and at most: weekends may fall well or badly,
/// months are short or long. Public holidays are left out, since they move.
#[must_use]
pub fn calendar_days(amount: u32, unit: DeadlineUnit) -> (u32, u32) {
    let times = |least: u32, most: u32| (amount.saturating_mul(least), amount.saturating_mul(most));
    match unit {
        DeadlineUnit::Hour => (amount / 24, amount.div_ceil(24)),
        DeadlineUnit::WorkingDay => {
            let weekends = (amount.saturating_sub(1) / 5, amount.div_ceil(5));
            (amount.saturating_add(weekends.0 * 2), amount.saturating_add(weekends.1 * 2))
        }
        DeadlineUnit::Day => (amount, amount),
        DeadlineUnit::Week => times(7, 7),
        DeadlineUnit::Month => times(28, 31),
        DeadlineUnit::Quarter => times(90, 92),
        DeadlineUnit::Year => times(365, 366),
    }
}

impl Period {
    /// Whether it is longer than another length, however the weekends fall.
    #[must_use]
    pub fn is_longer_than(&self, amount: u32, unit: DeadlineUnit) -> bool {
        if self.unit == unit {
            return self.amount > amount;
        }
        calendar_days(self.amount, self.unit).0 > calendar_days(amount, unit).1
    }

    /// Whether it is shorter than another length, however the weekends fall.
    #[must_use]
    pub fn is_shorter_than(&self, amount: u32, unit: DeadlineUnit) -> bool {
        let (own, of) = self.low.unwrap_or((self.amount, self.unit));
        if of == unit {
            return own < amount;
        }
        calendar_days(own, of).1 < calendar_days(amount, unit).0
    }

    /// Whether it is the same number of days of the other sort: 20日 for 20个工作日.
    #[must_use]
    pub fn is_other_days_of(&self, amount: u32, unit: DeadlineUnit) -> bool {
        let other = matches!(
            (self.unit, unit),
            (DeadlineUnit::Day, DeadlineUnit::WorkingDay) | (DeadlineUnit::WorkingDay, DeadlineUnit::Day)
        );
        other && self.amount == amount && self.low.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{DeadlineUnit, Kind, read};

    fn period(text: &str) -> super::Period {
        let clauses = read(text).clauses;
        let [super::super::Clause { kind: Kind::Within(period), .. }] = &clauses[..] else { panic!("{text}") };
        period.clone()
    }

    #[test]
    fn periods_compare_only_where_no_calendar_can_turn_them_round() {
        use DeadlineUnit::{Day, WorkingDay};
        let table = [
            ("20个工作日内", 20, Day, true, false),
            ("15个工作日内", 20, Day, false, false),
            ("16个工作日内", 20, Day, true, false),
            ("20日内", 7, WorkingDay, true, false),
            ("10日内", 7, WorkingDay, false, false),
            ("30日内", 20, WorkingDay, true, false),
            ("28日内", 20, WorkingDay, false, false),
            ("一个月内", 20, WorkingDay, false, false),
            ("5个工作日内", 30, Day, false, true),
            ("24小时内", 2, WorkingDay, false, true),
            ("半年内", 20, WorkingDay, true, false),
        ];
        for (text, amount, unit, longer, shorter) in table {
            let period = period(text);
            let got = (period.is_longer_than(amount, unit), period.is_shorter_than(amount, unit));
            assert_eq!(got, (longer, shorter), "{text} against {amount} {unit:?}");
        }
        assert!(period("20日内").is_other_days_of(20, WorkingDay) && !period("20日内").is_other_days_of(20, Day));
    }
}
