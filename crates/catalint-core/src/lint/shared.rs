//! Fixes of what aliases repeat: they change more than one place.

use std::collections::BTreeMap;

use crate::fix::Applicability;
use crate::rule::{Finding, Localized, Related, RelatedPlace};
use catalint_text::Span;

/// So many places are named.
const MOST: usize = 100;

const ALSO_HERE: Localized =
    Localized { zh: "这里引用同一处，会一起改变", en: "this alias changes with it" };

/// An edit of what aliases repeat changes all places: a person must agree, and is told which.
pub(super) fn offer(findings: &mut [Finding], aliases: &[(Span, Span)]) {
    if aliases.is_empty() {
        return;
    }
    let anchored = Anchored::new(aliases);
    for finding in findings {
        let Some(fix) = &mut finding.fix else { continue };
        let mut also: Vec<Span> = fix.edits.iter().flat_map(|edit| anchored.at(edit.span)).collect();
        if also.is_empty() {
            continue;
        }
        also.sort_unstable();
        also.dedup();
        fix.applicability = Applicability::Offer;
        let related = also.into_iter().take(MOST);
        finding.related.extend(related.map(|span| Related { message: &ALSO_HERE, place: RelatedPlace::Here(span) }));
    }
}

/// Nodes that aliases repeat, in the order of the text: they lie apart or within each other.
struct Anchored {
    nodes: Vec<RepeatedNode>,
}

struct RepeatedNode {
    span: Span,
    /// The node around it.
    outer: Option<usize>,
    aliases: Vec<Span>,
}

impl Anchored {
    fn new(aliases: &[(Span, Span)]) -> Self {
        let mut all: BTreeMap<(u32, std::cmp::Reverse<u32>), Vec<Span>> = BTreeMap::new();
        for &(node, alias) in aliases {
            all.entry((node.start, std::cmp::Reverse(node.end))).or_default().push(alias);
        }
        let mut nodes: Vec<RepeatedNode> = Vec::with_capacity(all.len());
        let mut open: Vec<usize> = Vec::new();
        for ((start, std::cmp::Reverse(end)), aliases) in all {
            while open.last().is_some_and(|&last| nodes[last].span.end < end) {
                open.pop();
            }
            let outer = open.last().copied();
            open.push(nodes.len());
            nodes.push(RepeatedNode { span: Span::new(start, end), outer, aliases });
        }
        Self { nodes }
    }

    /// The aliases of the nodes that an edit changes, or adds to at an edge.
    fn at(&self, edit: Span) -> Vec<Span> {
        let mut found = Vec::new();
        let mut at = self.nodes.partition_point(|node| node.span.start <= edit.end);
        while at > 0 && self.nodes[at - 1].span.start >= edit.start {
            at -= 1;
            found.extend(self.nodes[at].aliases.iter().take(MOST));
        }
        let mut around = at.checked_sub(1);
        while let Some(node) = around.map(|at| &self.nodes[at]) {
            if node.span.end >= edit.start {
                found.extend(node.aliases.iter().take(MOST));
            }
            around = node.outer;
        }
        found
    }
}
