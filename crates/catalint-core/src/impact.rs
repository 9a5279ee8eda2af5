//! What a change of law means for catalogs: acts that ended, began, were rewritten, amended or got another number between two
//! days, and the items that cite them, by body.
//!
//! Only what the registry knows for certain counts: an act that is on no record, or whose first day is recalled, is none of these.
//! Of an amendment that was seen the day may be recalled: it is said with that, for to miss it would be worse.

use std::collections::HashMap;

use crate::model::{Catalog, FieldId};
use crate::rule::Lang;
use crate::schedule::{ScheduledItem, body_of, name_of};
use catalint_domain::calendar::{self, UnknownYear};
use catalint_domain::citation::{self, Citation};
use catalint_domain::date::Date;
use catalint_domain::law::basis::text_number;
use catalint_domain::law::{ActRecord, Law, Registry, Status};

/// How an act changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActChangeKind {
    /// It was repealed.
    Repealed,
    /// Another act covers its matter, without a word of repeal.
    Superseded,
    /// A wholly new text of it is in force.
    Rewritten,
    /// Single articles of it changed.
    Amended,
    /// Its text has another number, as far as is known with the same words.
    Renumbered,
    /// It is in force now.
    Began,
}

impl ActChangeKind {
    /// A stable key.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Repealed => "repealed",
            Self::Superseded => "superseded",
            Self::Rewritten => "rewritten",
            Self::Amended => "amended",
            Self::Renumbered => "renumbered",
            Self::Began => "began",
        }
    }

    /// The word for it.
    #[must_use]
    pub const fn word(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Repealed, Lang::Zh) => "废止",
            (Self::Superseded, Lang::Zh) => "被取代",
            (Self::Rewritten, Lang::Zh) => "全文修订",
            (Self::Amended, Lang::Zh) => "部分修改",
            (Self::Renumbered, Lang::Zh) => "文号变更",
            (Self::Began, Lang::Zh) => "开始施行",
            (_, Lang::En) => self.key(),
        }
    }

    /// Whether a basis that cites it has to be looked at.
    #[must_use]
    pub const fn asks_for_change(self) -> bool {
        !matches!(self, Self::Began)
    }
}

/// A change of an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActChange {
    /// The act, by its full title.
    pub act: String,
    /// What happened.
    pub kind: ActChangeKind,
    /// The first day of the new state.
    pub on: Date,
    /// The act to cite instead: the successor, or the act itself with the number of its text; none where nothing took its place.
    pub instead: Option<String>,
    /// What ended it, with its article where that is known.
    pub by: Option<String>,
    /// Whether its day is known from memory.
    pub is_recalled: bool,
    /// Items that cite it.
    pub items: usize,
}

/// A basis that a change touches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AffectedBasis {
    /// Who answers for the item; empty where nobody is named.
    pub body: String,
    /// The item.
    pub item: ScheduledItem,
    /// Which of [`Impact::acts`].
    pub act: usize,
    /// As the item cites it.
    pub old: String,
    /// The articles it cites, as written; empty where there are none.
    pub articles: String,
}

/// The day by which a body has to react.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReactBy {
    /// The config names no period.
    Unset,
    /// The day.
    Day(Date),
    /// Working days of a year would have to be counted whose notice is not on record.
    Unknown(u16),
}

/// What changed between two days, and what it touches.
#[derive(Debug)]
pub struct Impact<'r> {
    /// The day before all changes: what begins or ends on it has happened already.
    pub from: Date,
    /// The last day of changes.
    pub to: Date,
    /// Acts that changed, by day.
    pub acts: Vec<ActChange>,
    /// What cites them, by body, file, item and act.
    pub affected: Vec<AffectedBasis>,
    /// Catalogs.
    pub catalogs: usize,
    /// Items of these.
    pub items: usize,
    /// Working days within which a body has to react.
    pub react_days: Option<u32>,
    registry: &'r Registry,
    by_title: HashMap<&'r str, Vec<usize>>,
}

impl<'r> Impact<'r> {
    /// The changes of acts after `from`, up to and with `to`.
    #[must_use]
    pub fn new(registry: &'r Registry, from: Date, to: Date, react_days: Option<u32>) -> Self {
        let mut found: Vec<(&Law, ActChange)> = Vec::new();
        for law in registry.laws() {
            found.extend(changes(registry, law, from, to).into_iter().map(|change| (law, change)));
        }
        found.sort_by(|(_, a), (_, b)| (a.on, a.kind, &a.act).cmp(&(b.on, b.kind, &b.act)));
        let mut by_title: HashMap<&str, Vec<usize>> = HashMap::new();
        for (nth, (law, _)) in found.iter().enumerate() {
            by_title.entry(law.title.as_ref()).or_default().push(nth);
        }
        let acts = found.into_iter().map(|(_, change)| change).collect();
        Self { from, to, acts, affected: Vec::new(), catalogs: 0, items: 0, react_days, registry, by_title }
    }

