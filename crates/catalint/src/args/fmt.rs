//! `fmt`

use catalint_core::rule::Lang;
use clap::ArgMatches;

use super::check::{Check, Fixing, LOOKING, silent};
use super::help::{flag, sub};
use super::{Asked, Command, one, paths};
use crate::lang::pick;
use crate::usage::Stop;

pub(super) fn table(lang: Lang) -> clap::Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    let (files, options) = (t("文件", "Files"), t("选项", "Options"));
    let check = super::check::table(lang);
    let more = ["stdin-filename", "exclude", "force-exclude", "skip-others", "allow-empty", "baseline"];
    // What a check is asked besides is understood and not shown.
    let shown = [
        "paths",
        "config",
        "isolated",
        "trust-config",
        "quiet",
        "stdin-filename",
        "exclude",
        "force-exclude",
        "skip-others",
        "allow-empty",
    ];
    let of_check = check.get_arguments().filter(|arg| {
        let id = arg.get_id().as_str();
        LOOKING.contains(&id) || more.contains(&id)
    });
    let common = of_check.map(|arg| arg.clone().hide(!shown.contains(&arg.get_id().as_str())));
    sub("fmt", lang)
        .about(t(
            "整理目录文件的写法：栏目顺序、缩进、列表写法统一，注释和内容不变",
            "Give catalogs one layout: order of keys, indentation, lists; comments and values stay",
        ))
        .override_usage(t("catalint fmt [选项] [PATH]...", "catalint fmt [OPTIONS] [PATH]..."))
        .after_help(t(
            "退出码：0 已整理或不需要整理；1 需要整理（--check、--diff）或有文件没有整理；2 选项有误或读写失败\n",
            "Exit codes: 0 formatted, or nothing to do; 1 something would change (--check, --diff) or was left; 2 wrong options, I/O\n",
        ))
        .args(common)
        .mut_arg("paths", |paths| paths.help(t("文件或文件夹，不写为当前文件夹，- 为标准输入", "Files and directories, . when none, - for standard input")))
        .arg(flag("check", options, t("只检查，不改文件", "Only say what would change")))
        .arg(flag("diff", files, t("只显示改动，不改文件", "Only show the changes")))
}

pub(super) fn read(asked: Asked<'_>, of: &ArgMatches) -> Result<Command, Stop> {
    Ok(Command::Fmt(Box::new(fmt(asked, of)?)))
}

fn fmt(asked: Asked<'_>, of: &ArgMatches) -> Result<Check, Stop> {
    let flag = |id: &str| of.get_flag(id);
    Ok(Check {
        stdin_filename: one(of, "stdin-filename").map(str::to_owned),
        exclude: asked.exclude(of)?,
        skip_others: flag("skip-others"),
        force_exclude: flag("force-exclude"),
        allow_empty: flag("allow-empty"),
        quiet: flag("quiet"),
        fix: match (flag("check"), flag("diff")) {
            (_, true) => Fixing::Show,
            (true, _) => Fixing::No,
            _ => Fixing::Write,
        },
        ..silent(asked, of, paths(of))?
    })
}
