//! The words in front of an anchor: where they begin, which of them only fill, and which turn a
//! period into another kind.

use super::number::run_end;
use super::scan::{Chars, ScanPart, ScanWords, is_full_stop, is_mark, words};
use super::subject::{DeadlineSubject, subject};
use super::{Show, Trigger};

/// What stands in front of a period.
pub(super) struct LeftOfAnchor {
    /// Where the clause begins.
    pub(super) start: usize,
    pub(super) scope: Option<ScanPart>,
    pub(super) trigger: Option<Trigger>,
    /// Words between the trigger and the period that were not understood.
    pub(super) gap: Option<ScanPart>,
    pub(super) mode: AnchorMode,
    pub(super) bound: AnchorBound,
}

/// What the words directly before an amount say of it.
#[derive(Clone, Copy, Default)]
pub(super) struct AnchorBound {
    /// 不少于, 不得少于, 至少
    pub(super) at_least: bool,
    /// 约, 力争
    pub(super) about: bool,
}

/// What the words directly before a period make of it.
pub(super) enum AnchorMode {
    Plain,
    /// 公示期, 征求意见期限
    Display(Show, ScanPart),
    /// 提前, 采购活动开始前
    Lead(Option<ScanPart>),
    /// 可延长
    Extension,
}

/// No real clause has more words in front; it also keeps the reader linear where one anchor
/// after the other turns out to be none.
const LONGEST: usize = 240;
/// Words that set a lower bound.
const AT_LEAST: ScanWords<()> = words![
    "不得少于",
    "不应少于",
    "应不少于",
    "不少于",
    "不得低于",
    "不低于",
    "不得短于",
    "不短于",
    "至少",
    "最少",
    "最短",
    "不得小于",
    "不小于",
    "≥",
];
/// Words that make an amount an aim or an estimate.
const ABOUT: ScanWords<()> = words!["大约", "大概", "约为", "约", "力争", "争取", "尽量", "尽可能", "预计"];
/// Words between trigger and amount that add nothing.
const FILLERS: ScanWords<()> = words![
    "不得超过",
    "不超过",
    "不得迟于",
    "不迟于",
    "不得晚于",
    "不晚于",
    "不得多于",
    "不多于",
    "不得高于",
    "不高于",
    "不大于",
    "至多",
    "至长",
    "最长",
    "最多",
    "最迟在",
    "最迟于",
    "最迟",
    "至迟在",
    "至迟于",
    "至迟",
    "最晚在",
    "最晚于",
    "最晚",
    "截至",
    "截止到",
    "截止至",
    "控制在",
    "小于",
    "低于",
    "少于",
    "≤",
    "≦",
    "<",
    "原则上",
    "一般",
    "通常",
    "一律",
    "应当在",
    "应当于",
    "应在",
    "应于",
    "须在",
    "须于",
    "必须在",
    "应当",
    "必须",
];
/// The same of one character: see [`short_filler`].
const SHORT_FILLERS: ScanWords<()> = words!["应", "须", "需", "可", "将", "在", "于", "的", "按"];
/// What makes a period an extension of the one before.
const EXTENSIONS: &[&str] = &[
    "延长答复的期限",
    "延长答复期限",
    "延长的期限",
    "延长期限",
    "延长时限",
    "延长时间",
    "延长答复",
    "延长期",
    "延长",
    "延期",
];
/// Names of the column, which are no scope.
const LABELS: ScanWords<()> = words!["信息公开时限", "公开时限", "公开期限", "办理时限", "时限要求", "时限", "期限"];
/// Words for putting something before the public for a time.
const DISPLAYS: ScanWords<Show> = ScanWords::new(&[
    ("公开征求意见", Show::Consultation),
    ("公开征集意见", Show::Consultation),
    ("征求意见", Show::Consultation),
    ("征集意见", Show::Consultation),
    ("意见征集", Show::Consultation),
    ("意见征求", Show::Consultation),
    ("意见反馈", Show::Consultation),
    ("征求公众意见", Show::Consultation),
    ("征求社会意见", Show::Consultation),
    ("公示公告", Show::Notice),
    ("公示", Show::Notice),
    ("公告", Show::Announcement),
]);
/// Words for a length of time behind them.
const DURATIONS: ScanWords<()> = words!["期限", "时间", "时限", "时长", "周期", "期间", "期"];

