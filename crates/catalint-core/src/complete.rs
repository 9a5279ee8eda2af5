//! What may be typed next in a text of a catalog: titles of acts behind 《, words of the profile, what other items say.

use std::collections::BTreeMap;

use crate::lint::Settings;
use crate::model::{Catalog, FieldId};
use catalint_domain::law::{Law, Status};
use catalint_domain::vocabulary::profile::{Profile, Standing, Term, find};

/// The most that is offered at once; more come when more is typed.
pub const MOST: usize = 50;

/// The most letters behind 《 that are still taken for the beginning of a title.
const LONGEST: usize = 60;

/// A title that is offered.
#[derive(Debug, Clone)]
pub struct TitleOffer<'r> {
    /// The act.
    pub law: &'r Law,
    /// What replaces the letters that were typed behind 《: the title, and 》 and the number of the text that holds where
    /// the title is not closed yet.
    pub text: String,
    /// Whether it is in force no more.
    pub is_gone: bool,
}

/// The beginning of a title that stands last in a text: what was typed behind 《.
#[must_use]
pub fn typed_title(before: &str) -> Option<&str> {
    let typed = &before[before.rfind('《')? + '《'.len_utf8()..];
    (!typed.contains('》') && typed.chars().count() <= LONGEST).then_some(typed)
}

/// Titles of acts that have these letters in them: acts in force first, then those that begin so, laws before regulations,
/// short before long. `is_closed`: whether 》 follows already.
#[must_use]
pub fn titles<'s>(typed: &str, is_closed: bool, options: &'s Settings) -> Vec<TitleOffer<'s>> {
    let day = options.as_of;
    let is_out = |law: &Law| !matches!(law.status_on(day), Status::InForce);
    let is_within = |law: &Law| {
        let bare = law.title.strip_prefix("中华人民共和国").unwrap_or(&law.title);
        !(law.title.starts_with(typed) || bare.starts_with(typed))
    };
    let fit = options.registry.laws().filter(|law| typed.is_empty() || law.title.contains(typed));
    let mut fit: Vec<&Law> = fit.collect();
    fit.sort_by_key(|law| (is_out(law), is_within(law), law.kind as u8, law.title.chars().count()));
    let offer = |law: &'s Law| {
        // The number of the text that holds on the day, where it was seen.
        let number = law.number_on(day).filter(|_| !is_closed && law.numbers_are_seen());
        let number = number.map_or_else(String::new, |number| format!("（{}）", number.text));
        let end = if is_closed { "" } else { "》" };
        let is_gone = matches!(law.status_on(day), Status::Repealed(_) | Status::Superseded(_) | Status::Gone);
        TitleOffer { law, text: format!("{}{end}{number}", law.title_in_marks()), is_gone }
    };
    fit.into_iter().take(MOST).map(offer).collect()
}

/// The words of a profile for a field; none for a field that takes any.
#[must_use]
pub fn words_of_profile(id: FieldId, profile: &Profile) -> Option<Vec<&str>> {
    Some(match id {
        FieldId::Channels => profile.channels.iter().map(|term| term.name.as_str()).collect(),
        FieldId::Levels => profile.levels.iter().map(|term| term.name.as_str()).collect(),
        FieldId::Audience => profile.audiences.iter().map(|term| term.name.as_str()).collect(),
        FieldId::Method => profile.methods.iter().map(|term| term.name.as_str()).collect(),
        _ => return None,
    })
}

/// The word of a profile that a text is, as the profile has it, and how it stands there; none in a field that takes any.
#[must_use]
pub fn word_of_profile<'p>(id: FieldId, text: &str, profile: &'p Profile) -> Option<(&'p str, Standing)> {
    fn of<'p, T: Term>(terms: &'p [T], text: &str) -> Option<(&'p str, Standing)> {
        find(terms, text).map(|(term, standing)| (term.name(), standing))
    }
    match id {
        FieldId::Channels => of(&profile.channels, text),
        FieldId::Audience => of(&profile.audiences, text),
        FieldId::Method => of(&profile.methods, text),
        FieldId::Levels => of(&profile.levels, text),
        _ => None,
    }
}

/// The words of a profile for a field as a catalog writes them: where it says 主动 and nowhere 主动公开, 主动. None for a field
/// that takes any.
#[must_use]
pub fn words_of_catalog<'c>(id: FieldId, catalog: &'c Catalog, profile: &'c Profile) -> Option<Vec<&'c str>> {
    let words = words_of_profile(id, profile)?;
    let mut used: BTreeMap<&str, usize> = BTreeMap::new();
    for item in catalog.items() {
        item.entries(id).for_each(|entry| *used.entry(entry.text).or_default() += 1);
    }
    let mut own: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    for (text, count) in used {
        let Some((word, _)) = word_of_profile(id, text, profile) else { continue };
        // The profile's own word goes before any other.
        let count = if word == text { usize::MAX } else { count };
        let known = own.entry(word).or_insert((count, text));
        if count > known.0 {
            *known = (count, text);
        }
    }
    Some(words.into_iter().map(|word| own.get(word).map_or(word, |(_, text)| *text)).collect())
}

/// What the items of a catalog say in a field of few different words, the commonest first; `but` is the item that is
/// being written. None for a field in which each item says something else.
#[must_use]
pub fn words_of_others(id: FieldId, catalog: &Catalog, but: Option<usize>) -> Option<Vec<&str>> {
    if !matches!(id, FieldId::Deadline | FieldId::Publisher | FieldId::Topic | FieldId::Category) {
        return None;
    }
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for item in catalog.items().filter(|item| Some(item.index()) != but) {
        item.entries(id).for_each(|entry| *known.entry(entry.text.trim()).or_default() += 1);
    }
    let mut known: Vec<(&str, usize)> = known.into_iter().filter(|(word, _)| !word.is_empty()).collect();
    known.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    Some(known.into_iter().map(|(word, _)| word).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalint_domain::date::Date;

    #[test]
    fn acts_in_force_come_first_with_the_number_that_holds() {
        let options = Settings::new(Date::new(2026, 11, 30).expect("a day"));
        let first = |typed: &str, closed| titles(typed, closed, &options).swap_remove(0);
        let open = first("政府信息公开条例", false);
        assert!(open.text.ends_with("政府信息公开条例》（国务院令第711号）") && !open.is_gone, "{open:?}");
        assert!(first("政府信息公开条例", true).text.ends_with("公开条例"));
        assert!(titles("", false, &options).len() == MOST && titles("绝无此法", false, &options).is_empty());
        assert!(titles("婚姻法", false, &options).iter().any(|offer| offer.is_gone));
    }

    #[test]
    fn a_title_is_typed_until_it_is_closed() {
        assert_eq!(typed_title("依据《政府信"), Some("政府信"));
        assert_eq!(typed_title("《甲》和《乙"), Some("乙"));
        assert_eq!(typed_title("《甲》"), None);
        assert_eq!(typed_title("无"), None);
        assert_eq!(typed_title(&format!("《{}", "长".repeat(61))), None);
    }
}
