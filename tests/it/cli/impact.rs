//! `impact`: which items a change of law touches.

use catalint_core::docs::complete;
use serde_json::Value;

use super::{Sandbox, against_schema};

fn item(body: &str, name: &str, basis: &str) -> String {
    complete(&format!("    topic: {name}\n    publisher: {body}\n    basis:\n      - {basis}\n"))
}

/// Catalogs that cite what changed in August and at the turn of the year.
fn catalogs(config: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.put("catalint.yaml", config);
    sandbox.put("环评.yaml", item("县生态环境局", "环境影响评价", "《中华人民共和国环境影响评价法》第二十五条"));
    sandbox.put("噪声.yaml", item("县生态环境局", "噪声污染防治", "《噪声污染防治法》"));
    sandbox.put("治安.yaml", item("县公安局", "治安处罚", "《中华人民共和国治安管理处罚法》第十条"));
    sandbox.put("网络.yaml", item("县委网信办", "网络安全检查", "《中华人民共和国网络安全法》第二十一条"));
    sandbox.put("救助.yaml", item("县民政局", "临时救助", "《社会救助暂行办法》（国务院令第649号）第九条"));
    sandbox
}

const AUGUST: &str = "impact --from 2026-08-14 --to 2026-08-15";

#[test]
fn acts_of_the_code_are_replaced_by_body_with_the_day_to_react() {
    let sandbox = catalogs("react_days: 20\n");
    let ran = sandbox.run(&format!("{AUGUST} --output-format json"));
    let answer: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{ran:?}"));
    assert_eq!((ran.code, answer["catalogs"].as_u64()), (Some(1), Some(5)));
    assert_eq!(against_schema(&sandbox, "impact", &answer), Vec::<String>::new());
    let affected = answer["affected"].as_array().expect("a list");
    let rows: Vec<[&str; 4]> =
        affected.iter().map(|row| ["body", "file", "old", "new"].map(|key| row[key].as_str().unwrap_or(""))).collect();
    assert_eq!(
        rows,
        [
            ["县生态环境局", "噪声.yaml", "《噪声污染防治法》", "《中华人民共和国生态环境法典》"],
            [
                "县生态环境局",
                "环评.yaml",
                "《中华人民共和国环境影响评价法》第二十五条",
                "《中华人民共和国生态环境法典》（原引第二十五条，新的条款序号请对照文本确定）",
            ],
        ]
    );
    let act = &answer["acts"][usize::try_from(affected[0]["act"].as_u64().expect("a number")).expect("small")];
    assert_eq!((act["kind"].as_str(), act["on"].as_str()), (Some("repealed"), Some("2026-08-15")));
    assert_eq!(act["by"], "《中华人民共和国生态环境法典》第一千二百四十二条");
    // 17–21 (5), 24–28 (10), 31–4 (15), 7–11 September (20).
    assert_eq!(act["react_by"], "2026-09-11");
}

#[test]
fn a_text_that_was_rewritten_keeps_its_name_and_asks_for_its_articles() {
    let sandbox = catalogs("");
    let ran = sandbox.run("impact --from 2025-12-31 --to 2026-01-01");
    assert_eq!(ran.code, Some(1), "{ran:?}");
    let text = ran.out.replace("\n  ", "");
    assert!(
        text.contains("县公安局") && text.contains("《中华人民共和国治安管理处罚法》全文修订，自2026年1月1日起施行"),
        "{text}"
    );
    assert!(text.contains("请对照新文本核对第十条"), "{text}");
    // An amendment whose day is recalled is said with that.
    assert!(text.contains("《中华人民共和国网络安全法》部分条款有修改") && text.contains("未见原文，请核对"), "{text}");
    assert!(text.contains("配置没有写本地规定的期限 react_days"), "{text}");
    assert!(!text.contains("县民政局") && !text.contains("县生态环境局"), "{text}");
    let none = sandbox.run("impact --from 2026-01-10 --to 2026-01-11");
    assert!(none.code == Some(0) && none.out.contains("都没有引用其中需要更新的"), "{none:?}");
}

#[test]
fn each_body_gets_a_notice_and_the_files_are_the_same_each_time() {
    let sandbox = catalogs("react_days: 20\n");
    let line = format!(
        "{AUGUST} --output-format html=通知.html --output-format docx=通知.docx --output-format xlsx=影响.xlsx"
    );
    let ran = sandbox.run(&line);
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{ran:?}");
    let page = String::from_utf8(sandbox.get("通知.html")).expect("UTF-8");
    assert_eq!(page.matches("<h1>").count(), 1, "one body");
    assert!(page.contains("<p>县生态环境局：</p>") && page.contains("请于2026年9月11日以前完成"), "{page}");
    let files = ["通知.html", "通知.docx", "影响.xlsx"];
    let before = files.map(|file| sandbox.get(file));
    sandbox.run(&line);
    assert!(files.map(|file| sandbox.get(file)) == before);
}

#[test]
fn mistakes_and_what_lies_beyond_the_data_are_told() {
    let sandbox = catalogs("");
    for (line, why) in [
        ("impact --from 2026-08-15", "缺少 --to"),
        ("impact --from 2026-08-15 --to 2026-08-14", "--to 的日期在 --from 之前"),
        ("impact --from 2026-08-14 --to 2026-08-15 --output-format docx", "“docx”要写到文件"),
    ] {
        let ran = sandbox.run(line);
        assert!(ran.code == Some(2) && ran.err.contains(why), "{line}\n{ran:?}");
    }
    let beyond = sandbox.run("impact --from 2027-12-30 --to 2027-12-31");
    assert!(beyond.err.contains("此后的变动可能有遗漏"), "{beyond:?}");
    let faulty = catalogs("react_days: 二十\n");
    assert_eq!(faulty.run(AUGUST).code, Some(2));
    assert!(faulty.run("check").err.contains("工作日数，1 到 250 的整数"));
}
