//! Marks in a workbook: cells coloured by a format that hangs on a condition, so that their own looks stay; comments; and a
//! sheet with the list.

mod comments;
mod list;
mod styles;

use std::collections::BTreeMap;

use super::Placed;
use super::record::MARK;
use super::rows::{MarkedRow, RowRemarks};
use super::xml::{self, XmlElement, XmlWriting, elements};
use crate::grid::{GridName, Grids};
use crate::mend::LeftOutWhy;
use crate::mend::atoms::Splice;
use crate::read::package::{XmlStep, attribute, walk_at};
use crate::read::sheet::RowColumn;
use crate::read::xlsx::sheets;
use crate::remarks::sheet as sheet_name;
use styles::AnnotateStyles;

const BOOK: &str = "xl/workbook.xml";
const SHEET_KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
/// What a condition says that is always true, and ours.
const CONDITION: &str = "LEN(\"catalint\")&gt;0";
/// By what our own are known, however they were written since.
const OURS: &str = "catalint";
/// Cells and ranges that one condition names.
const MOST_RANGES: usize = 300;

/// The workbook with marks; those of an earlier time are replaced.
pub(super) fn write(bytes: &[u8], document: &Grids, remarks: &RowRemarks) -> Result<(Vec<u8>, Placed), LeftOutWhy> {
    let mut writing = XmlWriting::open(bytes)?;
    let mut styles = AnnotateStyles::read(&mut writing)?;
    let mut by_sheet: BTreeMap<&str, BTreeMap<RowColumn, &MarkedRow>> = BTreeMap::new();
    for (at, marked) in &remarks.cells {
        let grid = &document.grids[at.grid];
        let GridName::Sheet(name) = &grid.name else { return Err(LeftOutWhy::Unproven) };
        let number = grid.rows.get(at.row).map_or(at.row + 1, |row| row.number);
        let place = (to_u32(number - 1), to_u32(at.column));
        by_sheet.entry(name).or_default().insert(place, marked);
    }
    let all = sheets(bytes).map_err(|_| LeftOutWhy::Package)?;
    let (mut own, mut placed) = (None, Placed::default());
    let mark = mark_number(&mut writing)?;
    for (name, part) in &all {
        if is_list(&mut writing, part, mark)? {
            own = own.or(Some(part.clone()));
            continue;
        }
        let twice = all.iter().filter(|(other, _)| other == name).count() > 1;
        // Of two sheets of one name nothing is known.
        let marks = if twice { BTreeMap::new() } else { by_sheet.remove(name.as_str()).unwrap_or_default() };
        mark_sheet(&mut writing, part, &marks, &mut styles, &mut placed)?;
    }
    let name = free_name(sheet_name(remarks.lang), &all);
    let part = match own {
        Some(part) => part,
        None => add_sheet(&mut writing, &name)?,
    };
    // A view of a sheet belongs to a window of the workbook.
    let has_window = writing.text(BOOK)?.is_some_and(|text| text.contains("workbookView"));
    let sheet = list::sheet(document, remarks, &mut styles, &placed, has_window);
    writing.put(&part, &sheet);
    styles.write(&mut writing)?;
    Ok((writing.finish()?, placed))
}

/// Among the strings that cells share the one by which the list is known, once an office program has written the file.
fn mark_number(writing: &mut XmlWriting<'_>) -> Result<Option<usize>, LeftOutWhy> {
    let Some(text) = writing.text("xl/sharedStrings.xml")?.filter(|text| text.contains(MARK)) else { return Ok(None) };
    let all = elements(&text, &[], |depth, name| depth == 0 || name == "si")?;
    Ok(all.iter().skip(1).position(|string| text[string.whole()].contains(MARK)))
}

/// Whether a sheet is the list, hidden or not.
fn is_list(writing: &mut XmlWriting<'_>, part: &str, mark: Option<usize>) -> Result<bool, LeftOutWhy> {
    let text = writing.text(part)?.ok_or(LeftOutWhy::Package)?;
    if text.contains(MARK) {
        return Ok(true);
    }
    let Some(mark) = mark.map(|mark| mark.to_string()) else { return Ok(false) };
    let (mut shared, mut value, mut found) = (false, false, false);
    let read = walk_at(&text, |step, _| {
        match step {
            XmlStep::Open("c", element) => shared = attribute(element, "t").as_deref() == Some("s"),
            XmlStep::Open(name, _) => value = name == "v",
            XmlStep::Close(_) => value = false,
            XmlStep::Text(text) => found |= shared && value && text.trim() == mark,
        }
        Ok(())
    });
    read.map_err(|_| LeftOutWhy::Package).map(|()| found)
}

fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A name that no sheet has.
fn free_name(name: &str, all: &[(String, String)]) -> String {
    let mut names = std::iter::once(name.to_owned()).chain((2..).map(|nth| format!("{name}{nth}")));
    let free = |name: &String| all.iter().all(|(known, _)| known.to_lowercase() != name.to_lowercase());
    names.find(free).unwrap_or_default()
}

