//! The rectification list (整改清单) that an office works off: findings by responsible body,
//! over all files of a run.
//!
//! A body answers for items of several catalogs, so a list can't be written file by file: each
//! file gives a small [`FileList`], and the page is made when all are there.

mod bodies;
mod change;
mod html;
mod markdown;
mod problems;
mod sheet;
mod words;

use super::{Summary, View};
use catalint_core::lint::LawDays;
use catalint_core::lint::Report;
use catalint_core::rule::Severity;

pub(crate) use html::{NOTHING_LOADS, escaped as html_text};
pub(crate) use markdown::text as markdown_text;
pub use sheet::FileList;

/// A format that is written when all files have been looked at.
#[derive(Debug)]
pub struct ListFormat {
    /// What `--output-format` calls it.
    pub name: &'static str,
    /// The least severity that it shows where nobody says otherwise.
    pub least: Severity,
    /// The whole list, of the sheets in the order of the files.
    pub page: fn(&[FileList], &Occasion) -> String,
    /// The same as a page of counts, `index.html`, and pages of each body, where it can be written so.
    pub pages: Option<ListPages>,
    /// Findings that the whole list has no room for, and says so; its pages have them all.
    pub left_out: fn(&[FileList]) -> usize,
}

/// Writes a list as several pages.
pub type ListPages = fn(&[FileList], &Occasion) -> Vec<ListPage>;

/// A page of a list that is written as several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListPage {
    /// The name of its file.
    pub name: String,
    /// What stands in it.
    pub text: String,
}

/// All of them, by name.
pub static LISTS: &[ListFormat] = &[html::FORMAT, markdown::FORMAT];

/// What the head of a list says of the run.
#[derive(Debug, Clone, Copy)]
pub struct Occasion {
    /// Everything that was found, also what the list leaves out.
    pub summary: Summary,
    /// By the law of which day, and to which day it is known.
    pub law: LawDays,
    /// How the sheets were made.
    pub view: View,
}

/// The list format with a name.
#[must_use]
pub fn list_format(name: &str) -> Option<&'static ListFormat> {
    LISTS.iter().find(|format| format.name == name)
}

/// The whole list on some files, which are in the order in which they are to appear.
#[must_use]
pub fn render_list(format: &ListFormat, reports: &[Report], law: LawDays, view: View) -> String {
    let mut summary = Summary::default();
    reports.iter().for_each(|report| summary.add(report));
    let sheets: Vec<FileList> = reports.iter().map(|report| FileList::of(report, view)).collect();
    (format.page)(&sheets, &Occasion { summary, law, view })
}
