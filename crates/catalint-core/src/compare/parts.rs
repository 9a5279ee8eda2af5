//! Items that were split, and items that were merged.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use catalint_domain::chinese::normalize::folded;

use super::version::{Version, VersionRow};

/// One item that became several, or several that became one. Of a split, `one` is a position in the old version and
/// `many` are in the new one; of a merger the other way round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parting {
    /// The item on the side that has one.
    pub one: usize,
    /// Those on the other side, in order.
    pub many: Vec<usize>,
}

/// What more items lost than this belongs to none of them.
const COMMON: usize = 8;

/// An element of fewer letters is alone no sign of where an item comes from.
const SIGN: usize = 6;

/// Splits and mergers.
pub(super) fn partings(old: &Version, new: &Version, pairs: &[(usize, usize)]) -> (Vec<Parting>, Vec<Parting>) {
    let back: Vec<(usize, usize)> = pairs.iter().map(|&(one, other)| (other, one)).collect();
    (splits(&old.rows, &new.rows, pairs), splits(&new.rows, &old.rows, &back))
}

fn splits(old: &[VersionRow], new: &[VersionRow], pairs: &[(usize, usize)]) -> Vec<Parting> {
    let of_old: HashMap<usize, usize> = pairs.iter().copied().collect();
    let paired: HashSet<usize> = pairs.iter().map(|pair| pair.1).collect();
    let added: Vec<usize> = (0..new.len()).filter(|row| !paired.contains(row)).collect();
    if added.is_empty() {
        return Vec::new();
    }
    let lost = Lost::of(old, new, &of_old);
    let mut from: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for row in added {
        if let Some(one) = lost.origin(&new[row], old) {
            from.entry(one).or_default().push(row);
        }
    }
    let parting = |(one, mut many): (usize, Vec<usize>)| {
        many.extend(of_old.get(&one));
        many.sort_unstable();
        (many.len() > 1).then_some(Parting { one, many })
    };
    from.into_iter().filter_map(parting).collect()
}

/// What old items lost: elements of their content, and pairs of letters of their names.
struct Lost<'v> {
    elements: HashMap<&'v str, Vec<usize>>,
    letters: HashMap<(char, char), Vec<usize>>,
}

impl<'v> Lost<'v> {
    fn of(old: &'v [VersionRow], new: &[VersionRow], of_old: &HashMap<usize, usize>) -> Self {
        let mut lost = Self { elements: HashMap::new(), letters: HashMap::new() };
        for (at, row) in old.iter().enumerate() {
            let now = of_old.get(&at).map(|other| &new[*other]);
            let kept: HashSet<&str> = now.iter().flat_map(|row| &row.elements).map(String::as_str).collect();
            for element in row.elements.iter().filter(|element| !kept.contains(element.as_str())) {
                lost.elements.entry(element).or_default().push(at);
            }
            let kept = now.map(letters).unwrap_or_default();
            for pair in letters(row).difference(&kept) {
                lost.letters.entry(*pair).or_default().push(at);
            }
        }
        lost
    }

    /// The old item that a new one was parted from: half of its content went there, or half of its name where its
    /// content stands in both.
    fn origin(&self, row: &VersionRow, old: &[VersionRow]) -> Option<usize> {
        let elements: BTreeSet<&str> = row.elements.iter().map(String::as_str).collect();
        let mut of: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for element in &elements {
            let all = self.elements.get(element).filter(|all| all.len() <= COMMON);
            for one in all.into_iter().flatten() {
                let known = of.entry(*one).or_default();
                *known = (known.0 + 1, known.1 + element.chars().count());
            }
        }
        let by_content = |(one, (count, length)): (usize, (usize, usize))| {
            let is_sign = count > 1 || length >= SIGN;
            (is_sign && count * 2 >= elements.len()).then_some((count, one))
        };
        let best = of.into_iter().filter_map(by_content).max_by_key(|(count, one)| (*count, usize::MAX - one));
        if let Some((_, one)) = best {
            return Some(one);
        }
        let names = letters(row);
        let mut of: BTreeMap<usize, usize> = BTreeMap::new();
        for one in names.iter().filter_map(|pair| self.letters.get(pair).filter(|all| all.len() <= COMMON)).flatten() {
            *of.entry(*one).or_default() += 1;
        }
        let by_name = |&(one, count): &(usize, usize)| {
            let stands_there = |element: &&&str| old[one].elements.iter().any(|known| known == **element);
            let kept = elements.iter().filter(stands_there).count();
            count >= 2 && count * 2 >= names.len() && kept > 0 && kept * 2 >= elements.len()
        };
        of.into_iter().filter(by_name).max_by_key(|(one, count)| (*count, usize::MAX - one)).map(|(one, _)| one)
    }
}

fn letters(row: &VersionRow) -> HashSet<(char, char)> {
    let letters: Vec<char> = folded(row.label()).collect();
    letters.windows(2).map(|two| (two[0], two[1])).collect()
}
