//! The sheet that a bureau fills in: the items that it owes, with choices to pick, a column of ticks for each channel, blanks in
//! colour, and a hidden code in each row by which the item is known when the sheet comes back.
//!
//! The sheet reads as any table of a catalog does. The code goes along as a column of its own ([`CODE_HEAD`]).

mod code;
mod list;

use catalint_core::model::{FIELDS, FieldId};
use catalint_domain::bodies::identity::Jurisdiction;
use catalint_domain::vocabulary::profile::Profile;
use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format,
    FormatAlign, Formula, ProtectionOptions, Workbook, Worksheet,
};

use super::super::office::{Unwritable, clean, lines};
use super::super::package::of_no_system;
use super::{CellLook, CellLooks, font, page};
use crate::catalog::DraftItem;
use crate::grid::letters;
use code::written_heads;
pub(crate) use code::{CODE_HEAD, FormCode, form_heads};
pub use list::FormList;
use list::is_of;

/// Empty rows for items that the list does not have.
const SPARE: usize = 20;
const TICK: &str = "√";
/// Title, remark, and two rows of heads.
const TOP: u32 = 4;
const FORM: &str = "填报表";
const WORDS: &str = "选项";

/// What is asked of whom.
#[derive(Debug, Clone, Copy)]
pub struct FormRequest<'a> {
    /// The field: 社会救助.
    pub field: &'a str,
    /// The body that fills it in: 县民政局.
    pub body: &'a str,
    /// The area of the body, where it is known: it tells that 云岭县民政局 is 县民政局.
    pub area: Option<&'a Jurisdiction>,
}

/// A form that was made.
#[derive(Debug)]
pub struct MadeForm {
    /// The workbook.
    pub bytes: Vec<u8>,
    /// Items in it.
    pub items: usize,
}

enum FormColumn {
    Code,
    Field(FieldId),
    Channel(String),
    /// A column that only this list has.
    Extra(String),
}

/// The form over the items of a list that are the body's: all, where none names it.
///
/// # Errors
/// What the format can't hold.
pub fn form(list: &FormList, request: FormRequest<'_>, profile: &Profile) -> Result<MadeForm, Unwritable> {
    let items = list.of_body(request.body, request.area);
    let columns = columns(&items, profile);
    let mut workbook = Workbook::new();
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let title = format!("{}{}领域政务公开标准目录", request.body, request.field);
    workbook.set_properties(&DocProperties::new().set_title(clean(&title)).set_creation_datetime(&day));
    let looks = FormLooks::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name(FORM)?;
    page(sheet);
    heads(sheet, &title, &columns, &looks)?;
    for row in 0..items.len() + SPARE {
        let said = |column: &FormColumn| match items.get(row) {
            Some((nth, _)) if matches!(column, FormColumn::Code) => FormCode {
                field: request.field.to_owned(),
                body: request.body.to_owned(),
                nth: *nth,
                list: list.len(),
                row: row + 1,
                rows: items.len(),
            }
            .written(),
            Some((nth, item)) => cell_of(column, *nth, item, request, profile),
            None => String::new(),
        };
        write_row(sheet, TOP + row_of(row), &columns, &looks, said)?;
    }
    let last = TOP + row_of(items.len() + SPARE) - 1;
    let lists = choices(sheet, &columns, profile, last)?;
    blanks(sheet, &columns, last, &looks)?;
    let options = ProtectionOptions {
        insert_rows: true,
        format_rows: true,
        format_columns: true,
        use_autofilter: true,
        sort: true,
        ..ProtectionOptions::default()
    };
    sheet.protect_with_options(&options);
    let sheet = workbook.add_worksheet();
    sheet.set_name(WORDS)?.set_hidden(true);
    for (column, words) in (0_u16..).zip(&lists) {
        for (row, word) in words.iter().enumerate() {
            sheet.write_string(row_of(row), column, clean(word).as_ref())?;
        }
    }
    let bytes = of_no_system(workbook.save_to_buffer()?);
    let bytes = bytes.ok_or_else(|| Unwritable::Assembly("no package".to_owned()))?;
    Ok(MadeForm { bytes, items: items.len() })
}

/// What is known of an item under a column.
fn cell_of(column: &FormColumn, nth: usize, item: &DraftItem, request: FormRequest<'_>, profile: &Profile) -> String {
    let text = |id: FieldId| item.fields.get(&id).map_or_else(String::new, |value| value.texts.join("\n"));
    match column {
        FormColumn::Code => String::new(),
        FormColumn::Field(FieldId::No) if text(FieldId::No).is_empty() => nth.to_string(),
        FormColumn::Field(FieldId::Publisher) if !is_of(item, request.body, request.area) => request.body.to_owned(),
        FormColumn::Field(id) => text(*id),
        FormColumn::Channel(name) => {
            let value = item.fields.get(&FieldId::Channels);
            let ticked = value.is_some_and(|value| value.texts.iter().any(|text| named(profile, text) == *name));
            if ticked { TICK.to_owned() } else { String::new() }
        }
        FormColumn::Extra(head) => {
            item.extra.iter().find(|(name, ..)| name == head).map_or_else(String::new, |(_, text, _)| text.clone())
        }
    }
}

