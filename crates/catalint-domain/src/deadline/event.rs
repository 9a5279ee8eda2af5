//! Which sort of event a trigger names.

use super::Event;
use super::scan::{Chars, ScanPart, ScanWords, words};

/// What a verb says before the context refines it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum VerbAct {
    Form,
    Change,
    Make,
    Decide,
    Determine,
    Approve,
    Receive,
    Accept,
    Announce,
    Sign,
    Issue,
    Reach,
    End,
}

/// Verbs of events. Chinese puts them at the end (信息形成) or at the front (收到申请).
const ACTS: ScanWords<VerbAct> = ScanWords::new(&[
    ("形成", VerbAct::Form),
    ("产生", VerbAct::Form),
    ("生成", VerbAct::Form),
    ("变更", VerbAct::Change),
    ("变化", VerbAct::Change),
    ("变动", VerbAct::Change),
    ("更新", VerbAct::Change),
    ("调整", VerbAct::Change),
    ("制作", VerbAct::Make),
    ("制定", VerbAct::Make),
    ("获取", VerbAct::Make),
    ("取得", VerbAct::Make),
    ("作出", VerbAct::Decide),
    ("做出", VerbAct::Decide),
    ("决定", VerbAct::Decide),
    ("确定", VerbAct::Determine),
    ("批准", VerbAct::Approve),
    ("批复", VerbAct::Approve),
    ("审批", VerbAct::Approve),
    ("审议通过", VerbAct::Approve),
    ("收到", VerbAct::Receive),
    ("接到", VerbAct::Receive),
    ("受理", VerbAct::Accept),
    ("公告", VerbAct::Announce),
    ("公布", VerbAct::Announce),
    ("公开", VerbAct::Announce),
    ("发布", VerbAct::Announce),
    ("公示", VerbAct::Announce),
    ("签订", VerbAct::Sign),
    ("签署", VerbAct::Sign),
    ("印发", VerbAct::Issue),
    ("下达", VerbAct::Issue),
    ("下发", VerbAct::Issue),
    ("下发至本单位", VerbAct::Reach),
    ("下发到本单位", VerbAct::Reach),
    ("结束", VerbAct::End),
    ("届满", VerbAct::End),
    ("期满", VerbAct::End),
    ("终了", VerbAct::End),
    ("完成", VerbAct::End),
]);

/// Words that an event ends in even where 之日起 behind it is lost: a noun phrase such as
/// 处罚决定 is none, it may just as well be what the deadline is for.
const FINAL: ScanWords<()> = words![
    "形成",
    "产生",
    "生成",
    "变更",
    "更新",
    "制作",
    "获取",
    "作出",
    "做出",
    "印发",
    "批准",
    "批复",
    "签订",
    "签署",
    "确定",
    "下发",
    "下达",
    "下发至本单位",
    "下发到本单位",
];

/// Verbs that end an event too, if 自 or 从 stands before it.
const SINCE: ScanWords<()> = words![
    "实施", "施行", "结束", "届满", "期满", "完成", "通过", "公布", "公告", "公开", "发布", "登记", "备案", "受理",
    "收到", "接到", "审核", "审定", "审批", "核准", "核定", "立案", "结案", "生效", "成立", "确认", "认定", "验收",
    "送达", "取得", "获得", "开始", "截止", "调整", "制定", "决定",
];

/// Whether the part behind 自 or 从 ends in a verb of an event and has no other: of 批准经审核 one
/// can't tell which counts.
pub(super) fn is_event(s: &Chars, (lo, hi): ScanPart) -> bool {
    let verb = |end| s.ends_word((lo, end), &SINCE).or_else(|| s.ends_word((lo, end), &FINAL));
    s.ends_word((lo, hi), &SINCE).is_some_and(|((), start)| !(lo..=start).any(|end| verb(end).is_some()))
}

