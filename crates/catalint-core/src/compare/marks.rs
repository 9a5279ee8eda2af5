//! Which characters of a text changed.

use std::collections::HashSet;
use std::ops::Range;

/// Two texts, and the parts of each that the other has not, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedChange {
    /// The old text.
    pub old: String,
    /// The new one.
    pub new: String,
    /// What of the old one is gone.
    pub gone: Vec<Range<usize>>,
    /// What of the new one is new.
    pub come: Vec<Range<usize>>,
}

/// Longer texts are not held against each other character by character: what lies between their common ends is other.
const MOST: usize = 4_000_000;

/// What is the same between two changes and shorter than this is no island for a reader.
const ISLAND: usize = 2;

/// The changed characters. Numbers and words of Latin letters change whole.
#[must_use]
pub fn marks(old: &str, new: &str) -> MarkedChange {
    let (a, b): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let head = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (left, right) = (&a[head..a.len() - tail], &b[head..b.len() - tail]);
    let mut same: Vec<(Range<usize>, Range<usize>)> = vec![(0..head, 0..head)];
    same.extend(common(left, right).into_iter().map(|(one, other, len)| {
        let (one, other) = (head + one, head + other);
        (one..one + len, other..other + len)
    }));
    same.push((a.len() - tail..a.len(), b.len() - tail..b.len()));
    let kept: usize = same.iter().map(|(one, _)| one.len()).sum();
    // Of texts that have little in common no reader looks for the letters.
    if kept * 4 < a.len().min(b.len()) {
        same = vec![(0..0, 0..0), (a.len()..a.len(), b.len()..b.len())];
    }
    let changes = whole_words(&a, &b, &between(&same));
    let bytes = |text: &str| text.char_indices().map(|(at, _)| at).chain([text.len()]).collect::<Vec<_>>();
    let (of_old, of_new) = (bytes(old), bytes(new));
    let ranges = |all: &mut dyn Iterator<Item = Range<usize>>, at: &[usize]| -> Vec<Range<usize>> {
        all.filter(|range| !range.is_empty()).map(|range| at[range.start]..at[range.end]).collect()
    };
    MarkedChange {
        gone: ranges(&mut changes.iter().map(|(one, _)| one.clone()), &of_old),
        come: ranges(&mut changes.iter().map(|(_, other)| other.clone()), &of_new),
        old: old.to_owned(),
        new: new.to_owned(),
    }
}

/// How much two texts are alike, from 0 to 1: by the pairs of letters that they share.
pub(super) fn likeness(old: &str, new: &str) -> f64 {
    let pairs = |text: &str| -> HashSet<(char, char)> {
        let letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        let ends = letters.first().map(|c| ('\0', *c)).into_iter().chain(letters.last().map(|c| (*c, '\0')));
        letters.windows(2).map(|two| (two[0], two[1])).chain(ends).collect()
    };
    let (a, b) = (pairs(old), pairs(new));
    let all = a.len() + b.len();
    if all == 0 { 1.0 } else { 2.0 * a.intersection(&b).count() as f64 / all as f64 }
}

/// The longest sequence that both have: runs of it by their begin in each, and their lengths.
fn common(a: &[char], b: &[char]) -> Vec<(usize, usize, usize)> {
    if a.is_empty() || b.is_empty() || a.len() * b.len() > MOST {
        return Vec::new();
    }
    let width = b.len() + 1;
    let mut longest = vec![0_u16; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            longest[i * width + j] = if a[i] == b[j] {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut runs: Vec<(usize, usize, usize)> = Vec::new();
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            match runs.last_mut() {
                Some((one, other, len)) if *one + *len == i && *other + *len == j => *len += 1,
                _ => runs.push((i, j, 1)),
            }
            (i, j) = (i + 1, j + 1);
        } else if longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    runs.retain(|(.., len)| *len >= ISLAND);
    runs
}

/// What lies between the parts that are the same.
fn between(same: &[(Range<usize>, Range<usize>)]) -> Vec<(Range<usize>, Range<usize>)> {
    let gap = |two: &[(Range<usize>, Range<usize>)]| (two[0].0.end..two[1].0.start, two[0].1.end..two[1].1.start);
    same.windows(2).map(gap).filter(|(one, other)| !one.is_empty() || !other.is_empty()).collect()
}

/// The changes with the rest of the number or word that they are within.
fn whole_words(a: &[char], b: &[char], changes: &[(Range<usize>, Range<usize>)]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut out: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let word = |text: &[char], at: usize| text.get(at).is_some_and(char::is_ascii_alphanumeric);
    for (one, other) in changes {
        let (mut one, mut other) = (one.clone(), other.clone());
        // The letters around a change are the same on both sides.
        let touches = |text: &[char], range: &Range<usize>| {
            !range.is_empty() && (word(text, range.start) || word(text, range.end - 1))
        };
        if touches(a, &one) || touches(b, &other) {
            let floor = out.last().map_or((0, 0), |last| (last.0.end, last.1.end));
            while one.start > floor.0 && other.start > floor.1 && word(a, one.start - 1) && word(b, other.start - 1) {
                (one.start, other.start) = (one.start - 1, other.start - 1);
            }
            while word(a, one.end) && word(b, other.end) && a[one.end] == b[other.end] {
                (one.end, other.end) = (one.end + 1, other.end + 1);
            }
        }
        match out.last_mut() {
            // The word before reached as far as this change.
            Some(last) if last.0.end >= one.start && last.1.end >= other.start => {
                last.0.end = last.0.end.max(one.end);
                last.1.end = last.1.end.max(other.end);
            }
            _ => out.push((one, other)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `自［20］日` for both.
    fn shown(old: &str, new: &str) -> (String, String) {
        let of = |text: &str, ranges: &[Range<usize>]| {
            let mut out = String::new();
            let mut at = 0;
            for range in ranges {
                out += &format!("{}［{}］", &text[at..range.start], &text[range.clone()]);
                at = range.end;
            }
            out + &text[at..]
        };
        let marked = marks(old, new);
        (of(old, &marked.gone), of(new, &marked.come))
    }

    fn pair(old: &str, new: &str) -> (String, String) {
        (old.to_owned(), new.to_owned())
    }

    #[test]
    fn the_changed_letters_are_marked_and_numbers_whole() {
        assert_eq!(
            shown("自形成之日起20个工作日内", "自形成之日起10个工作日内"),
            pair("自形成之日起［20］个工作日内", "自形成之日起［10］个工作日内")
        );
        assert_eq!(shown("15日内", "15个工作日内"), pair("15日内", "15［个工作］日内"));
        assert_eq!(shown("区民政局", "区民政局"), pair("区民政局", "区民政局"));
        assert_eq!(shown("", "新"), pair("", "［新］"));
        assert_eq!(shown("政府网站", "微信公众号"), pair("［政府网站］", "［微信公众号］"));
        assert_eq!(
            shown("国办发〔2018〕118号", "国办发〔2019〕14号"),
            pair("国办发〔［2018］〕［118］号", "国办发〔［2019］〕［14］号")
        );
        assert_eq!(shown("甲乙丙丁戊己", "甲乙丁戊己庚"), pair("甲乙［丙］丁戊己", "甲乙丁戊己［庚］"));
    }

    #[test]
    fn likeness_is_one_for_the_same_and_nought_for_strangers() {
        assert!((likeness("临时救助", "临时 救助") - 1.0).abs() < 1e-9);
        assert!(likeness("临时救助", "临时救济") > 0.4);
        assert!(likeness("临时救助", "养老服务") < 0.1);
    }
}
