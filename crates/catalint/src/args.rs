//! The arguments: what there is, and what was asked for.

use std::ffi::OsString;
use std::path::PathBuf;

use catalint_core::config::profiles::Profiles;
use catalint_core::domain::date::Date;
use catalint_core::domain::law::Law;
use catalint_core::domain::near::nearest;
use catalint_core::fix::Applicability;
use catalint_core::report::{FORMATS, JSON_SCHEMA};
use catalint_core::rule::{Lang, Rule, Selection, Selector, Severity};
use catalint_core::rules::{RULES, find};
use catalint_core::schema::{Keys, catalog_schema};
use clap::ArgMatches;

use crate::lang::pick;
use crate::law;
use crate::output::{Kind, Wanted};
use crate::terminal::Color;
use crate::usage::{Stop, offering};

mod help;

pub(crate) use help::COMMANDS;

/// What was asked for.
#[derive(Debug)]
pub(crate) struct Invocation {
    pub(crate) color: Color,
    pub(crate) command: Command,
}

#[derive(Debug)]
pub(crate) enum Command {
    Check(Box<Check>),
    Explain {
        rules: Vec<&'static Rule>,
        deadlines: Vec<String>,
    },
    Import(Import),
    Law {
        law: &'static Law,
        as_of: Date,
    },
    Rules(RulesFormat),
    /// The schema itself.
    Schema(String),
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
    pub(crate) force: bool,
}

