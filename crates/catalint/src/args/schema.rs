//! `schema`

use catalint_core::config::config_schema;
use catalint_core::rule::Lang;
use catalint_core::schema::{SchemaKeys, catalog_schema};
use catalint_report::JSON_SCHEMA;
use catalint_workspace::Disk;
use catalint_workspace::config_store::here;
use clap::{Arg, ArgMatches};

use super::help::{sub, value};
use super::{Asked, Command, one};
use crate::lang::pick;
use crate::law;
use crate::usage::Stop;

pub(super) fn table(lang: Lang) -> clap::Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    sub("schema", lang)
        .about(t("输出 JSON Schema，供编辑器和其他程序使用", "Print a JSON Schema, for editors and other programs"))
        .override_usage(t(
            "catalint schema [catalog|config|report|law|diff|due|duties|impact|ledger] [选项]",
            "catalint schema [catalog|config|report|law|diff|due|duties|impact|ledger] [OPTIONS]",
        ))
        .arg(Arg::new("what").value_name("WHAT").help_heading(t("哪一种", "Which")).help(t(
            "catalog 目录文件（默认）、config 配置、report 检查报告、law 法律、diff 修改对照、due 时限、duties 年度安排、impact 法规影响、ledger 台账",
            "catalog: the catalog file (default); config; report: the JSON report; law, diff, due, duties, impact, ledger: as JSON",
        )))
        .arg(value("profile", "NAME", t("选项", "Options"), t("只列这个体例的用词", "Words of this profile only")))
        .arg(value(
            "keys",
            "KEYS",
            t("选项", "Options"),
            t("键名：en 英文、zh 中文、both 两种（默认）", "Keys: en, zh, both (default)"),
        ))
}

pub(super) fn read(asked: Asked<'_>, of: &ArgMatches) -> Result<Command, Stop> {
    Ok(Command::Text(schema(asked, of)?))
}

fn schema(asked: Asked<'_>, of: &ArgMatches) -> Result<String, Stop> {
    let keys =
        asked.word(of, "keys", &["en", "zh", "both"])?.and_then(SchemaKeys::from_key).unwrap_or(SchemaKeys::Both);
    let site = here(Disk::files(), asked.lang);
    let known = &site.config.profiles;
    let profile = asked.word(of, "profile", &known.names().collect::<Vec<_>>())?.map(str::to_owned);
    match one(of, "what") {
        None | Some("catalog") => {
            let wanted = |name: &str| profile.as_deref().is_none_or(|profile| profile == name);
            let profiles: Vec<_> = known.iter().filter(|p| wanted(&p.id)).collect();
            let schema = catalog_schema(keys, &profiles);
            Ok(serde_json::to_string_pretty(&schema).expect("a JSON value can be written") + "\n")
        }
        Some("report") => Ok(JSON_SCHEMA.to_owned()),
        Some("law") => Ok(law::JSON_SCHEMA.to_owned()),
        Some("diff") => Ok(catalint_report::compare::SCHEMA.to_owned()),
        Some("due") => Ok(catalint_report::due::SCHEMA.to_owned()),
        Some("duties") => Ok(catalint_report::schedule::SCHEMA.to_owned()),
        Some("impact") => Ok(catalint_report::impact::SCHEMA.to_owned()),
        Some("ledger") => Ok(catalint_report::ledger::SCHEMA.to_owned()),
        Some("config") => {
            Ok(serde_json::to_string_pretty(&config_schema()).expect("a JSON value can be written") + "\n")
        }
        Some(other) => {
            let known = ["catalog", "config", "report", "law", "diff", "due", "duties", "impact", "ledger"];
            Err(asked.unknown("schema", other, &known, None))
        }
    }
}
