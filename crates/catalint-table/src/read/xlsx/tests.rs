//! Workbooks made part by part: what a cell shows is read, and what it does not is said.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use super::read;
use crate::error::Unreadable;
use crate::grid::{AsideKind, Cell, Grids, Note};

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn package(parts: &[(&str, String)]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        out.start_file(*name, SimpleFileOptions::default()).expect("a new part");
        out.write_all(text.as_bytes()).expect("memory");
    }
    out.finish().expect("memory").into_inner()
}

fn relations(all: &[(&str, &str)]) -> String {
    let one = |(nth, (kind, target)): (usize, &(&str, &str))| {
        format!("<Relationship Id=\"r{}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>", nth + 1)
    };
    format!("<Relationships>{}</Relationships>", all.iter().enumerate().map(one).collect::<String>())
}

/// A workbook of one sheet, with more parts and something said about the book.
fn workbook(about: &str, sheet: &str, more: &[(&str, String)]) -> Grids {
    let book = format!(
        "<workbook xmlns:r=\"{OFFICE}\">{about}<sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let mut parts = vec![
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", relations(&[("worksheet", "worksheets/sheet1.xml")])),
        ("xl/worksheets/sheet1.xml", format!("<worksheet>{sheet}</worksheet>")),
    ];
    parts.extend(more.iter().cloned());
    read(&package(&parts)).expect("a workbook")
}

/// The cells of one row.
fn row(cells: &str, more: &[(&str, String)]) -> Vec<(String, Vec<(AsideKind, String)>)> {
    let sheet = format!("<sheetData><row r=\"1\">{cells}</row></sheetData>");
    let mut document = workbook("", &sheet, more);
    let asides = |cell: &Cell| cell.asides.iter().map(|aside| (aside.kind, aside.text.clone())).collect();
    document.grids.remove(0).rows.remove(0).cells.iter().map(|cell| (cell.text.clone(), asides(cell))).collect()
}

fn said(text: &str, asides: &[(AsideKind, &str)]) -> (String, Vec<(AsideKind, String)>) {
    (text.to_owned(), asides.iter().map(|(kind, text)| (*kind, (*text).to_owned())).collect())
}

fn styles() -> (&'static str, String) {
    let text = "<styleSheet><numFmts><numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@\"/>\
        <numFmt numFmtId=\"177\" formatCode=\";;;\"/></numFmts>\
        <fonts><font><name val=\"宋体\"/></font><font><strike/><name val=\"宋体\"/></font></fonts>\
        <cellStyleXfs><xf numFmtId=\"9\" fontId=\"1\"/></cellStyleXfs>\
        <cellXfs><xf numFmtId=\"0\" fontId=\"0\"/><xf numFmtId=\"2\" fontId=\"0\"/><xf numFmtId=\"176\" fontId=\"0\"/>\
        <xf numFmtId=\"0\" fontId=\"1\"/><xf numFmtId=\"177\" fontId=\"0\"/><xf numFmtId=\"14\" fontId=\"0\"/></cellXfs>\
        <dxfs><dxf><font><strike/></font></dxf></dxfs></styleSheet>";
    ("xl/styles.xml", text.to_owned())
}

#[test]
fn values_are_read_as_their_cells_show_them() {
    let cells = "<c s=\"1\"><v>1.1</v></c><c s=\"2\"><v>45107</v></c><c s=\"5\"><v>45107</v></c><c><v>0.30000000000000004</v></c>\
        <c t=\"b\"><v>1</v></c><c t=\"str\"><f>A1</f><v>甲</v></c><c t=\"d\"><v>2023-06-30T00:00:00</v></c>";
    let texts: Vec<String> = row(cells, &[styles()]).into_iter().map(|(text, _)| text).collect();
    assert_eq!(texts, ["1.10", "2023年6月30日", "2023/6/30", "0.3", "TRUE", "甲", "2023-06-30"]);
}

