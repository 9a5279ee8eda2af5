//! The quick look: says of the usual catalog that the schema has nothing against it.
//!
//! It asks of each value what `generate` writes of its field, and is never the one that finds a
//! fault: what it does not know for certain goes through the schema itself.

use crate::domain::date::Date;
use crate::domain::script::begins_with_ink;
use crate::model::{FIELDS, FieldId, FieldSpec, Scope, Shape};
use crate::yaml::{Kind, Node, Tree};

/// Whether a tree is a catalog that holds to the schema for certain. Where it is not certain, the
/// answer is no.
#[must_use]
pub fn is_plainly_valid(tree: &Tree<'_>) -> bool {
    tree.root().is_some_and(|root| object(root, Scope::Catalog))
}

/// The same of an item.
pub(super) fn is_plain_item(item: Node<'_>) -> bool {
    object(item, Scope::Item)
}

/// Whether a mapping has fields of one scope only, each once and in order, and all that are required.
fn object(map: Node<'_>, scope: Scope) -> bool {
    let mut there = 0_u32;
    for (key, value) in map.pairs() {
        let Some(field) = FieldId::from_interned(key.name()) else { return false };
        let spec = field.spec();
        let bit = 1 << field as u32;
        if spec.scope != scope || there & bit != 0 || !holds(spec, value) {
            return false;
        }
        there |= bit;
    }
    let required = if scope == Scope::Catalog { REQUIRED_AT_TOP } else { REQUIRED_OF_ITEM };
    map.kind() == Kind::Map && there & required == required
}

/// A bit for each field that a catalog must have.
const REQUIRED_AT_TOP: u32 = required(Scope::Catalog);

/// The same of an item.
const REQUIRED_OF_ITEM: u32 = required(Scope::Item);

const fn required(scope: Scope) -> u32 {
    let (mut bits, mut at) = (0, 0);
    while at < FIELDS.len() {
        if FIELDS[at].required && FIELDS[at].scope as u32 == scope as u32 {
            bits |= 1 << FIELDS[at].id as u32;
        }
        at += 1;
    }
    bits
}

/// Whether a field takes a value.
fn holds(spec: &FieldSpec, value: Node<'_>) -> bool {
    match (spec.shape, value.kind()) {
        (Shape::TextOrList, Kind::Str) => has_ink(value.text()),
        (Shape::TextOrList, Kind::Seq) => {
            value.count() > 0 && value.entries().all(|entry| entry.kind() == Kind::Str && has_ink(entry.text()))
        }
        (Shape::TextOrList, _) => false,
        (_, Kind::Null) => !spec.required,
        (Shape::Text, Kind::Str) => !spec.required || has_ink(value.text()),
        (Shape::Number, kind) => matches!(kind, Kind::Int | Kind::Float | Kind::Str),
        (Shape::Date, Kind::Str) => Date::parse(value.text().trim()).is_some(),
        (Shape::Items, Kind::Seq) => value.count() > 0 && value.entries().all(|item| object(item, Scope::Item)),
        (Shape::Map, Kind::Map) => value.pairs().all(|(_, text)| matches!(text.kind(), Kind::Str | Kind::Null)),
        (Shape::Text | Shape::Date | Shape::Items | Shape::Map, _) => false,
    }
}

/// Whether there is more in a text than blanks; a mark of byte order is taken for one.
fn has_ink(text: &str) -> bool {
    begins_with_ink(text) && !text.starts_with('\u{feff}')
        || text.chars().any(|c| !c.is_whitespace() && c != '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::docs::complete;
    use crate::schema::validate::validate_in_full;
    use crate::yaml;

    /// Parts of items: (to be found valid, YAML).
    const PARTS: &[(bool, &str)] = &[
        (true, "    note: 甲\n"),
        (true, "    note:\n"),
        (true, "    note: ''\n"),
        (true, "    content: 甲\n"),
        (true, "    content: [甲, 乙]\n"),
        (true, "    basis: &a [甲]\n"),
        (true, "    extra: {甲: 乙, 丙: }\n"),
        (true, "    subtopic: ~\n"),
        (true, "    no: 1.5\n"),
        (true, "    no: .inf\n"),
        (true, "    no: 一\n"),
        (false, "    no: true\n"),
        (false, "    no: [1]\n"),
        (false, "    note: 1\n"),
        (false, "    content: []\n"),
        (false, "    content: {}\n"),
        (false, "    content: [甲, '']\n"),
        (false, "    content: [甲, 1]\n"),
        (false, "    content: [甲, [乙]]\n"),
        (false, "    content: '　'\n"),
        (false, "    content: \"\\uFEFF\"\n"),
        (false, "    content:\n"),
        (false, "    topic: 2023\n"),
        (false, "    topic: ' '\n"),
        (false, "    extra: {甲: 1}\n"),
        (false, "    extra: 甲\n"),
        (false, "    unknown: 甲\n"),
    ];

    #[test]
    fn what_is_found_valid_is_so_by_the_schema() {
        for (valid, part) in PARTS {
            let text = complete(part);
            let parsed = yaml::parse(&text, FieldId::intern);
            assert_eq!(is_plainly_valid(&parsed.tree), *valid, "{part}");
            assert_eq!(validate_in_full(&parsed.tree).is_empty(), *valid, "{part}");
        }
    }

    #[test]
    fn what_the_schema_asks_of_a_whole_file_is_asked() {
        let good = complete("    extra: {}\n");
        for (from, to) in [
            ("items:", "things:"),
            ("items:", "title: 甲\nitems:"),
            ("items:", "updated: 2026-02-30\nitems:"),
            ("items:", "topic: 甲\nitems:"),
            ("title:", "updated:"),
            ("    topic:", "    note:"),
        ] {
            let text = good.replacen(from, to, 1);
            assert!(text != good, "{from} is there");
            let parsed = yaml::parse(&text, FieldId::intern);
            assert!(!is_plainly_valid(&parsed.tree), "{text}");
        }
        for text in ["items: []\ntitle: 甲\n", "title: 甲\n", "items:\n- 甲\ntitle: 甲\n", "甲\n"] {
            assert!(!is_plainly_valid(&yaml::parse(text, FieldId::intern).tree), "{text}");
        }
    }
}
