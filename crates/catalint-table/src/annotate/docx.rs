//! Marks in a document: cells with a colour, comments by Word's own means, and behind all that stands there a table with the
//! list.

mod comments;
mod list;
mod scan;

use std::collections::{BTreeMap, BTreeSet};

use super::Placed;
use super::rows::{MarkedRow, RowRemarks};
use super::xml::{self, XmlElement, XmlWriting, elements};
use crate::grid::Grids;
use crate::mend::LeftOutWhy;
use crate::mend::atoms::Splice;
use crate::mend::docx::is_protected;
use crate::remarks::colour;
use comments::DocxComments;
use scan::{Scan, ScannedCell};

const PART: &str = "word/document.xml";
/// By what our own colours are known; where an area is all of one colour, nobody sees that of its pattern.
const OURS: &str = "CA7A11";
/// The bookmark around the list.
const BOOKMARK: &str = "catalint_list";
/// Before what stood in cells that had a colour of their own: see [`Shades`].
const SHADES: &str = "catalintshades";

/// Colours that cells had before, by their number, as they are written.
type Shades = BTreeMap<u32, String>;

/// The document with marks; those of an earlier time are replaced.
pub(super) fn write(bytes: &[u8], document: &Grids, remarks: &RowRemarks) -> Result<(Vec<u8>, Placed), LeftOutWhy> {
    let mut writing = XmlWriting::open(bytes)?;
    if is_protected(&writing.package)? {
        return Err(LeftOutWhy::Protected);
    }
    let mut marks: BTreeMap<u32, &MarkedRow> = BTreeMap::new();
    for (at, marked) in &remarks.cells {
        let row = &document.grids[at.grid].rows[at.row];
        let element = row.cells.iter().find(|cell| cell.column == at.column).and_then(|cell| cell.element);
        marks.extend(element.map(|element| (element, marked)));
    }
    let text = writing.text(PART)?.ok_or(LeftOutWhy::Package)?;
    let body = elements(&text, &["name", "id"], |depth, name| depth < 3 || name.starts_with("bookmark"))?;
    let prefix = xml::prefix(&text, &body[0]);
    if prefix.is_empty() {
        // Their attributes would have no prefix either, which none may lack.
        return Err(LeftOutWhy::Package);
    }
    let mut comments = DocxComments::read(&mut writing)?;
    let (old, shades) = old_list(&text, &body);
    let scan = Scan::of(&text, &comments.own)?;
    let mut splices: Vec<Splice> = Vec::new();
    // Anchors of old comments go, but for those within the old list, which goes as a whole.
    let outside = |range: &std::ops::Range<usize>| old.as_ref().is_none_or(|old| !old.contains(&range.start));
    let gone = scan.anchors.iter().filter(|range| outside(range)).cloned();
    splices.extend(gone.map(|range| Splice { range, new: String::new() }));
    let (mut placed, mut kept) = (Placed::default(), Shades::new());
    for cell in scan.cells.iter().filter(|cell| outside(&cell.tag)) {
        let mark = marks.get(&cell.nth).copied();
        let before = shade_before(&text, cell, &shades);
        placed.cells += usize::from(mark.is_some());
        splices.extend(shaded(&text, cell, &before, mark, &prefix));
        if let Some(mark) = mark {
            if !before.is_empty() {
                kept.insert(cell.nth, before);
            }
            if !mark.comment.is_empty() {
                let id = comments.add(&mark.comment);
                splices.extend(anchored(&text, cell, id, &prefix));
            }
        }
    }
    let section = body.iter().rev().find(|element| element.name == "sectPr" && is_child(&body, element));
    let end = match section {
        Some(section) => section.tag.start,
        None => body.iter().find(|element| element.name == "body").ok_or(LeftOutWhy::Package)?.end.start,
    };
    let others = body.iter().filter(|element| element.name.starts_with("bookmark") && outside(&element.tag));
    let bookmark = others.filter_map(|element| element.values[1].as_ref()?.parse::<u32>().ok()).max().unwrap_or(0) + 1;
    let room = section.map_or(list::ROOM, |section| list::room(&text[section.whole()]));
    let new = list::table(remarks, &placed, &shades_written(&kept), bookmark, room).replace("{}", &prefix);
    splices.push(Splice { range: end..end, new });
    splices.extend(old.map(|range| Splice { range, new: String::new() }));
    comments.write(&mut writing)?;
    writing.splice(PART, text, splices)?;
    Ok((writing.finish()?, placed))
}

/// Whether an element is a part of the body itself.
fn is_child(all: &[XmlElement], element: &XmlElement) -> bool {
    let around =
        all.iter().skip(2).filter(|other| other.tag.start < element.tag.start && other.end.end > element.end.end);
    around.count() == 0
}

