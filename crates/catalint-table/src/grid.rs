//! The grid: tables as they stand in a file, whatever the file is. Readers make it, writers will.
//!
//! A tick is a character of the text: readers turn check boxes and letters of symbol fonts into
//! ☑ and ☐, and into U+FFFD where it can't be told what was meant (see [`crate::marks`]).

use catalint_core::rule::Lang;
use catalint_text::{Source, Span};

/// Rows of one table. A catalog has some hundred.
pub const MAX_ROWS: usize = 20_000;
/// Columns of one table. A catalog has about sixteen.
pub const MAX_COLUMNS: usize = 256;

/// What a file holds.
#[derive(Debug, Default)]
pub struct Grids {
    /// Its tables in order; of a workbook, its sheets.
    pub grids: Vec<Grid>,
    /// What stands behind the last table.
    pub below: Vec<CellLine>,
    /// The decoded text, where the format is one; spans of cells and lines are in it.
    pub text: Option<Source>,
    /// What was passed over on purpose.
    pub notes: Vec<Note>,
}

impl Grids {
    /// What a cell says; nothing where there is none.
    pub(crate) fn text_at(&self, at: At) -> &str {
        let row = self.grids[at.grid].rows.get(at.row);
        let cell = row.and_then(|row| row.cells.iter().find(|cell| cell.column == at.column));
        cell.map_or("", |cell| cell.text.as_str())
    }
}

/// What a reader passes over and says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The file carries macros; they were not run.
    Macros,
    /// So many cells are formulas; their stored results were read.
    Formulas(usize),
    /// Some bytes were no text; the first at this offset.
    Damaged(usize),
    /// A hidden sheet was left out.
    HiddenSheet(String),
    /// So many cells have comments; they are remarks about the table and none of its words.
    Comments(usize),
}

impl Note {
    /// For people.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Macros, Lang::Zh) => "文件带有宏，没有运行".to_owned(),
            (Self::Macros, Lang::En) => "The file carries macros; they were not run".to_owned(),
            (Self::Formulas(n), Lang::Zh) => format!("有{n}格是公式，读的是保存下来的结果"),
            (Self::Formulas(n), Lang::En) => format!("{n} cells are formulas; their stored results were read"),
            (Self::Damaged(at), Lang::Zh) => format!("有的字节不是文字（从第{at}字节起），读作“\u{fffd}”"),
            (Self::Damaged(at), Lang::En) => {
                format!("Some bytes are no text (from byte {at}); they were read as \u{fffd}")
            }
            (Self::HiddenSheet(name), Lang::Zh) => format!("隐藏的工作表“{name}”没有读取"),
            (Self::HiddenSheet(name), Lang::En) => format!("The hidden sheet {name} was not read"),
            (Self::Comments(n), Lang::Zh) => format!("有{n}格带批注，批注没有读入"),
            (Self::Comments(n), Lang::En) => format!("{n} cells have comments, which were not read"),
        }
    }
}

/// A table.
#[derive(Debug, Default)]
pub struct Grid {
    /// How people find it.
    pub name: GridName,
    /// Its rows in order; rows without any text may be left out.
    pub rows: Vec<Row>,
    /// Whether the format writes every cell down, so that a row with fewer is short.
    pub counted: bool,
    /// Paragraphs between the table before and this one.
    pub above: Vec<CellLine>,
    /// What of it is hidden and was read all the same.
    pub hidden: Hidden,
}

/// Rows and columns of a sheet that are hidden.
#[derive(Debug, Default)]
pub struct Hidden {
    /// Numbers of rows, as in [`Row::number`], in order.
    pub rows: Vec<usize>,
    /// Columns from 0, in order.
    pub columns: Vec<usize>,
}

/// How people find a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum GridName {
    /// The only table of its file.
    #[default]
    Only,
    /// The nth of several, from 1.
    Nth(usize),
    /// A sheet of a workbook.
    Sheet(String),
}

/// A row.
#[derive(Debug, Default)]
pub struct Row {
    /// Its number in the file, from 1.
    pub number: usize,
    /// Its cells by column; positions covered by a cell above or to the left have none.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its words; lines are parted by `\n`.
    pub text: String,
    /// Its first column, from 0.
    pub column: usize,
    /// Columns that it covers, 1 or more.
    pub columns: usize,
    /// Rows that it covers, 1 or more; counted in [`Row::number`].
    pub rows: usize,
    /// Where it stands in the text of the file.
    pub span: Option<Span>,
    /// What stands in it besides, and was not read as it stands there.
    pub asides: Vec<Aside>,
    /// Which of the elements for cells of its page or document it is, from 0.
    pub element: Option<u32>,
}

/// Something in a cell that is not among its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// What it is.
    pub kind: AsideKind,
    /// Its words, as far as there are any.
    pub text: String,
}

