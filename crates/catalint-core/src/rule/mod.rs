//! What a rule is: its facts, its words in two languages, its examples, its check.

mod context;
mod family;
mod finding;
mod fingerprint;
mod item_name;
mod localized;
mod memo;
mod names;
mod reads;
mod selector;
mod settings;

pub use context::{CatalogCx, FileCx, ItemCx, OlderVersion, ProjectContext, Sink, TextCx};
pub use family::{Family, FamilyScope};
pub use finding::{Finding, Location, Related, RelatedPlace, TableCell};
pub use fingerprint::Fingerprint;
pub use item_name::ItemName;
pub use localized::{Arg, CHINESE_KEYS, Lang, Localized, render};
pub use memo::{MATTER, Memo, Spots};
pub use names::{ItemNames, ItemWords, NAMES, NamesReader};
pub use reads::Reads;
pub use selector::{Selection, Selector, UnknownSelector};
pub use settings::{ConfigFault, ConfigFaultKind, Expected, FileReason};

use std::fmt;

use crate::fix::Applicability;
use catalint_domain::law::Provision;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Style, or a thing to look at.
    Hint,
    /// Probably wrong.
    Warning,
    /// Breaks a stated requirement, certainly.
    Error,
}

impl Severity {
    /// `error`, `warning`, `hint`
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }

    /// The word for people.
    #[must_use]
    pub const fn word(self) -> Localized {
        match self {
            Self::Error => Localized { zh: "错误", en: "error" },
            Self::Warning => Localized { zh: "警告", en: "warning" },
            Self::Hint => Localized { zh: "提示", en: "hint" },
        }
    }

    /// Reads [`Severity::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Error, Self::Warning, Self::Hint].into_iter().find(|s| s.key() == key)
    }
}

/// A rule: static data and one function.
pub struct Rule {
    /// Family and number; never changes its meaning.
    pub code: &'static str,
    /// Kebab-case, says the state: `basis-missing`.
    pub name: &'static str,
    /// Severity unless a profile or config says otherwise.
    pub severity: Severity,
    /// The fixes it may offer, strongest first; empty for none. Held by a test over the examples.
    pub fixes: &'static [Applicability],
    /// One line: what it finds.
    pub summary: Localized,
    /// All messages that its findings use; the first is the usual one.
    pub messages: &'static [Localized],
    /// What to do, an imperative sentence.
    pub help: Localized,
    /// Why it matters.
    pub why: Localized,
    /// The law that it rests on. Where that is one provision, each finding rests on it; where they are several, each
    /// finding says on which ([`Finding::resting_on`]).
    pub law: &'static [Provision],
    /// What that law says, or another fact that it rests on, in words without dates: those come from the act's row.
    /// Empty where the provisions say it all.
    pub source: Localized,
    /// Faulty catalogs, each with the one finding expected.
    pub wrong: &'static [Wrong],
    /// Catalogs that are right, close to the faulty ones: the rule is silent on them.
    pub right: &'static [&'static str],
    /// Rules that are silent where this one speaks.
    pub supersedes: Supersedes,
    /// The check.
    pub check: Check,
}

/// A faulty example. How a part of a catalog becomes a whole one: [`crate::docs::complete`].
#[derive(Debug)]
pub struct Wrong {
    /// The catalog or a part of it.
    pub yaml: &'static str,
    /// The text under the finding. Where that text is not the first of its kind in the catalog,
    /// with some text around it and the finding's part between « and »; `""` is the file's start.
    pub at: &'static str,
    /// The same part after all fixes of this rule, safe or offered; none where there is no fix.
    pub fixed: Option<&'static str>,
}

/// Which rules keep silent where a rule speaks: the more specific one goes first.
///
/// The lists hold codes; [`ALL`] stands for every other rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Supersedes {
    /// None.
    Nothing,
    /// All other rules whose finding touches the same characters.
    Span,
    /// These, on the same text or field: one pointer is the other or lies below it.
    Value(&'static [&'static str]),
    /// These, on the same item.
    Item(&'static [&'static str]),
    /// These, in the whole file.
    File(&'static [&'static str]),
}

/// Every other rule, in [`Supersedes`].
pub const ALL: &[&str] = &["ALL"];

/// The check of a rule, by its scope.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// Once a file, also one that is no catalog: text, tree, faults of YAML and schema.
    File(fn(&FileCx<'_>, &mut Sink<'_>)),
    /// Once a catalog: items are held against each other, or counted.
    Catalog(Reads, fn(&CatalogCx<'_>, &mut Sink<'_>)),
    /// Once an item.
    Item(Reads, fn(&ItemCx<'_>, &mut Sink<'_>)),
    /// Once each text of some fields, or each of their values.
    Text(Reads, fn(&TextCx<'_>, &mut Sink<'_>)),
    /// Never: another stage finds it, and says it in the words of the rule.
    External,
}

/// Its code alone: whoever prints a finding does not mean all that its rule says.
impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Rule").field(&self.code).finish()
    }
}

impl Rule {
    /// The letters of the code.
    #[must_use]
    pub fn family(&self) -> &'static str {
        self.code.trim_end_matches(|c: char| c.is_ascii_digit())
    }
}
