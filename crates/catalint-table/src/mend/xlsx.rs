//! Words of a workbook: in the strings that its cells share, and in cells that have their own.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use super::atoms::{Splice, escaped, spliced};
use super::package::MendedPackage;
use super::xml::CellWords;
use super::{LeftInPlace, LeftOutWhy, WantedEdit};
use crate::error::Unreadable;
use crate::grid::{GridName, Grids, letters};
use crate::read::package::{XmlStep, attribute, walk_at};
use crate::read::sheet::{RowColumn, place};
use crate::read::xlsx::sheets;

const STRINGS: &str = "xl/sharedStrings.xml";

/// A cell as it is written.
#[derive(Debug, Default)]
struct MendedCell {
    kind: String,
    /// What stands in `v`, and all of `is`.
    value: Range<usize>,
    own: Range<usize>,
    formula: bool,
    /// All of it, and its first tag.
    element: Range<usize>,
    tag: Range<usize>,
    /// Whether its value is something richer than it says.
    richer: bool,
}

/// A sheet that was looked through.
#[derive(Debug)]
struct MendedSheet {
    part: usize,
    xml: String,
    protected: bool,
    cells: HashMap<RowColumn, MendedCell>,
    /// Cells of which it says nothing, in rows that it knows: where they go, and the style of the cell before.
    absent: HashMap<RowColumn, (usize, Option<String>)>,
    splices: Vec<Splice>,
}

/// New words of a shared string, for some cells.
#[derive(Debug)]
struct SharedWords {
    nth: usize,
    /// The sheet, and the number in its cell.
    cell: (usize, Range<usize>),
    new: String,
}

/// The workbook with other words in some cells.
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
    let strings = MendedStrings::read(&package)?;
    let mut told = HashMap::new();
    let named = sheets(bytes).map_err(|_| LeftOutWhy::Package)?;
    let mut looked: Vec<MendedSheet> = Vec::new();
    let mut by_name: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, part) in &named {
        let wanted = |cell: &&WantedEdit<'_>| document.grids[cell.at.grid].name == GridName::Sheet(name.clone());
        let places: Vec<RowColumn> = cells.iter().filter(wanted).map(|cell| address(document, cell)).collect();
        // Of two sheets of one name nothing is known.
        by_name.entry(name).and_modify(|sheet| *sheet = usize::MAX).or_insert(looked.len());
        looked.push(sheet(&package, part, &places, &mut told)?);
    }
    let mut shared: Vec<SharedWords> = Vec::new();
    for wanted in cells {
        let GridName::Sheet(name) = &document.grids[wanted.at.grid].name else { return Err(LeftOutWhy::Unproven) };
        let nth = by_name.get(name.as_str()).copied().filter(|nth| *nth != usize::MAX);
        let Some(nth) = nth else {
            left.all(wanted, LeftOutWhy::NoCell);
            continue;
        };
        let sheet = &mut looked[nth];
        let at = address(document, wanted);
        let Some(cell) = sheet.cells.get(&at) else {
            match added(sheet, at, wanted, left) {
                Some(splice) if !sheet.protected => sheet.splices.push(splice),
                _ => left.all(wanted, LeftOutWhy::NoCell),
            }
            continue;
        };
        let why = match cell.kind.as_str() {
            _ if sheet.protected => Some(LeftOutWhy::Protected),
            _ if cell.formula => Some(LeftOutWhy::Formula),
            _ if cell.richer => Some(LeftOutWhy::Sign),
            "s" | "inlineStr" | "str" => None,
            "" if wanted.text.is_empty() && cell.value.is_empty() => match filled(sheet, cell, wanted, left) {
                Some(splice) => {
                    sheet.splices.push(splice);
                    continue;
                }
                None => Some(LeftOutWhy::Blank),
            },
            _ => Some(LeftOutWhy::Number),
        };
        if let Some(why) = why {
            left.all(wanted, why);
            continue;
        }
        if cell.kind != "s" {
            let range = if cell.kind == "str" { cell.value.clone() } else { cell.own.clone() };
            let words = words(&sheet.xml, range, cell.kind == "str")?;
            let mut splices = wanted.carried(&words.atoms, escaped, left);
            words.keep_blanks(&sheet.xml, &mut splices);
            sheet.splices.append(&mut splices);
            continue;
        }
        let number = sheet.xml[cell.value.clone()].trim().parse::<usize>().ok();
        let Some((string, range)) = number.and_then(|nth| Some((nth, strings.all.get(nth)?.clone()))) else {
            left.all(wanted, LeftOutWhy::NoCell);
            continue;
        };
        let words = words(&strings.xml, range.clone(), false)?;
        let mut splices = wanted.carried(&words.atoms, escaped, left);
        if splices.is_empty() {
            continue;
        }
        words.keep_blanks(&strings.xml, &mut splices);
        splices.iter_mut().for_each(|splice| {
            splice.range = splice.range.start - range.start..splice.range.end - range.start;
        });
        let new = spliced(&strings.xml[range], &mut splices);
        shared.push(SharedWords { nth: string, cell: (nth, cell.value.clone()), new });
    }
    let mut new = Vec::new();
    new.extend(strings.mended(shared, &told, &mut looked));
    for mut sheet in looked.into_iter().filter(|sheet| !sheet.splices.is_empty()) {
        new.push((sheet.part, spliced(&sheet.xml, &mut sheet.splices)));
    }
    package.replaced(&new)
}

