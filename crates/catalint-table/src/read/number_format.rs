//! Numbers as a cell of a workbook shows them: `1.10`, `85%`, 2023年6月30日.

mod date;
mod decimal;

use super::numerals;
use date::Day;
use decimal::Decimal;

/// The longest code of a format; programs refuse longer ones.
const MAX_CODE: usize = 512;

/// What a cell shows of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shown {
    Text(String),
    /// The format shows nothing of it on purpose.
    Nothing,
}

/// A part of a format.
#[derive(Debug, Clone, PartialEq)]
enum Part {
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
struct Section {
    parts: Vec<Part>,
    /// `[>=100]`
    condition: Option<(String, f64)>,
    /// Digits are written in Chinese: `[DBNum1]`, `[DBNum2]`.
    chinese: Option<char>,
}

/// What a cell shows of a number; none where the code of the format is not understood.
pub(super) fn number(code: &str, value: f64, from_1904: bool) -> Option<Shown> {
    let sections = sections(code)?;
    let (section, negative) = choose(&sections, value)?;
    if section.parts.is_empty() {
        return Some(Shown::Nothing);
    }
    let text = if section.parts.iter().any(|part| matches!(part, Part::Date(_))) {
        let day = Day::of(value, from_1904)?;
        date::show(&section.parts, &day, section.chinese.is_some())?
    } else {
        let value = if negative { value.abs() } else { value };
        show(section, value)?
    };
    Some(Shown::Text(text))
}

/// What a cell shows of a text.
pub(super) fn text(code: &str, text: &str) -> Option<Shown> {
    let sections = sections(code)?;
    let has_at = |section: &&Section| section.parts.contains(&Part::At);
    let section = sections.get(3).or_else(|| sections.iter().find(has_at))?;
    if section.parts.is_empty() {
        return Some(Shown::Nothing);
    }
    let part = |part: &Part| match part {
        Part::At => text.to_owned(),
        Part::Literal(words) => words.clone(),
        _ => String::new(),
    };
    Some(Shown::Text(section.parts.iter().map(part).collect()))
}

/// A number as a cell without a format shows it.
pub(super) fn general(value: f64) -> String {
    Decimal::of(value).plain()
}

/// `2023-06-30T08:00:00` as days since the last of 1899; none for what is no day.
pub(super) fn serial(day: &str) -> Option<f64> {
    date::serial(day)
}

/// The code of a format that has a number and none in the file, as the Chinese editions show it.
pub(super) fn builtin(id: u32) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 | 37 | 38 => "#,##0",
        4 | 39 | 40 => "#,##0.00",
        5 | 6 => "\"¥\"#,##0",
        7 | 8 => "\"¥\"#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14 => "yyyy/m/d",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "yyyy/m/d h:mm",
        27 | 36 | 50 | 52 | 57 => "yyyy\"年\"m\"月\"",
        28 | 29 | 51 | 53 | 54 | 58 => "m\"月\"d\"日\"",
        30 => "m-d-yy",
        31 => "yyyy\"年\"m\"月\"d\"日\"",
        32 => "h\"时\"mm\"分\"",
        33 => "h\"时\"mm\"分\"ss\"秒\"",
        34 | 55 => "上午/下午h\"时\"mm\"分\"",
        35 | 56 => "上午/下午h\"时\"mm\"分\"ss\"秒\"",
        41 => "#,##0;-#,##0;\"-\"",
        42 => "\"¥\"#,##0;\"¥\"-#,##0;\"¥\"\"-\"",
        43 => "#,##0.00;-#,##0.00;\"-\"",
        44 => "\"¥\"#,##0.00;\"¥\"-#,##0.00;\"¥\"\"-\"",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        48 => "##0.0E+0",
        49 => "@",
        _ => "General",
    }
}

