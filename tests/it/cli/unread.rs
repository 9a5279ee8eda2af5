//! What can't be read is never clean, whatever was asked for.

use catalint_core::docs::complete;
use catalint_core::lint::baseline::Baseline;
use catalint_core::lint::{Settings, lint_text};
use catalint_domain::date::Date;

use super::{Ran, Sandbox, clean};

/// A catalog in which two items are glued into one broken line.
fn broken() -> String {
    clean() + "  - topic: \"机构职能\n    content: [职能, 地址]\n"
}

/// What can't be read, and the rule that says so.
fn unread() -> [(&'static str, Vec<u8>, &'static str); 6] {
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain("标题: 目录\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    [
        ("语法.yaml", broken().into_bytes(), "SYN002"),
        ("编码.yaml", [b"title: \xff\xfe\xfa".as_slice(), &[0x80; 40], b"\nitems: []\n"].concat(), "SYN001"),
        ("另存.yaml", utf16, "SYN001"),
        ("两份.yaml", (clean() + "---\n" + &clean()).into_bytes(), "SYN006"),
        ("别的.yaml", b"on: push\njobs: {}\n".to_vec(), "SYN007"),
        ("名单.csv", "姓名,电话\n甲,1\n".into(), "IMP001"),
    ]
}

fn told(ran: &Ran, file: &str, code: &str) {
    assert!(
        ran.code == Some(1) && ran.out.contains(&format!(" error {code} ")),
        "{file} {code}\n{}{}",
        ran.out,
        ran.err
    );
    assert!(!ran.err.contains("没有发现问题"), "{file}\n{}", ran.err);
}

#[test]
fn nothing_that_is_asked_for_silences_it() {
    for (file, bytes, code) in unread() {
        let sandbox = Sandbox::new();
        sandbox.put(file, bytes);
        let family = &code[..3];
        for options in [
            "--select DDL".to_owned(),
            format!("--ignore {family}"),
            format!("--ignore {code}"),
            "--ignore ALL".to_owned(),
            format!("--select BAS,{family} --ignore {code}"),
            "--min-severity error --select TXT".to_owned(),
        ] {
            told(&sandbox.run(&format!("check {options} --output-format concise {file}")), file, code);
        }
        assert_eq!(sandbox.run(&format!("check --fail-on never {file}")).code, Some(0));
        assert_eq!(sandbox.run(&format!("check --fail-on never --ignore {code} {file}")).code, Some(0));
    }
}

#[test]
fn a_config_that_tries_is_told_where() {
    for (_, _, code) in unread() {
        let family = &code[..3];
        for (config, place) in [
            (format!("rules: {{{code}: off}}\n"), "1:9"),
            (format!("rules:\n  {family}: hint\n"), "2:3"),
            (format!("files:\n  overrides:\n    - paths: 旧/\n      rules: {{{code}: warning}}\n"), "4:15"),
            (format!("profiles:\n  lake:\n    rules: {{{code}: off}}\n"), "3:13"),
        ] {
            let sandbox = Sandbox::with(&["a.yaml"]);
            sandbox.put("catalint.yaml", &config);
            let ran = sandbox.run("check a.yaml");
            assert!(ran.code == Some(2) && ran.out.is_empty(), "{config}{ran:?}");
            assert!(ran.err.contains("CFG007") && ran.err.contains(place), "{config}{}", ran.err);
        }
    }
    // All rules at once, or a higher level: no such aim.
    for config in ["rules: {ALL: off, BAS001: error}\n", "rules: {SYN: error, SYN004: off}\n"] {
        let sandbox = Sandbox::new();
        sandbox.put("catalint.yaml", config);
        sandbox.put("a.yaml", broken());
        told(&sandbox.run("check a.yaml --output-format concise"), "a.yaml", "SYN002");
        let settings = sandbox.run("check --show-settings a.yaml").out;
        assert!(!settings.contains("SYN002 off") && settings.contains("SYN004 off"), "{settings}");
    }
}

