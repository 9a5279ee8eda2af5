//! `annotate` and `check --accepted`: marks in a copy, and what is ticked there.

use std::io::{Cursor, Read, Write};

use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, ZipArchive};

use super::Sandbox;
use crate::syntax::fixtures;

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    for name in ["civil-affairs.xlsx", "civil-affairs.docx"] {
        sandbox.put(name, std::fs::read(fixtures().join("annotate").join(name)).expect("a fixture"));
    }
    sandbox
}

/// The package with another text for its list, in which the row of a rule is ticked.
fn ticked(copy: &[u8], code: &str) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(copy)).expect("a package");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for nth in 0..archive.len() {
        let mut part = archive.by_index(nth).expect("there");
        let name = part.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("readable");
        if name.ends_with("catalint1.xml") {
            let text = String::from_utf8(bytes).expect("text");
            let mut found = false;
            let row = |row: &str| {
                let blank = row.find("<c r=\"I").filter(|_| row.contains(&format!(">{code}</t>")) && !found);
                let Some(at) = blank else { return row.to_owned() };
                found = true;
                let end = at + row[at..].find("/>").expect("a blank cell");
                format!("{} t=\"inlineStr\"><is><t>√</t></is></c>{}", &row[..end], &row[end + 2..])
            };
            bytes = text.split_inclusive("</row>").map(row).collect::<String>().into_bytes();
            assert!(found, "{code}");
        }
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        writer.start_file(name, options).expect("a new part");
        writer.write_all(&bytes).expect("memory takes all");
    }
    writer.finish().expect("a package").into_inner()
}

const DAY: &str = "--as-of 2026-11-01";

#[test]
fn a_copy_has_the_marks_and_the_original_stays() {
    let sandbox = sandbox();
    for (file, copy, want) in [
        ("civil-affairs.xlsx", "标注.xlsx", "错误5、警告11、提示0，标出16格；清单16行，其中6行可勾选采纳"),
        ("civil-affairs.docx", "标注.docx", "错误1、警告7、提示0，标出8格；清单8行，其中5行可勾选采纳"),
    ] {
        let before = sandbox.get(file);
        let ran = sandbox.run(&format!("annotate {file} -o {copy} {DAY}"));
        assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
        assert!(ran.err.contains(want) && ran.err.contains("另有较轻的1个没有标"), "{}", ran.err);
        assert!(ran.err.contains(&format!("catalint check --fix {file} --accepted {copy}")), "{}", ran.err);
        assert!(sandbox.get(file) == before, "{file}");
        let (old, new) = (
            sandbox.run(&format!("check {file} -q --output-format concise")),
            sandbox.run(&format!("check {copy} -q --output-format concise")),
        );
        assert_eq!(old.out.replace(file, ""), new.out.replace(copy, ""));
    }
    let english = sandbox.run(&format!("annotate civil-affairs.xlsx -o en.xlsx --lang en --min-severity hint {DAY}"));
    assert!(english.err.contains("5 errors, 11 warnings, 1 hints at 17 cells"), "{}", english.err);
}

#[test]
fn nothing_is_written_over_and_never_the_original() {
    let sandbox = sandbox();
    let before = sandbox.get("civil-affairs.xlsx");
    for (args, said) in [
        ("civil-affairs.xlsx", "请用 -o 写标注后的文件名"),
        ("civil-affairs.xlsx -o -", "请用 -o 写标注后的文件名"),
        ("civil-affairs.xlsx -o civil-affairs.xlsx", "标注不写在原文件里"),
        ("civil-affairs.xlsx -o civil-affairs.xlsx --force", "标注不写在原文件里"),
        ("civil-affairs.xlsx -o civil-affairs.docx", "civil-affairs.docx 已经存在"),
        ("没有.xlsx -o 标注.xlsx", "找不到文件或文件夹：没有.xlsx"),
        ("- -o 标注.xlsx", "不能用标准输入"),
    ] {
        let ran = sandbox.run(&format!("annotate {args}"));
        assert!(ran.code == Some(2) && ran.err.contains(said), "{args}\n{}", ran.err);
    }
    sandbox.put("表.csv", "序号,一级事项,二级事项,公开内容,公开依据,公开时限\n1,甲,乙,丙,无,及时\n");
    let ran = sandbox.run("annotate 表.csv -o 标注.csv");
    assert!(ran.code == Some(2) && ran.err.contains("只有 xlsx、docx 能标注"), "{}", ran.err);
    assert!(!sandbox.path("标注.xlsx").exists() && !sandbox.path("标注.csv").exists());
    assert!(sandbox.get("civil-affairs.xlsx") == before);
    // Marks of an earlier time are replaced where they stand.
    assert_eq!(sandbox.run(&format!("annotate civil-affairs.xlsx -o 标注.xlsx {DAY}")).code, Some(0));
    let copy = sandbox.get("标注.xlsx");
    let ran = sandbox.run(&format!("annotate 标注.xlsx -o 标注.xlsx {DAY}"));
    assert!(ran.code == Some(0) && ran.err.contains("--fix 原文件 --accepted 标注.xlsx"), "{}", ran.err);
    assert!(sandbox.get("标注.xlsx") == copy);
}

