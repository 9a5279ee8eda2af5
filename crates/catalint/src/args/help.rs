//! The table of commands and options, with their help in both languages.
//!
//! clap breaks lines at blanks, of which Chinese has none: each text is short enough for one line.

use std::sync::LazyLock;

use catalint_core::rule::Lang;
use catalint_domain::law::Registry;
use clap::builder::{OsStringValueParser, Styles};
use clap::{Arg, ArgAction, Command, ValueHint};

use crate::lang::pick;

type Make = fn(Lang) -> Command;

/// All commands in the order of the help, and what makes them.
const MADE: [(&str, Make); 15] = [
    ("check", check),
    ("baseline", baseline),
    ("explain", explain),
    ("import", import),
    ("export", export),
    ("diff", diff),
    ("annotate", annotate),
    ("law", law),
    ("rules", rules),
    ("init", init),
    ("fmt", fmt),
    ("schema", schema),
    ("lsp", lsp),
    ("completions", completions),
    ("man", man),
];

/// Names of all commands.
pub(crate) const COMMANDS: [&str; MADE.len()] = {
    let mut names = [""; MADE.len()];
    let mut at = 0;
    while at < MADE.len() {
        names[at] = MADE[at].0;
        at += 1;
    }
    names
};

/// The program as clap knows it, with all commands.
pub(crate) fn command(lang: Lang) -> Command {
    MADE.iter().fold(program(lang), |program, (_, make)| program.subcommand(make(lang)))
}

/// The same with one command only: whoever begins with its name needs no other, and to make all takes longer than to read
/// the arguments.
pub(crate) fn command_of(lang: Lang, name: &str) -> Command {
    let one = MADE.iter().filter(|(known, _)| *known == name);
    one.fold(program(lang), |program, (_, make)| program.subcommand(make(lang)))
}