#[test]
fn a_comment_that_tries_is_told_that_it_can_not() {
    let options = Settings::new(Date::new(2026, 11, 1).expect("a day"));
    let codes = |text: &str| -> Vec<&str> {
        let report = lint_text("a.yaml", text.as_bytes(), &options);
        assert!(report.suppressed.is_empty(), "{text}");
        report.findings.iter().map(|d| d.rule.code).filter(|code| code.starts_with('S')).collect()
    };
    let text = format!("# catalint: ignore-file[SYN002] 以后再改\n{}", broken());
    assert_eq!(codes(&text), ["SUP001", "SYN002"]);
    let text = format!("# catalint: ignore-file[invalid-yaml, SYN001, SYN] 以后再改\n{}", broken());
    let names = catalint_core::rules::find("SYN002").expect("a rule").name;
    assert_eq!(codes(&text.replace("invalid-yaml", names)), ["SUP001", "SUP001", "SYN002"]);
    // In a file that can be read, too; and the comment goes by itself.
    let text = complete("    note: 无 # catalint: ignore[SYN007] 甲\n");
    assert_eq!(codes(&text), ["SUP001"]);
    let sandbox = Sandbox::new();
    sandbox.put("a.yaml", &text);
    sandbox.run("check --fix a.yaml");
    assert!(!String::from_utf8_lossy(&sandbox.get("a.yaml")).contains("catalint"));
}

#[test]
fn a_baseline_holds_none_of_it_and_old_entries_are_dropped() {
    for (file, bytes, code) in unread() {
        let sandbox = Sandbox::new();
        sandbox.put(file, &bytes);
        let ran = sandbox.run(&format!("baseline --as-of 2026-11-01 {file}"));
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        assert!(!String::from_utf8_lossy(&sandbox.get("catalint-baseline.json")).contains(code));
        // As an older version wrote it.
        let report = sandbox.run(&format!("check {file} --output-format json"));
        let report: serde_json::Value = serde_json::from_str(&report.out).expect("JSON");
        let all = report["findings"].as_array().expect("a list");
        let print = all.iter().find(|finding| finding["code"] == code).expect("it is told")["fingerprint"].clone();
        let old = format!(
            "{{\"version\": 1, \"files\": {{\"{file}\": {{\"{code}\": {{\"count\": 1, \"fingerprints\": [{print}]}}}}}}}}"
        );
        assert_eq!(Baseline::parse(&old).expect("a baseline").count(), 0);
        sandbox.put("catalint-baseline.json", old);
        let ran = sandbox.run(&format!("check --baseline catalint-baseline.json --output-format concise {file}"));
        told(&ran, file, code);
        assert!(!ran.err.contains("基线"), "{}", ran.err);
    }
}

#[test]
fn a_named_table_goes_into_the_baseline_as_a_table() {
    let sandbox = Sandbox::new();
    sandbox.put("表.csv", "青石区目录\n一级事项,公开内容,公开依据,公开渠道\n社会救助,低保标准,,政府网站\n");
    assert_eq!(sandbox.run("baseline --as-of 2026-11-01 表.csv").code, Some(0));
    let ran = sandbox.run("check --baseline catalint-baseline.json --output-format concise --min-severity hint 表.csv");
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
}

#[test]
fn what_is_left_out_on_purpose_is_left_out() {
    let sandbox = Sandbox::with(&["a.yaml"]);
    sandbox.put("旧/b.yaml", broken());
    sandbox.put("catalint.yaml", "files: {exclude: [旧/]}\n");
    assert_eq!(sandbox.run("check --output-format concise").files(), ["a.yaml"]);
    sandbox.put("c.yaml", "on: push\n");
    let ran = sandbox.run("check --skip-others --output-format concise a.yaml c.yaml");
    assert_eq!(ran.files(), ["a.yaml"]);
}

#[test]
fn what_a_preface_says_in_prose_is_told_and_not_called_missing() {
    let sandbox = Sandbox::new();
    let table = "| 序号 | 事项名称 | 公开内容 | 责任单位 |\n|---|---|---|---|\n| 1 | 机构职能 | 机关简介 | 办公室 |\n";
    let check = |line: &str| {
        sandbox.put("目录.md", format!("# 青湖区卫生健康局主动公开基本目录\n\n{line}\n\n{table}"));
        sandbox.run("check --isolated --min-severity hint --output-format concise 目录.md").out
    };
    let prose = "公开渠道：由各科室以适当的形式向社会公开，方便群众查阅。";
    let said = format!("IMP007 表格没有“公开渠道”一栏，表格上方的“{prose}”没有读入");
    let told = check(prose);
    assert!(told.contains(&said) && !told.contains("CHN001"), "{told}");
    // Plain words are read; where nothing is said, nothing is told, and channels are missing.
    let plain = check("公开渠道：政府网站");
    assert!(!plain.contains("IMP007") && !plain.contains("CHN001"), "{plain}");
    let silent = check("本目录由办公室编制。");
    assert!(!silent.contains("IMP007") && silent.contains("CHN001"), "{silent}");
}
