//! What each column was taken for, as people see it, and what they say that it is.

use std::collections::BTreeMap;

use catalint_core::lint::ColumnMeaning;

use super::TableSection;
use super::head::{HeadColumn, Holds, TableHead};
use super::notice::Notice;
use super::value::compact;
use crate::grid::{At, Grid, Laid};

/// What people say of columns, by the address of the cell that names each.
pub(crate) type ColumnChoices = BTreeMap<String, ColumnMeaning>;

/// A column of the head.
#[derive(Debug, Clone)]
pub(crate) struct DraftColumn {
    /// The address of the cell that names it.
    pub(crate) at: String,
    /// Its names from the top down, each once: 公开对象, 全社会.
    pub(crate) names: Vec<String>,
    pub(crate) holds: Holds,
    pub(crate) chosen: bool,
}

fn address(grid: &Grid, at: At) -> String {
    grid.address(grid.rows.get(at.row).map_or(at.row + 1, |row| row.number), at.column)
}

/// Takes columns for what people say that they are. What the reading had to say of them is settled then.
pub(super) fn choose(section: &mut TableSection, grid: &Grid, chosen: &ColumnChoices) {
    if chosen.is_empty() {
        return;
    }
    let mut settled = Vec::new();
    for column in &mut section.head.columns {
        let Some(meaning) = chosen.get(&address(grid, column.head)) else { continue };
        settled.push(column.head);
        column.holds = match meaning {
            ColumnMeaning::Field(field) => Holds::Field(*field),
            ColumnMeaning::Option(field, word) => Holds::Option(*field, compact(word)),
            ColumnMeaning::Nothing => Holds::Nothing,
            ColumnMeaning::Extra => Holds::Extra(name(grid, column.head)),
        };
    }
    let columns = &section.head.columns;
    // A group whose columns all have a name by now is in no doubt.
    let named = |notice: &Notice| {
        let of_group =
            |column: &&HeadColumn| matches!(&column.holds, Holds::Option(id, _) if Some(*id) == notice.field);
        let mut group = columns[notice.at.column.min(columns.len())..].iter().take_while(of_group);
        group.all(|column| !matches!(&column.holds, Holds::Option(_, word) if word.is_empty()))
    };
    let is_settled = |notice: &Notice| settled.contains(&notice.at) || (notice.code == "IMP003" && named(notice));
    section.notices.retain(|notice| !is_settled(notice));
}

/// What stands in the cell that names a column.
fn name(grid: &Grid, at: At) -> String {
    let cells = grid.rows.get(at.row).map_or(&[][..], |row| &row.cells);
    let cell = cells.iter().find(|cell| cell.column == at.column);
    let name = cell.map_or_else(String::new, |cell| compact(&cell.text));
    if name.is_empty() { format!("第{}栏", at.column + 1) } else { name }
}

/// The columns of a head, with what each was taken for.
pub(super) fn of_head(laid: &Laid<'_>, head: &TableHead, chosen: &ColumnChoices) -> Vec<DraftColumn> {
    let column = |(nth, column): (usize, &HeadColumn)| {
        let mut names: Vec<String> = Vec::new();
        for row in head.rows.clone() {
            let name = compact(laid.text(row, nth));
            if !name.is_empty() && names.last() != Some(&name) {
                names.push(name);
            }
        }
        let at = address(laid.grid, column.head);
        DraftColumn { chosen: chosen.contains_key(&at), at, names, holds: column.holds.clone() }
    };
    head.columns.iter().enumerate().map(column).collect()
}

impl DraftColumn {
    /// What it holds, where that is one thing.
    pub(crate) fn meaning(&self) -> Option<ColumnMeaning> {
        match &self.holds {
            Holds::Field(field) => Some(ColumnMeaning::Field(*field)),
            Holds::Option(field, word) => Some(ColumnMeaning::Option(*field, word.clone())),
            Holds::Extra(_) | Holds::Level(_) | Holds::Name(_) => Some(ColumnMeaning::Extra),
            Holds::Nothing => Some(ColumnMeaning::Nothing),
            Holds::Path | Holds::Several(_) => None,
        }
    }
}
