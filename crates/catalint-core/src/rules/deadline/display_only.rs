//! DDL013: a deadline (公开时限) that says how long a thing is displayed and not when that begins.

use crate::model::FieldId;
use crate::rule::{Check, Finding, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::deadline::{Clause, Kind, Verb};
use catalint_domain::law::acts::REGULATION;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "DDL013",
    name: "deadline-display-only",
    severity: Severity::Warning,
    fixes: &[],
    summary: Localized { zh: "只有公示期，没有公开时限", en: "a display period is the only deadline" },
    messages: &[Localized {
        zh: "公开时限只有“{written}”，没有写明什么时候公开",
        en: "The deadline only says “{written}”: how long it is displayed, not by when.",
    }],
    help: Localized {
        zh: "在前面补写从何时起、多长时间内公开，如“自该政府信息形成或者变更之日起20个工作日内公开”，后面再写公示多久。",
        en: "Say first within what time it is published, such as 自该政府信息形成或者变更之日起20个工作日内公开, then how long it stays up.",
    },
    why: Localized {
        zh: "公示期说的是挂多久，公开时限说的是最迟哪天挂出来，两件事都要写。只写公示期，晚几个月公示也不算逾期。",
        en: "A display period says how long a thing stays up, a deadline by which day it is put up; both are needed. With the first alone it could be months late and break nothing.",
    },
    law: &[REGULATION.article(26)],
    source: Localized { zh: "", en: "" },
    wrong: &[
        Wrong { yaml: "    deadline: 公示7个工作日\n", at: "公示7个工作日", fixed: None },
        Wrong {
            yaml: "    deadline: 征求意见期限不得少于30日。\n", at: "征求意见期限不得少于30日。", fixed: None
        },
    ],
    right: &[
        "    deadline: 自信息形成之日起10个工作日内公开，公示7个工作日\n",
        "    deadline: 调查登记结束后公示期不得少于7日\n",
        "    deadline: 批前公示时间不得少于30日\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Item(Reads::of(&[FieldId::Deadline]), check),
};

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    let Some((entry, reading)) = cx.deadline() else { return };
    let lasts = |clause: &Clause| matches!(&clause.kind, Kind::Display(display) if display.period.is_some());
    // 批前公示, 结束后公示: that is when.
    let starts = |clause: &Clause| {
        let scope = clause.scope.clone().map_or("", |range| &entry.text[range]);
        let ends = display_end(clause).unwrap_or(clause.range.end);
        let within = entry.text[ends..].trim_start().starts_with('内'); // 公示20个工作日内
        let then = clause.verb == Some(Verb::Publish); // 公示5个工作日后公开
        clause.trigger.is_some()
            || within
            || then
            || ["前", "后", "时", "中"].iter().any(|end| scope.trim_end().ends_with(end))
    };
    let when = reading.unread.iter().any(|part| entry.text[part.clone()].contains(['前', '后', '起']));
    if reading.is_display_only() && reading.clauses.iter().all(lasts) && !reading.clauses.iter().any(starts) && !when {
        sink.push(Finding::entry(&RULE, entry).arg("written", entry.text.trim().trim_end_matches('。')));
    }
}

/// Where the length of a display period ends.
fn display_end(clause: &Clause) -> Option<usize> {
    match &clause.kind {
        Kind::Display(display) => display.period.as_ref().map(|period| period.range.end),
        _ => None,
    }
}
