//! What the argument parser has to say, in the reader's language.
//!
//! clap speaks English only; its errors are read for what they know and worded here.

use std::io::Write;
use std::process::ExitCode;

use catalint_core::rule::Lang;
use catalint_domain::chinese::edit_distance::nearest;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::args::COMMANDS;
use crate::lang::pick;

/// A run that ends before it begins: help, version, or arguments that can't be understood.
#[derive(Debug)]
pub(crate) struct Stop {
    text: String,
    /// Whether it is what was asked for.
    asked: bool,
}

impl Stop {
    /// A mistake in the arguments, worded in the reader's language.
    pub(crate) fn mistake(lang: Lang, text: &str, command: &str) -> Self {
        let command = if command.is_empty() { "catalint".to_owned() } else { format!("catalint {command}") };
        let text = match lang {
            Lang::Zh => format!("错误：{text}\n\n用法请看：{command} --help\n"),
            Lang::En => format!("error: {text}\n\nFor usage, see: {command} --help\n"),
        };
        Self { text, asked: false }
    }

    /// Prints it: what was asked for to standard output, all else to standard error.
    pub(crate) fn tell(self) -> ExitCode {
        if self.asked {
            let _ = std::io::stdout().lock().write_all(self.text.as_bytes());
            return ExitCode::SUCCESS;
        }
        let _ = std::io::stderr().lock().write_all(self.text.as_bytes());
        ExitCode::from(2)
    }

    /// Rewords an error of the parser.
    pub(crate) fn of(error: &clap::Error, lang: Lang, command: &str) -> Self {
        // Headings of sections end in a colon of clap's own.
        let page = || if lang == Lang::Zh { error.to_string().replace(":\n", "：\n") } else { error.to_string() };
        match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Self { text: page(), asked: true },
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => Self { text: page(), asked: false },
            _ => Self::mistake(lang, &words(error, lang), command),
        }
    }
}

fn words(error: &clap::Error, lang: Lang) -> String {
    let get = |kind| error.get(kind).map(plain).unwrap_or_default();
    let (arg, value) = (get(ContextKind::InvalidArg), get(ContextKind::InvalidValue));
    match error.kind() {
        ErrorKind::UnknownArgument if !arg.starts_with('-') => {
            pick(lang, format!("多写了“{arg}”"), format!("{arg} is one argument too many"))
        }
        ErrorKind::UnknownArgument => {
            let suggested = get(ContextKind::SuggestedArg);
            pick(lang, format!("没有“{arg}”这个选项"), format!("there is no option {arg}")) + &perhaps(&suggested, lang)
        }
        ErrorKind::InvalidSubcommand => subcommand(&get(ContextKind::InvalidSubcommand), lang),
        ErrorKind::InvalidValue if value.is_empty() => {
            pick(lang, format!("“{arg}”后面缺少值"), format!("{arg} needs a value"))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            pick(lang, format!("“{arg}”的值“{value}”不对"), format!("{value} is no value for {arg}"))
        }
        ErrorKind::TooManyValues => {
            pick(lang, format!("“{arg}”后面不用写值（“{value}”）"), format!("{arg} takes no value, not even {value}"))
        }
        ErrorKind::ArgumentConflict => {
            let other = get(ContextKind::PriorArg);
            pick(lang, format!("“{arg}”不能与“{other}”一起使用"), format!("{arg} and {other} do not go together"))
        }
        ErrorKind::MissingRequiredArgument => pick(lang, format!("缺少 {arg}"), format!("missing: {arg}")),
        ErrorKind::InvalidUtf8 => pick(lang, "有的参数不是文字".to_owned(), "an argument is no text".to_owned()),
        // Kinds that these commands do not give rise to; clap's own words, without its heading.
        _ => error.to_string().lines().next().unwrap_or("").trim_start_matches("error: ").to_owned(),
    }
}

fn subcommand(written: &str, lang: Lang) -> String {
    let suggested = nearest(written, COMMANDS).unwrap_or_default();
    let said = pick(lang, format!("没有“{written}”这个命令"), format!("there is no command {written}"));
    if suggested.is_empty() && std::path::Path::new(written).exists() {
        let how = format!("catalint check {written}");
        return said + &pick(lang, format!("；要检查文件，请写：{how}"), format!("; to check a file, write: {how}"));
    }
    said + &perhaps(suggested, lang)
}

/// `；是不是想写“--fix”？`
fn perhaps(suggested: &str, lang: Lang) -> String {
    if suggested.is_empty() {
        return String::new();
    }
    pick(lang, format!("；是不是想写“{suggested}”？"), format!("; did you mean {suggested}?"))
}

/// What was said, the nearest word that is known, and where to find all of them.
pub(crate) fn offering(said: &str, near: Option<&str>, known: &str, lang: Lang) -> String {
    let near = perhaps(near.unwrap_or(""), lang);
    let join = match (known.is_empty(), near.is_empty()) {
        (true, _) => "",
        (false, true) => pick(lang, "；", "; "),
        (false, false) => pick(lang, "", " "),
    };
    format!("{said}{near}{join}{known}")
}

/// A value of clap's without the form in which its help shows it.
fn plain(value: &ContextValue) -> String {
    let text = match value {
        ContextValue::Strings(many) => many.join(", "),
        other => other.to_string(),
    };
    match text.split_once(' ') {
        Some((option, rest)) if option.starts_with("--") && rest.starts_with('<') => option.to_owned(),
        _ => text,
    }
}
