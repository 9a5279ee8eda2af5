//! A file is opened: what it is, and what of it was read.

use catalint_core::config::NAME;
use catalint_core::lint::{ColumnMeaning, Report, groups, looks_like_catalog};
use catalint_core::model::FieldId;
use catalint_core::rule::{Finding, Lang};
use catalint_core::{Document, Source};
use catalint_report as report;
use catalint_table::{ImportedCatalog, ReadColumn, import, is_table_name};
use serde::{Deserialize, Serialize};

use crate::answer::{Answer, json};
use crate::check::{self, Memory, view};
use crate::failure::Failure;
use crate::reading;
use crate::request::{AskedColumns, Call};

#[derive(Debug, Deserialize)]
struct OpenAsked {
    #[serde(default)]
    encoding: Option<String>,
    #[serde(default)]
    columns: AskedColumns,
}

/// What was read of a catalog, beside its texts.
#[derive(Debug, Serialize)]
struct OpenedCatalog<'c> {
    yaml: &'c str,
    reading: String,
    title: &'c str,
    profile: &'c str,
    sheet: Option<&'c str>,
    place: &'c str,
    items: usize,
    rows: usize,
    columns: Vec<ColumnJson<'c>>,
    ticked: usize,
    unknown: usize,
}

/// A column, and what it was taken for.
#[derive(Debug, Serialize)]
struct ColumnJson<'c> {
    at: &'c str,
    head: &'c str,
    holds: String,
    words: String,
    chosen: bool,
}

#[inline(never)]
pub(crate) fn answer(memory: &mut Memory, call: &Call<'_>) -> Result<Answer, Failure> {
    let OpenAsked { encoding, columns } = call.own()?;
    let (name, bytes) = call.file(0)?;
    if name.rsplit(['/', '\\']).next() == Some(NAME) {
        return config(call, bytes);
    }
    let mut settings = memory.settings(call, name)?;
    settings.columns = meanings(&columns)?.into();
    if !is_table(name, bytes) {
        return yaml(call, name, bytes);
    }
    let read = import(name, bytes, encoding.as_deref(), call.lang(), &settings);
    let read = read.map_err(|why| Failure::unreadable(why.text(call.lang())))?;
    let format = catalint_table::format(name, bytes).map_err(|why| Failure::unreadable(why.text(call.lang())))?;
    if read.catalogs.is_empty() {
        return Err(Failure::unreadable(no_table(call, name)));
    }
    let catalogs: Vec<String> = read.catalogs.iter().map(|catalog| catalog_json(call, name, catalog)).collect();
    let notes: Vec<String> = read.notes.iter().map(|note| note.words(call.lang())).collect();
    Ok(Answer::object(&[
        ("kind", json("table")),
        ("format", json(format.key())),
        ("catalogs", format!("[{}]", catalogs.join(","))),
        ("notes", json(&notes)),
        ("mends", json(&format.is_mended())),
        ("annotates", json(&format.takes_marks())),
    ]))
}

/// Why no table was found. A table that was copied out of a page as words has lost its rows.
fn no_table(call: &Call<'_>, name: &str) -> String {
    let why = call.pick(
        "里面没有认出目录表：没有一行表头同时写有公开事项（或公开内容）和公开依据、公开时限或公开渠道。",
        "no table of a catalog was found in it: no row of heads names items (or contents) together with bases, deadlines or channels.",
    );
    let text = call.pick(
        "文字文件里，表的一行要写成一行，各栏用制表符隔开。从网页、Word 里复制成文字的表会散成一格一行，请改用原来的网页（html）、docx 或 xlsx，或者在原处复制表格，到这个页面直接粘贴。",
        " In a text, a row of the table is one line, with tabs between its cells. A table that was copied as words is scattered: take the page (html), docx or xlsx that it stands in, or copy the table there and paste it here.",
    );
    let is_text = [".txt", ".md", ".markdown", ".tsv"].iter().any(|end| name.to_ascii_lowercase().ends_with(end));
    if is_text { format!("{why}{text}") } else { why.to_owned() }
}

/// Whether a file is read as a table: by its name, or by what office files begin with.
pub(crate) fn is_table(name: &str, bytes: &[u8]) -> bool {
    let is_office = [&b"PK\x03\x04"[..], &[0xD0, 0xCF, 0x11, 0xE0], b"%PDF"].iter().any(|mark| bytes.starts_with(mark));
    let is_text = [".txt", ".md", ".markdown"].iter().any(|end| name.to_ascii_lowercase().ends_with(end));
    is_office || is_table_name(name) && !(is_text && looks_like_catalog(bytes))
}

/// The columns that people have set.
pub(crate) fn meanings(columns: &AskedColumns) -> Result<std::collections::BTreeMap<String, ColumnMeaning>, Failure> {
    let meaning = |(at, holds): (&String, &String)| {
        let unknown = || Failure::request(format!("a column can't hold {holds:?}"));
        let meaning = match holds.as_str() {
            "extra" => ColumnMeaning::Extra,
            "nothing" => ColumnMeaning::Nothing,
            holds => match holds.split_once('=') {
                Some((field, word)) => ColumnMeaning::Option(item_field(field).ok_or_else(unknown)?, word.to_owned()),
                None => ColumnMeaning::Field(item_field(holds).ok_or_else(unknown)?),
            },
        };
        Ok((at.clone(), meaning))
    };
    columns.iter().map(meaning).collect()
}

