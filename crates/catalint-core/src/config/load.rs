//! From a config file, and all that it extends, to a [`Config`].

mod acts;
mod area;

use std::sync::Arc;

use super::levels::{Levels, RuleLevel};
use super::paths::{Globs, folder, join};
use super::reader::{ConfigPair, ConfigReader};
use super::{Config, Override, Tables, custom, vocabulary};
use crate::project::{Reference, Unusable};
use crate::rule::{ConfigFault, ConfigFaultKind, FileReason, Lang, Localized, Rule, Selector, Severity};
use crate::rules::is_always_told;
use crate::schema::OwnSchema;
use catalint_domain::date::Date;
use catalint_domain::law::{Law, Registry};
use catalint_text::{Source, decode};
use catalint_yaml::{self as yaml, Kind, Node, Parsed};

use super::profiles::Profiles;

/// The name of a config file.
pub const NAME: &str = "catalint.yaml";

pub(super) const KEYS: [&str; 18] = [
    "extends",
    "profile",
    "lang",
    "fail_on",
    "docs_url",
    "baseline",
    "rules",
    "files",
    "profiles",
    "custom_rules",
    "schemas",
    "reference",
    "area",
    "bodies",
    "towns",
    "fields",
    "laws",
    "react_days",
];

const AN_ADDRESS: Localized = Localized {
    zh: "以 https://、http:// 或 file:// 开头的网址，其中没有空格和汉字",
    en: "an address that begins with https://, http:// or file://, in ASCII without blanks",
};
const WORKING_DAYS: Localized = Localized {
    zh: "工作日数，1 到 250 的整数，如 20",
    en: "a number of working days from 1 to 250, such as 20",
};
const LEVEL: Localized = Localized { zh: "off、error、warning 或 hint", en: "off, error, warning or hint" };

/// Where a config and what it names come from.
pub trait ConfigFiles {
    /// The bytes of a file.
    ///
    /// # Errors
    /// Why it can't be read, in words for people.
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String>;

    /// Whether a config may name a file, links followed.
    fn reach(&mut self, path: &str) -> FileReach {
        let _ = path;
        FileReach::Own
    }
}

/// Where a file that a config names lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileReach {
    /// In the repository of the config, or below its folder.
    Own,
    /// External, and the config is trusted: nothing of what the file holds is told.
    Foreign,
    /// Elsewhere.
    Outside,
}

/// A config file that was read, and what is wrong in it.
#[derive(Debug)]
pub struct ConfigFile {
    /// The file.
    pub source: Source,
    /// Its YAML; nothing of a file of acts, which is none.
    pub parsed: Parsed,
    /// Faults in the order of the text. Those of YAML are not among them.
    pub faults: Vec<ConfigFault>,
    /// Whether it lies elsewhere: what is wrong in it is told at the place that names it.
    pub foreign: bool,
}

/// What [`load`] gives.
#[derive(Debug)]
pub struct Loaded {
    /// What could be understood.
    pub config: Config,
    /// The config, then those that it extends.
    pub files: Vec<ConfigFile>,
}

/// A config and those that it extends are no more files than this, in however many steps.
const MOST_FILES: usize = 50;

/// Reads a config and all that it extends. `rules` are those that it may name.
///
/// # Errors
/// Why the file itself can't be read.
pub fn load(path: &str, files: &mut dyn ConfigFiles, rules: &[&'static Rule]) -> Result<Loaded, String> {
    let bytes = files.read(path)?;
    let builtin = Config::default();
    let mut loader = Loader {
        files,
        rules: rules.to_vec(),
        profiles: builtin.profiles.clone(),
        laws: Vec::new(),
        law_checked_to: None,
        config: builtin,
        stack: Vec::new(),
        read: Vec::new(),
    };
    loader.file(path, &bytes, false);
    let Loader { mut config, profiles, laws, law_checked_to, read, .. } = loader;
    config.profiles = profiles;
    config.registry = Registry::shared(laws, law_checked_to);
    Ok(Loaded { config, files: read })
}

struct Loader<'f> {
    files: &'f mut dyn ConfigFiles,
    /// Rules that may be named: the built-in ones and those of the configs read so far.
    rules: Vec<&'static Rule>,
    profiles: Profiles,
    laws: Vec<Law>,
    /// The latest day to which files of acts say that they were checked.
    law_checked_to: Option<Date>,
    config: Config,
    /// The configs that are being read, for those that extend themselves.
    stack: Vec<String>,
    read: Vec<ConfigFile>,
}

