//! Numbers that Word makes itself: lists, their levels, and how far each has counted.

use std::collections::HashMap;

use super::super::numerals;
use super::super::package::{Step, attribute, walk};
use super::super::symbols::{Font, font, plain};
use super::styles::{ListPlace, Styles, is_on};
use crate::error::Unreadable;

/// Levels of a list.
const LEVELS: usize = 9;

/// Bytes of the text of a level; Word takes some thirty letters.
const MAX_LABEL: usize = 128;

/// A level that is not described.
static PLAIN: Level = Level {
    start: None,
    format: None,
    custom: None,
    text: None,
    restart: None,
    plain: false,
    suffix: None,
    font: None,
    style: None,
};

/// A level of a list, as far as it is said.
#[derive(Debug, Default)]
struct Level {
    start: Option<u32>,
    format: Option<String>,
    /// The pattern of a number of its own: `01, 02, …`.
    custom: Option<String>,
    text: Option<String>,
    /// After which level it begins anew, from 1; 0 for never.
    restart: Option<usize>,
    /// Whether the numbers of the levels above are plain ones here.
    plain: bool,
    /// What stands between number and text: a tab, where nothing is said.
    suffix: Option<String>,
    font: Option<Font>,
    style: Option<String>,
}

#[derive(Debug, Default)]
struct List {
    levels: HashMap<usize, Level>,
    /// The style whose list it is.
    link: Option<String>,
}

#[derive(Debug, Default)]
struct Use {
    list: Option<String>,
    /// Levels that it has of its own.
    levels: HashMap<usize, Level>,
    starts: HashMap<usize, u32>,
    begun: [bool; LEVELS],
}

/// What stands before a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Label {
    Number(String),
    Bullet(String),
    /// One that can't be counted: what is known of it.
    Unknown(String),
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: HashMap<String, List>,
    uses: HashMap<String, Use>,
    counted: HashMap<String, [Option<u32>; LEVELS]>,
}

impl Numbering {
    pub(super) fn read(xml: Option<&str>) -> Result<Self, Unreadable> {
        let mut reader = Reader::default();
        if let Some(xml) = xml {
            walk(xml, |step| {
                reader.step(step);
                Ok(())
            })?;
        }
        Ok(reader.numbering)
    }

    /// Counts a paragraph and gives what stands before it; none where nothing does.
    pub(super) fn count(&mut self, place: &ListPlace, style: Option<&str>, styles: &Styles) -> Option<Label> {
        let number = place.list.as_deref().filter(|list| *list != "0")?;
        // Of a list that is nowhere described Word shows nothing.
        let list = self.list_of(number, styles)?;
        let by_style = || {
            let levels = &self.lists.get(&list)?.levels;
            let style = style?;
            levels.iter().find(|(_, level)| level.style.as_deref() == Some(style)).map(|(nth, _)| *nth)
        };
        let nth = place.level.or_else(by_style).unwrap_or(0).min(LEVELS - 1);
        let rules = std::array::from_fn(|nth| {
            let level = self.level(number, &list, nth);
            (level.start.unwrap_or(1), level.restart)
        });
        self.advance(number, &list, nth, &rules);
        let counted = self.counted.get(&list)?;
        label(nth, |nth| self.level(number, &list, nth), counted)
    }

    /// The list that a number stands for; that of a style where it only points to one.
    fn list_of(&self, number: &str, styles: &Styles) -> Option<String> {
        let mut list = self.uses.get(number)?.list.clone()?;
        for _ in 0..4 {
            let Some(link) = self.lists.get(&list)?.link.as_deref() else { break };
            let (_, place) = styles.place(Some(link))?;
            let next = self.uses.get(&place.list?)?.list.clone()?;
            if next == list {
                break;
            }
            list = next;
        }
        self.lists.contains_key(&list).then_some(list)
    }

    fn level(&self, number: &str, list: &str, nth: usize) -> &Level {
        let own = self.uses.get(number).and_then(|used| used.levels.get(&nth));
        own.or_else(|| self.lists.get(list)?.levels.get(&nth)).unwrap_or(&PLAIN)
    }

