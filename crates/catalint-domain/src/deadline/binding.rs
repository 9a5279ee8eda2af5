//! What a deadline binds to, apart from its words: two texts of one item are held against each other.

use super::length::calendar_days;
use super::{DeadlineDate, DeadlineDay, DeadlineUnit, Kind, Month, Reading};

/// What a deadline sets for the item as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Essence {
    /// Empty where it sets no bound: 及时公开.
    bounds: Vec<BindingLimit>,
}

/// A bound that a deadline sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BindingLimit {
    Within(u32, DeadlineUnit),
    Lead(u32, DeadlineUnit),
    Date(Option<Month>, Option<DeadlineDay>),
    /// Cycle, unit, and how often in it.
    Every(u32, DeadlineUnit, u32),
    Together,
}

impl Reading {
    /// What it sets for the whole item. None where that is not sure: words that could not be read,
    /// 同上, or only clauses for special cases or on how long something is shown.
    #[must_use]
    pub fn essence(&self) -> Option<Essence> {
        let ditto = self.clauses.iter().any(|clause| clause.kind == Kind::Ditto);
        if ditto || !self.unread.is_empty() {
            return None;
        }
        let whole = self.clauses.iter().filter(|clause| clause.scope.is_none());
        let bounds: Vec<BindingLimit> = whole.filter_map(|clause| BindingLimit::of(&clause.kind)).collect();
        (!bounds.is_empty() || self.is_vague()).then_some(Essence { bounds })
    }
}

impl Essence {
    /// Whether the two can't both hold. What one says and the other leaves open is no difference,
    /// unless one has a bound and the other none at all; nor is what calendars may make equal.
    #[must_use]
    pub fn differs(&self, other: &Self) -> bool {
        let (a, b) = (&self.bounds, &other.bounds);
        if a.is_empty() || b.is_empty() {
            return a.is_empty() != b.is_empty();
        }
        let mut shared = false;
        for sort in 0..BindingLimit::SORTS {
            let of = |bounds: &[BindingLimit]| -> Vec<BindingLimit> {
                bounds.iter().copied().filter(|b| b.sort() == sort).collect()
            };
            let (a, b) = (of(a), of(b));
            if a.is_empty() || b.is_empty() {
                continue;
            }
            shared = true;
            // More clauses on one side are for special cases.
            let within = |a: &[BindingLimit], b: &[BindingLimit]| a.iter().all(|x| b.iter().any(|y| x.may_equal(*y)));
            if !within(&a, &b) && !within(&b, &a) {
                return true;
            }
        }
        // A rhythm and a day of it (每年, 每年1月31日前) say no other thing.
        let rhythm = |bounds: &[BindingLimit]| {
            bounds.iter().any(|b| matches!(b, BindingLimit::Every(..) | BindingLimit::Date(..)))
        };
        !(shared || rhythm(a) && rhythm(b))
    }
}

impl BindingLimit {
    const SORTS: u8 = 5;

    fn of(kind: &Kind) -> Option<Self> {
        Some(match kind {
            Kind::Within(period) => Self::Within(period.amount, period.unit),
            Kind::Lead(lead) => Self::Lead(lead.period.amount, lead.period.unit),
            Kind::Date(date) => {
                let (month, day) = last_day(date);
                Self::Date(month, day)
            }
            Kind::Recurring(rhythm) => Self::Every(rhythm.every, rhythm.unit, rhythm.times.max(1)),
            Kind::Together(_) => Self::Together,
            Kind::Display(_) | Kind::Vague(_) | Kind::Extension(_) | Kind::Ditto => return None,
        })
    }

    const fn sort(self) -> u8 {
        match self {
            Self::Within(..) => 0,
            Self::Lead(..) => 1,
            Self::Date(..) => 2,
            Self::Every(..) => 3,
            Self::Together => 4,
        }
    }

    fn may_equal(self, other: Self) -> bool {
        match (self, other) {
            (Self::Within(a, unit), Self::Within(b, of)) | (Self::Lead(a, unit), Self::Lead(b, of)) => {
                may_be_as_long((a, unit), (b, of))
            }
            (Self::Every(a, unit, times), Self::Every(b, of, other)) if times == other => {
                may_be_as_long((a, unit), (b, of))
            }
            // Twice a year is every half year.
            (Self::Every(a, unit, times), Self::Every(b, of, other)) => {
                let (a, b) = (calendar_days(a, unit), calendar_days(b, of));
                a.0 / times <= b.1.div_ceil(other) && b.0 / other <= a.1.div_ceil(times)
            }
            _ => self == other,
        }
    }
}

