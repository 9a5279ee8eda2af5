//! Tables that are broken or made to break: a clear error, quickly, and never a panic.

use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use catalint_core::lint::{Settings, lint_text};
use catalint_core::rule::Lang;
use catalint_domain::date::Date;
use catalint_table::grid::Note;
use catalint_table::{KeyLanguage, Unreadable, check, import};
use proptest::prelude::*;
use zip::write::SimpleFileOptions;

fn options() -> Settings {
    Settings::new(Date::new(2026, 11, 1).expect("a day"))
}

fn read(name: &str, bytes: &[u8]) -> Result<usize, Unreadable> {
    import(name, bytes, None, KeyLanguage { keys: Lang::Zh, comments: Lang::Zh }, &options())
        .map(|read| read.catalogs.len())
}

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        out.start_file(*name, SimpleFileOptions::default()).expect("a new part");
        out.write_all(bytes).expect("memory");
    }
    out.finish().expect("memory").into_inner()
}

fn fixtures() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/tables");
    let mut found: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("can be listed").path())
        .filter(|path| !path.extension().is_some_and(|e| e == "yaml" || e == "out" || e == "py"))
        .map(|path| {
            (path.file_name().expect("a file").to_string_lossy().into_owned(), std::fs::read(&path).expect("readable"))
        })
        .collect();
    found.sort();
    found
}

/// Generous, for slow machines: what it keeps out takes minutes or never ends.
fn quickly<R>(work: impl FnOnce() -> R) -> R {
    let begun = Instant::now();
    let done = work();
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
    done
}

#[test]
fn a_package_that_unpacks_to_too_much_is_refused() {
    let bomb = vec![b' '; 66 << 20];
    let bytes = package(&[("xl/workbook.xml", b"<a/>"), ("xl/sharedStrings.xml", &bomb)]);
    assert!(bytes.len() < 1 << 20);
    assert_eq!(quickly(|| read("x.xlsx", &bytes)), Err(Unreadable::TooLarge("64 MiB")));
}

#[test]
fn entities_are_refused() {
    let xml = b"<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><w:document><w:body>&b;</w:body></w:document>";
    assert_eq!(read("x.docx", &package(&[("word/document.xml", xml)])), Err(Unreadable::Entities));
    assert_eq!(read("x.xlsx", &package(&[("xl/workbook.xml", xml)])), Err(Unreadable::Entities));
}

#[test]
fn a_document_without_a_table_says_so() {
    let xml = "<w:document><w:body><w:p><w:r><w:t>没有表格</w:t></w:r></w:p></w:body></w:document>";
    assert_eq!(read("x.docx", &package(&[("word/document.xml", xml.as_bytes())])), Err(Unreadable::NoTable));
    assert_eq!(read("x.html", "<p>没有表格</p>".as_bytes()), Err(Unreadable::NoTable));
    assert_eq!(read("x.md", "没有表格\n".as_bytes()), Err(Unreadable::NoTable));
    // A table without heads is one in which no catalog is found.
    assert_eq!(read("x.csv", "甲,乙\n1,2\n".as_bytes()), Ok(0));
}

#[test]
fn a_document_that_stops_in_the_middle_is_damaged() {
    let xml = "<w:document><w:body><w:tbl><w:tr><w:tc><w:p><w:r><w:t>公开";
    assert!(matches!(read("x.docx", &package(&[("word/document.xml", xml.as_bytes())])), Err(Unreadable::Damaged(_))));
}

