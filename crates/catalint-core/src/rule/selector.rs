//! Choosing rules by code, name or family.

use super::Rule;

/// Part of a selection: a code (`CNT005`), a name (`content-glued-number`), a family (`CNT`) or `ALL`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector(String);

/// A selector that names no rule, with the nearest that does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownSelector {
    /// What was written.
    pub written: String,
    /// The nearest code, name or family.
    pub nearest: Option<&'static str>,
}

impl Selector {
    /// The rank of a selector that names a rule.
    pub(crate) const ONE: u8 = 3;

    /// Reads a selector; case counts for nothing in codes and families.
    ///
    /// # Errors
    /// When no rule answers to it.
    pub fn parse(written: &str, rules: &[&'static Rule]) -> Result<Self, UnknownSelector> {
        let selector = Self(written.trim().to_owned());
        if rules.iter().any(|rule| selector.matches(rule)) {
            return Ok(selector);
        }
        let names = rules.iter().flat_map(|rule| [rule.code, rule.name, rule.family()]);
        let nearest = catalint_domain::chinese::edit_distance::nearest(written.trim(), names);
        Err(UnknownSelector { written: written.to_owned(), nearest })
    }

    /// Whether a rule answers to it.
    #[must_use]
    pub fn matches(&self, rule: &Rule) -> bool {
        let word = self.0.as_str();
        self.is_all()
            || word.eq_ignore_ascii_case(rule.code)
            || word.eq_ignore_ascii_case(rule.family())
            || word == rule.name
    }

    /// Whether every rule answers to it.
    pub(crate) fn is_all(&self) -> bool {
        self.0.eq_ignore_ascii_case("all")
    }

    /// How narrowly it chooses: a rule beats a family beats all.
    pub(crate) fn rank(&self, rule: &Rule) -> u8 {
        let word = self.0.as_str();
        if self.is_all() {
            1
        } else if word.eq_ignore_ascii_case(rule.family()) {
            2
        } else {
            Self::ONE
        }
    }
}

/// Which rules run.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Only these; all where empty.
    pub select: Vec<Selector>,
    /// These besides.
    pub extend: Vec<Selector>,
    /// Not these. The narrower selector wins; of two equally narrow ones, this.
    pub ignore: Vec<Selector>,
}

impl Selection {
    /// Whether a rule is asked for by its code or name, whatever a config says.
    #[must_use]
    pub fn names(&self, rule: &Rule) -> bool {
        self.select
            .iter()
            .chain(&self.extend)
            .any(|selector| selector.matches(rule) && selector.rank(rule) == Selector::ONE)
    }

    /// Whether a rule runs.
    #[must_use]
    pub fn has(&self, rule: &Rule) -> bool {
        let best = |list: &[Selector]| list.iter().filter(|s| s.matches(rule)).map(|s| s.rank(rule)).max().unwrap_or(0);
        let base = if self.select.is_empty() { 1 } else { best(&self.select) };
        let wanted = base.max(best(&self.extend));
        wanted > 0 && wanted > best(&self.ignore)
    }
}
