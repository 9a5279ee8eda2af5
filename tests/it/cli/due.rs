//! `due`: the last day of a deadline.

use serde_json::Value;

use super::{Sandbox, against_schema};

#[test]
fn the_last_day_stands_there_with_how_it_was_counted() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run("due 自该政府信息形成或者变更之日起20个工作日内 --from 2026-09-14");
    let parts = [
        "事项发生在2026年9月14日（周一）",
        "  最后一日：2026年10月16日（周五）",
        "中秋节（9月25日至9月27日，国办发明电〔2025〕7号）",
        "调休上班，计入：9月20日（周日）、10月10日（周六）",
    ];
    assert!(ran.code == Some(0) && ran.err.is_empty(), "{ran:?}");
    let joined = ran.out.replace("\n    ", "");
    assert!(parts.iter().all(|part| joined.contains(part)), "{}", ran.out);
    let english = sandbox.run("due 20个工作日内 --from 2026-09-14 --lang en").out;
    assert!(english.contains("last day: 2026-10-16 (Friday)\n"), "{english}");
}

#[test]
fn an_act_may_count_otherwise_and_is_found_by_its_short_name() {
    let sandbox = Sandbox::new();
    let last = |act: &str| {
        let ran = sandbox.run(&format!("due 7日内 --from 2026-09-22{act} --output-format json"));
        let answer: Value = serde_json::from_str(&ran.out).expect("JSON");
        let clause = &answer["clauses"][0];
        (clause["last"].as_str().map(str::to_owned), clause["working_day_before"].as_str().map(str::to_owned))
    };
    let days = |last: &str| (Some(last.to_owned()), None);
    assert_eq!(last(""), days("2026-09-29"));
    assert_eq!(last(" --act 行政处罚法"), days("2026-10-09"));
    assert_eq!(last(" --act 《预算法》"), days("2026-09-29"));
    let said = sandbox.run("due 7日内 --from 2026-09-22 --act 预算法").out;
    assert!(said.contains("《中华人民共和国预算法》怎样计算期间，资料中没有另外的规定"), "{said}");
}

#[test]
fn where_no_day_follows_it_ends_with_1_and_says_why() {
    let sandbox = Sandbox::new();
    for (line, why) in [
        ("due 20个工作日内 --from 2026-12-21", "2027年的放假安排不在资料中（有2019年至2026年的），工作日不能推算"),
        ("due 及时公开 --from 2026-09-14", "最迟20个工作日，即2026年10月16日"),
        ("due 甲乙丙 --from 2026-09-14", "读不出期限"),
    ] {
        let ran = sandbox.run(line);
        assert!(ran.code == Some(1) && ran.out.replace("\n    ", "").contains(why), "{line}\n{ran:?}");
    }
    for (line, why) in [
        ("due 20日内", "缺少 --from"),
        ("due 20日内 --from 2026-02-30", "--from 的“2026-02-30”不是日期"),
        ("due 20日内 --from 2026-02-03 --act 某某没有的法", "--act 的“某某没有的法”不在法规库中"),
    ] {
        let ran = sandbox.run(line);
        assert!(ran.code == Some(2) && ran.err.contains(why), "{line}\n{ran:?}");
    }
}

#[test]
fn the_answer_in_json_is_what_its_schema_says() {
    let sandbox = Sandbox::new();
    for line in
        ["20个工作日内 --from 2026-09-14", "7日内 --from 2026-09-22 --act 行政处罚法", "及时公开 --from 2026-09-14"]
    {
        let answer: Value =
            serde_json::from_str(&sandbox.run(&format!("due {line} --output-format json")).out).expect("JSON");
        assert_eq!(against_schema(&sandbox, "due", &answer), Vec::<String>::new(), "{line}");
    }
    assert!(!against_schema(&sandbox, "due", &serde_json::json!({ "version": 1 })).is_empty());
}
