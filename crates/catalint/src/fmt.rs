//! `catalint fmt`: catalogs in the one layout.

use std::io::Write;
use std::process::ExitCode;

use catalint_core::Document;
use catalint_core::format::{LeftAlone, format};
use catalint_core::rule::Lang;
use catalint_text::{encode, visible};
use catalint_workspace::discover::Input;
use catalint_workspace::job::Job;
use catalint_workspace::pool;
use catalint_workspace::projects::Projects;
use catalint_workspace::read::{is_table, read};
use catalint_workspace::session::Session;
use catalint_workspace::{Disk, Error as World};

use crate::args::{Check, Fixing};
use crate::check::{RunStart, complain};
use crate::diff;
use crate::error::CliError;
use crate::lang::{Chosen, pick};
use crate::say;
use crate::terminal::{Color, Terminal};

/// What came of one file.
enum Done {
    /// No catalog.
    Skipped,
    /// As it was.
    Same(Vec<u8>),
    /// In the layout, or it would be.
    Changed { old: String, new: String, bytes: Vec<u8> },
    /// Left as it is, and why; the text of standard input.
    Left(LeftAlone, Vec<u8>),
}

/// Runs the command: 1 where something would change, with `--check` or `--diff`, or had to be left.
pub(crate) fn run(check: &Check, chosen: Chosen, color: Color) -> ExitCode {
    let RunStart { lang, jobs, mut errors, base, stderr, .. } = match RunStart::new(check, chosen, color) {
        Ok(start) => start,
        Err(code) => return code,
    };
    let session = Session { fs: Disk::files(), base, projects: Projects::default(), baseline: None, previous: None };
    let paint = Terminal::stdout(color).paint;
    let (mut changed, mut same, mut left) = (0, 0, 0);
    let (mut out, mut told) = (Vec::new(), String::new());
    for job in &jobs {
        let name = visible(&job.task.name).into_owned();
        let bug = |panic| Err(CliError::bug(&job.task.name, panic));
        let stdin = job.task.input == Input::Stdin;
        match pool::guarded(|| one(job, check, &session)).unwrap_or_else(bug) {
            Err(error) => errors.push(error),
            Ok(Done::Skipped) => {}
            Ok(Done::Same(bytes)) => {
                same += 1;
                if stdin && check.fix == Fixing::Write {
                    out.extend(bytes);
                }
            }
            Ok(Done::Changed { old, new, bytes }) => {
                changed += 1;
                match check.fix {
                    Fixing::Write if stdin => out.extend(bytes),
                    Fixing::Write => told += &pick(lang, format!("已整理：{name}\n"), format!("formatted: {name}\n")),
                    Fixing::Show => out.extend(diff::unified(&job.task.name, &old, &new, paint).into_bytes()),
                    Fixing::No => {
                        told += &pick(lang, format!("需要整理：{name}\n"), format!("not formatted: {name}\n"))
                    }
                }
            }
            Ok(Done::Left(why, bytes)) => {
                left += 1;
                if stdin && check.fix == Fixing::Write {
                    out.extend(bytes);
                }
                let why = words(why, lang);
                told += &pick(lang, format!("没有整理：{name}：{why}\n"), format!("left as it is: {name}: {why}\n"));
            }
        }
    }
    let shown = std::str::from_utf8(&out).map_or_else(
        |_| {
            let written = std::io::stdout().lock().write_all(&out);
            if written.is_ok() { ExitCode::SUCCESS } else { ExitCode::from(2) }
        },
        say,
    );
    if shown != ExitCode::SUCCESS {
        return shown;
    }
    if changed + same + left == 0 && errors.is_empty() && !check.allow_empty {
        errors.push(CliError::no_catalog(&check.paths, 0));
    }
    if !check.quiet {
        told += &pick(
            lang,
            format!(
                "{changed}个文件{}，{same}个原样，{left}个没有整理\n",
                if check.fix == Fixing::Write { "已整理" } else { "需要整理" }
            ),
            format!(
                "{changed} {}, {same} as they were, {left} left\n",
                if check.fix == Fixing::Write { "formatted" } else { "would change" }
            ),
        );
        let _ = std::io::stderr().lock().write_all(told.as_bytes());
    }
    if !errors.is_empty() {
        return complain(errors, lang, stderr.paint);
    }
    match (changed, check.fix) {
        (0, _) | (_, Fixing::Write) if left == 0 => ExitCode::SUCCESS,
        _ => ExitCode::from(1),
    }
}

fn words(why: LeftAlone, lang: Lang) -> &'static str {
    match why {
        LeftAlone::Faulty => pick(
            lang,
            "有读不出的地方，先用 catalint check 查看",
            "it can't be read as it is meant; see catalint check",
        ),
        LeftAlone::NoCatalog => pick(lang, "不是逐行书写的目录", "it is no catalog written line by line"),
        LeftAlone::Anchors => pick(
            lang,
            "用了锚点、别名、标签，或有无法移动的注释",
            "it has anchors, aliases, tags or comments that can't be moved",
        ),
        LeftAlone::Unsafe => pick(lang, "整理后意思可能改变", "it would not say quite the same"),
    }
}

fn one(job: &Job, check: &Check, session: &Session) -> Result<Done, CliError> {
    let task = &job.task;
    if job.is_found_table() {
        return Ok(Done::Skipped);
    }
    let unread = |source| CliError::from(World::read(task.name.clone(), source));
    let (old, other) = read(&*session.fs, &task.input, job.certain).map_err(unread)?;
    if other || is_table(&task.name, &old) {
        return Ok(Done::Skipped);
    }
    let document = Document::from_bytes(&task.name, &old);
    let linter = session.linter(job)?;
    let new = match format(&document, &linter) {
        Ok(new) if new == *document.text() => return Ok(Done::Same(old)),
        Ok(new) => new,
        Err(why) => return Ok(Done::Left(why, old)),
    };
    let bytes = encode(&new, document.source().encoding);
    if let (Fixing::Write, Input::File(path)) = (check.fix, &task.input) {
        let failed = |source| CliError::from(World::Write { path: task.name.clone(), source });
        session.fs.replace(path, &old, &bytes).map_err(failed)?.or_say(&task.name)?;
    }
    Ok(Done::Changed { old: document.text().to_owned(), new, bytes })
}
