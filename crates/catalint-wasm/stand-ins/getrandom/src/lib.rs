//! Seeds of hash tables that are the same in each run; nothing secret is made of them.

/// There is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Error;

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("no randomness")
    }
}

impl std::error::Error for Error {}

/// Fills a buffer.
pub fn fill(buffer: &mut [u8]) -> Result<(), Error> {
    for (byte, nth) in buffer.iter_mut().zip(1_u8..=u8::MAX) {
        *byte = nth.wrapping_mul(0x9D) ^ 0x5B;
    }
    Ok(())
}

/// A number.
pub fn u32() -> Result<u32, Error> {
    let mut bytes = [0; 4];
    fill(&mut bytes).map(|()| u32::from_le_bytes(bytes))
}

/// A number.
pub fn u64() -> Result<u64, Error> {
    let mut bytes = [0; 8];
    fill(&mut bytes).map(|()| u64::from_le_bytes(bytes))
}
