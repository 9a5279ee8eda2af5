//! What the rules of this family ask of an item.

use crate::model::{FieldId, Item};
use crate::rule::{ItemCx, Reads};
use catalint_domain::vocabulary::profile::find;

/// What [`proactive`] and [`for_all`] read.
pub(super) const PROACTIVE: Reads = Reads::of(&[FieldId::Method, FieldId::Audience]);

/// Whether the item is for everybody and nobody else.
pub(super) fn for_all(cx: &ItemCx<'_>) -> bool {
    let mut entries = cx.item.entries(FieldId::Audience).peekable();
    let everyone = |text: &str| find(&cx.profile().audiences, text.trim()).is_some_and(|(term, _)| term.everyone);
    entries.peek().is_some() && entries.all(|entry| everyone(entry.text))
}

/// Whether the body publishes the item by itself and does not wait for requests.
pub(super) fn proactive(cx: &ItemCx<'_>) -> bool {
    let mut entries = cx.item.entries(FieldId::Method).peekable();
    let proactive = |text: &str| find(&cx.profile().methods, text.trim()).is_some_and(|(term, _)| term.proactive);
    entries.peek().is_some() && entries.all(|entry| proactive(entry.text))
}

/// Whether every entry of the list is a text that is not blank; else another rule speaks.
pub(super) fn whole(item: Item<'_>) -> bool {
    item.field(FieldId::Channels)
        .is_some_and(|field| !field.is_list() || field.entries().count() == field.value.count())
}
