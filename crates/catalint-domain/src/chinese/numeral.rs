//! Numbers as they stand in Chinese text: 20, ２０, 二十, 一千二百四十二, 二〇一九.

/// A number read from the beginning of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numeral {
    /// Its value.
    pub value: u32,
    /// How many bytes it takes.
    pub len: usize,
    /// How it was written.
    pub script: Script,
    /// How many digits it was written with; for [`Script::Chinese`] characters.
    pub digits: usize,
}

/// The way a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// 0 to 9.
    Ascii,
    /// ０ to ９, at least one of them.
    Fullwidth,
    /// 一二三, 十百千.
    Chinese,
}

/// More characters than this are no number: `〇〇〇〇…` must not cost time.
const MOST_CHARS: usize = 12;

/// The number that `text` begins with, if it begins with one that fits 32 bits.
#[must_use]
pub fn read(text: &str) -> Option<Numeral> {
    let first = text.chars().next()?;
    if digit(first).is_some() { read_digits(text) } else { read_chinese(text) }
}

/// The value of an ASCII or full-width digit.
#[must_use]
pub const fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

fn read_digits(text: &str) -> Option<Numeral> {
    let mut found = Numeral { value: 0, len: 0, script: Script::Ascii, digits: 0 };
    for c in text.chars() {
        let Some(value) = digit(c) else { break };
        if found.digits == MOST_CHARS {
            return None;
        }
        found.value = found.value.checked_mul(10)?.checked_add(value)?;
        found.len += c.len_utf8();
        found.digits += 1;
        if !c.is_ascii() {
            found.script = Script::Fullwidth;
        }
    }
    (found.digits > 0).then_some(found)
}

/// The value of a Chinese digit, 0 to 9.
#[must_use]
pub const fn chinese_digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

const fn chinese_unit(c: char) -> Option<u32> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        _ => return None,
    })
}

/// Whether a number can be written with this character.
#[must_use]
pub const fn is_numeral(c: char) -> bool {
    digit(c).is_some() || chinese_digit(c).is_some() || chinese_unit(c).is_some()
}

fn read_chinese(text: &str) -> Option<Numeral> {
    let (mut total, mut run, mut run_len) = (0_u32, 0_u32, 0_u32);
    let (mut len, mut chars, mut last_unit, mut open) = (0, 0, u32::MAX, false);
    for c in text.chars() {
        if chars == MOST_CHARS {
            break;
        }
        if let Some(value) = chinese_digit(c) {
            run = run.checked_mul(10)?.checked_add(value)?;
            run_len += 1;
        } else if let Some(unit) = chinese_unit(c) {
            // 二十百 is no number: units fall, and one digit stands before each.
            if unit >= last_unit || run_len > 1 + u32::from(open) {
                break;
            }
            total = total.checked_add(unit * if run_len == 0 { 1 } else { run })?;
            (run, run_len, last_unit, open) = (0, 0, unit, true);
        } else {
            break;
        }
        len += c.len_utf8();
        chars += 1;
    }
    (chars > 0).then(|| Numeral { value: total.saturating_add(run), len, script: Script::Chinese, digits: chars })
}

/// `value` in Chinese characters, as articles are numbered: 二十, 一百零三, 一千二百四十二.
#[must_use]
pub fn chinese(value: u32) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let glyph = |n: u32| DIGITS[(n % 10) as usize];
    if value >= 10_000 {
        return value
            .to_string()
            .bytes()
            .map(|byte| glyph(u32::from(byte - b'0')))
            .map(|c| if c == '零' { '〇' } else { c })
            .collect();
    }
    if value == 0 {
        return glyph(0).into();
    }
    let mut out = String::new();
    let mut skipped = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let n = value / unit % 10;
        if n == 0 {
            skipped = !out.is_empty();
            continue;
        }
        if skipped {
            out.push('零');
            skipped = false;
        }
        // 十五, not 一十五, but 一百一十五.
        if !(n == 1 && unit == 10 && out.is_empty()) {
            out.push(glyph(n));
        }
        out.push_str(name);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_way_of_writing() {
        for (text, value) in [
            ("20个", 20),
            ("２０", 20),
            ("二十", 20),
            ("十", 10),
            ("十五条", 15),
            ("一百零三", 103),
            ("三十七号", 37),
            ("一千二百四十二", 1242),
            ("二〇一九年", 2019),
            ("一百一十", 110),
            ("零", 0),
        ] {
            let found = read(text).expect(text);
            assert_eq!(found.value, value, "{text}");
            assert!(text.is_char_boundary(found.len));
        }
        for text in ["", "条", "第一", "99999999999"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn writes_what_it_reads() {
        for value in (0..2000).chain([2019, 9999, 10_000, 65_535]) {
            let text = chinese(value);
            let found = read(&text).expect("a number");
            assert_eq!((found.value, found.len), (value, text.len()), "{text}");
        }
        assert_eq!(chinese(15), "十五");
        assert_eq!(chinese(110), "一百一十");
        assert_eq!(chinese(1003), "一千零三");
    }
}
