//! `check --fix` of tables: in place or beside, whole or not at all.

use serde_json::Value;

use super::Sandbox;

const HEAD: &str = "序号,一级事项,二级事项,公开内容,公开依据,公开时限,公开主体,公开渠道,公开对象,公开方式,公开层级\n";
const ROW: &str = "1,社会救助,低保标准,1. 保障标准 2. 调整日期,《最低生活保障审核确认办法》（民发[2021]57号）,信息形成之日20个工作日内,区民政局,政府网站,全社会,主动公开,区级\n";

fn table() -> String {
    format!("静安区民政局政务公开标准目录\n{HEAD}{ROW}")
}

fn fixed() -> String {
    table().replace("[2021]", "〔2021〕").replace("之日20", "之日起20")
}

const ONLY: &str = "--select BAS009,DDL012 --fail-on hint";

#[test]
fn a_table_is_fixed_in_place_and_the_second_time_nothing_changes() {
    let sandbox = Sandbox::new();
    sandbox.put("表.csv", table());
    let ran = sandbox.run(&format!("check --fix 表.csv {ONLY}"));
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    assert!(ran.err.contains("已修正2处，涉及1个文件"), "{}", ran.err);
    assert_eq!(String::from_utf8(sandbox.get("表.csv")).expect("UTF-8"), fixed());
    let again = sandbox.run(&format!("check --fix 表.csv {ONLY}"));
    assert!(again.err.contains("没有可以自动修正的问题"), "{}", again.err);
    assert_eq!(String::from_utf8(sandbox.get("表.csv")).expect("UTF-8"), fixed());
}

#[test]
fn a_copy_is_written_beside_and_the_table_stays() {
    let sandbox = Sandbox::new();
    sandbox.put("表.csv", table());
    let ran = sandbox.run(&format!("check --fix 表.csv -o 改后.csv {ONLY}"));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(sandbox.get("表.csv"), table().as_bytes());
    assert_eq!(String::from_utf8(sandbox.get("改后.csv")).expect("UTF-8"), fixed());
    let without = sandbox.run("check 表.csv -o 改后.csv");
    assert!(without.code == Some(2) && without.err.contains("-o"), "{}", without.err);
}

#[test]
fn a_diff_of_a_table_says_old_and_new_by_cell() {
    let sandbox = Sandbox::new();
    sandbox.put("表.csv", table());
    let ran = sandbox.run(&format!("check --diff 表.csv {ONLY}"));
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    let want = "@@ 第3行第6列 @@\n-信息形成之日20个工作日内\n+信息形成之日起20个工作日内\n";
    assert!(ran.out.starts_with("--- 表.csv\n+++ 表.csv\n") && ran.out.contains(want), "{}", ran.out);
    assert_eq!(sandbox.get("表.csv"), table().as_bytes());
}

#[test]
fn the_report_has_the_edits_of_cells() {
    let sandbox = Sandbox::new();
    sandbox.put("表.csv", table());
    let json = sandbox.run("check 表.csv --select DDL012 --output-format json");
    let report: Value = serde_json::from_str(&json.out).expect("JSON");
    let edit = &report["findings"][0]["fix"]["edits"][0];
    assert_eq!(edit["cell"], "第3行第6列", "{}", json.out);
    let (before, after) = (edit["before"].as_str().expect("words"), edit["after"].as_str().expect("words"));
    assert!(!before.contains("之日起") && after.contains("之日起"), "{edit}");
    let schema: Value = serde_json::from_str(&sandbox.run("schema report").out).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    assert_eq!(validator.iter_errors(&report).map(|e| e.to_string()).collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn what_is_not_fixed_in_a_table_is_said() {
    let sandbox = Sandbox::new();
    let markdown = "| 序号 | 一级事项 | 二级事项 | 公开内容 | 公开依据 | 公开时限 |\n| - | - | - | - | - | - |\n\
        | 1 | 社会救助 | 低保标准 | 保障标准 | 《最低生活保障审核确认办法》（民发[2021]57号） | 信息形成之日起20个工作日内 |\n";
    sandbox.put("表.md", markdown);
    let ran = sandbox.run("check --fix 表.md --select BAS009");
    assert!(ran.err.contains("BAS009 没有修正：这种文件不能就地修改"), "{}{}", ran.out, ran.err);
    assert_eq!(sandbox.get("表.md"), markdown.as_bytes());
    let english = sandbox.run("check --fix 表.md --select BAS009 --lang en");
    assert!(english.err.contains("BAS009 was not fixed: files of this kind"), "{}", english.err);
}
