//! `law`: acts that are asked for, and the day to which they are known.

use catalint_domain::law::Registry;
use serde_json::Value;

use super::Sandbox;

#[test]
fn a_law_is_looked_up_by_any_of_its_names_on_a_day() {
    let sandbox = Sandbox::new();
    for (line, part) in [
        (
            "law 环境影响评价法 --as-of 2026-11-01",
            "  状态：已于2026年8月15日废止，由《中华人民共和国生态环境法典》取代\n",
        ),
        ("law 环境影响评价法 --as-of 2026-08-01", "  状态：现行有效\n"),
        ("law 《医疗保障法》 --as-of 2026-11-01", "  状态：尚未施行，自2027年1月1日起施行\n"),
        (
            "law 政府信息公开条例 --as-of 2026-11-01",
            "  文号：国务院令第492号（2007年4月5日）、国务院令第711号（2019年4月3日修订）\n",
        ),
        ("law 《政府信息公开条例》（国务院令第711号）", "《中华人民共和国政府信息公开条例》\n"),
        (
            "law --lang en 法律援助条例 --as-of 2026-11-01",
            "  status: superseded since 2022-01-01, not repealed by name",
        ),
    ] {
        let ran = sandbox.run(line);
        assert!(ran.code == Some(0) && ran.err.is_empty() && ran.out.contains(part), "{line}\n{ran:?}");
    }
}

#[test]
fn a_law_is_found_by_a_number_however_it_is_written() {
    let sandbox = Sandbox::new();
    for asked in ["国务院令第711号", "国令第711号", "第711号", "711", "国务院 711"] {
        let ran = sandbox.run(&format!("law {asked}"));
        assert!(ran.code == Some(0) && ran.out.contains("《中华人民共和国政府信息公开条例》"), "{asked}\n{ran:?}");
    }
    for asked in ["国办发〔2018〕118号", "国办发[2018]118号", "国办发 118"] {
        let ran = sandbox.run(&format!("law {asked}"));
        assert!(ran.out.contains("重大执法决定法制审核制度的指导意见》\n"), "{asked}\n{ran:?}");
        assert!(ran.out.contains("  文号：国办发〔2018〕118号"), "{asked}\n{ran:?}");
    }
}

#[test]
fn several_acts_are_a_list_with_their_status_and_words_narrow_it() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run("law 预算 --as-of 2026-11-01");
    let lines: Vec<&str> = ran.out.lines().take_while(|line| !line.is_empty()).collect();
    assert!(ran.code == Some(0) && lines.len() > 1, "{ran:?}");
    assert!(lines[0].starts_with("现行有效  法律 ") && lines[0].contains("《中华人民共和国预算法》"), "{ran:?}");
    // A long title goes on in a second line.
    let heads = || lines.iter().filter(|line| !line.starts_with(' '));
    assert!(heads().count() > 1 && heads().all(|line| line.contains("预算")), "{ran:?}");
    let narrow = sandbox.run("law 预算法 实施 --as-of 2026-11-01").out;
    assert!(narrow.starts_with("《中华人民共和国预算法实施条例》\n"), "{narrow}");
    // A title is a page, whatever other titles hold it.
    let page = sandbox.run("law 预算法 --as-of 2026-11-01").out;
    assert!(page.starts_with("《中华人民共和国预算法》\n  类别：法律\n"), "{page}");
    assert!(page.contains("另见：") && page.contains("《中华人民共和国预算法实施条例》"), "{page}");
}

#[test]
fn the_page_of_an_act_tells_what_it_asks_to_disclose() {
    let sandbox = Sandbox::new();
    let page = sandbox.run("law 预算法").out;
    assert!(page.contains("  要求公开：\n    第十四条") && page.contains("预算"), "{page}");
    let page = sandbox.run("law --lang en 预算法").out;
    assert!(page.contains("  asks to disclose:\n    Art. 14"), "{page}");
}

