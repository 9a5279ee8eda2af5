//! `duties`

use std::ffi::OsString;
use std::path::PathBuf;

use catalint_core::rule::Lang;
use clap::builder::OsStringValueParser;
use clap::{Arg, ArgMatches};

use super::help::{flag, list, path, sub, value};
use super::{Asked, Command, one, origin, paths};
use crate::duties::{DutiesFormat, DutiesRequest};
use crate::lang::pick;
use crate::usage::Stop;

pub(super) fn table(lang: Lang) -> clap::Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    let options = t("选项", "Options");
    sub("duties", lang)
        .about(t(
            "列出一年中哪天应当公开什么：目录写明的日期和周期、法律规定的日期",
            "What has to be disclosed in a year, and when: days and rhythms of catalogs, days that acts set",
        ))
        .override_usage(t(
            "catalint duties --year <年> [文件夹...] [选项]",
            "catalint duties --year Y [PATH...] [OPTIONS]",
        ))
        .after_help(t(
            "退出码：0 完成；2 选项有误，或文件无法读写\n",
            "Exit codes: 0 done; 2 wrong options, or a file can't be read or written\n",
        ))
        .arg(folders(lang))
        .arg(value("year", "Y", options, t("哪一年，如 2027", "The year, such as 2027")).required(true))
        .arg(list(
            "output-format",
            "FMT[=FILE]",
            options,
            t(
                "pretty、json、xlsx=文件、ics=文件（日历）；可用多次",
                "pretty, json, xlsx=FILE, ics=FILE (a calendar); repeatable",
            ),
        ))
        .args(configs(lang))
}

/// The paths of catalogs.
pub(super) fn folders(lang: Lang) -> Arg {
    Arg::new("paths")
        .value_name("PATH")
        .num_args(0..)
        .help_heading(pick(lang, "文件", "Files"))
        .value_parser(OsStringValueParser::new())
        .help(pick(lang, "目录文件或文件夹；不写为当前文件夹", "Files and folders; the current folder when absent"))
}

/// The options about configs.
pub(super) fn configs(lang: Lang) -> [Arg; 3] {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    let options = t("选项", "Options");
    [
        path(
            "config",
            options,
            t("用这个配置文件，不找 catalint.yaml", "This config, instead of the nearest catalint.yaml"),
        ),
        flag("isolated", options, t("不用任何配置文件", "No config at all")).conflicts_with("config"),
        flag(
            "trust-config",
            options,
            t("配置可以引用仓库之外的文件", "The config may name files outside its repository"),
        ),
    ]
}

pub(super) fn read(asked: Asked<'_>, of: &ArgMatches) -> Result<Command, Stop> {
    let written = one(of, "year").unwrap_or_default();
    let year = written.parse().ok().filter(|year| (1950..=2200).contains(year));
    let year = year.ok_or_else(|| {
        asked.mistake(
            &format!("--year 的“{written}”不是年份；请写成 2027 的样子"),
            &format!("--year: {written} is no year; write it like 2027"),
        )
    })?;
    let known = [
        ("pretty", DutiesFormat::Pretty),
        ("json", DutiesFormat::Json),
        ("xlsx", DutiesFormat::Xlsx),
        ("ics", DutiesFormat::Ics),
    ];
    Ok(Command::Duties(DutiesRequest {
        paths: paths(of),
        year,
        outputs: asked.outputs(of, &known, &["xlsx"])?,
        origin: origin(of),
    }))
}

impl Asked<'_> {
    /// The formats that are asked for and where each goes; the first of the known ones to standard output where none is. Those
    /// in `files` are no text and need a file.
    pub(super) fn outputs<F: Copy>(
        &self,
        of: &ArgMatches,
        known: &[(&'static str, F)],
        files: &[&str],
    ) -> Result<Vec<(F, Option<PathBuf>)>, Stop> {
        let mut outputs: Vec<(F, Option<PathBuf>)> = Vec::new();
        for written in of.get_many::<String>("output-format").unwrap_or_default() {
            let (name, file) =
                written.split_once('=').map_or((written.as_str(), None), |(name, file)| (name, Some(file)));
            let Some((_, format)) = known.iter().find(|(known, _)| *known == name) else {
                let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
                return Err(self.unknown("--output-format", name, &names, None));
            };
            let file = file.filter(|file| !file.is_empty()).map(|file| PathBuf::from(OsString::from(file)));
            if file.is_none() && files.contains(&name) {
                return Err(self.mistake(
                    &format!("“{name}”要写到文件，如 {name}=文件.{name}"),
                    &format!("{name} goes to a file: {name}=FILE.{name}"),
                ));
            }
            if outputs.iter().any(|(_, other)| *other == file) {
                return Err(self.mistake(
                    &format!("两种格式不能输出到同一处；请给“{name}”另写文件名，如 {name}=文件.{name}"),
                    &format!("two formats can not go to one place; give {name} a file: {name}=FILE.{name}"),
                ));
            }
            outputs.push((*format, file));
        }
        if outputs.is_empty() {
            outputs.extend(known.first().map(|(_, format)| (*format, None)));
        }
        Ok(outputs)
    }
}