/// The section for a value, and whether its sign is the section's to show.
fn choose(sections: &[Section], value: f64) -> Option<(&Section, bool)> {
    if sections.iter().any(|section| section.condition.is_some()) {
        let holds = |section: &&Section| {
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

fn sections(code: &str) -> Option<Vec<Section>> {
    if code.len() > MAX_CODE {
        return None;
    }
    let mut sections = vec![Section::default()];
    let mut rest = code;
    while let Some(c) = rest.chars().next() {
        let section = sections.last_mut()?;
        let after = &rest[c.len_utf8()..];
        match c {
            ';' => {
                sections.push(Section::default());
                rest = after;
            }
            '"' => {
                let end = after.find('"').unwrap_or(after.len());
                section.literal(&after[..end]);
                rest = after.get(end + 1..).unwrap_or("");
            }
            '\\' | '!' => {
                let c = after.chars().next()?;
                section.literal(c.encode_utf8(&mut [0; 4]));
                rest = &after[c.len_utf8()..];
            }
            // A blank as wide as a letter; a letter that fills the cell.
            '_' | '*' => rest = after.chars().next().map_or("", |c| &after[c.len_utf8()..]),
            '[' => {
                let end = after.find(']')?;
                section.bracket(&after[..end]);
                rest = &after[end + 1..];
            }
            _ => rest = section.take(rest),
        }
    }
    Some(sections)
}

impl Section {
    fn literal(&mut self, words: &str) {
        match self.parts.last_mut() {
            Some(Part::Literal(text)) => text.push_str(words),
            _ if words.is_empty() => {}
            _ => self.parts.push(Part::Literal(words.to_owned())),
        }
    }

    /// `[红色]`, `[$¥-804]`, `[DBNum1]`, `[h]`, `[>=100]`
    fn bracket(&mut self, inner: &str) {
        let lower = inner.to_ascii_lowercase();
        let marks = inner.len() - inner.trim_start_matches(['<', '>', '=']).len();
        if let Some(locale) = inner.strip_prefix('$') {
            match lower.as_str() {
                // The long day and the time of the computer.
                "$-f800" => self.parts = vec![Part::Date("F800".to_owned())],
                _ => self.literal(locale.split('-').next().unwrap_or("")),
            }
        } else if let Some(kind) = lower.strip_prefix("dbnum") {
            self.chinese = kind.chars().next();
        } else if marks > 0 {
            self.condition = inner[marks..].trim().parse().ok().map(|bound| (inner[..marks].to_owned(), bound));
        } else if !lower.is_empty() && lower.chars().all(|c| c == lower.chars().next().unwrap_or(' ')) {
            if matches!(lower.as_bytes()[0], b'h' | b'm' | b's') {
                self.parts.push(Part::Date(format!("[{lower}]")));
            }
        }
    }

    /// Takes in what a format begins with, and gives what is left.
    fn take<'c>(&mut self, rest: &'c str) -> &'c str {
        for (word, part) in [
            ("General", Part::General),
            ("GENERAL", Part::General),
            ("general", Part::General),
            ("G/通用格式", Part::General),
            ("AM/PM", Part::Date("AM/PM".to_owned())),
            ("am/pm", Part::Date("AM/PM".to_owned())),
            ("A/P", Part::Date("AM/PM".to_owned())),
            ("上午/下午", Part::Date("上午/下午".to_owned())),
        ] {
            if let Some(after) = rest.strip_prefix(word) {
                self.parts.push(part);
                return after;
            }
        }
        let c = rest.chars().next().unwrap_or(' ');
        let after = &rest[c.len_utf8()..];
        let lower = c.to_ascii_lowercase();
        match lower {
            'y' | 'm' | 'd' | 'h' | 's' | 'a' => {
                let len = rest.chars().take_while(|other| other.to_ascii_lowercase() == lower).count();
                self.parts.push(Part::Date(rest[..len].to_ascii_lowercase()));
                return &rest[len..];
            }
            'e' if after.starts_with(['+', '-']) => {
                self.parts.push(Part::Exponent(after.chars().next().unwrap_or('+')));
                return &after[1..];
            }
            // The year, in the editions of East Asia.
            'e' => {
                let len = rest.chars().take_while(|other| other.to_ascii_lowercase() == 'e').count();
                self.parts.push(Part::Date("yyyy".to_owned()));
                return &rest[len..];
            }
            '0' | '#' | '?' => self.parts.push(Part::Digit(c)),
            '.' => self.parts.push(Part::Point),
            ',' => self.parts.push(Part::Comma),
            '%' => self.parts.push(Part::Percent),
            '/' => self.parts.push(Part::Slash),
            '@' => self.parts.push(Part::At),
            _ => self.literal(c.encode_utf8(&mut [0; 4])),
        }
        after
    }
}

/// A number by a section that has no parts of a day.
fn show(section: &Section, value: f64) -> Option<String> {
    let parts = &section.parts;
    if parts.contains(&Part::Slash) {
        return fraction(parts, value);
    }
    let is_digit = |part: &Part| matches!(part, Part::Digit(_));
    let last_digit = parts.iter().rposition(is_digit);
    let percents = parts.iter().filter(|part| **part == Part::Percent).count();
    // Commas behind the last digit each divide by a thousand; one between digits groups them.
    let behind = last_digit.map_or(0, |last| parts[last..].iter().filter(|part| **part == Part::Comma).count());
    let grouped = last_digit.is_some_and(|last| parts[..last].contains(&Part::Comma));
    let decimal = Decimal::of(value).shifted(2 * percents as i32 - 3 * behind as i32);
    let exponent = parts.iter().position(|part| matches!(part, Part::Exponent(_)));
    if let Some(at) = exponent {
        return scientific(parts, at, &decimal);
    }
    let point = parts.iter().position(|part| *part == Part::Point);
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

fn digits(parts: &[Part]) -> Vec<char> {
    let digit = |part: &Part| if let Part::Digit(c) = part { Some(*c) } else { None };
    parts.iter().filter_map(digit).collect()
}

/// Puts the digits where the parts of the format have room for them.
fn write(
    parts: &[Part],
    out: &mut String,
    whole: &str,
    decimals: &str,
    room: usize,
    chinese: Option<char>,
    value: f64,
) -> Option<()> {
    let digits: Vec<char> = whole.chars().collect();
    // Words between digits: 0000-00. Then each digit has a place of its own.
    let first = parts.iter().position(|part| matches!(part, Part::Digit(_)));
    let point = parts.iter().position(|part| *part == Part::Point).unwrap_or(parts.len());
    let last = parts[..point].iter().rposition(|part| matches!(part, Part::Digit(_)));
    let broken = first.zip(last).is_some_and(|(first, last)| {
        first < last && parts[first..last].iter().any(|part| matches!(part, Part::Literal(_)))
    });
    let mut seen = 0;
    for (nth, part) in parts.iter().enumerate() {
        match part {
            Part::Literal(words) => out.push_str(words),
            Part::Percent => out.push('%'),
            Part::General => match chinese {
                Some(kind) => out.push_str(&numerals::counted(&general(value), kind == '2')),
                None => out.push_str(&general(value)),
            },
            Part::Digit(_) if nth < point => {
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
            Part::Point if nth == point => {
                out.push('.');
                out.push_str(decimals);
            }
            Part::At => out.push_str(&general(value)),
            Part::Exponent(_) | Part::Slash | Part::Date(_) => return None,
            Part::Digit(_) | Part::Point | Part::Comma => {}
        }
    }
    Some(())
}

fn in_groups(digits: &str) -> String {
    let mut out = String::new();
    for (nth, c) in digits.chars().enumerate() {
        if nth > 0 && (digits.len() - nth) % 3 == 0 {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// `1.20E+05`
fn scientific(parts: &[Part], at: usize, value: &Decimal) -> Option<String> {
    let point = parts[..at].iter().position(|part| *part == Part::Point);
    let decimals = point.map_or(0, |point| digits(&parts[point..at]).len());
    let (mantissa, exponent) = value.scientific(decimals);
    let Part::Exponent(sign) = parts[at] else { return None };
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
fn fraction(parts: &[Part], value: f64) -> Option<String> {
    let at = parts.iter().position(|part| *part == Part::Slash)?;
    let room = digits(&parts[at..]).len().min(3);
    let fixed: String = parts[at + 1..]
        .iter()
        .filter_map(|part| if let Part::Literal(text) = part { Some(text.as_str()) } else { None })
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

#[cfg(test)]
mod tests {
    use super::*;

    fn of(code: &str, value: f64) -> String {
        match number(code, value, false) {
            Some(Shown::Text(text)) => text,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn numbers_are_shown_as_their_formats_say() {
        let cases = [
            ("0.00", 1.1, "1.10"),
            ("0", 2.5, "3"),
            ("0.00", 2.675, "2.68"),
            ("00", 7.0, "07"),
            ("000-0000", 1_234_567.0, "123-4567"),
            ("#,##0.00", 1_234_567.5, "1,234,567.50"),
            ("#,##0;(#,##0)", -1234.0, "(1,234)"),
            ("0.0%", 0.855, "85.5%"),
            ("0%", 0.29, "29%"),
            ("#.##", 5.0, "5."),
            ("0.##", 5.25, "5.25"),
            (".00", 0.5, ".50"),
            ("\"第\"0\"号\"", 12.0, "第12号"),
            ("0\"个工作日\"", 20.0, "20个工作日"),
            ("[$¥-804]#,##0", 1200.0, "¥1,200"),
            ("[红色][<0]-0;0", 5.0, "5"),
            ("0.00E+00", 123_456.0, "1.23E+05"),
            ("# ?/?", 2.5, "2 1/2"),
            ("General", 0.1 + 0.2, "0.3"),
            ("General", 20.0, "20"),
            ("@", 3.0, "3"),
            ("0;-0;;@", 0.0, "Some(Nothing)"),
            ("[DBNum1][$-804]General", 23.0, "二十三"),
            ("[DBNum2][$-804]0", 105.0, "壹佰零伍"),
            ("#,##0,\"千元\"", 12_345.0, "12千元"),
            ("_ * #,##0_ ;_ * -#,##0_ ", -5.0, "-5"),
        ];
        for (code, value, want) in cases {
            assert_eq!(of(code, value), want, "{code} {value}");
        }
    }

    #[test]
    fn days_are_shown_as_their_formats_say() {
        let cases = [
            ("yyyy\"年\"m\"月\"d\"日\"", 45107.0, "2023年6月30日"),
            ("yyyy-mm-dd", 45107.0, "2023-06-30"),
            ("[$-804]yyyy\"年\"m\"月\";@", 45107.0, "2023年6月"),
            ("[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", 45107.0, "二〇二三年六月三十日"),
            ("yyyy.m.d", 45107.0, "2023.6.30"),
            ("yyyy/m/d h:mm", 45107.75, "2023/6/30 18:00"),
            ("h:mm AM/PM", 0.75, "6:00 PM"),
            ("[h]:mm", 1.5, "36:00"),
            ("mm:ss", 0.000_694_444_4, "01:00"),
            ("[$-804]aaaa", 45107.0, "星期五"),
            ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", 45107.0, "2023年6月30日"),
            ("yyyy/m/d", 1.0, "1900/1/1"),
            ("yyyy/m/d", 61.0, "1900/3/1"),
        ];
        for (code, value, want) in cases {
            assert_eq!(of(code, value), want, "{code} {value}");
        }
        assert_eq!(number("yyyy/m/d", 0.0, true), Some(Shown::Text("1904/1/1".to_owned())));
        assert_eq!(number("yyyy/m/d", -3.0, false), None);
    }

    #[test]
    fn texts_have_formats_too() {
        assert_eq!(text("@\"局\"", "民政"), Some(Shown::Text("民政局".to_owned())));
        assert_eq!(text("0;-0;;@", "甲"), Some(Shown::Text("甲".to_owned())));
        assert_eq!(text(";;;", "甲"), Some(Shown::Nothing));
        assert_eq!(text("0.00", "甲"), None);
    }

    #[test]
    fn odd_codes_are_no_trouble() {
        for code in
            ["", "[", "\"", "\\", "0.", ".0", "%%%", "E+", "////", ";;;;;;", "[>]", "yyyyyyyyy", "??/??/??", "0E+", "_"]
        {
            for value in [0.0, -1.5, 1e300, f64::NAN, f64::INFINITY, 1e-300] {
                drop(number(code, value, false));
                drop(text(code, "甲"));
            }
        }
    }
}