#[test]
fn where_nothing_is_found_near_titles_are_offered_and_the_exit_is_1() {
    let sandbox = Sandbox::new();
    for (asked, near) in [
        ("老年人权益保证法", "《中华人民共和国老年人权益保障法》"),
        ("村委组织法", "《中华人民共和国村民委员会组织法》"),
        ("政府信息的公开条例", "《中华人民共和国政府信息公开条例》"),
    ] {
        let ran = sandbox.run(&format!("law {asked}"));
        assert!(ran.code == Some(1) && ran.out.is_empty(), "{ran:?}");
        assert!(ran.err.starts_with(&format!("没有记录“{asked}”；相近的有：{near}")), "{}", ran.err);
    }
    let ran = sandbox.run("law --lang en 天外法");
    assert!(ran.code == Some(1) && ran.err == "天外法 is not on record\n", "{ran:?}");
}

#[test]
fn the_answer_in_json_is_what_its_schema_says() {
    let sandbox = Sandbox::new();
    let schema: Value = serde_json::from_str(&sandbox.run("schema law").out).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let answer = |line: &str, code| {
        let ran = sandbox.run(&format!("law --output-format json {line}"));
        assert!(ran.code == Some(code) && ran.err.is_empty(), "{line} {ran:?}");
        let value: Value = serde_json::from_str(&ran.out).expect("JSON");
        let faults: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(faults.is_empty(), "{line} {faults:?}");
        value
    };
    let value = answer("环境影响评价法 --as-of 2026-11-01 --lang en", 0);
    assert_eq!(value["as_of"], "2026-11-01");
    assert_eq!(value["checked_to"], Registry::builtin().checked_to().to_string());
    let act = &value["acts"][0];
    assert_eq!((&act["title"], &act["found_by"]), (&"中华人民共和国环境影响评价法".into(), &"name".into()));
    assert_eq!((&act["status"], &act["ended"]), (&"repealed".into(), &"2026-08-15".into()));
    assert_eq!(act["by"], "中华人民共和国生态环境法典");
    let value = answer("711", 0);
    let acts = value["acts"].as_array().expect("a list");
    assert!(acts.iter().all(|act| act["found_by"] == "number"), "{value}");
    assert!(answer("法", 0)["acts"].as_array().is_some_and(|acts| acts.len() > 300));
    sandbox.put("catalint.yaml", "laws: {title: 云岭省甲条例, kind: 地方性法规, source: text 2026-06-30}\n");
    let value = answer("云岭省甲条例", 0);
    assert_eq!(value["acts"][0]["sources"], serde_json::json!([{ "kind": "text", "on": "2026-06-30" }]));
    assert!(sandbox.run("law 云岭省甲条例").out.contains("  核对所据：正式文本（2026年6月30日）\n"));
    let row =
        "{title: 云岭省乙条例, kind: 地方性法规, effective: 2010-01-01, text_effective: 2026-05-01, articles: 56}";
    sandbox.put("catalint.yaml", format!("laws: {row}\n"));
    let page = |day: &str| sandbox.run(&format!("law 云岭省乙条例 --as-of {day}")).out;
    assert!(page("2026-05-01").contains("  现行文本施行：2026年5月1日\n  条数：56\n"));
    let before = page("2026-04-30");
    assert!(before.contains("  新文本施行：2026年5月1日\n") && !before.contains("条数"), "{before}");
    let value = answer("老年人权益保证法", 1);
    assert_eq!(value["near"][0], "中华人民共和国老年人权益保障法");
    assert_eq!(answer("天外法", 1)["acts"], Value::Array(Vec::new()));
}

#[test]
fn a_later_day_than_the_law_was_checked_to_says_so_on_the_page() {
    let sandbox = Sandbox::new();
    let checked = Registry::builtin().checked_to();
    let told = |day: &str| sandbox.run(&format!("law 预算法 --as-of {day}")).out;
    let words = format!("判断，法律核对到{}", checked.chinese());
    let on_the_day = told(&checked.to_string());
    assert!(on_the_day.contains(&format!("{words}。")), "{on_the_day}");
    let later = told(&checked.plus_months(1).to_string());
    assert!(later.contains(&format!("{words}，此后的修改和废止可能没有收录。")), "{later}");
}

#[test]
fn a_run_judged_long_after_the_last_check_of_the_law_says_so_once() {
    let sandbox = Sandbox::with(&["a.yaml", "b.yaml"]);
    let checked = Registry::builtin().checked_to();
    let words = format!("只核对到{}", checked.chinese());
    let told = |months| {
        let day = checked.plus_months(months);
        sandbox.run(&format!("check --as-of {day}")).err.matches(&words).count()
    };
    assert_eq!((told(6), told(7)), (0, 1));
}
