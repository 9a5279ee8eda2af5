//! A workbook (xlsx): the sheet that an office edits and prints, and, where asked for, what is wrong in it.

mod form;
mod handout;
pub(super) mod ledger;
mod remarks;

use catalint_core::rule::Severity;
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, IgnoreError,
    Workbook, Worksheet, XlsxError,
};

use super::office::{OfficeRemarks, Plan, Unwritable, clean, lines, widths};
use super::{Published, PublishedColumn, package};
use crate::grid::{Grid, GridName, letters};
use crate::remarks::{colour, sheet as sheet_name};
pub(crate) use form::{CODE_HEAD, FormCode, form_heads};
pub use form::{FormList, FormRequest, MadeForm, form};
pub use handout::write as handout_xlsx;
use remarks::MarkedRemark;

/// The sheet of the catalog.
const SHEET: &str = "目录";
/// The hidden sheet of choices that don't fit in a drop-down itself.
const CHOICES: &str = "选项";
/// Points of a line of the body. Excel never works out the heights of rows that hold merged cells,
/// LibreOffice none of a file that it did not write.
const LINE: usize = 14;
/// No row is higher, in points.
const MAX_HEIGHT: usize = 409;
/// Most that a cell holds, in UTF-16 units, as the format counts.
const MAX_TEXT: usize = 32_767;
/// Most rows of a sheet.
const MAX_ROWS: usize = 1_048_576;
/// Most that a drop-down holds itself, commas and all.
const MAX_CHOICES: usize = 255;

/// The workbook of a catalog. With remarks the cells that they are about have a colour and a comment, and
/// a second sheet lists them all; if there are none, it says so.
///
/// # Errors
/// What the format can't hold.
pub fn write(published: &Published, remarks: Option<&OfficeRemarks>) -> Result<Vec<u8>, Unwritable> {
    let mut workbook = Workbook::new();
    // The same catalog gives the same bytes, whenever and wherever it is written.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(clean(&published.title)).set_creation_datetime(&day));
    let plan = Plan::new(published);
    let body = usize::from(!published.title.is_empty()) + published.above.len();
    let rows = body + plan.rows;
    if rows > MAX_ROWS {
        return Err(Unwritable::ManyRows(rows, MAX_ROWS));
    }
    let widths = widths(&plan, &published.columns);
    let mut sheet = PublishedSheet { sheet: workbook.add_worksheet(), name: SHEET };
    sheet.sheet.set_name(SHEET)?;
    page(sheet.sheet);
    let marked = MarkedRemark::new(&plan, published, remarks);
    sheet.above(published, &widths, &marked)?;
    sheet.table(&plan, &published.columns, body, &marked)?;
    sheet.comments(&marked)?;
    for (column, width) in widths.iter().enumerate() {
        sheet.sheet.set_column_width(at(column), u32_of(width + 1))?;
    }
    for (row, height) in heights(&plan, &widths).into_iter().enumerate() {
        sheet.sheet.set_row_height(u32_of(body + row), u32_of(height))?;
    }
    if plan.head_rows > 0 {
        sheet.sheet.set_repeat_rows(u32_of(body), u32_of(body + plan.head_rows - 1))?;
        sheet.sheet.set_freeze_panes(u32_of(body + plan.head_rows), 0)?;
    }
    let lists = sheet.choices(&plan, &published.columns, body)?;
    if let Some(remarks) = remarks {
        let name = sheet_name(remarks.lang);
        let mut sheet = PublishedSheet { sheet: workbook.add_worksheet(), name };
        sheet.sheet.set_name(name)?;
        page(sheet.sheet);
        sheet.remarks(remarks, &marked)?;
    }
    if !lists.is_empty() {
        let mut sheet = PublishedSheet { sheet: workbook.add_worksheet(), name: CHOICES };
        sheet.sheet.set_name(CHOICES)?.set_hidden(true);
        for (column, choices) in lists.iter().enumerate() {
            for (row, choice) in choices.iter().enumerate() {
                sheet.put((row, column), choice, &Format::new())?;
            }
        }
    }
    package::of_no_system(workbook.save_to_buffer()?).ok_or_else(|| Unwritable::Assembly("no package".to_owned()))
}

