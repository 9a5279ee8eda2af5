//! Findings are marked in a copy of the office's own file, and nothing else changes; what is ticked there is what is fixed.

mod package;

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use catalint_core::fix::Applicability;
use catalint_core::lint::{FixOptions, Report, Settings};
use catalint_core::rule::{Lang, Severity};
use catalint_domain::date::Date;
use catalint_table::mend::LeftOutWhy;
use catalint_table::{
    Annotated, Marking, NotAnnotated, annotate, check, fix_table, fix_ticked, import, is_annotated, ticks,
};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

use package::parts;

const ALL: Marking = Marking { lang: Lang::Zh, least: Severity::Hint };

fn options() -> Settings {
    Settings::new(Date::new(2026, 11, 30).expect("a day"))
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

fn civil_affairs(extension: &str) -> (String, Vec<u8>) {
    let name = format!("civil-affairs.{extension}");
    let bytes = std::fs::read(fixtures().join("annotate").join(&name)).expect("a fixture");
    (name, bytes)
}

fn annotated(name: &str, bytes: &[u8]) -> Annotated {
    annotate(name, bytes, &options(), ALL).unwrap_or_else(|why| panic!("{name}: {why}"))
}

fn part(bytes: &[u8], name: &str) -> String {
    let found = parts(bytes).into_iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("no {name}"));
    String::from_utf8(found.1).expect("text")
}

/// The package with another text for a part.
fn with_part(bytes: &[u8], name: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (known, bytes) in parts(bytes) {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        writer.start_file(&*known, options).expect("a new part");
        let changed =
            if known == name { change(std::str::from_utf8(&bytes).expect("text")).into_bytes() } else { bytes };
        writer.write_all(&changed).expect("memory takes all");
    }
    writer.finish().expect("a package").into_inner()
}

/// What is said of a table, and where.
fn said(report: &Report) -> Vec<(&'static str, String, String)> {
    let of = |d: &catalint_core::rule::Finding| {
        let cell = d.cell().map_or_else(String::new, |cell| cell.address.clone());
        (d.rule.code, cell, d.message_in(Lang::Zh).into_owned())
    };
    report.findings.iter().map(of).collect()
}

/// Ticks the rows of the list whose rule is one of these.
fn ticked(name: &str, copy: &[u8], codes: &[&str]) -> Vec<u8> {
    let sheet = |xml: &str| {
        let mut out = String::new();
        for row in xml.split_inclusive("</row>") {
            let hit = codes.iter().any(|code| row.contains(&format!("xml:space=\"preserve\">{code}</t>")));
            let begin = row.find("<c r=\"I").filter(|_| hit);
            match begin {
                Some(at) => {
                    let end = at + row[at..].find("<c r=\"J").expect("a record");
                    let number = &row[at + 7..at + row[at..].find("\" s=").expect("a look")];
                    out += &row[..at];
                    out += &format!("<c r=\"I{number}\" t=\"inlineStr\"><is><t>√</t></is></c>");
                    out += &row[end..];
                }
                None => out += row,
            }
        }
        out
    };
    let document = |xml: &str| {
        let row = |row: &str| {
            let hit = codes.iter().any(|code| row.contains(&format!("xml:space=\"preserve\">{code}</w:t>")));
            if hit { row.replace("w14:checked w14:val=\"0\"", "w14:checked w14:val=\"1\"") } else { row.to_owned() }
        };
        xml.split_inclusive("</w:tr>").map(row).collect()
    };
    if name.ends_with("xlsx") {
        with_part(copy, "xl/worksheets/catalint1.xml", sheet)
    } else {
        with_part(copy, "word/document.xml", document)
    }
}

