//! `check --watch`: checks again whenever a file changes, appears or goes.
//!
//! It asks for times and sizes instead of waiting for notifications: folders on network drives,
//! where offices keep their catalogs, send none for what others change.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant, SystemTime};

use catalint_core::config::NAME;
use catalint_core::rule::Lang;
use catalint_text::visible;
use catalint_workspace::Disk;
use catalint_workspace::discover::{Input, discover};

use crate::args::{Check, Fixing};
use crate::check;
use crate::lang::{Chosen, pick};
use crate::terminal::Color;

/// Time between two looks; more where a look takes long.
const PAUSE: Duration = Duration::from_millis(500);

/// A change is over when nothing more has happened for so long.
const QUIET: Duration = Duration::from_millis(200);

/// Checks until somebody ends it.
pub(crate) fn run(check: &Check, chosen: Chosen, color: Color) -> ExitCode {
    let lang = chosen.lang;
    // `stop` stays here: where no handler can be had, the channel must not close, and the system ends
    // the program in its own way.
    let (stop, stopped) = mpsc::channel();
    let sender = stop.clone();
    let _ = ctrlc::set_handler(move || {
        let _ = sender.send(());
    });
    let mut before = Snapshot::take(check);
    let mut changed = Vec::new();
    loop {
        clear();
        tell(&changes(&changed, lang));
        check::run(check, chosen, color);
        if check.fix == Fixing::Write {
            // What was mended just now is no change.
            before = Snapshot::take(check);
        }
        tell(pick(lang, "等待文件改动，按 Ctrl-C 结束\n", "Waiting for changes; Ctrl-C ends it\n"));
        let Some(after) = before.next(check, &stopped) else {
            tell(pick(lang, "已结束\n", "Ended\n"));
            return ExitCode::SUCCESS;
        };
        changed = before.differences(&after);
        before = after;
    }
}

/// Takes what an earlier check said off the screen, if there is one.
fn clear() {
    let mut out = std::io::stdout().lock();
    if out.is_terminal() {
        let _ = out.write_all(b"\x1b[H\x1b[2J\x1b[3J").and_then(|()| out.flush());
    }
}

fn tell(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

fn changes(changed: &[String], lang: Lang) -> String {
    let Some(first) = changed.first() else { return String::new() };
    let (first, all) = (visible(first), changed.len());
    match all {
        1 => pick(lang, format!("有改动：{first}\n"), format!("Changed: {first}\n")),
        _ => pick(lang, format!("有改动：{first} 等{all}个文件\n"), format!("Changed: {first} and {} more\n", all - 1)),
    }
}

/// Time and size of all files of a run, and of the configs that may be theirs.
#[derive(Debug, PartialEq, Eq)]
struct Snapshot(BTreeMap<String, (Option<SystemTime>, u64)>);

impl Snapshot {
    fn take(check: &Check) -> Self {
        let (tasks, _) = discover(&Disk, &check::search(check));
        // What the run itself writes is no change.
        let written: Vec<PathBuf> = written(check).filter_map(|path| path.canonicalize().ok()).collect();
        let own = |path: &Path| !written.is_empty() && path.canonicalize().is_ok_and(|path| written.contains(&path));
        let files = tasks.into_iter().filter_map(|task| match task.input {
            Input::File(path) if !own(&path) => Some((task.name, path)),
            _ => None,
        });
        let state = |meta: Metadata| (meta.modified().ok(), meta.len());
        let all = files.chain(configs(&check.paths));
        Self(all.filter_map(|(name, path)| Some((name, state(path.metadata().ok()?)))).collect())
    }

    /// The first later one that differs and has come to rest; none if the run is to end.
    fn next(&self, check: &Check, stopped: &Receiver<()>) -> Option<Self> {
        let mut pause = PAUSE;
        loop {
            wait(stopped, pause)?;
            let begun = Instant::now();
            let mut now = Self::take(check);
            pause = PAUSE.max(begun.elapsed() * 10);
            if now == *self {
                continue;
            }
            loop {
                wait(stopped, QUIET)?;
                let later = Self::take(check);
                if later == now {
                    return Some(now);
                }
                now = later;
            }
        }
    }

    /// Names of files that are not the same in the other one.
    fn differences(&self, other: &Self) -> Vec<String> {
        let names = self.0.keys().chain(other.0.keys().filter(|name| !self.0.contains_key(*name)));
        names.filter(|name| self.0.get(*name) != other.0.get(*name)).cloned().collect()
    }
}

/// The reports and the copy that a run writes.
fn written(check: &Check) -> impl Iterator<Item = &Path> {
    let reports = check.outputs.iter().filter_map(|wanted| wanted.file.as_deref());
    reports.chain(check.copy.as_deref())
}

/// None if the run is to end.
fn wait(stopped: &Receiver<()>, time: Duration) -> Option<()> {
    matches!(stopped.recv_timeout(time), Err(RecvTimeoutError::Timeout)).then_some(())
}

/// Where a config of the paths may be: beside them and above. Those below are met with the catalogs.
fn configs(paths: &[PathBuf]) -> impl Iterator<Item = (String, PathBuf)> {
    let real = paths.iter().filter_map(|path| path.canonicalize().ok());
    let folders = real.flat_map(|path| path.ancestors().map(Path::to_path_buf).collect::<Vec<_>>());
    let all = folders.map(|folder| folder.join(NAME));
    all.map(|path| (path.display().to_string(), path))
}
