//! `catalint ledger` over the county of `fixtures/county`: six fields, eight bureaus, five towns, catalogs in words of their own.
//! What each cell has to say was counted by hand.

use std::fs;
use std::path::Path;

use super::Sandbox;

/// Field, body, state, items of the reference covered, items, elements missing, acts that ended, days since the update, errors,
/// warnings.
const CELLS: &[&str] = &[
    "社会救助 县民政局 sound 13/13 13 0 0 30 0 0",
    // The second shape: one item of each kind for all aid; no policies.
    "社会救助 县医疗保障局 incomplete 9/13 3 0 0 62 0 4",
    "社会救助 青石镇 sound 8/8 6 0 0 11 0 0",
    // No 监督检查; two items rest on an act that ended.
    "社会救助 白水乡 errors 7/8 4 0 2 365 2 1",
    // Three items, one for each kind of aid; neither 综合业务.
    "社会救助 城关街道 incomplete 6/8 3 0 0 60 0 2",
    "社会救助 龙泉镇 absent 0/8 0 0 0 - 0 0",
    // Two deadlines and a basis are missing, one basis ended; undated, 及时公开, two items absent.
    "社会救助 马坪乡 errors 6/8 3 3 1 - 4 4",
    "养老服务 县民政局 incomplete -/- 3 0 0 154 0 1",
    "养老服务 县卫生健康局 sound -/- 2 0 0 - 0 0",
    "就业 县人力资源和社会保障局 sound -/- 4 0 0 1 0 0",
    "就业 青石镇 absent -/- 0 0 0 - 0 0",
    "就业 城关街道 sound -/- 2 0 0 91 0 0",
    "义务教育 县教育局 absent -/- 0 0 0 - 0 0",
    "安全生产 县应急管理局 absent -/- 0 0 0 - 0 0",
    "安全生产 县农业农村局 absent -/- 0 0 0 - 0 0",
    // Nobody asked it for one.
    "安全生产 县公安局 sound -/- 1 0 0 20 0 0",
    "税务管理 - not-applicable -/- 0 0 0 - 0 0",
];

fn county() -> Sandbox {
    let sandbox = Sandbox::new();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/county");
    let mut folders = vec![fixtures.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&fixtures).expect("below it").to_str().expect("a name").replace('\\', "/");
                sandbox.put(&name, fs::read(&path).expect("a file"));
            }
        }
    }
    let ran = sandbox.run("reference add --field 社会救助");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    sandbox
}

#[test]
fn every_cell_of_the_county_says_what_its_catalogs_say() {
    let sandbox = county();
    let ran = sandbox.run("ledger --as-of 2026-12-01 --output-format json --quiet");
    assert_eq!(ran.code, Some(1), "{ran:?}");
    let json: serde_json::Value = serde_json::from_str(&ran.out).expect("json");
    let text = |value: &serde_json::Value| match value {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Null => "-".to_owned(),
        other => other.to_string(),
    };
    let sum = |list: &serde_json::Value, key: &str| {
        let all = list.as_array().expect("a list").iter();
        all.map(|one| one[key].as_u64().expect("a number")).sum::<u64>()
    };
    let cells: Vec<String> = json["cells"]
        .as_array()
        .expect("cells")
        .iter()
        .map(|cell| {
            let of = |key: &str| text(&cell[key]);
            format!(
                "{} {} {} {}/{} {} {} {} {} {} {}",
                of("field"),
                of("body"),
                of("state"),
                of("covered"),
                of("to_cover"),
                of("items"),
                sum(&cell["missing"], "items"),
                sum(&cell["ended"], "items"),
                of("days_since_update"),
                of("errors"),
                of("warnings"),
            )
        })
        .collect();
    assert_eq!(cells, CELLS, "{}", ran.out);
    let totals =
        ["owed", "there", "covered", "to_cover", "items", "errors", "warnings"].map(|key| text(&json["totals"][key]));
    assert_eq!(totals, ["15", "10", "49", "66", "44", "6", "12"]);
    let unplaced: Vec<String> = json["unplaced"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| format!("{} {}", text(&one["file"]), text(&one["reason"])))
        .collect();
    assert_eq!(unplaced, ["收到的文件/未署名.csv 没有写明编制单位，标题和公开主体也看不出是哪个单位"]);
    let shared: Vec<String> = json["shared"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| ["code", "catalogs", "items", "findings"].map(|key| text(&one[key])).join(" "))
        .collect();
    assert!(shared.contains(&"BAS002 2 3 3".to_owned()), "{shared:?}");
}

#[test]
fn a_catalog_that_was_updated_after_the_day_of_judgment_has_no_days_below_nought() {
    let said = county().run("ledger --as-of 2026-11-01 --output-format markdown --quiet").out;
    assert!(said.contains("更新日期晚于判断日期") && said.contains("| 0天") && !said.contains("-19"), "{said}");
}
