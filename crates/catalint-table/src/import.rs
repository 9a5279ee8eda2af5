//! A table as YAML, with what there is to say about the reading.

use catalint_core::lint::{Diagnostic, Options};
use catalint_core::rule::{Lang, Selector};
use catalint_core::rules;

use crate::catalog;
use crate::error::Unreadable;
use crate::grid::{Name, Note};
use crate::lint::Checked;
use crate::write::write;

/// What a file holds.
#[derive(Debug)]
pub struct Import {
    /// Its catalogs in order.
    pub catalogs: Vec<Catalog>,
    /// What was passed over on purpose.
    pub notes: Vec<Note>,
}

/// A catalog that was read.
#[derive(Debug)]
pub struct Catalog {
    /// The file to be written, without the line that names its schema.
    pub yaml: String,
    /// Its title, if it has one.
    pub title: Option<String>,
    /// The vocabulary that it seems to follow.
    pub profile: Option<String>,
    /// The sheet of a workbook that it stands on.
    pub sheet: Option<String>,
    /// Where its head stands: `Sheet1!A3`.
    pub place: String,
    /// Items.
    pub items: usize,
    /// Rows below the head.
    pub rows: usize,
    /// Columns that were read.
    pub columns: usize,
    /// Options that are chosen, in all rows.
    pub ticked: usize,
    /// Ticks that can't be read.
    pub unknown: usize,
    /// What is to be said about the reading, family IMP; what else is wrong, `check` tells.
    pub findings: Vec<Diagnostic>,
}

/// Reads the catalogs of a table file. `encoding` names that of a text; none is found out. `keys` is the language of
/// the keys of the YAML.
///
/// # Errors
/// Why the file can't be read.
pub fn import(
    name: &str,
    bytes: &[u8],
    encoding: Option<&str>,
    keys: Lang,
    options: &Options,
) -> Result<Import, Unreadable> {
    let document = crate::read::read(name, bytes, encoding)?;
    let options = &reading_only(options);
    let mut catalogs = Vec::new();
    for draft in catalog::read(&document, &options.profiles) {
        let head = draft.head;
        let grid = &document.grids[head.grid];
        let (draft, yaml, diagnostics) = if draft.findings.is_empty() {
            let yaml = write(&draft, keys).yaml;
            (draft, yaml, Vec::new())
        } else {
            let checked = Checked::new(&document, draft, keys, options);
            (checked.draft, checked.written.yaml, checked.diagnostics)
        };
        catalogs.push(Catalog {
            title: draft.top.get(&catalint_core::model::FieldId::Title).map(|(text, _)| text.clone()),
            profile: draft.profile,
            sheet: match &grid.name {
                Name::Sheet(name) => Some(name.clone()),
                _ => None,
            },
            place: grid.address(grid.rows.get(head.row).map_or(1, |row| row.number), head.column),
            items: draft.items.len(),
            rows: draft.rows,
            columns: draft.columns,
            ticked: draft.ticked,
            unknown: draft.unknown,
            findings: diagnostics.into_iter().filter(|d| d.violation.rule.family() == "IMP").collect(),
            yaml,
        });
    }
    Ok(Import { catalogs, notes: document.notes })
}

/// Of all rules those that speak of the reading: `check` is there for the rest.
fn reading_only(options: &Options) -> Options {
    let mut options = options.clone();
    if options.selection.select.is_empty() {
        options.selection.select.extend(Selector::parse("IMP", &rules::RULES));
    }
    options
}
