//! Findings in a workbook that is made: colours and comments of cells, and a sheet that lists them.

use std::collections::BTreeMap;

use catalint_core::lint::naming::Naming;
use catalint_core::rule::{Lang, Severity};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Note, Url};

use super::{CellLook, CellLooks, LINE, MAX_HEIGHT, PublishedSheet, SHEET, at, filled, font, u32_of};
use crate::grid::letters;
use crate::publish::Published;
use crate::publish::office::{OfficeEntry, OfficePart, OfficeRemarks, Plan, PublishedPlace, Unwritable, clean, lines};
use crate::remarks::{comment, counted, more, nothing, pick};

/// Entries that the sheet lists; no office works off more in one go, and a sheet that is read has no more
/// than [`crate::grid::MAX_ROWS`].
const MOST: usize = 10_000;
/// Bytes of a comment; the list has what is left out.
const LONGEST: usize = 8000;
/// Comments, and bytes of all of them; a workbook that unpacks to more than 64 MiB would not be read again.
const MOST_NOTES: usize = 20_000;
const MOST_TEXT: usize = 8 << 20;
/// Width and greatest height of a comment in pixels; a line of it has so many columns of a screen and pixels.
const NOTE: (u32, usize) = (300, 480);
const NOTE_LINE: (usize, usize) = (46, 16);

/// The heads of the list in both languages, with their widths.
const HEAD: [(&str, &str, usize); 7] = [
    ("级别", "Severity", 8),
    ("规则", "Rule", 9),
    ("单元格", "Cells", 22),
    ("事项", "Items", 26),
    ("问题", "What is wrong", 56),
    ("依据", "Source", 36),
    ("怎样改", "What to do", 56),
];

/// Cells with findings, by their places on the sheet: the worst severity, and a comment.
pub(super) struct MarkedRemark {
    cells: BTreeMap<(usize, usize), (Severity, String)>,
    /// For each finding the cell that has it.
    of: Vec<Option<(usize, usize)>>,
    /// Bytes of the comments.
    bytes: usize,
    /// Whether cells are left without a comment, because there are too many.
    cut: bool,
}

impl MarkedRemark {
    pub(super) fn new(plan: &Plan, published: &Published, remarks: Option<&OfficeRemarks>) -> Self {
        let mut marked = Self { cells: BTreeMap::new(), of: Vec::new(), bytes: 0, cut: false };
        let Some(remarks) = remarks else { return marked };
        let (title, body) = (usize::from(!published.title.is_empty()), published.above.len());
        for finding in &remarks.findings {
            let place = match finding.place {
                PublishedPlace::Cell(row, column) if row < plan.rows && column < plan.columns => {
                    Some(plan.cell(row, column).map_or((row, column), |cell| (cell.row, cell.column)))
                        .map(|(row, column)| (title + body + row, column))
                }
                PublishedPlace::Title if title > 0 => Some((0, 0)),
                PublishedPlace::Above(line) if line < body => Some((title + line, 0)),
                _ => None,
            };
            marked.of.push(place);
            let Some(place) = place else { continue };
            let said = comment((finding.severity, &finding.code), &finding.message, &finding.help, remarks.lang);
            marked.add(place, finding.severity, &clean(&said));
        }
        marked
    }

    fn add(&mut self, place: (usize, usize), severity: Severity, said: &str) {
        let bare = self.cells.get(&place).is_none_or(|(_, text)| text.is_empty());
        let full = self.bytes > MOST_TEXT || bare && self.cells.len() >= MOST_NOTES;
        let (worst, text) = self.cells.entry(place).or_insert((severity, String::new()));
        *worst = severity.max(*worst);
        if full {
            self.cut = true;
        } else if text.len() + said.len() < LONGEST {
            let gap = if text.is_empty() { "" } else { "\n\n" };
            *text += &format!("{gap}{said}");
            self.bytes += said.len();
        } else if !text.ends_with('…') {
            *text += "\n…";
        }
    }

    /// The cells of some findings: `E13–E18、E21–E24`.
    fn cells_of(&self, findings: &[usize], lang: Lang) -> String {
        let cells = findings.iter().filter_map(|&finding| self.of[finding]);
        Naming::cells(cells.map(|(row, column)| (u32_of(row), u32_of(column))), lang)
    }

    pub(super) fn severity(&self, row: usize, column: usize) -> Option<Severity> {
        self.cells.get(&(row, column)).map(|(severity, _)| *severity)
    }
}

