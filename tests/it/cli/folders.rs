//! Tables of a folder: which are checked, which are not and what is said of them, and that none is written.

use std::fs;

use catalint_core::docs::complete;

use super::{Sandbox, clean, faulty};

/// A catalog with something to be fixed, which [`FIX`] does.
fn mendable() -> String {
    complete("    topic: 社会救助\n    deadline: 自该政府信息形成或者变更之日20个工作日内\n")
}

const FIX: &str = "check --fix --select BAS001,DDL012 --min-severity hint";

/// The folder of an office: workbooks, a document, and much that is no catalog.
fn office() -> Sandbox {
    let sandbox = Sandbox::new();
    let table = |yaml: String, name: &str| {
        sandbox.put("s.yaml", yaml);
        let ran = sandbox.run(&format!("export s.yaml -o {name}"));
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        fs::remove_file(sandbox.path("s.yaml")).expect("a file");
    };
    fs::create_dir(sandbox.path("表")).expect("a folder");
    table(faulty(), "表/甲.xlsx");
    table(clean(), "表/乙.xlsx");
    table(mendable(), "表/丙.xlsx");
    table(faulty(), "表/丁.docx");
    table(faulty(), "表/戊.xlsx");
    sandbox.put("表/戊.yaml", faulty());
    sandbox.put("表/~$甲.xlsx", "a lock");
    sandbox.put("表/通讯录.csv", "姓名,电话\n甲,1\n");
    sandbox.put("表/旧.doc", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    sandbox.put("表/说明.md", "| 一级事项 | 公开内容 | 公开依据 |\n|---|---|---|\n| 甲 | 乙 | 丙 |\n");
    sandbox
}

#[test]
fn tables_with_the_heads_of_a_catalog_are_checked_and_the_others_are_said() {
    let office = office();
    let ran = office.run("check 表 --select BAS001 --output-format concise");
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert_eq!(ran.files(), ["表/丁.docx", "表/戊.yaml", "表/甲.xlsx"]);
    let said = "另有4个表格没有检查。与 YAML 目录同名：表/戊.xlsx；表头不是目录：表/通讯录.csv；这种格式读不了：表/旧.doc；\
                文件打开时的临时文件：表/~$甲.xlsx\n";
    assert!(ran.err.contains("检查了5个文件、5项") && ran.err.contains(said), "{}", ran.err);
    let json = office.run("check 表 --output-format json").out;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!((&json["summary"]["files"], &json["summary"]["skipped"]), (&5.into(), &4.into()));
}

#[test]
fn the_config_says_which_tables_are_looked_at() {
    let office = office();
    let files = |tables: &str| {
        office.put("catalint.yaml", format!("files: {{tables: {tables}}}\n"));
        office.run("check --select BAS --output-format concise").files().join(" ")
    };
    assert_eq!(files("off"), "表/戊.yaml");
    assert!(files("on").contains("表/说明.md") && !files("auto").contains("表/说明.md"));
    office.put("catalint.yaml", "files: {tables: 是}\n");
    let faulty = office.run("check");
    assert!(faulty.code == Some(2) && faulty.err.contains("catalint.yaml:1:17"), "{}", faulty.err);
}

#[test]
fn a_table_of_a_folder_is_never_written() {
    let office = office();
    let before: Vec<Vec<u8>> = ["甲.xlsx", "丙.xlsx", "丁.docx"].map(|name| office.get(&format!("表/{name}"))).into();
    let ran = office.run(&format!("{FIX} 表"));
    let said = "文件夹里的4个表格没有改动（可自动修正1处）；表格要写出文件名才修正：catalint check --fix 表/丙.xlsx\n";
    assert!(ran.err.contains(said), "{}", ran.err);
    assert!(office.run("check --add-ignores 理由 表").err.contains("文件夹里的4个表格不能写入忽略注释"));
    let after: Vec<Vec<u8>> = ["甲.xlsx", "丙.xlsx", "丁.docx"].map(|name| office.get(&format!("表/{name}"))).into();
    assert_eq!(before, after);
    // Named it is, by a pattern that no shell has expanded as well.
    let ran = office.run(&format!("{FIX} 表/丙*"));
    assert!(ran.err.contains("已修正1处"), "{}", ran.err);
    assert_ne!(before[1], office.get("表/丙.xlsx"));
}

#[test]
fn a_hook_takes_the_tables_of_a_commit_and_leaves_what_is_no_catalog() {
    let office = office();
    let hook = |files: &str| office.run(&format!("check --skip-others --force-exclude --allow-empty {files}"));
    assert_eq!(hook("表/甲.xlsx").code, Some(1));
    assert_eq!(hook("表/乙.xlsx 表/通讯录.csv 表/旧.doc 表/~$甲.xlsx").code, Some(0));
    let twin = hook("表/戊.xlsx");
    assert!(twin.code == Some(0) && !twin.err.contains("错误"), "the YAML beside it is checked: {}", twin.err);
    office.put("表/坏.xlsx", "PK\u{3}\u{4}");
    let broken = hook("表/坏.xlsx");
    assert!(broken.code == Some(2) && broken.err.contains("表/坏.xlsx"), "it may be a catalog: {}", broken.err);
}

#[test]
fn a_baseline_holds_what_tables_of_a_folder_say() {
    let office = office();
    let ran = office.run("baseline 表");
    assert!(ran.code == Some(0) && ran.err.contains("通讯录.csv"), "{}", ran.err);
    let ran = office.run("check 表 --baseline catalint-baseline.json");
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    // By content: under rows that were added it is the same finding.
    let csv = "序号,一级事项,公开内容,公开依据,公开时限,公开主体\n";
    let row = |no: u8, topic: &str, act: &str| format!("{no},{topic},办理程序,{act},20个工作日,青湖区民政局\n");
    let (without, with) = (row(1, "临时救助", ""), row(2, "孤儿救助", "《社会救助暂行办法》"));
    office.put("行/a.csv", format!("{csv}{without}{with}"));
    office.run("baseline 行 --baseline b.json");
    office.put("行/a.csv", format!("{csv}{}{without}{with}", row(3, "低保", "")));
    let ran = office.run("check 行 --select BAS001 --baseline b.json --output-format concise");
    assert!(ran.out.lines().count() == 1 && ran.out.starts_with("行/a.csv:2:"), "{}", ran.out);
}

#[test]
fn a_wrong_path_says_what_lies_near() {
    let office = office();
    assert_eq!(office.run("check 表/甲.xlxs").err, "错误：没有 表/甲.xlxs；附近有 表/甲.xlsx\n");
    assert_eq!(office.run("check 表格/甲.xlsx").err, "错误：没有 表格/甲.xlsx；附近有 表/甲.xlsx\n");
    assert_eq!(office.run("check 别的/*.xlsx").err, "错误：没有与 别的/*.xlsx 相符的文件\n");
    let english = office.run("import --lang en 表/甲.xls").err;
    assert_eq!(english, "error: there is no 表/甲.xls; perhaps 表/甲.xlsx is meant\n");
}
