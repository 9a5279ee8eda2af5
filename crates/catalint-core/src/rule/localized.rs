//! Text in two languages, with named slots, resolved when it is rendered.

use std::borrow::Cow;

use crate::domain::date::Date;

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

/// What goes into a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// Words of the catalog or a number: the same in both languages.
    Text(String),
    /// Words of ours.
    Local(Localized),
    /// A day: 2026年8月15日, 2026-08-15.
    Day(Date),
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
        Self::Local(words)
    }
}

impl Arg {
    /// What it says in a language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> Cow<'_, str> {
        match (self, lang) {
            (Self::Text(text), _) => text.into(),
            (Self::Local(words), lang) => words.get(lang).into(),
            (Self::Day(day), Lang::Zh) => day.chinese().into(),
            (Self::Day(day), Lang::En) => day.to_string().into(),
        }
    }
}

/// A template with its slots filled. A slot without an argument stays as it is.
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
        match args.iter().find(|(name, _)| *name == &rest[1..close]) {
            Some((_, arg)) => out.push_str(&arg.text(lang)),
            None => out.push_str(&rest[..=close]),
        }
        rest = &rest[close + 1..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}