#[test]
fn passwords_and_foreign_formats_are_named() {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory");
    file.create_stream("/EncryptedPackage").expect("a stream").write_all(b"x").expect("memory");
    let bytes = file.into_inner().into_inner();
    assert_eq!(read("x.xlsx", &bytes), Err(Unreadable::Password));
    assert_eq!(read("x.xls", &bytes), Err(Unreadable::Password));
    assert_eq!(read("x.doc", &bytes), Err(Unreadable::Format("doc")));
    assert_eq!(read("x.mht", b"MIME-Version: 1.0\n"), Err(Unreadable::Format("mht")));
    let text = package(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<a/>")]);
    assert_eq!(read("x.ods", &text), Err(Unreadable::NoTable));
    assert_eq!(read("x.bin", &text), Err(Unreadable::Format("odt")));
    let locked = package(&[("content.xml", b"?"), ("META-INF/manifest.xml", b"<encryption-data/>")]);
    assert_eq!(read("x.ods", &locked), Err(Unreadable::Password));
    assert_eq!(read("x.pdf", b"%PDF-1.7"), Err(Unreadable::Format("pdf")));
    assert_eq!(read("x.et", b"?"), Err(Unreadable::Format("et")));
    assert!(matches!(read("x.xlsx", b"not a workbook"), Err(Unreadable::Damaged(_))));
    assert!(matches!(read("x.docx", &package(&[("a", b"b")])), Err(Unreadable::Damaged(_))));
}

#[test]
fn an_old_document_under_a_new_name_is_named() {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory");
    file.create_stream("/WordDocument").expect("a stream").write_all(b"x").expect("memory");
    let bytes = file.into_inner().into_inner();
    assert_eq!(read("x.docx", &bytes), Err(Unreadable::Format("doc")));
}

#[test]
fn a_workbook_of_wps_is_read_by_what_it_is() {
    let bytes = fixtures().into_iter().find(|(name, _)| name == "b-house-expropriation.xls").expect("a fixture").1;
    assert_eq!(read("x.et", &bytes), read("x.xls", &bytes));
    assert!(read("x.et", &bytes).is_ok());
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory");
    file.create_stream("/Other").expect("a stream").write_all(b"x").expect("memory");
    assert_eq!(read("x.et", &file.into_inner().into_inner()), Err(Unreadable::Format("et")));
}

#[test]
fn cells_that_are_counted_and_not_written_cost_nothing() {
    let many = "table:number-columns-repeated=\"16384\"";
    let row = |cell: &str| format!("<table:table-row table:number-rows-repeated=\"1048576\">{cell}</table:table-row>");
    let blank = row(&format!("<table:table-cell {many}/>"));
    let book = |rows: &str| {
        let xml = format!("<a><table:table table:name=\"a\">{rows}</table:table></a>");
        package(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", xml.as_bytes())])
    };
    assert_eq!(quickly(|| read("x.ods", &book(&blank.repeat(1000)))), Err(Unreadable::NoTable));
    let cell = |more: &str| format!("<table:table-cell {more}><text:p>甲</text:p></table:table-cell>");
    assert_eq!(quickly(|| read("x.ods", &book(&row(&cell(""))))), Err(Unreadable::TooLarge("20,000 rows")));
    let wide = format!("<table:table-row>{}</table:table-row>", cell(many));
    assert_eq!(quickly(|| read("x.ods", &book(&wide))), Err(Unreadable::TooLarge("256 columns")));
}

#[test]
fn an_old_workbook_that_says_it_is_large_costs_nothing() {
    let record = |kind: u16, data: &[u8]| {
        let len = u16::try_from(data.len()).expect("short");
        [&kind.to_le_bytes(), &len.to_le_bytes(), data].concat()
    };
    let cell = |row: u16, column: u16| {
        let head = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
        record(0x0203, &[head, 1.0_f64.to_le_bytes().to_vec()].concat())
    };
    let bof = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let sheet = |at: u32| record(0x0085, &[&at.to_le_bytes()[..], &[0, 0, 1, 0, b'a']].concat());
    let end = record(0x000A, &[]);
    let at = u32::try_from(bof.len() + sheet(0).len() + end.len()).expect("short");
    let size = record(0x0200, &[0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF, 0, 0]);
    let stream = [bof.clone(), sheet(at), end.clone(), bof, size, cell(0, 0), cell(65535, 255), end].concat();
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory");
    file.create_stream("/Workbook").expect("a stream").write_all(&stream).expect("memory");
    assert_eq!(quickly(|| read("x.xls", &file.into_inner().into_inner())), Ok(0));
}

/// A workbook of one sheet.
fn workbook(sheet: &str) -> Vec<u8> {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let rels = |kind: &str, target: &str| {
        format!("<Relationships><Relationship Id=\"r1\" Type=\"{office}/{kind}\" Target=\"{target}\"/></Relationships>")
    };
    let book = format!(
        "<workbook xmlns:r=\"{office}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    package(&[
        ("_rels/.rels", rels("officeDocument", "xl/workbook.xml").as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", rels("worksheet", "worksheets/sheet1.xml").as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

#[test]
fn cells_far_out_cost_nothing() {
    let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>\
                 <row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData></worksheet>";
    assert_eq!(quickly(|| read("x.xlsx", &workbook(sheet))), Err(Unreadable::TooLarge("256 columns")));
}

#[test]
fn merged_cells_that_lie_upon_each_other_cost_no_more_than_others() {
    let (mut rows, mut merges) = (String::new(), String::new());
    for row in 1..4000 {
        rows += &format!("<row r=\"{row}\">");
        for column in 'A'..='L' {
            rows += &format!("<c r=\"{column}{row}\"><v>1</v></c>");
            merges += &format!("<mergeCell ref=\"{column}{row}:L1048576\"/>");
        }
        rows += "</row>";
    }
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells></worksheet>");
    assert_eq!(quickly(|| read("x.xlsx", &workbook(&sheet))), Ok(0));
}

#[test]
fn documents_made_to_break_a_reader_end_soon() {
    let mark = |kind: &str| format!("<w:fldChar w:fldCharType=\"{kind}\"/>");
    let run = "<w:r><w:t>甲</w:t></w:r>";
    let bodies = [
        (mark("begin") + &mark("separate")).repeat(60_000) + &run.repeat(60_000),
        format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", "<w:tc><w:p/></w:tc>".repeat(200_000)),
        format!("<w:p{}/>", (0..200_000).map(|n| format!(" a{n}=\"\"")).collect::<String>()),
        "<w:tbl><w:tr><w:tc>".repeat(20_000) + &"</w:tc></w:tr></w:tbl>".repeat(20_000),
        "<w:p><w:r><w:pict><v:textbox><w:txbxContent>".repeat(20_000),
    ];
    for body in bodies {
        let xml = format!(
            "<w:document><w:body><w:tbl><w:tr><w:tc><w:p>{body}</w:p></w:tc></w:tr></w:tbl></w:body></w:document>"
        );
        quickly(|| drop(read("x.docx", &package(&[("word/document.xml", xml.as_bytes())]))));
    }
    let sheet = format!(
        "<worksheet><sheetData><row r=\"4294967295\"><c{}/></row><row/></sheetData></worksheet>",
        " a=\"\"".repeat(200_000)
    );
    quickly(|| drop(read("x.xlsx", &workbook(&sheet))));
}

#[test]
fn pages_made_to_break_a_reader_end_soon() {
    let head = "<table><tr><td>一级事项</td><td>公开内容</td><td>公开依据</td><td>公开时限</td></tr>";
    let pages = [
        "<div>".repeat(200_000),
        "<table><tr><td>".repeat(50_000),
        format!("{head}{}", "<tr><td rowspan=65000 colspan=65000>甲</td></tr>".repeat(2_000)),
        format!("{head}{}", "<tr><td>甲<td>乙<td>《丙》<td>丁</tr>".repeat(30_000)),
        format!("{head}<tr>{}", "<td>甲</td>".repeat(300_000)),
        "<b>甲".repeat(3_000),
        "<b>甲".repeat(900),
        " ".repeat(17 << 20) + "<table>",
        " ".repeat(70 << 20) + "<table>",
    ];
    for page in pages {
        let read = quickly(|| check("x.html", page.as_bytes(), &options()).map(|report| report.items));
        assert!(!matches!(read, Ok(items) if items > 2_000), "{read:?}");
    }
}

#[test]
fn texts_made_to_break_a_reader_end_soon() {
    let texts = [
        ("x.csv", "\"".repeat(200_000)),
        ("x.csv", "\"a,".repeat(100_000)),
        ("x.csv", ",".repeat(2_000_000)),
        ("x.tsv", "公开\t".repeat(100_000)),
        ("x.md", "|".repeat(300_000)),
        ("x.md", "| a | b |\n".repeat(30_000)),
        (
            "x.html",
            format!(
                "<table><tr><td>一级事项<td>公开内容<td>公开依据<td>公开时限<tr><td>甲<td>{0}<td>{0}<td>{0}</table>",
                "乙<br>".repeat(50_000)
            ),
        ),
        (
            "x.txt",
            String::from("一级事项\t公开内容\t公开依据\t公开时限\t公开渠道\n")
                + &"甲\t乙\t丙\t丁\t■政府网站 ".repeat(3_000),
        ),
    ];
    for (name, text) in texts {
        quickly(|| drop(read(name, text.as_bytes())));
    }
}

/// YAML takes no key of more than 1,024 characters (some readers: bytes), but for one that says so.
#[test]
fn a_column_whose_head_is_longer_than_a_key_may_be_is_kept() {
    let keys = KeyLanguage { keys: Lang::Zh, comments: Lang::Zh };
    for length in [330, 335, 340, 900, 1_000, 1_024, 5_000] {
        let head = "说".repeat(length);
        let table = format!("一级事项,公开内容,公开依据,公开时限,{head}\n甲,乙,《丙》,丁,戊\n");
        let read = import("x.csv", table.as_bytes(), None, keys, &options()).expect("a catalog");
        let yaml = &read.catalogs[0].yaml;
        assert!(!lint_text("x.yaml", yaml.as_bytes(), &options()).partial, "{length}: {yaml}");
        let known: serde_yaml::Value = serde_yaml::from_str(yaml).expect("sound");
        assert_eq!(known["事项"][0]["其他栏目"][head.as_str()], "戊", "{length}");
    }
}

/// Numbers without order, the same in every run.
fn numbers(mut seed: u64) -> impl FnMut() -> usize {
    move || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).expect("31 bits")
    }
}

/// Changes, doubles or cuts out a little of a file.
fn damage(bytes: &mut Vec<u8>, random: &mut impl FnMut() -> usize) {
    for _ in 0..=random() % 4 {
        let at = random() % bytes.len().max(1);
        let end = (at + random() % 64).min(bytes.len());
        match random() % 4 {
            0 => drop(bytes.drain(at..end)),
            1 => drop(bytes.splice(at..at, bytes[at..end].to_vec())),
            _ if at < bytes.len() => bytes[at] = u8::try_from(random() % 256).expect("a byte"),
            _ => {}
        }
    }
}

/// Whatever is cut off or changed on the way: an error or a reading, no panic.
#[test]
fn damaged_tables_are_no_trouble() {
    let mut random = numbers(7);
    for (name, bytes) in fixtures() {
        for part in 1..8 {
            drop(read(&name, &bytes[..bytes.len() * part / 8]));
        }
        for _ in 0..12 {
            let mut bytes = bytes.clone();
            damage(&mut bytes, &mut random);
            drop(read(&name, &bytes));
        }
    }
}

/// Each byte of a container, of its head, its tables of places and its names too.
#[test]
fn every_byte_of_a_container_may_be_wrong() {
    let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>";
    let words = "<w:document><w:body><w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>";
    let old = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()));
    let mut old = old.expect("memory");
    old.create_stream("/Workbook").expect("a stream").write_all(&[0x09, 0x08, 4, 0, 0, 6, 5, 0]).expect("memory");
    let files = [
        ("x.xlsx", workbook(sheet)),
        ("x.docx", package(&[("word/document.xml", words.as_bytes())])),
        ("x.xls", old.into_inner().into_inner()),
    ];
    for (name, bytes) in files {
        quickly(|| {
            for at in 0..bytes.len() {
                for value in [0, 0xFF] {
                    let mut bytes = bytes.clone();
                    bytes[at] = value;
                    drop(read(name, &bytes));
                }
            }
        });
    }
}

/// The same within packages, where the sums of their parts are right and their texts are not.
#[test]
fn packages_with_damaged_parts_are_no_trouble() {
    let mut random = numbers(11);
    for (name, bytes) in fixtures().into_iter().filter(|(_, bytes)| bytes.starts_with(b"PK")) {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("sound");
        let mut parts = Vec::new();
        for nth in 0..archive.len() {
            let mut part = archive.by_index(nth).expect("sound");
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).expect("sound");
            parts.push((part.name().expect("a text").into_owned(), bytes));
        }
        for _ in 0..40 {
            let mut parts = parts.clone();
            let nth = random() % parts.len();
            damage(&mut parts[nth].1, &mut random);
            let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (name.as_str(), &bytes[..])).collect();
            drop(read(&name, &package(&parts)));
        }
    }
}

