//! Edits into a text.

use super::{Edit, Fix};

/// A text with some fixes applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FixedText {
    /// The new text.
    pub text: String,
    /// Indexes of the fixes that went in; the others overlap with one of these.
    pub applied: Vec<usize>,
    /// What each edit replaced.
    pub(crate) replaced: Vec<ReplacedPart>,
}

/// A part of the old text, and the bytes of the new one that stand in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReplacedPart {
    old: String,
    new: std::ops::Range<usize>,
}

/// The old text, from the new one: so that a large file need not be kept twice.
pub(crate) fn undo(text: &str, replaced: &[ReplacedPart]) -> String {
    let mut out = String::with_capacity(text.len() + replaced.iter().map(|part| part.old.len()).sum::<usize>());
    let mut at = 0;
    for part in replaced {
        out.push_str(&text[at..part.new.start]);
        out.push_str(&part.old);
        at = part.new.end;
    }
    out.push_str(&text[at..]);
    out
}

/// Applies fixes in the order of their first edit, each whole or not at all, leaving out those
/// that overlap with one that went in.
#[must_use]
pub fn apply(text: &str, fixes: &[&Fix]) -> FixedText {
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
    let mut replaced = Vec::with_capacity(taken.len());
    let mut at = 0;
    for edit in taken.values() {
        out.push_str(&text[at..edit.span.start as usize]);
        let start = out.len();
        out.push_str(&edit.content);
        replaced.push(ReplacedPart { old: text[edit.span.range()].to_owned(), new: start..out.len() });
        at = edit.span.end as usize;
    }
    out.push_str(&text[at..]);
    applied.sort_unstable();
    FixedText { text: out, applied, replaced }
}

fn free(taken: &std::collections::BTreeMap<u32, &Edit>, edit: &Edit) -> bool {
    let before = taken.range(..=edit.span.start).next_back();
    let after = taken.range(edit.span.start..).next();
    let clear = |other: Option<(&u32, &&Edit)>| other.is_none_or(|(_, other)| !other.span.touches(edit.span));
    clear(before) && clear(after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::Localized;
    use catalint_text::Span;

    #[test]
    fn the_old_text_is_had_again_from_the_new_one() {
        let edit = |start, end, new: &str| Edit { span: Span::new(start, end), content: new.to_owned() };
        const MESSAGE: Localized = Localized { zh: "改", en: "Mend" };
        let old = "甲乙丙丁";
        for edits in [
            vec![edit(0, 0, "前")],
            vec![edit(0, 3, ""), edit(6, 9, "长长长")],
            vec![edit(3, 6, "x"), edit(12, 12, "后")],
        ] {
            let fix = Fix::safe(&MESSAGE, edits);
            let mended = apply(old, &[&fix]);
            assert_ne!(mended.text, old);
            assert_eq!(undo(&mended.text, &mended.replaced), old);
        }
    }
}
