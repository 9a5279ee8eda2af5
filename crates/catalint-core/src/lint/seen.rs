//! Texts that were found in order: most texts of a catalog stand in it many times.

use crate::model::{Entry, FieldId};
use crate::yaml::Style;

/// Texts that a file has shown before, in a table of fixed size where the newest wins its place.
pub(super) struct Seen<'a> {
    places: Vec<Option<Key<'a>>>,
}

#[derive(PartialEq, Eq, Clone, Copy)]
struct Key<'a> {
    field: FieldId,
    style: Style,
    listed: bool,
    text: &'a str,
}

const PLACES: usize = 1024;

impl<'a> Seen<'a> {
    pub(super) fn new() -> Self {
        Self { places: vec![None; PLACES] }
    }

    /// Runs `check` unless it found the same text in order before, in the same field and style.
    /// `check` says whether it did.
    pub(super) fn unless_known(&mut self, entry: Entry<'a>, check: impl FnOnce() -> bool) {
        let key =
            Key { field: entry.field.id, style: entry.node.style(), listed: entry.index.is_some(), text: entry.text };
        let place = &mut self.places[place(&key)];
        if *place != Some(key) && check() {
            *place = Some(key);
        }
    }
}

/// A place by field, length, and the letters at both ends and in the middle: enough to spread the texts of a catalog.
fn place(key: &Key<'_>) -> usize {
    let bytes = key.text.as_bytes();
    let seed = (bytes.len() as u64) << 8 | key.field as u64;
    let mix = |hash: u64, eight: Option<&[u8; 8]>| {
        let word = eight.map_or(0, |eight| u64::from_le_bytes(*eight));
        (hash ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29)
    };
    let middle = bytes.get(bytes.len() / 2..).unwrap_or_default().first_chunk();
    let hash = match bytes.first_chunk() {
        Some(first) => mix(mix(mix(seed, Some(first)), middle), bytes.last_chunk()),
        None => bytes.iter().fold(seed, |hash, &byte| mix(hash, Some(&[byte; 8]))),
    };
    (hash >> 20) as usize % PLACES
}