#[test]
fn what_is_passed_over_is_said() {
    let (_, bytes) = fixtures().into_iter().find(|(name, _)| name == "symbol-fonts.xlsx").expect("the fixture");
    let notes = import("x.xlsx", &bytes, None, KeyLanguage { keys: Lang::Zh, comments: Lang::Zh }, &options())
        .expect("a workbook")
        .notes;
    assert_eq!(notes, [Note::Macros, Note::Formulas(1), Note::HiddenSheet("隐藏".to_owned())]);
}

/// Cells of any kind in any order.
fn cell() -> impl Strategy<Value = String> {
    let words = [
        "",
        "序号",
        "公开事项",
        "一级事项",
        "二级事项",
        "公开内容（要素）",
        "公开依据",
        "公开时限",
        "公开主体",
        "公开渠道和载体",
        "公开对象",
        "全社会",
        "特定群体",
        "公开方式",
        "主动",
        "依申请",
        "公开层级",
        "县级",
        "乡、村级",
        "√",
        "□",
        "?",
        "1",
        "2.",
        "■政府网站 □两微一端 ■其他：某平台",
        "政府网站、公示栏",
        "《甲》《乙》",
        "《甲",
        "同上",
        "1. 甲 2. 乙3. 丙",
        "注：某某",
        "信息形成之日起20个工 作日内",
        "编制单位：某局 更新日期：2026年3月8日",
        "某局政务公开标准目录",
        "- a: b",
        "|-",
        "# 甲",
        "'\"",
        "\u{fffd}政府网站",
        "<<",
        "\u{ffff}",
        "甲\u{1fffe}",
        "\u{0}",
        "?",
        "&a",
        "!!int",
        "=",
        "\"甲",
        "#N/A",
        "~~甲~~",
        "t",
        "公开 时限",
        "甲：",
        "no",
        "2026-01-01",
        "{a}",
        "甲/乙",
        "𠮷\u{200b}",
    ];
    prop_oneof![
        8 => prop::sample::select(words.to_vec()).prop_map(str::to_owned),
        1 => "[\\PC\n]{0,12}".prop_map(|text| text),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Any grid is read without a panic, and what is written is YAML that reads back.
    #[test]
    fn any_grid_gives_sound_yaml(rows in prop::collection::vec(prop::collection::vec(cell(), 0..16), 0..10), format in 0..4_usize) {
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let line = |row: &Vec<String>, mark: &str, cell: &dyn Fn(&str) -> String| {
            row.iter().map(|text| cell(text)).collect::<Vec<_>>().join(mark)
        };
        let (name, text) = match format {
            0 => ("x.csv", rows.iter().map(|row| line(row, ",", &quoted) + "\n").collect::<String>()),
            1 => ("x.tsv", rows.iter().map(|row| line(row, "\t", &quoted) + "\n").collect()),
            2 => ("x.md", rows.iter().map(|row| format!("|{}|\n", line(row, "|", &|text| text.replace(['\n', '|'], " ")))).collect()),
            _ => ("x.html", {
                let cell = |text: &str| format!("<td rowspan={} colspan={}>{text}</td>", text.len() % 3, text.len() % 4);
                format!("<table>{}</table>", rows.iter().map(|row| format!("<tr>{}</tr>", line(row, "", &cell))).collect::<String>())
            }),
        };
        drop(check(name, text.as_bytes(), &options()));
        if let Ok(read) = import(name, text.as_bytes(), None, KeyLanguage { keys: Lang::Zh, comments: Lang::Zh }, &options()) {
            for catalog in read.catalogs {
                let report = lint_text("x.yaml", catalog.yaml.as_bytes(), &options());
                let broken = report.findings.iter().any(|d| d.rule.family() == "SYN");
                prop_assert!(!broken, "{}", catalog.yaml);
                prop_assert_eq!(report.items, catalog.items);
            }
        }
    }

    /// Any bytes under any name.
    #[test]
    fn any_bytes_are_no_trouble(bytes in prop::collection::vec(any::<u8>(), 0..400), name in prop::sample::select(catalint_table::EXTENSIONS.to_vec())) {
        for head in [&b""[..], b"PK\x03\x04", &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]] {
            drop(read(&format!("x.{name}"), &[head, &bytes].concat()));
        }
    }
}