/// The display word that the part ends in, 期限 included, and where it begins.
pub(super) fn display_word(s: &Chars, (lo, hi): ScanPart) -> Option<(Show, ScanPart)> {
    let end = s.ends_word((lo, hi), &DURATIONS).map_or(hi, |((), start)| start);
    let (show, start) = s.ends_word((lo, end), &DISPLAYS)?;
    // 自公告7个工作日内 counts from the notice.
    (end < hi || !matches!(s.before(start), '自' | '从')).then_some((show, (start, hi)))
}

/// Reads the words in `lo..hi` in front of a period.
pub(super) fn before_period(s: &Chars, lo: usize, hi: usize) -> LeftOfAnchor {
    let (start, from) = context(s, lo, hi);
    let mut bound = AnchorBound::default();
    let end = strip_fillers(s, (from, hi), &mut bound);
    let (mut mode, rest) = mode(s, (from, end), bound.at_least).unwrap_or((AnchorMode::Plain, end));
    let rest = match mode {
        AnchorMode::Plain => rest,
        _ => strip_fillers(s, (from, rest), &mut bound),
    };
    let DeadlineSubject { mut scope, mut trigger, lost, gap } = subject(s, (from, rest));
    // 公示期限自发布之日起7日: the display word stands before the trigger.
    if let (AnchorMode::Plain, Some(part)) = (&mode, scope)
        && s.at(part.1) != ':'
        && let Some((show, word)) = display_word(s, part)
    {
        mode = AnchorMode::Display(show, word);
        scope = some_words(s, (part.0, word.0));
    }
    // Only a limit says by its amount that 形成 in front of it counts.
    if (bound.at_least || !matches!(mode, AnchorMode::Plain)) && lost {
        (scope, trigger) = (some_words(s, (from, rest)), None);
    }
    LeftOfAnchor { start, scope, trigger, gap, mode, bound }
}

/// Reads the words in `lo..hi` in front of anything but a period; the start comes first.
pub(super) fn before_other(s: &Chars, lo: usize, hi: usize) -> (usize, DeadlineSubject) {
    let (start, from) = context(s, lo, hi);
    let end = strip_fillers(s, (from, hi), &mut AnchorBound::default());
    let found = subject(s, (from, end));
    if found.lost {
        return (start, DeadlineSubject { scope: some_words(s, (from, end)), ..DeadlineSubject::default() });
    }
    (start, found)
}

/// Where the clause with the anchor at `hi` begins, and all its words in front as one scope.
pub(super) fn all_before(s: &Chars, lo: usize, hi: usize) -> (usize, Option<ScanPart>) {
    let (start, from) = context(s, lo, hi);
    (start, some_words(s, (from, hi)))
}

/// Behind the last comma or colon of the part.
pub(super) fn last_piece(s: &Chars, (lo, hi): ScanPart) -> usize {
    (lo..hi).rev().find(|&i| matches!(s.at(i), ',' | ':')).map_or(lo, |i| i + 1)
}

