//! What a finding is known by from one run to the next.

use std::fmt;
use std::ops::Deref;

/// Sixteen digits and letters that hang on rule, item and words, not on places: the same defect keeps them when lines
/// move. Sixteen noughts before a finding is in a report.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 16]);

impl Fingerprint {
    /// No finding is known by it.
    pub(crate) const NONE: Self = Self([b'0'; 16]);

    /// A number, written to the base of 16.
    #[must_use]
    pub fn of(number: u64) -> Self {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        Self(std::array::from_fn(|nth| DIGITS[(number >> (60 - 4 * nth)) as usize & 0xF]))
    }
}

impl Deref for Fingerprint {
    type Target = str;

    fn deref(&self) -> &str {
        str::from_utf8(&self.0).expect("digits are ASCII")
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}