    /// Looks at the items of a catalog.
    pub fn add(&mut self, file: &str, catalog: &Catalog) {
        self.catalogs += 1;
        let top = |id| catalog.field(id).and_then(|field| field.entries().next()).map_or("", |entry| entry.text.trim());
        let (title, authority) = (top(FieldId::Title), top(FieldId::Authority));
        for item in catalog.items() {
            self.items += 1;
            let mut touched: Vec<AffectedBasis> = Vec::new();
            for entry in item.entries(FieldId::Basis) {
                for cited in citation::read(entry.text) {
                    for &act in self.changes_of(&cited) {
                        let articles = articles(entry.text, &cited);
                        let old = cited.text.trim().to_owned();
                        if touched.iter().any(|known| known.act == act && known.old == old) {
                            continue;
                        }
                        let item = ScheduledItem {
                            file: file.to_owned(),
                            title: title.to_owned(),
                            index: item.index(),
                            no: item.no().to_owned(),
                            name: name_of(item),
                        };
                        touched.push(AffectedBasis { body: String::new(), item, act, old, articles });
                    }
                }
            }
            let body = body_of(item, authority);
            let mut acts: Vec<usize> = touched.iter().map(|basis| basis.act).collect();
            acts.sort_unstable();
            acts.dedup();
            acts.into_iter().for_each(|act| self.acts[act].items += 1);
            self.affected.extend(touched.into_iter().map(|basis| AffectedBasis { body: body.clone(), ..basis }));
        }
    }

    fn changes_of(&self, cited: &Citation<'_>) -> &[usize] {
        let by_title = || cited.title.as_ref().and_then(|title| self.registry.find(title.text)).map(|found| found.law);
        let by_number = || cited.numbers.iter().find_map(|number| self.registry.owner_of(number));
        let law = if cited.title.is_some() { by_title() } else { by_number() };
        law.and_then(|law| self.by_title.get(law.title.as_ref())).map_or(&[], Vec::as_slice)
    }

    /// Puts all into order.
    #[must_use]
    pub fn finish(mut self) -> Self {
        self.affected.sort_by(|a, b| (&a.body, a.act, &a.item, &a.old).cmp(&(&b.body, b.act, &b.item, &b.old)));
        self
    }

    /// The bodies with something to change, each with its part of [`Impact::affected`].
    pub fn by_body(&self) -> impl Iterator<Item = (&str, Vec<&AffectedBasis>)> {
        let all = self.affected.chunk_by(|a, b| a.body == b.body);
        all.map(|part| {
            let changed = part.iter().filter(|basis| self.acts[basis.act].kind.asks_for_change());
            (part[0].body.as_str(), changed.collect::<Vec<_>>())
        })
        .filter(|(_, part)| !part.is_empty())
    }

    /// The day by which a body has to follow a change.
    #[must_use]
    pub fn react_by(&self, change: &ActChange) -> ReactBy {
        match self.react_days.map(|days| calendar::working_days_from(change.on, i64::from(days))) {
            None => ReactBy::Unset,
            Some(Ok(day)) => ReactBy::Day(day),
            Some(Err(UnknownYear(year))) => ReactBy::Unknown(year),
        }
    }

    /// What to cite instead, with what is to be looked up.
    #[must_use]
    pub fn new_basis(&self, basis: &AffectedBasis, lang: Lang) -> String {
        let change = &self.acts[basis.act];
        let Some(instead) = &change.instead else {
            return match lang {
                Lang::Zh => "没有替代的法规，应删去或者另行确定依据".to_owned(),
                Lang::En => "nothing took its place: strike it, or find another basis".to_owned(),
            };
        };
        let articles = &basis.articles;
        let look = match (change.kind, articles.is_empty(), lang) {
            (ActChangeKind::Began | ActChangeKind::Renumbered, ..) => String::new(),
            (_, true, Lang::Zh) => String::new(),
            (_, true, Lang::En) => String::new(),
            (ActChangeKind::Repealed | ActChangeKind::Superseded, false, Lang::Zh) => {
                format!("（原引{articles}，新的条款序号请对照文本确定）")
            }
            (ActChangeKind::Repealed | ActChangeKind::Superseded, false, Lang::En) => {
                format!(" (cited {articles}: find the article in the new text)")
            }
            (_, false, Lang::Zh) => format!("（请对照新文本核对{articles}）"),
            (_, false, Lang::En) => format!(" (compare {articles} with the new text)"),
        };
        instead.clone() + &look
    }
}

