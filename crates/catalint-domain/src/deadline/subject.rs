//! Scope and trigger: for what a clause holds, and what it is counted from.

use super::amount::amount;
use super::before_anchor::{last_piece, some_words};
use super::event::{classify, is_bare_event, is_event, misspelt_formed};
use super::number::is_digit;
use super::scan::{Chars, ScanPart, ScanWords, words};
use super::{Repair, Trigger};

/// Scope and trigger as they were found.
#[derive(Default)]
pub(super) struct DeadlineSubject {
    pub(super) scope: Option<ScanPart>,
    pub(super) trigger: Option<Trigger>,
    /// Nothing whole says 之日起 or 后.
    pub(super) lost: bool,
    /// Words behind the trigger that were not understood.
    pub(super) gap: Option<ScanPart>,
}

/// What ends a trigger.
const ENDERS: ScanWords<Ender> = ScanWords::new(&[
    ("之日起计算", Ender::Whole),
    ("之日起算", Ender::Whole),
    ("之日起计", Ender::Whole),
    ("之日起", Ender::Whole),
    ("之日其", Ender::Garbled),
    ("之日后", Ender::Whole),
    ("之时起", Ender::Whole),
    ("当日起", Ender::Whole),
    ("次日起", Ender::Whole),
    ("日起", Ender::DayOn),
    ("之起", Ender::Garbled),
    ("之日", Ender::Cut),
    ("以后", Ender::Whole),
    ("之后", Ender::Whole),
    ("起算", Ender::Whole),
    ("起", Ender::Whole),
    ("后", Ender::Whole),
]);

/// Scope and trigger in the words that are left.
pub(super) fn subject(s: &Chars, (lo, mut hi): ScanPart) -> DeadlineSubject {
    let colon = (lo..hi).rev().find(|&i| s.at(i) == ':');
    let (mut lo, mut scope) = match colon {
        Some(i) => (i + 1, some_words(s, (lo, i))),
        None => (lo, None),
    };
    let widen = |scope: Option<ScanPart>, end: usize| some_words(s, (scope.map_or(lo, |(start, _)| start), end));
    while hi > lo && matches!(s.at(hi - 1), ',' | '、') {
        hi -= 1;
    }
    let comma = (lo..hi).rev().find(|&i| s.at(i) == ',');
    if let Some(i) = comma {
        let last = trigger(s, (i + 1, hi));
        if last.trigger.is_none()
            && s.ends_any((lo, i), &["之日起", "起"]).is_some()
            && let DeadlineSubject { scope: before, trigger: Some(found), .. } = trigger(s, (last_piece(s, (lo, i)), i))
        {
            return DeadlineSubject { scope: before.or(scope), trigger: Some(found), ..DeadlineSubject::default() };
        }
        scope = widen(scope, i);
        lo = i + 1;
    }
    let found = trigger(s, (lo, hi));
    let scope = match (scope, found.scope) {
        (Some(outer), Some(own)) => Some((outer.0, own.1)),
        (outer, own) => outer.or(own),
    };
    DeadlineSubject { scope, ..found }
}

/// A trigger at the end of the part, and the scope in front of it.
pub(super) fn trigger(s: &Chars, part: ScanPart) -> DeadlineSubject {
    let (lo, hi) = s.trim(part);
    let mark = marker(s, (lo, hi));
    let (mut start, mut event_start) = mark.unwrap_or((lo, lo));
    let since = mark.is_some_and(|(_, event)| matches!(s.before(event), '自' | '从'));
    let of = |end| ender(s, (event_start, end)).map(|(event, cure)| (event, cure.is_some(), cure, end));
    let lost = || lost_ender(s, (event_start, hi), since).map(|(event, cure)| (event, true, cure, hi));
    let Some((event_end, lost, mut repair, end)) =
        of(hi).or_else(|| early_end(s, (event_start, hi)).and_then(of)).or_else(lost)
    else {
        return DeadlineSubject { scope: some_words(s, (lo, hi)), ..DeadlineSubject::default() };
    };
    if mark.is_none()
        && let Some(end) = remainder_noun(s, (lo, event_end))
    {
        (start, event_start) = (end, end);
    }
    let scope = some_words(s, (lo, start));
    let event = s.trim((event_start, event_end));
    if event.0 >= event.1 {
        // 之日起20个工作日: the event itself is lost.
        return DeadlineSubject { scope, ..DeadlineSubject::default() };
    }
    if repair.is_none() {
        repair = misspelt_formed(s, event).map(|i| Repair { range: s.bytes((i + 1, i + 2)), text: "成" });
    }
    let (range, kind) = (s.bytes((start, end)), classify(s, event));
    let trigger = Some(Trigger { range, event: s.bytes(event), kind, repair });
    DeadlineSubject { scope, trigger, lost, gap: some_words(s, (end, hi)) }
}

