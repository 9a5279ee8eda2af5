//! JSON Schemas that a repository brings: run over the same tree, with the same places.

use std::fmt;
use std::sync::LazyLock;

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{PatternOptions, Validator};
use serde_json::Value;

use super::generate::linted_schema;
use super::json::{Arena, JsonAt, segments};
use super::level::TreeLevel;
use super::own_fault::{OwnFault, OwnFaultKind};
use super::steps;
use super::validate::{self, SchemaFault, escape_pointer};
use super::walk::Broken;
use crate::model::FieldId;
use catalint_domain::date::Date;
use catalint_text::Span;
use catalint_yaml::{self as yaml, Kind, Node, Tree};

/// Findings of one schema in one file.
const MOST: usize = 1_000;

/// Bytes that a compiled pattern takes at most.
const MAX_PATTERN: usize = 1 << 20;

/// A schema of the repository, compiled. Its properties are the canonical keys; patterns run on
/// an engine that takes linear time.
pub struct OwnSchema {
    /// Its path.
    pub name: String,
    validator: Validator<Arena>,
}

impl fmt::Debug for OwnSchema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OwnSchema").field("name", &self.name).finish_non_exhaustive()
    }
}

static CATALOG: LazyLock<Validator<Arena>> = LazyLock::new(|| {
    jsonschema::options_for::<Arena>()
        .should_validate_formats(true)
        .with_format("date", |text: &str| Date::parse(text.trim()).is_some())
        .with_pattern_options(PatternOptions::regex())
        .build(&linted_schema())
        .expect("the catalog schema is a valid schema")
});

/// What [`validate`](super::validate) finds, by the schema of the catalog itself: slower, and the same.
#[must_use]
pub fn validate_by_schema(tree: &Tree) -> Vec<SchemaFault> {
    let Some(root) = tree.root().filter(|root| root.kind() == Kind::Map) else { return Vec::new() };
    let broken = |kind: &ValidationErrorKind| match kind {
        ValidationErrorKind::Required { property } => {
            property.as_str().and_then(FieldId::from_key).map(Broken::Without)
        }
        ValidationErrorKind::AdditionalProperties { .. } => Some(Broken::Unknown),
        ValidationErrorKind::Format { .. } => Some(Broken::NoDay),
        _ => Some(Broken::Value),
    };
    let errors = CATALOG.iter_errors(JsonAt::Node(root, TreeLevel::Top));
    let found = errors.filter_map(|error| Some((broken(error.kind())?, segments(error.instance_path()))));
    validate::faults(root, found.collect())
}

impl OwnSchema {
    /// Compiles a schema written in JSON or YAML. It can refer to itself only.
    ///
    /// # Errors
    /// What is wrong with it, in English.
    pub fn read(name: &str, text: &str) -> Result<Self, String> {
        let value: Value = yaml::from_str(text).map_err(|error| {
            let (line, column) = place(text, error.span.start as usize);
            format!("it can not be read at line {line}, column {column}")
        })?;
        if !value.is_object() {
            return Err("a schema is an object".to_owned());
        }
        steps::check(&value)?;
        let validator = jsonschema::options_for::<Arena>()
            .should_validate_formats(true)
            .with_pattern_options(PatternOptions::regex().size_limit(MAX_PATTERN))
            .build(&value)
            .map_err(|error| error.to_string())?;
        Ok(Self { name: name.to_owned(), validator })
    }

    /// Where a catalog breaks it, in the order of the text.
    #[must_use]
    pub fn faults(&self, tree: &Tree) -> Vec<OwnFault> {
        let Some(root) = tree.root() else { return Vec::new() };
        let at = JsonAt::Node(root, TreeLevel::Top);
        if self.validator.is_valid(at) {
            return Vec::new();
        }
        let mut found = Vec::new();
        for error in self.validator.iter_errors(at).take(MOST) {
            let place = InstanceNode::find(root, &segments(error.instance_path()));
            // What could not be read is neither missing nor of another type.
            let absent = matches!(error.kind(), ValidationErrorKind::Required { .. });
            let lost = tree.is_placeholder(place.node) || absent && place.pointer.is_empty() && tree.is_top_partial();
            if !lost {
                found.extend(self.of(error.kind(), &place));
            }
        }
        found.sort_by_key(|fault| (fault.span, fault.pointer.clone()));
        found.dedup();
        found
    }

