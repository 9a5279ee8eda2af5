//! `check`: what is asked of a check, and how it is written.

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;

use catalint_core::fix::Applicability;
use catalint_core::rule::{Lang, Rule, Selection, Selector, Severity};
use catalint_domain::date::Date;
use catalint_workspace::config_store::Origin;
use catalint_workspace::patterns::Exclusions;
use clap::builder::OsStringValueParser;
use clap::{Arg, ArgMatches, ValueHint};

use super::help::{flag, list, path, sub, value};
use super::{Asked, Command, one, origin, paths, words};
use crate::lang::pick;
use crate::output::{OutputKind, WantedOutput};
use crate::usage::Stop;

/// `check`
#[derive(Debug)]
pub(crate) struct Check {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) stdin_filename: Option<String>,
    /// `--exclude`, from the working directory.
    pub(crate) exclude: Arc<Exclusions>,
    pub(crate) skip_others: bool,
    pub(crate) force_exclude: bool,
    pub(crate) wanted: Words,
    pub(crate) profile: Option<String>,
    pub(crate) origin: Origin,
    pub(crate) show_settings: bool,
    pub(crate) as_of: Date,
    pub(crate) fix: Fixing,
    /// Instead of mending: the reason for which comments are to ignore what is found.
    pub(crate) ignores: Option<String>,
    /// The weakest fixes to apply.
    pub(crate) least_fix: Applicability,
    /// Where a file that is fixed goes, instead of its own place.
    pub(crate) copy: Option<PathBuf>,
    /// The annotated copy in which it is ticked what is fixed.
    pub(crate) accepted: Option<PathBuf>,
    /// Whether each fix is asked for.
    pub(crate) interactive: bool,
    pub(crate) outputs: Vec<WantedOutput>,
    pub(crate) min_severity: Option<Severity>,
    /// Whether findings with one cause are one entry, where people read.
    pub(crate) grouped: bool,
    /// Exit code 1 from here on, the inner `None` for never; none where the config decides.
    pub(crate) fail_on: Option<Option<Severity>>,
    /// The file of findings that are known already; none where the config decides.
    pub(crate) baseline: Option<PathBuf>,
    pub(crate) show_suppressed: bool,
    pub(crate) statistics: bool,
    pub(crate) quiet: bool,
    pub(crate) allow_empty: bool,
    pub(crate) watch: bool,
    /// A revision, or an older file or folder.
    pub(crate) since: Option<OsString>,
    pub(crate) jobs: Option<usize>,
    /// The top of the repository.
    pub(crate) root: Option<PathBuf>,
}

/// The rules that are asked for. What they mean hangs on the configs, which may bring rules.
#[derive(Debug, Default)]
pub(crate) struct Words {
    select: Vec<String>,
    extend: Vec<String>,
    ignore: Vec<String>,
}

impl Check {
    /// The rules that are asked for, out of those that are known.
    ///
    /// # Errors
    /// When one of them is not known.
    pub(crate) fn selection(&self, rules: &[&'static Rule], lang: Lang) -> Result<Selection, Stop> {
        let asked = Asked { lang, command: "check" };
        let read = |words: &[String], option: &str| {
            let one = |word: &String| {
                Selector::parse(word, rules).map_err(|no| asked.unknown(option, &no.written, &[], no.nearest))
            };
            words.iter().map(one).collect::<Result<Vec<_>, Stop>>()
        };
        Ok(Selection {
            select: read(&self.wanted.select, "--select")?,
            extend: read(&self.wanted.extend, "--extend-select")?,
            ignore: read(&self.wanted.ignore, "--ignore")?,
        })
    }

    /// Refuses a profile that nobody knows.
    ///
    /// # Errors
    /// When it is none of `known`.
    pub(crate) fn known_profile(&self, known: &[String], lang: Lang) -> Result<(), Stop> {
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        match self.profile.as_deref() {
            Some(name) if !known.contains(&name) => {
                Err(Asked { lang, command: "check" }.unknown("--profile", name, &known, None))
            }
            _ => Ok(()),
        }
    }
}

/// What happens to files that can be mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fixing {
    No,
    Write,
    Show,
}

impl Check {
    /// The mildest findings that a terminal shows and `--fix` mends.
    pub(crate) fn least(&self) -> Severity {
        self.min_severity.unwrap_or(Severity::Warning)
    }
}

