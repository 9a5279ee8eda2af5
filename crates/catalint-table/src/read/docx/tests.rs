//! Documents made part by part: what is seen of a cell is read, and what is not read is said.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use super::read;
use crate::grid::{AsideKind, Cell, Grids, Note};

fn document(parts: &[(&str, &str)]) -> Grids {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        out.start_file(format!("word/{name}.xml"), SimpleFileOptions::default()).expect("a new part");
        out.write_all(text.as_bytes()).expect("memory");
    }
    read(&out.finish().expect("memory").into_inner()).expect("a document")
}

fn table(rows: &str) -> String {
    format!("<w:document><w:body><w:tbl>{rows}</w:tbl></w:body></w:document>")
}

fn tc(inner: &str) -> String {
    format!("<w:tc>{inner}</w:tc>")
}

fn p(inner: &str) -> String {
    format!("<w:p>{inner}</w:p>")
}

fn r(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

fn looks(look: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>")
}

/// The cells of a table in one row, with these parts beside it.
fn row_with(cells: &[String], parts: &[(&str, &str)]) -> Vec<Cell> {
    let cells: String = cells.iter().map(|cell| tc(cell)).collect();
    let body = table(&format!("<w:tr>{cells}</w:tr>"));
    let parts: Vec<(&str, &str)> = std::iter::once(("document", body.as_str())).chain(parts.iter().copied()).collect();
    document(&parts).grids.remove(0).rows.remove(0).cells
}

/// The words of a cell, and what stands in it besides.
fn cell_with(inner: &str, parts: &[(&str, &str)]) -> (String, Vec<(AsideKind, String)>) {
    let cell = row_with(&[inner.to_owned()], parts).remove(0);
    (cell.text, cell.asides.into_iter().map(|aside| (aside.kind, aside.text)).collect())
}

fn cell(inner: &str) -> (String, Vec<(AsideKind, String)>) {
    cell_with(inner, &[])
}

fn said(text: &str, asides: &[(AsideKind, &str)]) -> (String, Vec<(AsideKind, String)>) {
    (text.to_owned(), asides.iter().map(|(kind, text)| (*kind, (*text).to_owned())).collect())
}

#[test]
fn hyphens_are_read_as_they_are_seen() {
    let words =
        format!("{}<w:r><w:noBreakHyphen/></w:r>{}<w:r><w:softHyphen/></w:r>{}", r("5"), r("7个工"), r("作\u{ad}日"));
    assert_eq!(cell(&p(&words)), said("5-7个工作日", &[]));
}

#[test]
fn hidden_struck_and_deleted_words_are_said() {
    let words = format!(
        "{}{}{}<w:del><w:r><w:delText>旧名</w:delText></w:r></w:del><w:ins>{}</w:ins>{}",
        r("区卫健委"),
        looks("<w:vanish/>", "内部"),
        looks("<w:dstrike/>", "原名"),
        r("（新）"),
        looks("<w:strike w:val=\"0\"/>", "站")
    );
    let all = [(AsideKind::Hidden, "内部"), (AsideKind::Struck, "原名"), (AsideKind::Deleted, "旧名")];
    assert_eq!(cell(&p(&words)), said("区卫健委（新）站", &all));
    // A property as it was before a change is none.
    let before = "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>";
    assert_eq!(cell(&p(&looks(before, "甲"))), said("甲", &[]));
}

#[test]
fn styles_hide_and_strike_too() {
    let styles = "<w:styles>\
        <w:style w:type=\"paragraph\" w:styleId=\"P\"><w:rPr><w:vanish/></w:rPr></w:style>\
        <w:style w:type=\"character\" w:styleId=\"A\"><w:rPr><w:strike/></w:rPr></w:style>\
        <w:style w:type=\"character\" w:styleId=\"B\"><w:basedOn w:val=\"A\"/></w:style></w:styles>";
    let words = format!("{}{}", looks("<w:rStyle w:val=\"B\"/>", "旧"), r("新"));
    assert_eq!(cell_with(&p(&words), &[("styles", styles)]), said("新", &[(AsideKind::Struck, "旧")]));
    let hidden = format!("<w:pPr><w:pStyle w:val=\"P\"/></w:pPr>{}{}", r("藏"), looks("<w:vanish w:val=\"0\"/>", "露"));
    assert_eq!(cell_with(&p(&hidden), &[("styles", styles)]), said("露", &[(AsideKind::Hidden, "藏")]));
}

const NUMBERING: &str = "<w:numbering><w:abstractNum w:abstractNumId=\"3\">\
    <w:lvl w:ilvl=\"0\"><w:start w:val=\"3\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl>\
    <w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"chineseCounting\"/><w:pStyle w:val=\"L2\"/><w:lvlText w:val=\"（%2）\"/></w:lvl>\
    </w:abstractNum><w:num w:numId=\"8\"><w:abstractNumId w:val=\"3\"/></w:num></w:numbering>";

#[test]
fn numbers_that_word_makes_are_counted() {
    let numbered = |level: u8, text: &str| {
        p(&format!("<w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"8\"/></w:numPr></w:pPr>{}", r(text)))
    };
    let inner =
        [numbered(0, "甲"), numbered(1, "乙"), numbered(1, "丙"), numbered(0, "丁"), numbered(1, "戊")].concat();
    let parts = [("numbering", NUMBERING)];
    assert_eq!(cell_with(&inner, &parts).0, "3. 甲\n（一）乙\n（二）丙\n4. 丁\n（一）戊");
    // A cell that holds its number alone; a list that is not there.
    assert_eq!(cell_with(&numbered(0, ""), &parts), said("3.", &[]));
    assert_eq!(cell(&numbered(0, "甲")), said("甲", &[]));
}

#[test]
fn numbers_come_by_style_and_not_to_what_is_not_there() {
    let styles = "<w:styles>\
        <w:style w:type=\"paragraph\" w:styleId=\"L1\"><w:pPr><w:numPr><w:numId w:val=\"8\"/></w:numPr></w:pPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"L2\"><w:basedOn w:val=\"L1\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"N\"><w:basedOn w:val=\"L1\"/><w:pPr><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr></w:style></w:styles>";
    let parts = [("numbering", NUMBERING), ("styles", styles)];
    let of = |style: &str, more: &str, text: &str| {
        p(&format!("<w:pPr><w:pStyle w:val=\"{style}\"/>{more}</w:pPr>{}", r(text)))
    };
    let deleted = "<w:rPr><w:del/></w:rPr>";
    let inner = [
        of("L1", "", "甲"),
        of("N", "", "乙"),
        of("L1", "<w:rPr><w:vanish/></w:rPr>", ""),
        // The end of this one was deleted: the next goes on with it.
        of("L1", deleted, "丙"),
        of("L1", "", "丁"),
        of("L1", "", "戊"),
    ];
    assert_eq!(cell_with(&inner.concat(), &parts).0, "3. 甲\n乙\n4. 丙丁\n5. 戊");
}

#[test]
fn bullets_say_something_where_one_is_a_box() {
    let level = |nth: u8, code: &str| {
        format!(
            "<w:lvl w:ilvl=\"{nth}\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"&#x{code};\"/>\
             <w:rPr><w:rFonts w:ascii=\"Wingdings\"/></w:rPr></w:lvl>"
        )
    };
    let numbering = format!(
        "<w:numbering><w:abstractNum w:abstractNumId=\"0\">{}{}{}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>",
        level(0, "F0FE"),
        level(1, "F0A8"),
        level(2, "F06C")
    );
    let of = |level: u8, text: &str| {
        p(&format!("<w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>{}", r(text)))
    };
    let parts = [("numbering", numbering.as_str())];
    assert_eq!(cell_with(&(of(0, "政府网站") + &of(1, "公示栏")), &parts).0, "☑政府网站\n□公示栏");
    assert_eq!(cell_with(&(of(2, "甲") + &of(2, "乙")), &parts).0, "甲\n乙");
}

#[test]
fn a_text_box_is_what_a_cell_says_or_is_said() {
    let boxed = "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor><wp:positionH><wp:posOffset>12</wp:posOffset></wp:positionH>\
        <a:graphic><a:graphicData uri=\"http://x/wordprocessingShape\"><wps:txbx><w:txbxContent><w:p><w:r><w:t>区人社局</w:t></w:r></w:p></w:txbxContent></wps:txbx></a:graphicData></a:graphic>\
        <wp14:sizeRelH><wp14:pctWidth>0</wp14:pctWidth></wp14:sizeRelH></wp:anchor></w:drawing></mc:Choice>\
        <mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>区人社局</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>";
    assert_eq!(cell(&p(boxed)), said("区人社局", &[]));
    assert_eq!(cell(&p(&(r("区医保局") + boxed))), said("区医保局", &[(AsideKind::TextBox, "区人社局")]));
    let old = "<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>甲</w:t></w:r></w:p><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>";
    assert_eq!(cell(&p(old)), said("甲\n乙", &[]));
}

#[test]
fn pictures_and_parts_of_other_programs_are_said() {
    let picture = "<w:r><w:drawing><wp:inline><wp:docPr id=\"1\" descr=\"公章\"/><a:graphic><a:graphicData uri=\"http://x/picture\"><pic:pic/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>";
    assert_eq!(cell(&p(&(picture.to_owned() + &r("甲")))), said("\u{fffc}甲", &[(AsideKind::Picture, "公章")]));
    let chart = "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri=\"http://x/chart\"/></a:graphic></wp:inline></w:drawing></w:r>";
    assert_eq!(cell(&p(chart)).1, [(AsideKind::Object, String::new())]);
    let line = "<w:r><w:pict><v:line/></w:pict></w:r>";
    assert_eq!(cell(&p(line)), said("\u{fffc}", &[]));
    assert_eq!(cell(&p("<x:note>未知</x:note>")), said("", &[(AsideKind::Unknown, "未知")]));
    assert_eq!(cell("<w:altChunk r:id=\"a\"/>").1, [(AsideKind::Object, String::new())]);
}

#[test]
fn content_controls_hold_values_ticks_and_prompts() {
    let sdt = |about: &str, inner: &str| {
        format!("<w:sdt><w:sdtPr>{about}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>")
    };
    let chosen = sdt("<w:dropDownList><w:listItem w:displayText=\"县级\"/></w:dropDownList>", &r("县级"));
    assert_eq!(cell(&p(&chosen)), said("县级", &[]));
    let asked = sdt("<w:showingPlcHdr/><w:text/>", &r("请选择"));
    assert_eq!(cell(&p(&asked)), said("", &[(AsideKind::Prompt, "请选择")]));
    assert_eq!(cell(&p(&sdt("<w:showingPlcHdr w:val=\"0\"/>", &r("甲")))), said("甲", &[]));
    let ticked = sdt("<w14:checkbox><w14:checked w14:val=\"1\"/></w14:checkbox>", &r("☒"));
    assert_eq!(cell(&p(&(ticked.clone() + &r("网站")))), said("☑网站", &[]));
    // Controls around whole cells: the columns stay where they are.
    let body = table(&format!(
        "<w:tr>{}{}{}</w:tr>",
        sdt("<w:showingPlcHdr/>", &tc(&p(&r("请填写")))),
        sdt("<w14:checkbox><w14:checked w14:val=\"0\"/></w14:checkbox>", &tc(&p(&r("☐")))),
        tc(&p(&r("尾")))
    ));
    let cells = document(&[("document", &body)]).grids.remove(0).rows.remove(0).cells;
    let texts: Vec<(usize, &str)> = cells.iter().map(|cell| (cell.column, cell.text.as_str())).collect();
    assert_eq!(texts, [(0, ""), (1, "☐"), (2, "尾")]);
    assert!(cells[0].unread() && !cells[1].unread());
}

#[test]
fn fields_are_read_by_their_results() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let instruction = |text: &str| format!("<w:r><w:instrText>{text}</w:instrText></w:r>");
    let (begin, separate, end) = (mark("begin"), mark("separate"), mark("end"));
    let field = |text: &str, result: &str| format!("{begin}{}{separate}{result}{end}", instruction(text));
    let inner = field("PAGE", &r("9"));
    let nested = format!("{begin}{}{inner}{}{separate}{}{end}", instruction("IF "), instruction(" = 1"), r("是"));
    assert_eq!(cell(&p(&nested)), said("是", &[]));
    let ringed = format!("{begin}{}{end}", instruction("EQ \\o\\ac(□,√)"));
    assert_eq!(cell(&p(&(ringed + &r("网站")))), said("☑网站", &[]));
    let lost = format!("{begin}{}{end}", instruction("DOCPROPERTY 科室"));
    assert_eq!(cell(&p(&lost)), said("", &[(AsideKind::Formula, "DOCPROPERTY 科室")]));
    assert_eq!(cell(&p(&format!("<w:fldSimple w:instr=\"DATE\">{}</w:fldSimple>", r("2024年")))), said("2024年", &[]));
    let list = "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:ddList><w:result w:val=\"1\"/>\
        <w:listEntry w:val=\"市级\"/><w:listEntry w:val=\"县级\"/></w:ddList></w:ffData></w:fldChar></w:r>";
    let chosen = format!("{list}{}{separate}{}{end}", instruction("FORMDROPDOWN"), r("县级"));
    assert_eq!(cell(&p(&chosen)), said("县级", &[]));
}

