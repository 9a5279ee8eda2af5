//! `man`

use catalint_core::rule::Lang;
use clap::ArgMatches;

use super::help::sub;
use super::{Asked, Command};
use crate::lang::pick;
use crate::manual;
use crate::usage::Stop;

pub(super) fn table(lang: Lang) -> clap::Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    sub("man", lang)
        .about(t("输出 man 手册页", "Print the manual page"))
        .override_usage(t("catalint man", "catalint man"))
}

pub(super) fn read(asked: Asked<'_>, _: &ArgMatches) -> Result<Command, Stop> {
    Ok(Command::Text(manual::page(super::table(asked.lang))))
}
