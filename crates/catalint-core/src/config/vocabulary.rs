//! A repository's own profiles: what they say beside the profile that they extend.

use std::collections::BTreeMap;

use super::levels::RuleLevel;
use super::load::always_told;
use super::profiles::Profiles;
use super::published;
use super::reader::ConfigReader;
use crate::rule::{ConfigFaultKind, Localized, Rule, Selector};
use catalint_domain::bodies::rank::Rank;
use catalint_domain::vocabulary::profile::{Audience, Channel, ExtraChannel, Level as Rung, Method, Profile, Words};
use catalint_yaml::{Kind, Node};

const KEYS: [&str; 14] = [
    "extends",
    "name",
    "channels",
    "extra_channels",
    "other_channel",
    "levels",
    "audiences",
    "methods",
    "headers",
    "columns",
    "optional",
    "boxes",
    "tick",
    "rules",
];
const RANKS: [(&str, Rank); 5] = [
    ("village", Rank::Village),
    ("town", Rank::Town),
    ("county", Rank::County),
    ("city", Rank::City),
    ("province", Rank::Province),
];
const NAME_OR_ENTRY: Localized = Localized {
    zh: "上级体例中已有的名称；新的名称请写成“name: 名称”，并写明它的属性",
    en: "a name of the extended profile, or an entry with name: and its properties",
};

/// Reads the profile under `id`. `known` are those that it may extend.
pub(super) fn read(
    reader: &mut ConfigReader,
    id: Node<'_>,
    node: Node<'_>,
    known: &Profiles,
    rules: &[&'static Rule],
) -> Option<Profile> {
    let pairs = reader.section(node, id.text(), &KEYS);
    let value = |key: &str| pairs.iter().find(|(name, ..)| *name == key).map(|(.., value)| *value);
    let base = match value("extends") {
        None => known.get_or_default(None),
        Some(node) => {
            let written = reader.text(node, "extends")?;
            let found = known.get(written);
            if found.is_none() {
                reader.unknown_word(node, "extends", known.names());
            }
            found?
        }
    };
    let mut profile = base.clone();
    profile.id = id.text().trim().to_owned();
    profile.name = Words { zh: profile.id.clone(), en: profile.id.clone() };
    for (key, _, value) in pairs {
        match key {
            "name" => profile.name = reader.words(value, key).unwrap_or(profile.name),
            "channels" => profile.channels = entries(reader, value, key, &base.channels, channel),
            "levels" => profile.levels = entries(reader, value, key, &base.levels, rung),
            "audiences" => profile.audiences = entries(reader, value, key, &base.audiences, audience),
            "methods" => profile.methods = entries(reader, value, key, &base.methods, method),
            "other_channel" => profile.other_channel = reader.flag(value, key).unwrap_or(profile.other_channel),
            "extra_channels" => {
                let own = reader.list(value, key).into_iter();
                profile.extra_channels.extend(own.filter_map(|entry| extra(reader, entry)).collect::<Vec<_>>());
            }
            "rules" => levels(reader, value, &mut profile.rules, rules),
            key if published::KEYS.contains(&key) => published::read(reader, key, value, &mut profile),
            _ => {}
        }
    }
    Some(profile)
}

/// The parts that entries of all lists have.
struct EntryParts<'a> {
    name: String,
    about: Option<Words>,
    accepted: Option<Vec<String>>,
    synonyms: Option<Vec<String>>,
    /// The others.
    rest: Vec<(&'static str, Node<'a>)>,
}

trait VocabularyEntry: Clone {
    fn name(&self) -> &str;
    /// Keys besides name, about, accepted and synonyms; the first has to be there in a new entry.
    const KEYS: &'static [&'static str];
}

macro_rules! entry {
    ($($kind:ty: $keys:expr),*) => {$(
        impl VocabularyEntry for $kind {
            fn name(&self) -> &str { &self.name }
            const KEYS: &'static [&'static str] = &$keys;
        }
    )*};
}
entry!(Channel: ["website", "narrow"], Rung: ["ranks", "optional"], Audience: ["everyone", "bare"], Method: ["proactive"]);

