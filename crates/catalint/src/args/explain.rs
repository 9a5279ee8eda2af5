//! `explain`

use catalint_core::rule::{Lang, Rule};
use catalint_core::rules::{RULES, find};
use catalint_domain::chinese::edit_distance::nearest;
use catalint_workspace::Disk;
use catalint_workspace::config_store::here;
use clap::{Arg, ArgMatches};

use super::help::{list, sub};
use super::{Asked, Command};
use crate::lang::pick;
use crate::usage::Stop;
use crate::usage::offering;

pub(super) fn table(lang: Lang) -> clap::Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    sub("explain", lang)
        .about(t(
            "说明规则：为什么、法律依据、正误示例、怎样改",
            "Explain rules: why, by which law, wrong and right, how to mend",
        ))
        .override_usage(t("catalint explain CODE...", "catalint explain CODE..."))
        .arg(
            Arg::new("rules")
                .value_name("CODE")
                .num_args(1..)
                .required_unless_present("deadline")
                .help_heading(t("规则", "Rules"))
                .help(t("规则的代码或名称，如 BAS001", "Code or name of a rule, such as BAS001")),
        )
        .arg(list("deadline", "TEXT", t("期限", "Deadlines"), t("一段公开时限读作什么意思", "How a deadline is read")))
}

pub(super) fn read(asked: Asked<'_>, of: &ArgMatches) -> Result<Command, Stop> {
    Ok(Command::Explain {
        rules: rules(asked, of)?,
        deadlines: of.get_many::<String>("deadline").unwrap_or_default().cloned().collect(),
    })
}

fn rules(asked: Asked<'_>, of: &ArgMatches) -> Result<Vec<&'static Rule>, Stop> {
    let site = here(Disk::files(), asked.lang);
    let own = || site.config.custom_rules.iter().map(|own| own.rule);
    let known = || RULES.iter().copied().chain(own()).flat_map(|rule| [rule.code, rule.name]);
    let read = |word: &String| {
        let near = nearest(&word.to_ascii_uppercase(), known()).or_else(|| nearest(word, known()));
        let found = find(word.trim())
            .or_else(|| own().find(|rule| rule.code.eq_ignore_ascii_case(word.trim()) || rule.name == word.trim()));
        found.ok_or_else(|| {
            let said = pick(asked.lang, format!("没有“{word}”这条规则"), format!("there is no rule {word}"));
            let all = pick(asked.lang, "全部规则请看：catalint rules", "all of them: catalint rules");
            Stop::mistake(asked.lang, &offering(&said, near, all, asked.lang), asked.command)
        })
    };
    of.get_many::<String>("rules").unwrap_or_default().map(read).collect()
}
