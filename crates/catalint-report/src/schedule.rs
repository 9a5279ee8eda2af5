//! What has to be disclosed in a year: for machines, and as a calendar that calendar programs take.

use catalint_core::Date;
use catalint_core::rule::Lang;
use catalint_core::schedule::{DatedDuty, Schedule, ScheduledItem, UndatedDuty};
use catalint_domain::calendar;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The JSON Schema of what [`json()`] gives.
pub const SCHEMA: &str = include_str!("../data/duties.schema.json");

/// The schedule: version 1.
#[must_use]
pub fn json(schedule: &Schedule) -> String {
    let (first, last) = calendar::known_years();
    let answer = json!({
        "version": 1,
        "tool": { "name": "catalint", "version": env!("CARGO_PKG_VERSION") },
        "year": schedule.year,
        "years": [first, last],
        "catalogs": schedule.catalogs,
        "items": schedule.items,
        "dated": schedule.dated.iter().map(dated).collect::<Vec<_>>(),
        "undated": schedule.undated.iter().map(undated).collect::<Vec<_>>(),
    });
    serde_json::to_string_pretty(&answer).expect("a JSON value can be written") + "\n"
}

fn dated(row: &DatedDuty) -> Value {
    json!({
        "day": row.day.to_string(),
        "working_day_before": row.working_day_before.map(|day| day.to_string()),
        "body": row.body,
        "item": row.item.as_ref().map(item),
        "deadline": row.deadline,
        "law": row.duty.map(|duty| json!({
            "act": duty.law.act,
            "article": duty.law.article_number(),
            "says": duty.says.zh,
            "says_en": duty.says.en,
        })),
    })
}

fn undated(row: &UndatedDuty) -> Value {
    json!({
        "body": row.body,
        "item": item(&row.item),
        "deadline": row.deadline,
        "has_period": row.has_period,
        "reading": row.read.iter().map(|(zh, _)| zh).collect::<Vec<_>>(),
        "reading_en": row.read.iter().map(|(_, en)| en).collect::<Vec<_>>(),
    })
}

fn item(item: &ScheduledItem) -> Value {
    json!({ "file": item.file, "title": item.title, "index": item.index, "no": item.no, "name": item.name })
}

/// What is due, in one line: `社会救助 / 临时救助（民政.yaml 第3项）`.
#[must_use]
pub fn what(row: &DatedDuty, lang: Lang) -> String {
    let zh = lang == Lang::Zh;
    match (&row.item, row.duty) {
        (Some(item), _) => {
            let no = if item.no.is_empty() { (item.index + 1).to_string() } else { item.no.clone() };
            let name = if item.name.is_empty() { "—" } else { &item.name };
            if zh {
                format!("{name}（{} 第{no}项）", item.file)
            } else {
                format!("{name} ({}, item {no})", item.file)
            }
        }
        (None, Some(duty)) => if zh { duty.says.zh } else { duty.says.en }.to_owned(),
        (None, None) => String::new(),
    }
}

/// Why it is due then: the deadline as written, and the act that sets the day.
#[must_use]
pub fn why(row: &DatedDuty, lang: Lang) -> String {
    let law = row.duty.map(|duty| if lang == Lang::Zh { duty.law.chinese() } else { duty.law.english() });
    let said = Some(row.deadline.clone()).filter(|text| !text.is_empty());
    said.into_iter().chain(law).collect::<Vec<_>>().join(if lang == Lang::Zh { "；" } else { "; " })
}

/// The days as a calendar (RFC 5545): one entry a day and body, with what is due in its description.
#[must_use]
pub fn ics(schedule: &Schedule, lang: Lang) -> String {
    let mut entries: BTreeMap<(Date, &str), Vec<&DatedDuty>> = BTreeMap::new();
    for row in &schedule.dated {
        entries.entry((row.day, row.body.as_str())).or_default().push(row);
    }
    let mut out = String::new();
    let mut line = |text: &str| fold(&mut out, text);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//catalint//duties//ZH");
    line("CALSCALE:GREGORIAN");
    line("METHOD:PUBLISH");
    for ((day, body), rows) in entries {
        let whom = match (body, lang) {
            ("", Lang::Zh) => "（没有写公开主体）",
            ("", Lang::En) => "(no body named)",
            _ => body,
        };
        let summary = match lang {
            Lang::Zh => format!("{whom}：{}项到期公开", rows.len()),
            Lang::En => format!("{whom}: {} to be disclosed", rows.len()),
        };
        let mut description: Vec<String> =
            rows.iter().map(|row| format!("{}：{}", what(row, lang), why(row, lang))).collect();
        if let Some(before) = rows.first().and_then(|row| row.working_day_before) {
            description.push(match lang {
                Lang::Zh => format!("当日休息，此前最后一个工作日为{}", before.chinese()),
                Lang::En => format!("a day off; the last working day before is {before}"),
            });
        }
        line("BEGIN:VEVENT");
        line(&format!("UID:{:016x}@catalint", uid(day, body)));
        // The same catalogs give the same bytes: the stamp is the first moment of the year.
        line(&format!("DTSTAMP:{:04}0101T000000Z", schedule.year));
        line(&format!("DTSTART;VALUE=DATE:{}", digits(day)));
        line(&format!("DTEND;VALUE=DATE:{}", digits(day.plus_days(1).unwrap_or(day))));
        line(&format!("SUMMARY:{}", escaped(&summary)));
        line(&format!("DESCRIPTION:{}", escaped(&description.join("\n"))));
        line(&format!("CATEGORIES:{}", escaped(whom)));
        line("TRANSP:TRANSPARENT");
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    out
}

fn uid(day: Date, body: &str) -> u64 {
    // FNV-1a: the same on every system and in every version.
    let text = format!("{day}{body}");
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

fn digits(day: Date) -> String {
    day.to_string().replace('-', "")
}

/// A text as a value: backslash, comma, semicolon and line breaks are escaped, other control characters left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ',' | ';' => out.extend(['\\', c]),
            '\n' => out += "\\n",
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Most octets of a line, its end aside.
const OCTETS: usize = 75;

/// Appends a content line, folded by octets between characters, with CRLF.
fn fold(out: &mut String, line: &str) {
    let mut room = OCTETS;
    for c in line.chars() {
        if c.len_utf8() > room {
            out.push_str("\r\n ");
            room = OCTETS - 1;
        }
        room -= c.len_utf8();
        out.push(c);
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_by_octets_and_never_within_a_character() {
        let mut out = String::new();
        let text = format!("DESCRIPTION:{}", "政务公开".repeat(30));
        fold(&mut out, &text);
        assert!(out.ends_with("\r\n") && out.split("\r\n").all(|line| line.len() <= OCTETS), "{out}");
        assert_eq!(out.replace("\r\n ", "").trim_end(), text);
        assert_eq!(escaped("a,b;c\\d\ne\r\u{7}"), "a\\,b\\;c\\\\d\\ne");
    }

    #[test]
    fn an_entry_is_known_again_by_its_day_and_body() {
        let day = Date::new(2027, 1, 31).expect("a day");
        assert_eq!(uid(day, "县民政局"), uid(day, "县民政局"));
        assert_ne!(uid(day, "县民政局"), uid(day, "县财政局"));
    }
}
