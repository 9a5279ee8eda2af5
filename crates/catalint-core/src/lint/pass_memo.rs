//! What passed: most values and texts of a catalog stand in it many times, and a check that found nothing finds nothing
//! again where all that it read is the same. What it read is noted as it reads (`model::reads`).
//!
//! Most of them stand in the item above too, which costs one comparison. The others are looked up in
//! tables, which keep the size that they begin with: the newest wins its place. Fields whose texts
//! hardly recur, such as the content, are mostly left out of both.

use crate::model::reads::Read;
use crate::model::{Entry, Field, FieldId, FieldSet};
use catalint_domain::vocabulary::text_features::TextFeatures;
use catalint_yaml::{Kind, Style};

/// Most places of a table; a power of two, as all sizes are.
const MOST: usize = 4096;

/// What has passed in a file.
pub(super) struct PassMemo<'a> {
    fields: [InField<'a>; FieldId::COUNT],
    values: Vec<Option<(MemoValue<'a>, NumberedValue)>>,
    /// Of the values so far.
    count: u32,
    texts: Vec<Option<(MemoText<'a>, Shows)>>,
    /// That of the last text that is not remembered.
    unknown: Shows,
    passed: Vec<Option<PassedValues>>,
    /// For each group of checks.
    groups: Vec<CheckGroup>,
}

/// What one field has shown.
#[derive(Clone, Copy, Default)]
struct InField<'a> {
    /// Its last value.
    last: Option<(MemoValue<'a>, NumberedValue)>,
    values: MemoTally,
    texts: MemoTally,
}

/// How many were asked for, and how many of these were known.
#[derive(Clone, Copy, Default)]
struct MemoTally {
    asked: u32,
    known: u32,
}

impl MemoTally {
    /// Whether the next one is to be remembered: where few recur, each eighth is, to see whether
    /// this goes on.
    fn next_is_worth(&mut self) -> bool {
        const TRIAL: u32 = 256;
        self.asked = self.asked.saturating_add(1);
        self.known.saturating_mul(4) >= self.asked.saturating_sub(TRIAL) || self.asked.is_multiple_of(8)
    }
}

/// The value of a field as it is written. Hashes come first, here and below: where they differ, a
/// text that was read long ago need not be fetched again.
#[derive(PartialEq, Eq, Clone, Copy)]
struct MemoValue<'a> {
    hash: u64,
    field: FieldId,
    kind: Kind,
    style: Style,
    inherited: bool,
    written: &'a str,
}

/// One value; no two have the same number.
#[derive(Clone, Copy)]
pub(super) struct NumberedValue {
    pub(super) number: u32,
    pub(super) passed: bool,
    /// Those of its texts, where it passed.
    pub(super) features: TextFeatures,
    /// Where it is remembered.
    place: Option<u32>,
}

/// What a text shows by itself.
#[derive(Clone, Copy, Default)]
pub(super) struct Shows {
    pub(super) features: TextFeatures,
    pub(super) passed: bool,
}

#[derive(PartialEq, Eq, Clone, Copy)]
struct MemoText<'a> {
    hash: u64,
    field: FieldId,
    style: Style,
    listed: bool,
    text: &'a str,
}

/// Most fields whose values are remembered together.
const FIELDS: usize = 4;

/// Some checks, the fields that they read when they found nothing, and the values of an item that passed: those of the
/// fields by their numbers, 0 for none.
type PassedValues = (u32, FieldSet, [u32; FIELDS]);

/// Checks that are run together.
#[derive(Clone, Copy)]
struct CheckGroup {
    /// What they read where they found nothing.
    reads: FieldSet,
    /// The places of its fields among the numbers of an item; the title's where they are fewer, which no item has.
    places: [u8; FIELDS],
    /// The values of the last item that passed.
    last: Option<[u32; FIELDS]>,
}

impl CheckGroup {
    fn new(reads: FieldSet, last: Option<[u32; FIELDS]>) -> Self {
        let mut places = [FieldId::Title as u8; FIELDS];
        places.iter_mut().zip(reads.iter()).for_each(|(place, id)| *place = id as u8);
        Self { reads, places, last }
    }

    fn values(&self, numbers: &ValueNumbers) -> [u32; FIELDS] {
        self.places.map(|place| numbers[usize::from(place)])
    }
}

/// The numbers of an item's values, by field.
pub(super) type ValueNumbers = [u32; FieldId::COUNT];

impl<'a> PassMemo<'a> {
    /// For a catalog of so many items, and so many groups of checks.
    pub(super) fn new(items: usize, groups: usize) -> Self {
        let places = items.saturating_mul(16).next_power_of_two().clamp(64, MOST);
        Self {
            fields: [InField::default(); FieldId::COUNT],
            values: vec![None; places],
            count: 0,
            texts: vec![None; places],
            unknown: Shows::default(),
            passed: vec![None; places],
            groups: vec![CheckGroup::new(FieldSet::default(), None); groups],
        }
    }

