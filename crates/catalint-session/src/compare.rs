//! Two versions held against each other.

use catalint_core::compare::{Version, compare};
use catalint_core::lint::{Linter, Report};
use catalint_core::rule::{Lang, Severity};
use catalint_core::{Document, Source};
use catalint_report::compare::{Compared, FORMATS};
use serde::Deserialize;

use crate::answer::{Answer, json};
use crate::check::Memory;
use crate::failure::Failure;
use crate::open::is_table;
use crate::reading;
use crate::request::{Call, CatalogText};

#[derive(Debug, Deserialize)]
struct CompareAsked {
    old: Side,
    new: Side,
    format: String,
}

/// A version: a file that comes with the request, or a text.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Side {
    File { file: usize },
    Text(CatalogText),
}

/// A version that was read.
struct ReadSide {
    version: Version,
    report: Report,
}

#[inline(never)]
pub(crate) fn answer(memory: &mut Memory, call: &Call<'_>) -> Result<Answer, Failure> {
    let CompareAsked { old, new, format } = call.own()?;
    let unknown = || Failure::request(format!("there is no format {format:?}"));
    let format = FORMATS.iter().find(|known| known.name == format).ok_or_else(unknown)?;
    let [old, new] = [read(memory, call, &old)?, read(memory, call, &new)?];
    let comparison = compare(&old.version, &new.version);
    let compared = Compared::new(&comparison, &old.report, &new.report, Severity::Hint);
    let page = (format.page)(&compared, call.lang());
    let equal = ("equal", json(&comparison.is_equal()));
    Ok(match format.name {
        "json" => Answer::object(&[equal, ("comparison", page)]),
        _ => Answer::object(&[equal]).with(page.into_bytes()),
    })
}

fn read(memory: &mut Memory, call: &Call<'_>, side: &Side) -> Result<ReadSide, Failure> {
    let none = || Failure::unreadable(call.pick("里面没有认出目录", "there is no catalog in it").to_owned());
    match side {
        Side::Text(text) => {
            let checked = memory.checked(call, text)?;
            let mut catalog = checked.document.catalog().ok_or_else(none)?.clone();
            if let Some(reading) = &checked.reading {
                catalog.leave_out(&reading.left_out());
            }
            let report =
                crate::check::report(&checked.document, &checked.linter, reading::read(&text.reading)?.as_ref());
            Ok(ReadSide { version: Version::of([&catalog]), report })
        }
        Side::File { file } => {
            let (name, bytes) = call.file(*file)?;
            let linter = Linter::new(memory.settings(call, name)?);
            if is_table(name, bytes) {
                return of_table(call, name, bytes, &linter);
            }
            let document = Document::from_bytes(name, bytes);
            let version = Version::of([document.catalog().ok_or_else(none)?]);
            Ok(ReadSide { version, report: linter.check(&document) })
        }
    }
}

fn of_table(call: &Call<'_>, name: &str, bytes: &[u8], linter: &Linter) -> Result<ReadSide, Failure> {
    let unreadable = |why: catalint_table::Unreadable| Failure::unreadable(why.text(call.lang()));
    let read = catalint_table::import(name, bytes, None, Lang::Zh, linter.options()).map_err(unreadable)?;
    let mut catalogs = Vec::with_capacity(read.catalogs.len());
    for table in read.catalogs {
        let document = Document::parse(Source::from_text("", table.yaml));
        let Some(catalog) = document.catalog() else { continue };
        let mut catalog = catalog.clone();
        catalog.leave_out(&table.unread);
        catalogs.push(catalog);
    }
    if catalogs.is_empty() {
        return Err(Failure::unreadable(call.pick("里面没有认出目录表", "there is no catalog in it").to_owned()));
    }
    let report = catalint_table::check(name, bytes, linter.options()).map_err(unreadable)?;
    Ok(ReadSide { version: Version::of(&catalogs), report })
}
