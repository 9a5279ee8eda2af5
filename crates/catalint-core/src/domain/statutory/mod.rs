//! Matters for which an act sets more than the Regulation on Open Government Information does: a
//! period of its own, a day of the year, a display period, a medium.
//!
//! The facts are rows of `table.rs`, each with the act and the article it stands on; this module
//! finds the row that an item belongs to. A row is found only by words that can hardly mean
//! anything else: what an item is about is told by its names, and a name that speaks of plans,
//! guides or procedures around a matter is not that matter.

mod table;

use std::borrow::Cow;
use std::sync::LazyLock;

use super::bodies::bodies;
use super::date::Date;
use super::deadline::{Event, Unit};
use super::law::Provision;
use super::rank::{Rank, rank_of};
use super::script::is_blank;
use super::words::Words;

pub use table::{MATTERS, ON_REQUEST, PROACTIVE};

/// A text in Chinese and English.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

/// An act that sets something.
#[derive(Debug, PartialEq, Eq)]
pub struct Act {
    /// Its full title with 《》, as a catalog cites it; a document with its number.
    pub title: Phrase,
    /// Its title alone, to be looked up.
    pub name: &'static str,
    /// Whether it is a law or an administrative regulation. Only these can set another period
    /// than the Regulation (Art. 26); a rule or a document can ask for a shorter one.
    pub law: bool,
}

impl Act {
    /// The places of the act that a phrase such as [`Duty::article`] names.
    #[must_use]
    pub fn provisions(&self, article: Phrase) -> Vec<Provision> {
        Provision::list(self.name, article.zh).unwrap_or_else(|| vec![Provision::of(self.name)])
    }
}

/// What an act sets. The letters are those of the deadline grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// **P** publish within a period.
    Within(u32, Unit),
    /// **D** display or consult for at least a period.
    Display(u32, Unit),
    /// **E** publish a period before an event.
    Lead(u32, Unit),
    /// **F** publish by a day of the year: month, day.
    By(u8, u8),
    /// **R** publish once in a period.
    Every(u32, Unit),
    /// 及时 or 定期: the act names no number.
    Unnumbered,
}

/// One duty to publish.
#[derive(Debug, PartialEq, Eq)]
pub struct Duty {
    /// What is set.
    pub limit: Limit,
    /// The events that count as its trigger.
    pub from: &'static [Event],
    /// The act that sets it.
    pub act: &'static Act,
    /// The article, to follow the act's title: 第十四条; `, Art. 14`. Empty where none is known.
    pub article: Phrase,
    /// What the article says.
    pub says: Phrase,
    /// How a catalog may word it; read by the deadline grammar as what the act says.
    pub wording: &'static str,
    /// Whether the act asks for it outright; otherwise it says “as a rule”, and a deviation may
    /// be right.
    pub firm: bool,
    /// The first day of the text that sets it; none for as long as anybody looks back.
    pub since: Option<Date>,
    /// The first day on which that text sets it no more.
    pub until: Option<Date>,
    /// The levels that it binds; empty for all.
    pub levels: &'static [Level],
    /// It applies where one of these is in the item's last name …
    names: &'static [&'static str],
    /// … or one of these in its content; or always, where there are neither.
    content: &'static [&'static str],
}

impl Duty {
    /// The provisions that set it.
    #[must_use]
    pub fn provisions(&self) -> Vec<Provision> {
        self.act.provisions(self.article)
    }

