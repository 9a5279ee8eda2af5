//! Runs the schema and says where each fault is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jsonschema::Validator;
use jsonschema::error::ValidationErrorKind;
use jsonschema::paths::LocationSegment;

use super::json::{Arena, At, Level};
use super::{Keys, catalog_schema};
use crate::domain::date::Date;
use crate::model::{FIELDS, FieldId, Scope, Shape};
use crate::text::Span;
use crate::yaml::{Kind, Node, NodeId, Tree};

/// What is wrong with the shape of a catalog, and where.
#[derive(Debug, Clone)]
pub struct SchemaFault {
    /// What.
    pub kind: SchemaFaultKind,
    /// Where a person should look: key or value.
    pub span: Span,
    /// The field that it is about.
    pub field: Option<FieldId>,
    /// Index of the item.
    pub item: Option<usize>,
    /// JSON Pointer, ending in the field.
    pub pointer: String,
    /// The value at fault, where there is one.
    pub node: Option<NodeId>,
}

/// Kinds of [`SchemaFault`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemaFaultKind {
    /// A required field is absent or empty.
    Missing,
    /// No item of the catalog, of this many, has the required field.
    MissingEverywhere(usize),
    /// A value of another kind than the field takes.
    WrongType {
        /// What the field takes.
        expected: Expected,
        /// What stands there.
        found: Kind,
    },
    /// A blank or null among the entries of a list.
    BlankEntry,
    /// `updated` is no day of the calendar.
    BadDate,
    /// A key that the model does not know, as it is written.
    Unknown(String),
}

/// What a place takes, for words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// One text.
    Text,
    /// A text or a list of texts.
    TextOrList,
    /// A number or a text.
    Number,
    /// A date.
    Date,
    /// A list of items.
    Items,
    /// One item, a mapping.
    Item,
    /// `header: text` pairs.
    Map,
}

static VALIDATOR: LazyLock<Validator<Arena>> = LazyLock::new(|| {
    jsonschema::options_for::<Arena>()
        .should_validate_formats(true)
        .with_format("date", |text: &str| Date::parse(text.trim()).is_some())
        .with_pattern_options(jsonschema::PatternOptions::regex())
        .build(&catalog_schema(Keys::English, &[]))
        .expect("the catalog schema is a valid schema")
});

/// The faults of a tree whose root is a mapping, in the order of the text; none for other trees.
#[must_use]
pub fn validate(tree: &Tree<'_>) -> Vec<SchemaFault> {
    let Some(root) = tree.root().filter(|root| root.kind() == Kind::Map) else { return Vec::new() };
    let at = At::Node(root, Level::Top);
    if VALIDATOR.is_valid(at) {
        return Vec::new();
    }
    let list = root.pairs().find(|(key, _)| Level::Top.field(*key) == Some(FieldId::Items));
    let items = list.map(|(_, list)| list.entries().collect()).unwrap_or_default();
    let mut finder = Finder { root, items, found: Vec::new(), seen: BTreeSet::new() };
    for error in VALIDATOR.iter_errors(at) {
        finder.error(error.kind(), &error.instance_path().iter().collect::<Vec<_>>());
    }
    let mut found = finder.found;
    collapse(root, &mut found);
    if let Some(first) = tree.lost().iter().map(|lost| lost.start).min() {
        // A field at the top may stand in the part that can't be read.
        let items = root.pairs().find(|(key, _)| FieldId::from_interned(key.name()) == Some(FieldId::Items));
        let head = items.is_none_or(|(key, _)| first < key.span().start);
        found.retain(|fault| !(head && fault.item.is_none() && fault.kind == SchemaFaultKind::Missing));
    }
    found.sort_by_key(|fault| fault.span);
    found
}

struct Finder<'a> {
    root: Node<'a>,
    /// Its items by index, so that many faults don't walk the list many times.
    items: Vec<Node<'a>>,
    found: Vec<SchemaFault>,
    /// Places that have been reported: one finding a defect.
    seen: BTreeSet<(NodeId, Option<FieldId>)>,
}

