//! From the bytes of a file to its tables. One file a format.

mod delimited;
mod docx;
mod head;
mod html;
mod markdown;
mod number_format;
mod numerals;
mod ods;
pub(crate) mod package;
mod rich;
pub(crate) mod sheet;
mod symbols;
mod xls;
pub(crate) mod xlsx;
mod xml2003;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use catalint_core::model::FieldId;
use catalint_text::{DecodeProblem, Decoded, Encoding, Source, Text, decode};

use crate::annotate::is_list;
use crate::error::Unreadable;
use crate::grid::{AsideKind, Cell, CellLine, Grid, GridName, Grids, MAX_COLUMNS, MAX_ROWS, Note, Row};
use crate::marks::LOST;
pub(crate) use head::read_head;

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableFormat {
    /// Excel workbook.
    Xlsx,
    /// Excel workbook of 97 to 2003.
    Xls,
    /// XML workbook of Excel 2003.
    Xml2003,
    /// OpenDocument workbook.
    Ods,
    /// Word document.
    Docx,
    /// Web page.
    Html,
    /// Comma-separated text.
    Csv,
    /// Tab-separated text, also as pasted from a page.
    Tsv,
    /// Markdown.
    Markdown,
}

impl TableFormat {
    /// Its name: `xlsx`, `markdown`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Xml2003 => "xml2003",
            Self::Ods => "ods",
            Self::Docx => "docx",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Markdown => "markdown",
        }
    }

    /// Whether files of this format are mended where they stand.
    #[must_use]
    pub const fn is_mended(self) -> bool {
        matches!(self, Self::Xlsx | Self::Docx | Self::Html | Self::Csv | Self::Tsv)
    }

    /// Whether there is room in them for marks of findings.
    #[must_use]
    pub const fn takes_marks(self) -> bool {
        matches!(self, Self::Xlsx | Self::Docx)
    }
}

/// Extensions of files that are read as tables when they are named.
pub const EXTENSIONS: &[&str] =
    &["xlsx", "xlsm", "xls", "et", "ods", "docx", "docm", "html", "htm", "csv", "tsv", "txt", "md", "markdown"];

/// Whether a name is that of a table, or of a document that people take for one.
#[must_use]
pub fn is_table_name(name: &str) -> bool {
    let extension = extension(name);
    EXTENSIONS.contains(&extension.as_str()) || foreign(&extension).is_some()
}

fn extension(name: &str) -> String {
    name.rsplit(['/', '\\']).next().unwrap_or("").rsplit_once('.').map_or("", |(_, e)| e).to_ascii_lowercase()
}

/// Formats that are known and not read.
fn foreign(extension: &str) -> Option<&'static str> {
    ["doc", "wps", "et", "pdf", "odt", "rtf", "xlsb", "mht", "mhtml"].into_iter().find(|known| *known == extension)
}

