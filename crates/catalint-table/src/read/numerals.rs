//! Numbers in Chinese, as office programs write them.

/// One digit.
pub(super) fn digit(c: char, capital: bool) -> char {
    let digits = if capital { "零壹贰叁肆伍陆柒捌玖" } else { "〇一二三四五六七八九" };
    let nth = c.to_digit(10).and_then(|n| usize::try_from(n).ok());
    nth.and_then(|nth| digits.chars().nth(nth)).unwrap_or(c)
}

/// Digit by digit: 二〇.
pub(super) fn digits(n: u32) -> String {
    n.to_string().chars().map(|c| digit(c, false)).collect()
}

/// A written number in words where it is a small whole one, else digit by digit.
pub(super) fn counted(number: &str, capital: bool) -> String {
    let words = number.parse().ok().and_then(|n| words(n, capital));
    words.unwrap_or_else(|| number.chars().map(|c| digit(c, capital)).collect())
}

/// 十一, 一百零二; 壹拾壹.
pub(super) fn words(n: u32, capital: bool) -> Option<String> {
    if n == 0 {
        return Some(if capital { "零" } else { "〇" }.to_owned());
    }
    if n >= 10_000 {
        return None;
    }
    let units = if capital { ['拾', '佰', '仟'] } else { ['十', '百', '千'] };
    let mut out = String::new();
    let mut gap = false;
    for (power, unit) in [(3, Some(units[2])), (2, Some(units[1])), (1, Some(units[0])), (0, None)] {
        let here = n / 10_u32.pow(power) % 10;
        if here == 0 {
            gap |= !out.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push('零');
        }
        // 十一 and not 一十一, but 壹拾壹.
        if capital || here != 1 || power != 1 || !out.is_empty() {
            out.extend(here.to_string().chars().map(|c| digit(c, capital)));
        }
        out.extend(unit);
    }
    Some(out)
}