/// The options that `baseline` has in common with `check`.
pub(super) const LOOKING: [&str; 11] = [
    "paths",
    "jobs",
    "select",
    "extend-select",
    "ignore",
    "profile",
    "config",
    "isolated",
    "trust-config",
    "as-of",
    "quiet",
];

pub(super) fn table(lang: Lang) -> clap::Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    let files = t("文件", "Files");
    let which = t("规则", "Rules");
    let fixes = t("修正", "Fixes");
    let output = t("输出", "Output");
    sub("check", lang)
        .about(t("检查目录文件", "Check catalogs"))
        .override_usage(t("catalint check [选项] [PATH]...", "catalint check [OPTIONS] [PATH]..."))
        .after_help(t(
            "退出码：0 没有问题；1 有达到 --fail-on 级别的问题；2 选项有误或文件无法读写\n",
            "Exit codes: 0 clean; 1 findings at or above --fail-on; 2 wrong options, or a file can't be read or written\n",
        ))
        .arg(
            Arg::new("paths").value_name("PATH").display_order(0).num_args(0..).help_heading(files)
                .value_parser(OsStringValueParser::new()).value_hint(ValueHint::AnyPath)
                .help(t("文件或文件夹，不写为当前文件夹；“-”为标准输入", "Files and directories, . when none; - is standard input")),
        )
        .arg(value("stdin-filename", "NAME", files, t("标准输入显示成什么文件名", "Name under which standard input is shown")))
        .arg(list("exclude", "PATTERN", files, t("不看这些文件或文件夹，写法同 .gitignore；可用多次", "Leave these files and folders out, written as in .gitignore; repeatable")))
        .arg(flag("force-exclude", files, t("点名的文件如在排除之列，也不检查", "Exclusions hold for named files, too")))
        .arg(flag("skip-others", files, t("点名的 YAML 文件如果不是目录，就略过", "Leave named files alone that are no catalogs")))
        .arg(flag("allow-empty", files, t("没有找到目录文件也不算出错", "No catalog at all is no error")))
        .arg(
            value("since", "REV|PATH", files, t("与旧版本比较：git 版本，或者旧的文件、文件夹", "Compare with a git revision, or an older file or folder"))
                .value_parser(OsStringValueParser::new()),
        )
        .arg(value("jobs", "N", files, t("同时检查几个文件", "How many files are checked at a time")))
        .arg(list("select", "RULES", which, t("只用这些规则：代码、名称或类别，如 BAS001,CNT", "Only these rules: codes, names or families, such as BAS001,CNT")))
        .arg(list("extend-select", "RULES", which, t("另外加上这些规则", "These rules besides")))
        .arg(list("ignore", "RULES", which, t("不用这些规则", "Not these rules")))
        .arg(value("profile", "NAME", which, t("不论文件怎么写，都按这个体例：national、shanghai", "Vocabulary, whatever the file says: national, shanghai")))
        .arg(
            value("config", "FILE", which, t("用这个配置文件，不找 catalint.yaml", "This config, instead of the nearest catalint.yaml"))
                .value_parser(OsStringValueParser::new()),
        )
        .arg(flag("isolated", which, t("不用任何配置文件", "No config at all")).conflicts_with("config"))
        .arg(flag("trust-config", which, t("配置可以引用仓库之外的文件", "The config may name files outside its repository")))
        .arg(flag("show-settings", which, t("不检查，只显示对这个文件起作用的配置", "Check nothing; show the settings for the file")))
        .arg(value("as-of", "DATE", which, t("按这一天的法律状况判断，如 2026-06-30；不写为今天", "The day on which law is judged, such as 2026-06-30; today when absent")))
        .arg(flag("fix", fixes, t("自动修正有把握的问题", "Apply safe fixes")))
        .arg(
            value("copy", "COPY", fixes, t("修正后写到这个文件，原文件不动", "Write the fixed file here and leave the original as it is"))
                .short('o').value_parser(OsStringValueParser::new()).value_hint(ValueHint::FilePath),
        )
        .arg(
            value("accepted", "COPY", fixes, t("只改这个标注文件里勾选“采纳”的几处", "Fix only what is ticked in this annotated copy"))
                .value_parser(OsStringValueParser::new()).value_hint(ValueHint::FilePath),
        )
        .arg(flag("interactive", fixes, t("一处一处地问：采用、不改、忽略并写理由", "Ask about each problem: apply, leave, ignore with a reason")))
        .arg(flag("unsafe-fixes", fixes, t("连需要您确认的修正也一并应用", "Apply fixes that need your consent, too")))
        .arg(flag("diff", fixes, t("只显示将作的修改，不写文件", "Only show what would change; write nothing")).conflicts_with("output-format"))
        .arg(value("add-ignores", "WHY", fixes, t("给查出的问题加上忽略注释，写明理由", "Write comments that ignore what is found, with this reason")).conflicts_with_all(["fix", "unsafe-fixes"]))
        .arg(list("output-format", "FMT[=FILE]", output, t("pretty、concise、html、markdown、json、sarif、github 等，可写入文件；html=文件夹/ 每个单位一页；可用多次", "pretty, concise, html, markdown, json, sarif, github ...; html=FOLDER/ has a page for each body; repeatable")))
        .arg(
            value("root", "DIR", output, t("仓库的根：github、sarif 等格式中的路径由此算起", "Top of the repository, where paths in github, sarif and the like start"))
                .value_parser(OsStringValueParser::new()).value_hint(ValueHint::DirPath),
        )
        .arg(value("min-severity", "LEVEL", output, t("显示到哪一级：error、warning、hint", "Least severity shown: error, warning, hint")))
        .arg(value("fail-on", "LEVEL", output, t("从哪一级起退出码为 1：error（默认）、warning、hint、never", "Exit 1 from here on: error (default), warning, hint, never")))
        .arg(path("baseline", which, t("只报基线文件中没有的问题", "Only findings that are not in this baseline")))
        .arg(flag("show-suppressed", output, t("json、jsonl 中也列出被注释忽略的问题", "In json and jsonl, list findings that comments ignore, too")))
        .arg(flag("no-group", output, t("逐处列出，不把原因相同的合为一条", "One entry a finding, not one a cause")))
        .arg(flag("statistics", output, t("末尾按规则和原因列出数量", "Count findings by rule and cause at the end")))
        .arg(flag("watch", output, t("文件改动后自动重新检查，直到按 Ctrl-C", "Check again whenever a file changes, until Ctrl-C")))
        .arg(flag("quiet", output, t("只输出问题，不输出汇总", "Findings only, no summary")).short('q'))
}