/// What stands in a cell without being read as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsideKind {
    /// A text box that lies over the cell.
    TextBox,
    /// A picture; its words, if it has any, are those that describe it.
    Picture,
    /// A chart, a diagram, a part of another program.
    Object,
    /// What a form asks to be written there.
    Prompt,
    /// A formula whose result is not in the file.
    Formula,
    /// `#N/A` and the like.
    ErrorValue,
    /// An automatic number that can't be counted.
    Number,
    /// A part that the reader does not know.
    Unknown,
    /// A letter that could not be read; the words around it.
    Sign,
    /// A quotation mark that nothing closes, so that the cell may end elsewhere.
    Quote,
    /// A foot note: what it says is about the words of the cell.
    Footnote,
    /// Words that nobody sees.
    Hidden,
    /// Words that are struck out.
    Struck,
    /// Words that were deleted, and are kept by the program until that is accepted.
    Deleted,
}

impl AsideKind {
    /// Whether it may be what the cell says, so that nothing is known of the field without it.
    #[must_use]
    pub fn is_value(self) -> bool {
        !matches!(self, Self::Footnote | Self::Hidden | Self::Struck | Self::Deleted)
    }
}

/// A paragraph outside of tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellLine {
    /// Its words.
    pub text: String,
    /// Where it stands in the text of the file.
    pub span: Option<Span>,
}

impl Cell {
    /// A cell that covers one place.
    #[must_use]
    pub fn new(column: usize, text: impl Into<String>) -> Self {
        Self { text: text.into(), column, columns: 1, rows: 1, span: None, asides: Vec::new(), element: None }
    }

    /// Whether it says something that was not read: its field is left out of judgment. A cell in which all is
    /// struck out or hidden is not blank either, for those who look at it.
    #[must_use]
    pub fn unread(&self) -> bool {
        let nothing_else = self.is_blank() && !self.asides.is_empty();
        nothing_else || self.asides.iter().any(|aside| aside.kind.is_value())
    }

    /// Adds something that stands in it and is not among its words; blanks alone are nothing.
    pub fn aside(&mut self, kind: AsideKind, text: &str) {
        let text = text.trim();
        let says_nothing =
            text.is_empty() && !matches!(kind, AsideKind::Picture | AsideKind::Object | AsideKind::Formula);
        if says_nothing {
            return;
        }
        match self.asides.last_mut().filter(|last| last.kind == kind && kind != AsideKind::Footnote) {
            Some(last) if last.text.is_empty() => text.clone_into(&mut last.text),
            Some(_) if text.is_empty() => {}
            Some(last) => last.text += &format!(" {text}"),
            None => self.asides.push(Aside { kind, text: text.to_owned() }),
        }
    }

    /// Whether there is nothing to read in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

impl Grid {
    /// Whether it is a sheet of a workbook.
    #[must_use]
    pub fn is_sheet(&self) -> bool {
        matches!(self.name, GridName::Sheet(_))
    }

    /// The address of a place, as people find it: `Sheet1!F12`, `表2 第3行第5列`.
    #[must_use]
    pub fn address(&self, row_number: usize, column: usize) -> String {
        match &self.name {
            GridName::Sheet(name) => {
                let plain = name.chars().all(|c| c.is_alphanumeric() || c == '_');
                let plain = plain && !name.is_empty() && !name.starts_with(|c: char| c.is_ascii_digit());
                let sheet = if plain { name.clone() } else { format!("'{}'", name.replace('\'', "''")) };
                format!("{sheet}!{}{row_number}", letters(column))
            }
            GridName::Only => format!("第{row_number}行第{}列", column + 1),
            GridName::Nth(n) => format!("表{n} 第{row_number}行第{}列", column + 1),
        }
    }
}

impl Grid {
    /// The same for a cell that reaches down to a row: `Sheet1!F12:F15`, `第3–6行第5列`.
    #[must_use]
    pub fn range(&self, first: usize, last: usize, column: usize) -> String {
        let one = self.address(first, column);
        match &self.name {
            _ if last <= first => one,
            GridName::Sheet(_) => format!("{one}:{}{last}", letters(column)),
            _ => one.replacen(&format!("第{first}行"), &format!("第{first}–{last}行"), 1),
        }
    }
}

/// `A`, `Z`, `AA`
#[must_use]
pub fn letters(column: usize) -> String {
    let mut out = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).expect("less than 26");
        out.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    out.iter().rev().collect()
}

/// A place in a grid: index of the row in [`Grid::rows`], and column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct At {
    pub(crate) grid: usize,
    pub(crate) row: usize,
    pub(crate) column: usize,
}

/// A grid with every place resolved to the cell that covers it.
#[derive(Debug)]
pub(crate) struct Laid<'g> {
    pub(crate) grid: &'g Grid,
    slots: Vec<Vec<Option<(u32, u32)>>>,
}

