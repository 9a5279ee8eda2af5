//! Finding acts for a person who asks: by part of a title, another name, or a number.
//!
//! This is wider than [`Registry::find`], which a judgment rests on: what is found here is shown, never held against
//! a catalog.

use super::registry::Registry;
use super::row::Law;
use crate::citation::{Number, fold};

/// An act that was found, and by what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit<'r> {
    /// The act.
    pub law: &'r Law,
    /// By what.
    pub by: FoundBy,
}

/// By what an act was found; the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FoundBy {
    /// All that was asked for is one of its names.
    Name,
    /// One of its numbers is among what was asked for.
    Number,
    /// The words stand in its names.
    Part,
}

impl Registry {
    /// The acts that fit each of the words, the likeliest first. Words are parted by blanks, marks of titles and
    /// brackets; a word is part of a title or of another name, or a number, whole or its serial alone.
    #[must_use]
    pub fn search(&self, asked: &str) -> Vec<Hit<'_>> {
        let whole = asked.trim();
        let bare = whole.strip_prefix('《').and_then(|rest| rest.strip_suffix('》')).unwrap_or(whole);
        let named = self.find(bare).map(|found| found.law);
        let words = words(whole);
        let mut hits: Vec<Hit<'_>> = self.laws().filter_map(|law| hit(law, named, &words)).collect();
        hits.sort_by_cached_key(|hit| rank(hit, &words));
        hits
    }

    /// Acts that may be meant where [`Registry::search`] finds none, the nearest first: titles that hold the letters
    /// in their order, as short forms do, and titles that have most pairs of letters in common with what was asked
    /// for.
    #[must_use]
    pub fn resembling(&self, asked: &str) -> Vec<&Law> {
        const MOST: usize = 8;
        let asked: String = words(asked).concat();
        let letters: Vec<char> = asked.chars().collect();
        if letters.len() < 2 {
            return Vec::new();
        }
        let near = self.near(&asked).map(|found| found.law);
        let scored = self.laws().filter_map(|law| Some((law, likeness(&letters, &fold(&law.title))?)));
        let mut scored: Vec<(&Law, usize)> = scored.collect();
        scored.sort_by_key(|(law, score)| (std::cmp::Reverse(*score), law.has_ended(), law.kind, law.title.len()));
        let others =
            scored.into_iter().map(|(law, _)| law).filter(|law| near.is_none_or(|near| near.title != law.title));
        near.into_iter().chain(others).take(MOST).collect()
    }
}

/// What was asked for, word by word.
fn words(asked: &str) -> Vec<String> {
    let breaks = |c: char| c.is_whitespace() || matches!(c, '《' | '》' | '（' | '）' | '(' | ')' | '，' | '、' | ',');
    asked.split(breaks).map(|word| fold(word).into_owned()).filter(|word| !word.is_empty()).collect()
}

fn hit<'r>(law: &'r Law, named: Option<&Law>, words: &[String]) -> Option<Hit<'r>> {
    if named.is_some_and(|named| std::ptr::eq(named, law)) {
        return Some(Hit { law, by: FoundBy::Name });
    }
    let names: Vec<_> = std::iter::once(&law.title).chain(&law.aliases).chain(&law.misspellings).collect();
    let names: Vec<_> = names.into_iter().map(|name| fold(name)).collect();
    let mut by = None;
    for word in words {
        let found = match () {
            () if has_number(law, word) => FoundBy::Number,
            () if names.iter().any(|name| name.contains(word.as_str())) => FoundBy::Part,
            () => return None,
        };
        by = Some(by.map_or(found, |known: FoundBy| known.min(found)));
    }
    by.map(|by| Hit { law, by })
}

/// Whether the word is one of its numbers: whole, however it is written; the serial or the year alone; or its beginning.
fn has_number(law: &Law, word: &str) -> bool {
    let plain = |text: &str| text.chars().filter(|c| !is_bracket(*c)).collect::<String>();
    let digits = word.trim_start_matches('第').trim_end_matches('号');
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let serial: Option<u32> = digits.parse().ok();
        let fits = |number: Number<'_>| {
            Some(number.serial) == serial || digits == word && number.year.map(u32::from) == serial
        };
        return law.numbers.iter().filter_map(|number| Number::parse(&number.text)).any(fits);
    }
    if let Some(cited) = Number::parse(word) {
        return law.numbers.iter().any(|number| number.is(&cited));
    }
    let word = plain(word);
    word.chars().count() > 1 && law.numbers.iter().any(|number| plain(&number.text).starts_with(&word))
}

const fn is_bracket(c: char) -> bool {
    matches!(c, '〔' | '〕' | '[' | ']' | '［' | '］' | '【' | '】')
}

/// The likeliest first: by what it was found, whether it stands, its rank, titles that begin with the word, short titles.
fn rank(hit: &Hit<'_>, words: &[String]) -> (FoundBy, bool, super::row::ActKind, bool, usize, String) {
    let law = hit.law;
    let core = law.title.strip_prefix("中华人民共和国").unwrap_or(&law.title);
    let begins = words.first().is_some_and(|word| core.starts_with(word.as_str()));
    (hit.by, law.has_ended(), law.kind, !begins, core.chars().count(), core.to_owned())
}

/// How much of what was asked for a title has, in thousandths; `None` where that is little.
fn likeness(asked: &[char], title: &str) -> Option<usize> {
    const WHOLE: usize = 1000;
    let title: Vec<char> = title.strip_prefix("中华人民共和国").unwrap_or(title).chars().collect();
    let mut rest = title.iter();
    if asked.iter().all(|c| rest.any(|other| other == c)) {
        return Some(WHOLE * (1 + asked.len()) / title.len().max(1));
    }
    let pairs = asked.windows(2).filter(|pair| title.windows(2).any(|other| other == *pair)).count();
    let common = WHOLE * 2 * pairs / (asked.len() + title.len() - 2).max(1);
    (common >= WHOLE / 2).then_some(common)
}