/// The program without any command.
fn program(lang: Lang) -> Command {
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

fn check(lang: Lang) -> Command {
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
        .arg(list("output-format", "FMT[=FILE]", output, t("pretty、concise、html、markdown、json、sarif、github 等，可写入文件；可用多次", "pretty, concise, html, markdown, json, sarif, github ...; repeatable")))
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

/// The options that `baseline` has in common with `check`.
const LOOKING: [&str; 11] = [
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

fn baseline(lang: Lang) -> Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    let files = t("文件", "Files");
    let check = check(lang);
    let common = check.get_arguments().filter(|arg| LOOKING.contains(&arg.get_id().as_str())).cloned();
    sub("baseline", lang)
        .about(t(
            "把现有问题记入基线文件，以后 check --baseline 只报新问题",
            "Record what is found now, so that check --baseline tells only what is new",
        ))
        .override_usage(t("catalint baseline [选项] [PATH]...", "catalint baseline [OPTIONS] [PATH]..."))
        .args(common)
        .mut_arg("paths", |paths| paths.help(t("文件或文件夹，不写为当前文件夹", "Files and directories, . when none")))
        .arg(path(
            "baseline",
            files,
            t("基线文件，不写为 catalint-baseline.json", "The baseline, catalint-baseline.json when absent"),
        ))
        .arg(list(
            "exclude",
            "PATTERN",
            files,
            t(
                "不看这些文件或文件夹，写法同 .gitignore；可用多次",
                "Leave these files and folders out, written as in .gitignore; repeatable",
            ),
        ))
        .arg(flag("prune", files, t("只删去不再存在的问题，不加入新的", "Only drop what is gone, add nothing")))
}

fn explain(lang: Lang) -> Command {
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

fn import(lang: Lang) -> Command {
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

fn export(lang: Lang) -> Command {
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

fn diff(lang: Lang) -> Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    let (versions, options) = (t("版本", "Versions"), t("选项", "Options"));
    let version = |name: &'static str, value: &'static str, help: &'static str| {
        let arg = Arg::new(name).value_name(value).required(true).help_heading(versions).help(help);
        let arg = arg.display_order(usize::from(name == "new"));
        arg.value_parser(OsStringValueParser::new()).value_hint(ValueHint::AnyPath)
    };
    sub("diff", lang)
        .about(t(
            "对照目录的两个版本，逐项列出改了什么",
            "What changed between two versions of a catalog, item by item",
        ))
        .override_usage(t("catalint diff <旧> <新> [选项]", "catalint diff OLD NEW [OPTIONS]"))
        .after_help(t(
            "退出码：0 内容相同；1 有修改；2 选项有误或文件无法读写\n",
            "Exit codes: 0 the same; 1 they differ; 2 wrong options, or a file can't be read or written\n",
        ))
        .arg(version(
            "old",
            "OLD",
            t(
                "旧版本：YAML 文件、表格，或“git 版本:路径”，如 HEAD~1:目录.yaml",
                "Old version: YAML, a table, or REV:PATH, such as HEAD~1:catalog.yaml",
            ),
        ))
        .arg(version(
            "new",
            "NEW",
            t(
                "新版本，写法相同；其中一个可以是“-”（标准输入）",
                "New version, likewise; one of them may be - (standard input)",
            ),
        ))
        .arg(list(
            "output-format",
            "FMT[=FILE]",
            options,
            t("pretty、markdown、html、json，可写入文件；可用多次", "pretty, markdown, html, json; repeatable"),
        ))
        .arg(value(
            "min-severity",
            "LEVEL",
            options,
            t(
                "列出哪一级以上的问题：error、warning（默认）、hint",
                "Least severity of findings shown: error, warning (default), hint",
            ),
        ))
        .arg(value(
            "profile",
            "NAME",
            options,
            t("不论文件怎么写，都按这个体例检查", "Vocabulary, whatever the files say"),
        ))
        .arg(value(
            "as-of",
            "DATE",
            options,
            t(
                "两个版本都按这一天的法律状况检查；不写为今天",
                "The day on which law is judged, for both; today when absent",
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
}

/// The options that `annotate` has in common with `check`.
const JUDGING: [&str; 11] = [
    "jobs",
    "select",
    "extend-select",
    "ignore",
    "profile",
    "config",
    "isolated",
    "trust-config",
    "as-of",
    "baseline",
    "min-severity",
];

fn annotate(lang: Lang) -> Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    let (files, options) = (t("文件", "Files"), t("输出", "Output"));
    let check = check(lang);
    let common = check.get_arguments().filter(|arg| JUDGING.contains(&arg.get_id().as_str())).cloned();
    sub("annotate", lang)
        .about(t(
            "在 xlsx、docx 的副本里标出问题：着色、批注，附清单，勾选“采纳”后可按勾选修正",
            "Mark findings in a copy of an xlsx or docx: colours, comments, a list in which fixes are accepted by ticks",
        ))
        .override_usage(t("catalint annotate <表格> -o 标注.xlsx [选项]", "catalint annotate TABLE -o COPY [OPTIONS]"))
        .after_help(t(
            "之后：在副本清单的“采纳”栏填√，保存，再运行 catalint check --fix 原文件 --accepted 副本\n退出码：0 已写出；2 选项有误，或者文件无法读写\n",
            "Then: tick rows of the list in the copy, save it, and run catalint check --fix ORIGINAL --accepted COPY\nExit codes: 0 written; 2 wrong options, or a file can't be read or written\n",
        ))
        .arg(
            Arg::new("file")
                .value_name("TABLE")
                .required(true)
                .help_heading(files)
                .value_parser(OsStringValueParser::new())
                .value_hint(ValueHint::FilePath)
                .help(t("表格文件（xlsx、docx），不会改动", "The table (xlsx, docx), which stays as it is")),
        )
        .arg(
            value("output", "COPY", options, t("标注写到这个文件", "The copy with the marks"))
                .short('o')
                .value_parser(OsStringValueParser::new())
                .value_hint(ValueHint::FilePath),
        )
        .arg(flag("force", options, t("覆盖已有的文件", "Overwrite a file that exists")))
        .args(common)
}

fn law(lang: Lang) -> Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    let (acts, options) = (t("法律", "Acts"), t("选项", "Options"));
    sub("law", lang)
        .about(t(
            "查法律、法规和文件：是否有效、施行日期、文号、条数、要求公开什么",
            "Look up acts: in force or not, dates, successor, numbers, articles, what they ask to disclose",
        ))
        .override_usage(t("catalint law <词>... [选项]", "catalint law WORD... [OPTIONS]"))
        .after_help(t(
            "退出码：0 找到；1 没有找到；2 选项有误\n",
            "Exit codes: 0 found; 1 nothing found; 2 wrong options\n",
        ))
        .arg(Arg::new("words").value_name("WORD").required(true).num_args(1..).help_heading(acts).help(t(
            "名称或其中几个字、别称、文号，如 预算法、711、国办发〔2018〕118号",
            "Part of a title, another name or a number, such as 预算法, 711, 国办发〔2018〕118号",
        )))
        .arg(value(
            "as-of",
            "DATE",
            acts,
            t(
                "按这一天判断，如 2026-06-30；不写为今天",
                "The day on which it is judged, such as 2026-06-30; today when absent",
            ),
        ))
        .arg(value("output-format", "FMT", options, t("pretty、json", "pretty, json")))
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
}

fn rules(lang: Lang) -> Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    sub("rules", lang)
        .about(t("列出全部规则", "List all rules"))
        .override_usage(t("catalint rules [选项]", "catalint rules [OPTIONS]"))
        .arg(value("output-format", "FMT", t("输出", "Output"), t("pretty、json、markdown", "pretty, json, markdown")))
}

fn schema(lang: Lang) -> Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    sub("schema", lang)
        .about(t("输出 JSON Schema，供编辑器和其他程序使用", "Print a JSON Schema, for editors and other programs"))
        .override_usage(t(
            "catalint schema [catalog|config|report|law|diff] [选项]",
            "catalint schema [catalog|config|report|law|diff] [OPTIONS]",
        ))
        .arg(Arg::new("what").value_name("WHAT").help_heading(t("哪一种", "Which")).help(t(
            "catalog 目录文件（默认）、config 配置、report 检查报告、law 法律、diff 修改对照",
            "catalog: the catalog file (default); config; report: the JSON report; law; diff: as JSON",
        )))
        .arg(value("profile", "NAME", t("选项", "Options"), t("只列这个体例的用词", "Words of this profile only")))
        .arg(value(
            "keys",
            "KEYS",
            t("选项", "Options"),
            t("键名：en 英文、zh 中文、both 两种（默认）", "Keys: en, zh, both (default)"),
        ))
}

fn init(lang: Lang) -> Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    let options = t("选项", "Options");
    sub("init", lang)
        .about(t(
            "在当前文件夹写入配置、提交前检查、持续集成和一份示例目录，不覆盖已有文件",
            "Write a config, a pre-commit hook, a CI workflow and a first catalog here, never over what exists",
        ))
        .override_usage(t("catalint init [选项]", "catalint init [OPTIONS]"))
        .arg(value(
            "profile",
            "NAME",
            options,
            t("体例：national（默认）、shanghai", "Profile: national (default), shanghai"),
        ))
        .arg(
            value(
                "from",
                "FILE",
                options,
                t("以这个表格或目录文件为第一份目录", "A table or catalog that becomes the first catalog"),
            )
            .value_parser(OsStringValueParser::new()),
        )
        .arg(value(
            "ci",
            "KIND",
            options,
            t(
                "持续集成：github、gitlab、gitee、none；不写则看仓库",
                "CI: github, gitlab, gitee, none; by the repository when absent",
            ),
        ))
        .arg(keys(lang, options))
}

/// The keys of a catalog that is written.
fn keys(lang: Lang, heading: &'static str) -> Arg {
    let help = pick(
        lang,
        "写出的目录用哪种键名：zh 中文、en 英文；不写则随显示语言",
        "Keys of the catalog that is written: zh, en; by the language of the run when absent",
    );
    value("keys", "zh|en", heading, help)
}

fn fmt(lang: Lang) -> Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    let (files, options) = (t("文件", "Files"), t("选项", "Options"));
    let check = check(lang);
    let more = ["stdin-filename", "exclude", "force-exclude", "skip-others", "allow-empty", "baseline"];
    // What a check is asked besides is understood and not shown.
    let shown = [
        "paths",
        "config",
        "isolated",
        "trust-config",
        "quiet",
        "stdin-filename",
        "exclude",
        "force-exclude",
        "skip-others",
        "allow-empty",
    ];
    let of_check = check.get_arguments().filter(|arg| {
        let id = arg.get_id().as_str();
        LOOKING.contains(&id) || more.contains(&id)
    });
    let common = of_check.map(|arg| arg.clone().hide(!shown.contains(&arg.get_id().as_str())));
    sub("fmt", lang)
        .about(t(
            "整理目录文件的写法：栏目顺序、缩进、列表写法统一，注释和内容不变",
            "Give catalogs one layout: order of keys, indentation, lists; comments and values stay",
        ))
        .override_usage(t("catalint fmt [选项] [PATH]...", "catalint fmt [OPTIONS] [PATH]..."))
        .after_help(t(
            "退出码：0 已整理或不需要整理；1 需要整理（--check、--diff）或有文件没有整理；2 选项有误或读写失败\n",
            "Exit codes: 0 formatted, or nothing to do; 1 something would change (--check, --diff) or was left; 2 wrong options, I/O\n",
        ))
        .args(common)
        .mut_arg("paths", |paths| paths.help(t("文件或文件夹，不写为当前文件夹，- 为标准输入", "Files and directories, . when none, - for standard input")))
        .arg(flag("check", options, t("只检查，不改文件", "Only say what would change")))
        .arg(flag("diff", files, t("只显示改动，不改文件", "Only show the changes")))
}

