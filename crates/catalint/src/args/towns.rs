//! `towns`

use std::ffi::OsString;
use std::path::PathBuf;

use catalint_core::rule::Lang;
use clap::builder::OsStringValueParser;
use clap::{Arg, ArgMatches};

use super::duties::configs;
use super::form::output;
use super::help::{flag, keys, path, sub};
use super::{Asked, Command, origin};
use crate::lang::pick;
use crate::towns::TownsRequest;
use crate::usage::Stop;

pub(super) fn table(lang: Lang) -> clap::Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    let options = t("选项", "Options");
    sub("towns", lang)
        .about(t(
            "从县级目录生成各乡镇、街道自己的目录：乡级事项、自己的名称和渠道",
            "A catalog of its own for each town, made of the county's: its items, name and channels",
        ))
        .override_usage(t(
            "catalint towns <目录> --list <名单> -o <文件夹>/ [选项]",
            "catalint towns CATALOG --list LIST -o FOLDER/ [OPTIONS]",
        ))
        .after_help(t(
            "退出码：0 完成；2 选项有误，或文件无法读写\n",
            "Exit codes: 0 done; 2 wrong options, or a file can't be read or written\n",
        ))
        .arg(
            Arg::new("file")
                .value_name("CATALOG")
                .required(true)
                .help_heading(t("文件", "Files"))
                .value_parser(OsStringValueParser::new())
                .help(t("县级目录（YAML 或表格）", "The county's catalog (YAML or a table)")),
        )
        .arg(
            path(
                "list",
                options,
                t(
                    "乡镇名单：每行一个，后面可写它的公开渠道，用顿号分开",
                    "The towns, one a line; behind each its channels with 、 between, where it has its own",
                ),
            )
            .required(true),
        )
        .arg(output(lang, t("写到哪个文件夹", "Folder to write to")))
        .arg(keys(lang, options))
        .arg(flag("force", options, t("覆盖已有的文件", "Overwrite files that exist")))
        .args(configs(lang))
}

pub(super) fn read(asked: Asked<'_>, of: &ArgMatches) -> Result<Command, Stop> {
    let file = |id: &str| of.get_one::<OsString>(id).map(PathBuf::from).unwrap_or_default();
    Ok(Command::Towns(TownsRequest {
        catalog: file("file"),
        list: file("list"),
        output: file("output"),
        keys: asked.keys(of)?,
        force: of.get_flag("force"),
        origin: origin(of),
    }))
}
