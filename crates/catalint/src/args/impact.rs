//! `impact`

use catalint_core::rule::Lang;
use clap::ArgMatches;

use super::duties::{configs, folders};
use super::help::{list, sub, value};
use super::{Asked, Command, origin, paths};
use crate::impact::{ImpactFormat, ImpactRequest};
use crate::lang::pick;
use crate::usage::Stop;

pub(super) fn table(lang: Lang) -> clap::Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    let options = t("选项", "Options");
    sub("impact", lang)
        .about(t(
            "两天之间废止、施行、修订的法规影响哪些事项：按单位列出原依据、新依据和完成期限",
            "Which items the acts touch that ended, began or changed between two days: by body, old basis and new",
        ))
        .override_usage(t(
            "catalint impact --from <日期> --to <日期> [文件夹...] [选项]",
            "catalint impact --from DATE --to DATE [PATH...] [OPTIONS]",
        ))
        .after_help(t(
            "退出码：0 没有要改的；1 有依据要更新；2 选项有误，或文件无法读写\n",
            "Exit codes: 0 nothing to change; 1 a basis has to change; 2 wrong options, or a file can't be read\n",
        ))
        .arg(folders(lang))
        .arg(
            value(
                "from",
                "DATE",
                options,
                t("变动之前的一天，如 2026-08-14", "The day before the changes, such as 2026-08-14"),
            )
            .required(true),
        )
        .arg(
            value("to", "DATE", options, t("最后一天，如 2026-08-15", "The last day, such as 2026-08-15"))
                .required(true),
        )
        .arg(list(
            "output-format",
            "FMT[=FILE]",
            options,
            t(
                "pretty、json、html=文件、docx=文件（通知）、xlsx=文件；可用多次",
                "pretty, json, html=FILE, docx=FILE (notices), xlsx=FILE; repeatable",
            ),
        ))
        .args(configs(lang))
}

pub(super) fn read(asked: Asked<'_>, of: &ArgMatches) -> Result<Command, Stop> {
    let day = |id: &str| asked.day(of, id).map(|day| day.expect("clap asks for it"));
    let (from, to) = (day("from")?, day("to")?);
    if to < from {
        return Err(asked.mistake("--to 的日期在 --from 之前", "--to lies before --from"));
    }
    let known = [
        ("pretty", ImpactFormat::Pretty),
        ("json", ImpactFormat::Json),
        ("html", ImpactFormat::Html),
        ("docx", ImpactFormat::Docx),
        ("xlsx", ImpactFormat::Xlsx),
    ];
    let outputs = asked.outputs(of, &known, &["docx", "xlsx"])?;
    Ok(Command::Impact(ImpactRequest { paths: paths(of), from, to, outputs, origin: origin(of) }))
}
