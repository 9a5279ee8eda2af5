//! Comments that ignore findings: which findings they reach, and what is wrong with the comments.
//!
//! Knows no rule by name. A comment reaches a finding whose shown place begins within its part of
//! the file, or that is about its item; of several comments the one with the narrowest part counts.
//!
//! Two kinds of findings no comment reaches. What can't be read is told whatever a comment says:
//! all that it holds goes unchecked; a comment that names such a rule is told that it can't. And what is wrong with the
//! comments themselves.

mod comment;
mod reach;

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

pub(super) use comment::Ignore;
use comment::ignores;
use reach::{CommentReach, CommentTarget};

use crate::model::Catalog;
use crate::rule::{Check, Finding, Rule, Selector};
use crate::rules::suppression::{is_about_comments, unknown, unused};
use crate::rules::{RULES, is_always_told, looks_beyond};
use catalint_text::{Source, Span};
use catalint_yaml::Parsed;

/// What is known of the file whose comments are applied.
pub(super) struct Stage<'s> {
    pub(super) source: &'s Source,
    pub(super) parsed: &'s Parsed,
    pub(super) catalog: Option<&'s Catalog>,
    /// All rules, the repository's own included.
    pub(super) rules: &'s [&'static Rule],
    /// Whether a rule runs: of others nobody knows what there would be to ignore.
    pub(super) runs: &'s dyn Fn(&Rule) -> bool,
}

/// Says of findings for which reason they are ignored, if they are, and adds those about the comments.
/// `silenced` are findings that are not told because another rule speaks: a comment that would
/// ignore one of them has its use.
pub(super) fn apply(mut findings: Vec<Finding>, silenced: &[Reached], stage: &Stage<'_>) -> Vec<Finding> {
    let ignores = ignores(stage.source, &stage.parsed.tree, stage.rules);
    if ignores.is_empty() {
        return findings;
    }
    let reach = CommentReach::new(stage.source, &stage.parsed.tree);
    let targets: Vec<Option<CommentTarget>> =
        ignores.iter().map(|ignore| reach.target(ignore, stage.catalog)).collect();
    let scopes = Scopes::new(&ignores, &targets, stage.rules);
    let unread = UnreadPlaces::new(stage.parsed);
    let mut used = HashSet::new();
    let reached = |said: Reached| said.can_be_ignored(&unread).then(|| scopes.find(said)).flatten();
    used.extend(silenced.iter().copied().filter_map(reached));
    for finding in &mut findings {
        let mut by = reached(Reached::of(finding));
        if by.is_none() && finding.is_at_default() && can_be_ignored(finding, &unread) {
            by = scopes.take_out(finding, &mut used);
        }
        used.extend(by);
        finding.suppressed = by.map(|by| ignores[by.ignore].reason.as_str().into());
    }
    let said = about(&ignores, &targets, &used, stage);
    findings.extend(said.into_iter().filter(|finding| (stage.runs)(finding.rule)));
    findings
}

/// A comment about an item as a whole, or about the file.
pub(super) struct PlacedComment {
    pub(super) ignore: Ignore,
    pub(super) item: Option<usize>,
}

/// The comments that can be read and are about whole items or the file.
pub(super) fn placed(
    source: &Source,
    parsed: &Parsed,
    catalog: Option<&Catalog>,
    rules: &[&'static Rule],
) -> Vec<PlacedComment> {
    let reach = CommentReach::new(source, &parsed.tree);
    let whole = |ignore: Ignore| {
        let item = reach.target(&ignore, catalog)?.item;
        (!ignore.names.is_empty() && (ignore.file || item.is_some())).then_some(PlacedComment { ignore, item })
    };
    ignores(source, &parsed.tree, rules).into_iter().filter_map(whole).collect()
}

/// Whether a comment can be about a finding.
pub(super) fn can_be_ignored(finding: &Finding, unread: &UnreadPlaces<'_>) -> bool {
    Reached::of(finding).can_be_ignored(unread)
}

/// What a comment reaches of a finding: a rule that spoke at a place.
#[derive(Clone, Copy)]
pub(super) struct Reached {
    rule: &'static Rule,
    span: Span,
    /// The item, where a comment about that item as a whole is meant for it, too.
    item: Option<usize>,
}

impl Reached {
    pub(super) fn of(finding: &Finding) -> Self {
        let item = finding.item.filter(|_| !finding.is_at_default());
        Self { rule: finding.rule, span: finding.span(), item }
    }

    fn can_be_ignored(self, unread: &UnreadPlaces<'_>) -> bool {
        !is_about_comments(self.rule) && !is_always_told(self.rule) && !unread.has(self.span)
    }
}

/// A name in a comment: the comment and the name, by their positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct By {
    ignore: usize,
    name: usize,
}