#[test]
fn what_is_ticked_is_fixed_in_the_original_or_beside_it() {
    let sandbox = sandbox();
    assert_eq!(sandbox.run(&format!("annotate civil-affairs.xlsx -o 标注.xlsx {DAY}")).code, Some(0));
    let before = sandbox.get("civil-affairs.xlsx");
    let nothing = sandbox.run("check --fix civil-affairs.xlsx --accepted 标注.xlsx -q --output-format concise");
    assert!(sandbox.get("civil-affairs.xlsx") == before && nothing.code == Some(1), "{}", nothing.err);
    let copy = ticked(&sandbox.get("标注.xlsx"), "BAS009");
    sandbox.put("标注.xlsx", &copy);
    let diff = sandbox.run("check --diff civil-affairs.xlsx --accepted 标注.xlsx");
    assert!(
        diff.code == Some(1) && diff.out.matches("@@ ").count() == 1 && diff.out.contains("国发〔2016〕14号"),
        "{}",
        diff.out
    );
    assert!(diff.err.contains("catalint check --fix --accepted 标注.xlsx civil-affairs.xlsx"), "{}", diff.err);
    let ran = sandbox.run("check --fix civil-affairs.xlsx --accepted 标注.xlsx -o 改后.xlsx --output-format concise");
    assert!(ran.err.contains("已修正1处，涉及1个文件") && !ran.out.contains("BAS009"), "{}{}", ran.out, ran.err);
    assert!(sandbox.get("civil-affairs.xlsx") == before && sandbox.get("标注.xlsx") == copy);
    assert_eq!(sandbox.run("check --fix civil-affairs.xlsx --accepted 标注.xlsx").code, Some(1));
    assert!(sandbox.get("civil-affairs.xlsx") == sandbox.get("改后.xlsx"));
    // Once more: its words stand there no longer.
    let ran = sandbox.run("check --fix civil-affairs.xlsx --accepted 标注.xlsx");
    assert!(ran.err.contains("目录!E11:E15：BAS009 没有修正：单元格里没有这样的原文"), "{}", ran.err);
    assert!(sandbox.get("civil-affairs.xlsx") == sandbox.get("改后.xlsx") && sandbox.get("标注.xlsx") == copy);
}

#[test]
fn a_copy_is_asked_for_and_never_changed() {
    let sandbox = sandbox();
    assert_eq!(sandbox.run(&format!("annotate civil-affairs.xlsx -o 标注.xlsx {DAY}")).code, Some(0));
    for (args, said) in [
        ("civil-affairs.xlsx --accepted 标注.xlsx", "--accepted 与 --fix"),
        ("--unsafe-fixes civil-affairs.xlsx --accepted 标注.xlsx", "--accepted 与 --fix"),
        ("--fix . --accepted 标注.xlsx", "--accepted 与 --fix"),
        ("--fix 标注.xlsx --accepted 标注.xlsx", "不在副本里改"),
        ("--fix civil-affairs.xlsx --accepted 标注.xlsx -o 标注.xlsx", "不在副本里改"),
        ("--fix civil-affairs.xlsx --accepted civil-affairs.docx", "没有 catalint annotate 附的问题清单"),
        ("--fix civil-affairs.xlsx --accepted 没有.xlsx", "找不到文件或文件夹：没有.xlsx"),
    ] {
        let ran = sandbox.run(&format!("check {args}"));
        assert!(ran.code == Some(2) && ran.err.contains(said), "{args}\n{}", ran.err);
    }
    sandbox.put("目录.yaml", super::clean());
    let ran = sandbox.run("check --fix 目录.yaml --accepted 标注.xlsx");
    assert!(ran.code == Some(2) && ran.err.contains("目录.yaml 不是表格"), "{}", ran.err);
}

/// However a run ends, the workbook is the one before or the one after.
#[cfg(unix)]
#[test]
fn a_killed_run_leaves_the_workbook_whole() {
    let sandbox = sandbox();
    let file = "civil-affairs.xlsx";
    let before = sandbox.get(file);
    assert_eq!(sandbox.run(&format!("check --fix {file} --min-severity hint -q")).code, Some(1));
    let after = sandbox.get(file);
    assert!(before != after);
    let start = std::time::Instant::now();
    sandbox.put(file, &before);
    sandbox.run(&format!("check --fix {file} --min-severity hint -q"));
    let whole = start.elapsed();
    for nth in 0..12_u32 {
        sandbox.put(file, &before);
        let args = ["check", "--as-of", "2026-11-01", "--fix", file, "--min-severity", "hint", "-q"];
        let mut child = sandbox.command(args).stdout(std::process::Stdio::null()).spawn().expect("it runs");
        std::thread::sleep(whole * nth / 10);
        let _ = child.kill();
        child.wait().expect("it ends");
        let now = sandbox.get(file);
        assert!(now == before || now == after, "{nth}: {} bytes", now.len());
    }
    sandbox.run(&format!("check --fix {file} --min-severity hint -q"));
    let files = std::fs::read_dir(sandbox.path(".")).expect("a folder").count();
    assert!(files == 2 && sandbox.get(file) == after);
}
