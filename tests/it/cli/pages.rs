//! `explain`, `rules`, `schema`.

use catalint_core::docs::complete;
use catalint_core::rules::RULES;
use serde_json::Value;

use super::Sandbox;

#[test]
fn explain_shows_all_that_is_known_of_a_rule() {
    let ran = Sandbox::new().run("explain BAS001");
    assert_eq!(ran.code, Some(0));
    for part in [
        "BAS001 缺少公开依据\n级别：错误    修正：需人工修改    名称：basis-missing\n",
        "\n为什么\n  公开依据是",
        "\n依据\n  《国务院办公厅",
        "\n怎样改\n  写明要求公开",
        "\n错误示例\n  错误 BAS001 没有填写公开依据\n   ,-[example.yaml:1:5",
        " 1 |     basis: []\n   :     ^^^^^\n",
        "\n正确示例\n  公开依据: 《中华人民共和国预算法》第十四条\n",
    ] {
        assert!(ran.out.contains(part), "{part}\nis not in\n{}", ran.out);
    }
}

#[test]
fn every_rule_can_be_explained_in_both_languages_by_code_or_name() {
    let sandbox = Sandbox::new().set("COLUMNS", "80");
    let codes: Vec<&str> = RULES.iter().flat_map(|rule| [rule.code, rule.name]).collect();
    for lang in ["zh", "en"] {
        let ran = sandbox.run(&format!("explain --lang {lang} {}", codes.join(" ")));
        assert!(ran.code == Some(0) && ran.err.is_empty(), "{}", ran.err);
        for rule in RULES.iter() {
            assert!(ran.out.contains(rule.name), "{}", rule.code);
        }
    }
}

#[test]
fn the_table_of_rules_comes_in_three_formats() {
    let sandbox = Sandbox::new();
    let pretty = sandbox.run("rules").out;
    assert!(pretty.contains("BAS 公开依据\n") && pretty.contains("  BAS001  错误  basis-missing"), "{pretty}");
    let all: Value = serde_json::from_str(&sandbox.run("rules --output-format json").out).expect("JSON");
    assert_eq!(all.as_array().map(Vec::len), Some(RULES.len()));
    let rule = all.as_array().and_then(|all| all.iter().find(|rule| rule["code"] == "BAS001")).expect("there");
    assert_eq!((&rule["severity"], &rule["url"]), (&"error".into(), &"docs/rules/BAS001.md".into()));
    let markdown = sandbox.run("rules --output-format markdown").out;
    assert!(markdown.contains("| BAS001 | `basis-missing` | 错误 error | 需人工修改 by hand | "), "{markdown}");
}

#[test]
fn the_schema_of_a_catalog_can_be_had_for_a_profile_and_a_set_of_keys() {
    let sandbox = Sandbox::new();
    let schema = |line: &str| -> Value { serde_json::from_str(&sandbox.run(line).out).expect("JSON") };
    let has = |schema: &Value, key: &str| schema["$defs"]["item"]["properties"].get(key).is_some();
    let both = schema("schema");
    assert!(has(&both, "basis") && has(&both, "公开依据"));
    let (en, zh) = (schema("schema catalog --keys en"), schema("schema --keys zh"));
    assert!(has(&en, "basis") && !has(&en, "公开依据") && !has(&zh, "basis") && has(&zh, "公开依据"));
    let shanghai = sandbox.run("schema --profile shanghai").out;
    assert!(shanghai.contains("街镇级") && !shanghai.contains("\"乡级\""));
}

#[test]
fn a_deadline_is_explained_in_words() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run("explain --deadline 自信息形成之日起20个工作日内公开");
    assert!(ran.code == Some(0) && ran.out.contains("20个工作日以内公开"), "{ran:?}");
    let ran = sandbox.run("explain --lang en --deadline 20个工作日 BAS001");
    assert!(ran.code == Some(0) && ran.out.contains("20 working days") && ran.out.contains("basis-missing"), "{ran:?}");
}

#[test]
fn a_list_into_a_folder_is_an_index_and_a_page_of_each_body() {
    let sandbox = Sandbox::new();
    for (file, body) in [("a.yaml", "县民政局"), ("b.yaml", "县财政局")] {
        sandbox.put(file, complete(&format!("    topic: 事项\n    basis: []\n    publisher: {body}\n")));
    }
    sandbox.put("清单/说明.txt", "stays");
    let ran = sandbox.run("check --output-format html=清单/ a.yaml b.yaml");
    assert_eq!(ran.code, Some(1), "{ran:?}");
    let text = |name: &str| String::from_utf8(sandbox.get(&format!("清单/{name}"))).expect("UTF-8");
    let index = text("index.html");
    for body in ["县民政局", "县财政局"] {
        assert!(index.contains(&format!("<a href=\"{body}.html\">{body}</a>")), "{index}");
        assert!(text(&format!("{body}.html")).contains("BAS001"));
    }
    assert_eq!(text("说明.txt"), "stays");
    // A body that is gone has a page of the last run, which is told and left.
    let ran = sandbox.run("check --output-format html=清单/ a.yaml");
    assert!(ran.code == Some(1) && ran.err.contains("没有动：县财政局.html\n"), "{ran:?}");
    assert!(!text("index.html").contains("县财政局"));
}

#[test]
fn pages_of_a_list_take_no_other_file_s_place_and_come_all_or_none() {
    let sandbox = Sandbox::new();
    sandbox.put("a.yaml", complete("    topic: 事项\n    basis: []\n    publisher: 县民政局\n"));
    for (odd, why) in [("网站/index.html", "不是这种清单的网页"), ("网站/县民政局.html/x", "县民政局.html")]
    {
        sandbox.put(odd, "<html>stays</html>");
        let ran = sandbox.run("check --output-format html=网站/ a.yaml");
        assert!(ran.code == Some(2) && ran.err.contains(why), "{ran:?}");
        assert_eq!(sandbox.get(odd), b"<html>stays</html>");
        let names = std::fs::read_dir(sandbox.path("网站")).expect("a folder").count();
        assert_eq!(names, 1, "{odd}: nothing is written");
        std::fs::remove_dir_all(sandbox.path("网站")).expect("it is there");
    }
}