#[test]
fn every_planted_defect_is_marked_and_nothing_else_changes_in_the_workbook() {
    let (name, bytes) = civil_affairs("xlsx");
    let done = annotated(&name, &bytes);
    assert_eq!((done.rows, done.placed.cells, done.placed.commented, done.again), (17, 17, 1, false));
    let (old, new) = (parts(&bytes), parts(&done.bytes));
    let changed: Vec<&str> = old.iter().filter(|part| !new.contains(part)).map(|(name, _)| name.as_str()).collect();
    let want = [
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/worksheets/sheet1.xml",
        "xl/styles.xml",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
    ];
    assert_eq!(changed, want);
    let added: Vec<&str> =
        new.iter().map(|(name, _)| name.as_str()).filter(|name| old.iter().all(|(known, _)| known != name)).collect();
    assert_eq!(added, ["xl/worksheets/catalint1.xml"]);
    // Each part that changed is what it was with something put in; numbers that count what a list holds go up.
    let uncounted = |xml: String| -> Vec<char> {
        let parts: Vec<&str> = xml.split(" count=\"").collect();
        let rest = parts[1..].iter().map(|part| part.trim_start_matches(|c: char| c.is_ascii_digit()));
        parts[..1].iter().copied().chain(rest).collect::<String>().chars().collect()
    };
    for name in want {
        let (old, new) = (uncounted(part(&bytes, name)), uncounted(part(&done.bytes, name)));
        let mut rest = new.iter();
        assert!(old.iter().all(|c| rest.any(|other| other == c)), "{name}");
    }
    let sheet = part(&done.bytes, "xl/worksheets/sheet1.xml");
    for stays in ["<dataValidations", "<pageSetup paperSize=\"8\"", "<headerFooter>", "<drawing r:id", "containsText"] {
        assert!(sheet.contains(stays), "{stays}");
    }
    assert_eq!(sheet.matches("<legacyDrawing").count(), 1);
    let cells =
        |xml: &str| xml[xml.find("<sheetData>").expect("rows")..xml.find("</sheetData>").expect("rows")].to_owned();
    assert_eq!(cells(&sheet), cells(&part(&bytes, "xl/worksheets/sheet1.xml")));
    let comments = part(&done.bytes, "xl/comments1.xml");
    assert!(
        comments.contains("王科长：材料名称请与办事指南一致") && comments.contains("【错误 PUB001】"),
        "{comments}"
    );
    assert_eq!(comments.matches("ref=\"D6\"").count(), 1);
    assert_eq!(part(&done.bytes, "xl/drawings/vmlDrawing1.vml").matches("<v:shape ").count(), 18);
}

