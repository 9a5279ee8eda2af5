//! Reading files within limits: what is no regular file is not opened, and no more is read than the limit allows.

use std::io::{self, Read};
use std::path::Path;

use catalint_yaml::MAX_FILE_BYTES;

use crate::error::Refused;
use crate::fs::FileSystem;

/// Of a config, a schema or a list of patterns.
pub const MOST_OF_A_CONFIG: u64 = 16 << 20;

/// Of a table, packed or not; what is in it has limits of its own.
pub const MOST_OF_A_TABLE: u64 = 256 << 20;

/// Of a catalog, a version before, a baseline. One byte more, so that the reader can say that it is too large.
pub const MOST_OF_A_CATALOG: u64 = MAX_FILE_BYTES as u64 + 1;

/// All bytes of a regular file.
///
/// # Errors
/// When it can't be read, is no regular file, or has more than `most` bytes.
pub fn read(fs: &dyn FileSystem, path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let file = fs.open(path)?;
    if file.size > most {
        return Err(io::Error::other(Refused::TooLarge(most)));
    }
    within(file.bytes, most, usize::try_from(file.size).unwrap_or(0))
}

/// The first bytes of a regular file, `most` of them where it has so many.
///
/// # Errors
/// When it can't be read, or is no regular file.
pub fn read_head(fs: &dyn FileSystem, path: &Path, most: usize) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    fs.open(path)?.bytes.take(most as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// All bytes that are piped in.
///
/// # Errors
/// When they can't be read, or are more than `most`.
pub fn read_stdin(fs: &dyn FileSystem, most: u64) -> io::Result<Vec<u8>> {
    within(fs.stdin(), most, 0)
}

fn within(from: impl Read, most: u64, size: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(size);
    from.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(io::Error::other(Refused::TooLarge(most))) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::Memory;

    #[test]
    fn no_more_is_read_than_is_allowed() {
        let fs = Memory::new("/a").file("b", "12345678");
        let read = |most| read(&fs, Path::new("b"), most);
        assert_eq!(read(8).expect("within"), b"12345678");
        let error = read(7).expect_err("too large");
        assert_eq!(Refused::of(&error), Some(Refused::TooLarge(7)));
        let error = within(io::repeat(0), 1000, 0).expect_err("without end");
        assert_eq!(Refused::of(&error), Some(Refused::TooLarge(1000)));
        assert!(super::read(&fs, Path::new("/a"), 8).is_err());
        assert_eq!(read_head(&fs, Path::new("b"), 3).expect("a head"), b"123");
    }
}
