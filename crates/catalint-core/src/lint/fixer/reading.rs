//! How well a text can be read, before and after fixes.

use std::collections::HashSet;
use std::mem::{Discriminant, discriminant};

use crate::fix::Edit;
use crate::model::Catalog;
use crate::rule::Finding;
use catalint_text::Span;
use catalint_yaml::{FaultKind, Parsed, SlipKind};

/// What is wrong with the YAML of a text.
pub(super) struct YamlReading {
    faults: usize,
    lost: usize,
    slips: Vec<Span>,
    /// Kinds of faults and slips.
    kinds: HashSet<(Option<Discriminant<FaultKind>>, Option<SlipKind>)>,
    /// Items; none where their list can't be told apart.
    items: Option<usize>,
}

impl YamlReading {
    pub(super) fn of(parsed: &Parsed, catalog: Option<&Catalog>) -> Self {
        let faults = parsed.faults.iter().map(|fault| (Some(discriminant(&fault.kind)), None));
        let slips = parsed.slips.iter().map(|slip| (None, Some(slip.kind)));
        Self {
            faults: parsed.faults.len(),
            lost: parsed.tree.lost().len(),
            kinds: faults.chain(slips).collect(),
            slips: parsed.slips.iter().map(|slip| slip.span).collect(),
            items: catalog.map(Catalog::len).filter(|&len| len > 0),
        }
    }

    /// Whether the text after some fixes, read again, can be read as well as this one. Fixes of the YAML itself must leave less
    /// to mend, nothing of another kind, and no item that was none before.
    pub(super) fn takes(&self, after: &Parsed, fixes: &[&Finding]) -> bool {
        let after = Self::of(after, Catalog::bind(&after.tree).as_ref());
        if after.faults > self.faults || after.lost > self.lost {
            return false;
        }
        let edits = |d: &&Finding| d.fix.as_ref().map_or(&[][..], |fix| &fix.edits).to_vec();
        let of_slip = |edit: &Edit| self.slips.binary_search(&edit.span).is_ok();
        if !fixes.iter().flat_map(edits).any(|edit| of_slip(&edit)) {
            return true;
        }
        let fewer = after.faults + after.slips.len() < self.faults + self.slips.len();
        let items = self.items.is_none_or(|known| after.items.is_some_and(|items| items <= known));
        fewer && items && after.kinds.is_subset(&self.kinds)
    }
}
