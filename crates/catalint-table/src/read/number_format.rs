//! Numbers as a cell of a workbook shows them: `1.10`, `85%`, 2023年6月30日.

mod builtin;
mod code;
mod date;
mod decimal;
#[cfg(test)]
mod tests;

use super::numerals;
pub(super) use builtin::builtin;
use code::sections;
use date::Day;
use decimal::Decimal;

/// The longest code of a format; programs refuse longer ones.
const MAX_CODE: usize = 512;

/// What a cell shows of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ShownNumber {
    Text(String),
    /// The format shows nothing of it on purpose.
    Nothing,
}

/// A part of a format.
#[derive(Debug, Clone, PartialEq)]
enum FormatPart {
    Literal(String),
    /// `0`, `#` or `?`
    Digit(char),
    Point,
    Comma,
    Percent,
    Exponent(char),
    Slash,
    /// The value as it is.
    General,
    /// The text.
    At,
    /// Letters that stand for a part of a day: `yyyy`, `mm`, `[h]`, `AM/PM`.
    Date(String),
}

#[derive(Debug, Default)]
struct FormatSection {
    parts: Vec<FormatPart>,
    /// `[>=100]`
    condition: Option<(String, f64)>,
    /// Digits are written in Chinese: `[DBNum1]`, `[DBNum2]`.
    chinese: Option<char>,
}

/// What a cell shows of a number; none where the code of the format is not understood.
pub(super) fn number(code: &str, value: f64, from_1904: bool) -> Option<ShownNumber> {
    let sections = sections(code)?;
    let (section, negative) = choose(&sections, value)?;
    if section.parts.is_empty() {
        return Some(ShownNumber::Nothing);
    }
    let text = if section.parts.iter().any(|part| matches!(part, FormatPart::Date(_))) {
        let day = Day::of(value, from_1904)?;
        date::show(&section.parts, &day, section.chinese.is_some())?
    } else {
        let value = if negative { value.abs() } else { value };
        show(section, value)?
    };
    Some(ShownNumber::Text(text))
}

/// What a cell shows of a text.
pub(super) fn text(code: &str, text: &str) -> Option<ShownNumber> {
    let sections = sections(code)?;
    let has_at = |section: &&FormatSection| section.parts.contains(&FormatPart::At);
    let section = sections.get(3).or_else(|| sections.iter().find(has_at))?;
    if section.parts.is_empty() {
        return Some(ShownNumber::Nothing);
    }
    let part = |part: &FormatPart| match part {
        FormatPart::At => text.to_owned(),
        FormatPart::Literal(words) => words.clone(),
        _ => String::new(),
    };
    Some(ShownNumber::Text(section.parts.iter().map(part).collect()))
}

/// A number as a cell without a format shows it.
pub(super) fn general(value: f64) -> String {
    Decimal::of(value).plain()
}

/// `2023-06-30T08:00:00` as days since the last of 1899; none for what is no day.
pub(super) fn serial(day: &str) -> Option<f64> {
    date::serial(day)
}

/// The section for a value, and whether its sign is the section's to show.
fn choose(sections: &[FormatSection], value: f64) -> Option<(&FormatSection, bool)> {
    if sections.iter().any(|section| section.condition.is_some()) {
        let holds = |section: &&FormatSection| {
            section.condition.as_ref().is_none_or(|(mark, bound)| match mark.as_str() {
                "<" => value < *bound,
                "<=" => value <= *bound,
                ">" => value > *bound,
                ">=" => value >= *bound,
                "=" => (value - *bound).abs() < f64::EPSILON,
                _ => (value - *bound).abs() >= f64::EPSILON,
            })
        };
        return sections.iter().take(3).find(holds).map(|section| (section, false));
    }
    // One that holds words alone is for texts.
    let numbers = sections.len().min(3);
    let nth = match numbers {
        2 if value < 0.0 => 1,
        3 if value < 0.0 => 1,
        3 if value == 0.0 => 2,
        _ => 0,
    };
    sections.get(nth).map(|section| (section, nth == 1))
}

/// A number by a section that has no parts of a day.
fn show(section: &FormatSection, value: f64) -> Option<String> {
    let parts = &section.parts;
    if parts.contains(&FormatPart::Slash) {
        return fraction(parts, value);
    }
    let is_digit = |part: &FormatPart| matches!(part, FormatPart::Digit(_));
    let last_digit = parts.iter().rposition(is_digit);
    let percents = parts.iter().filter(|part| **part == FormatPart::Percent).count();
    // Commas behind the last digit each divide by a thousand; one between digits groups them.
    let behind = last_digit.map_or(0, |last| parts[last..].iter().filter(|part| **part == FormatPart::Comma).count());
    let grouped = last_digit.is_some_and(|last| parts[..last].contains(&FormatPart::Comma));
    let decimal = Decimal::of(value).shifted(2 * percents as i32 - 3 * behind as i32);
    let exponent = parts.iter().position(|part| matches!(part, FormatPart::Exponent(_)));
    if let Some(at) = exponent {
        return scientific(parts, at, &decimal);
    }
    let point = parts.iter().position(|part| *part == FormatPart::Point);
    let decimals: Vec<char> = point.map_or_else(Vec::new, |at| digits(&parts[at..]));
    let whole: Vec<char> = digits(&parts[..point.unwrap_or(parts.len())]);
    let rounded = decimal.rounded(decimals.len());
    let optional = decimals.iter().rev().take_while(|c| **c != '0').count();
    let least = decimals.len() - optional;
    let mut behind_point = rounded.decimals(decimals.len());
    while behind_point.len() > least && behind_point.ends_with('0') {
        behind_point.pop();
    }
    let least = whole.iter().position(|c| *c == '0').map_or(0, |at| whole.len() - at);
    let mut before_point = rounded.whole(least);
    if grouped {
        before_point = in_groups(&before_point);
    }
    if let Some(kind) = section.chinese {
        before_point = numerals::counted(&before_point, kind == '2');
        behind_point = behind_point.chars().map(|c| numerals::digit(c, kind == '2')).collect();
    }
    let mut out = String::new();
    if value < 0.0 && !rounded.is_zero() {
        out.push('-');
    }
    write(parts, &mut out, &before_point, &behind_point, whole.len(), section.chinese, value)?;
    Some(out.trim().to_owned())
}

