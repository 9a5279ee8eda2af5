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

/// A rule that spoke, and whom it silences.
type Silencer = (&'static Rule, &'static [&'static str]);

#[derive(Default)]
struct Silencers<'v> {
    spans: Vec<(Span, &'static str)>,
    /// By item and pointer: the field or text itself.
    values: HashMap<(Option<usize>, &'v str), Vec<Silencer>>,
    /// The same under each field or list above it.
    above: HashMap<(Option<usize>, &'v str), Vec<Silencer>>,
    items: HashMap<usize, Vec<Silencer>>,
    file: BTreeSet<(&'static str, &'static str)>,
}

impl<'v> Silencers<'v> {
    fn add(&mut self, violation: &'v Violation) {
        let rule = violation.rule;
        match rule.silences {
            Silences::Nothing => {}
            Silences::Span => self.spans.push((violation.span, rule.code)),
            Silences::Value(codes) => {
                let mut pointers = at_and_above(&violation.pointer).map(|pointer| (violation.item, pointer));
                if let Some(own) = pointers.next() {
                    remember(self.values.entry(own).or_default(), (rule, codes));
                }
                pointers.for_each(|above| remember(self.above.entry(above).or_default(), (rule, codes)));
            }
            Silences::Item(codes) => {
                let item = violation.item.unwrap_or(usize::MAX);
                remember(self.items.entry(item).or_default(), (rule, codes));
            }
            Silences::File(codes) => self.file.extend(codes.iter().map(|&code| (code, rule.code))),
        }
    }

    fn silence(&self, violation: &Violation) -> bool {
        let code = violation.rule.code;
        let hit = |&(rule, codes): &Silencer| rule.code != code && (codes.contains(&code) || codes == ["ALL"]);
        let any = |list: Option<&Vec<Silencer>>| list.is_some_and(|list| list.iter().any(hit));
        let key = |pointer| (violation.item, pointer);
        self.file.iter().any(|&(silenced, by)| by != code && (silenced == code || silenced == "ALL"))
            || any(violation.item.and_then(|item| self.items.get(&item)))
            || any(self.above.get(&key(violation.pointer.as_str())))
            || at_and_above(&violation.pointer).any(|pointer| any(self.values.get(&key(pointer))))
            || self.touched(violation)
    }

    /// Spans of silencers are short and do not nest, so those that may touch lie together.
    fn touched(&self, violation: &Violation) -> bool {
        let from = self.spans.partition_point(|(span, _)| span.end < violation.span.start);
        let near = self.spans[from..].iter().take_while(|(span, _)| span.start <= violation.span.end);
        near.into_iter().any(|(span, code)| *code != violation.rule.code && span.touches(violation.span))
    }
}

/// A list holds each rule once: a rule silences the same ones wherever it speaks.
fn remember(list: &mut Vec<Silencer>, new: Silencer) {
    if !list.iter().any(|(rule, _)| std::ptr::eq(*rule, new.0)) {
        list.push(new);
    }
}

/// A pointer and those above it that still name a field: not the item, nor the list of items.
fn at_and_above(pointer: &str) -> impl Iterator<Item = &str> {
    let least = if pointer.starts_with("/items/") { 3 } else { 1 };
    let mut next = Some(pointer).filter(|pointer| pointer.matches('/').count() >= least);
    std::iter::from_fn(move || {
        let now = next?;
        next = now.rsplit_once('/').map(|(above, _)| above).filter(|above| above.matches('/').count() >= least);
        Some(now)
    })
}
