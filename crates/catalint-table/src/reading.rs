//! From where in a table each part of a catalog was read, and what could not be: enough to judge its YAML as the table is
//! judged, when it has been changed since.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use catalint_core::lint::{External, SharedValues};
use catalint_core::model::{FieldId, Unread};

use crate::catalog::{CatalogDraft, DraftSpot};
use crate::grid::{At, Grids};

/// How a catalog was read from a table. It goes with the YAML: who adds, drops or moves an item there does so here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableReading {
    /// Whether a line above the table says that it is a template for others.
    pub template: bool,
    /// Whether it has a column for the level (公开层级), blank or not.
    pub has_levels: bool,
    /// The month that it names where the day of the update should stand.
    pub month: Option<String>,
    /// Fields that could be read of no item, or whose columns can't be told apart.
    pub unread: BTreeSet<FieldId>,
    /// Where each field at the top was read, those in cells.
    pub top: BTreeMap<FieldId, String>,
    /// The same of the defaults.
    pub defaults: BTreeMap<FieldId, String>,
    /// Its items.
    pub items: Vec<ReadItem>,
}

/// How an item was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadItem {
    /// Which item of the table it is, from 0; none where it was added since.
    pub origin: Option<usize>,
    /// Its first cell; empty where it was added.
    pub first: String,
    /// Where its fields stand, also those that are blank.
    pub cells: BTreeMap<FieldId, ReadCell>,
    /// Other columns: head and cell.
    pub extra: Vec<(String, String)>,
    /// Fields of which some cell could not be read whole.
    pub unread: BTreeSet<FieldId>,
    /// Whether it goes under the names of the item above, all of them in merged cells.
    pub under: bool,
}

/// The cell of a field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadCell {
    /// Its address.
    pub at: String,
    /// The cell that says it, where this one says 同上.
    pub above: Option<String>,
}

impl ReadCell {
    /// The cell that says it.
    #[must_use]
    pub fn source(&self) -> &str {
        self.above.as_deref().unwrap_or(&self.at)
    }
}

impl TableReading {
    pub(crate) fn of(document: &Grids, draft: &CatalogDraft) -> Self {
        let address = |at: At| {
            let grid = &document.grids[at.grid];
            grid.address(grid.rows.get(at.row).map_or(at.row + 1, |row| row.number), at.column)
        };
        let spot = |spot: DraftSpot| if let DraftSpot::Cell(at) = spot { Some(address(at)) } else { None };
        let items = draft.items.iter().enumerate().map(|(nth, item)| {
            let blank = item.places.iter().map(|(&id, &at)| (id, ReadCell { at: address(at), above: None }));
            let written = item
                .fields
                .iter()
                .map(|(&id, value)| (id, ReadCell { at: address(value.at), above: value.above.map(address) }));
            ReadItem {
                origin: Some(nth),
                first: address(item.first),
                cells: blank.chain(written).collect(),
                extra: item.extra.iter().map(|(head, _, at)| (head.clone(), address(*at))).collect(),
                unread: item.unread.clone(),
                under: item.under,
            }
        });
        Self {
            template: draft.template,
            has_levels: draft.has_levels,
            month: draft.month.clone(),
            unread: draft.unread.iter().chain(&draft.doubtful).copied().collect(),
            top: draft.top.iter().filter_map(|(&id, (_, at))| Some((id, spot(*at)?))).collect(),
            defaults: draft.defaults.iter().filter_map(|(&id, (_, at))| Some((id, spot(*at)?))).collect(),
            items: items.collect(),
        }
    }

    /// What is left out of judgment.
    #[must_use]
    pub fn left_out(&self) -> Unread {
        let mut unread = Unread::default();
        self.unread.iter().for_each(|&field| unread.add_everywhere(field));
        for (index, item) in self.items.iter().enumerate() {
            item.unread.iter().for_each(|&field| unread.add(index, field));
        }
        unread
    }

    /// What a check of the YAML has to know of the table; without the findings of the reading.
    #[must_use]
    pub fn external(&self) -> External {
        let mut cells: HashMap<&str, usize> = HashMap::new();
        let mut shared = SharedValues::default();
        for (nth, item) in self.items.iter().enumerate() {
            for (&id, cell) in &item.cells {
                let next = cells.len();
                shared.note(nth, id, *cells.entry(cell.source()).or_insert(next));
            }
        }
        External {
            found: Vec::new(),
            unread: self.left_out(),
            shared,
            has_levels: self.has_levels,
            month: self.month.clone(),
        }
    }

    /// Cells that could not be read whole, each once.
    #[must_use]
    pub fn unread_cells(&self) -> usize {
        let of = |item| {
            let ReadItem { cells, first, unread, .. }: &ReadItem = item;
            unread.union(&self.unread).map(move |field| cells.get(field).map_or(first.as_str(), |cell| &cell.at))
        };
        self.items.iter().flat_map(of).collect::<BTreeSet<&str>>().len()
    }
}