    /// Counts one further on a level, whose rules say where it starts and after which it begins anew.
    fn advance(&mut self, number: &str, list: &str, nth: usize, rules: &[(u32, Option<usize>); LEVELS]) {
        let counted = self.counted.entry(list.to_owned()).or_default();
        let start = |nth: usize| rules[nth].0;
        let mut first = None;
        if let Some(used) = self.uses.get_mut(number) {
            // A list that begins anew does so where it is first used.
            first = used.starts.get(&nth).copied().filter(|_| !used.begun[nth]);
            used.begun[nth] = true;
        }
        for (above, counted) in counted.iter_mut().enumerate().take(nth) {
            counted.get_or_insert(start(above));
        }
        counted[nth] = Some(match (first, counted[nth]) {
            (Some(first), _) => first,
            (None, Some(before)) => before.saturating_add(1),
            (None, None) => start(nth),
        });
        for below in nth + 1..LEVELS {
            if rules[below].1.is_none_or(|after| nth < after) {
                counted[below] = None;
            }
        }
    }
}

fn label<'l>(nth: usize, levels: impl Fn(usize) -> &'l Level, counted: &[Option<u32>; LEVELS]) -> Option<Label> {
    let level = levels(nth);
    let text = level.text.as_deref().unwrap_or("");
    match level.format.as_deref() {
        Some("none") => return None,
        Some("bullet") => {
            return Some(Label::Bullet(plain(level.font, text))).filter(|_| (1..MAX_LABEL).contains(&text.len()));
        }
        _ => {}
    }
    if text.is_empty() {
        return None;
    }
    if text.len() > MAX_LABEL {
        return Some(Label::Unknown(text.chars().take(20).collect()));
    }
    let mut out = String::new();
    let mut known = true;
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let place = letters.peek().and_then(|c| c.to_digit(10)).filter(|n| c == '%' && *n > 0);
        let Some(place) = place.and_then(|n| usize::try_from(n).ok()) else {
            out.push(c);
            continue;
        };
        letters.next();
        let shown = levels(place - 1);
        let n = counted[place - 1].unwrap_or(1);
        match if level.plain { Some(n.to_string()) } else { written(shown, n) } {
            Some(number) => out += &number,
            None => {
                known = false;
                out += &format!("{n}（{}）", shown.format.as_deref().unwrap_or(""));
            }
        }
    }
    if !known {
        return Some(Label::Unknown(out));
    }
    let ends_open = out.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | ')' | ':'));
    if level.suffix.as_deref() != Some("nothing") && ends_open {
        out.push(' ');
    }
    Some(Label::Number(out))
}

fn written(level: &Level, n: u32) -> Option<String> {
    match level.format.as_deref() {
        Some("custom") => {
            let first = level.custom.as_deref()?.split(',').next()?.trim();
            let zeros = first.bytes().all(|b| b.is_ascii_digit()) && (1..10).contains(&first.len());
            zeros.then(|| format!("{n:0width$}", width = first.len()))
        }
        format => number(format.unwrap_or("decimal"), n),
    }
}

