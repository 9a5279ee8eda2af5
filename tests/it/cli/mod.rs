//! The program itself: what it prints where, what it writes, how it ends.
//!
//! The files rest on BAS001, whose meaning no other rule may change.

mod annotate;
mod baseline;
mod check;
mod config;
mod county;
mod diff;
mod due;
mod duties;
mod export;
mod files;
mod fix;
mod fix_table;
mod fmt;
mod folders;
mod form;
mod format;
mod ignores;
mod impact;
mod import;
mod init;
mod law;
mod ledger;
mod manual;
mod page;
mod pages;
mod reference;
mod round;
mod searched;
mod since;
mod unread;
mod watch;
mod words;
mod world;

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use catalint_core::docs::complete;

/// A catalog with one finding: BAS001 at 7:5.
fn faulty() -> String {
    complete("    topic: 社会救助\n    basis: []\n")
}

/// A catalog without a finding.
fn clean() -> String {
    complete("    topic: 社会救助\n")
}

/// A folder of its own, and runs of the program in it.
struct Sandbox {
    folder: tempfile::TempDir,
    /// Environment of the program; whatever could sway it is taken away first.
    environment: Vec<(&'static str, &'static str)>,
}

/// What came of a run.
#[derive(Debug)]
struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Sandbox {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder"), environment: Vec::new() }
    }

    /// With some faulty catalogs.
    fn with(names: &[&str]) -> Self {
        let sandbox = Self::new();
        for name in names {
            sandbox.put(name, faulty());
        }
        sandbox
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, bytes).expect("a file");
        path
    }

    fn get(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn command(&self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_catalint"));
        command.current_dir(self.folder.path()).args(args);
        let sway = [
            "LANG",
            "LANGUAGE",
            "LC_ALL",
            "LC_MESSAGES",
            "CATALINT_LANG",
            "NO_COLOR",
            "CLICOLOR_FORCE",
            "COLUMNS",
            "FORCE_HYPERLINK",
            "GITHUB_STEP_SUMMARY",
            "GITHUB_WORKSPACE",
            "CI_PROJECT_DIR",
        ];
        for name in sway {
            command.env_remove(name);
        }
        command.envs(self.environment.iter().copied());
        command
    }

    /// Runs the words of a line. A check is judged on one day, whenever the tests run.
    fn run(&self, line: &str) -> Ran {
        Ran::of(self.command(words(line)).stdin(Stdio::null()).output().expect("it runs"))
    }

    /// Runs with something on standard input.
    fn feed(&self, line: &str, input: &[u8]) -> Ran {
        let mut command = self.command(words(line));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("it runs");
        child.stdin.take().expect("a pipe").write_all(input).expect("it reads");
        Ran::of(child.wait_with_output().expect("it ends"))
    }

    fn set(mut self, name: &'static str, value: &'static str) -> Self {
        self.environment.push((name, value));
        self
    }
}

fn words(line: &str) -> Vec<&str> {
    let mut words: Vec<&str> = line.split_whitespace().collect();
    if words.first() == Some(&"check") {
        words.splice(1..1, ["--as-of", "2026-11-01"]);
    }
    words
}

impl Ran {
    fn of(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// The files of a concise report, in order.
    fn files(&self) -> Vec<&str> {
        self.out.lines().map(|line| line.split(':').next().expect("a file")).collect()
    }
}

/// The faults that `catalint schema NAME` finds in an answer.
fn against_schema(sandbox: &Sandbox, name: &str, answer: &serde_json::Value) -> Vec<String> {
    let schema = serde_json::from_str(&sandbox.run(&format!("schema {name}")).out).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    validator.iter_errors(answer).map(|error| error.to_string()).collect()
}
