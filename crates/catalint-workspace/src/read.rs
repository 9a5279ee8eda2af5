//! The bytes and the text of a file of a run, and whether it is a catalog at all.

use std::io::{ErrorKind, Read};

use catalint_core::lint::{HEAD_BYTES, looks_like_catalog, text_looks_like_catalog};
use catalint_text::{Decoded, Decoder};
use catalint_yaml::MAX_FILE_BYTES;

use crate::discover::Input;
use crate::files;
use crate::fs::{FileSystem, Opened};

/// Whether a file is a table: by its name, unless it is a text that reads as a catalog.
pub fn is_table(name: &str, bytes: &[u8]) -> bool {
    let text = [".txt", ".md", ".markdown"].iter().any(|end| name.to_ascii_lowercase().ends_with(end));
    catalint_table::is_table_name(name) && !(text && looks_like_catalog(bytes))
}

/// The bytes of a file, and whether it is no catalog: then they may be its head only.
/// `certain` that it is one, nobody looks.
pub fn read(fs: &dyn FileSystem, input: &Input, certain: bool) -> std::io::Result<(Vec<u8>, bool)> {
    let most = files::MOST_OF_A_CATALOG;
    let other = |head: &[u8]| !certain && !looks_like_catalog(head);
    match input {
        Input::File(path) => {
            if !certain {
                let head = files::read_head(fs, path, HEAD_BYTES)?;
                if other(&head) {
                    return Ok((head, true));
                }
            }
            files::read(fs, path, most).map(|bytes| (bytes, false))
        }
        Input::Stdin => {
            let bytes = files::read_stdin(fs, most)?;
            let other = other(&bytes);
            Ok((bytes, other))
        }
    }
}

/// The bytes of what may be a table.
pub fn read_table(fs: &dyn FileSystem, input: &Input) -> std::io::Result<Vec<u8>> {
    match input {
        Input::File(path) => files::read(fs, path, files::MOST_OF_A_TABLE),
        Input::Stdin => files::read_stdin(fs, files::MOST_OF_A_TABLE),
    }
}

/// The text of a file, which is never twice in memory; none where it is no catalog. See [`read`].
pub fn read_text(fs: &dyn FileSystem, input: &Input, certain: bool) -> std::io::Result<Option<Decoded>> {
    match input {
        Input::File(path) => {
            let Opened { size, bytes } = fs.open(path)?;
            text_of(bytes, usize::try_from(size).unwrap_or(usize::MAX).min(MAX_FILE_BYTES), certain)
        }
        Input::Stdin => text_of(fs.stdin(), PIECE, certain),
    }
}

/// So many bytes are read at once where the size of a file is not told.
const MIN_PIECE: usize = 8 << 10;

/// And so many at most: few enough to stay near the processor until they are text.
const PIECE: usize = HEAD_BYTES / 4;

fn text_of(mut from: impl Read, size: usize, certain: bool) -> std::io::Result<Option<Decoded>> {
    let mut piece = vec![0; (size + 1).clamp(MIN_PIECE, PIECE)];
    let mut decoder = Decoder::with_capacity(size);
    let (mut looked, mut taken) = (certain, 0);
    loop {
        // Up to the end of the head, which is what is looked at.
        let room = if looked { piece.len() } else { piece.len().min(HEAD_BYTES - taken) };
        let read = match from.read(&mut piece[..room]) {
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            read => read?,
        };
        decoder.push(&piece[..read]);
        taken += read;
        if !looked && (read == 0 || taken == HEAD_BYTES) {
            looked = true;
            let other = match decoder.so_far() {
                Ok(text) => !text_looks_like_catalog(text),
                Err(bytes) => !looks_like_catalog(&bytes),
            };
            if other {
                return Ok(None);
            }
        }
        if read == 0 {
            return Ok(Some(decoder.finish()));
        }
    }
}
