//! All that a catalog says, value by value.

use std::collections::{BTreeMap, BTreeSet};

use catalint_core::Document;
use catalint_core::model::{Catalog, FieldId, Item};
use catalint_yaml::Node;

use crate::wanted::words;

/// The values of an item or of the top: by field, and by head where it is another column.
pub(crate) type PartValues = BTreeMap<(FieldId, String), Vec<String>>;

/// All that a catalog says.
#[derive(Debug, Default)]
pub(crate) struct Values {
    pub(crate) top: PartValues,
    pub(crate) defaults: PartValues,
    pub(crate) items: Vec<PartValues>,
}

/// Which value of a catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PartKey {
    /// The item; none at the top.
    pub(crate) item: Option<usize>,
    /// Whether it is a default.
    pub(crate) is_default: bool,
    pub(crate) field: FieldId,
    /// The head of another column; empty where it is none.
    pub(crate) head: String,
}

impl PartKey {
    /// From its JSON Pointer: `/items/3/basis`, `/items/3/extra/栏目`, `/title`, `/defaults/method`.
    pub(crate) fn read(pointer: &str) -> Option<Self> {
        let parts: Vec<String> = pointer.strip_prefix('/')?.split('/').map(plain).collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let field = |key: &str, head: &str| {
            let field = FieldId::from_key(key)?;
            ((field == FieldId::Extra) != head.is_empty()).then(|| (field, head.to_owned()))
        };
        let (item, is_default, (field, head)) = match parts.as_slice() {
            ["items", item, key] => (Some(item.parse().ok()?), false, field(key, "")?),
            ["items", item, key, head] => (Some(item.parse().ok()?), false, field(key, head)?),
            ["defaults", key] => (None, true, field(key, "")?),
            [key] => (None, false, field(key, "")?),
            _ => return None,
        };
        let fits = match (item, is_default) {
            (Some(_), _) => FieldId::OF_ITEM.contains(&field),
            (None, true) => field.has_default(),
            (None, false) => !FieldId::OF_ITEM.contains(&field) && !matches!(field, FieldId::Defaults | FieldId::Items),
        };
        fits.then_some(Self { item, is_default, field, head })
    }

    /// The value in a catalog.
    pub(crate) fn value<'c>(&self, catalog: &'c Catalog) -> Option<Node<'c>> {
        let field = match self.item {
            Some(item) if item < catalog.len() => catalog.item(item).own(self.field),
            Some(_) => None,
            None if self.is_default => catalog.default(self.field),
            None => catalog.field(self.field),
        };
        let value = field?.value;
        if self.field != FieldId::Extra {
            return Some(value);
        }
        value.pairs().filter(|(key, _)| key.text() == self.head).last().map(|(_, value)| value)
    }

    pub(crate) fn pointer(&self) -> String {
        let before = match self.item {
            Some(item) => format!("/items/{item}"),
            None if self.is_default => "/defaults".to_owned(),
            None => String::new(),
        };
        let head = if self.head.is_empty() { String::new() } else { format!("/{}", escaped(&self.head)) };
        format!("{before}/{}{head}", self.field.key())
    }
}

impl Values {
    pub(crate) fn of(document: &Document) -> Self {
        let of_catalog = |catalog: &Catalog| Self {
            top: Self::of_top(catalog),
            defaults: Self::of_defaults(catalog),
            items: catalog.items().map(Self::of_item).collect(),
        };
        document.catalog().map(of_catalog).unwrap_or_default()
    }

    /// The fields at the top that hold values of their own.
    pub(crate) fn fields_of_top() -> impl Iterator<Item = FieldId> {
        FieldId::of_top().filter(|id| !matches!(id, FieldId::Defaults | FieldId::Items))
    }

    pub(crate) fn of_top(catalog: &Catalog) -> PartValues {
        let field = |id| Some(((id, String::new()), texts(catalog.field(id)?.value)));
        Self::fields_of_top().filter_map(field).collect()
    }

    pub(crate) fn of_defaults(catalog: &Catalog) -> PartValues {
        let field = |id| Some(((id, String::new()), texts(catalog.default(id)?.value)));
        FieldId::OF_DEFAULTS.into_iter().filter_map(field).collect()
    }

    pub(crate) fn of_item(item: Item<'_>) -> PartValues {
        let mut values = PartValues::new();
        for id in FieldId::of_item() {
            let Some(field) = item.own(id) else { continue };
            if id == FieldId::Extra {
                values.extend(field.value.pairs().map(|(key, value)| ((id, key.text().to_owned()), texts(value))));
            } else {
                values.insert((id, String::new()), texts(field.value));
            }
        }
        values
    }

    /// What another version says otherwise, with the texts of both.
    pub(crate) fn differences(&self, other: &Self) -> Vec<(PartKey, Vec<String>, Vec<String>)> {
        let none = PartValues::new();
        let mut out = Vec::new();
        let mut part = |item, is_default, one: &PartValues, two: &PartValues| {
            let keys: BTreeSet<&(FieldId, String)> = one.keys().chain(two.keys()).collect();
            for key in keys {
                let [before, after] = [one, two].map(|part| part.get(key).cloned().unwrap_or_default());
                if before != after {
                    out.push((PartKey { item, is_default, field: key.0, head: key.1.clone() }, before, after));
                }
            }
        };
        part(None, false, &self.top, &other.top);
        part(None, true, &self.defaults, &other.defaults);
        for nth in 0..self.items.len().max(other.items.len()) {
            part(Some(nth), false, self.items.get(nth).unwrap_or(&none), other.items.get(nth).unwrap_or(&none));
        }
        out
    }
}

/// The texts of a value.
fn texts(value: Node<'_>) -> Vec<String> {
    words(value).map(str::to_owned).collect()
}

/// A key as a JSON Pointer has it.
pub(crate) fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

fn plain(part: &str) -> String {
    part.replace("~1", "/").replace("~0", "~")
}
