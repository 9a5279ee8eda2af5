//! What the formats of office programs share: cells in their places, texts that XML can hold, and
//! how much room a text takes.

use std::borrow::Cow;

use catalint_core::lint::LawDays;
use catalint_core::model::FieldId;
use catalint_core::rule::{Lang, Severity};
use catalint_domain::vocabulary::boxes::boxed;

use super::{Published, PublishedColumn};
use crate::grid::Laid;

/// Why a catalog can't be written in a format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unwritable {
    /// A cell holds more than the format allows; its address, and how much may be in it.
    #[error("the text of {0} is longer than {1} characters, the most that a cell of this format holds")]
    LongText(String, usize),
    /// The format has fewer columns.
    #[error("the table has {0} columns; this format holds {1}")]
    ManyColumns(usize, usize),
    /// The format has fewer rows.
    #[error("the table has {0} rows; this format holds {1}")]
    ManyRows(usize, usize),
    /// The file could not be put together.
    #[error("the file could not be put together: {0}")]
    Assembly(String),
}

impl Unwritable {
    /// The message in a language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::LongText(address, most) => format!("{address} 的文字超过{most}个字，这种格式的单元格放不下"),
            Self::ManyColumns(columns, most) => format!("表格有{columns}列，这种格式最多{most}列"),
            Self::ManyRows(rows, most) => format!("表格有{rows}行，这种格式最多{most}行"),
            Self::Assembly(why) => format!("文件没有写成：{why}"),
        }
    }
}

/// What a check has found, as it is written into a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeRemarks {
    /// The language of its words.
    pub lang: Lang,
    /// By the law of which day, and to which day it is known.
    pub law: LawDays,
    /// In the order of the file: what is written at cells.
    pub findings: Vec<Listed>,
    /// What the list has, in its order.
    pub entries: Vec<OfficeEntry>,
    /// Findings that are too mild to be shown.
    pub hidden: usize,
}

/// Findings with one cause, as a list beside a table has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeEntry {
    /// How bad it is.
    pub severity: Severity,
    /// The code of the rule.
    pub code: String,
    /// Which of [`OfficeRemarks::findings`] they are.
    pub findings: Vec<usize>,
    /// The items, as people call them; empty for none.
    pub items: String,
    /// What is wrong.
    pub message: String,
    /// Its findings by the words in which they differ; none where they don't.
    pub parts: Vec<OfficePart>,
    /// The law or fact that they rest on.
    pub source: String,
    /// What to do; empty where the parts say it.
    pub help: String,
}

/// Of an entry the findings that say the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficePart {
    /// The word that others have otherwise, with the items.
    pub words: String,
    /// Which of [`OfficeRemarks::findings`] they are.
    pub findings: Vec<usize>,
    /// What to do, where others say otherwise; else empty.
    pub help: String,
}

/// A finding, as it is written at its cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// What it is about.
    pub place: PublishedPlace,
    /// How bad it is.
    pub severity: Severity,
    /// The code of the rule.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// What to do; empty for nothing.
    pub help: String,
}

/// A part of a [`Published`] catalog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublishedPlace {
    /// A cell: index in the rows of the grid, and column.
    Cell(usize, usize),
    /// The title.
    Title,
    /// One of the lines below it.
    Above(usize),
    /// Nothing that could be pointed at.
    Nowhere,
}

/// A cell in its place.
#[derive(Debug)]
pub(super) struct PlacedCell<'p> {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) text: Cow<'p, str>,
}

/// A table whose cells cover rectangles that never overlap, whatever the grid says.
#[derive(Debug)]
pub(super) struct Plan<'p> {
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) head_rows: usize,
    /// In reading order.
    pub(super) cells: Vec<PlacedCell<'p>>,
    /// For every place, row by row, the cell that covers it.
    owners: Vec<Option<usize>>,
}

impl<'p> Plan<'p> {
    pub(super) fn new(published: &'p Published) -> Self {
        let laid = Laid::new(&published.grid);
        let rows = laid.rows();
        let columns = (0..rows).map(|row| laid.width(row)).max().unwrap_or(0).max(published.columns.len()).max(1);
        let head_rows = published.head_rows.min(rows);
        let mut plan = Self { rows, columns, head_rows, cells: Vec::new(), owners: vec![None; rows * columns] };
        for (row, column) in (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column))) {
            let Some(cell) = laid.cell(row, column).filter(|_| laid.anchor(row, column) == Some((row, column))) else {
                continue;
            };
            let own = |r: usize, c: usize| laid.anchor(r, c) == Some((row, column));
            let right = (column..columns).take_while(|c| own(row, *c)).count();
            // The head stays apart from what is below it: it is repeated on every page.
            let end = if row < head_rows { head_rows } else { rows };
            let down = (row..end).take_while(|r| (column..column + right).all(|c| own(*r, c))).count();
            for r in row..row + down {
                let start = r * columns + column;
                plan.owners[start..start + right].fill(Some(plan.cells.len()));
            }
            let field = published.columns.get(column).and_then(|column| column.field);
            let text = match field.filter(|_| row >= head_rows) {
                Some(FieldId::Channels) => Cow::Owned(with_boxes_kept(&clean(&cell.text))),
                _ => clean(&cell.text),
            };
            plan.cells.push(PlacedCell { row, column, rows: down, columns: right, text });
        }
        plan
    }

    /// The cell that covers a place.
    pub(super) fn cell(&self, row: usize, column: usize) -> Option<&PlacedCell<'p>> {
        if row >= self.rows || column >= self.columns {
            return None;
        }
        self.owners[row * self.columns + column].map(|cell| &self.cells[cell])
    }
}

