//! A byte range of a text.

use std::ops::Range;

/// A half-open range of bytes of the decoded text, byte-order mark included.
///
/// Both ends lie on character boundaries; 32 bits are enough because the reader refuses
/// files over `catalint_yaml::MAX_FILE_BYTES`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range `start..end`.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The empty range at `at`.
    #[must_use]
    pub const fn empty(at: u32) -> Self {
        Self { start: at, end: at }
    }

    /// The range of two `usize` offsets.
    ///
    /// # Panics
    /// If an offset does not fit 32 bits, which the size limit of the reader rules out.
    #[must_use]
    pub fn of(range: Range<usize>) -> Self {
        let fit = |n: usize| u32::try_from(n).expect("offsets are below the file size limit");
        Self::new(fit(range.start), fit(range.end))
    }

    /// The same range as `usize`, for slicing.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Number of bytes.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether no byte lies in the range.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two ranges share a byte, or one is empty and lies within or at an end of the other.
    #[must_use]
    pub const fn touches(self, other: Self) -> bool {
        if self.is_empty() || other.is_empty() {
            self.start <= other.end && other.start <= self.end
        } else {
            self.start < other.end && other.start < self.end
        }
    }

    /// Whether `other` lies wholly within this range.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}
