use catalint_core::lint::LawDays;
use catalint_core::rule::Lang;
use catalint_domain::date::Date;
use proptest::prelude::*;

use super::*;
use crate::grid::{Cell, Grids, Note as Said, Row};
use crate::publish::office::{Listed, OfficeEntry, OfficePart, PublishedPlace};
use crate::publish::samples::{any_table, catalog, content, part, undated, wild_table};
use crate::read::read;

fn written(published: &Published) -> Vec<u8> {
    write(published, None).expect("can be written")
}

fn read_back(bytes: &[u8]) -> Grids {
    read("a.xlsx", bytes, None).expect("can be read")
}

fn remarks(findings: impl IntoIterator<Item = Listed>) -> OfficeRemarks {
    let day = |month, day| Date::new(2026, month, day).expect("a day");
    let law = LawDays { as_of: day(11, 1), checked_to: day(9, 30) };
    let findings: Vec<Listed> = findings.into_iter().collect();
    let entry = |(nth, finding): (usize, &Listed)| OfficeEntry {
        severity: finding.severity,
        code: finding.code.clone(),
        findings: vec![nth],
        items: "第1项".to_owned(),
        message: finding.message.clone(),
        parts: Vec::new(),
        source: REST.to_owned(),
        help: finding.help.clone(),
    };
    let entries = findings.iter().enumerate().map(entry).collect();
    OfficeRemarks { lang: Lang::Zh, law, findings, entries, hidden: 2 }
}

const REST: &str = "《中华人民共和国政府信息公开条例》第二十六条";

fn error((row, column): (usize, usize), severity: Severity, message: &str) -> Listed {
    Listed {
        place: PublishedPlace::Cell(row, column),
        severity,
        code: "DL001".to_owned(),
        message: message.to_owned(),
        help: "改为“20个工作日”".to_owned(),
    }
}

#[test]
fn a_catalog_is_read_back_as_it_was() {
    let published = catalog(7);
    let document = read_back(&written(&published));
    let [grid] = document.grids.as_slice() else { panic!("one sheet") };
    assert_eq!(grid.name, GridName::Sheet(SHEET.to_owned()));
    assert_eq!(grid.rows[0].cells[0].text, published.title);
    assert_eq!(grid.rows[0].cells[0].columns, 16);
    assert_eq!(content(grid, 3), content(&published.grid, 0));
    // The drop-down of many offices is a hidden sheet.
    assert_eq!(document.notes, [Said::HiddenSheet(CHOICES.to_owned())]);
}

#[test]
fn the_same_catalog_gives_the_same_bytes() {
    let remarks = remarks([error((2, 5), Severity::Error, "错")]);
    let write = || write(&catalog(5), Some(&remarks)).expect("can be written");
    let bytes = write();
    assert!(bytes == write());
    assert!(part(&bytes, "docProps/core.xml").contains(">2000-01-01T00:00:00Z</dcterms:created>"));
    assert!(undated(&bytes));
}

#[test]
fn the_head_is_on_every_page_and_stays_in_view() {
    let bytes = written(&catalog(3));
    let names = part(&bytes, "xl/workbook.xml");
    assert!(names.contains("_xlnm.Print_Titles") && names.contains("目录!$4:$5"), "{names}");
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    for want in
        ["ySplit=\"5\"", "fitToPage", "\"landscape\"", "paperSize=\"9\"", "第 &amp;P 页", "numberStoredAsText=\"1\""]
    {
        assert!(sheet.contains(want), "{want}: {sheet}");
    }
}

#[test]
fn columns_with_choices_have_drop_downs() {
    let mut published = catalog(3);
    published.columns[15].choices = vec!["甲,乙".to_owned(), "丙".to_owned()];
    let sheet = part(&written(&published), "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("sqref=\"I6:I8\"") && sheet.contains("<formula1>\"√\"</formula1>"), "{sheet}");
    assert!(sheet.contains("<formula1>'选项'!$A$1:$A$39</formula1>"), "{sheet}");
    assert!(sheet.contains("<formula1>'选项'!$B$1:$B$2</formula1>"), "{sheet}");
}

#[test]
fn cells_with_findings_have_a_comment_and_all_are_listed() {
    let published = catalog(4);
    // The topic is one cell over three rows.
    let remarks = remarks([
        error((3, 1), Severity::Warning, "一级事项写得不清楚"),
        error((2, 1), Severity::Error, "一级事项不对"),
        Listed { place: PublishedPlace::Title, ..error((0, 0), Severity::Hint, "标题太长") },
        Listed { place: PublishedPlace::Above(1), ..error((0, 0), Severity::Hint, "日期太早") },
        Listed { place: PublishedPlace::Nowhere, ..error((0, 0), Severity::Hint, "没有更新日期") },
        error((900, 1), Severity::Hint, "不在表里"),
    ]);
    let bytes = write(&published, Some(&remarks)).expect("can be written");
    let comments = part(&bytes, "xl/comments1.xml");
    let cells: Vec<&str> =
        comments.split("<comment ref=\"").skip(1).map(|rest| rest.split('"').next().expect("a cell")).collect();
    assert_eq!(cells, ["A1", "A3", "B6"]);
    assert!(comments.contains("【警告 DL001】一级事项写得不清楚\n→ 改为“20个工作日”\n\n【错误"), "{comments}");
    let document = read_back(&bytes);
    let grid = &document.grids[1];
    let row = |n: usize| grid.rows[n].cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>();
    assert_eq!(
        row(0),
        [
            "检查结果：错误1、警告1、提示4，另有较轻的2个没有列出（按2026年11月1日判断，法律核对到2026年9月30日，此后的修改和废止可能没有收录）"
        ]
    );
    assert_eq!(row(1)[..3], ["错误", "警告", "提示"]);
    assert_eq!(row(2), ["级别", "规则", "单元格", "事项", "问题", "依据", "怎样改"]);
    assert_eq!(row(3), ["警告", "DL001", "B6", "第1项", "一级事项写得不清楚", REST, "改为“20个工作日”"]);
    assert_eq!(row(5)[2], "A1");
    assert_eq!(row(7), ["提示", "DL001", "第1项", "没有更新日期", REST, "改为“20个工作日”"]);
    assert_eq!(grid.rows.len(), 9);

    let none = read_back(&write(&published, Some(&self::remarks([]))).expect("can be written"));
    assert_eq!(none.grids[1].rows[3].cells[0].text, "没有发现问题");
}

