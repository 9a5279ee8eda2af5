//! `catalint export`: from a catalog file to the table that is published.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use catalint_core::lint::Settings;
use catalint_core::rule::{Lang, Severity};
use catalint_table::publish::{Annotate, Exported, OfficeRemarks, Request, export};
use catalint_text::visible;
use catalint_workspace::Disk;
use catalint_workspace::baseline::BaselineFile;
use catalint_workspace::config_store::ConfigStore;
use catalint_workspace::pool;
use catalint_workspace::read::is_table;

use crate::args::Export;
use crate::check::complain;
use crate::error::CliError;
use crate::import::{bytes, write};
use crate::lang::{Chosen, pick};
use crate::progress::Progress;
use crate::summary::stale;
use crate::terminal::{Color, Paint, Terminal};

/// Changes that are written out.
const MOST: usize = 20;

/// Runs the command.
pub(crate) fn run(wanted: &Export, chosen: Chosen, color: Color) -> ExitCode {
    pool::hush_guarded_panics();
    let paint = Terminal::stderr(color).paint;
    let path = wanted.file.display().to_string();
    let bug = |panic| Err(CliError::bug(&path, panic));
    match pool::guarded(|| all(wanted, &path, chosen)).unwrap_or_else(bug) {
        Ok(done) => {
            let words = words(&done, wanted, chosen.lang, paint);
            let _ = std::io::stderr().lock().write_all(words.as_bytes());
            ExitCode::SUCCESS
        }
        Err(error) => complain([error], chosen.lang, paint),
    }
}

fn all(wanted: &Export, path: &str, chosen: Chosen) -> Result<Exported, CliError> {
    if let Some(output) = wanted.output.as_ref().filter(|output| output.exists() && !wanted.force) {
        return Err(CliError::Exists { path: output.display().to_string() });
    }
    let read = bytes(&wanted.file).map_err(|source| CliError::read(path.to_owned(), source))?;
    if is_table(path, &read) {
        return Err(CliError::ExportTable { path: path.to_owned() });
    }
    let (options, lang) = options(wanted, chosen)?;
    if let Some(name) = wanted.profile.as_ref().filter(|name| !options.profiles.names().any(|known| known == *name)) {
        let known: Vec<&str> = options.profiles.names().collect();
        return Err(CliError::NoProfile { name: name.clone(), known: known.join(pick(lang, "、", ", ")) });
    }
    let annotate = wanted.annotate.map(|least| Annotate { lang, least });
    let request = Request { target: wanted.target, profile: wanted.profile.as_deref(), annotate };
    let done = Progress::new(Terminal::stderr(Color::Auto), false, 1, lang).during(|| export(&read, request, &options));
    let done = done.map_err(|why| CliError::NotExported { path: path.to_owned(), why })?;
    write(wanted.output.as_deref(), &done.bytes)?;
    Ok(done)
}

/// The options of a check of the file that was named, and of it alone; and the language of its findings.
fn options(wanted: &Export, chosen: Chosen) -> Result<(Settings, Lang), CliError> {
    let base = Settings::new(wanted.as_of);
    let mut sites = ConfigStore::new(Disk::files(), wanted.origin.clone(), chosen.lang);
    let stdin = wanted.file.as_os_str() == "-";
    let file = if stdin { Path::new("<stdin>") } else { wanted.file.as_path() };
    let site = sites.of_file(file);
    if let Some(error) = sites.errors.pop() {
        return Err(error.into());
    }
    if !sites.faults.is_empty() {
        return Err(CliError::FaultyConfig);
    }
    let mut options = site.options(&base, file);
    if let Some(baseline) = site.config.baseline.as_ref().filter(|_| wanted.annotate.is_some() && !stdin) {
        options.baseline = BaselineFile::open(Disk::files(), Path::new(baseline))?.known_of(file);
    }
    Ok((options, chosen.under(site.config.lang)))
}

fn words(done: &Exported, wanted: &Export, lang: Lang, paint: Paint) -> String {
    let mut out = String::new();
    if !done.changes.is_empty() {
        let count = done.changes.len();
        out += &paint.yellow(pick(lang, "注意", "note"));
        out += &pick(
            lang,
            format!("：表格里有{count}处与目录不完全一样，再导入时会不同：\n"),
            format!(": {count} parts are not the same in the table and would be read back as something else:\n"),
        );
        for change in done.changes.iter().take(MOST) {
            out += &format!("  {}\n", visible(&change.text(lang)));
        }
        if count > MOST {
            let more = count - MOST;
            out += &pick(lang, format!("  另有{more}处\n"), format!("  {more} more\n"));
        }
    }
    done.spread.words(lang).iter().for_each(|line| out += &format!("{line}\n"));
    let Some(output) = &wanted.output else { return out };
    let (output, items, profile) = (output.display(), done.items, visible(&done.profile));
    out += &paint.green(&pick(lang, format!("已写入 {output}"), format!("Wrote {output}")));
    out += &pick(lang, format!("：{items}项，体例 {profile}\n"), format!(": {items} items, profile {profile}\n"));
    if let Some(remarks) = &done.remarks {
        out += &marked(remarks, lang);
        out += &stale(remarks.law, lang);
    }
    out
}

/// How much was written into the table.
fn marked(remarks: &OfficeRemarks, lang: Lang) -> String {
    let count = |severity| remarks.findings.iter().filter(|finding| finding.severity == severity).count();
    let [errors, warnings, hints] = [Severity::Error, Severity::Warning, Severity::Hint].map(count);
    let hidden = remarks.hidden;
    let mut out = pick(
        lang,
        format!("标出：错误{errors}、警告{warnings}、提示{hints}"),
        format!("Marked: {errors} errors, {warnings} warnings, {hints} hints"),
    );
    if hidden > 0 {
        out += &pick(
            lang,
            format!("；另有较轻的{hidden}个没有标，要标请加 --min-severity hint"),
            format!("; {hidden} milder ones are not, --min-severity hint marks them, too"),
        );
    }
    out + "\n"
}