/// The last day that a date allows, in one form: 6月30日, 6月底, 6月, 上半年 and 第二季度 end on one day.
const fn last_day(date: &DeadlineDate) -> (Option<Month>, Option<DeadlineDay>) {
    let month = match date.month {
        Some(Month::Half(n)) => Some(Month::Number(n.saturating_mul(6))),
        Some(Month::Quarter(n)) => Some(Month::Number(n.saturating_mul(3))),
        month => month,
    };
    let day = match (month, date.day) {
        (_, Some(DeadlineDay::Late) | None) => Some(DeadlineDay::End),
        (_, Some(DeadlineDay::Early)) => Some(DeadlineDay::Number(10)),
        (_, Some(DeadlineDay::Middle)) => Some(DeadlineDay::Number(20)),
        (Some(Month::Number(2)), Some(DeadlineDay::Number(28..))) | (_, Some(DeadlineDay::Number(31))) => {
            Some(DeadlineDay::End)
        }
        (Some(Month::Number(4 | 6 | 9 | 11)), Some(DeadlineDay::Number(30))) => Some(DeadlineDay::End),
        (_, day) => day,
    };
    (month, day)
}

/// Whether two periods may be one length. 20日 is not 20个工作日, and not 15个工作日 either.
fn may_be_as_long(a: (u32, DeadlineUnit), b: (u32, DeadlineUnit)) -> bool {
    if a.1 == b.1 {
        return a.0 == b.0;
    }
    if matches!(
        (a.1, b.1),
        (DeadlineUnit::Day, DeadlineUnit::WorkingDay) | (DeadlineUnit::WorkingDay, DeadlineUnit::Day)
    ) {
        return false;
    }
    let (a, b) = (calendar_days(a.0, a.1), calendar_days(b.0, b.1));
    a.0 <= b.1 && b.0 <= a.1
}

#[cfg(test)]
mod tests {
    use super::super::read;

    fn differ(a: &str, b: &str) -> Option<bool> {
        let (a, b) = (read(a).essence()?, read(b).essence()?);
        assert_eq!(a.differs(&b), b.differs(&a));
        assert!(!a.differs(&a) && !b.differs(&b));
        Some(a.differs(&b))
    }

    #[test]
    fn other_bounds_differ() {
        let cases = [
            ("自该政府信息形成或者变更之日起20个工作日内", "自该政府信息形成或者变更之日起10个工作日内"),
            ("信息形成之日起20个工作日内公开", "20日内公开"),
            ("及时公开", "20个工作日内"),
            ("每年1月31日前", "每年3月31日前"),
            ("每季度", "每年"),
            ("每年上半年", "每年下半年"),
            ("每半年", "每年三次"),
            ("与规范性文件同步公开", "20个工作日内"),
            ("采购活动开始前30日", "采购活动开始前10日"),
        ];
        for (a, b) in cases {
            assert_eq!(differ(a, b), Some(true), "{a} / {b}");
        }
    }

    #[test]
    fn other_words_for_one_bound_do_not() {
        let cases = [
            ("自该政府信息形成或者变更之日起20个工作日内", "信息形成后二十个工作日内予以公开"),
            ("20工作日", "自收到申请之日起２０个工作日内"),
            ("及时公开", "实时公开"),
            ("1个月内", "30日内"),
            ("一个半月内公开", "45日内公开"),
            ("一年半内", "18个月内"),
            ("二〇个工作日内", "20个工作日内"),
            ("至多20个工作日", "20个工作日内公开"),
            ("1次/年", "每年公布一次"),
            ("每半年公开一次", "一年两次"),
            ("每年上半年", "每年6月30日前"),
            ("2024年6月底前", "2024-06-30"),
            ("每年元月底前", "每年1月31日前"),
            ("当日公开", "当天"),
            ("信息形成之日起20个工作日内；行政处罚决定作出后7个工作日内", "20个工作日内"),
            ("10个工作日内，公示7个工作日", "10个工作日内"),
            ("每年1月31日前", "每年"),
            ("20个工作日内，法律、法规另有规定的，从其规定", "20个工作日内及时公开"),
        ];
        for (a, b) in cases {
            assert_ne!(differ(a, b), Some(true), "{a} / {b}");
        }
    }

    #[test]
    fn what_is_not_sure_is_not_compared() {
        for text in ["同上", "公示7个工作日", "见附件", ""] {
            assert_eq!(read(text).essence(), None, "{text}");
        }
    }
}