/// Names by the codes that they stand for; of two for one code the first.
type CommentCodes = BTreeMap<&'static str, By>;

/// The parts of a file that comments are about, ready to be asked.
#[derive(Default)]
struct Scopes {
    /// Outer ones first; the number is that of the part around it.
    parts: Vec<(Span, CommentCodes, Option<usize>)>,
    /// Positions in `parts`, by item.
    items: HashMap<usize, usize>,
}

impl Scopes {
    fn new(ignores: &[Ignore], targets: &[Option<CommentTarget>], rules: &[&'static Rule]) -> Self {
        let mut scopes = Self::default();
        let mut parts: BTreeMap<(u32, Reverse<u32>), (CommentCodes, Option<usize>)> = BTreeMap::new();
        for (nth, (ignore, target)) in ignores.iter().zip(targets).enumerate() {
            let Some(CommentTarget { span, item }) = target else { continue };
            let (codes, of) = parts.entry((span.start, Reverse(span.end))).or_default();
            *of = of.or(*item);
            add(codes, nth, ignore, rules);
        }
        let mut around: Vec<usize> = Vec::new();
        for ((start, Reverse(end)), (codes, item)) in parts {
            while around.last().is_some_and(|&last| scopes.parts[last].0.end < start) {
                around.pop();
            }
            let at = scopes.parts.len();
            scopes.parts.push((Span::new(start, end), codes, around.last().copied()));
            scopes.items.extend(item.map(|item| (item, at)));
            around.push(at);
        }
        scopes
    }

    /// The narrowest comment that reaches a finding.
    fn find(&self, said: Reached) -> Option<By> {
        let (start, code) = (said.span.start, said.rule.code);
        let mut at = self.parts.partition_point(|(span, ..)| span.start <= start).checked_sub(1);
        while let Some((span, codes, around)) = at.map(|at| &self.parts[at]) {
            if let Some(by) = codes.get(code).filter(|_| start <= span.end) {
                return Some(*by);
            }
            at = *around;
        }
        said.item.and_then(|item| self.of_item(item, code))
    }

    /// The comment about an item as a whole that names a rule.
    fn of_item(&self, item: usize, code: &str) -> Option<By> {
        self.parts[*self.items.get(&item)?].1.get(code).copied()
    }

    /// Takes out of a finding that stands at a default the items whose comments ignore it. Where all do,
    /// the first of these comments.
    fn take_out(&self, finding: &mut Finding, used: &mut HashSet<By>) -> Option<By> {
        let code = finding.rule.code;
        let all: Vec<usize> = finding.all_items().collect();
        let by = |item: &usize| self.of_item(*item, code);
        let ignored: Vec<By> = all.iter().filter_map(by).collect();
        let mut left: Vec<usize> = all.iter().copied().filter(|item| by(item).is_none()).collect();
        used.extend(&ignored);
        if ignored.is_empty() || left.is_empty() {
            return ignored.first().copied();
        }
        finding.item = Some(left.remove(0));
        finding.also = left;
        finding.fix = None;
        None
    }
}

fn add(codes: &mut CommentCodes, ignore: usize, from: &Ignore, rules: &[&'static Rule]) {
    for (name, written) in from.names.iter().enumerate() {
        let Ok(selector) = &written.means else { continue };
        for rule in rules.iter().filter(|rule| selector.matches(rule)) {
            codes.entry(rule.code).or_insert(By { ignore, name });
        }
    }
}

/// The places of a file that can't be read, or not as they are meant.
pub(super) struct UnreadPlaces<'p> {
    spots: HashSet<Span>,
    lost: &'p [Span],
}

impl<'p> UnreadPlaces<'p> {
    pub(super) fn new(parsed: &'p Parsed) -> Self {
        let broken = parsed.faults.iter().filter(|fault| !fault.kind.is_refusal()).map(|fault| fault.span);
        Self { spots: broken.chain(parsed.slips.iter().map(|slip| slip.span)).collect(), lost: parsed.tree.lost() }
    }

