//! What stands in a table and was not read as it stands there: IMP008, IMP009.

use std::collections::HashMap;

use catalint_core::model::FieldId;

use super::notice::Notice;
use super::{CatalogDraft, TableSection};
use crate::grid::{Aside, AsideKind, At, Cell, Grids, Hidden, Laid, Note, letters};

/// Adds a notice for each aside of a cell, each run of hidden rows and columns, and each hidden sheet.
pub(super) fn say(document: &Grids, laid: &[Laid<'_>], sections: &[TableSection], out: &mut CatalogDraft) {
    let mut found = Vec::new();
    let items = places(out);
    let told: Vec<At> = out.notices.iter().filter(|f| f.code == "IMP004").map(|f| f.at).collect();
    for section in sections {
        let laid = &laid[section.grid];
        for row in section.above.start..section.rows.end {
            for cell in &laid.grid.rows[row].cells {
                let at = At { grid: section.grid, row, column: cell.column };
                let in_items = section.rows.contains(&row);
                for aside in &cell.asides {
                    // A logo above a table has no words of it; a box that can't be read is said as that.
                    let shown = matches!(aside.kind, AsideKind::Picture | AsideKind::Object | AsideKind::Sign);
                    if shown && (!in_items || told.contains(&at)) {
                        continue;
                    }
                    let mut notice = of_aside(aside, at);
                    if let Some((item, field, also)) = items.get(&at) {
                        notice = Notice { also: also.clone(), ..notice.of(*item, *field) };
                    }
                    found.push(notice);
                }
            }
        }
        hidden(laid, section, &mut found);
    }
    for note in &document.notes {
        if let Note::HiddenSheet(name) = note {
            found.push(Notice::new("IMP009", 5, out.head).arg("sheet", name));
        }
    }
    out.notices.append(&mut found);
}

/// Leaves out of judgment what stands in cells that say something besides what was read.
pub(super) fn leave_out(document: &Grids, out: &mut CatalogDraft) {
    let unread = |at: &At| {
        let row = document.grids[at.grid].rows.get(at.row);
        row.and_then(|row| row.cells.iter().find(|cell| cell.column == at.column)).is_some_and(Cell::unread)
    };
    for item in &mut out.items {
        item.unread.extend(item.places.iter().filter(|(_, at)| unread(at)).map(|(field, _)| *field));
    }
    let told = out.notices.iter().filter(|notice| notice.code == "IMP008");
    for (item, field) in told.filter_map(|notice| Some((notice.item?, notice.field?))) {
        out.items[item].unread.insert(field);
    }
}

/// What stands in each cell: the first item and field, and further items that the cell reaches down to.
fn places(draft: &CatalogDraft) -> HashMap<At, (usize, FieldId, Vec<usize>)> {
    let mut places: HashMap<At, (usize, FieldId, Vec<usize>)> = HashMap::new();
    for (nth, item) in draft.items.iter().enumerate() {
        for (&field, &at) in &item.places {
            let (first, known, also) = places.entry(at).or_insert((nth, field, Vec::new()));
            if *known == field && *first != nth {
                also.push(nth);
            }
        }
    }
    places
}

fn of_aside(aside: &Aside, at: At) -> Notice {
    let bare = aside.text.is_empty();
    let (code, message) = match aside.kind {
        AsideKind::TextBox => ("IMP008", 0),
        AsideKind::Picture => ("IMP008", if bare { 1 } else { 2 }),
        AsideKind::Object => ("IMP008", if bare { 3 } else { 4 }),
        AsideKind::Prompt => ("IMP008", 5),
        AsideKind::Formula => ("IMP008", if bare { 7 } else { 6 }),
        AsideKind::ErrorValue => ("IMP008", 8),
        AsideKind::Number => ("IMP008", 9),
        AsideKind::Unknown => ("IMP008", 10),
        AsideKind::Footnote => ("IMP008", 11),
        AsideKind::Sign => ("IMP008", 12),
        AsideKind::Quote => ("IMP008", 13),
        AsideKind::Hidden => ("IMP009", 0),
        AsideKind::Struck => ("IMP009", 1),
        AsideKind::Deleted => ("IMP009", 2),
    };
    let notice = Notice::new(code, message, at);
    if bare { notice } else { notice.arg("text", &cut(&aside.text)) }
}

/// The words in one line. They stand nowhere else, so that little is cut off.
fn cut(text: &str) -> String {
    const MOST: usize = 600;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().nth(MOST).is_none() { line } else { line.chars().take(MOST).collect::<String>() + "……" }
}

/// Hidden rows and columns that say something, run by run.
fn hidden(laid: &Laid<'_>, section: &TableSection, found: &mut Vec<Notice>) {
    let Hidden { rows, columns } = &laid.grid.hidden;
    let number = |row: usize| laid.grid.rows[row].number;
    let written = |row: &usize| laid.written(*row).next().is_some();
    let hidden = section.rows.clone().filter(|row| rows.binary_search(&number(*row)).is_ok()).filter(written);
    let hidden: Vec<usize> = hidden.collect();
    for run in hidden.chunk_by(|a, b| number(*b) == number(*a) + 1) {
        let (first, last) = (run[0], run[run.len() - 1]);
        let column = laid.written(first).next().map_or(0, |cell| cell.column);
        let at = At { grid: section.grid, row: first, column };
        let said = range(&number(first).to_string(), &number(last).to_string());
        found.push(Notice::new("IMP009", 3, at).arg("rows", &said));
    }
    let says = |column: &usize| section.rows.clone().any(|row| !laid.own(row, *column).is_empty());
    let hidden: Vec<usize> = columns.iter().copied().filter(says).collect();
    for run in hidden.chunk_by(|a, b| *b == *a + 1) {
        let (first, last) = (run[0], run[run.len() - 1]);
        let head = section.head.columns.get(first).map(|column| column.head);
        let row = section.rows.clone().find(|row| !laid.own(*row, first).is_empty()).unwrap_or(section.rows.start);
        let at = head.unwrap_or(At { grid: section.grid, row, column: first });
        found.push(Notice::new("IMP009", 4, at).arg("columns", &range(&letters(first), &letters(last))));
    }
}

fn range(first: &str, last: &str) -> String {
    if first == last { first.to_owned() } else { format!("{first}–{last}") }
}
