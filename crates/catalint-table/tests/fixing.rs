//! Tables are fixed in their own file: what the YAML of the same rows would become, and nothing else.

mod package;

use std::path::{Path, PathBuf};

use catalint_core::fix::Applicability;
use catalint_core::lint::{FixOptions, Settings};
use catalint_core::rule::Severity;
use catalint_domain::date::Date;
use catalint_table::mend::LeftOutWhy;
use catalint_table::publish::{ExportTarget, Request, export};
use catalint_table::{FixedTable, check, fix_table};

use package::parts;

fn options() -> Settings {
    Settings::new(Date::new(2026, 11, 30).expect("a day"))
}

const SAFE: FixOptions = FixOptions { least: Applicability::Safe, min_severity: Severity::Hint };
const OFFERED: FixOptions = FixOptions { least: Applicability::Offer, min_severity: Severity::Hint };

const FAULTY: &str = "\
title: 青石县民政局政务公开标准目录
profile: national
updated: 2026-06-30
items:
  - no: 1
    category: 社会救助
    topic: 最低生活保障
    subtopic: 政策法规
    content: [发放标准,发放周期, 申请材料]
    basis:
      - 《中华人民共和国政府信息公开条列》第二十条
      - 《最低生活保障审核确认办法》（民发[2021]57号）
    deadline: 信息形成或变更之日20个工作日内
    publisher: 青石县民政局
    channels: [政府网站]
    audience: 全社会
    method: 主动公开
    levels: [县级]
  - no: 2
    category: 社会救助
    topic: 最低生活保障
    subtopic: 审核确认
    content: [申请材料]
    basis:
      - 《中华人民共和国政府信息公开条列》第二十条
      - 《最低生活保障审核确认办法》（民发[2021]57号）
    deadline: 自信息形成或者变更之日起20个工作日内
    publisher: 青石县民政局
    channels: [政府网站]
    audience: 全社会
    method: 主动公开
    levels: [县级]
";

fn exported(target: ExportTarget) -> Vec<u8> {
    let request = Request { target, profile: None, annotate: None };
    export(FAULTY.as_bytes(), request, &options()).unwrap_or_else(|error| panic!("{error}")).bytes
}

fn fixed(name: &str, bytes: &[u8], which: FixOptions) -> FixedTable {
    fix_table(name, bytes, &options(), which).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// What is said of a table, and where.
fn said(report: &catalint_core::lint::Report) -> Vec<(&'static str, String, String)> {
    let of = |d: &catalint_core::rule::Finding| {
        let cell = d.cell().map_or_else(String::new, |cell| cell.address.clone());
        (d.rule.code, cell, d.message_in(catalint_core::rule::Lang::Zh).into_owned())
    };
    report.findings.iter().map(of).collect()
}

#[test]
fn the_same_faults_are_fixed_in_every_format() {
    for (target, name) in [
        (ExportTarget::Xlsx, "t.xlsx"),
        (ExportTarget::Docx, "t.docx"),
        (ExportTarget::Html, "t.html"),
        (ExportTarget::Csv, "t.csv"),
    ] {
        let old = exported(target);
        let found = check(name, &old, &options()).expect("it is read");
        let with_fix = found.findings.iter().filter(|d| d.applicability() == Some(Applicability::Safe)).count();
        assert!(with_fix > 2, "{name}: {:?}", said(&found));
        let done = fixed(name, &old, SAFE);
        let new = done.bytes.as_deref().unwrap_or_else(|| panic!("{name}: {:?}", done.left));
        let all: String = done.changes.iter().map(|edit| edit.after.as_str()).collect();
        for right in ["政府信息公开条例》第二十条", "民发〔2021〕57号", "之日起20个工作日内"]
        {
            assert!(all.contains(right), "{name}: {right} {:?}", done.changes);
        }
        assert_eq!(done.left, [], "{name}");
        let report = check(name, new, &options()).expect("it is read");
        assert_eq!(said(&report), said(&done.report), "{name}");
        let again = fixed(name, new, SAFE);
        assert!(again.bytes.is_none() && again.changes.is_empty(), "{name}: {:?}", again.changes);
        if new.starts_with(b"PK") {
            let differ: Vec<String> =
                parts(&old).into_iter().zip(parts(new)).filter(|(old, new)| old != new).map(|(old, _)| old.0).collect();
            let words = if name == "t.xlsx" { "xl/sharedStrings.xml" } else { "word/document.xml" };
            assert_eq!(differ, [words], "{name}");
        }
    }
}

/// A cell that is the value of three items is edited once; where the items ask for different edits, or not all of them ask,
/// it is not.
#[test]
fn a_merged_cell_of_three_items_is_edited_once() {
    let row = |n: usize, basis: &str| {
        format!(
            "<tr><td>{n}</td><td>社会救助</td><td>事项{n}</td><td>申请材料</td>{basis}<td>自信息形成之日起20个工作日内</td>\
             <td>区民政局</td><td>政府网站</td><td>全社会</td><td>主动公开</td><td>区级</td></tr>"
        )
    };
    let heads = "序号,一级事项,二级事项,公开内容,公开依据,公开时限,公开主体,公开渠道,公开对象,公开方式,公开层级";
    let head: String = heads.split(',').map(|head| format!("<td>{head}</td>")).collect();
    let merged = "<td rowspan=3>《最低生活保障审核确认办法》（民发[2021]57号）</td>";
    let rows = row(1, merged) + &row(2, "") + &row(3, "");
    let page = format!("<table><tr>{head}</tr>{rows}</table>");
    let done = fixed("t.html", page.as_bytes(), SAFE);
    let new = String::from_utf8(done.bytes.expect("changed")).expect("UTF-8");
    assert_eq!(new, page.replace("[2021]", "〔2021〕"));
    assert_eq!((done.changes.len(), done.applied.get("BAS009")), (1, Some(&1)));
}

fn tables() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/tables");
    let files = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path());
    let is_table = |path: &PathBuf| {
        let known = ["xlsx", "docx", "html", "csv", "tsv"];
        path.extension().is_some_and(|extension| known.iter().any(|known| extension == *known))
    };
    let mut files: Vec<PathBuf> = files.filter(is_table).collect();
    files.sort();
    files
}

/// Whatever was fixed, what remains is what is found, and nothing is left to fix.
#[test]
fn fixing_twice_changes_nothing_the_second_time() {
    let mut changed = 0;
    for path in tables() {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).expect("readable");
        let Ok(before) = check(&name, &bytes, &options()) else { continue };
        for which in [SAFE, OFFERED] {
            let done = fixed(&name, &bytes, which);
            let Some(new) = done.bytes.as_deref() else {
                assert_eq!(said(&before), said(&done.report), "{name}");
                continue;
            };
            changed += 1;
            let after = check(&name, new, &options()).expect("it is read");
            assert_eq!(said(&after), said(&done.report), "{name}");
            assert_eq!(before.items, after.items, "{name}");
            let again = fixed(&name, new, which);
            assert!(again.bytes.is_none(), "{name}: {:?}", again.changes);
            assert_eq!((again.left, again.lists), (done.left, done.lists), "{name}");
        }
    }
    assert!(changed > 10, "{changed}");
}

#[test]
fn what_is_not_fixed_in_place_is_said() {
    let markdown = exported(ExportTarget::Markdown);
    let done = fixed("t.md", &markdown, SAFE);
    assert!(done.bytes.is_none());
    assert!(done.left.iter().all(|left| left.why == LeftOutWhy::Format) && !done.left.is_empty(), "{:?}", done.left);
}
