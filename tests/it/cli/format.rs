//! `--output-format`, colours and widths.

use serde_json::Value;

use super::{Sandbox, clean};

#[test]
fn json_is_pure_and_holds_to_its_schema() {
    let sandbox = Sandbox::with(&["a.yaml", "b.yaml"]);
    sandbox.put("c.yaml", clean());
    let schema: Value = serde_json::from_str(&sandbox.run("schema report").out).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for line in
        ["check --output-format json", "check --output-format json --ignore ALL", "check --output-format json 没有"]
    {
        let report: Value = serde_json::from_str(&sandbox.run(line).out).expect("JSON");
        assert!(validator.is_valid(&report), "{line}\n{report:#}");
    }
}

#[test]
fn several_reports_come_of_one_run() {
    let sandbox = Sandbox::with(&["a.yaml"]);
    let ran =
        sandbox.run("check --output-format json=报告.json --output-format concise --output-format pretty=报告.txt");
    assert_eq!(ran.out, "a.yaml:7:5: error BAS001 没有填写公开依据（第1项 最低生活保障，公开依据）\n");
    let report: Value = serde_json::from_slice(&sandbox.get("报告.json")).expect("JSON");
    assert_eq!(report["findings"][0]["file"], "a.yaml");
    let text = String::from_utf8(sandbox.get("报告.txt")).expect("UTF-8");
    assert!(text.contains("a.yaml:7:5 第1项") && text.contains("判断，法律核对到"), "{text}");
}

#[test]
fn a_report_takes_the_place_of_an_older_one_only_when_it_is_whole() {
    let sandbox = Sandbox::with(&["a.yaml"]);
    sandbox.put("out.json", "x".repeat(100_000));
    sandbox.run("check --output-format json=out.json");
    assert!(serde_json::from_slice::<Value>(&sandbox.get("out.json")).is_ok());
    let ran = sandbox.run("check --output-format json=没有/out.json");
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.contains("无法写入 没有/out.json：它所在的文件夹不存在"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn a_new_report_is_an_ordinary_file() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = Sandbox::with(&["a.yaml"]);
    sandbox.run("check --output-format json=out.json");
    let mode = |name: &str| std::fs::metadata(sandbox.path(name)).expect("there").permissions().mode() & 0o777;
    assert_eq!(mode("out.json"), mode("a.yaml"));
    assert_eq!(sandbox.run("check --output-format json=/dev/null").code, Some(1));
}

#[test]
fn two_formats_do_not_go_to_one_place() {
    let sandbox = Sandbox::with(&["a.yaml"]);
    for line in
        ["check --output-format json --output-format pretty", "check --output-format json=x --output-format pretty=x"]
    {
        let ran = sandbox.run(line);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
        assert!(ran.err.contains("两种格式不能输出到同一处"), "{}", ran.err);
    }
}

#[test]
fn a_report_never_takes_the_place_of_a_catalog_or_of_another_report() {
    let sandbox = Sandbox::with(&["a.yaml"]);
    let before = sandbox.get("a.yaml");
    for line in ["check --output-format json=a.yaml", "check --output-format html=./a.yaml a.yaml"] {
        let ran = sandbox.run(line);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{line}");
        assert!(ran.err.contains("a.yaml 是要检查的文件，报告请换一个文件名"), "{}", ran.err);
        assert_eq!(sandbox.get("a.yaml"), before, "{line}");
    }
    let ran = sandbox.run("check --output-format json=x --output-format sarif=./x a.yaml");
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("两种格式不能输出到同一处"), "{}", ran.err);
}

#[test]
fn a_rule_of_ones_own_has_no_page() {
    let sandbox = Sandbox::with(&["a.yaml"]);
    sandbox.put("catalint.yaml", "custom_rules: {HOUSE001: {field: note, required: true, message: 要有备注}}\n");
    let json = sandbox.run("check --select HOUSE001 --output-format json a.yaml").out;
    assert!(json.contains("\"url\":null"), "{json}");
    let schema = serde_json::from_str(include_str!("../../../schemas/report.schema.json")).expect("JSON");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    assert!(schema.is_valid(&serde_json::from_str(&json).expect("JSON")), "{json}");
    let rdjson = sandbox.run("check --select HOUSE001 --output-format rdjson a.yaml").out;
    assert!(rdjson.contains("{\"value\":\"HOUSE001\"}"), "{rdjson}");
}

#[test]
fn colours_are_for_terminals_or_for_who_asks_for_them() {
    let sandbox = Sandbox::with(&["a.yaml"]);
    assert!(!sandbox.run("check").out.contains('\u{1b}'));
    assert!(sandbox.run("check --color always").out.contains('\u{1b}'));
    assert!(!sandbox.run("check --color never").out.contains('\u{1b}'));
    assert!(!sandbox.run("check --output-format concise --color always").out.contains('\u{1b}'));
    assert!(!sandbox.set("NO_COLOR", "1").run("check").out.contains('\u{1b}'));
}

