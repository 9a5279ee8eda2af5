//! Why a command could not do what it was asked for. A fault of a catalog is a finding and never one of these.

use std::io;
use std::path::{Path, PathBuf};

use catalint_core::project::{NoReference, Unusable};
use catalint_core::rule::Lang;
use catalint_report::ledger::NoRound;
use catalint_table::handout::NoTown;
use catalint_table::publish::{NotExported, Unwritable};
use catalint_table::{NotAnnotated, NotTicked, Unreadable};
use catalint_workspace::Disk;
use catalint_workspace::asked::{self, is_pattern};
use catalint_workspace::error::{Error as World, PreviousError, reason};

/// Why something could not be done; each with the path.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CliError {
    #[error("{}", world_en(.0))]
    World(#[from] World),
    #[error("no catalog found in {paths}{}", skipped_en(*.skipped))]
    NoCatalog { paths: String, skipped: usize },
    #[error("cannot write {path} as a table: {why}")]
    NotExported { path: String, why: NotExported },
    #[error("cannot write {path}: {why}")]
    NotWritten { path: String, why: Unwritable },
    #[error("{path} could not be read whole, or has no items: run catalint check {path} first")]
    NotWhole { path: String },
    #[error("there are no items in {path}, nothing was written\n{notes}")]
    NoForms { path: String, notes: String },
    #[error(
        "{path} has {catalogs} catalogs: catalint import {path} -o FOLDER/ writes each to a file of its own; name one of these"
    )]
    SeveralCatalogs { path: String, catalogs: usize },
    #[error(
        "--from is missing: the catalog with the items of {field}, a reference or last year's; the config names no reference for it"
    )]
    NoFormItems { field: String },
    #[error("{}", no_towns_en(.path, .wrong))]
    NoTowns { path: String, wrong: Vec<NoTown> },
    #[error("no item of {path} has the level of towns (乡级)")]
    NoTownItems { path: String },
    #[error("there is no profile {name}; known: {known}")]
    NoProfile { name: String, known: String },
    #[error("{path} exists and was left as it is; --force overwrites it")]
    Exists { path: String },
    #[error("{path} is no page of such a list and was left as it is; name another folder, nothing was written")]
    ForeignPage { path: String },
    #[error(
        "this program was built without the page; the programs that are handed out have it, and web/build makes it"
    )]
    NoPage,
    #[error("{path} is one of the files to check; give the report another name")]
    Overwritten { path: String },
    #[error("there is no catalog in {path}: no row of heads names an item and a legal basis, deadline or channel")]
    NoCatalogTable { path: String },
    #[error("{path} is a catalog in YAML already, there is nothing to import: catalint check {path}")]
    CatalogAlready { path: String },
    #[error("{path} is a table and no catalog file; import it first: catalint import {path} -o CATALOG.yaml")]
    ExportTable { path: String },
    #[error("cannot mark findings in {path}: {why}")]
    NotAnnotated { path: String, why: NotAnnotated },
    #[error("{path} is the original, which stays as it is; give the copy another name")]
    Original { path: String },
    #[error("cannot tell from {path} what is accepted: {why}")]
    NotTicked { path: String, why: NotTicked },
    #[error("{path} is the annotated copy; fix the original, or another file with -o")]
    TickedItself { path: String },
    #[error("the config is faulty: run catalint check to see where; nothing was written")]
    FaultyConfig,
    #[error("{}", versions_en(.0))]
    Versions(PreviousError),
    #[error("the config is faulty, nothing was checked")]
    Config,
    #[error(
        "the config names no fields: write `area` (such as 云岭县) and `fields` (such as 社会救助: 县民政局) into catalint.yaml"
    )]
    NoRegister,
    #[error("no reference for the field {field} comes along; there is one for {known}. Name the table of a guide")]
    NoShippedReference { field: String, known: String },
    #[error("{path} is no ledger and no report of this version: {}", no_round(*.why, Lang::En))]
    NoLastRound { path: String, why: NoRound },
    #[error("{path} is the ledger of {area}")]
    OtherArea { path: String, area: String },
    #[error("{path} has {found} catalogs; --table says which")]
    WhichTable { path: String, found: usize },
    #[error("cannot make a reference of {path}: {}", no_reference(why, Lang::En))]
    NotAReference { path: String, why: NoReference },
    #[error("cannot write {path}: {why}")]
    Workbook { path: String, why: catalint_table::publish::Unwritable },
}

