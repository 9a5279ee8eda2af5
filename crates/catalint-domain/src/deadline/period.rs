//! What an amount of time means by the words around it.

use super::after_anchor::{as_verb, closing, reversed};
use super::amount::Amount;
use super::before_anchor::{AnchorMode, LeftOfAnchor, before_period};
use super::number::is_digit;
use super::read::{ClauseDraft, DeadlineReader};
use super::scan::{Chars, ScanPart};
use super::{DeadlineLead, DeadlineUnit, Display, Kind, Show};

/// The words directly behind an amount.
struct Right {
    /// 后
    after: Option<usize>,
    /// 前
    before: Option<usize>,
    /// 以上
    more: bool,
    /// 内, 以下
    inside: bool,
    /// 左右
    about: bool,
    /// Behind 内 or 以上, if there; else behind the amount.
    end: usize,
}

impl Right {
    fn of(s: &Chars, end: usize) -> Self {
        let about = s.any(end, &["左右", "上下", "前后"]);
        let end = about.unwrap_or(end);
        // 20个工作日（不含节假日）内
        let end = bracket(s, end).filter(|&behind| s.any(behind, &["以内", "之内", "内"]).is_some()).unwrap_or(end);
        let more = s.any(end, &["及以上", "以上"]);
        let inside = s.any(end, &["以内", "之内", "内", "及以下", "以下", "之间"]);
        Self {
            after: s.any(end, &["之后", "以后", "后"]),
            before: s.any(end, &["之前", "以前", "前"]),
            more: more.is_some(),
            inside: inside.is_some(),
            about: about.is_some(),
            end: more.or(inside).unwrap_or(end),
        }
    }
}

/// Behind a short remark in brackets that holds no number.
fn bracket(s: &Chars, i: usize) -> Option<usize> {
    const LONGEST: usize = 14;
    let open = s.after(i, "(")?;
    let close = (open..open + LONGEST).find(|&at| s.at(at) == ')')?;
    (!(open..close).any(|at| is_digit(s.at(at)) || matches!(s.at(at), '起' | '(' | '\0'))).then_some(close + 1)
}

impl DeadlineReader<'_> {
    /// The clause with the amount at `i`.
    pub(super) fn period(&self, i: usize, amount: Amount) -> Option<ClauseDraft> {
        let s = self.s;
        let mut left = before_period(s, self.floor, i);
        let right = Right::of(s, amount.end);
        if amount.is_day_word() {
            // 文件印发当日, 审批次日 need no 之日起.
            left.trigger.iter_mut().for_each(|trigger| trigger.repair = None);
        }
        let (kind, end) = kind(s, &mut left, &right, &amount)?;
        let bounded = end > amount.end;
        let (mut verb, mut end) = closing(s, end);
        // 24小时热线, 7日均价: no limit.
        let limit = matches!(kind, Kind::Within(_));
        let ends = bounded || amount.unit == DeadlineUnit::WorkingDay || verb.is_some() || s.stop(end) || s.gap(end);
        if limit && !ends {
            return None;
        }
        if limit && left.trigger.is_none() {
            if let Some((found, close)) = reversed(s, end) {
                (left.trigger, end) = (Some(found), close);
                if verb.is_none() {
                    (verb, end) = closing(s, end);
                }
            }
            // 公开20个工作日: the verb stands in front.
            if verb.is_none()
                && let Some(part) = left.scope
                && s.at(part.1) != ':'
                && let Some(found) = as_verb(s, part)
            {
                (left.scope, verb) = (None, Some(found));
            }
        }
        let LeftOfAnchor { start, scope, trigger, gap, .. } = left;
        Some(ClauseDraft { start, end, scope, trigger, gap, kind, verb })
    }
}

/// The kind, and where its words end; none where the amount is no deadline.
fn kind(s: &Chars, left: &mut LeftOfAnchor, right: &Right, amount: &Amount) -> Option<(Kind, usize)> {
    let period = amount.period(s, left.bound.about || right.about);
    let at_least = left.bound.at_least || right.more;
    // 公示当日, 会议前当日
    if amount.value == 0 && (at_least || right.before.is_some() || !matches!(left.mode, AnchorMode::Plain)) {
        return None;
    }
    let lead =
        |event: Option<ScanPart>, period| Kind::Lead(DeadlineLead { event: event.map(|part| s.bytes(part)), period });
    Some(match left.mode {
        // 征收土地公告10个工作日内: to announce is rather to publish, and 内 says that it is.
        AnchorMode::Display(Show::Announcement, word) if right.inside && !at_least && word.1 - word.0 == 2 => {
            left.scope = Some((left.scope.map_or(word.0, |scope| scope.0), word.1));
            (Kind::Within(period), right.end)
        }
        AnchorMode::Display(show, word) => {
            let display = Display { show, word: Some(s.bytes(word)), period: Some(period), at_least };
            (Kind::Display(display), right.after.unwrap_or(right.end))
        }
        // 满30日后: a wait, not a limit.
        _ if right.after.is_some() => return None,
        AnchorMode::Extension => (Kind::Extension(period), right.end),
        AnchorMode::Lead(event) => (lead(event, period), right.end),
        AnchorMode::Plain => match right.before {
            Some(end) => {
                let event = left.scope.take().map(|part| (part.0, s.ends(part, "的").unwrap_or(part.1)));
                // 10日前 alone may be the tenth of a month.
                let sure = amount.unit != DeadlineUnit::Day || event.is_some_and(|part| is_action(s, part));
                if left.trigger.is_some() || !sure {
                    return None;
                }
                (lead(event, period), end)
            }
            None if at_least => {
                let display = Display { show: Show::Publication, word: None, period: Some(period), at_least };
                (Kind::Display(display), right.end)
            }
            None => (Kind::Within(period), right.end),
        },
    })
}

/// Whether the part names something that is held or begins: 听证会举行7日前.
fn is_action(s: &Chars, part: ScanPart) -> bool {
    const ACTIONS: &[&str] = &[
        "举行",
        "召开",
        "开始",
        "启动",
        "实施",
        "施行",
        "开标",
        "截止",
        "截止日",
        "之日",
        "会",
        "开展",
        "报批",
        "报送",
        "审批",
        "生效",
        "出让",
        "拍卖",
        "考试",
        "活动",
    ];
    s.ends_any(part, ACTIONS).is_some()
}
