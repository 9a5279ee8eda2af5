//! A package (zip) in which some parts are replaced, and all other bytes of the parts are copied as they are.

use std::io::{Read as _, Write as _};

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc, read::DeflateDecoder};

use super::LeftOutWhy;

const LOCAL: &[u8] = b"PK\x03\x04";
const LOCAL_BYTES: usize = 30;
const ENTRY: &[u8] = b"PK\x01\x02";
const ENTRY_BYTES: usize = 46;
const END: &[u8] = b"PK\x05\x06";
const END_BYTES: usize = 22;
/// Where the directory of a zip64 package is named.
const END64: &[u8] = b"PK\x06\x07";
/// The number that stands for one that is too large.
const FULL: usize = 0xFFFF_FFFF;
const MAX_PARTS: usize = 65_535;
/// Bytes of a part, unpacked.
const MAX_PART: u64 = 64 << 20;
const ENCRYPTED: usize = 1 | 1 << 6 | 1 << 13;
/// Lengths stand behind the part.
const LENGTHS_BEHIND: u16 = 1 << 3;

/// A part as the directory has it.
#[derive(Debug)]
struct PackagePart {
    name: String,
    /// Its entry in the directory.
    entry: std::ops::Range<usize>,
    /// Where it begins, and where the next one does.
    begin: usize,
    end: usize,
    packed: usize,
    method: usize,
}

/// A package that was looked through.
#[derive(Debug)]
pub(crate) struct MendedPackage<'b> {
    bytes: &'b [u8],
    parts: Vec<PackagePart>,
    /// Where the directory and its end begin.
    directory: usize,
    end: usize,
}

impl<'b> MendedPackage<'b> {
    /// # Errors
    /// [`LeftOutWhy::Package`] for what is not written as office programs write it.
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Self, LeftOutWhy> {
        Self::read(bytes).ok_or(LeftOutWhy::Package)
    }

    fn read(bytes: &'b [u8]) -> Option<Self> {
        // Behind the end stands a remark, mostly none.
        let last = bytes.len().checked_sub(END_BYTES)?;
        let end = (last.saturating_sub(MAX_PARTS)..=last)
            .rev()
            .find(|&at| bytes[at..].starts_with(END) && number(bytes, at + 20, 2) == Some(last - at))?;
        let (disk, first_disk) = (number(bytes, end + 4, 2)?, number(bytes, end + 6, 2)?);
        let (here, count) = (number(bytes, end + 8, 2)?, number(bytes, end + 10, 2)?);
        let (length, directory) = (number(bytes, end + 12, 4)?, number(bytes, end + 16, 4)?);
        let zip64 = end.checked_sub(20).is_some_and(|at| bytes[at..].starts_with(END64));
        if zip64 || disk != 0 || first_disk != 0 || here != count || count >= MAX_PARTS || directory + length != end {
            return None;
        }
        let mut parts = Vec::with_capacity(count);
        let mut at = directory;
        for _ in 0..count {
            let part = part(bytes, at)?;
            at = part.entry.end;
            parts.push(part);
        }
        let mut begins: Vec<usize> = parts.iter().map(|part| part.begin).collect();
        begins.push(directory);
        begins.sort_unstable();
        if at != end || begins.windows(2).any(|two| two[0] == two[1]) {
            return None;
        }
        for part in &mut parts {
            part.end = begins[begins.partition_point(|begin| *begin <= part.begin)];
        }
        Some(Self { bytes, parts, directory, end })
    }

    /// Whether there is a part in a folder.
    pub(crate) fn has_below(&self, folder: &str) -> bool {
        self.parts.iter().any(|part| part.name.starts_with(folder))
    }