impl From<PreviousError> for CliError {
    fn from(why: PreviousError) -> Self {
        Self::World(why.into())
    }
}

impl CliError {
    /// A file that can't be read.
    pub(crate) fn read(path: String, source: io::Error) -> Self {
        World::read(path, source).into()
    }

    /// A file that can't be written.
    pub(crate) fn write(path: impl Into<String>, source: io::Error) -> Self {
        World::Write { path: path.into(), source }.into()
    }

    /// A file that is not there.
    pub(crate) fn not_found(path: String) -> Self {
        World::NotFound { path }.into()
    }

    /// A table that can't be read.
    pub(crate) fn table(path: &str, why: Unreadable) -> Self {
        World::Table { path: path.to_owned(), why }.into()
    }

    /// A fault of this program.
    pub(crate) fn bug(path: &str, panic: String) -> Self {
        World::Bug { path: path.to_owned(), panic }.into()
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
            Self::World(error) => world_zh(error),
            Self::NoCatalog { paths, skipped: 0 } => format!("在 {paths} 下没有找到目录文件"),
            Self::NoCatalog { paths, skipped } => {
                format!("在 {paths} 下没有找到目录文件（另有{skipped}个 YAML 文件不是目录，已略过）")
            }
            Self::Overwritten { path } => format!("{path} 是要检查的文件，报告请换一个文件名"),
            Self::NotExported { path, why } => format!("不能把 {path} 写成表格：{}", why.text(lang)),
            Self::NotWritten { path, why } => format!("不能写 {path}：{}", why.text(lang)),
            Self::NotWhole { path } => format!("{path} 没有读全，或者没有事项；请先运行 catalint check {path}"),
            Self::NoForms { path, notes } => format!("{path} 中没有事项，未写入\n{notes}"),
            Self::SeveralCatalogs { path, catalogs } => {
                format!("{path} 有{catalogs}份目录；请先运行 catalint import {path} -o 文件夹/ 分开，再选其中一份")
            }
            Self::NoFormItems { field } => {
                format!(
                    "缺少 --from：事项取自哪份目录（指引，或去年的目录）；配置的 fields 也没有给“{field}”写 reference"
                )
            }
            Self::NoTowns { path, wrong } => no_towns_zh(path, wrong),
            Self::NoTownItems { path } => format!("{path} 中没有公开层级为乡级的事项"),
            Self::NoProfile { name, known } => format!("没有“{name}”这种体例；可用的有：{known}"),
            Self::Exists { path } => format!("{path} 已经存在，未作改动；要覆盖请加 --force"),
            Self::ForeignPage { path } => {
                format!("{path} 不是这种清单的网页，没有动它；请换一个文件夹，这次什么都没有写入")
            }
            Self::NoPage => "这个程序编译时没有带上网页；发布的程序都带，也可以用源码里的 web/build 制作".to_owned(),
            Self::NoCatalogTable { path } => {
                format!("{path} 中没有目录表：没有一行表头同时写有公开事项和公开依据、公开时限或公开渠道")
            }
            Self::CatalogAlready { path } => {
                format!("{path} 已经是 YAML 目录文件，不用导入；可以直接检查：catalint check {path}")
            }
            Self::ExportTable { path } => {
                format!("{path} 是表格，不是目录文件；请先导入：catalint import {path} -o 目录.yaml")
            }
            Self::Versions(why) => versions_zh(why),
            Self::NotAnnotated { path, why } => format!("不能标注 {path}：{}", why.text(lang)),
            Self::Original { path } => format!("{path} 是原文件，标注不写在原文件里；请换一个文件名"),
            Self::NotTicked { path, why } => format!("不能从 {path} 读出采纳了什么：{}", why.text(lang)),
            Self::TickedItself { path } => {
                format!("{path} 是标注的副本，不在副本里改；请写原文件，或用 -o 写到别的文件")
            }
            Self::FaultyConfig => "配置文件有误，没有写出；请运行 catalint check 查看".to_owned(),
            Self::Config => "配置文件有误，没有检查目录".to_owned(),
            Self::NoRegister => {
                "配置中没有领域；请在 catalint.yaml 中写明 area（如 云岭县）和 fields（如 社会救助: 县民政局）"
                    .to_owned()
            }
            Self::NoShippedReference { field, known } => {
                format!("没有自带“{field}”领域的参照目录，自带的有：{known}；请写明指引的表格文件")
            }
            Self::NoLastRound { path, why } => {
                format!("{path} 不是这个版本的台账或检查报告（JSON）：{}", no_round(*why, Lang::Zh))
            }
            Self::OtherArea { path, area } => format!("{path} 是{area}的台账"),
            Self::WhichTable { path, found } => format!("{path} 中有{found}张目录表；请用 --table 写明第几张"),
            Self::NotAReference { path, why } => format!("{path} 不能用作参照目录：{}", no_reference(why, Lang::Zh)),
            Self::Workbook { path, why } => format!("{path} 无法写出：{}", why.text(Lang::Zh)),
        }
    }
}

