//! `rules`

use catalint_core::rule::Lang;
use clap::ArgMatches;

use super::help::{sub, value};
use super::{Asked, Command};
use crate::lang::pick;
use crate::usage::Stop;

/// `rules --output-format`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RulesFormat {
    Pretty,
    Json,
    Markdown,
}

pub(super) fn table(lang: Lang) -> clap::Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    sub("rules", lang)
        .about(t("列出全部规则", "List all rules"))
        .override_usage(t("catalint rules [选项]", "catalint rules [OPTIONS]"))
        .arg(value("output-format", "FMT", t("输出", "Output"), t("pretty、json、markdown", "pretty, json, markdown")))
}

pub(super) fn read(asked: Asked<'_>, of: &ArgMatches) -> Result<Command, Stop> {
    Ok(Command::Rules(match asked.word(of, "output-format", &["pretty", "json", "markdown"])? {
        Some("json") => RulesFormat::Json,
        Some("markdown") => RulesFormat::Markdown,
        _ => RulesFormat::Pretty,
    }))
}
