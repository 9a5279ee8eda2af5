//! What the world can do to a run. A fault of a catalog is a finding and never one of these.

use std::io;
use std::path::PathBuf;

use catalint_core::rule::Lang;
use catalint_table::Unreadable;
use catalint_table::publish::NotExported;

use crate::files::Refused;

/// Why something could not be done; each with the path.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("no such file or directory: {path}")]
    NotFound { path: String },
    #[error("cannot read {path}: {source}")]
    Read { path: String, source: io::Error },
    #[error("the config {path} can't be read: {}", if .source.kind() == io::ErrorKind::NotFound { "there is no such file".to_owned() } else { .source.to_string() })]
    UnreadConfig { path: String, source: io::Error },
    #[error("cannot search {path}: {source}")]
    Search { path: String, source: io::Error },
    #[error("cannot write {path}: {source}")]
    Write { path: String, source: io::Error },
    #[error("{path} is read-only and was left as it is")]
    ReadOnly { path: String },
    #[error("{path} has a second name (a hard link) and was left as it is; fix a copy, or name the file it belongs to")]
    Linked { path: String },
    #[error("{path} belongs to somebody else, which a fix could not keep; it was left as it is")]
    OtherOwner { path: String },
    #[error("{path} was changed by somebody else while it was checked; it was left as it is, run it again")]
    Changed { path: String },
    #[error("{path} is no baseline of catalint: it can't be read at line {line}, column {column}")]
    BaselineBroken { path: String, line: usize, column: usize },
    #[error("{path} was written by a newer catalint (baseline version {version}); update catalint to read it")]
    BaselineNewer { path: String, version: u64 },
    #[error("{path} lies on another drive than the baseline and can't be named in it")]
    BaselineFar { path: String },
    #[error("--since needs the git program, which can not be run: {source}")]
    NoGit { source: io::Error },
    #[error("--since takes a revision, but {path} is in no git repository; name an older file or folder")]
    NoRepository { path: String },
    #[error("--since: there is no revision, file or folder {rev}; in a shallow clone, fetch its history first")]
    UnknownRevision { rev: String },
    #[error("--since {rev}: git says: {said}")]
    Git { rev: String, said: String },
    #[error("--since {path} is one file, but {files} files are checked; name a folder or a revision")]
    SinceFile { path: String, files: usize },
    #[error("no catalog found in {paths}{}", skipped_en(*.skipped))]
    NoCatalog { paths: String, skipped: usize },
    #[error("cannot read {path} as a table: {why}")]
    Table { path: String, why: Unreadable },
    #[error("cannot write {path} as a table: {why}")]
    NotExported { path: String, why: NotExported },
    #[error("there is no profile {name}; known: {known}")]
    NoProfile { name: String, known: String },
    #[error("{path} exists and was left as it is; --force overwrites it")]
    Exists { path: String },
    #[error("{path} is one of the files to check; give the report another name")]
    Overwritten { path: String },
    #[error("{path} is a table and can't be mended; import it first: catalint import {path} -o CATALOG.yaml")]
    FixTable { path: String },
    #[error("there is no catalog in {path}: no row of heads names an item and a legal basis, deadline or channel")]
    NoCatalogTable { path: String },
    #[error("{path} is a catalog in YAML already, there is nothing to import: catalint check {path}")]
    CatalogAlready { path: String },
    #[error("{path} is a table and no catalog file; import it first: catalint import {path} -o CATALOG.yaml")]
    ExportTable { path: String },
    #[error(
        "catalint itself failed on {path}; the file is not to blame. \
         Please report this, if possible with the file: {panic}"
    )]
    Bug { path: String, panic: String },
    #[error("the config is faulty: run catalint check to see where; nothing was written")]
    FaultyConfig,
    #[error("the config is faulty, nothing was checked")]
    Config,
}

impl Error {
    /// A file that can't be read.
    pub(crate) fn read(path: String, source: io::Error) -> Self {
        if source.kind() == io::ErrorKind::NotFound { Self::NotFound { path } } else { Self::Read { path, source } }
    }

    /// Nothing to look at under some paths.
    pub(crate) fn no_catalog(paths: &[PathBuf], skipped: usize) -> Self {
        let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        Self::NoCatalog { paths: paths.join(", "), skipped }
    }

