//! Telling a catalog from other YAML without reading it whole.

use crate::model::{FieldId, Scope};

/// Whether a text looks like a catalog: `items` (事项) at its top and one more key of the model,
/// also in quotes, with full-width colons, or in flow style.
#[must_use]
pub fn looks_like_catalog(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    let (mut items, mut other) = (false, false);
    let flow = text.lines().map(str::trim).find(|l| !l.is_empty() && !l.starts_with('#') && *l != "---");
    if flow.is_some_and(|line| line.starts_with('{')) {
        for word in text.split(['{', ',', '\n']) {
            note(word, &mut items, &mut other);
        }
        return items && other;
    }
    for line in text.split(['\n', '\r']) {
        let body = line.trim_start_matches(['-', '－', ' ', '\u{3000}', '\t']);
        // A key of an item counts as well, so that a broken top does not hide the file.
        note_line(line, body, &mut items, &mut other);
        if items && other {
            return true;
        }
    }
    false
}

fn note_line(line: &str, body: &str, items: &mut bool, other: &mut bool) {
    if line.len() == body.len() {
        note(body, items, other);
        return;
    }
    if *items {
        note(body, &mut false, other);
    }
}

fn note(text: &str, items: &mut bool, other: &mut bool) {
    let Some(colon) = text.find([':', '：']) else { return };
    let key = text[..colon].trim_matches([' ', '"', '\'', '\t', '“', '”']);
    match FieldId::from_key(key) {
        Some(FieldId::Items) => *items = true,
        // 领域 or 备注 alone says little; any of the model's keys will do, by the contract.
        Some(id) if id.spec().scope == Scope::Catalog || *items => *other = true,
        _ => {}
    }
}
