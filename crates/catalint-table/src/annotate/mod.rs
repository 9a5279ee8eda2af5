//! Marks in the office's own file: in a copy of it the cells with findings have a colour and a comment, and behind its
//! tables stands a list of what is wrong, what stands there, what is to stand there, by which law, and whether that is
//! accepted. Nothing else changes; the copy is read back and must be the same tables with the same findings.
//!
//! What is ticked in the list is read by [`ticks`] and carried out by [`crate::fix_table`] in the original.

mod docx;
mod record;
mod rows;
mod ticks;
mod words;
mod xlsx;
mod xml;

use catalint_core::lint::LawDays;
use catalint_core::lint::{Report, Settings};
use catalint_core::rule::{Fingerprint, Lang, Severity};

pub(crate) use record::{Record, Recorded};
pub(crate) use ticks::is_list;
pub use ticks::{NotTicked, Ticks, ticks};

use crate::error::Unreadable;
use crate::grid::Note;
use crate::lint::{CheckedTable, checked};
use crate::mend::{LeftOutWhy, proof};
use crate::read::{self, TableFormat};
use crate::remarks::counted;

const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Hint];

/// How findings are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marking {
    /// The language of the words.
    pub lang: Lang,
    /// The mildest that are shown.
    pub least: Severity,
}

/// A copy with marks.
#[derive(Debug)]
pub struct Annotated {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What was found.
    pub report: Report,
    /// Rows of the list, and those that can be ticked.
    pub rows: usize,
    /// Of these rows those that have a fix.
    pub fixable: usize,
    /// Whether the file had marks of an earlier time.
    pub again: bool,
    /// Rows that were ticked in the file before and still are.
    pub ticked: usize,
    /// Where the marks are.
    pub placed: Placed,
}

/// Where marks are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Placed {
    /// Cells with a colour.
    pub cells: usize,
    /// Cells that had a comment of somebody else and got none.
    pub commented: usize,
}

/// Why a file gets no marks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAnnotated {
    /// It can't be read.
    #[error("{0}")]
    Unreadable(#[from] Unreadable),
    /// Files of its kind have no place for marks.
    #[error("marks go into xlsx and docx only; for other files use check --output-format html=LIST.html")]
    Format,
    /// There is no catalog in it.
    #[error("there is no catalog in it")]
    NoCatalog,
    /// It is closed against changes, or marks would change what it says.
    #[error("{}", .0.words().en)]
    Left(LeftOutWhy),
}

impl NotAnnotated {
    /// The message in a language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::Unreadable(why) => why.text(lang),
            Self::Format => "只有 xlsx、docx 能标注；别的文件请用 check --output-format html=清单.html".to_owned(),
            Self::NoCatalog => "里面没有认出目录表".to_owned(),
            Self::Left(why) => why.words().zh.to_owned(),
        }
    }
}

/// Whether a file has a list of ours.
#[must_use]
pub fn is_annotated(name: &str, bytes: &[u8]) -> bool {
    read::as_it_is(name, bytes, None).is_ok_and(|document| document.grids.iter().any(is_list))
}

/// Checks a table file and writes what is found into a copy of it. Marks of an earlier time are replaced; what was ticked
/// then stays ticked where the same is said.
///
/// # Errors
/// Why there is no copy.
pub fn annotate(name: &str, bytes: &[u8], options: &Settings, marking: Marking) -> Result<Annotated, NotAnnotated> {
    let format = read::format(name, bytes)?;
    if !format.takes_marks() {
        return Err(NotAnnotated::Format);
    }
    let mut table = checked(name, bytes, options)?;
    if table.drafts.is_empty() {
        return Err(NotAnnotated::NoCatalog);
    }
    let law = LawDays { as_of: options.as_of, checked_to: options.registry.checked_to() };
    let shown = || table.report.findings.iter().map(|found| found.severity).filter(|s| *s >= marking.least);
    let hidden = table.report.findings.len() - shown().count();
    let head = counted(shown(), hidden, law, marking.lang);
    let mut remarks = rows::remarks(&table, marking.least, marking.lang, head);
    let before = ticks(name, bytes).ok();
    let again = before.is_some();
    let before = before.unwrap_or_default();
    let known: Vec<&Record> = before.rows.iter().filter(|(_, why)| why.is_none()).map(|(record, _)| record).collect();
    remarks.rows.iter_mut().for_each(|row| row.ticked = known.contains(&&row.record));
    let written = match format {
        TableFormat::Xlsx => xlsx::write(bytes, &table.document, &remarks),
        _ => docx::write(bytes, &table.document, &remarks),
    };
    let (new, placed) = written.map_err(NotAnnotated::Left)?;
    let mut copy = checked(name, &new, options).map_err(|_| NotAnnotated::Left(LeftOutWhy::Unproven))?;
    if !is_proven(&mut table, &mut copy) {
        return Err(NotAnnotated::Left(LeftOutWhy::Unproven));
    }
    Ok(Annotated {
        bytes: new,
        report: table.report,
        rows: remarks.rows.len(),
        again,
        fixable: remarks.rows.iter().filter(|row| row.has_fix()).count(),
        ticked: remarks.rows.iter().filter(|row| row.ticked).count(),
        placed,
    })
}

/// Whether a copy is the same tables with the same findings.
fn is_proven(table: &mut CheckedTable, copy: &mut CheckedTable) -> bool {
    for document in [&mut table.document, &mut copy.document] {
        document.notes.retain(|note| !matches!(note, Note::Comments(_)));
    }
    let said = |table: &CheckedTable| -> Vec<(&'static str, Fingerprint, Option<String>)> {
        let all = table.report.findings.iter();
        all.map(|found| {
            let cell = found.cell().map(|cell| cell.address.clone());
            (found.rule.code, found.fingerprint, cell)
        })
        .collect()
    };
    proof::says(&table.document, &copy.document, &std::collections::HashMap::new()) && said(table) == said(copy)
}
