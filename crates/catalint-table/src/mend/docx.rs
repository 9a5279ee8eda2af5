//! Words of a document: in the runs of its cells.

use std::collections::HashMap;

use super::atoms::{escaped, spliced};
use super::package::Package;
use super::xml::Words;
use super::{Left, Wanted, Why};
use crate::error::Unreadable;
use crate::grid::Document;
use crate::read::package::{Step, attribute, walk_at};

const PART: &str = "word/document.xml";

/// The document with other words in some cells.
pub(super) fn apply(bytes: &[u8], document: &Document, cells: &[Wanted<'_>], left: &mut Left) -> Result<Vec<u8>, Why> {
    let package = Package::open(bytes)?;
    if package.has_below("_xmlsignatures/") {
        return Err(Why::Signed);
    }
    if is_protected(&package)? {
        return Err(Why::Protected);
    }
    let part = package.find(PART).ok_or(Why::Package)?;
    let xml = package.text(part)?;
    let numbers: HashMap<u32, usize> =
        cells.iter().enumerate().filter_map(|(nth, cell)| Some((cell.element(document)?, nth))).collect();
    let mut scan = Scan { words: cells.iter().map(|_| None).collect(), ..Scan::default() };
    walk_at(&xml, |step, range| {
        scan.step(&xml, step, range, &numbers);
        Ok(())
    })
    .map_err(|_: Unreadable| Why::Package)?;
    let mut splices = Vec::new();
    for (cell, words) in cells.iter().zip(scan.words) {
        let Some(words) = words else {
            left.all(cell, Why::NoCell);
            continue;
        };
        let mut own = cell.carried(&words.atoms, escaped, left);
        words.keep_blanks(&xml, &mut own);
        splices.append(&mut own);
    }
    package.replaced(&[(part, spliced(&xml, &mut splices))])
}

/// Whether a document may not be changed.
pub(crate) fn is_protected(package: &Package<'_>) -> Result<bool, Why> {
    let Some(xml) = package.text_of("word/settings.xml")? else { return Ok(false) };
    let mut found = false;
    let read = walk_at(&xml, |step, _| {
        if let Step::Open("documentProtection", element) = step {
            found |= matches!(attribute(element, "enforcement").as_deref(), Some("1" | "true" | "on"));
        }
        Ok(())
    });
    read.map(|()| found).map_err(|_: Unreadable| Why::Package)
}

/// Whether a document records who changed what.
pub(super) fn records_changes(package: &Package<'_>) -> bool {
    let Ok(Some(xml)) = package.text_of("word/settings.xml") else { return false };
    let mut found = false;
    let read = walk_at(&xml, |step, _| {
        if let Step::Open("trackRevisions", element) = step {
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

/// A walk through a document, with the words of the cells that are looked for.
#[derive(Debug, Default)]
struct Scan {
    words: Vec<Option<Words>>,
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

impl Scan {
    fn step(&mut self, xml: &str, step: Step<'_>, range: std::ops::Range<usize>, numbers: &HashMap<u32, usize>) {
        match step {
            Step::Open(name, element) => {
                self.depth += 1;
                if name == "tc" {
                    let nth = numbers.get(&self.cells).copied();
                    self.cells += 1;
                    nth.into_iter().for_each(|nth| self.words[nth] = Some(Words::default()));
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
            Step::Close(name) => {
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
            Step::Text(text) if self.in_text => {
                let lock = (self.fields > 0).then_some(Why::Field);
                if let Some(words) = self.words_of_cell() {
                    words.add(xml, text, range, lock);
                }
            }
            Step::Text(_) => {}
        }
    }

    /// The words of the innermost cell, where they are looked for.
    fn words_of_cell(&mut self) -> Option<&mut Words> {
        let nth = (*self.open.last()?)?;
        self.words[nth].as_mut()
    }
}
