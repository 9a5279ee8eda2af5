//! serde over the tree: settings and profiles are read with the reader that catalogs are read with.

use std::fmt;

use serde::de::{self, DeserializeOwned, IntoDeserializer, Visitor};

use super::{Kind, Node, parse};
use catalint_text::Span;

/// Why a file does not fit the type that it should be read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeError {
    /// What is wrong, in English; callers that show it to people word it themselves.
    pub message: String,
    /// Where.
    pub span: Span,
}

impl fmt::Display for DeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.message, self.span.start)
    }
}

impl std::error::Error for DeError {}

impl de::Error for DeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self { message: message.to_string(), span: Span::default() }
    }
}

/// Reads a YAML text as a type of serde.
///
/// # Errors
/// At the first place that can't be read or does not fit.
pub fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, DeError> {
    let parsed = parse(text, |_| 0);
    if let Some(fault) = parsed.faults.first() {
        return Err(DeError { message: format!("{:?}", fault.kind), span: fault.span });
    }
    match parsed.tree.root() {
        Some(root) => T::deserialize(DeAt(root)),
        None => Err(DeError { message: "nothing in the file".to_owned(), span: Span::default() }),
    }
}

struct DeAt<'a>(Node<'a>);

impl DeAt<'_> {
    /// Gives an error the place of this node, unless it has one further in.
    fn place<T>(&self, result: Result<T, DeError>) -> Result<T, DeError> {
        result.map_err(|e| if e.span == Span::default() { DeError { span: self.0.span(), ..e } } else { e })
    }
}

impl<'de> de::Deserializer<'de> for DeAt<'_> {
    type Error = DeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeError> {
        let text = self.0.text();
        let result = match self.0.kind() {
            Kind::Null => visitor.visit_unit(),
            Kind::Bool => visitor.visit_bool(text.eq_ignore_ascii_case("true")),
            Kind::Int => match text.parse::<i64>() {
                Ok(n) => visitor.visit_i64(n),
                Err(_) => visitor.visit_str(text),
            },
            Kind::Float => match text.parse::<f64>() {
                Ok(n) => visitor.visit_f64(n),
                Err(_) => visitor.visit_str(text),
            },
            Kind::Str => visitor.visit_str(text),
            Kind::Seq => visitor.visit_seq(de::value::SeqDeserializer::new(self.0.entries().map(DeAt))),
            Kind::Map => {
                let pairs = self.0.pairs().map(|(key, value)| (DeAt(key), DeAt(value)));
                visitor.visit_map(de::value::MapDeserializer::new(pairs))
            }
        };
        self.place(result)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeError> {
        if self.0.kind() == Kind::Null { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DeError> {
        let result = visitor.visit_enum(self.0.text().into_deserializer());
        self.place(result)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        unit unit_struct newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, DeError> for DeAt<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
