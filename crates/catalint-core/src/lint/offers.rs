//! Offers are tried before they are made: one that would bring an error is none.

use std::collections::BTreeMap;

use super::{Linter, Report};
use crate::Document;
use crate::fix::{self, Applicability, Fix};
use crate::rule::{Finding, Severity};
use catalint_text::{Source, Text};

/// Readings of a file after which what was not tried is not offered.
const MOST: usize = 200;

/// See [`Linter::keep_sound_offers`].
pub(super) fn keep_sound(report: &mut Report, linter: &Linter) {
    let offered: Vec<usize> =
        report.findings.iter().enumerate().filter(|(_, d)| is_offer(d)).map(|(at, _)| at).collect();
    let all: Vec<&Finding> = offered.iter().map(|&at| &report.findings[at]).collect();
    let (mut text, source) = (std::mem::take(&mut report.source.text), &report.source);
    let bad = harmful(&mut text, source, &ErrorStanding::of(report), &all, linter);
    report.source.text = text;
    for at in bad.into_iter().map(|nth| offered[nth]) {
        report.findings[at].fix = None;
    }
}

fn is_offer(finding: &Finding) -> bool {
    let offer = |fix: &Fix| fix.applicability == Applicability::Offer && !fix.edits.is_empty();
    finding.fix.as_deref().is_some_and(offer)
}

/// The positions of the offers among some findings of a file that would bring an error. They are tried
/// together, and by halves where that brings one. `text` is that of `source`; it is the same again at the end, and
/// away while the other is read.
pub(super) fn harmful(
    text: &mut Text,
    source: &Source,
    before: &ErrorStanding,
    wanted: &[&Finding],
    linter: &Linter,
) -> Vec<usize> {
    let offers: Vec<usize> = (0..wanted.len()).filter(|&nth| is_offer(wanted[nth])).collect();
    let mut parts = if offers.is_empty() { Vec::new() } else { vec![offers] };
    let (mut bad, mut tried) = (Vec::new(), 0);
    while let Some(part) = parts.pop() {
        tried += 1;
        if tried > MOST {
            bad.extend(part);
            continue;
        }
        let fixes: Vec<&Fix> = part.iter().filter_map(|&nth| wanted[nth].fix.as_deref()).collect();
        let mended = fix::apply(text, &fixes);
        *text = Text::default();
        let after = linter.check(&Document::parse(source.with_text(mended.text)));
        *text = fix::undo(&after.source.text, &mended.replaced).into();
        let mut applied = vec![false; part.len()];
        mended.applied.iter().for_each(|&nth| applied[nth] = true);
        if ErrorStanding::of(&after).is_no_worse(before) {
            // Those that overlap with others are tried next.
            let rest: Vec<usize> = part.iter().zip(&applied).filter(|(_, done)| !**done).map(|(nth, _)| *nth).collect();
            parts.extend((!rest.is_empty()).then_some(rest));
        } else if part.len() == 1 {
            bad.extend(part);
        } else {
            let (left, right) = part.split_at(part.len() / 2);
            parts.extend([right.to_vec(), left.to_vec()]);
        }
    }
    bad.sort_unstable();
    bad
}

/// The errors of a file by code, and how many items it has.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ErrorStanding {
    errors: BTreeMap<&'static str, usize>,
    items: usize,
}

impl ErrorStanding {
    pub(super) fn of(report: &Report) -> Self {
        let mut errors = BTreeMap::new();
        for finding in report.findings.iter().filter(|d| d.severity == Severity::Error) {
            *errors.entry(finding.rule.code).or_insert(0) += 1 + finding.also.len();
        }
        Self { errors, items: report.items }
    }

    fn is_no_worse(&self, before: &Self) -> bool {
        self.items >= before.items
            && self.errors.iter().all(|(code, count)| before.errors.get(code).is_some_and(|known| count <= known))
    }
}
