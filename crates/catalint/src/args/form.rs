//! `form` and `towns`

use std::ffi::OsString;
use std::path::PathBuf;

use catalint_core::rule::Lang;
use clap::builder::OsStringValueParser;
use clap::{Arg, ArgMatches};

use super::duties::configs;
use super::help::{flag, keys, path, sub, value};
use super::{Asked, Command, one, origin};
use crate::form::{CollectRequest, FormCommand, MakeRequest};
use crate::lang::pick;
use crate::usage::Stop;

pub(super) fn table(lang: Lang) -> clap::Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    let options = t("选项", "Options");
    sub("form", lang)
        .about(t(
            "生成单位填报的工作簿，收回后合并成一份目录",
            "A workbook that a bureau fills in; those that came back, put together as one catalog",
        ))
        .override_usage(t(
            "catalint form --field <领域> --body <单位> [--from <目录>] -o 填报表.xlsx\n      catalint form --collect <文件夹> -o 目录.yaml",
            "catalint form --field F --body B [--from CATALOG] -o FORM.xlsx\n       catalint form --collect FOLDER -o CATALOG.yaml",
        ))
        .after_help(t(
            "退出码：0 完成；1 收回的表有要核对的；2 选项有误，或文件无法读写\n",
            "Exit codes: 0 done; 1 something in the forms has to be looked at; 2 wrong options, or a file can't be read\n",
        ))
        .arg(value("field", "F", options, t("领域，如 社会救助", "The field, such as 社会救助")))
        .arg(value("body", "B", options, t("填报单位，如 县民政局", "The body that fills it in, such as 县民政局")))
        .arg(path(
            "from",
            options,
            t(
                "事项取自哪份目录：指引或去年的目录（YAML 或表格）；不写时取配置 fields 中该领域的 reference",
                "The catalog with the items, a reference or last year's (YAML or a table); else the field's reference in the config",
            ),
        ))
        .arg(path(
            "collect",
            options,
            t("收回的填报表所在的文件夹，或一个文件", "The folder of forms that came back, or one of them"),
        ).conflicts_with_all(["field", "body", "from"]))
        .arg(value("title", "TITLE", options, t("合并后目录的标题", "Title of the catalog that is put together")))
        .arg(output(lang, t("写到哪个文件", "File to write")))
        .arg(keys(lang, options))
        .arg(flag("force", options, t("覆盖已有的文件", "Overwrite a file that exists")))
        .args(configs(lang))
}

/// `-o`
pub(super) fn output(lang: Lang, help: &'static str) -> Arg {
    value("output", "FILE", pick(lang, "选项", "Options"), help)
        .short('o')
        .required(true)
        .value_parser(OsStringValueParser::new())
}

pub(super) fn read(asked: Asked<'_>, of: &ArgMatches) -> Result<Command, Stop> {
    let file = |id: &str| of.get_one::<OsString>(id).map(PathBuf::from);
    let output = file("output").unwrap_or_default();
    let ends = |end: &str| output.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(end));
    let wrong = |end: &str| {
        let name = output.display();
        Err(asked.mistake(
            &format!("“{name}”请改成 .{end} 结尾的文件名"),
            &format!("give {name} a name that ends in .{end}"),
        ))
    };
    let (origin, force) = (origin(of), of.get_flag("force"));
    if let Some(from) = file("collect") {
        if !ends("yaml") && !ends("yml") {
            return wrong("yaml");
        }
        let title = one(of, "title").unwrap_or_default().to_owned();
        let request = CollectRequest { from, output, title, keys: asked.keys(of)?, force, origin };
        return Ok(Command::Form(FormCommand::Collect(request)));
    }
    if !ends("xlsx") {
        return wrong("xlsx");
    }
    let needed = |id: &str| {
        one(of, id)
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
            .ok_or_else(|| asked.mistake(&format!("缺少 --{id}"), &format!("--{id} is missing")))
    };
    let (field, body) = (needed("field")?, needed("body")?);
    let from = file("from");
    Ok(Command::Form(FormCommand::Make(MakeRequest { field, body, from, output, force, origin })))
}