#[test]
fn days_may_be_counted_from_1904() {
    let sheet = "<sheetData><row><c s=\"2\"><v>43645</v></c></row></sheetData>";
    let document = workbook("<workbookPr date1904=\"1\"/>", sheet, &[styles()]);
    assert_eq!(document.grids[0].rows[0].cells[0].text, "2023年6月30日");
}

#[test]
fn a_formula_without_a_result_is_said() {
    let cells = "<c><f>VLOOKUP(A2,B:C,2,0)</f></c><c><f t=\"shared\" si=\"0\"/><v/></c><c t=\"str\"><f>\"\"</f><v></v></c>\
        <c><f>1+1</f><v>2</v></c>";
    let got = row(cells, &[]);
    assert_eq!(got[0], said("", &[(AsideKind::Formula, "=VLOOKUP(A2,B:C,2,0)")]));
    // A formula whose result is an empty text has one.
    assert_eq!(got[1..], [said("", &[(AsideKind::Formula, "")]), said("2", &[])]);
    // Programs that work nothing out write a nought and ask for it to be worked out.
    let sheet = "<sheetData><row><c><f>A1</f><v>0</v></c><c><v>0</v></c></row></sheetData>";
    let document = workbook("<calcPr fullCalcOnLoad=\"1\"/>", sheet, &[]);
    let cells = &document.grids[0].rows[0].cells;
    assert!(cells[0].unread() && cells[1].text == "0");
}

#[test]
fn errors_and_pictures_in_cells_are_said() {
    let cells = "<c t=\"e\"><v>#REF!</v></c><c t=\"e\" vm=\"1\"><v>#VALUE!</v></c>\
        <c t=\"str\"><f>_xlfn.DISPIMG(\"ID_1\",1)</f><v>=DISPIMG(\"ID_1\",1)</v></c>";
    let want = [
        said("", &[(AsideKind::ErrorValue, "#REF!")]),
        said("", &[(AsideKind::Picture, "")]),
        said("", &[(AsideKind::Picture, "")]),
    ];
    assert_eq!(row(cells, &[]), want);
}

#[test]
fn struck_and_hidden_words_are_said() {
    let strings = "<sst><si><r><rPr><strike/><rFont val=\"宋体\"/></rPr><t>原名</t></r><r><rPr><rFont val=\"宋体\"/></rPr><t>现名</t></r>\
        <rPh sb=\"0\" eb=\"1\"><t>xian</t></rPh></si><si><t>全划掉</t></si></sst>";
    let cells = "<c t=\"s\"><v>0</v></c><c t=\"s\" s=\"3\"><v>1</v></c><c s=\"4\"><v>7</v></c>\
        <c t=\"inlineStr\"><is><r><t>前</t></r><r><rPr><strike/></rPr><t>中</t></r><r><t>后</t></r></is></c>";
    let want = [
        said("现名", &[(AsideKind::Struck, "原名")]),
        said("", &[(AsideKind::Struck, "全划掉")]),
        said("", &[(AsideKind::Hidden, "7")]),
        said("前后", &[(AsideKind::Struck, "中")]),
    ];
    assert_eq!(row(cells, &[styles(), ("xl/sharedStrings.xml", strings.to_owned())]), want);
}

#[test]
fn hidden_rows_and_columns_are_read_and_named() {
    let sheet = "<cols><col min=\"2\" max=\"3\" hidden=\"1\"/><col min=\"9\" max=\"16384\" hidden=\"1\"/></cols>\
        <sheetData><row r=\"1\"><c><v>1</v></c></row><row r=\"2\" hidden=\"1\"><c r=\"B2\"><v>2</v></c></row></sheetData>";
    let grid = workbook("", sheet, &[]).grids.remove(0);
    assert_eq!((grid.hidden.rows.as_slice(), &grid.hidden.columns[..3]), (&[2][..], &[1, 2, 8][..]));
    assert_eq!(grid.rows[1].cells[0].text, "2");
}

