//! `catalint init`: the files with which a folder of catalogs begins, never over what exists.

use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use catalint_core::Document;
use catalint_core::config::profiles::Profiles;
use catalint_core::config::{NAME, config_schema};
use catalint_core::lint::{HEAD_BYTES, looks_like_catalog};
use catalint_core::model::{Catalog, FieldId};
use catalint_core::rule::Lang;
use catalint_core::schema::{SchemaKeys, catalog_schema};
use catalint_domain::date::Date;
use catalint_workspace::Disk;
use catalint_workspace::config_store::here;
use catalint_workspace::discover::{Input, Search, discover, is_yaml};
use catalint_workspace::files;

use crate::check::complain;
use crate::error::CliError;
use crate::lang::{Chosen, pick};
use crate::terminal::{Color, Terminal};
use first::First;

mod first;

/// `init`
#[derive(Debug)]
pub(crate) struct Init {
    /// None where the first catalog tells.
    pub(crate) profile: Option<String>,
    /// A table or catalog that becomes the first catalog.
    pub(crate) from: Option<PathBuf>,
    /// None where the repository tells.
    pub(crate) ci: Option<Ci>,
    /// The language of the keys; that of the run where nobody says.
    pub(crate) keys: Option<Lang>,
    /// The date of the first catalog.
    pub(crate) today: Date,
}

/// BodyId workflow is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ci {
    Github,
    Gitlab,
    Gitee,
    None,
}

const CONFIG_SCHEMA: &str = ".catalint/config.schema.json";
const CATALOG_SCHEMA: &str = ".catalint/catalog.schema.json";
const CATALOG: &str = "catalogs/示例目录.yaml";
const HOOK: &str = include_str!("init/pre-commit.yaml");

/// A file to write.
struct NewFile {
    path: String,
    text: String,
    about: &'static str,
    /// What to add by hand where the file exists already.
    entry: Option<&'static str>,
}

