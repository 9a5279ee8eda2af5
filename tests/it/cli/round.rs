//! `catalint ledger --against`: what became of the last round, though rows moved.

use super::against_schema;
use super::ledger::county;

/// Five items of the county's catalog: topic, basis, deadline.
fn aid(items: &[(&str, &str, &str)]) -> String {
    let mut text =
        "title: 云岭县社会救助领域政务公开标准目录\nauthority: 云岭县民政局\nupdated: 2026-09-30\nprofile: national\nitems:\n"
            .to_owned();
    for (nth, (name, basis, deadline)) in items.iter().enumerate() {
        text += &format!(
            "  - no: {}\n    topic: 社会救助\n    subtopic: {name}\n    content: [办理条件, 办理流程]\n    basis: {basis}\n    deadline: {deadline}\n    publisher: 县民政局\n    channels: [政府网站]\n    audience: 全社会\n    method: 主动公开\n    levels: [县级]\n",
            nth + 1
        );
    }
    text
}

const GONE: &str = "《环境噪声污染防治法》";
const GOOD: &str = "《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条";
const TIME: &str = "自该信息形成或者变更之日起20个工作日内";

#[test]
fn after_half_is_mended_closed_open_and_new_are_right_though_rows_were_renumbered() {
    let sandbox = county();
    let before = [
        ("低保办事指南", GONE, TIME),
        ("特困办事指南", GOOD, "及时公开"),
        ("临时救助办事指南", GONE, "及时公开"),
        ("低保审核信息", "''", TIME),
    ];
    sandbox.put("民政/救助.yaml", aid(&before));
    let ran = sandbox.run("ledger --as-of 2026-09-30 --output-format json=last.json --quiet");
    assert_eq!(ran.code, Some(1), "{ran:?}");
    // Two of the six (the reference's 政策法规文件 is absent) are mended, one stays with another number in another row, one item is new and wrong; the whole catalog is
    // another file now.
    let after = [
        ("新事项", "''", TIME),
        ("低保审核信息", "''", TIME),
        ("临时救助办事指南", GOOD, "及时公开"),
        ("特困办事指南", GOOD, TIME),
        ("低保办事指南", GONE, TIME),
    ];
    sandbox.put("民政/救助2026.yaml", aid(&after));
    std::fs::remove_file(sandbox.path("民政/救助.yaml")).expect("it is there");
    // A town has none any more: nothing of it was put right.
    std::fs::remove_file(sandbox.path("乡镇/青石镇.yaml")).expect("it is there");
    let ran = sandbox.run("ledger --as-of 2026-12-01 --against last.json --output-format json --quiet -o out");
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap_or_else(|why| panic!("{why}: {ran:?}"));
    assert_eq!(against_schema(&sandbox, "ledger", &json), Vec::<String>::new());
    let round = &json["round"];
    assert_eq!(round["as_of"], "2026-09-30");
    let of = |body: &str| {
        let all = round["bodies"].as_array().expect("a list");
        let found = all.iter().find(|one| one["body"] == body).unwrap_or_else(|| panic!("{body}: {round}"));
        ["last", "put_right", "open", "new", "not_told"].map(|key| found[key].as_u64().expect("a number"))
    };
    assert_eq!(of("县民政局"), [6, 2, 4, 1, 0], "{round}");
    let town = of("青石镇");
    assert!(town[0] > 0 && town == [town[0], 0, 0, 0, town[0]], "{town:?}");
    let closed: Vec<String> = round["closed"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|found| {
            format!("{} {}", found["code"].as_str().unwrap_or("-"), found["item"]["label"].as_str().unwrap_or("-"))
        })
        .collect();
    assert_eq!(closed, ["DDL002 特困办事指南", "BAS002 临时救助办事指南"]);
    let new: Vec<&str> = json["findings"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|found| found["standing"] == "new")
        .filter_map(|found| found["item"]["label"].as_str())
        .collect();
    assert_eq!(new, ["新事项"]);
    let page = |name: &str| String::from_utf8(sandbox.get(&format!("out/{name}"))).expect("a text");
    let index = page("index.html");
    assert!(index.contains("整改结果") && index.contains("已整改2处"), "{index}");
    let list = page("01-县民政局.html");
    for word in [
        "上次6处，已整改2处，未整改4处，新增1处",
        "上次已指出，未整改",
        "新增",
        "上次指出、已经整改的问题",
        "第2项 特困办事指南",
    ] {
        assert!(list.contains(word), "{word}\n{list}");
    }
}

#[test]
fn a_report_of_check_is_a_last_round_too_and_what_is_none_is_said() {
    let sandbox = county();
    let report = sandbox.run("check --as-of 2026-10-10 --output-format json");
    sandbox.put("last.json", report.out);
    let ran = sandbox.run("ledger --as-of 2026-10-10 --against last.json --output-format json --quiet");
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap_or_else(|why| panic!("{why}: {ran:?}"));
    let round = &json["round"];
    assert_eq!((&round["put_right"], &round["new"]), (&0.into(), &0.into()), "{round}");
    assert!(round["open"].as_u64() > Some(0), "{round}");
    // What was not asked for is not put right.
    let ran = sandbox.run("ledger --as-of 2026-10-10 --against last.json --select PUB --output-format json --quiet");
    let json: serde_json::Value = serde_json::from_str(&ran.out).expect("json");
    assert_eq!(json["round"]["put_right"], 0, "{}", json["round"]);
    for (text, said) in [
        ("{}", "第1行"),
        ("{\"version\": 9}", "版本"),
        ("{\"version\": 1, \"area\": \"青山县\", \"findings\": []}", "青山县"),
    ] {
        sandbox.put("last.json", text);
        let ran = sandbox.run("ledger --against last.json");
        assert!(ran.code == Some(2) && ran.err.contains(said), "{said}: {ran:?}");
    }
}
