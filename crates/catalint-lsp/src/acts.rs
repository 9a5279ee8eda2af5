//! What is said of an act: whether it is in force, what came after it, its dates, what it asks to disclose.

use catalint_core::rule::Lang;
use catalint_domain::citation::Citation;
use catalint_domain::date::Date;
use catalint_domain::law::{Law, Registry, Status};
use catalint_domain::statutory;

/// The act that a citation names.
pub(crate) fn cited<'r>(citation: &Citation<'_>, registry: &'r Registry) -> Option<&'r Law> {
    Some(registry.resolve(citation.title.as_ref()?.text)?.law)
}

/// An act in some lines.
pub(crate) fn page(law: &Law, registry: &Registry, day: Date, lang: Lang) -> String {
    let zh = lang == Lang::Zh;
    let (on, status) = (shown(day, lang), status(law, day, lang));
    let mut lines = vec![format!("**《{}》**", law.title_in_marks())];
    lines.push(if zh { format!("{on}：{status}") } else { format!("On {on}: {status}") });
    if let Some(successor) = registry.successor_on(law, day) {
        let title = successor.title_in_marks();
        lines.push(if zh { format!("现行的是《{title}》") } else { format!("Now in force: 《{title}》") });
    }
    if let Some(issuer) = &law.issuer {
        lines.push(if zh { format!("制定机关：{issuer}") } else { format!("Issued by {issuer}") });
    }
    let numbers: Vec<&str> = law.numbers.iter().map(|number| &*number.text).collect();
    if let Some(number) = numbers.last() {
        lines.push(if zh { format!("文号：{number}") } else { format!("Number: {number}") });
    }
    let dates =
        [("施行", "In force from", law.text_effective.or(law.effective)), ("最近修改", "Last revised", law.revised)];
    for (chinese, english, date) in dates {
        if let Some(date) = date {
            let date = shown(date, lang);
            lines.push(if zh { format!("{chinese}：{date}") } else { format!("{english} {date}") });
        }
    }
    if let Some(articles) = law.articles.filter(|articles| articles.of_current_text) {
        lines.push(if zh { format!("共{}条", articles.count) } else { format!("{} articles", articles.count) });
    }
    let duties = duties(law, day, lang);
    if !duties.is_empty() {
        let lead = if zh { "要求公开：" } else { "Asks to disclose:" };
        lines.push(format!("{lead}\n\n{}", duties.join("\n")));
    }
    let checked = shown(registry.checked_to(), lang);
    lines.push(if zh {
        format!("法律数据核对到{checked}")
    } else {
        format!("Data on laws checked up to {checked}")
    });
    lines.join("\n\n")
}

/// The most duties of an act that are told at once.
const MOST: usize = 6;

/// What an act asks to disclose on a day, each as a line of a list.
fn duties(law: &Law, day: Date, lang: Lang) -> Vec<String> {
    let to_come = matches!(law.status_on(day), Status::NotYet { .. });
    let all = statutory::duties_of(&law.title).filter(|(_, duty)| to_come || duty.stands(day));
    let line = |(matter, duty): (&statutory::Matter, &statutory::Duty)| match lang {
        Lang::Zh => format!("- {}{}：{}", duty.article.zh, matter.name.zh, duty.says.zh),
        Lang::En => {
            let article = duty.article.en.trim_start_matches(", ");
            let gap = if article.is_empty() { "" } else { ", " };
            format!("- {article}{gap}{}: {}", matter.name.en, duty.says.en)
        }
    };
    let mut lines: Vec<String> = all.map(line).collect();
    if lines.len() > MOST {
        let more = lines.len() - MOST;
        lines.truncate(MOST);
        lines.push(if lang == Lang::Zh { format!("- 另有{more}项") } else { format!("- and {more} more") });
    }
    lines
}

fn shown(day: Date, lang: Lang) -> String {
    if lang == Lang::Zh { day.chinese() } else { day.to_string() }
}

/// Whether it is in force, and what came after it.
pub(crate) fn status(law: &Law, day: Date, lang: Lang) -> String {
    let zh = lang == Lang::Zh;
    let by = |by: Option<&str>| match by {
        Some(by) if zh => format!("，由《{by}》取代"),
        Some(by) => format!(", replaced by 《{by}》"),
        None => String::new(),
    };
    match law.status_on(day) {
        Status::InForce => if zh { "现行有效" } else { "in force" }.to_owned(),
        Status::NotYet { from: Some(from) } if zh => format!("尚未施行，自{}起施行", from.chinese()),
        Status::NotYet { from: Some(from) } => format!("not in force before {from}"),
        Status::NotYet { from: None } => if zh { "尚未公布" } else { "not published yet" }.to_owned(),
        Status::Repealed(end) if zh => format!("已于{}废止{}", end.on.chinese(), by(end.by.as_deref())),
        Status::Repealed(end) => format!("repealed on {}{}", end.on, by(end.by.as_deref())),
        Status::Superseded(end) if zh => format!("已被后来的规定代替{}", by(end.by.as_deref())),
        Status::Superseded(end) => format!("superseded{}", by(end.by.as_deref())),
        Status::Gone => if zh { "已失效" } else { "no longer in force" }.to_owned(),
        Status::Unknown => if zh { "是否有效没有收录" } else { "not on record" }.to_owned(),
    }
}

/// The same in a few letters, of an act that is not in force.
pub(crate) fn problem(law: &Law, day: Date, lang: Lang) -> Option<String> {
    let zh = lang == Lang::Zh;
    Some(match law.status_on(day) {
        Status::InForce | Status::Unknown => return None,
        Status::Repealed(end) if zh => format!("已废止 {}", end.on),
        Status::Repealed(end) => format!("repealed {}", end.on),
        Status::Superseded(end) if zh => format!("已被代替 {}", end.on),
        Status::Superseded(end) => format!("superseded {}", end.on),
        Status::NotYet { from: Some(from) } if zh => format!("{from} 起施行"),
        Status::NotYet { from: Some(from) } => format!("from {from} on"),
        Status::NotYet { from: None } => if zh { "尚未公布" } else { "not published yet" }.to_owned(),
        Status::Gone => if zh { "已失效" } else { "no longer in force" }.to_owned(),
    })
}
