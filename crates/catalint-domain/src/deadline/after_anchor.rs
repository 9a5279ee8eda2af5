//! The words behind an anchor: 内, a trigger in brackets, the verb.

use super::amount::amount;
use super::number::{is_numeral, number};
use super::scan::{Chars, ScanPart, ScanWords, is_full_stop, words};
use super::subject::{DeadlineSubject, trigger};
use super::{Trigger, Verb};

const ADVERBS: ScanWords<()> = words![
    "应当",
    "应",
    "须",
    "必须",
    "要",
    "及时",
    "主动",
    "依法",
    "依规",
    "依申请",
    "予以",
    "给予",
    "加以",
    "进行",
    "向社会公众",
    "面向社会",
    "向社会",
    "向公众",
    "向全社会",
    "对外",
    "全文",
    "统一",
    "集中",
    "单独",
    "另行",
    "逐步",
    "同步",
    "动态",
    "随时",
    "适时",
    "网上",
    "全面",
    "并",
    "可",
    "作出",
    "做好",
    "完成",
    "首次",
    "各",
    "分别",
    "均",
];
/// What may stand between 公示 and its length.
const BETWEEN: ScanWords<()> = words![
    "时间",
    "时长",
    "时限",
    "期限",
    "期间",
    "一般",
    "原则上",
    "应",
    "不得少于",
    "不少于",
    "不得低于",
    "不低于",
    "不超过",
    "至多",
    "至少",
    "最短",
    "约",
    "为",
    "是",
    ":",
    "≥",
];
const VERBS: ScanWords<Verb> = ScanWords::new(&[
    ("公开征求意见", Verb::Consult),
    ("征求意见", Verb::Consult),
    ("公开", Verb::Publish),
    ("公布", Verb::Publish),
    ("公示", Verb::Display),
    ("公告", Verb::Publish),
    ("发布", Verb::Publish),
    ("披露", Verb::Publish),
    ("上网", Verb::Publish),
    ("刊登", Verb::Publish),
    ("张贴", Verb::Publish),
    ("推送", Verb::Publish),
    ("通报", Verb::Publish),
    ("有效", Verb::Publish),
    ("保留", Verb::Publish),
    ("保存", Verb::Publish),
    ("更新", Verb::Update),
    ("调整", Verb::Update),
    ("维护", Verb::Update),
    ("完善", Verb::Update),
    ("修订", Verb::Update),
    ("答复", Verb::Answer),
    ("提供", Verb::Answer),
    ("告知", Verb::Answer),
    ("反馈", Verb::Answer),
    ("送达", Verb::Answer),
    ("办结", Verb::Answer),
]);

/// The verb at `i`, unless it is the head of a noun (公示栏, 公告牌) or of a display period.
pub(super) fn verb(s: &Chars, i: usize) -> Option<(Verb, usize)> {
    let (verb, end) = s.word(i, &VERBS)?;
    let noun = "栏牌网屏板会期后".contains(s.at(end))
        || s.any(end, &["专栏", "系统", "平台", "目录", "指南", "结束", "之日"]).is_some();
    (!noun && !starts_duration(s, end)).then_some((verb, end))
}

/// Whether a display period goes on at `i`: 公示｜时间不少于7日, 公示｜7个工作日.
fn starts_duration(s: &Chars, i: usize) -> bool {
    let mut at = i;
    for _ in 0..6 {
        match s.word(at, &BETWEEN) {
            Some(((), end)) => at = end,
            None => break,
        }
    }
    amount(s, at).is_some()
}

/// Adverbs and verbs at `i`: 予以公开, 及时向社会公布, 公布并更新. The first verb counts.
pub(super) fn verbs(s: &Chars, i: usize) -> Option<(Verb, usize)> {
    let (first, mut end) = verb(s, adverbs(s, i))?;
    // 公示、公布并及时更新
    for _ in 0..4 {
        let linked = s.any(end, &["并", "、", "和", "及", "或"]).map(|at| adverbs(s, at));
        // 公开随时公开: a second adverb without a link is a second statement.
        match verb(s, linked.unwrap_or(end)) {
            Some((_, next)) => end = next,
            None => break,
        }
    }
    Some((first, end))
}