fn digits(parts: &[FormatPart]) -> Vec<char> {
    let digit = |part: &FormatPart| if let FormatPart::Digit(c) = part { Some(*c) } else { None };
    parts.iter().filter_map(digit).collect()
}

/// Puts the digits where the parts of the format have room for them.
fn write(
    parts: &[FormatPart],
    out: &mut String,
    whole: &str,
    decimals: &str,
    room: usize,
    chinese: Option<char>,
    value: f64,
) -> Option<()> {
    let digits: Vec<char> = whole.chars().collect();
    // Words between digits: 0000-00. Then each digit has a place of its own.
    let first = parts.iter().position(|part| matches!(part, FormatPart::Digit(_)));
    let point = parts.iter().position(|part| *part == FormatPart::Point).unwrap_or(parts.len());
    let last = parts[..point].iter().rposition(|part| matches!(part, FormatPart::Digit(_)));
    let broken = first.zip(last).is_some_and(|(first, last)| {
        first < last && parts[first..last].iter().any(|part| matches!(part, FormatPart::Literal(_)))
    });
    let mut seen = 0;
    for (nth, part) in parts.iter().enumerate() {
        match part {
            FormatPart::Literal(words) => out.push_str(words),
            FormatPart::Percent => out.push('%'),
            FormatPart::General => match chinese {
                Some(kind) => out.push_str(&numerals::counted(&general(value), kind == '2')),
                None => out.push_str(&general(value)),
            },
            FormatPart::Digit(_) if nth < point => {
                seen += 1;
                let left = room - seen;
                let upto = digits.len().saturating_sub(left);
                let from = if seen == 1 { 0 } else { digits.len().saturating_sub(left + 1) };
                if broken {
                    out.extend(&digits[from.min(upto)..upto]);
                } else if seen == room {
                    out.push_str(whole);
                }
            }
            FormatPart::Point if nth == point => {
                out.push('.');
                out.push_str(decimals);
            }
            FormatPart::At => out.push_str(&general(value)),
            FormatPart::Exponent(_) | FormatPart::Slash | FormatPart::Date(_) => return None,
            FormatPart::Digit(_) | FormatPart::Point | FormatPart::Comma => {}
        }
    }
    Some(())
}

fn in_groups(digits: &str) -> String {
    let mut out = String::new();
    for (nth, c) in digits.chars().enumerate() {
        if nth > 0 && (digits.len() - nth).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// `1.20E+05`
fn scientific(parts: &[FormatPart], at: usize, value: &Decimal) -> Option<String> {
    let point = parts[..at].iter().position(|part| *part == FormatPart::Point);
    let decimals = point.map_or(0, |point| digits(&parts[point..at]).len());
    let (mantissa, exponent) = value.scientific(decimals);
    let FormatPart::Exponent(sign) = parts[at] else { return None };
    let width = digits(&parts[at..]).len();
    let mark = if exponent < 0 {
        "-"
    } else if sign == '+' {
        "+"
    } else {
        ""
    };
    Some(format!("{mantissa}E{mark}{:0width$}", exponent.unsigned_abs()))
}

/// `2 1/2`, the nearest with as many digits below as there is room for.
fn fraction(parts: &[FormatPart], value: f64) -> Option<String> {
    let at = parts.iter().position(|part| *part == FormatPart::Slash)?;
    let room = digits(&parts[at..]).len().min(3);
    let fixed: String = parts[at + 1..]
        .iter()
        .filter_map(|part| if let FormatPart::Literal(text) = part { Some(text.as_str()) } else { None })
        .collect();
    let most = 10_u32.pow(u32::try_from(room).ok()?) - 1;
    let (whole, part) = (value.abs().trunc(), value.abs().fract());
    let bounds = match fixed.trim().parse::<u32>() {
        Ok(below) if room == 0 && below > 0 => below..=below,
        _ if most > 0 => 1..=most,
        _ => return None,
    };
    let near = |below: u32| (part * f64::from(below)).round();
    let off = |below: u32| (part - near(below) / f64::from(below)).abs();
    let below = bounds.min_by(|a, b| off(*a).total_cmp(&off(*b)))?;
    let above = near(below);
    let sign = if value < 0.0 { "-" } else { "" };
    let whole = if (above - f64::from(below)).abs() < f64::EPSILON { whole + 1.0 } else { whole };
    let rest = if above == 0.0 || (above - f64::from(below)).abs() < f64::EPSILON {
        String::new()
    } else {
        format!("{above}/{below}")
    };
    let whole = if whole == 0.0 && !rest.is_empty() { String::new() } else { whole.to_string() };
    Some(format!("{sign}{whole} {rest}").trim().replace("- ", "-"))
}