pub(super) fn read(asked: Asked<'_>, of: &ArgMatches) -> Result<Command, Stop> {
    Ok(Command::Check(Box::new(check(asked, of)?)))
}

fn check(asked: Asked<'_>, of: &ArgMatches) -> Result<Check, Stop> {
    let unsafe_fixes = of.get_flag("unsafe-fixes");
    let ignores = one(of, "add-ignores").map(|why| why.trim().to_owned());
    if ignores.as_deref() == Some("") {
        return Err(asked.mistake("--add-ignores 后面要写明忽略的理由", "--add-ignores needs a reason"));
    }
    let fix = match (of.get_flag("diff"), of.get_flag("fix") || unsafe_fixes || ignores.is_some()) {
        (true, _) => Fixing::Show,
        (false, true) => Fixing::Write,
        (false, false) => Fixing::No,
    };
    let paths = paths(of);
    if of.get_flag("watch") && paths.iter().any(|path| path.as_os_str() == "-") {
        return Err(asked.mistake("--watch 不能用于标准输入", "--watch does not go with standard input"));
    }
    let least_fix = if unsafe_fixes { Applicability::Offer } else { Applicability::Safe };
    let copy = of.get_one::<OsString>("copy").map(PathBuf::from);
    let one_file = paths.len() == 1 && !paths[0].is_dir();
    if copy.is_some() && (fix != Fixing::Write || ignores.is_some() || !one_file) {
        return Err(asked.mistake(
            "-o 与 --fix（或 --unsafe-fixes）和一个文件一起用",
            "-o goes with --fix (or --unsafe-fixes) and one file",
        ));
    }
    let accepted = of.get_one::<OsString>("accepted").map(PathBuf::from);
    if accepted.is_some() && (fix == Fixing::No || unsafe_fixes || ignores.is_some() || !one_file) {
        return Err(asked.mistake(
            "--accepted 与 --fix（或 --diff）和一个表格文件一起用，不与 --unsafe-fixes、--add-ignores 一起用",
            "--accepted goes with --fix (or --diff) and one table file, and not with --unsafe-fixes or --add-ignores",
        ));
    }
    let interactive = of.get_flag("interactive");
    if interactive && (fix != Fixing::Write || copy.is_some() || accepted.is_some() || of.get_flag("watch")) {
        return Err(asked.mistake(
            "--interactive 与 --fix 一起用，不与 --diff、--watch、-o、--accepted 一起用",
            "--interactive goes with --fix, and not with --diff, --watch, -o or --accepted",
        ));
    }
    // Who is asked may be asked about offers, too.
    let least_fix = if interactive { Applicability::Offer } else { least_fix };
    Ok(Check {
        paths,
        stdin_filename: one(of, "stdin-filename").map(str::to_owned),
        exclude: asked.exclude(of)?,
        skip_others: of.get_flag("skip-others"),
        force_exclude: of.get_flag("force-exclude"),
        wanted: wanted(of),
        profile: one(of, "profile").map(str::to_owned),
        origin: origin(of),
        show_settings: of.get_flag("show-settings"),
        as_of: asked.as_of(of)?,
        fix,
        ignores,
        least_fix,
        copy,
        accepted,
        interactive,
        outputs: outputs(asked, of)?,
        min_severity: asked.severity(of, "min-severity", &["error", "warning", "hint"])?,
        grouped: !of.get_flag("no-group"),
        fail_on: match one(of, "fail-on") {
            None => None,
            Some(_) => Some(asked.severity(of, "fail-on", &["error", "warning", "hint", "never"])?),
        },
        baseline: of.get_one::<OsString>("baseline").map(PathBuf::from),
        show_suppressed: of.get_flag("show-suppressed"),
        statistics: of.get_flag("statistics"),
        quiet: of.get_flag("quiet"),
        allow_empty: of.get_flag("allow-empty"),
        watch: of.get_flag("watch"),
        since: of.get_one::<OsString>("since").cloned(),
        jobs: asked.jobs(of)?,
        root: of.get_one::<OsString>("root").map(PathBuf::from),
    })
}

