//! What the rules of 公开内容 share: the numbers of an item's elements, and edits of several texts.

use std::ops::Range;

use crate::model::{Element, Entry, FieldId, Item};
use catalint_domain::chinese::numbering::{self, ElementNumber, Series};
use catalint_text::Edit;
use catalint_yaml::edit;

/// A number of an element and the entry that holds it.
pub(super) type NumberedElement<'a> = (Entry<'a>, ElementNumber);

/// Whether every entry of a list begins with a number of its own; also true of one text.
pub(super) fn all_lead(item: Item<'_>) -> bool {
    item.entries(FieldId::Content).all(|entry| entry.index.is_none() || numbering::leading(entry.text).number.is_some())
}

/// The series of numbers of an item, two numbers at least each: that of its one text; that of a
/// list whose entries all have numbers; of another list, those within its entries that begin with 1.
pub(super) fn series(item: Item<'_>) -> Vec<Vec<NumberedElement<'_>>> {
    let entries = item.entries(FieldId::Content);
    let mut all: Vec<Vec<NumberedElement<'_>>> = if all_lead(item) {
        vec![one_level(entries.flat_map(numbers).collect())]
    } else {
        let each = entries.map(|entry| numbers(entry).collect::<Vec<_>>());
        each.filter(|series| series.first().is_some_and(|(_, first)| first.value == 1)).collect()
    };
    all.retain(|series| series.len() > 1);
    all
}

fn numbers(entry: Entry<'_>) -> impl Iterator<Item = NumberedElement<'_>> {
    let parts = numbering::split(entry.text);
    parts.into_iter().filter_map(|part| part.number).map(move |number| (entry, number))
}

/// The numbers that belong to the level of the first.
fn one_level(mut numbers: Vec<NumberedElement<'_>>) -> Vec<NumberedElement<'_>> {
    let Some((_, first)) = numbers.first() else { return numbers };
    let mut series = Series::from(first);
    let mut first = true;
    numbers.retain(|(_, number)| std::mem::take(&mut first) || series.takes(number));
    numbers
}

/// Replacements in the texts of several entries, in the order of the file.
pub(super) fn replace(changes: Vec<(Entry<'_>, Range<usize>, String)>) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    let mut changes = changes.into_iter().peekable();
    while let Some((entry, range, new)) = changes.next() {
        let mut parts = vec![(range, new)];
        while let Some((_, range, new)) = changes.next_if(|(next, ..)| next.node == entry.node) {
            parts.push((range, new));
        }
        edits.extend(edit::replace_parts(entry.node, &parts)?);
    }
    Some(edits)
}

/// Whether an element is a heading over those behind it: `部门预算：`.
pub(super) fn is_heading(text: &str) -> bool {
    text.ends_with(['：', ':'])
}

/// Whether a text begins with `一、` or `（一）`, a level above the numbers.
pub(super) fn has_chinese_number(text: &str) -> bool {
    let text = text.trim_start();
    let inner = text.trim_start_matches(['（', '(']);
    let numeral = |c| matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十');
    let rest = inner.trim_start_matches(numeral);
    rest.len() < inner.len()
        && if inner.len() < text.len() { rest.starts_with(['）', ')']) } else { rest.starts_with('、') }
}

/// Whether another scope begins with an element: below another heading, on another level, or in
/// another series. Elements of different scopes may be alike.
pub(super) fn starts_scope(elements: &[Element<'_>], at: usize) -> bool {
    let (element, before) = (&elements[at], at.checked_sub(1).map(|i| &elements[i]));
    let style = |element: &Element<'_>| element.number.as_ref().map(|number| number.style.group());
    let level = before.is_some_and(|before| style(before) != style(element));
    let is_first = |element: &Element<'_>| element.number.as_ref().is_some_and(|number| number.value == 1);
    let restart = is_first(element) && !before.is_some_and(is_first);
    level || restart || before.is_some_and(|before| is_heading(before.text())) || has_chinese_number(element.text())
}
