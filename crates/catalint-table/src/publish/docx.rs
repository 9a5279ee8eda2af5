//! A Word document (docx): the table on A4 landscape pages, as an office prints and publishes it.

use std::io::{Cursor, Write as _};

use quick_xml::escape::escape;
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime, System};

use super::office::{Plan, Unwritable, clean};
use super::{Published, PublishedColumn, office};

/// Twentieths of a point between the margins of an A4 page that lies on its side.
const ROOM: usize = 16838 - 2 * MARGIN;
const MARGIN: usize = 850;
/// Room within a cell at its left and at its right.
const PADDING: usize = 50;
/// Half points of the letters of the table: 小五.
const SIZE: usize = 18;
/// Most columns of a table in Word.
const MAX_COLUMNS: usize = 63;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const WORDS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The document of a catalog.
///
/// # Errors
/// What the format can't hold.
pub fn write(published: &Published) -> Result<Vec<u8>, Unwritable> {
    let plan = Plan::new(published);
    if plan.columns > MAX_COLUMNS {
        return Err(Unwritable::ManyColumns(plan.columns, MAX_COLUMNS));
    }
    package(&document(&body(published, &plan)))
}

/// The package of a document, whose `word/document.xml` is given.
///
/// # Errors
/// When it can't be put together.
pub(crate) fn package(document: &str) -> Result<Vec<u8>, Unwritable> {
    let parts = [
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", relations(&[("officeDocument", "word/document.xml")])),
        ("word/document.xml", document.to_owned()),
        (
            "word/_rels/document.xml.rels",
            relations(&[("styles", "styles.xml"), ("footer", "footer1.xml"), ("settings", "settings.xml")]),
        ),
        ("word/styles.xml", styles()),
        ("word/footer1.xml", footer()),
        ("word/settings.xml", settings()),
    ];
    // The same catalog gives the same bytes, whenever and wherever it is written.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .system(System::Unix);
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, xml) in parts {
        package.start_file(name, options).map_err(assembly)?;
        package.write_all(DECLARATION.as_bytes()).and_then(|()| package.write_all(xml.as_bytes())).map_err(assembly)?;
    }
    Ok(package.finish().map_err(assembly)?.into_inner())
}

fn assembly(error: impl std::fmt::Display) -> Unwritable {
    Unwritable::Assembly(error.to_string())
}

/// The document around a body, which ends with its section.
pub(crate) fn document(body: &str) -> String {
    format!("<w:document xmlns:w=\"{WORDS}\" xmlns:r=\"{RELATIONS}\"><w:body>{body}</w:body></w:document>")
}

fn body(published: &Published, plan: &Plan) -> String {
    let mut body = String::new();
    if !published.title.is_empty() {
        body += &paragraphs(&published.title, "Title");
    }
    for line in &published.above {
        body += &paragraphs(line, "Above");
    }
    if plan.rows > 0 {
        table(&mut body, plan, &published.columns);
    }
    // A table that ends a document has a paragraph behind it, whose height is that of its letters.
    body +=
        "<w:p><w:pPr><w:spacing w:line=\"20\" w:lineRule=\"exact\"/><w:rPr><w:sz w:val=\"2\"/></w:rPr></w:pPr></w:p>";
    let section = format!(
        "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId2\"/>\
         <w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>\
         <w:pgMar w:top=\"1000\" w:right=\"{MARGIN}\" w:bottom=\"1000\" w:left=\"{MARGIN}\" w:header=\"500\" \
         w:footer=\"500\" w:gutter=\"0\"/></w:sectPr>"
    );
    body + &section
}

/// A text, a paragraph a line.
pub(crate) fn paragraphs(text: &str, style: &str) -> String {
    let mut out = String::new();
    for line in clean(text).split('\n') {
        out += &format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>");
        if !line.is_empty() {
            // The hint has “ ” √ drawn in the Chinese font.
            let run = "<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">";
            out += &format!("{run}{}</w:t></w:r>", escape(line));
        }
        out += "</w:p>";
    }
    out
}

fn table(out: &mut String, plan: &Plan, columns: &[PublishedColumn]) {
    let widths = widths(plan, columns);
    *out += &table_head(&widths);
    for row in 0..plan.rows {
        let head = if row < plan.head_rows { "<w:tblHeader/>" } else { "" };
        *out += &format!("<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>");
        let mut column = 0;
        while column < plan.columns {
            let cell = plan.cell(row, column);
            let span = cell.map_or(1, |cell| cell.columns);
            let width: usize = widths[column..column + span].iter().sum();
            *out += &format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>");
            if span > 1 {
                *out += &format!("<w:gridSpan w:val=\"{span}\"/>");
            }
            let begins = cell.is_none_or(|cell| cell.row == row);
            if cell.is_some_and(|cell| cell.rows > 1) {
                *out += if begins { "<w:vMerge w:val=\"restart\"/>" } else { "<w:vMerge/>" };
            }
            if row < plan.head_rows {
                *out += "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F2F2F2\"/>";
            }
            *out += "<w:vAlign w:val=\"center\"/></w:tcPr>";
            let style = match columns.get(column) {
                _ if row < plan.head_rows => "Head",
                Some(column) if column.centred => "Mark",
                _ => "Cell",
            };
            *out += &paragraphs(cell.filter(|_| begins).map_or("", |cell| &cell.text), style);
            *out += "</w:tc>";
            column += span;
        }
        *out += "</w:tr>";
    }
    *out += "</w:tbl>";
}

