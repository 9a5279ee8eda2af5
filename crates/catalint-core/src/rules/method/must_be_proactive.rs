//! MTH004: a head of Regulation Art. 20 that is disclosed on request only (依申请公开).

use crate::fix::{Applicability, Fix};
use crate::model::{Entry, FieldId};
use crate::rule::{Arg, Check, Finding, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::chinese::numeral::chinese;
use catalint_domain::law::acts::REGULATION;
use catalint_domain::law::article20::head_of;
use catalint_domain::vocabulary::matching::said;
use catalint_domain::vocabulary::text_features::TextFeatures;
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "MTH004",
    name: "method-must-be-proactive",
    severity: Severity::Warning,
    fixes: &[Applicability::Offer],
    summary: Localized {
        zh: "应当主动公开的事项标为依申请公开",
        en: "on request only, though the Regulation wants it published",
    },
    messages: &[Localized {
        zh: "“{name}”属于《条例》第二十条第（{item}）项应当主动公开的内容，却只标“{word}”",
        en: "“{name}” falls under Art. 20({item}) of the Regulation and must be published, yet its only method is on request ({word}).",
    }],
    help: Localized {
        zh: "改为“{proactive}”，并核对公开对象、时限和渠道；确属不同内容的，改写事项名称。",
        en: "Make it {proactive} and check audience, deadline and channels; if it is something else, name the item so.",
    },
    why: Localized {
        zh: "《条例》第二十条列明的内容，行政机关应当主动公开，不得要求公众先提出申请。这里只按事项名称判断，涉及个人信息、案卷档案和过程性材料的名称不报。",
        en: "What Article 20 lists must be published without waiting for applications. Only the item's names are judged, and names that speak of personal data, case files or drafts are left alone.",
    },
    law: &[REGULATION.article(20)],
    source: Localized {
        zh: "行政机关应当主动公开本条所列的政府信息",
        en: "Organs disclose what the article lists by themselves",
    },
    wrong: &[
        Wrong {
            yaml: "    topic: 统计\n    subtopic: 统计公报\n    content: [公报全文]\n    deadline: 每年3月31日前公开\n    audience: 特定对象：申请人\n    method: 依申请公开\n",
            at: "依申请公开",
            fixed: Some(
                "    topic: 统计\n    subtopic: 统计公报\n    content: [公报全文]\n    deadline: 每年3月31日前公开\n    audience: 特定对象：申请人\n    method: 主动公开\n",
            ),
        },
        Wrong {
            yaml: "    topic: 应急管理\n    subtopic: 突发事件应急预案\n    content: [预案全文]\n    deadline: 自预案印发之日起10个工作日内\n    method: [依申请]\n",
            at: "依申请",
            fixed: Some(
                "    topic: 应急管理\n    subtopic: 突发事件应急预案\n    content: [预案全文]\n    deadline: 自预案印发之日起10个工作日内\n    method: [主动公开]\n",
            ),
        },
    ],
    right: &[
        "    topic: 统计\n    subtopic: 统计年鉴原始记录\n    deadline: 自收到申请之日起20个工作日内答复\n    audience: 特定对象：申请人\n    method: 依申请公开\n",
        "    topic: 社会救助\n    subtopic: 救助档案\n    deadline: 自收到申请之日起20个工作日内答复\n    audience: 特定对象：申请人\n    method: 依申请公开\n",
        "    topic: 统计\n    subtopic: 统计公报\n    content: [公报全文]\n",
    ],
    // 全社会 beside 依申请公开, and a period from formation, are right once the method is.
    supersedes: Supersedes::Item(&["AUD002", "DDL009"]),
    check: Check::Item(
        Reads::of(&[FieldId::Topic, FieldId::Subtopic, FieldId::Detail, FieldId::Content])
            .where_shown(&[FieldId::Method], TextFeatures::TEXT),
        check,
    ),
};

const MEND: Localized = Localized { zh: "改为“{proactive}”", en: "Make it {proactive}." };

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    let Some(entry) = only_on_request(cx) else { return };
    let item = cx.item;
    let mut names = [FieldId::Topic, FieldId::Subtopic, FieldId::Detail].map(|id| item.text(id));
    names.sort_by_key(|name| name.is_empty()); // stable: the levels that are there, from the top
    let there = names.iter().filter(|name| !name.is_empty()).count();
    let content = item.entries(FieldId::Content).map(|entry| entry.text);
    let Some(head) = head_of(&names[..there], content) else { return };
    let proactive = cx.profile().methods.iter().find(|method| method.proactive).map_or("主动公开", |m| &m.name);
    let edit = edit::replace_value(entry.node, proactive);
    sink.push(
        Finding::entry(&RULE, entry)
            .resting_on(vec![REGULATION.article(20).item(head.item)])
            .arg("name", names[there - 1])
            .arg("item", Arg::pair(chinese(head.item.into()), head.item.to_string()))
            .arg("word", entry.text.trim())
            .arg("proactive", proactive)
            .cause(&["item", "word"])
            .fix(edit.map(|edit| Fix::offer(&MEND, vec![edit]))),
    );
}

/// The one text of the method, where it is on request.
fn only_on_request<'a>(cx: &ItemCx<'a>) -> Option<Entry<'a>> {
    let item: crate::model::Item<'a> = cx.item;
    let mut entries = item.entries(FieldId::Method);
    let (entry, None) = (entries.next()?, entries.next()) else { return None };
    let (mut on_request, mut more) = (false, false);
    said(&cx.profile().methods, entry.text, |said| {
        on_request = !said.term.proactive;
        more |= said.term.proactive || said.named;
    });
    (on_request && !more).then_some(entry)
}