    /// The place of a part; some programs write names in letters of another size or with strokes of Windows.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        let same = |part: &PackagePart| part.name.eq_ignore_ascii_case(name);
        self.parts.iter().position(|part| part.name == name).or_else(|| self.parts.iter().position(same))
    }

    /// The text of a part.
    pub(crate) fn text(&self, nth: usize) -> Result<String, LeftOutWhy> {
        self.unpacked(nth).and_then(|bytes| String::from_utf8(bytes).ok()).ok_or(LeftOutWhy::Package)
    }

    /// The same by its name; nothing where there is none.
    pub(crate) fn text_of(&self, name: &str) -> Result<Option<String>, LeftOutWhy> {
        self.find(name).map(|nth| self.text(nth)).transpose()
    }

    fn unpacked(&self, nth: usize) -> Option<Vec<u8>> {
        let part = &self.parts[nth];
        let data = data_begins(self.bytes, part.begin)?;
        let packed = self.bytes.get(data..data + part.packed).filter(|_| data + part.packed <= part.end)?;
        let mut out = Vec::new();
        match part.method {
            0 => out.extend_from_slice(packed),
            8 => drop(DeflateDecoder::new(packed).take(MAX_PART).read_to_end(&mut out).ok()?),
            _ => return None,
        }
        let crc = number(self.bytes, part.entry.start + 16, 4)?;
        (checksum(&out) as usize == crc).then_some(out)
    }

    /// The package with other bytes for some parts.
    pub(super) fn replaced(&self, new: &[(usize, String)]) -> Result<Vec<u8>, LeftOutWhy> {
        self.written(new, &[]).ok_or(LeftOutWhy::Package)
    }

    /// The same, and behind all others new parts of these names.
    pub(crate) fn extended(&self, new: &[(usize, String)], added: &[(String, String)]) -> Result<Vec<u8>, LeftOutWhy> {
        self.written(new, added).ok_or(LeftOutWhy::Package)
    }

    fn written(&self, new: &[(usize, String)], added: &[(String, String)]) -> Option<Vec<u8>> {
        let mut out = Vec::with_capacity(self.bytes.len() + 4096);
        let mut order: Vec<usize> = (0..self.parts.len()).collect();
        order.sort_by_key(|&nth| self.parts[nth].begin);
        // What stands before the first part.
        out.extend_from_slice(&self.bytes[..order.first().map_or(self.directory, |&nth| self.parts[nth].begin)]);
        let mut entries: Vec<Vec<u8>> = self.parts.iter().map(|part| self.bytes[part.entry.clone()].to_vec()).collect();
        for nth in order {
            let part = &self.parts[nth];
            put(&mut entries[nth], 42, u32::try_from(out.len()).ok()?);
            match new.iter().find(|(of, _)| *of == nth) {
                None => out.extend_from_slice(&self.bytes[part.begin..part.end]),
                Some((_, text)) => self.write_part(&mut out, part, text, &mut entries[nth])?,
            }
        }
        for (name, text) in added {
            let begin = u32::try_from(out.len()).ok()?;
            let (head, entry) = heads(name, text)?;
            out.extend_from_slice(&head);
            entries.push(entry);
            put(entries.last_mut()?, 42, begin);
        }
        let directory = u32::try_from(out.len()).ok()?;
        entries.iter().for_each(|entry| out.extend_from_slice(entry));
        let length = u32::try_from(out.len()).ok()? - directory;
        let mut end = self.bytes[self.end..].to_vec();
        let count = u16::try_from(entries.len()).ok().filter(|count| usize::from(*count) < MAX_PARTS)?;
        [8, 10].iter().for_each(|&at| end[at..at + 2].copy_from_slice(&count.to_le_bytes()));
        put(&mut end, 12, length);
        put(&mut end, 16, directory);
        out.extend_from_slice(&end);
        Some(out)
    }

    /// A part with other bytes: a head of its own with all lengths, and the same in the directory.
    fn write_part(&self, out: &mut Vec<u8>, part: &PackagePart, text: &str, entry: &mut [u8]) -> Option<()> {
        let packed = if part.method == 0 { text.as_bytes().to_vec() } else { deflated(text.as_bytes())? };
        let mut head = self.bytes[part.begin..data_begins(self.bytes, part.begin)?].to_vec();
        let lengths = [checksum(text.as_bytes()), u32::try_from(packed.len()).ok()?, u32::try_from(text.len()).ok()?];
        for (bytes, flags, at) in [(&mut head[..], 6, 14), (entry, 8, 16)] {
            let known = u16::from_le_bytes([bytes[flags], bytes[flags + 1]]) & !LENGTHS_BEHIND;
            bytes[flags..flags + 2].copy_from_slice(&known.to_le_bytes());
            lengths.iter().enumerate().for_each(|(nth, length)| put(bytes, at + 4 * nth, *length));
        }
        out.extend_from_slice(&head);
        out.extend_from_slice(&packed);
        Some(())
    }
}

/// The part of an entry of the directory; its end is not known yet.
fn part(bytes: &[u8], at: usize) -> Option<PackagePart> {
    let value = |offset: usize, length: usize| number(bytes, at + offset, length);
    let (name, extra, remark) = (value(28, 2)?, value(30, 2)?, value(32, 2)?);
    let (packed, unpacked, begin) = (value(20, 4)?, value(24, 4)?, value(42, 4)?);
    let whole = [packed, unpacked, begin].iter().all(|number| *number != FULL);
    let plain = bytes.get(at..)?.starts_with(ENTRY) && value(8, 2)? & ENCRYPTED == 0 && value(34, 2)? == 0;
    let here = bytes.get(begin..)?.starts_with(LOCAL) && begin < at;
    if !(whole && plain && here) {
        return None;
    }
    let entry = at..at + ENTRY_BYTES + name + extra + remark;
    let words = bytes.get(at + ENTRY_BYTES..at + ENTRY_BYTES + name)?;
    let name = String::from_utf8_lossy(words).replace('\\', "/");
    Some(PackagePart { name, entry, begin, end: begin, packed, method: value(10, 2)? })
}

