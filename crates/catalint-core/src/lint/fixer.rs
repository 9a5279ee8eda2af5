//! Mending a file to a fixed point.

mod places;
mod reading;

use std::collections::{BTreeMap, BTreeSet};

use places::FixedPlaces;
use reading::YamlReading;

use super::{Linter, Report, offers};
use crate::Document;
use crate::fix::{self, Applicability, Fix};
use crate::model::FieldId;
use crate::rule::{Finding, Severity};
use catalint_text::{DecodeProblem, Source, encode};
use catalint_yaml::{self as yaml, Parsed};

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
    pub report: Report,
    /// Fixes applied, by code.
    pub applied: BTreeMap<&'static str, usize>,
    /// Fixes that were left out.
    pub dropped: Vec<Dropped>,
}

/// A fix that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Dropped {
    /// The rule.
    pub code: &'static str,
    /// Line of the finding in the file as it was left.
    pub line: u32,
    /// Why.
    pub why: DroppedWhy,
}

/// Why a fix was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DroppedWhy {
    /// The file could be read less afterwards.
    Breaks,
    /// It was applied at this place before, and the finding is still there.
    Remains,
}

/// Rounds after which mending stops; fixes that undo each other would go on for ever.
const MAX_ROUNDS: usize = 50;

/// Applies fixes until none is left that applies, each once at its place. Of `chosen` findings, named by their fingerprints,
/// where somebody chose.
pub(super) fn fix(
    mut document: Document,
    linter: &Linter,
    which: FixOptions,
    mut chosen: Option<BTreeSet<String>>,
) -> Fixed {
    let mut report = linter.check(&document);
    let mut applied = BTreeMap::new();
    let mut dropped = Vec::new();
    let mut changed = false;
    let mut places = FixedPlaces::default();
    // Bytes that can't be read would be written back as something else.
    let whole = !matches!(report.source.problem, Some(DecodeProblem::Mixed { .. } | DecodeProblem::Unknown { .. }));
    let rounds = if whole { MAX_ROUNDS } else { 0 };
    for _ in 0..rounds {
        let asked = |d: &&Finding| {
            d.severity >= which.min_severity
                && d.applicability().is_some_and(|a| a >= which.least)
                && chosen.as_ref().is_none_or(|chosen| chosen.contains(&*d.fingerprint))
        };
        let (again, wanted): (Vec<&Finding>, Vec<&Finding>) =
            report.findings.iter().filter(asked).partition(|finding| places.has(finding));
        dropped.clear();
        let left_out = |finding: &Finding, why| {
            let place = finding.span().start;
            Dropped { code: finding.rule.code, line: report.source.lines().line(place), why }
        };
        dropped.extend(again.iter().map(|finding| left_out(finding, DroppedWhy::Remains)));
        // Offers are tried before they are made.
        let harmful = if which.least == Applicability::Offer {
            let before = offers::ErrorStanding::of(&report);
            offers::harmful(&mut report.source.text.clone(), &report.source, &before, &wanted, linter)
        } else {
            Vec::new()
        };
        let wanted: Vec<&Finding> =
            wanted.iter().enumerate().filter(|(nth, _)| harmful.binary_search(nth).is_err()).map(|(_, d)| *d).collect();
        let Some(round) = FixRound::of(&document, &wanted) else { break };
        // What breaks the file now may not after the others: each round tries again.
        dropped.extend(round.broken.iter().map(|finding| left_out(finding, DroppedWhy::Breaks)));
        dropped.sort_by_key(|dropped| dropped.line);
        if round.applied.is_empty() || (*round.after.tree.source() == *report.source.text && !round.to_utf8) {
            break;
        }
        for finding in &round.applied {
            // Another that says the same may be called so now.
            if let Some(chosen) = &mut chosen {
                chosen.remove(&*finding.fingerprint);
            }
            *applied.entry(finding.rule.code).or_insert(0) += 1;
        }
        changed = true;
        places.go_on(&round.applied, &report.findings);
        document = Document::of_parsed(round.source(&report.source), round.after);
        report = linter.check(&document);
        places.compare(&report.findings);
    }
    let bytes = changed.then(|| encode(&report.source.text, report.source.encoding));
    Fixed { bytes, report, applied, dropped }
}

/// What one round of fixes does to a text.
struct FixRound<'d> {
    /// The text as it is then.
    after: Parsed,
    applied: Vec<&'d Finding>,
    to_utf8: bool,
    broken: Vec<&'d Finding>,
}

