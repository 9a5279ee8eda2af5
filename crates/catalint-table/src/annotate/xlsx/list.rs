//! The sheet with the list.

use super::super::Placed;
use super::super::record::MARK;
use super::super::rows::{RowRemarks, RowToMark};
use super::super::words;
use super::super::xml::{escaped, quoted};
use super::styles::AnnotateStyles;
use super::{CONDITION, condition, name, to_u32};
use crate::grid::{At, GridName, Grids, letters};
use crate::publish::lines;
use crate::remarks::{more, nothing};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
/// Widths of the columns; the last one is hidden.
const WIDTHS: [usize; 10] = [7, 9, 16, 24, 44, 28, 28, 30, 7, 9];
/// The columns of 采纳 and of the records.
const TICK: usize = 8;
const RECORD: usize = 9;
/// Rows of the head: what was found, how to go on, the heads.
const HEAD: usize = 3;
/// Points of a line, and of a row at most.
const LINE: usize = 15;
const MAX_HEIGHT: usize = 409;

/// The sheet as it is written. Its texts stand in its cells, so that the strings that others share stay as they are.
pub(super) fn sheet(
    document: &Grids,
    remarks: &RowRemarks,
    styles: &mut AnnotateStyles,
    placed: &Placed,
    has_window: bool,
) -> String {
    let lang = remarks.lang;
    let mut sheet = ListSheet { rows: String::new(), at: 0, looks: (styles.cell(false), styles.cell(true)) };
    let [error, warning, hint] = super::super::SEVERITIES;
    let words_of = |severity: catalint_core::rule::Severity| severity.word().get(lang).to_owned();
    sheet.row(22, &[(0, remarks.head.clone())]);
    let legend = words::legend(placed, remarks, lang);
    let colours = [(0, words_of(error)), (1, words_of(warning)), (2, words_of(hint)), (3, legend.clone())];
    let width = WIDTHS[3..RECORD].iter().sum();
    sheet.row(lines(&legend, width) * LINE + 6, &colours);
    let heads = words::HEADS.map(|(zh, en)| crate::remarks::pick(lang, zh, en).to_owned());
    let heads = heads.into_iter().chain([MARK.to_owned()]).enumerate().collect::<Vec<_>>();
    sheet.row(22, &heads);
    for row in &remarks.rows {
        sheet.finding(row, lang);
    }
    let last = HEAD + remarks.rows.len().max(1);
    if remarks.rows.is_empty() {
        sheet.row(20, &[(0, nothing(lang).to_owned())]);
    }
    if remarks.more > 0 {
        sheet.row(20, &[(0, more(remarks.more, lang))]);
    }
    let mut conditions = String::new();
    let mut add = |ranges: String, formula: &str, look: usize| {
        let priority = 1 + to_u32(conditions.matches("<cfRule").count());
        conditions += &condition("", &ranges, formula, look, priority);
    };
    for (column, severity) in super::super::SEVERITIES.into_iter().enumerate() {
        let look = styles.framed(severity);
        add(format!("{}2", letters(column)), CONDITION, look);
        let formula = format!("AND({CONDITION},$A{}=\"{}\")", HEAD + 1, words_of(severity));
        add(format!("A{}:A{last}", HEAD + 1), &formula, look);
    }
    add(format!("A{HEAD}:{}{HEAD}", letters(TICK)), CONDITION, styles.head());
    add(format!("B{}:{}{last}", HEAD + 1, letters(TICK)), CONDITION, styles.lines());
    let columns: String = WIDTHS
        .iter()
        .enumerate()
        .map(|(nth, width)| {
            let hidden = if nth == RECORD { " hidden=\"1\"" } else { "" };
            format!("<col min=\"{0}\" max=\"{0}\" width=\"{1}\"{hidden} customWidth=\"1\"/>", nth + 1, width + 1)
        })
        .collect();
    let end = letters(TICK);
    let merged =
        if remarks.rows.is_empty() { format!("<mergeCell ref=\"A{last}:{end}{last}\"/>") } else { String::new() };
    let count = 2 + usize::from(!merged.is_empty());
    let views = format!(
        "<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"{HEAD}\" topLeftCell=\"A{}\" activePane=\"bottomLeft\" \
         state=\"frozen\"/></sheetView></sheetViews>",
        HEAD + 1
    );
    let views = if has_window { views } else { String::new() };
    format!(
        "<worksheet xmlns=\"{MAIN}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>{views}<sheetFormatPr defaultRowHeight=\"15\"/><cols>{columns}</cols><sheetData>{0}</sheetData>\
         <mergeCells count=\"{count}\"><mergeCell ref=\"A1:{end}1\"/><mergeCell ref=\"D2:{end}2\"/>{merged}</mergeCells>\
         {conditions}{1}{2}<pageMargins left=\"0.4\" right=\"0.4\" top=\"0.5\" bottom=\"0.5\" header=\"0.3\" footer=\"0.3\"/>\
         <pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>",
        sheet.rows,
        validation(remarks),
        links(document, remarks),
    )
}

