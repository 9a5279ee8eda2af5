//! The published table of a profile: its columns, their heads, and the signs in them.

use super::reader::ConfigReader;
use crate::model::FieldId;
use crate::rule::Localized;
use catalint_domain::vocabulary::boxes::{Boxed, boxed};
use catalint_domain::vocabulary::profile::Profile;
use catalint_yaml::Node;

/// Keys of a profile that are about its table.
pub(super) const KEYS: [&str; 5] = ["headers", "columns", "optional", "boxes", "tick"];

const CHOSEN: Localized =
    Localized { zh: "一个勾选符号，如 ■ ☑ √", en: "one sign for chosen, such as ■ ☑ √" };
const OPEN: Localized = Localized { zh: "一个空框，如 □ ☐", en: "one empty box, such as □ ☐" };
const ONCE: Localized = Localized { zh: "每个栏目只写一次", en: "each column once" };
const OWN: Localized =
    Localized { zh: "与其他栏目不同的表头", en: "a head that no other column of the profile has" };
const PARTS: Localized = Localized {
    zh: "表头，或者以“/”隔开的上下两级表头",
    en: "a head, or those of two rows with one / between",
};

/// Reads one of [`KEYS`] into the profile.
pub(super) fn read(reader: &mut ConfigReader, key: &'static str, node: Node<'_>, profile: &mut Profile) {
    match key {
        "headers" => headers(reader, node, profile),
        "columns" => columns(reader, node, profile),
        "optional" => {
            // A table always has its numbers; the columns of `extra` are those that items have.
            let known = |field: &FieldId| !matches!(field, FieldId::No | FieldId::Extra);
            profile.optional = fields(reader, node, key, known).into_iter().map(str::to_owned).collect();
        }
        "boxes" => {
            for (key, _, value) in reader.section(node, key, &["chosen", "open"]) {
                match key {
                    "chosen" => profile.boxes.chosen = sign(reader, value, key).unwrap_or(profile.boxes.chosen),
                    _ => profile.boxes.open = sign(reader, value, key).unwrap_or(profile.boxes.open),
                }
            }
        }
        _ => profile.tick = sign(reader, node, key).unwrap_or(profile.tick),
    }
}

/// The heads of columns; two columns with one head could not be told apart.
fn headers(reader: &mut ConfigReader, node: Node<'_>, profile: &mut Profile) {
    let mut said = Vec::new();
    for (key, value) in reader.pairs(node, "headers") {
        let field = FieldId::from_key(key.text()).filter(|field| *field != FieldId::Extra && of_item(*field));
        let Some(field) = field else {
            reader.unknown_word(key, "headers", profile.headers.keys().map(String::as_str));
            continue;
        };
        let Some(text) = reader.text(value, field.key()) else { continue };
        let parts: Vec<&str> = text.split('/').map(str::trim).collect();
        if parts.len() > 2 || parts.contains(&"") {
            reader.unfit(value, field.key(), PARTS);
            continue;
        }
        profile.headers.insert(field.key().to_owned(), parts.join("/"));
        said.push((field, value));
    }
    let last = |head: &str| head.rsplit('/').next().unwrap_or("").to_owned();
    for (field, value) in said {
        let own = last(&profile.headers[field.key()]);
        if profile.headers.iter().any(|(key, head)| key != field.key() && last(head) == own) {
            reader.unfit(value, field.key(), OWN);
        }
    }
}

fn of_item(field: FieldId) -> bool {
    FieldId::of_item().any(|of| of == field)
}

/// The order of columns; those that are not named follow in the order of the other profile.
fn columns(reader: &mut ConfigReader, node: Node<'_>, profile: &mut Profile) {
    let mut order: Vec<String> = fields(reader, node, "columns", |_| true).into_iter().map(str::to_owned).collect();
    let rest: Vec<String> = profile.columns.iter().filter(|key| !order.contains(key)).cloned().collect();
    order.extend(rest);
    profile.columns = order;
}

/// A list of fields by their keys, each once.
fn fields(
    reader: &mut ConfigReader,
    node: Node<'_>,
    key: &'static str,
    known: impl Fn(&FieldId) -> bool,
) -> Vec<&'static str> {
    let mut found = Vec::new();
    for (word, node) in reader.texts(node, key) {
        match FieldId::from_key(word).filter(|field| of_item(*field) && known(field)) {
            Some(field) if found.contains(&field.key()) => reader.unfit(node, key, ONCE),
            Some(field) => found.push(field.key()),
            None => reader.unknown_word(node, key, FieldId::of_item().filter(&known).map(FieldId::key)),
        }
    }
    found
}

/// A sign that an import takes for chosen, or for an empty box under `open`.
fn sign(reader: &mut ConfigReader, node: Node<'_>, key: &str) -> Option<char> {
    let (wanted, words) = if key == "open" { (Boxed::Open, OPEN) } else { (Boxed::Chosen, CHOSEN) };
    let mut letters = node.text().trim().chars();
    match (letters.next(), letters.next()) {
        (Some(sign), None) if node.is_scalar() && boxed(sign) == Some(wanted) => Some(sign),
        _ => {
            reader.unfit(node, key, words);
            None
        }
    }
}
