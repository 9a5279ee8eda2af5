//! `law`

use catalint_core::rule::Lang;
use clap::{Arg, ArgMatches};

use super::help::{flag, path, sub, value};
use super::{Asked, Command, origin};
use crate::lang::pick;
use crate::law;
use crate::usage::Stop;

pub(super) fn table(lang: Lang) -> clap::Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    let (acts, options) = (t("法律", "Acts"), t("选项", "Options"));
    sub("law", lang)
        .about(t(
            "查法律、法规和文件：是否有效、施行日期、文号、条数、要求公开什么",
            "Look up acts: in force or not, dates, successor, numbers, articles, what they ask to disclose",
        ))
        .override_usage(t("catalint law <词>... [选项]", "catalint law WORD... [OPTIONS]"))
        .after_help(t(
            "退出码：0 找到；1 没有找到；2 选项有误\n",
            "Exit codes: 0 found; 1 nothing found; 2 wrong options\n",
        ))
        .arg(Arg::new("words").value_name("WORD").required(true).num_args(1..).help_heading(acts).help(t(
            "名称或其中几个字、别称、文号，如 预算法、711、国办发〔2018〕118号",
            "Part of a title, another name or a number, such as 预算法, 711, 国办发〔2018〕118号",
        )))
        .arg(value(
            "as-of",
            "DATE",
            acts,
            t(
                "按这一天判断，如 2026-06-30；不写为今天",
                "The day on which it is judged, such as 2026-06-30; today when absent",
            ),
        ))
        .arg(value("output-format", "FMT", options, t("pretty、json", "pretty, json")))
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
    Ok(Command::Law(law::LawRequest {
        words: of.get_many::<String>("words").unwrap_or_default().map(String::as_str).collect::<Vec<_>>().join(" "),
        as_of: asked.as_of(of)?,
        json: asked.word(of, "output-format", &["pretty", "json"])? == Some("json"),
        origin: origin(of),
    }))
}
