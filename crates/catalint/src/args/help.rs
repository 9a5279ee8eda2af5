//! The table of commands and options, with their help in both languages.
//!
//! clap breaks lines at blanks, of which Chinese has none: each text is short enough for one line.

use std::sync::LazyLock;

use catalint_core::rule::Lang;
use catalint_domain::law::Registry;
use clap::builder::{OsStringValueParser, Styles};
use clap::{Arg, ArgAction, Command};

use crate::lang::pick;

/// The program without any command.
pub(super) fn program(lang: Lang) -> Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    let others = t("其他", "Other");
    Command::new("catalint")
        .version(env!("CARGO_PKG_VERSION"))
        .long_version(version(lang))
        .about(t(
            "检查政务公开标准目录（YAML 文件）：问题在哪里，依据是什么，怎样改。",
            "Checks Chinese government-disclosure catalogs (YAML files): what is wrong, by which law, how to mend it.",
        ))
        .help_template(t(
            "{about}\n\n用法：{usage}\n\n{all-args}{after-help}",
            "{about}\n\nUsage: {usage}\n\n{all-args}{after-help}",
        ))
        .override_usage(t("catalint <命令> [选项]", "catalint <COMMAND> [OPTIONS]"))
        .subcommand_help_heading(t("命令", "Commands"))
        .after_help(t(
            "常用：\n  catalint check 目录.yaml          检查一个文件\n  catalint check --fix 目录.yaml    自动修正有把握的问题\n  catalint explain BAS001           了解一条规则\n",
            "Examples:\n  catalint check catalog.yaml         check a file\n  catalint check --fix catalog.yaml   mend what can be mended safely\n  catalint explain BAS001             read about a rule\n",
        ))
        .styles(Styles::plain())
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg_required_else_help(true)
        .subcommand_required(true)
        .args_override_self(true)
        .arg(
            value("lang", "zh|en", others, t("语言：zh 中文、en 英文", "Language: zh for Chinese, en for English"))
                .global(true),
        )
        .arg(
            value("color", "WHEN", others, t("颜色：auto 自动、always 总是、never 从不", "Colours: auto, always, never"))
                .global(true),
        )
        .arg(
            Arg::new("help").long("help").short('h').action(ArgAction::Help).global(true).help_heading(others)
                .help(t("显示帮助", "Print help")),
        )
        .arg(
            Arg::new("version").long("version").short('V').action(ArgAction::Version).help_heading(others)
                .help(t("显示版本", "Print the version")),
        )
}

/// The version, and below it the day to which the law is known. clap keeps texts for the life of the program.
fn version(lang: Lang) -> &'static str {
    static WORDS: LazyLock<[String; 2]> = LazyLock::new(|| {
        let (version, checked) = (env!("CARGO_PKG_VERSION"), Registry::builtin().checked_to());
        let zh = format!("{version}\n法律数据核对到{}", checked.chinese());
        [zh, format!("{version}\ndata on laws checked up to {checked}")]
    });
    pick(lang, &WORDS[0], &WORDS[1])
}

/// The keys of a catalog that is written.
pub(super) fn keys(lang: Lang, heading: &'static str) -> Arg {
    let help = pick(
        lang,
        "写出的目录用哪种键名：zh 中文、en 英文；不写则随显示语言",
        "Keys of the catalog that is written: zh, en; by the language of the run when absent",
    );
    value("keys", "zh|en", heading, help)
}

pub(super) fn sub(name: &'static str, lang: Lang) -> Command {
    Command::new(name)
        .help_template(pick(
            lang,
            "{about}\n\n用法：{usage}\n\n{all-args}{after-help}",
            "{about}\n\nUsage: {usage}\n\n{all-args}{after-help}",
        ))
        .args_override_self(true)
}

pub(super) fn value(name: &'static str, value: &'static str, heading: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help_heading(heading).help(help)
}

pub(super) fn path(name: &'static str, heading: &'static str, help: &'static str) -> Arg {
    value(name, "FILE", heading, help).value_parser(OsStringValueParser::new())
}

pub(super) fn list(name: &'static str, written: &'static str, heading: &'static str, help: &'static str) -> Arg {
    value(name, written, heading, help).action(ArgAction::Append)
}

pub(super) fn flag(name: &'static str, heading: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help_heading(heading).help(help)
}