/// What a file is: by its first bytes where they tell, else by its name.
///
/// # Errors
/// A format that is known and not read.
pub fn format(name: &str, bytes: &[u8]) -> Result<TableFormat, Unreadable> {
    let extension = extension(name);
    if bytes.starts_with(b"PK") {
        return package::format(bytes, &extension);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return xls::format(bytes, &extension);
    }
    if bytes.starts_with(b"%PDF") {
        return Err(Unreadable::Format("pdf"));
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    // A text may speak of tags; what has another extension and is a page after all begins as one.
    if head.contains(xml2003::MARK) && head.contains("<workbook") {
        return Ok(TableFormat::Xml2003);
    }
    let is_text = ["csv", "tsv", "md", "markdown"].contains(&extension.as_str());
    let page = |mark: &&str| {
        if is_text { head.trim_start_matches('\u{feff}').trim_start().starts_with(*mark) } else { head.contains(*mark) }
    };
    if ["<!doctype html", "<html", "<table", "<head", "<body"].iter().any(page) {
        return Ok(TableFormat::Html);
    }
    // Systems hand pages out as .doc, too.
    if let Some(kind) = foreign(&extension) {
        return Err(Unreadable::Format(kind));
    }
    if head.trim_start().starts_with("mime-version:") {
        return Err(Unreadable::Format("mht"));
    }
    Ok(match extension.as_str() {
        "xlsx" | "xlsm" | "xls" | "ods" | "docx" | "docm" => {
            return Err(Unreadable::Damaged(String::new()));
        }
        "html" | "htm" => TableFormat::Html,
        "csv" => TableFormat::Csv,
        "tsv" => TableFormat::Tsv,
        "md" | "markdown" => TableFormat::Markdown,
        _ => plain(&String::from_utf8_lossy(bytes)),
    })
}

/// What a text of unknown kind is: the marks that part its cells tell.
fn plain(text: &str) -> TableFormat {
    let lines = |mark: fn(&str) -> bool| text.lines().take(200).filter(|line| mark(line)).count();
    let tabs = lines(|line| line.matches('\t').count() > 2);
    let pipes = lines(|line| line.matches('|').count() > 3);
    let commas = lines(|line| line.matches(',').count() > 3);
    match tabs {
        0 if pipes > 1 => TableFormat::Markdown,
        0 if commas > 1 => TableFormat::Csv,
        _ => TableFormat::Tsv,
    }
}

/// The tables of a file. `name` tells its kind where the bytes do not; `encoding` is a name of one,
/// for texts. The list of findings that `annotate` has added is none of them.
///
/// # Errors
/// Why nothing can be read of it.
pub(crate) fn read(name: &str, bytes: &[u8], encoding: Option<&str>) -> Result<Grids, Unreadable> {
    let mut document = as_it_is(name, bytes, encoding)?;
    leave_list_out(&mut document);
    if document.grids.is_empty() {
        return Err(nothing(&document.notes));
    }
    error_values(&mut document);
    lost_signs(&mut document);
    notes_below(&mut document);
    if document.grids.len() > 1 {
        for (n, grid) in document.grids.iter_mut().enumerate().filter(|(_, grid)| grid.name == GridName::Only) {
            grid.name = GridName::Nth(n + 1);
        }
    }
    Ok(document)
}

/// The tables of a file as it is, with the list of findings.
///
/// # Errors
/// Why nothing can be read of it.
pub(crate) fn as_it_is(name: &str, bytes: &[u8], encoding: Option<&str>) -> Result<Grids, Unreadable> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Unreadable::Empty);
    }
    let format = format(name, bytes)?;
    guarded(|| document(format, name, bytes, encoding))
}

/// Takes the list of findings out: what stands above it stands behind the table before.
fn leave_list_out(document: &mut Grids) {
    while let Some(nth) = document.grids.iter().position(is_list) {
        let mut above = document.grids.remove(nth).above;
        let behind = match document.grids.get_mut(nth) {
            Some(next) => &mut next.above,
            None => &mut document.below,
        };
        above.append(behind);
        *behind = above;
    }
}

/// Why there is no table.
fn nothing(notes: &[Note]) -> Unreadable {
    let name = |note: &Note| if let Note::HiddenSheet(name) = note { Some(name.clone()) } else { None };
    let hidden: Vec<String> = notes.iter().filter_map(name).take(5).collect();
    if hidden.is_empty() { Unreadable::NoTable } else { Unreadable::Hidden(hidden.join("、")) }
}

/// Libraries that unpack files may give up over one that is damaged: that is the fault of the file. While
/// the program is being made, it is ours.
fn guarded(work: impl FnOnce() -> Result<Grids, Unreadable>) -> Result<Grids, Unreadable> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(read) => read,
        Err(cause) if cfg!(debug_assertions) => resume_unwind(cause),
        Err(_) => Err(Unreadable::Damaged(String::new())),
    }
}

fn document(format: TableFormat, name: &str, bytes: &[u8], encoding: Option<&str>) -> Result<Grids, Unreadable> {
    let source = || text(name, bytes, encoding);
    match format {
        TableFormat::Xlsx => xlsx::read(bytes),
        TableFormat::Docx => docx::read(bytes),
        TableFormat::Xls => xls::read(bytes),
        TableFormat::Ods => ods::read(bytes),
        TableFormat::Xml2003 => source().and_then(|(source, _)| xml2003::read(&source.text)),
        TableFormat::Html => html::read(&html_text(bytes, encoding)?),
        TableFormat::Csv | TableFormat::Tsv => {
            let (source, notes) = source()?;
            let delimiter = if format == TableFormat::Csv { comma(&source.text) } else { b'\t' };
            delimited::read(source, delimiter).map(|document| Grids { notes, ..document })
        }
        TableFormat::Markdown => {
            let (source, notes) = source()?;
            markdown::read(source).map(|document| Grids { notes, ..document })
        }
    }
}

