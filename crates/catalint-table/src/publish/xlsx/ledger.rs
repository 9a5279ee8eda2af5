//! The ledger of an area as a workbook: a sheet a table, ready to be printed.

use catalint_core::ledger::{LedgerSheet, LedgerTable, SheetCell, Tone};
use catalint_text::display_width;
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook};

use super::super::office::{Unwritable, clean, lines};
use super::{LINE, MAX_HEIGHT, PublishedSheet, at, package, page, u32_of};

/// Letters that a name of a sheet can't have, and how long it may be.
const FORBIDDEN: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];
const LONGEST_NAME: usize = 31;
/// The narrowest and the widest column, in letters of half width.
const WIDTHS: (usize, usize) = (8, 44);
/// What a page of A4 across holds in letters that can still be read.
const PAGE: usize = 170;

/// The workbook of a ledger.
///
/// # Errors
/// What the format can't hold.
pub fn write(ledger: &LedgerSheet) -> Result<Vec<u8>, Unwritable> {
    let mut workbook = Workbook::new();
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(clean(&ledger.title)).set_creation_datetime(&day));
    let mut names: Vec<String> = Vec::new();
    for (nth, table) in ledger.tables.iter().enumerate() {
        let name = name(&table.title, nth, &names);
        let mut sheet = PublishedSheet { sheet: workbook.add_worksheet(), name: "" };
        sheet.sheet.set_name(&name)?;
        page(sheet.sheet);
        names.push(name);
        put_table(&mut sheet, ledger, table, nth == 0)?;
    }
    package::of_no_system(workbook.save_to_buffer()?).ok_or_else(|| Unwritable::Assembly("no package".to_owned()))
}

fn put_table(
    sheet: &mut PublishedSheet<'_>,
    ledger: &LedgerSheet,
    table: &LedgerTable,
    first: bool,
) -> Result<(), Unwritable> {
    let widths = widths(table);
    let (columns, whole) = (widths.len(), widths.iter().map(|width| width + 1).sum::<usize>());
    let title = Format::new().set_bold().set_font_size(16).set_align(FormatAlign::Center);
    let plain = Format::new().set_text_wrap().set_align(FormatAlign::VerticalCenter);
    sheet.put_over((0, 0), (1, columns), &format!("{}  {}", ledger.title, table.title), &title)?;
    let mut row = 1;
    let facts = ledger.facts.iter().filter(|_| first).map(|(name, value)| format!("{name}：{value}"));
    let note = Some(table.note.clone()).filter(|note| !note.is_empty());
    for line in facts.chain(note) {
        sheet.put_over((row, 0), (1, columns), &line, &plain)?;
        sheet.sheet.set_row_height(u32_of(row), u32_of(lines(&line, whole) * LINE + 4))?;
        row += 1;
    }
    let head_at = row;
    for (column, text) in table.head.iter().enumerate() {
        let head = bordered().set_bold().set_align(FormatAlign::Center).set_background_color(Color::RGB(0xF1_F1F0));
        sheet.put((row, column), text, &head)?;
    }
    let height = table.head.iter().zip(&widths).map(|(text, width)| lines(text, *width)).max().unwrap_or(1);
    sheet.sheet.set_row_height(u32_of(row), u32_of(height * LINE + 4))?;
    for cells in &table.rows {
        row += 1;
        let mut height = 1;
        for (column, cell) in cells.iter().enumerate() {
            let text = cell.lines.join("\n");
            height = height.max(lines(&text, widths[column]));
            put_cell(sheet, (row, column), cell, &text, table.is_matrix)?;
        }
        sheet.sheet.set_row_height(u32_of(row), u32_of((height * LINE + 4).min(MAX_HEIGHT)))?;
    }
    for (column, width) in widths.iter().enumerate() {
        sheet.sheet.set_column_width(at(column), u32_of(width + 1))?;
    }
    sheet.sheet.set_repeat_rows(u32_of(head_at), u32_of(head_at))?.set_freeze_panes(u32_of(head_at + 1), 1)?;
    Ok(())
}

fn put_cell(
    sheet: &mut PublishedSheet<'_>,
    place: (usize, usize),
    cell: &SheetCell,
    text: &str,
    centred: bool,
) -> Result<(), Unwritable> {
    let mut format = bordered();
    if centred && cell.tone != Tone::Head {
        format = format.set_align(FormatAlign::Center);
    }
    format = match cell.tone {
        Tone::Plain => format,
        Tone::Quiet => format.set_font_color(Color::RGB(0x59_5959)),
        Tone::Good => format.set_background_color(Color::RGB(0xE2_EFDA)),
        Tone::Warn => format.set_background_color(Color::RGB(0xFF_F2CC)),
        Tone::Bad => format.set_background_color(Color::RGB(0xF8_CBAD)).set_bold(),
        Tone::Head => format.set_bold(),
    };
    if let Ok(number) = text.parse::<u32>() {
        sheet.sheet.write_number_with_format(u32_of(place.0), at(place.1), number, &format)?;
        return Ok(());
    }
    sheet.put(place, &clean(text), &format)
}

fn bordered() -> Format {
    Format::new().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::VerticalCenter)
}

/// As wide as the longest line, within limits: the widest give way where the page is too narrow for all.
fn widths(table: &LedgerTable) -> Vec<usize> {
    let (least, most) = if table.is_matrix { (10, 18) } else { WIDTHS };
    let column = |nth: usize| {
        let cells = table.rows.iter().filter_map(|row| row.get(nth)).flat_map(|cell| &cell.lines);
        let longest = cells.chain(table.head.get(nth)).map(|line| display_width(line)).max().unwrap_or(0);
        longest.max(least)
    };
    let longest: Vec<usize> = (0..table.head.len()).map(column).collect();
    let within = |most: usize| longest.iter().map(|width| (*width).min(most)).collect::<Vec<_>>();
    let fits = |most: &usize| within(*most).iter().sum::<usize>() <= PAGE;
    within((least..=most).rev().find(fits).unwrap_or(least))
}

/// A name that no other sheet has, of letters that names may have.
fn name(title: &str, nth: usize, known: &[String]) -> String {
    let plain: String =
        title.chars().map(|c| if FORBIDDEN.contains(&c) { ' ' } else { c }).take(LONGEST_NAME - 3).collect();
    if known.contains(&plain) { format!("{plain} {}", nth + 1) } else { plain }
}
