//! To which day the law is known that a report was judged by.

use crate::domain::date::Date;
use crate::rule::Lang;

/// `核对到2026年9月30日`; and, where a later day is judged, that what came after it may be missing.
#[must_use]
pub fn law_checked(checked_to: Date, as_of: Date, lang: Lang) -> String {
    let (checked, later) = (checked_to.chinese(), as_of > checked_to);
    match (lang, later) {
        (Lang::Zh, false) => format!("核对到{checked}"),
        (Lang::Zh, true) => format!("核对到{checked}，此后的修改和废止可能没有收录"),
        (Lang::En, false) => format!("checked up to {checked_to}"),
        (Lang::En, true) => format!("checked up to {checked_to}, later changes and repeals may be missing"),
    }
}
