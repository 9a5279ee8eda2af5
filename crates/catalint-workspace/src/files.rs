//! Reading files within limits: what is no regular file is not opened, and no more is read than the limit allows.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use catalint_core::yaml::MAX_FILE_BYTES;

/// Of a config, a schema or a list of patterns.
pub const MOST_OF_A_CONFIG: u64 = 16 << 20;

/// Of a table, packed or not; what is in it has limits of its own.
pub const MOST_OF_A_TABLE: u64 = 256 << 20;

/// Of a catalog, a version before, a baseline. One byte more, so that the reader can say that it is too large.
pub const MOST_OF_A_CATALOG: u64 = MAX_FILE_BYTES as u64 + 1;

/// Why a file is left alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// A pipe, a device, a socket: it may never end.
    #[error("it is no regular file")]
    NotRegular,
    /// Larger than the limit, in bytes.
    #[error("it is larger than {} MiB", .0 >> 20)]
    TooLarge(u64),
}

impl Refused {
    /// The reason behind an error of the world, if it is one of these.
    pub fn of(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref().copied()
    }
}

/// Opens a regular file.
///
/// # Errors
/// When it can't be opened or is no regular file.
pub fn open(path: &Path) -> io::Result<File> {
    // Asked before it is opened: a pipe that nobody writes to would never open.
    let about = fs::metadata(path)?;
    if about.is_file() || about.is_dir() { File::open(path) } else { Err(io::Error::other(Refused::NotRegular)) }
}

/// All bytes of a regular file.
///
/// # Errors
/// When it can't be read, is no regular file, or has more than `most` bytes.
pub fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let file = open(path)?;
    let size = file.metadata().map_or(0, |about| about.len());
    if size > most {
        return Err(io::Error::other(Refused::TooLarge(most)));
    }
    within(file, most, usize::try_from(size).unwrap_or(0))
}

/// All bytes of standard input.
///
/// # Errors
/// When it can't be read, or has more than `most` bytes.
pub fn read_stdin(most: u64) -> io::Result<Vec<u8>> {
    within(io::stdin().lock(), most, 0)
}

fn within(from: impl Read, most: u64, size: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(size);
    from.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(io::Error::other(Refused::TooLarge(most))) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_is_read_than_is_allowed() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a");
        fs::write(&path, "12345678").expect("writable");
        assert_eq!(read(&path, 8).expect("within"), b"12345678");
        let error = read(&path, 7).expect_err("too large");
        assert_eq!(Refused::of(&error), Some(Refused::TooLarge(7)));
        let error = within(io::repeat(0), 1000, 0).expect_err("without end");
        assert_eq!(Refused::of(&error), Some(Refused::TooLarge(1000)));
        assert!(read(folder.path(), 8).is_err());
    }
}
