//! What stands above a table: title, compiling body, day.

mod day;
mod labels;
mod name;
mod preface;

use std::collections::BTreeMap;
use std::ops::Range;

use catalint_core::model::FieldId;
use catalint_domain::bodies::nameless::says_template;

use super::DraftSpot;
use super::value::one;
use crate::grid::{At, CellLine, Laid};
pub(crate) use name::body_of;
pub(super) use name::lists_disclosed;
pub(super) use preface::read as read_preface;

/// The top of a catalog.
#[derive(Debug, Default)]
pub(super) struct Top {
    pub(super) fields: BTreeMap<FieldId, (String, DraftSpot)>,
    /// The texts above the table in order.
    pub(super) pieces: Vec<TitlePiece>,
    /// Whether a line says that the table is a template for others.
    pub(super) template: bool,
    /// The month that stands where the day of the update should.
    pub(super) month: Option<String>,
}

/// A text above or below a table.
#[derive(Debug, Clone)]
pub(super) struct TitlePiece {
    pub(super) text: String,
    pub(super) spot: DraftSpot,
}

impl Top {
    /// Reads the rows of text above the head, and the paragraphs above the table.
    pub(super) fn read(laid: &Laid<'_>, grid: usize, rows: Range<usize>, above: &[CellLine]) -> Self {
        let mut pieces = lines(above);
        pieces.extend(rows.flat_map(|row| cells(laid, grid, row)));
        let (mut top, mut labelled) = (Self::default(), labels::FoundLabels::default());
        top.template = pieces.iter().any(|piece| says_template(&piece.text));
        let mut titles: Vec<TitlePiece> = Vec::new();
        // Whether the piece before was taken for a title.
        let mut fresh = false;
        for piece in &pieces {
            if labelled.read(piece) {
                fresh = false;
                continue;
            }
            if let Some(last) = titles.last_mut().filter(|_| fresh && name::is_edition(&piece.text)) {
                last.text += &piece.text;
                continue;
            }
            let name = name::title(&piece.text);
            fresh = name.is_some();
            titles.extend(name.map(|text| TitlePiece { text, spot: piece.spot }));
        }
        if let Some(title) = name::choose(titles) {
            if let Some(body) = body_of(&title.text) {
                top.fields.insert(FieldId::Authority, (body, title.spot));
            }
            top.fields.insert(FieldId::Title, (title.text, title.spot));
        }
        top.month = labelled.month.take();
        for (field, found) in labelled.into_fields() {
            let above = top.fields.insert(field, found);
            // A title that stands above as one goes before a cell that calls itself 名称.
            top.fields.extend(above.filter(|_| field == FieldId::Title).map(|title| (field, title)));
        }
        top.pieces = pieces;
        top
    }

    /// Takes what labels in a text beside the table say, if nothing above it says so. Whether the text is
    /// of that kind.
    pub(super) fn read_below(&mut self, pieces: &[TitlePiece]) -> bool {
        let mut found = labels::FoundLabels::default();
        let all = pieces.iter().filter(|piece| found.read(piece)).count() == pieces.len();
        let mut any = false;
        if let Some(month) = found.month.take().filter(|_| all) {
            any = true;
            self.month.get_or_insert(month);
        }
        for (field, value) in found.into_fields().filter(|_| all) {
            any = true;
            self.fields.entry(field).or_insert(value);
        }
        any
    }

    /// The same of paragraphs below the last table: what else stands there is of no concern.
    pub(super) fn read_below_lines(&mut self, below: &[CellLine]) {
        for piece in lines(below) {
            self.read_below(&[piece]);
        }
    }
}

/// Paragraphs, each mended.
fn lines(above: &[CellLine]) -> Vec<TitlePiece> {
    let piece = |line: &CellLine| TitlePiece { text: one(&line.text).text, spot: DraftSpot::Line(line.span) };
    above.iter().map(piece).filter(|piece| !piece.text.is_empty()).collect()
}

/// The cells of a row of text; a label and its value in two cells are one text.
pub(super) fn cells(laid: &Laid<'_>, grid: usize, row: usize) -> Vec<TitlePiece> {
    let mut out: Vec<TitlePiece> = Vec::new();
    for cell in laid.written(row) {
        let text = one(&cell.text).text;
        match out.last_mut().filter(|before| labels::is_label(&before.text)) {
            Some(label) => {
                let bare = label.text.trim_end_matches(['：', ':']);
                label.text = format!("{bare}：{text}");
                label.spot = DraftSpot::Cell(At { grid, row, column: cell.column });
            }
            None => out.push(TitlePiece { text, spot: DraftSpot::Cell(At { grid, row, column: cell.column }) }),
        }
    }
    out
}
