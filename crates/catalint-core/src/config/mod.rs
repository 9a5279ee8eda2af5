//! Settings: a repository's `catalint.yaml`, and the vocabularies that are known.
//!
//! [`load`] reads a config and all that it extends; files come through [`ConfigFiles`], so that this
//! module needs no disk. What is wrong in a config is a [`crate::rule::ConfigFault`] with its place; whoever
//! runs a check refuses a config that has one.

mod custom;
mod law_file;
mod laws;
mod levels;
mod load;
mod paths;
pub mod profiles;
mod published;
mod reader;
mod register;
mod schema;
mod vocabulary;

pub use custom::{Condition, CustomReplacement, CustomRule, Demand};
pub use levels::{Levels, RuleLevel};
pub use load::{ConfigFile, ConfigFiles, FileReach, Loaded, NAME, load};
pub use paths::Globs;
pub use schema::config_schema;

use std::sync::Arc;

use crate::project::Reference;
use crate::register::Register;
use crate::rule::{Lang, Severity};
use crate::schema::OwnSchema;
use catalint_domain::law::Registry;
use profiles::Profiles;

/// What a repository says about the checking of its catalogs. Paths in it are those under which
/// [`ConfigFiles`] knows the files.
#[derive(Debug, Clone)]
pub struct Config {
    /// Language of messages.
    pub lang: Option<Lang>,
    /// The severity from which on a run fails; the inner `None` is `never`.
    pub fail_on: Option<Option<Severity>>,
    /// Where the folder `docs` of catalint can be read, ending in `/`: what addresses of rules' pages begin with.
    pub docs_url: Option<Arc<str>>,
    /// The file that holds the baseline.
    pub baseline: Option<String>,
    /// The profile of catalogs that name none.
    pub profile: Option<String>,
    /// All profiles, the repository's own included.
    pub profiles: Profiles,
    /// Severities of rules.
    pub levels: Levels,
    /// The files that a walk over folders looks at; all where empty.
    pub include: Globs,
    /// The files that it leaves out.
    pub exclude: Globs,
    /// The tables that it looks at besides YAML.
    pub tables: Tables,
    /// What differs for some files; later ones count more.
    pub overrides: Vec<Override>,
    /// The repository's own JSON Schemas.
    pub schemas: Vec<Arc<OwnSchema>>,
    /// The repository's own rules.
    pub custom_rules: Arc<Vec<CustomRule>>,
    /// Catalogs whose items must be covered.
    pub reference: Arc<[Reference]>,
    /// What the area owes: its fields, bodies and towns; empty where nothing is registered.
    pub register: Arc<Register>,
    /// Working days within which a catalog follows a change of law, where the place says so.
    pub react_days: Option<u32>,
    /// All acts, the repository's own included.
    pub registry: Arc<Registry>,
}

/// Which tables a walk over folders looks at; what is no catalog by its heads it leaves alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tables {
    /// Those of office programs.
    #[default]
    Auto,
    /// Pages and texts, too: all that can be read as a table.
    On,
    /// None.
    Off,
}

impl Tables {
    /// The words of a config, `auto` first.
    pub const KEYS: [&'static str; 3] = ["auto", "on", "off"];

    /// The word for it in a config.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Auto => Self::KEYS[0],
            Self::On => Self::KEYS[1],
            Self::Off => Self::KEYS[2],
        }
    }

    /// What a word of a config means.
    fn from_key(key: &str) -> Option<Self> {
        [Self::Auto, Self::On, Self::Off].into_iter().find(|tables| tables.key() == key)
    }
}

/// What differs for some files.
#[derive(Debug, Clone)]
pub struct Override {
    /// Which files.
    pub paths: Globs,
    /// Their severities of rules.
    pub levels: Levels,
    /// Their profile.
    pub profile: Option<String>,
}

impl Default for Config {
    /// What holds where there is no config.
    fn default() -> Self {
        Self {
            lang: None,
            fail_on: None,
            docs_url: None,
            baseline: None,
            profile: None,
            profiles: Profiles::builtin(),
            levels: Levels::default(),
            include: Globs::default(),
            exclude: Globs::default(),
            tables: Tables::default(),
            overrides: Vec::new(),
            schemas: Vec::new(),
            custom_rules: Arc::default(),
            reference: Arc::default(),
            register: Arc::default(),
            react_days: None,
            registry: Registry::shared_builtin(),
        }
    }
}

impl Config {
    /// Whether a walk over folders looks at a file; its path is relative to the config's folder.
    #[must_use]
    pub fn includes(&self, path: &str) -> bool {
        (self.include.is_empty() || self.include.matches(path)) && !self.exclude.leaves_out(path)
    }

    /// The parts that differ for a file, in their order; its path is relative to the config's folder.
    pub fn overrides_of<'c>(&'c self, path: &'c str) -> impl Iterator<Item = &'c Override> {
        self.overrides.iter().filter(move |part| part.paths.matches(path))
    }
}
