//! What the world can do to a run. A fault of a catalog is a finding and never one of these.

use std::io;

use catalint_core::rule::Lang;
use catalint_table::Unreadable;

/// Why something could not be done; each with the path as the caller gave it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is nothing of that name.
    #[error("no such file or directory: {path}")]
    NotFound {
        /// The file or folder.
        path: String,
    },
    /// A file can't be read.
    #[error("cannot read {path}: {source}")]
    Read {
        /// The file.
        path: String,
        /// What the world says.
        source: io::Error,
    },
    /// A config can't be read.
    #[error("the config {path} can't be read: {}", if .source.kind() == io::ErrorKind::NotFound { "there is no such file".to_owned() } else { .source.to_string() })]
    UnreadConfig {
        /// The config.
        path: String,
        /// What the world says.
        source: io::Error,
    },
    /// A folder can't be searched.
    #[error("cannot search {path}: {source}")]
    Search {
        /// The folder.
        path: String,
        /// What the world says.
        source: io::Error,
    },
    /// A file can't be written.
    #[error("cannot write {path}: {source}")]
    Write {
        /// The file.
        path: String,
        /// What the world says.
        source: io::Error,
    },
    /// A file is protected, and was left alone.
    #[error("{path} is read-only and was left as it is")]
    ReadOnly {
        /// The file.
        path: String,
    },
    /// A file has a second name, and was left alone.
    #[error("{path} has a second name (a hard link) and was left as it is; fix a copy, or name the file it belongs to")]
    Linked {
        /// The file.
        path: String,
    },
    /// A file belongs to somebody else, and was left alone.
    #[error("{path} belongs to somebody else, which a fix could not keep; it was left as it is")]
    OtherOwner {
        /// The file.
        path: String,
    },
    /// A file is not as it was read, and was left alone.
    #[error("{path} was changed by somebody else while it was checked; it was left as it is, run it again")]
    Changed {
        /// The file.
        path: String,
    },
    /// What should be a baseline is none.
    #[error("{path} is no baseline of catalint: it can't be read at line {line}, column {column}")]
    BaselineBroken {
        /// The file.
        path: String,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// A baseline of a version that is not known.
    #[error("{path} was written by a newer catalint (baseline version {version}); update catalint to read it")]
    BaselineNewer {
        /// The file.
        path: String,
        /// Its version.
        version: u64,
    },
    /// No path leads from a baseline to a file.
    #[error("{path} lies on another drive than the baseline and can't be named in it")]
    BaselineFar {
        /// The file.
        path: String,
    },
    /// The versions before can't be had.
    #[error(transparent)]
    Previous(#[from] PreviousError),
    /// A table file can't be read.
    #[error("cannot read {path} as a table: {why}")]
    Table {
        /// The file.
        path: String,
        /// Why.
        why: Unreadable,
    },
    /// A file that should hold a catalog holds none.
    #[error("there is no catalog in {path}")]
    NoCatalogIn {
        /// The file.
        path: String,
    },
    /// Comments were to be written into a table.
    #[error("{path} is a table and takes no comments that ignore; use a baseline")]
    IgnoreTable {
        /// The file.
        path: String,
    },
    /// What is ticked in a copy of a table was to be done in a file that is none.
    #[error("{path} is no table, and nothing of it can be ticked in a copy")]
    NoTable {
        /// The file.
        path: String,
    },
    /// The program has a fault of its own.
    #[error(
        "catalint itself failed on {path}; the file is not to blame. \
         Please report this, if possible with the file: {panic}"
    )]
    Bug {
        /// The file it was at.
        path: String,
        /// What the panic said, on one line.
        panic: String,
    },
}

/// Why a file is left alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// A pipe, a device, a socket: it may never end.
    #[error("it is no regular file")]
    NotRegular,
    /// Larger than the limit, in bytes.
    #[error("it is larger than {} MiB", .0 >> 20)]
    TooLarge(u64),
}

impl Refused {
    /// The reason behind an error of the world, if it is one of these.
    #[must_use]
    pub fn of(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref().copied()
    }
}

/// Why there are no versions before.
#[derive(Debug, thiserror::Error)]
pub enum PreviousError {
    /// The program `git` can't be run.
    #[error("the git program can not be run: {source}")]
    NoGit {
        /// What the world says.
        source: io::Error,
    },
    /// A revision was asked for, and a folder is in no repository.
    #[error("{path} is in no git repository")]
    NoRepository {
        /// The folder.
        path: String,
    },
    /// There is no such revision, file or folder.
    #[error("there is no revision, file or folder {rev}")]
    UnknownRevision {
        /// As it was written.
        rev: String,
    },
    /// A revision has no file of that name.
    #[error("there is no {path} in {rev}")]
    NotInRevision {
        /// The revision.
        rev: String,
        /// The file.
        path: String,
    },
    /// Git complains.
    #[error("git says of {rev}: {said}")]
    Git {
        /// The revision.
        rev: String,
        /// Its words, on one line.
        said: String,
    },
    /// One file can't be the version before of several.
    #[error("{path} is one file, but {files} files are checked")]
    OneForMany {
        /// The file that was named.
        path: String,
        /// How many are checked.
        files: usize,
    },
}

impl Error {
    /// A file that can't be read.
    #[must_use]
    pub fn read(path: String, source: io::Error) -> Self {
        if source.kind() == io::ErrorKind::NotFound { Self::NotFound { path } } else { Self::Read { path, source } }
    }

    /// The kind of a table file, where it is one that is not read: nobody can tell whether it is a catalog.
    #[must_use]
    pub fn unread_kind(&self) -> Option<&'static str> {
        match self {
            Self::Table { why: Unreadable::Format(kind), .. } => Some(kind),
            _ => None,
        }
    }

    /// The message in a language, for a person who knows the path but not which program runs. The versions before
    /// are in English alone: how they are asked for is the caller's, and so are the words.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::NotFound { path } => format!("找不到文件或文件夹：{path}"),
            Self::Read { path, source } => format!("无法读取 {path}：{}", reason_zh(source)),
            Self::UnreadConfig { path, source } => format!("配置文件 {path} 读不出来：{}", reason_zh(source)),
            Self::Search { path, source } => format!("无法查找 {path} 下的文件：{}", reason_zh(source)),
            Self::Write { path, source } if source.kind() == io::ErrorKind::NotFound => {
                format!("无法写入 {path}：它所在的文件夹不存在")
            }
            Self::Write { path, source } => format!("无法写入 {path}：{}", reason_zh(source)),
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
            Self::Previous(why) => why.to_string(),
            Self::Table { path, why } => format!("不能把 {path} 读成表格：{}", why.text(lang)),
            Self::NoCatalogIn { path } => format!("{path} 中没有目录"),
            Self::IgnoreTable { path } => format!("{path} 是表格，不能写入忽略注释；请用基线"),
            Self::NoTable { path } => format!("{path} 不是表格，--accepted 只用于表格"),
            Self::Bug { path, panic } => {
                format!("检查 {path} 时 catalint 自身出错，不是文件的问题；请反馈给开发者，最好附上该文件：{panic}")
            }
        }
    }
}

/// Why the world says no, in a language.
#[must_use]
pub fn reason(error: &io::Error, lang: Lang) -> String {
    if lang == Lang::Zh { reason_zh(error) } else { error.to_string() }
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
