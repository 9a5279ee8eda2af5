//! `ledger`

use std::ffi::OsString;
use std::path::PathBuf;

use catalint_core::rule::Lang;
use clap::builder::OsStringValueParser;
use clap::{Arg, ArgMatches, ValueHint};

use super::check::{Check, silent};
use super::help::{flag, list, sub, value};
use super::{Asked, Command};
use crate::lang::pick;
use crate::ledger::LedgerKind;
use crate::usage::Stop;

/// `ledger`
#[derive(Debug)]
pub(crate) struct Ledger {
    /// How the catalogs are checked.
    pub(crate) check: Check,
    pub(crate) outputs: Vec<(LedgerKind, Option<PathBuf>)>,
    /// The folder for all of it.
    pub(crate) folder: Option<PathBuf>,
    /// The ledger of the last round.
    pub(crate) against: Option<PathBuf>,
}

/// The options that `ledger` has in common with `check`.
const JUDGING: [&str; 10] =
    ["jobs", "select", "extend-select", "ignore", "profile", "config", "isolated", "trust-config", "as-of", "baseline"];

pub(super) fn table(lang: Lang) -> clap::Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    let (files, options) = (t("文件", "Files"), t("输出", "Output"));
    let check = super::check::table(lang);
    let common = check.get_arguments().filter(|arg| JUDGING.contains(&arg.get_id().as_str())).cloned();
    sub("ledger", lang)
        .about(t(
            "本地区台账：各领域、各单位有没有目录，缺什么，有什么问题",
            "The ledger of an area: field by body, is there a catalog, what is missing, what is wrong",
        ))
        .override_usage(t("catalint ledger [文件夹] [选项]", "catalint ledger [DIR] [OPTIONS]"))
        .after_help(t(
            "领域和单位写在 catalint.yaml 的 area、bodies、towns、fields 中，见 docs/config.md\n退出码：0 都有，没有错误；1 有缺的、有错误的或不能归入的；2 选项有误，或者文件无法读写\n",
            "Fields and bodies stand in catalint.yaml under area, bodies, towns, fields: see docs/config.md\nExit codes: 0 all there, no errors; 1 something is not there, has errors or belongs nowhere; 2 wrong options, or a file can't be read or written\n",
        ))
        .arg(
            Arg::new("paths")
                .value_name("DIR")
                .num_args(0..)
                .help_heading(files)
                .value_parser(OsStringValueParser::new())
                .value_hint(ValueHint::AnyPath)
                .help(t("目录文件所在的文件夹；不写为当前文件夹", "Folder of the catalogs; the current one when absent")),
        )
        .arg(list(
            "output-format",
            "FMT[=FILE]",
            options,
            t(
                "pretty、html、markdown、json、xlsx，可写入文件；可用多次",
                "pretty, html, markdown, json, xlsx, into a file; repeatable",
            ),
        ))
        .arg(
            value(
                "output",
                "FOLDER",
                options,
                t(
                    "写到这个文件夹：台账和各单位的整改清单",
                    "Write the ledger and a rectification list of each body into this folder",
                ),
            )
            .short('o')
            .value_parser(OsStringValueParser::new())
            .value_hint(ValueHint::DirPath),
        )
        .arg(
            super::help::path(
                "against",
                options,
                t(
                    "上次的台账（JSON），对照整改结果：已整改、未整改、新增",
                    "The last ledger as JSON: what was put right since, what still stands, what is new",
                ),
            )
            .value_hint(ValueHint::FilePath),
        )
        .arg(flag("quiet", options, t("不显示进度和小结", "No progress, no closing line")).short('q'))
        .args(common)
}

pub(super) fn read(asked: Asked<'_>, of: &ArgMatches) -> Result<Command, Stop> {
    let mut outputs: Vec<(LedgerKind, Option<PathBuf>)> = Vec::new();
    for written in of.get_many::<String>("output-format").unwrap_or_default() {
        let (name, file) = written.split_once('=').map_or((written.as_str(), None), |(name, file)| (name, Some(file)));
        let Some(kind) = LedgerKind::named(name) else {
            let known: Vec<&str> = LedgerKind::names().collect();
            return Err(asked.unknown("--output-format", name, &known, None));
        };
        let file = file.filter(|file| !file.is_empty()).map(PathBuf::from);
        if file.is_none() && matches!(kind, LedgerKind::Workbook) {
            return Err(asked.mistake("xlsx 要写文件名，如 xlsx=台账.xlsx", "xlsx needs a file: xlsx=ledger.xlsx"));
        }
        if outputs.iter().any(|(_, other)| *other == file) {
            return Err(asked.mistake(
                &format!("两种格式不能输出到同一处；请给“{name}”另写文件名"),
                &format!("two formats can not go to one place; give {name} a file"),
            ));
        }
        outputs.push((kind, file));
    }
    let folder = of.get_one::<OsString>("output").map(PathBuf::from);
    let against = of.get_one::<OsString>("against").map(PathBuf::from);
    if outputs.is_empty() && folder.is_none() {
        outputs.push((LedgerKind::Pretty, None));
    }
    let check = Check { quiet: of.get_flag("quiet"), ..silent(asked, of, super::paths(of))? };
    Ok(Command::Ledger(Box::new(Ledger { check, outputs, folder, against })))
}
