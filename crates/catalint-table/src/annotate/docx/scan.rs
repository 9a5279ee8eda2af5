//! The cells of a document, with the places where marks go, and the anchors of old comments.

use std::ops::Range;

use super::Own;
use crate::error::Unreadable;
use crate::mend::LeftOutWhy;
use crate::read::package::{XmlStep, attribute, walk_at};

/// A paragraph.
#[derive(Debug, Clone)]
pub(super) struct ScannedParagraph {
    pub(super) tag: Range<usize>,
    pub(super) end: Range<usize>,
    /// Where its words begin, behind its properties.
    pub(super) words: usize,
}

impl ScannedParagraph {
    pub(super) fn is_empty(&self) -> bool {
        self.tag == self.end
    }
}

/// A cell.
#[derive(Debug)]
pub(super) struct ScannedCell {
    /// Which of the cells of the document it is, from 0.
    pub(super) nth: u32,
    pub(super) tag: Range<usize>,
    /// Its colour as it is written.
    pub(super) shade: Option<Range<usize>>,
    /// Where a colour goes, if the cell has properties.
    pub(super) shade_place: Option<usize>,
    /// Its paragraphs, the first and the last.
    pub(super) first: Option<ScannedParagraph>,
    pub(super) last: Option<ScannedParagraph>,
}

/// What stands behind the colour among the properties of a cell.
const BEHIND_SHADE: [&str; 9] =
    ["noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark", "headers", "cellIns", "cellDel"];
const ALSO_BEHIND: [&str; 2] = ["cellMerge", "tcPrChange"];

/// An element that is open.
#[derive(Debug)]
struct OpenMark {
    name: String,
    /// The cell that it is, by its place among all.
    cell: Option<usize>,
    paragraph: Option<ScannedParagraph>,
    /// Where it began, and whether it holds the reference of an old comment.
    begin: usize,
    old: bool,
}

/// A walk through a document.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub(super) cells: Vec<ScannedCell>,
    /// What anchors old comments.
    pub(super) anchors: Vec<Range<usize>>,
    open: Vec<OpenMark>,
    /// Pictures and text boxes within each other: their paragraphs are none of the cell.
    drawn: usize,
}

impl Scan {
    pub(super) fn of(xml: &str, own: &Own) -> Result<Self, LeftOutWhy> {
        let mut scan = Self::default();
        let read = walk_at(xml, |step, range| {
            match step {
                XmlStep::Open(name, element) => scan.open(name, range, || attribute(element, "id"), own),
                XmlStep::Close(_) => scan.close(range),
                XmlStep::Text(_) => {}
            }
            Ok(())
        });
        read.map_err(|_: Unreadable| LeftOutWhy::Package).map(|()| scan)
    }

    /// The innermost cell that is open.
    fn cell(&mut self) -> Option<&mut ScannedCell> {
        let nth = self.open.iter().rev().find_map(|open| open.cell)?;
        self.cells.get_mut(nth)
    }

    fn parent(&self, up: usize) -> &str {
        self.open.len().checked_sub(up).and_then(|at| self.open.get(at)).map_or("", |open| open.name.as_str())
    }

    fn open(&mut self, name: &str, range: Range<usize>, id: impl Fn() -> Option<String>, own: &Own) {
        let mut open = OpenMark { name: name.to_owned(), cell: None, paragraph: None, begin: range.start, old: false };
        let of_cell = self.parent(1) == "tcPr" && self.parent(2) == "tc";
        match name {
            "tc" => {
                let nth = u32::try_from(self.cells.len()).unwrap_or(u32::MAX);
                let cell =
                    ScannedCell { nth, tag: range.clone(), shade: None, shade_place: None, first: None, last: None };
                open.cell = Some(self.cells.len());
                self.cells.push(cell);
            }
            "shd" if of_cell => self.cell().into_iter().for_each(|cell| cell.shade = Some(range.clone())),
            _ if of_cell && (BEHIND_SHADE.contains(&name) || ALSO_BEHIND.contains(&name)) => {
                self.cell().into_iter().for_each(|cell| cell.shade_place = cell.shade_place.or(Some(range.start)));
            }
            "p" if self.drawn == 0 => {
                open.paragraph = Some(ScannedParagraph { tag: range.clone(), end: range.clone(), words: range.end });
            }
            "drawing" | "pict" | "object" | "txbxContent" => self.drawn += 1,
            "commentRangeStart" | "commentRangeEnd" if id().is_some_and(|id| own.contains(&id)) => {
                self.anchors.push(range.clone());
            }
            "commentReference" if id().is_some_and(|id| own.contains(&id)) => {
                // The run around it goes with it.
                self.open.iter_mut().rev().find(|open| open.name == "r").into_iter().for_each(|run| run.old = true);
            }
            _ => {}
        }
        self.open.push(open);
    }

    fn close(&mut self, range: Range<usize>) {
        let Some(open) = self.open.pop() else { return };
        match open.name.as_str() {
            "tcPr" if self.parent(1) == "tc" => {
                // One that is a single tag has no place within it.
                let place = if open.begin == range.start { None } else { Some(range.start) };
                self.cell().into_iter().for_each(|cell| cell.shade_place = cell.shade_place.or(place));
            }
            "pPr" => {
                let paragraph = self.open.last_mut().and_then(|open| open.paragraph.as_mut());
                paragraph.into_iter().for_each(|paragraph| paragraph.words = range.end);
            }
            "drawing" | "pict" | "object" | "txbxContent" => self.drawn = self.drawn.saturating_sub(1),
            "r" if open.old => self.anchors.push(open.begin..range.end),
            _ => {}
        }
        if let Some(paragraph) = open.paragraph {
            let paragraph = ScannedParagraph { end: range, ..paragraph };
            if let Some(cell) = self.cell() {
                cell.first.get_or_insert_with(|| paragraph.clone());
                cell.last = Some(paragraph);
            }
        }
    }
}
