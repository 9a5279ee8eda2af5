//! The command line of catalint: arguments, terminal, exit code.
//!
//! Whatever is known of catalogs is in `catalint-core`, whatever is done with the files of a folder in
//! `catalint-workspace`.

mod annotate;
mod args;
mod baseline;
mod catalogs;
mod check;
mod compare;
mod desktop;
mod diff;
mod due;
mod duties;
mod error;
mod explain;
mod export;
mod fmt;
mod form;
mod impact;
mod import;
mod init;
mod interactive;
mod lang;
mod law;
mod ledger;
mod lsp;
mod manual;
mod nothing;
mod output;
mod page;
mod pretty;
mod progress;
mod reference;
mod root;
mod rules;
mod shown;
mod signals;
mod steps;
mod summary;
mod tables;
mod terminal;
mod towns;
mod usage;
mod watch;
mod window;
mod wrap;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use args::Command;
use catalint_core::lint::Report;
use catalint_core::rule::{Lang, Severity};
use catalint_report::View;

/// Runs the program with its arguments, its own name first.
#[must_use]
pub fn run(argv: Vec<OsString>) -> ExitCode {
    if let Some(start) = desktop::start(&argv) {
        return desktop::run(&start);
    }
    terminal::prepare();
    signals::clean_up();
    let chosen = lang::chosen(&argv);
    let lang = chosen.lang;
    let invocation = match args::parse(argv, lang) {
        Ok(invocation) => invocation,
        Err(stop) => return stop.tell(),
    };
    let color = invocation.color;
    match invocation.command {
        Command::Check(check) if check.watch => watch::run(&check, chosen, color),
        Command::Check(check) if check.interactive => interactive::run(&check, chosen, color),
        Command::Check(check) => check::run(&check, chosen, color),
        Command::Baseline { check, prune } => baseline::run(&check, prune, chosen, color),
        Command::Explain { rules, deadlines } => {
            say(&explain::all(&rules, &deadlines, lang, terminal::Terminal::stdout(color)))
        }
        Command::Import(import) => import::run(&import, chosen, color),
        Command::Export(export) => export::run(&export, chosen, color),
        Command::Diff(asked) => compare::run(&asked, chosen, color),
        Command::Annotate(annotate) => annotate::run(&annotate, chosen, color),
        Command::Ledger(asked) => ledger::run(&asked, chosen, color),
        Command::Reference(asked) => reference::run(&asked, chosen, color),
        Command::Law(asked) => law::run(&asked, chosen, color),
        Command::Due(asked) => due::run(&asked, lang, terminal::Terminal::stdout(color)),
        Command::Duties(asked) => duties::run(&asked, chosen, color),
        Command::Impact(asked) => impact::run(&asked, chosen, color),
        Command::Form(asked) => form::run(&asked, chosen, color),
        Command::Towns(asked) => towns::run(&asked, chosen, color),
        Command::Rules(format) => say(&rules::list(format, lang, terminal::Terminal::stdout(color))),
        Command::Init(init) => init::run(&init, chosen, color),
        Command::Fmt(check) => fmt::run(&check, chosen, color),
        Command::Lsp(as_of, origin) => lsp::run(as_of, origin, chosen),
        Command::Page(asked) => page::run(&asked, lang, color),
        Command::Text(text) => say(&text),
    }
}

/// The rich report of a file, as it goes to a file or a pipe: 100 columns, no colours.
#[must_use]
pub fn pretty(report: &Report, lang: Lang, least: Severity) -> String {
    pretty::Pretty::new(lang, terminal::Terminal::file()).file(report, View::new(lang, least))
}

/// Prints a text that is the whole answer. Nobody listening is no fault.
fn say(text: &str) -> ExitCode {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => ExitCode::from(2),
        _ => ExitCode::SUCCESS,
    }
}
