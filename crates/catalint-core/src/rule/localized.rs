//! Text in two languages, with named slots, resolved when it is rendered.

use std::borrow::Cow;

use crate::model::FieldId;
use catalint_domain::date::Date;

/// A language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Chinese, the language of those who read it.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// `zh`, `en`
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The language that a word means that is not its key: of a country, a locale, its name.
    #[must_use]
    pub fn meant(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase();
        match word.split(['-', '_', '.', '@']).next()? {
            "zh" | "cn" | "zho" | "chi" | "chs" | "ch" | "prc" | "chinese" | "mandarin" => Some(Self::Zh),
            "en" | "eng" | "english" | "us" | "uk" | "gb" => Some(Self::En),
            word if word.starts_with(['中', '汉', '华', '简']) => Some(Self::Zh),
            word if word.starts_with('英') => Some(Self::En),
            _ => None,
        }
    }
}

/// A sentence in Chinese and English; `{name}` is a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Localized {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Localized {
    /// The text in a language.
    #[must_use]
    pub const fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

/// What goes into a slot. What takes more room than a text is boxed: a bad catalog has hundreds of thousands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// Words of the catalog or a number: the same in both languages.
    Text(String),
    /// Words of ours.
    Local(Box<Localized>),
    /// A day: 2026年8月15日, 2026-08-15.
    Day(Date),
    /// Words of ours or of a config, in Chinese and English.
    Pair(Box<(String, String)>),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Arg {
    fn from(n: usize) -> Self {
        Self::Text(n.to_string())
    }
}

impl From<Date> for Arg {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl From<Localized> for Arg {
    fn from(words: Localized) -> Self {
        Self::Local(Box::new(words))
    }
}

impl Arg {
    /// Words in Chinese and English.
    #[must_use]
    pub fn pair(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Pair(Box::new((zh.into(), en.into())))
    }

    /// What it says in a language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> Cow<'_, str> {
        match (self, lang) {
            (Self::Text(text), _) => text.into(),
            (Self::Local(words), lang) => words.get(lang).into(),
            (Self::Pair(words), Lang::Zh) => words.0.as_str().into(),
            (Self::Pair(words), Lang::En) => words.1.as_str().into(),
            (Self::Day(day), Lang::Zh) => day.chinese().into(),
            (Self::Day(day), Lang::En) => day.to_string().into(),
        }
    }
}

/// The name of the argument that says that a file writes its keys in Chinese.
pub const CHINESE_KEYS: &str = "chinese keys";

/// A key in the language of the file's own keys.
fn key_of<'k>(key: &'k str, args: &[(&'static str, Arg)]) -> &'k str {
    let chinese = args.iter().any(|(name, _)| *name == CHINESE_KEYS);
    FieldId::from_key(key).filter(|_| chinese).map_or(key, |id| id.spec().label)
}

/// A template with its slots filled. A slot without an argument stays as it is.
///
/// `{key:updated}` is the key of a field as the file writes its keys, which [`Arg`]s of the name [`CHINESE_KEYS`]
/// tell: 更新日期 in a file with Chinese keys, else `updated`.
#[must_use]
pub fn render<'a>(template: &'a str, args: &[(&'static str, Arg)], lang: Lang) -> Cow<'a, str> {
    if !template.contains('{') {
        return Cow::Borrowed(template);
    }
    let mut out = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        let Some(close) = rest.find('}') else { break };
        let slot = &rest[1..close];
        match args.iter().find(|(name, _)| *name == slot) {
            Some((_, arg)) => out.push_str(&arg.text(lang)),
            None => match slot.strip_prefix("key:") {
                Some(key) => out.push_str(key_of(key, args)),
                None => out.push_str(&rest[..=close]),
            },
        }
        rest = &rest[close + 1..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}
