//! From a catalog file to the draft that tables are read as, so that the two can be compared.

use std::collections::BTreeMap;

use catalint_core::model::{Catalog, FIELDS, FieldId, Scope};
use catalint_domain::vocabulary::profile::{Profile, Standing, Term, find};
use catalint_yaml::{Kind, Node};

use super::LossyPart;
use crate::catalog::{CatalogDraft, DraftItem, DraftSpot, DraftValue, acts, body_of, elements};
use crate::grid::At;

/// What a catalog says, and what of it the model has no place for.
pub(super) fn draft(catalog: &Catalog) -> (CatalogDraft, Vec<LossyPart>) {
    let mut draft = CatalogDraft::default();
    let mut left = Vec::new();
    if let Some(root) = catalog.tree().root() {
        unknown_keys(root, Scope::Catalog, None, &mut left);
    }
    // What the defaults give is written into each item.
    let top = |id| !matches!(id, FieldId::Items | FieldId::Defaults);
    for field in FIELDS.iter().filter(|f| f.scope == Scope::Catalog && top(f.id)) {
        let Some(found) = catalog.field(field.id).filter(|found| !found.is_missing()) else { continue };
        if !found.value.is_scalar() {
            left.push(LossyPart::of(None, field.id));
            continue;
        }
        let text = found.value.text().trim().to_owned();
        match field.id {
            FieldId::Profile => draft.profile = Some(text),
            id => drop(draft.top.insert(id, (text, DraftSpot::Line(None)))),
        }
    }
    for index in 0..catalog.len() {
        let mut item = DraftItem::default();
        let node = catalog.item(index).node();
        if node.kind() == Kind::Map {
            unknown_keys(node, Scope::Item, Some(index), &mut left);
            fields(catalog, index, &mut item, &mut left);
        } else {
            left.push(LossyPart::of(Some(index), FieldId::Items));
        }
        draft.items.push(item);
    }
    (draft, left)
}

/// Writes the levels that can be told though nobody states them; whether there are any.
pub(super) fn tell_levels(catalog: &Catalog, draft: &mut CatalogDraft) -> bool {
    let mut told = false;
    for item in catalog.items() {
        if let Some(level) = item.told_level() {
            let value = DraftValue { texts: vec![level.to_owned()], whole: false, at: At::default(), above: None };
            draft.items[item.index()].fields.insert(FieldId::Levels, value);
            told = true;
        }
    }
    told
}

fn unknown_keys(map: Node<'_>, scope: Scope, item: Option<usize>, left: &mut Vec<LossyPart>) {
    for (key, _) in map.pairs() {
        let known = FieldId::from_interned(key.name()).is_some_and(|id| id.spec().scope == scope);
        if !known {
            left.push(LossyPart { item, field: None, key: key.text().to_owned() });
        }
    }
}

fn fields(catalog: &Catalog, index: usize, item: &mut DraftItem, left: &mut Vec<LossyPart>) {
    for id in FieldId::of_item() {
        let Some(field) = catalog.item(index).field(id).filter(|field| !field.is_missing()) else { continue };
        let value = field.value;
        let at = At::default();
        match value.kind() {
            Kind::Map if id == FieldId::Extra => {
                for (key, value) in value.pairs() {
                    if !value.is_scalar() {
                        left.push(LossyPart { item: Some(index), field: Some(id), key: key.text().to_owned() });
                    } else if !value.is_blank() {
                        item.extra.push((key.text().trim().to_owned(), value.text().trim().to_owned(), at));
                    }
                }
            }
            _ if id == FieldId::Extra => left.push(LossyPart::of(Some(index), id)),
            Kind::Map => left.push(LossyPart::of(Some(index), id)),
            Kind::Seq => {
                let entries = value.entries();
                let (texts, others): (Vec<_>, Vec<_>) = entries.partition(|entry| entry.is_scalar());
                if !others.is_empty() {
                    left.push(LossyPart::of(Some(index), id));
                }
                let texts = texts.into_iter().map(|entry| entry.text().trim().to_owned());
                let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
                item.fields.insert(id, DraftValue { texts, whole: false, at, above: None });
            }
            _ => drop(item.fields.insert(id, DraftValue::one(value.text().trim().to_owned(), at))),
        }
    }
}

