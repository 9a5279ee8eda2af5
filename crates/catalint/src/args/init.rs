//! `init`

use std::ffi::OsString;
use std::path::PathBuf;

use catalint_core::rule::Lang;
use clap::ArgMatches;
use clap::builder::OsStringValueParser;

use super::help::{keys, sub, value};
use super::today;
use super::{Asked, Command};
use crate::init::{Ci, Init};
use crate::lang::pick;
use crate::usage::Stop;

pub(super) fn table(lang: Lang) -> clap::Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    let options = t("选项", "Options");
    sub("init", lang)
        .about(t(
            "在当前文件夹写入配置、提交前检查、持续集成和一份示例目录，不覆盖已有文件",
            "Write a config, a pre-commit hook, a CI workflow and a first catalog here, never over what exists",
        ))
        .override_usage(t("catalint init [选项]", "catalint init [OPTIONS]"))
        .arg(value(
            "profile",
            "NAME",
            options,
            t("体例：national（默认）、shanghai", "Profile: national (default), shanghai"),
        ))
        .arg(
            value(
                "from",
                "FILE",
                options,
                t("以这个表格或目录文件为第一份目录", "A table or catalog that becomes the first catalog"),
            )
            .value_parser(OsStringValueParser::new()),
        )
        .arg(value(
            "ci",
            "KIND",
            options,
            t(
                "持续集成：github、gitlab、gitee、none；不写则看仓库",
                "CI: github, gitlab, gitee, none; by the repository when absent",
            ),
        ))
        .arg(keys(lang, options))
}

pub(super) fn read(asked: Asked<'_>, of: &ArgMatches) -> Result<Command, Stop> {
    Ok(Command::Init(Init {
        profile: asked.word(of, "profile", &["national", "shanghai"])?.map(str::to_owned),
        from: of.get_one::<OsString>("from").map(PathBuf::from),
        ci: asked.word(of, "ci", &["github", "gitlab", "gitee", "none"])?.map(|ci| match ci {
            "github" => Ci::Github,
            "gitlab" => Ci::Gitlab,
            "gitee" => Ci::Gitee,
            _ => Ci::None,
        }),
        keys: asked.keys(of)?,
        today: today(),
    }))
}
