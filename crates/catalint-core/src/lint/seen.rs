//! What was found in order: most values and texts of a catalog stand in it many times.
//!
//! All tables keep the size that they begin with, and the newest wins its place.

use crate::domain::marks::Marks;
use crate::model::{Entry, Field, FieldId};
use crate::yaml::{Kind, Style};

/// Most places of a table; a power of two, as all sizes are.
const MOST: usize = 4096;

/// What a file has shown before.
pub(super) struct Seen<'a> {
    values: Vec<Option<(Value<'a>, Numbered)>>,
    /// Of the values so far.
    count: u32,
    texts: Vec<Option<(Text<'a>, Read)>>,
    groups: Vec<Option<Group>>,
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
    place: usize,
}

/// What a text shows by itself.
#[derive(Clone, Copy)]
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
    /// For a catalog of so many items.
    pub(super) fn new(items: usize) -> Self {
        let places = items.saturating_mul(16).next_power_of_two().clamp(64, MOST);
        Self { values: vec![None; places], count: 0, texts: vec![None; places], groups: vec![None; places] }
    }

    /// The number of a value, the same wherever the same is written, and whether it is known to be
    /// in order. One that may mean something else elsewhere has a number of its own.
    pub(super) fn number(&mut self, field: Field<'a>) -> Numbered {
        let node = field.value;
        let written = &node.tree().source()[node.span().range()];
        let hash = mix_text(field.id as u64, written);
        let value = Value { hash, field: field.id, kind: node.kind(), style: node.style(), written };
        let place = self.place(hash);
        if let Some((_, known)) = self.values[place].filter(|(known, _)| *known == value) {
            return known;
        }
        self.count += 1;
        let new = Numbered { number: self.count, in_order: false, spots: 0, place };
        if field.written().is_some() {
            self.values[place] = Some((value, new));
        }
        new
    }

    /// Notes that a value is in order, and to which checks its texts are worth a look.
    pub(super) fn value_in_order(&mut self, value: Numbered, spots: u64) {
        if let Some((_, known)) = self.values[value.place].as_mut().filter(|(_, known)| known.number == value.number) {
            (known.in_order, known.spots) = (true, spots);
        }
    }

    /// Runs `check` unless it found the same values in order before. `check` says whether it did.
    pub(super) fn unless_group_known(&mut self, group: Group, check: impl FnOnce() -> bool) {
        let (nth, [a, b, c]) = group;
        let hash = [a, b, c].iter().fold(nth as u64, |hash, &number| mix(hash, u64::from(number)));
        let place = self.place(hash);
        let place = &mut self.groups[place];
        if *place != Some(group) && check() {
            *place = Some(group);
        }
    }

    fn place(&self, hash: u64) -> usize {
        (hash >> 20) as usize & (self.values.len() - 1)
    }

    /// What a text shows, the same in the same field and style; `read` reads one that is not known.
    pub(super) fn text(&mut self, entry: Entry<'a>, read: impl FnOnce() -> Read) -> &mut Read {
        let hash = mix_text(entry.field.id as u64, entry.text);
        let (style, listed) = (entry.node.style(), entry.index.is_some());
        let text = Text { hash, field: entry.field.id, style, listed, text: entry.text };
        let place = self.place(hash);
        let known = &mut self.texts[place];
        if known.is_some_and(|(known, _)| known != text) {
            *known = None;
        }
        &mut known.get_or_insert_with(|| (text, read())).1
    }
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
