//! Our tree as the validator sees it: no copy of the document, keys by their canonical names.

use std::borrow::Cow;
use std::collections::HashSet;

use jsonschema::JsonType;
use jsonschema::json::{Array, Json, JsonNumber, Node as JsonNode, NodeIdentity, Object};
use jsonschema::paths::Location;
use serde_json::Value;

use super::level::TreeLevel;
use crate::model::FieldId;
use catalint_yaml::{Kind, Node, NodeId};

/// The representation.
#[derive(Debug)]
pub(super) struct Arena;

/// A node of the tree and where it stands, or a property name on its own.
#[derive(Debug, Clone, Copy)]
pub(super) enum JsonAt<'a> {
    Node(Node<'a>, TreeLevel),
    Name(&'a str),
}

/// A property name, looked up once.
#[derive(Debug)]
pub(super) struct SchemaKey {
    name: String,
    field: Option<FieldId>,
}

impl Json for Arena {
    type Node<'a> = JsonAt<'a>;
    type PreparedKey = SchemaKey;
    type StringBuffer = String;
    const ACYCLIC: bool = true;

    fn prepare_key(key: &str) -> SchemaKey {
        let field = FieldId::from_key(key).filter(|id| id.key() == key);
        SchemaKey { name: key.to_owned(), field }
    }

    fn with_string_node<T>(buffer: &mut String, string: &str, f: impl FnOnce(JsonAt<'_>) -> T) -> T {
        string.clone_into(buffer);
        f(JsonAt::Name(buffer))
    }
}

/// The source text of a number.
pub(super) struct Number<'a>(&'a str);

impl JsonNumber for Number<'_> {
    fn as_u64(&self) -> Option<u64> {
        self.0.parse().ok()
    }
    fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }
    fn as_f64(&self) -> Option<f64> {
        self.0.parse().ok()
    }
    fn as_str(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.0)
    }
    fn to_number(&self) -> Cow<'_, serde_json::Number> {
        Cow::Owned(self.as_f64().and_then(serde_json::Number::from_f64).unwrap_or_else(|| 0.into()))
    }
    fn is_integer(&self) -> bool {
        self.is_written_as_integer()
    }
    fn is_written_as_integer(&self) -> bool {
        !self.0.contains(['.', 'e', 'E'])
    }
}

impl<'a> JsonNode<'a, Arena> for JsonAt<'a> {
    type Object = Members<'a>;
    type Array = Elements<'a>;
    type Number = Number<'a>;

    fn as_object(&self) -> Option<Members<'a>> {
        match *self {
            JsonAt::Node(node, level) if node.kind() == Kind::Map => Some(Members::new(node, level)),
            _ => None,
        }
    }
    fn as_array(&self) -> Option<Elements<'a>> {
        match *self {
            JsonAt::Node(node, level) if node.kind() == Kind::Seq => Some(Elements { node, level }),
            _ => None,
        }
    }
    fn as_string(&self) -> Option<Cow<'a, str>> {
        match *self {
            JsonAt::Name(name) => Some(Cow::Borrowed(name)),
            JsonAt::Node(node, _) if node.kind() == Kind::Str => Some(Cow::Borrowed(node.text())),
            JsonAt::Node(..) => None,
        }
    }
    fn as_number(&self) -> Option<Number<'a>> {
        match *self {
            JsonAt::Node(node, _) if matches!(node.kind(), Kind::Int | Kind::Float) => Some(Number(node.text())),
            _ => None,
        }
    }
    fn as_boolean(&self) -> Option<bool> {
        match *self {
            JsonAt::Node(node, _) if node.kind() == Kind::Bool => Some(node.text().eq_ignore_ascii_case("true")),
            _ => None,
        }
    }
    fn is_null(&self) -> bool {
        self.json_type() == JsonType::Null
    }
    fn json_type(&self) -> JsonType {
        match self {
            JsonAt::Name(_) => JsonType::String,
            JsonAt::Node(node, _) => match node.kind() {
                Kind::Null => JsonType::Null,
                Kind::Bool => JsonType::Boolean,
                Kind::Int | Kind::Float => JsonType::Number,
                Kind::Str => JsonType::String,
                Kind::Seq => JsonType::Array,
                Kind::Map => JsonType::Object,
            },
        }
    }
    fn equals_value(&self, expected: &Value) -> bool {
        match expected {
            Value::Null => self.is_null(),
            Value::Bool(expected) => self.as_boolean() == Some(*expected),
            Value::Number(expected) => self.as_number().and_then(|number| number.as_f64()) == expected.as_f64(),
            Value::String(expected) => self.as_string().is_some_and(|text| text == expected.as_str()),
            Value::Array(expected) => self.as_array().is_some_and(|list| {
                list.len() == expected.len() && list.elements().zip(expected).all(|(at, value)| at.equals_value(value))
            }),
            Value::Object(expected) => self.as_object().is_some_and(|object| {
                let same =
                    |(name, at): (&str, JsonAt<'_>)| expected.get(name).is_some_and(|value| at.equals_value(value));
                object.members().count() == expected.len() && object.members().all(same)
            }),
        }
    }
    /// Each error copies its instance through this; we look at places only, so it is nothing.
    fn to_value(&self) -> Cow<'a, Value> {
        Cow::Owned(Value::Null)
    }
    fn identity(&self) -> Option<NodeIdentity> {
        match *self {
            JsonAt::Node(node, _) => Some(NodeIdentity::tagged(std::ptr::from_ref(node.tree()).addr(), node.id())),
            JsonAt::Name(_) => None,
        }
    }
}

