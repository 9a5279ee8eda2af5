//! A profile: the vocabulary of one family of catalogs.
//!
//! The library's own profiles are the files of `data/profiles`; this module knows only what a
//! profile holds and how a written word is found in it.

use serde::Deserialize;

/// The vocabularies that are shipped, each by its name with the text of its file (YAML); the default first.
pub const SHIPPED: [(&str, &str); 2] = [
    ("national", include_str!("../../data/profiles/national.yaml")),
    ("shanghai", include_str!("../../data/profiles/shanghai.yaml")),
];

use crate::bodies::rank::Rank;
use crate::chinese::normalize::Folded;

/// Vocabulary and habits of one family of catalogs.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// What `profile:` names it by.
    pub id: String,
    /// What people call it.
    pub name: Words,
    /// 公开渠道和载体, in published order.
    pub channels: Vec<Channel>,
    /// Named platforms and sites that are accepted beside the list.
    pub extra_channels: Vec<ExtraChannel>,
    /// Whether `其他：…` may name another channel.
    pub other_channel: bool,
    /// 公开层级
    pub levels: Vec<Level>,
    /// 公开对象
    pub audiences: Vec<Audience>,
    /// 公开方式
    pub methods: Vec<Method>,
    /// Column headers of the published table, by canonical key; `/` between the two rows.
    pub headers: std::collections::BTreeMap<String, String>,
    /// Keys of all columns of the published table in order; `extra` is where the others stand.
    pub columns: Vec<String>,
    /// Keys of columns that the template does not print; a table has them where an item does.
    #[serde(default)]
    pub optional: Vec<String>,
    /// The boxes before the channels of a table.
    #[serde(default)]
    pub boxes: Boxes,
    /// The mark in the column of an option that is chosen.
    #[serde(default = "check_mark")]
    pub tick: char,
    /// Rules that this family switches: code to `off`, `error`, `warning` or `hint`.
    pub rules: std::collections::BTreeMap<String, String>,
}

/// The boxes of a list of options.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Boxes {
    /// Before an option that is chosen.
    pub chosen: char,
    /// Before one that is not.
    pub open: char,
}

fn check_mark() -> char {
    '√'
}

impl Default for Boxes {
    fn default() -> Self {
        Self { chosen: '■', open: '□' }
    }
}

/// A text in Chinese and English.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// A channel of the list.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// As it is published.
    pub name: String,
    /// One sentence.
    pub about: Words,
    /// Whether it is a website or an internet platform (Regulation 23, 24).
    pub website: bool,
    /// Whether it reaches few people.
    pub narrow: bool,
    /// Spellings that are silent.
    pub accepted: Vec<String>,
    /// Other words for it, to be replaced.
    pub synonyms: Vec<String>,
}

/// A platform or site accepted beside the list.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtraChannel {
    /// Its name.
    pub name: String,
    /// Whether it is a website or an internet platform.
    pub website: bool,
}

/// A level of government.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// As it is published.
    pub name: String,
    /// One sentence.
    pub about: Words,
    /// Ranks of the bodies that belong to it.
    pub ranks: Vec<Rank>,
    /// Whether the template has no column for it; a table has one where an item does.
    #[serde(default)]
    pub optional: bool,
    /// Spellings that are silent.
    pub accepted: Vec<String>,
    /// Other words for it, to be replaced.
    pub synonyms: Vec<String>,
}

/// An audience.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Audience {
    /// As it is published.
    pub name: String,
    /// One sentence.
    pub about: Words,
    /// Whether it is everyone.
    pub everyone: bool,
    /// Whether this family ticks it without saying who.
    #[serde(default)]
    pub bare: bool,
    /// Spellings that are silent.
    pub accepted: Vec<String>,
    /// Other words for it, to be replaced.
    pub synonyms: Vec<String>,
}

/// A method of disclosure.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Method {
    /// As it is published.
    pub name: String,
    /// One sentence.
    pub about: Words,
    /// Whether the body publishes by itself.
    pub proactive: bool,
    /// Spellings that are silent.
    pub accepted: Vec<String>,
    /// Other words for it, to be replaced.
    pub synonyms: Vec<String>,
}

/// How a written word stands in a list of the profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The name itself or an accepted spelling.
    Known,
    /// A listed synonym: the name should stand there.
    Synonym,
}

/// An entry of a vocabulary.
pub trait Term {
    /// As it is published.
    fn name(&self) -> &str;
    /// Spellings that are silent.
    fn accepted(&self) -> &[String];
    /// Other words for it.
    fn synonyms(&self) -> &[String];
}

macro_rules! term {
    ($($kind:ty),*) => {$(
        impl Term for $kind {
            fn name(&self) -> &str { &self.name }
            fn accepted(&self) -> &[String] { &self.accepted }
            fn synonyms(&self) -> &[String] { &self.synonyms }
        }
    )*};
}
term!(Channel, Level, Audience, Method);

/// The entry that a written word names. Brackets, colons and slashes count the same in
/// half and full width, and blanks not at all.
#[must_use]
pub fn find<'p, T: Term>(terms: &'p [T], written: &str) -> Option<(&'p T, Standing)> {
    let has = |list: &[String]| list.iter().any(|word| same_word(word, written));
    let known = terms.iter().find(|t| same_word(t.name(), written) || has(t.accepted()));
    if let Some(term) = known {
        return Some((term, Standing::Known));
    }
    terms.iter().find(|t| has(t.synonyms())).map(|term| (term, Standing::Synonym))
}

/// Whether two spellings are one word of a vocabulary.
#[must_use]
pub fn same_word(a: &str, b: &str) -> bool {
    Folded(a) == Folded(b)
}