impl Loader<'_> {
    /// Whether nothing is wrong in it.
    fn file(&mut self, path: &str, bytes: &[u8], foreign: bool) -> bool {
        let source = Source::new(path, decode(bytes));
        let at = self.read.len();
        let parsed = yaml::parse(source.text.clone(), |_| 0);
        let (tree, is_yaml) = (Arc::clone(&parsed.tree), parsed.faults.is_empty() && parsed.slips.is_empty());
        self.read.push(ConfigFile { source, parsed, faults: Vec::new(), foreign });
        self.stack.push(path.to_owned());
        let mut reader = ConfigReader::default();
        if let Some(root) = tree.root() {
            self.sections(&mut reader, root, folder(path));
        }
        reader.faults.sort_by_key(|fault| fault.span);
        let sound = reader.faults.is_empty() && is_yaml;
        self.read[at].faults = reader.faults;
        self.stack.pop();
        sound
    }

    /// All sections; first those that others may name parts of.
    fn sections(&mut self, reader: &mut ConfigReader, root: Node<'_>, folder: &str) {
        let pairs = reader.section(root, "catalint.yaml", &KEYS);
        let value = |key: &str| pairs.iter().find(|(name, ..)| *name == key).map(|(.., value)| *value);
        if let Some(node) = value("extends") {
            self.extends(reader, node, folder);
        }
        if let Some(node) = value("profiles") {
            self.profiles(reader, node);
        }
        if let Some(node) = value("custom_rules") {
            self.custom_rules(reader, node);
        }
        if let Some(node) = value("laws") {
            self.laws(reader, node, folder);
        }
        self.register(reader, &pairs, folder);
        for pair in pairs {
            self.setting(reader, pair, folder);
        }
    }

    fn setting(&mut self, reader: &mut ConfigReader, (key, _, value): ConfigPair<'_>, folder: &str) {
        match key {
            "lang" => {
                self.config.lang = lang(reader, value, key).or(self.config.lang);
            }
            "fail_on" => {
                let word = reader.word(value, key, &["error", "warning", "hint", "never"]);
                self.config.fail_on = word.map(Severity::from_key).or(self.config.fail_on);
            }
            "react_days" => {
                let days = value.text().trim().parse().ok().filter(|days| (1..=250).contains(days));
                match days.filter(|_| value.kind() == Kind::Int) {
                    Some(days) => self.config.react_days = Some(days),
                    None => reader.unfit(value, key, WORKING_DAYS),
                }
            }
            "docs_url" => self.config.docs_url = docs_url(reader, value, key).or(self.config.docs_url.take()),
            "baseline" => {
                let path = reader.text(value, key).map(|path| join(folder, path));
                let path = path.filter(|path| self.may_name(reader, value, path));
                self.config.baseline = path.or(self.config.baseline.take());
            }
            "profile" => self.config.profile = self.profile(reader, value).or(self.config.profile.take()),
            "rules" => {
                let levels = self.levels(reader, value);
                self.config.levels.extend(&levels);
            }
            "files" => self.files_section(reader, value),
            "schemas" => self.schemas(reader, value, folder),
            "reference" => self.reference(reader, value, folder),
            _ => {}
        }
    }

    fn extends(&mut self, reader: &mut ConfigReader, node: Node<'_>, folder: &str) {
        for (written, node) in reader.texts(node, "extends") {
            let path = join(folder, written);
            if self.stack.contains(&path) {
                reader.fault(node.span(), ConfigFaultKind::File { path, reason: FileReason::Circle });
                continue;
            }
            // Once is enough: a config that several extend counts where it first stands.
            if self.read.iter().any(|file| file.source.name == path) {
                continue;
            }
            if self.read.len() >= MOST_FILES {
                let reason = FileReason::TooMany(MOST_FILES);
                reader.fault(node.span(), ConfigFaultKind::File { path, reason });
                continue;
            }
            let Some(bytes) = self.bytes(reader, node, &path) else { continue };
            let foreign = self.files.reach(&path) == FileReach::Foreign;
            if !self.file(&path, &bytes, foreign) && foreign {
                reader.fault(node.span(), ConfigFaultKind::File { path, reason: FileReason::Faulty });
            }
        }
    }

    /// Whether a config may name a file.
    fn may_name(&mut self, reader: &mut ConfigReader, node: Node<'_>, path: &str) -> bool {
        let outside = self.files.reach(path) == FileReach::Outside;
        if outside {
            reader.fault(node.span(), ConfigFaultKind::File { path: path.to_owned(), reason: FileReason::Outside });
        }
        !outside
    }

    fn bytes(&mut self, reader: &mut ConfigReader, node: Node<'_>, path: &str) -> Option<Vec<u8>> {
        if !self.may_name(reader, node, path) {
            return None;
        }
        let read = self.files.read(path);
        read.map_err(|why| {
            let reason = FileReason::Unread(why);
            reader.fault(node.span(), ConfigFaultKind::File { path: path.to_owned(), reason });
        })
        .ok()
    }

    fn profiles(&mut self, reader: &mut ConfigReader, node: Node<'_>) {
        for (id, value) in reader.pairs(node, "profiles") {
            if let Some(profile) = vocabulary::read(reader, id, value, &self.profiles, &self.rules) {
                self.profiles.set(profile);
            }
        }
    }

    fn profile(&self, reader: &mut ConfigReader, node: Node<'_>) -> Option<String> {
        let written = reader.text(node, "profile")?;
        if self.profiles.names().any(|name| name == written) {
            return Some(written.to_owned());
        }
        reader.unknown_word(node, "profile", self.profiles.names());
        None
    }

    fn custom_rules(&mut self, reader: &mut ConfigReader, node: Node<'_>) {
        let builtin: Vec<&'static Rule> = self.rules.iter().copied().filter(|rule| !self.is_custom(rule)).collect();
        let rules = Arc::make_mut(&mut self.config.custom_rules);
        for new in custom::read(reader, node, &builtin) {
            match rules.iter_mut().find(|known| known.rule.code == new.rule.code) {
                Some(known) => *known = new.clone(),
                None => rules.push(new.clone()),
            }
            self.rules.retain(|rule| rule.code != new.rule.code);
            self.rules.push(new.rule);
        }
    }

    fn is_custom(&self, rule: &Rule) -> bool {
        self.config.custom_rules.iter().any(|custom| custom.rule.code == rule.code)
    }

    fn levels(&self, reader: &mut ConfigReader, node: Node<'_>) -> Levels {
        let mut levels = Levels::default();
        for (key, value) in reader.pairs(node, "rules") {
            let selector = match Selector::parse(key.text(), &self.rules) {
                Ok(selector) => Some(selector),
                Err(unknown) => {
                    let nearest = unknown.nearest.map(str::to_owned);
                    reader.fault(key.span(), ConfigFaultKind::UnknownRule { written: unknown.written, nearest });
                    None
                }
            };
            if let Some((selector, level)) = selector.zip(level(reader, key, value)) {
                always_told(reader, key, &selector, level, &self.rules);
                levels.push(&selector, level, &self.rules);
            }
        }
        levels
    }

    fn files_section(&mut self, reader: &mut ConfigReader, node: Node<'_>) {
        for (key, _, value) in reader.section(node, "files", &["include", "exclude", "tables", "overrides"]) {
            match key {
                "include" => globs(reader, value, key, &mut self.config.include),
                "exclude" => globs(reader, value, key, &mut self.config.exclude),
                "tables" => {
                    let word = reader.word(value, key, &Tables::KEYS);
                    self.config.tables = word.and_then(Tables::from_key).unwrap_or(self.config.tables);
                }
                _ => {
                    for entry in reader.list(value, key) {
                        let part = self.part(reader, entry);
                        self.config.overrides.push(part);
                    }
                }
            }
        }
    }

    fn part(&self, reader: &mut ConfigReader, node: Node<'_>) -> Override {
        let mut part = Override { paths: Globs::default(), levels: Levels::default(), profile: None };
        let pairs = reader.section(node, "overrides", &["paths", "rules", "profile"]);
        if node.kind() == Kind::Map && !pairs.iter().any(|(key, ..)| *key == "paths") {
            reader.missing(node, "paths");
        }
        for (key, _, value) in pairs {
            match key {
                "paths" => globs(reader, value, key, &mut part.paths),
                "rules" => part.levels = self.levels(reader, value),
                _ => part.profile = self.profile(reader, value),
            }
        }
        part
    }

    fn schemas(&mut self, reader: &mut ConfigReader, node: Node<'_>, folder: &str) {
        for (written, node) in reader.texts(node, "schemas") {
            let path = join(folder, written);
            let Some(bytes) = self.bytes(reader, node, &path) else { continue };
            match OwnSchema::read(&path, &decode(&bytes).text) {
                Ok(schema) => self.config.schemas.push(Arc::new(schema)),
                Err(why) => {
                    let foreign = self.files.reach(&path) == FileReach::Foreign;
                    let reason = if foreign { FileReason::Faulty } else { FileReason::Schema(why) };
                    reader.fault(node.span(), ConfigFaultKind::File { path, reason });
                }
            }
        }
    }

    fn reference(&mut self, reader: &mut ConfigReader, node: Node<'_>, folder: &str) {
        let mut all = self.config.reference.to_vec();
        for (written, node) in reader.texts(node, "reference") {
            let path = join(folder, written);
            all.extend(self.reference_file(reader, node, path));
        }
        self.config.reference = all.into();
    }

    fn reference_file(&mut self, reader: &mut ConfigReader, node: Node<'_>, path: String) -> Option<Reference> {
        let bytes = self.bytes(reader, node, &path)?;
        let reason = match Reference::read(&path, &bytes) {
            Ok(reference) => return Some(reference),
            Err(Unusable::Broken(line)) => FileReason::Broken(line),
            Err(Unusable::NoText | Unusable::NoItems) => FileReason::NoCatalog,
        };
        reader.fault(node.span(), ConfigFaultKind::File { path, reason });
        None
    }
}

