//! Matters for which an act sets more than the Regulation on Open Government Information does: a
//! period of its own, a day of the year, a display period, a medium.
//!
//! The facts are rows of `data/duties.tsv`, each with the act and the article it stands on; this module
//! finds the row that an item belongs to. A row is found only by words that can hardly mean
//! anything else: what an item is about is told by its names, and a name that speaks of plans,
//! guides or procedures around a matter is not that matter.

mod cells;
mod duty;
mod file;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::sync::LazyLock;

use super::bodies::rank::{Rank, rank_of};
use super::date::Date;
use super::law::Provision;
use crate::chinese::script::is_blank;
use crate::chinese::words::{Texts, WordSet};

use file::BUILTIN;

pub use duty::{ActLimit, Basis, Duty, DutyAct, Matter, Medium, Phrase, SeenArticle, StateLevel};

/// What an item is called.
#[derive(Debug, Clone, Copy, Default)]
pub struct Names<'t> {
    /// 类别
    pub category: &'t str,
    /// 一级事项
    pub topic: &'t str,
    /// 二级事项
    pub subtopic: &'t str,
    /// 三级事项
    pub detail: &'t str,
    /// 公开主体
    pub publisher: &'t str,
}

impl<'t> Names<'t> {
    fn three(&self) -> [&'t str; 3] {
        [self.topic, self.subtopic, self.detail]
    }

    fn all(&self) -> [&'t str; 5] {
        [self.category, self.publisher, self.topic, self.subtopic, self.detail]
    }
}

/// A matter that was found, and which of its duties the item's words touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundDuty {
    /// The matter.
    pub matter: &'static Matter,
    by_name: u8,
    by_content: u8,
    /// Those that stand on the day and bind the publisher.
    binding: u8,
}

impl FoundDuty {
    /// The duties that the item's words touch.
    pub fn duties(self) -> impl Iterator<Item = &'static Duty> {
        self.of((self.by_name | self.by_content) & self.binding)
    }

    fn of(self, bits: u8) -> impl Iterator<Item = &'static Duty> {
        self.matter.duties.iter().enumerate().filter(move |(i, _)| bits >> i & 1 == 1).map(|(_, duty)| duty)
    }

    /// Whether the item as a whole is what a duty is about; else only a part of its content is.
    #[must_use]
    pub fn is_all_about(self, duty: &Duty) -> bool {
        let nth = self.matter.duties.iter().position(|own| std::ptr::eq(own, duty));
        nth.is_some_and(|i| self.by_name >> i & 1 == 1)
    }

    /// Whether a law or an administrative regulation sets a period, a day or a rhythm for what
    /// the item holds.
    #[must_use]
    pub fn has_own_period(self) -> bool {
        self.duties().any(|duty| duty.act.is_law() && duty.is_sure() && duty.limit != ActLimit::Unnumbered)
    }

    /// Act and articles that a catalog should cite for it; the articles as in [`Duty::article`].
    #[must_use]
    pub fn basis(self) -> Option<(&'static DutyAct, Phrase, &'static [Provision])> {
        match &self.matter.basis {
            Some(basis) => Some((basis.act, basis.article, &basis.law)),
            None => self.of(self.binding).next().map(|d| (d.act, d.article, std::slice::from_ref(&d.law))),
        }
    }
}