fn write_row(
    sheet: &mut Worksheet,
    row: u32,
    columns: &[FormColumn],
    looks: &FormLooks,
    said: impl Fn(&FormColumn) -> String,
) -> Result<(), Unwritable> {
    let mut highest = 1;
    for (at, column) in (0_u16..).zip(columns) {
        let written = said(column);
        highest = highest.max(lines(&written, column.width()));
        let format = if matches!(column, FormColumn::Code) { &looks.code } else { looks.free(column) };
        if written.is_empty() {
            sheet.write_blank(row, at, format)?;
        } else {
            sheet.write_string_with_format(row, at, clean(&written).as_ref(), format)?;
        }
    }
    sheet.set_row_height(row, row_of((highest * 14 + 6).min(409)))?;
    Ok(())
}

/// The channel of the profile that a text is, else the text itself.
fn named(profile: &Profile, text: &str) -> String {
    let found = catalint_domain::vocabulary::profile::find(&profile.channels, text.trim());
    found.map_or_else(|| text.trim().to_owned(), |(channel, _)| channel.name.clone())
}

fn columns(items: &[(usize, &DraftItem)], profile: &Profile) -> Vec<FormColumn> {
    let mut channels: Vec<String> = profile.channels.iter().map(|channel| channel.name.clone()).collect();
    let mut extra: Vec<String> = Vec::new();
    for (_, item) in items {
        let used = item.fields.get(&FieldId::Channels).into_iter().flat_map(|value| &value.texts);
        for name in used.map(|text| named(profile, text)) {
            if !channels.contains(&name) {
                channels.push(name);
            }
        }
        for (head, ..) in &item.extra {
            if !extra.contains(head) {
                extra.push(head.clone());
            }
        }
    }
    let there = |id: FieldId| items.iter().any(|(_, item)| item.fields.contains_key(&id));
    let mut all = vec![FormColumn::Code, FormColumn::Field(FieldId::No)];
    all.extend([FieldId::Category].into_iter().filter(|id| there(*id)).map(FormColumn::Field));
    all.extend([FieldId::Topic, FieldId::Subtopic].map(FormColumn::Field));
    all.extend([FieldId::Detail].into_iter().filter(|id| there(*id)).map(FormColumn::Field));
    all.extend([FieldId::Content, FieldId::Basis, FieldId::Deadline, FieldId::Publisher].map(FormColumn::Field));
    all.extend(channels.into_iter().map(FormColumn::Channel));
    all.extend([FieldId::Audience, FieldId::Method, FieldId::Levels].map(FormColumn::Field));
    all.extend(extra.into_iter().map(FormColumn::Extra));
    all.push(FormColumn::Field(FieldId::Note));
    all
}

impl FormColumn {
    fn head(&self) -> &str {
        match self {
            Self::Code => CODE_HEAD,
            Self::Field(FieldId::Content) => "公开内容（要素）",
            Self::Field(id) => id.spec().label,
            Self::Channel(name) | Self::Extra(name) => name,
        }
    }

    const fn width(&self) -> usize {
        match self {
            Self::Code => 16,
            Self::Channel(_) | Self::Field(FieldId::No) => 6,
            Self::Field(FieldId::Content | FieldId::Basis) => 34,
            Self::Field(FieldId::Deadline) => 22,
            Self::Field(FieldId::Audience | FieldId::Method | FieldId::Levels) => 12,
            Self::Field(_) | Self::Extra(_) => 16,
        }
    }

    /// Whether an item needs it.
    fn is_needed(&self) -> bool {
        matches!(self, Self::Field(id) if FIELDS.iter().any(|field| field.id == *id && field.required))
    }
}

fn heads(sheet: &mut Worksheet, title: &str, columns: &[FormColumn], looks: &FormLooks) -> Result<(), Unwritable> {
    let last = column_of(columns.len() - 1);
    // The code is hidden: what is merged begins behind it, or the text would be, too.
    let big = font("宋体", 18).set_bold().set_align(FormatAlign::Center);
    sheet.merge_range(0, 1, 0, last, &clean(title), &big)?;
    sheet.set_row_height(0, 31)?;
    let made_with = written_heads(columns.iter().skip(1).map(FormColumn::head));
    sheet.write_string(1, 0, clean(&made_with).as_ref())?;
    let remark = "填报说明：黄色为应填未填；公开渠道填“√”，公开层级、公开对象、公开方式从下拉列表选择；可以插入行补充事项，不要删除列。";
    sheet.merge_range(1, 1, 1, last, remark, &font("宋体", 11).set_text_wrap())?;
    sheet.set_row_height(1, 20)?;
    let channel = |column: &FormColumn| matches!(column, FormColumn::Channel(_));
    let first = columns.iter().position(channel).unwrap_or(0);
    let count = columns.iter().filter(|column| channel(column)).count();
    for (at, column) in columns.iter().enumerate() {
        let at = column_of(at);
        if channel(column) {
            sheet.write_string_with_format(3, at, clean(column.head()).as_ref(), &looks.head)?;
        } else {
            sheet.merge_range(2, at, 3, at, column.head(), &looks.head)?;
        }
        sheet.set_column_width(at, row_of(column.width() + 1))?;
    }
    const CHANNELS: &str = "公开渠道和载体";
    if count == 1 {
        sheet.write_string_with_format(2, column_of(first), CHANNELS, &looks.head)?;
    } else if count > 1 {
        sheet.merge_range(2, column_of(first), 2, column_of(first + count - 1), CHANNELS, &looks.head)?;
    }
    sheet.set_row_height(3, 64)?;
    sheet.set_column_hidden(0)?;
    sheet.set_repeat_rows(2, 3)?.set_freeze_panes(TOP, 0)?;
    Ok(())
}

