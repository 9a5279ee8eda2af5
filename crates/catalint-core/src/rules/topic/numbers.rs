//! The numbers (序号) of a catalog as the series that they form.

use crate::model::{Catalog, Field, FieldId, Item};
use catalint_domain::chinese::normalize::Folded;
use catalint_domain::chinese::numbering::whole_number;

/// A number that is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct NumberedItem<'a> {
    pub(super) item: Item<'a>,
    pub(super) field: Field<'a>,
    /// As it is written.
    pub(super) text: &'a str,
}

/// What makes two numbers the same: `1`, `"1"`, `01` and `１` are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum NumberKey<'a> {
    Whole(u64),
    Text(Folded<'a>),
}

impl<'a> NumberKey<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        whole_number(text).map_or(Self::Text(Folded(text)), Self::Whole)
    }
}

impl<'a> NumberedItem<'a> {
    /// None where the item has no number; `/` or 无 is none.
    fn of(item: Item<'a>) -> Option<Self> {
        let text = item.no();
        let counts = text.contains(|c: char| c.is_numeric() || "一二三四五六七八九十".contains(c));
        Some(Self { item, field: item.field(FieldId::No)?, text }).filter(|_| counts)
    }

    /// The value of a whole number, also of one in quotes.
    pub(super) fn value(self) -> Option<u64> {
        whole_number(self.text)
    }
}

/// The numbers that should differ and follow one another. Usually these are all; but where the
/// numbering starts again with each category or topic, each of them has its own, and where one
/// number stands for all rows of a topic (a merged cell), only the first row of a topic counts.
pub(super) fn series<'a>(catalog: &'a Catalog) -> Vec<Vec<NumberedItem<'a>>> {
    let all: Vec<NumberedItem<'a>> = catalog.items().filter_map(NumberedItem::of).collect();
    let category = |item: Item<'a>| [Folded(item.text(FieldId::Category)), Folded("")];
    let topic = |item: Item<'a>| [Folded(item.text(FieldId::Category)), Folded(item.text(FieldId::Topic))];
    for groups in [runs(&all, category), runs(&all, topic)] {
        if starts_again(&groups) {
            return groups.into_iter().map(<[NumberedItem<'_>]>::to_vec).collect();
        }
    }
    let groups = runs(&all, topic);
    if counts_topics(&groups) { vec![groups.iter().map(|group| group[0]).collect()] } else { vec![all] }
}

/// Neighbours that `group` calls the same; none is empty.
fn runs<'n, 'a, G: PartialEq>(
    all: &'n [NumberedItem<'a>],
    group: impl Fn(Item<'a>) -> G,
) -> Vec<&'n [NumberedItem<'a>]> {
    all.chunk_by(|a, b| group(a.item) == group(b.item)).collect()
}

/// Whether every group begins with 1, and two of them at least go on with 2.
fn starts_again(groups: &[&[NumberedItem<'_>]]) -> bool {
    let begins = groups.iter().all(|group| group[0].value() == Some(1));
    let second = |group: &&&[NumberedItem<'_>]| group.get(1).is_some_and(|n| n.value() == Some(2));
    begins && groups.iter().filter(second).count() > 1
}

/// Whether the rows of every group share one number, and two groups at least have several rows.
fn counts_topics(groups: &[&[NumberedItem<'_>]]) -> bool {
    let shared = groups.iter().all(|group| group.iter().all(|n| NumberKey::of(n.text) == NumberKey::of(group[0].text)));
    shared && groups.iter().filter(|group| group.len() > 1).count() > 1
}

/// What stands before the digits at the end: nothing in 3, `1.` in 1.9, `A-` in A-2.
pub(super) fn head(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_ascii_digit())
}

/// The number behind another: 3 → 4, 03 → 04, 1.9 → 1.10, A-2 → A-3. None where it does not end in a digit.
pub(super) fn next(text: &str) -> Option<String> {
    let head = head(text);
    let tail = &text[head.len()..];
    let value = tail.parse::<u64>().ok()?.checked_add(1)?;
    Some(format!("{head}{}", padded(value, tail)))
}

/// A number with as many leading zeros as it needs to be as wide as `like`, if that has some.
pub(super) fn padded(value: u64, like: &str) -> String {
    let width = if like.starts_with('0') { like.len().min(20) } else { 0 };
    format!("{value:0width$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_number_keeps_the_form_of_the_last() {
        let table = [("3", "4"), ("09", "10"), ("003", "004"), ("1.9", "1.10"), ("A-2", "A-3")];
        for (text, want) in table {
            assert_eq!(next(text).as_deref(), Some(want));
        }
        assert_eq!(next("一"), None);
        assert_eq!(next("18446744073709551615"), None);
    }

    #[test]
    fn numbers_are_the_same_in_any_width() {
        assert_eq!(NumberKey::of("01"), NumberKey::of("１"));
        assert_ne!(NumberKey::of("1.1"), NumberKey::of("1.10"));
        assert_eq!(NumberKey::of("99999999999999999999"), NumberKey::Text(Folded("99999999999999999999")));
    }
}