/// Colours and comments of one sheet.
fn mark_sheet(
    writing: &mut XmlWriting<'_>,
    part: &str,
    marks: &BTreeMap<RowColumn, &MarkedRow>,
    styles: &mut AnnotateStyles,
    placed: &mut Placed,
) -> Result<(), LeftOutWhy> {
    let text = writing.text(part)?.ok_or(LeftOutWhy::Package)?;
    if marks.is_empty() && !text.contains("catalint") && !comments::has_own(writing, part)? {
        return Ok(());
    }
    let all = elements(&text, &["priority", "id"], |depth, name| depth < 2 || matches!(name, "cfRule"))?;
    let prefix = xml::prefix(&text, &all[0]);
    let mut splices = Vec::new();
    // Conditions of an earlier time go.
    let (mut old, mut priority) = (Vec::new(), 0_u32);
    for element in &all {
        match element.name.as_str() {
            "conditionalFormatting" if text[element.whole()].contains(OURS) => {
                old.push(element.whole());
                splices.push(Splice { range: element.whole(), new: String::new() });
            }
            "cfRule" if old.iter().all(|old: &std::ops::Range<usize>| !old.contains(&element.tag.start)) => {
                priority = priority.max(element.values[0].as_ref().and_then(|n| n.parse().ok()).unwrap_or(0));
            }
            _ => {}
        }
    }
    let mut new = String::new();
    for severity in super::SEVERITIES {
        let cells: Vec<RowColumn> = marks.iter().filter(|(_, m)| m.severity == severity).map(|(at, _)| *at).collect();
        for ranges in ranges(&cells).chunks(MOST_RANGES) {
            priority += 1;
            new += &condition(&prefix, &ranges.join(" "), CONDITION, styles.severity(severity), priority);
        }
    }
    placed.cells += marks.len();
    if !new.is_empty() {
        let at = for_conditions(&all);
        splices.push(Splice { range: at..at, new });
    }
    let drawing = comments::write(writing, part, &text, marks, placed)?;
    if let Some(id) = drawing {
        let at = for_drawing(&all);
        let new = format!("<{prefix}legacyDrawing xmlns:r=\"{}\" r:id=\"{id}\"/>", xml::RELATIONS);
        splices.push(Splice { range: at..at, new });
    }
    writing.splice(part, text, splices)
}

/// A format that hangs on a condition.
fn condition(prefix: &str, ranges: &str, formula: &str, look: usize, priority: u32) -> String {
    format!(
        "<{prefix}conditionalFormatting sqref=\"{ranges}\"><{prefix}cfRule type=\"expression\" dxfId=\"{look}\" \
         priority=\"{priority}\"><{prefix}formula>{formula}</{prefix}formula></{prefix}cfRule></{prefix}conditionalFormatting>"
    )
}

/// What stands before the conditions of a sheet, and what behind its drawing of comments.
const BEFORE_CONDITIONS: &[&str] = &[
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
];
const BEHIND_LEGACY_DRAWING: &[&str] = &[
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
    // Alternatives stand where controls and objects do.
    "AlternateContent",
];
/// The elements that a sheet holds.
fn children(all: &[XmlElement]) -> impl Iterator<Item = &XmlElement> {
    all.iter().skip(1).filter(|element| element.name != "cfRule")
}

/// Where conditions stand.
fn for_conditions(all: &[XmlElement]) -> usize {
    let last = children(all).filter(|element| BEFORE_CONDITIONS.contains(&element.name.as_str())).last();
    last.map_or(all[0].end.start, |element| element.end.end)
}

/// Where the drawing of comments stands.
fn for_drawing(all: &[XmlElement]) -> usize {
    let next = children(all).find(|element| BEHIND_LEGACY_DRAWING.contains(&element.name.as_str()));
    next.map_or(all[0].end.start, |element| element.tag.start)
}

/// `F5:F16 F20`: cells below each other as one.
fn ranges(cells: &[RowColumn]) -> Vec<String> {
    let mut cells = cells.to_vec();
    cells.sort_by_key(|(row, column)| (*column, *row));
    let runs = cells.chunk_by(|a, b| a.1 == b.1 && a.0 + 1 == b.0);
    let range = |run: &[RowColumn]| {
        let (first, last) = (name(run[0]), name(run[run.len() - 1]));
        if run.len() == 1 { first } else { format!("{first}:{last}") }
    };
    runs.map(range).collect()
}

/// `F12`
fn name((row, column): RowColumn) -> String {
    format!("{}{}", crate::grid::letters(column as usize), row + 1)
}

/// A new sheet behind all others; its part.
fn add_sheet(writing: &mut XmlWriting<'_>, name: &str) -> Result<String, LeftOutWhy> {
    let part = writing.free("xl/worksheets/catalint", ".xml");
    writing.declare(&part, SHEET_KIND);
    let id = writing.relate(BOOK, "worksheet", &part)?;
    let text = writing.text(BOOK)?.ok_or(LeftOutWhy::Package)?;
    let all = elements(&text, &["sheetId"], |_, name| matches!(name, "sheets" | "sheet"))?;
    let sheets = all.iter().find(|element| element.name == "sheets").ok_or(LeftOutWhy::Package)?;
    let number =
        all.iter().filter_map(|element| element.values[0].as_ref()?.parse::<u32>().ok()).max().unwrap_or(0) + 1;
    let prefix = xml::prefix(&text, sheets);
    let new = format!(
        "<{prefix}sheet xmlns:r=\"{}\" name=\"{}\" sheetId=\"{number}\" r:id=\"{id}\"/>",
        xml::RELATIONS,
        xml::quoted(name)
    );
    let splice = sheets.appended(&text, &new);
    writing.splice(BOOK, text, [splice])?;
    Ok(part)
}