/// `="007"`, as a text is written that is to stay one in a spreadsheet.
fn text_formula(text: &str) -> Option<String> {
    let inner = text.strip_prefix("=\"")?.strip_suffix('"')?;
    (!inner.contains('"')).then(|| inner.to_owned())
}

/// `=VLOOKUP(B2,机构!A:B,2,0)`: what stands in a text where a spreadsheet would show its result.
fn is_formula(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('=') else { return false };
    let name =
        rest.bytes().take_while(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b'.' | b'_')).count();
    name > 1 && rest[name..].starts_with('(') && rest.ends_with(')')
}

/// What is no letter can't be read; where a letter was lost, the cell says something else than it seems.
fn lost_signs(document: &mut Grids) {
    let of_grid = |grid: &mut Grid| grid.above.iter_mut().for_each(|line| printable(&mut line.text));
    document.grids.iter_mut().for_each(of_grid);
    document.below.iter_mut().for_each(|line| printable(&mut line.text));
    for cell in document.grids.iter_mut().flat_map(|grid| &mut grid.rows).flat_map(|row| &mut row.cells) {
        printable(&mut cell.text);
        if cell.text.contains(LOST) {
            let text = cell.text.replace(LOST, "?");
            cell.aside(AsideKind::Sign, &text);
        }
    }
}

