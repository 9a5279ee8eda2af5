//! Places of the protocol: lines and columns from 0, in the unit that editor and server agreed on; files as URIs.

use std::path::{Path, PathBuf};

use catalint_text::{ColumnUnit, LineColumn, Source, Span};
use gen_lsp_types::{Position, PositionEncodingKind, Range};

/// The unit of columns: bytes where the editor takes them, since that is what we count in.
pub(crate) fn agreed(offered: &[PositionEncodingKind]) -> (ColumnUnit, PositionEncodingKind) {
    let best = [
        (ColumnUnit::Byte, PositionEncodingKind::UTF8),
        (ColumnUnit::Utf16, PositionEncodingKind::UTF16),
        (ColumnUnit::Char, PositionEncodingKind::UTF32),
    ];
    let found = best.into_iter().find(|(_, kind)| offered.contains(kind));
    found.unwrap_or((ColumnUnit::Utf16, PositionEncodingKind::UTF16))
}

/// A byte offset as a place.
pub(crate) fn position(source: &Source, offset: u32, unit: ColumnUnit) -> Position {
    let LineColumn { line, column } = source.line_column(offset, unit);
    // The byte-order mark is counted in no column of ours, and in theirs.
    let mark = if line == 1 && source.text.starts_with('\u{feff}') && offset > 0 {
        match unit {
            ColumnUnit::Byte => 3,
            ColumnUnit::Char | ColumnUnit::Utf16 => 1,
        }
    } else {
        0
    };
    Position { line: line - 1, character: column - 1 + mark }
}

/// A stretch of bytes as two places.
pub(crate) fn range(source: &Source, span: Span, unit: ColumnUnit) -> Range {
    let span = source.clamp(span);
    Range { start: position(source, span.start, unit), end: position(source, span.end, unit) }
}

/// The byte offset of a place; one behind the end of a line is the end of the line.
pub(crate) fn offset(source: &Source, at: Position, unit: ColumnUnit) -> u32 {
    let marked = at.line == 0 && source.text.starts_with('\u{feff}');
    let mark = match unit {
        _ if !marked => 0,
        ColumnUnit::Byte => 3,
        ColumnUnit::Char | ColumnUnit::Utf16 => 1,
    };
    if marked && at.character < mark {
        return 0;
    }
    let place = LineColumn { line: at.line.saturating_add(1), column: (at.character - mark).saturating_add(1) };
    source.offset(place, unit)
}

/// The bytes between two places.
pub(crate) fn span(source: &Source, range: Range, unit: ColumnUnit) -> Span {
    let (start, end) = (offset(source, range.start, unit), offset(source, range.end, unit));
    Span::new(start.min(end), start.max(end))
}

/// The file that a URI names; for another scheme its text, so that such texts can be told apart.
pub(crate) fn path(uri: &str) -> PathBuf {
    let Some(rest) = uri.strip_prefix("file://") else { return PathBuf::from(uri) };
    // A name of a machine stands before the path of a shared folder.
    let rest = if rest.starts_with('/') { rest.to_owned() } else { format!("//{rest}") };
    let mut bytes = Vec::with_capacity(rest.len());
    let mut left = rest.as_bytes();
    while let [first, more @ ..] = left {
        let coded = (*first == b'%').then(|| more.get(..2)).flatten();
        let coded = coded.and_then(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok());
        bytes.push(coded.unwrap_or(*first));
        left = if coded.is_some() { &more[2..] } else { more };
    }
    let text = String::from_utf8_lossy(&bytes).into_owned();
    // `/C:/目录`
    let drive = text.strip_prefix('/').filter(|rest| rest.as_bytes().get(1) == Some(&b':'));
    PathBuf::from(drive.filter(|_| cfg!(windows)).unwrap_or(&text))
}

/// The URI of a file.
pub(crate) fn uri(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let mut out = String::from(if path.starts_with('/') { "file://" } else { "file:///" });
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => out.push(byte.into()),
            byte => out += &format!("%{byte:02X}"),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_uris_and_come_back() {
        let file = Path::new("/办公/目录 1%.yaml");
        assert_eq!(uri(file), "file:///%E5%8A%9E%E5%85%AC/%E7%9B%AE%E5%BD%95%201%25.yaml");
        assert_eq!(path(&uri(file)), file);
        assert_eq!(path("untitled:Untitled-1"), Path::new("untitled:Untitled-1"));
        assert_eq!(path("file:///a%zz%"), Path::new("/a%zz%"));
    }

    #[test]
    fn places_go_there_and_back_in_each_unit() {
        let text = "\u{feff}a: 𠮷b\r\n目: c\n";
        let source = Source::from_text("", text);
        for unit in [ColumnUnit::Byte, ColumnUnit::Char, ColumnUnit::Utf16] {
            for (at, _) in text.char_indices().filter(|(at, c)| *at > 0 && *c != '\n') {
                let place = position(&source, at as u32, unit);
                assert_eq!(offset(&source, place, unit), at as u32, "{at} {unit:?} {place:?}");
            }
            assert_eq!(offset(&source, Position { line: 1, character: 99 }, unit), text.len() as u32 - 1);
        }
        assert_eq!(position(&source, 10, ColumnUnit::Utf16), Position { line: 0, character: 6 });
    }
}