/// The verb that the part is, adverbs aside, whatever stands behind it.
pub(super) fn as_verb(s: &Chars, (lo, hi): ScanPart) -> Option<Verb> {
    s.word(adverbs(s, lo), &VERBS).filter(|&(_, end)| end == hi).map(|(verb, _)| verb)
}

/// Behind 一次, where a date or a rhythm has said when: 每年上半年公开｜一次.
pub(super) fn once(s: &Chars, i: usize) -> usize {
    let at = s.any(i, &["各", "均"]).unwrap_or(i);
    let end = number(s, at).filter(|n| n.value == 1).and_then(|n| s.after(n.end, "次"));
    end.filter(|&end| s.stop(end) || verbs(s, end).is_some()).unwrap_or(i)
}

fn adverbs(s: &Chars, mut i: usize) -> usize {
    // 应当依法及时主动向社会统一公开 has six.
    for _ in 0..8 {
        match s.word(i, &ADVERBS) {
            Some(((), end)) => i = end,
            None => break,
        }
    }
    i
}

/// The verb behind a period, a date or a rhythm: 公开; 及时公开 even behind a comma; 在村公示栏公开.
pub(super) fn closing(s: &Chars, i: usize) -> (Option<Verb>, usize) {
    if let Some((verb, end)) = verbs(s, i) {
        return (Some(verb), end);
    }
    let at = s.after(i, ",").unwrap_or(i);
    if let Some((verb, end)) = verbs(s, at).filter(|&(_, end)| s.stop(end)) {
        return (Some(verb), end);
    }
    match placed(s, adverbs(s, at)) {
        Some((verb, end)) => (Some(verb), end),
        None => (None, i),
    }
}

/// 在村公示栏公开, 通过政府网站发布: a place and the verb at the end of the phrase.
fn placed(s: &Chars, i: usize) -> Option<(Verb, usize)> {
    let from = s.any(i, &["在", "通过"])?;
    for at in from..from + 24 {
        let c = s.at(at);
        let other = matches!(c, '\0' | ',' | ':') || is_full_stop(c) || "起后内前日".contains(c);
        if other || c.is_ascii_digit() || (is_numeral(c) && c != '一') {
            return None;
        }
        if let Some((verb, end)) = verbs(s, at).filter(|&(_, end)| s.stop(end) || s.gap(end)) {
            return Some((verb, end));
        }
    }
    None
}

/// A trigger behind the period: 20个工作日（自该政府信息形成或者变更之日起）.
pub(super) fn reversed(s: &Chars, i: usize) -> Option<(Trigger, usize)> {
    const LONGEST: usize = 60;
    let open = s.at(i) == '(';
    let from = if open { i + 1 } else { s.after(i, ",").unwrap_or(i) };
    if !open && !matches!(s.at(from), '自' | '从') {
        return None;
    }
    let mut depth = 0;
    for at in from..from + LONGEST {
        match s.at(at) {
            '(' => depth += 1,
            ')' if depth > 0 => depth -= 1,
            '起' | '后' if depth == 0 => {
                let end = s.any(at + 1, &["开始计算", "计算", "算", "计"]).unwrap_or(at + 1);
                let close = match (open, s.at(end)) {
                    (true, ')') => end + 1,
                    (true, ',') => end,
                    (false, _) if s.stop(end) => end,
                    _ => continue,
                };
                let DeadlineSubject { scope, trigger, gap, .. } = trigger(s, (from, at + 1));
                return trigger.filter(|_| scope.is_none() && gap.is_none()).map(|found| (found, close));
            }
            c if matches!(c, '\0' | ')') || is_full_stop(c) || c.is_ascii_digit() => return None,
            _ => {}
        }
    }
    None
}
