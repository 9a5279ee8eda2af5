//! One finding a defect: where two rules speak of one thing, the more specific one does.

use foldhash::HashMap;

use super::suppress::Reached;
use crate::rule::{ALL, Finding, Rule, Supersedes};
use catalint_text::Span;

/// Takes out what the rules that spoke silence; of that no more is kept than what a comment could reach.
pub(super) fn apply(mut findings: Vec<Finding>) -> (Vec<Finding>, Vec<Reached>) {
    let mut by = Silencers::default();
    for finding in &findings {
        by.add(finding);
    }
    by.spans.sort_by_key(|(span, _)| *span);
    let mut silent = findings.iter().map(|finding| by.silence(finding)).collect::<Vec<_>>().into_iter();
    // Most are kept, and stay where they are.
    let silenced = findings.extract_if(.., |_| silent.next().unwrap_or(false));
    let silenced = silenced.map(|finding| Reached::of(&finding)).collect();
    (findings, silenced)
}

/// The rules that spoke at one place and supersede others there. A rule stands here once, so that the list is as short as
/// the rules are few, however often they spoke.
#[derive(Default)]
struct Here(Vec<&'static Rule>);

impl Here {
    fn add(&mut self, rule: &'static Rule) {
        if !self.0.iter().any(|known| known.code == rule.code) {
            // Mostly there is one, and a bad catalog has many places.
            self.0.reserve_exact(1);
            self.0.push(rule);
        }
    }

    fn supersedes(&self, code: &str) -> bool {
        let codes = |rule: &Rule| match rule.supersedes {
            Supersedes::Value(codes) | Supersedes::Item(codes) | Supersedes::File(codes) => codes,
            Supersedes::Nothing | Supersedes::Span => &[],
        };
        self.0.iter().any(|rule| rule.code != code && (codes(rule).contains(&code) || codes(rule) == ALL))
    }
}

#[derive(Default)]
struct Silencers<'v> {
    spans: Vec<(Span, &'static str)>,
    /// By the pointer of the finding.
    values: HashMap<&'v str, Here>,
    /// By the pointers above it, down to the field.
    below: HashMap<&'v str, Here>,
    items: HashMap<Option<usize>, Here>,
    file: Here,
}

impl<'v> Silencers<'v> {
    fn add(&mut self, finding: &'v Finding) {
        let rule = finding.rule;
        match rule.supersedes {
            Supersedes::Nothing => {}
            Supersedes::Span => self.spans.push((finding.span(), rule.code)),
            Supersedes::Value(_) => {
                self.values.entry(&finding.pointer).or_default().add(rule);
                for above in above(&finding.pointer) {
                    self.below.entry(above).or_default().add(rule);
                }
            }
            Supersedes::Item(_) => self.items.entry(finding.item).or_default().add(rule),
            Supersedes::File(_) => self.file.add(rule),
        }
    }

    fn silence(&self, finding: &Finding) -> bool {
        let code = finding.rule.code;
        let pointer = finding.pointer.as_str();
        let at = |map: &HashMap<&str, Here>, pointer: &str| map.get(pointer).is_some_and(|here| here.supersedes(code));
        let above = || above(pointer).any(|pointer| at(&self.values, pointer));
        self.file.supersedes(code)
            || self.items.get(&finding.item).is_some_and(|here| here.supersedes(code))
            || !self.values.is_empty() && (at(&self.values, pointer) || at(&self.below, pointer) || above())
            || self.touched(finding)
    }

    /// Spans of silencers are short and do not nest, so those that may touch lie together.
    fn touched(&self, finding: &Finding) -> bool {
        let from = self.spans.partition_point(|(span, _)| span.end < finding.span().start);
        let mut near = self.spans[from..].iter().take_while(|(span, _)| span.start <= finding.span().end);
        near.any(|(span, code)| *code != finding.rule.code && span.touches(finding.span()))
    }
}

/// The pointers above one, as far up as the field that it lies in.
fn above(pointer: &str) -> impl Iterator<Item = &str> {
    let field = if pointer.starts_with("/items/") { 3 } else { 1 };
    let mut rest = pointer;
    std::iter::from_fn(move || {
        rest = &rest[..rest.rfind('/')?];
        (rest.matches('/').count() >= field).then_some(rest)
    })
}
