//! `diff`

use std::ffi::OsString;
use std::path::PathBuf;

use catalint_core::rule::{Lang, Severity};
use clap::builder::OsStringValueParser;
use clap::{Arg, ArgMatches, ValueHint};

use super::help::{flag, list, path, sub, value};
use super::{Asked, Command, one, origin};
use crate::compare;
use crate::lang::pick;
use crate::usage::Stop;

pub(super) fn table(lang: Lang) -> clap::Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    let (versions, options) = (t("版本", "Versions"), t("选项", "Options"));
    let version = |name: &'static str, value: &'static str, help: &'static str| {
        let arg = Arg::new(name).value_name(value).required(true).help_heading(versions).help(help);
        let arg = arg.display_order(usize::from(name == "new"));
        arg.value_parser(OsStringValueParser::new()).value_hint(ValueHint::AnyPath)
    };
    sub("diff", lang)
        .about(t(
            "对照目录的两个版本，逐项列出改了什么",
            "What changed between two versions of a catalog, item by item",
        ))
        .override_usage(t("catalint diff <旧> <新> [选项]", "catalint diff OLD NEW [OPTIONS]"))
        .after_help(t(
            "退出码：0 内容相同；1 有修改；2 选项有误或文件无法读写\n",
            "Exit codes: 0 the same; 1 they differ; 2 wrong options, or a file can't be read or written\n",
        ))
        .arg(version(
            "old",
            "OLD",
            t(
                "旧版本：YAML 文件、表格，或“git 版本:路径”，如 HEAD~1:目录.yaml",
                "Old version: YAML, a table, or REV:PATH, such as HEAD~1:catalog.yaml",
            ),
        ))
        .arg(version(
            "new",
            "NEW",
            t(
                "新版本，写法相同；其中一个可以是“-”（标准输入）",
                "New version, likewise; one of them may be - (standard input)",
            ),
        ))
        .arg(list(
            "output-format",
            "FMT[=FILE]",
            options,
            t("pretty、markdown、html、json，可写入文件；可用多次", "pretty, markdown, html, json; repeatable"),
        ))
        .arg(value(
            "min-severity",
            "LEVEL",
            options,
            t(
                "列出哪一级以上的问题：error、warning（默认）、hint",
                "Least severity of findings shown: error, warning (default), hint",
            ),
        ))
        .arg(value(
            "profile",
            "NAME",
            options,
            t("不论文件怎么写，都按这个体例检查", "Vocabulary, whatever the files say"),
        ))
        .arg(value(
            "as-of",
            "DATE",
            options,
            t(
                "两个版本都按这一天的法律状况检查；不写为今天",
                "The day on which law is judged, for both; today when absent",
            ),
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
    Ok(Command::Diff(diff(asked, of)?))
}

fn diff(asked: Asked<'_>, of: &ArgMatches) -> Result<compare::CompareRequest, Stop> {
    let version = |id: &str| of.get_one::<OsString>(id).cloned().unwrap_or_default();
    let (old, new) = (version("old"), version("new"));
    if old == "-" && new == "-" {
        return Err(asked.mistake("标准输入只能是其中一个版本", "only one of the versions can be standard input"));
    }
    let mut outputs: Vec<(compare::CompareKind, Option<PathBuf>)> = Vec::new();
    for written in of.get_many::<String>("output-format").unwrap_or_default() {
        let (name, file) = written.split_once('=').map_or((written.as_str(), None), |(name, file)| (name, Some(file)));
        let Some(kind) = compare::CompareKind::named(name) else {
            let known: Vec<&str> = compare::CompareKind::names().collect();
            return Err(asked.unknown("--output-format", name, &known, None));
        };
        let file = file.filter(|file| !file.is_empty()).map(PathBuf::from);
        if outputs.iter().any(|(_, other)| *other == file) {
            return Err(asked.mistake(
                &format!("两种格式不能输出到同一处；请给“{name}”另写文件名，如 {name}=对照.txt"),
                &format!("two formats can not go to one place; give {name} a file: {name}=changes.txt"),
            ));
        }
        outputs.push((kind, file));
    }
    if outputs.is_empty() {
        outputs.push((compare::CompareKind::Pretty, None));
    }
    Ok(compare::CompareRequest {
        old,
        new,
        outputs,
        min_severity: asked.severity(of, "min-severity", &["error", "warning", "hint"])?.unwrap_or(Severity::Warning),
        profile: one(of, "profile").map(str::to_owned),
        origin: origin(of),
        as_of: asked.as_of(of)?,
    })
}
