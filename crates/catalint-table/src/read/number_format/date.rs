//! Days and times.

use super::super::numerals;
use super::FormatPart;

/// A day and a time of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Day {
    year: i64,
    month: u32,
    day: u32,
    /// Since Sunday.
    weekday: usize,
    /// Of the day; and of all days since the first.
    seconds: i64,
    all_seconds: i64,
    tenths: i64,
}

impl Day {
    /// The day of a number; none for numbers that no day has.
    pub(super) fn of(value: f64, from_1904: bool) -> Option<Self> {
        if !(0.0..2_958_466.0).contains(&value) {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "less than three million days")]
        let tenths = (value * 864_000.0).round() as i64;
        let all_seconds = tenths / 10;
        let days = all_seconds / 86_400;
        // 1900 had no 29 February, but for spreadsheets.
        let since_1970 = match from_1904 {
            true => days - 24_107,
            false if days < 60 => days - 25_568,
            false => days - 25_569,
        };
        let (year, month, day) = civil(since_1970);
        let weekday = usize::try_from((since_1970 + 4).rem_euclid(7)).ok()?;
        Some(Self { year, month, day, weekday, seconds: all_seconds % 86_400, all_seconds, tenths: tenths % 10 })
    }
}

/// The day of the calendar so many days after 1 January 1970.
fn civil(days: i64) -> (i64, u32, u32) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let small = |n: i64| u32::try_from(n).unwrap_or(1);
    (year + era * 400 + i64::from(month <= 2), small(month), small(day))
}

/// The number of a day that is written down.
pub(super) fn serial(text: &str) -> Option<f64> {
    let (day, time) = text.split_once('T').unwrap_or((text, ""));
    let mut parts = day.splitn(3, '-').map(str::parse::<i64>);
    let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    if !((1900..10_000).contains(&year) && (1..13).contains(&month) && (1..32).contains(&day)) {
        return None;
    }
    let shifted = if month < 3 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let of_era = shifted.rem_euclid(400);
    let of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
    let mut seconds = 0.0;
    for (part, unit) in time.split(':').zip([3600.0, 60.0, 1.0]) {
        seconds += part.trim_end_matches('Z').parse::<f64>().unwrap_or(0.0) * unit;
    }
    #[expect(clippy::cast_precision_loss, reason = "some thousand days")]
    let number = (days + 25_569) as f64 + seconds / 86_400.0;
    (1.0..2_958_466.0).contains(&number).then_some(number)
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [(&str, &str); 7] = [
    ("日", "Sunday"),
    ("一", "Monday"),
    ("二", "Tuesday"),
    ("三", "Wednesday"),
    ("四", "Thursday"),
    ("五", "Friday"),
    ("六", "Saturday"),
];

/// A day by the parts of a format.
pub(super) fn show(parts: &[FormatPart], day: &Day, chinese: bool) -> Option<String> {
    if parts.first() == Some(&FormatPart::Date("F800".to_owned())) {
        return Some(format!("{}年{}月{}日", day.year, day.month, day.day));
    }
    let twelve = parts
        .iter()
        .any(|part| matches!(part, FormatPart::Date(letters) if letters == "AM/PM" || letters == "上午/下午"));
    let mut out = String::new();
    for (nth, part) in parts.iter().enumerate() {
        match part {
            FormatPart::Literal(words) => out.push_str(words),
            FormatPart::Date(letters) => out.push_str(&piece(parts, nth, letters, day, twelve, chinese)?),
            FormatPart::Slash => out.push('/'),
            FormatPart::Comma => out.push(','),
            FormatPart::Point if matches!(parts.get(nth + 1), Some(FormatPart::Digit('0'))) => {
                out.push_str(&format!(".{}", day.tenths));
            }
            FormatPart::Point => out.push('.'),
            FormatPart::Digit(_) | FormatPart::At => {}
            FormatPart::Percent => out.push('%'),
            FormatPart::General | FormatPart::Exponent(_) => return None,
        }
    }
    Some(out.trim().to_owned())
}

fn piece(parts: &[FormatPart], nth: usize, letters: &str, day: &Day, twelve: bool, chinese: bool) -> Option<String> {
    let number = |n: i64, width: usize| {
        if chinese { numerals::counted(&n.to_string(), false) } else { format!("{n:0width$}") }
    };
    let hours = day.seconds / 3600;
    Some(match letters {
        "yy" => format!("{:02}", day.year % 100),
        "y" | "yyy" | "yyyy" if chinese => day.year.to_string().chars().map(|c| numerals::digit(c, false)).collect(),
        "y" | "yyy" | "yyyy" => day.year.to_string(),
        "m" | "mm" if is_minute(parts, nth) => number(day.seconds / 60 % 60, letters.len()),
        "m" | "mm" => number(i64::from(day.month), letters.len()),
        "mmm" | "mmmm" | "mmmmm" => {
            let name = MONTHS.get(usize::try_from(day.month).ok()?.checked_sub(1)?)?;
            let len = if letters.len() == 3 {
                3
            } else if letters.len() == 5 {
                1
            } else {
                name.len()
            };
            name[..len].to_owned()
        }
        "d" | "dd" => number(i64::from(day.day), letters.len()),
        "ddd" => WEEKDAYS[day.weekday].1[..3].to_owned(),
        "dddd" => WEEKDAYS[day.weekday].1.to_owned(),
        "aaa" => WEEKDAYS[day.weekday].0.to_owned(),
        "aaaa" => format!("星期{}", WEEKDAYS[day.weekday].0),
        "h" | "hh" if twelve => number((hours + 11) % 12 + 1, letters.len()),
        "h" | "hh" => number(hours, letters.len()),
        "s" | "ss" => number(day.seconds % 60, letters.len()),
        "AM/PM" => if hours < 12 { "AM" } else { "PM" }.to_owned(),
        "上午/下午" => if hours < 12 { "上午" } else { "下午" }.to_owned(),
        "[h]" | "[hh]" => number(day.all_seconds / 3600, letters.len() - 2),
        "[m]" | "[mm]" => number(day.all_seconds / 60, letters.len() - 2),
        "[s]" | "[ss]" => number(day.all_seconds, letters.len() - 2),
        _ => return None,
    })
}

/// Whether an `m` stands for minutes: behind an hour or before a second.
fn is_minute(parts: &[FormatPart], nth: usize) -> bool {
    let letter = |part: &FormatPart| match part {
        FormatPart::Date(letters) => letters.chars().find(|c| c.is_ascii_lowercase()),
        _ => None,
    };
    let before = parts[..nth].iter().rev().find_map(letter);
    let behind = parts[nth + 1..].iter().find_map(letter);
    before == Some('h') || behind == Some('s')
}
