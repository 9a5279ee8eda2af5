//! Mending a file to a fixed point.

use std::collections::BTreeMap;

use super::engine::{Options, lint_source};
use super::{Diagnostic, FileReport, lint_text};
use crate::fix::{self, Applicability, Fix};
use crate::model::FieldId;
use crate::rule::Severity;
use crate::text::{DecodeProblem, Decoded, Encoding, Source, encode};
use crate::yaml;

/// Which fixes to apply.
#[derive(Debug, Clone, Copy)]
pub struct FixOptions {
    /// Safe ones only, or offered ones too.
    pub least: Applicability,
    /// Only findings that the run would show.
    pub min_severity: Severity,
}

/// A mended file.
#[derive(Debug)]
pub struct Fixed {
    /// The new bytes, in the encoding of the old ones unless a fix changed it; none where
    /// nothing changed.
    pub bytes: Option<Vec<u8>>,
    /// What remains.
    pub report: FileReport,
    /// Fixes applied, by code.
    pub applied: BTreeMap<&'static str, usize>,
    /// Fixes that would have broken the file and were left out.
    pub dropped: Vec<Dropped>,
}

/// A fix that was not applied because the file could not be read afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Dropped {
    /// The rule.
    pub code: &'static str,
    /// Line of the finding in the file as it was left.
    pub line: u32,
}

/// Rounds after which mending stops; fixes that undo each other would go on for ever.
const MAX_ROUNDS: usize = 50;

/// Applies fixes until none is left that applies.
#[must_use]
pub fn fix_text(name: &str, bytes: &[u8], options: &Options, which: FixOptions) -> Fixed {
    let mut report = lint_text(name, bytes, options);
    let mut applied = BTreeMap::new();
    let mut dropped = Vec::new();
    let mut changed = false;
    // Bytes that can't be read would be written back as something else.
    let whole = !matches!(report.source.problem, Some(DecodeProblem::Mixed { .. } | DecodeProblem::Unknown { .. }));
    let rounds = if whole { MAX_ROUNDS } else { 0 };
    for _ in 0..rounds {
        let wanted: Vec<&Diagnostic> = report
            .diagnostics
            .iter()
            .filter(|d| d.severity >= which.min_severity && d.applicability().is_some_and(|a| a >= which.least))
            .collect();
        dropped.clear();
        let Some(round) = Round::of(&report.source, &wanted) else { break };
        // What breaks the file now may not after the others: each round tries again.
        for diagnostic in &round.broken {
            let place = diagnostic.violation.span.start;
            dropped.push(Dropped { code: diagnostic.violation.rule.code, line: report.source.lines().line(place) });
        }
        if round.codes.is_empty() || (round.text == report.source.text && !round.to_utf8) {
            break;
        }
        for code in &round.codes {
            *applied.entry(*code).or_insert(0) += 1;
        }
        changed = true;
        let encoding = if round.to_utf8 { Encoding::Utf8 } else { report.source.encoding };
        let problem = if round.to_utf8 { None } else { report.source.problem.clone() };
        let decoded = Decoded { text: round.text, encoding, problem };
        report = lint_source(Source::new(name, decoded), options);
    }
    let bytes = changed.then(|| encode(&report.source.text, report.source.encoding));
    Fixed { bytes, report, applied, dropped }
}

/// What one round of fixes does to a text.
struct Round<'d> {
    text: String,
    codes: Vec<&'static str>,
    to_utf8: bool,
    broken: Vec<&'d Diagnostic>,
}

impl<'d> Round<'d> {
    /// None where there is nothing to apply.
    fn of(source: &Source, wanted: &[&'d Diagnostic]) -> Option<Self> {
        if wanted.is_empty() {
            return None;
        }
        let before = faults(&source.text);
        let (mut sound, mut broken) = (Vec::new(), Vec::new());
        sort_out(source, wanted, before, &mut sound, &mut broken);
        let fixes: Vec<&Fix> = sound.iter().filter_map(|d| d.violation.fix.as_ref()).collect();
        let mended = fix::apply(&source.text, &fixes);
        if sound.is_empty() || faults(&mended.text) <= before {
            return Some(Self::new(mended, &sound, &fixes, broken));
        }
        // Sound one by one but not together: the first alone, the rest in later rounds.
        let first = fix::apply(&source.text, &fixes[..1]);
        Some(Self::new(first, &sound[..1], &fixes[..1], broken))
    }

    fn new(mended: fix::Mended, wanted: &[&'d Diagnostic], fixes: &[&Fix], broken: Vec<&'d Diagnostic>) -> Self {
        let codes = mended.applied.iter().map(|&i| wanted[i].violation.rule.code).collect();
        let to_utf8 = mended.applied.iter().any(|&i| fixes[i].to_utf8);
        Self { text: mended.text, codes, to_utf8, broken }
    }
}

/// Which fixes leave the file as readable as it was, by halves: one bad fix among many costs
/// a few readings, not one a fix.
fn sort_out<'d>(
    source: &Source,
    wanted: &[&'d Diagnostic],
    before: (usize, usize),
    sound: &mut Vec<&'d Diagnostic>,
    broken: &mut Vec<&'d Diagnostic>,
) {
    let fixes: Vec<&Fix> = wanted.iter().filter_map(|d| d.violation.fix.as_ref()).collect();
    if faults(&fix::apply(&source.text, &fixes).text) <= before {
        sound.extend(wanted);
    } else if let [only] = wanted {
        broken.push(only);
    } else {
        let (left, right) = wanted.split_at(wanted.len() / 2);
        sort_out(source, left, before, sound, broken);
        sort_out(source, right, before, sound, broken);
    }
}

/// How much of a text can't be read: faults, and parts lost to faults and slips.
fn faults(text: &str) -> (usize, usize) {
    let parsed = yaml::parse(text, FieldId::intern);
    (parsed.faults.len(), parsed.tree.lost().len())
}