#[test]
fn readings_are_no_words_and_foot_notes_are_said() {
    let ruby = format!("<w:r><w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>", r("zhen"), r("圳"));
    assert_eq!(cell(&p(&ruby)), said("圳", &[]));
    let notes =
        "<w:footnotes><w:footnote w:id=\"2\"><w:p><w:r><w:t>涉密的除外</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let noted = r("名单") + "<w:r><w:footnoteReference w:id=\"2\"/></w:r>";
    let got = cell_with(&p(&noted), &[("footnotes", notes)]);
    assert_eq!(got, said("名单", &[(AsideKind::Footnote, "涉密的除外")]));
    let body = table(&format!("<w:tr>{}</w:tr>", tc(&p("<w:r><w:commentReference w:id=\"0\"/></w:r>"))));
    assert_eq!(document(&[("document", &body)]).notes, [Note::Comments(1)]);
}

#[test]
fn deleted_cells_and_rows_leave_the_others_in_place() {
    let del = |text: &str| {
        format!(
            "<w:tc><w:tcPr><w:cellDel/></w:tcPr><w:p><w:del><w:r><w:delText>{text}</w:delText></w:r></w:del></w:p></w:tc>"
        )
    };
    let plain = |text: &str| tc(&p(&r(text)));
    let body = table(&format!(
        "<w:tr>{0}{1}{2}</w:tr><w:tr>{0}{3}{1}{2}</w:tr><w:tr>{0}{3}{2}</w:tr>\
         <w:tr><w:trPr><w:del/></w:trPr>{0}{1}{2}</w:tr><w:tr><w:trPr><w:hidden/></w:trPr>{0}</w:tr>",
        plain("甲"),
        plain("乙"),
        plain("丙"),
        del("旧")
    ));
    let rows = document(&[("document", &body)]).grids.remove(0).rows;
    let texts: Vec<Vec<&str>> =
        rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect()).collect();
    // The second had a cell too many, the third would be short without its deleted one.
    assert_eq!(
        texts,
        [vec!["甲", "乙", "丙"], vec!["甲", "乙", "丙"], vec!["甲", "", "丙"], vec!["", "", ""], vec![""]]
    );
    assert_eq!(rows[1].cells[1].asides[0].text, "旧");
    assert_eq!(rows[3].cells[2].asides[0].text, "丙");
    assert_eq!(rows[4].cells[0].asides[0].kind, AsideKind::Hidden);
}

