//! Runs the schema and says where each fault is.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::level::TreeLevel;
use super::meant;
use super::walk::{Broken, BrokenPlace, broken};
use crate::model::{FIELDS, FieldId, FieldShape, Scope};
use catalint_text::Span;
use catalint_yaml::{Kind, Node, NodeId, Tree};

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
        expected: ExpectedValue,
        /// What stands there.
        found: Kind,
    },
    /// A blank or null among the entries of a list.
    BlankEntry,
    /// A blank value in `defaults`: it gives nothing.
    BlankDefault,
    /// `updated` is no day of the calendar.
    BadDate,
    /// A key that the model does not know.
    Unknown {
        /// As it is written.
        name: String,
        /// The field that is meant, which is not there otherwise, and its nearest name.
        meant: Option<(FieldId, &'static str)>,
    },
}

/// What a place takes, for words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExpectedValue {
    /// One text.
    Text,
    /// A text or a list of texts.
    TextOrList,
    /// A number or a text.
    Number,
    /// A date.
    Date,
    /// Fields that hold for all items.
    Defaults,
    /// A list of items.
    Items,
    /// One item, a mapping.
    Item,
    /// `header: text` pairs.
    Map,
}

/// The faults of a tree whose root is a mapping, in the order of the text; none for other trees.
#[must_use]
pub fn validate(tree: &Tree) -> Vec<SchemaFault> {
    let Some(root) = tree.root().filter(|root| root.kind() == Kind::Map) else { return Vec::new() };
    let found = faults(root, broken(root));
    #[cfg(all(debug_assertions, feature = "own-schemas"))]
    assert_eq!(format!("{found:?}"), format!("{:?}", super::validate_by_schema(tree)), "the walk and the schema agree");
    found
}

/// What is broken as faults with their places.
pub(super) fn faults(root: Node<'_>, broken: Vec<BrokenPlace>) -> Vec<SchemaFault> {
    if broken.is_empty() {
        return Vec::new();
    }
    let tree = root.tree();
    let mut finder =
        Finder { root, found: Vec::new(), seen: BTreeSet::new(), lists: HashMap::new(), names: HashMap::new() };
    for (what, way) in &broken {
        finder.broken(*what, way);
    }
    let mut found = finder.found;
    // The place of an entry that can't be read is no empty entry.
    found.retain(|fault| !fault.node.is_some_and(|node| tree.is_placeholder(tree.node(node))));
    if tree.is_top_partial() {
        // A field at the top may stand in the part that can't be read.
        found.retain(|fault| fault.item.is_some() || fault.kind != SchemaFaultKind::Missing);
    }
    misspelt(root, &mut found);
    collapse(root, &mut found);
    found.sort_by_key(|fault| fault.span);
    found
}

/// A field under a misspelt key is one defect, and not missing besides.
///
/// Nor is it in any item that takes it from a misspelt default, or from misspelt `defaults`.
fn misspelt(root: Node<'_>, found: &mut Vec<SchemaFault>) {
    let mut there: BTreeSet<(Option<usize>, Option<FieldId>)> = BTreeSet::new();
    let mut by_default: BTreeSet<FieldId> = BTreeSet::new();
    for fault in &*found {
        let SchemaFaultKind::Unknown { meant: Some((field, _)), .. } = fault.kind else { continue };
        if fault.item.is_none() && field.has_default() {
            by_default.insert(field);
        } else {
            there.insert((fault.item, Some(field)));
        }
        if let Some(key) = fault.node.filter(|_| field == FieldId::Defaults) {
            let given = root.tree().node(key + 1).pairs().filter_map(|(key, _)| FieldId::from_interned(key.name()));
            by_default.extend(given.filter(|id| id.has_default()));
        }
    }
    let is_there = |fault: &SchemaFault| {
        let absent = fault.item.is_some() && fault.node.is_none();
        there.contains(&(fault.item, fault.field)) || absent && fault.field.is_some_and(|id| by_default.contains(&id))
    };
    found.retain(|fault| fault.kind != SchemaFaultKind::Missing || !is_there(fault));
}

struct Finder<'a> {
    root: Node<'a>,
    found: Vec<SchemaFault>,
    /// Places that have been reported: one finding a defect.
    seen: BTreeSet<(NodeId, Option<FieldId>)>,
    /// Lists that were asked about: an error names an entry by its number.
    lists: HashMap<NodeId, List>,
    /// Mappings with names of the catalog's own that were asked about, which may be many.
    names: HashMap<NodeId, HashMap<&'a str, (Node<'a>, Node<'a>)>>,
}

