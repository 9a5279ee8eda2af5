//! The arguments: what there is, and what was asked for.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use catalint_core::config::config_schema;
use catalint_core::fix::Applicability;
use catalint_core::rule::{Lang, Rule, Selection, Selector, Severity};
use catalint_core::rules::{RULES, find};
use catalint_core::schema::{SchemaKeys, catalog_schema};
use catalint_domain::chinese::edit_distance::nearest;
use catalint_domain::date::Date;
use catalint_report::JSON_SCHEMA;
use catalint_table::publish::ExportTarget;
use catalint_workspace::config_store::{Origin, here};
use catalint_workspace::patterns::{BadPattern, Exclusions};
use catalint_workspace::{Disk, asked};
use clap::ArgMatches;

use crate::compare;
use crate::import::is_folder;
use crate::init::{Ci, Init};
use crate::lang::pick;
use crate::law;
use crate::manual::{self, SHELLS};
use crate::output::{OutputKind, WantedOutput};
use crate::terminal::Color;
use crate::usage::{Stop, offering};

mod help;

pub(crate) use help::COMMANDS;
#[cfg(test)]
pub(crate) use help::command as table;

/// What was asked for.
#[derive(Debug)]
pub(crate) struct CommandLine {
    pub(crate) color: Color,
    pub(crate) command: Command,
}

#[derive(Debug)]
pub(crate) enum Command {
    Check(Box<Check>),
    Baseline {
        check: Box<Check>,
        prune: bool,
    },
    Explain {
        rules: Vec<&'static Rule>,
        deadlines: Vec<String>,
    },
    Import(Import),
    Export(Export),
    Diff(compare::CompareRequest),
    Annotate(Box<Annotate>),
    Law(law::LawRequest),
    Rules(RulesFormat),
    Init(Init),
    /// Catalogs in the one layout.
    Fmt(Box<Check>),
    /// The language server: the day on which it judges, and where its configs come from.
    Lsp(Date, Origin),
    /// A text that is the whole answer: a schema, a completion script, the manual page.
    Text(String),
}

/// `rules --output-format`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RulesFormat {
    Pretty,
    Json,
    Markdown,
}

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

/// `annotate`
#[derive(Debug)]
pub(crate) struct Annotate {
    /// How the table is checked.
    pub(crate) check: Check,
    pub(crate) file: PathBuf,
    pub(crate) output: PathBuf,
    pub(crate) force: bool,
}

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

