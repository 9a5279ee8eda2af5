//! `reference`

use std::ffi::OsString;
use std::path::PathBuf;

use catalint_core::rule::Lang;
use clap::builder::OsStringValueParser;
use clap::{Arg, ArgMatches, ValueHint};

use super::help::{flag, keys, sub, value};
use super::{Asked, Command, one};
use crate::lang::pick;
use crate::reference::{ReferenceAddition, ReferenceRequest};
use crate::usage::Stop;

pub(super) fn table(lang: Lang) -> clap::Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    let (files, options) = (t("文件", "Files"), t("选项", "Options"));
    sub("reference", lang)
        .about(t(
            "参照目录：把指引等表格加为某一领域的参照，或使用自带的",
            "Reference catalogs: make one of a guide's table for a field, or take one that comes along",
        ))
        .override_usage(t(
            "catalint reference add [文件] --field <领域> [选项]\n      catalint reference list",
            "catalint reference add [FILE] --field NAME [OPTIONS]\n       catalint reference list",
        ))
        .after_help(t(
            "事项名称照原文，各项注明文本年份；依据不是现行有效的，只用名称，不作为文本提供\n不写文件时用自带的参照目录，catalint reference list 列出有哪些\n",
            "Names stay as they are, each item says of which year its words are; where its basis is not in force, its name alone is offered\nWithout FILE the reference is one that comes along: catalint reference list\n",
        ))
        .arg(
            Arg::new("what")
                .value_name("add|list")
                .required(true)
                .help_heading(files)
                .help(t("add 加一个参照目录；list 列出自带的", "add makes one, list shows those that come along")),
        )
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .help_heading(files)
                .value_parser(OsStringValueParser::new())
                .value_hint(ValueHint::FilePath)
                .help(t(
                    "指引的表格，catalint import 能读的都可以；也可以是目录文件",
                    "The table of a guide, whatever catalint import reads, or a catalog file",
                )),
        )
        .arg(value("field", "NAME", options, t("是哪个领域的，如 社会救助", "Of which field, such as 社会救助")))
        .arg(value(
            "year",
            "YEAR",
            options,
            t(
                "文本是哪一年的；不写则取更新日期或标题中的年份",
                "Of which year its words are; by its day of update or its title when absent",
            ),
        ))
        .arg(
            value(
                "output",
                "FILE",
                options,
                t("写到哪个文件；不写为 reference/领域.yaml", "File to write; reference/FIELD.yaml when absent"),
            )
            .short('o')
            .value_parser(OsStringValueParser::new()),
        )
        .arg(value(
            "table",
            "N",
            options,
            t("文件中有几张目录表时，用第几张", "Of several catalogs of the file this one"),
        ))
        .arg(keys(lang, options))
        .arg(flag("force", options, t("覆盖已有的文件", "Overwrite a file that exists")))
}

pub(super) fn read(asked: Asked<'_>, of: &ArgMatches) -> Result<Command, Stop> {
    match one(of, "what").unwrap_or_default() {
        "list" => return Ok(Command::Reference(ReferenceRequest::List)),
        "add" => {}
        other => return Err(asked.unknown("reference", other, &["add", "list"], None)),
    }
    let number = |id: &str, least: u16| match one(of, id) {
        None => Ok(None),
        Some(written) => written.parse().ok().filter(|n| *n >= least).map(Some).ok_or_else(|| {
            asked.mistake(
                &format!(
                    "--{id} 的值“{written}”不对；请写{}",
                    if id == "year" { "年份，如 2019" } else { "第几张表，如 2" }
                ),
                &format!("--{id} {written}: a number such as {} is needed", if id == "year" { 2019 } else { 2 }),
            )
        }),
    };
    let field = one(of, "field").map(str::trim).filter(|field| !field.is_empty());
    let Some(field) = field.map(|field| field.trim_end_matches("领域").to_owned()) else {
        return Err(
            asked.mistake("请用 --field 写明领域，如 --field 社会救助", "--field is needed, such as --field 社会救助")
        );
    };
    let path = |id: &str| of.get_one::<OsString>(id).map(PathBuf::from);
    Ok(Command::Reference(ReferenceRequest::Add(ReferenceAddition {
        file: path("file"),
        field,
        year: number("year", 1990)?,
        output: path("output"),
        table: number("table", 1)?.map(usize::from),
        keys: asked.keys(of)?,
        force: of.get_flag("force"),
    })))
}
