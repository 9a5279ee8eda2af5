//! The quick look: says of the usual catalog that the schema has nothing against it.
//!
//! It asks of each value what `generate` writes of its field, and is never the one that finds a
//! fault: what it does not know for certain goes through the schema itself.

use crate::model::{FIELDS, FieldId, FieldShape, FieldSpec, Scope};
use catalint_domain::chinese::script::begins_with_ink;
use catalint_domain::date::Date;
use catalint_yaml::{Kind, Node, NodeId, Tree};

/// Whether a tree is a catalog that holds to the schema for certain. Where it is not certain, the
/// answer is no.
#[must_use]
pub fn is_plainly_valid(tree: &Tree) -> bool {
    tree.root().is_some_and(|root| object(root, Scope::Catalog, given(root)))
}

/// The fields that the defaults of a catalog give: a bit for each.
fn given(root: Node<'_>) -> u32 {
    let field = |key: Node<'_>| FieldId::from_interned(key.name());
    let defaults = root.pairs().find(|(key, _)| field(*key) == Some(FieldId::Defaults));
    let Some((_, defaults)) = defaults else { return 0 };
    // Of two keys for one field the first counts.
    let (mut there, mut given) = (0, 0);
    for (key, value) in defaults.pairs() {
        if let Some(id) = field(key).filter(|id| id.has_default() && there & (1 << *id as u32) == 0) {
            there |= 1 << id as u32;
            given |= u32::from(says_something(value)) << id as u32;
        }
    }
    given
}

/// Whether a value of `defaults` is more than a blank.
fn says_something(value: Node<'_>) -> bool {
    match value.kind() {
        Kind::Seq => value.entries().any(|entry| !entry.is_blank()),
        _ => !value.is_blank(),
    }
}

/// The items of a catalog that are not plainly valid, in order.
pub(super) fn items_in_doubt(root: Node<'_>) -> Vec<NodeId> {
    let items = root.pairs().find(|(key, _)| FieldId::from_interned(key.name()) == Some(FieldId::Items));
    let Some((_, items)) = items.filter(|(_, items)| items.kind() == Kind::Seq) else { return Vec::new() };
    let given = given(root);
    let in_doubt = items.entries().filter(|&item| !object(item, Scope::Item, given));
    in_doubt.map(|item| item.id()).collect()
}

/// Whether a mapping has fields of one scope only, each once and in order, and all that are required;
/// items need none of those that are given.
fn object(map: Node<'_>, scope: Scope, given: u32) -> bool {
    let mut there = 0_u32;
    for (key, value) in map.pairs() {
        let Some(field) = FieldId::from_interned(key.name()) else { return false };
        let spec = field.spec();
        let bit = 1 << field as u32;
        if spec.scope != scope || there & bit != 0 || !holds(spec, value, given) {
            return false;
        }
        there |= bit;
    }
    let required = if scope == Scope::Catalog { REQUIRED_AT_TOP } else { REQUIRED_OF_ITEM & !given };
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
fn holds(spec: &FieldSpec, value: Node<'_>, given: u32) -> bool {
    match (spec.shape, value.kind()) {
        (FieldShape::TextOrList, Kind::Str) => has_ink(value.text()),
        (FieldShape::TextOrList, Kind::Seq) => {
            value.count() > 0 && value.entries().all(|entry| entry.kind() == Kind::Str && has_ink(entry.text()))
        }
        (FieldShape::TextOrList, _) => false,
        (_, Kind::Null) => !spec.required,
        (FieldShape::Text, Kind::Str) => !spec.required || has_ink(value.text()),
        (FieldShape::Number, kind) => matches!(kind, Kind::Int | Kind::Float | Kind::Str),
        (FieldShape::Date, Kind::Str) => Date::parse(value.text().trim()).is_some(),
        (FieldShape::Items, Kind::Seq) => {
            value.count() > 0 && value.entries().all(|item| object(item, Scope::Item, given))
        }
        (FieldShape::Defaults, Kind::Map) => defaults(value),
        (FieldShape::Map, Kind::Map) => value.pairs().all(|(_, text)| matches!(text.kind(), Kind::Str | Kind::Null)),
        (FieldShape::Text | FieldShape::Date | FieldShape::Defaults | FieldShape::Items | FieldShape::Map, _) => false,
    }
}

/// Whether the values of `defaults` are those of fields that may stand there, each once and in order.
fn defaults(map: Node<'_>) -> bool {
    let mut there = 0_u32;
    map.pairs().all(|(key, value)| {
        let Some(id) = FieldId::from_interned(key.name()).filter(|id| id.has_default()) else { return false };
        let twice = there & (1 << id as u32) != 0;
        there |= 1 << id as u32;
        !twice && holds(id.spec(), value, 0)
    })
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
    use catalint_yaml as yaml;

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
            let parsed = yaml::parse(text.as_str(), FieldId::intern);
            assert_eq!(is_plainly_valid(&parsed.tree), *valid, "{part}");
            assert_eq!(validate_in_full(&parsed.tree).is_empty(), *valid, "{part}");
        }
    }

    #[test]
    fn what_defaults_gives_no_item_needs() {
        let whole = complete("    no: 1\n    method: 主动公开\n");
        let without: String =
            whole.lines().filter(|line| !line.contains("method:")).map(|line| format!("{line}\n")).collect();
        for (valid, defaults) in [
            (true, "{method: 主动公开}"),
            (true, "{method: [主动公开, 依申请公开], 公开渠道: 政府网站}"),
            (false, "{method: }"),
            (false, "{method: ' '}"),
            (false, "{method: [主动公开, '']}"),
            (false, "{method: 1}"),
            (false, "{method: 主动公开, note: 甲}"),
            (false, "{method: 主动公开, 公开方式: 主动公开}"),
            (false, "主动公开"),
            (false, ""),
        ] {
            for text in [format!("defaults: {defaults}\n{without}"), format!("{without}统一规定: {defaults}\n")] {
                let parsed = yaml::parse(text.as_str(), FieldId::intern);
                assert_eq!(is_plainly_valid(&parsed.tree), valid, "{text}");
                // A key twice is no business of the schema.
                let twice = defaults.contains("method: 主动公开, 公开方式");
                assert_eq!(validate_in_full(&parsed.tree).is_empty(), valid || twice, "{text}");
            }
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
            let parsed = yaml::parse(text.as_str(), FieldId::intern);
            assert!(!is_plainly_valid(&parsed.tree), "{text}");
        }
        for text in ["items: []\ntitle: 甲\n", "title: 甲\n", "items:\n- 甲\ntitle: 甲\n", "甲\n"] {
            assert!(!is_plainly_valid(&yaml::parse(text, FieldId::intern).tree), "{text}");
        }
    }
}
