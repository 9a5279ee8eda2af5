//! Each format: which bytes change, and what is refused.

use std::io::{Cursor, Read as _, Write as _};

use proptest::prelude::*;
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, ZipArchive};

use super::*;
use crate::grid::Grid;

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (nth, (name, text)) in parts.iter().enumerate() {
        let method = if nth % 3 == 2 { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        writer.start_file(*name, SimpleFileOptions::default().compression_method(method)).expect("a new part");
        writer.write_all(text.as_bytes()).expect("memory takes all");
    }
    writer.finish().expect("a package").into_inner()
}

fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut out = Vec::new();
    for nth in 0..archive.len() {
        let mut part = archive.by_index(nth).expect("there");
        let mut text = String::new();
        part.read_to_string(&mut text).expect("text");
        out.push((part.name().expect("a name").into_owned(), text));
    }
    out
}

const BOOK: &str = r#"<workbook xmlns:r="r"><sheets><sheet name="目录" sheetId="1" r:id="r1"/><sheet name="藏" sheetId="2" state="hidden" r:id="r2"/></sheets></workbook>"#;
const BOOK_RELS: &str = r#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="x/worksheet" Target="worksheets/sheet2.xml"/></Relationships>"#;

/// A workbook with these strings and cells, and a hidden sheet with others.
fn workbook(strings: &str, cells: &str, hidden: &str) -> Vec<u8> {
    let sheet = |cells: &str| format!("<worksheet><sheetData>{cells}</sheetData><pageSetup/></worksheet>");
    package(&[
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS),
        ("xl/media/image1.png", "图"),
        ("xl/sharedStrings.xml", strings),
        ("xl/worksheets/sheet1.xml", &sheet(cells)),
        ("xl/worksheets/sheet2.xml", &sheet(hidden)),
    ])
}

fn edit(cell: &str, before: &str, after: &str) -> CellEdit {
    CellEdit { cell: cell.to_owned(), before: before.to_owned(), after: after.to_owned() }
}

fn mended(name: &str, bytes: &[u8], edits: &[CellEdit]) -> Mended {
    mend(name, bytes, edits).expect("it is read")
}

/// What changed in a text, as the part of the old and that of the new.
fn changed(old: &str, new: &str) -> (String, String) {
    let (a, b): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let head = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    (a[head..a.len() - tail].iter().collect(), b[head..b.len() - tail].iter().collect())
}

/// The parts of a package that changed, each with what changed in it.
fn changes(old: &[u8], new: &[u8]) -> Vec<(String, String, String)> {
    let (old, new) = (parts(old), parts(new));
    assert_eq!(old.len(), new.len());
    let differ = old.iter().zip(&new).filter(|(old, new)| old != new);
    differ
        .map(|(old, new)| {
            assert_eq!(old.0, new.0);
            let (before, after) = changed(&old.1, &new.1);
            (old.0.clone(), before, after)
        })
        .collect()
}

fn refused(name: &str, bytes: &[u8], edits: &[CellEdit]) -> Vec<LeftOutWhy> {
    let mended = mended(name, bytes, edits);
    assert!(mended.bytes.is_none(), "{:?}", mended.made);
    mended.left.into_iter().map(|(_, why)| why).collect()
}