    /// Whether it stood on a day.
    #[must_use]
    pub fn stands(&self, day: Date) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day < until)
    }

    /// Whether it binds whoever publishes. One that binds a few levels binds nobody whose level is not known.
    fn binds(&self, publisher: &str) -> bool {
        self.levels.is_empty() || Level::of(publisher).is_some_and(|level| self.levels.contains(&level))
    }

    /// Whether what a clause is about is what the duty is about.
    #[must_use]
    pub fn concerns(&self, subject: &str) -> bool {
        has(subject, self.content)
    }

    /// Whether words name the decisions that the duty is about: 处罚决定, but not 作出处罚决定, which is a step, and
    /// not 处罚决定程序.
    #[must_use]
    pub fn names_decisions(&self, words: &str) -> bool {
        const DECISIONS: &[&str] = &["处罚决定", "处罚结果", "许可决定", "许可结果"];
        const STEPS: &[&str] = &["程序", "流程", "依据", "种类", "标准", "期限", "时限", "权限"];
        DECISIONS.iter().filter(|word| self.content.iter().any(|own| word.contains(own) || own.contains(*word))).any(
            |word| {
                words.match_indices(word).any(|(at, _)| {
                    let (head, tail) = (&words[..at], &words[at + word.len()..]);
                    let head = head.strip_suffix("行政").unwrap_or(head);
                    !head.ends_with("作出")
                        && !head.ends_with("做出")
                        && !STEPS.iter().any(|step| tail.starts_with(step))
                })
            },
        )
    }
}

/// A level of the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// The State Council and its ministries.
    Nation,
    /// A place and its bodies.
    Place(Rank),
}

impl Level {
    /// The level of the first body in a text.
    #[must_use]
    pub fn of(publisher: &str) -> Option<Self> {
        let name = bodies(publisher).next()?.name;
        let nation = ["国务院", "国家"].iter().any(|word| name.starts_with(word)) || name.ends_with('部');
        match rank_of(name) {
            Some(rank) => Some(Self::Place(rank)),
            None => (nation && !name.ends_with("支部")).then_some(Self::Nation),
        }
    }
}

/// A medium that an act names.
#[derive(Debug, PartialEq, Eq)]
pub struct Medium {
    /// What the act calls it.
    pub name: Phrase,
    /// A channel with one of these words is it.
    pub words: &'static [&'static str],
    /// What a catalog may write.
    pub wording: &'static str,
    /// The act and its article.
    pub act: &'static Act,
    /// The article, as in [`Duty::article`].
    pub article: Phrase,
}

/// A matter, with what acts set for it.
#[derive(Debug, PartialEq, Eq)]
pub struct Matter {
    /// A stable key.
    pub id: &'static str,
    /// What it is called.
    pub name: Phrase,
    /// Act and article that a catalog should cite for it; the article as in [`Duty::article`].
    pub basis: (&'static Act, Phrase),
    /// What is to be published, and when.
    pub duties: &'static [Duty],
    /// Where.
    pub medium: Option<&'static Medium>,
    /// How its items are known.
    known: Known,
}

/// The words by which the items of a matter are known. All that is not empty must hold.
#[derive(Debug, PartialEq, Eq)]
struct Known {
    /// One of these is in the topic, the subtopic or the detail.
    key: &'static [&'static str],
    /// One of these is in the last of the names.
    last: &'static [&'static str],
    /// All of these are in the last of the names.
    all: &'static [&'static str],
    /// One of these is in any name, the category or the publisher.
    with: &'static [&'static str],
    /// One of these in the content says as much as one of `with` in a name.
    told: &'static [&'static str],
    /// None of these is in the topic, the subtopic or the detail.
    not: &'static [&'static str],
}

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

/// A matter that was found, and which of its duties the item's words touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The matter.
    pub matter: &'static Matter,
    by_name: u8,
    by_content: u8,
    /// Those that stand on the day and bind the publisher.
    binding: u8,
}

impl Found {
    /// The duties that the item's words touch.
    pub fn duties(self) -> impl Iterator<Item = &'static Duty> {
        self.matter.duties.iter().enumerate().filter(move |(i, _)| self.touched() >> i & 1 == 1).map(|(_, duty)| duty)
    }

    /// Whether the item as a whole is what a duty is about; else only a part of its content is.
    #[must_use]
    pub fn is_all_about(self, duty: &Duty) -> bool {
        self.matter.duties.iter().position(|d| d == duty).is_some_and(|i| self.by_name >> i & 1 == 1)
    }

    /// Whether a law or an administrative regulation sets a period, a day or a rhythm for what
    /// the item holds.
    #[must_use]
    pub fn has_own_period(self) -> bool {
        self.duties().any(|duty| duty.act.law && duty.firm && duty.limit != Limit::Unnumbered)
    }

    fn touched(self) -> u8 {
        (self.by_name | self.by_content) & self.binding
    }
}