/// The matter that an item belongs to on a day: its names, and the texts of its content. None where no
/// duty of the matter stands on that day and binds the publisher.
#[must_use]
pub fn find<'t>(names: &Names<'t>, content: impl IntoIterator<Item = &'t str> + Clone, day: Date) -> Option<FoundDuty> {
    let (three, all) = (names.three(), names.all());
    // Most items belong to no matter, and that must cost little.
    let mut keys = three.iter().flat_map(|name| KEYS.all_in(name)).peekable();
    keys.peek()?;
    let last = three.into_iter().rev().find(|name| !name.is_empty()).unwrap_or("");
    let (in_last, in_three, in_all) = (Texts::of([last]), Texts::of(three), Texts::of(all));
    let (matter, binding) = BUILTIN.known_by(keys).find_map(|matter| {
        let known = &matter.known;
        let fits = (known.last.is_empty() || in_last.hold_any(&known.last))
            && known.all.iter().all(|word| in_last.hold(word))
            && (known.with.is_empty()
                || in_all.hold_any(&known.with)
                || !known.told.is_empty() && content.clone().into_iter().any(|text| has(text, &known.told)))
            && !in_three.hold_any(&known.not);
        let binding = if fits { binding(matter, names, day) } else { 0 };
        (binding != 0).then_some((matter, binding))
    })?;
    let (mut by_name, mut by_content) = (0, 0);
    for (i, duty) in matter.duties.iter().enumerate() {
        let always = duty.names.is_empty() && duty.content.is_empty();
        by_name |= u8::from(always || has(last, &duty.names)) << i;
    }
    for text in content {
        for (i, duty) in matter.duties.iter().enumerate() {
            by_content |= u8::from(has(text, &duty.content)) << i;
        }
    }
    Some(FoundDuty { matter, by_name, by_content, binding })
}

/// The duties of a matter that stand on a day and bind a publisher, a bit each.
fn binding(matter: &Matter, names: &Names<'_>, day: Date) -> u8 {
    let binds = |duty: &Duty| duty.stands(day) && duty.binds(names.publisher);
    matter.duties.iter().enumerate().fold(0, |bits, (i, duty)| bits | u8::from(binds(duty)) << i)
}

/// Duties about decisions that are published among other things, on penalties and licences in an item about something
/// else: those whose decisions a clause names, or one of the content's texts. None where the names say that the item is
/// about how such decisions come about, or where a rule of its own sets another period.
pub fn among<'t>(
    names: &Names<'t>,
    texts: impl IntoIterator<Item = &'t str>,
    day: Date,
) -> impl Iterator<Item = &'static Duty> {
    let words: Vec<&str> = texts.into_iter().flat_map(decisions).collect();
    let (three, all, names) = (names.three(), names.all(), *names);
    let matters = (!words.is_empty()).then(|| BUILTIN.among_by(words)).into_iter().flatten();
    matters.filter_map(move |matter| {
        let other = in_any(&three, &matter.known.not) || in_any(&all, &matter.known.apart);
        let own = || matter.duties.iter().find(|duty| duty.stands(day) && duty.binds(names.publisher));
        if other { None } else { own() }
    })
}

/// The words for decisions in a text: 处罚决定, but not 作出处罚决定, which is a step, and not 处罚决定程序.
fn decisions(text: &str) -> impl Iterator<Item = &'static str> {
    const STEPS: &[&str] = &["程序", "流程", "依据", "种类", "标准", "期限", "时限", "权限"];
    let named = |at: std::ops::Range<usize>| {
        let (head, tail) = (&text[..at.start], &text[at.end..]);
        let head = head.strip_suffix("行政").unwrap_or(head);
        let step =
            ["作出", "做出"].iter().any(|verb| head.ends_with(verb)) || STEPS.iter().any(|step| tail.starts_with(step));
        if step { None } else { DECISIONS.all_in(&text[at]).next() }
    };
    DECISIONS.find_in(text).filter_map(named)
}

/// Whether a text may name decisions that are published among other things.
#[must_use]
pub fn may_name_decisions(text: &str) -> bool {
    DECISIONS.are_in(text)
}

/// All matters, those of the general rules too.
pub fn matters() -> impl Iterator<Item = &'static Matter> {
    BUILTIN.matters()
}

/// What an act asks to publish, by its full title: each matter with a duty, also of a text that stands no more.
pub fn duties_of(title: &str) -> impl Iterator<Item = (&'static Matter, &'static Duty)> {
    let all = matters().flat_map(|matter| matter.duties.iter().map(move |duty| (matter, duty)));
    all.filter(move |(_, duty)| duty.act.name == title)
}

