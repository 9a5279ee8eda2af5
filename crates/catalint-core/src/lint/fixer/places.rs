//! Where fixes were applied: no finding is mended twice at one place.

use std::collections::HashMap;

use crate::fix::Edit;
use crate::lint::Diagnostic;
use crate::rule::{Arg, Check};
use crate::text::Span;

/// Where fixes were applied, in the text as it is now, by code.
#[derive(Default)]
pub(super) struct Places {
    by_code: HashMap<&'static str, Vec<Place>>,
}

struct Place {
    span: Span,
    /// What the finding said.
    args: Vec<(&'static str, Arg)>,
}

impl Places {
    /// Whether a finding was mended before and is still there.
    pub(super) fn has(&self, diagnostic: &Diagnostic) -> bool {
        let violation = &diagnostic.violation;
        let Some(known) = self.by_code.get(violation.rule.code) else { return false };
        // What a rule of a repository finds may grow with each fix.
        let own = matches!(violation.rule.check, Check::Elsewhere);
        let same = |place: &Place| place.span.touches(violation.span) && (own || place.args == violation.args);
        // In order of their starts; those that begin far above end there, too, but for a few.
        let behind = known.partition_point(|place| place.span.start <= violation.span.end);
        known[..behind].iter().rev().take(NEAR).any(same)
    }

    /// Takes what was just applied along, and moves to the text that it made.
    pub(super) fn go_on(&mut self, applied: &[&Diagnostic]) {
        let fixes = applied.iter().filter_map(|diagnostic| diagnostic.violation.fix.as_ref());
        let shift = Shift::of(fixes.flat_map(|fix| &fix.edits));
        for place in self.by_code.values_mut().flatten() {
            place.span = shift.place(place.span);
        }
        for violation in applied.iter().map(|diagnostic| &diagnostic.violation) {
            let edits = violation.fix.iter().flat_map(|fix| &fix.edits);
            let beside: Vec<&Edit> = edits.filter(|edit| edit.span.touches(violation.span)).collect();
            // What gets shorter comes to an end.
            let (new, old) = beside
                .iter()
                .fold((0, 0), |(new, old), edit| (new + edit.content.len(), old + edit.span.len() as usize));
            if new < old {
                continue;
            }
            let hull = beside.iter().fold(violation.span, |hull, edit| {
                Span::new(hull.start.min(edit.span.start), hull.end.max(edit.span.end))
            });
            let place = Place { span: shift.place(hull), args: violation.args.clone() };
            self.by_code.entry(violation.rule.code).or_default().push(place);
        }
        self.by_code.values_mut().for_each(|places| places.sort_by_key(|place| place.span));
    }
}

/// So many places are looked at for one finding.
const NEAR: usize = 200;

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
