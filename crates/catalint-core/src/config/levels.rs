//! Which rules are off, and the severity of the others, as a config says it.

use std::collections::BTreeMap;

use crate::rule::{Rule, Selector, Severity};

/// What a config makes of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RuleLevel {
    /// It does not run.
    Off,
    /// It runs, with this severity.
    At(Severity),
}

impl RuleLevel {
    /// The words of a config.
    pub const KEYS: [&'static str; 4] = ["off", "error", "warning", "hint"];

    /// Reads one of [`RuleLevel::KEYS`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        if key == "off" { Some(Self::Off) } else { Severity::from_key(key).map(Self::At) }
    }

    /// Writes it as [`RuleLevel::from_key`] reads it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::At(severity) => severity.key(),
        }
    }
}

/// What a config makes of rules.
#[derive(Debug, Clone, Default)]
pub struct Levels(BTreeMap<&'static str, LevelSaid>);

/// What is said of one rule, and how narrowly it was named.
#[derive(Debug, Clone, Copy)]
struct LevelSaid {
    rank: u8,
    level: RuleLevel,
}

impl Levels {
    /// Adds a line for those of `rules` that it names. A rule's code or name counts more than its
    /// family, and that more than all; of two lines that are equally narrow the later counts.
    pub fn push(&mut self, selector: &Selector, level: RuleLevel, rules: &[&'static Rule]) {
        for rule in rules.iter().filter(|rule| selector.matches(rule)) {
            self.say(rule.code, LevelSaid { rank: selector.rank(rule), level });
        }
    }

    /// Adds the lines of another, which are later.
    pub fn extend(&mut self, others: &Self) {
        for (code, said) in &others.0 {
            self.say(code, *said);
        }
    }

    fn say(&mut self, code: &'static str, new: LevelSaid) {
        let said = self.0.entry(code).or_insert(new);
        if new.rank >= said.rank {
            *said = new;
        }
    }

    /// What is said of a rule.
    #[must_use]
    pub fn of(&self, rule: &Rule) -> Option<RuleLevel> {
        self.0.get(rule.code).map(|said| said.level)
    }

    /// The rules of which something is said, by code.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, RuleLevel)> {
        self.0.iter().map(|(code, said)| (*code, said.level))
    }
}