    /// The message in a language.
    pub(crate) fn text(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::NotFound { path } if full_width_dash(path) => {
                format!("找不到文件或文件夹：{path}（如果是选项，请把开头的横线改成半角的“-”）")
            }
            Self::NotFound { path } => format!("找不到文件或文件夹：{path}"),
            Self::Read { path, source } => format!("无法读取 {path}：{}", reason_zh(source)),
            Self::UnreadConfig { path, source } => format!("配置文件 {path} 读不出来：{}", reason_zh(source)),
            Self::Search { path, source } => format!("无法查找 {path} 下的文件：{}", reason_zh(source)),
            Self::Write { path, source } if source.kind() == io::ErrorKind::NotFound => {
                format!("无法写入 {path}：它所在的文件夹不存在")
            }
            Self::Write { path, source } => format!("无法写入 {path}：{}", reason_zh(source)),
            Self::Overwritten { path } => format!("{path} 是要检查的文件，报告请换一个文件名"),
            Self::ReadOnly { path } => format!("{path} 是只读文件，未作修改"),
            Self::Linked { path } => {
                format!("{path} 有第二个名字（硬链接），改了会两边不一致，未作修改；请先复制一份再修正")
            }
            Self::OtherOwner { path } => format!("{path} 属于别的用户，改了会变成自己的，未作修改"),
            Self::Changed { path } => format!("{path} 在检查时被别的程序改过，未作修改；请再运行一次"),
            Self::BaselineBroken { path, line, column } => {
                format!("{path} 不是 catalint 的基线文件：第{line}行第{column}列读不出来")
            }
            Self::BaselineNewer { path, version } => {
                format!("{path} 由更新的 catalint 写成（基线版本{version}），请更新 catalint")
            }
            Self::BaselineFar { path } => format!("{path} 与基线文件不在同一个盘上，无法记入基线"),
            Self::NoGit { source } => format!("--since 要用 git 程序，但无法运行：{}", reason_zh(source)),
            Self::NoRepository { path } => {
                format!("--since 写的是 git 版本，但 {path} 不在 git 仓库中；可以改写旧的文件或文件夹")
            }
            Self::UnknownRevision { rev } => {
                format!("--since：没有“{rev}”这个版本、文件或文件夹；浅克隆的仓库请先取回历史")
            }
            Self::Git { rev, said } => format!("--since {rev}：git 报告：{said}"),
            Self::SinceFile { path, files } => {
                format!("--since {path} 是一个文件，检查的却有{files}个文件；请写文件夹或者 git 版本")
            }
            Self::NoCatalog { paths, skipped: 0 } => format!("在 {paths} 下没有找到目录文件"),
            Self::NoCatalog { paths, skipped } => {
                format!("在 {paths} 下没有找到目录文件（另有{skipped}个 YAML 文件不是目录，已略过）")
            }
            Self::Table { path, why } => format!("不能把 {path} 读成表格：{}", why.text(lang)),
            Self::NotExported { path, why } => format!("不能把 {path} 写成表格：{}", why.text(lang)),
            Self::NoProfile { name, known } => format!("没有“{name}”这种体例；可用的有：{known}"),
            Self::Exists { path } => format!("{path} 已经存在，未作改动；要覆盖请加 --force"),
            Self::FixTable { path } => {
                format!("{path} 是表格，不能直接修正；请先导入：catalint import {path} -o 目录.yaml")
            }
            Self::NoCatalogTable { path } => {
                format!("{path} 中没有目录表：没有一行表头同时写有公开事项和公开依据、公开时限或公开渠道")
            }
            Self::CatalogAlready { path } => {
                format!("{path} 已经是 YAML 目录文件，不用导入；可以直接检查：catalint check {path}")
            }
            Self::ExportTable { path } => {
                format!("{path} 是表格，不是目录文件；请先导入：catalint import {path} -o 目录.yaml")
            }
            Self::FaultyConfig => "配置文件有误，没有写出；请运行 catalint check 查看".to_owned(),
            Self::Config => "配置文件有误，没有检查目录".to_owned(),
            Self::Bug { path, panic } => {
                format!("检查 {path} 时 catalint 自身出错，不是文件的问题；请反馈给开发者，最好附上该文件：{panic}")
            }
        }
    }
}

/// Why the world says no.
pub(crate) fn reason(error: &io::Error, lang: Lang) -> String {
    if lang == Lang::Zh { reason_zh(error) } else { error.to_string() }
}

fn skipped_en(skipped: usize) -> String {
    if skipped == 0 { String::new() } else { format!(" ({skipped} other YAML files were skipped)") }
}

/// The dashes that an input method for Chinese writes.
fn full_width_dash(path: &str) -> bool {
    path.starts_with(['－', '—', '–', '﹣', '−'])
}

fn reason_zh(error: &io::Error) -> String {
    match Refused::of(error) {
        Some(Refused::NotRegular) => return "它不是普通文件（管道、设备等不能读）".to_owned(),
        Some(Refused::TooLarge(most)) => return format!("它超过{} MiB，太大", most >> 20),
        None => {}
    }
    match error.kind() {
        io::ErrorKind::NotFound => "找不到该文件".to_owned(),
        io::ErrorKind::PermissionDenied => "没有权限".to_owned(),
        io::ErrorKind::IsADirectory => "它是文件夹".to_owned(),
        io::ErrorKind::NotADirectory => "路径中有一段不是文件夹".to_owned(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "磁盘空间不足".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "磁盘是只读的".to_owned(),
        _ => error.to_string(),
    }
}