#[test]
fn cells_merged_across_and_columns_left_out_are_counted() {
    let merged = |kind: &str, text: &str| format!("<w:tc><w:tcPr><w:hMerge{kind}/></w:tcPr>{}</w:tc>", p(&r(text)));
    let body = table(&format!(
        "<w:tr>{}{}{}</w:tr><w:tr><w:trPr><w:gridBefore w:val=\"1\"/><w:gridAfter w:val=\"1\"/></w:trPr>{}</w:tr>",
        merged(" w:val=\"restart\"", "宽"),
        merged("", ""),
        tc(&p(&r("尾"))),
        tc(&p(&r("中")))
    ));
    let rows = document(&[("document", &body)]).grids.remove(0).rows;
    let places = |row: usize| -> Vec<(usize, usize, &str)> {
        rows[row].cells.iter().map(|cell| (cell.column, cell.columns, cell.text.as_str())).collect()
    };
    assert_eq!(places(0), [(0, 2, "宽"), (2, 1, "尾")]);
    assert_eq!(places(1), [(1, 1, "中"), (2, 1, "")]);
}

#[test]
fn a_table_in_a_text_box_is_a_table() {
    let inner = table(&format!("<w:tr>{}</w:tr>", tc(&p(&(r("甲") + &looks("<w:vanish/>", "乙"))))));
    let inner = inner.trim_start_matches("<w:document><w:body>").trim_end_matches("</w:body></w:document>");
    let body = format!(
        "<w:document><w:body><w:p><w:r><w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict></w:r></w:p></w:body></w:document>"
    );
    let cell = document(&[("document", &body)]).grids.remove(0).rows.remove(0).cells.remove(0);
    assert_eq!((cell.text.as_str(), cell.asides[0].kind), ("甲", AsideKind::Hidden));
}