/// How a table begins, up to its first row.
pub(crate) fn table_head(widths: &[usize]) -> String {
    let all: usize = widths.iter().sum();
    let sides = ["top", "left", "bottom", "right", "insideH", "insideV"]
        .map(|side| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"))
        .concat();
    let mut out = format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{all}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/>\
         <w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type=\"fixed\"/>\
         <w:tblCellMar><w:top w:w=\"20\" w:type=\"dxa\"/><w:left w:w=\"{PADDING}\" w:type=\"dxa\"/>\
         <w:bottom w:w=\"20\" w:type=\"dxa\"/><w:right w:w=\"{PADDING}\" w:type=\"dxa\"/></w:tblCellMar>\
         </w:tblPr><w:tblGrid>"
    );
    for width in widths {
        out += &format!("<w:gridCol w:w=\"{width}\"/>");
    }
    out + "</w:tblGrid>"
}

/// Widths of the columns in twentieths of a point: the room of the page in the parts asked for, and at
/// least a character for each column.
fn widths(plan: &Plan, columns: &[PublishedColumn]) -> Vec<usize> {
    let asked = office::widths(plan, columns);
    let least = 2 * PADDING + SIZE * 10 + 20;
    let least = least.min(ROOM / plan.columns);
    let (all, room) = (asked.iter().sum::<usize>(), ROOM - least * plan.columns);
    asked.into_iter().map(|width| least + room * (width - 2) / (all - 2 * plan.columns).max(1)).collect()
}

fn content_types() -> String {
    let part = |name: &str, kind: &str| {
        format!(
            "<Override PartName=\"/word/{name}.xml\" \
             ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml\"/>"
        )
    };
    format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         {}{}{}{}</Types>",
        part("document", "document.main"),
        part("styles", "styles"),
        part("footer1", "footer"),
        part("settings", "settings")
    )
}

/// Relations of a part, numbered from `rId1`.
fn relations(targets: &[(&str, &str)]) -> String {
    let mut all = String::new();
    for (nth, (kind, target)) in targets.iter().enumerate() {
        all += &format!("<Relationship Id=\"rId{}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>", nth + 1);
    }
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
    )
}

/// The styles. Government fonts are only named: whoever opens the file has them or sees another.
fn styles() -> String {
    let fonts = |name: &str| {
        format!(
            "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\" w:eastAsia=\"{name}\"/>"
        )
    };
    let size = |half_points: usize| format!("<w:sz w:val=\"{half_points}\"/><w:szCs w:val=\"{half_points}\"/>");
    let style = |id: &str, name: &str, paragraph: &str, run: String| {
        format!(
            "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>\
             <w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        )
    };
    let centred = "<w:jc w:val=\"center\"/>";
    let title = style(
        "Title",
        "Title",
        &format!("<w:spacing w:before=\"120\" w:after=\"160\"/>{centred}"),
        format!("{}{}", fonts("方正小标宋简体"), size(44)),
    );
    let styles = [
        title.replace(" w:customStyle=\"1\"", ""),
        style("Above", "目录说明", "<w:spacing w:after=\"80\"/>", size(24)),
        style("Head", "表头", centred, format!("{}<w:b/>{}", fonts("宋体"), size(SIZE))),
        style("Cell", "单元格", "", size(SIZE)),
        style("Mark", "居中单元格", centred, size(SIZE)),
        style("Page", "页码", centred, format!("{}{}", fonts("宋体"), size(SIZE))),
    ];
    format!(
        "<w:styles xmlns:w=\"{WORDS}\"><w:docDefaults><w:rPrDefault><w:rPr>{}{}\
         <w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>\
         {}</w:styles>",
        fonts("仿宋"),
        size(SIZE),
        styles.concat()
    )
}

/// Without it Word takes the document for one of 2007 and says so.
fn settings() -> String {
    let setting = "w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"";
    format!("<w:settings xmlns:w=\"{WORDS}\"><w:compat><w:compatSetting {setting}/></w:compat></w:settings>")
}

fn footer() -> String {
    let text = |text: &str| {
        format!("<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
    };
    let field = |name: &str| format!("<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    format!(
        "<w:ftr xmlns:w=\"{WORDS}\"><w:p><w:pPr><w:pStyle w:val=\"Page\"/></w:pPr>{}{}{}{}{}</w:p></w:ftr>",
        text("第 "),
        field("PAGE"),
        text(" 页，共 "),
        field("NUMPAGES"),
        text(" 页")
    )
}

#[cfg(test)]
mod tests;
