//! Tables of a Word document, as they are seen when it is printed: with the numbers that Word makes,
//! without what is hidden, struck or deleted.

mod fields;
mod notes;
mod numbering;
mod parts;
mod styles;
mod table;
#[cfg(test)]
mod tests;
mod words;

use quick_xml::events::BytesStart;

use super::package::{ReadPackage, XmlStep, attribute, walk};
use super::symbols::{font, sign};
use super::{Limits, as_lines, is_part_of_cell, lines};
use crate::error::Unreadable;
use crate::grid::{AsideKind, CellLine, Grid, Grids, MAX_COLUMNS, Note};
use crate::marks::LOST;
use notes::Notes;
use numbering::Numbering;
use styles::{ListPlace, RunLook, Styles};
use table::{Merge, OpenDocxTable};

/// Reads all tables; one within another is a table of its own.
pub(super) fn read(bytes: &[u8]) -> Result<Grids, Unreadable> {
    let mut package = ReadPackage::open(bytes)?;
    let xml = package.part("word/document.xml")?.ok_or_else(|| Unreadable::Damaged("word/document.xml".to_owned()))?;
    let styles = Styles::read(package.part("word/styles.xml")?.as_deref())?;
    let numbering = Numbering::read(package.part("word/numbering.xml")?.as_deref())?;
    let mut reader = DocxReader { styles, numbering, ..DocxReader::default() };
    if xml.contains("footnoteReference") {
        reader.footnotes = Notes::read(package.part("word/footnotes.xml")?.as_deref())?;
    }
    if xml.contains("endnoteReference") {
        reader.endnotes = Notes::read(package.part("word/endnotes.xml")?.as_deref())?;
    }
    walk(&xml, |step| reader.step(step))?;
    if reader.depth > 0 {
        // The text ends in the middle of an element.
        return Err(Unreadable::Damaged("word/document.xml".to_owned()));
    }
    let mut notes = if package.macros { vec![Note::Macros] } else { Vec::new() };
    if reader.comments > 0 {
        notes.push(Note::Comments(reader.comments));
    }
    Ok(Grids { notes, ..reader.document() })
}

/// So much of a document is enough to see whether a catalog begins in it, in bytes of XML: some hundred pages.
const HEAD: usize = 4 << 20;

/// The tables with which a document begins, as plain as they are: without styles, numbers and notes.
pub(super) fn read_head(bytes: &[u8]) -> Result<Grids, Unreadable> {
    let mut package = ReadPackage::open_unread(bytes)?;
    let xml = package.head("word/document.xml", HEAD, ":tr>")?;
    let xml = xml.ok_or_else(|| Unreadable::Damaged("word/document.xml".to_owned()))?;
    let mut reader = DocxReader::default();
    walk(&xml, |step| reader.step(step))?;
    while !reader.tables.is_empty() {
        reader.end_table();
    }
    Ok(reader.document())
}

/// What becomes of the words in an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Read,
    /// They say again what was told already.
    Drop,
    Apart(AsideKind),
}

/// A paragraph that is open.
#[derive(Debug, Default)]
struct DocxParagraph {
    style: Option<String>,
    place: Option<ListPlace>,
    /// Whether its end was deleted: the next one goes on with it.
    runs_on: bool,
    /// Whether its end is hidden.
    hidden: bool,
    /// Whether what stands before its words was told.
    begun: bool,
}

/// A drawing that is open.
#[derive(Debug, Default)]
struct Drawing {
    picture: bool,
    object: bool,
    /// Whether it has a text box.
    boxed: bool,
    /// Whether it is the text box itself, in which words are words.
    words: bool,
    text: String,
}

/// A content control that is open.
#[derive(Debug, Default)]
struct Control {
    /// A check box, and its state.
    tick: Option<bool>,
    /// Whether it holds what it asks for and nothing else.
    prompt: bool,
}

/// The properties that are being described.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Of {
    #[default]
    Nothing,
    Run,
    Paragraph,
    /// The mark at the end of a paragraph.
    Mark,
    Row,
    Control,
}

#[derive(Debug, Default)]
struct DocxReader {
    styles: Styles,
    numbering: Numbering,
    footnotes: Notes,
    endnotes: Notes,
    comments: usize,
    tables: Vec<OpenDocxTable>,
    done: Vec<(usize, Grid)>,
    begun: usize,
    line: String,
    above: Vec<CellLine>,
    limits: Limits,
    /// Elements open.
    depth: usize,
    /// Elements for cells so far, read or not.
    cells: u32,
    /// Depth of the element whose content is left out.
    skip: Option<usize>,
    /// By depth, what becomes of the words in elements.
    modes: Vec<(usize, Mode)>,
    /// Whether text counts: only that of some elements does.
    in_text: bool,
    in_instruction: bool,
    of: Of,
    paragraphs: Vec<DocxParagraph>,
    /// Whether the paragraph goes on with the one before.
    runs_on: bool,
    run: RunLook,
    run_style: Option<String>,
    /// How the text of the run looks, once that was asked.
    look: Option<RunLook>,
    fields: Vec<fields::OpenField>,
    controls: Vec<Control>,
    /// A tick that belongs to the cell that begins next.
    tick: Option<bool>,
    drawings: Vec<Drawing>,
    /// Of alternatives that are open, whether one was taken.
    taken: Vec<bool>,
    /// A check box of a form: its state, once known.
    form: Option<Option<bool>>,
    /// A list of a form: which is chosen, and its entries.
    choice: Option<(usize, Vec<String>)>,
}

