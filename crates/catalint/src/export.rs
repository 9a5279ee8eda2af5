//! `catalint export`: from a catalog file to the table that is published.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use catalint_core::domain::date::Date;
use catalint_core::lint::Options;
use catalint_core::rule::Lang;
use catalint_core::text::visible;
use catalint_table::publish::{Exported, Request, export};

use crate::args::Export;
use crate::check::complain;
use crate::error::Error;
use crate::import::{bytes, write};
use crate::lang::{Chosen, pick};
use crate::run as guard;
use crate::settings::{Origin, Sites};
use crate::terminal::{Color, Paint, Terminal};

/// Changes that are written out.
const MOST: usize = 20;

/// Runs the command.
pub(crate) fn run(wanted: &Export, chosen: Chosen, color: Color) -> ExitCode {
    guard::hush_guarded_panics();
    let paint = Terminal::stderr(color).paint;
    let path = wanted.file.display().to_string();
    let bug = |panic| Err(Error::Bug { path: path.clone(), panic });
    match guard::guarded(|| all(wanted, &path, chosen.lang)).unwrap_or_else(bug) {
        Ok(done) => {
            let words = words(&done, wanted, chosen.lang, paint);
            let _ = std::io::stderr().lock().write_all(words.as_bytes());
            ExitCode::SUCCESS
        }
        Err(error) => complain(&[error], chosen.lang, paint),
    }
}

fn all(wanted: &Export, path: &str, lang: Lang) -> Result<Exported, Error> {
    if let Some(output) = wanted.output.as_ref().filter(|output| output.exists() && !wanted.force) {
        return Err(Error::Exists { path: output.display().to_string() });
    }
    let read = bytes(&wanted.file).map_err(|source| Error::read(path.to_owned(), source))?;
    let options = options(&wanted.file, lang)?;
    if let Some(name) = wanted.profile.as_ref().filter(|name| !options.profiles.names().any(|known| known == *name)) {
        let known: Vec<&str> = options.profiles.names().collect();
        return Err(Error::NoProfile { name: name.clone(), known: known.join(pick(lang, "、", ", ")) });
    }
    let request = Request { target: wanted.target, profile: wanted.profile.as_deref() };
    let done = export(&read, request, &options).map_err(|why| Error::NotExported { path: path.to_owned(), why })?;
    write(wanted.output.as_deref(), &done.bytes)?;
    Ok(done)
}

/// What the config for a file says of profiles.
fn options(file: &Path, lang: Lang) -> Result<Options, Error> {
    // A table asks for no law; the day is of no weight.
    let base = Options::new(Date::parse("2026-01-01").expect("a day"));
    let mut sites = Sites::new(Origin::Nearest, lang);
    let site = if file.as_os_str() == "-" { sites.of_folder(Path::new(".")) } else { sites.of_file(file) };
    match sites.errors.pop() {
        Some(error) => Err(error),
        None if !sites.faults.is_empty() => Err(Error::FaultyConfig),
        None => Ok(site.options(&base, file)),
    }
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
    let Some(output) = &wanted.output else { return out };
    let (output, items, profile) = (output.display(), done.items, visible(&done.profile));
    out += &paint.green(&pick(lang, format!("已写入 {output}"), format!("Wrote {output}")));
    out += &pick(lang, format!("：{items}项，体例 {profile}\n"), format!(": {items} items, profile {profile}\n"));
    out
}
