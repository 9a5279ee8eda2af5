//! What the check that runs has read: the engine learns from it which values a finding, or none, follows from.
//!
//! Every way to a field notes it here, so that nobody has to say twice what a check reads. One check runs at a time in
//! a thread. In debug builds a check that reads a field beyond those that its rule declares panics: the examples of the
//! rules find it.

use std::cell::Cell;

use super::FieldId;

/// A set of fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FieldSet(u32);

impl FieldSet {
    /// No field.
    pub const NONE: Self = Self(0);
    /// All fields, those at the top too.
    pub const ALL: Self = Self((1 << FieldId::COUNT) - 1);
    /// The fields of an item.
    pub const OF_ITEM: Self = Self(Self::ALL.0 & !((1 << FieldId::No as u32) - 1));

    /// The set of some fields.
    #[must_use]
    pub const fn of(fields: &[FieldId]) -> Self {
        let (mut bits, mut at) = (0, 0);
        while at < fields.len() {
            bits |= 1 << fields[at] as u32;
            at += 1;
        }
        Self(bits)
    }

    /// The fields of both.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The fields that are in both.
    #[must_use]
    pub const fn within(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether a field is among them.
    #[must_use]
    pub const fn has(self, id: FieldId) -> bool {
        self.0 >> id as u32 & 1 != 0
    }

    /// How many they are.
    #[must_use]
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// A bit for each field.
    pub(crate) const fn bits(self) -> u32 {
        self.0
    }

    /// The fields in canonical order.
    pub fn iter(self) -> impl Iterator<Item = FieldId> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let nth = left.trailing_zeros() as usize;
            left &= left.checked_sub(1)?;
            Some(super::FIELDS[nth].id)
        })
    }
}

/// Behind the fields: a text check looked beyond its text, at the whole value that the text is part of.
const WHOLE: u32 = 1 << 31;
/// The check looked at the item as it is written.
const ITEM: u32 = 1 << 30;

thread_local! {
    static READ: Cell<u32> = const { Cell::new(0) };
    #[cfg(debug_assertions)]
    static DECLARED: Cell<Option<(&'static str, FieldSet)>> = const { Cell::new(None) };
}

/// What was read since [`Read::forget`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Read(u32);

impl Read {
    /// Begins anew.
    #[inline]
    pub(crate) fn forget() {
        READ.set(0);
    }

    /// What was read so far.
    #[inline]
    pub(crate) fn so_far() -> Self {
        Self(READ.get())
    }

    /// Whether more than one text was read of a value.
    pub(crate) fn whole_value(self) -> bool {
        self.0 & WHOLE != 0
    }

    /// The fields of the item; none where something else of it was looked at.
    pub(crate) fn fields_of_item(self) -> Option<FieldSet> {
        (self.0 & ITEM == 0).then_some(FieldSet(self.0).within(FieldSet::OF_ITEM))
    }
}

/// Notes that a field is read.
#[inline]
pub(super) fn note(id: FieldId) {
    #[cfg(debug_assertions)]
    if let Some((rule, declared)) = DECLARED.get()
        && !declared.has(id)
    {
        DECLARED.set(None);
        panic!("{rule} reads the field {}, which it does not declare (`Reads`)", id.key());
    }
    READ.set(READ.get() | 1 << id as u32);
}

/// Notes that all fields of a set are read, where what they say is known already.
#[inline]
pub(crate) fn note_all(fields: FieldSet) {
    #[cfg(debug_assertions)]
    fields.iter().for_each(note);
    READ.set(READ.get() | fields.0);
}

/// Notes that a text is looked at together with the value that it is part of, or as it is written.
#[inline]
pub(super) fn note_whole_value() {
    READ.set(READ.get() | WHOLE);
}

/// Notes that an item is looked at as it is written.
#[inline]
pub(super) fn note_item() {
    READ.set(READ.get() | ITEM);
}

/// Does something whose reading is nobody's.
pub(crate) fn unnoted<T>(act: impl FnOnce() -> T) -> T {
    let read = READ.get();
    #[cfg(debug_assertions)]
    let declared = DECLARED.take();
    let done = act();
    READ.set(read);
    #[cfg(debug_assertions)]
    DECLARED.set(declared);
    done
}

/// Runs a check of a rule that says which fields it reads.
#[inline]
pub(crate) fn declared<T>(rule: &'static str, fields: FieldSet, check: impl FnOnce() -> T) -> T {
    #[cfg(debug_assertions)]
    DECLARED.set(Some((rule, fields)));
    let done = check();
    #[cfg(debug_assertions)]
    DECLARED.set(None);
    #[cfg(not(debug_assertions))]
    let _ = (rule, fields);
    done
}