/// Reads the arguments.
///
/// # Errors
/// Help and version, and whatever can't be understood.
pub(crate) fn parse(argv: Vec<OsString>, lang: Lang) -> Result<CommandLine, Stop> {
    let named = argv.iter().skip(1).filter_map(|arg| arg.to_str()).find(|arg| COMMANDS.contains(arg));
    let named = named.unwrap_or("").to_owned();
    let first = argv.get(1).and_then(|arg| arg.to_str()).filter(|arg| COMMANDS.contains(arg));
    let program = first.map_or_else(|| help::command(lang), |name| help::command_of(lang, name));
    let matches = program.try_get_matches_from(argv).map_err(|error| Stop::of(&error, lang, &named))?;
    let asked = Asked { lang, command: &named };
    let (name, of) = matches.subcommand().ok_or_else(|| asked.mistake("缺少命令", "a command is missing"))?;
    let asked = Asked { lang, command: name };
    asked.word(of, "lang", &["zh", "en"])?;
    let color = match asked.word(of, "color", &["auto", "always", "never"])? {
        Some("always") => Color::Always,
        Some("never") => Color::Never,
        _ => Color::Auto,
    };
    let command = match name {
        "check" => Command::Check(Box::new(asked.check(of)?)),
        "baseline" => Command::Baseline { check: Box::new(asked.baseline(of)?), prune: of.get_flag("prune") },
        "explain" => Command::Explain {
            rules: asked.rules(of)?,
            deadlines: of.get_many::<String>("deadline").unwrap_or_default().cloned().collect(),
        },
        "import" => Command::Import(asked.import(of)?),
        "export" => Command::Export(asked.export(of)?),
        "diff" => Command::Diff(asked.diff(of)?),
        "annotate" => Command::Annotate(Box::new(asked.annotate(of)?)),
        "law" => Command::Law(law::LawRequest {
            words: of.get_many::<String>("words").unwrap_or_default().map(String::as_str).collect::<Vec<_>>().join(" "),
            as_of: asked.as_of(of)?,
            json: asked.word(of, "output-format", &["pretty", "json"])? == Some("json"),
            origin: origin(of),
        }),
        "rules" => Command::Rules(match asked.word(of, "output-format", &["pretty", "json", "markdown"])? {
            Some("json") => RulesFormat::Json,
            Some("markdown") => RulesFormat::Markdown,
            _ => RulesFormat::Pretty,
        }),
        "init" => Command::Init(Init {
            profile: asked.word(of, "profile", &["national", "shanghai"])?.map(str::to_owned),
            from: of.get_one::<OsString>("from").map(PathBuf::from),
            ci: asked.word(of, "ci", &["github", "gitlab", "gitee", "none"])?.map(|ci| match ci {
                "github" => Ci::Github,
                "gitlab" => Ci::Gitlab,
                "gitee" => Ci::Gitee,
                _ => Ci::None,
            }),
            keys: asked.keys(of)?,
            today: today(),
        }),
        "fmt" => Command::Fmt(Box::new(asked.fmt(of)?)),
        "lsp" => Command::Lsp(asked.as_of(of)?, origin(of)),
        "completions" => {
            let shell = asked.word(of, "shell", &SHELLS)?.unwrap_or_default();
            Command::Text(manual::completions(shell, help::command(lang)))
        }
        "man" => Command::Text(manual::page(help::command(lang))),
        _ => Command::Text(asked.schema(of)?),
    };
    Ok(CommandLine { color, command })
}

/// Turns matches into what was asked for, or says what is wrong with them.
#[derive(Clone, Copy)]
struct Asked<'a> {
    lang: Lang,
    command: &'a str,
}

