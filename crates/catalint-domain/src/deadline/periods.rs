//! How the number of a period is written: 20个工作日 or 二十个工作日.

use std::ops::Range;

use crate::chinese::script::{before, is_chinese_digit};

/// The way a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Digits {
    /// 20
    Arabic,
    /// 二十
    Chinese,
}

/// A number in front of a unit of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodCount {
    /// The number in its text.
    pub range: Range<usize>,
    /// Its value.
    pub value: u32,
    /// How it is written.
    pub digits: Digits,
    /// Which unit: the index in [`UNITS`].
    pub unit: usize,
}

/// Units of periods. Within one unit the numbers of a catalog are written alike; 一个月 beside
/// 20个工作日 is common and fine.
pub const UNITS: &[&str] = &["个工作日", "个月", "日内", "天内", "个自然日"];

/// The periods of a text. Left out: 第二个月, 十几个工作日, 三至五个工作日, 1月31日内, and 一个月,
/// which is written so beside 3个月 too.
pub fn counts(text: &str) -> impl Iterator<Item = PeriodCount> + '_ {
    UNITS.iter().enumerate().flat_map(move |(unit, word)| {
        text.match_indices(word).filter_map(move |(at, _)| {
            let head = &text[..at];
            let arabic = head.trim_end_matches(|c: char| c.is_ascii_digit());
            let chinese = head.trim_end_matches(is_chinese_digit);
            let (start, digits) =
                if arabic.len() < at { (arabic.len(), Digits::Arabic) } else { (chinese.len(), Digits::Chinese) };
            if &text[start..at] == "一" && *word == "个月" {
                return None;
            }
            if before(text, start).is_some_and(|c| {
                "第几数至到或者、-–—~～月.点约半初+＋×*/／零又余多下次上".contains(c) || c.is_ascii_alphabetic()
            }) {
                return None;
            }
            let number = &text[start..at];
            // 一年零三个月
            if number.starts_with(['零', '〇']) {
                return None;
            }
            let value = match digits {
                Digits::Arabic => number.parse().ok().filter(|n| (1..10_000).contains(n))?,
                Digits::Chinese => read(number)?,
            };
            Some(PeriodCount { range: start..at, value, digits, unit })
        })
    })
}

/// The value of a Chinese number from 1 to 9999; none where it is no well-formed number.
#[must_use]
pub fn read(number: &str) -> Option<u32> {
    if let Some(value) = in_places(number) {
        return Some(value);
    }
    let (mut total, mut digit, mut least) = (0, None, 10_000);
    for c in number.chars() {
        let place = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            '零' | '〇' => continue,
            _ => {
                let value = "一二三四五六七八九".chars().zip(1..).find(|(d, _)| *d == c || (c == '两' && *d == '二'));
                if digit.replace(value?.1).is_some() {
                    return None; // 三五个工作日
                }
                continue;
            }
        };
        if place >= least || (digit.is_none() && (place > 10 || total > 0)) {
            return None;
        }
        total += digit.take().unwrap_or(1) * place;
        least = place;
    }
    total += digit.unwrap_or(0);
    (total > 0).then_some(total)
}

/// 二〇 and 一二〇: digits in their places, which only a zero tells from 三五.
fn in_places(number: &str) -> Option<u32> {
    let digit = |c: char| "〇一二三四五六七八九".chars().position(|d| d == c || (c, d) == ('零', '〇'));
    let digits: Option<Vec<usize>> = number.chars().map(digit).collect();
    let digits = digits.filter(|digits| (2..=4).contains(&digits.len()) && digits[0] > 0 && digits.contains(&0))?;
    digits.iter().try_fold(0_u32, |value, &digit| Some(value * 10 + u32::try_from(digit).ok()?))
}

/// A number below 10000 in Chinese, as it stands before a unit: 两个, 二日, 十五, 一百二十.
#[must_use]
pub fn write(value: u32, unit: usize) -> String {
    if value == 2 && UNITS[unit].starts_with('个') {
        return "两".to_owned();
    }
    let mut out = String::new();
    let mut gap = false;
    for (place, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = value / place % 10;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push('零');
        }
        gap = false;
        // 十五, not 一十五
        if !(place == 10 && digit == 1 && out.is_empty()) {
            out.extend("一二三四五六七八九".chars().nth(digit as usize - 1));
        }
        out.push_str(name);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_numbers_are_read_and_written() {
        for (text, value) in [
            ("七", 7),
            ("十", 10),
            ("十五", 15),
            ("二十", 20),
            ("一百零五", 105),
            ("一百二十", 120),
            ("一千零一十", 1010),
        ] {
            assert_eq!(read(text), Some(value), "{text}");
            assert_eq!(write(value, 2), text);
        }
        assert_eq!(read("两"), Some(2));
        assert_eq!((read("二〇"), read("三零"), read("一二〇")), (Some(20), Some(30), Some(120)));
        assert_eq!(write(2, 0), "两");
        for text in ["", "三五", "零", "百", "十二十"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn periods_are_told_from_ordinals_ranges_and_dates() {
        let found = |text: &str| counts(text).map(|c| (c.value, c.digits)).collect::<Vec<_>>();
        assert_eq!(found("自批准之日起二十个工作日内"), [(20, Digits::Chinese)]);
        assert_eq!(found("7个工作日，公示10日内"), [(7, Digits::Arabic), (10, Digits::Arabic)]);
        for text in
            ["第二个月", "十几个工作日", "三至五个工作日", "3-5个工作日", "1月31日内", "每个月", "一个月", "个工作日"]
        {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
