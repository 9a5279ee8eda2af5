//! Fixing in the office's own file: other words in some of its cells, and everything else as it was, byte for byte.
//!
//! Bytes in, bytes out. What is made is proven: the new bytes are read back and must be the old tables with these
//! words and nothing else. What can't be done so is left out, with its reason.

pub(crate) mod atoms;
mod csv;
pub(crate) mod docx;
mod docx_blank;
mod html;
pub(crate) mod package;
pub(crate) mod proof;
#[cfg(test)]
mod tests;
mod why;
mod xlsx;
mod xml;

use std::collections::{BTreeMap, HashMap, HashSet};

pub use catalint_core::fix::CellEdit;
pub use why::{Caution, LeftOutWhy};

use crate::error::Unreadable;
use crate::grid::{At, Cell, Grids, Note};
use crate::read::{self, TableFormat};
use atoms::{Atom, Hunk, LaidText, LineEnds, Splice, hunks};

/// A file with edits made in it.
#[derive(Debug)]
pub struct Mended {
    /// The new bytes; none where nothing changed.
    pub bytes: Option<Vec<u8>>,
    /// The edits that were made, by their places in the list.
    pub made: Vec<usize>,
    /// Those that were not, with the reason, in order.
    pub left: Vec<(usize, LeftOutWhy)>,
    /// What is to be known of the new file.
    pub cautions: Vec<Caution>,
}

/// Makes edits in the bytes of a table file. `name` tells its kind where the bytes do not.
///
/// # Errors
/// Why the file can't be read.
pub fn mend(name: &str, bytes: &[u8], edits: &[CellEdit]) -> Result<Mended, Unreadable> {
    mend_with(name, bytes, edits, LineEnds::Kept)
}

/// The same, where ends of lines may come and go.
pub(crate) fn mend_with(
    name: &str,
    bytes: &[u8],
    edits: &[CellEdit],
    line_ends: LineEnds,
) -> Result<Mended, Unreadable> {
    let document = read::read(name, bytes, None)?;
    let format = read::format(name, bytes)?;
    let (left, twins) = (LeftInPlace::default(), Vec::new());
    let mut file = File { name, bytes, format, document, edits, line_ends, left, twins };
    let cells = file.cells();
    let mut wanted: Vec<usize> = (0..edits.len()).filter(|edit| !file.left.has(*edit)).collect();
    let mut new = None;
    if !wanted.is_empty() {
        new = file.proven(&cells, &mut wanted);
    }
    for (twin, known) in std::mem::take(&mut file.twins) {
        file.left.0.get(&known).copied().into_iter().for_each(|why| file.left.add(twin, why));
    }
    let made: Vec<usize> = (0..edits.len()).filter(|edit| !file.left.has(*edit)).collect();
    let cautions = if new.is_some() { file.cautions() } else { Vec::new() };
    Ok(Mended { bytes: new, made, left: file.left.0.into_iter().collect(), cautions })
}

/// Edits that are left out.
#[derive(Debug, Clone, Default)]
struct LeftInPlace(BTreeMap<usize, LeftOutWhy>);

impl LeftInPlace {
    fn has(&self, edit: usize) -> bool {
        self.0.contains_key(&edit)
    }

    fn add(&mut self, edit: usize, why: LeftOutWhy) {
        self.0.entry(edit).or_insert(why);
    }

    /// Leaves out all edits of a cell.
    fn all(&mut self, cell: &WantedEdit<'_>, why: LeftOutWhy) {
        cell.edits.iter().for_each(|(edit, _)| self.add(*edit, why));
    }
}

/// A cell that is to say something else.
#[derive(Debug)]
struct WantedEdit<'a> {
    at: At,
    /// What it says.
    text: &'a str,
    /// Edits by their places in the list, with the changes of its characters.
    edits: Vec<(usize, Vec<Hunk>)>,
    line_ends: LineEnds,
}

impl WantedEdit<'_> {
    fn cell<'d>(&self, document: &'d Grids) -> Option<&'d Cell> {
        document.grids[self.at.grid].rows[self.at.row].cells.iter().find(|cell| cell.column == self.at.column)
    }

    fn element(&self, document: &Grids) -> Option<u32> {
        self.cell(document)?.element
    }

    /// The changes of its source; `escape` writes a character, the end of a line too. An edit of which one change can't be
    /// made is left out whole.
    fn carried(&self, atoms: &[Atom], escape: impl Fn(char) -> String, left: &mut LeftInPlace) -> Vec<Splice> {
        let laid = LaidText::new(atoms, self.text);
        let mut all = Vec::new();
        for (edit, hunks) in self.edits.iter().filter(|(edit, _)| !left.has(*edit)).collect::<Vec<_>>() {
            let own: Result<Vec<Vec<Splice>>, LeftOutWhy> =
                hunks.iter().map(|hunk| laid.splices(hunk, self.line_ends, &escape)).collect();
            match own {
                Ok(own) => all.extend(own.into_iter().flatten()),
                Err(why) => left.add(*edit, why),
            }
        }
        all
    }

    /// What it is to say, without the edits that are left out.
    fn expected(&self, left: &LeftInPlace) -> String {
        let mut hunks: Vec<&Hunk> =
            self.edits.iter().filter(|(edit, _)| !left.has(*edit)).flat_map(|(_, hunks)| hunks).collect();
        hunks.sort_by_key(|hunk| (hunk.range.start, hunk.range.end));
        let text: Vec<char> = self.text.chars().collect();
        let (mut out, mut at) = (String::with_capacity(self.text.len()), 0);
        for hunk in hunks {
            out.extend(&text[at..hunk.range.start]);
            out.extend(&hunk.new);
            at = hunk.range.end;
        }
        out.extend(&text[at..]);
        out
    }
}