struct List {
    entries: Vec<NodeId>,
    all_blank: bool,
}

/// A node on the way of an instance path.
#[derive(Clone)]
struct InstancePlace<'a> {
    node: Node<'a>,
    key: Option<Node<'a>>,
    level: TreeLevel,
    field: Option<FieldId>,
    item: Option<usize>,
    pointer: String,
}

impl<'a> Finder<'a> {
    fn broken(&mut self, what: Broken, way: &[String]) {
        let place = self.place(way);
        match what {
            Broken::Without(field) => self.missing_key(&place, field),
            Broken::Unknown => self.unknown(&place),
            Broken::NoDay if place.node.is_blank() => {} // no date: SCH005 speaks
            Broken::NoDay => self.value(&place, SchemaFaultKind::BadDate),
            Broken::Value => self.bad_value(&place, way),
        }
    }

    fn list(&mut self, node: Node<'a>) -> &List {
        self.lists.entry(node.id()).or_insert_with(|| List {
            entries: node.entries().map(|entry| entry.id()).collect(),
            all_blank: node.entries().all(Node::is_blank),
        })
    }

    /// What can't be found is shown at its parent.
    fn place(&mut self, path: &[String]) -> InstancePlace<'a> {
        let mut at = InstancePlace {
            node: self.root,
            key: None,
            level: TreeLevel::Top,
            field: None,
            item: None,
            pointer: String::new(),
        };
        for name in path {
            let found =
                if at.node.kind() == Kind::Seq { self.entry(&mut at, name) } else { self.value_of(&mut at, name) };
            if found.is_none() {
                break;
            }
        }
        at
    }

    /// Goes on to an entry of a list.
    fn entry(&mut self, at: &mut InstancePlace<'a>, position: &str) -> Option<()> {
        let position: usize = position.parse().ok()?;
        let node = self.list(at.node).entries.get(position).copied()?;
        if at.level == TreeLevel::Items {
            (at.level, at.item, at.field) = (TreeLevel::Item, Some(position), None);
        }
        (at.node, at.key) = (self.root.tree().node(node), None);
        at.pointer.push_str(&format!("/{position}"));
        Some(())
    }

    /// Goes on to the value of a key.
    fn value_of(&mut self, at: &mut InstancePlace<'a>, name: &str) -> Option<()> {
        let level = at.level;
        let (key, value) = if level == TreeLevel::Other {
            let names = self.names.entry(at.node.id()).or_insert_with(|| {
                let mut names = HashMap::new();
                for (key, value) in at.node.pairs() {
                    names.entry(key.text()).or_insert((key, value));
                }
                names
            });
            *names.get(name)?
        } else {
            let named = |key: Node<'_>| level.field(key).map_or(key.text() == name, |field| field.key() == name);
            at.node.pairs().find(|(key, _)| named(*key))?
        };
        if let Some(field) = level.field(key) {
            at.field = Some(field);
        }
        at.level = match at.field {
            Some(FieldId::Items) => TreeLevel::Items,
            Some(FieldId::Defaults) if level == TreeLevel::Top => TreeLevel::Defaults,
            _ => TreeLevel::Other,
        };
        (at.node, at.key) = (value, Some(key));
        at.pointer.push_str(&format!("/{}", escape_pointer(name)));
        Some(())
    }

    fn push(&mut self, fault: SchemaFault, node: NodeId) {
        if self.seen.insert((node, fault.field)) {
            self.found.push(fault);
        }
    }

    /// The key is not there: at the first key of the item, or of the file.
    fn missing_key(&mut self, place: &InstancePlace<'a>, field: FieldId) {
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

    fn value(&mut self, place: &InstancePlace<'a>, kind: SchemaFaultKind) {
        let span = match (place.node.span().is_empty(), place.key) {
            (true, Some(key)) => key.span(),
            (true, None) => dash(place.node),
            _ => place.node.span(),
        };
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
    fn bad_value(&mut self, place: &InstancePlace<'a>, path: &[String]) {
        let Some(field) = place.field else {
            let expected = if place.item.is_some() { ExpectedValue::Item } else { ExpectedValue::Items };
            return self.value(place, SchemaFaultKind::WrongType { expected, found: place.node.kind() });
        };
        let spec = field.spec();
        if place.key.is_none() {
            return self.bad_entry(place, field, path);
        }
        let inner = place.level == TreeLevel::Other
            && place.key.is_some_and(|key| FieldId::from_interned(key.name()) != Some(field));
        let empty = match place.node.kind() {
            Kind::Seq => place.node.entries().all(Node::is_blank),
            Kind::Map => false,
            _ => place.node.is_blank(),
        };
        if empty && !inner && place.item.is_none() && field.has_default() {
            return self.value(place, SchemaFaultKind::BlankDefault);
        }
        if empty && !inner && spec.required {
            let key = place.key.unwrap_or(place.node);
            let fault = SchemaFault {
                kind: SchemaFaultKind::Missing,
                span: key.span(),
                field: Some(field),
                item: place.item,
                pointer: place.pointer.clone(),
                node: Some(place.node.id()),
            };
            return self.push(fault, place.node.id());
        }
        let expected = if inner { ExpectedValue::Text } else { expected(spec.shape) };
        self.value(place, SchemaFaultKind::WrongType { expected, found: place.node.kind() });
    }

    /// An entry of a list. Where all entries are blank, the field is missing, once.
    fn bad_entry(&mut self, place: &InstancePlace<'a>, field: FieldId, path: &[String]) {
        if field == FieldId::Items {
            return self
                .value(place, SchemaFaultKind::WrongType { expected: ExpectedValue::Item, found: place.node.kind() });
        }
        // The way to the list: items, position, field; or defaults, field.
        let way = if place.item.is_some() { 3 } else { 2 };
        let Some(list) = path.get(..way).map(|path| self.place(path)) else { return };
        if self.list(list.node).all_blank {
            self.bad_value(&list, path);
        } else if place.node.is_blank() {
            self.value(place, SchemaFaultKind::BlankEntry);
        } else {
            self.value(place, SchemaFaultKind::WrongType { expected: ExpectedValue::Text, found: place.node.kind() });
        }
    }

    fn unknown(&mut self, place: &InstancePlace<'a>) {
        let present: BTreeSet<FieldId> = place.node.pairs().filter_map(|(key, _)| place.level.field(key)).collect();
        let may_stand: fn(FieldId) -> bool = match place.level {
            TreeLevel::Defaults => FieldId::has_default,
            _ if place.item.is_some() => |id| id.spec().scope == Scope::Item,
            _ => |id| id.spec().scope == Scope::Catalog,
        };
        for (key, _) in place.node.pairs().filter(|(key, _)| place.level.field(*key).is_none()) {
            let name = key.text();
            if !key.is_scalar() || name == "<<" {
                continue; // the reader refuses these already
            }
            let meant = meant::field(name, may_stand).filter(|(field, _)| !present.contains(field));
            let fault = SchemaFault {
                kind: SchemaFaultKind::Unknown { name: name.to_owned(), meant },
                span: if key.span().is_empty() { place.node.span() } else { key.span() },
                field: None,
                item: place.item,
                pointer: format!("{}/{}", place.pointer, escape_pointer(name)),
                node: Some(key.id()),
            };
            self.push(fault, key.id());
        }
    }
}

/// The dash of an empty entry: of nothing, nobody sees the place.
fn dash(entry: Node<'_>) -> Span {
    let at = entry.span().start;
    let before = &entry.tree().source()[..at as usize];
    if before.ends_with('-') { Span::new(at - 1, at) } else { entry.span() }
}

fn expected(shape: FieldShape) -> ExpectedValue {
    match shape {
        FieldShape::Text => ExpectedValue::Text,
        FieldShape::TextOrList => ExpectedValue::TextOrList,
        FieldShape::Number => ExpectedValue::Number,
        FieldShape::Date => ExpectedValue::Date,
        FieldShape::Defaults => ExpectedValue::Defaults,
        FieldShape::Items => ExpectedValue::Items,
        FieldShape::Map => ExpectedValue::Map,
    }
}

/// A column that a catalog of several items does not have at all is one defect.
fn collapse(root: Node<'_>, found: &mut Vec<SchemaFault>) {
    let Some((key, list)) = root.pairs().find(|(key, _)| TreeLevel::Top.field(*key) == Some(FieldId::Items)) else {
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

pub(super) fn escape_pointer(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
