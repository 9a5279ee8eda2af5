//! Which item of the new version is which of the old one.
//!
//! First by what is the same, from everything down to the names alone; then by likeness, where letters that few items
//! have weigh most; then by place, between neighbours that are known.

use std::collections::HashMap;

use catalint_domain::chinese::normalize::folded;
use foldhash::fast::RandomState;

use super::version::{VersionColumn, VersionRow};
use crate::model::FieldId;

type Map<K, V> = HashMap<K, V, RandomState>;

/// Items this much alike are one, and less so where their place speaks for it.
const ALIKE: f64 = 0.5;
const ALIKE_IN_PLACE: f64 = 0.25;

/// What one number more in common is worth.
const SAME_NUMBER: f64 = 0.05;

/// A feature that more items have says nothing of which is which.
const COMMON: usize = 32;

/// So many rare features of an item are followed, and so many items that share them are looked at.
const FOLLOWED: usize = 48;
const LOOKED_AT: usize = 6;

/// Old and new positions of the items that both have, in the order of the new version.
pub(super) fn pairs(old: &[VersionRow], new: &[VersionRow]) -> Vec<(usize, usize)> {
    let mut found = FoundPair { of_old: vec![None; old.len()], of_new: vec![None; new.len()] };
    for (key, only_unique) in STAGES {
        found.by_key(old, new, *key, *only_unique);
    }
    let all = Features::of(old, new);
    found.by_likeness(old, new, &all);
    found.by_place(old, new, &all);
    found.of_new.iter().enumerate().filter_map(|(other, one)| Some(((*one)?, other))).collect()
}

type PairingKey = fn(&VersionRow) -> Option<String>;

/// What is the same, and whether it has to be so of one item alone on both sides.
const STAGES: &[(PairingKey, bool)] = &[
    (|row| Some(format!("{}\n{}", row.no, everything(row))), false),
    (|row| Some(everything(row)), false),
    (|row| names(row).map(|names| names + "\n" + &row.no), true),
    (names, true),
    (|row| names(row).map(|names| names + "\n" + &of(row, FieldId::Content)), true),
    (|row| names(row).map(|names| names + "\n" + &of(row, FieldId::Publisher)), true),
    (|row| Some(of(row, FieldId::Content)).filter(|content| content.chars().count() >= 12), true),
];

fn everything(row: &VersionRow) -> String {
    format!("{:?}", row.values)
}

fn of(row: &VersionRow, id: FieldId) -> String {
    row.texts(&VersionColumn::Field(id)).join("\n")
}

/// The names of an item, however they are spaced; none where it has none.
fn names(row: &VersionRow) -> Option<String> {
    let all = [FieldId::Topic, FieldId::Subtopic, FieldId::Detail].map(|id| folded(row.text(id)).collect::<String>());
    all.iter().any(|name| !name.is_empty()).then(|| all.join("\n"))
}

struct FoundPair {
    of_old: Vec<Option<usize>>,
    of_new: Vec<Option<usize>>,
}

impl FoundPair {
    fn take(&mut self, one: usize, other: usize) -> bool {
        let free = self.of_old[one].is_none() && self.of_new[other].is_none();
        if free {
            (self.of_old[one], self.of_new[other]) = (Some(other), Some(one));
        }
        free
    }

    fn by_key(&mut self, old: &[VersionRow], new: &[VersionRow], key: PairingKey, only_unique: bool) {
        let mut known: Map<String, [Vec<usize>; 2]> = Map::default();
        for (side, (rows, of)) in [(old, &self.of_old), (new, &self.of_new)].into_iter().enumerate() {
            for (at, row) in rows.iter().enumerate().filter(|(at, _)| of[*at].is_none()) {
                if let Some(key) = key(row) {
                    known.entry(key).or_default()[side].push(at);
                }
            }
        }
        for [ones, others] in known.into_values() {
            if !only_unique || (ones.len(), others.len()) == (1, 1) {
                ones.into_iter().zip(others).for_each(|(one, other)| {
                    self.take(one, other);
                });
            }
        }
    }

    fn free(of: &[Option<usize>]) -> Vec<usize> {
        (0..of.len()).filter(|at| of[*at].is_none()).collect()
    }

    fn by_likeness(&mut self, old: &[VersionRow], new: &[VersionRow], all: &Features) {
        let (ones, others) = (Self::free(&self.of_old), Self::free(&self.of_new));
        let mut alike: Vec<(f64, usize, usize)> = Vec::new();
        // Asked from both sides, so that it does not matter which is the old one.
        for (one, other) in all.candidates(&all.old, &ones, &all.new, &others) {
            alike.push((0.0, one, other));
        }
        for (other, one) in all.candidates(&all.new, &others, &all.old, &ones) {
            alike.push((0.0, one, other));
        }
        alike.sort_by_key(|(_, one, other)| (*one, *other));
        alike.dedup();
        for (score, one, other) in &mut alike {
            *score = all.likeness(*one, *other) + number(&old[*one], &new[*other]);
        }
        alike.retain(|(score, ..)| *score >= ALIKE);
        let far = |(_, one, other): &(f64, usize, usize)| (one.abs_diff(*other), one + other, *one);
        alike.sort_by(|a, b| b.0.total_cmp(&a.0).then(far(a).cmp(&far(b))));
        for (_, one, other) in alike {
            self.take(one, other);
        }
    }

