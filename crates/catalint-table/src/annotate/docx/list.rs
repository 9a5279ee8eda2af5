//! The table with the list.

use super::super::Placed;
use super::super::record::MARK;
use super::super::rows::{RowRemarks, RowToMark};
use super::super::words;
use super::super::xml::escaped;
use super::BOOKMARK;
use crate::read::package::{XmlStep, attribute, walk_at};
use crate::remarks::{colour, more, nothing, pick};

/// Twentieths of a point between the margins, where the document does not say.
pub(super) const ROOM: usize = 9000;
/// Parts of the room for each column: 级别、规则、单元格、事项、问题、原文、改为、依据、采纳.
const PARTS: [usize; 9] = [6, 8, 11, 12, 24, 15, 15, 13, 6];
/// The colour of the head.
const GREY: &str = "F2F2F2";

/// The room between the margins of a section.
pub(super) fn room(section: &str) -> usize {
    let mut sizes = [0_usize; 3];
    let read = walk_at(section, |step, _| {
        let XmlStep::Open(name, element) = step else { return Ok(()) };
        let value = |name: &str| attribute(element, name).and_then(|n| n.trim().parse::<usize>().ok()).unwrap_or(0);
        match name {
            "pgSz" => sizes[0] = value("w"),
            "pgMar" => (sizes[1], sizes[2]) = (value("left"), value("right")),
            _ => {}
        }
        Ok(())
    });
    let room = sizes[0].saturating_sub(sizes[1] + sizes[2]);
    if read.is_ok() && room > 3000 { room } else { ROOM }
}

/// The list on a page of its own, with `{}` for the prefix of elements. `shades` is what is to be known of the colours of
/// cells.
pub(super) fn table(remarks: &RowRemarks, placed: &Placed, shades: &str, bookmark: u32, room: usize) -> String {
    let lang = remarks.lang;
    let all: usize = PARTS.iter().sum();
    let table = Table { widths: PARTS.map(|part| room * part / all), rows: String::new() };
    table.written(remarks, placed, shades, bookmark, lang)
}

struct Table {
    widths: [usize; 9],
    rows: String,
}

/// A cell that is written.
struct ListCell<'c> {
    span: usize,
    fill: Option<String>,
    centred: bool,
    content: &'c str,
}

impl Table {
    fn written(
        mut self,
        remarks: &RowRemarks,
        placed: &Placed,
        shades: &str,
        bookmark: u32,
        lang: catalint_core::rule::Lang,
    ) -> String {
        let wide =
            |content: &str| ListCell { span: 9, fill: None, centred: false, content }.written(room_of(&self.widths));
        let first = wide(&(words_of(&remarks.head, bold(true)) + &hidden(shades)));
        let legend = wide(&words_of(&words::legend(placed, remarks, lang), bold(false)));
        let colours: String = super::super::SEVERITIES
            .map(|severity| {
                let word = words_of(severity.word().get(lang), bold(false));
                let fill = Some(format!("{:06X}", colour(severity)));
                ListCell { span: 3, fill, centred: true, content: &word }.written(room_of(&self.widths) / 3)
            })
            .concat();
        self.row(&first, false);
        self.row(&colours, false);
        self.row(&legend, false);
        let heads: String = words::HEADS
            .iter()
            .enumerate()
            .map(|(nth, (zh, en))| {
                let mark = if nth == 8 { hidden(MARK) } else { String::new() };
                let content = words_of(pick(lang, zh, en), bold(true)) + &mark;
                let fill = Some(GREY.to_owned());
                ListCell { span: 1, fill, centred: true, content: &content }.written(self.widths[nth])
            })
            .collect();
        self.row(&heads, true);
        for row in &remarks.rows {
            let cells = self.finding(row, lang);
            self.row(&cells, false);
        }
        let mut note = |text: &str| {
            let content = words_of(text, bold(false));
            let cell = ListCell { span: 9, fill: None, centred: true, content: &content };
            let cell = cell.written(room_of(&self.widths));
            self.row(&cell, false);
        };
        if remarks.rows.is_empty() {
            note(nothing(lang));
        }
        if remarks.more > 0 {
            note(&more(remarks.more, lang));
        }
        let grid: String = self.widths.iter().map(|width| format!("<{{}}gridCol {{}}w=\"{width}\"/>")).collect();
        let sides = ["top", "left", "bottom", "right", "insideH", "insideV"]
            .map(|side| format!("<{{}}{side} {{}}val=\"single\" {{}}sz=\"4\" {{}}space=\"0\" {{}}color=\"auto\"/>"))
            .concat();
        let small = "<{}spacing {}before=\"0\" {}after=\"0\" {}line=\"20\" {}lineRule=\"exact\"/><{}rPr><{}sz {}val=\"2\"/></{}rPr>";
        format!(
            "<{{}}p><{{}}pPr><{{}}pageBreakBefore/>{small}</{{}}pPr><{{}}bookmarkStart {{}}id=\"{bookmark}\" {{}}name=\"{BOOKMARK}\"/></{{}}p>\
             <{{}}tbl><{{}}tblPr><{{}}tblW {{}}w=\"{}\" {{}}type=\"dxa\"/><{{}}tblBorders>{sides}</{{}}tblBorders>\
             <{{}}tblLayout {{}}type=\"fixed\"/><{{}}tblCellMar><{{}}left {{}}w=\"50\" {{}}type=\"dxa\"/>\
             <{{}}right {{}}w=\"50\" {{}}type=\"dxa\"/></{{}}tblCellMar></{{}}tblPr><{{}}tblGrid>{grid}</{{}}tblGrid>{}</{{}}tbl>\
             <{{}}p><{{}}pPr>{small}</{{}}pPr><{{}}bookmarkEnd {{}}id=\"{bookmark}\"/></{{}}p>",
            room_of(&self.widths),
            self.rows
        )
    }