#[test]
fn what_is_planted_is_found_and_what_is_said_to_remain_remains() {
    let (name, bytes) = civil_affairs("xlsx");
    let found = said(&check(&name, &bytes, &options()).expect("a table"));
    assert_eq!(found.len(), 17, "{found:?}");
    for which in [Applicability::Safe, Applicability::Offer] {
        let which = FixOptions { least: which, min_severity: Severity::Hint };
        let done = fix_table(&name, &bytes, &options(), which).expect("a table");
        let new = done.bytes.expect("changed");
        let differ: Vec<String> =
            parts(&bytes).into_iter().zip(parts(&new)).filter(|(old, new)| old != new).map(|(old, _)| old.0).collect();
        assert!(
            differ.iter().all(|name| ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"].contains(&&**name)),
            "{differ:?}"
        );
        assert_eq!(said(&check(&name, &new, &options()).expect("a table")), said(&done.report));
        assert_eq!(done.left, []);
    }
}

#[test]
fn a_document_has_comments_colours_and_a_table_at_its_end() {
    let (name, bytes) = civil_affairs("docx");
    let done = annotated(&name, &bytes);
    let (old, new) = (parts(&bytes), parts(&done.bytes));
    let changed: Vec<&str> =
        old.iter().zip(&new).filter(|(old, new)| old != new).map(|((name, _), _)| name.as_str()).collect();
    assert_eq!((changed, new.len()), (vec!["word/document.xml", "word/comments.xml"], old.len()));
    let text = part(&done.bytes, "word/document.xml");
    assert_eq!(text.matches("<w:commentReference").count(), 1 + done.placed.cells);
    assert_eq!(text.matches("w:color=\"CA7A11\"").count(), done.placed.cells);
    // The colour that a marked cell had comes back with the next marks.
    assert!(!text.contains("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E2EFDA\"/><w:vAlign w:val=\"center\"/></w:tcPr><w:p><w:r><w:t xml:space=\"preserve\">自信息形成或者变更之日20"));
    let clean = with_part(&done.bytes, "word/document.xml", |xml| xml.replace("之日20个", "之日起20个"));
    let again = part(&annotated(&name, &clean).bytes, "word/document.xml");
    assert!(again.contains("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E2EFDA\"/><w:vAlign w:val=\"center\"/></w:tcPr><w:p><w:r><w:t xml:space=\"preserve\">自信息形成或者变更之日起20"));
}

#[test]
fn the_copy_is_the_same_catalog_and_marks_are_replaced() {
    for extension in ["xlsx", "docx"] {
        let (name, bytes) = civil_affairs(extension);
        let done = annotated(&name, &bytes);
        assert!(is_annotated(&name, &done.bytes) && !is_annotated(&name, &bytes));
        let again = annotated(&name, &done.bytes);
        assert!(again.again && again.bytes == done.bytes, "{name}");
        let read = |bytes: &[u8]| {
            let read = import(&name, bytes, None, Lang::Zh, &options()).expect("a table");
            read.catalogs.into_iter().map(|catalog| (catalog.yaml, catalog.place)).collect::<Vec<_>>()
        };
        assert_eq!(read(&bytes), read(&done.bytes));
        let report = |bytes: &[u8]| said(&check(&name, bytes, &options()).expect("a table"));
        assert_eq!(report(&bytes), report(&done.bytes));
        // What is mended has no mark any more.
        let which = FixOptions { least: Applicability::Offer, min_severity: Severity::Hint };
        let fixed = fix_table(&name, &done.bytes, &options(), which).expect("a table").bytes.expect("changed");
        let rest = annotated(&name, &fixed);
        assert!(rest.rows < done.rows && rest.fixable == 0, "{name}: {} {}", rest.rows, rest.fixable);
    }
}

#[test]
fn what_is_ticked_is_fixed_in_the_original_and_nothing_else() {
    for extension in ["xlsx", "docx"] {
        let (name, bytes) = civil_affairs(extension);
        let copy = annotated(&name, &bytes).bytes;
        let none = ticks(&name, &copy).expect("a list");
        let done = fix_ticked(&name, &bytes, &options(), &none).expect("a table");
        assert!(done.bytes.is_none() && done.left.is_empty(), "{name}");
        let copy = ticked(&name, &copy, &["BAS009", "DDL012", "PUB001"]);
        let done = fix_ticked(&name, &bytes, &options(), &ticks(&name, &copy).expect("a list")).expect("a table");
        let changed: BTreeMap<&str, usize> = done.applied.iter().map(|(code, count)| (*code, *count)).collect();
        assert_eq!(changed, BTreeMap::from([("BAS009", 1), ("DDL012", 1)]), "{name}");
        assert_eq!(done.changes.len(), 2, "{name}: {:?}", done.changes);
        let left: Vec<(&str, LeftOutWhy)> = done.left.iter().map(|left| (left.code.as_str(), left.why)).collect();
        // A row without a fix has nothing to be ticked in a document.
        assert_eq!(left, if extension == "xlsx" { vec![("PUB001", LeftOutWhy::NoFix)] } else { vec![] });
        let new = done.bytes.expect("changed");
        let rest = said(&check(&name, &new, &options()).expect("a table"));
        assert_eq!(rest.len() + 2, said(&check(&name, &bytes, &options()).expect("a table")).len());
        // The ticks stay where the same is said.
        let again = annotate(&name, &copy, &options(), ALL).expect("a copy");
        assert_eq!(again.ticked, 2, "{name}");
        // What was carried out can't be carried out again.
        let twice = fix_ticked(&name, &new, &options(), &ticks(&name, &copy).expect("a list")).expect("a table");
        assert!(twice.bytes.is_none(), "{name}");
        assert!(
            twice.left.iter().all(|left| matches!(left.why, LeftOutWhy::NotThere | LeftOutWhy::NoFix)),
            "{:?}",
            twice.left
        );
    }
}

#[test]
fn of_an_original_that_changed_what_no_longer_stands_there_is_left() {
    let (name, bytes) = civil_affairs("xlsx");
    let copy = ticked(&name, &annotated(&name, &bytes).bytes, &["BAS009", "TXT006"]);
    let changed =
        with_part(&bytes, "xl/sharedStrings.xml", |xml| xml.replace("（国发[2016]14号）", "（国发[2016]15号）"));
    let done = fix_ticked(&name, &changed, &options(), &ticks(&name, &copy).expect("a list")).expect("a table");
    assert_eq!(done.changes.iter().map(|edit| edit.cell.as_str()).collect::<Vec<_>>(), ["目录!D7"]);
    let left: Vec<(&str, &str)> = done.left.iter().map(|left| (left.code.as_str(), left.cell.as_str())).collect();
    assert_eq!(left, [("BAS009", "目录!E11:E15")]);
    // Other words in what is to be are not what was shown.
    let other = with_part(&copy, "xl/worksheets/catalint1.xml", |xml| {
        xml.replace("保障标准；调整日期<", "保障金额；调整日期<")
    });
    let done = fix_ticked(&name, &bytes, &options(), &ticks(&name, &other).expect("a list")).expect("a table");
    assert!(done.left.iter().any(|left| left.why == LeftOutWhy::Retyped && left.code == "TXT006"), "{:?}", done.left);
    assert!(done.changes.iter().all(|edit| edit.cell != "目录!D7"));
}

#[test]
fn what_can_not_be_marked_is_refused() {
    let (name, bytes) = civil_affairs("xlsx");
    let why = |name: &str, bytes: &[u8]| annotate(name, bytes, &options(), ALL).expect_err("refused");
    assert_eq!(why("a.csv", "序号,公开事项\n1,甲\n".as_bytes()), NotAnnotated::Format);
    let signed = {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts(&bytes) {
            writer.start_file(&*name, SimpleFileOptions::default()).expect("a new part");
            writer.write_all(&bytes).expect("memory takes all");
        }
        writer.start_file("_xmlsignatures/sig1.xml", SimpleFileOptions::default()).expect("a new part");
        writer.write_all(b"<Signature/>").expect("memory takes all");
        writer.finish().expect("a package").into_inner()
    };
    assert_eq!(why(&name, &signed), NotAnnotated::Left(LeftOutWhy::Signed));
    let other = with_part(&bytes, "xl/worksheets/sheet1.xml", |xml| {
        let (begin, end) = (xml.find("<sheetData>").expect("rows"), xml.find("</sheetData>").expect("rows"));
        format!(
            "{}<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>甲</t></is></c></row>{}",
            &xml[..begin],
            &xml[end..]
        )
    });
    assert_eq!(why(&name, &other), NotAnnotated::NoCatalog);
    assert!(ticks(&name, &bytes).is_err());
}

/// Whatever tables there are, their copies are the same tables with the same findings, or there is none.
#[test]
fn all_tables_of_the_fixtures_can_be_marked() {
    let files =
        std::fs::read_dir(fixtures().join("tables")).expect("a folder").map(|entry| entry.expect("a file").path());
    let is_office = |path: &PathBuf| path.extension().is_some_and(|e| e == "xlsx" || e == "docx");
    let mut marked = 0;
    for path in files.filter(is_office) {
        let (name, bytes) = (path.to_string_lossy().into_owned(), std::fs::read(&path).expect("readable"));
        match annotate(&name, &bytes, &options(), ALL) {
            Ok(done) => {
                marked += 1;
                assert!(annotated(&name, &done.bytes).bytes == done.bytes, "{name}");
            }
            Err(NotAnnotated::NoCatalog) => {}
            Err(why) => panic!("{name}: {why}"),
        }
    }
    assert!(marked > 8, "{marked}");
}

/// Some programs write every element with a prefix, and no list of looks that hang on conditions.
#[test]
fn elements_with_prefixes_get_theirs() {
    let (name, bytes) = civil_affairs("xlsx");
    let prefixed = |xml: &str| {
        let (head, body) = xml.split_once("?>").expect("a declaration");
        let mut out = format!("{head}?>");
        for (nth, part) in body.split('<').enumerate() {
            match (nth, part.strip_prefix('/')) {
                (0, _) => out += part,
                (_, Some(rest)) => out += &format!("</x:{rest}"),
                (_, None) => out += &format!("<x:{part}"),
            }
        }
        out.replace(" xmlns=\"", " xmlns:x=\"")
    };
    let mut other = bytes.clone();
    for part in ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/comments1.xml", "[Content_Types].xml"] {
        other = with_part(&other, part, prefixed);
    }
    let no_conditions = |xml: &str| {
        let (begin, end) = (xml.find("<dxfs").expect("there"), xml.find("</dxfs>").expect("there"));
        prefixed(&format!("{}{}", &xml[..begin], &xml[end + 7..]))
    };
    other = with_part(&other, "xl/styles.xml", no_conditions);
    let (plain, done) = (annotated(&name, &bytes), annotated(&name, &other));
    assert_eq!((done.rows, done.placed), (plain.rows, plain.placed));
    let sheet = part(&done.bytes, "xl/worksheets/sheet1.xml");
    assert_eq!(sheet.matches("<x:cfRule type=\"expression\"").count(), 3);
    assert!(!sheet.contains("<conditionalFormatting"), "{sheet}");
    assert!(part(&done.bytes, "xl/styles.xml").contains("</x:cellStyles><x:dxfs count=\"8\">"));
    assert!(part(&done.bytes, "xl/comments1.xml").contains("<x:comment ref=\"A25\""));
    assert!(part(&done.bytes, "[Content_Types].xml").contains("<x:Override PartName=\"/xl/worksheets/catalint1.xml\""));
    assert!(annotated(&name, &done.bytes).bytes == done.bytes);
}
