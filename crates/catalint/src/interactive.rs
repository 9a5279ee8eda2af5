//! `check --fix --interactive`: one problem after another is shown with what would stand there, and a person decides.
//!
//! Nothing is written before the last answer for a file, or `q`; then all that was agreed to is written at once.

use std::collections::BTreeSet;
use std::io::{BufRead, IsTerminal, Write};
use std::process::ExitCode;

use catalint_core::Document;
use catalint_core::fix::Applicability;
use catalint_core::lint::{FixOptions, Group, Ignoring, Linter, Report, groups};
use catalint_core::rule::{Finding, Lang, Severity};
use catalint_table::{Ticks, fix_ticked};
use catalint_text::{Edit, Source, Span, encode, visible};
use catalint_workspace::discover::Input;
use catalint_workspace::job::Job;
use catalint_workspace::projects::Projects;
use catalint_workspace::read::{is_table, read};
use catalint_workspace::session::Session;
use catalint_workspace::{Disk, Error as World};

use crate::args::Check;
use crate::check::{RunStart, complain};
use crate::error::CliError;
use crate::lang::{Chosen, pick};
use crate::terminal::Color;

/// Places of a group that are shown.
const SHOWN: usize = 4;

/// Lines of one place that are shown: a fix may move a whole item.
const LINES: usize = 12;

/// What a person decided about the findings of a file.
#[derive(Debug, Default, PartialEq, Eq)]
struct Decided {
    /// Fingerprints of those that are to be fixed.
    fix: BTreeSet<String>,
    /// Reasons, each with the fingerprints of those that it ignores.
    ignore: Vec<(String, BTreeSet<String>)>,
    /// Whether no other file is to be looked at.
    quit: bool,
}

/// Runs the command: the exit code speaks of what remains.
pub(crate) fn run(check: &Check, chosen: Chosen, color: Color) -> ExitCode {
    if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
        let words = pick(
            chosen.lang,
            "--interactive 要在终端里运行，一处一处地问；不在终端里请用 --fix\n",
            "--interactive asks in a terminal, one problem at a time; without a terminal use --fix\n",
        );
        let _ = std::io::stderr().lock().write_all(words.as_bytes());
        return ExitCode::from(2);
    }
    let RunStart { lang, jobs, mut errors, base, stderr, .. } = match RunStart::new(check, chosen, color) {
        Ok(start) => start,
        Err(code) => return code,
    };
    let session = Session { fs: Disk::files(), base, projects: Projects::default(), baseline: None, previous: None };
    let (mut input, mut output) = (std::io::stdin().lock(), std::io::stderr());
    let mut left = 0;
    for job in &jobs {
        match one(job, check, &session, lang, (&mut input, &mut output)) {
            Ok((remaining, quit)) => {
                left += remaining;
                if quit {
                    break;
                }
            }
            Err(error) => errors.push(error),
        }
    }
    if !errors.is_empty() {
        return complain(errors, lang, stderr.paint);
    }
    ExitCode::from(u8::from(left > 0))
}