/// What acts set by day of the year for every body of a level, whatever its catalogs hold: the day, the duty, and whom it
/// binds. Only what is certain.
pub fn yearly(year: u16) -> impl Iterator<Item = (Date, &'static Duty, &'static str)> {
    let reports = duties_of(REPORTS).map(|(_, duty)| duty).filter(|duty| duty.is_sure());
    reports.filter_map(move |duty| {
        let ActLimit::By(month, day) = duty.limit else { return None };
        let day = Date::new(year, month, day).filter(|day| duty.stands(*day))?;
        let whom =
            if month == OF_DEPARTMENTS { "县级以上人民政府部门" } else { "县级以上地方人民政府" };
        Some((day, duty, whom))
    })
}

/// Whether a day of the year that an act sets is that of a body: the Regulation (Art. 49) has one for departments and one for
/// governments, and none for towns.
#[must_use]
pub fn binds_by_day(duty: &Duty, body: &str) -> bool {
    let ActLimit::By(month, _) = duty.limit else { return true };
    if duty.act.name != REPORTS {
        return true;
    }
    let body = body.trim();
    let is_government = body.ends_with("政府") || body.contains("政府办公");
    rank_of(body) != Some(Rank::Town) && is_government == (month != OF_DEPARTMENTS)
}

/// The act that asks for a yearly report of departments by one day and of governments by another.
const REPORTS: &str = "中华人民共和国政府信息公开条例";
/// The month of the departments' day.
const OF_DEPARTMENTS: u8 = 1;

/// What the Regulation sets for everything that is published and has no row of its own.
#[must_use]
pub fn proactive(day: Date) -> &'static Duty {
    static ROW: LazyLock<&Matter> = LazyLock::new(|| general("proactive"));
    standing(&ROW, day)
}

/// What it sets for answers to applications.
#[must_use]
pub fn on_request(day: Date) -> &'static Duty {
    static ROW: LazyLock<&Matter> = LazyLock::new(|| general("on-request"));
    standing(&ROW, day)
}

/// Whether a duty is one of those two.
#[must_use]
pub fn is_general(duty: &Duty) -> bool {
    ["proactive", "on-request"].iter().any(|id| general(id).duties.iter().any(|own| std::ptr::eq(own, duty)))
}

fn general(id: &str) -> &'static Matter {
    BUILTIN.by_id(id).expect("a test looks for the general rules")
}

/// The duty that stands on a day, else the latest.
fn standing(matter: &'static Matter, day: Date) -> &'static Duty {
    matter.duties.iter().find(|duty| duty.stands(day)).unwrap_or(&matter.duties[0])
}

/// The words without one of which, in topic, subtopic or detail, no item belongs to a matter.
pub(super) fn keys() -> impl Iterator<Item = &'static str> {
    BUILTIN.keys()
}

/// The words without one of which no decision is named, in content or deadline.
pub(super) fn decision_words() -> impl Iterator<Item = &'static str> {
    BUILTIN.among()
}

/// Whether one of these words is in a name, blanks within words aside: 行政 许可.
#[must_use]
pub fn may_belong(name: &str) -> bool {
    KEYS.are_in(name) || name.contains(is_blank) && KEYS.are_in(&closed(name))
}

/// A name without the blanks in it.
#[must_use]
pub fn closed(name: &str) -> Cow<'_, str> {
    if name.contains(is_blank) { name.chars().filter(|c| !is_blank(*c)).collect() } else { Cow::Borrowed(name) }
}

fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

fn in_any(texts: &[&str], words: &[&str]) -> bool {
    texts.iter().any(|text| has(text, words))
}

static KEYS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of(BUILTIN.keys()));
static DECISIONS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of(BUILTIN.among()));
