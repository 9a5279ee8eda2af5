//! `lsp`

use catalint_core::rule::Lang;
use clap::ArgMatches;

use super::help::{flag, path, sub, value};
use super::{Asked, Command, origin};
use crate::lang::pick;
use crate::usage::Stop;

pub(super) fn table(lang: Lang) -> clap::Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    let options = t("选项", "Options");
    sub("lsp", lang)
        .about(t(
            "语言服务器：编辑器边写边查，可以改正、补全、查依据（由编辑器启动）",
            "Language server: findings, fixes, completion and hover while one writes (started by an editor)",
        ))
        .override_usage(t("catalint lsp [选项]", "catalint lsp [OPTIONS]"))
        .arg(value(
            "as-of",
            "DATE",
            options,
            t("按这一天的法律状况判断；不写为今天", "The day on which law is judged; today when absent"),
        ))
        .arg(path(
            "config",
            options,
            t("用这个配置文件，不找 catalint.yaml", "This config, instead of the nearest catalint.yaml"),
        ))
        .arg(flag("isolated", options, t("不用任何配置文件", "No config at all")).conflicts_with("config"))
        .arg(flag(
            "trust-config",
            options,
            t("配置可以引用仓库之外的文件", "The config may name files outside its repository"),
        ))
}

pub(super) fn read(asked: Asked<'_>, of: &ArgMatches) -> Result<Command, Stop> {
    Ok(Command::Lsp(asked.as_of(of)?, origin(of)))
}