fn lsp(lang: Lang) -> Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    let options = t("选项", "Options");
    sub("lsp", lang)
        .about(t(
            "语言服务器：编辑器边写边查，可以改正、补全、查依据（由编辑器启动）",
            "Language server: findings, fixes, completion and hover while one writes (started by an editor)",
        ))
        .override_usage(t("catalint lsp [选项]", "catalint lsp [OPTIONS]"))
        .arg(value(
            "as-of",
            "DATE",
            options,
            t("按这一天的法律状况判断；不写为今天", "The day on which law is judged; today when absent"),
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
}

fn completions(lang: Lang) -> Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    sub("completions", lang)
        .about(t("输出命令行补全脚本", "Print a completion script for a shell"))
        .override_usage(t("catalint completions SHELL", "catalint completions SHELL"))
        .arg(
            Arg::new("shell")
                .value_name("SHELL")
                .required(true)
                .help_heading(t("命令行", "Shell"))
                .help("bash, zsh, fish, powershell, elvish"),
        )
}

fn man(lang: Lang) -> Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    sub("man", lang)
        .about(t("输出 man 手册页", "Print the manual page"))
        .override_usage(t("catalint man", "catalint man"))
}

fn sub(name: &'static str, lang: Lang) -> Command {
    Command::new(name)
        .help_template(pick(
            lang,
            "{about}\n\n用法：{usage}\n\n{all-args}{after-help}",
            "{about}\n\nUsage: {usage}\n\n{all-args}{after-help}",
        ))
        .args_override_self(true)
}

fn value(name: &'static str, value: &'static str, heading: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help_heading(heading).help(help)
}

fn path(name: &'static str, heading: &'static str, help: &'static str) -> Arg {
    value(name, "FILE", heading, help).value_parser(OsStringValueParser::new())
}

fn list(name: &'static str, written: &'static str, heading: &'static str, help: &'static str) -> Arg {
    value(name, written, heading, help).action(ArgAction::Append)
}

fn flag(name: &'static str, heading: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help_heading(heading).help(help)
}
