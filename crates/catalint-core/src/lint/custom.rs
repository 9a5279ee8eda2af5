//! Runs the rules that a repository writes without code.

use std::borrow::Cow;

use crate::config::{CustomReplacement, CustomRule, Demand};
use crate::fix::{Applicability, Fix};
use crate::model::{Catalog, Entry, Field, FieldId, Item, Scope};
use crate::rule::{CatalogCx, Finding, Localized, Sink};
use catalint_domain::vocabulary::profile::same_word;
use catalint_yaml::{Kind, edit};

/// Findings of one rule in one text.
const MOST: usize = 100;

const FIX: Localized = Localized { zh: "改为“{new}”", en: "Write {new}" };

/// Runs one rule over a catalog.
pub(super) fn check(custom: &CustomRule, cx: &CatalogCx<'_>, sink: &mut Sink<'_>) {
    let (of_item, of_catalog): (Vec<_>, Vec<_>) =
        custom.fields.iter().copied().partition(|field| field.spec().scope == Scope::Item);
    for &id in &of_catalog {
        match cx.catalog.field(id) {
            Some(field) => texts(custom, field, sink),
            // What could not be read may hold it.
            None if always(custom) && !cx.catalog.tree().is_top_partial() => {
                sink.push(absent_at_top(custom, cx.catalog, id))
            }
            None => {}
        }
    }
    for item in cx.catalog.items() {
        for &id in &of_item {
            let field = item.field(id).filter(|field| field.entries().any(|entry| !entry.text.trim().is_empty()));
            match field {
                Some(field) => texts(custom, field, sink),
                None if item.node().kind() == Kind::Map && !item.is_unread(id) && demanded(custom, item, id) => {
                    let place = item.field(id).map(|field| Finding::field(custom.rule, field));
                    let pointer = format!("{}/{}", item.pointer(), id.key());
                    let whole = Finding { pointer, ..Finding::item(custom.rule, item) };
                    sink.push(place.unwrap_or(whole).arg("value", ""));
                }
                None if id == FieldId::Levels => told(custom, item, sink),
                None => {}
            }
        }
    }
}

/// A level that nobody states and the item has all the same.
fn told(custom: &CustomRule, item: Item<'_>, sink: &mut Sink<'_>) {
    let Some(level) = item.told_level() else { return };
    let forbidden = |pattern: &regex::Regex| pattern.is_match(level);
    for demand in &custom.demands {
        let wrong = matches!(demand, Demand::NotPattern(pattern) if forbidden(pattern)) || breaks(demand, level);
        if wrong {
            let pointer = format!("{}/{}", item.pointer(), FieldId::Levels.key());
            sink.push(Finding { pointer, ..Finding::item(custom.rule, item) }.arg("value", level));
        }
    }
}

fn always(custom: &CustomRule) -> bool {
    custom.demands.iter().any(|demand| matches!(demand, Demand::Required(None)))
}

/// Whether a field has to be there in an item.
fn demanded(custom: &CustomRule, item: Item<'_>, id: FieldId) -> bool {
    custom.demands.iter().any(|demand| match demand {
        // It has one, though nobody states it.
        Demand::Required(_) if id == FieldId::Levels && item.told_level().is_some() => false,
        Demand::Required(None) => true,
        Demand::Required(Some(when)) => item.entries(when.field).any(|entry| when.pattern.is_match(entry.text)),
        _ => false,
    })
}

fn absent_at_top(custom: &CustomRule, catalog: &Catalog, id: FieldId) -> Finding {
    let pointer = format!("/{}", id.key());
    let first = catalog.tree().root().and_then(|root| root.pairs().next()).map(|(key, _)| key.span());
    Finding { pointer, ..Finding::new(custom.rule, first.unwrap_or_default()) }.arg("value", "")
}

fn texts(custom: &CustomRule, field: Field<'_>, sink: &mut Sink<'_>) {
    for demand in &custom.demands {
        match demand {
            Demand::Count(min, max) if !(*min..=*max).contains(&field.entries().count()) => {
                sink.push(Finding::field(custom.rule, field).arg("value", field.entries().count()));
            }
            Demand::NotPattern(pattern) => {
                for entry in field.entries() {
                    for found in pattern.find_iter(entry.text).filter(|found| !found.is_empty()).take(MOST) {
                        let finding = Finding::part(custom.rule, entry, found.range()).arg("value", found.as_str());
                        sink.push(finding.fix_of(custom, entry, Some(found.range())));
                    }
                }
            }
            demand => {
                for entry in field.entries().filter(|entry| breaks(demand, entry.text)) {
                    let finding = Finding::entry(custom.rule, entry).arg("value", entry.text);
                    sink.push(finding.fix_of(custom, entry, None));
                }
            }
        }
    }
}

/// Whether a text as a whole breaks a demand.
fn breaks(demand: &Demand, text: &str) -> bool {
    match demand {
        Demand::Pattern(pattern) => !pattern.is_match(text),
        Demand::OneOf(words) => !words.iter().any(|word| same_word(word, text)),
        Demand::Length(min, max) => !(*min..=*max).contains(&text.chars().count()),
        Demand::NotPattern(_) | Demand::Required(_) | Demand::Count(..) => false,
    }
}

trait CustomFix {
    fn fix_of(self, custom: &CustomRule, entry: Entry<'_>, part: Option<std::ops::Range<usize>>) -> Self;
}

impl CustomFix for Finding {
    /// The fix of the rule for a text, or for the part of it that was found.
    fn fix_of(self, custom: &CustomRule, entry: Entry<'_>, part: Option<std::ops::Range<usize>>) -> Self {
        let Some(fix) = &custom.fix else { return self };
        let whole = part.clone().unwrap_or(0..entry.text.len());
        let Some(new) = replaced(fix, entry.text, &whole) else { return self };
        let Some(edit) = edit::replace_part(entry.node, whole, &new) else { return self };
        let made = match fix.applicability {
            Applicability::Safe => Fix::safe(&FIX, vec![edit]),
            Applicability::Offer => Fix::offer(&FIX, vec![edit]),
        };
        self.arg("new", new).fix(Some(made))
    }
}

/// The part with what matches replaced; none where nothing does or nothing changes.
fn replaced(fix: &CustomReplacement, text: &str, part: &std::ops::Range<usize>) -> Option<String> {
    let old = &text[part.clone()];
    match fix.pattern.replace_all(old, fix.with.as_str()) {
        Cow::Borrowed(_) => None,
        Cow::Owned(new) => (new != old).then_some(new),
    }
}