impl<'d> FixRound<'d> {
    /// None where there is nothing to apply.
    fn of(document: &Document, wanted: &[&'d Finding]) -> Option<Self> {
        if wanted.is_empty() {
            return None;
        }
        let before = YamlReading::of(document.parsed(), document.catalog());
        let (mut sound, mut broken) = (Vec::new(), Vec::new());
        let whole = sort_out(document, wanted, &before, &mut sound, &mut broken);
        let (after, applied) = match whole {
            Some(all) => all,
            None => {
                let (after, applied) = tried(document, &sound);
                if sound.is_empty() || before.takes(&after, &sound) {
                    (after, applied)
                } else {
                    // Sound one by one but not together: the first alone, the rest in later rounds.
                    tried(document, &sound[..1])
                }
            }
        };
        let to_utf8 = applied.iter().any(|d| d.fix.as_ref().is_some_and(|fix| fix.to_utf8));
        Some(Self { after, applied, to_utf8, broken })
    }

    /// The file as it is then.
    fn source(&self, before: &Source) -> Source {
        let text = self.after.tree.shared_source();
        if self.to_utf8 { Source::from_text(before.name.as_str(), text) } else { before.with_text(text) }
    }
}

/// A text with some fixes, read again, and those of them that were applied.
type Tried<'d> = (Parsed, Vec<&'d Finding>);

fn tried<'d>(document: &Document, wanted: &[&'d Finding]) -> Tried<'d> {
    let fixes: Vec<&Fix> = wanted.iter().filter_map(|d| d.fix.as_deref()).collect();
    let mended = fix::apply(document.text(), &fixes);
    let applied = mended.applied.iter().map(|&nth| wanted[nth]).collect();
    (yaml::parse(mended.text, FieldId::intern), applied)
}

/// Which fixes leave the file as readable as it was, by halves: one bad fix among many costs
/// a few readings, not one a fix. Where all do, the text with them.
fn sort_out<'d>(
    document: &Document,
    wanted: &[&'d Finding],
    before: &YamlReading,
    sound: &mut Vec<&'d Finding>,
    broken: &mut Vec<&'d Finding>,
) -> Option<Tried<'d>> {
    let (after, applied) = tried(document, wanted);
    if before.takes(&after, wanted) {
        sound.extend(wanted);
        return Some((after, applied));
    }
    if let [only] = wanted {
        broken.push(only);
    } else {
        let (left, right) = wanted.split_at(wanted.len() / 2);
        sort_out(document, left, before, sound, broken);
        sort_out(document, right, before, sound, broken);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::{Settings, fix_text};
    use super::*;
    use crate::docs::complete;
    use crate::lint::lint_config;
    use catalint_domain::date::Date;

    /// A catalog in order, with some lines of its item.
    fn catalog(lines: &str) -> String {
        complete(&format!("    no: 1\n    content: [救助标准, 申请材料]\n{lines}"))
    }

    struct One(&'static str);

    impl crate::config::ConfigFiles for One {
        fn read(&mut self, _: &str) -> Result<Vec<u8>, String> {
            Ok(self.0.as_bytes().to_vec())
        }
    }

    fn fixed(text: &str, config: &'static str, least: Applicability) -> (String, Fixed) {
        let linted = lint_config("catalint.yaml", &mut One(config)).expect("it is read");
        assert!(linted.is_sound(), "{:?}", linted.reports);
        let options = Settings::new(Date::parse("2026-11-30").expect("a day")).with(&linted.config, "");
        let which = FixOptions { least, min_severity: Severity::Hint };
        let fixed = fix_text("a.yaml", text.as_bytes(), &options, which);
        let text = fixed.bytes.clone().map_or(text.to_owned(), |bytes| String::from_utf8(bytes).expect("UTF-8"));
        (text, fixed)
    }

    #[test]
    fn a_fix_whose_finding_stays_is_applied_once_at_each_place_and_then_said() {
        let own = "custom_rules:\n  ORG007:\n    field: content\n    not_pattern: (标)(准)|(材)(料)$\n    message: 写全\n    fix: {with: '（$2$1$4$3）标准材料', safe: true}\n";
        let (text, fixed) = fixed(&catalog(""), own, Applicability::Safe);
        assert_eq!(text.matches("（准标）标准材料").count(), 1, "{text}");
        assert_eq!(text.matches("（料材）标准材料").count(), 1, "{text}");
        let remains =
            fixed.dropped.iter().filter(|dropped| dropped.code == "ORG007" && dropped.why == DroppedWhy::Remains);
        assert!(remains.count() >= 2, "{:?}", fixed.dropped);
    }

    #[test]
    fn several_duplicates_still_go_in_one_run() {
        let text = catalog("    channels: [政府网站, 政府网站, 政府网站, 政府网站]\n");
        let (text, fixed) = fixed(&text, "fail_on: error\n", Applicability::Safe);
        assert!(text.contains("channels: [政府网站]\n") && fixed.dropped.is_empty(), "{text}{:?}", fixed.dropped);
    }

    #[test]
    fn of_several_findings_in_one_text_each_is_mended_though_its_quotes_make_it_no_shorter() {
        let text = catalog("    note: \u{200b}县”\t区\u{3000}\n");
        let (text, fixed) = fixed(&text, "fail_on: error\n", Applicability::Offer);
        assert!(text.contains("县” 区") && fixed.dropped.is_empty(), "{text}{:?}", fixed.dropped);
    }

    #[test]
    fn what_an_alias_repeats_is_offered_with_all_places() {
        let text = catalog("    subtopic: &d 帐户 临时救助\n    note: *d\n    remark: *d\n");
        let (same, fixed) = fixed(&text, "fail_on: error\n", Applicability::Safe);
        assert_eq!(same, text, "{:?}", fixed.applied);
    }
}
