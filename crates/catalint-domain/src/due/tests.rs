//! Last days, counted by hand on the calendars of the notices, with the counting beside each.

use super::*;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|| panic!("{text}"))
}

fn first(text: &str, from: &str, act: &str) -> Due {
    let counting = if act.is_empty() { None } else { Some(counting_of(act).expect("on record")) };
    let all = due(text, day(from), counting);
    all.into_iter().next().unwrap_or_else(|| panic!("{text}: nothing read"))
}

const LICENCE: &str = "中华人民共和国行政许可法";
const PENALTY: &str = "中华人民共和国行政处罚法";
const COERCION: &str = "中华人民共和国行政强制法";
const CIVIL: &str = "中华人民共和国民法典";

/// Text, day of the event, act, last day, last working day before it where it is a day off, and how it was counted.
const BY_HAND: &[(&str, &str, &str, &str, &str, &str)] = &[
    // Spring Festival.
    (
        "20个工作日内",
        "2026-02-06",
        "",
        "2026-03-12",
        "",
        "9–13 (5), Sat 14 (6), 24–27 (10), Sat 28 (11), 2–6 Mar (16), 9–12 (20)",
    ),
    ("7个工作日内", "2026-02-06", "", "2026-02-24", "", "9–13 (5), Sat 14 (6), off 15–23, 24 (7)"),
    ("1个工作日内", "2026-02-13", "", "2026-02-14", "", "the Saturday is worked"),
    ("2个工作日内", "2026-02-14", "", "2026-02-25", "", "the event is on a worked Saturday; off 15–23, 24, 25"),
    (
        "20个工作日内",
        "2025-01-20",
        "",
        "2025-02-21",
        "",
        "21–24 (4), Sun 26, 27 (6), off 28–4, 5–7 (9), Sat 8 (10), 10–14, 17–21",
    ),
    ("7个工作日内", "2024-02-05", "", "2024-02-20", "", "6–9 (4), off 10–17, Sun 18 (5), 19, 20"),
    ("5个工作日内", "2020-01-20", "", "2020-02-04", "", "21–23 (3), off 24–2 as prolonged, 3, 4"),
    ("5个工作日内", "2023-01-19", "", "2023-01-31", "", "20 (1), off 21–27, Sat 28, Sun 29 (3), 30, 31"),
    // National Day.
    (
        "20个工作日内",
        "2026-09-14",
        "",
        "2026-10-16",
        "",
        "15–18 (4), Sun 20, 21–24 (9), off 25–27, 28–30 (12), 8, 9, Sat 10 (15), 12–16",
    ),
    (
        "20个工作日内",
        "2025-09-15",
        "",
        "2025-10-17",
        "",
        "16–19 (4), 22–26 (9), Sun 28, 29, 30 (12), off 1–8, 9, 10, Sat 11 (15), 13–17",
    ),
    (
        "20个工作日内",
        "2023-09-18",
        "",
        "2023-10-20",
        "",
        "19–22 (4), 25–28 (8), off 29–6, Sat 7, Sun 8 (10), 9–13, 16–20",
    ),
    ("3个工作日内", "2022-09-30", "", "2022-10-10", "", "off 1–7, Sat 8, Sun 9, 10"),
    ("2个工作日内", "2019-09-29", "", "2019-10-08", "", "the event is on a worked Sunday; 30, off 1–7, 8"),
    // Days that are worked instead.
    ("2个工作日内", "2024-09-12", "", "2024-09-14", "", "13, and the Saturday before the Mid-Autumn Festival"),
    ("5个工作日内", "2019-04-25", "", "2019-05-05", "", "26, Sun 28, 29, 30 (4), off 1–4, Sun 5"),
    ("公示不少于5个工作日", "2026-04-30", "", "2026-05-11", "", "off 1–5, 6–8 (3), Sat 9, 11"),
    // Calendar days, and acts that count otherwise.
    ("20日内", "2026-09-14", "", "2026-10-04", "2026-09-30", "30 September is day 16; the fourth is in the holiday"),
    ("20日内", "2026-09-14", CIVIL, "2026-10-08", "", "4 October moves to the first day after the holiday"),
    ("七日内", "2026-09-22", PENALTY, "2026-10-09", "", "working days: 23, 24, off 25–27, 28–30 (5), off 1–7, 8, 9"),
    (
        "15日内",
        "2026-09-22",
        PENALTY,
        "2026-10-07",
        "2026-09-30",
        "of fifteen days the act says nothing: calendar days",
    ),
    ("20日内", "2026-04-27", LICENCE, "2026-05-27", "", "28–30 (3), 6–8, Sat 9 (7), 11–15 (12), 18–22 (17), 25–27"),
    ("10日内", "2026-02-06", COERCION, "2026-02-27", "", "ten days are working days: 9–13, Sat 14 (6), 24–27"),
    (
        "11日内",
        "2026-02-06",
        COERCION,
        "2026-02-17",
        "2026-02-14",
        "eleven are not: 17 is in the holiday, the last worked day is the Saturday",
    ),
    ("一个月内", "2026-08-31", "", "2026-09-30", "", "September has no 31st"),
    ("采购活动开始前30日", "2026-03-05", "", "2026-02-03", "", "back five days is 28 February, 25 more"),
    ("每年1月31日前公开", "2025-12-01", "", "2026-01-31", "2026-01-30", "a Saturday as usual"),
    ("每季度公开", "2026-11-30", "", "2026-12-31", "", "the fourth quarter"),
    ("次月5日前公开", "2026-09-14", "", "2026-10-05", "2026-09-30", "in the holiday"),
    ("当日公开", "2026-10-03", "", "2026-10-03", "2026-09-30", "the day itself, off as it is"),
    ("24小时内公开", "2026-09-30", "", "2026-10-01", "2026-09-30", "a day later, off"),
];

