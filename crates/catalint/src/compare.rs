//! `catalint diff`: what changed between two versions of a catalog.

mod pretty;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use catalint_core::compare::compare;
use catalint_core::lint::{Linter, Settings};
use catalint_core::rule::{Lang, Severity};
use catalint_domain::date::Date;
use catalint_report::compare::{CompareFormat, Compared, FORMATS};
use catalint_workspace::Disk;
use catalint_workspace::config_store::{ConfigStore, Origin};
use catalint_workspace::error::Error as World;
use catalint_workspace::pool;
use catalint_workspace::revised::{Bytes, Revised};

use crate::check::complain;
use crate::error::CliError;
use crate::import::write;
use crate::lang::{Chosen, pick};
use crate::terminal::{Color, Terminal};

/// What was asked for.
#[derive(Debug)]
pub(crate) struct CompareRequest {
    /// A file, a table, `REV:path`, or `-`.
    pub(crate) old: OsString,
    pub(crate) new: OsString,
    pub(crate) outputs: Vec<(CompareKind, Option<PathBuf>)>,
    /// The mildest findings that people see.
    pub(crate) min_severity: Severity,
    pub(crate) profile: Option<String>,
    pub(crate) origin: Origin,
    pub(crate) as_of: Date,
}

/// How it is shown.
#[derive(Debug, Clone, Copy)]
pub(crate) enum CompareKind {
    Pretty,
    Page(&'static CompareFormat),
}

impl CompareKind {
    /// The names that are known.
    pub(crate) fn names() -> impl Iterator<Item = &'static str> {
        std::iter::once("pretty").chain(FORMATS.iter().map(|format| format.name))
    }

    /// The one of a name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let page = || FORMATS.iter().find(|format| format.name == name).map(Self::Page);
        if name == "pretty" { Some(Self::Pretty) } else { page() }
    }
}

/// Runs the command: 0 where both say the same, 1 where they differ.
pub(crate) fn run(asked: &CompareRequest, chosen: Chosen, color: Color) -> ExitCode {
    pool::hush_guarded_panics();
    let paint = Terminal::stderr(color).paint;
    let name = asked.new.to_string_lossy();
    let bug = |panic| Err(CliError::bug(&name, panic));
    match pool::guarded(|| all(asked, chosen, color)).unwrap_or_else(bug) {
        Ok(is_equal) => ExitCode::from(u8::from(!is_equal)),
        Err(error) => complain([error], chosen.lang, paint),
    }
}

fn all(asked: &CompareRequest, chosen: Chosen, color: Color) -> Result<bool, CliError> {
    let [old, new] = [&asked.old, &asked.new].map(|written| Bytes::read(&Disk, written).map_err(of_a_version));
    let (old, new) = (old?, new?);
    let (linter, lang) = linter(asked, &new, chosen)?;
    let [old, new] = [old, new].map(|bytes| bytes.open(&linter).map_err(of_a_version));
    let (old, new): (Revised, Revised) = (old?, new?);
    let comparison = compare(&old.version, &new.version);
    let compared = Compared::new(&comparison, &old.report, &new.report, asked.min_severity);
    for (kind, file) in &asked.outputs {
        let terminal = if file.is_some() { Terminal::file() } else { Terminal::stdout(color) };
        let text = match kind {
            CompareKind::Pretty => pretty::text(&compared, lang, terminal),
            CompareKind::Page(format) => (format.page)(&compared, lang),
        };
        write(file.as_deref(), text.as_bytes())?;
    }
    Ok(comparison.is_equal())
}

/// Both versions are judged by the settings of the new one: what differs is in the catalogs then.
fn linter(asked: &CompareRequest, new: &Bytes, chosen: Chosen) -> Result<(Linter, Lang), CliError> {
    let mut sites = ConfigStore::new(Disk::files(), asked.origin.clone(), chosen.lang);
    let site = sites.of_file(&new.path);
    if let Some(error) = sites.errors.pop() {
        return Err(error.into());
    }
    if !sites.faults.is_empty() {
        return Err(CliError::FaultyConfig);
    }
    let mut options = site.options(&Settings::new(asked.as_of), &new.path);
    let lang = chosen.under(site.config.lang);
    if let Some(name) = asked.profile.as_ref().filter(|name| !options.profiles.names().any(|known| known == *name)) {
        let known: Vec<&str> = options.profiles.names().collect();
        return Err(CliError::NoProfile { name: name.clone(), known: known.join(pick(lang, "、", ", ")) });
    }
    if asked.profile.is_some() {
        options.profile.clone_from(&asked.profile);
    }
    Ok((Linter::new(options), lang))
}

/// The words about git are those of `diff`.
fn of_a_version(error: World) -> CliError {
    match error {
        World::Previous(why) => CliError::Versions(why),
        other => other.into(),
    }
}
