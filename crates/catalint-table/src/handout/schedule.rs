//! The sheets of a year's schedule: what has a day, and what has none.

use catalint_core::rule::Lang;
use catalint_core::schedule::{Schedule, ScheduledItem};
use catalint_domain::calendar;
use catalint_domain::date::Date;

use super::{HandoutSheet, HandoutTable};

/// The workbook of a schedule: 定日, and 随事项 for what runs from an event or has no period.
#[must_use]
pub fn sheets(schedule: &Schedule, lang: Lang) -> Vec<HandoutSheet> {
    let t = |zh: &'static str, en: &'static str| if lang == Lang::Zh { zh } else { en };
    let year = schedule.year;
    let mut dated = HandoutTable::new(&[
        (t("日期", "Day"), 14),
        (t("此前最后一个工作日", "Last working day before"), 14),
        (t("公开主体", "Body"), 22),
        (t("事项", "Item"), 30),
        (t("时限原文", "Deadline as written"), 28),
        (t("法定要求", "Act"), 30),
        (t("目录", "Catalog"), 24),
        (t("序号", "No."), 8),
    ]);
    for row in &schedule.dated {
        let (name, file, no) = of_item(row.item.as_ref());
        let says = row.duty.map_or("", |duty| t(duty.says.zh, duty.says.en));
        let law = row.duty.map(|duty| if lang == Lang::Zh { duty.law.chinese() } else { duty.law.english() });
        dated.rows.push(vec![
            day_words(row.day, lang),
            match row.working_day_before {
                Some(before) => day_words(before, lang),
                None if schedule.is_known_year => String::new(),
                None => t("放假安排未收录", "not on record").to_owned(),
            },
            row.body.clone(),
            if name.is_empty() { says.to_owned() } else { name },
            row.deadline.clone(),
            law.unwrap_or_default(),
            file,
            no,
        ]);
    }
    let mut undated = HandoutTable::new(&[
        (t("公开主体", "Body"), 22),
        (t("事项", "Item"), 32),
        (t("时限原文", "Deadline as written"), 32),
        (t("读法", "How it is read"), 44),
        (t("目录", "Catalog"), 24),
        (t("序号", "No."), 8),
    ]);
    for row in &schedule.undated {
        let (name, file, no) = of_item(Some(&row.item));
        let read: Vec<&str> = row.read.iter().map(|(zh, en)| if lang == Lang::Zh { zh } else { en }.as_str()).collect();
        let read = if read.is_empty() {
            t("读不出期限", "no deadline could be read").to_owned()
        } else {
            read.join("\n")
        };
        undated.rows.push(vec![row.body.clone(), name, row.deadline.clone(), read, file, no]);
    }
    let sheet = |name: &str, title: String, table: HandoutTable, above: Vec<String>| HandoutSheet {
        name: name.to_owned(),
        title,
        above,
        table,
    };
    let (first, last) = calendar::known_years();
    let mut above = vec![match lang {
        Lang::Zh => format!("{}份目录，{}项；定日公开{}次", schedule.catalogs, schedule.items, schedule.dated.len()),
        Lang::En => format!("{} catalogs, {} items; {} days", schedule.catalogs, schedule.items, schedule.dated.len()),
    }];
    if !schedule.is_known_year {
        above.push(match lang {
            Lang::Zh => {
                format!("{year}年的放假安排没有收录（有{first}年至{last}年的），日期是否休息以国务院办公厅通知为准")
            }
            Lang::En => format!("the notice on holidays of {year} is not on record (those of {first} to {last} are)"),
        });
    }
    let (titled, events) = match lang {
        Lang::Zh => (format!("{year}年定日公开事项"), format!("{year}年随事项公开、没有定日的事项")),
        Lang::En => (format!("To be disclosed by day, {year}"), format!("Without a day, {year}")),
    };
    vec![sheet(t("定日", "By day"), titled, dated, above), sheet(t("随事项", "By event"), events, undated, Vec::new())]
}

fn of_item(item: Option<&ScheduledItem>) -> (String, String, String) {
    item.map_or_else(Default::default, |item| {
        let no = if item.no.is_empty() { (item.index + 1).to_string() } else { item.no.clone() };
        (item.name.clone(), item.file.clone(), no)
    })
}

fn day_words(day: Date, lang: Lang) -> String {
    if lang == Lang::Zh { day.chinese() } else { day.to_string() }
}