impl Asked<'_> {
    fn mistake(&self, zh: &str, en: &str) -> Stop {
        Stop::mistake(self.lang, pick(self.lang, zh, en), self.command)
    }

    /// A value that is none of the known ones.
    fn unknown<'w>(&self, option: &str, written: &str, known: &[&'w str], near: Option<&'w str>) -> Stop {
        let near = near.or_else(|| nearest(written, known.iter().copied()));
        let choices = known.join(pick(self.lang, "、", ", "));
        let all = if known.is_empty() {
            String::new()
        } else {
            pick(self.lang, "可用：", "known: ").to_owned() + &choices
        };
        let said = pick(self.lang, format!("{option} 不认识“{written}”"), format!("{option} does not know {written}"));
        Stop::mistake(self.lang, &offering(&said, near, &all, self.lang), self.command)
    }

    /// One word out of some.
    fn word<'m>(&self, of: &'m ArgMatches, id: &str, known: &[&str]) -> Result<Option<&'m str>, Stop> {
        match one(of, id) {
            Some(word) if !known.contains(&word) => {
                let meant = Lang::meant(word).filter(|_| id == "lang" || id == "keys").map(Lang::key);
                let option = if id == "shell" { "completions".to_owned() } else { format!("--{id}") };
                Err(self.unknown(&option, word, known, meant))
            }
            word => Ok(word),
        }
    }

    fn check(&self, of: &ArgMatches) -> Result<Check, Stop> {
        let unsafe_fixes = of.get_flag("unsafe-fixes");
        let ignores = one(of, "add-ignores").map(|why| why.trim().to_owned());
        if ignores.as_deref() == Some("") {
            return Err(self.mistake("--add-ignores 后面要写明忽略的理由", "--add-ignores needs a reason"));
        }
        let fix = match (of.get_flag("diff"), of.get_flag("fix") || unsafe_fixes || ignores.is_some()) {
            (true, _) => Fixing::Show,
            (false, true) => Fixing::Write,
            (false, false) => Fixing::No,
        };
        let paths = paths(of);
        if of.get_flag("watch") && paths.iter().any(|path| path.as_os_str() == "-") {
            return Err(self.mistake("--watch 不能用于标准输入", "--watch does not go with standard input"));
        }
        let least_fix = if unsafe_fixes { Applicability::Offer } else { Applicability::Safe };
        let copy = of.get_one::<OsString>("copy").map(PathBuf::from);
        let one_file = paths.len() == 1 && !paths[0].is_dir();
        if copy.is_some() && (fix != Fixing::Write || ignores.is_some() || !one_file) {
            return Err(self.mistake(
                "-o 与 --fix（或 --unsafe-fixes）和一个文件一起用",
                "-o goes with --fix (or --unsafe-fixes) and one file",
            ));
        }
        let accepted = of.get_one::<OsString>("accepted").map(PathBuf::from);
        if accepted.is_some() && (fix == Fixing::No || unsafe_fixes || ignores.is_some() || !one_file) {
            return Err(self.mistake(
                "--accepted 与 --fix（或 --diff）和一个表格文件一起用，不与 --unsafe-fixes、--add-ignores 一起用",
                "--accepted goes with --fix (or --diff) and one table file, and not with --unsafe-fixes or --add-ignores",
            ));
        }
        let interactive = of.get_flag("interactive");
        if interactive && (fix != Fixing::Write || copy.is_some() || accepted.is_some() || of.get_flag("watch")) {
            return Err(self.mistake(
                "--interactive 与 --fix 一起用，不与 --diff、--watch、-o、--accepted 一起用",
                "--interactive goes with --fix, and not with --diff, --watch, -o or --accepted",
            ));
        }
        // Who is asked may be asked about offers, too.
        let least_fix = if interactive { Applicability::Offer } else { least_fix };
        Ok(Check {
            paths,
            stdin_filename: one(of, "stdin-filename").map(str::to_owned),
            exclude: self.exclude(of)?,
            skip_others: of.get_flag("skip-others"),
            force_exclude: of.get_flag("force-exclude"),
            wanted: wanted(of),
            profile: one(of, "profile").map(str::to_owned),
            origin: origin(of),
            show_settings: of.get_flag("show-settings"),
            as_of: self.as_of(of)?,
            fix,
            ignores,
            least_fix,
            copy,
            accepted,
            interactive,
            outputs: self.outputs(of)?,
            min_severity: self.severity(of, "min-severity", &["error", "warning", "hint"])?,
            grouped: !of.get_flag("no-group"),
            fail_on: match one(of, "fail-on") {
                None => None,
                Some(_) => Some(self.severity(of, "fail-on", &["error", "warning", "hint", "never"])?),
            },
            baseline: of.get_one::<OsString>("baseline").map(PathBuf::from),
            show_suppressed: of.get_flag("show-suppressed"),
            statistics: of.get_flag("statistics"),
            quiet: of.get_flag("quiet"),
            allow_empty: of.get_flag("allow-empty"),
            watch: of.get_flag("watch"),
            since: of.get_one::<OsString>("since").cloned(),
            jobs: self.jobs(of)?,
            root: of.get_one::<OsString>("root").map(PathBuf::from),
        })
    }

    /// What `baseline` looks at.
    fn fmt(&self, of: &ArgMatches) -> Result<Check, Stop> {
        let flag = |id: &str| of.get_flag(id);
        Ok(Check {
            stdin_filename: one(of, "stdin-filename").map(str::to_owned),
            exclude: self.exclude(of)?,
            skip_others: flag("skip-others"),
            force_exclude: flag("force-exclude"),
            allow_empty: flag("allow-empty"),
            quiet: flag("quiet"),
            fix: match (flag("check"), flag("diff")) {
                (_, true) => Fixing::Show,
                (true, _) => Fixing::No,
                _ => Fixing::Write,
            },
            ..self.silent(of, paths(of))?
        })
    }

    fn baseline(&self, of: &ArgMatches) -> Result<Check, Stop> {
        let paths = paths(of);
        if paths.iter().any(|path| path.as_os_str() == "-") {
            return Err(self
                .mistake("基线只能由文件生成，不能用标准输入", "a baseline is made of files, not of standard input"));
        }
        Ok(Check {
            exclude: self.exclude(of)?,
            quiet: of.get_flag("quiet"),
            allow_empty: of.get_flag("prune"),
            ..self.silent(of, paths)?
        })
    }

    fn annotate(&self, of: &ArgMatches) -> Result<Annotate, Stop> {
        let path = |id: &str| of.get_one::<OsString>(id).map(PathBuf::from);
        let file = path("file").unwrap_or_default();
        if file.as_os_str() == "-" {
            return Err(self.mistake("标注只能用于文件，不能用标准输入", "annotate takes a file, not standard input"));
        }
        let Some(output) = path("output").filter(|output| output.as_os_str() != "-") else {
            return Err(self.mistake(
                "请用 -o 写标注后的文件名，原文件不动，如 -o 标注.xlsx",
                "name the copy that is written with -o, such as -o copy.xlsx; the original stays as it is",
            ));
        };
        let min_severity = self.severity(of, "min-severity", &["error", "warning", "hint"])?;
        let check = Check { min_severity, ..self.silent(of, vec![file.clone()])? };
        Ok(Annotate { check, file, output, force: of.get_flag("force") })
    }

    /// A check of some paths that shows nothing.
    fn silent(&self, of: &ArgMatches, paths: Vec<PathBuf>) -> Result<Check, Stop> {
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
            as_of: self.as_of(of)?,
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
            jobs: self.jobs(of)?,
            root: None,
        })
    }

    fn import(&self, of: &ArgMatches) -> Result<Import, Stop> {
        let path = |id: &str| of.get_one::<OsString>(id).map(PathBuf::from);
        let number = |written: &str| {
            written.parse().ok().filter(|n| *n > 0).ok_or_else(|| {
                self.mistake(
                    &format!("--table 的值“{written}”不对；请写第几张表，如 2"),
                    &format!("--table {written}: a number such as 2 is needed"),
                )
            })
        };
        const ENCODINGS: [&str; 6] = ["auto", "utf-8", "gb18030", "utf-16le", "utf-16be", "big5"];
        let encoding = one(of, "encoding").map(str::to_ascii_lowercase);
        if let Some(unknown) = encoding.as_deref().filter(|name| !ENCODINGS.contains(name)) {
            return Err(self.unknown("--encoding", unknown, &ENCODINGS, None));
        }
        let output = path("output");
        // A table of that name would be lost under --force, and nobody looks for YAML in one.
        let yaml = |output: &PathBuf| {
            let extension = output.extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
            extension.is_some_and(|e| e == "yaml" || e == "yml") || is_folder(output) || is_device(output)
        };
        if let Some(other) = output.as_ref().filter(|output| !yaml(output)) {
            let other = other.display();
            return Err(self.mistake(
                &format!("导入得到的是 YAML，“{other}”请改成 .yaml 结尾的文件名；要写到文件夹，请以 / 结尾"),
                &format!("what comes of an import is YAML: give {other} a name that ends in .yaml, or a folder one that ends in /"),
            ));
        }
        Ok(Import {
            file: path("file").unwrap_or_default(),
            output,
            table: one(of, "table").map(number).transpose()?,
            encoding,
            keys: self.keys(of)?,
            force: of.get_flag("force"),
        })
    }

    fn export(&self, of: &ArgMatches) -> Result<Export, Stop> {
        let path = |id: &str| of.get_one::<OsString>(id).map(PathBuf::from);
        let known: Vec<&str> = ExportTarget::NAMED.iter().map(|(name, ..)| *name).collect();
        let named = self.word(of, "format", &known)?.and_then(ExportTarget::named);
        let output = path("output");
        let to_yaml = output.as_ref().and_then(|output| output.extension()).is_some_and(|e| e == "yaml" || e == "yml");
        if to_yaml && named.is_none() {
            return Err(self.mistake(
                "export 从 YAML 写出表格；要从表格得到 YAML，请用 catalint import",
                "export makes a table of YAML; for the way back, use catalint import",
            ));
        }
        let by_name = output.as_ref().and_then(|output| ExportTarget::of_file(&output.to_string_lossy()));
        let all = known.join(pick(self.lang, "、", ", "));
        let Some(target) = named.or(by_name) else {
            return Err(self.mistake(
                &format!("不知道写成什么格式；请用 -o 写文件名，如 -o 目录.html，或用 --format 写格式（{all}）"),
                &format!("the format is not known; name a file, such as -o catalog.html, or a --format ({all})"),
            ));
        };
        let safe = of.get_flag("csv-safe");
        if safe && target != ExportTarget::Csv {
            return Err(self.mistake("--csv-safe 只用于 csv", "--csv-safe is for csv"));
        }
        if output.is_none() && !target.is_text() {
            return Err(self
                .mistake("这种格式不是文字，要用 -o 写到文件", "this format is no text; write it to a file with -o"));
        }
        let annotate = of.get_flag("annotate");
        if annotate && target != ExportTarget::Xlsx {
            return Err(self.mistake(
                "--annotate 只用于 xlsx：别的格式没有批注",
                "--annotate is for xlsx: other formats have no comments",
            ));
        }
        if let Some(option) =
            ["min-severity", "as-of"].into_iter().find(|option| !annotate && one(of, option).is_some())
        {
            return Err(self
                .mistake(&format!("--{option} 要和 --annotate 一起用"), &format!("--{option} goes with --annotate")));
        }
        let least = self.severity(of, "min-severity", &["error", "warning", "hint"])?.unwrap_or(Severity::Warning);
        Ok(Export {
            file: path("file").unwrap_or_default(),
            output,
            target: if safe { ExportTarget::CsvSafe } else { target },
            profile: one(of, "profile").map(str::to_owned),
            origin: origin(of),
            annotate: annotate.then_some(least),
            as_of: self.as_of(of)?,
            force: of.get_flag("force"),
        })
    }

    fn diff(&self, of: &ArgMatches) -> Result<compare::CompareRequest, Stop> {
        let version = |id: &str| of.get_one::<OsString>(id).cloned().unwrap_or_default();
        let (old, new) = (version("old"), version("new"));
        if old == "-" && new == "-" {
            return Err(self.mistake("标准输入只能是其中一个版本", "only one of the versions can be standard input"));
        }
        let mut outputs: Vec<(compare::CompareKind, Option<PathBuf>)> = Vec::new();
        for written in of.get_many::<String>("output-format").unwrap_or_default() {
            let (name, file) =
                written.split_once('=').map_or((written.as_str(), None), |(name, file)| (name, Some(file)));
            let Some(kind) = compare::CompareKind::named(name) else {
                let known: Vec<&str> = compare::CompareKind::names().collect();
                return Err(self.unknown("--output-format", name, &known, None));
            };
            let file = file.filter(|file| !file.is_empty()).map(PathBuf::from);
            if outputs.iter().any(|(_, other)| *other == file) {
                return Err(self.mistake(
                    &format!("两种格式不能输出到同一处；请给“{name}”另写文件名，如 {name}=对照.txt"),
                    &format!("two formats can not go to one place; give {name} a file: {name}=changes.txt"),
                ));
            }
            outputs.push((kind, file));
        }
        if outputs.is_empty() {
            outputs.push((compare::CompareKind::Pretty, None));
        }
        Ok(compare::CompareRequest {
            old,
            new,
            outputs,
            min_severity: self
                .severity(of, "min-severity", &["error", "warning", "hint"])?
                .unwrap_or(Severity::Warning),
            profile: one(of, "profile").map(str::to_owned),
            origin: origin(of),
            as_of: self.as_of(of)?,
        })
    }

    fn severity(&self, of: &ArgMatches, id: &str, known: &[&str]) -> Result<Option<Severity>, Stop> {
        Ok(self.word(of, id, known)?.and_then(Severity::from_key))
    }

    fn exclude(&self, of: &ArgMatches) -> Result<Arc<Exclusions>, Stop> {
        let patterns: Vec<String> = of.get_many("exclude").unwrap_or_default().cloned().collect();
        Exclusions::new(&Disk, Path::new("."), &patterns).map(Arc::new).map_err(|BadPattern(pattern, why)| {
            self.mistake(
                &format!("--exclude 的“{pattern}”不是正确的通配式（写法同 .gitignore）"),
                &format!("--exclude does not understand {pattern}: {why}"),
            )
        })
    }

    fn as_of(&self, of: &ArgMatches) -> Result<Date, Stop> {
        let Some(written) = one(of, "as-of") else { return Ok(today()) };
        Date::parse(written).ok_or_else(|| {
            self.mistake(
                &format!("“{written}”不是日期；请写成 2026-06-30 的样子"),
                &format!("{written} is no date; write it like 2026-06-30"),
            )
        })
    }

    /// The language of the keys of a catalog that is written.
    fn keys(&self, of: &ArgMatches) -> Result<Option<Lang>, Stop> {
        Ok(self.word(of, "keys", &["zh", "en"])?.map(|word| if word == "en" { Lang::En } else { Lang::Zh }))
    }

    /// None where it is for the run to say.
    fn jobs(&self, of: &ArgMatches) -> Result<Option<usize>, Stop> {
        let Some(written) = one(of, "jobs") else { return Ok(None) };
        let number = written.parse().ok().filter(|n| (1..=1024).contains(n));
        number.map(Some).ok_or_else(|| {
            self.mistake(
                &format!("--jobs 的值“{written}”不对；请写 1 到 1024 的整数"),
                &format!("--jobs {written}: a whole number from 1 to 1024 is needed"),
            )
        })
    }

    fn outputs(&self, of: &ArgMatches) -> Result<Vec<WantedOutput>, Stop> {
        let mut outputs: Vec<WantedOutput> = Vec::new();
        for written in of.get_many::<String>("output-format").unwrap_or_default() {
            let (name, file) = match written.split_once('=') {
                Some((name, file)) => (name, Some(file).filter(|file| !file.is_empty())),
                None => (written.as_str(), None),
            };
            let Some(kind) = OutputKind::named(name) else {
                let known: Vec<&str> = OutputKind::names().collect();
                return Err(self.unknown("--output-format", name, &known, None));
            };
            let wanted = WantedOutput { kind, file: file.map(PathBuf::from) };
            let place = |wanted: &WantedOutput| wanted.file.as_deref().map(|file| std::path::absolute(file).ok());
            if outputs.iter().any(|other| place(other) == place(&wanted)) {
                return Err(self.mistake(
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

    fn rules(&self, of: &ArgMatches) -> Result<Vec<&'static Rule>, Stop> {
        let site = here(Disk::files(), self.lang);
        let own = || site.config.custom_rules.iter().map(|own| own.rule);
        let known = || RULES.iter().copied().chain(own()).flat_map(|rule| [rule.code, rule.name]);
        let read = |word: &String| {
            let near = nearest(&word.to_ascii_uppercase(), known()).or_else(|| nearest(word, known()));
            let found = find(word.trim())
                .or_else(|| own().find(|rule| rule.code.eq_ignore_ascii_case(word.trim()) || rule.name == word.trim()));
            found.ok_or_else(|| {
                let said = pick(self.lang, format!("没有“{word}”这条规则"), format!("there is no rule {word}"));
                let all = pick(self.lang, "全部规则请看：catalint rules", "all of them: catalint rules");
                Stop::mistake(self.lang, &offering(&said, near, all, self.lang), self.command)
            })
        };
        of.get_many::<String>("rules").unwrap_or_default().map(read).collect()
    }

    fn schema(&self, of: &ArgMatches) -> Result<String, Stop> {
        let keys =
            self.word(of, "keys", &["en", "zh", "both"])?.and_then(SchemaKeys::from_key).unwrap_or(SchemaKeys::Both);
        let site = here(Disk::files(), self.lang);
        let known = &site.config.profiles;
        let profile = self.word(of, "profile", &known.names().collect::<Vec<_>>())?.map(str::to_owned);
        match one(of, "what") {
            None | Some("catalog") => {
                let wanted = |name: &str| profile.as_deref().is_none_or(|profile| profile == name);
                let profiles: Vec<_> = known.iter().filter(|p| wanted(&p.id)).collect();
                let schema = catalog_schema(keys, &profiles);
                Ok(serde_json::to_string_pretty(&schema).expect("a JSON value can be written") + "\n")
            }
            Some("report") => Ok(JSON_SCHEMA.to_owned()),
            Some("law") => Ok(law::JSON_SCHEMA.to_owned()),
            Some("diff") => Ok(catalint_report::compare::SCHEMA.to_owned()),
            Some("config") => {
                Ok(serde_json::to_string_pretty(&config_schema()).expect("a JSON value can be written") + "\n")
            }
            Some(other) => Err(self.unknown("schema", other, &["catalog", "config", "report", "law", "diff"], None)),
        }
    }
}

/// The paths, wildcards that no shell has expanded replaced by what they name; the current folder where none is given.
fn paths(of: &ArgMatches) -> Vec<PathBuf> {
    let paths: Vec<PathBuf> = of.get_many::<OsString>("paths").unwrap_or_default().map(PathBuf::from).collect();
    if paths.is_empty() { vec![PathBuf::from(".")] } else { asked::expand(&Disk, paths) }
}

/// The rules that are asked for.
fn wanted(of: &ArgMatches) -> Words {
    Words { select: words(of, "select"), extend: words(of, "extend-select"), ignore: words(of, "ignore") }
}

/// A device or a pipe, which may have any name.
fn is_device(path: &Path) -> bool {
    path.metadata().is_ok_and(|meta| !meta.is_file() && !meta.is_dir())
}

/// Where configs come from.
fn origin(of: &ArgMatches) -> Origin {
    let origin = match of.get_one::<OsString>("config") {
        Some(file) => Origin::File(PathBuf::from(file)),
        None if of.get_flag("isolated") => Origin::Nowhere,
        None => Origin::Nearest,
    };
    if of.get_flag("trust-config") { Origin::Trusted(Box::new(origin)) } else { origin }
}

/// The words of lists: separated by commas, also Chinese ones.
fn words(of: &ArgMatches, id: &str) -> Vec<String> {
    let lists = of.get_many::<String>(id).unwrap_or_default();
    let words = lists.flat_map(|list| list.split([',', '，', '、'])).map(str::trim).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

fn one<'m>(of: &'m ArgMatches, id: &str) -> Option<&'m str> {
    of.get_one::<String>(id).map(String::as_str)
}

/// Today in China, where the law that is judged is in force.
fn today() -> Date {
    const EIGHT_HOURS: u64 = 8 * 3600;
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Date::from_unix_seconds(now + EIGHT_HOURS).expect("the clock of a computer shows a year of four digits")
}
