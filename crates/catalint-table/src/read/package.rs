//! The zip package of docx, xlsx and ods: looked through before anything reads it.

use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;
use zip::result::ZipError;

use super::TableFormat;
use crate::error::Unreadable;

/// Bytes of all parts, unpacked. What the package itself says of its sizes counts for nothing.
const MAX_UNPACKED: u64 = 64 << 20;
/// Parts; an office file has some dozen, and one for each picture.
const MAX_PARTS: usize = 4096;

/// A package that was looked through.
pub(super) struct ReadPackage<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Whether it carries macros.
    pub(super) macros: bool,
}

/// What a package holds.
pub(super) fn format(bytes: &[u8], extension: &str) -> Result<TableFormat, Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let kind = kind(&mut archive);
    let has = |name: &str| archive.index_for_name(name).is_some();
    match () {
        () if has("word/document.xml") => Ok(TableFormat::Docx),
        () if has("xl/workbook.xml") => Ok(TableFormat::Xlsx),
        () if has("xl/workbook.bin") => Err(Unreadable::Format("xlsb")),
        () if has("content.xml") && (kind.ends_with("spreadsheet") || extension == "ods") => Ok(TableFormat::Ods),
        () if has("content.xml") => Err(Unreadable::Format("odt")),
        () => Err(Unreadable::Damaged("zip".to_owned())),
    }
}

/// What a package of an OpenDocument file says that it is.
fn kind(archive: &mut ZipArchive<Cursor<&[u8]>>) -> String {
    let mut kind = String::new();
    if let Ok(part) = archive.by_name("mimetype") {
        // What can't be read says nothing.
        drop(part.take(100).read_to_string(&mut kind));
    }
    kind.trim().to_owned()
}

fn damaged(error: ZipError) -> Unreadable {
    match error {
        ZipError::UnsupportedArchive(text) if text.contains("assword") => Unreadable::Password,
        ZipError::InvalidPassword => Unreadable::Password,
        error => Unreadable::Damaged(error.to_string()),
    }
}

impl<'b> ReadPackage<'b> {
    /// Unpacks every part once, into nothing, so that no reader meets more than it can hold.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Unreadable> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        if archive.len() > MAX_PARTS {
            return Err(Unreadable::TooLarge("4,096 parts"));
        }
        let mut package = Self { archive, macros: false };
        let mut left = MAX_UNPACKED;
        for nth in 0..package.archive.len() {
            let mut part = package.archive.by_index(nth).map_err(damaged)?;
            let name = part.name().map_err(damaged)?.into_owned();
            let xml = name.ends_with(".xml") || name.ends_with(".rels");
            let mut bytes = Vec::new();
            let mut limited = part.by_ref().take(left + 1);
            let read = if xml {
                limited.read_to_end(&mut bytes).map(|n| n as u64)
            } else {
                std::io::copy(&mut limited, &mut std::io::sink())
            };
            let read = read.map_err(|error| Unreadable::Damaged(error.to_string()))?;
            left = left.checked_sub(read).ok_or(Unreadable::TooLarge("64 MiB"))?;
            let text = String::from_utf8_lossy(&bytes);
            let basic = name.starts_with("Basic/");
            // LibreOffice declares the kind of document that its macros are; they are not read.
            if !basic && (text.contains("<!DOCTYPE") || text.contains("<!ENTITY")) {
                return Err(Unreadable::Entities);
            }
            if name == "META-INF/manifest.xml" && text.contains("encryption-data") {
                return Err(Unreadable::Password);
            }
            package.macros |= basic || name.ends_with("vbaProject.bin");
        }
        Ok(package)
    }

    /// Unpacks nothing yet: for who reads the beginnings of a few parts.
    pub(super) fn open_unread(bytes: &'b [u8]) -> Result<Self, Unreadable> {
        Ok(Self { archive: ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?, macros: false })
    }

    /// The text of a part, if there is one.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Unreadable> {
        let Some(bytes) = self.bytes(name, MAX_UNPACKED)? else { return Ok(None) };
        let text = String::from_utf8(bytes).map_err(|_| Unreadable::Damaged(format!("{name}: UTF-8")))?;
        Ok(Some(text))
    }

    /// The first bytes of a part as text, `most` of them where it has so many: then up to the last `end` among them.
    pub(super) fn head(&mut self, name: &str, most: usize, end: &str) -> Result<Option<String>, Unreadable> {
        let Some(bytes) = self.bytes(name, most as u64)? else { return Ok(None) };
        let mut text = String::from_utf8_lossy(&bytes).into_owned();
        if bytes.len() == most {
            text.truncate(text.rfind(end).map_or(0, |at| at + end.len()));
        }
        Ok(Some(text))
    }

    /// The first bytes of a part, if there is one.
    fn bytes(&mut self, name: &str, most: u64) -> Result<Option<Vec<u8>>, Unreadable> {
        // Some programs write names of parts in letters of another size, or with strokes of Windows.
        let same = |known: &str| known.replace('\\', "/").eq_ignore_ascii_case(name);
        let written = match self.archive.index_for_name(name) {
            Some(_) => None,
            None => self
                .archive
                .file_names()
                .filter_map(Result::ok)
                .find(|known| same(known))
                .map(|known| known.into_owned()),
        };
        let mut part = match self.archive.by_name(written.as_deref().unwrap_or(name)) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(damaged(error)),
        };
        let mut bytes = Vec::new();
        part.by_ref().take(most).read_to_end(&mut bytes).map_err(|error| Unreadable::Damaged(error.to_string()))?;
        Ok(Some(bytes))
    }
}

