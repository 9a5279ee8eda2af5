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
