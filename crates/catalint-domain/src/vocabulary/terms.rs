//! Terms that a reform replaced or ended (`data/terms.tsv`), with the year and the act that did.

use std::ops::Range;
use std::sync::LazyLock;

use crate::facts;

/// A term and what became of it.
#[derive(Debug)]
pub struct ReplacedTerm {
    /// How it is written, the longer of two that overlap first, and what to write instead;
    /// nothing where that depends on the case.
    pub forms: Vec<(&'static str, Option<&'static str>)>,
    /// Words right behind it that make another term of it.
    pub unless_before: Vec<&'static str>,
    /// The year in which the change took effect.
    pub since: u16,
    /// What happened, in Chinese.
    pub zh: &'static str,
    /// The same in English.
    pub en: &'static str,
}

/// The terms, one a line.
pub(crate) const FILE: &str = include_str!("../../data/terms.tsv");

/// The terms.
pub static TERMS: LazyLock<Vec<ReplacedTerm>> = LazyLock::new(|| {
    let form = |written: &'static str| match written.split_once('=') {
        Some((form, instead)) => (form, Some(instead)),
        None => (written, None),
    };
    let read = |[forms, unless_before, since, zh, en, _, _]: [&'static str; 7]| ReplacedTerm {
        forms: facts::list(forms).into_iter().map(form).collect(),
        unless_before: facts::list(unless_before),
        since: since.parse().expect("a test reads every row"),
        zh,
        en,
    };
    facts::rows(FILE).map(read).collect()
});

/// A term in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// Where it stands.
    pub range: Range<usize>,
    /// What to write instead.
    pub instead: Option<&'static str>,
}

/// All forms of all terms.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    TERMS.iter().flat_map(|term| term.forms.iter().map(|(form, _)| *form))
}

/// The uses of a term in a text that speak of today: not within 《》 or “”, which hold names,
/// not behind 原, and not where the text itself names a year in which the term was right. At
/// most a hundred.
#[must_use]
pub fn uses(text: &str, term: &ReplacedTerm) -> Vec<Use> {
    let mut found: Vec<Use> = Vec::new();
    for &(form, instead) in &term.forms {
        for (at, _) in text.match_indices(form).take(100) {
            let range = at..at + form.len();
            let known = found.iter().any(|other| other.range.start < range.end && range.start < other.range.end);
            let head = &text[..at];
            let past = head.ends_with('原') || head.ends_with("原国务院");
            let other = term.unless_before.iter().any(|word| text[range.end..].starts_with(word));
            if !(known || past || other || is_named(head)) {
                found.push(Use { range, instead });
            }
        }
    }
    if !found.is_empty() && speaks_of_the_past(text, term.since) {
        found.clear();
    }
    found.sort_by_key(|one| one.range.start);
    found
}

/// Whether the place behind `head` lies within 《》, 〈〉 or “”.
fn is_named(head: &str) -> bool {
    [('《', '》'), ('〈', '〉'), ('“', '”')].into_iter().any(|(open, close)| {
        head.rfind(open).is_some_and(|opened| head.rfind(close).is_none_or(|closed| closed < opened))
    })
}

/// Whether a text names a year up to `since`.
fn speaks_of_the_past(text: &str, since: u16) -> bool {
    let years = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    years.filter_map(|digits| digits.parse().ok()).any(|year: u16| (1949..=since).contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<&str> {
        let mut all: Vec<Use> = TERMS.iter().flat_map(|term| uses(text, term)).collect();
        all.sort_by_key(|one| one.range.start);
        all.into_iter().map(|one| &text[one.range]).collect()
    }

    #[test]
    fn terms_are_found_once_and_in_their_longest_form() {
        assert_eq!(said("做好东西部扶贫协作工作"), ["东西部扶贫协作"]);
        assert_eq!(said("廉租房和廉租住房的申请"), ["廉租房", "廉租住房"]);
        assert_eq!(said("县扶贫办联系方式"), ["扶贫办"]);
    }

    #[test]
    fn names_and_the_past_are_left_alone() {
        for text in [
            "《廉租住房保障办法》",
            "“精准扶贫”展示馆",
            "原扶贫办移交的档案",
            "2019年消费扶贫情况",
            "扶贫办法",
            "新农保护性耕作",
            "扶贫产品名单",
        ] {
            assert_eq!(said(text), [] as [&str; 0], "{text}");
        }
    }
}