impl PublishedSheet<'_> {
    /// The comments of cells.
    pub(super) fn comments(&mut self, marked: &MarkedRemark) -> Result<(), Unwritable> {
        for ((row, column), (_, text)) in marked.cells.iter().filter(|(_, (_, text))| !text.is_empty()) {
            let (columns, line) = NOTE_LINE;
            let height = (lines(text, columns) * line + 14).min(NOTE.1);
            let note = Note::new(text).set_author("catalint").add_author_prefix(false);
            let note = note.set_font_name("宋体").set_font_size(9).set_width(NOTE.0).set_height(u32_of(height));
            self.sheet.insert_note(u32_of(*row), at(*column), &note)?;
        }
        Ok(())
    }

    /// The sheet of findings: how many there are, what the colours mean, and the list.
    pub(super) fn remarks(&mut self, remarks: &OfficeRemarks, marked: &MarkedRemark) -> Result<(), Unwritable> {
        let lang = remarks.lang;
        let looks = CellLooks::new();
        let line = font("宋体", 11).set_align(FormatAlign::Left);
        let found = remarks.findings.iter().map(|finding| finding.severity);
        let said = counted(found, remarks.hidden, remarks.law, lang);
        self.put_over((0, 0), (1, HEAD.len()), &said, &line.clone().set_bold())?;
        for (column, severity) in [Severity::Error, Severity::Warning, Severity::Hint].into_iter().enumerate() {
            let look = font("宋体", 10).set_align(FormatAlign::Center).set_border(FormatBorder::Thin);
            self.put((1, column), severity.word().get(lang), &filled(look, severity))?;
        }
        let legend = pick(
            lang,
            "单元格按其中最严重的问题着色，问题写在批注里；再导入时，颜色、批注和本表都不读取",
            "A cell has the colour of its gravest finding and a comment; an import reads no colour, no comment and not this sheet",
        );
        let cut = pick(lang, "；格数太多，后面的没有批注", "; there are too many, the last ones have no comment");
        let legend = legend.to_owned() + if marked.cut { cut } else { "" };
        self.put_over((1, 3), (1, HEAD.len() - 3), &legend, &line)?;
        for (column, (zh, en, width)) in HEAD.into_iter().enumerate() {
            self.put((2, column), pick(lang, zh, en), looks.of(CellLook::Head, None))?;
            self.sheet.set_column_width(at(column), u32_of(width + 1))?;
        }
        for (row, height) in [(0, 22), (1, 20), (2, 20)] {
            self.sheet.set_row_height(row, height)?;
        }
        if remarks.findings.is_empty() {
            self.put_over((3, 0), (1, HEAD.len()), nothing(lang), looks.of(CellLook::Middle, None))?;
        }
        for (nth, entry) in remarks.entries.iter().take(MOST).enumerate() {
            self.entry(3 + nth, entry, (marked, &looks), lang)?;
        }
        if let Some(left) = remarks.entries.len().checked_sub(MOST).filter(|left| *left > 0) {
            self.put_over((3 + MOST, 0), (1, HEAD.len()), &more(left, lang), looks.of(CellLook::Middle, None))?;
        }
        self.sheet.set_repeat_rows(2, 2)?.set_freeze_panes(3, 0)?;
        Ok(())
    }

    fn entry(
        &mut self,
        row: usize,
        entry: &OfficeEntry,
        (marked, looks): (&MarkedRemark, &CellLooks),
        lang: Lang,
    ) -> Result<(), Unwritable> {
        let first = entry.findings.iter().find_map(|&finding| marked.of[finding]);
        let cells = marked.cells_of(&entry.findings, lang);
        let word = entry.severity.word().get(lang);
        let mut message = entry.message.clone();
        for OfficePart { words, findings, help } in &entry.parts {
            let cells = marked.cells_of(findings, lang);
            message += &pick(lang, format!("\n{words}（{cells}）"), format!("\n{words} ({cells})"));
            if !help.is_empty() {
                message += &format!(" → {help}");
            }
        }
        let texts = [word, &entry.code, &cells, &entry.items, &message, &entry.source, &entry.help];
        let mut height = 1;
        // A link is one line: office programs do not break it.
        for (column, text) in texts.into_iter().enumerate() {
            let text = clean(text);
            let look = if column < 3 { CellLook::Middle } else { CellLook::Left };
            let look: &Format = looks.of(look, (column == 0).then_some(entry.severity));
            match first.filter(|_| column == 2 && lines(&text, HEAD[column].2) == 1) {
                Some((first, at)) => {
                    let link = Url::new(format!("internal:'{SHEET}'!{}{}", letters(at), first + 1)).set_text(&*text);
                    self.sheet.write_url_with_format(u32_of(row), 2, &link, look)?;
                }
                None => self.put((row, column), &text, look)?,
            }
            height = height.max(lines(&text, HEAD[column].2));
        }
        self.sheet.set_row_height(u32_of(row), u32_of((height * LINE + 4).min(MAX_HEIGHT)))?;
        Ok(())
    }
}
