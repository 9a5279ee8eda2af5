//! `export`

use std::ffi::OsString;
use std::path::PathBuf;

use catalint_core::rule::{Lang, Severity};
use catalint_domain::date::Date;
use catalint_table::publish::ExportTarget;
use catalint_workspace::config_store::Origin;
use clap::builder::OsStringValueParser;
use clap::{Arg, ArgMatches};

use super::help::{flag, path, sub, value};
use super::{Asked, Command, one, origin};
use crate::lang::pick;
use crate::usage::Stop;

/// `export`
#[derive(Debug)]
pub(crate) struct Export {
    pub(crate) file: PathBuf,
    pub(crate) output: Option<PathBuf>,
    pub(crate) target: ExportTarget,
    pub(crate) profile: Option<String>,
    pub(crate) origin: Origin,
    /// The mildest findings to be written into the table; none without `--annotate`.
    pub(crate) annotate: Option<Severity>,
    pub(crate) as_of: Date,
    pub(crate) force: bool,
}

pub(super) fn table(lang: Lang) -> clap::Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    let options = t("选项", "Options");
    sub("export", lang)
        .about(t(
            "把目录文件写成公布用的表格：xlsx、docx、html、csv、markdown、json",
            "Write a catalog as the table that is published: xlsx, docx, html, csv, Markdown, JSON",
        ))
        .override_usage(t(
            "catalint export <目录.yaml> -o 表格.html [选项]",
            "catalint export CATALOG.yaml -o TABLE.html [OPTIONS]",
        ))
        .arg(
            Arg::new("file")
                .value_name("CATALOG")
                .required(true)
                .help_heading(t("文件", "Files"))
                .value_parser(OsStringValueParser::new())
                .help(t("目录文件；“-”为标准输入", "The catalog; - is standard input")),
        )
        .arg(
            value(
                "output",
                "FILE",
                options,
                t("写到哪个文件，格式看扩展名", "File to write; its extension tells the format"),
            )
            .short('o')
            .value_parser(OsStringValueParser::new()),
        )
        .arg(value(
            "format",
            "FORMAT",
            options,
            t("格式：xlsx、docx、html、csv、markdown、json", "Format: xlsx, docx, html, csv, markdown, json"),
        ))
        .arg(value(
            "profile",
            "NAME",
            options,
            t("按哪种体例的表格；不写为目录自己的", "Profile of the table; the catalog's own when absent"),
        ))
        .arg(flag(
            "csv-safe",
            options,
            t(
                "CSV 中像公式的文字前加一撇，表格软件不会计算",
                "In CSV, an apostrophe before what a spreadsheet would take for a formula",
            ),
        ))
        .arg(flag(
            "annotate",
            options,
            t(
                "xlsx：检查一遍，有问题的单元格着色、加批注，另附一张检查结果",
                "xlsx: check the catalog, colour and comment the cells with findings, list them on a second sheet",
            ),
        ))
        .arg(value(
            "min-severity",
            "LEVEL",
            options,
            t(
                "与 --annotate 同用，标到哪一级：error、warning（默认）、hint",
                "With --annotate, least severity shown: error, warning (default), hint",
            ),
        ))
        .arg(value(
            "as-of",
            "DATE",
            options,
            t(
                "与 --annotate 同用，按这一天的法律状况判断；不写为今天",
                "With --annotate, the day on which law is judged; today when absent",
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
        .arg(flag("force", options, t("覆盖已有的文件", "Overwrite a file that exists")))
}

pub(super) fn read(asked: Asked<'_>, of: &ArgMatches) -> Result<Command, Stop> {
    Ok(Command::Export(export(asked, of)?))
}

fn export(asked: Asked<'_>, of: &ArgMatches) -> Result<Export, Stop> {
    let path = |id: &str| of.get_one::<OsString>(id).map(PathBuf::from);
    let known: Vec<&str> = ExportTarget::NAMED.iter().map(|(name, ..)| *name).collect();
    let named = asked.word(of, "format", &known)?.and_then(ExportTarget::named);
    let output = path("output");
    let to_yaml = output.as_ref().and_then(|output| output.extension()).is_some_and(|e| e == "yaml" || e == "yml");
    if to_yaml && named.is_none() {
        return Err(asked.mistake(
            "export 从 YAML 写出表格；要从表格得到 YAML，请用 catalint import",
            "export makes a table of YAML; for the way back, use catalint import",
        ));
    }
    let by_name = output.as_ref().and_then(|output| ExportTarget::of_file(&output.to_string_lossy()));
    let all = known.join(pick(asked.lang, "、", ", "));
    let Some(target) = named.or(by_name) else {
        return Err(asked.mistake(
            &format!("不知道写成什么格式；请用 -o 写文件名，如 -o 目录.html，或用 --format 写格式（{all}）"),
            &format!("the format is not known; name a file, such as -o catalog.html, or a --format ({all})"),
        ));
    };
    let safe = of.get_flag("csv-safe");
    if safe && target != ExportTarget::Csv {
        return Err(asked.mistake("--csv-safe 只用于 csv", "--csv-safe is for csv"));
    }
    if output.is_none() && !target.is_text() {
        return Err(
            asked.mistake("这种格式不是文字，要用 -o 写到文件", "this format is no text; write it to a file with -o")
        );
    }
    let annotate = of.get_flag("annotate");
    if annotate && target != ExportTarget::Xlsx {
        return Err(asked.mistake(
            "--annotate 只用于 xlsx：别的格式没有批注",
            "--annotate is for xlsx: other formats have no comments",
        ));
    }
    if let Some(option) = ["min-severity", "as-of"].into_iter().find(|option| !annotate && one(of, option).is_some()) {
        return Err(
            asked.mistake(&format!("--{option} 要和 --annotate 一起用"), &format!("--{option} goes with --annotate"))
        );
    }
    let least = asked.severity(of, "min-severity", &["error", "warning", "hint"])?.unwrap_or(Severity::Warning);
    Ok(Export {
        file: path("file").unwrap_or_default(),
        output,
        target: if safe { ExportTarget::CsvSafe } else { target },
        profile: one(of, "profile").map(str::to_owned),
        origin: origin(of),
        annotate: annotate.then_some(least),
        as_of: asked.as_of(of)?,
        force: of.get_flag("force"),
    })
}
