//! `catalint check --show-settings`: which settings hold for a file, and where they come from.

use std::fmt::Write;
use std::process::ExitCode;

use catalint_core::config::RuleLevel;
use catalint_core::lint::{LawDays, Settings};
use catalint_core::rule::Lang;
use catalint_core::rules::{find, is_always_told};
use catalint_workspace::job::Job;

use crate::lang::pick;
use crate::say;

/// Prints the settings of the files.
pub(crate) fn settings(jobs: &[Job], base: &Settings, lang: Lang) -> ExitCode {
    let pages: Vec<String> = jobs.iter().map(|job| page(job, base, lang)).collect();
    say(&pages.join("\n"))
}

fn page(job: &Job, base: &Settings, lang: Lang) -> String {
    let config = &job.scope.config;
    let options = job.scope.options(base, job.path());
    let none = pick(lang, "（无）", "(none)");
    let mut out = format!("{}\n", job.task.name);
    let mut line = |zh: &'static str, en: &'static str, value: &str| {
        let value = if value.is_empty() { none } else { value };
        writeln!(out, "  {}{value}", pick(lang, format!("{zh}："), format!("{en}: "))).expect("a String takes all");
    };
    let file = job.scope.file.as_ref().map(|file| file.display().to_string());
    line("配置文件", "config", &file.unwrap_or_default());
    let forced = options
        .profile
        .as_deref()
        .map(|name| pick(lang, format!("{name}（不论文件怎么写）"), format!("{name}, whatever the file says")));
    line("体例", "profile", &forced.or_else(|| options.default_profile.clone()).unwrap_or_default());
    line("可用的体例", "profiles", &options.profiles.names().collect::<Vec<_>>().join("、"));
    let days = LawDays { as_of: options.as_of, checked_to: options.registry.checked_to() };
    line("法律状况", "law", &days.words(lang));
    let fail_on = config.fail_on.map(|least| least.map_or("never", |severity| severity.key()));
    line("fail_on", "fail_on", fail_on.unwrap_or_default());
    line("lang", "lang", config.lang.map_or("", Lang::key));
    line("baseline", "baseline", config.baseline.as_deref().unwrap_or_default());
    line("files.include", "files.include", &config.include.patterns().join("、"));
    line("files.exclude", "files.exclude", &config.exclude.patterns().join("、"));
    line("files.tables", "files.tables", config.tables.key());
    let names: Vec<&str> = options.schemas.iter().map(|schema| schema.name.as_str()).collect();
    line("schemas", "schemas", &names.join("、"));
    let names: Vec<&str> = config.reference.iter().map(|reference| reference.title.as_str()).collect();
    line("reference", "reference", &names.join("、"));
    let own: Vec<String> = options
        .custom_rules
        .iter()
        .map(|own| format!("{} {}", own.rule.code, own.rule.messages[0].get(lang)))
        .collect();
    line("custom_rules", "custom_rules", &own.join("；"));
    let told = |code: &str| find(code).is_some_and(is_always_told);
    let levels = options.levels.iter().filter(|(code, _)| !told(code));
    let levels: Vec<String> = levels.map(|(code, level)| format!("{code} {}", level.key())).collect();
    line("rules", "rules", &levels.join("、"));
    let running = options.levels.iter().filter(|(code, level)| *level == RuleLevel::Off && !told(code)).count();
    if running > 0 {
        line("不检查的规则数", "rules that are off", &running.to_string());
    }
    out
}
