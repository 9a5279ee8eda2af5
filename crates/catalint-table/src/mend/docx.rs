//! Words of a document: in the runs of its cells.

use std::collections::HashMap;

use super::atoms::{escaped, spliced};
use super::docx_blank::BlankCell;
use super::package::MendedPackage;
use super::xml::CellWords;
use super::{LeftInPlace, LeftOutWhy, WantedEdit};
use crate::error::Unreadable;
use crate::grid::Grids;
use crate::read::package::{XmlStep, attribute, walk_at};

const PART: &str = "word/document.xml";

/// The document with other words in some cells.
pub(super) fn apply(
    bytes: &[u8],
    document: &Grids,
    cells: &[WantedEdit<'_>],
    left: &mut LeftInPlace,
) -> Result<Vec<u8>, LeftOutWhy> {
    let package = MendedPackage::open(bytes)?;
    if package.has_below("_xmlsignatures/") {
        return Err(LeftOutWhy::Signed);
    }
    if is_protected(&package)? {
        return Err(LeftOutWhy::Protected);
    }
    let part = package.find(PART).ok_or(LeftOutWhy::Package)?;
    let xml = package.text(part)?;
    let numbers: HashMap<u32, usize> =
        cells.iter().enumerate().filter_map(|(nth, cell)| Some((cell.element(document)?, nth))).collect();
    let mut scan = DocxScan { words: cells.iter().map(|_| None).collect(), ..DocxScan::default() };
    walk_at(&xml, |step, range| {
        scan.step(&xml, step, range, &numbers);
        Ok(())
    })
    .map_err(|_: Unreadable| LeftOutWhy::Package)?;
    let mut splices = Vec::new();
    for (cell, words) in cells.iter().zip(scan.words) {
        let Some(words) = words else {
            left.all(cell, LeftOutWhy::NoCell);
            continue;
        };
        if cell.text.is_empty() && words.cell.atoms.is_empty() {
            match words.blank.filled(&xml, &cell.expected(left)) {
                Some(splice) => splices.push(splice),
                None => left.all(cell, LeftOutWhy::Blank),
            }
            continue;
        }
        let words = words.cell;
        let line_end = words.line_end(&xml);
        let written = |c| if c == '\n' { line_end.clone() } else { escaped(c) };
        let mut own = cell.carried(&words.atoms, written, left);
        words.keep_blanks(&xml, &mut own);
        splices.append(&mut own);
    }
    package.replaced(&[(part, spliced(&xml, &mut splices))])
}

/// Whether a document may not be changed.
pub(crate) fn is_protected(package: &MendedPackage<'_>) -> Result<bool, LeftOutWhy> {
    let Some(xml) = package.text_of("word/settings.xml")? else { return Ok(false) };
    let mut found = false;
    let read = walk_at(&xml, |step, _| {
        if let XmlStep::Open("documentProtection", element) = step {
            found |= matches!(attribute(element, "enforcement").as_deref(), Some("1" | "true" | "on"));
        }
        Ok(())
    });
    read.map(|()| found).map_err(|_: Unreadable| LeftOutWhy::Package)
}

/// Whether a document records who changed what.
pub(super) fn records_changes(package: &MendedPackage<'_>) -> bool {
    let Ok(Some(xml)) = package.text_of("word/settings.xml") else { return false };
    let mut found = false;
    let read = walk_at(&xml, |step, _| {
        if let XmlStep::Open("trackRevisions", element) = step {
            found = !matches!(attribute(element, "val").as_deref(), Some("0" | "false" | "off"));
        }
        Ok(())
    });
    read.is_ok_and(|()| found)
}

/// Elements whose words are none of the cell, or are none that may be touched.
fn is_apart(name: &str) -> bool {
    matches!(name, "drawing" | "pict" | "object" | "control" | "del" | "moveFrom" | "rt" | "Fallback" | "instrText")
}

/// A cell that is looked for.
#[derive(Debug, Default)]
struct DocxCell {
    cell: CellWords,
    blank: BlankCell,
}

/// A walk through a document, with the words of the cells that are looked for.
#[derive(Debug, Default)]
struct DocxScan {
    words: Vec<Option<DocxCell>>,
    depth: usize,
    /// Cells that began, and those that are open: of which the words are looked for.
    cells: u32,
    open: Vec<Option<usize>>,
    /// The depth of an element whose words are left out.
    apart: Option<usize>,
    in_text: bool,
    /// Whether the words of a run are not seen.
    unseen: bool,
    /// Fields within each other.
    fields: usize,
    /// For content controls that are open, whether they hold a box or ask for something.
    controls: Vec<bool>,
}

impl DocxScan {
    fn step(&mut self, xml: &str, step: XmlStep<'_>, range: std::ops::Range<usize>, numbers: &HashMap<u32, usize>) {
        let ends_cell = matches!(step, XmlStep::Close("tc"));
        if let Some(nth) = self.open.last().copied().flatten().filter(|_| !ends_cell) {
            self.words[nth].iter_mut().for_each(|cell| cell.blank.step(&step, &range));
        }
        match step {
            XmlStep::Open(name, element) => {
                self.depth += 1;
                if name == "tc" {
                    let nth = numbers.get(&self.cells).copied();
                    self.cells += 1;
                    nth.into_iter().for_each(|nth| self.words[nth] = Some(DocxCell::default()));
                    self.open.push(nth);
                }
                let is_on = || !matches!(attribute(element, "val").as_deref(), Some("0" | "false" | "off"));
                match name {
                    _ if self.apart.is_some() => {}
                    "sdtContent" if self.controls.last() == Some(&true) => self.apart = Some(self.depth),
                    name if is_apart(name) => self.apart = Some(self.depth),
                    "sdt" => self.controls.push(false),
                    "checkbox" | "showingPlcHdr" => self.controls.last_mut().into_iter().for_each(|held| *held = true),
                    "r" => self.unseen = false,
                    "strike" | "dstrike" | "vanish" => self.unseen |= is_on(),
                    "fldSimple" => self.fields += 1,
                    "fldChar" => match attribute(element, "fldCharType").as_deref() {
                        Some("begin") => self.fields += 1,
                        Some("end") => self.fields = self.fields.saturating_sub(1),
                        _ => {}
                    },
                    "t" if !self.unseen => {
                        self.in_text = true;
                        if let Some(words) = self.words_of_cell() {
                            words.begin(element, range);
                        }
                    }
                    _ => {}
                }
            }
            XmlStep::Close(name) => {
                match name {
                    "tc" => drop(self.open.pop()),
                    "t" => self.in_text = false,
                    _ if self.apart.is_some() => {}
                    "sdt" => drop(self.controls.pop()),
                    "fldSimple" => self.fields = self.fields.saturating_sub(1),
                    _ => {}
                }
                if self.apart == Some(self.depth) {
                    self.apart = None;
                }
                self.depth = self.depth.saturating_sub(1);
            }
            XmlStep::Text(text) if self.in_text => {
                let lock = (self.fields > 0).then_some(LeftOutWhy::Field);
                if let Some(words) = self.words_of_cell() {
                    words.add(xml, text, range, lock);
                }
            }
            XmlStep::Text(_) => {}
        }
    }

    /// The words of the innermost cell, where they are looked for.
    fn words_of_cell(&mut self) -> Option<&mut CellWords> {
        let nth = (*self.open.last()?)?;
        self.words[nth].as_mut().map(|cell| &mut cell.cell)
    }
}
