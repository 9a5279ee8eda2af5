//! DDL009: disclosure on request (依申请公开) whose period (公开时限) is counted from when the
//! information was formed, not from the application.
//!
//! Regulation, Art. 33: 20 working days from receipt of the application.

use super::helpers::{MOST, answers, is_formation, only_on_request, periods};
use crate::fix::{Applicability, Fix};
use crate::model::FieldId;
use crate::rule::{Check, Finding, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::law::acts::REGULATION;
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "DDL009",
    name: "deadline-on-request",
    severity: Severity::Warning,
    fixes: &[Applicability::Offer],
    summary: Localized {
        zh: "依申请公开的时限没有从收到申请起算",
        en: "a period on request that is not counted from the application",
    },
    messages: &[Localized {
        zh: "公开方式是依申请公开，时限却从“{event}”起算",
        en: "The item is disclosed on request, yet its period is counted from “{event}”.",
    }],
    help: Localized {
        zh: "改为“自收到申请之日起”；其实是主动公开的，改写公开方式。",
        en: "Count it from the application (自收到申请之日起); if the body publishes it by itself, correct the method.",
    },
    why: Localized {
        zh: "依申请公开由申请启动，行政机关自收到申请之日起20个工作日内答复，必要时可以延长20个工作日。信息形成多年以后也可以申请，从形成之日起算没有意义。",
        en: "Disclosure on request begins with the application, which is answered within 20 working days of its receipt, with one extension of 20. People may apply years after the information was formed.",
    },
    law: &[REGULATION.article(33)],
    source: Localized {
        zh: "行政机关自收到申请之日起20个工作日内答复",
        en: "Organs answer within 20 working days of receipt",
    },
    wrong: &[
        Wrong {
            yaml: "    subtopic: 救助档案查询\n    audience: 特定对象：申请人\n    method: 依申请公开\n    deadline: 自该政府信息形成或者变更之日起20个工作日内\n",
            at: "自该政府信息形成或者变更之日起",
            fixed: Some(
                "    subtopic: 救助档案查询\n    audience: 特定对象：申请人\n    method: 依申请公开\n    deadline: 自收到申请之日起20个工作日内\n",
            ),
        },
        Wrong {
            yaml: "    subtopic: 救助档案查询\n    audience: 特定对象：申请人\n    method: [依申请]\n    deadline: 20个工作日（信息形成之日起）\n",
            at: "信息形成之日起",
            fixed: Some(
                "    subtopic: 救助档案查询\n    audience: 特定对象：申请人\n    method: [依申请]\n    deadline: 20个工作日（自收到申请之日起）\n",
            ),
        },
    ],
    right: &[
        "    subtopic: 救助档案查询\n    audience: 特定对象：申请人\n    method: 依申请公开\n    deadline: 自收到申请之日起20个工作日内答复\n",
        "    subtopic: 救助档案查询\n    audience: 特定对象：申请人\n    method: 依申请公开\n    deadline: 自受理申请之日起15个工作日内\n",
    ],
    supersedes: Supersedes::Value(&["DDL012"]),
    check: Check::Item(Reads::of(&[FieldId::Deadline, FieldId::Method]), check),
};

const MEND: Localized = Localized { zh: "改为“自收到申请之日起”", en: "Write 自收到申请之日起." };

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    let Some((entry, reading)) = cx.deadline() else { return };
    if periods(&reading).any(|(clause, _)| answers(clause, entry.text)) || !only_on_request(cx) {
        return;
    }
    for trigger in
        periods(&reading).filter_map(|(clause, _)| clause.trigger.as_ref()).filter(|t| is_formation(t)).take(MOST)
    {
        let edit = edit::replace_part(entry.node, trigger.range.clone(), "自收到申请之日起");
        sink.push(
            Finding::part(&RULE, entry, trigger.range.clone())
                .arg("event", &entry.text[trigger.event.clone()])
                .fix(edit.map(|edit| Fix::offer(&MEND, vec![edit]))),
        );
    }
}
