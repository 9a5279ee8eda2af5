//! DDL006: the statutory number and trigger with the wrong unit (公开时限): 20日 where the act
//! has 20个工作日, or the reverse.
//!
//! The Regulation, Art. 26 and 33, counts working days; the Budget Law, Art. 14, calendar days.

use super::helpers::{MOST, answers, cite, duties, is_formation, names_other_law, period_text, periods};
use crate::fix::{Applicability, Fix};
use crate::model::FieldId;
use crate::rule::{Check, Finding, ItemCx, Localized, MATTER, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::deadline::{Clause, DeadlineUnit, Period};
use catalint_domain::law::acts::REGULATION;
use catalint_domain::statutory::{self, ActLimit, Duty};
use catalint_domain::vocabulary::text_features::TextFeatures;
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "DDL006",
    name: "deadline-unit",
    severity: Severity::Warning,
    fixes: &[Applicability::Offer],
    summary: Localized { zh: "日与工作日写错", en: "days for working days, or the reverse" },
    messages: &[
        Localized {
            zh: "{act}{article}规定的是{right}，公开时限写成了“{written}”",
            en: "{act}{article} sets {right} (working days); the deadline says “{written}”.",
        },
        Localized {
            zh: "{act}{article}规定的是{right}（日历日），公开时限写成了“{written}”",
            en: "{act}{article} sets {right} (calendar days); the deadline says “{written}”.",
        },
    ],
    help: Localized { zh: "改为“{right}”。", en: "Write {right}." },
    why: Localized {
        zh: "20个工作日约为28个日历日，与20日相差一周以上。单位写错，要么让法定期限过去，要么给自己定了做不到的期限。",
        en: "Twenty working days are about 28 calendar days, more than a week apart from 20 days. The wrong unit either lets the statutory limit pass or promises what was not meant.",
    },
    law: &[REGULATION.article(26), REGULATION.article(33)],
    source: Localized {
        zh: "主动公开和答复申请的期限按工作日计算；其他法律、法规规定的期限，在每处问题里写明依据",
        en: "The periods of publishing and of answers count working days; of other periods each finding names the act",
    },
    wrong: &[
        Wrong {
            yaml: "    deadline: 自该政府信息形成或者变更之日起20日内公开\n",
            at: "20日",
            fixed: Some("    deadline: 自该政府信息形成或者变更之日起20个工作日内公开\n"),
        },
        Wrong {
            yaml: "    topic: 财政信息\n    subtopic: 部门决算\n    content: [部门决算表]\n    basis: 《中华人民共和国预算法》第十四条\n    deadline: 自本级政府财政部门批复之日起20个工作日内公开\n",
            at: "20个工作日",
            fixed: Some(
                "    topic: 财政信息\n    subtopic: 部门决算\n    content: [部门决算表]\n    basis: 《中华人民共和国预算法》第十四条\n    deadline: 自本级政府财政部门批复之日起20日内公开\n",
            ),
        },
        Wrong {
            yaml: "    deadline: 自收到申请之日起20天内答复\n    audience: 特定对象：申请人\n    method: 依申请公开\n    subtopic: 救助档案查询\n",
            at: "20天",
            fixed: Some(
                "    deadline: 自收到申请之日起20个工作日内答复\n    audience: 特定对象：申请人\n    method: 依申请公开\n    subtopic: 救助档案查询\n",
            ),
        },
    ],
    right: &[
        "    topic: 财政信息\n    subtopic: 政府预算\n    content: [政府预算表]\n    basis: 《中华人民共和国预算法》第十四条\n    deadline: 自本级人民代表大会批准之日起20日内公开\n",
        "    deadline: 自该政府信息形成或者变更之日起10日内公开\n",
        "    basis: 《中华人民共和国慈善法》第七十二条\n    deadline: 自信息形成之日起20日内公开\n",
        "    deadline: 自信息形成之日起3个工作日内公开，公示期不少于20日\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Item(
        Reads::of(MATTER).and(&[FieldId::Method, FieldId::Basis]).where_shown(&[FieldId::Deadline], TextFeatures::TEXT),
        check,
    ),
};

const MEND: Localized = Localized { zh: "改为“{right}”", en: "Write {right}." };

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    let Some((entry, reading)) = cx.deadline() else { return };
    for (clause, period) in periods(&reading).take(MOST) {
        // The Regulation counts working days: only a matter of its own can have too many of them.
        let may_differ = match period.unit {
            DeadlineUnit::Day => true,
            // What is formed has 20 of them, unless an act says otherwise: none does so in days of the same number,
            // which a test looks for.
            DeadlineUnit::WorkingDay => !clause.trigger.as_ref().is_none_or(is_formation) && cx.matter().is_some(),
            _ => false,
        };
        let other_sort = may_differ && clause.trigger.is_some();
        let Some(duty) = other_sort.then(|| meant(cx, clause, period, entry.text)).flatten() else { continue };
        let ActLimit::Within(amount, unit) = duty.limit else { continue };
        let right = period_text(amount, unit);
        let edit = edit::replace_part(entry.node, period.range.clone(), &right);
        let written = &entry.text[period.range.clone()];
        sink.push(
            cite(Finding::part(&RULE, entry, period.range.clone()), duty)
                .message(usize::from(unit == DeadlineUnit::Day))
                .arg("written", written)
                .arg("right", right)
                .fix(edit.map(|edit| Fix::offer(&MEND, vec![edit]))),
        );
    }
}

fn has_wrong_unit(duty: &Duty, clause: &Clause, period: &Period) -> bool {
    let (ActLimit::Within(amount, unit), Some(trigger)) = (duty.limit, &clause.trigger) else { return false };
    duty.from.contains(&trigger.kind) && period.is_other_days_of(amount, unit)
}

/// The duty whose number and trigger a clause has, with the other unit.
fn meant(cx: &ItemCx<'_>, clause: &Clause, period: &Period, text: &str) -> Option<&'static Duty> {
    let wrong_unit = |duty: &&'static Duty| has_wrong_unit(duty, clause, period);
    let duty = if answers(clause, text) {
        Some(statutory::on_request(cx.as_of())).filter(wrong_unit)
    } else {
        duties(cx).into_iter().find(wrong_unit)
    }?;
    // Another law may well say 20日 of what is formed, and a document can ask for less.
    let general = statutory::is_general(duty);
    (duty.act.is_law() && !(general && names_other_law(cx.item))).then_some(duty)
}
