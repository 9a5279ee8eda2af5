//! The sheets of a workbook and the parts that they stand in.

use super::super::package::{ReadPackage, XmlStep, attribute, walk};
use crate::error::Unreadable;

/// Sheets of one workbook.
const MAX_SHEETS: usize = 1000;

/// A sheet of cells.
#[derive(Debug)]
pub(super) struct BookSheet {
    pub(super) name: String,
    pub(super) part: String,
    pub(super) hidden: bool,
}

/// What a workbook says of itself.
#[derive(Debug, Default)]
pub(super) struct Book {
    pub(super) sheets: Vec<BookSheet>,
    /// Whether days are counted from 1904.
    pub(super) from_1904: bool,
    /// Whether formulas wait to be worked out: their results are those of no program.
    pub(super) waits: bool,
}

/// What a part has to do with another.
#[derive(Debug)]
pub(super) struct BookRelation {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) part: String,
}

impl Book {
    pub(super) fn read(package: &mut ReadPackage<'_>) -> Result<Self, Unreadable> {
        const PART: &str = "xl/workbook.xml";
        let xml = package.part(PART)?.ok_or_else(|| Unreadable::Damaged(PART.to_owned()))?;
        let mut named: Vec<(String, String, bool)> = Vec::new();
        let mut book = Self::default();
        let is_on = |value: Option<String>| matches!(value.as_deref(), Some("1" | "true" | "on"));
        walk(&xml, |step| {
            let XmlStep::Open(name, element) = step else { return Ok(()) };
            match name {
                "workbookPr" => book.from_1904 = is_on(attribute(element, "date1904")),
                "calcPr" => book.waits = is_on(attribute(element, "fullCalcOnLoad")),
                "sheet" => {
                    if named.len() >= MAX_SHEETS {
                        return Err(Unreadable::TooLarge("1,000 sheets"));
                    }
                    let hidden = attribute(element, "state").is_some_and(|state| state != "visible");
                    let name = attribute(element, "name").unwrap_or_default();
                    named.push((name, attribute(element, "id").unwrap_or_default(), hidden));
                }
                _ => {}
            }
            Ok(())
        })?;
        let relations = relations(package, PART)?;
        for (name, id, hidden) in named {
            // Sheets of charts and macros have no cells.
            let found = relations.iter().find(|relation| relation.id == id && relation.kind.ends_with("/worksheet"));
            if let Some(relation) = found {
                book.sheets.push(BookSheet { name, part: relation.part.clone(), hidden });
            }
        }
        Ok(book)
    }
}

/// The relations of a part.
pub(super) fn relations(package: &mut ReadPackage<'_>, part: &str) -> Result<Vec<BookRelation>, Unreadable> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let Some(xml) = package.part(&format!("{folder}/_rels/{file}.rels"))? else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    walk(&xml, |step| {
        if let XmlStep::Open("Relationship", element) = step {
            let value = |name: &str| attribute(element, name).unwrap_or_default();
            if value("TargetMode") != "External" {
                found.push(BookRelation {
                    id: value("Id"),
                    kind: value("Type"),
                    part: resolved(folder, &value("Target")),
                });
            }
        }
        Ok(())
    })?;
    Ok(found)
}

/// `../drawings/drawing1.xml` as seen from a folder.
pub(crate) fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut path: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}
