//! One finding a defect: where two rules speak of one thing, the more specific one does.

use std::collections::{BTreeSet, HashMap};

use crate::rule::{Rule, Silences, Violation};
use crate::text::Span;

/// Drops what the rules that spoke silence.
pub(super) fn apply(violations: Vec<Violation>) -> Vec<Violation> {
    let mut by = Silencers::default();
    for violation in &violations {
        by.add(violation);
    }
    by.spans.sort_by_key(|(span, _)| *span);
    let mut loud = violations.iter().map(|violation| !by.silence(violation)).collect::<Vec<_>>().into_iter();
    violations.into_iter().filter(|_| loud.next().unwrap_or(true)).collect()
}

#[derive(Default)]
struct Silencers<'v> {
    spans: Vec<(Span, &'static str)>,
    values: HashMap<Option<usize>, Vec<(&'v str, &'static Rule, &'static [&'static str])>>,
    items: HashMap<usize, Vec<(&'static Rule, &'static [&'static str])>>,
    file: BTreeSet<(&'static str, &'static str)>,
}

impl<'v> Silencers<'v> {
    fn add(&mut self, violation: &'v Violation) {
        let rule = violation.rule;
        match rule.silences {
            Silences::Nothing => {}
            Silences::Span => self.spans.push((violation.span, rule.code)),
            Silences::Value(codes) => {
                let pointer = violation.pointer.as_str();
                self.values.entry(violation.item).or_default().push((pointer, rule, codes));
            }
            Silences::Item(codes) => {
                self.items.entry(violation.item.unwrap_or(usize::MAX)).or_default().push((rule, codes));
            }
            Silences::File(codes) => self.file.extend(codes.iter().map(|&code| (code, rule.code))),
        }
    }

    fn silence(&self, violation: &Violation) -> bool {
        let code = violation.rule.code;
        let hit = |rule: &Rule, codes: &[&str]| rule.code != code && (codes.contains(&code) || codes == ["ALL"]);
        if self.file.iter().any(|&(silenced, by)| by != code && (silenced == code || silenced == "ALL")) {
            return true;
        }
        if let Some(list) = violation.item.and_then(|item| self.items.get(&item)) {
            if list.iter().any(|(rule, codes)| hit(rule, codes)) {
                return true;
            }
        }
        if let Some(list) = self.values.get(&violation.item) {
            if list.iter().any(|(pointer, rule, codes)| hit(rule, codes) && nested(pointer, &violation.pointer)) {
                return true;
            }
        }
        self.touched(violation)
    }

    /// Spans of silencers are short and do not nest, so those that may touch lie together.
    fn touched(&self, violation: &Violation) -> bool {
        let from = self.spans.partition_point(|(span, _)| span.end < violation.span.start);
        let near = self.spans[from..].iter().take_while(|(span, _)| span.start <= violation.span.end);
        near.into_iter().any(|(span, code)| *code != violation.rule.code && span.touches(violation.span))
    }
}

/// Whether one pointer is the other or lies below it, and both name a field at least.
fn nested(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let below = long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let depth = short.matches('/').count();
    below && depth >= if short.starts_with("/items/") { 3 } else { 1 }
}
