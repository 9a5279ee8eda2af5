//! A value set or cleared. What several items have from one cell of a table changes for all of them.

use catalint_core::model::{Catalog, FieldId, FieldShape};
use catalint_text::Edit;
use catalint_yaml::edit::{self, NewValue};
use catalint_yaml::{Kind, Node};

use super::{Desk, StepDone, applied};
use crate::failure::Failure;
use crate::values::PartKey;
use crate::wanted::{Wanted, words};

impl Desk<'_, '_> {
    /// Sets a value, or clears it where there are no texts.
    pub(super) fn set(&mut self, pointer: &str, texts: &[String]) -> Result<StepDone, Failure> {
        let key = PartKey::read(pointer).ok_or_else(|| Failure::request(format!("{pointer:?} is no field")))?;
        let texts: Vec<String> = texts.iter().filter(|text| !text.trim().is_empty()).cloned().collect();
        if texts.len() > 1 && key.field.spec().shape != FieldShape::TextOrList {
            return Err(Failure::request(format!("{pointer:?} takes one text")));
        }
        let Some(catalog) = self.document.catalog().filter(|catalog| key.item.is_none_or(|item| item < catalog.len()))
        else {
            return Err(Failure::request(format!("{pointer:?} is no item")));
        };
        let keys = self.sharers(&key, catalog);
        if keys.iter().all(|key| said(key, catalog) == (!texts.is_empty()).then(|| texts.clone())) {
            return Ok(StepDone::default());
        }
        let mut wanted = Wanted::as_before(&self.document);
        for key in &keys {
            wanted.set(&self.document, key, &texts);
        }
        for way in [Way::Within, Way::Whole] {
            let Some(edits) = self.edits(&keys, &texts, way) else { continue };
            let text = applied(self.document.text(), edits);
            if self.take_over(text, &wanted) {
                self.read_now(&keys);
                return Ok(StepDone { changed: true, ..StepDone::default() });
            }
        }
        Ok(self.why(
            "文件这个地方的写法不能在这里改（锚点、别名等）",
            "the file is written in a way here that can't be edited so",
        ))
    }

    /// The value itself, and those of other items that are read from the same cell and say the same.
    fn sharers(&self, key: &PartKey, catalog: &Catalog) -> Vec<PartKey> {
        let mut keys = vec![key.clone()];
        let (Some(item), Some(reading)) = (key.item, &self.reading) else { return keys };
        let source = |item: usize| {
            let read = reading.items.get(item)?;
            if key.field == FieldId::Extra {
                return read.extra.iter().find(|(head, _)| *head == key.head).map(|(_, at)| at.as_str());
            }
            read.cells.get(&key.field).map(|cell| cell.source())
        };
        let Some(cell) = source(item) else { return keys };
        let now = said(key, catalog);
        let same = |other: &PartKey| said(other, catalog) == now;
        let others = (0..catalog.len()).filter(|other| *other != item && source(*other) == Some(cell));
        keys.extend(others.map(|other| PartKey { item: Some(other), ..key.clone() }).filter(same));
        keys
    }

    /// What a person has set is read.
    fn read_now(&mut self, keys: &[PartKey]) {
        let Some(reading) = &mut self.reading else { return };
        for key in keys {
            if let Some(item) = key.item.and_then(|item| reading.items.get_mut(item)) {
                item.unread.remove(&key.field);
            }
        }
    }

    fn edits(&self, keys: &[PartKey], texts: &[String], way: Way) -> Option<Vec<Edit>> {
        let catalog = self.document.catalog()?;
        let mut all = Vec::new();
        for key in keys {
            all.extend(edits_of(catalog, key, texts, way)?);
        }
        Some(all)
    }
}

/// The texts of a value; none where there is no value.
fn said(key: &PartKey, catalog: &Catalog) -> Option<Vec<String>> {
    key.value(catalog).map(|value| words(value).map(str::to_owned).collect())
}

/// How a value is replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Texts where they stand.
    Within,
    /// All that stands behind the key.
    Whole,
}