    fn row(&mut self, cells: &str, head: bool) {
        let head = if head { "<{}tblHeader/>" } else { "" };
        self.rows += &format!("<{{}}tr><{{}}trPr><{{}}cantSplit/>{head}</{{}}trPr>{cells}</{{}}tr>");
    }

    fn finding(&self, row: &RowToMark, lang: catalint_core::rule::Lang) -> String {
        let texts = [
            row.severity.word().get(lang),
            row.code,
            &row.place,
            &row.item,
            &row.message,
            &row.before,
            &row.after,
            &row.source,
        ];
        let mut cells = String::new();
        for (nth, text) in texts.into_iter().enumerate() {
            let fill = (nth == 0).then(|| format!("{:06X}", colour(row.severity)));
            let content = words_of(text, bold(false));
            cells += &ListCell { span: 1, fill, centred: nth < 2, content: &content }.written(self.widths[nth]);
        }
        let tick = if row.has_fix() { tick_box(row.ticked) } else { words_of(row.tick(), bold(false)) };
        let content = tick + &hidden(&row.record.written());
        cells + &ListCell { span: 1, fill: None, centred: true, content: &content }.written(self.widths[8])
    }
}

fn room_of(widths: &[usize; 9]) -> usize {
    widths.iter().sum()
}

impl ListCell<'_> {
    /// The cell; its content is runs, `\u{1}` parting paragraphs.
    fn written(&self, width: usize) -> String {
        let span = if self.span > 1 { format!("<{{}}gridSpan {{}}val=\"{}\"/>", self.span) } else { String::new() };
        let fill = self.fill.as_ref().map_or(String::new(), |fill| {
            format!("<{{}}shd {{}}val=\"clear\" {{}}color=\"auto\" {{}}fill=\"{fill}\"/>")
        });
        let across = if self.centred { "center" } else { "left" };
        let paragraphs: String = self
            .content
            .split('\u{1}')
            .map(|runs| {
                format!(
                    "<{{}}p><{{}}pPr><{{}}spacing {{}}before=\"0\" {{}}after=\"0\"/><{{}}ind {{}}left=\"0\" {{}}firstLine=\"0\"/>\
                     <{{}}jc {{}}val=\"{across}\"/></{{}}pPr>{runs}</{{}}p>"
                )
            })
            .collect();
        format!(
            "<{{}}tc><{{}}tcPr><{{}}tcW {{}}w=\"{width}\" {{}}type=\"dxa\"/>{span}{fill}<{{}}vAlign {{}}val=\"center\"/></{{}}tcPr>\
             {paragraphs}</{{}}tc>"
        )
    }
}

const SIZE: &str = "<{}sz {}val=\"18\"/><{}szCs {}val=\"18\"/>";

fn bold(is: bool) -> &'static str {
    if is { "<{}b/>" } else { "" }
}

/// A text as runs, a paragraph a line.
fn words_of(text: &str, look: &str) -> String {
    let run = |line: &str| {
        format!(
            "<{{}}r><{{}}rPr><{{}}rFonts {{}}hint=\"eastAsia\"/>{look}{SIZE}</{{}}rPr><{{}}t xml:space=\"preserve\">{}</{{}}t></{{}}r>",
            safe(line)
        )
    };
    text.split('\n').map(run).collect::<Vec<_>>().join("\u{1}")
}

/// Words that nobody sees and no printer prints.
fn hidden(text: &str) -> String {
    format!(
        "<{{}}r><{{}}rPr><{{}}noProof/><{{}}vanish/><{{}}sz {{}}val=\"2\"/></{{}}rPr><{{}}t>{}</{{}}t></{{}}r>",
        safe(text)
    )
}

/// A box that is ticked by a click.
fn tick_box(ticked: bool) -> String {
    let (state, sign) = if ticked { (1, "☑") } else { (0, "☐") };
    let font = "MS Gothic";
    format!(
        "<{{}}sdt><{{}}sdtPr><w14:checkbox xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\">\
         <w14:checked w14:val=\"{state}\"/><w14:checkedState w14:val=\"2611\" w14:font=\"{font}\"/>\
         <w14:uncheckedState w14:val=\"2610\" w14:font=\"{font}\"/></w14:checkbox></{{}}sdtPr><{{}}sdtContent><{{}}r><{{}}rPr>\
         <{{}}rFonts {{}}ascii=\"{font}\" {{}}hAnsi=\"{font}\" {{}}eastAsia=\"{font}\" {{}}hint=\"eastAsia\"/>{SIZE}</{{}}rPr>\
         <{{}}t>{sign}</{{}}t></{{}}r></{{}}sdtContent></{{}}sdt>"
    )
}

/// A text as XML holds it, in which `{}` does not stand for a prefix.
fn safe(text: &str) -> String {
    escaped(text).replace("{}", "{&#125;")
}
