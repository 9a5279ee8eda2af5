//! Which rules are off, and the severity of the others, as a config says it.

use crate::rule::{Rule, Selector, Severity};

/// What a config makes of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// It does not run.
    Off,
    /// It runs, with this severity.
    At(Severity),
}

impl Level {
    /// The words of a config.
    pub const KEYS: [&'static str; 4] = ["off", "error", "warning", "hint"];

    /// Reads one of [`Level::KEYS`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        if key == "off" { Some(Self::Off) } else { Severity::from_key(key).map(Self::At) }
    }

    /// Writes it as [`Level::from_key`] reads it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::At(severity) => severity.key(),
        }
    }
}

/// What a config makes of rules, in the order of its lines.
#[derive(Debug, Clone, Default)]
pub struct Levels(Vec<(Selector, Level)>);

impl Levels {
    /// Adds a line; it counts more than those before it.
    pub fn push(&mut self, selector: Selector, level: Level) {
        self.0.push((selector, level));
    }

    /// Adds the lines of another, which count more than those here.
    pub fn extend(&mut self, others: &Self) {
        self.0.extend(others.0.iter().cloned());
    }

    /// Whether nothing is said of any rule.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is said of a rule: by its code or name before its family before all; of two lines that
    /// are equally narrow, by the later.
    #[must_use]
    pub fn of(&self, rule: &Rule) -> Option<Level> {
        let named = self.0.iter().filter(|(selector, _)| selector.matches(rule));
        named.max_by_key(|(selector, _)| selector.rank(rule)).map(|(_, level)| *level)
    }
}