/// A new part with its head, and its entry in the directory, which does not know yet where it begins. The day is always
/// the same, so that the same file gives the same bytes.
fn heads(name: &str, text: &str) -> Option<(Vec<u8>, Vec<u8>)> {
    const VERSION: u16 = 20;
    const UTF8: u16 = 1 << 11;
    const DEFLATED: u16 = 8;
    const FIRST_DAY: u16 = 1 << 5 | 1;
    let packed = deflated(text.as_bytes())?;
    let mut common = Vec::new();
    [VERSION, UTF8, DEFLATED, 0, FIRST_DAY].iter().for_each(|number| common.extend(number.to_le_bytes()));
    for number in [checksum(text.as_bytes()), u32::try_from(packed.len()).ok()?, u32::try_from(text.len()).ok()?] {
        common.extend(number.to_le_bytes());
    }
    common.extend(u16::try_from(name.len()).ok()?.to_le_bytes());
    let head = [LOCAL, &common, &[0; 2], name.as_bytes(), &packed].concat();
    let entry = [ENTRY, &VERSION.to_le_bytes(), &common, &[0; 16], name.as_bytes()].concat();
    Some((head, entry))
}

/// Where the bytes of a part begin.
fn data_begins(bytes: &[u8], begin: usize) -> Option<usize> {
    Some(begin + LOCAL_BYTES + number(bytes, begin + 26, 2)? + number(bytes, begin + 28, 2)?)
}

fn deflated(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

fn checksum(bytes: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(bytes);
    crc.sum()
}

/// The number in so many bytes, the lowest first.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    Some(bytes.get(at..at + length)?.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

fn put(bytes: &mut [u8], at: usize, value: u32) {
    bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use zip::write::{SimpleFileOptions, ZipWriter};
    use zip::{CompressionMethod, ZipArchive};

    use super::*;

    fn package() -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, method) in [("a.xml", CompressionMethod::Deflated), ("xl/甲.xml", CompressionMethod::Stored)] {
            writer.start_file(name, SimpleFileOptions::default().compression_method(method)).expect("a new part");
            writer.write_all(name.repeat(50).as_bytes()).expect("memory takes all");
        }
        writer.add_directory("xl/worksheets", SimpleFileOptions::default()).expect("a folder");
        writer.set_comment("备注").expect("short");
        writer.finish().expect("a package").into_inner()
    }

    fn part_of(bytes: &[u8], name: &str) -> String {
        let mut text = String::new();
        let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a package");
        archive.by_name(name).expect("there").read_to_string(&mut text).expect("text");
        text
    }

    #[test]
    fn other_parts_are_the_same_bytes() {
        let bytes = package();
        let old = MendedPackage::open(&bytes).expect("plain");
        assert_eq!(old.replaced(&[]).expect("written"), bytes);
        for (nth, other) in [(0, 1), (1, 0)] {
            let mended = old.replaced(&[(nth, "新的文字".to_owned())]).expect("written");
            let new = MendedPackage::open(&mended).expect("plain");
            let raw = |package: &MendedPackage<'_>, nth: usize| {
                package.bytes[package.parts[nth].begin..package.parts[nth].end].to_vec()
            };
            assert_eq!(raw(&old, other), raw(&new, other));
            assert_eq!(raw(&old, 2), raw(&new, 2));
            assert_eq!(part_of(&mended, &old.parts[nth].name), "新的文字");
            assert_eq!(part_of(&mended, &old.parts[other].name), part_of(&bytes, &old.parts[other].name));
            assert!(mended.ends_with("备注".as_bytes()));
        }
    }

    #[test]
    fn what_is_written_otherwise_is_refused() {
        let bytes = package();
        let end = bytes.windows(4).rposition(|four| four == END).expect("an end");
        let with = |at: usize, new: &[u8]| {
            let mut bytes = bytes.clone();
            bytes[at..at + new.len()].copy_from_slice(new);
            MendedPackage::open(&bytes).err()
        };
        let directory = number(&bytes, end + 16, 4).expect("there");
        assert_eq!(with(directory + 8, &[1, 0]), Some(LeftOutWhy::Package), "encrypted");
        assert_eq!(with(directory + 42, &[0xFF; 4]), Some(LeftOutWhy::Package), "zip64");
        assert_eq!(with(end + 4, &[1, 0]), Some(LeftOutWhy::Package), "a second disk");
        assert_eq!(MendedPackage::open(&bytes[..end]).err(), Some(LeftOutWhy::Package));
        assert_eq!(MendedPackage::open(b"").err(), Some(LeftOutWhy::Package));
    }
}
