//! `catalint law`: what the registry knows of an act, in the terminal.

mod duties;
mod json;
mod list;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use catalint_core::lint::LawDays;
use catalint_core::rule::Lang;
use catalint_domain::date::Date;
use catalint_domain::law::{
    ActEnd, ActKind, Confidence, FoundBy, Law, LawNumber, Registry, Role, RowSource, SourceKind, Status,
};
use catalint_text::display_width;
use catalint_workspace::Disk;
use catalint_workspace::config_store::{ConfigStore, Origin};

use crate::check::complain;
use crate::lang::{Chosen, pick};
use crate::say;
use crate::terminal::{Color, Terminal};
use crate::wrap::wrap;

pub(crate) use json::SCHEMA as JSON_SCHEMA;

/// What was asked for.
#[derive(Debug)]
pub(crate) struct LawRequest {
    /// Words of a title, or numbers.
    pub(crate) words: String,
    pub(crate) as_of: Date,
    pub(crate) json: bool,
    pub(crate) origin: Origin,
}

/// Runs the command: the page of one act, or a list of some; 1 where nothing is found.
pub(crate) fn run(asked: &LawRequest, chosen: Chosen, color: Color) -> ExitCode {
    let mut sites = ConfigStore::new(Disk::files(), asked.origin.clone(), chosen.lang);
    let site = sites.of_folder(Path::new("."));
    let lang = chosen.under(site.config.lang);
    if !sites.errors.is_empty() {
        return complain(sites.errors, lang, Terminal::stderr(color).paint);
    }
    if !sites.faults.is_empty() {
        tell(pick(
            lang,
            "配置文件有误，其中的法规可能没有全部采用；请运行 catalint check 查看\n",
            "The config is faulty, its acts may be left out; catalint check shows why\n",
        ));
    }
    let registry = &*site.config.registry;
    let hits = registry.search(&asked.words);
    let near = if hits.is_empty() { registry.resembling(&asked.words) } else { Vec::new() };
    let terminal = Terminal::stdout(color);
    let text = match hits.as_slice() {
        _ if asked.json => json::answer(asked, registry, &hits, &near, lang),
        [] => {
            tell(&list::nothing(&asked.words, &near, lang));
            String::new()
        }
        [hit, others @ ..] if hit.by == FoundBy::Name || others.is_empty() => {
            let mut text = page(hit.law, asked.as_of, lang, terminal);
            text += &list::others(others, lang, terminal);
            text + &footing(registry, asked.as_of, lang, terminal)
        }
        hits => list::list(hits, asked, registry, lang, terminal),
    };
    match say(&text) {
        done if done == ExitCode::SUCCESS && hits.is_empty() => ExitCode::from(1),
        done => done,
    }
}

