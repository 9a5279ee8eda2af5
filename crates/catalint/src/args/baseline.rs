//! `baseline`

use catalint_core::rule::Lang;
use clap::ArgMatches;

use super::check::{Check, LOOKING, silent};
use super::help::{flag, list, path, sub};
use super::{Asked, Command, paths};
use crate::lang::pick;
use crate::usage::Stop;

pub(super) fn table(lang: Lang) -> clap::Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    let files = t("文件", "Files");
    let check = super::check::table(lang);
    let common = check.get_arguments().filter(|arg| LOOKING.contains(&arg.get_id().as_str())).cloned();
    sub("baseline", lang)
        .about(t(
            "把现有问题记入基线文件，以后 check --baseline 只报新问题",
            "Record what is found now, so that check --baseline tells only what is new",
        ))
        .override_usage(t("catalint baseline [选项] [PATH]...", "catalint baseline [OPTIONS] [PATH]..."))
        .args(common)
        .mut_arg("paths", |paths| paths.help(t("文件或文件夹，不写为当前文件夹", "Files and directories, . when none")))
        .arg(path(
            "baseline",
            files,
            t("基线文件，不写为 catalint-baseline.json", "The baseline, catalint-baseline.json when absent"),
        ))
        .arg(list(
            "exclude",
            "PATTERN",
            files,
            t(
                "不看这些文件或文件夹，写法同 .gitignore；可用多次",
                "Leave these files and folders out, written as in .gitignore; repeatable",
            ),
        ))
        .arg(flag("prune", files, t("只删去不再存在的问题，不加入新的", "Only drop what is gone, add nothing")))
}

pub(super) fn read(asked: Asked<'_>, of: &ArgMatches) -> Result<Command, Stop> {
    Ok(Command::Baseline { check: Box::new(baseline(asked, of)?), prune: of.get_flag("prune") })
}

fn baseline(asked: Asked<'_>, of: &ArgMatches) -> Result<Check, Stop> {
    let paths = paths(of);
    if paths.iter().any(|path| path.as_os_str() == "-") {
        return Err(
            asked.mistake("基线只能由文件生成，不能用标准输入", "a baseline is made of files, not of standard input")
        );
    }
    Ok(Check {
        exclude: asked.exclude(of)?,
        quiet: of.get_flag("quiet"),
        allow_empty: of.get_flag("prune"),
        ..silent(asked, of, paths)?
    })
}