/// Whether the part must be an event though nothing says 之日起.
pub(super) fn is_bare_event(s: &Chars, (lo, hi): ScanPart) -> bool {
    let mut end = hi;
    while end > lo && s.at(end - 1) == ')' {
        end -= 1;
    }
    let part = (lo, end);
    s.ends_word(part, &FINAL).is_some()
        || (s.has(part, "制定或获取") || s.has(part, "制作或获取"))
        || (s.ends(part, "申请").is_some() && (s.has(part, "收到") || s.has(part, "接到")))
        // 关联规范性文件公开20个工作日内; 信息公开20个工作日内 says nothing of an event.
        || s.ends_any(part, &["文件公开", "文件公布", "文件发布", "政策公布", "公告发布"]).is_some()
}

/// The sort of the event in the part.
pub(super) fn classify(s: &Chars, part: ScanPart) -> Event {
    if let Some(i) = misspelt_formed(s, part) {
        let rest = (i + 2, part.1);
        let changed = s.has(rest, "变更") || s.has(part, "变更");
        return if changed { Event::FormedOrChanged } else { Event::Formed };
    }
    let leads = |act: VerbAct| match act {
        VerbAct::Receive | VerbAct::Accept => Some(true),
        VerbAct::Make | VerbAct::Decide | VerbAct::Sign => Some(false),
        _ => None,
    };
    let leading = s.word(part.0, &ACTS).map(|(act, _)| act).filter(|&act| leads(act).is_some());
    let last = last_act(s, part);
    // 收到财政部门批复 is a receipt; 制定机关公布 is a publication.
    let act = match (leading, last) {
        (Some(act), Some((_, end))) if leads(act) == Some(true) || end < part.1 => act,
        (_, Some((act, _))) | (Some(act), None) => act,
        (None, None) if s.ends(part, "申请").is_some() => VerbAct::Accept,
        (None, None) => return Event::Other,
    };
    refine(s, part, act)
}

/// The act whose verb ends last, and where.
fn last_act(s: &Chars, (lo, hi): ScanPart) -> Option<(VerbAct, usize)> {
    let act = |end| s.ends_word((lo, end), &ACTS).map(|(act, _)| (act, end));
    (lo + 2..=hi).rev().find_map(act)
}

fn refine(s: &Chars, part: ScanPart, act: VerbAct) -> Event {
    let has = |word| s.has(part, word);
    let formed = || has("形成") || has("产生") || has("生成");
    match act {
        VerbAct::Form if has("变更") || has("变动") => Event::FormedOrChanged,
        VerbAct::Form if has("决定形成") || has("决定书形成") || has("决定产生") => Event::Decided,
        VerbAct::Form => Event::Formed,
        VerbAct::Change if formed() => Event::FormedOrChanged,
        VerbAct::Change => Event::Changed,
        // 信息获取（形成变更）ends in 变更; 形成或获取 is as wide.
        VerbAct::Make if formed() => Event::FormedOrChanged,
        VerbAct::Make => Event::MadeOrObtained,
        VerbAct::Decide => Event::Decided,
        VerbAct::Determine => Event::Determined,
        VerbAct::Approve if has("人大代表") || has("财政补") => Event::Approved,
        VerbAct::Approve if has("人民代表大会") || has("人大") || has("常务委员会") => {
            Event::ApprovedByCongress
        }
        VerbAct::Approve if ["财政部", "财政局", "财政厅", "财政所", "财政批", "财政机关"].into_iter().any(has) => {
            Event::ApprovedByFinance
        }
        VerbAct::Approve => Event::Approved,
        VerbAct::Receive if has("申请") => Event::RequestReceived,
        VerbAct::Receive | VerbAct::Reach => Event::Received,
        VerbAct::Accept => Event::RequestReceived,
        VerbAct::Announce => Event::Announced,
        VerbAct::Sign => Event::Signed,
        VerbAct::Issue => Event::Issued,
        VerbAct::End => Event::Ended,
    }
}

/// Where 形式 stands for 形成: 信息形式或变更. Any other 形式 (以书面形式告知) is left alone.
pub(super) fn misspelt_formed(s: &Chars, part: ScanPart) -> Option<usize> {
    let i = s.find(part, "形式")?;
    let end = i + 2;
    let alternative = s.any(end, &["或者变更", "或变更", "及变更", "、变更", "(变更"]).is_some();
    let bare = end == part.1 && s.ends((part.0, i), "信息").is_some();
    (alternative || bare).then_some(i)
}
