//! Items added, dropped and moved.

use std::collections::BTreeMap;
use std::sync::Arc;

use catalint_core::model::{Catalog, FieldId};
use catalint_table::ReadItem;
use catalint_text::Edit;
use catalint_yaml::edit::{self, Movable, NewValue};
use catalint_yaml::{Kind, Node};

use super::set::new_value;
use super::{Desk, StepDone, applied};
use crate::failure::Failure;
use crate::values::PartValues;
use crate::wanted::Wanted;

/// The list of items.
fn list(catalog: &Catalog) -> Option<Node<'_>> {
    catalog.field(FieldId::Items).map(|field| field.value).filter(|value| value.kind() == Kind::Seq)
}

/// The entry of an item: entries that are no items are passed over.
fn entry(catalog: &Catalog, item: usize) -> Node<'_> {
    catalog.item(item).node()
}

impl Desk<'_, '_> {
    /// Adds an item before another; at the end where there is none of that index.
    pub(super) fn add(&mut self, at: usize, fields: &BTreeMap<String, Vec<String>>) -> Result<StepDone, Failure> {
        let mut values = PartValues::new();
        for (key, texts) in fields {
            let unknown = || Failure::request(format!("{key:?} is no field of an item"));
            let field = FieldId::from_key(key).filter(|id| FieldId::OF_ITEM.contains(id) && *id != FieldId::Extra);
            let texts: Vec<String> = texts.iter().filter(|text| !text.trim().is_empty()).cloned().collect();
            if !texts.is_empty() {
                values.insert((field.ok_or_else(unknown)?, String::new()), texts);
            }
        }
        if values.is_empty() {
            return Ok(self.why("新增的事项至少要填一栏", "a new item has to say something"));
        }
        let items = self.document.catalog().map_or(0, Catalog::len);
        let at = at.min(items);
        // At the head it is first put behind the first and then moved.
        let first = if at == 0 && items > 0 { 1 } else { at };
        let mut wanted = Wanted::as_before(&self.document);
        wanted.insert(first, values.clone());
        let text = self.document.catalog().and_then(|catalog| {
            let edit = inserted(catalog, first, &values)?;
            Some(applied(self.document.text(), vec![edit]))
        });
        let Some(text) = text else { return Ok(self.not_so()) };
        let original = Arc::clone(&self.document);
        if !(self.take_over(text, &wanted) && (first == at || self.shifted(first, at))) {
            self.document = original;
            return Ok(self.not_so());
        }
        if let Some(reading) = &mut self.reading {
            let nth = at.min(reading.items.len());
            reading.items.insert(nth, ReadItem::default());
        }
        Ok(StepDone { changed: true, ..StepDone::default() })
    }

    /// Drops an item, with the comments beside it.
    pub(super) fn remove(&mut self, item: usize) -> StepDone {
        let items = self.document.catalog().map_or(0, Catalog::len);
        if item >= items {
            return self.why("没有这一项", "there is no such item");
        }
        if items == 1 {
            return self.why("目录至少要有一项", "a catalog has one item at least");
        }
        let mut wanted = Wanted::as_before(&self.document);
        wanted.remove(item);
        let edit = self.document.catalog().and_then(|catalog| {
            let (list, entry) = (list(catalog)?, entry(catalog, item));
            edit::cut_entry(list, entry).or_else(|| edit::remove_entry(list, entry))
        });
        let Some(edit) = edit else { return self.not_so() };
        let text = applied(self.document.text(), vec![edit]);
        if !self.take_over(text, &wanted) {
            return self.not_so();
        }
        if let Some(reading) = self.reading.as_mut().filter(|reading| item < reading.items.len()) {
            reading.items.remove(item);
        }
        StepDone { changed: true, ..StepDone::default() }
    }

    /// Moves an item to another place in the list.
    pub(super) fn moved(&mut self, item: usize, to: usize) -> StepDone {
        let items = self.document.catalog().map_or(0, Catalog::len);
        if item.max(to) >= items {
            return self.why("没有这一项", "there is no such item");
        }
        if item == to {
            return StepDone::default();
        }
        if !self.shifted(item, to) {
            return self.not_so();
        }
        if let Some(reading) = self.reading.as_mut().filter(|reading| item.max(to) < reading.items.len()) {
            let read = reading.items.remove(item);
            reading.items.insert(to, read);
        }
        StepDone { changed: true, ..StepDone::default() }
    }

    fn shifted(&mut self, item: usize, to: usize) -> bool {
        let mut wanted = Wanted::as_before(&self.document);
        wanted.shift(item, to);
        let text = self.document.catalog().and_then(|catalog| {
            let movable = Movable::of(list(catalog)?)?;
            let entry = |nth| entry(catalog, nth);
            let edits = match to {
                // Those before it go behind it.
                0 => edit::move_entries(movable, entry(0), entry(item - 1), entry(item))?,
                _ if to > item => edit::move_entries(movable, entry(item), entry(item), entry(to))?,
                _ => edit::move_entries(movable, entry(item), entry(item), entry(to - 1))?,
            };
            Some(applied(self.document.text(), edits))
        });
        text.is_some_and(|text| self.take_over(text, &wanted))
    }

    fn not_so(&self) -> StepDone {
        self.why(
            "文件这个地方的写法不能在这里改（锚点、方括号等）",
            "the file is written in a way here that can't be edited so",
        )
    }
}

/// The edit that writes an item so that it has this index.
fn inserted(catalog: &Catalog, at: usize, values: &PartValues) -> Option<Edit> {
    let chinese = catalog.has_chinese_keys();
    let key = |id: FieldId| if chinese { id.spec().label } else { id.key() };
    let lines: Vec<(&str, NewValue)> =
        values.iter().map(|((id, _), texts)| (key(*id), new_value(*id, texts, false))).collect();
    if let Some(before) = at.checked_sub(1) {
        return edit::insert_item(list(catalog)?, entry(catalog, before), &lines);
    }
    // The list is empty: its brackets make room for the first.
    let list = list(catalog).filter(|list| list.count() == 0)?;
    let pad = "    ";
    let line = |(nth, (key, value)): (usize, &(&str, NewValue))| {
        let lead = if nth == 0 { "\n  - " } else { "\n    " };
        match value {
            NewValue::Text(text) => format!("{lead}{key}: {}", edit::scalar(text, false)),
            NewValue::List { texts, block: true } => {
                let entries = texts.iter().map(|text| format!("\n{pad}  - {}", edit::scalar(text, false)));
                format!("{lead}{key}:{}", entries.collect::<String>())
            }
            NewValue::List { texts, block: false } => {
                let all: Vec<String> = texts.iter().map(|text| edit::scalar(text, true)).collect();
                format!("{lead}{key}: [{}]", all.join(", "))
            }
        }
    };
    let text: String = lines.iter().enumerate().map(line).collect();
    Some(Edit::new(list.span(), text))
}
