//! A catalog as an office publishes it: one table, whatever the format that it is written in.

mod annotate;
mod csv;
mod docx;
mod export;
mod html;
mod json;
mod layout;
mod markdown;
mod office;
mod package;
#[cfg(test)]
mod samples;
mod source;
mod xlsx;

use catalint_core::model::FieldId;

pub use annotate::Annotate;
pub use export::{ExportTarget, Exported, LossyPart, NotExported, Request, Spread, export};

use crate::grid::Grid;

pub use docx::write as docx;
pub(crate) use docx::{document as word_document, package as word_package, paragraphs, table_head};
pub use office::{Listed, OfficeEntry, OfficePart, OfficeRemarks, PublishedPlace, Unwritable};
pub(crate) use office::{clean, lines};
pub use xlsx::ledger::write as ledger;
pub(crate) use xlsx::{CODE_HEAD, FormCode, form_heads};
pub use xlsx::{FormList, FormRequest, MadeForm, form, handout_xlsx, write as xlsx};

/// What a catalog says, as tables are read.
pub(crate) fn draft_of(catalog: &catalint_core::model::Catalog) -> crate::catalog::CatalogDraft {
    source::draft(catalog).0
}

/// A catalog laid out as a table.
#[derive(Debug)]
pub struct Published {
    /// The title above the table.
    pub title: String,
    /// Lines between the title and the table, such as 编制单位：… and 更新日期：…
    pub above: Vec<String>,
    /// The head, then a row an item. Positions covered by a merged cell have no cell.
    pub grid: Grid,
    /// How many of the grid's rows are the head.
    pub head_rows: usize,
    /// Its columns in order.
    pub columns: Vec<PublishedColumn>,
}

/// A column of a [`Published`] catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedColumn {
    /// The field; none for a column of `extra`.
    pub field: Option<FieldId>,
    /// Its width in columns of a screen, two for a Chinese character.
    pub width: usize,
    /// Words or glyphs that a cell of it may hold, for drop-downs; empty where anything may stand.
    pub choices: Vec<String>,
    /// Whether its cells are short marks, which stand in the middle.
    pub centred: bool,
}
