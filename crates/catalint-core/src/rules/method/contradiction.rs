//! MTH002: both methods (公开方式) on one item.
//!
//! Regulation 13 knows two methods; one item is disclosed by one of them.

use crate::model::FieldId;
use crate::rule::{Check, Finding, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::law::acts::REGULATION;
use catalint_domain::vocabulary::matching::said;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "MTH002",
    name: "method-contradiction",
    severity: Severity::Warning,
    fixes: &[],
    summary: Localized { zh: "同一项标了两种公开方式", en: "both methods on one item" },
    messages: &[Localized {
        zh: "同一项既是“{proactive}”又是“{request}”",
        en: "The item is both proactive ({proactive}) and on request ({request}).",
    }],
    help: Localized {
        zh: "保留其中一种；一部分内容主动公开、另一部分依申请公开的，分列两项。",
        en: "Keep one of them; where a part of the content is proactive and another on request, make two items.",
    },
    why: Localized {
        zh: "应当主动公开的，不需要公众申请；依申请公开的，不会主动发布。两种都标，公众不知道要不要申请，单位也不知道要不要发布。",
        en: "What must be published needs no application, and what is given on request is not published. With both ticked, people don't know whether to apply, nor the body whether to publish.",
    },
    law: &[REGULATION.article(13)],
    source: Localized {
        zh: "政府信息以主动公开和依申请公开两种方式公开",
        en: "Proactive disclosure and disclosure on request are the two methods",
    },
    wrong: &[
        Wrong {
            yaml: "    method: [主动公开, 依申请公开]\n", at: "[主动公开, 依申请公开]", fixed: None
        },
        Wrong { yaml: "    method: 主动 依申请\n", at: "主动 依申请", fixed: None },
        Wrong {
            yaml: "    audience: 全社会、特定对象\n    method: 主动公开和依申请公开\n",
            at: "主动公开和依申请公开",
            fixed: None,
        },
    ],
    right: &[
        "    method: [主动公开]\n",
        "    method: 主动公开（涉及个人隐私的，依申请公开）\n",
        "    method: 主动公开，涉及商业秘密的依申请公开\n",
    ],
    // Audiences for both methods go with them: one row was made of two.
    supersedes: Supersedes::Item(&["AUD002"]),
    check: Check::Item(Reads::of(&[FieldId::Method]), check),
};

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    let (mut proactive, mut request) = (None, None);
    for entry in cx.item.entries(FieldId::Method) {
        said(&cx.profile().methods, entry.text, |said| {
            let slot = if said.term.proactive { &mut proactive } else { &mut request };
            slot.get_or_insert((entry, said.term));
        });
    }
    let (Some((entry, proactive)), Some((other, request))) = (proactive, request) else { return };
    let finding =
        if other.node == entry.node { Finding::entry(&RULE, entry) } else { Finding::field(&RULE, entry.field()) };
    sink.push(finding.arg("proactive", proactive.name.as_str()).arg("request", request.name.as_str()));
}