/// What came of it.
#[derive(Default)]
struct InitOutcome {
    written: Vec<(String, &'static str)>,
    /// With the reason.
    left: Vec<(String, String)>,
    errors: Vec<CliError>,
}

/// Writes them into the working directory and says what it did.
pub(crate) fn run(init: &Init, chosen: Chosen, color: Color) -> ExitCode {
    let lang = chosen.under(here(Disk::files(), chosen.lang).config.lang);
    let keys = init.keys.unwrap_or(lang);
    let place = InitFolder::around(Path::new("."));
    let mut told = InitOutcome::default();
    let first = match init.from.as_deref().map(|file| first::read(file, keys, lang)).transpose() {
        Ok(first) => first,
        Err(error) => return complain([error], lang, Terminal::stderr(color).paint),
    };
    let paint = Terminal::stderr(color).paint;
    let mut said = String::new();
    first.iter().for_each(|first| crate::import::findings(&mut said, &first.findings, lang, paint));
    let _ = io::stderr().lock().write_all(said.as_bytes());
    if let (Some(from), Some(others)) = (&init.from, first.as_ref().map(|first| first.others).filter(|n| *n > 0)) {
        let from = from.display().to_string();
        let how = format!("catalint import {from} -o catalogs/");
        let reason =
            pick(lang, format!("其中另有{others}张目录表：{how}"), format!("{others} more catalogs in it: {how}"));
        told.left.push((from, reason));
    }
    for file in files(init, &place, first, (lang, keys)) {
        file.write(&mut told, lang);
    }
    for (path, reason) in passed_over(&place, init, lang) {
        told.left.push((path, reason));
    }
    for error in &told.errors {
        let _ = writeln!(io::stderr(), "{}{}", pick(lang, "错误：", "error: "), error.text(lang));
    }
    let said = crate::say(&report(&told, lang));
    if told.errors.is_empty() { said } else { ExitCode::from(2) }
}

/// What is known of the folder.
struct InitFolder {
    /// The name of its config, if it has one.
    config: Option<&'static str>,
    /// The language of the keys of its first catalog, if it has any.
    catalogs: Option<Lang>,
    /// The top of the repository, where it is above this folder.
    top_above: Option<PathBuf>,
    ci: Ci,
}

impl InitFolder {
    fn around(folder: &Path) -> Self {
        let here = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
        let top = here.ancestors().find(|folder| folder.join(".git").exists());
        let remotes = fs::read_to_string(here.join(".git/config")).unwrap_or_default();
        let ci = if here.join(".github").exists() {
            Ci::Github
        } else if here.join(".gitlab-ci.yml").exists() || remotes.contains("gitlab") {
            Ci::Gitlab
        } else if here.join(".workflow").exists() || remotes.contains("gitee") {
            Ci::Gitee
        } else {
            Ci::Github
        };
        Self {
            config: Some(NAME).filter(|name| here.join(name).exists()),
            catalogs: catalogs_keys(folder),
            top_above: top.filter(|top| *top != here).map(Path::to_path_buf),
            ci,
        }
    }
}

/// The language of the keys of the first catalog in a folder.
fn catalogs_keys(folder: &Path) -> Option<Lang> {
    let paths = [folder.to_path_buf()];
    let search = Search { paths: &paths, stdin_name: None, exclude: &Arc::default(), force_exclude: false };
    let (tasks, _) = discover(&Disk, &search);
    tasks.iter().find_map(|task| match &task.input {
        Input::File(path) if is_yaml(path) => {
            let head = files::read_head(&Disk, path, HEAD_BYTES).ok()?;
            looks_like_catalog(&head).then(|| keys_of(&String::from_utf8_lossy(&head)))
        }
        Input::File(_) | Input::Stdin => None,
    })
}

/// The language of the keys of a catalog.
fn keys_of(text: &str) -> Lang {
    let document = Document::from_bytes("catalog.yaml", text.as_bytes());
    if document.catalog().is_some_and(Catalog::has_chinese_keys) { Lang::Zh } else { Lang::En }
}

/// What belongs into the folder.
fn files(init: &Init, place: &InitFolder, first: Option<First>, (lang, keys): (Lang, Lang)) -> Vec<NewFile> {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    let json = |schema| serde_json::to_string_pretty(&schema).expect("a JSON value can be written") + "\n";
    let file = |path: &str, text: String, about| NewFile { path: path.to_owned(), text, about, entry: None };
    let own = first.as_ref().and_then(|first| first.profile.as_deref());
    let profile = init.profile.as_deref().or(own).unwrap_or("national");
    let mut files = Vec::new();
    if place.config.is_none() {
        let text = include_str!("init/catalint.yaml").replace("{profile}", profile);
        files.push(file(NAME, text, t("配置", "the config")));
    }
    let profiles = Profiles::builtin();
    let editors = t("供编辑器补全和提示", "for completion in editors");
    files.push(file(CONFIG_SCHEMA, json(config_schema()), editors));
    // The editor offers what the catalogs here are written in; all else is valid as well.
    let offered = init.keys.or(first.as_ref().map(|first| keys_of(&first.text))).or(place.catalogs).unwrap_or(keys);
    let offered = if offered == Lang::Zh { SchemaKeys::BothOfferChinese } else { SchemaKeys::BothOfferEnglish };
    files.push(file(CATALOG_SCHEMA, json(catalog_schema(offered, &profiles.iter().collect::<Vec<_>>())), editors));
    match first {
        Some(First { path: Some(path), text, .. }) => {
            files.push(file(&path, text, t("第一份目录", "the first catalog")));
        }
        None if place.catalogs.is_none() => {
            let text = first_catalog(profile, init.today, (lang, keys));
            files.push(file(CATALOG, text, t("一份可以照着写的目录", "a first catalog")));
        }
        _ => {}
    }
    if place.top_above.is_some() {
        return files;
    }
    let hooks = "# pip install pre-commit && pre-commit install\nrepos:\n".to_owned() + HOOK;
    files.push(NewFile {
        entry: Some(HOOK),
        ..file(".pre-commit-config.yaml", hooks, t("提交前检查", "the pre-commit hook"))
    });
    let about = t("持续集成", "the CI workflow");
    match init.ci.unwrap_or(place.ci) {
        Ci::Github => {
            files.push(file(".github/workflows/catalogs.yml", include_str!("init/github.yml").to_owned(), about))
        }
        Ci::Gitee => files.push(file(".workflow/catalint.yml", include_str!("init/gitee.yml").to_owned(), about)),
        Ci::Gitlab => {
            let text = include_str!("init/gitlab.yml");
            files.push(NewFile { entry: Some(text), ..file(".gitlab-ci.yml", text.to_owned(), about) });
        }
        Ci::None => {}
    }
    files
}

/// The first catalog; its template has Chinese keys.
fn first_catalog(profile: &str, today: Date, (lang, keys): (Lang, Lang)) -> String {
    let (place, level) = if profile == "shanghai" { ("区", "区级") } else { ("县", "县级") };
    let about = pick(
        lang,
        "照此编写本单位的目录：换成本单位的名称，增删事项，然后运行 catalint check。",
        "Write your own catalog like this one: other names, other items; then run catalint check.",
    );
    let template = include_str!("init/catalog.yaml");
    let lines = template.lines().map(|line| if keys == Lang::En { english(line) } else { line.to_owned() } + "\n");
    lines
        .collect::<String>()
        .replace("{about}", about)
        .replace("{profile}", profile)
        .replace("{place}", place)
        .replace("{level}", level)
        .replace("{date}", &today.to_string())
}

/// A line of a catalog with the English key instead of the Chinese one.
fn english(line: &str) -> String {
    let key = line.trim_start_matches([' ', '-']);
    let id = key.split_once(':').and_then(|(key, _)| FieldId::from_key(key).map(|id| (key, id)));
    id.map_or_else(|| line.to_owned(), |(key, id)| line.replacen(key, id.key(), 1))
}

/// What was not even tried, and why.
fn passed_over(place: &InitFolder, init: &Init, lang: Lang) -> Vec<(String, String)> {
    let mut all = Vec::new();
    if let Some(config) = place.config {
        all.push((config.to_owned(), pick(lang, "已有", "exists").to_owned()));
    }
    if place.catalogs.is_some() && init.from.is_none() {
        all.push((CATALOG.to_owned(), pick(lang, "这里已有目录，没有写示例", "there are catalogs already").to_owned()));
    }
    if let Some(top) = &place.top_above {
        let top = top.display();
        let files = pick(lang, "提交前检查和持续集成", "pre-commit hook, CI workflow").to_owned();
        all.push((
            files,
            pick(
                lang,
                format!("应放在仓库的顶层，请在 {top} 中运行 catalint init"),
                format!("belong to the top of the repository: run catalint init in {top}"),
            ),
        ));
    }
    all
}

impl NewFile {
    fn write(&self, told: &mut InitOutcome, lang: Lang) {
        match create(Path::new(&self.path), self.text.as_bytes()) {
            Ok(()) => told.written.push((self.path.clone(), self.about)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                let reason = match self.entry {
                    None => pick(lang, "已有", "exists").to_owned(),
                    Some(entry) => {
                        let entry: String = entry.lines().fold(String::new(), |out, line| out + "      " + line + "\n");
                        pick(lang, "已有，请自行加入：\n\n", "exists; add this to it:\n\n").to_owned() + &entry
                    }
                };
                told.left.push((self.path.clone(), reason));
            }
            Err(source) => told.errors.push(CliError::write(self.path.clone(), source)),
        }
    }
}

/// A new file, with its folders.
fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written.inspect_err(|_| drop(fs::remove_file(path)))
}