fn tell(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// All that is on record of an act, as it stands on a day.
fn page(law: &Law, day: Date, lang: Lang, terminal: Terminal) -> String {
    let page = LawPage { lang, width: terminal.width };
    let mut out = format!("{}\n", terminal.paint.bold(&format!("《{}》", law.title_in_marks())));
    page.line(&mut out, "类别", "kind", Some(kind(law.kind, lang)));
    page.line(&mut out, "状态", "status", Some(page.status(law, day)));
    page.line(&mut out, "制定机关", "issuer", law.issuer.as_deref().map(str::to_owned));
    let numbers: Vec<String> = law.numbers.iter().map(|number| page.number(number)).collect();
    page.line(&mut out, "文号", "numbers", joined(&numbers, lang));
    page.line(&mut out, "通过或公布", "promulgated", page.date(law.promulgated));
    page.line(&mut out, "施行", "in force", page.date(law.effective));
    let to_come = law.text_effective.or(law.revised_effective).is_some_and(|from| from > day);
    let (zh, en) = if to_come { ("新文本施行", "new text from") } else { ("现行文本施行", "present text") };
    page.line(&mut out, zh, en, page.date(law.text_effective));
    page.line(&mut out, "最近修改", "last revised", page.date(law.revised));
    page.line(&mut out, "修改后施行", "revision in force", page.date(law.revised_effective));
    // Those of a text that is still to come are not those of the day.
    let articles = law.articles.filter(|articles| articles.of_current_text && !to_come);
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
    let sources: Vec<String> = law.sources.iter().map(|source| page.source(source)).collect();
    page.line(&mut out, "核对所据", "known from", joined(&sources, lang));
    out + &duties::section(law, day, lang, terminal)
}

/// The day on which acts were judged, and the day to which they are known.
fn footing(registry: &Registry, day: Date, lang: Lang, terminal: Terminal) -> String {
    let days = LawDays { as_of: day, checked_to: registry.checked_to() }.words(lang);
    let text = pick(lang, format!("现状{days}。"), format!("{days}."));
    let mut out = "\n".to_owned();
    wrap(&mut out, "", 0, &text, terminal.width);
    out
}

/// The status of an act in a few letters.
fn short_status(law: &Law, day: Date, lang: Lang) -> String {
    let on = |date: Date| pick(lang, date.chinese(), date.to_string());
    match law.status_on(day) {
        Status::Unknown => pick(lang, "没有记录", "not on record").to_owned(),
        Status::InForce => pick(lang, "现行有效", "in force").to_owned(),
        Status::Gone => pick(lang, "已经失效", "no longer in force").to_owned(),
        Status::NotYet { from: None } => pick(lang, "尚未公布", "not published yet").to_owned(),
        Status::NotYet { from: Some(from) } => {
            pick(lang, format!("{}起施行", on(from)), format!("from {} on", on(from)))
        }
        Status::Repealed(end) => pick(lang, format!("{}废止", on(end.on)), format!("repealed {}", on(end.on))),
        Status::Superseded(end) => pick(lang, format!("{}起被取代", on(end.on)), format!("superseded {}", on(end.on))),
    }
}

#[derive(Clone, Copy)]
struct LawPage {
    lang: Lang,
    width: usize,
}

impl LawPage {
    fn line(self, out: &mut String, zh: &str, en: &str, value: Option<String>) {
        let Some(value) = value else { return };
        let lead = pick(self.lang, format!("  {zh}："), format!("  {en}: "));
        wrap(out, &lead, display_width(&lead), &value, self.width);
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
    fn after(self, end: &ActEnd) -> String {
        let by = end
            .by
            .as_deref()
            .map(|by| pick(self.lang, format!("，由《{by}》取代"), format!("; 《{by}》 took its place")));
        let via = end.via.as_deref().map(|via| pick(self.lang, format!("（{via}）"), format!(" ({via})")));
        by.unwrap_or_default() + &via.unwrap_or_default()
    }

    /// What was seen of it, and up to which day that holds.
    fn source(self, source: &RowSource) -> String {
        let what = match source.kind {
            SourceKind::Text => pick(self.lang, "正式文本", "its official text"),
            SourceKind::Register => pick(self.lang, "现行有效目录", "a list of acts in force"),
            SourceKind::Page => pick(self.lang, "其他页面", "a page"),
            SourceKind::Recalled => pick(self.lang, "凭记忆，未见原文", "memory"),
        };
        pick(self.lang, format!("{what}（{}）", source.on.chinese()), format!("{what} ({})", source.on))
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

fn kind(kind: ActKind, lang: Lang) -> String {
    pick(lang, kind.name().to_owned(), format!("{} ({})", kind_word(kind, lang), kind.name()))
}

fn kind_word(kind: ActKind, lang: Lang) -> &'static str {
    let english = match kind {
        ActKind::Law => "law",
        ActKind::Regulation => "administrative regulation",
        ActKind::SupervisionRegulation => "supervision regulation",
        ActKind::Rule => "ministry's rule",
        ActKind::LocalRegulation => "local regulation",
        ActKind::LocalRule => "local government's rule",
        ActKind::Document => "normative document",
        ActKind::PartyRule => "Party rule",
    };
    pick(lang, kind.name(), english)
}