    /// Between two neighbours that are known, as many items on one side as on the other are the same in order.
    fn by_place(&mut self, old: &[VersionRow], new: &[VersionRow], all: &Features) {
        let mut at = 0;
        while at < new.len() {
            if self.of_new[at].is_some() {
                at += 1;
                continue;
            }
            let end = (at..new.len()).find(|&other| self.of_new[other].is_some()).unwrap_or(new.len());
            let from = at.checked_sub(1).map_or(Some(0), |before| self.of_new[before].map(|one| one + 1));
            let to = self.of_new.get(end).map_or(Some(old.len()), |one| *one);
            if let (Some(from), Some(to)) = (from, to)
                && to >= from
                && to - from == end - at
                && self.of_old[from..to].iter().all(Option::is_none)
            {
                for (one, other) in (from..to).zip(at..end) {
                    if all.likeness(one, other) + number(&old[one], &new[other]) >= ALIKE_IN_PLACE {
                        self.take(one, other);
                    }
                }
            }
            at = end;
        }
    }
}

fn number(old: &VersionRow, new: &VersionRow) -> f64 {
    if !old.no.is_empty() && old.no == new.no { SAME_NUMBER } else { 0.0 }
}

/// What weighs how much in the likeness of two items: names, content, all else.
const WEIGHTS: [f64; 3] = [0.5, 0.35, 0.15];

/// What items are told apart by: pairs of letters of names and content, other values whole.
struct Features {
    old: Vec<[Vec<u64>; 3]>,
    new: Vec<[Vec<u64>; 3]>,
    /// In how many items of one version a feature is, of the one that has it more often.
    count: Map<u64, usize>,
}

impl Features {
    fn of(old: &[VersionRow], new: &[VersionRow]) -> Self {
        let [old, new] = [old, new].map(|rows| rows.iter().map(features).collect::<Vec<_>>());
        let mut count: Map<u64, usize> = Map::default();
        for rows in [&old, &new] {
            let mut here: Map<u64, usize> = Map::default();
            rows.iter().flatten().flatten().for_each(|feature| *here.entry(*feature).or_default() += 1);
            here.into_iter().for_each(|(feature, times)| {
                let most = count.entry(feature).or_default();
                *most = (*most).max(times);
            });
        }
        Self { old, new, count }
    }

    /// Pairs of items that share what few others have.
    fn candidates(
        &self,
        from: &[[Vec<u64>; 3]],
        rows: &[usize],
        to: &[[Vec<u64>; 3]],
        others: &[usize],
    ) -> Vec<(usize, usize)> {
        let mut index: Map<u64, Vec<usize>> = Map::default();
        for &other in others {
            for feature in to[other][..2].iter().flatten() {
                index.entry(*feature).or_default().push(other);
            }
        }
        let mut out = Vec::new();
        for &row in rows {
            let rare = from[row][..2].iter().flatten().filter_map(|feature| Some((index.get(feature)?, feature)));
            let mut rare: Vec<_> = rare.filter(|(at, _)| at.len() <= COMMON).collect();
            rare.sort_by_key(|(at, feature)| (at.len(), **feature));
            let mut weight: Map<usize, f64> = Map::default();
            for (at, feature) in rare.into_iter().take(FOLLOWED) {
                let share = 1.0 / self.count[feature] as f64;
                at.iter().for_each(|other| *weight.entry(*other).or_default() += share);
            }
            let mut best: Vec<(usize, f64)> = weight.into_iter().collect();
            best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            out.extend(best.into_iter().take(LOOKED_AT).map(|(other, _)| (row, other)));
        }
        out
    }

    /// How much an old item and a new one are alike, from 0 to 1.
    fn likeness(&self, one: usize, other: usize) -> f64 {
        let weight = |feature: &u64| 1.0 / self.count[feature] as f64;
        let (mut sum, mut all) = (0.0, 0.0);
        for ((a, b), part) in self.old[one].iter().zip(&self.new[other]).zip(WEIGHTS) {
            let both: f64 = a.iter().chain(b).map(weight).sum();
            if both > 0.0 {
                let shared: f64 = a.iter().filter(|feature| b.binary_search(feature).is_ok()).map(weight).sum();
                sum += part * 2.0 * shared / both;
                all += part;
            }
        }
        if all > 0.0 { sum / all } else { 1.0 }
    }
}

/// The features of an item by kind, each in order and once.
fn features(row: &VersionRow) -> [Vec<u64>; 3] {
    let letters = |id: FieldId, text: &str| -> Vec<u64> {
        let letters: Vec<char> = folded(text).collect();
        let single = letters.iter().take(usize::from(letters.len() == 1)).map(|c| (*c, '\0'));
        let pairs = letters.windows(2).map(|two| (two[0], two[1])).chain(single);
        pairs.map(|(a, b)| ((id as u64) << 42) | (u64::from(a) << 21) | u64::from(b)).collect()
    };
    let mut out = [Vec::new(), Vec::new(), Vec::new()];
    for id in [FieldId::Topic, FieldId::Subtopic, FieldId::Detail] {
        out[0].extend(letters(FieldId::Topic, row.text(id)));
    }
    for text in row.texts(&VersionColumn::Field(FieldId::Content)) {
        out[1].extend(letters(FieldId::Content, text));
    }
    let names = [FieldId::Category, FieldId::Topic, FieldId::Subtopic, FieldId::Detail, FieldId::Content];
    for (column, texts) in &row.values {
        if !matches!(column, VersionColumn::Field(id) if names.contains(id)) {
            out[2].extend(texts.iter().map(|text| hash(column, text)));
        }
    }
    for features in &mut out {
        features.sort_unstable();
        features.dedup();
    }
    out
}

fn hash(column: &VersionColumn, text: &str) -> u64 {
    let head = match column {
        VersionColumn::Field(id) => id.key(),
        VersionColumn::Extra(head) => head,
    };
    let letters = head.chars().chain(['\0']).chain(folded(text));
    letters.fold(0xcbf2_9ce4_8422_2325, |hash, c| (hash ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3)) | 1 << 63
}