/// Options with their boxes, no line ending between a box and its name. Two blanks part the options, so that it is seen
/// whose box each is.
fn with_boxes_kept(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    for (nth, part) in text.split(' ').enumerate() {
        let mut letters = part.chars();
        let sign = letters.next().filter(|c| boxed(*c).is_some());
        if nth > 0 {
            out += if sign.is_some() { "  " } else { " " };
        }
        match sign.filter(|_| !letters.as_str().is_empty()) {
            Some(sign) => out.extend([sign, '\u{a0}'].into_iter().chain(letters)),
            None => out += part,
        }
    }
    out
}

/// A text as XML can hold it: lines end in `\n`, a tab is a space, and characters that XML has no
/// place for are seen as their pictures (␀ ␛), so that nobody's text changes unseen.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if !text.contains(|c: char| (c < ' ' && c != '\n') || matches!(c, '\u{7f}' | '\u{fffe}' | '\u{ffff}')) {
        return Cow::Borrowed(text);
    }
    let picture = |c: char| match c {
        '\n' => '\n',
        '\t' => ' ',
        '\0'..' ' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{7f}' => '\u{2421}',
        '\u{fffe}' | '\u{ffff}' => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    Cow::Owned(text.replace("\r\n", "\n").chars().map(|c| if c == '\r' { '\n' } else { picture(c) }).collect())
}

/// Columns that a text takes in a Chinese font, which draws “ ” √ ① as wide as a character, though
/// terminals do not.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// Lines that a text takes where so many columns are. A word or number that no longer fits goes to the
/// next line as a whole, and so does a character with the mark behind it: some room is lost.
pub(crate) fn lines(text: &str, columns: usize) -> usize {
    let room = columns.saturating_sub(usize::from(columns > 8)).max(2) & !1;
    text.split('\n').map(|line| width(line).div_ceil(room).max(1)).sum()
}

/// Lines of a row at most: in Excel no row is higher than 409 points, on paper none than a page.
const MAX_LINES: usize = 28;
/// No column is made wider than this for the sake of [`MAX_LINES`].
const MAX_WIDTH: usize = 160;
/// Width of a column that nothing is known of.
const WIDTH: usize = 10;

/// Widths of the columns: as asked for, and wider where a cell would have too many lines.
pub(super) fn widths(plan: &Plan, columns: &[PublishedColumn]) -> Vec<usize> {
    let asked = |column: usize| columns.get(column).map_or(WIDTH, |column| column.width).clamp(2, MAX_WIDTH);
    let mut widths: Vec<usize> = (0..plan.columns).map(asked).collect();
    for cell in plan.cells.iter().filter(|cell| cell.columns == 1) {
        let width = &mut widths[cell.column];
        while *width < MAX_WIDTH && lines(&cell.text, *width) > MAX_LINES * cell.rows {
            *width += 4;
        }
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_has_no_place_for_is_seen() {
        assert_eq!(clean("甲\r\n乙\r丙\t丁\u{0}\u{1b}\u{ffff}"), "甲\n乙\n丙 丁␀␛\u{fffd}");
        assert!(matches!(clean("甲\n乙"), Cow::Borrowed(_)));
    }

    #[test]
    fn no_line_ends_between_a_box_and_its_name() {
        let kept = with_boxes_kept("■政府网站 □两微一端 ■其他：县 融媒体中心 √");
        assert_eq!(kept, "■\u{a0}政府网站  □\u{a0}两微一端  ■\u{a0}其他：县 融媒体中心  √");
        assert_eq!(with_boxes_kept("政府网站"), "政府网站");
    }

    #[test]
    fn long_texts_take_more_lines() {
        assert_eq!((lines("", 10), lines("甲乙丙丁戊", 10), lines("甲\n乙", 10)), (1, 2, 2));
        assert_eq!(lines("甲", 0), 1);
    }
}
