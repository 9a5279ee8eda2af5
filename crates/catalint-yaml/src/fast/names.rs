//! What the keys of a file mean, remembered: a catalog has a dozen of them, ten thousand times.

use super::super::build::Interner;
use super::super::resolve;
use super::super::swallowed::is_odd;
use super::super::tree::Kind;

const SLOTS: usize = 128;

/// An odd number under which the keys of catalogs, English or Chinese, fall into different slots.
const SPREAD: u64 = 0xa648_a7dd_0683_9eb9;

/// What is known of a key.
#[derive(Clone, Copy)]
struct KnownKey<'t> {
    key: &'t str,
    /// Its first 16 bytes, which tell most keys apart without a loop.
    front: u128,
    kind: Kind,
    /// What the caller's interner says of it.
    number: u8,
}

/// The keys last seen, each in the one slot where it may stand.
pub(super) struct KeyNames<'t> {
    text: &'t str,
    intern: Interner,
    slots: [KnownKey<'t>; SLOTS],
    /// Whether a key had a blank that is none at an end.
    pub(super) odd: bool,
}

impl<'t> KeyNames<'t> {
    pub(super) fn new(text: &'t str, intern: Interner) -> Self {
        let nothing = KnownKey { key: "", front: 0, kind: Kind::Null, number: intern("") };
        Self { text, intern, slots: [nothing; SLOTS], odd: false }
    }

    /// Kind and number of the plain key at `start..end`.
    #[inline]
    pub(super) fn plain(&mut self, start: usize, end: usize) -> (Kind, u8) {
        let front = front(self.text.as_bytes(), start, end);
        let halves = (front as u64).wrapping_add(((front >> 64) as u64).wrapping_mul(31));
        let slot = &mut self.slots[(halves.wrapping_mul(SPREAD) >> 57) as usize % SLOTS];
        let known = slot.front == front
            && slot.key.len() == end - start
            && (end - start <= 16 || slot.key == &self.text[start..end]);
        if !known {
            let key = &self.text[start..end];
            self.odd |= is_odd(key);
            *slot = KnownKey { key, front, kind: resolve::plain(key), number: (self.intern)(key) };
        }
        (slot.kind, slot.number)
    }

    /// What the interner says of a key that is not plain.
    pub(super) fn quoted(&self, key: &str) -> u8 {
        (self.intern)(key)
    }
}

/// The first bytes of a `u128`, by their number.
const FIRST: [u128; 17] = {
    let mut masks = [0; 17];
    let mut bytes = 1;
    while bytes <= 16 {
        masks[bytes] = u128::MAX >> (128 - bytes * 8);
        bytes += 1;
    }
    masks
};

/// The first 16 bytes of `start..end`, zeros behind a shorter range.
#[inline]
fn front(bytes: &[u8], start: usize, end: usize) -> u128 {
    let used = (end - start).min(16);
    match bytes[start..].first_chunk::<16>() {
        Some(front) => u128::from_le_bytes(*front) & FIRST[used],
        None => {
            let mut front = [0; 16];
            front[..used].copy_from_slice(&bytes[start..start + used]);
            u128::from_le_bytes(front)
        }
    }
}