/// The matter that an item belongs to on a day: its names, and the texts of its content. None where no
/// duty of the matter stands on that day and binds the publisher.
#[must_use]
pub fn find<'t>(names: &Names<'t>, content: impl IntoIterator<Item = &'t str> + Clone, day: Date) -> Option<Found> {
    let three = [names.topic, names.subtopic, names.detail];
    // Most items belong to no matter, and that must cost little.
    let keys: Vec<&str> = three.iter().flat_map(|name| KEYS.all_in(name)).collect();
    if keys.is_empty() {
        return None;
    }
    let last = three.into_iter().rev().find(|name| !name.is_empty()).unwrap_or("");
    let all = [names.category, names.publisher, names.topic, names.subtopic, names.detail];
    let matter = MATTERS.iter().find(|matter| {
        let known = &matter.known;
        keys.iter().any(|key| known.key.contains(key))
            && (known.last.is_empty() || has(last, known.last))
            && known.all.iter().all(|word| last.contains(word))
            && (known.with.is_empty()
                || in_any(&all, known.with)
                || !known.told.is_empty() && content.clone().into_iter().any(|text| has(text, known.told)))
            && !in_any(&three, known.not)
            && binding(matter, names, day) != 0
    })?;
    let (mut by_name, mut by_content) = (0, 0);
    for (i, duty) in matter.duties.iter().enumerate() {
        let always = duty.names.is_empty() && duty.content.is_empty();
        by_name |= u8::from(always || has(last, duty.names)) << i;
    }
    for text in content {
        for (i, duty) in matter.duties.iter().enumerate() {
            by_content |= u8::from(has(text, duty.content)) << i;
        }
    }
    Some(Found { matter, by_name, by_content, binding: binding(matter, names, day) })
}

/// The duties of a matter that stand on a day and bind a publisher, a bit each.
fn binding(matter: &Matter, names: &Names<'_>, day: Date) -> u8 {
    let binds = |duty: &Duty| duty.stands(day) && duty.binds(names.publisher);
    matter.duties.iter().enumerate().fold(0, |bits, (i, duty)| bits | u8::from(binds(duty)) << i)
}