/// Where the clause with the anchor at `hi` begins, and where its words do: behind the last full
/// stop, the last open bracket and the item's number; the words also behind 其中 and the like.
fn context(s: &Chars, lo: usize, hi: usize) -> (usize, usize) {
    let lo = lo.max(hi.saturating_sub(LONGEST));
    let mut start = lo;
    let mut open = None;
    let mut comma = None;
    for i in lo..hi {
        match s.at(i) {
            c if is_full_stop(c) => (start, open) = (i + 1, None),
            '(' | '[' => open = Some(i + 1),
            ')' | ']' if open.take().is_none() => start = i + 1,
            ',' if comma.is_none() => comma = Some(i),
            _ => {}
        }
    }
    start = start.max(open.unwrap_or(start));
    // 7个工作日内公示中标候选人，公示期…: what follows a verb without a mark is its object.
    if start == lo
        && lo > 0
        && !is_mark(s.at(lo))
        && !s.gap(lo)
        && let Some(comma) = comma.filter(|&comma| !matches!(s.before(comma), '起' | '后'))
    {
        start = comma + 1;
    }
    let start = skip_number(s, start, hi);
    (start, skip_lead(s, start, hi))
}

/// Skips marks and an item's number.
fn skip_number(s: &Chars, mut lo: usize, hi: usize) -> usize {
    loop {
        while lo < hi && is_mark(s.at(lo)) && !is_kept(s.at(lo)) {
            lo += 1;
        }
        let number = s.after(lo, "(").unwrap_or(lo);
        let run = run_end(s, number);
        if run == number || run >= hi || !matches!(s.at(run), '.' | '、' | ')') {
            return lo.min(hi);
        }
        lo = run + 1;
    }
}

/// Marks that may open the words of a clause.
fn is_kept(c: char) -> bool {
    matches!(c, '《' | '“' | '〈' | '(' | '≥' | '≤')
}

/// Skips connectives (其中, or 和 right before the anchor) and the name of the column.
fn skip_lead(s: &Chars, mut lo: usize, hi: usize) -> usize {
    loop {
        let before = lo;
        lo = skip_number(s, lo, hi);
        if let Some(end) = s.any(lo, &["其中", "但是", "对于"]).filter(|&end| end <= hi) {
            lo = end;
        }
        if let Some(end) = s.any(lo, &["以及", "或者", "和", "及", "或"]).filter(|&end| end == hi) {
            lo = end;
        }
        if let Some(((), end)) = s.word(lo, &LABELS).filter(|&(_, end)| end <= hi) {
            let link = s.any(end, &[":", "应为", "为", "是"]).filter(|&end| end <= hi);
            lo = link.or((end == hi).then_some(hi)).unwrap_or(lo);
        }
        if lo == before || lo >= hi {
            return lo.min(hi);
        }
    }
}

fn strip_fillers(s: &Chars, (lo, mut hi): ScanPart, bound: &mut AnchorBound) -> usize {
    loop {
        let part = (lo, hi);
        if let Some(((), start)) = s.ends_word(part, &AT_LEAST) {
            bound.at_least = true;
            hi = start;
        } else if s.ends_any(part, &["公示满", "公告满"]).is_some() {
            bound.at_least = true;
            hi -= 1;
        } else if let Some(start) = about(s, part) {
            bound.about = true;
            hi = start;
        } else if let Some(((), start)) = s.ends_word(part, &FILLERS) {
            hi = start;
        } else if let Some(start) = short_filler(s, part) {
            hi = start;
        } else if hi > lo && s.at(hi - 1) == ',' {
            hi -= 1;
        } else {
            return hi;
        }
    }
}

/// 约, 力争, but never 预约, 合约.
fn about(s: &Chars, part: ScanPart) -> Option<usize> {
    let ((), start) = s.ends_word(part, &ABOUT)?;
    (start == part.0 || !"预合签违节契公条集制特".contains(s.before(start))).then_some(start)
}

/// One-character fillers only where no word can end in them: never 许可, 供应, 存在, 行为.
fn short_filler(s: &Chars, (lo, hi): ScanPart) -> Option<usize> {
    if let Some(start) = s.ends_any((lo, hi), &["为", "是"]) {
        let safe = "限期间度长起后示告:,".contains(s.before(start)) || start == lo;
        return safe.then_some(start);
    }
    if let Some(start) = s.ends((lo, hi), "在").filter(|&start| !"所存现内潜正旨实".contains(s.before(start)))
    {
        return Some(start);
    }
    let ((), start) = s.ends_word((lo, hi), &SHORT_FILLERS)?;
    (start == lo || "起后,限期间示告:".contains(s.before(start))).then_some(start)
}