impl DocxReader {
    fn step(&mut self, step: XmlStep<'_>) -> Result<(), Unreadable> {
        match step {
            XmlStep::Open(name, element) => {
                self.depth += 1;
                self.cells += u32::from(name == "tc");
                if self.skip.is_none() {
                    self.open(name, element)?;
                }
            }
            XmlStep::Close(name) => {
                match self.skip {
                    Some(depth) if self.depth > depth => {}
                    Some(_) => self.skip = None,
                    None => self.close(name)?,
                }
                self.depth = self.depth.saturating_sub(1);
                while self.modes.last().is_some_and(|(depth, _)| *depth > self.depth) {
                    self.modes.pop();
                }
            }
            XmlStep::Text(text) if self.skip.is_none() => self.text(text),
            XmlStep::Text(_) => {}
        }
        Ok(())
    }

    /// Passes over the element that has just begun, with all that is in it.
    fn leave_out(&mut self) {
        self.skip = Some(self.depth);
    }

    fn mode(&self) -> Mode {
        self.modes.last().map_or(Mode::Read, |(_, mode)| *mode)
    }

    /// The words within the element that has just begun are something else.
    fn within(&mut self, mode: Mode) {
        let fixed = matches!(self.mode(), Mode::Drop | Mode::Apart(AsideKind::Deleted | AsideKind::Prompt));
        if !fixed {
            self.modes.push((self.depth, mode));
        }
    }

    fn open(&mut self, name: &str, element: &BytesStart<'_>) -> Result<(), Unreadable> {
        match name {
            // How it was before a change; codes of programs.
            "rPrChange" | "pPrChange" | "tcPrChange" | "trPrChange" | "tblPrChange" | "tblPrExChange"
            | "tblGridChange" | "sectPrChange" | "numberingChange" | "fldData" | "binData" | "rt" => self.leave_out(),
            "AlternateContent" => self.taken.push(false),
            // Of alternatives one is read: the first.
            "Choice" | "Fallback" => match self.taken.last_mut() {
                Some(taken) if *taken => self.leave_out(),
                Some(taken) => *taken = true,
                None => {}
            },
            "pPr" => self.of = Of::Paragraph,
            "rPr" => {
                self.of = match self.of {
                    Of::Nothing => Of::Run,
                    Of::Paragraph => Of::Mark,
                    of => of,
                }
            }
            "trPr" => self.of = Of::Row,
            "sdtPr" => self.of = Of::Control,
            _ if self.of != Of::Nothing => self.property(name, element),
            "tbl" | "tr" | "tc" | "gridSpan" | "vMerge" | "hMerge" | "cellDel" => self.table(name, element)?,
            "drawing" | "pict" | "object" | "control" => {
                self.begin_paragraph();
                let object = name == "object" || name == "control";
                self.drawings.push(Drawing { object, ..Drawing::default() });
            }
            "fldChar" | "fldSimple" | "checkBox" | "checked" | "default" | "ddList" | "result" | "listEntry" => {
                self.field(name, element);
            }
            _ if !self.drawings.is_empty() => self.drawn(name, element),
            _ => self.words(name, element),
        }
        Ok(())
    }

    fn table(&mut self, name: &str, element: &BytesStart<'_>) -> Result<(), Unreadable> {
        let value = || attribute(element, "val");
        if name == "tbl" {
            let above = match self.tables.last().map(|table| &table.cell) {
                None => std::mem::take(&mut self.above),
                Some(raw) => raw.as_ref().map_or_else(Vec::new, |raw| lines(&raw.cell.text)),
            };
            self.tables.push(OpenDocxTable::new(self.begun, Grid { counted: true, above, ..Grid::default() }));
            self.begun += 1;
            // In a text box the cells are cells.
            if self.mode() == Mode::Apart(AsideKind::TextBox) {
                self.modes.push((self.depth, Mode::Read));
            }
            return Ok(());
        }
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        match name {
            "tr" => {
                self.limits.row(table.rows())?;
                table.line = table::DocxRow::default();
            }
            "tc" => {
                table.begin_cell(self.cells.checked_sub(1));
                // A control around the cell says its glyph again, and that is dropped.
                if let (Some(tick), Some(raw)) = (self.tick.take(), table.cell.as_mut()) {
                    raw.cell.text.push_str(if tick { "☑" } else { "☐" });
                }
            }
            name => {
                let Some(raw) = &mut table.cell else { return Ok(()) };
                match name {
                    "gridSpan" => raw.cell.columns = number(value()).clamp(1, MAX_COLUMNS),
                    "vMerge" => raw.down = Merge::of(value().as_deref()),
                    "hMerge" => raw.across = Merge::of(value().as_deref()),
                    _ => raw.deleted = true,
                }
            }
        }
        Ok(())
    }

