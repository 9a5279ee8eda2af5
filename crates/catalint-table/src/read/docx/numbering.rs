//! Numbers that Word makes itself: lists, their levels, and how far each has counted.

mod description;
mod faces;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use super::super::package::walk;
use super::super::symbols::{Font, plain};
use super::styles::{ListPlace, Styles};
use crate::error::Unreadable;
use description::NumberingReader;
use faces::number;

/// Levels of a list.
const LEVELS: usize = 9;

/// Bytes of the text of a level; Word takes some thirty letters.
const MAX_LABEL: usize = 128;

/// A level that is not described.
static PLAIN: NumberingLevel = NumberingLevel {
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
struct NumberingLevel {
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
struct NumberingList {
    levels: HashMap<usize, NumberingLevel>,
    /// The style whose list it is.
    link: Option<String>,
}

#[derive(Debug, Default)]
struct NumberingUse {
    list: Option<String>,
    /// Levels that it has of its own.
    levels: HashMap<usize, NumberingLevel>,
    starts: HashMap<usize, u32>,
    begun: [bool; LEVELS],
}

/// What stands before a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NumberingLabel {
    Number(String),
    Bullet(String),
    /// One that can't be counted: what is known of it.
    Unknown(String),
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: HashMap<String, NumberingList>,
    uses: HashMap<String, NumberingUse>,
    counted: HashMap<String, [Option<u32>; LEVELS]>,
}

impl Numbering {
    pub(super) fn read(xml: Option<&str>) -> Result<Self, Unreadable> {
        let mut reader = NumberingReader::default();
        if let Some(xml) = xml {
            walk(xml, |step| {
                reader.step(step);
                Ok(())
            })?;
        }
        Ok(reader.numbering)
    }

    /// Counts a paragraph and gives what stands before it; none where nothing does.
    pub(super) fn count(&mut self, place: &ListPlace, style: Option<&str>, styles: &Styles) -> Option<NumberingLabel> {
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

    fn level(&self, number: &str, list: &str, nth: usize) -> &NumberingLevel {
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

fn label<'l>(
    nth: usize,
    levels: impl Fn(usize) -> &'l NumberingLevel,
    counted: &[Option<u32>; LEVELS],
) -> Option<NumberingLabel> {
    let level = levels(nth);
    let text = level.text.as_deref().unwrap_or("");
    match level.format.as_deref() {
        Some("none") => return None,
        Some("bullet") => {
            return Some(NumberingLabel::Bullet(plain(level.font, text)))
                .filter(|_| (1..MAX_LABEL).contains(&text.len()));
        }
        _ => {}
    }
    if text.is_empty() {
        return None;
    }
    if text.len() > MAX_LABEL {
        return Some(NumberingLabel::Unknown(text.chars().take(20).collect()));
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
        return Some(NumberingLabel::Unknown(out));
    }
    let ends_open = out.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | ')' | ':'));
    if level.suffix.as_deref() != Some("nothing") && ends_open {
        out.push(' ');
    }
    Some(NumberingLabel::Number(out))
}

fn written(level: &NumberingLevel, n: u32) -> Option<String> {
    match level.format.as_deref() {
        Some("custom") => {
            let first = level.custom.as_deref()?.split(',').next()?.trim();
            let zeros = first.bytes().all(|b| b.is_ascii_digit()) && (1..10).contains(&first.len());
            zeros.then(|| format!("{n:0width$}", width = first.len()))
        }
        format => number(format.unwrap_or("decimal"), n),
    }
}