#[test]
fn a_string_of_one_cell_changes_in_place() {
    let strings = r#"<sst count="2" uniqueCount="2"><si><t>主动公开</t></si><si><t>帐户 &amp; 公开</t></si></sst>"#;
    let bytes = workbook(strings, r#"<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c></row>"#, "");
    let new = mended("a.xlsx", &bytes, &[edit("目录!B2", "帐户", "账户")]).bytes.expect("changed");
    let want = [("xl/sharedStrings.xml".to_owned(), "帐".to_owned(), "账".to_owned())];
    assert_eq!(changes(&bytes, &new), want);
    // Twice changes nothing.
    assert_eq!(refused("a.xlsx", &new, &[edit("目录!B2", "帐户", "账户")]), [LeftOutWhy::NotThere]);
}

#[test]
fn of_a_string_that_several_cells_say_a_copy_changes() {
    let strings = r#"<sst count="6" uniqueCount="1"><si><t xml:space="preserve">帐户 </t></si></sst>"#;
    let cell = |name: &str| format!(r#"<c r="{name}" s="1" t="s"><v>0</v></c>"#);
    let row = |cells: &[&str]| format!("<row>{}</row>", cells.iter().map(|name| cell(name)).collect::<String>());
    let bytes = workbook(strings, &row(&["A1", "B1", "C1", "D1", "E1"]), &row(&["A1"]));
    let new = mended("a.xlsx", &bytes, &[edit("目录!C1", "帐", "账")]).bytes.expect("changed");
    let want = [
        (
            "xl/sharedStrings.xml".to_owned(),
            r#"1"><si><t xml:space="preserve">帐"#.to_owned(),
            r#"2"><si><t xml:space="preserve">帐户 </t></si><si><t xml:space="preserve">账"#.to_owned(),
        ),
        ("xl/worksheets/sheet1.xml".to_owned(), "0".to_owned(), "1".to_owned()),
    ];
    assert_eq!(changes(&bytes, &new), want);
    // All cells that say it, but for that of the hidden sheet: one copy for all.
    let edits: Vec<CellEdit> = ["A1", "B1", "C1", "D1", "E1"].map(|at| edit(&format!("目录!{at}"), "帐", "账")).into();
    let new = mended("a.xlsx", &bytes, &edits).bytes.expect("changed");
    assert_eq!(parts(&new)[3].1.matches("<si>").count(), 2);
    assert_eq!(parts(&new)[4].1.matches("<v>1</v>").count(), 5);
}

#[test]
fn a_string_that_all_its_cells_change_alike_changes_in_place() {
    let strings = r#"<sst><si><t>帐户</t></si></sst>"#;
    let cells = r#"<row><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>0</v></c></row>"#;
    let bytes = workbook(strings, cells, "");
    let new = mended("a.xlsx", &bytes, &[edit("目录!A1", "帐", "账"), edit("目录!B1", "帐", "账")]);
    let new = new.bytes.expect("changed");
    assert_eq!(changes(&bytes, &new), [("xl/sharedStrings.xml".to_owned(), "帐".to_owned(), "账".to_owned())]);
}

#[test]
fn runs_keep_their_fonts_and_readings_are_no_words() {
    let strings = r#"<sst><si><r><rPr><b/></rPr><t>公开 </t></r><r><rPr><rFont val="Wingdings 2"/></rPr><t>R</t></r><r><rPr><strike/></rPr><t>帐户</t></r><r><t>帐户开立</t></r><rPh sb="0" eb="1"><t>帐户</t></rPh></si></sst>"#;
    let bytes = workbook(strings, r#"<row><c r="A1" t="s"><v>0</v></c></row>"#, "");
    assert_eq!(grid(&bytes).rows[0].cells[0].text, "公开 ☑帐户开立");
    let new = mended("a.xlsx", &bytes, &[edit("目录!A1", "帐户开立", "账户开立")]).bytes.expect("changed");
    assert!(parts(&new)[3].1.contains("<t>账户开立</t></r><rPh sb=\"0\" eb=\"1\"><t>帐户</t>"), "{}", parts(&new)[3].1);
    // Behind a sign new words look like those that follow.
    let new = mended("a.xlsx", &bytes, &[edit("目录!A1", "☑帐", "☑新帐")]).bytes.expect("changed");
    assert!(parts(&new)[3].1.contains("<t>新帐户开立</t>"));
    // A blank that comes to stand at an end is kept.
    let new = mended("a.xlsx", &bytes, &[edit("目录!A1", "开立", "开立 a")]).bytes.expect("changed");
    assert!(parts(&new)[3].1.contains("<t>帐户开立 a</t>"));
    let new = mended("a.xlsx", &bytes, &[edit("目录!A1", "☑帐", "☑ 帐")]).bytes.expect("changed");
    assert!(parts(&new)[3].1.contains("<t xml:space=\"preserve\"> 帐户开立</t>"));
    assert_eq!(refused("a.xlsx", &bytes, &[edit("目录!A1", "☑", "☐")]), [LeftOutWhy::Sign]);
}

fn grid(bytes: &[u8]) -> Grid {
    read::read("a", bytes, None).expect("it is read").grids.remove(0)
}

#[test]
fn cells_with_words_of_their_own_change_in_place() {
    let cells = r#"<row r="3"><c t="inlineStr"><is><r><t>帐</t></r><r><t>户&lt;</t></r></is></c><c t="str"><v>帐户</v></c></row>"#;
    let bytes = workbook("<sst/>", cells, "");
    let edits = [edit("目录!A3", "帐户<", "<账&户>"), edit("目录!B3", "帐", "账")];
    let new = mended("a.xlsx", &bytes, &edits).bytes.expect("changed");
    let sheet = &parts(&new)[4].1;
    assert!(sheet.contains("<v>账户</v>"), "{sheet}");
    assert_eq!(grid(&new).rows[0].cells[0].text, "<账&户>");
    assert_eq!(changes(&bytes, &new).len(), 1);
}

#[test]
fn what_is_no_text_is_refused() {
    let strings = r#"<sst><si><t>甲
乙帐_x000D_</t></si></sst>"#;
    let cells = r#"<row r="1"><c r="A1" t="str"><f>B1</f><v>帐户</v></c><c r="B1"><v>20</v></c><c r="C1" t="b"><v>1</v></c><c r="D1" t="s"><v>0</v></c></row>"#;
    let bytes = workbook(strings, cells, "");
    let edits = [
        edit("目录!A1", "帐", "账"),
        edit("目录!B1", "20", "30"),
        edit("目录!C1", "TRUE", "是"),
        edit("目录!D1", "甲\n乙", "甲乙"),
        edit("目录!D1", "甲", "甲\n"),
        edit("目录!D1", "丁", "戊"),
        edit("目录!Z9", "甲", "乙"),
    ];
    let why = refused("a.xlsx", &bytes, &edits);
    let want = [
        LeftOutWhy::Formula,
        LeftOutWhy::Number,
        LeftOutWhy::Number,
        LeftOutWhy::Differs,
        LeftOutWhy::Differs,
        LeftOutWhy::NotThere,
        LeftOutWhy::NoCell,
    ];
    assert_eq!(why, want);
    assert_eq!(refused("a.xlsx", &bytes, &edits[3..4]), [LeftOutWhy::LineEnd]);
    assert_eq!(refused("a.xlsx", &bytes, &edits[4..5]), [LeftOutWhy::LineEnd]);
    let other = mended("a.xlsx", &bytes, &[edits[0].clone(), edit("目录!D1", "乙帐", "乙账")]);
    assert_eq!((other.made.as_slice(), other.cautions), (&[1][..], vec![Caution::Formulas(1)]));
}

#[test]
fn a_signed_or_protected_file_is_left_alone() {
    let strings = "<sst><si><t>帐</t></si></sst>";
    let cells = r#"<row><c r="A1" t="s"><v>0</v></c></row></sheetData><sheetProtection sheet="1"/><sheetData>"#;
    let asked = [edit("目录!A1", "帐", "账")];
    assert_eq!(refused("a.xlsx", &workbook(strings, cells, ""), &asked), [LeftOutWhy::Protected]);
    let signed = [
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS),
        ("xl/sharedStrings.xml", strings),
        (
            "xl/worksheets/sheet1.xml",
            r#"<worksheet><sheetData><row><c t="s"><v>0</v></c></row></sheetData></worksheet>"#,
        ),
        ("xl/worksheets/sheet2.xml", "<worksheet/>"),
        ("_xmlsignatures/sig1.xml", "<Signature/>"),
    ];
    assert_eq!(refused("a.xlsx", &package(&signed), &asked), [LeftOutWhy::Signed]);
    let settings =
        r#"<w:settings xmlns:w="w"><w:documentProtection w:edit="readOnly" w:enforcement="1"/></w:settings>"#;
    let locked = document("<w:tc><w:p><w:r><w:t>帐</w:t></w:r></w:p></w:tc>", settings);
    assert_eq!(refused("a.docx", &locked, &[edit("第1行第1列", "帐", "账")]), [LeftOutWhy::Protected]);
    assert_eq!(
        refused("a.md", "| 帐 | 乙 |\n| - | - |\n| 丙 | 丁 |\n".as_bytes(), &[edit("第1行第1列", "帐", "账")]),
        [LeftOutWhy::Format]
    );
}

fn document(cells: &str, settings: &str) -> Vec<u8> {
    let xml = format!(
        r#"<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>帐</w:t></w:r></w:p><w:tbl><w:tr>{cells}</w:tr></w:tbl></w:body></w:document>"#
    );
    package(&[("word/styles.xml", "<w:styles/>"), ("word/document.xml", &xml), ("word/settings.xml", settings)])
}

#[test]
fn words_of_a_document_change_over_several_runs() {
    let cells = r#"<w:tc><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>公开(帐</w:t></w:r><w:r><w:t>户)</w:t></w:r><w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r></w:p></w:tc>"#;
    let bytes = document(cells, "<w:settings xmlns:w=\"w\"><w:trackRevisions/></w:settings>");
    let all = mended("a.docx", &bytes, &[edit("第1行第1列", "(帐户)", "（账户）")]);
    assert_eq!(all.cautions, [Caution::Unrecorded]);
    let new = all.bytes.expect("changed");
    let want = [(
        "word/document.xml".to_owned(),
        "(帐</w:t></w:r><w:r><w:t>户)".to_owned(),
        "（账</w:t></w:r><w:r><w:t>户）".to_owned(),
    )];
    assert_eq!(changes(&bytes, &new), want);
    assert_eq!(refused("a.docx", &bytes, &[edit("第1行第1列", "☑", "√")]), [LeftOutWhy::Sign]);
    let new = mended("a.docx", &bytes, &[edit("第1行第1列", "帐户", "帐 户")]).bytes.expect("changed");
    assert!(parts(&new)[1].1.contains("<w:t xml:space=\"preserve\">公开(帐 </w:t>"), "{}", parts(&new)[1].1);
}

#[test]
fn fields_deleted_words_and_line_ends_of_a_document_are_refused() {
    let cells = r#"<w:tc><w:p><w:del><w:r><w:delText>帐</w:delText></w:r></w:del><w:ins><w:r><w:t>帐户</w:t></w:r></w:ins><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>域</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>帐</w:t></w:r></w:p><w:p><w:r><w:t>末</w:t></w:r></w:p></w:tc>"#;
    let bytes = document(cells, "<w:settings/>");
    let of = |before: &str, after: &str| refused("a.docx", &bytes, &[edit("第1行第1列", before, after)]);
    assert_eq!(of("域", "城"), [LeftOutWhy::Field]);
    assert_eq!(of("\n", ""), [LeftOutWhy::LineEnd]);
    let new = mended("a.docx", &bytes, &[edit("第1行第1列", "帐", "账")]).bytes.expect("changed");
    let want = [("word/document.xml".to_owned(), "帐".to_owned(), "账".to_owned())];
    assert_eq!(changes(&bytes, &new), want);
    assert!(parts(&new)[1].1.contains("<w:ins><w:r><w:t>账户"));
}

#[test]
fn a_blank_cell_of_a_document_is_filled_in_with_the_look_of_its_paragraph() {
    let cells = concat!(
        r#"<w:tc><w:tcPr/><w:p><w:pPr><w:jc w:val="center"/><w:rPr><w:sz w:val="18"/></w:rPr></w:pPr><w:bookmarkStart w:id="1" w:name="a"/></w:p></w:tc>"#,
        r#"<w:tc><w:p w:rsidR="1"/></w:tc>"#,
        r#"<w:tc><w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>点击输入</w:t></w:r></w:sdtContent></w:sdt></w:p></w:tc>"#,
        r#"<w:tc><w:p><w:pPr><w:rPr><w:ins w:id="2"/><w:sz w:val="18"/></w:rPr></w:pPr><w:r><w:t></w:t></w:r></w:p></w:tc>"#,
        "<w:tc><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>帐</w:t></w:r></w:p></w:tc>",
        "<w:tc><w:p><w:r><w:t>帐</w:t></w:r></w:p></w:tc>",
    );
    let bytes = document(cells, "<w:settings/>");
    let asked = [edit("第1行第1列", "", "√"), edit("第1行第2列", "", "甲&\n乙"), edit("第1行第4列", "", "√")];
    let new = mended("a.docx", &bytes, &asked);
    assert_eq!(new.left, []);
    let new = new.bytes.expect("changed");
    let xml = &parts(&new)[1].1;
    let look = r#"<w:bookmarkStart w:id="1" w:name="a"/><w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t xml:space="preserve">√</w:t></w:r></w:p>"#;
    assert!(xml.contains(look), "{xml}");
    let lines = r#"<w:p w:rsidR="1"><w:r><w:t xml:space="preserve">甲&amp;</w:t><w:br/><w:t xml:space="preserve">乙</w:t></w:r></w:p>"#;
    assert!(xml.contains(lines), "{xml}");
    // That a paragraph was put in is nothing that a run may say.
    assert!(xml.contains(r#"<w:t></w:t></w:r><w:r><w:t xml:space="preserve">√</w:t></w:r></w:p>"#), "{xml}");
    // What asks for words, and what is hidden, is theirs.
    for cell in ["第1行第3列", "第1行第5列"] {
        assert_eq!(refused("a.docx", &bytes, &[edit(cell, "", "√")]), [LeftOutWhy::Blank]);
    }
}

#[test]
fn a_blank_cell_of_a_page_is_filled_in_within_what_opens_in_it() {
    let html =
        "<table><tr><th>甲<th>乙<th>丙<th>丁<tr><td>帐<td><p><span> &nbsp;</span></p><td class=a></td><td><br></table>";
    let edits = [edit("第2行第2列", "", "√"), edit("第2行第3列", "", "甲<\n乙"), edit("第2行第4列", "", "√")];
    let new = mended("a.html", html.as_bytes(), &edits);
    assert_eq!(new.left, []);
    let want = html
        .replace("<span> ", "<span>√ ")
        .replace("<td class=a></td>", "<td class=a>甲&lt;<br>乙</td>")
        .replace("<td><br>", "<td>√<br>");
    assert_eq!(String::from_utf8(new.bytes.expect("changed")).expect("UTF-8"), want);
}

#[test]
fn a_cell_of_which_a_workbook_says_nothing_is_filled_in() {
    let strings = "<sst><si><t>帐</t></si></sst>";
    let cells = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="D1" t="s"><v>0</v></c></row><row r="2"><c r="A2" s="1" t="s"><v>0</v></c></row>"#;
    let bytes = workbook(strings, cells, "");
    let asked = [edit("目录!B1", "", "甲"), edit("目录!C1", "", "<乙"), edit("目录!D2", "", "√")];
    let new = mended("a.xlsx", &bytes, &asked);
    assert_eq!(new.left, []);
    let new = new.bytes.expect("changed");
    let sheet = parts(&new).into_iter().find(|(name, _)| name.ends_with("sheet1.xml")).expect("a sheet").1;
    let own = |name: &str, text: &str| {
        format!("<c r=\"{name}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
    };
    let last = own("D2", "√").replace("r=\"D2\"", "r=\"D2\" s=\"1\"");
    for part in [format!("</c>{}{}<c r=\"D1\"", own("B1", "甲"), own("C1", "&lt;乙")), format!("</c>{last}</row>")] {
        assert!(sheet.contains(&part), "{part}\n{sheet}");
    }
}

#[test]
fn a_cell_of_a_workbook_is_emptied() {
    let strings = "<sst><si><t>√</t></si><si><t>帐</t></si></sst>";
    let cells = r#"<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>"#;
    let bytes = workbook(strings, cells, "");
    let new = mended("a.xlsx", &bytes, &[edit("目录!A1", "√", "")]);
    assert_eq!(new.left, []);
    let read = read::read("a.xlsx", &new.bytes.expect("changed"), None).expect("it is read");
    let texts: Vec<&str> = read.grids[0].rows[0].cells.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(texts, ["帐"]);
}

#[test]
fn bytes_of_a_page_change_outside_of_tags() {
    let html = "<!-- <td>帐</td> --><title><td>帐</title><script>'<td>帐'</script><table><tr><th>头<td title='帐>'>甲<b>帐</b>\n 户&nbsp;&amp;\
        <table><tr><td>内帐</td></tr></table><tr><td>帐<!--帐--><i>户</i></table>";
    let (grids, edits) = (
        read::read("a.html", html.as_bytes(), None).expect("it is read").grids,
        [edit("第1行第2列", "帐 户", "<账>户"), edit("第2行第1列", "帐户", "账户")],
    );
    assert_eq!(grids.len(), 1, "{grids:?}");
    let new = mended("a.html", html.as_bytes(), &edits);
    assert_eq!(new.left, []);
    let new = String::from_utf8(new.bytes.expect("changed")).expect("UTF-8");
    let want = html.replace("<b>帐</b>\n 户", "<b>&lt;账&gt;</b>户").replace("<td>帐<!--", "<td>账<!--");
    assert_eq!(new, want);
    assert_eq!(refused("a.html", html.as_bytes(), &[edit("第1行第2列", "内帐", "内账")]), [LeftOutWhy::Made]);
}

#[test]
fn a_field_of_a_text_changes_and_is_quoted_where_it_must_be() {
    let csv = "\u{feff}头,甲\r\n\"帐,\"\"户\"\"\",帐户\r\n'=帐,百\"帐\"品\r\n";
    let edits = [
        edit("第2行第1列", "帐,\"", "账\"，"),
        edit("第2行第2列", "帐", "账,"),
        edit("第3行第1列", "帐", "账"),
        edit("第3行第2列", "帐", "账"),
    ];
    let new = mended("a.csv", csv.as_bytes(), &edits);
    assert_eq!(new.left, []);
    let new = String::from_utf8(new.bytes.expect("changed")).expect("UTF-8");
    assert_eq!(new, "\u{feff}头,甲\r\n\"账\"\"，户\"\"\",\"账,户\"\r\n'=账,百\"账\"品\r\n");
}

#[test]
fn other_encodings_keep_all_other_bytes() {
    let text =
        "序号,公开内容,公开依据,公开时限\r\n1,帐户信息和办理流程,《中华人民共和国政府信息公开条例》,及时公开\r\n"
            .repeat(3);
    let bytes = catalint_text::encode(&text, catalint_text::Encoding::Gb18030);
    let new = mended("a.csv", &bytes, &[edit("第2行第2列", "帐户", "账户")]).bytes.expect("changed");
    let differ: Vec<usize> = (0..bytes.len()).filter(|&at| bytes[at] != new[at]).collect();
    assert_eq!((bytes.len(), differ.len()), (new.len(), 1), "{differ:?}");
}

#[test]
fn the_same_edit_of_one_cell_is_made_once_and_two_that_differ_are_not() {
    let csv = "甲,乙\n帐户公示,丙\n";
    let twice = [edit("第2行第1列", "帐户", "账户"), edit("第2行第1列", "帐户公", "账户公")];
    let new = mended("a.csv", csv.as_bytes(), &twice);
    assert_eq!((new.made.as_slice(), new.bytes), (&[0, 1][..], Some("甲,乙\n账户公示,丙\n".into())));
    let two = [edit("第2行第1列", "帐户", "账户"), edit("第2行第1列", "帐户", "户头")];
    assert_eq!(refused("a.csv", csv.as_bytes(), &two), [LeftOutWhy::Differs, LeftOutWhy::Differs]);
    assert_eq!(refused("a.csv", "甲甲,乙\n丙,丁".as_bytes(), &[edit("第1行第1列", "甲", "丙")]), [LeftOutWhy::NotOnce]);
}

/// A cell as it is written in each format, of parts that look different.
#[derive(Debug, Clone)]
struct Made {
    rows: Vec<Vec<Vec<(String, usize)>>>,
    at: (usize, usize),
    edit: (usize, usize, String),
}

fn made() -> impl Strategy<Value = Made> {
    let words = "[帐户公开甲乙<&>\" ,；\u{3000}𠮷a1]{1,8}";
    let cell = proptest::collection::vec((words, 0..4_usize), 1..4);
    let rows = proptest::collection::vec(proptest::collection::vec(cell, 3), 2..5);
    (rows, 0..5_usize, 0..3_usize, 0..24_usize, 0..5_usize, "[新账<&\", a]{0,4}").prop_map(
        |(rows, row, column, from, length, new)| Made {
            at: (row % rows.len(), column),
            rows,
            edit: (from, length, new),
        },
    )
}

fn xml(text: &str) -> String {
    text.chars().map(atoms::escaped).collect()
}

impl Made {
    fn text_of(&self, row: usize, column: usize) -> String {
        self.rows[row][column].iter().map(|(words, _)| words.as_str()).collect()
    }

    fn xlsx(&self) -> Vec<u8> {
        let mut strings = String::from("<sst count=\"9\" uniqueCount=\"9\">");
        let (mut known, mut cells) = (Vec::new(), String::new());
        for (r, row) in self.rows.iter().enumerate() {
            cells += "<row>";
            for (c, runs) in row.iter().enumerate() {
                let run = |(words, look): &(String, usize)| {
                    let look = ["", "<rPr><b/></rPr>", "<rPr><sz val=\"9\"/></rPr>", "<rPr><i/></rPr>"][*look];
                    format!("<r>{look}<t xml:space=\"preserve\">{}</t></r>", xml(words))
                };
                let text: String = runs.iter().map(run).collect();
                if (r + c) % 4 == 3 {
                    cells += &format!("<c t=\"inlineStr\"><is>{text}</is></c>");
                    continue;
                }
                let nth = known.iter().position(|one| *one == text).unwrap_or_else(|| {
                    known.push(text.clone());
                    strings += &format!("<si>{text}</si>");
                    known.len() - 1
                });
                cells += &format!("<c t=\"s\"><v>{nth}</v></c>");
            }
            cells += "</row>";
        }
        workbook(&(strings + "</sst>"), &cells, "<row><c t=\"s\"><v>0</v></c></row>")
    }

    fn docx(&self) -> Vec<u8> {
        let run = |(words, look): &(String, usize)| {
            let look = ["", "<w:rPr><w:b/></w:rPr>", "<w:rPr><w:i/></w:rPr>", "<w:rPr/>"][*look];
            format!("<w:r>{look}<w:t xml:space=\"preserve\">{}</w:t></w:r>", xml(words))
        };
        let cell = |runs: &Vec<(String, usize)>| {
            format!("<w:tc><w:p>{}</w:p></w:tc>", runs.iter().map(run).collect::<String>())
        };
        let row = |row: &Vec<Vec<(String, usize)>>| row.iter().map(cell).collect::<String>();
        let rows: Vec<String> = self.rows.iter().map(row).collect();
        document(&rows.join("</w:tr><w:tr>"), "<w:settings/>")
    }

    fn html(&self) -> Vec<u8> {
        let run = |(words, look): &(String, usize)| {
            let (open, close) = [("", ""), ("<b>", "</b>"), ("<!--帐-->", ""), ("<i title='<td>'>", "</i>")][*look];
            format!("{open}{}{close}", xml(words))
        };
        let cell = |runs: &Vec<(String, usize)>| format!("<td>{}", runs.iter().map(run).collect::<String>());
        let row = |row: &Vec<Vec<(String, usize)>>| format!("<tr>{}", row.iter().map(cell).collect::<String>());
        format!("<p>帐<table>{}</table>", self.rows.iter().map(row).collect::<String>()).into_bytes()
    }

    fn csv(&self) -> Vec<u8> {
        let cell = |runs: &Vec<(String, usize)>| {
            let text: String = runs.iter().map(|(words, _)| words.as_str()).collect();
            let plain = !text.contains([',', '"']) && runs[0].1 > 1;
            if plain { text } else { format!("\"{}\"", text.replace('"', "\"\"")) }
        };
        let row = |row: &Vec<Vec<(String, usize)>>| row.iter().map(cell).collect::<Vec<_>>().join(",") + "\r\n";
        self.rows.iter().map(row).collect::<String>().into_bytes()
    }

    /// Any edit of a cell as it is read: it is made, and nothing else changes, or it is not, and nothing changes.
    fn holds(&self, name: &str, bytes: &[u8]) -> Result<bool, TestCaseError> {
        let old = read::read(name, bytes, None).expect("it is read");
        let Some(row) = old.grids[0].rows.get(self.at.0) else { return Ok(true) };
        let Some(cell) = row.cells.get(self.at.1) else { return Ok(true) };
        let text: Vec<char> = cell.text.chars().collect();
        let from = self.edit.0.min(text.len());
        let to = (from + self.edit.1).min(text.len());
        let wide = (from.saturating_sub(3), (to + 3).min(text.len()));
        let of = |range: std::ops::Range<usize>| text[range].iter().collect::<String>();
        let before = of(wide.0..wide.1);
        let after = format!("{}{}{}", of(wide.0..from), self.edit.2, of(to..wide.1));
        let address = old.grids[0].address(row.number, cell.column);
        let new = mended(name, bytes, &[edit(&address, &before, &after)]);
        let Some(new_bytes) = new.bytes else { return Ok(before == after || new.left.len() == 1) };
        let read = read::read(name, &new_bytes, None).expect("it is read");
        let want = format!("{}{}{}", of(0..from), self.edit.2, of(to..text.len()));
        let (mut seen, grids) = (0, old.grids.iter().zip(&read.grids));
        prop_assert_eq!(old.grids.len(), read.grids.len());
        for (old, new) in grids.flat_map(|(old, new)| old.rows.iter().zip(&new.rows)) {
            for (old, new) in old.cells.iter().zip(&new.cells) {
                if old.text != new.text {
                    prop_assert_eq!(new.text.trim(), want.trim());
                    seen += 1;
                }
            }
        }
        prop_assert!(seen <= 1);
        if bytes.starts_with(b"PK") {
            let words = ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "word/document.xml"];
            prop_assert!(changes(bytes, &new_bytes).iter().all(|(part, ..)| words.contains(&part.as_str())));
        }
        Ok(true)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_edit_changes_one_cell_and_no_other_byte(made in made()) {
        for (name, bytes) in
            [("a.xlsx", made.xlsx()), ("a.docx", made.docx()), ("a.html", made.html()), ("a.csv", made.csv())]
        {
            prop_assert!(made.holds(name, &bytes)?, "{}", name);
        }
        prop_assert!(!made.text_of(0, 0).is_empty());
    }
}