#[test]
fn the_report_follows_the_width() {
    let sandbox = Sandbox::with(&["a.yaml"]).set("COLUMNS", "50");
    let ran = sandbox.run("check");
    assert!(
        ran.out.contains("  建议：写明要求公开该事项的法律、法规、规章或文件\n        全称，宜带文号和条款。\n"),
        "{}",
        ran.out
    );
}

#[test]
fn least_severity_hides_findings_and_the_exit_code_still_counts_them() {
    let sandbox = Sandbox::with(&["a.yaml"]);
    let shown = |line: &str| sandbox.run(line).out.contains("BAS001");
    for level in ["error", "warning", "hint"] {
        assert!(shown(&format!("check --select BAS001 --min-severity {level}")));
    }
    assert_eq!(sandbox.run("check --min-severity error").code, Some(1));
}

#[test]
fn hints_are_counted_but_not_shown() {
    use catalint_core::rule::Severity;
    use catalint_core::{docs, rules::RULES};
    // None of the first rules is a hint; as soon as one is, it is tried here.
    let Some(rule) = RULES.iter().find(|rule| rule.severity == Severity::Hint) else { return };
    let sandbox = Sandbox::new();
    sandbox.put("a.yaml", docs::complete(rule.wrong[0].yaml));
    let ran = sandbox.run("check a.yaml");
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
    assert!(ran.err.contains("错误0处，警告0处；另有提示1处未显示（--min-severity hint 可显示）"), "{}", ran.err);
    assert!(sandbox.run("check --min-severity hint a.yaml").out.contains(rule.code));
    assert!(sandbox.run("check --output-format json a.yaml").out.contains(rule.code));
    assert_eq!(sandbox.run("check --fail-on hint a.yaml").code, Some(1));
}

#[test]
fn a_step_of_github_actions_gets_a_summary() {
    let sandbox = Sandbox::with(&["a.yaml", "b.yaml"]).set("GITHUB_STEP_SUMMARY", "summary.md");
    sandbox.put("summary.md", "# 前一步\n");
    let ran = sandbox.run("check --output-format github");
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines.len(), 2, "{}", ran.out);
    assert!(
        lines[0].starts_with("::error file=a.yaml,line=7,col=5,endLine=7,endColumn=10,title=BAS001 "),
        "{}",
        ran.out
    );
    let summary = String::from_utf8(sandbox.get("summary.md")).expect("UTF-8");
    let list = sandbox.run("check --output-format markdown").out;
    assert_eq!(summary, "# 前一步\n".to_owned() + &list);
    // Only for this format, and not while nothing is reported.
    sandbox.run("check --output-format json");
    sandbox.run("check --diff");
    assert_eq!(sandbox.get("summary.md"), summary.as_bytes());
}

#[test]
fn a_step_summary_that_can_not_be_written_is_an_error() {
    let sandbox = Sandbox::with(&["a.yaml"]).set("GITHUB_STEP_SUMMARY", "没有/summary.md");
    let ran = sandbox.run("check --output-format github");
    assert!(ran.out.starts_with("::error ") && ran.code == Some(2), "{ran:?}");
    assert!(ran.err.contains("无法写入 没有/summary.md"), "{}", ran.err);
}

#[test]
fn machine_reports_say_that_a_file_could_not_be_read() {
    let sandbox = Sandbox::with(&["a.yaml"]);
    let ran = sandbox.run("check --output-format sarif a.yaml 没有.yaml");
    assert_eq!(ran.code, Some(2));
    let report: Value = serde_json::from_str(&ran.out).expect("JSON");
    let invocation = &report["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    assert_eq!(invocation["toolExecutionNotifications"][0]["level"], "error");
    let ran = sandbox.run("check --output-format junit a.yaml 没有.yaml");
    assert!(ran.out.contains("<error type=\"error\" message=\"有1处文件无法读写或检查\"/>"), "{}", ran.out);
}

#[test]
fn what_sarif_has_no_room_for_is_told_on_standard_error() {
    let sandbox = Sandbox::new();
    let item = "  - topic: 甲\n    basis: []\n";
    sandbox.put("a.yaml", format!("title: 目录\nitems:\n  - topic: 甲\n    basis: 甲\n{}", item.repeat(25_001)));
    let ran = sandbox.run("check --select BAS001 --output-format sarif=out.sarif");
    let told = "out.sarif：有1处超出该格式的上限，没有写入";
    assert!(ran.err.contains(told), "{}", ran.err);
    let report: Value = serde_json::from_slice(&sandbox.get("out.sarif")).expect("JSON");
    assert_eq!(report["runs"][0]["results"].as_array().map(Vec::len), Some(25_000));
}

#[test]
fn a_list_is_made_of_all_files_whatever_the_number_of_threads() {
    let names: Vec<String> = (0..20).map(|n| format!("{n:02}.yaml")).collect();
    let sandbox = Sandbox::with(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let ran = sandbox.run("check --jobs 1 --output-format html=整改清单.html --output-format markdown=list.md");
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""));
    assert!(ran.err.contains("报告写入：整改清单.html"), "{}", ran.err);
    let html = String::from_utf8(sandbox.get("整改清单.html")).expect("UTF-8");
    assert_eq!(html.matches("☐ 已整改").count(), 20);
    assert!(html.contains("<dd>按2026年11月1日判断，法律核对到") && html.contains("20个目录文件，共20项"));
    assert_eq!(sandbox.run("check --jobs 8 --output-format html").out, html);
    let markdown = String::from_utf8(sandbox.get("list.md")).expect("UTF-8");
    assert_eq!(sandbox.run("check --jobs 8 --output-format markdown").out, markdown);
}

