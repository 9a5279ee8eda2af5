//! Time that grows with the items and no faster, where it could: in rules that hold the items of a
//! catalog against each other, each over catalogs on which it speaks as often as it can.

use std::collections::BTreeSet;
use std::hint::black_box;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use catalint_core::Document;
use catalint_core::docs::complete;
use catalint_core::lint::{Linter, Settings, lint_text};
use catalint_core::rule::{Check, Selector};
use catalint_core::rules::RULES;
use catalint_domain::date::Date;

/// Rules that look beyond one file: `projects` tests these.
const BEYOND: [&str; 4] = ["COV002", "COV003", "COV004", "PUB005"];

/// A rule; one item in how many has a finding of it (0: the catalog has one); and what the item with a
/// number says otherwise than the usual one.
type Case = (&'static str, usize, fn(usize) -> String);

const CASES: [Case; 16] = [
    ("BAS014", 1, |n| format!("basis: 《青山区第{n}号办法》、《青山区第{n}号细则》、《青山区第{n}号办法》")),
    ("CNT008", 3, |n| match n % 3 {
        0 => "content: 1、申请条件 2、办理流程".to_owned(),
        _ => "content: 1. 申请条件 2. 办理流程".to_owned(),
    }),
    ("COV001", 0, |n| format!("topic: {}", ["机构职能", "政策文件"][n % 2])),
    ("DDL011", 0, |n| format!("subtopic: 救助{n}")),
    ("TOP002", 2, |n| if n % 2 == 0 { "subtopic:".to_owned() } else { format!("subtopic: 救助{n}") }),
    ("TOP003", 2, |n| format!("no: {}", n / 2 + 1)),
    // Each topic counts from 1, and each misses a number.
    ("TOP004", 3, |n| format!("topic: 救助{}, no: {}", n / 3, [1, 2, 4][n % 3])),
    ("TOP005", 1, |_| "subtopic: 救助".to_owned()),
    ("TOP005", 2, |n| format!("subtopic: 救助{}", n / 2)),
    // Every fourth item has strayed from the first.
    ("TOP006", 5, |n| if n % 4 == 0 { "topic: 救助".to_owned() } else { format!("topic: 养老{}", n / 4) }),
    ("TOP007", 2, |n| format!("category: 第{}类, topic: 救助, subtopic: 低保, deadline: {}个工作日内", n, 5 + n % 4)),
    ("TOP008", 2, |n| format!("subtopic: 停水第{}段超过{}小时", n / 2, n % 2 + 48)),
    ("TXT005", 6, |n| {
        format!("deadline: 自该政府信息形成之日起{}个工作日内{}", n % 9 + 1, if n % 6 == 0 { "。" } else { "" })
    }),
    ("TXT008", 4, |n| match n % 3 {
        0 => "deadline: 自该政府信息形成之日起二十个工作日内".to_owned(),
        _ => format!("deadline: 自该政府信息形成之日起{}个工作日内", n % 9 + 10),
    }),
    ("VAL002", 1, |n| if n == 0 { "publisher: 区民政局".to_owned() } else { "publisher: 同上".to_owned() }),
    ("VAL002", 2, |n| if n % 2 == 0 { format!("publisher: 区第{n}局") } else { "publisher: 同上".to_owned() }),
];

const USUAL: [&str; 9] = [
    "no: {n}",
    "topic: 社会救助",
    "subtopic: 事项{n}",
    "content: 申请条件",
    "basis: 《地名管理条例》第{n}条",
    "deadline: 自该政府信息形成之日起{d}个工作日内",
    "publisher: 区民政局",
    "channels: 政府网站",
    "levels: 区级",
];

fn catalog(items: usize, differs: fn(usize) -> String) -> String {
    let mut out = String::from("title: 静安区民政局目录\nauthority: 静安区民政局\nprofile: shanghai\nitems:\n");
    for n in 0..items {
        let own = differs(n);
        let key = |field: &str| field.split(':').next().map(|key| format!("{key}:"));
        let replaced =
            |field: &&&str| !key(field).is_some_and(|key| own.split(", ").any(|part| part.starts_with(&key)));
        // DDL011 speaks where all deadlines are one.
        let days = if own.contains("救助") { 20 } else { n % 9 + 5 };
        out += &format!("  - {{{own}");
        for field in USUAL.iter().filter(replaced) {
            let field = field.replace("{n}", &(n + 1).to_string()).replace("{d}", &days.to_string());
            out += &format!(", {field}");
        }
        out += "}\n";
    }
    out
}

fn options(code: Option<&str>) -> Settings {
    let mut options = Settings::new(Date::new(2026, 11, 1).expect("a day"));
    options.selection.select = code.iter().map(|code| Selector::parse(code, &RULES).expect("a rule")).collect();
    options
}

/// Time that this thread has worked, however busy the machine is; of a system that does not tell, that of the clock.
fn worked() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    // The system counts up to the last switch of threads.
    std::thread::yield_now();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanos.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// What a run takes, and what comes of it.
fn timed<T>(run: impl FnOnce() -> T) -> (Duration, T) {
    let start = worked();
    let out = black_box(run());
    (worked() - start, out)
}

/// How many times as much a further item may cost in a large catalog. Of a square alone it costs twice as much.
const DEARER: f64 = 1.5;

/// Whether further items cost so much more than those before them that it can't be chance: of a catalog of one size, twice
/// and four times that. Where the time grows with the items, those from one size to twice that cost as much as others; what
/// is done once is in none of them.
fn grows_faster(time: impl Fn(usize) -> Duration, size: usize) -> Option<String> {
    let mut said = None;
    for _ in 0..5 {
        let times = [size, 2 * size, 4 * size].map(&time);
        let [few, more, many] = times.map(|time| time.as_secs_f64() * 1e6 / size as f64);
        let (first, last) = (more - few, (many - more) / 2.0);
        // A square would take longer.
        let is_short = times[2] < Duration::from_millis(20);
        if is_short || last < (first * DEARER).max(few / 4.0) {
            return None;
        }
        said =
            Some(format!("{size}, twice and four times as many: {times:?}, {first:.1} and {last:.1} µs more an item"));
    }
    said
}

/// Without optimisation, more would take minutes.
const SIZE: usize = if cfg!(debug_assertions) { 900 } else { 8_000 };

#[test]
fn rules_over_a_catalog_take_time_that_grows_with_the_items_and_no_faster() {
    for (code, share, differs) in CASES {
        let linter = Linter::new(options(Some(code)));
        let time = |items: usize| {
            let text = catalog(items, differs);
            let document = Document::from_bytes("growth.yaml", text.as_bytes());
            let (took, found) = timed(|| linter.check(&document).findings);
            let least = items.checked_div(share).map_or(1, |least| least - 1);
            assert!(found.len() >= least, "{code} has {} findings in {items} items", found.len());
            assert!(found.iter().all(|found| found.rule.code == code));
            took
        };
        assert_eq!(grows_faster(time, SIZE), None, "{code}");
    }
}

#[test]
fn a_whole_check_takes_time_that_grows_with_the_items_and_no_faster() {
    let options = options(None);
    for (code, _, differs) in CASES {
        let time = |items: usize| {
            let text = catalog(items, differs);
            timed(|| lint_text("growth.yaml", text.as_bytes(), &options)).0
        };
        assert_eq!(grows_faster(time, SIZE / 3), None, "catalogs for {code}");
    }
}

#[test]
fn many_wrong_values_of_one_mapping_are_found_in_time_that_grows_with_them_and_no_faster() {
    let time = |columns: usize| {
        let extra: String = (0..columns).map(|nth| format!("      栏{nth}: [甲]\n")).collect();
        let text = complete(&format!("    extra:\n{extra}"));
        let (took, faults) = timed(|| Document::from_bytes("growth.yaml", text.as_bytes()).schema_faults().len());
        assert_eq!(faults, columns);
        took
    };
    assert_eq!(grows_faster(time, 2 * SIZE), None);
}

/// As many ditto marks as entries of the list that they mean.
#[test]
fn a_long_list_is_not_copied_for_each_ditto_mark() {
    let options = options(Some("VAL002"));
    let copied = |size: usize| {
        let list: Vec<String> = (0..size).map(|n| format!("申请条件{n}")).collect();
        let ditto = complete(&format!("  - subtopic: 甲\n    content: [{}]\n", list.join(", ")))
            + &"  - {subtopic: 乙, content: 同上}\n".repeat(size);
        let found = lint_text("growth.yaml", ditto.as_bytes(), &options).findings;
        assert_eq!(found.len(), size);
        found.iter().flat_map(|found| &found.fix).flat_map(|fix| &fix.edits).map(|edit| edit.content.len()).sum()
    };
    let (few, many): (usize, usize) = (copied(100), copied(1_000));
    assert!(few > 0 && many < few * 10, "{few}, with ten times as many marks and entries {many}");
}

#[test]
fn every_rule_over_a_catalog_has_its_case() {
    let over = RULES.iter().filter(|rule| matches!(rule.check, Check::Catalog(..)));
    let over = over.map(|rule| rule.code);
    let cases: BTreeSet<&str> = CASES.iter().map(|case| case.0).chain(BEYOND).collect();
    assert_eq!(over.collect::<BTreeSet<_>>(), cases);
}

#[test]
fn a_square_is_told_from_a_line() {
    let line = |items: usize| Duration::from_micros(100 * items as u64);
    let square = |items: usize| Duration::from_micros(items as u64 * items as u64 / 10);
    // What a square needs where a line beside it takes as long, at the smaller size.
    let both = |items: usize| line(items) + square(items);
    assert_eq!(grows_faster(line, 1000), None);
    assert!(grows_faster(square, 1000).is_some());
    assert!(grows_faster(both, 1000).is_some());
}
