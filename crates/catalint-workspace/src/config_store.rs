//! Which config holds for which file.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use catalint_core::config::ConfigFiles as _;
use catalint_core::config::{self, Config, FileReach, NAME};
use catalint_core::lint::{Report, Settings, lint_config};
use catalint_core::rule::{Lang, Rule};
use catalint_core::rules::RULES;

use crate::discover::name;
use crate::error::{Error, reason};
use crate::files;
use crate::fs::{FileSystem, SharedFiles};

/// Where configs come from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Origin {
    /// The nearest `catalint.yaml` upward from each file.
    #[default]
    Nearest,
    /// This one, for all files.
    File(PathBuf),
    /// None: only the arguments count.
    Nowhere,
    /// One of these, and what it names may lie outside its repository.
    Trusted(Box<Origin>),
}

/// A config, and the folder that its paths are relative to.
#[derive(Debug)]
pub struct ConfigScope {
    fs: SharedFiles,
    /// The file; none where there is no config.
    pub file: Option<PathBuf>,
    /// Its folder, absolute.
    pub folder: PathBuf,
    /// What it says.
    pub config: Config,
}

impl ConfigScope {
    /// The path of a file below the config's folder, with `/`; the whole path of another one.
    pub fn relative(&self, file: &Path) -> String {
        let file = self.fs.plain(file);
        let below = file.strip_prefix(&self.folder).unwrap_or(&file);
        let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        parts.join("/")
    }

    /// Whether a walk over folders looks at a file.
    pub fn includes(&self, file: &Path) -> bool {
        let config = &self.config;
        (config.include.is_empty() && config.exclude.is_empty()) || config.includes(&self.relative(file))
    }

    /// The options of a run for a file.
    pub fn options(&self, base: &Settings, file: &Path) -> Settings {
        let path = if self.config.overrides.is_empty() { String::new() } else { self.relative(file) };
        base.with(&self.config, &path)
    }
}

/// The configs of a run; each is read once.
#[derive(Debug)]
pub struct ConfigStore {
    fs: SharedFiles,
    origin: Origin,
    trusted: bool,
    lang: Lang,
    cwd: PathBuf,
    /// By folder: the config that holds for the files in it.
    folders: HashMap<PathBuf, Arc<ConfigScope>>,
    /// By file.
    read: BTreeMap<PathBuf, Arc<ConfigScope>>,
    none: Arc<ConfigScope>,
    /// The folder of the last file, and its config: files come folder by folder.
    last: Option<(PathBuf, Arc<ConfigScope>)>,
    /// All files that were read for configs, or were to be.
    named: BTreeSet<PathBuf>,
    /// Those of them that are configs.
    config_files: BTreeSet<PathBuf>,
    /// Reports on config files in which something is wrong.
    pub faults: Vec<Report>,
    /// Config files that can't be read.
    pub errors: Vec<Error>,
}

impl ConfigStore {
    /// Configs from there. Faults of them are worded in `lang` where the world is quoted.
    pub fn new(fs: SharedFiles, origin: Origin, lang: Lang) -> Self {
        let cwd = fs.cwd();
        let (origin, trusted) = match origin {
            Origin::Trusted(origin) => (*origin, true),
            origin => (origin, false),
        };
        let none = Arc::new(ConfigScope { fs: fs.clone(), file: None, folder: cwd.clone(), config: Config::default() });
        Self {
            fs,
            origin,
            trusted,
            lang,
            cwd,
            folders: HashMap::new(),
            read: BTreeMap::new(),
            none,
            last: None,
            named: BTreeSet::new(),
            config_files: BTreeSet::new(),
            faults: Vec::new(),
            errors: Vec::new(),
        }
    }

    /// The config that holds for a file.
    pub fn of_file(&mut self, file: &Path) -> Arc<ConfigScope> {
        if let (Some(folder), Some((last, site))) = (file.parent(), &self.last)
            && folder.as_os_str() == last.as_os_str()
        {
            return site.clone();
        }
        let whole = self.fs.plain(file);
        let site = self.of_folder(whole.parent().unwrap_or(&whole));
        self.last = file.parent().map(|folder| (folder.to_path_buf(), site.clone()));
        site
    }

    /// The config that holds for a file or the files of a folder.
    pub fn of_path(&mut self, path: &Path) -> Arc<ConfigScope> {
        if self.fs.is_dir(path) { self.of_folder(path) } else { self.of_file(path) }
    }

