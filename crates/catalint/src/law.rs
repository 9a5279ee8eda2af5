//! `catalint law`: what the registry knows of an act, in the terminal.

use catalint_core::domain::date::Date;
use catalint_core::domain::law::{Confidence, End, Kind, Law, LawNumber, Registry, Role, Status};
use catalint_core::rule::Lang;

use crate::lang::pick;
use crate::terminal::Terminal;

/// The act of a title, or else those it may mean.
pub(crate) fn find(title: &str, registry: &'static Registry) -> Result<&'static Law, Vec<&'static Law>> {
    let title = title.trim().trim_start_matches('《').trim_end_matches('》').trim();
    if let Some(found) = registry.find(title) {
        return Ok(found.law);
    }
    Err(near(title, registry))
}

/// The nearest act, and those whose titles hold the words.
fn near(title: &str, registry: &'static Registry) -> Vec<&'static Law> {
    const MOST: usize = 8;
    let mut found: Vec<&Law> = registry.near(title).map(|found| found.law).into_iter().collect();
    if title.chars().count() > 1 {
        let holding = registry.laws().filter(|law| law.title.contains(title));
        let fresh: Vec<&Law> = holding.filter(|law| found.iter().all(|known| known.title != law.title)).collect();
        found.extend(fresh);
    }
    found.truncate(MOST);
    found
}

/// All that is on record of an act, as it stands on a day.
pub(crate) fn page(law: &Law, day: Date, lang: Lang, terminal: Terminal) -> String {
    let page = Page { lang };
    let mut out = format!("{}\n", terminal.paint.bold(&format!("《{}》", law.title_in_marks())));
    page.line(&mut out, "类别", "kind", Some(kind(law.kind, lang)));
    page.line(&mut out, "状态", "status", Some(page.status(law, day)));
    page.line(&mut out, "制定机关", "issuer", law.issuer.as_deref().map(str::to_owned));
    let numbers: Vec<String> = law.numbers.iter().map(|number| page.number(number)).collect();
    page.line(&mut out, "文号", "numbers", joined(&numbers, lang));
    page.line(&mut out, "通过或公布", "promulgated", page.date(law.promulgated));
    page.line(&mut out, "施行", "in force", page.date(law.effective));
    page.line(&mut out, "现行文本施行", "present text", page.date(law.text_effective));
    page.line(&mut out, "最近修改", "last revised", page.date(law.revised));
    page.line(&mut out, "修改后施行", "revision in force", page.date(law.revised_effective));
    let articles = law.articles.filter(|articles| articles.of_current_text);
    page.line(&mut out, "条数", "articles", articles.map(|articles| articles.count.to_string()));
    let names = |names: &[std::borrow::Cow<'_, str>]| {
        joined(&names.iter().map(|n| format!("《{n}》")).collect::<Vec<_>>(), lang)
    };
    page.line(&mut out, "别称", "other names", names(&law.aliases));
    page.line(&mut out, "常见误写", "misspellings", names(&law.misspellings));
    if law.confidence == Confidence::Doubtful {
        page.line(
            &mut out,
            "可靠程度",
            "confidence",
            Some(pick(lang, "存疑，检查时不据此报错", "doubtful: never leads to an error").to_owned()),
        );
    }
    let checked = Registry::builtin().checked_to();
    out += &pick(
        lang,
        format!("\n数据截至{}；现状按{}判断。\n", checked.chinese(), day.chinese()),
        format!("\nData as of {checked}; status as of {day}.\n"),
    );
    out
}

#[derive(Clone, Copy)]
struct Page {
    lang: Lang,
}

impl Page {
    fn line(self, out: &mut String, zh: &str, en: &str, value: Option<String>) {
        let Some(value) = value else { return };
        *out += &pick(self.lang, format!("  {zh}：{value}\n"), format!("  {en}: {value}\n"));
    }

    fn date(self, date: Option<Date>) -> Option<String> {
        Some(pick(self.lang, date?.chinese(), date?.to_string()))
    }

    fn status(self, law: &Law, day: Date) -> String {
        let on = |date: Date| pick(self.lang, date.chinese(), date.to_string());
        match law.status_on(day) {
            Status::Unknown => pick(self.lang, "没有记录", "not on record").to_owned(),
            Status::InForce if law.has_no_first_day() => {
                pick(self.lang, "现行有效（施行日期没有记录）", "in force (first day not on record)").to_owned()
            }
            Status::InForce => pick(self.lang, "现行有效", "in force").to_owned(),
            Status::Gone => {
                pick(self.lang, "已经失效（失效日期没有记录）", "no longer in force (since when is not on record)")
                    .to_owned()
            }
            Status::NotYet { from: None } => pick(self.lang, "尚未公布", "not published yet").to_owned(),
            Status::NotYet { from: Some(from) } => pick(
                self.lang,
                format!("尚未施行，自{}起施行", on(from)),
                format!("not in force yet; takes effect on {}", on(from)),
            ),
            Status::Repealed(end) => {
                pick(self.lang, format!("已于{}废止", on(end.on)), format!("repealed on {}", on(end.on)))
                    + &self.after(end)
            }
            Status::Superseded(end) => {
                let said = format!("自{}起已有新的规定，未见明文废止", on(end.on));
                pick(self.lang, said, format!("superseded since {}, not repealed by name", on(end.on)))
                    + &self.after(end)
            }
        }
    }

    /// What took its place, and by which decision.
    fn after(self, end: &End) -> String {
        let by = end
            .by
            .as_deref()
            .map(|by| pick(self.lang, format!("，由《{by}》取代"), format!("; 《{by}》 took its place")));
        let via = end.via.as_deref().map(|via| pick(self.lang, format!("（{via}）"), format!(" ({via})")));
        by.unwrap_or_default() + &via.unwrap_or_default()
    }

    fn number(self, number: &LawNumber) -> String {
        let role = match number.role {
            Role::Issued => "",
            Role::Revised => pick(self.lang, "修订", "revision"),
            Role::Amended => pick(self.lang, "修正", "amendment"),
            Role::Former => pick(self.lang, "旧文本", "former text"),
            Role::Beside => pick(self.lang, "另一文件", "another document"),
        };
        let when = match (number.issued, number.year) {
            (Some(date), _) => pick(self.lang, date.chinese(), date.to_string()),
            (None, Some(year)) => pick(self.lang, format!("{year}年"), year.to_string()),
            (None, None) => String::new(),
        };
        let about: Vec<&str> = [when.as_str(), role].into_iter().filter(|part| !part.is_empty()).collect();
        if about.is_empty() {
            return number.text.to_string();
        }
        let about = about.join(pick(self.lang, "", " "));
        pick(self.lang, format!("{}（{about}）", number.text), format!("{} ({about})", number.text))
    }
}

fn joined(parts: &[String], lang: Lang) -> Option<String> {
    (!parts.is_empty()).then(|| parts.join(pick(lang, "、", ", ")))
}

fn kind(kind: Kind, lang: Lang) -> String {
    let english = match kind {
        Kind::Law => "law",
        Kind::Regulation => "administrative regulation",
        Kind::SupervisionRegulation => "supervision regulation",
        Kind::Rule => "ministry's rule",
        Kind::LocalRegulation => "local regulation",
        Kind::LocalRule => "local government's rule",
        Kind::Document => "normative document",
        Kind::PartyRule => "Party rule",
    };
    pick(lang, kind.name().to_owned(), format!("{english} ({})", kind.name()))
}