/// Markup around a word, one kind after the other; `{}` is the word or more markup.
const AROUND: [&str; 16] = [
    "<w:r><w:t>{}</w:t></w:r>",
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>{}</w:t></w:r>",
    "<w:r><w:rPr><w:strike/></w:rPr><w:t>{}</w:t></w:r>",
    "<w:del><w:r><w:delText>{}</w:delText></w:r></w:del>",
    "<w:moveFrom><w:r><w:t>{}</w:t></w:r></w:moveFrom>",
    "<w:ins><w:r><w:t>{}</w:t></w:r></w:ins>",
    "<w:hyperlink r:id=\"a\"><w:r><w:t>{}</w:t></w:r></w:hyperlink>",
    "<w:smartTag><w:customXml><w:r><w:t>{}</w:t></w:r></w:customXml></w:smartTag>",
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>{}</w:t></w:r></w:sdtContent></w:sdt>",
    "<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>{}</w:t></w:r></w:sdtContent></w:sdt>",
    "<w:r><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r>",
    "<w:fldSimple w:instr=\"REF a\"><w:r><w:t>{}</w:t></w:r></w:fldSimple>",
    "<m:oMath><m:r><m:t>{}</m:t></m:r></m:oMath>",
    "<x:new><x:part>{}</x:part></x:new>",
    "<w:r><w:drawing><wp:inline><wp:docPr descr=\"{}\"/><a:graphic><a:graphicData uri=\"x/picture\"/></a:graphic></wp:inline></w:drawing></w:r>",
    "<mc:AlternateContent><mc:Choice><w:r><w:t>{}</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>no</w:t></w:r></mc:Fallback></mc:AlternateContent>",
];