/// Where a list of an earlier time stands, and the colours that it remembers.
fn old_list(text: &str, body: &[XmlElement]) -> (Option<std::ops::Range<usize>>, Shades) {
    let children: Vec<&XmlElement> = body
        .iter()
        .skip(2)
        .filter(|element| !element.name.starts_with("bookmark") || is_child(body, element))
        .collect();
    // Some programs part a bookmark in two where a table stands in it.
    let starts = || body.iter().filter(|element| element.values[0].as_deref() == Some(BOOKMARK));
    let is_end = |element: &&XmlElement| {
        element.name == "bookmarkEnd" && starts().any(|start| start.values[1] == element.values[1])
    };
    let places = || starts().chain(body.iter().filter(is_end)).map(|element| element.tag.start);
    let around = |place: usize| children.iter().find(|child| child.whole().contains(&place)).map(|child| child.whole());
    let region = places().min().zip(places().max()).and_then(|(first, last)| {
        let (first, last) = (around(first)?, around(last)?);
        Some(first.start..last.end)
    });
    let Some(range) = region else { return (None, Shades::new()) };
    let shades = shades_read(&text[range.clone()]);
    (Some(range), shades)
}

fn shades_written(shades: &Shades) -> String {
    let json = serde_json::to_string(shades).unwrap_or_default();
    format!("{SHADES}{}", json.replace(' ', "\\u0020"))
}

/// Reads them back from the list, whose words may be parted by now.
fn shades_read(list: &str) -> Shades {
    let mut words = String::new();
    let read = crate::read::package::walk_at(list, |step, _| {
        if let crate::read::package::XmlStep::Text(text) = step {
            words.extend(text.chars().filter(|c| !c.is_whitespace()));
        }
        Ok(())
    });
    let json = words.split_once(SHADES).map_or("", |(_, rest)| rest);
    let first = serde_json::Deserializer::from_str(json).into_iter().next();
    read.ok().and(first).and_then(Result::ok).unwrap_or_default()
}

/// The colour that a cell has, or had before ours, as it is written.
fn shade_before(text: &str, cell: &ScannedCell, shades: &Shades) -> String {
    let now = cell.shade.as_ref().map_or("", |range| &text[range.clone()]);
    if now.contains(OURS) { shades.get(&cell.nth).cloned().unwrap_or_default() } else { now.to_owned() }
}

/// The colour of a cell: ours, or the one that it had before.
fn shaded(text: &str, cell: &ScannedCell, before: &str, mark: Option<&MarkedRow>, prefix: &str) -> Option<Splice> {
    let new = match mark {
        Some(mark) => format!(
            "<{prefix}shd {prefix}val=\"clear\" {prefix}color=\"{OURS}\" {prefix}fill=\"{:06X}\"/>",
            colour(mark.severity)
        ),
        None => before.to_owned(),
    };
    match &cell.shade {
        Some(range) if text[range.clone()] == new => None,
        Some(range) => Some(Splice { range: range.clone(), new }),
        None if new.is_empty() => None,
        None => Some(match &cell.shade_place {
            Some(at) => Splice { range: *at..*at, new },
            None => {
                let at = cell.tag.end;
                Splice { range: at..at, new: format!("<{prefix}tcPr>{new}</{prefix}tcPr>") }
            }
        }),
    }
}

/// The anchors of a comment: around all that a cell says.
fn anchored(text: &str, cell: &ScannedCell, id: u32, prefix: &str) -> Vec<Splice> {
    let Some((first, last)) = cell.first.as_ref().zip(cell.last.as_ref()) else { return Vec::new() };
    let begin = format!("<{prefix}commentRangeStart {prefix}id=\"{id}\"/>");
    let end = format!(
        "<{prefix}commentRangeEnd {prefix}id=\"{id}\"/><{prefix}r><{prefix}commentReference {prefix}id=\"{id}\"/></{prefix}r>"
    );
    let paragraph = |of: &scan::ScannedParagraph| XmlElement {
        name: "p".to_owned(),
        tag: of.tag.clone(),
        end: of.end.clone(),
        values: Vec::new(),
    };
    if first.tag == last.tag && first.is_empty() {
        return vec![paragraph(first).appended(text, &(begin + &end))];
    }
    let start = if first.is_empty() {
        paragraph(first).appended(text, &begin)
    } else {
        Splice { range: first.words..first.words, new: begin }
    };
    vec![start, paragraph(last).appended(text, &end)]
}

/// Numbers of comments of ours.
type Own = BTreeSet<String>;