/// The parts of the place of an error. Whether one is a key or a position shows in the tree alone: a key may
/// look like a number.
pub(super) fn segments(place: &Location) -> Vec<String> {
    let parts = place.as_str().split('/').skip(1);
    parts.map(|part| part.replace("~1", "/").replace("~0", "~")).collect()
}

/// The members of a mapping.
pub(super) struct Members<'a> {
    node: Node<'a>,
    level: TreeLevel,
    /// The values of the fields, found at once: each is asked for by name. 0 is none.
    fields: [NodeId; FieldId::COUNT],
}

impl<'a> Members<'a> {
    fn new(node: Node<'a>, level: TreeLevel) -> Self {
        let mut fields = [0; FieldId::COUNT];
        if matches!(level, TreeLevel::Top | TreeLevel::Defaults | TreeLevel::Item) {
            for (key, value) in node.pairs() {
                if let Some(field) = level.field(key).filter(|&field| fields[field as usize] == 0) {
                    fields[field as usize] = value.id();
                }
            }
        }
        Self { node, level, fields }
    }
}

impl<'a> Object<'a, Arena> for Members<'a> {
    type Node = JsonAt<'a>;
    type MemberName = &'a str;
    type MembersIter = Box<dyn Iterator<Item = (&'a str, JsonAt<'a>)> + 'a>;

    fn len(&self) -> usize {
        self.node.count()
    }
    fn get(&self, key: &SchemaKey) -> Option<JsonAt<'a>> {
        let level = self.level;
        if let Some(field) = key.field.filter(|&field| level.has(field)) {
            let value = self.fields[field as usize];
            return (value != 0).then(|| JsonAt::Node(self.node.tree().node(value), level.below(Some(field))));
        }
        let found = self.node.pairs().find(|(name, _)| level.field(*name).is_none() && name.text() == key.name);
        found.map(|(_, value)| JsonAt::Node(value, level.below(None)))
    }
    /// Of two keys for one name the first counts, as everywhere.
    fn members(&self) -> Self::MembersIter {
        let level = self.level;
        let mut fields = [false; FieldId::COUNT];
        let mut names = HashSet::new();
        Box::new(self.node.pairs().filter_map(move |(name, value)| {
            let field = level.field(name);
            let (text, first) = match field {
                Some(field) => (field.key(), !std::mem::replace(&mut fields[field as usize], true)),
                None => (name.text(), names.insert(name.text())),
            };
            first.then(|| (text, JsonAt::Node(value, level.below(field))))
        }))
    }
}

/// The entries of a list.
pub(super) struct Elements<'a> {
    node: Node<'a>,
    level: TreeLevel,
}

impl<'a> Array<'a, Arena> for Elements<'a> {
    type Node = JsonAt<'a>;
    type ElementsIter = Box<dyn Iterator<Item = JsonAt<'a>> + 'a>;

    fn len(&self) -> usize {
        self.node.count()
    }
    fn elements(&self) -> Self::ElementsIter {
        let (node, level) = (self.node, self.level.below(None));
        Box::new(node.entries().map(move |entry| JsonAt::Node(entry, level)))
    }
    fn is_unique(&self) -> bool {
        let mut seen = HashSet::new();
        self.elements().all(|at| seen.insert(identity(at)))
    }
}

/// A text that two values share only if they are equal.
fn identity(at: JsonAt<'_>) -> String {
    let parts = |parts: Vec<String>| parts.into_iter().map(|part| format!("{}:{part}", part.len())).collect::<String>();
    if let Some(list) = at.as_array() {
        return format!("[{}", parts(list.elements().map(identity).collect()));
    }
    if let Some(object) = at.as_object() {
        let mut members: Vec<_> =
            object.members().map(|(name, at)| parts(vec![name.to_owned(), identity(at)])).collect();
        members.sort_unstable();
        return format!("{{{}", parts(members));
    }
    if let Some(number) = at.as_number().and_then(|number| number.as_f64()) {
        return format!("#{number}");
    }
    match (at.as_string(), at.as_boolean()) {
        (Some(text), _) => format!("\"{text}"),
        (None, Some(flag)) => format!("={flag}"),
        (None, None) => "-".to_owned(),
    }
}