/// Replaces what is no letter; some programs write line ends of their own.
fn printable(text: &mut String) {
    let is_none = |c: char| {
        let code = u32::from(c);
        (c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
            || code & 0xFFFE == 0xFFFE
            || (0xFDD0..0xFDF0).contains(&code)
    };
    if text.contains(is_none) {
        let read = |c: char| match c {
            '\u{b}' | '\u{c}' | '\u{85}' => '\n',
            c if is_none(c) => LOST,
            c => c,
        };
        *text = text.chars().map(read).collect();
    }
}

/// What a program shows where it has no value is none, in whatever format it was saved.
fn error_values(document: &mut Grids) {
    for cell in document.grids.iter_mut().flat_map(|grid| &mut grid.rows).flat_map(|row| &mut row.cells) {
        if is_error_value(cell.text.trim()) {
            let text = std::mem::take(&mut cell.text);
            cell.aside(AsideKind::ErrorValue, &text);
        } else if let Some(text) = text_formula(cell.text.trim()) {
            cell.text = text;
        } else if is_formula(cell.text.trim()) {
            let text = std::mem::take(&mut cell.text);
            cell.aside(AsideKind::Formula, &text);
        }
    }
}

/// `#N/A`, `#REF!`, `Err:502`; `####` is a value that was too wide for its column.
fn is_error_value(text: &str) -> bool {
    const KNOWN: [&str; 15] = [
        "#N/A",
        "#REF!",
        "#VALUE!",
        "#NAME?",
        "#DIV/0!",
        "#NULL!",
        "#NUM!",
        "#SPILL!",
        "#CALC!",
        "#FIELD!",
        "#BLOCKED!",
        "#UNKNOWN!",
        "#CONNECT!",
        "#BUSY!",
        "#GETTING_DATA",
    ];
    let Some(first) = text.as_bytes().first().filter(|_| text.len() < 40) else { return false };
    match first {
        b'#' => KNOWN.contains(&text) || (text.len() > 2 && text.bytes().all(|b| b == b'#')),
        b'E' => text.strip_prefix("Err:").is_some_and(|n| n.len() == 3 && n.bytes().all(|b| b.is_ascii_digit())),
        _ => false,
    }
}

/// Notes in paragraphs behind the last table become rows of it, as they are where a note is typed into
/// the table. What else a page or a document says there is none of the catalog's business.
fn notes_below(document: &mut Grids) {
    let Some(grid) = document.grids.last_mut() else { return };
    let is_note = |text: &str| ["注", "备注", "说明", "填表说明", "要素说明"].iter().any(|mark| text.starts_with(mark));
    for line in document.below.iter().skip_while(|line| !is_note(&line.text)).take_while(|line| is_note(&line.text)) {
        let last = grid.rows.last().map_or(0, |row| row.number);
        let at = document.text.as_ref().zip(line.span).map(|(text, span)| text.lines().line(span.start) as usize);
        let cell = Cell { span: line.span, ..Cell::new(0, line.text.as_str()) };
        grid.rows.push(Row { number: at.unwrap_or(last + 1).max(last + 1), cells: vec![cell] });
    }
}

/// Some programs write `.csv` with tabs or semicolons.
pub(crate) fn comma(text: &str) -> u8 {
    let count = |mark: char| text.lines().take(50).map(|line| line.matches(mark).count()).sum::<usize>();
    let (commas, tabs, semicolons) = (count(','), count('\t'), count(';'));
    match () {
        () if tabs > commas.max(semicolons) => b'\t',
        () if semicolons > 2 * commas => b';',
        () => b',',
    }
}

/// The text of a file, and what was lost of it.
fn text(name: &str, bytes: &[u8], encoding: Option<&str>) -> Result<(Source, Vec<Note>), Unreadable> {
    let decoded = match encoding {
        None | Some("auto") => decode(bytes),
        Some(encoding) => {
            let named = encoding_rs::Encoding::for_label(encoding.as_bytes());
            let named = named.ok_or_else(|| Unreadable::NotInEncoding(encoding.to_owned()))?;
            let (text, _, failed) = named.decode(bytes);
            if failed {
                return Err(Unreadable::NotInEncoding(named.name().to_owned()));
            }
            Decoded { text: text.into_owned(), encoding: Encoding::Utf8, problem: None }
        }
    };
    let notes = match decoded.problem {
        Some(DecodeProblem::Unknown { guess }) => return Err(Unreadable::Encoding(guess)),
        Some(DecodeProblem::Mixed { byte, .. }) => vec![Note::Damaged(byte)],
        _ => Vec::new(),
    };
    Ok((Source::new(name, decoded), notes))
}

/// The text of a page. Pages that say nothing and are no UTF-8 are in GB18030.
fn html_text(bytes: &[u8], encoding: Option<&str>) -> Result<Text, Unreadable> {
    text("", bytes, encoding).map(|(source, _)| source.text)
}

/// The paragraphs of a cell that stand above a table within it.
fn lines(text: &str) -> Vec<CellLine> {
    let line = |text: &str| CellLine { text: text.trim().to_owned(), span: None };
    text.lines().filter(|text| !text.trim().is_empty()).map(line).collect()
}

/// Whether a table within a cell is a part of what the cell says: a small one without a head. Others are
/// tables of their own, in a page or document that is laid out with tables.
fn is_part_of_cell(grid: &Grid) -> bool {
    let narrow = grid.rows.iter().all(|row| row.cells.last().is_none_or(|last| last.column + last.columns < 6));
    let heads = |row: &Row| row.cells.iter().filter(|cell| FieldId::from_head(cell.text.trim()).is_some()).count();
    narrow && grid.rows.len() <= 200 && grid.rows.iter().all(|row| heads(row) < 3)
}

/// A table as lines of a cell.
fn as_lines(grid: &Grid) -> String {
    let texts = |row: &Row| row.cells.iter().map(|cell| cell.text.trim()).collect::<Vec<_>>().join(" ");
    let lines: Vec<String> = grid.rows.iter().map(texts).filter(|line| !line.trim().is_empty()).collect();
    lines.join("\n")
}

/// What a reader takes in at most.
#[derive(Debug, Default)]
struct Limits {
    cells: usize,
    bytes: usize,
}

/// Cells of one file.
const MAX_CELLS: usize = 1_000_000;
/// Bytes of text of all cells.
const MAX_TEXT: usize = 64 << 20;

impl Limits {
    /// Before another row is added to `rows` of them.
    fn row(&self, rows: usize) -> Result<(), Unreadable> {
        if rows >= MAX_ROWS { Err(Unreadable::TooLarge("20,000 rows")) } else { Ok(()) }
    }

    /// Before another cell is added in a column.
    fn cell(&mut self, column: usize, text: &str) -> Result<(), Unreadable> {
        self.cells += 1;
        self.bytes += text.len();
        if column >= MAX_COLUMNS && !text.trim().is_empty() {
            return Err(Unreadable::TooLarge("256 columns"));
        }
        if self.cells > MAX_CELLS || column >= MAX_CELLS {
            return Err(Unreadable::TooLarge("1,000,000 cells"));
        }
        self.text(0)
    }

    /// Before more text is taken in.
    fn text(&mut self, bytes: usize) -> Result<(), Unreadable> {
        self.bytes += bytes;
        if self.bytes > MAX_TEXT { Err(Unreadable::TooLarge("64 MiB")) } else { Ok(()) }
    }
}