impl From<XlsxError> for Unwritable {
    fn from(error: XlsxError) -> Self {
        Self::Assembly(error.to_string())
    }
}

/// A sheet that is being written.
struct PublishedSheet<'w> {
    sheet: &'w mut Worksheet,
    name: &'static str,
}

impl PublishedSheet<'_> {
    /// Writes a text, as text whatever it looks like.
    fn put(&mut self, (row, column): (usize, usize), text: &str, format: &Format) -> Result<(), Unwritable> {
        self.put_over((row, column), (1, 1), text, format)
    }

    /// Writes a text over so many rows and columns.
    fn put_over(
        &mut self,
        (row, column): (usize, usize),
        (rows, columns): (usize, usize),
        text: &str,
        format: &Format,
    ) -> Result<(), Unwritable> {
        if text.encode_utf16().count() > MAX_TEXT {
            return Err(Unwritable::LongText(address(self.name, row, column), MAX_TEXT));
        }
        let (r, c) = (u32_of(row), at(column));
        match (rows, columns) {
            (1, 1) if text.is_empty() => self.sheet.write_blank(r, c, format)?,
            (1, 1) => self.sheet.write_string_with_format(r, c, text, format)?,
            _ => self.sheet.merge_range(r, c, u32_of(row + rows - 1), at(column + columns - 1), text, format)?,
        };
        Ok(())
    }

    /// The title and the lines below it, over all columns.
    fn above(&mut self, published: &Published, widths: &[usize], marked: &MarkedRemark) -> Result<(), Unwritable> {
        let all: usize = widths.iter().sum();
        let title = font("宋体", 18).set_bold().set_align(FormatAlign::Center);
        let line = font("宋体", 11).set_align(FormatAlign::Left);
        let title = Some((&published.title, title, 18)).filter(|(title, ..)| !title.is_empty());
        let above = published.above.iter().map(|text| (text, line.clone(), 11));
        for (row, (text, format, size)) in title.into_iter().chain(above).enumerate() {
            let text = clean(text);
            let format = marked.severity(row, 0).map_or(format.clone(), |severity| filled(format, severity));
            self.put_over((row, 0), (1, widths.len()), &text, &format)?;
            let lines = lines(&text, all * 10 / size);
            self.sheet.set_row_height(u32_of(row), u32_of((lines * size * 3 / 2 + 4).min(MAX_HEIGHT)))?;
        }
        Ok(())
    }

    fn table(
        &mut self,
        plan: &Plan,
        columns: &[PublishedColumn],
        body: usize,
        marked: &MarkedRemark,
    ) -> Result<(), Unwritable> {
        let looks = CellLooks::new();
        for row in 0..plan.rows {
            for column in 0..plan.columns {
                let severity = marked.severity(body + row, column);
                let look = match columns.get(column) {
                    _ if row < plan.head_rows => CellLook::Head,
                    Some(column) if column.centred => CellLook::Middle,
                    _ => CellLook::Left,
                };
                let look = looks.of(look, severity);
                match plan.cell(row, column) {
                    None => self.put((body + row, column), "", look)?,
                    Some(cell) if (cell.row, cell.column) == (row, column) => {
                        self.put_over((body + row, column), (cell.rows, cell.columns), &cell.text, look)?;
                    }
                    Some(_) => {}
                }
            }
        }
        if plan.rows > 0 {
            // Numbers of items are text; no green corner need say so.
            let (last_row, last) = (u32_of(body + plan.rows - 1), at(plan.columns - 1));
            self.sheet.ignore_error_range(u32_of(body), 0, last_row, last, IgnoreError::NumberStoredAsText)?;
        }
        Ok(())
    }

    /// Drop-downs; returns the choices that go to a sheet of their own.
    fn choices<'c>(
        &mut self,
        plan: &Plan,
        columns: &'c [PublishedColumn],
        body: usize,
    ) -> Result<Vec<&'c [String]>, Unwritable> {
        let mut lists = Vec::new();
        for (column, PublishedColumn { choices, .. }) in columns.iter().enumerate() {
            if choices.is_empty() || plan.head_rows >= plan.rows {
                continue;
            }
            let length: usize = choices.iter().map(|choice| choice.encode_utf16().count() + 1).sum();
            // A comma parts choices, and blanks around one are lost.
            let plain = |choice: &String| !choice.contains([',', '"']) && clean(choice.trim()) == choice.as_str();
            let list = DataValidation::new();
            let list = if length <= MAX_CHOICES && choices.iter().all(plain) {
                list.allow_list_strings(choices)?
            } else {
                let letter = letters(lists.len());
                lists.push(choices.as_slice());
                list.allow_list_formula(Formula::new(format!("='{CHOICES}'!${letter}$1:${letter}${}", choices.len())))
            };
            let list = list.set_error_title("不在选项中")?.set_error_message("请从下拉列表中选择，或者清空这一格。")?;
            let (first, last) = (u32_of(body + plan.head_rows), u32_of(body + plan.rows - 1));
            self.sheet.add_data_validation(first, at(column), last, at(column), &list)?;
        }
        Ok(lists)
    }
}

