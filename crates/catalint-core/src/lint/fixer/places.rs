//! Where fixes were applied: no finding is mended twice at one place.

use std::collections::{BTreeMap, HashMap};

use crate::fix::Edit;

use crate::rule::{Arg, Check, Finding};
use catalint_text::Span;

/// Where fixes were applied, in the text as it is now, by code.
#[derive(Default)]
pub(super) struct FixedPlaces {
    by_code: BTreeMap<&'static str, Vec<FixedPlace>>,
}

struct FixedPlace {
    span: Span,
    /// What the finding said.
    args: Vec<(&'static str, Arg)>,
    /// How many findings said so here before the fix.
    found: usize,
}

impl FixedPlace {
    fn is_of(&self, finding: &Finding) -> bool {
        self.span.touches(finding.span()) && says_the_same(finding, &self.args)
    }
}

/// What a rule of a repository finds may grow with each fix, so its words are not compared.
fn says_the_same(finding: &Finding, args: &[(&'static str, Arg)]) -> bool {
    matches!(finding.rule.check, Check::External) || finding.args == args
}

impl FixedPlaces {
    /// Forgets each place where a fix left fewer findings than there were: it helped, and the others have their turn.
    pub(super) fn compare(&mut self, now: &[Finding]) {
        let now = ByCode::of(now);
        for (code, places) in &mut self.by_code {
            places.retain(|place| now.count(code, place.span, &place.args) >= place.found);
        }
    }

    /// Whether a finding was mended before and is still there.
    pub(super) fn has(&self, finding: &Finding) -> bool {
        let Some(known) = self.by_code.get(finding.rule.code) else { return false };
        // In order of their starts; those that begin far above end there, too, but for a few.
        let behind = known.partition_point(|place| place.span.start <= finding.span().end);
        known[..behind].iter().rev().take(NEAR).any(|place| place.is_of(finding))
    }

    /// Takes what was just applied along, and moves from the text with these findings to the one that it made.
    pub(super) fn go_on(&mut self, applied: &[&Finding], all: &[Finding]) {
        let before = ByCode::of(all);
        let fixes = applied.iter().filter_map(|finding| finding.fix.as_ref());
        let shift = Shift::of(fixes.flat_map(|fix| &fix.edits));
        for place in self.by_code.values_mut().flatten() {
            place.span = shift.place(place.span);
        }
        for finding in applied {
            let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
            let beside: Vec<&Edit> = edits.filter(|edit| edit.span.touches(finding.span())).collect();
            // What gets shorter comes to an end.
            let (new, old) = beside
                .iter()
                .fold((0, 0), |(new, old), edit| (new + edit.content.len(), old + edit.span.len() as usize));
            if new < old {
                continue;
            }
            let hull = beside.iter().fold(finding.span(), |hull, edit| {
                Span::new(hull.start.min(edit.span.start), hull.end.max(edit.span.end))
            });
            let found = before.count(finding.rule.code, hull, &finding.args);
            let place = FixedPlace { span: shift.place(hull), args: finding.args.clone(), found };
            self.by_code.entry(finding.rule.code).or_default().push(place);
        }
        self.by_code.values_mut().for_each(|places| places.sort_by_key(|place| place.span));
    }
}

/// So many places are looked at for one finding, and so many findings for one place.
const NEAR: usize = 200;

/// The findings of a text by code, in order of their starts.
struct ByCode<'d>(HashMap<&'static str, Vec<&'d Finding>>);

impl<'d> ByCode<'d> {
    fn of(all: &'d [Finding]) -> Self {
        let mut by_code: HashMap<&'static str, Vec<&Finding>> = HashMap::new();
        for finding in all {
            by_code.entry(finding.rule.code).or_default().push(finding);
        }
        by_code.values_mut().for_each(|all| all.sort_by_key(|finding| finding.span()));
        Self(by_code)
    }

    /// How many findings of a rule say the same at a place.
    fn count(&self, code: &str, place: Span, args: &[(&'static str, Arg)]) -> usize {
        let Some(all) = self.0.get(code) else { return 0 };
        let behind = all.partition_point(|finding| finding.span().start <= place.end);
        let near = all[..behind].iter().rev().take(NEAR);
        near.filter(|finding| finding.span().touches(place) && says_the_same(finding, args)).count()
    }
}

/// Places of a text in the text that edits make of it.
struct Shift {
    /// Where each edit stands, and how much longer the text is behind it.
    edits: Vec<(Span, u32, i64)>,
}

impl Shift {
    fn of<'e>(edits: impl Iterator<Item = &'e Edit>) -> Self {
        let mut all: Vec<(Span, u32)> = edits.map(|edit| (edit.span, Span::of(0..edit.content.len()).end)).collect();
        all.sort_unstable();
        let mut longer = 0;
        let edits = all.into_iter().map(|(span, new)| {
            longer += i64::from(new) - i64::from(span.len());
            (span, new, longer)
        });
        Self { edits: edits.collect() }
    }

    fn place(&self, span: Span) -> Span {
        let start = self.offset(self.edits.partition_point(|(edit, ..)| edit.start < span.start), span.start, false);
        let end = self.offset(self.edits.partition_point(|(edit, ..)| edit.start <= span.end), span.end, true);
        Span::new(start, end.max(start))
    }

    /// The new place of an offset behind the starts of so many edits.
    fn offset(&self, behind: usize, at: u32, end: bool) -> u32 {
        let Some(&(edit, new, longer)) = behind.checked_sub(1).map(|last| &self.edits[last]) else { return at };
        let moved = |at: u32, by: i64| u32::try_from(i64::from(at) + by).unwrap_or(0);
        // Within an edit: its start or its end.
        let after = moved(edit.end, longer);
        if at >= edit.end {
            moved(at, longer)
        } else if end {
            after
        } else {
            after - new
        }
    }
}