/// The same catalog as it is when it comes back from a table that lost nothing: rows numbered, options
/// in the order of the table, a text that holds a list as that list, the profile said.
pub(super) fn normal(draft: &CatalogDraft, profile: &Profile) -> CatalogDraft {
    let mut top = draft.top.clone();
    if let Some((title, spot)) = draft.top.get(&FieldId::Title)
        && let Some(body) = body_of(title)
    {
        top.entry(FieldId::Authority).or_insert((body, *spot));
    }
    let numbered = draft.items.iter().any(|item| item.fields.contains_key(&FieldId::No));
    let heads = extra_heads(draft);
    let item = |(nth, item): (usize, &DraftItem)| {
        let mut fields: BTreeMap<FieldId, DraftValue> =
            item.fields.iter().map(|(&id, value)| (id, whole(id, value, profile))).collect();
        if !numbered {
            fields.insert(FieldId::No, DraftValue::one((nth + 1).to_string(), At::default()));
        }
        let mut extra = item.extra.clone();
        extra.sort_by_key(|(name, ..)| heads.iter().position(|head| *head == name));
        DraftItem { fields, extra, ..DraftItem::default() }
    };
    let items = draft.items.iter().enumerate().map(item).collect();
    CatalogDraft { top, profile: Some(profile.id.clone()), items, ..CatalogDraft::default() }
}

/// The heads of `extra`, in the order in which they come up.
pub(super) fn extra_heads(draft: &CatalogDraft) -> Vec<&String> {
    let mut heads: Vec<&String> = Vec::new();
    for (name, ..) in draft.items.iter().flat_map(|item| &item.extra) {
        if !heads.contains(&name) {
            heads.push(name);
        }
    }
    heads
}

fn whole(id: FieldId, value: &DraftValue, profile: &Profile) -> DraftValue {
    let mut value = value.clone();
    match (id, value.texts.as_slice()) {
        (FieldId::Content, [text]) => {
            let many = elements(text);
            return DraftValue { texts: many.texts, whole: many.whole, ..value };
        }
        (FieldId::Basis, [text]) if value.whole => {
            return DraftValue { texts: acts(text).texts, whole: false, ..value };
        }
        (FieldId::Channels, _) => value.texts.sort_by_key(|text| rank(id, text, profile)),
        // As the columns stand: of two spellings of one option each has one.
        (FieldId::Audience | FieldId::Method | FieldId::Levels, _) => {
            value.texts.sort_by_cached_key(|text| (rank(id, text, profile), text.clone()));
        }
        _ => {}
    }
    value
}

/// Where an option stands in its list; behind all others where it is none.
pub(super) fn rank(id: FieldId, text: &str, profile: &Profile) -> usize {
    fn of<T: Term>(terms: &[T], text: &str) -> usize {
        let found = find(terms, text).or_else(|| find(terms, option_of(text)));
        found.and_then(|(term, _)| terms.iter().position(|other| other.name() == term.name())).unwrap_or(terms.len())
    }
    match id {
        FieldId::Channels => of(&profile.channels, text),
        FieldId::Audience => of(&profile.audiences, text),
        FieldId::Method => of(&profile.methods, text),
        _ => of(&profile.levels, text),
    }
}

/// `特定对象` of `特定对象：项目单位` and of `特定对象（项目单位）`
pub(super) fn option_of(text: &str) -> &str {
    text.split(['：', ':', '（', '(']).next().unwrap_or("").trim()
}

/// An entry of a list of the profile.
pub(super) struct NamedEntry {
    pub(super) name: String,
    /// Whether a table has a column for it even where no item has it.
    pub(super) always: bool,
}

/// A list of the profile, in order.
pub(super) fn named(id: FieldId, profile: &Profile) -> Vec<NamedEntry> {
    let always = |name: &String| NamedEntry { name: name.clone(), always: true };
    match id {
        FieldId::Audience => profile.audiences.iter().map(|term| always(&term.name)).collect(),
        FieldId::Method => profile.methods.iter().map(|term| always(&term.name)).collect(),
        FieldId::Levels => {
            profile.levels.iter().map(|term| NamedEntry { name: term.name.clone(), always: !term.optional }).collect()
        }
        _ => profile.channels.iter().map(|term| always(&term.name)).collect(),
    }
}

/// The entry of a list that a word is, and the spelling under which a table has it: its own where that
/// is a fair one, else the name.
pub(super) fn spelled(id: FieldId, text: &str, profile: &Profile) -> Option<(usize, String)> {
    fn of<T: Term>(terms: &[T], text: &str) -> Option<String> {
        find(terms, text).map(|(term, standing)| match standing {
            Standing::Known => text.to_owned(),
            Standing::Synonym => term.name().to_owned(),
        })
    }
    let word = match id {
        FieldId::Audience => of(&profile.audiences, text),
        FieldId::Method => of(&profile.methods, text),
        FieldId::Levels => of(&profile.levels, text),
        _ => None,
    }?;
    Some((rank(id, text, profile), word))
}