/// A choice of the tick where there is something to be ticked. Other signs may be typed as well.
fn validation(remarks: &RowRemarks) -> String {
    let rows: Vec<super::RowColumn> = remarks
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.has_fix())
        .map(|(nth, _)| (to_u32(HEAD + nth), to_u32(TICK)))
        .collect();
    let ranges = super::ranges(&rows);
    let all: Vec<String> = ranges
        .chunks(super::MOST_RANGES)
        .map(|ranges| {
            format!(
                "<dataValidation type=\"list\" allowBlank=\"1\" showInputMessage=\"1\" sqref=\"{}\"><formula1>\"√\"</formula1></dataValidation>",
                ranges.join(" ")
            )
        })
        .collect();
    if all.is_empty() {
        String::new()
    } else {
        format!("<dataValidations count=\"{}\">{}</dataValidations>", all.len(), all.concat())
    }
}

/// From each row to the first of its cells.
fn links(document: &Grids, remarks: &RowRemarks) -> String {
    let link = |(nth, row): (usize, &RowToMark)| {
        let At { grid, row, column } = row.first?;
        let grid = &document.grids[grid];
        let GridName::Sheet(sheet) = &grid.name else { return None };
        let number = grid.rows.get(row).map_or(row + 1, |row| row.number);
        let location = format!("'{}'!{}{number}", sheet.replace('\'', "''"), letters(column));
        Some(format!("<hyperlink ref=\"C{}\" location=\"{}\"/>", HEAD + nth + 1, quoted(&location)))
    };
    let all: String = remarks.rows.iter().enumerate().filter_map(link).collect();
    if all.is_empty() { all } else { format!("<hyperlinks>{all}</hyperlinks>") }
}

/// The rows that are being written.
struct ListSheet {
    rows: String,
    at: usize,
    /// The looks of a text and of a short word.
    looks: (usize, usize),
}

impl ListSheet {
    fn row(&mut self, height: usize, cells: &[(usize, String)]) {
        let row = to_u32(self.at);
        self.at += 1;
        self.rows += &format!("<row r=\"{}\" ht=\"{}\" customHeight=\"1\">", self.at, height.min(MAX_HEIGHT));
        for (column, text) in cells {
            let centred = self.at == HEAD || [0, 1, 2, TICK].contains(column) && self.at != 1;
            let look = if centred { self.looks.1 } else { self.looks.0 };
            let at = name((row, to_u32(*column)));
            self.rows += &if text.is_empty() {
                format!("<c r=\"{at}\" s=\"{look}\"/>")
            } else {
                format!(
                    "<c r=\"{at}\" s=\"{look}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                    escaped(text)
                )
            };
        }
        self.rows += "</row>";
    }

    fn finding(&mut self, row: &RowToMark, lang: catalint_core::rule::Lang) {
        let texts = [
            row.severity.word().get(lang),
            row.code,
            &row.place,
            &row.item,
            &row.message,
            &row.before,
            &row.after,
            &row.source,
            row.tick(),
        ];
        let tallest = texts.iter().zip(WIDTHS).map(|(text, width)| lines(text, width)).max().unwrap_or(1);
        let mut cells: Vec<(usize, String)> = texts.iter().map(|text| (*text).to_owned()).enumerate().collect();
        cells.push((RECORD, row.record.written()));
        self.row(tallest * LINE + 4, &cells);
    }
}
