//! What is handed out to bodies and worked off by them: plain documents and workbooks, as a page (html), for Word (docx) or as
//! sheets (xlsx). The same parts give the same bytes, whenever and wherever they are written.

mod collect;
mod docx;
mod html;
mod impact;
mod schedule;
mod towns;

pub use collect::{CollectedAs, CollectedForms, FormNote, FormNoteKind, collect_forms};
pub use docx::write as handout_docx;
pub use html::write as handout_html;
pub use impact::{deadline as act_deadline, impact_sheets, nothing as no_impact, notices};
pub use schedule::sheets as schedule_sheets;
pub use towns::{NoTown, TownCatalog, TownLine, read_towns, town_catalog};

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HandoutPart {
    /// A title, in the middle; all but the first begin a page.
    Title(String),
    /// A paragraph.
    Line(String),
    /// A table.
    Table(HandoutTable),
}

/// A table without merged cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandoutTable {
    /// Heads of the columns, each with its width in columns of a screen.
    pub columns: Vec<(String, usize)>,
    /// The rows, each with a text a column.
    pub rows: Vec<Vec<String>>,
}

/// A sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandoutSheet {
    /// The name of the sheet, of 31 characters at most.
    pub name: String,
    /// The title above the table.
    pub title: String,
    /// Lines between the title and the table.
    pub above: Vec<String>,
    /// The table.
    pub table: HandoutTable,
}

impl HandoutTable {
    /// A table without rows.
    #[must_use]
    pub fn new(columns: &[(&str, usize)]) -> Self {
        Self { columns: columns.iter().map(|(head, width)| ((*head).to_owned(), *width)).collect(), rows: Vec::new() }
    }
}
