//! `catalint annotate`: what is found in a table, marked in a copy of it.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use catalint_core::lint::LawDays;
use catalint_core::rule::{Lang, Severity};
use catalint_report::Summary;
use catalint_table::{Annotated, Marking, is_annotated};
use catalint_text::visible;
use catalint_workspace::Disk;
use catalint_workspace::baseline::BaselineFile;
use catalint_workspace::pool;
use catalint_workspace::projects::Projects;
use catalint_workspace::session::Session;

use crate::args::Annotate;
use crate::baseline;
use crate::check::{RunStart, complain, share};
use crate::error::CliError;
use crate::import::{bytes, write};
use crate::lang::{Chosen, pick};
use crate::summary::stale;
use crate::terminal::{Color, Paint};

/// Runs the command.
pub(crate) fn run(wanted: &Annotate, chosen: Chosen, color: Color) -> ExitCode {
    let start = match RunStart::new(&wanted.check, chosen, color) {
        Ok(start) => start,
        Err(code) => return code,
    };
    let (lang, paint) = (start.lang, start.stderr.paint);
    let path = wanted.file.display().to_string();
    let bug = |panic| Err(CliError::bug(&path, panic));
    match pool::guarded(|| all(wanted, start, &path)).unwrap_or_else(bug) {
        Ok((done, law)) => {
            let words = words(&done, wanted, lang, paint) + &stale(law, lang);
            let _ = std::io::stderr().lock().write_all(words.as_bytes());
            ExitCode::SUCCESS
        }
        Err(error) => complain([error], lang, paint),
    }
}

fn all(wanted: &Annotate, start: RunStart, path: &str) -> Result<(Annotated, LawDays), CliError> {
    let RunStart { mut configs, main, lang, jobs, mut errors, mut base, .. } = start;
    if let Some(error) = errors.pop() {
        return Err(error);
    }
    let old = bytes(&wanted.file).map_err(|source| CliError::read(path.to_owned(), source))?;
    if same_file(&wanted.file, &wanted.output) {
        // Marks of an earlier time are replaced where they stand; the original gets none.
        if !is_annotated(path, &old) {
            return Err(CliError::Original { path: path.to_owned() });
        }
    } else if wanted.output.exists() && !wanted.force {
        return Err(CliError::Exists { path: wanted.output.display().to_string() });
    }
    let [job] = jobs.as_slice() else { return Err(CliError::NoCatalogTable { path: path.to_owned() }) };
    base.parallelism = share(wanted.check.jobs);
    let baseline = baseline::file(&wanted.check, &main.config);
    let baseline = baseline.as_deref().map(|path| BaselineFile::open(Disk::files(), path)).transpose()?;
    let projects = Projects::gather(&Disk, &wanted.check.paths, &jobs, &mut configs, &base, wanted.check.jobs);
    let session = Session { fs: Disk::files(), base, projects, baseline, previous: None };
    let linter = session.linter(job)?;
    let marking = Marking { lang, least: wanted.check.least() };
    let failed = |why| CliError::NotAnnotated { path: path.to_owned(), why };
    let done = catalint_table::annotate(path, &old, linter.options(), marking).map_err(failed)?;
    write(Some(&wanted.output), &done.bytes)?;
    let options = linter.options();
    Ok((done, LawDays { as_of: options.as_of, checked_to: options.registry.checked_to() }))
}

fn same_file(a: &Path, b: &Path) -> bool {
    a.canonicalize().is_ok_and(|a| b.canonicalize().is_ok_and(|b| a == b))
}

fn words(done: &Annotated, wanted: &Annotate, lang: Lang, paint: Paint) -> String {
    let output = wanted.output.display().to_string();
    let output = visible(&output);
    let least = wanted.check.least();
    let found = |severity| done.report.findings.iter().filter(|found| found.severity == severity).count();
    let [errors, warnings, hints] = [Severity::Error, Severity::Warning, Severity::Hint].map(found);
    let shown = |count: usize, severity: Severity| if severity >= least { count } else { 0 };
    let hidden = [(errors, Severity::Error), (warnings, Severity::Warning), (hints, Severity::Hint)];
    let hidden: usize = hidden.iter().map(|&(count, severity)| count - shown(count, severity)).sum();
    let (cells, rows, fixable) = (done.placed.cells, done.rows, done.fixable);
    let (e, w, h) = (errors, shown(warnings, Severity::Warning), shown(hints, Severity::Hint));
    let mut out = paint.green(&pick(lang, format!("已写入 {output}"), format!("Wrote {output}")));
    out += &pick(
        lang,
        format!("：错误{e}、警告{w}、提示{h}，标出{cells}格；清单{rows}行，其中{fixable}行可勾选采纳\n"),
        format!(
            ": {e} errors, {w} warnings, {h} hints at {cells} cells; {rows} rows in the list, {fixable} can be accepted\n"
        ),
    );
    if hidden > 0 {
        out += &pick(
            lang,
            format!("另有较轻的{hidden}个没有标，要标请加 --min-severity hint\n"),
            format!("{hidden} milder ones are not marked, --min-severity hint marks them, too\n"),
        );
    }
    if done.placed.commented > 0 {
        let n = done.placed.commented;
        out += &pick(
            lang,
            format!("有{n}格原来就有批注，只着色，没有再加批注\n"),
            format!("{n} cells had a comment before: they have a colour and no other comment\n"),
        );
    }
    if done.ticked > 0 {
        let n = done.ticked;
        out += &pick(lang, format!("原来勾选的{n}行仍然勾选\n"), format!("{n} rows that were ticked still are\n"));
    }
    let mut summary = Summary::default();
    summary.add(&done.report);
    if let Some(words) = summary.unread_words(lang) {
        out += &format!("{words}\n");
    }
    if fixable > 0 {
        let file = visible(&wanted.file.display().to_string()).into_owned();
        // Nobody knows of which file a copy was made.
        let file = if done.again { pick(lang, "原文件", "ORIGINAL").to_owned() } else { file };
        out += &pick(
            lang,
            format!("在“采纳”栏填√并保存后，请运行：catalint check --fix {file} --accepted {output}\n"),
            format!("After ticks are set and saved, run: catalint check --fix {file} --accepted {output}\n"),
        );
    }
    out
}