#[test]
fn last_days_are_those_counted_by_hand() {
    for (text, from, act, last, before, how) in BY_HAND {
        let due = first(text, from, act);
        assert_eq!(due.last, Some(day(last)), "{text} from {from}: {how}\n{due:#?}");
        let want = if before.is_empty() { None } else { Some(day(before)) };
        assert_eq!(due.working_day_before, want, "{text} from {from}: {how}\n{due:#?}");
        assert!(!due.why.is_empty(), "{text} says nothing of how it was counted");
    }
}

#[test]
fn where_no_day_follows_the_answer_says_why() {
    let table = [
        ("20个工作日内", "2026-12-21", "2027年的放假安排不在资料中"),
        ("5个工作日内", "2018-12-20", "2018年的放假安排不在资料中"),
        ("及时公开", "2026-09-14", "没有写明天数"),
        ("2小时内", "2026-09-14", "按小时计算"),
        ("与规范性文件同步公开", "2026-09-14", "同时公开"),
        ("同上", "2026-09-14", "上一行"),
        ("公示", "2026-09-14", "没有说公示多久"),
    ];
    for (text, from, why) in table {
        let due = first(text, from, "");
        assert_eq!(due.last, None, "{text}");
        let all: String = due.why.iter().map(|why| why.zh.as_str()).collect();
        assert!(all.contains(why), "{text}: {all}");
    }
    assert!(due("按实际情况", day("2026-09-14"), None).iter().all(|due| due.last.is_none()));
}

#[test]
fn who_names_no_number_is_told_the_longest_that_the_regulation_leaves() {
    let all: Vec<String> = first("及时公开", "2026-09-14", "").why.into_iter().map(|why| why.zh).collect();
    assert!(all.iter().any(|why| why.contains("第二十六条最迟20个工作日，即2026年10月16日")), "{all:?}");
    let lasting: Vec<String> = first("长期公开", "2026-09-14", "").why.into_iter().map(|why| why.zh).collect();
    assert!(!lasting.iter().any(|why| why.contains("第二十六条")), "{lasting:?}");
}

#[test]
fn a_prolonged_period_is_counted_from_the_end_of_the_one_before() {
    let all = due("自收到申请之日起20个工作日内答复，可延长20个工作日", day("2026-09-14"), None);
    let last: Vec<_> = all.iter().map(|due| (due.sort, due.last)).collect();
    // 16 October, then 19–23 (5), 26–30 (10), 2–6 November (15), 9–13 (20).
    assert_eq!(last, [(DueSort::Publish, Some(day("2026-10-16"))), (DueSort::Prolonged, Some(day("2026-11-13")))]);
}

#[test]
fn holidays_that_were_passed_are_named_with_their_notice() {
    let why: Vec<Reason> = first("20个工作日内", "2026-09-14", "").why;
    let zh: Vec<&str> = why.iter().map(|why| why.zh.as_str()).collect();
    assert_eq!(
        zh,
        [
            "2026年9月14日当日不计入，自2026年9月15日起数20个工作日",
            "不计周末和假期：中秋节（9月25日至9月27日，国办发明电〔2025〕7号）、国庆节（10月1日至10月7日，国办发明电〔2025〕7号）",
            "调休上班，计入：9月20日（周日）、10月10日（周六）",
        ]
    );
}

#[test]
fn the_days_of_a_year_are_listed() {
    let days = |text: &str, year: u16| -> Vec<String> {
        let reading = deadline::read(text);
        let all = reading.clauses.iter().map(|clause| in_year(&clause.kind, year).expect("known"));
        all.flatten().map(|day| day.to_string()).collect()
    };
    assert_eq!(days("每年1月31日前公开", 2027), ["2027-01-31"]);
    assert_eq!(days("2026年6月30日前公开", 2026), ["2026-06-30"]);
    assert_eq!(days("2026年6月30日前公开", 2027), [""; 0]);
    assert_eq!(days("每季度公开一次", 2026), ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"]);
    assert_eq!(days("每半年公开", 2026), ["2026-06-30", "2026-12-31"]);
    assert_eq!(days("每月10日前公开", 2026).len(), 12);
    let next = days("次月5日前公开", 2026);
    assert_eq!((next.len(), next[0].as_str(), next[11].as_str()), (12, "2026-01-05", "2026-12-05"));
    assert_eq!(days("每季度首月15日前公开", 2026), ["2026-01-15", "2026-04-15", "2026-07-15", "2026-10-15"]);
    assert_eq!(days("每年公开一次", 2026), ["2026-12-31"]);
    assert_eq!(days("每周更新", 2026), [""; 0]);
    assert_eq!(days("20个工作日内公开", 2026), [""; 0]);
}
