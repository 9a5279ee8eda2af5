//! What the catalogs of one place cover of a reference together.

use foldhash::HashMap;

use super::{Covering, Reference};
use crate::project::Facts;

/// Of each reference the first catalog that may say that its field has none; none where it has one.
pub(in crate::project) fn note_fields(
    without: &mut Vec<Option<u32>>,
    file: u32,
    facts: &Facts,
    references: &[Reference],
) {
    let first = without.is_empty();
    without.resize(references.len(), None);
    for (known, reference) in without.iter_mut().zip(references) {
        *known = match (*known, reference.is_of_field(facts)) {
            (_, true) => Some(u32::MAX),
            (None, false) if first => Some(file),
            (known, false) => known,
        };
    }
}

/// What the catalogs of one place cover of a reference.
#[derive(Debug, Default)]
pub(in crate::project) struct Share {
    /// The file that covers most, and how much; the first of several.
    pub(super) most: Option<(u32, usize)>,
    /// By the pair of a covered item: the first two files that cover it.
    covered: HashMap<String, (u32, Option<u32>)>,
}

impl Share {
    /// Takes in the next catalog, which is no reference itself.
    pub(in crate::project) fn add(
        shares: &mut HashMap<(String, usize), Self>,
        file: u32,
        facts: &Facts,
        references: &[Reference],
    ) {
        // Who names no place is in none with others.
        if facts.home().is_empty() {
            return;
        }
        for (nth, reference) in references.iter().enumerate().filter(|(_, reference)| reference.is_of_field(facts)) {
            let share = shares.entry((facts.home().to_owned(), nth)).or_default();
            let coverage = reference.coverage(facts).of;
            let covered = reference.items.iter().zip(coverage).filter(|(_, covering)| *covering >= Covering::Together);
            let mut count = 0;
            for (item, _) in covered {
                count += 1;
                let known = share.covered.entry(item.pair.clone()).or_insert((file, None));
                if known.0 != file && known.1.is_none() {
                    known.1 = Some(file);
                }
            }
            if share.most.is_none_or(|(_, most)| count > most) {
                share.most = Some((file, count));
            }
        }
    }

    pub(super) fn is_covered_beside(&self, file: Option<u32>, pair: &str) -> bool {
        self.covered.get(pair).is_some_and(|&(first, second)| Some(first) != file || second.is_some())
    }
}