/// A node on the way of an instance path.
#[derive(Clone)]
struct Place<'a> {
    node: Node<'a>,
    key: Option<Node<'a>>,
    level: Level,
    field: Option<FieldId>,
    item: Option<usize>,
    pointer: String,
}

impl<'a> Finder<'a> {
    fn error(&mut self, kind: &ValidationErrorKind, path: &[LocationSegment<'_>]) {
        let Some(place) = self.place(path) else { return };
        match kind {
            ValidationErrorKind::Required { property } => {
                let field = property.as_str().and_then(FieldId::from_key);
                self.missing_key(&place, field);
            }
            ValidationErrorKind::AdditionalProperties { unexpected } => self.unknown(&place, unexpected),
            ValidationErrorKind::Format { .. } if place.node.is_blank() => {} // no date: SCH005 speaks
            ValidationErrorKind::Format { .. } => self.value(&place, SchemaFaultKind::BadDate),
            ValidationErrorKind::Type { .. }
            | ValidationErrorKind::Pattern { .. }
            | ValidationErrorKind::MinItems { .. } => {
                self.bad_value(&place);
            }
            _ => self.bad_value(&place),
        }
    }

    fn place(&self, path: &[LocationSegment<'_>]) -> Option<Place<'a>> {
        let mut at =
            Place { node: self.root, key: None, level: Level::Top, field: None, item: None, pointer: String::new() };
        for segment in path {
            match segment {
                LocationSegment::Index(index) => {
                    let items = at.level == Level::Items;
                    let node = if items { *self.items.get(*index)? } else { at.node.entries().nth(*index)? };
                    if items {
                        (at.level, at.item, at.field) = (Level::Item, Some(*index), None);
                    }
                    (at.node, at.key) = (node, None);
                    at.pointer.push_str(&format!("/{index}"));
                }
                LocationSegment::Property(name) => {
                    let level = at.level;
                    let (key, value) = at
                        .node
                        .pairs()
                        .find(|(key, _)| level.field(*key).map_or(key.text() == name, |field| field.key() == name))?;
                    if let Some(field) = level.field(key) {
                        at.field = Some(field);
                    }
                    at.level = if at.field == Some(FieldId::Items) { Level::Items } else { Level::Other };
                    (at.node, at.key) = (value, Some(key));
                    at.pointer.push_str(&format!("/{}", escape_pointer(name)));
                }
            }
        }
        Some(at)
    }

    fn push(&mut self, fault: SchemaFault, node: NodeId) {
        if self.seen.insert((node, fault.field)) {
            self.found.push(fault);
        }
    }

    /// The key is not there: at the first key of the item, or of the file.
    fn missing_key(&mut self, place: &Place<'a>, field: Option<FieldId>) {
        let Some(field) = field else { return };
        let first = place.node.pairs().next().map_or_else(|| place.node.span(), |(key, _)| key.span());
        let pointer = format!("{}/{}", place.pointer, field.key());
        let fault = SchemaFault {
            kind: SchemaFaultKind::Missing,
            span: first,
            field: Some(field),
            item: place.item,
            pointer,
            node: None,
        };
        self.push(fault, place.node.id());
    }

    fn value(&mut self, place: &Place<'a>, kind: SchemaFaultKind) {
        let empty = place.node.span().is_empty();
        let span = place.key.filter(|_| empty).unwrap_or(place.node).span();
        let fault = SchemaFault {
            kind,
            span,
            field: place.field,
            item: place.item,
            pointer: place.pointer.clone(),
            node: Some(place.node.id()),
        };
        self.push(fault, place.node.id());
    }

    /// A value that its field does not take: missing, blank among others, or of a wrong kind.
    fn bad_value(&mut self, place: &Place<'a>) {
        let Some(field) = place.field else {
            let expected = if place.item.is_some() { Expected::Item } else { Expected::Items };
            return self.value(place, SchemaFaultKind::WrongType { expected, found: place.node.kind() });
        };
        let spec = field.spec();
        if place.key.is_none() {
            return self.bad_entry(place, field);
        }
        let inner = place.level == Level::Other
            && place.key.is_some_and(|key| FieldId::from_interned(key.name()) != Some(field));
        let empty = match place.node.kind() {
            Kind::Seq => place.node.entries().all(Node::is_blank),
            Kind::Map => false,
            _ => place.node.is_blank(),
        };
        if empty && !inner {
            if spec.required {
                let key = place.key.unwrap_or(place.node);
                let mut fault = SchemaFault {
                    kind: SchemaFaultKind::Missing,
                    span: key.span(),
                    field: Some(field),
                    item: place.item,
                    pointer: place.pointer.clone(),
                    node: Some(place.node.id()),
                };
                fault.pointer = place.pointer.clone();
                self.push(fault, place.node.id());
            }
            return;
        }
        let expected = if inner { Expected::Text } else { expected(spec.shape) };
        self.value(place, SchemaFaultKind::WrongType { expected, found: place.node.kind() });
    }

    /// An entry of a list. Where all entries are blank, the field is missing, once.
    fn bad_entry(&mut self, place: &Place<'a>, field: FieldId) {
        if field == FieldId::Items {
            return self
                .value(place, SchemaFaultKind::WrongType { expected: Expected::Item, found: place.node.kind() });
        }
        let Some(list) = self.list_of(place, field) else { return };
        if list.node.entries().all(Node::is_blank) {
            self.bad_value(&list);
        } else if place.node.is_blank() {
            self.value(place, SchemaFaultKind::BlankEntry);
        } else {
            self.value(place, SchemaFaultKind::WrongType { expected: Expected::Text, found: place.node.kind() });
        }
    }

    fn list_of(&self, place: &Place<'a>, field: FieldId) -> Option<Place<'a>> {
        let item = place.item?;
        let path = [
            LocationSegment::Property("items".into()),
            LocationSegment::Index(item),
            LocationSegment::Property(field.key().into()),
        ];
        self.place(&path)
    }

    fn unknown(&mut self, place: &Place<'a>, names: &[String]) {
        for name in names {
            let keys = place.node.pairs().filter(|(key, _)| place.level.field(*key).is_none() && key.text() == name);
            for (key, _) in keys {
                let fault = SchemaFault {
                    kind: SchemaFaultKind::Unknown(name.clone()),
                    span: key.span(),
                    field: None,
                    item: place.item,
                    pointer: format!("{}/{}", place.pointer, escape_pointer(name)),
                    node: Some(key.id()),
                };
                if key.text() != "<<" {
                    self.push(fault, key.id()); // a merge key is refused by the reader already
                }
            }
        }
    }
}

fn expected(shape: Shape) -> Expected {
    match shape {
        Shape::Text => Expected::Text,
        Shape::TextOrList => Expected::TextOrList,
        Shape::Number => Expected::Number,
        Shape::Date => Expected::Date,
        Shape::Items => Expected::Items,
        Shape::Map => Expected::Map,
    }
}

/// A column that a catalog of several items does not have at all is one defect.
fn collapse(root: Node<'_>, found: &mut Vec<SchemaFault>) {
    let Some((key, list)) = root.pairs().find(|(key, _)| Level::Top.field(*key) == Some(FieldId::Items)) else {
        return;
    };
    let items = list.entries().filter(|item| item.kind() == Kind::Map).count();
    if items < 2 {
        return;
    }
    let mut counts: BTreeMap<FieldId, usize> = BTreeMap::new();
    for fault in found.iter().filter(|f| f.kind == SchemaFaultKind::Missing && f.item.is_some()) {
        if let Some(field) = fault.field {
            *counts.entry(field).or_default() += 1;
        }
    }
    for field in FIELDS.iter().filter(|f| f.scope == Scope::Item && counts.get(&f.id) == Some(&items)) {
        found.retain(|f| !(f.kind == SchemaFaultKind::Missing && f.field == Some(field.id) && f.item.is_some()));
        found.push(SchemaFault {
            kind: SchemaFaultKind::MissingEverywhere(items),
            span: key.span(),
            field: Some(field.id),
            item: None,
            pointer: "/items".to_owned(),
            node: None,
        });
    }
}

fn escape_pointer(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
