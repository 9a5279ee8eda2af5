//! Days as people write them.

use catalint_domain::date::Date;

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// The first day in a text, as 2023-06-30: `2023年6月30日`, `2023.6.30`, `20230630`, `二〇二三年六月三十日`.
pub(super) fn day(text: &str) -> Option<String> {
    let text = arabic(text);
    let starts = text
        .char_indices()
        .filter(|&(at, c)| c.is_ascii_digit() && !text[..at].ends_with(|before: char| before.is_ascii_digit()));
    starts.filter_map(|(at, _)| day_at(&text[at..])).next()
}

/// Whether a text is a day and nothing else.
pub(super) fn is_day(text: &str) -> bool {
    let rest = arabic(text);
    let rest = rest.trim_matches(|c: char| c.is_whitespace() || "（）()【】".contains(c));
    let mark = |c: char| c.is_ascii_digit() || c.is_whitespace() || "年月日号./-－".contains(c);
    rest.chars().all(mark) && day(rest).is_some()
}

/// Whether a text is a month and nothing else: 2023年6月.
pub(super) fn is_month(text: &str) -> bool {
    let text = arabic(text);
    let read = || {
        let (year, rest) = number(text.trim(), 4)?;
        let (month, rest) = number(after(rest, "年")?, 2)?;
        let end = rest.trim_start();
        written(year, month, "1").filter(|_| end.is_empty() || end == "月")
    };
    read().is_some()
}

fn day_at(text: &str) -> Option<String> {
    let (year, rest) = number(text, 8)?;
    if year.len() == 8 {
        return written(&year[..4], &year[4..6], &year[6..]);
    }
    let (month, rest) = number(after(rest, "年")?, 2)?;
    let (day, _) = number(after(rest, "月")?, 2)?;
    written(year, month, day)
}

/// The rest behind the mark between two numbers.
fn after<'t>(text: &'t str, mark: &str) -> Option<&'t str> {
    let text = text.trim_start();
    let rest = text.strip_prefix(mark).or_else(|| text.strip_prefix(['.', '-', '/', '－', '．', '·']))?;
    Some(rest.trim_start())
}

/// The digits at the start, at most so many.
fn number(text: &str, most: usize) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (1..=most).contains(&end).then(|| text.split_at(end))
}

fn written(year: &str, month: &str, day: &str) -> Option<String> {
    let written = format!("{year}-{month:0>2}-{day:0>2}");
    let real = Date::parse(&written)?;
    (year.len() == 4 && (1949..=2100).contains(&year.parse::<u32>().ok()?)).then_some(real).map(|_| written)
}

/// Digits of full width and Chinese numbers in common digits.
fn arabic(text: &str) -> String {
    let digit = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFF10 + 0x30),
        '零' | '○' | 'Ｏ' => Some('0'),
        c => DIGITS.iter().position(|digit| *digit == c).and_then(|n| char::from_digit(u32::try_from(n).ok()?, 10)),
    };
    let mut out = String::with_capacity(text.len());
    let letters: Vec<char> = text.chars().collect();
    for (at, &c) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| digit(letters[before]));
        let next = letters.get(at + 1).and_then(|&next| digit(next));
        match (c, before, next) {
            // 三十一, 三十, 十一, 十
            ('十', Some(_), Some(_)) => {}
            ('十', Some(_), None) => out.push('0'),
            ('十', None, Some(_)) => out.push('1'),
            ('十', None, None) => out.push_str("10"),
            _ => out.push(digit(c).unwrap_or(c)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        let cases = [
            ("2023年6月30日", Some("2023-06-30")),
            ("2023. 6. 3", Some("2023-06-03")),
            ("２０２３年０６月３０日", Some("2023-06-30")),
            ("二〇二三年六月三十日", Some("2023-06-30")),
            ("二○二四年十二月十一日", Some("2024-12-11")),
            ("20230630", Some("2023-06-30")),
            ("第3版 2023/06/30 16:41", Some("2023-06-30")),
            ("2023年6月", None),
            ("2023-13-40", None),
            ("370400/2022-00091", None),
        ];
        for (text, want) in cases {
            assert_eq!(day(text).as_deref(), want, "{text}");
        }
        assert!(is_month("2023年6月") && is_month("二〇二三年六月") && is_month("2023.6"));
        assert!(
            !is_month("2023年6月30日") && !is_month("2023年") && !is_month("2023年13月") && !is_month("2023年6月起")
        );
        assert!(is_day("（2023年6月30日）") && !is_day("2023年6月30日起施行"));
    }
}
