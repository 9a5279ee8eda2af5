//! Items in another place, and items with another number.

use super::fields::Change;
use super::version::{Version, VersionRow};

/// Items that were moved together: they follow each other on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Old and new positions.
    pub pairs: Vec<(usize, usize)>,
    /// Whether they stand elsewhere among the items that both versions have.
    pub is_reordered: bool,
    /// The headings, category or topic, that they stand under now and stood under before.
    pub headings: Vec<Change>,
}

/// Items that have other numbers, which count on as they did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renumbered {
    /// Old and new positions.
    pub pairs: Vec<(usize, usize)>,
}

/// The moves among pairs in the order of the new version, each with its changes of headings.
pub(super) fn moves(pairs: &[(usize, usize)], headings: Vec<Vec<Change>>) -> Vec<Move> {
    let stays = rising(&pairs.iter().map(|pair| pair.0).collect::<Vec<_>>());
    let mut out: Vec<Move> = Vec::new();
    for ((&pair, headings), stays) in pairs.iter().zip(headings).zip(stays) {
        if stays && headings.is_empty() {
            continue;
        }
        match out.last_mut() {
            Some(last)
                if last.is_reordered != stays
                    && last.headings == headings
                    && last.pairs.last().is_some_and(|&(one, other)| (one + 1, other + 1) == pair) =>
            {
                last.pairs.push(pair);
            }
            _ => out.push(Move { pairs: vec![pair], is_reordered: !stays, headings }),
        }
    }
    out
}

/// Which of some different numbers are in a longest rising sequence.
fn rising(numbers: &[usize]) -> Vec<bool> {
    // The last of the best sequence of each length, and what comes before each.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|&end| numbers[end] < *number);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let mut is_in = vec![false; numbers.len()];
    let mut at = ends.last().copied();
    while let Some(one) = at {
        is_in[one] = true;
        at = before[one];
    }
    is_in
}

/// Items whose numbers differ, in the order of the new version.
pub(super) fn renumbered(old: &Version, new: &Version, pairs: &[(usize, usize)]) -> Vec<Renumbered> {
    let count = |row: &VersionRow| row.no.parse::<i64>().ok();
    let numbers = |pair: (usize, usize)| count(&old.rows[pair.0]).zip(count(&new.rows[pair.1]));
    let mut out: Vec<Renumbered> = Vec::new();
    for &pair in pairs.iter().filter(|(one, other)| old.rows[*one].no != new.rows[*other].no) {
        let goes_on = |last: &(usize, usize)| {
            numbers(*last)
                .zip(numbers(pair))
                .is_some_and(|((a, b), (c, d))| a.checked_add(1) == Some(c) && b.checked_add(1) == Some(d))
        };
        match out.last_mut() {
            Some(run) if run.pairs.last().is_some_and(goes_on) => run.pairs.push(pair),
            _ => out.push(Renumbered { pairs: vec![pair] }),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::rising;

    #[test]
    fn the_fewest_are_said_to_have_moved() {
        assert_eq!(rising(&[0, 1, 2]), [true; 3]);
        assert_eq!(rising(&[3, 0, 1, 2]), [false, true, true, true]);
        assert_eq!(rising(&[1, 2, 0]), [true, true, false]);
        assert!(rising(&[]).is_empty());
    }
}
