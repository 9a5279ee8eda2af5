//! The arguments: what there is, and what was asked for.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use catalint_core::rule::{Lang, Rule, Severity};
use catalint_domain::chinese::edit_distance::nearest;
use catalint_domain::date::Date;
use catalint_workspace::config_store::Origin;
use catalint_workspace::patterns::{BadPattern, Exclusions};
use catalint_workspace::{Disk, asked};
use clap::ArgMatches;

use crate::compare;
use crate::init::Init;
use crate::lang::pick;
use crate::terminal::Color;
use crate::usage::{Stop, offering};

mod annotate;
mod baseline;
mod check;
mod completions;
mod diff;
mod due;
mod duties;
mod explain;
mod export;
mod fmt;
mod form;
mod help;
mod impact;
mod import;
mod init;
mod law;
mod ledger;
mod lsp;
mod man;
mod page;
mod reference;
mod rules;
mod schema;
mod towns;

pub(crate) use annotate::Annotate;
pub(crate) use check::{Check, Fixing};
pub(crate) use export::Export;
pub(crate) use import::Import;
pub(crate) use ledger::Ledger;
pub(crate) use page::PageRequest;
pub(crate) use rules::RulesFormat;

type Table = fn(Lang) -> clap::Command;
type Read = fn(Asked<'_>, &ArgMatches) -> Result<Command, Stop>;

/// All commands in the order of the help: the options of each with their help, and what reads them.
const MADE: [(&str, Table, Read); 23] = [
    ("check", check::table, check::read),
    ("baseline", baseline::table, baseline::read),
    ("explain", explain::table, explain::read),
    ("import", import::table, import::read),
    ("export", export::table, export::read),
    ("diff", diff::table, diff::read),
    ("annotate", annotate::table, annotate::read),
    ("ledger", ledger::table, ledger::read),
    ("reference", reference::table, reference::read),
    ("law", law::table, law::read),
    ("due", due::table, due::read),
    ("duties", duties::table, duties::read),
    ("impact", impact::table, impact::read),
    ("form", form::table, form::read),
    ("towns", towns::table, towns::read),
    ("rules", rules::table, rules::read),
    ("init", init::table, init::read),
    ("fmt", fmt::table, fmt::read),
    ("schema", schema::table, schema::read),
    ("lsp", lsp::table, lsp::read),
    ("page", page::table, page::read),
    ("completions", completions::table, completions::read),
    ("man", man::table, man::read),
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
pub(crate) fn table(lang: Lang) -> clap::Command {
    MADE.iter().fold(help::program(lang), |program, (_, table, _)| program.subcommand(table(lang)))
}

/// The same with one command only: whoever begins with its name needs no other, and to make all takes longer than to read
/// the arguments.
fn table_of(lang: Lang, name: &str) -> clap::Command {
    let one = MADE.iter().filter(|(known, ..)| *known == name);
    one.fold(help::program(lang), |program, (_, table, _)| program.subcommand(table(lang)))
}

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
    Ledger(Box<Ledger>),
    Reference(crate::reference::ReferenceRequest),
    Law(crate::law::LawRequest),
    Due(crate::due::DueRequest),
    Duties(crate::duties::DutiesRequest),
    Impact(crate::impact::ImpactRequest),
    Form(crate::form::FormCommand),
    Towns(crate::towns::TownsRequest),
    Rules(RulesFormat),
    Init(Init),
    /// Catalogs in the one layout.
    Fmt(Box<Check>),
    /// The language server: the day on which it judges, and where its configs come from.
    Lsp(Date, Origin),
    /// The page for those who have no terminal.
    Page(PageRequest),
    /// A text that is the whole answer: a schema, a completion script, the manual page.
    Text(String),
}

/// Reads the arguments.
///
/// # Errors
/// Help and version, and whatever can't be understood.
pub(crate) fn parse(argv: Vec<OsString>, lang: Lang) -> Result<CommandLine, Stop> {
    let named = argv.iter().skip(1).filter_map(|arg| arg.to_str()).find(|arg| COMMANDS.contains(arg));
    let named = named.unwrap_or("").to_owned();
    let first = argv.get(1).and_then(|arg| arg.to_str()).filter(|arg| COMMANDS.contains(arg));
    let program = first.map_or_else(|| table(lang), |name| table_of(lang, name));
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
    let (_, _, read) = MADE.iter().find(|(known, ..)| *known == name).expect("clap knows these alone");
    let command = read(asked, of)?;
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
}

/// The paths, wildcards that no shell has expanded replaced by what they name; the current folder where none is given.
fn paths(of: &ArgMatches) -> Vec<PathBuf> {
    let paths: Vec<PathBuf> = of.get_many::<OsString>("paths").unwrap_or_default().map(PathBuf::from).collect();
    if paths.is_empty() { vec![PathBuf::from(".")] } else { asked::expand(&Disk, paths) }
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
pub(crate) fn today() -> Date {
    const EIGHT_HOURS: u64 = 8 * 3600;
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Date::from_unix_seconds(now + EIGHT_HOURS).expect("the clock of a computer shows a year of four digits")
}