    /// The config that holds for the files of a folder.
    pub fn of_folder(&mut self, folder: &Path) -> Arc<ConfigScope> {
        match self.origin.clone() {
            Origin::Nowhere | Origin::Trusted(_) => self.none.clone(),
            Origin::File(file) => self.site(&file),
            Origin::Nearest => {
                let folder = self.fs.plain(folder);
                if let Some(known) = self.folders.get(&folder) {
                    return known.clone();
                }
                let here = Some(folder.join(NAME)).filter(|file| self.fs.is_file(file));
                let site = match (here, folder.parent()) {
                    (Some(file), _) => self.site(&file),
                    (None, Some(above)) => self.of_folder(above),
                    (None, None) => self.none.clone(),
                };
                self.folders.insert(folder, site.clone());
                site
            }
        }
    }

    fn site(&mut self, file: &Path) -> Arc<ConfigScope> {
        let file = self.fs.plain(file);
        if let Some(known) = self.read.get(&file) {
            return known.clone();
        }
        let shown = name(&file, &self.cwd);
        let folder = file.parent().unwrap_or(Path::new("/")).to_path_buf();
        let fs = self.fs.clone();
        let within = within(&*fs, &folder);
        let mut named = NamedFiles {
            fs: &*fs,
            lang: self.lang,
            trusted: self.trusted,
            within,
            asked: BTreeSet::from([file.clone()]),
        };
        // One that is found is no invitation to read what a link elsewhere leads to.
        if self.origin == Origin::Nearest && named.reach(&file.to_string_lossy()) == FileReach::Outside {
            self.errors.push(Error::read(shown, std::io::ErrorKind::PermissionDenied.into()));
            self.read.insert(file, self.none.clone());
            return self.none.clone();
        }
        let linted = lint_config(&shown, &mut named);
        self.named.append(&mut named.asked);
        let site = match linted {
            Ok(linted) => {
                let configs = linted.reports.iter().map(|report| fs.plain(Path::new(&report.source.name)));
                self.config_files.extend(configs);
                self.faults.extend(linted.reports.into_iter().filter(|report| !report.findings.is_empty()));
                Arc::new(ConfigScope { fs: self.fs.clone(), file: Some(file.clone()), folder, config: linted.config })
            }
            Err(_) => {
                let error = files::read(&*self.fs, &file, files::MOST_OF_A_CONFIG)
                    .err()
                    .unwrap_or_else(|| std::io::ErrorKind::Other.into());
                self.errors.push(Error::UnreadConfig { path: shown, source: error });
                self.none.clone()
            }
        };
        self.read.insert(file, site.clone());
        site
    }

    /// The files that configs were read from, those that they extend and name, and those of them that are not there.
    #[must_use]
    pub fn named(&self) -> &BTreeSet<PathBuf> {
        &self.named
    }

    /// Those that are configs themselves.
    #[must_use]
    pub fn config_files(&self) -> &BTreeSet<PathBuf> {
        &self.config_files
    }

    /// All rules that arguments may name: the built-in ones and those of the configs read so far.
    pub fn rules(&self) -> Vec<&'static Rule> {
        let own = self.read.values().flat_map(|site| site.config.custom_rules.iter().map(|custom| custom.rule));
        RULES.iter().copied().chain(own).collect()
    }

    /// The names of all profiles that are known.
    pub fn profiles(&self) -> Vec<String> {
        let sites = std::iter::once(&self.none).chain(self.read.values());
        let mut names: Vec<String> = Vec::new();
        for name in sites.flat_map(|site| site.config.profiles.names()) {
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
        names
    }
}

/// The config that holds in the working directory, as far as it can be understood.
pub fn here(fs: SharedFiles, lang: Lang) -> Arc<ConfigScope> {
    ConfigStore::new(fs, Origin::Nearest, lang).of_folder(Path::new("."))
}

/// The files that a config names.
struct NamedFiles<'f> {
    fs: &'f dyn FileSystem,
    lang: Lang,
    trusted: bool,
    /// The folder in which lies all that a config may name, links followed.
    within: PathBuf,
    /// All that was to be read.
    asked: BTreeSet<PathBuf>,
}

impl config::ConfigFiles for NamedFiles<'_> {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String> {
        self.asked.insert(self.fs.plain(Path::new(path)));
        files::read(self.fs, Path::new(path), files::MOST_OF_A_CONFIG).map_err(|error| reason(&error, self.lang))
    }

    fn reach(&mut self, path: &str) -> FileReach {
        match self.fs.real(&self.fs.plain(Path::new(path))).starts_with(&self.within) {
            true => FileReach::Own,
            false if self.trusted => FileReach::Foreign,
            false => FileReach::Outside,
        }
    }
}

/// The repository that a folder lies in; without one, the folder.
fn within(fs: &dyn FileSystem, folder: &Path) -> PathBuf {
    let folder = fs.real(folder);
    let repository = folder.ancestors().find(|above| fs.exists(&above.join(".git"))).map(Path::to_path_buf);
    repository.unwrap_or(folder)
}
