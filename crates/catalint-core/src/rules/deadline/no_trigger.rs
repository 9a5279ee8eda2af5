//! DDL007: a period (公开时限) that starts from nothing: 20个工作日内公开.

use super::helpers::{MOST, duties, only_on_request, periods};
use crate::fix::{Applicability, Fix};
use crate::model::{Entry, FieldId};
use crate::rule::{Check, Finding, ItemCx, Localized, MATTER, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::deadline::{Clause, DeadlineNumeral, Period, changed};
use catalint_domain::law::Provision;
use catalint_domain::law::acts::REGULATION;
use catalint_domain::statutory::{self, ActLimit};
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "DDL007",
    name: "deadline-no-trigger",
    severity: Severity::Hint,
    fixes: &[Applicability::Offer],
    summary: Localized { zh: "期限没有起算点", en: "a period that starts from nothing" },
    messages: &[Localized {
        zh: "“{written}”没有写明从何时起算",
        en: "It is not said from when “{written}” is counted.",
    }],
    help: Localized {
        zh: "写明起算点，如“{trigger}{written}内”。", en: "Say from when: {trigger}{written}内."
    },
    why: Localized {
        zh: "期限要有起算点才能计算到期日。从信息形成、决定作出还是收到申请起算，到期日会差很多。",
        en: "A period needs a day to start from. Whether that is when the information is formed, the decision made or the application received makes a great difference.",
    },
    law: &[REGULATION.article(26), REGULATION.article(33)],
    source: Localized {
        zh: "主动公开的期限自该政府信息形成或者变更之日起计算，答复的期限自收到申请之日起计算",
        en: "The period to publish counts from the day the information is formed or changed, that to answer from receipt of the application",
    },
    wrong: &[
        Wrong {
            yaml: "    deadline: 20个工作日\n",
            at: "20个工作日",
            fixed: Some("    deadline: 自该政府信息形成或者变更之日起20个工作日内\n"),
        },
        Wrong {
            yaml: "    deadline: \"救助结果：15个工作日内公开\"\n",
            at: "15个工作日",
            fixed: Some("    deadline: \"救助结果：自该政府信息形成或者变更之日起15个工作日内公开\"\n"),
        },
        Wrong {
            yaml: "    topic: 财政信息\n    subtopic: 部门预算\n    content: [部门预算表]\n    basis: 《中华人民共和国预算法》第十四条\n    deadline: 20日内公开\n",
            at: "20日",
            fixed: Some(
                "    topic: 财政信息\n    subtopic: 部门预算\n    content: [部门预算表]\n    basis: 《中华人民共和国预算法》第十四条\n    deadline: 自本级政府财政部门批复之日起20日内公开\n",
            ),
        },
    ],
    right: &[
        "    deadline: 信息形成后，20个工作日内公开\n",
        "    deadline: 20个工作日（自该政府信息形成或者变更之日起）\n",
        "    deadline: 收到材料后1个工作日内受理，7个工作日内公开结果\n",
        "    deadline: 自信息形成之日起10个工作日内公开，公示7个工作日\n",
        "    deadline: 当日公开\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Item(Reads::of(&[FieldId::Deadline, FieldId::Method]).and(MATTER), check),
};

const MEND: Localized = Localized { zh: "补上“{trigger}”", en: "Add {trigger}." };

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    let Some((entry, reading)) = cx.deadline() else { return };
    for (clause, period) in periods(&reading).take(MOST) {
        if clause.trigger.is_some() {
            return; // the next one may count from it too
        }
        // 当日, 次日
        if period.amount == 0 || period.amount == 1 && period.numeral == DeadlineNumeral::Word {
            continue;
        }
        let (trigger, law) = trigger(cx, period);
        let edit = insertion(entry, clause, period).and_then(|part| {
            let whole = part.end == entry.text.trim_end().len();
            let new = format!("{trigger}{}{}", &entry.text[part.clone()], if whole { "内" } else { "" });
            let after = changed(entry.text, part.clone(), &new)?;
            let found = after.reading.clauses.len() == reading.clauses.len() && after.reading.malformed() == 0;
            found.then(|| edit::replace_part(entry.node, part, &new)).flatten()
        });
        sink.push(
            Finding::part(&RULE, entry, period.range.clone())
                .resting_on(law)
                .arg("written", &entry.text[period.range.clone()])
                .arg("trigger", trigger)
                .fix(edit.map(|edit| Fix::offer(&MEND, vec![edit]))),
        );
    }
}

/// The trigger that goes with a period, and the law that says so: that of the act which sets the period, else the
/// general one.
fn trigger(cx: &ItemCx<'_>, period: &Period) -> (&'static str, Vec<Provision>) {
    const GENERAL: &str = "自该政府信息形成或者变更之日起";
    const REQUEST: &str = "自收到申请之日起";
    if only_on_request(cx) {
        return (REQUEST, statutory::on_request(cx.as_of()).provisions());
    }
    let same = |limit| matches!(limit, ActLimit::Within(n, unit) if (n, unit) == (period.amount, period.unit));
    let own = duties(cx).into_iter().find(|duty| same(duty.limit));
    let said = |wording: &'static str| wording.get(wording.find('自')?..wording.find(|c: char| c.is_ascii_digit())?);
    own.and_then(|duty| Some((said(duty.wording)?, duty.provisions())))
        .unwrap_or_else(|| (GENERAL, statutory::proactive(cx.as_of()).provisions()))
}

/// Where the trigger goes: right before the amount, where nothing but the scope and its mark
/// stands there.
fn insertion(entry: Entry<'_>, clause: &Clause, period: &Period) -> Option<std::ops::Range<usize>> {
    let from = clause.scope.as_ref().map_or(clause.range.start, |scope| scope.end);
    let between = entry.text.get(from..period.range.start)?;
    between.chars().all(|c| !c.is_alphanumeric()).then(|| period.range.clone())
}
