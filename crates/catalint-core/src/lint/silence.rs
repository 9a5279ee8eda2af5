//! One finding a defect: where two rules speak of one thing, the more specific one does.

use std::collections::HashMap;

use crate::rule::{ALL, Rule, Silences, Violation};
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

/// A rule that spoke somewhere, and the codes it silences there.
struct Silencer<'v> {
    pointer: &'v str,
    rule: &'static Rule,
    codes: &'static [&'static str],
}

impl Silencer<'_> {
    fn hits(&self, code: &str) -> bool {
        self.rule.code != code && (self.codes.contains(&code) || self.codes == ALL)
    }
}

#[derive(Default)]
struct Silencers<'v> {
    spans: Vec<(Span, &'static str)>,
    values: HashMap<Option<usize>, Vec<Silencer<'v>>>,
    items: HashMap<usize, Vec<Silencer<'v>>>,
    file: Vec<Silencer<'v>>,
}

impl<'v> Silencers<'v> {
    fn add(&mut self, violation: &'v Violation) {
        let rule = violation.rule;
        let silencer = |codes| Silencer { pointer: violation.pointer.as_str(), rule, codes };
        match rule.silences {
            Silences::Nothing => {}
            Silences::Span => self.spans.push((violation.span, rule.code)),
            Silences::Value(codes) => self.values.entry(violation.item).or_default().push(silencer(codes)),
            Silences::Item(codes) => {
                self.items.entry(violation.item.unwrap_or(usize::MAX)).or_default().push(silencer(codes));
            }
            // One of a kind is enough: the list stays as short as the rules that have it.
            Silences::File(codes) if !self.file.iter().any(|s| s.rule.code == rule.code) => {
                self.file.push(silencer(codes));
            }
            Silences::File(_) => {}
        }
    }

    fn silence(&self, violation: &Violation) -> bool {
        let code = violation.rule.code;
        let item = violation.item.and_then(|item| self.items.get(&item));
        let values = self.values.get(&violation.item);
        self.file.iter().any(|s| s.hits(code))
            || item.is_some_and(|list| list.iter().any(|s| s.hits(code)))
            || values.is_some_and(|list| list.iter().any(|s| s.hits(code) && nested(s.pointer, &violation.pointer)))
            || self.touched(violation)
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