/// The matters that are published among other things: decisions on penalties and licences in an item about something
/// else. Those whose duty a clause names, or one of the content's texts; none where the names say that the item is
/// about how such decisions come about, or where a rule of its own sets another period.
pub fn among<'t>(names: &Names<'t>, texts: &[&'t str], day: Date) -> impl Iterator<Item = &'static Matter> {
    let three = [names.topic, names.subtopic, names.detail];
    let all = [names.category, names.publisher, names.topic, names.subtopic, names.detail];
    let market = MATTERS.iter().find(|matter| matter.id == "penalty-market");
    let own = market.is_some_and(|market| in_any(&all, market.known.with));
    let texts: Vec<&str> = texts.to_vec();
    MATTERS.iter().filter(move |matter| {
        let wanted = matches!(matter.id, "penalty" | "licence") && !(own && matter.id == "penalty");
        let named = || matter.duties.iter().any(|duty| texts.iter().any(|text| duty.names_decisions(text)));
        wanted && !in_any(&three, matter.known.not) && binding(matter, names, day) != 0 && named()
    })
}

/// The words without one of which in the topic, the subtopic or the detail no item belongs to a matter.
pub(super) fn keys() -> impl Iterator<Item = &'static str> {
    MATTERS.iter().flat_map(|matter| matter.known.key).copied()
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

static KEYS: LazyLock<Words> = LazyLock::new(|| Words::of(keys()));

#[cfg(test)]
mod tests {
    use super::super::deadline::{Kind, read};
    use super::*;

    /// Category, topic, subtopic, publisher; content; the matter, and how many duties are touched.
    type Case = ([&'static str; 4], &'static [&'static str], Option<(&'static str, usize)>);

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    fn found_on(on: &str, names: [&str; 4], content: &[&str]) -> Option<(&'static str, usize)> {
        let [category, topic, subtopic, publisher] = names;
        let names = Names { category, topic, subtopic, detail: "", publisher };
        find(&names, content.iter().copied(), day(on)).map(|found| (found.matter.id, found.duties().count()))
    }

    fn found(names: [&str; 4], content: &[&str]) -> Option<(&'static str, usize)> {
        found_on("2026-11-30", names, content)
    }

    #[test]
    fn a_duty_stands_from_the_first_day_of_its_text_to_its_last() {
        let village = |on| found_on(on, ["", "村务公开", "", "云岭村村民委员会"], &[]);
        assert_eq!(village("2026-01-01"), Some(("village-affairs", 2)));
        assert_eq!(village("2025-12-31"), Some(("village-affairs-2010", 1)));
        assert_eq!(village("2010-10-27"), None);
        // What is displayed under that head has periods of its own.
        assert_eq!(found(["", "村务公开", "低保申请", ""], &[]), Some(("village-affairs", 1)));
    }

    #[test]
    fn a_duty_binds_its_levels_alone() {
        let heritage = |publisher| found(["", "非遗保护", "非遗代表性项目名录公示", publisher], &[]);
        assert_eq!(heritage("文化和旅游部"), Some(("heritage-list", 1)));
        for local in ["云岭县文化和旅游局", "区文旅局", "省文化和旅游厅", "县委宣传部", "", "各级文化主管部门"]
        {
            assert_eq!(heritage(local), None, "{local}");
        }
    }

    #[test]
    fn items_are_known_by_words_that_mean_nothing_else() {
        let table: &[Case] = &[
            (
                ["综合政务", "财政信息", "部门及单位预算公开", ""],
                &["预算编制说明"],
                Some(("budget-department-unit", 1)),
            ),
            (["综合政务", "财政信息", "部门及单位决算公开", ""], &[], Some(("budget-department-unit", 1))),
            (["综合政务", "财政信息", "部门预算绩效", ""], &["绩效目标"], None),
            (["", "财政信息", "部门预算", ""], &["绩效目标"], Some(("budget-department", 1))),
            (["", "财政信息", "政府预算", ""], &[], Some(("budget-government", 1))),
            (["", "财政预决算", "", ""], &[], Some(("budget", 1))),
            (["", "财政预决算", "专项资金", ""], &[], None),
            (["", "重大建设项目", "工程竣工决算", ""], &[], None),
            (
                ["", "财政信息", "政府采购项目信息", ""],
                &["招标公告", "中标（成交）结果公告", "政府采购合同公告等"],
                Some(("procurement", 2)),
            ),
            (["", "政府采购", "采购公告", ""], &["采购合同主要条款"], Some(("procurement", 0))),
            (["", "政府采购", "中标、成交结果", ""], &[], Some(("procurement", 1))),
            (["", "政府采购", "集中采购目录", ""], &[], None),
            (["", "征地管理", "征收土地公告", ""], &[], Some(("land-approved", 1))),
            (["", "征地管理", "拟征收土地公告", ""], &[], Some(("land-notice", 1))),
            (["", "征地管理", "征地补偿安置公告", ""], &[], Some(("land-compensation", 1))),
            (["", "征地管理", "征地补偿安置费用支付", ""], &[], None),
            (["", "行政执法", "行政处罚决定", ""], &[], Some(("penalty", 1))),
            (["", "行政执法", "行政处罚决定", "云岭县市场监督管理局"], &[], Some(("penalty-market", 1))),
            (["安全生产", "行政执法", "行政处罚决定", ""], &[], Some(("penalty-safety", 1))),
            (["", "行政处罚", "处罚流程", ""], &["作出处罚决定"], None),
            (["", "行政许可", "许可办理结果", ""], &[], Some(("licence", 1))),
            (["", "行政许可", "办事指南", ""], &["许可结果"], None),
            (["", "政府信息公开", "政府信息公开年度报告", ""], &[], Some(("annual-report", 2))),
            (["", "法治政府建设", "年度报告", ""], &[], None),
            (["", "政务公开", "年度报告", ""], &["政府信息公开工作年度报告"], Some(("annual-report", 2))),
            (["", "公开年报", "", ""], &["动态信息"], Some(("annual-report", 2))),
            (["", "统计", "年度报告", ""], &["政府信息公开工作年度报告"], None),
            (["", "地名管理", "地名命名和更名", ""], &[], Some(("place-names", 1))),
            (["", "地名管理", "地名文化保护", ""], &[], None),
            (["", "机构信息", "机关简介", ""], &[], None),
            (["", "", "", ""], &[], None),
        ];
        for (names, content, want) in table {
            assert_eq!(found(*names, content), *want, "{names:?}");
            assert!(want.is_none() || names.iter().any(|name| KEYS.are_in(name)), "{names:?}");
        }
    }

    #[test]
    fn decisions_are_found_among_other_things() {
        let found = |topic, publisher, texts: &[&'static str]| {
            let names = Names { topic, publisher, ..Names::default() };
            among(&names, texts, day("2026-11-30")).map(|matter| matter.id).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(found("绿化管理", "区城管局", &["执法依据", "处罚决定"]), "penalty");
        assert_eq!(found("建设项目审批", "", &["决定环节：环评批复", "行政许可决定"]), "licence");
        assert_eq!(found("食品监管", "区市场监管局", &["处罚决定"]), "");
        assert_eq!(found("处罚流程", "", &["作出处罚决定"]), "");
        assert_eq!(found("绿化管理", "", &["执法依据"]), "");
        assert_eq!(found("绿化管理", "", &["立案、调查、作出行政处罚决定", "处罚决定程序"]), "");
        assert_eq!(found("重大建设项目", "", &["项目建议书批复"]), "");
    }

    #[test]
    fn the_wording_of_each_duty_reads_as_what_the_act_sets() {
        for duty in MATTERS.iter().flat_map(|matter| matter.duties).chain([&PROACTIVE, &ON_REQUEST]) {
            let reading = read(duty.wording);
            assert!(reading.unread.is_empty(), "{}: {reading:?}", duty.wording);
            let as_set = |kind: &Kind| match (duty.limit, kind) {
                (Limit::Within(n, unit), Kind::Within(p)) => (p.amount, p.unit) == (n, unit),
                (Limit::Display(n, unit), Kind::Display(d)) => {
                    d.at_least && d.period.as_ref().is_some_and(|p| (p.amount, p.unit) == (n, unit))
                }
                (Limit::Lead(n, unit), Kind::Lead(lead)) => (lead.period.amount, lead.period.unit) == (n, unit),
                (Limit::By(..), Kind::Date(date)) => date.by,
                (Limit::Every(n, unit), Kind::Recurring(r)) => (r.every, r.unit) == (n, unit),
                (Limit::Unnumbered, Kind::Vague(_)) => true,
                _ => false,
            };
            let [clause] = &reading.clauses[..] else { panic!("{}: {reading:?}", duty.wording) };
            assert!(as_set(&clause.kind), "{}: {:?}", duty.wording, clause.kind);
            let event = clause.trigger.as_ref().map(|trigger| trigger.kind);
            if matches!(duty.limit, Limit::Within(..)) {
                assert!(event.is_some_and(|event| duty.from.contains(&event)), "{}: {event:?}", duty.wording);
            }
        }
    }

    #[test]
    fn rows_are_sound() {
        for (i, matter) in MATTERS.iter().enumerate() {
            assert!(MATTERS[..i].iter().all(|other| other.id != matter.id), "{} stands twice", matter.id);
            assert!(!matter.known.key.is_empty() && matter.duties.len() <= 8, "{}", matter.id);
            for key in matter.known.key {
                assert!(key.chars().count() >= 2 && KEYS.are_in(&format!("关于{key}")), "{key}");
            }
            for act in matter.duties.iter().map(|duty| duty.act).chain([matter.basis.0]) {
                assert!(act.title.zh.contains(act.name) && !act.title.en.is_empty(), "{}", act.name);
            }
            let places = matter.duties.iter().map(|duty| (duty.act, duty.article)).chain([matter.basis]);
            for (act, article) in places.chain(matter.medium.map(|medium| (medium.act, medium.article))) {
                assert!(Provision::list(act.name, article.zh).is_some(), "{}: {}", matter.id, article.zh);
            }
        }
    }
}
