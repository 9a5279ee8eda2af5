//! The deadline grammar: what a 公开时限 cell says, as typed clauses with their places.
//!
//! A cell such as `自该政府信息形成或者变更之日起20个工作日内及时公开` is read into [`Clause`]s. The
//! five types of the law are kept apart, because a rule must never hold one to the limit of
//! another: **P** [`Kind::Within`] publish within N after an event, **D** [`Kind::Display`] show
//! or consult for N, **E** [`Kind::Lead`] N before an event, **F** [`Kind::Date`] a calendar
//! date, **R** [`Kind::Recurring`] a rhythm.
//!
//! The reader looks for *anchors* (an amount with its unit, a date, a rhythm, a word such as
//! 及时) and then explains the words in front of each (scope, trigger, mode) and behind it
//! (内, the verb). Blanks and line breaks may stand anywhere, since published tables break
//! words; full-width forms, Chinese numerals and a lost 个, 内 or 之日起 are read too. What it
//! does not understand it leaves in [`Reading::unread`]; it never guesses a number or a unit.
//!
//! Pure functions over `&str`: no rule, no severity, no file. All ranges are bytes of the text
//! that was read and lie on character boundaries. Time is linear in the text.

mod after_anchor;
mod amount;
mod before_anchor;
mod binding;
mod concurrent;
mod cycle;
mod date;
mod event;
mod length;
mod marked;
mod number;
mod period;
pub mod periods;
mod print;
mod read;
mod residual;
mod same;
mod scan;
mod subject;
#[cfg(test)]
mod tests;
mod vague;
mod words;

use std::ops::Range;

pub use binding::Essence;
pub use length::calendar_days;
pub use read::read;
pub use same::{ChangedText, changed};

/// What one deadline text says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// The clauses in the order of the text; empty where nothing could be read.
    pub clauses: Vec<Clause>,
    /// A reservation such as 法律、法规另有规定的，从其规定: it yields to other acts and is no
    /// deadline of its own. The first one, where there are several.
    pub exception: Option<Range<usize>>,
    /// Stretches that belong to no clause, without the punctuation around them.
    pub unread: Vec<Range<usize>>,
}

impl Reading {
    /// Whether nothing but vague words is there: 及时公开, 长期公开（动态调整）. A text that also
    /// gives a period, a date, a rhythm or a reference (20个工作日内，并及时更新) is not vague.
    #[must_use]
    pub fn is_vague(&self) -> bool {
        !self.clauses.is_empty() && self.clauses.iter().all(|clause| matches!(clause.kind, Kind::Vague(_)))
    }

    /// Whether it says only how long the thing is shown, and nothing on when.
    #[must_use]
    pub fn is_display_only(&self) -> bool {
        !self.clauses.is_empty() && self.clauses.iter().all(|clause| matches!(clause.kind, Kind::Display(_)))
    }
}

/// One statement: for what, counted from what, how long or when, to do what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// The whole clause, its scope and its verb included.
    pub range: Range<usize>,
    /// Words in front that say for what or in which case it holds: 处罚决定 in
    /// 处罚决定：20个工作日内, 情况复杂的 in 情况复杂的，可延长7个工作日. A subject that is grown
    /// together with the event (行政处罚决定作出后) stays in [`Trigger::event`].
    pub scope: Option<Range<usize>>,
    /// What the time is counted from.
    pub trigger: Option<Trigger>,
    /// The statement itself.
    pub kind: Kind,
    /// What is to be done, where it is said.
    pub verb: Option<Verb>,
    /// Nothing stands between it and the clause before: no mark, no blank, no bracket. Never
    /// set on a display period, since 10个工作日内公示7个工作日 is whole.
    pub glued: bool,
}