/// Where a whole trigger ends of which other words follow: 自信息形成之日起｜由办公室.
fn early_end(s: &Chars, (lo, hi): ScanPart) -> Option<usize> {
    const WHOLE: ScanWords<()> = words!["之日起算", "之日起计算", "之日起", "日起", "之后", "以后"];
    (lo + 1..hi).rev().find(|&end| s.ends_word((lo, end), &WHOLE).is_some_and(|((), start)| start > lo))
}

/// 其他相关信息形成…: the noun with 其他 is the scope, up to its last character.
fn remainder_noun(s: &Chars, (lo, hi): ScanPart) -> Option<usize> {
    s.any(lo, &["其他", "其它", "其余"])?;
    let end = ["信息", "事项", "内容"].iter().find_map(|noun| {
        let at = s.find((lo, hi), noun)?;
        Some(at + 2)
    })?;
    (end < hi).then_some(end)
}

/// 自, 从, 在 before the event: where the marker begins and where the event does.
fn marker(s: &Chars, (lo, hi): ScanPart) -> Option<(usize, usize)> {
    (lo..hi).find_map(|i| {
        let at = s.any(i, &["应当", "应", "必须", "须"]).unwrap_or(i);
        let (next, before) = (s.at(at + 1), s.before(at));
        let real = match s.at(at) {
            '自' => {
                s.any(at, &["自行政", "自主管", "自治安"]).is_some()
                    || (!"然己行主治动愿律觉助身筹由查来".contains(next) && !"各亲独擅来".contains(before))
            }
            '从' => !"业事属严重轻而快优紧".contains(next) && !"服随遵".contains(before),
            '在' => !"线建册校职编岗押途即于一".contains(next) && !"所存现正内旨实".contains(before),
            '于' => at == lo,
            _ => false,
        };
        (real && at + 1 < hi).then_some((i, at + 1))
    })
}

/// How whole the words are that end a trigger.
#[derive(Clone, Copy)]
enum Ender {
    /// 之日起, 后
    Whole,
    /// 日起, whose 日 may be that of a date
    DayOn,
    /// 之日 without 起
    Cut,
    /// 之日其, 之起
    Garbled,
}

/// 之日起, 后 and their kin at the end: where the event ends, and the cure of a damaged one.
fn ender(s: &Chars, (lo, hi): ScanPart) -> Option<(usize, Option<Repair>)> {
    let (ender, end) = s.ends_word((lo, hi), &ENDERS)?;
    let whole = s.bytes((end, hi));
    match ender {
        Ender::Whole => Some((end, None)),
        Ender::DayOn => Some((end + usize::from(is_digit(s.before(end))), None)),
        Ender::Cut => Some((end, Some(Repair { range: whole.end..whole.end, text: "起" }))),
        Ender::Garbled => Some((end, Some(Repair { range: whole, text: "之日起" }))),
    }
}

/// The event of a trigger whose 之日起 is lost, and what puts it back.
fn lost_ender(s: &Chars, (lo, hi): ScanPart, since: bool) -> Option<(usize, Option<Repair>)> {
    // 信息形成个20个工作日内
    if !holds_time(s, (lo, hi))
        && let Some(end) = s.ends((lo, hi), "个").filter(|&end| is_bare_event(s, (lo, end)))
    {
        return Some((end, Some(Repair { range: s.bytes((end, hi)), text: "之日起" })));
    }
    let bare = is_bare_event(s, (lo, hi));
    if lo >= hi || !(since || bare) {
        return None;
    }
    // What is mended was read whole: a verb at the end, no number and no 起 or 后 before it.
    let whole = (bare || is_event(s, (lo, hi))) && !holds_time(s, (lo, hi));
    let at = s.bytes((lo, hi)).end;
    Some((hi, whole.then_some(Repair { range: at..at, text: "之日起" })))
}

/// Whether words of time or of counting stand in the part.
fn holds_time(s: &Chars, (lo, hi): ScanPart) -> bool {
    const TIMES: ScanWords<()> = words!["起", "后", "之日", "期限", "约", "至多", "最多", "最迟", "不超过", "至少"];
    (lo..hi).any(|i| s.word(i, &TIMES).is_some() || (is_digit(s.at(i)) && amount(s, i).is_some()))
}
