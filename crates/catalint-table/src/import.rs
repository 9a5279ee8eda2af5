//! A table as YAML, with what there is to say about the reading.

use catalint_core::lint::{ColumnMeaning, Settings};
use catalint_core::model::{FieldId, Unread};
use catalint_core::rule::{Finding, Lang, Selector, Severity};
use catalint_core::rules;

use crate::catalog::{self, CatalogDraft};
use crate::error::Unreadable;
use crate::grid::{GridName, Note};
use crate::lint::{CheckedCatalog, unread};
use crate::reading::TableReading;
use crate::reread;
use crate::write::{CommentPlace, Comments, WrittenForm, write_with};

/// What a file holds.
#[derive(Debug)]
pub struct Import {
    /// Its catalogs in order.
    pub catalogs: Vec<ImportedCatalog>,
    /// What was passed over on purpose.
    pub notes: Vec<Note>,
}

/// A catalog that was read.
#[derive(Debug)]
pub struct ImportedCatalog {
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
    pub findings: Vec<Finding>,
    /// Fields of its items that could not be read whole.
    pub unread: Unread,
    /// What its columns were taken for, those of its first head.
    pub read_columns: Vec<ReadColumn>,
    /// From where in the table each of its parts was read.
    pub reading: TableReading,
}

/// A column of a table and what it was taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadColumn {
    /// The address of the cell that names it: the key of [`Settings::columns`].
    pub at: String,
    /// Its names from the top down: `公开对象/全社会`.
    pub head: String,
    /// What it holds; none where that is more than one thing.
    pub meaning: Option<ColumnMeaning>,
    /// Whether a person said so.
    pub chosen: bool,
}

/// In what languages a catalog is written.
#[derive(Debug, Clone, Copy)]
pub struct KeyLanguage {
    /// That of the keys.
    pub keys: Lang,
    /// That of the comments above what is in doubt.
    pub comments: Lang,
}

impl From<Lang> for KeyLanguage {
    fn from(lang: Lang) -> Self {
        Self { keys: lang, comments: lang }
    }
}

/// Reads the catalogs of a table file. `encoding` names that of a text; none is found out. What is in doubt stands in
/// the YAML, too, as a comment above what it is about.
///
/// # Errors
/// Why the file can't be read.
pub fn import(
    name: &str,
    bytes: &[u8],
    encoding: Option<&str>,
    written: impl Into<KeyLanguage>,
    options: &Settings,
) -> Result<Import, Unreadable> {
    let written = written.into();
    let document = crate::read::read(name, bytes, encoding)?;
    let options = &reading_only(options);
    let mut catalogs = Vec::new();
    for draft in catalog::read(&document, &options.profiles, &options.columns) {
        let head = draft.head;
        let grid = &document.grids[head.grid];
        let (draft, comments, findings) = if draft.notices.is_empty() {
            (draft, Comments::new(), Vec::new())
        } else {
            let checked = CheckedCatalog::new(&document, draft, written.keys, options);
            let comments = comments(&checked.findings, written.comments);
            (checked.draft, comments, checked.findings)
        };
        let yaml = yaml(&draft, written.keys, &comments);
        let unread = unread(&draft);
        let column = |column: &catalog::DraftColumn| ReadColumn {
            at: column.at.clone(),
            head: column.names.join("/"),
            meaning: column.meaning(),
            chosen: column.chosen,
        };
        catalogs.push(ImportedCatalog {
            title: draft.top.get(&catalint_core::model::FieldId::Title).map(|(text, _)| text.clone()),
            read_columns: draft.read_columns.iter().map(column).collect(),
            reading: TableReading::of(&document, &draft),
            profile: draft.profile,
            sheet: match &grid.name {
                GridName::Sheet(name) => Some(name.clone()),
                _ => None,
            },
            place: grid.address(grid.rows.get(head.row).map_or(1, |row| row.number), head.column),
            items: draft.items.len(),
            rows: draft.rows,
            columns: draft.columns,
            ticked: draft.ticked,
            unknown: draft.unknown,
            unread,
            findings: findings.into_iter().filter(|d| rules::table::is_doubt(d.rule)).collect(),
            yaml,
        });
    }
    Ok(Import { catalogs, notes: document.notes })
}

/// The YAML of a catalog, read back before anybody gets it: it is taken, and says the same.
pub(crate) fn yaml(draft: &CatalogDraft, keys: Lang, comments: &Comments) -> String {
    let of = |quoted| write_with(draft, WrittenForm { keys, quoted }, comments).yaml;
    Some(of(false)).filter(|yaml| reread::says(yaml, draft)).unwrap_or_else(|| of(true))
}

/// What could not be read, as comments above what it is about.
pub(crate) fn comments(found: &[Finding], lang: Lang) -> Comments {
    let mut comments = Comments::new();
    let doubts = found.iter().filter(|d| rules::table::is_doubt(d.rule) && d.severity > Severity::Hint);
    for doubt in doubts {
        let field = doubt.pointer.split('/').nth(3).and_then(FieldId::from_key);
        let place = match (doubt.item, field) {
            (Some(item), Some(field)) => CommentPlace::Field(item, field),
            (Some(item), None) => CommentPlace::Item(item),
            _ => CommentPlace::Top,
        };
        let cell = doubt.cell().map_or("", |cell| cell.address.as_str());
        let (code, message) = (doubt.rule.code, doubt.message_in(lang));
        let line = match lang {
            Lang::Zh => format!("存疑 {code} {cell}：{message}"),
            Lang::En => format!("Doubt {code} {cell}: {message}"),
        };
        comments.entry(place).or_default().push(one_line(&line));
    }
    comments
}

/// A text that can stand in a comment: one line, nothing that a reader stumbles over, and no comment of another kind.
fn one_line(text: &str) -> String {
    // `# catalint: ignore[…]` in a cell is a text and ignores nothing.
    let ours = text.contains("catalint");
    let plain = |c: char| {
        let odd = c.is_control() || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}' | '\u{2028}' | '\u{2029}');
        if odd || (ours && c == '#') { ' ' } else { c }
    };
    text.chars().map(plain).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Of all rules those that speak of the reading: `check` is there for the rest.
pub(crate) fn reading_only(options: &Settings) -> Settings {
    let mut options = options.clone();
    if options.selection.select.is_empty() {
        options.selection.select.extend(Selector::parse("IMP", &rules::RULES));
    }
    options
}