/// What a cell is.
#[derive(Debug, Clone, Copy)]
enum CellLook {
    Head,
    Left,
    Middle,
}

/// The formats of cells: of each look plain, hint, warning, error.
struct CellLooks([[Format; 4]; 3]);

impl CellLooks {
    fn new() -> Self {
        let base = |name: &str| font(name, 10).set_border(FormatBorder::Thin).set_text_wrap();
        let head = base("宋体").set_bold().set_align(FormatAlign::Center).set_background_color(Color::RGB(0x00F2_F2F2));
        let body = base("仿宋");
        let looks = [head, body.clone().set_align(FormatAlign::Left), body.set_align(FormatAlign::Center)];
        Self(looks.map(|format| {
            let [hint, warning, error] =
                [Severity::Hint, Severity::Warning, Severity::Error].map(|severity| filled(format.clone(), severity));
            [format, hint, warning, error]
        }))
    }

    fn of(&self, look: CellLook, severity: Option<Severity>) -> &Format {
        let [plain, hint, warning, error] = &self.0[look as usize];
        match severity {
            None => plain,
            Some(Severity::Hint) => hint,
            Some(Severity::Warning) => warning,
            Some(Severity::Error) => error,
        }
    }
}

/// A format in the colour of a severity.
fn filled(format: Format, severity: Severity) -> Format {
    format.set_background_color(Color::RGB(colour(severity)))
}

/// Government fonts are only named: whoever opens the file has them or sees another.
fn font(name: &str, size: u32) -> Format {
    const GB2312: u8 = 134;
    Format::new()
        .set_font_name(name)
        .set_font_size(size)
        .set_font_charset(GB2312)
        .set_align(FormatAlign::VerticalCenter)
}

/// A sheet for A4 on its side, as wide as the paper.
fn page(sheet: &mut Worksheet) {
    const A4: u8 = 9;
    sheet
        .set_paper_size(A4)
        .set_landscape()
        .set_margins(0.5, 0.5, 0.6, 0.7, 0.3, 0.4)
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true)
        .set_footer("&C第 &P 页，共 &N 页");
}

/// Points that a text needs.
fn height(text: &str, width: usize) -> usize {
    lines(text, width) * LINE + 4
}

/// Heights of the rows in points: room for the highest cell of each, and for those over several rows.
fn heights(plan: &Plan, widths: &[usize]) -> Vec<usize> {
    let mut heights = vec![LINE + 4; plan.rows];
    let (low, tall): (Vec<_>, Vec<_>) = plan.cells.iter().partition(|cell| cell.rows == 1);
    for cell in low.into_iter().chain(tall) {
        let rows = &mut heights[cell.row..cell.row + cell.rows];
        let need = height(&cell.text, widths[cell.column..cell.column + cell.columns].iter().sum());
        let missing = need.saturating_sub(rows.iter().sum()).div_ceil(cell.rows);
        for row in rows {
            *row = (*row + missing).min(MAX_HEIGHT);
        }
    }
    heights
}

fn address(sheet: &str, row: usize, column: usize) -> String {
    Grid { name: GridName::Sheet(sheet.to_owned()), ..Grid::default() }.address(row + 1, column)
}

/// A number of a row. What is too large is refused by the sheet.
fn u32_of(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A number of a column.
fn at(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests;