struct File<'a> {
    name: &'a str,
    bytes: &'a [u8],
    format: TableFormat,
    document: Grids,
    edits: &'a [CellEdit],
    line_ends: LineEnds,
    left: LeftInPlace,
    /// Edits that are another one, too.
    twins: Vec<(usize, usize)>,
}

/// A cell with the edits that are asked of it.
type MendRequest = (At, Vec<(usize, Vec<Hunk>)>);

impl File<'_> {
    /// The cells that are to change, and how. Edits that find no place are left out.
    fn cells(&mut self) -> Vec<MendRequest> {
        if !self.format.is_mended() {
            (0..self.edits.len()).for_each(|edit| self.left.add(edit, LeftOutWhy::Format));
            return Vec::new();
        }
        let named: HashSet<&str> = self.edits.iter().map(|edit| edit.cell.as_str()).collect();
        let mut places: HashMap<String, At> = HashMap::new();
        for (g, grid) in self.document.grids.iter().enumerate() {
            for (r, row) in grid.rows.iter().enumerate() {
                for cell in &row.cells {
                    let address = grid.address(row.number, cell.column);
                    if named.contains(address.as_str()) {
                        places.entry(address).or_insert(At { grid: g, row: r, column: cell.column });
                    }
                }
            }
        }
        self.blanks(&mut places);
        let mut by_cell: BTreeMap<At, Vec<(usize, std::ops::Range<usize>)>> = BTreeMap::new();
        for (nth, edit) in self.edits.iter().enumerate() {
            let found = places.get(&edit.cell).copied().ok_or(LeftOutWhy::NoCell);
            let found = found.and_then(|at| Ok((at, self.place(at, &edit.before)?)));
            match found {
                Ok((at, range)) => by_cell.entry(at).or_default().push((nth, range)),
                Err(why) => self.left.add(nth, why),
            }
        }
        by_cell.into_iter().map(|(at, edits)| (at, self.agreed(edits))).collect()
    }

    /// The places of cells that are to be filled in and of which a workbook says nothing, in rows that say something.
    fn blanks(&self, places: &mut HashMap<String, At>) {
        let blank = |edit: &&CellEdit| edit.before.is_empty() && !places.contains_key(&edit.cell);
        let wanted: HashSet<&str> = self.edits.iter().filter(blank).map(|edit| edit.cell.as_str()).collect();
        if wanted.is_empty() || self.format != TableFormat::Xlsx {
            return;
        }
        for (g, grid) in self.document.grids.iter().enumerate() {
            let width = grid.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.column + cell.columns).max();
            for (r, row) in grid.rows.iter().enumerate() {
                for column in 0..width.unwrap_or(0) {
                    let address = grid.address(row.number, column);
                    if wanted.contains(address.as_str()) {
                        places.insert(address, At { grid: g, row: r, column });
                    }
                }
            }
        }
    }

    /// The characters of a cell that words are.
    fn place(&self, at: At, before: &str) -> Result<std::ops::Range<usize>, LeftOutWhy> {
        let cell = self.text(at);
        let mut hits = cell.match_indices(before).map(|(at, _)| at);
        match (hits.next(), hits.next()) {
            // Nothing stands everywhere.
            (Some(_), _) if before.is_empty() && !cell.is_empty() => Err(LeftOutWhy::NotOnce),
            (Some(hit), None) => {
                let start = cell[..hit].chars().count();
                Ok(start..start + before.chars().count())
            }
            (Some(_), Some(_)) => Err(LeftOutWhy::NotOnce),
            (None, _) => Err(LeftOutWhy::NotThere),
        }
    }

    fn text(&self, at: At) -> &str {
        self.document.text_at(at)
    }

    /// The edits of one cell: the same one is made once, and of those that differ on the same words none.
    fn agreed(&mut self, asked: Vec<(usize, std::ops::Range<usize>)>) -> Vec<(usize, Vec<Hunk>)> {
        let mut all: Vec<(usize, Vec<Hunk>)> = Vec::new();
        let mut differ: HashSet<usize> = HashSet::new();
        for (nth, range) in asked {
            let edit = &self.edits[nth];
            let (before, after): (Vec<char>, Vec<char>) = (edit.before.chars().collect(), edit.after.chars().collect());
            let own = hunks(&before, &after, range.start);
            if let Some((known, _)) = all.iter().find(|(_, known)| *known == own) {
                self.twins.push((nth, *known));
                continue;
            }
            let touches = |a: &Hunk, b: &Hunk| {
                a.range.start < b.range.end && b.range.start < a.range.end
                    || a.range.start == b.range.start
                    || (a.range.is_empty() || b.range.is_empty())
                        && (a.range.end == b.range.start || b.range.end == a.range.start)
            };
            let against = all.iter().filter(|(_, known)| known.iter().any(|k| own.iter().any(|o| touches(k, o))));
            let against: Vec<usize> = against.map(|(nth, _)| *nth).collect();
            if !against.is_empty() {
                differ.extend(against);
                differ.insert(nth);
            }
            all.push((nth, own));
        }
        for (nth, _) in &all {
            if differ.contains(nth) {
                self.left.add(*nth, LeftOutWhy::Differs);
            }
        }
        all.retain(|(nth, _)| !differ.contains(nth));
        all
    }

    /// The new bytes with as many of the edits as are proven together.
    fn proven(&mut self, cells: &[MendRequest], wanted: &mut Vec<usize>) -> Option<Vec<u8>> {
        let mut left = self.left.clone();
        match self.attempt(cells, wanted, &mut left) {
            Ok(new) => {
                self.left = left;
                return new;
            }
            Err(why) if wanted.len() == 1 || why != LeftOutWhy::Unproven => {
                wanted.drain(..).for_each(|edit| self.left.add(edit, why));
                return None;
            }
            Err(_) => {}
        }
        // By halves; what is sound in each need not be so together.
        let mut rest = wanted.split_off(wanted.len() / 2);
        let first = self.proven(cells, wanted);
        let second = self.proven(cells, &mut rest);
        match (wanted.is_empty(), rest.is_empty()) {
            (_, true) => first,
            (true, false) => second,
            (false, false) => {
                let mut both: Vec<usize> = wanted.iter().chain(&rest).copied().collect();
                both.sort_unstable();
                let mut left = self.left.clone();
                if let Ok(new) = self.attempt(cells, &both, &mut left) {
                    self.left = left;
                    *wanted = both;
                    return new;
                }
                rest.into_iter().for_each(|edit| self.left.add(edit, LeftOutWhy::Unproven));
                first
            }
        }
    }

    /// The new bytes with some edits, read back; nothing where none of them can be made.
    fn attempt(
        &self,
        cells: &[MendRequest],
        edits: &[usize],
        left: &mut LeftInPlace,
    ) -> Result<Option<Vec<u8>>, LeftOutWhy> {
        let of = |(at, asked): &MendRequest| {
            let own: Vec<(usize, Vec<Hunk>)> =
                asked.iter().filter(|(edit, _)| edits.binary_search(edit).is_ok()).cloned().collect();
            (!own.is_empty()).then(|| WantedEdit {
                at: *at,
                text: self.text(*at),
                edits: own,
                line_ends: self.line_ends,
            })
        };
        let wanted: Vec<WantedEdit<'_>> = cells.iter().filter_map(of).collect();
        let new = match self.format {
            TableFormat::Xlsx => xlsx::apply(self.bytes, &self.document, &wanted, left)?,
            TableFormat::Docx => docx::apply(self.bytes, &self.document, &wanted, left)?,
            TableFormat::Html => html::apply(self.bytes, &self.document, &wanted, left)?,
            TableFormat::Csv => csv::apply(self.bytes, &self.document, &wanted, left, true)?,
            TableFormat::Tsv => csv::apply(self.bytes, &self.document, &wanted, left, false)?,
            _ => return Err(LeftOutWhy::Format),
        };
        let expected: HashMap<At, String> = wanted.iter().map(|cell| (cell.at, cell.expected(left))).collect();
        let same = expected.iter().all(|(at, text)| self.text(*at) == text);
        if same {
            return Ok(None);
        }
        let read = read::read(self.name, &new, None).map_err(|_| LeftOutWhy::Unproven)?;
        if proof::says(&self.document, &read, &expected) { Ok(Some(new)) } else { Err(LeftOutWhy::Unproven) }
    }

    fn cautions(&self) -> Vec<Caution> {
        let formulas = |note: &Note| if let Note::Formulas(n) = note { Some(Caution::Formulas(*n)) } else { None };
        let mut out: Vec<Caution> = self.document.notes.iter().filter_map(formulas).collect();
        if let Ok(package) = package::MendedPackage::open(self.bytes) {
            let custom = package.text_of("docProps/custom.xml").ok().flatten().unwrap_or_default();
            out.extend(custom.contains("\"_MarkAsFinal\"").then_some(Caution::Final));
            let records = self.format == TableFormat::Docx && docx::records_changes(&package);
            out.extend(records.then_some(Caution::Unrecorded));
        }
        out
    }
}
