//! How a written level is read.

use std::ops::Range;

use catalint_domain::vocabulary::profile::{Level, Profile, Standing, find};
use catalint_domain::vocabulary::word_list::{self, KnownWord};

/// The levels that a text names, each with its place; none where it is no level of the profile.
pub(super) fn read<'p>(
    profile: &'p Profile,
    text: &str,
) -> impl Iterator<Item = (Range<usize>, Option<(&'p Level, Standing)>)> {
    let known = |word: &str| if find(&profile.levels, word).is_some() { KnownWord::Listed } else { KnownWord::No };
    word_list::words(text, known).map(|range| {
        let word = &text[range.clone()];
        (range, find(&profile.levels, word))
    })
}
