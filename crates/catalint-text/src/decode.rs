//! Bytes to text and back.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

use super::Span;

/// How the bytes of a file stand for characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte-order mark (which stays in the text).
    Utf8,
    /// GB18030, and so GBK and GB 2312, which it contains.
    Gb18030,
    /// UTF-16, low byte first, with a byte-order mark.
    Utf16Le,
    /// UTF-16, high byte first, with a byte-order mark.
    Utf16Be,
}

impl Encoding {
    /// The name as people write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Gb18030 => "GB18030",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
        }
    }
}

/// Why a file is not plain UTF-8.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DecodeProblem {
    /// It is whole in another encoding, and was read in it.
    Other(Encoding),
    /// Most of it is UTF-8, these bytes are not; they were read as U+FFFD.
    Mixed {
        /// Place of the replacement character in the decoded text.
        span: Span,
        /// Offset of the first bad byte in the file.
        byte: usize,
    },
    /// No encoding that fits with certainty. `guess` names what it looks like, if anything.
    /// The text is what could be saved of it and says nothing about the catalog.
    Unknown {
        /// A name such as `Big5`.
        guess: Option<&'static str>,
    },
}

/// A file's text and where it came from.
#[derive(Debug, Clone)]
pub struct Decoded {
    /// The text; a byte-order mark stays in front.
    pub text: String,
    /// Encoding of the bytes ([`Encoding::Utf8`] where it is not known).
    pub encoding: Encoding,
    /// What is wrong, if anything.
    pub problem: Option<DecodeProblem>,
}

/// Reads the bytes of a file: byte-order mark, strict UTF-8, then GB18030 where it fits.
#[must_use]
pub fn decode(bytes: &[u8]) -> Decoded {
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), encoding: Encoding::Utf8, problem: None };
    }
    match bytes {
        [0xFF, 0xFE, ..] => return utf16(bytes, Encoding::Utf16Le),
        [0xFE, 0xFF, ..] => return utf16(bytes, Encoding::Utf16Be),
        _ => {}
    }
    if let Some(mixed) = mostly_utf8(bytes) {
        return mixed;
    }
    if bytes.contains(&0) {
        return unknown(bytes, Some("UTF-16"));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"cn"), Utf8Detection::Deny);
    let (text, failed) = encoding_rs::GB18030.decode_without_bom_handling(bytes);
    let chinese = guess == encoding_rs::GBK || guess == encoding_rs::GB18030;
    let chinese = chinese && reads_as_chinese(&text);
    if failed || !chinese {
        let big5 = reads_as_big5(bytes).then_some("Big5");
        // Damaged on the way: which bytes were lost can't be told from what follows them.
        return unknown(bytes, if chinese { Some("GB18030") } else { big5 });
    }
    let problem = Some(DecodeProblem::Other(Encoding::Gb18030));
    Decoded { text: text.into_owned(), encoding: Encoding::Gb18030, problem }
}

/// [`decode`] of bytes that come piece by piece: of a file in UTF-8 there is never more than its text.
#[derive(Debug, Default)]
pub struct Decoder {
    text: String,
    /// The beginning of a character; from the first bytes on that are not UTF-8, all.
    rest: Vec<u8>,
    broken: bool,
}

impl Decoder {
    /// For so many bytes, more or less.
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), ..Self::default() }
    }

    /// Takes in the next bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        let bytes = self.complete(bytes);
        if self.broken {
            return self.rest.extend_from_slice(bytes);
        }
        let (whole, cut) = bytes.split_at(whole_characters(bytes));
        match simdutf8::basic::from_utf8(whole) {
            Ok(text) => {
                self.text.push_str(text);
                self.rest.extend_from_slice(cut);
            }
            Err(_) => {
                self.broken = true;
                self.rest.extend_from_slice(bytes);
            }
        }
    }

    /// Ends a character that was cut; the bytes behind it.
    fn complete<'b>(&mut self, bytes: &'b [u8]) -> &'b [u8] {
        let Some(&first) = self.rest.first().filter(|_| !self.broken) else { return bytes };
        let missing = character(first).saturating_sub(self.rest.len()).min(bytes.len());
        let (end, behind) = bytes.split_at(missing);
        self.rest.extend_from_slice(end);
        if self.rest.len() == character(first) {
            match std::str::from_utf8(&self.rest) {
                Ok(text) => {
                    self.text.push_str(text);
                    self.rest.clear();
                }
                Err(_) => self.broken = true,
            }
        }
        behind
    }

    /// All bytes so far: as text, without the part of a character that their end cuts, if that is UTF-8.
    ///
    /// # Errors
    /// The bytes, if it is not.
    pub fn so_far(&self) -> Result<&str, Vec<u8>> {
        let cut = std::str::from_utf8(&self.rest).map_or_else(|error| error.error_len().is_none(), |_| true);
        if self.broken || !cut { Err([self.text.as_bytes(), &self.rest].concat()) } else { Ok(&self.text) }
    }

    /// The text of all bytes.
    #[must_use]
    pub fn finish(self) -> Decoded {
        let Self { text, mut rest, .. } = self;
        if rest.is_empty() {
            return Decoded { text, encoding: Encoding::Utf8, problem: None };
        }
        let mut all = text.into_bytes();
        all.append(&mut rest);
        decode(&all)
    }
}