/// A blank cell with a text of its own, its look kept.
fn filled(sheet: &MendedSheet, cell: &MendedCell, wanted: &WantedEdit<'_>, left: &LeftInPlace) -> Option<Splice> {
    let tag = &sheet.xml[cell.tag.clone()];
    let bare = tag.strip_suffix("/>").or_else(|| tag.strip_suffix('>'))?.trim_end();
    // Elements with a prefix are written by nobody that is known.
    if !bare.starts_with("<c ") {
        return None;
    }
    let text: String = wanted.expected(left).chars().map(escaped).collect();
    let new = format!("{bare} t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>");
    Some(Splice { range: cell.element.clone(), new })
}

/// A cell of which the sheet says nothing, with a text.
fn added(sheet: &MendedSheet, at: RowColumn, wanted: &WantedEdit<'_>, left: &LeftInPlace) -> Option<Splice> {
    let (place, style) = sheet.absent.get(&at).filter(|_| wanted.text.is_empty())?;
    let name = format!("{}{}", letters(usize::try_from(at.1).ok()?), at.0 + 1);
    let style = style.as_ref().map_or_else(String::new, |style| format!(" s=\"{style}\""));
    let text: String = wanted.expected(left).chars().map(escaped).collect();
    let new = format!("<c r=\"{name}\"{style} t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>");
    Some(Splice { range: *place..*place, new })
}

/// Row and column from 0.
fn address(document: &Grids, wanted: &WantedEdit<'_>) -> RowColumn {
    let row = &document.grids[wanted.at.grid].rows[wanted.at.row];
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    (number(row.number - 1), number(wanted.at.column))
}

/// Looks through a sheet for some of its cells; how many cells say each shared string is told besides.
fn sheet(
    package: &MendedPackage<'_>,
    part: &str,
    places: &[RowColumn],
    told: &mut HashMap<usize, usize>,
) -> Result<MendedSheet, LeftOutWhy> {
    let part = package.find(part).ok_or(LeftOutWhy::Package)?;
    let xml = package.text(part)?;
    let mut sheet = MendedSheet {
        part,
        xml: String::new(),
        protected: false,
        cells: HashMap::new(),
        absent: HashMap::new(),
        splices: Vec::new(),
    };
    let places: BTreeSet<RowColumn> = places.iter().copied().collect();
    let (mut row, mut column) = (0_u32, 0_u32);
    // The columns from the one on that are looked for in a row and have not come, and the style of the last cell.
    let (mut next, mut style) = (0_u32, None::<String>);
    let mut open: Option<(RowColumn, MendedCell)> = None;
    let read = walk_at(&xml, |step, range| {
        match (step, &mut open) {
            (XmlStep::Open(name, _), Some((_, cell))) => match name {
                "v" => cell.value = range.end..range.end,
                "f" => cell.formula = true,
                "is" => cell.own = range,
                _ => {}
            },
            (XmlStep::Close("v"), Some((_, cell))) => cell.value.end = range.start.max(cell.value.start),
            (XmlStep::Close("is"), Some((_, cell))) => cell.own.end = range.end,
            (XmlStep::Close("c"), Some(_)) => {
                let (at, mut cell) = open.take().expect("one is open");
                cell.element = cell.tag.start..range.end;
                let number = xml[cell.value.clone()].trim().parse::<usize>().ok().filter(|_| cell.kind == "s");
                number.into_iter().for_each(|nth| *told.entry(nth).or_default() += 1);
                if places.contains(&at) {
                    // Of two cells at one place the first counts.
                    sheet.cells.entry(at).or_insert(cell);
                }
            }
            (XmlStep::Open("row", element), None) => {
                let number = attribute(element, "r").and_then(|n| n.trim().parse::<u32>().ok());
                row = number.unwrap_or(row.saturating_add(1)).max(1);
                (column, next, style) = (0, 0, None);
            }
            (XmlStep::Close("row"), None) if xml[range.clone()].starts_with("</row") => {
                let rest = places.range((row.saturating_sub(1), next)..(row, 0));
                sheet.absent.extend(rest.map(|at| (*at, (range.start, style.clone()))));
            }
            (XmlStep::Open("c", element), None) => {
                let at = attribute(element, "r").and_then(|name| place(&name));
                let at = at.unwrap_or((row.saturating_sub(1), column));
                column = at.1.saturating_add(1);
                let own = attribute(element, "s").filter(|own| own.bytes().all(|b| b.is_ascii_digit()));
                if xml[range.clone()].starts_with("<c") && next <= at.1 {
                    let passed = places.range((at.0, next)..at);
                    let style = style.clone().or_else(|| own.clone());
                    sheet.absent.extend(passed.map(|at| (*at, (range.start, style.clone()))));
                    next = column;
                }
                style = own;
                let kind = attribute(element, "t").unwrap_or_default();
                open = Some((
                    at,
                    MendedCell {
                        kind,
                        richer: attribute(element, "vm").is_some(),
                        tag: range,
                        ..MendedCell::default()
                    },
                ));
            }
            (XmlStep::Open("sheetProtection", element), None) => {
                let on = attribute(element, "sheet");
                sheet.protected = matches!(on.as_deref(), Some("1" | "true" | "on"));
            }
            _ => {}
        }
        Ok(())
    });
    read.map_err(|_| LeftOutWhy::Package)?;
    sheet.xml = xml;
    Ok(sheet)
}