/// The types of clause. The letters are those of the law tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// **P** publish (or answer) within the period after the trigger. Regulation on the
    /// Disclosure of Government Information, Article 26: 20 working days.
    Within(Period),
    /// **D** shown or open to comment for a period (公示, 公告, 征求意见); says nothing on when.
    Display(Display),
    /// **E** a period before an event: 采购活动开始前30日, 提前一周.
    Lead(DeadlineLead),
    /// **F** a day of the calendar: 每年1月31日前, 6月底前.
    Date(DeadlineDate),
    /// **R** a rhythm: 每季度, 至少1次/半年, 次月5号前.
    Recurring(Rhythm),
    /// Together with something else: 与规范性文件同步发布, 随同预算公开.
    Together(TermsTogether),
    /// No bound: 及时公开, 实时, 长期公开, 按规定公开. 及时 behind a period belongs to that period
    /// and is none.
    Vague(Vague),
    /// The period before may be prolonged by this much: 可延长7个工作日.
    Extension(Period),
    /// As the row above: 同上, 〃.
    Ditto,
}

/// A length of time as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// How many; the larger one of 7至15日; 0 for 当日, 1 for 次日. 半年 is 6 months, 半个月 15 days,
    /// 一个半月 45, 一年半 18 months.
    pub amount: u32,
    /// The smaller one of a stretch such as 7至15日, 15日至20个工作日, 15个或者20个工作日.
    pub low: Option<(u32, DeadlineUnit)>,
    /// Of what.
    pub unit: DeadlineUnit,
    /// The amount is not exact: 约20日, 20日左右, 力争5日, 三五天.
    pub about: bool,
    /// How the amount is written.
    pub numeral: DeadlineNumeral,
    /// Amount and unit, without 内.
    pub range: Range<usize>,
    /// The digits or numerals.
    pub amount_range: Range<usize>,
    /// The unit with its 个: 个工作日, 日, 个月.
    pub unit_range: Range<usize>,
}

/// Units of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DeadlineUnit {
    /// 小时
    Hour,
    /// 工作日
    WorkingDay,
    /// 日, 天, 自然日. In an act without a counting clause these are calendar days
    /// (Budget Law, Article 14).
    Day,
    /// 周, 星期
    Week,
    /// 个月
    Month,
    /// 季度
    Quarter,
    /// 年
    Year,
}

/// How a number is written (GB/T 15835: Arabic digits for measures, one style in a text).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DeadlineNumeral {
    /// 20
    Arabic,
    /// ２０, or digits of both widths
    FullWidth,
    /// 二十, 两
    Chinese,
    /// A word that is no plain number: 半年, 一个半月, 1.5个月, 当日.
    Word,
}

/// The event that the time is counted from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trigger {
    /// All of it: 自该政府信息形成或者变更之日起.
    pub range: Range<usize>,
    /// The event alone: 该政府信息形成或者变更.
    pub event: Range<usize>,
    /// What sort of event that is.
    pub kind: Event,
    /// Set where it is malformed in a way that has one cure.
    pub repair: Option<Repair>,
}

/// The one cure of a malformed trigger: put `text` in place of `range`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// What to replace; empty where something is to be inserted.
    pub range: Range<usize>,
    /// What to put there: 之日起, 起, or 成 for the 式 of 形式.
    pub text: &'static str,
}

/// Sorts of events that acts and catalogs count from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Event {
    /// 形成或者变更, 产生或变更, 获取（形成变更）: the trigger of the Regulation, Article 26.
    FormedOrChanged,
    /// 形成, 产生 alone.
    Formed,
    /// 变更, 更新, 调整 alone.
    Changed,
    /// 制作, 制定, 获取, alone or together.
    MadeOrObtained,
    /// 作出决定, 决策作出, 处罚决定形成.
    Decided,
    /// 结果确定, 中标人确定.
    Determined,
    /// 批准, 批复, 审批 by whom is not said, or by another body.
    Approved,
    /// 人民代表大会或其常务委员会批准 (Budget Law, Article 14(1)).
    ApprovedByCongress,
    /// 财政部门批复 (Budget Law, Article 14(2)).
    ApprovedByFinance,
    /// 收到申请, 接到申请, 受理: the trigger of the Regulation, Article 33.
    RequestReceived,
    /// 收到 something else: 收到征地批准文件, 下发至本单位.
    Received,
    /// 公告, 公布, 发布, 公开 of something else.
    Announced,
    /// 合同签订.
    Signed,
    /// 文件印发, 下发.
    Issued,
    /// 结束, 期满, 终了, 完成.
    Ended,
    /// Any other; see [`Trigger::event`].
    Other,
}

