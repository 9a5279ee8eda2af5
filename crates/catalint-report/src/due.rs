//! Last days of deadlines, for machines; and days as people read them.

use catalint_core::Date;
use catalint_domain::calendar;
use catalint_domain::due::{Due, DueSort, Reason};
use serde_json::{Value, json};

/// The JSON Schema of what [`json()`] gives.
pub const SCHEMA: &str = include_str!("../data/due.schema.json");

/// What follows of a deadline: version 1.
#[must_use]
pub fn json(text: &str, from: Date, act: Option<&str>, all: &[Due]) -> String {
    let (first, last) = calendar::known_years();
    let answer = json!({
        "version": 1,
        "tool": { "name": "catalint", "version": env!("CARGO_PKG_VERSION") },
        "text": text,
        "from": from.to_string(),
        "act": act,
        "years": [first, last],
        "clauses": all.iter().map(clause).collect::<Vec<_>>(),
    });
    serde_json::to_string_pretty(&answer).expect("a JSON value can be written") + "\n"
}

fn clause(due: &Due) -> Value {
    let words = |pick: fn(&Reason) -> &String| due.why.iter().map(pick).collect::<Vec<_>>();
    json!({
        "reading": due.read.zh,
        "reading_en": due.read.en,
        "kind": match due.sort {
            DueSort::Publish => "publish",
            DueSort::Display => "display",
            DueSort::Ahead => "ahead",
            DueSort::Prolonged => "prolonged",
            DueSort::Open => "open",
        },
        "last": due.last.map(|day| day.to_string()),
        "working_day_before": due.working_day_before.map(|day| day.to_string()),
        "why": words(|why| &why.zh),
        "why_en": words(|why| &why.en),
    })
}

/// `2026年10月16日（周五）`
#[must_use]
pub fn day_zh(day: Date) -> String {
    const DAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
    format!("{}（周{}）", day.chinese(), DAYS[usize::from(day.weekday() - 1)])
}

/// `2026-10-16 (Friday)`
#[must_use]
pub fn day_en(day: Date) -> String {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    format!("{day} ({})", DAYS[usize::from(day.weekday() - 1)])
}
