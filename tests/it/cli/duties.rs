//! `duties`: what has to be disclosed in a year.

use catalint_core::docs::complete;
use serde_json::Value;

use super::{Sandbox, against_schema};

fn catalogs() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.put(
        "a.yaml",
        complete(
            "    topic: 社会救助\n    subtopic: 救助资金\n    deadline: 每季度公开一次\n    publisher: 县民政局\n",
        ),
    );
    sandbox.put("b.yaml", complete("    topic: 机构信息\n    subtopic: 政府信息公开工作年度报告\n    deadline: 及时公开\n    publisher: 县财政局\n"));
    sandbox.put(
        "c.yaml",
        complete("    topic: 计划总结\n    deadline: 自信息形成之日起20个工作日内公开\n    publisher: 县审计局\n"),
    );
    sandbox
}

#[test]
fn days_of_catalogs_and_of_acts_stand_in_order() {
    let sandbox = catalogs();
    let ran = sandbox.run("duties --year 2026 --output-format json");
    assert!(ran.code == Some(0) && ran.err.is_empty(), "{ran:?}");
    let answer: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(against_schema(&sandbox, "duties", &answer), Vec::<String>::new());
    let rows: Vec<String> = answer["dated"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|row| {
            format!(
                "{} {} {}",
                row["day"].as_str().unwrap_or(""),
                row["working_day_before"],
                row["body"].as_str().unwrap_or("")
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            "2026-01-31 \"2026-01-30\" 县级以上人民政府部门",
            "2026-01-31 \"2026-01-30\" 县财政局",
            "2026-03-31 null 县民政局",
            "2026-03-31 null 县级以上地方人民政府",
            "2026-06-30 null 县民政局",
            "2026-09-30 null 县民政局",
            "2026-12-31 null 县民政局",
        ]
    );
    assert_eq!(answer["dated"][1]["law"]["article"], "49");
    assert_eq!((answer["catalogs"].as_u64(), answer["items"].as_u64()), (Some(3), Some(3)));
    let undated = answer["undated"].as_array().expect("a list");
    let said: Vec<_> =
        undated.iter().map(|row| (row["body"].as_str().unwrap_or(""), row["has_period"] == true)).collect();
    assert_eq!(said, [("县审计局", true), ("县财政局", false)]);
}

#[test]
fn the_calendar_keeps_to_its_standard_and_is_the_same_each_time() {
    let sandbox = catalogs();
    let ran = sandbox.run("duties --year 2027 --output-format ics=安排.ics --output-format xlsx=安排.xlsx");
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{ran:?}");
    let text = String::from_utf8(sandbox.get("安排.ics")).expect("UTF-8");
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']) && lines.iter().all(|line| line.len() <= 75), "{text}");
    assert_eq!((lines[0], lines[lines.len() - 2], lines[lines.len() - 1]), ("BEGIN:VCALENDAR", "END:VCALENDAR", ""));
    let count = |name: &str| lines.iter().filter(|line| line.starts_with(name)).count();
    assert_eq!((count("BEGIN:VEVENT"), count("END:VEVENT"), count("UID:"), count("DTSTAMP:")), (7, 7, 7, 7));
    assert!(lines.contains(&"DTSTART;VALUE=DATE:20270131") && lines.contains(&"DTEND;VALUE=DATE:20270201"));
    assert!(text.replace("\r\n ", "").contains("SUMMARY:县民政局：1项到期公开"), "{text}");
    let (ics, xlsx) = (sandbox.get("安排.ics"), sandbox.get("安排.xlsx"));
    sandbox.run("duties --year 2027 --output-format ics=安排.ics --output-format xlsx=安排.xlsx");
    assert!(sandbox.get("安排.ics") == ics && sandbox.get("安排.xlsx") == xlsx);
    // The year has no notice on record: nothing is said of days off.
    let shown = sandbox.run("duties --year 2027").out;
    assert!(shown.contains("2027年的放假安排没有收录") && !shown.contains("休息日"), "{shown}");
}

#[test]
fn without_catalogs_what_acts_set_is_there_and_mistakes_are_told() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run("duties --year 2026");
    assert!(ran.code == Some(0) && ran.err.contains("没有找到目录，只列法律规定的"), "{ran:?}");
    assert!(ran.out.contains("第四十九条"), "{ran:?}");
    for (line, why) in [
        ("duties", "缺少 --year"),
        ("duties --year 26", "--year 的“26”不是年份"),
        ("duties --year 2026 --output-format xlsx", "“xlsx”要写到文件"),
        ("duties --year 2026 --output-format pdf", "--output-format 不认识“pdf”"),
        ("duties --year 2026 nothing-there", "nothing-there"),
    ] {
        let ran = sandbox.run(line);
        assert!(ran.code == Some(2) && ran.err.contains(why), "{line}\n{ran:?}");
    }
}
