//! Whether two texts say the same: values, comments, findings.

use std::collections::BTreeMap;

use crate::Document;
use crate::lint::{Linter, Report};
use crate::rule::{Finding, Lang};
use catalint_yaml::{Kind, Node};

pub(super) fn says_the_same(old: &Document, new: &Document, linter: &Linter) -> bool {
    let values = match (old.tree().root(), new.tree().root()) {
        (Some(old), Some(new)) => is_same(old, new),
        _ => false,
    };
    values && !new.is_partial() && comments(old) == comments(new) && found(linter, old) == found(linter, new)
}

/// Values are the same, in whatever order keys stand.
fn is_same(old: Node<'_>, new: Node<'_>) -> bool {
    if old.kind() != new.kind() || old.count() != new.count() {
        return false;
    }
    match old.kind() {
        Kind::Map => {
            let mut known: BTreeMap<&str, Node<'_>> = BTreeMap::new();
            let twice = new.pairs().any(|(key, value)| known.insert(key.text(), value).is_some());
            !twice && old.pairs().all(|(key, value)| known.get(key.text()).is_some_and(|new| is_same(value, *new)))
        }
        Kind::Seq => old.entries().zip(new.entries()).all(|(old, new)| is_same(old, new)),
        _ => old.text() == new.text(),
    }
}

fn comments(document: &Document) -> Vec<&str> {
    let tree = document.tree();
    let mut all: Vec<&str> =
        tree.comments().iter().map(|comment| document.source().slice(comment.span).trim_end()).collect();
    all.sort_unstable();
    all
}

/// What is found and what comments ignore. Not by fingerprint: what is missing stands at the first key, whichever that is.
fn found(linter: &Linter, document: &Document) -> [Vec<(&'static str, String, String)>; 2] {
    let Report { findings, suppressed, .. } = linter.check(document);
    [findings, suppressed].map(|list| {
        let about = |found: Finding| {
            let words = found.message_in(Lang::Zh).into_owned();
            (found.rule.code, found.pointer, words)
        };
        let mut list: Vec<_> = list.into_iter().map(about).collect();
        list.sort_unstable();
        list
    })
}