#[test]
fn what_lies_over_cells_is_said() {
    let anchor = |row: u8, column: u8, inner: &str| {
        format!(
            "<xdr:twoCellAnchor><xdr:from><xdr:col>{column}</xdr:col><xdr:row>{row}</xdr:row></xdr:from><xdr:to><xdr:col>9</xdr:col><xdr:row>9</xdr:row></xdr:to>{inner}</xdr:twoCellAnchor>"
        )
    };
    let drawing = [
        anchor(0, 1, "<xdr:pic><xdr:nvPicPr><xdr:cNvPr descr=\"对勾\"/></xdr:nvPicPr></xdr:pic>"),
        anchor(1, 1, "<xdr:sp><xdr:txBody><a:p><a:r><a:t>区民政局</a:t></a:r></a:p></xdr:txBody></xdr:sp>"),
        anchor(0, 0, "<xdr:cxnSp/>"),
        anchor(30, 0, "<xdr:pic/>"),
    ];
    let sheet = "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row><row r=\"2\"><c r=\"A2\"><v>3</v></c></row></sheetData>\
        <mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>";
    let more = [
        (
            "xl/worksheets/_rels/sheet1.xml.rels",
            relations(&[("drawing", "../drawings/drawing1.xml"), ("comments", "../comments1.xml")]),
        ),
        ("xl/drawings/drawing1.xml", format!("<xdr:wsDr>{}</xdr:wsDr>", drawing.concat())),
        ("xl/comments1.xml", "<comments><commentList><comment ref=\"A1\"/></commentList></comments>".to_owned()),
    ];
    let document = workbook("", sheet, &more);
    let rows = &document.grids[0].rows;
    let aside =
        |row: usize, nth: usize| rows[row].cells[nth].asides.first().map(|aside| (aside.kind, aside.text.as_str()));
    assert_eq!(aside(0, 0), None);
    assert_eq!((rows[0].cells[0].rows, aside(0, 1)), (2, Some((AsideKind::Picture, "对勾"))));
    assert_eq!(aside(1, 1), Some((AsideKind::TextBox, "区民政局")));
    assert_eq!((rows.len(), document.notes.as_slice()), (2, &[Note::Comments(1)][..]));
}

#[test]
fn a_text_that_many_cells_share_has_a_limit_all_the_same() {
    let strings = format!("<sst><si><t>{}</t></si></sst>", "甲".repeat(30_000));
    let cells = "<c t=\"s\"><v>0</v></c>".repeat(200);
    let rows: String = (1..=20).map(|n| format!("<row r=\"{n}\">{cells}</row>")).collect();
    let book = format!(
        "<workbook xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let parts = [
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", relations(&[("worksheet", "worksheets/sheet1.xml")])),
        ("xl/worksheets/sheet1.xml", format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")),
        ("xl/sharedStrings.xml", strings),
    ];
    assert_eq!(read(&package(&parts)).expect_err("too much"), Unreadable::TooLarge("64 MiB"));
}

/// Whatever words stand in a cell, they are read, or it is said that they were not.
#[test]
fn no_word_is_lost_in_silence() {
    let kinds = [
        "<c t=\"inlineStr\"><is><t>{}</t></is></c>",
        "<c t=\"inlineStr\"><is><r><rPr><strike/></rPr><t>{}</t></r><r><t>旁</t></r></is></c>",
        "<c t=\"inlineStr\" s=\"3\"><is><t>{}</t></is></c>",
        "<c t=\"inlineStr\" s=\"4\"><is><t>{}</t></is></c>",
        "<c t=\"str\"><f>A1</f><v>{}</v></c>",
        "<c t=\"e\"><f>A1</f><v>{}</v></c>",
        "<c><f>{}</f></c>",
        "<c t=\"d\"><v>{}</v></c>",
        "<c t=\"odd\"><v>{}</v></c>",
    ];
    for (nth, kind) in kinds.into_iter().enumerate() {
        let word = format!("词{nth}末");
        let got = row(&kind.replace("{}", &word), &[styles()]);
        let said = got
            .iter()
            .any(|(text, asides)| text.contains(&word) || asides.iter().any(|(_, text)| text.contains(&word)));
        assert!(said, "{kind}: {got:?}");
    }
}
