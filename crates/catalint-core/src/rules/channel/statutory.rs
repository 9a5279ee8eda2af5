//! CHN007: a matter for which an act names a medium that is not among the channels (公开渠道和载体).

use crate::fix::{Applicability, Fix};
use crate::model::FieldId;
use crate::rule::{Check, Finding, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::statutory::Phrase;
use catalint_domain::vocabulary::profile::find;
use catalint_yaml::edit;

use super::helpers::{proactive, whole};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CHN007",
    name: "channel-statutory",
    severity: Severity::Hint,
    fixes: &[Applicability::Offer],
    summary: Localized { zh: "渠道中没有法律指定的媒体", en: "the medium that the law names is missing" },
    messages: &[Localized {
        zh: "{law}{article}规定在{medium}公告，渠道中没有",
        en: "{law}{article} names {medium}, which is not among the channels.",
    }],
    help: Localized { zh: "公开渠道增加“{name}”。", en: "Add {name} to the channels." },
    why: Localized {
        zh: "法律对公告的媒体有专门规定的，只在政府网站发布还不够，公告可能不发生法律规定的效力。",
        en: "Where an act names the medium of an announcement, the government website alone is not enough, and the announcement may lack its legal effect.",
    },
    law: &[],
    source: Localized {
        zh: "对公告的媒体或者地点有专门规定的法律、法规",
        en: "The act that names medium or place of the announcement",
    },
    wrong: &[
        Wrong {
            yaml: "    subtopic: 政府采购中标结果\n    basis: 《中华人民共和国政府采购法实施条例》第四十三条\n    deadline: 中标、成交结果自确定之日起2个工作日内公告\n    channels: [政府网站]\n",
            at: "[政府网站]",
            fixed: Some(
                "    subtopic: 政府采购中标结果\n    basis: 《中华人民共和国政府采购法实施条例》第四十三条\n    deadline: 中标、成交结果自确定之日起2个工作日内公告\n    channels: [政府网站, 中国政府采购网]\n",
            ),
        },
        Wrong {
            yaml: "    subtopic: 征收土地公告\n    basis: 《中华人民共和国土地管理法实施条例》第三十一条\n    deadline: 自收到批准文件之日起15个工作日内公告\n    channels:\n      - 政府网站\n",
            at: "- «政府网站»",
            fixed: Some(
                "    subtopic: 征收土地公告\n    basis: 《中华人民共和国土地管理法实施条例》第三十一条\n    deadline: 自收到批准文件之日起15个工作日内公告\n    channels:\n      - 政府网站\n      - 村居/企事业单位公示栏（电子屏）\n",
            ),
        },
    ],
    right: &[
        "    subtopic: 政府采购中标结果\n    basis: 《中华人民共和国政府采购法实施条例》第四十三条\n    deadline: 中标、成交结果自确定之日起2个工作日内公告\n    channels: [其他：上海政府采购网]\n",
        "    subtopic: 政府采购目录\n    channels: [政府网站]\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Item(Reads::OF_MATTERS.and(&[FieldId::Channels, FieldId::Method]), check),
};

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    const ADD: Localized = Localized { zh: "增加“{name}”", en: "Add {name}" };
    let Some(medium) = cx.matter().and_then(|found| found.matter.medium) else { return };
    let Some(field) = cx.item.field(FieldId::Channels).filter(|field| !field.is_missing()) else { return };
    if !whole(cx.item) || !proactive(cx) || field.entries().any(|entry| has(entry.text, &medium.words)) {
        return;
    }
    // The profile's own name of it, where it has one.
    let channels = &cx.profile().channels;
    let known = find(channels, medium.wording).map(|(channel, _)| channel);
    let own = known.or_else(|| channels.iter().find(|channel| has(&channel.name, &medium.words)));
    let name = own.map_or(medium.wording, |channel| channel.name.as_str());
    let fix = edit::append_entries(field.value, &[name]).map(|edit| Fix::offer(&ADD, vec![edit]));
    let words = |phrase: Phrase| Localized { zh: phrase.zh, en: phrase.en };
    let finding = Finding::field(&RULE, field).arg("law", words(medium.act.title)).arg("name", name);
    let finding = finding.arg("article", words(medium.article)).arg("medium", words(medium.name));
    sink.push(finding.resting_on(medium.law.clone()).fix(fix));
}

fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}
