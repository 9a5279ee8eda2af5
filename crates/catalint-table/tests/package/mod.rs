//! What the tests of files that are changed in place look at.

use std::io::{Cursor, Read};

use zip::ZipArchive;

/// The parts of a package, in its order, each with its name.
pub(crate) fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut out = Vec::new();
    for nth in 0..archive.len() {
        let mut part = archive.by_index(nth).expect("there");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("readable");
        out.push((part.name().expect("a name").into_owned(), bytes));
    }
    out
}
