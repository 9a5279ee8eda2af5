//! The code of a format taken apart.

use super::{FormatPart, FormatSection, MAX_CODE};

pub(super) fn sections(code: &str) -> Option<Vec<FormatSection>> {
    if code.len() > MAX_CODE {
        return None;
    }
    let mut sections = vec![FormatSection::default()];
    let mut rest = code;
    while let Some(c) = rest.chars().next() {
        let section = sections.last_mut()?;
        let after = &rest[c.len_utf8()..];
        match c {
            ';' => {
                sections.push(FormatSection::default());
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

impl FormatSection {
    fn literal(&mut self, words: &str) {
        match self.parts.last_mut() {
            Some(FormatPart::Literal(text)) => text.push_str(words),
            _ if words.is_empty() => {}
            _ => self.parts.push(FormatPart::Literal(words.to_owned())),
        }
    }

    /// `[红色]`, `[$¥-804]`, `[DBNum1]`, `[h]`, `[>=100]`
    fn bracket(&mut self, inner: &str) {
        let lower = inner.to_ascii_lowercase();
        let marks = inner.len() - inner.trim_start_matches(['<', '>', '=']).len();
        if let Some(locale) = inner.strip_prefix('$') {
            match lower.as_str() {
                // The long day and the time of the computer.
                "$-f800" => self.parts = vec![FormatPart::Date("F800".to_owned())],
                _ => self.literal(locale.split('-').next().unwrap_or("")),
            }
        } else if let Some(kind) = lower.strip_prefix("dbnum") {
            self.chinese = kind.chars().next();
        } else if marks > 0 {
            self.condition = inner[marks..].trim().parse().ok().map(|bound| (inner[..marks].to_owned(), bound));
        } else if ['h', 'm', 's'].iter().any(|unit| lower.starts_with(*unit) && lower.chars().all(|c| c == *unit)) {
            self.parts.push(FormatPart::Date(format!("[{lower}]")));
        }
    }

    /// Takes in what a format begins with, and gives what is left.
    fn take<'c>(&mut self, rest: &'c str) -> &'c str {
        for (word, part) in [
            ("General", FormatPart::General),
            ("GENERAL", FormatPart::General),
            ("general", FormatPart::General),
            ("G/通用格式", FormatPart::General),
            ("AM/PM", FormatPart::Date("AM/PM".to_owned())),
            ("am/pm", FormatPart::Date("AM/PM".to_owned())),
            ("A/P", FormatPart::Date("AM/PM".to_owned())),
            ("上午/下午", FormatPart::Date("上午/下午".to_owned())),
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
                self.parts.push(FormatPart::Date(rest[..len].to_ascii_lowercase()));
                return &rest[len..];
            }
            'e' if after.starts_with(['+', '-']) => {
                self.parts.push(FormatPart::Exponent(after.chars().next().unwrap_or('+')));
                return &after[1..];
            }
            // The year, in the editions of East Asia.
            'e' => {
                let len = rest.chars().take_while(|other| other.eq_ignore_ascii_case(&'e')).count();
                self.parts.push(FormatPart::Date("yyyy".to_owned()));
                return &rest[len..];
            }
            '0' | '#' | '?' => self.parts.push(FormatPart::Digit(c)),
            '.' => self.parts.push(FormatPart::Point),
            ',' => self.parts.push(FormatPart::Comma),
            '%' => self.parts.push(FormatPart::Percent),
            '/' => self.parts.push(FormatPart::Slash),
            '@' => self.parts.push(FormatPart::At),
            _ => self.literal(c.encode_utf8(&mut [0; 4])),
        }
        after
    }
}
