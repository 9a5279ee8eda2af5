//! What a check finds stands at the right cells of the workbook, and takes nothing from the catalog.

use catalint_core::lint::{Settings, lint_text};
use catalint_core::rule::{Lang, Severity};
use catalint_domain::date::Date;
use catalint_table::publish::{Annotate, ExportTarget, Exported, Listed, PublishedPlace, Request, export};
use catalint_table::{check, import};

fn options() -> Settings {
    Settings::new(Date::new(2026, 11, 1).expect("a day"))
}

fn exported(yaml: &str, annotate: Option<Annotate>) -> Exported {
    let request = Request { target: ExportTarget::Xlsx, profile: None, annotate };
    export(yaml.as_bytes(), request, &options()).expect("a catalog")
}

fn annotated(yaml: &str, least: Severity) -> Exported {
    exported(yaml, Some(Annotate { lang: Lang::Zh, least }))
}

const CATALOG: &str = "\
title: 青石镇政务公开标准目录
authority: 青石镇党政办
profile: national
updated: 2026-13-01
items:
  - no: 1
    category: 民生
    topic: 社会救助
    subtopic: 低保标准
    content: [保障标准, 调整日期]
    basis: [《社会救助暂行办法》第四条]
    deadline: 信息形成之日起20个工作日内
    publisher: 青石镇人民政府
    channels: [政府网站]
    audience: 全社会
    method: 主动公开
    levels: [县级, 乡级, 星际级]
    extra: {责任科室: 民政办, 联系电话: ''}
  - no: 2
    category: 民生
    topic: 社会救助
    subtopic: 特困供养
    content: [供养标准等]
    basis: []
    deadline: 及时
    publisher: 青石镇人民政府
    channels: [政府网站, 政府网站]
    audience: 全社会
    method: 主动公开
    levels: [乡级]
    colour: 红
";

/// The cell of each finding: `CODE A1`.
fn places(exported: &Exported) -> Vec<String> {
    let address = |finding: &Listed| match finding.place {
        // Title, two lines and the head come first; places of the grid count the head.
        PublishedPlace::Cell(row, column) => format!("{} {}{}", finding.code, char::from(b'A' + column as u8), row + 4),
        PublishedPlace::Title => format!("{} A1", finding.code),
        PublishedPlace::Above(line) => format!("{} A{}", finding.code, line + 2),
        PublishedPlace::Nowhere => finding.code.clone(),
    };
    exported.remarks.as_ref().expect("asked for").findings.iter().map(address).collect()
}

#[test]
fn findings_stand_at_the_cells_that_they_are_about() {
    let found = places(&annotated(CATALOG, Severity::Hint));
    // The date below the title; the entry that is no level; of a key without a column the item's number.
    let date = "SCH001 A3";
    let first = ["BAS003 F6", "LVL002 P6"];
    let second = ["CNT002 E7", "BAS001 F7", "DDL002 G7", "CHN005 I7", "SCH002 A7"];
    assert_eq!(found, [&[date], &first[..], &second].concat());
    let nowhere = CATALOG.replace("    channels: [政府网站]\n", "").replace("    channels: [政府网站, 政府网站]\n", "");
    let found = places(&annotated(&nowhere, Severity::Error));
    assert!(found.contains(&"CHN001 I4".to_owned()), "{found:?}");
    let untitled = CATALOG.replace("title: 青石镇政务公开标准目录\n", "");
    let found = places(&annotated(&untitled, Severity::Error));
    assert!(found.contains(&"SCH003".to_owned()), "{found:?}");
}

#[test]
fn what_a_check_finds_is_marked_and_what_it_does_not_show_is_counted() {
    let report = lint_text("a.yaml", CATALOG.as_bytes(), &options());
    for least in [Severity::Error, Severity::Warning, Severity::Hint] {
        let remarks = annotated(CATALOG, least).remarks.expect("asked for");
        let shown: Vec<_> = report.findings.iter().filter(|found| found.severity >= least).collect();
        let codes: Vec<&str> = remarks.findings.iter().map(|finding| finding.code.as_str()).collect();
        assert_eq!(codes, shown.iter().map(|found| found.rule.code).collect::<Vec<_>>());
        assert_eq!(remarks.hidden, report.findings.len() - shown.len());
        assert!(remarks.findings.iter().zip(shown).all(|(one, other)| one.message == other.message_in(Lang::Zh)));
    }
}

#[test]
fn an_annotated_workbook_is_the_same_catalog() {
    let (plain, annotated) = (exported(CATALOG, None), annotated(CATALOG, Severity::Hint));
    assert_eq!(plain.changes, annotated.changes);
    let read = |bytes: &[u8]| {
        let read = import("a.xlsx", bytes, None, Lang::Zh, &options()).expect("a table");
        read.catalogs.into_iter().map(|catalog| (catalog.yaml, catalog.place)).collect::<Vec<_>>()
    };
    assert_eq!(read(&plain.bytes), read(&annotated.bytes));
    let said = |bytes: &[u8]| {
        let found = check("a.xlsx", bytes, &options()).expect("a table").findings;
        found.into_iter().map(|d| (d.rule.code, d.cell().map(|c| c.address.clone()))).collect::<Vec<_>>()
    };
    assert_eq!(said(&plain.bytes), said(&annotated.bytes));
}