/// Why a file is no last round.
fn no_round(why: NoRound, lang: Lang) -> String {
    match why {
        NoRound::Broken(line) => {
            crate::lang::pick(lang, format!("第{line}行读不懂"), format!("line {line} can't be read"))
        }
        NoRound::Version => crate::lang::pick(lang, "版本不对", "its version is another one").to_owned(),
    }
}

/// Why a catalog can't be a reference.
fn no_reference(why: &NoReference, lang: Lang) -> String {
    let words = |zh: &str, en: &str| crate::lang::pick(lang, zh, en).to_owned();
    match why {
        NoReference::Unusable(Unusable::NoText) => words("读不出文字", "it is no text"),
        NoReference::Unusable(Unusable::Broken(line)) => {
            crate::lang::pick(lang, format!("第{line}行的写法有误"), format!("line {line} can't be read"))
        }
        NoReference::Unusable(Unusable::NoItems) => words("没有写明名称的事项", "it has no items with names"),
        NoReference::NoYear => words(
            "没有更新日期，标题里也没有年份，不知道文本是哪一年的；请用 --year 写明",
            "neither a day of update nor its title tells of which year its words are; say so with --year",
        ),
        NoReference::Unwritable => words("这样写的 YAML 无法补上文本年份", "its YAML can't be added to"),
    }
}

/// Why a version that `diff` was asked for can't be had.
fn versions_en(why: &PreviousError) -> String {
    match why {
        PreviousError::NoRepository { path } => format!("REV:PATH was asked for, but {path} is in no git repository"),
        PreviousError::UnknownRevision { rev } => {
            format!("there is no revision {rev}; in a shallow clone, fetch its history first")
        }
        why => why.to_string(),
    }
}

fn versions_zh(why: &PreviousError) -> String {
    match why {
        PreviousError::NoGit { source } => {
            format!("“版本:路径”要用 git 程序，但无法运行：{}", reason(source, Lang::Zh))
        }
        PreviousError::NoRepository { path } => format!("“版本:路径”中的 {path} 不在 git 仓库中"),
        PreviousError::UnknownRevision { rev } => format!("没有“{rev}”这个版本；浅克隆的仓库请先取回历史"),
        PreviousError::NotInRevision { rev, path } => format!("版本 {rev} 中没有 {path}"),
        PreviousError::Git { rev, said } => format!("版本 {rev}：git 报告：{said}"),
        why => why.to_string(),
    }
}