impl<'g> Laid<'g> {
    pub(crate) fn new(grid: &'g Grid) -> Self {
        let mut slots: Vec<Vec<Option<(u32, u32)>>> = vec![Vec::new(); grid.rows.len()];
        // For each column the first row that no cell covers yet: however cells overlap, a place is filled once.
        let mut free: Vec<usize> = Vec::new();
        for (r, row) in grid.rows.iter().enumerate() {
            for (c, cell) in row.cells.iter().enumerate() {
                let below = row.number.saturating_add(cell.rows.max(1));
                let last = grid.rows.partition_point(|row| row.number < below).max(r + 1);
                let end = (cell.column + cell.columns.max(1)).min(MAX_COLUMNS);
                let anchor = (u32::try_from(r).unwrap_or(u32::MAX), u32::try_from(c).unwrap_or(u32::MAX));
                if free.len() < end {
                    free.resize(end, 0);
                }
                for (column, free) in free.iter_mut().enumerate().take(end).skip(cell.column) {
                    for slots in slots.iter_mut().take(last).skip((*free).max(r)) {
                        if slots.len() <= column {
                            slots.resize(column + 1, None);
                        }
                        slots[column] = Some(anchor);
                    }
                    *free = last.max(*free);
                }
            }
        }
        Self { grid, slots }
    }

    pub(crate) fn rows(&self) -> usize {
        self.slots.len()
    }

    /// How far the row is written or covered.
    pub(crate) fn width(&self, row: usize) -> usize {
        self.slots.get(row).map_or(0, Vec::len)
    }

    /// The cell that covers a place.
    pub(crate) fn cell(&self, row: usize, column: usize) -> Option<&'g Cell> {
        let (r, c) = (*self.slots.get(row)?.get(column)?)?;
        self.grid.rows.get(r as usize)?.cells.get(c as usize)
    }

    /// The row and column where the cell that covers a place begins.
    pub(crate) fn anchor(&self, row: usize, column: usize) -> Option<(usize, usize)> {
        let (r, c) = (*self.slots.get(row)?.get(column)?)?;
        Some((r as usize, self.grid.rows[r as usize].cells[c as usize].column))
    }

    /// The text at a place, trimmed; of a covered place that of the cell that covers it.
    pub(crate) fn text(&self, row: usize, column: usize) -> &'g str {
        self.cell(row, column).map_or("", |cell| cell.text.trim())
    }

    /// The text at a place that is not covered from a row above.
    pub(crate) fn own(&self, row: usize, column: usize) -> &'g str {
        if self.anchor(row, column).is_some_and(|(r, _)| r == row) { self.text(row, column) } else { "" }
    }

    /// The cells of a row that begin in it and are not blank.
    pub(crate) fn written(&self, row: usize) -> impl Iterator<Item = &'g Cell> + use<'g> {
        self.grid.rows[row].cells.iter().filter(|cell| !cell.is_blank())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        let named: Vec<String> = [0, 25, 26, 701, 702].into_iter().map(letters).collect();
        assert_eq!(named, ["A", "Z", "AA", "ZZ", "AAA"]);
        let sheet = |name: &str| Grid { name: GridName::Sheet(name.to_owned()), ..Grid::default() }.address(12, 5);
        assert_eq!(sheet("Sheet1"), "Sheet1!F12");
        assert_eq!(sheet("目录"), "目录!F12");
        assert_eq!(sheet("2023 it's"), "'2023 it''s'!F12");
        let sheet = Grid { name: GridName::Sheet("Sheet1".to_owned()), ..Grid::default() };
        assert_eq!((sheet.range(12, 15, 5), sheet.range(12, 12, 5)), ("Sheet1!F12:F15".into(), "Sheet1!F12".into()));
        assert_eq!(Grid { name: GridName::Nth(2), ..Grid::default() }.range(3, 6, 4), "表2 第3–6行第5列");
    }

    #[test]
    fn covered_places_are_read_as_the_cell_that_covers_them() {
        let tall = Cell { rows: 2, columns: 2, ..Cell::new(0, "甲") };
        let rows = vec![
            Row { number: 1, cells: vec![tall, Cell::new(2, "乙")] },
            Row { number: 2, cells: vec![Cell::new(2, "丙")] },
            Row { number: 3, cells: vec![Cell::new(0, "丁")] },
        ];
        let grid = Grid { rows, ..Grid::default() };
        let laid = Laid::new(&grid);
        assert_eq!((laid.text(1, 1), laid.own(1, 1), laid.text(1, 2), laid.text(2, 1)), ("甲", "", "丙", ""));
        assert_eq!(laid.anchor(1, 1), Some((0, 0)));
    }
}