/// What the end of the part makes of the period, and where the words before that end.
fn mode(s: &Chars, (lo, hi): ScanPart, at_least: bool) -> Option<(AnchorMode, usize)> {
    let part = (lo, hi);
    if let Some(start) = s.ends_any(part, EXTENSIONS) {
        let may = &["可以适当", "可以", "可适当", "可再", "可", "适当", "再"];
        return Some((AnchorMode::Extension, s.ends_any((lo, start), may).unwrap_or(start)));
    }
    if let Some(start) = s.ends(part, "提前") {
        let event = s.trim((event_start(s, (lo, start)), start));
        return Some((AnchorMode::Lead((event.0 < event.1).then_some(event)), event.0));
    }
    // Not 目前, 当前, 日前; but 起始日前.
    let day = |i| s.ends_any((lo, i), &["起始日", "开始日", "截止日", "到期日", "施行日", "开标日", "之日"]).is_some();
    let bare = || {
        let other = |i| matches!(s.before(i), '目' | '当' | '提') || (s.before(i) == '日' && !day(i));
        s.ends(part, "前").filter(|&i| !other(i))
    };
    if let Some(start) = s.ends_any(part, &["之前", "以前"]).or_else(bare) {
        let event = s.trim((event_start(s, (lo, start)), start));
        return (event.0 < event.1).then_some((AnchorMode::Lead(Some(event)), event.0));
    }
    // 公示期：7天
    let (end, colon) = match s.at(hi.wrapping_sub(1)) {
        ':' if hi > lo => (hi - 1, true),
        _ => (hi, false),
    };
    if let Some((show, word)) = display_word(s, (lo, end)) {
        return Some((AnchorMode::Display(show, word), word.0));
    }
    // 公开期限：20个工作日 is a limit, 公开期限不少于20个工作日 is none.
    let shown = ["公开期限", "公开时间", "公开期", "公开"];
    let kept = ["公开时长", "有效期限", "有效期", "保留期限", "保留时间", "保留", "保存"];
    let start = match s.ends_any((lo, end), &kept) {
        None if at_least && !colon => s.ends_any(part, &shown)?,
        start => start?,
    };
    Some((AnchorMode::Display(Show::Publication, (start, end)), start))
}

/// Where the event of a lead time begins: behind the last comma or colon, and behind 不得晚于.
fn event_start(s: &Chars, (lo, hi): ScanPart) -> usize {
    const LINKS: &[&str] =
        &["不得晚于", "不晚于", "不得迟于", "不迟于", "早于", "应当在", "应在", "须在", "最迟在", "最迟于", "在", "于"];
    let lo = last_piece(s, (lo, hi));
    let link = |i| {
        let end = s.any(i, LINKS).filter(|&end| end < hi)?;
        // 在 and 于 only at the front: they also stand within words.
        (i == lo || end > i + 1).then_some(end)
    };
    (lo..hi).rev().find_map(link).unwrap_or(lo)
}

/// The part without marks, numbers and connectives around it, if any words are left.
pub(super) fn some_words(s: &Chars, (lo, hi): ScanPart) -> Option<ScanPart> {
    let (lo, mut hi) = s.trim((skip_lead(s, lo, hi), hi));
    // 财政专户资金应｜每月公布, but never 响应, 供应.
    while let Some(start) = s.ends_any((lo, hi), &["应当", "应", "均"])
        && !"响供反对相适效平".contains(s.before(start))
    {
        hi = s.trim((lo, start)).1;
    }
    (lo < hi).then_some((lo, hi))
}