/// One file; how many errors remain in it, and whether the person wants to stop.
fn one(
    job: &Job,
    check: &Check,
    session: &Session,
    lang: Lang,
    (input, output): (&mut impl BufRead, &mut impl Write),
) -> Result<(usize, bool), CliError> {
    let task = &job.task;
    let unread = |source| CliError::from(World::read(task.name.clone(), source));
    let (old, other) = read(&*session.fs, &task.input, task.named && !check.skip_others).map_err(unread)?;
    let Input::File(path) = &task.input else { return Ok((0, false)) };
    if other {
        return Ok((0, false));
    }
    let linter = session.linter(job)?;
    let table = is_table(&task.name, &old);
    let unreadable = |why| CliError::from(World::Table { path: task.name.clone(), why });
    let report = match table {
        true => catalint_table::check(&task.name, &old, linter.options()).map_err(unreadable)?,
        false => linter.check(&Document::from_bytes(&task.name, &old)),
    };
    let which = FixOptions { least: check.least_fix, min_severity: check.least() };
    let decided = decide(&report, which, table, lang, input, output);
    let (new, report) = match table {
        true if decided.fix.is_empty() => (None, report),
        true => {
            let ticked = report.findings.iter().filter(|found| decided.fix.contains(&*found.fingerprint));
            let fixed = fix_ticked(&task.name, &old, linter.options(), &Ticks::of(ticked)).map_err(unreadable)?;
            (fixed.bytes, fixed.report)
        }
        false => changed(&linter, Document::from_bytes(&task.name, &old), which, &decided),
    };
    if let Some(new) = &new {
        let failed = |source| CliError::from(World::Write { path: task.name.clone(), source });
        session.fs.replace(path, &old, new).map_err(failed)?.or_say(&task.name)?;
    }
    let name = visible(&task.name);
    let words = match (&new, lang) {
        (Some(_), Lang::Zh) => format!("已写入 {name}，还有{}处问题\n", report.findings.len()),
        (Some(_), Lang::En) => format!("wrote {name}; findings left: {}\n", report.findings.len()),
        (None, Lang::Zh) => format!("{name} 没有改动\n"),
        (None, Lang::En) => format!("{name} is as it was\n"),
    };
    let _ = output.write_all(words.as_bytes());
    let errors = report.findings.iter().filter(|found| found.severity == Severity::Error).count();
    Ok((errors, decided.quit))
}

/// The catalog with what was agreed to; none where nothing changes.
fn changed(linter: &Linter, document: Document, which: FixOptions, decided: &Decided) -> (Option<Vec<u8>>, Report) {
    let fixed = linter.fix_chosen(document, which, decided.fix.clone());
    let (mut report, mut new) = (fixed.report, fixed.bytes);
    for (why, prints) in &decided.ignore {
        let document = Document::parse(report.source.clone());
        let wanted: Vec<&Finding> =
            report.findings.iter().filter(|found| prints.contains(&*found.fingerprint)).collect();
        let edits = linter.ignore_edits(&document, &wanted, why, Ignoring::Item);
        if edits.is_empty() {
            continue;
        }
        let source = report.source.with_text(edited(&report.source.text, &edits));
        report = linter.check(&Document::parse(source));
        new = Some(encode(&report.source.text, report.source.encoding));
    }
    (new, report)
}

fn edited(text: &str, edits: &[Edit]) -> String {
    let mut text = text.to_owned();
    for edit in edits.iter().rev() {
        text.replace_range(edit.span.range(), &edit.content);
    }
    text
}

/// Asks about each problem that can be fixed.
fn decide(
    report: &Report,
    which: FixOptions,
    table: bool,
    lang: Lang,
    input: &mut impl BufRead,
    output: &mut impl Write,
) -> Decided {
    let mut decided = Decided::default();
    let fixable = |found: &&Finding| {
        let fix = found.fix.as_ref().filter(|fix| !fix.edits.is_empty() || !fix.cells.is_empty());
        found.severity >= which.min_severity && fix.is_some_and(|fix| fix.applicability >= which.least)
    };
    let found: Vec<&Finding> = report.findings.iter().filter(fixable).collect();
    let all = groups(&report.source.name, &found);
    let mut accept_all = false;
    for (nth, group) in all.iter().enumerate() {
        let prints = || group.findings.iter().map(|found| found.fingerprint.to_string());
        if accept_all {
            decided.fix.extend(prints());
            continue;
        }
        let _ = output.write_all(shown(report, group, nth + 1, all.len(), lang).as_bytes());
        loop {
            let question = match (table, lang) {
                (false, Lang::Zh) => {
                    "采用吗？[y 采用 / n 不改 / a 以后都采用 / s 跳过本文件 / i 忽略并写理由 / q 结束] "
                }
                (true, Lang::Zh) => "采用吗？[y 采用 / n 不改 / a 以后都采用 / s 跳过本文件 / q 结束] ",
                (false, Lang::En) => {
                    "Apply? [y yes / n no / a all that follow / s skip this file / i ignore, say why / q quit] "
                }
                (true, Lang::En) => "Apply? [y yes / n no / a all that follow / s skip this file / q quit] ",
            };
            let Some(answer) = asked(question, input, output) else {
                // Nobody answers any more: what was agreed to stands, as with q.
                decided.quit = true;
                return decided;
            };
            match answer.to_lowercase().as_str() {
                "y" | "yes" | "是" => decided.fix.extend(prints()),
                "n" | "no" | "否" => {}
                "a" | "all" | "全部" => {
                    accept_all = true;
                    decided.fix.extend(prints());
                }
                "s" | "skip" => return decided,
                "q" | "quit" => {
                    decided.quit = true;
                    return decided;
                }
                "i" | "ignore" if !table => {
                    let why = asked(pick(lang, "理由：", "Why: "), input, output).unwrap_or_default();
                    if why.is_empty() {
                        continue;
                    }
                    decided.ignore.push((why, prints().collect()));
                }
                _ => continue,
            }
            break;
        }
    }
    decided
}

