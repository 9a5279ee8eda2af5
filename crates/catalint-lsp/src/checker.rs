//! Checks texts as `catalint check` would: with the config that holds for each, what the catalogs of its project know of
//! each other, and the findings that are known already.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use catalint_core::Document;
use catalint_core::config::NAME as CONFIG;
use catalint_core::lint::baseline::KnownFindings;
use catalint_core::lint::{HEAD_BYTES, KnownItems, Linter, Report, text_looks_like_catalog};
use catalint_core::project::Project;
use catalint_text::Source;
use catalint_workspace::SharedFiles;
use catalint_workspace::baseline::BaselineFile;
use catalint_workspace::config_store::{ConfigScope, ConfigStore, Origin};
use catalint_workspace::discover::{Input, Search, discover, name};
use catalint_workspace::job::{Choice, jobs};
use catalint_workspace::kept_projects::KeptProjects;
use catalint_workspace::read::read_text;
use gen_lsp_types::Diagnostic;

use crate::ServerSettings;
use crate::findings::{FindingView, diagnostics};
use crate::overlay::Overlay;
use crate::places;
use crate::texts::{self, TextVersion};
use crate::worker::ConfigNews;

/// The findings of a text.
#[derive(Debug)]
pub(crate) struct CheckedText {
    pub(crate) report: Arc<Report>,
    /// None for what is no catalog.
    pub(crate) linter: Option<Linter>,
    /// Whether the other catalogs of its project may have other findings now.
    pub(crate) concerns_others: bool,
}

/// What was found in a file, as an editor is told.
#[derive(Debug)]
pub(crate) struct ToldFindings {
    /// The same for the same findings.
    pub(crate) id: String,
    pub(crate) findings: Vec<Diagnostic>,
}

impl ToldFindings {
    pub(crate) fn new(findings: Vec<Diagnostic>) -> Self {
        let mut hasher = DefaultHasher::new();
        serde_json::to_string(&findings).unwrap_or_default().hash(&mut hasher);
        Self { id: format!("{:016x}", hasher.finish()), findings }
    }
}

/// A file that is not open, as it was when it was last looked at.
#[derive(Debug)]
struct SeenFile {
    changed: (Option<SystemTime>, u64),
    project: Option<Arc<Project>>,
    told: Option<Arc<ToldFindings>>,
}

/// What is known of an open text from the check before.
#[derive(Debug)]
struct CheckedBefore {
    project: Option<Arc<Project>>,
    items: Arc<KnownItems>,
}

/// All that is known for checking.
#[derive(Debug)]
pub(crate) struct Checker {
    overlay: Arc<Overlay>,
    settings: Arc<ServerSettings>,
    roots: Vec<PathBuf>,
    view: FindingView,
    configs: ConfigStore,
    projects: KeptProjects,
    /// By file; none where it can't be read.
    baselines: HashMap<PathBuf, Option<BaselineFile>>,
    /// By file.
    seen: HashMap<PathBuf, SeenFile>,
    /// By file.
    before: HashMap<PathBuf, CheckedBefore>,
    /// Files of configs, and findings in them, when they were last told.
    told_configs: (usize, usize),
}

impl Checker {
    pub(crate) fn new(
        overlay: Arc<Overlay>,
        settings: Arc<ServerSettings>,
        roots: Vec<PathBuf>,
        view: FindingView,
    ) -> Self {
        let fs: SharedFiles = overlay.clone();
        let configs = ConfigStore::new(fs.clone(), settings.origin.clone(), view.lang);
        let projects = KeptProjects::new(fs, &roots);
        let (baselines, seen, before) = (HashMap::new(), HashMap::new(), HashMap::new());
        let told_configs = (0, usize::MAX);
        Self { overlay, settings, roots, view, configs, projects, baselines, seen, before, told_configs }
    }

    /// One that has read nothing yet.
    pub(crate) fn anew(&self) -> Self {
        Self::new(self.overlay.clone(), self.settings.clone(), self.roots.clone(), self.view)
    }

    /// The findings of an open text: of a config those of the config, of other YAML none.
    pub(crate) fn check(&mut self, text: &TextVersion) -> CheckedText {
        // What these extend is a config, too.
        for root in &self.roots {
            self.configs.of_folder(root);
        }
        let scope = self.configs.of_file(&text.path);
        if self.is_config(&text.path) {
            return CheckedText { report: Arc::new(self.of_config(text)), linter: None, concerns_others: false };
        }
        if !(text.is_certain || looks_like_catalog(text) && scope.includes(&text.path)) {
            let concerns_others =
                self.projects.has(&text.path, &mut self.configs) && self.projects.tell(&text.path, None);
            return CheckedText { report: Arc::new(nothing(text.source())), linter: None, concerns_others };
        }
        let mut options = scope.options(&self.settings.base, &text.path);
        options.baseline = self.known(&scope, &text.path);
        let mut concerns_others = false;
        if self.projects.has(&text.path, &mut self.configs) {
            let facts = Linter::new(options.clone()).facts(text.document());
            concerns_others = self.projects.tell(&text.path, facts);
            options.context.project = self.projects.of(&text.path, &mut self.configs, &self.settings.base);
        }
        options.known_items = Some(self.items_of(&text.path, options.context.project.as_ref()));
        let linter = Linter::new(options);
        let report = Arc::new(linter.check(text.document()));
        CheckedText { report, linter: Some(linter), concerns_others }
    }

