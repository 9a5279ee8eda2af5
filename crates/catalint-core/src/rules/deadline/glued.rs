//! DDL014: two deadlines (公开时限) with nothing between them.

use super::helpers::MOST;
use crate::model::FieldId;
use crate::rule::{Check, Finding, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::deadline::{Clause, Kind};
use catalint_domain::law::acts::GUIDANCE;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "DDL014",
    name: "deadline-glued",
    severity: Severity::Warning,
    fixes: &[],
    summary: Localized { zh: "两个时限连在一起", en: "two deadlines with nothing between" },
    messages: &[Localized {
        zh: "“{second}”与前一个时限之间没有标点",
        en: "Nothing stands between “{second}” and the deadline before it.",
    }],
    help: Localized {
        zh: "用分号隔开，并写明各管哪些内容；多余的一个删去。",
        en: "Put a semicolon between them and say what each is for, or strike out the one too many.",
    },
    why: Localized {
        zh: "两个时限连在一起，看不出哪一个管哪些内容，多半是拼接两处文字时留下的。",
        en: "Run together, one can't tell which holds for what; mostly it is what is left of pasting two texts.",
    },
    law: &[GUIDANCE],
    source: Localized { zh: "时限为目录要素之一", en: "The deadline is an element of a catalog" },
    wrong: &[
        Wrong {
            yaml: "    deadline: 信息形成之日起20个工作日内公开自信息获取之日起15个工作日内公布\n",
            at: "自信息获取之日起15个工作日内公布",
            fixed: None,
        },
        Wrong {
            yaml: "    deadline: 信息形成或变更之日起20个工作日内行政处罚决定作出之日起7个工作日内\n",
            at: "行政处罚决定作出之日起7个工作日内",
            fixed: None,
        },
    ],
    right: &[
        "    deadline: 信息形成之日起20个工作日内公开；处罚决定自作出之日起7个工作日内公开\n",
        "    deadline: 自信息形成之日起10个工作日内公示7个工作日\n",
        "    deadline: 每年上半年公开\n",
        "    deadline: 每年第一、三季度公开\n",
        "    deadline: 每年元月底前\n",
        "    deadline: 每年度预算批准后20日内\n",
        "    deadline: \"信息形成之日起20个工作日内\\n处罚决定作出之日起7个工作日内\"\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Item(Reads::of(&[FieldId::Deadline]), check),
};

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    let Some((entry, reading)) = cx.deadline() else { return };
    let vague = |clause: &Clause| matches!(clause.kind, Kind::Vague(_) | Kind::Extension(_));
    for pair in reading.clauses.windows(2).take(MOST) {
        let [first, second] = pair else { continue };
        // 每年 with something behind it that was not understood is no deadline of its own.
        // 每年度预算批准后: the rhythm is that of what comes behind it.
        let rhythm = matches!(first.kind, Kind::Recurring(_));
        let whole = first.verb.is_some() || first.trigger.is_some() || second.trigger.is_some() && !rhythm;
        if second.glued && whole && !vague(first) && !vague(second) {
            let finding = Finding::part(&RULE, entry, second.range.clone());
            sink.push(finding.arg("second", &entry.text[second.range.clone()]));
        }
    }
}