    /// Paragraphs, runs and what stands in them.
    fn words(&mut self, name: &str, element: &BytesStart<'_>) {
        if name != "p" && name != "sdt" && name != "sdtContent" && !self.paragraphs.is_empty() {
            self.begin_paragraph();
        }
        match name {
            "p" => self.paragraphs.push(DocxParagraph::default()),
            "r" => (self.run, self.run_style, self.look) = (RunLook::default(), None, None),
            "t" | "delText" => {
                self.in_text = true;
                if name == "delText" {
                    self.within(Mode::Apart(AsideKind::Deleted));
                }
            }
            "instrText" | "delInstrText" => self.in_instruction = true,
            "tab" | "ptab" => self.say(" "),
            "br" | "cr" => self.say("\n"),
            "noBreakHyphen" => self.say("-"),
            "sym" => {
                let letter = attribute(element, "char").and_then(|hex| u32::from_str_radix(&hex, 16).ok());
                let letter = letter.and_then(char::from_u32);
                let font = attribute(element, "font").and_then(|name| font(&name));
                let sign = font.zip(letter).map_or(LOST, |(font, letter)| sign(font, letter));
                self.say(sign.encode_utf8(&mut [0; 4]));
            }
            "del" | "moveFrom" => self.within(Mode::Apart(AsideKind::Deleted)),
            "sdt" => self.controls.push(Control::default()),
            "sdtContent" => self.begin_control(),
            "footnoteReference" | "endnoteReference" => {
                let notes = if name == "footnoteReference" { &mut self.footnotes } else { &mut self.endnotes };
                let text = attribute(element, "id").and_then(|id| notes.take(&id)).unwrap_or_default();
                self.apart(AsideKind::Footnote, &text);
            }
            "commentReference" => self.comments += usize::from(self.in_cell()),
            "altChunk" | "subDoc" | "contentPart" => self.apart(AsideKind::Object, ""),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) -> Result<(), Unreadable> {
        match name {
            "AlternateContent" => drop(self.taken.pop()),
            "pPr" => {
                self.of = Of::Nothing;
                self.begin_paragraph();
            }
            "rPr" => {
                self.of = match self.of {
                    Of::Mark => Of::Paragraph,
                    Of::Run => Of::Nothing,
                    of => of,
                }
            }
            "trPr" | "sdtPr" => self.of = Of::Nothing,
            _ if self.of != Of::Nothing => {}
            "t" | "delText" => self.in_text = false,
            "instrText" | "delInstrText" => self.in_instruction = false,
            "fldSimple" => self.end_field(),
            "checkBox" => {
                let ticked = self.form.take().flatten().unwrap_or(false);
                self.tell(if ticked { "☑" } else { "☐" });
            }
            "ddList" => {
                let chosen = self
                    .choice
                    .take()
                    .and_then(|(chosen, mut entries)| (chosen < entries.len()).then(|| entries.swap_remove(chosen)));
                self.tell(&chosen.unwrap_or_default());
            }
            "sdt" => {
                self.controls.pop();
                self.tick = None;
            }
            "txbxContent" if self.drawings.last().is_some_and(|drawing| drawing.words) => drop(self.drawings.pop()),
            "drawing" | "pict" | "object" | "control" => self.end_drawing(),
            "p" => self.end_paragraph()?,
            "tc" => {
                self.runs_on = false;
                if let Some(table) = self.tables.last_mut() {
                    table.end_cell(&mut self.limits)?;
                }
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.end_row();
                }
            }
            "tbl" => self.end_table(),
            _ => {}
        }
        Ok(())
    }

    fn end_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        let nth = table.nth;
        let grid = table.settle();
        if self.in_cell() && is_part_of_cell(&grid) {
            self.show(&format!("{}\n", as_lines(&grid)));
            let asides = grid.rows.into_iter().flat_map(|row| row.cells).flat_map(|cell| cell.asides);
            asides.for_each(|aside| self.apart(aside.kind, &aside.text));
        } else {
            self.done.push((nth, grid));
        }
    }

    fn document(mut self) -> Grids {
        self.done.sort_by_key(|(nth, _)| *nth);
        let grids = self.done.into_iter().map(|(_, grid)| grid).filter(|grid| !grid.rows.is_empty()).collect();
        Grids { grids, below: self.above, ..Grids::default() }
    }
}

fn number(value: Option<String>) -> usize {
    value.and_then(|value| value.trim().parse().ok()).unwrap_or(0)
}
