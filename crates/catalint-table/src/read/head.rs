//! The beginning of a file: enough to see whether it is a catalog, and much less work than to read it.

use super::{TableFormat, document, docx, format, guarded, xlsx};
use crate::error::Unreadable;
use crate::grid::Grids;

/// So many lines of a text are enough.
const LINES: usize = 2000;

/// The tables of a file, of long ones the first rows.
///
/// # Errors
/// Why nothing can be read of it.
pub(crate) fn read_head(name: &str, bytes: &[u8]) -> Result<Grids, Unreadable> {
    let format = format(name, bytes)?;
    guarded(|| match format {
        TableFormat::Xlsx => xlsx::read_head(bytes),
        TableFormat::Docx => docx::read_head(bytes),
        TableFormat::Csv | TableFormat::Tsv | TableFormat::Markdown => document(format, name, first_lines(bytes), None),
        TableFormat::Xls | TableFormat::Ods | TableFormat::Xml2003 | TableFormat::Html => {
            document(format, name, bytes, None)
        }
    })
}

/// The first lines of a text in any encoding.
fn first_lines(bytes: &[u8]) -> &[u8] {
    // In a text of two bytes a letter the second of a line feed may be left behind.
    let wide = usize::from(bytes.starts_with(&[0xFF, 0xFE]));
    let lines = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
    lines.map(|(at, _)| at + 1 + wide).nth(LINES).map_or(bytes, |end| &bytes[..end.min(bytes.len())])
}