fn edits_of(catalog: &Catalog, key: &PartKey, texts: &[String], way: Way) -> Option<Vec<Edit>> {
    let root = catalog.tree().root()?;
    let map = match key.item {
        Some(item) => catalog.item(item).node(),
        None => root,
    };
    if key.is_default {
        return below(map, FieldId::Defaults, (key.field.key(), label(catalog, key.field)), texts, way, key);
    }
    if key.field == FieldId::Extra {
        return below(map, FieldId::Extra, (&key.head, &key.head), texts, way, key);
    }
    let there = map.pairs().find(|(known, _)| FieldId::from_interned(known.name()) == Some(key.field));
    match there {
        Some((known, value)) if texts.is_empty() => {
            let _ = value;
            Some(vec![edit::remove_pair(map, known)?])
        }
        Some((known, value)) => replaced(map, (known, value), texts, way, key.field),
        None => {
            let behind = behind(map, key.field);
            let name = label(catalog, key.field);
            Some(vec![edit::insert_pair(map, behind, name, &new_value(key.field, texts, false))?])
        }
    }
}

/// A value in a mapping below a field: in `defaults`, or of another column.
fn below(
    map: Node<'_>,
    outer: FieldId,
    names: (&str, &str),
    texts: &[String],
    way: Way,
    key: &PartKey,
) -> Option<Vec<Edit>> {
    let there = map.pairs().find(|(known, _)| FieldId::from_interned(known.name()) == Some(outer));
    let Some((outer_key, inner)) = there else {
        let name = if names.0 == names.1 { outer.spec().label } else { outer.key() };
        let name = if map.pairs().any(|(known, _)| known.text().is_ascii()) { outer.key() } else { name };
        let value = new_value(key.field, texts, false);
        return Some(vec![edit::insert_mapping(
            map,
            behind(map, outer),
            name,
            (&edit::scalar(names.1, false), &value),
        )?]);
    };
    let is = |node: Node<'_>| match outer {
        FieldId::Extra => node.text() == names.0,
        _ => FieldId::from_interned(node.name()) == Some(key.field),
    };
    match inner.pairs().find(|(known, _)| is(*known)) {
        Some(_) if texts.is_empty() && inner.count() < 2 => Some(vec![edit::remove_pair(map, outer_key)?]),
        Some((known, _)) if texts.is_empty() => Some(vec![edit::remove_pair(inner, known)?]),
        Some(pair) => replaced(inner, pair, texts, way, key.field),
        None => {
            let last = inner.pairs().last().map(|(known, _)| known);
            let before = if outer == FieldId::Extra { last } else { behind(inner, key.field) };
            let name = edit::scalar(names.1, inner.is_in_flow());
            Some(vec![edit::insert_pair(inner, before, &name, &new_value(key.field, texts, false))?])
        }
    }
}

fn replaced(
    map: Node<'_>,
    (key, value): (Node<'_>, Node<'_>),
    texts: &[String],
    way: Way,
    field: FieldId,
) -> Option<Vec<Edit>> {
    let was_list = value.kind() == Kind::Seq;
    if way == Way::Whole {
        return Some(vec![edit::replace_pair(map, key, &new_value(field, texts, was_list))?]);
    }
    match texts {
        [text] if value.is_scalar() => {
            let edit = if field == FieldId::No { edit::replace_number(value, text) } else { None };
            Some(vec![edit.or_else(|| edit::replace_value(value, text))?])
        }
        _ if was_list && value.count() == texts.len() => {
            let pairs = value.entries().zip(texts).filter(|(entry, text)| entry.text() != *text);
            pairs.map(|(entry, text)| edit::replace_value(entry, text)).collect()
        }
        _ => None,
    }
}

/// The key that a new one comes behind: the last of those that canonical order has before it.
fn behind(map: Node<'_>, field: FieldId) -> Option<Node<'_>> {
    let known = map.pairs().filter_map(|(key, _)| Some((FieldId::from_interned(key.name())?, key)));
    known.filter(|(id, _)| *id < field).max_by_key(|(id, _)| *id).map(|(_, key)| key)
}

/// A key in the language of the file.
fn label(catalog: &Catalog, field: FieldId) -> &'static str {
    if catalog.has_chinese_keys() { field.spec().label } else { field.key() }
}

/// A value as `import` writes it.
pub(super) fn new_value(field: FieldId, texts: &[String], was_list: bool) -> NewValue {
    let lines = matches!(field, FieldId::Content | FieldId::Basis);
    let brackets = matches!(field, FieldId::Channels | FieldId::Levels);
    match texts {
        [text] if !was_list && !lines && !brackets => NewValue::Text(text.clone()),
        _ => NewValue::List { texts: texts.to_vec(), block: lines },
    }
}