/// A number in a format of Word's; none where it is not known.
pub(super) fn number(format: &str, n: u32) -> Option<String> {
    const SERIES: [(&str, &str); 8] = [
        ("ideographTraditional", "甲乙丙丁戊己庚辛壬癸"),
        ("ideographZodiac", "子丑寅卯辰巳午未申酉戌亥"),
        ("decimalEnclosedCircle", "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
        ("decimalEnclosedCircleChinese", "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
        ("decimalEnclosedFullstop", "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
        ("decimalEnclosedParen", "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
        ("ideographEnclosedCircle", "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
        ("upperLetter", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    ];
    let nth = usize::try_from(n).ok()?.checked_sub(1);
    if let Some((_, letters)) = SERIES.iter().find(|(name, _)| *name == format) {
        let count = letters.chars().count();
        // A … Z, AA … ZZ: the same letter again. The others end.
        let again = if format == "upperLetter" { nth? / count + 1 } else { 1 };
        let letter = letters.chars().nth(if again > 1 { nth? % count } else { nth? })?;
        return (again < 40).then(|| std::iter::repeat_n(letter, again).collect());
    }
    match format {
        "decimal" | "decimalHalfWidth" => Some(n.to_string()),
        "decimalZero" => Some(format!("{n:02}")),
        "decimalFullWidth" | "decimalFullWidth2" => {
            Some(n.to_string().chars().filter_map(|c| char::from_u32(u32::from(c) + 0xFEE0)).collect())
        }
        "numberInDash" => Some(format!("- {n} -")),
        "lowerLetter" => number("upperLetter", n).map(|text| text.to_ascii_lowercase()),
        "upperRoman" => roman(n),
        "lowerRoman" => roman(n).map(|text| text.to_ascii_lowercase()),
        "chineseCounting" | "taiwaneseCounting" if n >= 100 => Some(numerals::digits(n)),
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseCounting" => numerals::words(n, false),
        "chineseLegalSimplified" => numerals::words(n, true),
        "ideographDigital" | "taiwaneseDigital" => Some(numerals::digits(n)),
        _ => None,
    }
}

fn roman(n: u32) -> Option<String> {
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut left = Some(n).filter(|n| (1..4000).contains(n))?;
    let mut out = String::new();
    for (value, letters) in PARTS {
        while left >= value {
            out += letters;
            left -= value;
        }
    }
    Some(out)
}

#[derive(Default)]
struct Reader {
    numbering: Numbering,
    list: Option<String>,
    number: Option<String>,
    nth: usize,
    /// Whether a level is open.
    level: bool,
    skipped: usize,
}

impl Reader {
    fn step(&mut self, step: Step<'_>) {
        let (name, element) = match step {
            Step::Open(_, _) if self.skipped > 0 => return self.skipped += 1,
            Step::Close(_) if self.skipped > 0 => return self.skipped -= 1,
            Step::Open(name, element) => (name, element),
            Step::Close(name) => {
                match name {
                    "lvl" => self.level = false,
                    "num" => self.number = None,
                    "abstractNum" => self.list = None,
                    _ => {}
                }
                return;
            }
            Step::Text(_) => return,
        };
        let value = || attribute(element, "val");
        let count = || value().and_then(|n| n.trim().parse::<u32>().ok());
        let at = |name: &str| attribute(element, name).and_then(|n| n.trim().parse::<usize>().ok()).unwrap_or(LEVELS);
        match name {
            // The same again for old programs; how it was before a change.
            "Fallback" | "rPrChange" | "pPrChange" | "numberingChange" => self.skipped = 1,
            "abstractNum" => {
                self.list = attribute(element, "abstractNumId");
                self.numbering.lists.extend(self.list.clone().map(|id| (id, List::default())));
            }
            "num" => {
                self.number = attribute(element, "numId");
                self.numbering.uses.extend(self.number.clone().map(|id| (id, Use::default())));
            }
            "abstractNumId" => {
                if let Some(used) = self.used() {
                    used.list = value();
                }
            }
            "numStyleLink" => {
                if let Some(list) = self.list.as_ref().and_then(|id| self.numbering.lists.get_mut(id)) {
                    list.link = value();
                }
            }
            "lvlOverride" => self.nth = at("ilvl"),
            "startOverride" => {
                let nth = self.nth;
                if let (Some(used), Some(start)) = (self.used(), count()) {
                    used.starts.insert(nth, start);
                }
            }
            "lvl" => {
                self.nth = at("ilvl");
                self.level = true;
                let nth = self.nth;
                if let Some(levels) = self.levels() {
                    levels.insert(nth, Level::default());
                }
            }
            _ if self.level => {
                let nth = self.nth;
                let Some(level) = self.levels().and_then(|levels| levels.get_mut(&nth)) else { return };
                match name {
                    "start" => level.start = count(),
                    "numFmt" => {
                        level.format = value();
                        level.custom = attribute(element, "format");
                    }
                    "lvlText" => level.text = value(),
                    "lvlRestart" => level.restart = value().and_then(|n| n.parse().ok()),
                    "isLgl" => level.plain = is_on(element),
                    "suff" => level.suffix = value(),
                    "pStyle" => level.style = value(),
                    "rFonts" => {
                        let named = ["ascii", "hAnsi"].into_iter().filter_map(|side| attribute(element, side));
                        level.font = named.filter_map(|name| font(&name)).next();
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn used(&mut self) -> Option<&mut Use> {
        self.numbering.uses.get_mut(self.number.as_ref()?)
    }

    /// The levels of what is being described.
    fn levels(&mut self) -> Option<&mut HashMap<usize, Level>> {
        if self.number.is_some() {
            return self.used().map(|used| &mut used.levels);
        }
        self.numbering.lists.get_mut(self.list.as_ref()?).map(|list| &mut list.levels)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(lists: &str, uses: &[(&str, usize)]) -> Vec<String> {
        let xml = format!("<w:numbering>{lists}</w:numbering>");
        let mut numbering = Numbering::read(Some(&xml)).expect("sound");
        let mut say = |(list, level): &(&str, usize)| {
            let place = ListPlace { list: Some((*list).to_owned()), level: Some(*level) };
            match numbering.count(&place, None, &Styles::default()) {
                Some(Label::Number(text)) => text,
                other => format!("{other:?}"),
            }
        };
        uses.iter().map(&mut say).collect()
    }

    fn level(nth: usize, format: &str, text: &str, more: &str) -> String {
        format!(
            "<w:lvl w:ilvl=\"{nth}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{more}\
             <w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    }

    #[test]
    fn levels_count_within_each_other() {
        let lists = format!(
            "<w:abstractNum w:abstractNumId=\"0\">{}{}{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
            level(0, "chineseCounting", "%1、", ""),
            level(1, "decimal", "%1.%2", "<w:isLgl/>"),
            level(2, "decimalEnclosedCircle", "%3", "<w:lvlRestart w:val=\"0\"/>")
        );
        let uses = [("1", 0), ("1", 1), ("1", 2), ("1", 1), ("1", 2), ("1", 0), ("1", 1)];
        assert_eq!(of(&lists, &uses), ["一、", "1.1 ", "①", "1.2 ", "②", "二、", "2.1 "]);
        // A level below one that was never used.
        assert_eq!(of(&lists, &[("1", 1)]), ["1.1 "]);
    }

    #[test]
    fn a_list_goes_on_or_begins_anew() {
        let lists = format!(
            "<w:abstractNum w:abstractNumId=\"7\">{}</w:abstractNum>\
             <w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>\
             <w:num w:numId=\"2\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride></w:num>\
             <w:num w:numId=\"3\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride w:ilvl=\"0\">{}</w:lvlOverride></w:num>",
            level(0, "decimal", "%1", ""),
            level(0, "upperRoman", "（%1）", "")
        );
        let uses = [("1", 0), ("1", 0), ("2", 0), ("2", 0), ("1", 0), ("3", 0)];
        assert_eq!(of(&lists, &uses), ["1 ", "2 ", "5 ", "6 ", "7 ", "（VIII）"]);
        assert_eq!(of(&lists, &[("9", 0)]), ["None"]);
    }

    #[test]
    fn numbers_have_many_faces() {
        let all = [
            ("chineseCounting", 12, "十二"),
            ("chineseCounting", 20, "二十"),
            ("chineseCountingThousand", 102, "一百零二"),
            ("chineseCountingThousand", 1010, "一千零一十"),
            ("chineseLegalSimplified", 15, "壹拾伍"),
            ("ideographDigital", 20, "二〇"),
            ("upperLetter", 28, "BB"),
            ("lowerRoman", 14, "xiv"),
            ("decimalZero", 7, "07"),
            ("decimalFullWidth", 10, "１０"),
            ("ideographTraditional", 3, "丙"),
        ];
        for (format, n, text) in all {
            assert_eq!(number(format, n).as_deref(), Some(text), "{format} {n}");
        }
        assert_eq!(
            (number("decimalEnclosedCircle", 21), number("hebrew1", 1), number("upperRoman", 0)),
            (None, None, None)
        );
    }
}
