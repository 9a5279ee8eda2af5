//! One version: what the table of a file says, row by row.

use crate::model::{Catalog, Field, FieldId, Item, elements};
use catalint_yaml::{Kind, Node};

/// The catalogs of a file, as their tables say them.
#[derive(Debug, Clone, Default)]
pub struct Version {
    /// The fields at the top of each catalog.
    pub heads: Vec<Vec<(FieldId, String)>>,
    /// The items of all of them, in order.
    pub rows: Vec<VersionRow>,
}

/// A column of the table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VersionColumn {
    /// One that the model knows.
    Field(FieldId),
    /// Another one, by its head.
    Extra(String),
}

/// One item.
#[derive(Debug, Clone, Default)]
pub struct VersionRow {
    /// Position of its catalog in the file, from 0.
    pub catalog: usize,
    /// Position in its catalog, from 0.
    pub index: usize,
    /// Its number as written; empty where it has none.
    pub no: String,
    /// What its columns say, the number left out; columns that say nothing are not there.
    pub values: Vec<(VersionColumn, Vec<String>)>,
    /// The elements of its content.
    pub(super) elements: Vec<String>,
    /// Columns that could not be read.
    pub(super) unread: Vec<FieldId>,
}

/// The fields at the top that are published.
const TOP: [FieldId; 4] = [FieldId::Title, FieldId::Authority, FieldId::Profile, FieldId::Updated];

impl Version {
    /// The catalogs of one file.
    #[must_use]
    pub fn of<'c>(catalogs: impl IntoIterator<Item = &'c Catalog>) -> Self {
        let mut version = Self::default();
        for (nth, catalog) in catalogs.into_iter().enumerate() {
            let field = |id| Some((id, texts(catalog.field(id)?).join("\n")));
            version.heads.push(TOP.into_iter().filter_map(field).filter(|(_, text)| !text.is_empty()).collect());
            version.rows.extend(catalog.items().map(|item| VersionRow::of(nth, item)));
        }
        version
    }

    /// The title of its first catalog; empty where it has none.
    #[must_use]
    pub fn title(&self) -> &str {
        let title = self.heads.first().and_then(|head| head.iter().find(|(id, _)| *id == FieldId::Title));
        title.map_or("", |(_, text)| text)
    }
}

impl VersionRow {
    fn of(catalog: usize, item: Item<'_>) -> Self {
        let mut values = Vec::new();
        for id in FieldId::of_item().filter(|id| *id != FieldId::No) {
            let Some(field) = item.field(id) else { continue };
            if id == FieldId::Extra {
                let pairs = field
                    .value
                    .pairs()
                    .map(|(key, value)| (VersionColumn::Extra(key.text().trim().to_owned()), all(value)));
                values.extend(pairs.filter(|(_, texts)| !texts.is_empty()));
                continue;
            }
            let texts = texts(field);
            if !texts.is_empty() {
                values.push((VersionColumn::Field(id), texts));
            }
        }
        Self {
            catalog,
            index: item.index(),
            no: item.no().to_owned(),
            values,
            elements: elements(item).iter().map(|element| element.text().trim().to_owned()).collect(),
            unread: FieldId::of_item().filter(|id| item.is_unread(*id)).collect(),
        }
    }

    /// What a column says, entry by entry.
    #[must_use]
    pub fn texts(&self, column: &VersionColumn) -> &[String] {
        self.values.iter().find(|(known, _)| known == column).map_or(&[], |(_, texts)| texts)
    }

    /// The first text of a field; empty where there is none.
    #[must_use]
    pub fn text(&self, id: FieldId) -> &str {
        self.texts(&VersionColumn::Field(id)).first().map_or("", String::as_str)
    }

    /// What a person calls it: the deepest of its names.
    #[must_use]
    pub fn label(&self) -> &str {
        let names = [FieldId::Detail, FieldId::Subtopic, FieldId::Topic].map(|id| self.text(id));
        names.into_iter().find(|name| !name.is_empty()).unwrap_or("")
    }

    /// Its number as written, else its position from 1.
    #[must_use]
    pub fn number(&self) -> String {
        if self.no.is_empty() { (self.index + 1).to_string() } else { self.no.clone() }
    }

    /// Whether some column could not be read.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        !self.unread.is_empty()
    }
}

fn texts(field: Field<'_>) -> Vec<String> {
    all(field.value)
}

/// The texts of a value that are not blank, whatever kind of scalar they are.
fn all(value: Node<'_>) -> Vec<String> {
    let text = |node: Node<'_>| (node.is_scalar() && !node.is_blank()).then(|| node.text().trim().to_owned());
    match value.kind() {
        Kind::Seq => value.entries().filter_map(text).collect(),
        _ => text(value).into_iter().collect(),
    }
}