#[test]
fn a_list_says_that_files_are_missing_in_it() {
    let sandbox = Sandbox::with(&["a.yaml"]);
    let ran = sandbox.run("check --output-format html=整改清单.html a.yaml 没有.yaml");
    assert_eq!(ran.code, Some(2));
    let html = String::from_utf8(sandbox.get("整改清单.html")).expect("UTF-8");
    assert!(html.contains("另有1个文件无法读取或处理，没有检查"), "{html}");
    sandbox.run("check --output-format html=整改清单.html a.yaml");
    let html = String::from_utf8(sandbox.get("整改清单.html")).expect("UTF-8");
    assert!(!html.contains("无法读取"), "{html}");
}

#[test]
fn an_unknown_format_is_answered_with_all_of_them() {
    let ran = Sandbox::new().run("check --output-format htm");
    assert_eq!(ran.code, Some(2));
    for name in ["pretty", "json", "html", "markdown"] {
        assert!(ran.err.contains(name), "{}", ran.err);
    }
}

/// The real catalog as the text that it was handed over as.
fn seed() -> Vec<u8> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/seeds");
    std::fs::read(folder.join("jingan-cooperation-office.txt")).expect("the seed")
}

/// The codes of entries for people, in their order.
fn entries(pretty: &str) -> Vec<&str> {
    let titles = pretty.lines().filter_map(|line| line.strip_prefix("  警告 ").or(line.strip_prefix("  错误 ")));
    titles.map(|title| &title[..6]).collect()
}

#[test]
fn a_real_table_is_told_in_few_entries_which_are_the_groups() {
    let sandbox = Sandbox::new();
    sandbox.put("目录.txt", seed());
    let pretty = sandbox.run("check 目录.txt");
    let shown = entries(&pretty.out);
    assert!(shown.len() <= 12, "{}", pretty.out);
    // What was read in doubt comes first.
    assert_eq!(shown[0], "IMP003");
    assert!(pretty.out.contains("  位置：第6–7项（第12–13行“公开时限”），共2处\n"), "{}", pretty.out);
    assert!(pretty.err.contains(&format!("，合并为{}个问题；", shown.len())), "{}", pretty.err);
    let json = sandbox.run("check 目录.txt --min-severity warning --output-format json");
    let report: Value = serde_json::from_str(&json.out).expect("JSON");
    let groups = report["groups"].as_array().expect("groups");
    assert_eq!(groups.iter().map(|group| group["code"].as_str().expect("a code")).collect::<Vec<_>>(), shown);
    let budget = groups.iter().find(|group| group["code"] == "DDL005").expect("a group");
    assert_eq!((&budget["findings"], &budget["items"]), (&2.into(), &serde_json::json!(["6–7"])));
    // One by one they are as many as there are findings, by place.
    let singly = sandbox.run("check 目录.txt --no-group");
    let each = report["findings"].as_array().expect("findings").iter();
    assert_eq!(entries(&singly.out), each.map(|found| found["code"].as_str().expect("a code")).collect::<Vec<_>>());
    let lines = sandbox.run("check 目录.txt --output-format concise");
    assert!(!singly.err.contains("合并为") && !lines.err.contains("合并为"), "{}", lines.err);
}

#[test]
fn pages_of_rules_are_where_the_config_says() {
    let sandbox = Sandbox::with(&["a.yaml"]);
    let url = |format: &str| {
        let ran = sandbox.run(&format!("check --output-format {format}"));
        ran.out.lines().find_map(|line| line.split_once(r#""url":""#)?.1.split('"').next()).map(str::to_owned)
    };
    assert_eq!(url("json").as_deref(), Some("docs/rules/BAS001.md"));
    sandbox.put("catalint.yaml", "docs_url: https://git.example.cn/catalint\n");
    for format in ["json", "jsonl", "rdjson"] {
        assert_eq!(url(format).as_deref(), Some("https://git.example.cn/catalint/docs/rules/BAS001.md"), "{format}");
    }
    let link = "\u{1b}]8;;https://git.example.cn/catalint/docs/rules/BAS001.md\u{1b}\\";
    assert!(!sandbox.run("check --color always").out.contains(link), "not into a pipe");
    let sandbox = sandbox.set("FORCE_HYPERLINK", "1");
    assert!(sandbox.run("check").out.contains(link));
    assert!(!sandbox.run("check --color never").out.contains('\u{1b}'));
    for wrong in ["javascript:alert(1)", "https://a.cn/甲", "\"https://a.cn/ \\e]8;;\"", "docs"] {
        sandbox.put("catalint.yaml", format!("docs_url: {wrong}\n"));
        let ran = sandbox.run("check");
        assert!(ran.code == Some(2) && ran.err.contains("CFG001 “docs_url”的值不对"), "{wrong}\n{}", ran.err);
    }
}
