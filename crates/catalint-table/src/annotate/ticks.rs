//! What is ticked in the list of an annotated copy.

use catalint_core::rule::{Finding, Lang};

use super::record::{MARK, Record, Recorded};
use crate::error::Unreadable;
use crate::grid::{AsideKind, Cell, Grid, Grids, Row};
use crate::mend::LeftOutWhy;
use crate::read;

/// The rows of the list that somebody ticked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ticks {
    /// With what stands against carrying them out, if anything does.
    pub(crate) rows: Vec<(Record, Option<LeftOutWhy>)>,
}

impl Ticks {
    /// As if somebody had ticked these findings of a table, each with the fix that it carries.
    pub fn of<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Self {
        let record = |found: &Finding| {
            let cell = found.cell().map_or_else(String::new, |cell| cell.address.clone());
            let edits = found.fix.as_ref().map_or_else(Vec::new, |fix| fix.cells.to_vec());
            let one = Recorded { cell, fingerprint: found.fingerprint.to_string(), edits };
            Record { code: found.rule.code.to_owned(), shown: String::new(), findings: vec![one] }
        };
        Self { rows: findings.into_iter().map(|found| (record(found), None)).collect() }
    }
}

/// Why nothing can be known of what is ticked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotTicked {
    /// The file can't be read.
    #[error("{0}")]
    Unreadable(#[from] Unreadable),
    /// It has no list.
    #[error("there is no list made by catalint annotate in it")]
    NoList,
}

impl NotTicked {
    /// The message in a language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Unreadable(why) => why.text(lang),
            Self::NoList if lang == Lang::Zh => "里面没有 catalint annotate 附的问题清单".to_owned(),
            Self::NoList => self.to_string(),
        }
    }
}

/// Reads what is ticked in a copy that [`annotate`](super::annotate) made.
///
/// # Errors
/// Where it can't be read, or has no list.
pub fn ticks(name: &str, bytes: &[u8]) -> Result<Ticks, NotTicked> {
    let document = read::as_it_is(name, bytes, None)?;
    let list = list(&document).ok_or(NotTicked::NoList)?;
    let said = list.rows.iter().filter_map(said).filter(|said| said.mark != TickToSet::Blank);
    let why = |said: &TickSaid| match said.mark {
        TickToSet::Unclear => Some(LeftOutWhy::Unclear),
        _ if said.record.findings.iter().all(|one| one.edits.is_empty()) => Some(LeftOutWhy::NoFix),
        _ if solid(&said.shown) != solid(&said.record.shown) => Some(LeftOutWhy::Retyped),
        _ => None,
    };
    Ok(Ticks { rows: said.map(|said| (why(&said), said.record)).map(|(why, record)| (record, why)).collect() })
}

/// The list of findings among the tables of a file, if there is one.
pub(crate) fn list(document: &Grids) -> Option<&Grid> {
    document.grids.iter().find(|grid| is_list(grid))
}

/// Whether a table is the list that [`annotate`](super::annotate) adds.
pub(crate) fn is_list(grid: &Grid) -> bool {
    let is_mark = |text: &str| text.split_whitespace().eq([MARK]);
    let marks = |cell: &Cell| is_mark(&cell.text) || cell.asides.iter().any(|aside| is_mark(&aside.text));
    // Who sorts the list may have moved its head, but not far from the top.
    grid.rows.iter().take(20).flat_map(|row| &row.cells).any(marks)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TickToSet {
    Ticked,
    Blank,
    /// Something is written there that is neither.
    Unclear,
}

/// A row of the list as somebody left it.
struct TickSaid {
    record: Record,
    mark: TickToSet,
    /// What stands in the column 改为.
    shown: String,
}

/// Columns from 改为 to 采纳.
const BACK: usize = 2;

fn said(row: &Row) -> Option<TickSaid> {
    let text_at =
        |column: usize| row.cells.iter().find(|cell| cell.column == column).map_or("", |cell| cell.text.as_str());
    let (column, record) = row.cells.iter().find_map(|cell| {
        let hidden = cell.asides.iter().filter(|aside| aside.kind == AsideKind::Hidden);
        // In a sheet a column of its own is hidden, in a document words are.
        let of_text = Record::read(&cell.text).map(|record| (cell.column.saturating_sub(1), record));
        of_text.or_else(|| hidden.filter_map(|aside| Record::read(&aside.text)).map(|r| (cell.column, r)).next())
    })?;
    let shown = column.checked_sub(BACK).map_or("", text_at).to_owned();
    Some(TickSaid { record, mark: mark(text_at(column)), shown })
}

/// What is meant by a sign in the column 采纳.
fn mark(text: &str) -> TickToSet {
    const YES: [&str; 15] = ["√", "✓", "✔", "☑", "■", "●", "是", "y", "yes", "1", "采纳", "同意", "可以", "改", "ok"];
    const NO: [&str; 18] =
        ["", "☐", "□", "—", "-", "×", "✗", "✘", "☒", "x", "否", "不", "n", "no", "0", "不采纳", "不同意", "不改"];
    let text = solid(text).to_lowercase();
    let text = text.trim_end_matches(['。', '.']);
    match () {
        () if YES.contains(&text) => TickToSet::Ticked,
        () if NO.contains(&text) => TickToSet::Blank,
        // A box that is ticked, with words behind it.
        () if text.starts_with('☑') => TickToSet::Ticked,
        () if text.starts_with('☐') => TickToSet::Blank,
        () => TickToSet::Unclear,
    }
}

fn solid(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_consent_are_known_and_others_are_not_guessed() {
        for (text, is) in [
            ("√", TickToSet::Ticked),
            (" 同意。", TickToSet::Ticked),
            ("Y", TickToSet::Ticked),
            ("☑", TickToSet::Ticked),
            ("", TickToSet::Blank),
            ("☐", TickToSet::Blank),
            ("×", TickToSet::Blank),
            ("不采纳", TickToSet::Blank),
            ("再议", TickToSet::Unclear),
            ("√？", TickToSet::Unclear),
        ] {
            assert_eq!(mark(text), is, "{text}");
        }
    }
}