/// Length of the bytes without a character of UTF-8 that their end cuts.
fn whole_characters(bytes: &[u8]) -> usize {
    let last = bytes.iter().rposition(|byte| byte & 0xC0 != 0x80).unwrap_or(0);
    let length = bytes.get(last).map_or(0, |&first| character(first));
    if last + length > bytes.len() { last } else { bytes.len() }
}

/// Length of a character of UTF-8 that begins with this byte.
const fn character(first: u8) -> usize {
    match first {
        0xC0..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xFF => 4,
        _ => 1,
    }
}

/// The bytes of `text` in `encoding`.
#[must_use]
pub fn encode(text: &str, encoding: Encoding) -> Vec<u8> {
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        // Every character has a form in GB18030; GBK, which shares its decoder, lacks many.
        Encoding::Gb18030 => encoding_rs::GB18030.encode(text).0.into_owned(),
        Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    }
}

fn utf16(bytes: &[u8], encoding: Encoding) -> Decoded {
    let label = if encoding == Encoding::Utf16Le { encoding_rs::UTF_16LE } else { encoding_rs::UTF_16BE };
    let (text, failed) = label.decode_without_bom_handling(bytes);
    let problem =
        if failed { DecodeProblem::Unknown { guess: Some("UTF-16") } } else { DecodeProblem::Other(encoding) };
    Decoded { text: text.into_owned(), encoding, problem: Some(problem) }
}

fn unknown(bytes: &[u8], guess: Option<&'static str>) -> Decoded {
    Decoded {
        text: String::from_utf8_lossy(bytes).into_owned(),
        encoding: Encoding::Utf8,
        problem: Some(DecodeProblem::Unknown { guess }),
    }
}

/// UTF-8 with some bad bytes in it: over nine tenths of the bytes outside ASCII fit.
/// GB18030 would read such a file without an error, and as nonsense.
fn mostly_utf8(bytes: &[u8]) -> Option<Decoded> {
    let (mut good, mut bad, mut first) = (0usize, 0usize, None);
    let mut text = String::with_capacity(bytes.len());
    let mut span = Span::default();
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|b| !b.is_ascii()).count();
        text.push_str(chunk.valid());
        if chunk.invalid().is_empty() {
            continue;
        }
        bad += chunk.invalid().len();
        if first.is_none() {
            first = Some(text_offset(bytes, chunk.invalid()));
            span = Span::of(text.len()..text.len() + '\u{fffd}'.len_utf8());
        }
        text.push('\u{fffd}');
    }
    let only_stray = good == 0 && bad <= 2 && bytes.len() > 64;
    let byte = first.filter(|_| good > 9 * bad || only_stray)?;
    let problem = Some(DecodeProblem::Mixed { span, byte });
    Some(Decoded { text, encoding: Encoding::Utf8, problem })
}

/// Offset of `part`, a slice of `whole`.
fn text_offset(whole: &[u8], part: &[u8]) -> usize {
    part.as_ptr() as usize - whole.as_ptr() as usize
}

/// The words that a catalog in Chinese cannot do without, one of them at least; or, for
/// short texts, mostly common characters. Big5 read as GB18030 has neither.
fn reads_as_chinese(text: &str) -> bool {
    const WORDS: [&str; 10] = ["公开", "政府", "事项", "依据", "时限", "主体", "信息", "标题", "的", "机构"];
    if WORDS.iter().any(|word| text.contains(word)) {
        return true;
    }
    let wide = text.chars().filter(|c| !c.is_ascii()).count();
    let (level1, _, _) = encoding_rs::GBK.encode(text);
    let common = level1.windows(2).filter(|w| (0xB0..=0xD7).contains(&w[0]) && w[1] >= 0xA1).count();
    wide > 0 && common * 10 >= wide * 9
}

fn reads_as_big5(bytes: &[u8]) -> bool {
    let (text, failed) = encoding_rs::BIG5.decode_without_bom_handling(bytes);
    !failed && ["公開", "政府", "資訊", "信息", "依據", "時限"].iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_read_as_the_whole() {
        let text = "标题: 目录ß😀\n";
        let (gb, _, _) = encoding_rs::GB18030.encode("标题: 政务公开目录\n");
        let mut cases =
            vec![text.as_bytes().to_vec(), gb.into_owned(), encode(&format!("\u{feff}{text}"), Encoding::Utf16Le)];
        for bad in [&b"\xff"[..], b"\xe6", b"\xe6\xa0a", b"\xf0\x9f\x98", b"\xc0\x80", b"\x80"] {
            cases.push([text.as_bytes(), bad].concat());
            cases.push([bad, text.repeat(9).as_bytes()].concat());
        }
        for bytes in &cases {
            let whole = decode(bytes);
            for size in 1..=bytes.len().min(9) {
                let mut decoder = Decoder::default();
                let mut taken = 0;
                for piece in bytes.chunks(size) {
                    decoder.push(piece);
                    taken += piece.len();
                    match decoder.so_far() {
                        Ok(text) => assert!(bytes[..taken].starts_with(text.as_bytes()) && taken - text.len() < 4),
                        Err(all) => assert!(all == bytes[..taken] && std::str::from_utf8(&all).is_err()),
                    }
                }
                let read = decoder.finish();
                assert_eq!(
                    (read.text, read.problem),
                    (whole.text.clone(), whole.problem.clone()),
                    "{bytes:?} by {size}"
                );
                assert_eq!(read.encoding, whole.encoding);
            }
        }
    }
}