/// A check of some paths that shows nothing.
pub(super) fn silent(asked: Asked<'_>, of: &ArgMatches, paths: Vec<PathBuf>) -> Result<Check, Stop> {
    Ok(Check {
        paths,
        stdin_filename: None,
        exclude: Arc::default(),
        skip_others: false,
        force_exclude: false,
        wanted: wanted(of),
        profile: one(of, "profile").map(str::to_owned),
        origin: origin(of),
        show_settings: false,
        as_of: asked.as_of(of)?,
        fix: Fixing::No,
        ignores: None,
        least_fix: Applicability::Safe,
        copy: None,
        accepted: None,
        interactive: false,
        outputs: Vec::new(),
        min_severity: None,
        grouped: true,
        fail_on: None,
        baseline: of.get_one::<OsString>("baseline").map(PathBuf::from),
        show_suppressed: false,
        statistics: false,
        quiet: false,
        allow_empty: false,
        watch: false,
        since: None,
        jobs: asked.jobs(of)?,
        root: None,
    })
}

/// The rules that are asked for.
fn wanted(of: &ArgMatches) -> Words {
    Words { select: words(of, "select"), extend: words(of, "extend-select"), ignore: words(of, "ignore") }
}

fn outputs(asked: Asked<'_>, of: &ArgMatches) -> Result<Vec<WantedOutput>, Stop> {
    let mut outputs: Vec<WantedOutput> = Vec::new();
    for written in of.get_many::<String>("output-format").unwrap_or_default() {
        let (name, file) = match written.split_once('=') {
            Some((name, file)) => (name, Some(file).filter(|file| !file.is_empty())),
            None => (written.as_str(), None),
        };
        let Some(kind) = OutputKind::named(name) else {
            let known: Vec<&str> = OutputKind::names().collect();
            return Err(asked.unknown("--output-format", name, &known, None));
        };
        let wanted = WantedOutput { kind, file: file.map(PathBuf::from) };
        let place = |wanted: &WantedOutput| wanted.file.as_deref().map(|file| std::path::absolute(file).ok());
        if outputs.iter().any(|other| place(other) == place(&wanted)) {
            return Err(asked.mistake(
                &format!("两种格式不能输出到同一处；请给“{name}”另写文件名，如 {name}=报告.txt"),
                &format!("two formats can not go to one place; give {name} a file: {name}=report.txt"),
            ));
        }
        outputs.push(wanted);
    }
    if outputs.is_empty() {
        outputs.push(WantedOutput { kind: OutputKind::Pretty, file: None });
    }
    Ok(outputs)
}
