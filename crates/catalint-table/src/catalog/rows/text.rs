//! Rows that are no items: titles, notes, sections, totals, the numbers of columns.

use catalint_core::model::FieldId;
use catalint_domain::chinese::numbering;

use crate::catalog::head::{Holds, TableHead};
use crate::catalog::notice::short;
use crate::catalog::value::compact;
use crate::grid::Laid;

/// Words with which a note begins.
const NOTES: [&str; 6] = ["注", "备注", "说明", "填表", "要素说明", "附注"];

/// Whether a row below the head gives each column its number: （1）, （2）, ….
pub(super) fn numbers_columns(laid: &Laid<'_>, row: usize) -> bool {
    let number = |text: &str| -> Option<u32> {
        let bare = text.trim().trim_matches(['(', ')', '（', '）', '栏', '第']);
        bare.parse().ok().or_else(|| numbering::leading(text.trim()).number.map(|number| number.value))
    };
    let cells: Vec<Option<u32>> = laid.written(row).map(|cell| number(&cell.text)).collect();
    let first = cells.first().copied().flatten();
    let runs = |first: u32| (first..).zip(&cells).all(|(n, cell)| *cell == Some(n));
    cells.len() > 3 && first.is_some_and(|first| first < 3 && runs(first))
}

pub(super) fn short_text(laid: &Laid<'_>, row: usize) -> String {
    let texts: Vec<&str> = laid.written(row).map(|cell| cell.text.trim()).collect();
    short(&texts.join(" "))
}

/// Whether a row counts the others up.
pub(super) fn is_total(laid: &Laid<'_>, row: usize) -> bool {
    let mut written = laid.written(row);
    written.next().is_some_and(|cell| names_total(&cell.text)) && written.count() < 4
}

fn names_total(text: &str) -> bool {
    let text = compact(text);
    ["合计", "总计", "小计", "共计"].contains(&text.trim_end_matches([':', '：']))
}

/// Whether a row that begins so is a note or a total.
pub(crate) fn is_remark(text: &str) -> bool {
    is_note(text) || names_total(text)
}

/// Whether a text begins as a note does.
fn is_note(text: &str) -> bool {
    NOTES.iter().any(|mark| text.trim().starts_with(mark))
}

/// Whether a row is one text and no item: a title, a note, a section.
pub(crate) fn is_text_row(laid: &Laid<'_>, row: usize, head: &TableHead) -> bool {
    let mut written = laid.written(row);
    let (Some(cell), None) = (written.next(), written.next()) else { return false };
    let width = head.columns.len();
    let wide = cell.columns * 2 > width;
    let alone = laid.grid.counted && laid.width(row) == 1;
    // A number stands alone where a row is not filled in.
    let number = cell.text.trim().chars().all(|c| c.is_ascii_digit() || c == '.');
    let first = *head.holds(cell.column) == Holds::Field(FieldId::No);
    // The rest of the row may be covered from above: then it is a line of a list.
    let covered =
        (0..width).any(|column| laid.anchor(row, column).is_some_and(|(r, c)| r < row && !laid.text(r, c).is_empty()));
    !covered && (wide || alone || is_note(&cell.text) || (first && !number))
}

/// Whether a row of one short text names a category of the items below it: it goes across the table, its
/// words are a name, and items follow.
pub(super) fn is_section(laid: &Laid<'_>, row: usize, head: &TableHead, end: usize) -> bool {
    if head.of(FieldId::Category).next().is_some() || !is_text_row(laid, row, head) {
        return false;
    }
    let Some(cell) = laid.written(row).next() else { return false };
    let text = compact(&cell.text);
    let letters = text.chars().count();
    let sentence = text.contains(['。', '；', '：', ':', '，', '？', '“', '《', '页', '■', '□', '√']);
    let other = is_note(&text)
        || ["续表", "目录", "清单", "单位", "日期", "附件", "附表"].iter().any(|word| text.contains(word));
    let digits = text.contains(|c: char| c.is_ascii_digit());
    // Across the table, or at its left edge.
    let placed = cell.columns * 2 > head.columns.len() || cell.column == 0;
    let next = (row + 1..end).find(|&row| laid.written(row).next().is_some());
    let items_follow = next.is_some_and(|next| laid.written(next).count() > 2);
    (2..=20).contains(&letters) && !sentence && !other && !digits && placed && items_follow
}
