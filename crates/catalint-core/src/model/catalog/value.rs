//! A field of a bound catalog and its texts.

use std::ops::Range;

use crate::model::reads::note_whole_value;
use crate::model::{FieldId, FieldShape};
use catalint_domain::chinese::script::begins_with_ink;
use catalint_text::Span;
use catalint_yaml::{Kind, Node, NodeId, Style};

/// A field that is there: its key and its value.
#[derive(Debug, Clone, Copy)]
pub struct Field<'a> {
    /// Which field.
    pub id: FieldId,
    /// Index of the item; none at the top of the file.
    pub item: Option<usize>,
    /// The key as the author wrote it.
    pub key: Node<'a>,
    /// The value, of any kind.
    pub value: Node<'a>,
    /// Whether key and value stand in `defaults`, and the item takes them from there.
    pub inherited: bool,
}

impl<'a> Field<'a> {
    /// Its texts that are not blank: the one text, or those of the list. Numbers and other
    /// kinds are left out (a finding says so elsewhere); of `no` and `extra` there are none.
    #[inline]
    #[must_use]
    pub fn entries(self) -> Entries<'a> {
        let shape = self.id.spec().shape;
        let list = shape == FieldShape::TextOrList && self.value.kind() == Kind::Seq;
        let first = self.value.id();
        let (at, end, index) = match shape {
            FieldShape::TextOrList if list => (first + 1, self.value.end_id(), Some(0)),
            FieldShape::Text | FieldShape::TextOrList | FieldShape::Date => (first, first + 1, None),
            FieldShape::Number | FieldShape::Defaults | FieldShape::Items | FieldShape::Map => (0, 0, None),
        };
        Entries { field: Some(self), at, end, index }
    }

    /// Whether the value is a list.
    #[must_use]
    pub fn is_list(self) -> bool {
        self.value.kind() == Kind::Seq
    }

    /// The value as it is written, where the same letters mean the same in every place: none of one
    /// read through an alias, or of a text whose indentation hangs on what is around it.
    #[must_use]
    pub fn written(self) -> Option<&'a str> {
        let written = &self.value.tree().source()[self.value.span().range()];
        let fixed = match self.value.style() {
            Style::Literal | Style::Folded => false,
            Style::Block | Style::Flow if self.is_list() => self.value.entries().all(is_fixed),
            Style::Block | Style::Flow => memchr::memchr3(b'*', b'|', b'>', written.as_bytes()).is_none(),
            Style::Empty | Style::Plain | Style::Single | Style::Double => true,
        };
        (fixed && !self.value.is_aliased()).then_some(written)
    }

    /// Whether it counts as missing: null, blank, `[]`, or a list of nothing but those.
    #[must_use]
    pub fn is_missing(self) -> bool {
        match self.value.kind() {
            Kind::Seq => self.value.entries().all(Node::is_blank),
            Kind::Map => self.id.spec().shape == FieldShape::Map && self.value.count() == 0,
            _ => self.value.is_blank(),
        }
    }

    /// Place of the value; of an empty one, the key.
    #[must_use]
    pub fn place(self) -> Span {
        if self.value.span().is_empty() { self.key.span() } else { self.value.span() }
    }

    /// `/items/3/basis`, `/title`; of a field that an item takes from `defaults` the same as of its own.
    #[must_use]
    pub fn pointer(self) -> String {
        match self.item {
            Some(item) => ["/items/", &item.to_string(), "/", self.id.key()].concat(),
            None => ["/", self.id.key()].concat(),
        }
    }
}

/// Whether an entry of a list means the same wherever it is written so: see [`Field::written`].
fn is_fixed(entry: Node<'_>) -> bool {
    let fixed = matches!(entry.style(), Style::Empty | Style::Plain | Style::Single | Style::Double);
    fixed && !entry.is_aliased()
}

/// The texts of a field: see [`Field::entries`].
#[derive(Debug, Clone)]
pub struct Entries<'a> {
    field: Option<Field<'a>>,
    at: NodeId,
    end: NodeId,
    /// Position of the next entry in the list.
    index: Option<usize>,
}

impl Entries<'_> {
    /// Those of a field that is not there.
    pub(super) const fn none() -> Self {
        Self { field: None, at: 0, end: 0, index: None }
    }
}

impl<'a> Iterator for Entries<'a> {
    type Item = Entry<'a>;

    // Most who ask want the text alone: what they don't look at is not to be put together.
    #[inline]
    fn next(&mut self) -> Option<Entry<'a>> {
        let field = self.field?;
        while self.at < self.end {
            let node = field.value.tree().node(self.at);
            let index = self.index;
            self.at = node.end_id();
            self.index = index.map(|index| index + 1);
            let text = if node.kind() == Kind::Str { node.text() } else { "" };
            if begins_with_ink(text) || !text.trim_start().is_empty() {
                return Some(Entry { field, node, index, text });
            }
        }
        None
    }
}

/// One text of a field.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    field: Field<'a>,
    /// The scalar.
    pub node: Node<'a>,
    /// Position in the list; none where the field is given as one text.
    pub index: Option<usize>,
    /// The text, not trimmed.
    pub text: &'a str,
}

impl<'a> Entry<'a> {
    /// Which field the text is of.
    #[must_use]
    pub fn id(self) -> FieldId {
        self.field.id
    }

    /// Index of the item; none at the top of the file.
    #[must_use]
    pub fn item(self) -> Option<usize> {
        self.field.item
    }

    /// The field, with the other texts of its value.
    #[must_use]
    pub fn field(self) -> Field<'a> {
        note_whole_value();
        self.field
    }

    /// A part of the text as it is written in the file.
    #[must_use]
    pub fn written(self, part: Range<usize>) -> &'a str {
        note_whole_value();
        &self.node.tree().source()[self.part(part).range()]
    }

    /// The whole scalar, quotes included.
    #[must_use]
    pub fn span(self) -> Span {
        self.node.span()
    }

    /// The source under a part of [`Entry::text`]; the whole scalar where the part has no place
    /// of its own.
    #[must_use]
    pub fn part(self, part: Range<usize>) -> Span {
        self.node.locate(part).unwrap_or_else(|| self.node.span())
    }

    /// `/items/3/basis/0` in a list, `/items/3/basis` otherwise.
    #[must_use]
    pub fn pointer(self) -> String {
        match self.index {
            Some(index) => [&self.field.pointer(), "/", &index.to_string()].concat(),
            None => self.field.pointer(),
        }
    }
}