/// A display or comment period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Display {
    /// What is done.
    pub show: Show,
    /// The word that says so: 公示期, 征求意见期限.
    pub word: Option<Range<usize>>,
    /// How long; absent where 公示 or 征求意见 stands without.
    pub period: Option<Period>,
    /// 不少于, 不得少于, 至少, 以上.
    pub at_least: bool,
}

/// Ways to put something before the public for a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Show {
    /// 公示
    Notice,
    /// 公告
    Announcement,
    /// 征求意见, 意见征集
    Consultation,
    /// 公开不少于…, or only 不少于…
    Publication,
}

/// A time before an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineLead {
    /// The event: 采购活动开始. Absent in a bare 提前一周.
    pub event: Option<Range<usize>>,
    /// How long before it.
    pub period: Period,
}

/// Publication together with something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermsTogether {
    /// With what; absent in a bare 同步公开.
    pub with: Option<Range<usize>>,
    /// The widest gap: 时间跨度不超过5个工作日.
    pub within: Option<Period>,
}

/// A word that sets no bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vague {
    /// Where it stands.
    pub word: Range<usize>,
    /// What it is about.
    pub sort: Vagueness,
}

/// Sorts of vague words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Vagueness {
    /// 及时, 即时, 立即, 尽快, 适时
    Promptly,
    /// 实时
    RealTime,
    /// 随时, 动态
    AnyTime,
    /// 长期, 永久, 常年
    LongTerm,
    /// 定期, 不定期
    Regularly,
    /// 按规定, 按要求, 按实际, 依法
    AsRequired,
}

/// A day of the calendar, or of a cycle. At least one of `month` and `day` is there, or the
/// date is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeadlineDate {
    /// Of which year.
    pub year: Year,
    /// Of which month.
    pub month: Option<Month>,
    /// Which day.
    pub day: Option<DeadlineDay>,
    /// 前, 之前: by that day; else on or in it.
    pub by: bool,
    /// The first day of a stretch: 1月1日至6月30日, 每月1至5日.
    pub from: Option<(Option<Month>, Option<DeadlineDay>)>,
}

/// Year of a [`DeadlineDate`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Year {
    /// Not said.
    Open,
    /// 每年
    Each,
    /// 当年, 本年
    This,
    /// 次年, 下一年度
    Next,
    /// 2025年
    Number(u16),
}

/// Month of a [`DeadlineDate`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Month {
    /// 1 to 12.
    Number(u8),
    /// 当月; 当周 where the day is a weekday.
    This,
    /// 次月; 次周 where the day is a weekday.
    Next,
    /// The first, second or third month of the quarter.
    OfQuarter(u8),
    /// The whole quarter, 1 to 4.
    Quarter(u8),
    /// 上半年 1, 下半年 2.
    Half(u8),
}

/// Day of a [`DeadlineDate`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DeadlineDay {
    /// 1 to 31.
    Number(u8),
    /// 上旬, 初: the first ten days.
    Early,
    /// 中旬
    Middle,
    /// 下旬
    Late,
    /// 底, 末
    End,
    /// 1 Monday to 7 Sunday.
    Weekday(u8),
    /// 第5个工作日
    WorkingDay(u8),
}

/// A rhythm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rhythm {
    /// Length of a cycle in units: 1 in 每季度, 3 in 每3个月. 半年 is 6 months.
    pub every: u32,
    /// Unit of the cycle.
    pub unit: DeadlineUnit,
    /// How often in a cycle.
    pub times: u32,
    /// 至少, 不少于, 以上.
    pub at_least: bool,
    /// On which day of the cycle.
    pub day: Option<DeadlineDate>,
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verb {
    /// 公开, 公布, 公告, 发布
    Publish,
    /// 公示, with no display period of its own: 7个工作日内公示
    Display,
    /// 征求意见
    Consult,
    /// 更新, 调整
    Update,
    /// 答复, 提供, 告知
    Answer,
}
