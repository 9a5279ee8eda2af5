//! Whether a catalog keeps to the schema beyond doubt, told from the field table in one pass.
//!
//! Most catalogs do, and for them the validator need not even be built. Where there is any doubt
//! it is asked, and it alone says what is wrong.

use crate::domain::date::Date;
use crate::model::{FIELDS, FieldId, FieldSpec, Scope, Shape};
use crate::yaml::{Kind, Node};

use super::json::Level;

/// Whether the schema holds for certain; false means nothing.
pub(super) fn is_sound(root: Node<'_>) -> bool {
    is_object(root, Level::Top, Scope::Catalog)
}

/// Whether each key is a field of this level, none stands twice, none that is required is absent,
/// and each value is what its field takes.
fn is_object(map: Node<'_>, level: Level, scope: Scope) -> bool {
    let mut there = 0_u32;
    map.kind() == Kind::Map
        && map.pairs().all(|(key, value)| {
            let Some(field) = level.field(key) else { return false };
            let twice = there & bit(field) != 0;
            there |= bit(field);
            !twice && takes(field.spec(), value)
        })
        && REQUIRED[scope as usize] & !there == 0
}

const fn bit(field: FieldId) -> u32 {
    1 << field as u32
}

/// The fields that the objects of a scope must have.
const REQUIRED: [u32; 2] = [required(Scope::Catalog), required(Scope::Item)];

const fn required(scope: Scope) -> u32 {
    let (mut bits, mut at) = (0, 0);
    while at < FIELDS.len() {
        if FIELDS[at].required && FIELDS[at].scope as u8 == scope as u8 {
            bits |= bit(FIELDS[at].id);
        }
        at += 1;
    }
    bits
}

fn takes(field: &FieldSpec, value: Node<'_>) -> bool {
    let kind = value.kind();
    if kind == Kind::Null {
        return !field.required;
    }
    match field.shape {
        Shape::Text => kind == Kind::Str && (!field.required || has_words(value)),
        Shape::TextOrList if kind == Kind::Seq => {
            value.count() > 0 && value.entries().all(|entry| entry.kind() == Kind::Str && has_words(entry))
        }
        Shape::TextOrList => kind == Kind::Str && has_words(value),
        Shape::Number => matches!(kind, Kind::Int | Kind::Float | Kind::Str),
        Shape::Date => kind == Kind::Str && Date::parse(value.text().trim()).is_some(),
        Shape::Items => {
            kind == Kind::Seq
                && value.count() > 0
                && value.entries().all(|item| is_object(item, Level::Item, Scope::Item))
        }
        Shape::Map => kind == Kind::Map && value.pairs().all(|(_, text)| matches!(text.kind(), Kind::Str | Kind::Null)),
    }
}

/// Whether there is a character in it that is a blank to nobody: neither to Unicode nor to the
/// patterns of a schema, for which a byte-order mark is one.
fn has_words(text: Node<'_>) -> bool {
    let text = text.text();
    // A file has few texts that do not begin with one.
    text.chars().any(|c| !c.is_whitespace() && c != '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::docs::complete;
    use crate::schema::validate::by_schema;
    use crate::yaml;

    /// Parts of items: (to be found sound, YAML).
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
    fn what_is_found_sound_is_so_by_the_schema() {
        for (sound, part) in PARTS {
            let text = complete(part);
            let parsed = yaml::parse(&text, FieldId::intern);
            let root = parsed.tree.root().expect("a catalog");
            assert_eq!(is_sound(root), *sound, "{part}");
            assert_eq!(by_schema(&parsed.tree).is_empty(), *sound, "{part}");
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
            assert!(!parsed.tree.root().is_some_and(is_sound), "{text}");
        }
        for text in ["items: []\ntitle: 甲\n", "title: 甲\n", "items:\n- 甲\ntitle: 甲\n", "甲\n"] {
            assert!(!yaml::parse(text, FieldId::intern).tree.root().is_some_and(is_sound), "{text}");
        }
    }
}
