//! What is said of an act: whether it is in force, what came after it, its dates, what it asks to disclose.

use crate::rule::Lang;
use catalint_domain::citation::Citation;
use catalint_domain::date::Date;
use catalint_domain::law::{Law, Registry, Status};
use catalint_domain::statutory;

/// The act that a citation names.
#[must_use]
pub fn cited<'r>(citation: &Citation<'_>, registry: &'r Registry) -> Option<&'r Law> {
    Some(registry.resolve(citation.title.as_ref()?.text)?.law)
}

/// What is said of an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActPage {
    /// Its title, without its marks.
    pub title: String,
    /// The day on which it was judged, and how it stands then: label and text.
    pub status: (String, String),
    /// Whether it is in force on that day.
    pub in_force: bool,
    /// What else is known, each with its label.
    pub lines: Vec<(&'static str, String)>,
    /// What it asks to disclose, a sentence each; of many the first, then how many there are besides.
    pub duties: Vec<String>,
    /// Up to which day that was checked.
    pub checked: String,
}

/// What is said of an act on a day.
#[must_use]
pub fn page(law: &Law, registry: &Registry, day: Date, lang: Lang) -> ActPage {
    let word = |zh: &'static str, en: &'static str| if lang == Lang::Zh { zh } else { en };
    let mut lines = Vec::new();
    if let Some(successor) = registry.successor_on(law, day) {
        lines.push((word("现行的是", "Now in force"), format!("《{}》", successor.title_in_marks())));
    }
    if let Some(issuer) = &law.issuer {
        lines.push((word("制定机关", "Issued by"), issuer.to_string()));
    }
    if let Some(number) = law.numbers.last() {
        lines.push((word("文号", "Number"), number.text.to_string()));
    }
    let dates = [
        (word("施行", "In force from"), law.text_effective.or(law.effective)),
        (word("最近修改", "Last revised"), law.revised),
    ];
    lines.extend(dates.into_iter().filter_map(|(label, date)| Some((label, shown(date?, lang)))));
    if let Some(articles) = law.articles.filter(|articles| articles.of_current_text) {
        lines.push((word("条数", "Articles"), articles.count.to_string()));
    }
    let checked = shown(registry.checked_to(), lang);
    ActPage {
        title: law.title_in_marks().into_owned(),
        status: (shown(day, lang), status(law, day, lang)),
        in_force: matches!(law.status_on(day), Status::InForce),
        lines,
        duties: duties(law, day, lang),
        checked: match lang {
            Lang::Zh => format!("法律数据核对到{checked}"),
            Lang::En => format!("Data on laws checked up to {checked}"),
        },
    }
}

impl ActPage {
    /// The same in Markdown, as editors show it.
    #[must_use]
    pub fn markdown(&self, lang: Lang) -> String {
        let zh = lang == Lang::Zh;
        let (day, status) = &self.status;
        let mut lines = vec![format!("**《{}》**", self.title)];
        lines.push(if zh { format!("{day}：{status}") } else { format!("On {day}: {status}") });
        let line =
            |(label, text): &(&str, String)| if zh { format!("{label}：{text}") } else { format!("{label}: {text}") };
        lines.extend(self.lines.iter().map(line));
        if !self.duties.is_empty() {
            let lead = if zh { "要求公开：" } else { "Asks to disclose:" };
            let duties: Vec<String> = self.duties.iter().map(|duty| format!("- {duty}")).collect();
            lines.push(format!("{lead}\n\n{}", duties.join("\n")));
        }
        lines.push(self.checked.clone());
        lines.join("\n\n")
    }
}

/// The most duties of an act that are told at once.
const MOST: usize = 6;

/// What an act asks to disclose on a day, a sentence each.
fn duties(law: &Law, day: Date, lang: Lang) -> Vec<String> {
    let to_come = matches!(law.status_on(day), Status::NotYet { .. });
    let all = statutory::duties_of(&law.title).filter(|(_, duty)| to_come || duty.stands(day));
    let line = |(matter, duty): (&statutory::Matter, &statutory::Duty)| match lang {
        Lang::Zh => format!("{}{}：{}", duty.article.zh, matter.name.zh, duty.says.zh),
        Lang::En => {
            let article = duty.article.en.trim_start_matches(", ");
            let gap = if article.is_empty() { "" } else { ", " };
            format!("{article}{gap}{}: {}", matter.name.en, duty.says.en)
        }
    };
    let mut lines: Vec<String> = all.map(line).collect();
    if lines.len() > MOST {
        let more = lines.len() - MOST;
        lines.truncate(MOST);
        lines.push(if lang == Lang::Zh { format!("另有{more}项") } else { format!("and {more} more") });
    }
    lines
}

fn shown(day: Date, lang: Lang) -> String {
    if lang == Lang::Zh { day.chinese() } else { day.to_string() }
}

/// Whether it is in force, and what came after it.
#[must_use]
pub fn status(law: &Law, day: Date, lang: Lang) -> String {
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
#[must_use]
pub fn problem(law: &Law, day: Date, lang: Lang) -> Option<String> {
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
