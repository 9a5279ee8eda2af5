//! By the law of which day a report was judged, and to which day that law is known.

use crate::rule::Lang;
use catalint_domain::date::Date;

/// The two days that a reader has to know of a judgment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LawDays {
    /// The day on which law was judged.
    pub as_of: Date,
    /// The day up to which the data on laws was checked.
    pub checked_to: Date,
}

impl LawDays {
    /// `核对到2026年9月30日`; where a later day is judged, also that what came between may be missing.
    #[must_use]
    pub fn checked(self, lang: Lang) -> String {
        let checked_to = self.checked_to;
        let (checked, later) = (checked_to.chinese(), self.is_beyond());
        match (lang, later) {
            (Lang::Zh, false) => format!("核对到{checked}"),
            (Lang::Zh, true) => format!("核对到{checked}，此后的修改和废止可能没有收录"),
            (Lang::En, false) => format!("checked up to {checked_to}"),
            (Lang::En, true) => format!("checked up to {checked_to}, later changes and repeals may be missing"),
        }
    }

    /// Both days in one phrase, without a mark at its end: the first alone would promise what the data can't hold.
    #[must_use]
    pub fn words(self, lang: Lang) -> String {
        let (as_of, checked) = (self.as_of, self.checked(lang));
        match lang {
            Lang::Zh => format!("按{}判断，法律{checked}", as_of.chinese()),
            Lang::En => format!("Judged as of {as_of}; the data on laws was {checked}"),
        }
    }

    /// Whether a later day is judged than law is known to.
    #[must_use]
    pub fn is_beyond(self) -> bool {
        self.as_of > self.checked_to
    }

    /// Whether so much may be missing that every run is to say so: more than six months.
    #[must_use]
    pub fn is_stale(self) -> bool {
        self.as_of > self.checked_to.plus_months(6)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_after_the_last_check_is_told_and_six_months_are_too_many() {
        let checked_to = Date::new(2026, 9, 30).expect("a day");
        let days =
            |as_of: (u16, u8, u8)| LawDays { as_of: Date::new(as_of.0, as_of.1, as_of.2).expect("a day"), checked_to };
        let missing = |as_of| days(as_of).words(Lang::Zh).contains("可能没有收录");
        assert!(!missing((2026, 9, 30)) && missing((2026, 10, 1)));
        assert!(days((2026, 10, 1)).words(Lang::En).contains("may be missing"));
        assert!(!days((2027, 3, 30)).is_stale() && days((2027, 3, 31)).is_stale());
    }
}