#[test]
fn an_entry_of_several_findings_names_their_cells_as_ranges() {
    let mut remarks = remarks([3, 4, 6].map(|row| error((row, 5), Severity::Warning, "写得不清楚")));
    remarks.entries.truncate(1);
    remarks.entries[0].findings = vec![0, 1, 2];
    remarks.entries[0].parts = vec![
        OfficePart { words: "“甲”：第2–3项".to_owned(), findings: vec![0, 1], help: String::new() },
        OfficePart { words: "“乙”：第5项".to_owned(), findings: vec![2], help: "写全".to_owned() },
    ];
    let document = read_back(&write(&catalog(6), Some(&remarks)).expect("can be written"));
    let row: Vec<&str> = document.grids[1].rows[3].cells.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(row[2], "F7–F8、F10");
    assert_eq!(row[4], "写得不清楚\n“甲”：第2–3项（F7–F8）\n“乙”：第5项（F10） → 写全");
}

#[test]
fn a_workbook_full_of_findings_can_still_be_read() {
    let published = catalog(10_000);
    let all = (2..10_002).flat_map(|row| [3, 4, 5].map(|column| error((row, column), Severity::Warning, "写得不清楚")));
    let bytes = write(&published, Some(&remarks(all))).expect("can be written");
    let document = read_back(&bytes);
    assert_eq!(document.grids[0].rows.len(), 10_005);
    assert_eq!(part(&bytes, "xl/comments1.xml").matches("<comment ").count(), 20_000);
    let list = &document.grids[1].rows;
    assert_eq!((list.len(), list[10_003].cells[0].text.as_str()), (10_004, "另有20000个问题没有列出"));
    assert!(list[1].cells[3].text.ends_with("；格数太多，后面的没有批注"), "{}", list[1].cells[3].text);
}

#[test]
fn a_text_that_looks_like_a_formula_stays_a_text() {
    let mut published = catalog(1);
    published.grid.rows[2].cells[0].text = "=1+1".to_owned();
    let document = read_back(&written(&published));
    assert_eq!(document.grids[0].rows[5].cells[0].text, "=1+1");
    assert!(!document.notes.iter().any(|note| matches!(note, Said::Formulas(_))));
}

#[test]
fn a_text_that_no_cell_holds_is_an_error_with_its_address() {
    let mut published = catalog(1);
    let cell = published.grid.rows[2].cells.iter_mut().find(|cell| cell.column == 3).expect("a cell");
    cell.text = "😀".repeat(MAX_TEXT / 2) + "甲";
    assert!(write(&published, None).is_ok());
    published.grid.rows[2].cells[3].text += "乙";
    let error = write(&published, None).expect_err("too long");
    assert_eq!(error.text(Lang::Zh), "目录!D6 的文字超过32767个字，这种格式的单元格放不下");
}

#[test]
fn a_long_text_has_a_wider_column_and_a_row_that_it_fits_in() {
    let mut published = catalog(1);
    published.grid.rows[2].cells[3].text = "公开".repeat(1000);
    let plan = Plan::new(&published);
    let widths = widths(&plan, &published.columns);
    assert!(widths[3] > 60 && heights(&plan, &widths)[2] < MAX_HEIGHT);
    assert_eq!(widths[4], 30);
}

#[test]
fn a_topic_over_few_rows_makes_them_high_enough() {
    let rows = (1..=2).map(|number| Row { number, cells: vec![Cell::new(1, "甲")] }).collect();
    let mut published =
        Published { grid: Grid { rows, ..Grid::default() }, columns: Vec::new(), head_rows: 0, ..catalog(0) };
    published.grid.rows[0].cells.insert(0, Cell { rows: 2, ..Cell::new(0, "事项".repeat(20)) });
    let plan = Plan::new(&published);
    assert!(heights(&plan, &[8, 8]).iter().sum::<usize>() >= 10 * LINE);
}

#[test]
fn a_very_long_sheet_is_written() {
    let mut published = catalog(0);
    published.grid.rows.extend((3..15_000).map(|number| Row { number, cells: vec![Cell::new(0, number.to_string())] }));
    let document = read_back(&written(&published));
    assert_eq!(document.grids[0].rows.len(), 15_002);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_table_is_read_back_as_it_was(published in any_table()) {
        let document = read_back(&written(&published));
        prop_assert_eq!(content(&document.grids[0], 2), content(&published.grid, 0));
    }

    #[test]
    fn whatever_the_grid_a_workbook_comes_of_it(published in wild_table()) {
        let bytes = written(&published);
        prop_assert!(read("a.xlsx", &bytes, None).is_ok() || published.title.trim().is_empty());
    }
}