impl ActChange {
    /// What happened, in a sentence.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        let (act, day) = (&self.act, self.on);
        let by = self.by.as_deref();
        match (self.kind, lang) {
            (ActChangeKind::Repealed, Lang::Zh) => match by {
                Some(by) => format!("《{act}》自{}起废止（{by}）", day.chinese()),
                None => format!("《{act}》自{}起废止", day.chinese()),
            },
            (ActChangeKind::Superseded, Lang::Zh) => {
                format!("《{act}》的内容自{}起由{}规定", day.chinese(), self.instead.as_deref().unwrap_or("其他法规"))
            }
            (ActChangeKind::Rewritten, Lang::Zh) => format!("《{act}》全文修订，自{}起施行", day.chinese()),
            (ActChangeKind::Amended, Lang::Zh) => {
                let doubt = if self.is_recalled { "（施行日期未见原文，请核对）" } else { "" };
                format!("《{act}》部分条款有修改，自{}起按修改后的文本执行{doubt}", day.chinese())
            }
            (ActChangeKind::Renumbered, Lang::Zh) => format!("《{act}》自{}起使用新的文号", day.chinese()),
            (ActChangeKind::Began, Lang::Zh) => format!("《{act}》自{}起施行", day.chinese()),
            (kind, Lang::En) => match by {
                Some(by) => format!("《{act}》 {} on {day} ({by})", kind.key()),
                None if self.is_recalled => format!("《{act}》 {} on {day}, a day to be looked up", kind.key()),
                None => format!("《{act}》 {} on {day}", kind.key()),
            },
        }
    }
}

/// The changes of one act, the gravest first.
fn changes(registry: &Registry, law: &Law, from: Date, to: Date) -> Vec<ActChange> {
    let within = |day: Date| from < day && day <= to;
    let make = |kind, on, instead, by| ActChange {
        act: law.title.to_string(),
        kind,
        on,
        instead,
        by,
        is_recalled: false,
        items: 0,
    };
    if let ActRecord::Repealed(end) | ActRecord::Superseded(end) = &law.record
        && within(end.on)
    {
        let kind = match law.status_on(to) {
            Status::Repealed(_) => ActChangeKind::Repealed,
            Status::Superseded(_) => ActChangeKind::Superseded,
            _ => return Vec::new(),
        };
        let instead = registry.successor_on(law, to).map(|next| cited(next, to));
        let by = if kind == ActChangeKind::Repealed { end.repealing().map(|by| by.chinese()) } else { None };
        return vec![make(kind, end.on, instead, by)];
    }
    if law.status_on(to) != Status::InForce || law.is_doubtful() {
        return Vec::new();
    }
    if let Some(day) = law.effective.filter(|day| within(*day) && !law.recalled.effective) {
        return vec![make(ActChangeKind::Began, day, Some(cited(law, to)), None)];
    }
    let instead = || Some(cited(law, to));
    if let Some(day) = law.text_effective.filter(|day| within(*day)) {
        return vec![make(ActChangeKind::Rewritten, day, instead(), None)];
    }
    if let Some(day) = law.revised_effective.or(law.revised).filter(|day| within(*day)) {
        let is_recalled = law.recalled.revised_effective;
        return vec![ActChange { is_recalled, ..make(ActChangeKind::Amended, day, instead(), None) }];
    }
    let number = |day| text_number(law, day).filter(|_| law.numbers_are_seen());
    match (number(from), number(to)) {
        (Some(old), Some(new)) if old != new => {
            let day = new.issued.filter(|day| within(*day));
            day.map(|day| make(ActChangeKind::Renumbered, day, instead(), None)).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// An act as a catalog cites it: 《title》（number of the text in force）.
fn cited(law: &Law, day: Date) -> String {
    let number = text_number(law, day).filter(|_| law.numbers_are_seen());
    match number {
        Some(number) => format!("《{}》（{}）", law.title_in_marks(), number.text),
        None => format!("《{}》", law.title_in_marks()),
    }
}

/// The articles of a citation as they are written.
fn articles(text: &str, cited: &Citation<'_>) -> String {
    let all = cited.articles.iter().filter_map(|article| text.get(article.span.clone()));
    all.map(str::trim).collect::<Vec<_>>().join("、")
}