/// Whatever words stand in a cell, they are read, or it is said that they were not.
#[test]
fn no_word_is_lost_in_silence() {
    let mut seed = 5_u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).expect("31 bits") % below
    };
    for nth in 0..300 {
        let mut words = Vec::new();
        let mut cells = String::new();
        for _ in 0..=random(3) {
            let mut inner = String::new();
            for _ in 0..=random(5) {
                let word = format!("词{nth}号{}末", words.len());
                inner += &AROUND[random(AROUND.len())].replace("{}", &word);
                words.push(word);
                if random(4) == 0 {
                    inner += "</w:p><w:p>";
                }
            }
            let about = ["", "<w:tcPr><w:cellDel/></w:tcPr>", "<w:tcPr><w:hMerge/></w:tcPr>"][random(3)];
            cells += &format!("<w:tc>{about}<w:p>{inner}</w:p></w:tc>");
        }
        let row = ["", "<w:trPr><w:del/></w:trPr>", "<w:trPr><w:gridBefore w:val=\"2\"/></w:trPr>"][random(3)];
        let document = document(&[("document", &table(&format!("<w:tr>{row}{cells}</w:tr>")))]);
        let cells: Vec<&Cell> = document.grids.iter().flat_map(|grid| &grid.rows).flat_map(|row| &row.cells).collect();
        for word in words {
            let said = |cell: &&Cell| cell.text.contains(&word) || cell.asides.iter().any(|a| a.text.contains(&word));
            assert!(cells.iter().any(said), "{word}: {document:#?}");
        }
    }
}
