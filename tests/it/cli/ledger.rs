//! `catalint ledger`: a made county, each cell by hand.

use super::{Sandbox, against_schema};

const COUNTY: &str = "area: 云岭县
bodies: [县民政局, 县教育局, 县公安局, 县应急管理局]
towns: [青石镇, 白水乡]
fields:
  社会救助: {body: 县民政局, reference: ref/aid.yaml, towns: true}
  养老服务: 县民政局
  义务教育: 县教育局
  户籍管理: {body: 县公安局, since: 2030-01-01}
  税务管理: {not_applicable: 由市税务局公开}
";

const AID: &str = "title: 社会救助领域基层政务公开标准目录
items:
  - {topic: 综合业务, subtopic: 政策法规文件, levels: [县级, 乡级]}
  - {topic: 最低生活保障, subtopic: 办事指南, levels: [县级, 乡级]}
  - {topic: 最低生活保障, subtopic: 审核信息, levels: [乡级]}
  - {topic: 临时救助, subtopic: 审批信息, levels: [县级]}
";

/// A catalog of some items: topic, subtopic, basis.
fn catalog(head: &str, publisher: &str, level: &str, items: &[(&str, &str, &str)]) -> String {
    let mut text = format!("{head}\nprofile: national\nitems:\n");
    for (nth, (topic, subtopic, basis)) in items.iter().enumerate() {
        text += &format!(
            "  - no: {}\n    topic: {topic}\n    subtopic: {subtopic}\n    content: [办理条件, 办理流程]\n    basis: {basis}\n    deadline: 自该信息形成或者变更之日起20个工作日内\n    publisher: {publisher}\n    channels: [政府网站]\n    audience: 全社会\n    method: 主动公开\n    levels: [{level}]\n",
            nth + 1
        );
    }
    text
}

const REGULATION: &str = "《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条";

pub(super) fn county() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.put("catalint.yaml", COUNTY);
    sandbox.put("ref/aid.yaml", AID);
    let own = [("社会救助", "政策法规", REGULATION), ("低保救助", "办理指南", REGULATION)];
    let head = "title: 云岭县社会救助领域政务公开标准目录\nauthority: 云岭县民政局\nupdated: 2026-09-30";
    sandbox.put("民政/救助.yaml", catalog(head, "县民政局", "县级", &own));
    let town = [("社会救助", "低保办事指南", "《环境噪声污染防治法》"), ("低保", "审核", REGULATION)];
    let head = "title: 青石镇社会救助领域政务公开标准目录\nauthority: 青石镇人民政府";
    sandbox.put("乡镇/青石镇.yaml", catalog(head, "青石镇人民政府", "乡级", &town));
    let other = [("最低生活保障", "办事指南", REGULATION)];
    let head = "title: 青山县社会救助领域政务公开标准目录\nauthority: 青山县民政局";
    sandbox.put("外地.yaml", catalog(head, "青山县民政局", "县级", &other));
    let head = "title: 养老服务领域政务公开标准目录";
    sandbox.put("无主.yaml", catalog(head, "县级人民政府民政部门", "县级", &other));
    sandbox
}

#[test]
fn every_cell_of_a_county_is_as_counted_by_hand() {
    let sandbox = county();
    let ran = sandbox.run("ledger --as-of 2026-10-10 --output-format json --quiet");
    assert_eq!(ran.code, Some(1), "{ran:?}");
    let json: serde_json::Value = serde_json::from_str(&ran.out).expect("json");
    let cells: Vec<String> = json["cells"]
        .as_array()
        .expect("cells")
        .iter()
        .map(|cell| {
            let number = |key: &str| cell[key].as_i64().map_or("-".to_owned(), |number| number.to_string());
            format!(
                "{} {} {} {}/{} {} {}",
                cell["field"].as_str().unwrap_or("-"),
                cell["body"].as_str().unwrap_or("-"),
                cell["state"].as_str().unwrap_or("-"),
                number("covered"),
                number("to_cover"),
                number("days_since_update"),
                cell["ended"].as_array().map_or(0, Vec::len),
            )
        })
        .collect();
    assert_eq!(
        cells,
        [
            "社会救助 县民政局 incomplete 2/4 10 0",
            "社会救助 青石镇 errors 2/3 - 1",
            "社会救助 白水乡 absent 0/3 - 0",
            "养老服务 县民政局 absent -/- - 0",
            "义务教育 县教育局 absent -/- - 0",
            "户籍管理 县公安局 not-yet -/- - 0",
            "税务管理 - not-applicable -/- - 0",
        ],
        "{}",
        ran.out
    );
    let unplaced: Vec<&str> =
        json["unplaced"].as_array().expect("a list").iter().filter_map(|one| one["reason"].as_str()).collect();
    assert_eq!(unplaced.len(), 2, "{unplaced:?}");
    assert!(unplaced[0].contains("青山县民政局") && unplaced[1].contains("编制单位"), "{unplaced:?}");
    assert_eq!((&json["totals"]["owed"], &json["totals"]["there"]), (&5.into(), &2.into()));
    assert_eq!(against_schema(&sandbox, "ledger", &json), Vec::<String>::new());
    assert!(!against_schema(&sandbox, "ledger", &serde_json::json!({ "version": 1 })).is_empty());
}

#[test]
fn a_folder_has_the_ledger_and_a_list_of_each_body() {
    let sandbox = county();
    let ran = sandbox.run("ledger --as-of 2026-10-10 -o out --quiet");
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{ran:?}");
    let index = String::from_utf8(sandbox.get("out/index.html")).expect("a text");
    for word in ["缺目录", "须整改", "不适用", "由市税务局公开", "2030年1月1日起", "href=\"01-县民政局.html\"", "2/4项"]
    {
        assert!(index.contains(word), "{word}\n{index}");
    }
    assert!(String::from_utf8(sandbox.get("out/01-县民政局.html")).expect("a text").contains("云岭县社会救助领域"));
    assert!(sandbox.get("out/台账.xlsx").starts_with(b"PK"));
    // What was written is no catalog of the next run.
    let again = sandbox.run("ledger --as-of 2026-10-10 --output-format json --quiet");
    assert_eq!(again.out.as_bytes(), sandbox.get("out/台账.json"));
}

#[test]
fn without_a_register_it_says_how_to_write_one() {
    let sandbox = Sandbox::with(&["a.yaml"]);
    let ran = sandbox.run("ledger");
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("fields"), "{}", ran.err);
}