/// A line of the person's, blanks around it left out; none at the end of all input.
fn asked(question: &str, input: &mut impl BufRead, output: &mut impl Write) -> Option<String> {
    let _ = output.write_all(question.as_bytes());
    let _ = output.flush();
    let mut line = String::new();
    match input.read_line(&mut line) {
        Ok(0) | Err(_) => None,
        Ok(_) => Some(line.trim().to_owned()),
    }
}

/// What is wrong, where, and what each place says and would say.
fn shown(report: &Report, group: &Group<'_>, nth: usize, all: usize, lang: Lang) -> String {
    let offer = group.findings.iter().any(|found| found.applicability() == Some(Applicability::Offer));
    let mark = if offer { pick(lang, "（请核对）", " (please check)") } else { "" };
    let word = group.severity().word().get(lang);
    let mut out = format!("\n[{nth}/{all}] {word} {} {}{mark}\n", group.rule().code, visible(&group.message(lang)));
    for found in group.findings.iter().take(SHOWN) {
        let Some(fix) = &found.fix else { continue };
        let item = found.item_name().map_or_else(String::new, |item| match lang {
            Lang::Zh => format!("第{}项 ", item.number()),
            Lang::En => format!("item {} ", item.number()),
        });
        for edit in &fix.cells {
            out += &format!("  {item}{}\n", visible(&edit.cell));
            out += &marked('-', &edit.before);
            out += &marked('+', &edit.after);
        }
        if let Some((old, new, line)) = lines_of(&report.source, &fix.edits) {
            out += &format!("  {item}{}:{line}\n", visible(&report.source.name));
            out += &marked('-', old);
            out += &marked('+', &new);
        }
    }
    let more = group.findings.len().saturating_sub(SHOWN);
    if more > 0 {
        out += &pick(lang, format!("  …另有{more}处\n"), format!("  … and {more} more\n"));
    }
    out
}

fn marked(mark: char, text: &str) -> String {
    let mut lines = text.lines();
    let shown = lines.by_ref().take(LINES).map(|line| format!("    {mark} {}\n", visible(line)));
    let shown: String = shown.collect();
    if lines.next().is_some() { shown + "    …\n" } else { shown }
}

