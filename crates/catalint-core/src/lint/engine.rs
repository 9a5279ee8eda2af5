//! One file from bytes to ordered findings. Knows no rule by name.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

use foldhash::HashMap;

use super::baseline::KnownFindings;
use super::in_force;
use super::known_items::KnownItems;
use super::merge::{self, SharedValues};
use super::precedence;
use super::report::Report;
use super::run::{Parallelism, Run};
use super::shared;
use super::suppress::{self, Reached, Stage};
use crate::Document;
use crate::config::profiles::Profiles;
use crate::config::{Config, CustomRule, Levels, RuleLevel};
use crate::model::{Catalog, FieldId, Item, Unread};
use crate::rule::{
    Arg, CHINESE_KEYS, FileCx, Finding, Fingerprint, ItemName, ProjectContext, Rule, Selection, Severity,
};
use crate::rules::{RULES, is_always_told};
use crate::schema::{OwnFault, OwnSchema};
use catalint_domain::date::Date;
use catalint_domain::law::Registry;
use catalint_domain::vocabulary::profile::Profile;
use catalint_text::Source;
use catalint_yaml as yaml;

/// What a column of a table holds, where a person says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnMeaning {
    /// Texts of a field.
    Field(FieldId),
    /// Ticks of one option of a field: 全社会 of 公开对象.
    Option(FieldId, String),
    /// Texts that go under its own head.
    Extra,
    /// Nothing that is read.
    Nothing,
}

/// How to lint.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Which rules run.
    pub selection: Selection,
    /// Vocabulary to use whatever the file says.
    pub profile: Option<String>,
    /// The day on which law is judged.
    pub as_of: Date,
    /// The vocabularies that are known.
    pub profiles: Profiles,
    /// The acts that are known.
    pub registry: Arc<Registry>,
    /// What is known beyond the file.
    pub context: ProjectContext,
    /// Vocabulary of a file that names none.
    pub default_profile: Option<String>,
    /// What the repository makes of rules.
    pub levels: Levels,
    /// The repository's own rules.
    pub custom_rules: Arc<Vec<CustomRule>>,
    /// The repository's own schemas.
    pub schemas: Vec<Arc<OwnSchema>>,
    /// What addresses of rules' pages begin with, as [`Config::docs_url`] has it.
    pub docs_url: Option<Arc<str>>,
    /// Findings of this file that are known already and held back.
    pub baseline: Option<Arc<KnownFindings>>,
    /// Who helps with the items of a large catalog; none where nobody does.
    pub parallelism: Option<Parallelism>,
    /// What is known of this text from the check before; none where it is checked once.
    pub known_items: Option<Arc<KnownItems>>,
    /// Counts the items that are looked at, those of each round of a fix again, for who shows how far a run is.
    pub looked: Option<Arc<AtomicUsize>>,
    /// Whether the catalog is read from a table.
    pub table: bool,
    /// What a person says that columns of a table hold, by the address of the cell that names each.
    pub columns: Arc<BTreeMap<String, ColumnMeaning>>,
    /// Whether a line above the table says that it is a template for others.
    pub template: bool,
    /// Whether what was found in order is looked at again wherever it stands: slower, and for
    /// nothing but to show that it makes no difference.
    pub no_memo: bool,
}

impl Settings {
    /// All rules, the library's own profiles, and this day.
    #[must_use]
    pub fn new(as_of: Date) -> Self {
        Self {
            selection: Selection::default(),
            profile: None,
            as_of,
            profiles: Profiles::builtin(),
            registry: Registry::shared_builtin(),
            context: ProjectContext::default(),
            default_profile: None,
            levels: Levels::default(),
            custom_rules: Arc::default(),
            schemas: Vec::new(),
            docs_url: None,
            baseline: None,
            parallelism: None,
            known_items: None,
            looked: None,
            table: false,
            columns: Arc::default(),
            template: false,
            no_memo: false,
        }
    }

    /// The same with the settings of a config for one of its files, whose path is relative to the
    /// config's folder.
    #[must_use]
    pub fn with(&self, config: &Config, path: &str) -> Self {
        let mut options = Self {
            profiles: config.profiles.clone(),
            registry: Arc::clone(&config.registry),
            default_profile: config.profile.clone(),
            levels: config.levels.clone(),
            custom_rules: config.custom_rules.clone(),
            schemas: config.schemas.clone(),
            docs_url: config.docs_url.clone(),
            context: ProjectContext { references: config.reference.clone(), ..self.context.clone() },
            ..self.clone()
        };
        for part in config.overrides_of(path) {
            options.levels.extend(&part.levels);
            options.default_profile = part.profile.clone().or(options.default_profile);
        }
        options
    }

