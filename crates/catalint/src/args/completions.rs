//! `completions`

use catalint_core::rule::Lang;
use clap::{Arg, ArgMatches};

use super::help::sub;
use super::{Asked, Command};
use crate::lang::pick;
use crate::manual::{self, SHELLS};
use crate::usage::Stop;

pub(super) fn table(lang: Lang) -> clap::Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    sub("completions", lang)
        .about(t("输出命令行补全脚本", "Print a completion script for a shell"))
        .override_usage(t("catalint completions SHELL", "catalint completions SHELL"))
        .arg(
            Arg::new("shell")
                .value_name("SHELL")
                .required(true)
                .help_heading(t("命令行", "Shell"))
                .help("bash, zsh, fish, powershell, elvish"),
        )
}

pub(super) fn read(asked: Asked<'_>, of: &ArgMatches) -> Result<Command, Stop> {
    let shell = asked.word(of, "shell", &SHELLS)?.unwrap_or_default();
    Ok(Command::Text(manual::completions(shell, super::table(asked.lang))))
}