    /// The number of a value, the same wherever the same is known, and whether it is known to have
    /// passed. One that may mean something else elsewhere has a number of its own.
    pub(super) fn number(&mut self, field: Field<'a>) -> NumberedValue {
        let node = field.value;
        let written = &node.tree().source()[node.span().range()];
        let here = &mut self.fields[field.id as usize];
        if let Some((last, known)) = &here.last
            && last.written == written
            && (last.kind, last.style, last.inherited) == (node.kind(), node.style(), field.inherited)
        {
            here.values.known += 1;
            return *known;
        }
        self.count += 1;
        let new = NumberedValue { number: self.count, passed: false, features: TextFeatures::NONE, place: None };
        if !here.values.next_is_worth() || field.written().is_none() {
            return new;
        }
        let hash = mix_text(field.id as u64, written);
        let (kind, style, inherited) = (node.kind(), node.style(), field.inherited);
        let value = MemoValue { hash, field: field.id, kind, style, inherited, written };
        let place = place(hash, self.values.len());
        let known = self.values[place].filter(|(known, _)| *known == value).map(|(_, known)| known);
        here.values.known += u32::from(known.is_some());
        let numbered = known.unwrap_or(NumberedValue { place: Some(place as u32), ..new });
        here.last = Some((value, numbered));
        self.values[place] = here.last;
        numbered
    }

    /// Notes that the last value of a field passed, and what its texts show.
    pub(super) fn value_passed(&mut self, field: FieldId, value: NumberedValue, features: TextFeatures) {
        let Some(place) = value.place else { return };
        let known = NumberedValue { passed: true, features, ..value };
        for kept in [&mut self.fields[field as usize].last, &mut self.values[place as usize]] {
            if let Some((_, kept)) = kept.as_mut().filter(|(_, kept)| kept.number == value.number) {
                *kept = known;
            }
        }
    }

    /// Runs a group of checks unless they found nothing before by the same values. `check` gives what they read if they
    /// find nothing.
    pub(super) fn unless_passed(&mut self, nth: usize, numbers: &ValueNumbers, check: impl FnOnce() -> Option<Read>) {
        let group = &mut self.groups[nth];
        let values = group.values(numbers);
        if group.last == Some(values) {
            return;
        }
        let here = place_of((nth as u32, group.reads, values), self.passed.len());
        if self.passed[here] == Some((nth as u32, group.reads, values)) {
            group.last = Some(values);
            return;
        }
        group.last = None;
        let Some(read) = check().and_then(Read::fields_of_item) else { return };
        let more = group.reads.with(read);
        // Where they read too much together, what they read this time may be little.
        let Some(reads) = [more, read].into_iter().find(|reads| reads.len() <= FIELDS) else { return };
        *group = CheckGroup::new(reads, None);
        let passed = (nth as u32, reads, group.values(numbers));
        group.last = Some(passed.2);
        let place = place_of(passed, self.passed.len());
        self.passed[place] = Some(passed);
    }

    /// What a text shows, the same in the same field and style; `read` reads one that is not known.
    pub(super) fn text(&mut self, entry: Entry<'a>, read: impl FnOnce() -> Shows) -> &mut Shows {
        let tally = &mut self.fields[entry.id() as usize].texts;
        if !tally.next_is_worth() {
            self.unknown = read();
            return &mut self.unknown;
        }
        let hash = mix_text(entry.id() as u64, entry.text);
        let (style, listed) = (entry.node.style(), entry.index.is_some());
        let text = MemoText { hash, field: entry.id(), style, listed, text: entry.text };
        let place = place(hash, self.texts.len());
        let kept = &mut self.texts[place];
        match kept {
            Some((known, _)) if *known == text => tally.known += 1,
            _ => *kept = Some((text, read())),
        }
        &mut kept.as_mut().expect("kept just now").1
    }
}

fn place_of((nth, reads, values): PassedValues, places: usize) -> usize {
    let hash =
        values.iter().fold(mix(reads.bits().into(), u64::from(nth) + 1), |hash, &number| mix(hash, number.into()));
    place(hash, places)
}

/// The place of a hash among so many, a power of two.
fn place(hash: u64, places: usize) -> usize {
    (hash >> 20) as usize & (places - 1)
}

fn mix(hash: u64, word: u64) -> u64 {
    (hash ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29)
}

fn mix_text(seed: u64, text: &str) -> u64 {
    let bytes = text.as_bytes();
    let (words, rest) = bytes.as_chunks::<8>();
    let hash = words.iter().fold(seed, |hash, word| mix(hash, u64::from_le_bytes(*word)));
    let hash = match bytes.last_chunk::<8>() {
        Some(last) => mix(hash, u64::from_le_bytes(*last)),
        None => rest.iter().fold(hash, |hash, &byte| mix(hash, u64::from(byte))),
    };
    mix(hash, text.len() as u64)
}