    /// What is known of the items of an open text as long as its project is the same. The configs are: others make another
    /// checker.
    fn items_of(&mut self, path: &Path, project: Option<&Arc<Project>>) -> Arc<KnownItems> {
        let new = || CheckedBefore { project: project.cloned(), items: Arc::default() };
        let known = self.before.entry(path.to_path_buf()).or_insert_with(new);
        if known.project.as_ref().map(Arc::as_ptr) != project.map(Arc::as_ptr) {
            *known = new();
        }
        known.items.clone()
    }

    /// Whether a file is a config: by its name, or because another one extends it.
    fn is_config(&self, path: &Path) -> bool {
        path.file_name().is_some_and(|name| name == CONFIG) || self.configs.config_files().contains(path)
    }

    fn of_config(&self, text: &TextVersion) -> Report {
        let fs: SharedFiles = self.overlay.clone();
        let shown = name(&text.path, &fs.cwd());
        let mut own = ConfigStore::new(fs, Origin::File(text.path.clone()), self.view.lang);
        own.of_file(&text.path);
        let found = own.faults.into_iter().find(|report| report.source.name == shown);
        found.unwrap_or_else(|| nothing(text.source()))
    }

    /// The findings of a file that are known already.
    fn known(&mut self, scope: &ConfigScope, file: &Path) -> Option<Arc<KnownFindings>> {
        let path = PathBuf::from(scope.config.baseline.as_deref()?);
        let fs: SharedFiles = self.overlay.clone();
        let baseline = self.baselines.entry(path).or_insert_with_key(|path| BaselineFile::open(fs, path).ok());
        baseline.as_ref()?.known_of(file)
    }

    /// The catalogs of the folders that the editor has open, as far as a run over them would look at them.
    pub(crate) fn list(&mut self) -> Vec<PathBuf> {
        let exclude = Arc::default();
        let search = Search { paths: &self.roots, stdin_name: None, exclude: &exclude, force_exclude: false };
        let (tasks, _) = discover(&*self.overlay, &search);
        let yaml = tasks.into_iter().filter(|task| !task.is_table()).collect();
        let jobs = jobs(&*self.overlay, yaml, Choice::default(), &mut self.configs).jobs;
        let overlay: SharedFiles = self.overlay.clone();
        jobs.iter().map(|job| overlay.plain(job.path())).collect()
    }

    /// What is found in a file that is not open; none where it is no catalog, or can't be read.
    pub(crate) fn look(&mut self, path: &Path) -> Option<Arc<ToldFindings>> {
        let fs: SharedFiles = self.overlay.clone();
        let about = fs.metadata(path).ok()?;
        let changed = (about.modified, about.len);
        if self.seen.get(path).is_some_and(|seen| seen.changed != changed) {
            self.projects.forget(path);
        }
        let project = self.projects.of(path, &mut self.configs, &self.settings.base);
        let same = |seen: &&SeenFile| {
            let same = match (&seen.project, &project) {
                (Some(old), Some(new)) => Arc::ptr_eq(old, new),
                (old, new) => old.is_none() && new.is_none(),
            };
            same && seen.changed == changed && changed.0.is_some()
        };
        if let Some(seen) = self.seen.get(path).filter(same) {
            return seen.told.clone();
        }
        let told = read_text(&*fs, &Input::File(path.to_path_buf()), false).ok().flatten().map(|decoded| {
            let scope = self.configs.of_file(path);
            let mut options = scope.options(&self.settings.base, path);
            options.baseline = self.known(&scope, path);
            options.context.project = project.clone();
            let document = Document::parse(Source::new(texts::name(path), decoded));
            let report = Linter::new(options).check(&document);
            Arc::new(ToldFindings::new(diagnostics(&report, &places::uri(path), None, &*fs, self.view)))
        });
        self.seen.insert(path.to_path_buf(), SeenFile { changed, project, told: told.clone() });
        told
    }

    /// Files changed on the disk, came or went.
    pub(crate) fn changed(&mut self, files: &[PathBuf]) {
        self.projects.forget_lists();
        for file in files {
            self.projects.forget(file);
            self.seen.remove(file);
            self.before.remove(file);
        }
    }

    /// The files of configs and what is wrong in them, where that is not what it was.
    pub(crate) fn config_news(&mut self) -> Option<ConfigNews> {
        let now = (self.configs.named().len() + self.baselines.len(), self.configs.faults.len());
        if std::mem::replace(&mut self.told_configs, now) == now {
            return None;
        }
        let fs: SharedFiles = self.overlay.clone();
        let faults = self.configs.faults.iter().map(|report| {
            let path = fs.plain(Path::new(&report.source.name));
            let found = diagnostics(report, &places::uri(&path), None, &*fs, self.view);
            (path, found)
        });
        let baselines = self.baselines.keys().map(|path| fs.plain(path));
        Some(ConfigNews {
            findings: faults.collect(),
            files: self.configs.named().iter().cloned().chain(baselines).collect(),
        })
    }
}

fn looks_like_catalog(text: &TextVersion) -> bool {
    let text = &*text.source().text;
    text_looks_like_catalog(&text[..text.floor_char_boundary(HEAD_BYTES.min(text.len()))])
}

fn nothing(source: &Source) -> Report {
    Report {
        source: source.clone(),
        findings: Vec::new(),
        suppressed: Vec::new(),
        baselined: Vec::new(),
        items: 0,
        title: String::new(),
        partial: false,
        unread: 0,
        docs_url: None,
    }
}