/// A step through an XML text.
#[derive(Debug)]
pub(crate) enum XmlStep<'e> {
    /// An element begins; its name without prefix.
    Open(&'e str, &'e BytesStart<'e>),
    /// It ends.
    Close(&'e str),
    /// Text within it.
    Text(&'e str),
}

/// Walks through an XML text. Entities other than those of XML itself are passed over.
pub(super) fn walk(xml: &str, mut step: impl FnMut(XmlStep<'_>) -> Result<(), Unreadable>) -> Result<(), Unreadable> {
    walk_at(xml, |now, _| step(now))
}

/// The same with the bytes of each step; an element that begins and ends at once has them twice.
pub(crate) fn walk_at(
    xml: &str,
    mut step: impl FnMut(XmlStep<'_>, std::ops::Range<usize>) -> Result<(), Unreadable>,
) -> Result<(), Unreadable> {
    let mut reader = Reader::from_str(xml);
    let at = |reader: &Reader<&[u8]>| usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
    loop {
        let begin = at(&reader);
        let event = reader.read_event().map_err(|error| Unreadable::Damaged(error.to_string()))?;
        let range = begin..at(&reader);
        match event {
            Event::Start(element) => step(XmlStep::Open(element.local_name().as_ref(), &element), range)?,
            Event::Empty(element) => {
                step(XmlStep::Open(element.local_name().as_ref(), &element), range.clone())?;
                step(XmlStep::Close(element.local_name().as_ref()), range)?;
            }
            Event::End(element) => step(XmlStep::Close(element.local_name().as_ref()), range)?,
            Event::Text(text) => step(XmlStep::Text(&text.xml10_content()), range)?,
            Event::CData(text) => step(XmlStep::Text(&text.xml10_content()), range)?,
            Event::GeneralRef(reference) => {
                let known = match reference.as_ref() {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => reference.resolve_char_ref().ok().flatten(),
                };
                if let Some(c) = known {
                    step(XmlStep::Text(c.encode_utf8(&mut [0; 4])), range)?;
                }
            }
            Event::DocType(_) => return Err(Unreadable::Entities),
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

/// The value of an attribute by its name without prefix.
pub(crate) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = element.attributes();
    // To look for one that stands twice takes a time that grows with the square of their number.
    all.with_checks(false);
    let found = all.flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(
        found
            .normalized_value(XmlVersion::Implicit1_0)
            .map_or_else(|_| found.value.to_string(), |value| value.to_string()),
    )
}
