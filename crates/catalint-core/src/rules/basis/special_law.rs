//! BAS013: a basis (公开依据) that is only the general Regulation, where a special law governs the
//! publication of this very matter: budgets, procurement, land.

use crate::fix::{Applicability, Fix};
use crate::model::FieldId;
use crate::rule::{Check, Finding, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::citation::{CitationForm, read};
use catalint_domain::law::Status;
use catalint_domain::law::acts::REGULATION;
use catalint_domain::law::basis::act;
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "BAS013",
    name: "basis-special-law",
    severity: Severity::Warning,
    fixes: &[Applicability::Offer],
    summary: Localized {
        zh: "只引用了一般规定，没有引用专门的法律", en: "the special law is not cited"
    },
    messages: &[Localized {
        zh: "{matter}的公开由{law}{article}专门规定，依据只写了《中华人民共和国政府信息公开条例》",
        en: "{law}{article} governs how {matter} are published; the basis is only the general Regulation.",
    }],
    help: Localized {
        zh: "补充引用{law}{article}，公开时限以它为准。",
        en: "Cite {law}{article} as well; its deadline prevails.",
    },
    why: Localized {
        zh: "法律、法规对公开的期限另有规定的，从其规定。只引用《中华人民共和国政府信息公开条例》，容易把专门的、更短的期限误写成20个工作日。",
        en: "Where a law or regulation sets another period, that one holds. With only the general Regulation as basis, a special and shorter period is easily written as 20 working days.",
    },
    law: &[REGULATION.article(26)],
    source: Localized {
        zh: "法律、法规对政府信息公开的期限另有规定的，从其规定；是哪一部，在每处问题里写明",
        en: "Where a law or regulation sets another period, that one rules; each finding names the act",
    },
    wrong: &[
        Wrong {
            yaml: "    subtopic: 部门预算\n    basis:\n      - 《中华人民共和国政府信息公开条例》（国务院令第711号）\n    deadline: 自本级政府财政部门批复之日起20日内公开\n",
            at: "- «《中华人民共和国政府信息公开条例》（国务院令第711号）»",
            fixed: Some(
                "    subtopic: 部门预算\n    basis:\n      - 《中华人民共和国政府信息公开条例》（国务院令第711号）\n      - 《中华人民共和国预算法》第十四条\n    deadline: 自本级政府财政部门批复之日起20日内公开\n",
            ),
        },
        Wrong {
            yaml: "    subtopic: 地名命名和更名\n    basis: 《中华人民共和国政府信息公开条例》第二十条\n    deadline: 自批准之日起15日内公告\n",
            at: "《中华人民共和国政府信息公开条例》第二十条",
            fixed: Some(
                "    subtopic: 地名命名和更名\n    basis: [《中华人民共和国政府信息公开条例》第二十条, 《地名管理条例》第十四条]\n    deadline: 自批准之日起15日内公告\n",
            ),
        },
    ],
    right: &[
        "    subtopic: 部门预算\n    basis: [《中华人民共和国预算法》第十四条, 《中华人民共和国政府信息公开条例》第二十条]\n    deadline: 自本级政府财政部门批复之日起20日内公开\n",
        "    subtopic: 预算绩效\n    basis: 《中华人民共和国政府信息公开条例》第二十条\n",
        "    subtopic: 部门预算\n    basis: 《静安区预算公开办法》\n    deadline: 自本级政府财政部门批复之日起20日内公开\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Item(Reads::OF_MATTERS.and(&[FieldId::Basis]), check),
};

const ADD: Localized = Localized { zh: "补充{law}{article}", en: "Add {law}{article}" };

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    let Some(found) = cx.matter() else { return };
    let Some((law, article, places)) = found.basis() else { return };
    let special = law.is_law() && law.name != REGULATION.act;
    let Some(field) = cx.item.field(FieldId::Basis).filter(|_| special) else { return };
    if !only_general(cx) || !stands(law.name, cx) {
        return;
    }
    let severity = if found.has_own_period() { Severity::Warning } else { Severity::Hint };
    let new = format!("{}{}", law.title.zh, article.zh);
    let fix = edit::append_entries(field.value, &[&new]).map(|edit| Fix::offer(&ADD, vec![edit]));
    let words = |phrase: catalint_domain::statutory::Phrase| Localized { zh: phrase.zh, en: phrase.en };
    let finding = Finding::field(&RULE, field).severity(severity).arg("matter", words(found.matter.name));
    let finding = finding.resting_on(places.to_vec());
    sink.push(finding.arg("law", words(law.title)).arg("article", words(article)).fix(fix));
}

/// Whether all that is cited is the Regulation or a place's own rules on open government
/// information. What is not known may be the special law.
fn only_general(cx: &ItemCx<'_>) -> bool {
    let mut regulation = false;
    for entry in cx.item.entries(FieldId::Basis) {
        for citation in read(entry.text) {
            if citation.form == CitationForm::Articles {
                continue;
            }
            let own = act(&citation, cx.registry()).is_some_and(|found| found.law.title == REGULATION.act);
            let local = |title: &str| {
                ["规定", "办法", "条例"].iter().any(|kind| title.ends_with(&format!("政府信息公开{kind}")))
            };
            if !own && !citation.title.as_ref().is_some_and(|title| local(title.text)) {
                return false;
            }
            regulation |= own;
        }
    }
    regulation
}

/// Whether nothing on record says that the act is not in force.
fn stands(title: &str, cx: &ItemCx<'_>) -> bool {
    let law = cx.registry().by_title(title);
    law.is_some_and(|law| matches!(law.status_on(cx.as_of()), Status::InForce | Status::Unknown))
}