    fn of(&self, kind: &ValidationErrorKind, place: &InstanceNode<'_>) -> Vec<OwnFault> {
        let fault = |kind, span, pointer| OwnFault { schema: self.name.clone(), kind, span, item: place.item, pointer };
        match kind {
            ValidationErrorKind::AdditionalProperties { unexpected }
            | ValidationErrorKind::UnevaluatedProperties { unexpected } => {
                let one = |name: &String| {
                    let span = place.key_named(name).map_or_else(|| place.span(), Node::span);
                    let pointer = format!("{}/{}", place.pointer, escape_pointer(name));
                    fault(OwnFaultKind::Unexpected(name.clone()), span, pointer)
                };
                unexpected.iter().map(one).collect()
            }
            ValidationErrorKind::Required { property } => {
                let name = property.as_str().unwrap_or_default().to_owned();
                let pointer = format!("{}/{}", place.pointer, escape_pointer(&name));
                let first = place.node.pairs().next().map_or_else(|| place.span(), |(key, _)| key.span());
                vec![fault(OwnFaultKind::Missing(name), first, pointer)]
            }
            other => vec![fault(words(other), place.span(), place.pointer.clone())],
        }
    }
}

/// Line and column of a byte, both from 1.
fn place(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    (line, before.chars().rev().take_while(|c| *c != '\n').count() + 1)
}

fn words(kind: &ValidationErrorKind) -> OwnFaultKind {
    match kind {
        ValidationErrorKind::Type { kind } => OwnFaultKind::Type(match kind {
            TypeKind::Single(one) => one.to_string(),
            TypeKind::Multiple(many) => many.iter().map(|one| one.to_string()).collect::<Vec<_>>().join(", "),
        }),
        ValidationErrorKind::Enum { options } => {
            let all = options.as_array().map(Vec::as_slice).unwrap_or_default();
            OwnFaultKind::OneOf(all.iter().map(plain).collect::<Vec<_>>().join(", "))
        }
        ValidationErrorKind::Constant { expected_value } => OwnFaultKind::OneOf(plain(expected_value)),
        ValidationErrorKind::Pattern { pattern } => OwnFaultKind::Pattern(pattern.clone()),
        ValidationErrorKind::MinLength { limit } => OwnFaultKind::TooShort(*limit),
        ValidationErrorKind::MaxLength { limit } => OwnFaultKind::TooLong(*limit),
        ValidationErrorKind::MinItems { limit } => OwnFaultKind::TooFew(*limit),
        ValidationErrorKind::MaxItems { limit } => OwnFaultKind::TooMany(*limit),
        ValidationErrorKind::UniqueItems => OwnFaultKind::Twice,
        other => OwnFaultKind::Other(other.keyword().to_owned()),
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The node at the end of an instance path.
struct InstanceNode<'a> {
    node: Node<'a>,
    key: Option<Node<'a>>,
    level: TreeLevel,
    item: Option<usize>,
    pointer: String,
}

impl<'a> InstanceNode<'a> {
    /// What can't be found is shown at its parent.
    fn find(root: Node<'a>, path: &[String]) -> Self {
        let mut at = InstanceNode { node: root, key: None, level: TreeLevel::Top, item: None, pointer: String::new() };
        for name in path {
            let Some((key, value)) = at.below(name) else { break };
            if at.level == TreeLevel::Items && key.is_none() {
                at.item = name.parse().ok();
            }
            at.pointer.push_str(&format!("/{}", escape_pointer(name)));
            at.level = at.level.below(key.and_then(|key| at.level.field(key)));
            (at.key, at.node) = (key, value);
        }
        at
    }

    /// The key, if there is one, and the value of a part of the path.
    fn below(&self, name: &str) -> Option<(Option<Node<'a>>, Node<'a>)> {
        if self.node.kind() == Kind::Seq {
            return Some((None, self.node.entries().nth(name.parse().ok()?)?));
        }
        self.node.pairs().find(|(key, _)| self.named(*key, name)).map(|(key, value)| (Some(key), value))
    }

    fn named(&self, key: Node<'_>, name: &str) -> bool {
        self.level.field(key).map_or(key.text() == name, |field: FieldId| field.key() == name)
    }

    fn key_named(&self, name: &str) -> Option<Node<'a>> {
        self.node.pairs().map(|(key, _)| key).find(|key| self.named(*key, name))
    }

    /// The value; of one that is not written, and of a list or mapping, its key; of a mapping
    /// without one, its first key.
    fn span(&self) -> Span {
        let value = self.node.span();
        match self.key {
            Some(key) if value.is_empty() || !self.node.is_scalar() => key.span(),
            None if self.node.kind() == Kind::Map => self.node.pairs().next().map_or(value, |(key, _)| key.span()),
            _ => value,
        }
    }
}