/// What the world did, in the words of someone who typed a command.
fn world_en(error: &World) -> String {
    use PreviousError as Previous;
    match error {
        World::NotFound { path } => match near(path) {
            Some(near) => format!("there is no {path}; perhaps {near} is meant"),
            None if is_pattern(Path::new(path)) => format!("nothing has a name like {path}"),
            None => error.to_string(),
        },
        World::IgnoreTable { path } => {
            format!("{path} is a table and takes no comments that ignore; use a baseline: catalint baseline {path}")
        }
        World::Previous(Previous::NoGit { source }) => {
            format!("--since needs the git program, which can not be run: {source}")
        }
        World::Previous(Previous::NoRepository { path }) => {
            format!("--since takes a revision, but {path} is in no git repository; name an older file or folder")
        }
        World::Previous(Previous::UnknownRevision { rev }) => {
            format!("--since: there is no revision, file or folder {rev}; in a shallow clone, fetch its history first")
        }
        World::Previous(Previous::Git { rev, said }) => format!("--since {rev}: git says: {said}"),
        World::Previous(Previous::OneForMany { path, files }) => {
            format!("--since {path} is one file, but {files} files are checked; name a folder or a revision")
        }
        error => error.to_string(),
    }
}

fn world_zh(error: &World) -> String {
    use PreviousError as Previous;
    match error {
        World::NotFound { path } if full_width_dash(path) => {
            format!("找不到文件或文件夹：{path}（如果是选项，请把开头的横线改成半角的“-”）")
        }
        World::NotFound { path } => match near(path) {
            Some(near) => format!("没有 {path}；附近有 {near}"),
            None if is_pattern(Path::new(path)) => format!("没有与 {path} 相符的文件"),
            None => error.text(Lang::Zh),
        },
        World::IgnoreTable { path } => {
            format!("{path} 是表格，不能写入忽略注释；请用基线：catalint baseline {path}")
        }
        World::Previous(Previous::NoGit { source }) => {
            format!("--since 要用 git 程序，但无法运行：{}", reason(source, Lang::Zh))
        }
        World::Previous(Previous::NoRepository { path }) => {
            format!("--since 写的是 git 版本，但 {path} 不在 git 仓库中；可以改写旧的文件或文件夹")
        }
        World::Previous(Previous::UnknownRevision { rev }) => {
            format!("--since：没有“{rev}”这个版本、文件或文件夹；浅克隆的仓库请先取回历史")
        }
        World::Previous(Previous::Git { rev, said }) => format!("--since {rev}：git 报告：{said}"),
        World::Previous(Previous::OneForMany { path, files }) => {
            format!("--since {path} 是一个文件，检查的却有{files}个文件；请写文件夹或者 git 版本")
        }
        error => error.text(Lang::Zh),
    }
}

/// What is there and may be meant by a path that is not.
fn near(path: &str) -> Option<String> {
    let near = if is_pattern(Path::new(path)) { None } else { asked::near(&Disk, Path::new(path)) };
    near.map(|near| near.display().to_string())
}

fn skipped_en(skipped: usize) -> String {
    if skipped == 0 { String::new() } else { format!(" ({skipped} other YAML files were skipped)") }
}

/// The dashes that an input method for Chinese writes.
fn full_width_dash(path: &str) -> bool {
    path.starts_with(['－', '—', '–', '﹣', '−'])
}

fn no_towns_zh(path: &str, wrong: &[NoTown]) -> String {
    if wrong.is_empty() {
        return format!("{path} 中没有乡镇或者街道");
    }
    let lines = wrong.iter().map(|wrong| format!("第{}行“{}”", wrong.line, wrong.text));
    format!("{path} {}不是乡镇或者街道，或者重复", lines.collect::<Vec<_>>().join("、"))
}

fn no_towns_en(path: &str, wrong: &[NoTown]) -> String {
    if wrong.is_empty() {
        return format!("there is no town in {path}");
    }
    let lines = wrong.iter().map(|wrong| format!("line {} ({})", wrong.line, wrong.text));
    format!("{path}: no town or subdistrict, or there twice: {}", lines.collect::<Vec<_>>().join(", "))
}
