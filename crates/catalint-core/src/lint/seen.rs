//! What was found in order: most values and texts of a catalog stand in it many times.
//!
//! Most of them stand in the item above too, which costs one comparison. The others are looked up in
//! tables, which keep the size that they begin with: the newest wins its place. Fields whose texts
//! hardly recur, such as the content, are mostly left out of both.

use crate::domain::marks::Marks;
use crate::model::{Entry, Field, FieldId};
use crate::yaml::{Kind, Style};

/// Most places of a table; a power of two, as all sizes are.
const MOST: usize = 4096;

/// What a file has shown before.
pub(super) struct Seen<'a> {
    fields: [InField<'a>; FieldId::COUNT],
    values: Vec<Option<(Value<'a>, Numbered)>>,
    /// Of the values so far.
    count: u32,
    texts: Vec<Option<(Text<'a>, Read)>>,
    /// That of the last text that is not remembered.
    unknown: Read,
    groups: Vec<Option<Group>>,
    /// The last of each who looks at groups.
    last_groups: Vec<Option<[u32; 3]>>,
}

/// What one field has shown.
#[derive(Clone, Copy, Default)]
struct InField<'a> {
    /// Its last value.
    last: Option<(Value<'a>, Numbered)>,
    values: Tally,
    texts: Tally,
}

/// How many were asked for, and how many of these were known.
#[derive(Clone, Copy, Default)]
struct Tally {
    asked: u32,
    known: u32,
}

impl Tally {
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
struct Value<'a> {
    hash: u64,
    field: FieldId,
    kind: Kind,
    style: Style,
    written: &'a str,
}

/// One value; no two have the same number.
#[derive(Clone, Copy)]
pub(super) struct Numbered {
    pub(super) number: u32,
    pub(super) in_order: bool,
    /// Those of its texts, where it is in order.
    pub(super) spots: u64,
    /// Where it is remembered.
    place: Option<u32>,
}

/// What a text shows by itself.
#[derive(Clone, Copy, Default)]
pub(super) struct Read {
    pub(super) marks: Marks,
    /// A bit for each check to which it is worth a look.
    pub(super) spots: u64,
    pub(super) in_order: bool,
}

#[derive(PartialEq, Eq, Clone, Copy)]
struct Text<'a> {
    hash: u64,
    field: FieldId,
    style: Style,
    listed: bool,
    text: &'a str,
}

/// Values of several fields of one item, by their numbers, 0 for none, and who looks at them.
pub(super) type Group = (usize, [u32; 3]);

impl<'a> Seen<'a> {
    /// For a catalog of so many items, and so many who look at groups.
    pub(super) fn new(items: usize, groups: usize) -> Self {
        let places = items.saturating_mul(16).next_power_of_two().clamp(64, MOST);
        Self {
            fields: [InField::default(); FieldId::COUNT],
            values: vec![None; places],
            count: 0,
            texts: vec![None; places],
            unknown: Read::default(),
            groups: vec![None; places],
            last_groups: vec![None; groups],
        }
    }

    /// The number of a value, the same wherever the same is known, and whether it is known to be
    /// in order. One that may mean something else elsewhere has a number of its own.
    pub(super) fn number(&mut self, field: Field<'a>) -> Numbered {
        let node = field.value;
        let written = &node.tree().source()[node.span().range()];
        let here = &mut self.fields[field.id as usize];
        if let Some((last, known)) = here.last
            && last.written == written
            && (last.kind, last.style) == (node.kind(), node.style())
        {
            here.values.known += 1;
            return known;
        }
        self.count += 1;
        let new = Numbered { number: self.count, in_order: false, spots: 0, place: None };
        if !here.values.next_is_worth() || field.written().is_none() {
            return new;
        }
        let hash = mix_text(field.id as u64, written);
        let value = Value { hash, field: field.id, kind: node.kind(), style: node.style(), written };
        let place = place(hash, self.values.len());
        let known = self.values[place].filter(|(known, _)| *known == value).map(|(_, known)| known);
        here.values.known += u32::from(known.is_some());
        let numbered = known.unwrap_or(Numbered { place: Some(place as u32), ..new });
        here.last = Some((value, numbered));
        self.values[place] = here.last;
        numbered
    }

    /// Notes that the last value of a field is in order, and to which checks its texts are worth a look.
    pub(super) fn value_in_order(&mut self, field: FieldId, value: Numbered, spots: u64) {
        let Some(place) = value.place else { return };
        let known = Numbered { in_order: true, spots, ..value };
        for kept in [&mut self.fields[field as usize].last, &mut self.values[place as usize]] {
            if let Some((_, kept)) = kept.as_mut().filter(|(_, kept)| kept.number == value.number) {
                *kept = known;
            }
        }
    }

    /// Runs `check` unless it found the same values in order before. `check` says whether it did.
    pub(super) fn unless_group_known(&mut self, group: Group, check: impl FnOnce() -> bool) {
        let (nth, numbers) = group;
        if self.last_groups[nth] == Some(numbers) {
            return;
        }
        let hash = numbers.iter().fold(mix(0, nth as u64 + 1), |hash, &number| mix(hash, u64::from(number)));
        let place = place(hash, self.groups.len());
        let kept = &mut self.groups[place];
        self.last_groups[nth] = (*kept == Some(group) || check()).then_some(numbers);
        if self.last_groups[nth].is_some() {
            *kept = Some(group);
        }
    }

    /// What a text shows, the same in the same field and style; `read` reads one that is not known.
    pub(super) fn text(&mut self, entry: Entry<'a>, read: impl FnOnce() -> Read) -> &mut Read {
        let tally = &mut self.fields[entry.field.id as usize].texts;
        if !tally.next_is_worth() {
            self.unknown = read();
            return &mut self.unknown;
        }
        let hash = mix_text(entry.field.id as u64, entry.text);
        let (style, listed) = (entry.node.style(), entry.index.is_some());
        let text = Text { hash, field: entry.field.id, style, listed, text: entry.text };
        let place = place(hash, self.texts.len());
        let kept = &mut self.texts[place];
        match kept {
            Some((known, _)) if *known == text => tally.known += 1,
            _ => *kept = Some((text, read())),
        }
        &mut kept.as_mut().expect("kept just now").1
    }
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