/// The entries of a list. A bare name, and a part that is not said, are those of the base.
fn entries<T: VocabularyEntry>(
    reader: &mut ConfigReader,
    node: Node<'_>,
    key: &str,
    base: &[T],
    make: fn(&mut ConfigReader, EntryParts<'_>, Option<&T>) -> T,
) -> Vec<T> {
    let mut made = Vec::new();
    for entry in reader.list(node, key) {
        let named = |name: &str| base.iter().find(|known| known.name() == name);
        if entry.kind() != Kind::Map {
            match named(entry.text().trim()) {
                Some(known) => made.push(known.clone()),
                None => reader.unfit(entry, key, NAME_OR_ENTRY),
            }
            continue;
        }
        let known = ["name", "about", "accepted", "synonyms"].iter().chain(T::KEYS).copied().collect::<Vec<_>>();
        let Some(parts) = parts(reader, entry, key, &known) else { continue };
        let before = named(&parts.name);
        let needed = T::KEYS[0];
        if before.is_none() && !parts.rest.iter().any(|(name, _)| *name == needed) {
            reader.missing(entry, needed);
        }
        made.push(make(reader, parts, before));
    }
    made
}

fn parts<'a>(reader: &mut ConfigReader, entry: Node<'a>, key: &str, known: &[&'static str]) -> Option<EntryParts<'a>> {
    let mut parts = EntryParts { name: String::new(), about: None, accepted: None, synonyms: None, rest: Vec::new() };
    for (name, _, value) in reader.section(entry, key, known) {
        match name {
            "name" => parts.name = reader.text(value, name).unwrap_or_default().to_owned(),
            "about" => parts.about = reader.words(value, name),
            "accepted" => parts.accepted = Some(reader.strings(value, name)),
            "synonyms" => parts.synonyms = Some(reader.strings(value, name)),
            name => parts.rest.push((name, value)),
        }
    }
    if parts.name.is_empty() {
        reader.missing(entry, "name");
        return None;
    }
    Some(parts)
}

impl EntryParts<'_> {
    fn about(&self) -> Words {
        self.about.clone().unwrap_or_else(|| Words { zh: self.name.clone(), en: self.name.clone() })
    }

    fn flag(&self, reader: &mut ConfigReader, key: &str, before: Option<bool>) -> bool {
        let found = self.rest.iter().find(|(name, _)| *name == key);
        found.and_then(|(name, node)| reader.flag(*node, name)).or(before).unwrap_or(false)
    }
}

fn channel(reader: &mut ConfigReader, parts: EntryParts<'_>, before: Option<&Channel>) -> Channel {
    let mut made = before.cloned().unwrap_or_else(|| Channel {
        name: parts.name.clone(),
        about: parts.about(),
        website: false,
        narrow: false,
        accepted: Vec::new(),
        synonyms: Vec::new(),
    });
    made.website = parts.flag(reader, "website", Some(made.website));
    made.narrow = parts.flag(reader, "narrow", Some(made.narrow));
    made.about = parts.about.unwrap_or(made.about);
    made.accepted = parts.accepted.unwrap_or(made.accepted);
    made.synonyms = parts.synonyms.unwrap_or(made.synonyms);
    made
}

fn rung(reader: &mut ConfigReader, parts: EntryParts<'_>, before: Option<&Rung>) -> Rung {
    let ranks = parts.rest.iter().find(|(name, _)| *name == "ranks").map(|(_, node)| ranks(reader, *node));
    let mut made = before.cloned().unwrap_or_else(|| Rung {
        name: parts.name.clone(),
        about: parts.about(),
        ranks: Vec::new(),
        optional: false,
        accepted: Vec::new(),
        synonyms: Vec::new(),
    });
    made.ranks = ranks.unwrap_or(made.ranks);
    made.optional = parts.flag(reader, "optional", Some(made.optional));
    made.about = parts.about.unwrap_or(made.about);
    made.accepted = parts.accepted.unwrap_or(made.accepted);
    made.synonyms = parts.synonyms.unwrap_or(made.synonyms);
    made
}

fn ranks(reader: &mut ConfigReader, node: Node<'_>) -> Vec<Rank> {
    let mut found = Vec::new();
    for (word, node) in reader.texts(node, "ranks") {
        match RANKS.iter().find(|(key, _)| *key == word) {
            Some((_, rank)) => found.push(*rank),
            None => reader.unknown_word(node, "ranks", RANKS.iter().map(|(key, _)| *key)),
        }
    }
    found
}

fn audience(reader: &mut ConfigReader, parts: EntryParts<'_>, before: Option<&Audience>) -> Audience {
    let mut made = before.cloned().unwrap_or_else(|| Audience {
        name: parts.name.clone(),
        about: parts.about(),
        everyone: false,
        bare: false,
        accepted: Vec::new(),
        synonyms: Vec::new(),
    });
    made.everyone = parts.flag(reader, "everyone", Some(made.everyone));
    made.bare = parts.flag(reader, "bare", Some(made.bare));
    made.about = parts.about.unwrap_or(made.about);
    made.accepted = parts.accepted.unwrap_or(made.accepted);
    made.synonyms = parts.synonyms.unwrap_or(made.synonyms);
    made
}

fn method(reader: &mut ConfigReader, parts: EntryParts<'_>, before: Option<&Method>) -> Method {
    let mut made = before.cloned().unwrap_or_else(|| Method {
        name: parts.name.clone(),
        about: parts.about(),
        proactive: false,
        accepted: Vec::new(),
        synonyms: Vec::new(),
    });
    made.proactive = parts.flag(reader, "proactive", Some(made.proactive));
    made.about = parts.about.unwrap_or(made.about);
    made.accepted = parts.accepted.unwrap_or(made.accepted);
    made.synonyms = parts.synonyms.unwrap_or(made.synonyms);
    made
}

/// A bare name is a place or a medium that is no website.
fn extra(reader: &mut ConfigReader, entry: Node<'_>) -> Option<ExtraChannel> {
    if entry.kind() != Kind::Map {
        return reader.text(entry, "extra_channels").map(|name| ExtraChannel { name: name.to_owned(), website: false });
    }
    let parts = parts(reader, entry, "extra_channels", &["name", "website"])?;
    let website = parts.flag(reader, "website", None);
    Some(ExtraChannel { name: parts.name, website })
}

/// A profile switches single rules: what a family is worth, the config says.
fn levels(reader: &mut ConfigReader, node: Node<'_>, levels: &mut BTreeMap<String, String>, rules: &[&'static Rule]) {
    for (key, value) in reader.pairs(node, "rules") {
        let level = reader.word(value, key.text(), &RuleLevel::KEYS);
        match (Selector::parse(key.text(), rules), level) {
            (Ok(selector), Some(level)) => {
                let known = RuleLevel::from_key(level).unwrap_or(RuleLevel::Off);
                always_told(reader, key, &selector, known, rules);
                let codes = rules.iter().filter(|rule| selector.matches(rule)).map(|rule| rule.code);
                levels.extend(codes.map(|code| (code.to_owned(), level.to_owned())));
            }
            (Err(unknown), _) => {
                let nearest = unknown.nearest.map(str::to_owned);
                reader.fault(key.span(), ConfigFaultKind::UnknownRule { written: unknown.written, nearest });
            }
            (Ok(_), None) => {}
        }
    }
}
