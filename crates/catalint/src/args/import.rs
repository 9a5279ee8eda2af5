//! `import`

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use catalint_core::rule::Lang;
use clap::builder::OsStringValueParser;
use clap::{Arg, ArgMatches};

use super::help::{flag, keys, sub, value};
use super::{Asked, Command, one};
use crate::import::is_folder;
use crate::lang::pick;
use crate::usage::Stop;

/// `import`
#[derive(Debug)]
pub(crate) struct Import {
    pub(crate) file: PathBuf,
    pub(crate) output: Option<PathBuf>,
    /// Which catalog of the file, from 1.
    pub(crate) table: Option<usize>,
    pub(crate) encoding: Option<String>,
    /// The language of the keys; that of the run where nobody says.
    pub(crate) keys: Option<Lang>,
    pub(crate) force: bool,
}

pub(super) fn table(lang: Lang) -> clap::Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    let options = t("选项", "Options");
    sub("import", lang)
        .about(t(
            "把表格读成目录文件：xlsx、xls、ods、docx、html、csv、tsv、markdown、粘贴的文字",
            "Read a table as a catalog: xlsx, xls, ods, docx, html, csv, tsv, Markdown, pasted text",
        ))
        .override_usage(t(
            "catalint import <文件> [-o 目录.yaml|文件夹/] [选项]",
            "catalint import FILE [-o CATALOG.yaml|FOLDER/] [OPTIONS]",
        ))
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .required(true)
                .help_heading(t("文件", "Files"))
                .value_parser(OsStringValueParser::new())
                .help(t("表格文件；“-”为标准输入", "The table; - is standard input")),
        )
        .arg(
            value(
                "output",
                "CATALOG",
                options,
                t(
                    "写到哪个文件；写文件夹则每张目录表一个文件；不写为标准输出",
                    "File to write, or folder for one file a catalog; standard output when absent",
                ),
            )
            .short('o')
            .value_parser(OsStringValueParser::new()),
        )
        .arg(value(
            "table",
            "N",
            options,
            t("文件中有几张目录表时，只读第几张", "Of several catalogs of the file only this one"),
        ))
        .arg(value(
            "encoding",
            "NAME",
            options,
            t(
                "文字文件的编码，如 gb18030；不写为自动识别",
                "Encoding of a text, such as gb18030; found out when absent",
            ),
        ))
        .arg(keys(lang, options))
        .arg(flag("force", options, t("覆盖已有的文件", "Overwrite files that exist")))
}

pub(super) fn read(asked: Asked<'_>, of: &ArgMatches) -> Result<Command, Stop> {
    Ok(Command::Import(import(asked, of)?))
}

fn import(asked: Asked<'_>, of: &ArgMatches) -> Result<Import, Stop> {
    let path = |id: &str| of.get_one::<OsString>(id).map(PathBuf::from);
    let number = |written: &str| {
        written.parse().ok().filter(|n| *n > 0).ok_or_else(|| {
            asked.mistake(
                &format!("--table 的值“{written}”不对；请写第几张表，如 2"),
                &format!("--table {written}: a number such as 2 is needed"),
            )
        })
    };
    const ENCODINGS: [&str; 6] = ["auto", "utf-8", "gb18030", "utf-16le", "utf-16be", "big5"];
    let encoding = one(of, "encoding").map(str::to_ascii_lowercase);
    if let Some(unknown) = encoding.as_deref().filter(|name| !ENCODINGS.contains(name)) {
        return Err(asked.unknown("--encoding", unknown, &ENCODINGS, None));
    }
    let output = path("output");
    // A table of that name would be lost under --force, and nobody looks for YAML in one.
    let yaml = |output: &PathBuf| {
        let extension = output.extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
        extension.is_some_and(|e| e == "yaml" || e == "yml") || is_folder(output) || is_device(output)
    };
    if let Some(other) = output.as_ref().filter(|output| !yaml(output)) {
        let other = other.display();
        return Err(asked.mistake(
            &format!("导入得到的是 YAML，“{other}”请改成 .yaml 结尾的文件名；要写到文件夹，请以 / 结尾"),
            &format!("what comes of an import is YAML: give {other} a name that ends in .yaml, or a folder one that ends in /"),
        ));
    }
    Ok(Import {
        file: path("file").unwrap_or_default(),
        output,
        table: one(of, "table").map(number).transpose()?,
        encoding,
        keys: asked.keys(of)?,
        force: of.get_flag("force"),
    })
}

/// A device or a pipe, which may have any name.
fn is_device(path: &Path) -> bool {
    path.metadata().is_ok_and(|meta| !meta.is_file() && !meta.is_dir())
}