    /// All rules, the repository's own included.
    #[must_use]
    pub fn rules(&self) -> Vec<&'static Rule> {
        RULES.iter().copied().chain(self.custom_rules.iter().map(|own| own.rule)).collect()
    }

    /// The vocabulary in force for a catalog.
    #[must_use]
    pub fn profile_of(&self, catalog: &Catalog) -> &Profile {
        profile(Some(catalog), self)
    }

    /// Whether a rule runs under a profile.
    pub(super) fn runs(&self, rule: &Rule, profile: &Profile) -> bool {
        let switched = match self.levels.of(rule) {
            Some(level) => level == RuleLevel::Off,
            None => profile.rules.get(rule.code).is_some_and(|level| level == "off"),
        };
        is_always_told(rule) || self.selection.has(rule) && (!switched || self.selection.names(rule))
    }

    /// The severity of a finding.
    fn severity(&self, finding: &Finding, profile: &Profile) -> Severity {
        let rule: &Rule = finding.rule;
        let own = match self.levels.of(rule) {
            Some(RuleLevel::At(severity)) => Some(severity),
            Some(RuleLevel::Off) => None,
            None => profile.rules.get(rule.code).and_then(|level| Severity::from_key(level)),
        };
        let told = finding.severity;
        match own {
            Some(own) if is_always_told(rule) => own.max(told),
            own => own.unwrap_or(told),
        }
    }
}

/// What another stage found ([`crate::rule::Check::External`]) and knows of the text that it wrote.
#[derive(Debug, Clone, Default)]
pub struct External {
    /// Its findings: selection, severities, supersedes and order hold for all alike.
    pub found: Vec<Finding>,
    /// What it could not read: left out of judgment.
    pub unread: Unread,
    /// Values that several items have from one place.
    pub shared: SharedValues,
    /// Whether a table has a column for the level (公开层级), blank or not.
    pub has_levels: bool,
    /// The month that a table names where the day of the update should stand.
    pub month: Option<String>,
}

/// Checks a document, with what another stage found.
pub(super) fn check(document: &Document, options: &Settings, elsewhere: External) -> Report {
    let Findings { findings, suppressed, baselined, items } = run(document, options, elsewhere);
    Report {
        source: document.source().clone(),
        findings,
        suppressed,
        baselined,
        items,
        title: title(document.tree()),
        partial: document.is_partial(),
        unread: 0,
        docs_url: options.docs_url.clone(),
    }
}

fn title(tree: &yaml::Tree) -> String {
    let mut pairs = tree.root().into_iter().flat_map(yaml::Node::pairs);
    let title = pairs.find(|(key, _)| FieldId::from_interned(key.name()) == Some(FieldId::Title));
    title.filter(|(_, value)| value.is_scalar()).map_or_else(String::new, |(_, value)| value.text().trim().to_owned())
}

/// The catalog of a document with the levels that can be told, and the vocabulary in force. None where the document
/// is no catalog.
pub(super) fn told<'o>(document: &Document, options: &'o Settings) -> Option<(Catalog, &'o Profile)> {
    let catalog = document.catalog()?.clone();
    let profile = profile(Some(&catalog), options);
    Some((catalog.with_levels_told(profile), profile))
}

/// The vocabulary in force.
pub(super) fn profile<'o>(catalog: Option<&Catalog>, options: &'o Settings) -> &'o Profile {
    let written = catalog.and_then(|c| c.field(FieldId::Profile)).filter(|f| f.value.is_scalar());
    let written = written.map(|field| field.value.text().trim());
    let named = options.profile.as_deref().or(written).or(options.default_profile.as_deref());
    options.profiles.get_or_default(named)
}

/// What the rules say of a file, each list in order: see [`Report`].
#[derive(Debug, Default)]
struct Findings {
    /// To be reported.
    findings: Vec<Finding>,
    /// Ignored by comments.
    suppressed: Vec<Finding>,
    /// Held back by the baseline.
    baselined: Vec<Finding>,
    /// Number of items.
    items: usize,
}

