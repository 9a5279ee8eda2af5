//! Edits into a text.

use super::{Edit, Fix};

/// A text with some fixes applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// The new text.
    pub text: String,
    /// Indexes of the fixes that went in; the others overlap with one of these.
    pub applied: Vec<usize>,
}

/// Applies fixes in the order of their first edit, each whole or not at all, leaving out those
/// that overlap with one that went in.
#[must_use]
pub fn apply(text: &str, fixes: &[&Fix]) -> Mended {
    let mut order: Vec<usize> = (0..fixes.len()).collect();
    order.sort_by_key(|&i| fixes[i].edits.first().map(|edit| edit.span));
    let mut taken: std::collections::BTreeMap<u32, &Edit> = std::collections::BTreeMap::new();
    let mut applied = Vec::new();
    for i in order {
        if fixes[i].edits.iter().all(|edit| free(&taken, edit)) {
            taken.extend(fixes[i].edits.iter().map(|edit| (edit.span.start, edit)));
            applied.push(i);
        }
    }
    let added: usize = taken.values().map(|edit| edit.content.len()).sum();
    let mut out = String::with_capacity(text.len() + added);
    let mut at = 0;
    for edit in taken.values() {
        out.push_str(&text[at..edit.span.start as usize]);
        out.push_str(&edit.content);
        at = edit.span.end as usize;
    }
    out.push_str(&text[at..]);
    applied.sort_unstable();
    Mended { text: out, applied }
}

fn free(taken: &std::collections::BTreeMap<u32, &Edit>, edit: &Edit) -> bool {
    let before = taken.range(..=edit.span.start).next_back();
    let after = taken.range(edit.span.start..).next();
    let clear = |other: Option<(&u32, &&Edit)>| other.is_none_or(|(_, other)| !other.span.touches(edit.span));
    clear(before) && clear(after)
}