/// `check`
#[derive(Debug)]
pub(crate) struct Check {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) stdin_filename: Option<String>,
    pub(crate) selection: Selection,
    pub(crate) profile: Option<String>,
    pub(crate) as_of: Date,
    pub(crate) fix: Fixing,
    /// The weakest fixes to apply.
    pub(crate) least_fix: Applicability,
    pub(crate) outputs: Vec<Wanted>,
    pub(crate) min_severity: Option<Severity>,
    /// Exit code 1 from here on; none for never.
    pub(crate) fail_on: Option<Severity>,
    pub(crate) statistics: bool,
    pub(crate) quiet: bool,
    pub(crate) allow_empty: bool,
    pub(crate) jobs: usize,
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
pub(crate) fn parse(argv: Vec<OsString>, lang: Lang) -> Result<Invocation, Stop> {
    let named = argv.iter().skip(1).filter_map(|arg| arg.to_str()).find(|arg| COMMANDS.contains(arg));
    let named = named.unwrap_or("").to_owned();
    let matches = help::command(lang).try_get_matches_from(argv).map_err(|error| Stop::of(&error, lang, &named))?;
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
        "explain" => Command::Explain {
            rules: asked.rules(of)?,
            deadlines: of.get_many::<String>("deadline").unwrap_or_default().cloned().collect(),
        },
        "import" => Command::Import(asked.import(of)?),
        "law" => Command::Law { law: asked.law(of)?, as_of: asked.as_of(of)? },
        "rules" => Command::Rules(match asked.word(of, "output-format", &["pretty", "json", "markdown"])? {
            Some("json") => RulesFormat::Json,
            Some("markdown") => RulesFormat::Markdown,
            _ => RulesFormat::Pretty,
        }),
        _ => Command::Schema(asked.schema(of)?),
    };
    Ok(Invocation { color, command })
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
            Some(word) if !known.contains(&word) => Err(self.unknown(&format!("--{id}"), word, known, None)),
            word => Ok(word),
        }
    }

    fn check(&self, of: &ArgMatches) -> Result<Check, Stop> {
        let unsafe_fixes = of.get_flag("unsafe-fixes");
        let fix = match (of.get_flag("diff"), of.get_flag("fix") || unsafe_fixes) {
            (true, _) => Fixing::Show,
            (false, true) => Fixing::Write,
            (false, false) => Fixing::No,
        };
        let paths: Vec<PathBuf> = of.get_many::<OsString>("paths").unwrap_or_default().map(PathBuf::from).collect();
        let least_fix = if unsafe_fixes { Applicability::Offer } else { Applicability::Safe };
        Ok(Check {
            paths: if paths.is_empty() { vec![PathBuf::from(".")] } else { paths },
            stdin_filename: one(of, "stdin-filename").map(str::to_owned),
            selection: Selection {
                select: self.selectors(of, "select")?,
                extend: self.selectors(of, "extend-select")?,
                ignore: self.selectors(of, "ignore")?,
            },
            profile: self.profile(of)?,
            as_of: self.as_of(of)?,
            fix,
            least_fix,
            outputs: self.outputs(of)?,
            min_severity: self.severity(of, "min-severity", &["error", "warning", "hint"])?,
            fail_on: match one(of, "fail-on") {
                None => Some(Severity::Error),
                Some(_) => self.severity(of, "fail-on", &["error", "warning", "hint", "never"])?,
            },
            statistics: of.get_flag("statistics"),
            quiet: of.get_flag("quiet"),
            allow_empty: of.get_flag("allow-empty"),
            jobs: self.jobs(of)?,
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
        Ok(Import {
            file: path("file").unwrap_or_default(),
            output: path("output"),
            table: one(of, "table").map(number).transpose()?,
            encoding,
            force: of.get_flag("force"),
        })
    }

    fn severity(&self, of: &ArgMatches, id: &str, known: &[&str]) -> Result<Option<Severity>, Stop> {
        Ok(self.word(of, id, known)?.and_then(Severity::from_key))
    }

    fn selectors(&self, of: &ArgMatches, id: &str) -> Result<Vec<Selector>, Stop> {
        let lists = of.get_many::<String>(id).unwrap_or_default();
        let words = lists.flat_map(|list| list.split([',', '，', '、'])).map(str::trim).filter(|word| !word.is_empty());
        let read = |word| {
            let unknown = |no: catalint_core::rule::UnknownSelector| {
                self.unknown(&format!("--{id}"), &no.written, &[], no.nearest)
            };
            Selector::parse(word, &RULES).map_err(unknown)
        };
        words.map(read).collect()
    }

    fn profile(&self, of: &ArgMatches) -> Result<Option<String>, Stop> {
        let profiles = Profiles::builtin();
        let names: Vec<&str> = profiles.names().collect();
        Ok(self.word(of, "profile", &names)?.map(str::to_owned))
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

    fn jobs(&self, of: &ArgMatches) -> Result<usize, Stop> {
        let Some(written) = one(of, "jobs") else {
            return Ok(std::thread::available_parallelism().map_or(1, usize::from));
        };
        let number = written.parse().ok().filter(|n| (1..=1024).contains(n));
        number.ok_or_else(|| {
            self.mistake(
                &format!("--jobs 的值“{written}”不对；请写 1 到 1024 的整数"),
                &format!("--jobs {written}: a whole number from 1 to 1024 is needed"),
            )
        })
    }

    fn outputs(&self, of: &ArgMatches) -> Result<Vec<Wanted>, Stop> {
        let mut outputs: Vec<Wanted> = Vec::new();
        for written in of.get_many::<String>("output-format").unwrap_or_default() {
            let (name, file) = match written.split_once('=') {
                Some((name, file)) => (name, Some(file).filter(|file| !file.is_empty())),
                None => (written.as_str(), None),
            };
            let Some(kind) = Kind::named(name) else {
                let known: Vec<&str> = std::iter::once("pretty").chain(FORMATS.iter().map(|f| f.name)).collect();
                return Err(self.unknown("--output-format", name, &known, None));
            };
            let wanted = Wanted { kind, file: file.map(PathBuf::from) };
            if outputs.iter().any(|other| other.file == wanted.file) {
                return Err(self.mistake(
                    &format!("两种格式不能输出到同一处；请给“{name}”另写文件名，如 {name}=报告.txt"),
                    &format!("two formats can not go to one place; give {name} a file: {name}=report.txt"),
                ));
            }
            outputs.push(wanted);
        }
        if outputs.is_empty() {
            outputs.push(Wanted { kind: Kind::Pretty, file: None });
        }
        Ok(outputs)
    }

    fn rules(&self, of: &ArgMatches) -> Result<Vec<&'static Rule>, Stop> {
        let known = || RULES.iter().flat_map(|rule| [rule.code, rule.name]);
        let read = |word: &String| {
            let near = nearest(&word.to_ascii_uppercase(), known()).or_else(|| nearest(word, known()));
            find(word.trim()).ok_or_else(|| {
                let said = pick(self.lang, format!("没有“{word}”这条规则"), format!("there is no rule {word}"));
                let all = pick(self.lang, "全部规则请看：catalint rules", "all of them: catalint rules");
                Stop::mistake(self.lang, &offering(&said, near, all, self.lang), self.command)
            })
        };
        of.get_many::<String>("rules").unwrap_or_default().map(read).collect()
    }

    fn law(&self, of: &ArgMatches) -> Result<&'static Law, Stop> {
        let title = one(of, "title").unwrap_or_default();
        law::find(title).map_err(|near| {
            let said = pick(self.lang, format!("没有记录“{title}”"), format!("{title} is not on record"));
            let titles: Vec<String> = near.iter().map(|law| format!("《{}》", law.title_in_marks())).collect();
            let all = match titles.is_empty() {
                true => String::new(),
                false => {
                    let titles = titles.join(pick(self.lang, "、", ", "));
                    pick(self.lang, "相近的有：", "near ones: ").to_owned() + &titles
                }
            };
            Stop::mistake(self.lang, &offering(&said, None, &all, self.lang), self.command)
        })
    }

    fn schema(&self, of: &ArgMatches) -> Result<String, Stop> {
        let keys = self.word(of, "keys", &["en", "zh", "both"])?.and_then(Keys::from_key).unwrap_or(Keys::Both);
        let profile = self.profile(of)?;
        match one(of, "what") {
            None | Some("catalog") => {
                let profiles = Profiles::builtin();
                let wanted = |name: &str| profile.as_deref().is_none_or(|profile| profile == name);
                let profiles: Vec<_> = profiles.iter().filter(|p| wanted(&p.id)).collect();
                let schema = catalog_schema(keys, &profiles);
                Ok(serde_json::to_string_pretty(&schema).expect("a JSON value can be written") + "\n")
            }
            Some("report") => Ok(JSON_SCHEMA.to_owned()),
            Some(other) => Err(self.unknown("schema", other, &["catalog", "report"], None)),
        }
    }
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