/// Drop-downs; returns the words of each, for the sheet of choices.
fn choices(
    sheet: &mut Worksheet,
    columns: &[FormColumn],
    profile: &Profile,
    last: u32,
) -> Result<Vec<Vec<String>>, Unwritable> {
    let names = |id: FieldId| -> Vec<String> {
        match id {
            FieldId::Levels => profile.levels.iter().map(|term| term.name.clone()).collect(),
            FieldId::Audience => profile.audiences.iter().map(|term| term.name.clone()).collect(),
            FieldId::Method => profile.methods.iter().map(|term| term.name.clone()).collect(),
            _ => Vec::new(),
        }
    };
    let mut lists = Vec::new();
    for (at, column) in (0_u16..).zip(columns) {
        let list = match column {
            FormColumn::Channel(_) => DataValidation::new().allow_list_strings(&[TICK])?,
            FormColumn::Field(id) => {
                let words = names(*id);
                if words.is_empty() {
                    continue;
                }
                let letter = letters(lists.len());
                let range = format!("='{WORDS}'!${letter}$1:${letter}${}", words.len());
                lists.push(words);
                DataValidation::new().allow_list_formula(Formula::new(range))
            }
            FormColumn::Code | FormColumn::Extra(_) => continue,
        };
        // Two levels in one cell are right: a word that is not in the list is asked about, not refused.
        let list = list
            .set_error_style(DataValidationErrorStyle::Warning)
            .set_error_title("不在选项中")?
            .set_error_message("请从下拉列表中选择；确实需要填写其他内容的，请点“是”。")?;
        sheet.add_data_validation(TOP, at, last, at, &list)?;
    }
    Ok(lists)
}

/// Colours what an item needs and has not: of a row in which anything is said.
fn blanks(sheet: &mut Worksheet, columns: &[FormColumn], last: u32, looks: &FormLooks) -> Result<(), Unwritable> {
    let first = TOP + 1;
    let end = letters(columns.len() - 1);
    let any = format!("COUNTA($B{first}:${end}{first})>0");
    for (at, _) in columns.iter().enumerate().filter(|(_, column)| column.is_needed()) {
        let letter = letters(at);
        let rule = format!("=AND({any},LEN(TRIM(${letter}{first}))=0)");
        let rule = ConditionalFormatFormula::new().set_rule(rule.as_str()).set_format(&looks.blank);
        sheet.add_conditional_format(TOP, column_of(at), last, column_of(at), &rule)?;
    }
    let channels: Vec<usize> = (0..columns.len()).filter(|&at| matches!(columns[at], FormColumn::Channel(_))).collect();
    if let (Some(&from), Some(&to)) = (channels.first(), channels.last()) {
        let (a, b) = (letters(from), letters(to));
        let rule = format!("=AND({any},COUNTA(${a}{first}:${b}{first})=0)");
        let rule = ConditionalFormatFormula::new().set_rule(rule.as_str()).set_format(&looks.blank);
        sheet.add_conditional_format(TOP, column_of(from), last, column_of(to), &rule)?;
    }
    Ok(())
}

struct FormLooks {
    head: Format,
    left: Format,
    middle: Format,
    code: Format,
    blank: Format,
}

impl FormLooks {
    fn new() -> Self {
        let looks = CellLooks::new();
        let free = looks.of(CellLook::Left, None).clone().set_unlocked();
        Self {
            head: looks.of(CellLook::Head, None).clone(),
            middle: free.clone().set_align(FormatAlign::Center),
            left: free,
            code: font("宋体", 9),
            blank: Format::new().set_background_color(Color::RGB(0x00FF_F2A8)),
        }
    }

    const fn free(&self, column: &FormColumn) -> &Format {
        match column {
            FormColumn::Channel(_) | FormColumn::Field(FieldId::No | FieldId::Levels | FieldId::Method) => &self.middle,
            _ => &self.left,
        }
    }
}

fn row_of(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn column_of(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