fn report(told: &InitOutcome, lang: Lang) -> String {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    let mut out = String::new();
    let row = |out: &mut String, path: &str, about: &str| {
        let gap = " ".repeat(34_usize.saturating_sub(catalint_text::display_width(path)).max(2));
        writeln!(out, "  {path}{gap}{about}").expect("a String takes all");
    };
    if !told.written.is_empty() {
        out += t("已写入：\n", "Written:\n");
        told.written.iter().for_each(|(path, about)| row(&mut out, path, about));
    }
    if !told.left.is_empty() {
        out += t("没有改动：\n", "Left alone:\n");
        told.left.iter().for_each(|(path, reason)| row(&mut out, path, reason));
    }
    out += t("接下来：\n", "Next:\n");
    out += t("  catalint check        检查目录\n", "  catalint check        check the catalogs\n");
    let wrote = |path: &str| told.written.iter().any(|(written, _)| *written == path);
    if wrote(CATALOG) {
        out += t(
            "  照示例写本单位的目录；体例、规则等在 catalint.yaml 中调整\n",
            "  Write your own catalog like the first one; catalint.yaml has the settings\n",
        );
    }
    if wrote(".pre-commit-config.yaml") {
        out += t("  pre-commit install    让提交前检查生效\n", "  pre-commit install    put the hook to work\n");
    }
    if told.written.iter().any(|(_, about)| *about == t("持续集成", "the CI workflow")) {
        out += t(
            "  持续集成要先设置变量 CATALINT_ARCHIVE、CATALINT_SHA256，见该文件开头的说明\n",
            "  The CI workflow needs the variables CATALINT_ARCHIVE and CATALINT_SHA256, see its head\n",
        );
    }
    out
}
