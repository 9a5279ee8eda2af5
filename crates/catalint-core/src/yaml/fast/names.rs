//! What the keys of a file mean, remembered: a catalog has a dozen of them, ten thousand times.

use super::super::build::Interner;
use super::super::resolve;
use super::super::tree::Kind;

const SLOTS: usize = 64;

/// What is known of a key.
#[derive(Clone, Copy)]
pub(super) struct Name<'t> {
    key: &'t str,
    pub(super) kind: Kind,
    /// What the caller's interner says of it.
    pub(super) number: u8,
}

/// The keys last seen, each in the one slot where it may stand.
pub(super) struct Names<'t> {
    intern: Interner,
    slots: [Name<'t>; SLOTS],
}

impl<'t> Names<'t> {
    pub(super) fn new(intern: Interner) -> Self {
        let nothing = Name { key: "", kind: Kind::Null, number: intern("") };
        Self { intern, slots: [nothing; SLOTS] }
    }

    /// What is known of a plain key.
    #[inline]
    pub(super) fn plain(&mut self, key: &'t str) -> Name<'t> {
        let bytes = key.as_bytes();
        let byte = |at: usize| usize::from(bytes.get(at).copied().unwrap_or(0));
        let mixed = bytes.len() + byte(1) * 5 + byte(bytes.len() / 2) * 3 + byte(bytes.len().wrapping_sub(1));
        let slot = &mut self.slots[mixed % SLOTS];
        if slot.key != key {
            *slot = Name { key, kind: resolve::plain(key), number: (self.intern)(key) };
        }
        *slot
    }

    /// What the interner says of a key that is not plain.
    pub(super) fn quoted(&self, key: &str) -> u8 {
        (self.intern)(key)
    }
}
