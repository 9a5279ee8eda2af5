//! `page`

use std::ffi::OsString;
use std::path::PathBuf;

use catalint_core::rule::Lang;
use clap::builder::OsStringValueParser;
use clap::{ArgMatches, ValueHint};

use super::help::{flag, sub, value};
use super::{Asked, Command};
use crate::lang::pick;
use crate::usage::Stop;

/// `page`
#[derive(Debug)]
pub(crate) struct PageRequest {
    pub(crate) output: PathBuf,
    pub(crate) force: bool,
}

/// The name of the page where nobody says.
const NAME: &str = "检查.html";

pub(super) fn table(lang: Lang) -> clap::Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    let options = t("选项", "Options");
    sub("page", lang)
        .about(t(
            "写出检查网页：一个文件，双击打开，拖入表格即可检查和修改，不用安装，不联网",
            "Write the page: one file, opened by double click, in which tables are checked and mended without a network",
        ))
        .override_usage(t("catalint page [-o 检查.html]", "catalint page [-o PAGE.html]"))
        .after_help(t(
            "退出码：0 已写出；2 选项有误，文件无法写出，或者这个程序不带网页\n",
            "Exit codes: 0 written; 2 wrong options, the file can't be written, or this program was built without the page\n",
        ))
        .arg(
            value("output", "PAGE", options, t("写到哪个文件；不写为 检查.html", "File to write; 检查.html when absent"))
                .short('o')
                .value_parser(OsStringValueParser::new())
                .value_hint(ValueHint::FilePath),
        )
        .arg(flag("force", options, t("覆盖已有的文件", "Overwrite a file that exists")))
}

pub(super) fn read(_: Asked<'_>, of: &ArgMatches) -> Result<Command, Stop> {
    let output = of.get_one::<OsString>("output").map_or_else(|| PathBuf::from(NAME), PathBuf::from);
    Ok(Command::Page(PageRequest { output, force: of.get_flag("force") }))
}
