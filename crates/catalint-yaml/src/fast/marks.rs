//! Where the line breaks, colons and hashes of a text stand: one bit a byte, 64 bytes at a time.
//!
//! The loops are plain and without branches, so that the compiler makes vector code of them on
//! every machine. The same look at a block tells whether it holds a character that needs the
//! complete parser.

use super::Bail;

const BLOCK: usize = 64;

/// The marks of a text, found as they are asked for.
pub(super) struct FastMarks<'t> {
    bytes: &'t [u8],
    /// Start of the block that `mask` stands for.
    base: usize,
    mask: u64,
    /// Start of the next block.
    ahead: usize,
    /// The first character that needs the complete parser, and where it stands.
    odd: Option<(Bail, usize)>,
}

impl<'t> FastMarks<'t> {
    pub(super) fn new(bytes: &'t [u8], from: usize) -> Self {
        Self { bytes, base: from, mask: 0, ahead: from, odd: None }
    }

    /// The first mark at or behind `from`, or else the end of the text.
    ///
    /// What lies more than a block in front of an earlier answer is forgotten: `from` never goes back.
    #[inline]
    pub(super) fn next(&mut self, from: usize) -> usize {
        debug_assert!(from >= self.base);
        let left = if from < self.ahead { self.mask >> (from - self.base) } else { 0 };
        if left != 0 { from + left.trailing_zeros() as usize } else { self.seek(from) }
    }

    fn seek(&mut self, from: usize) -> usize {
        while self.ahead < self.bytes.len() {
            self.load();
            let skip = from.saturating_sub(self.base);
            let left = if skip < BLOCK { self.mask >> skip } else { 0 };
            if left != 0 {
                return self.base + skip + left.trailing_zeros() as usize;
            }
        }
        self.bytes.len()
    }

    /// Looks at the rest, and says whether a character of the text needs the complete parser.
    pub(super) fn finish(&mut self) -> Result<(), Bail> {
        self.seek(self.bytes.len());
        self.odd.map_or(Ok(()), |(bail, _)| Err(bail))
    }

    /// Where the first character before `end` stands that needs the complete parser; it may be one a little behind.
    pub(super) fn odd_before(&mut self, end: usize) -> Option<usize> {
        self.seek(end);
        self.odd.map(|(_, at)| at)
    }

    fn load(&mut self) {
        self.base = self.ahead;
        self.ahead += BLOCK;
        let rest = &self.bytes[self.base..];
        let (mask, odd) = match rest.first_chunk::<{ BLOCK + 1 }>() {
            Some(block) => look(block),
            None => {
                let mut block = [b' '; BLOCK + 1];
                block[..rest.len()].copy_from_slice(rest);
                look(&block)
            }
        };
        self.mask = mask;
        if odd && self.odd.is_none() {
            self.odd = (self.base..self.ahead.min(self.bytes.len())).find_map(|at| Some((odd_at(self.bytes, at)?, at)));
        }
    }
}

/// The marks of a block as bits, and whether it may hold an odd character. The last byte is that
/// behind the block.
#[inline]
fn look(block: &[u8; BLOCK + 1]) -> (u64, bool) {
    let mut marks = [0u8; BLOCK];
    let mut suspect = 0u8;
    for i in 0..BLOCK {
        let (byte, next) = (block[i], block[i + 1]);
        let mark = (byte == b'\n') | (byte == b':') | (byte == b'#');
        marks[i] = 0u8.wrapping_sub(u8::from(mark));
        let control = (byte < b' ') & (byte != b'\n');
        let special = (byte == 0xEF) & (next | 4 == 0xBF);
        suspect |= u8::from(control | (byte == 0x7F) | (byte == 0xC2) | special);
    }
    let mut mask = 0;
    for (i, eight) in marks.chunks_exact(8).enumerate() {
        let eight =
            u64::from_le_bytes([eight[0], eight[1], eight[2], eight[3], eight[4], eight[5], eight[6], eight[7]]);
        // One bit of each byte, another in each; the product adds them up in its highest byte.
        let bits = (eight & 0x8040_2010_0804_0201).wrapping_mul(0x0101_0101_0101_0101) >> 56;
        mask |= bits << (i * 8);
    }
    (mask, suspect != 0 && is_odd(block))
}

/// The same in more detail: `\r\n` and most of what begins with 0xC2 is sound, and often met in
/// the files where it is met at all.
#[inline(never)]
fn is_odd(block: &[u8; BLOCK + 1]) -> bool {
    let mut odd = 0u8;
    for i in 0..BLOCK {
        let (byte, next) = (block[i], block[i + 1]);
        let control = (byte < b' ') & (byte != b'\n') & (byte != b'\r');
        let lone = (byte == b'\r') & (next != b'\n');
        let high = (byte == 0xC2) & (next < 0xA0);
        let special = (byte == 0xEF) & (next | 4 == 0xBF);
        odd |= u8::from(control | lone | (byte == 0x7F) | high | special);
    }
    odd != 0
}

/// Whether the character at `at` needs the complete parser.
fn odd_at(bytes: &[u8], at: usize) -> Option<Bail> {
    match bytes[at..] {
        [b'\t', ..] => Some(Bail::Tab),
        [b'\r', b'\n', ..] | [b'\n', ..] => None,
        [b'\r', ..] => Some(Bail::Return),
        [0..=0x1F | 0x7F, ..] | [0xC2, 0x80..=0x9F, ..] | [0xEF, 0xBF, 0xBE | 0xBF, ..] => Some(Bail::Control),
        [0xEF, 0xBB, 0xBF, ..] => Some(Bail::Mark),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_those_that_a_plain_search_finds() {
        let unit = "a: 中文\n# x:\n\n::##\n 长长长长长长长长长长长长长长长长长长长长长长长长 #\r\n";
        let text = unit.repeat(9);
        for end in (0..text.len()).filter(|&end| text.is_char_boundary(end)) {
            for from in [0, 3, 64, 65] {
                let bytes = &text.as_bytes()[..end];
                let mut marks = FastMarks::new(bytes, from.min(end));
                let mut at = from.min(end);
                loop {
                    let want = (at..end).find(|&i| matches!(bytes[i], b'\n' | b':' | b'#')).unwrap_or(end);
                    assert_eq!(marks.next(at), want, "from {at} of {end}");
                    if want == end {
                        break;
                    }
                    at = want + 1;
                }
            }
        }
    }

    #[test]
    fn odd_characters_are_seen_wherever_they_stand() {
        let odd = [
            ("\t", Bail::Tab),
            ("\r", Bail::Return),
            ("\u{7}", Bail::Control),
            ("\u{7f}", Bail::Control),
            ("\u{85}", Bail::Control),
            ("\u{feff}", Bail::Mark),
            ("\u{ffff}", Bail::Control),
            ("\0", Bail::Control),
        ];
        for (bad, cause) in odd {
            for before in 0..140 {
                for after in ["", "x", "\u{e9}", "中文\n"] {
                    let text = format!("{}{bad}{after}", "x".repeat(before));
                    assert_eq!(FastMarks::new(text.as_bytes(), 0).finish(), Err(cause), "{bad:?} behind {before}");
                }
            }
        }
        for fine in ["\r\n", "·", "\u{a0}", "￥", "\u{fffd}", "（", "ﻀ"] {
            for before in 0..140 {
                let text = format!("{}{fine}", "x".repeat(before));
                assert_eq!(FastMarks::new(text.as_bytes(), 0).finish(), Ok(()), "{fine:?} behind {before}");
            }
        }
    }
}
