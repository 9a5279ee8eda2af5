//! `annotate`

use std::ffi::OsString;
use std::path::PathBuf;

use catalint_core::rule::Lang;
use clap::builder::OsStringValueParser;
use clap::{Arg, ArgMatches, ValueHint};

use super::check::{Check, silent};
use super::help::{flag, sub, value};
use super::{Asked, Command};
use crate::lang::pick;
use crate::usage::Stop;

/// `annotate`
#[derive(Debug)]
pub(crate) struct Annotate {
    /// How the table is checked.
    pub(crate) check: Check,
    pub(crate) file: PathBuf,
    pub(crate) output: PathBuf,
    pub(crate) force: bool,
}

/// The options that `annotate` has in common with `check`.
const JUDGING: [&str; 11] = [
    "jobs",
    "select",
    "extend-select",
    "ignore",
    "profile",
    "config",
    "isolated",
    "trust-config",
    "as-of",
    "baseline",
    "min-severity",
];

pub(super) fn table(lang: Lang) -> clap::Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    let (files, options) = (t("文件", "Files"), t("输出", "Output"));
    let check = super::check::table(lang);
    let common = check.get_arguments().filter(|arg| JUDGING.contains(&arg.get_id().as_str())).cloned();
    sub("annotate", lang)
        .about(t(
            "在 xlsx、docx 的副本里标出问题：着色、批注，附清单，勾选“采纳”后可按勾选修正",
            "Mark findings in a copy of an xlsx or docx: colours, comments, a list in which fixes are accepted by ticks",
        ))
        .override_usage(t("catalint annotate <表格> -o 标注.xlsx [选项]", "catalint annotate TABLE -o COPY [OPTIONS]"))
        .after_help(t(
            "之后：在副本清单的“采纳”栏填√，保存，再运行 catalint check --fix 原文件 --accepted 副本\n退出码：0 已写出；2 选项有误，或者文件无法读写\n",
            "Then: tick rows of the list in the copy, save it, and run catalint check --fix ORIGINAL --accepted COPY\nExit codes: 0 written; 2 wrong options, or a file can't be read or written\n",
        ))
        .arg(
            Arg::new("file")
                .value_name("TABLE")
                .required(true)
                .help_heading(files)
                .value_parser(OsStringValueParser::new())
                .value_hint(ValueHint::FilePath)
                .help(t("表格文件（xlsx、docx），不会改动", "The table (xlsx, docx), which stays as it is")),
        )
        .arg(
            value("output", "COPY", options, t("标注写到这个文件", "The copy with the marks"))
                .short('o')
                .value_parser(OsStringValueParser::new())
                .value_hint(ValueHint::FilePath),
        )
        .arg(flag("force", options, t("覆盖已有的文件", "Overwrite a file that exists")))
        .args(common)
}

pub(super) fn read(asked: Asked<'_>, of: &ArgMatches) -> Result<Command, Stop> {
    Ok(Command::Annotate(Box::new(annotate(asked, of)?)))
}

fn annotate(asked: Asked<'_>, of: &ArgMatches) -> Result<Annotate, Stop> {
    let path = |id: &str| of.get_one::<OsString>(id).map(PathBuf::from);
    let file = path("file").unwrap_or_default();
    if file.as_os_str() == "-" {
        return Err(asked.mistake("标注只能用于文件，不能用标准输入", "annotate takes a file, not standard input"));
    }
    let Some(output) = path("output").filter(|output| output.as_os_str() != "-") else {
        return Err(asked.mistake(
            "请用 -o 写标注后的文件名，原文件不动，如 -o 标注.xlsx",
            "name the copy that is written with -o, such as -o copy.xlsx; the original stays as it is",
        ));
    };
    let min_severity = asked.severity(of, "min-severity", &["error", "warning", "hint"])?;
    let check = Check { min_severity, ..silent(asked, of, vec![file.clone()])? };
    Ok(Annotate { check, file, output, force: of.get_flag("force") })
}