    fn has(&self, span: Span) -> bool {
        let near = self.lost.partition_point(|lost| lost.end < span.start);
        self.spots.contains(&span) || self.lost.get(near).is_some_and(|lost| lost.start <= span.start)
    }
}

/// What is wrong with the comments.
fn about(ignores: &[Ignore], targets: &[Option<CommentTarget>], used: &HashSet<By>, stage: &Stage<'_>) -> Vec<Finding> {
    let mut said = Vec::new();
    // Where something can't be read, what a comment ignores may be in there.
    let parsed = stage.parsed;
    let whole =
        parsed.faults.is_empty() && parsed.slips.is_empty() && !parsed.tree.is_partial() && stage.catalog.is_some();
    for (nth, (ignore, target)) in ignores.iter().zip(targets).enumerate() {
        let from = said.len();
        said.extend(unread_names(ignore, stage.source));
        said.extend(vain(ignore, stage));
        if ignore.file && target.is_none() {
            said.push(unused::misplaced(ignore.span));
        } else if whole {
            said.extend(idle(ignore, stage, |name| used.contains(&By { ignore: nth, name })));
        }
        if said.len() == from {
            continue;
        }
        let item = item_of(ignore, *target, stage.catalog);
        for finding in &mut said[from..] {
            finding.item = item;
            finding.pointer = item.map_or_else(String::new, |item| format!("/items/{item}"));
        }
    }
    said
}

fn unread_names<'i>(ignore: &'i Ignore, source: &'i Source) -> impl Iterator<Item = Finding> + 'i {
    let nameless = ignore.names.is_empty().then(|| unknown::nameless(ignore.span));
    let wrong = ignore.names.iter().filter_map(|name| Some((name.span, name.means.as_ref().err()?)));
    nameless.into_iter().chain(wrong.map(|(span, no)| unknown::name(span, source.slice(span), no.nearest)))
}

/// The names of rules that no comment reaches.
fn vain<'i>(ignore: &'i Ignore, stage: &'i Stage<'_>) -> impl Iterator<Item = Finding> + 'i {
    let vain = (0..ignore.names.len()).filter(|&nth| is_vain(ignore, nth, stage));
    vain.map(|nth| {
        let span = ignore.names[nth].span;
        let edit = match ignore.names.len() {
            1 => ignore.removal.clone(),
            _ => comment::name_removal(ignore, nth),
        };
        unused::vain(span, stage.source.slice(span), edit)
    })
}

/// Whether a name of a comment is that of a rule that no comment reaches.
fn is_vain(ignore: &Ignore, nth: usize, stage: &Stage<'_>) -> bool {
    let meant = ignore.names[nth].means.as_ref();
    let named = |means: &Selector, rule: &Rule| means.matches(rule) && means.rank(rule) == Selector::ONE;
    meant.is_ok_and(|means| stage.rules.iter().any(|rule| is_always_told(rule) && named(means, rule)))
}

/// The names of a comment that ignore nothing, or the comment if none of them does.
fn idle(ignore: &Ignore, stage: &Stage<'_>, used: impl Fn(usize) -> bool) -> Vec<Finding> {
    let idle: Vec<usize> = (0..ignore.names.len())
        .filter(|&name| !used(name) && !is_vain(ignore, name, stage))
        .filter(|&name| ignore.names[name].means.as_ref().is_ok_and(|means| judged(means, stage)))
        .collect();
    if idle.len() == ignore.names.len() && !idle.is_empty() {
        let written: Vec<&str> = ignore.names.iter().map(|name| stage.source.slice(name.span)).collect();
        return vec![unused::whole(ignore.span, &written.join(", "), ignore.removal.clone())];
    }
    let part = |nth: usize| {
        let span = ignore.names[nth].span;
        unused::part(span, stage.source.slice(span), comment::name_removal(ignore, nth))
    };
    idle.into_iter().map(part).collect()
}

/// Whether all that a name stands for was looked for, with all there is to know: by the engine, or
/// by the repository's own rules, which are not in the registry.
fn judged(means: &Selector, stage: &Stage<'_>) -> bool {
    let of_other_stage = |rule: &Rule| {
        matches!(rule.check, Check::External) && RULES.iter().any(|known| std::ptr::eq::<Rule>(*known, rule))
    };
    let mut meant = stage.rules.iter().filter(|rule| means.matches(rule));
    meant.all(|rule| !of_other_stage(rule) && !looks_beyond(rule) && (stage.runs)(rule))
}

/// The item that a comment is about or stands in.
fn item_of(ignore: &Ignore, target: Option<CommentTarget>, catalog: Option<&Catalog>) -> Option<usize> {
    if ignore.file {
        return None;
    }
    let from = target.map_or(ignore.span.start, |target| target.span.start);
    let place = if ignore.above { from } else { ignore.span.start };
    let around = || {
        let (catalog, mut low) = (catalog?, 0);
        let mut high = catalog.len();
        while low < high {
            let middle = low.midpoint(high);
            let before = catalog.item(middle).node().span().start <= place;
            (low, high) = if before { (middle + 1, high) } else { (low, middle) };
        }
        let last = low.checked_sub(1)?;
        (catalog.item(last).node().span().end >= from).then_some(last)
    };
    target.and_then(|target| target.item).or_else(around)
}