fn run(document: &Document, options: &Settings, elsewhere: External) -> Findings {
    let (source, parsed, schema) = (document.source(), document.parsed(), document.schema_faults());
    let External { found: elsewhere, mut unread, shared, has_levels, month } = elsewhere;
    let mut catalog = document.catalog().cloned();
    catalog.iter().for_each(|catalog| unread.merge(catalog.unread()));
    let schema = catalog.as_ref().map_or(Cow::Borrowed(schema), |catalog| unread.judged(schema, catalog));
    catalog.iter_mut().for_each(|catalog| catalog.leave_out(&unread));
    let profile = profile(catalog.as_ref(), options);
    // A column that is there and blank is one that somebody has to fill in.
    let catalog = match catalog {
        Some(catalog) if !has_levels => Some(catalog.with_levels_told(profile)),
        catalog => catalog,
    };
    let names: Vec<&str> = options.profiles.names().collect();
    let label = |name: &&str| {
        let words = &options.profiles.get_or_default(Some(name)).name;
        (words.zh.as_str(), words.en.as_str())
    };
    let labels: Vec<(&str, &str)> = names.iter().map(label).collect();
    let mut own: Vec<OwnFault> = options.schemas.iter().flat_map(|schema| schema.faults(&parsed.tree)).collect();
    // A schema of one's own speaks of the item as it is written: without the field that was not read.
    own.retain(|fault| !fault.item.is_some_and(|item| unread.touches(item)));
    let file = FileCx {
        source,
        tree: &parsed.tree,
        faults: &parsed.faults,
        slips: &parsed.slips,
        schema: &schema,
        own: &own,
        config: None,
        catalog: catalog.as_ref(),
        profile,
        profiles: &names,
        profile_labels: &labels,
        table: options.table,
        has_level_column: has_levels,
        month: month.as_deref(),
    };
    let mut findings = Run::new(options, profile).all(&file, options);
    // Advice names keys as the file has them.
    if catalog.as_ref().is_some_and(Catalog::has_chinese_keys) {
        for finding in findings.iter_mut().filter(|finding| finding.names_keys()) {
            finding.args.push((CHINESE_KEYS, Arg::Text(String::new())));
        }
    }
    in_force::apply(&mut findings, &options.registry, options.as_of);
    findings.iter_mut().for_each(|finding| finding.held |= unread.holds(&finding.pointer));
    findings.extend(elsewhere.into_iter().filter(|finding| options.runs(finding.rule, profile)));
    shared::offer(&mut findings, parsed.tree.aliases());
    let stage = Stage {
        source,
        parsed,
        catalog: catalog.as_ref(),
        rules: &options.rules(),
        runs: &|rule| options.runs(rule, profile),
    };
    finish(findings, &shared, &stage, profile, options)
}

/// Supersedes, one finding for what is said of one place, comments that ignore, order, fingerprints,
/// severity in force, names of items, baseline.
#[inline(never)] // for browsers: docs/page.md
fn finish(
    findings: Vec<Finding>,
    shared: &SharedValues,
    stage: &Stage<'_>,
    profile: &Profile,
    options: &Settings,
) -> Findings {
    let (mut kept, mut silenced) = precedence::apply(findings);
    silenced.extend(kept.extract_if(.., |finding| finding.held).map(|finding| Reached::of(&finding)));
    let kept = merge::apply(kept, stage.catalog, shared);
    let mut findings = suppress::apply(kept, &silenced, stage);
    findings.sort_by_cached_key(Finding::order);
    let mut seen: HashMap<u64, u32> = HashMap::default();
    let mut named: Arc<[ItemName]> = Arc::default();
    for finding in &mut findings {
        let item = finding.item.and_then(|index| stage.catalog.map(|catalog| catalog.item(index)));
        finding.fingerprint = fingerprint(finding, item, stage.source, &mut seen);
        finding.severity = options.severity(finding, profile);
        let Some(catalog) = stage.catalog.filter(|_| item.is_some()) else { continue };
        // Findings of one item stand together.
        if named.len() != 1 + finding.also.len() || named.iter().map(|known| known.index).ne(finding.all_items()) {
            named = finding.all_items().map(|index| ItemName::of(catalog.item(index))).collect();
        }
        finding.names = Arc::clone(&named);
    }
    // Most are reported, and stay where they are.
    let suppressed = findings.extract_if(.., |finding| finding.suppressed.is_some()).collect();
    let is_known = |finding: &mut Finding| options.baseline.as_ref().is_some_and(|known| known.has(finding));
    let baselined = findings.extract_if(.., is_known).collect();
    findings.shrink_to_fit();
    Findings { findings, suppressed, baselined, items: stage.catalog.map_or(0, |catalog| catalog.items().count()) }
}

/// The fingerprint of a finding; `seen` counts those that are about the same.
pub(super) fn fingerprint(
    finding: &Finding,
    item: Option<Item<'_>>,
    source: &Source,
    seen: &mut HashMap<u64, u32>,
) -> Fingerprint {
    let hash = identity(finding, item, source);
    let nth = seen.entry(hash).or_default();
    let fingerprint = mix(hash, &nth.to_le_bytes());
    *nth += 1;
    Fingerprint::of(fingerprint)
}

/// What a finding is about, apart from where it stands: rule, item by its names, field, words.
fn identity(finding: &Finding, item: Option<Item<'_>>, source: &Source) -> u64 {
    let mut hash = mix(SEED, finding.rule.code.as_bytes());
    let mut fields = finding.pointer.split('/');
    // Which item takes a default first does not matter.
    let item = item.filter(|_| !finding.is_at_default());
    if let Some(item) = item {
        for id in [FieldId::Category, FieldId::Topic, FieldId::Subtopic, FieldId::Detail] {
            hash = mix(hash, item.text(id).as_bytes());
        }
    }
    let field = fields.nth(if item.is_some() { 3 } else { 1 });
    let field = if finding.is_at_default() { fields.next() } else { field };
    hash = mix(hash, field.unwrap_or("").as_bytes());
    mix(hash, source.slice(finding.span()).as_bytes())
}

/// Where [`mix`] begins.
pub(super) const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a, with a mark between parts. Stable for ever: baselines hang on it.
pub(super) fn mix(mut hash: u64, bytes: &[u8]) -> u64 {
    for &byte in bytes.iter().chain(&[0xFF]) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}