/// The lines that edits touch, as they are and as they would be, and the number of the first.
fn lines_of<'s>(source: &'s Source, edits: &[Edit]) -> Option<(&'s str, String, u32)> {
    let (first, last) = (edits.first()?, edits.last()?);
    let start = source.lines().line_start(source.lines().line(first.span.start));
    let rest = &source.text[last.span.end as usize..];
    let end = last.span.end + rest.find(['\n', '\r']).unwrap_or(rest.len()) as u32;
    let old = source.slice(Span::new(start, end));
    let moved: Vec<Edit> = edits
        .iter()
        .map(|edit| Edit::new(Span::new(edit.span.start - start, edit.span.end - start), edit.content.as_str()))
        .collect();
    Some((old, edited(old, &moved), source.lines().line(first.span.start)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalint_core::docs::complete;
    use catalint_core::lint::Settings;
    use catalint_domain::date::Date;

    const TEXT: &str = "    content:\n      - 申请 条件\n      - 办理流程\n    channels: [政府网站, 政府网站]\n";

    fn linter() -> Linter {
        Linter::new(Settings::new(Date::new(2026, 11, 30).expect("a day")))
    }

    fn said(answers: &str, table: bool) -> (Decided, String, String) {
        let text = complete(TEXT);
        let document = Document::parse(Source::from_text("a.yaml", text));
        let report = linter().check(&document);
        let which = FixOptions { least: Applicability::Safe, min_severity: Severity::Hint };
        let mut out = Vec::new();
        let decided = decide(&report, which, table, Lang::Zh, &mut answers.as_bytes(), &mut out);
        let (_, report) = changed(&linter(), document, which, &decided);
        (decided, String::from_utf8(out).expect("UTF-8"), report.source.text.to_string())
    }

    #[test]
    fn only_what_is_agreed_to_is_changed() {
        let (_, shown, new) = said("y\nn\n", false);
        assert!(shown.contains("[1/2] 警告 CHN005") && shown.contains("    - ") && shown.contains("    + "), "{shown}");
        assert!(new.contains("channels: [政府网站]\n") && new.contains("申请 条件"), "{new}");
        let (_, _, new) = said("什么\nn\ny\n", false);
        assert!(new.contains("[政府网站, 政府网站]") && new.contains("申请条件"), "{new}");
        let (decided, _, new) = said("a\n", false);
        assert_eq!(decided.fix.len(), 2);
        assert!(new.contains("channels: [政府网站]\n") && new.contains("申请条件"), "{new}");
    }

    #[test]
    fn one_may_stop_ignore_with_a_reason_or_say_nothing() {
        assert_eq!(said("", false).0, Decided { quit: true, ..Decided::default() });
        assert_eq!(said("s\n", false).0, Decided::default());
        let (decided, _, new) = said("y\nq\n", false);
        assert!(decided.quit && new.contains("channels: [政府网站]\n"));
        let (_, _, new) = said("i\n\ni\n两处网站不同\nn\n", false);
        assert!(new.contains("# catalint: ignore[CHN005] 两处网站不同\n"), "{new}");
        // A table has no comments.
        let (decided, shown, _) = said("i\nn\nn\n", true);
        assert!(decided.ignore.is_empty() && !shown.contains("忽略并写理由"));
    }

    #[test]
    fn of_two_findings_that_say_the_same_only_the_one_that_was_chosen_is_fixed() {
        let text = "标题: 甲\n事项:\n  - 一级事项: 乙\n    公开渠道: [政府网站, 政府网站]\n  - 一级事项: 乙\n    公开渠道: [政府网站, 政府网站]\n";
        let document = || Document::parse(Source::from_text("a.yaml", text));
        let report = linter().check(&document());
        let which = FixOptions { least: Applicability::Safe, min_severity: Severity::Hint };
        let twice: Vec<&Finding> = report.findings.iter().filter(|found| found.rule.code == "CHN005").collect();
        assert_eq!(twice.len(), 2);
        for (nth, found) in twice.iter().enumerate() {
            let fixed = linter().fix_chosen(document(), which, BTreeSet::from([found.fingerprint.to_string()]));
            let lines: Vec<&str> = fixed.report.source.text.lines().filter(|line| line.contains("公开渠道")).collect();
            assert_eq!(
                lines.iter().map(|line| line.matches("政府网站").count()).collect::<Vec<_>>(),
                if nth == 0 { [1, 2] } else { [2, 1] }
            );
        }
    }
}