/// An address that can stand in a link as it is: no blank, no sign that ends one or commands a terminal.
fn docs_url(reader: &mut ConfigReader, node: Node<'_>, key: &str) -> Option<Arc<str>> {
    let written = reader.text(node, key)?;
    let is_address = ["https://", "http://", "file://"].iter().any(|scheme| written.starts_with(scheme));
    if !is_address || !written.bytes().all(|b| b.is_ascii_graphic() && !b"<>\"\\^`{|}".contains(&b)) {
        reader.unfit(node, key, AN_ADDRESS);
        return None;
    }
    Some(format!("{}/", written.trim_end_matches('/')).into())
}

fn lang(reader: &mut ConfigReader, node: Node<'_>, key: &str) -> Option<Lang> {
    let written = if node.is_scalar() { node.text().trim() } else { "" };
    if let Some(meant) = Lang::meant(written).filter(|lang| lang.key() != written) {
        reader.other_word(node, key, &["zh", "en"], meant.key());
        return None;
    }
    reader.word(node, key, &["zh", "en"]).map(|key| if key == "zh" { Lang::Zh } else { Lang::En })
}

/// A level on its own, or `{severity: …}`.
fn level(reader: &mut ConfigReader, key: Node<'_>, value: Node<'_>) -> Option<RuleLevel> {
    if value.kind() == Kind::Map {
        let pairs = reader.section(value, key.text(), &["severity"]);
        return pairs.first().and_then(|(_, name, value)| level(reader, *name, *value));
    }
    if value.kind() == Kind::Bool {
        reader.unfit(value, key.text(), LEVEL);
        return None;
    }
    reader.word(value, key.text(), &RuleLevel::KEYS).and_then(RuleLevel::from_key)
}

/// Says so where a line would silence or lower a rule that is always told. One about all rules has no such aim.
pub(super) fn always_told(
    reader: &mut ConfigReader,
    key: Node<'_>,
    selector: &Selector,
    level: RuleLevel,
    rules: &[&'static Rule],
) {
    let lowers = |rule: &Rule| level < RuleLevel::At(rule.severity) && !selector.is_all();
    if rules.iter().any(|rule| is_always_told(rule) && selector.matches(rule) && lowers(rule)) {
        reader.fault(key.span(), ConfigFaultKind::AlwaysTold { written: key.text().trim().to_owned() });
    }
}

pub(super) fn globs(reader: &mut ConfigReader, node: Node<'_>, key: &str, globs: &mut Globs) {
    for (pattern, node) in reader.texts(node, key) {
        if let Err(why) = globs.push(pattern) {
            reader.fault(node.span(), ConfigFaultKind::Pattern(why));
        }
    }
}
