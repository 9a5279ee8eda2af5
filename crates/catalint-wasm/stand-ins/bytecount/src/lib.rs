//! Counts without simd instructions, which the crate itself uses on wasm whatever the target's features are.

/// How often a byte is there.
pub fn count(haystack: &[u8], needle: u8) -> usize {
    haystack.iter().filter(|byte| **byte == needle).count()
}

/// How many characters a UTF-8 text has.
pub fn num_chars(text: &[u8]) -> usize {
    text.iter().filter(|byte| (**byte & 0xC0) != 0x80).count()
}