fn item_field(key: &str) -> Option<FieldId> {
    FieldId::from_key(key).filter(|field| FieldId::OF_ITEM.contains(field) && *field != FieldId::Extra)
}

fn column_json<'c>(column: &'c ReadColumn, lang: Lang) -> ColumnJson<'c> {
    let label = |field: &FieldId| if lang == Lang::Zh { field.spec().label } else { field.spec().label_en };
    let word = |zh: &str, en: &str| if lang == Lang::Zh { zh } else { en }.to_owned();
    let (holds, words) = match &column.meaning {
        Some(ColumnMeaning::Field(field)) => (field.key().to_owned(), label(field).to_owned()),
        Some(ColumnMeaning::Option(field, option)) => {
            let holds = format!("{}={option}", field.key());
            let words = match lang {
                Lang::Zh => format!("{}：{option}（勾选）", label(field)),
                Lang::En => format!("{}: {option} (ticks)", label(field)),
            };
            (holds, words)
        }
        Some(ColumnMeaning::Extra) => ("extra".to_owned(), word("其他栏目", "another column")),
        Some(ColumnMeaning::Nothing) => ("nothing".to_owned(), word("没有读", "not read")),
        None => ("several".to_owned(), word("一格里有几栏的内容", "several fields in one cell")),
    };
    ColumnJson { at: &column.at, head: &column.head, holds, words, chosen: column.chosen }
}

fn catalog_json(call: &Call<'_>, name: &str, catalog: &ImportedCatalog) -> String {
    let lang = call.lang();
    let head = json(&OpenedCatalog {
        yaml: &catalog.yaml,
        reading: reading::text(&catalog.reading),
        title: catalog.title.as_deref().unwrap_or_default(),
        profile: catalog.profile.as_deref().unwrap_or_default(),
        sheet: catalog.sheet.as_deref(),
        place: &catalog.place,
        items: catalog.items,
        rows: catalog.rows,
        columns: catalog.read_columns.iter().map(|column| column_json(column, lang)).collect(),
        ticked: catalog.ticked,
        unknown: catalog.unknown,
    });
    let doubts = doubts(call, name, &catalog.findings);
    format!("{},\"doubts\":{doubts}}}", head.trim_end_matches('}'))
}

/// What is to be said of the reading, gravest first, as findings of a report.
fn doubts(call: &Call<'_>, name: &str, found: &[Finding]) -> String {
    let shown: Vec<&Finding> = found.iter().collect();
    let order = groups(name, &shown).into_iter().flat_map(|group| group.at);
    let findings: Vec<Finding> = order.map(|at| found[at].clone()).collect();
    let report = Report { findings, ..empty(name) };
    json_report(call, &report)
}

fn empty(name: &str) -> Report {
    Report {
        source: Source::from_text(name, ""),
        findings: Vec::new(),
        suppressed: Vec::new(),
        baselined: Vec::new(),
        items: 0,
        title: String::new(),
        partial: false,
        unread: 0,
        docs_url: None,
    }
}

/// A report as `catalint check --output-format json` writes it.
pub(crate) fn json_report(call: &Call<'_>, of: &Report) -> String {
    let format = report::format("json").expect("it is one of the formats");
    report::render(format, std::slice::from_ref(of), view(call))
}

fn yaml(call: &Call<'_>, name: &str, bytes: &[u8]) -> Result<Answer, Failure> {
    let document = Document::from_bytes(name, bytes);
    if !document.is_readable() {
        let words = call.pick("认不出文件的编码，或者文件太大", "the encoding is not known, or the file is too large");
        return Err(Failure::unreadable(words.to_owned()));
    }
    if document.catalog().is_none() && document.faults().is_empty() {
        let words = call.pick("不是目录：文件里没有事项", "it is no catalog: there are no items in it");
        return Err(Failure::unreadable(words.to_owned()));
    }
    let catalog = document.catalog();
    let field = |id| catalog.and_then(|catalog| catalog.field(id)).map_or("", |field| field.value.text());
    let opened = OpenedCatalog {
        yaml: document.text(),
        reading: String::new(),
        title: field(FieldId::Title).trim(),
        profile: field(FieldId::Profile).trim(),
        sheet: None,
        place: "",
        items: catalog.map_or(0, |catalog| catalog.len()),
        rows: 0,
        columns: Vec::new(),
        ticked: 0,
        unknown: 0,
    };
    let head = json(&opened);
    let none = json_report(call, &empty(name));
    Ok(Answer::object(&[
        ("kind", json("yaml")),
        ("format", json("yaml")),
        ("catalogs", format!("[{},\"doubts\":{none}}}]", head.trim_end_matches('}'))),
        ("notes", "[]".to_owned()),
        ("mends", json(&false)),
        ("annotates", json(&false)),
    ]))
}

/// A config: what is wrong in it.
fn config(call: &Call<'_>, bytes: &[u8]) -> Result<Answer, Failure> {
    let mut files = call.common.config.clone();
    files.insert(NAME.to_owned(), catalint_text::decode(bytes).text);
    let linted = check::config(&files)?;
    let reports: Vec<String> = linted.reports.iter().map(|report| json_report(call, report)).collect();
    Ok(Answer::object(&[
        ("kind", json("config")),
        ("format", json("yaml")),
        ("catalogs", "[]".to_owned()),
        ("notes", "[]".to_owned()),
        ("mends", json(&false)),
        ("annotates", json(&false)),
        ("report", reports.first().cloned().unwrap_or_else(|| "null".to_owned())),
    ]))
}
