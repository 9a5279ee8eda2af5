//! The package of an office file, the same to the byte on every system.

/// The system that is named beside each part of a package.
const UNIX: u8 = 3;
const END: &[u8] = b"PK\x05\x06";
const END_BYTES: usize = 22;
const ENTRY: &[u8] = b"PK\x01\x02";
const ENTRY_BYTES: usize = 46;

/// Names the same system beside each part of a finished package: the library that puts workbooks together names
/// the one it runs on. None where it is not a package as that library writes them.
pub(super) fn of_no_system(mut package: Vec<u8>) -> Option<Vec<u8>> {
    let end = package.len().checked_sub(END_BYTES).filter(|end| package[*end..].starts_with(END))?;
    let parts = number(&package, end + 10, 2)?;
    let mut entry = number(&package, end + 16, 4)?;
    for _ in 0..parts {
        if !package.get(entry..)?.starts_with(ENTRY) {
            return None;
        }
        let length = ENTRY_BYTES
            + number(&package, entry + 28, 2)?
            + number(&package, entry + 30, 2)?
            + number(&package, entry + 32, 2)?;
        *package.get_mut(entry + 5)? = UNIX;
        entry += length;
    }
    (entry == end).then_some(package)
}

/// The number in so many bytes, the lowest first.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    Some(bytes.get(at..at + length)?.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use zip::write::{SimpleFileOptions, ZipWriter};
    use zip::{DateTime, System};

    use super::*;

    fn package(system: System) -> Vec<u8> {
        let options = SimpleFileOptions::default().last_modified_time(DateTime::default()).system(system);
        let mut package = ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["[Content_Types].xml", "xl/甲.xml"] {
            package.start_file(name, options).expect("a new part");
            package.write_all(name.as_bytes()).expect("memory takes all");
        }
        package.finish().expect("a package").into_inner()
    }

    #[test]
    fn a_package_is_the_same_on_every_system() {
        let (windows, unix) = (package(System::Dos), package(System::Unix));
        assert_eq!(windows.iter().zip(&unix).filter(|(a, b)| a != b).count(), 2);
        assert_eq!(of_no_system(windows), Some(unix.clone()));
        assert_eq!(of_no_system(unix.clone()), Some(unix));
    }

    #[test]
    fn what_is_no_package_is_not_touched() {
        let whole = package(System::Dos);
        assert_eq!(of_no_system(Vec::new()), None);
        assert_eq!(of_no_system(whole[..whole.len() - 1].to_vec()), None);
        let entry = whole.windows(4).rposition(|bytes| bytes == ENTRY).expect("an entry");
        let broken = [&whole[..entry], b"PK\0\0", &whole[entry + 4..]].concat();
        assert_eq!(of_no_system(broken), None);
    }
}