/// The words of a text: between `t`, or all of them.
fn words(xml: &str, range: Range<usize>, plain: bool) -> Result<CellWords, LeftOutWhy> {
    let mut words = CellWords::default();
    let (mut in_text, mut in_reading, mut struck) = (plain, false, false);
    let slice = &xml[range.clone()];
    let read = walk_at(slice, |step, at| {
        let at = at.start + range.start..at.end + range.start;
        match step {
            XmlStep::Open("rPh", _) => in_reading = true,
            XmlStep::Close("rPh") => in_reading = false,
            XmlStep::Open("r", _) => struck = false,
            XmlStep::Close("r") => struck = false,
            XmlStep::Open("strike", element) => {
                struck = !matches!(attribute(element, "val").as_deref(), Some("0" | "false"));
            }
            XmlStep::Open("t", element) if !in_reading && !struck => {
                in_text = true;
                words.begin(element, at);
            }
            XmlStep::Close("t") => in_text = false,
            XmlStep::Text(text) if in_text => words.add(xml, text, at, None),
            _ => {}
        }
        Ok(())
    });
    read.map_err(|_: Unreadable| LeftOutWhy::Package)?;
    words.join_numbered();
    Ok(words)
}

/// The strings that cells share.
#[derive(Debug, Default)]
struct MendedStrings {
    part: Option<usize>,
    xml: String,
    all: Vec<Range<usize>>,
    /// Where the list ends.
    end: usize,
    /// The number of different strings that its head tells.
    count: Option<Range<usize>>,
}

impl MendedStrings {
    fn read(package: &MendedPackage<'_>) -> Result<Self, LeftOutWhy> {
        let Some(part) = package.find(STRINGS) else { return Ok(Self::default()) };
        let xml = package.text(part)?;
        let mut strings = Self { part: Some(part), ..Self::default() };
        let read = walk_at(&xml, |step, range| {
            match step {
                XmlStep::Open("sst", _) => strings.count = count(&xml, range),
                XmlStep::Open("si", _) => strings.all.push(range),
                XmlStep::Close("si") => {
                    if let Some(last) = strings.all.last_mut() {
                        last.end = range.end;
                    }
                }
                XmlStep::Close("sst") => strings.end = range.start,
                _ => {}
            }
            Ok(())
        });
        read.map_err(|_| LeftOutWhy::Package)?;
        strings.xml = xml;
        Ok(strings)
    }

    /// The list with new words: in place where all cells that say a string say the new one, else at its end.
    fn mended(
        self,
        mut shared: Vec<SharedWords>,
        told: &HashMap<usize, usize>,
        sheets: &mut [MendedSheet],
    ) -> Option<(usize, String)> {
        shared.sort_by(|a, b| (a.nth, &a.new).cmp(&(b.nth, &b.new)));
        let (mut splices, mut added) = (Vec::new(), String::new());
        let mut next = self.all.len();
        for same in shared.chunk_by(|a, b| a.nth == b.nth && a.new == b.new) {
            let first = &same[0];
            if told.get(&first.nth) == Some(&same.len()) {
                splices.push(Splice { range: self.all[first.nth].clone(), new: first.new.clone() });
                continue;
            }
            added += &first.new;
            for one in same {
                let (sheet, range) = one.cell.clone();
                sheets[sheet].splices.push(Splice { range, new: next.to_string() });
            }
            next += 1;
        }
        if !added.is_empty() {
            splices.push(Splice { range: self.end..self.end, new: added });
            let known =
                self.count.clone().and_then(|range| Some((self.xml[range.clone()].parse::<usize>().ok()?, range)));
            splices
                .extend(known.map(|(known, range)| Splice { range, new: (known + next - self.all.len()).to_string() }));
        }
        let part = self.part.filter(|_| !splices.is_empty())?;
        Some((part, spliced(&self.xml, &mut splices)))
    }
}

/// Where the head of the list tells the number of its strings.
fn count(xml: &str, tag: Range<usize>) -> Option<Range<usize>> {
    let from = tag.start + xml[tag.clone()].find("uniqueCount")?;
    let quote = from + xml[from..tag.end].find(['"', '\''])?;
    let mark = xml[quote..].chars().next()?;
    let length = xml[quote + 1..tag.end].find(mark)?;
    Some(quote + 1..quote + 1 + length)
}
