//! CHN004: an item for everybody on channels that reach few (公开渠道和载体).
//!
//! 入户/现场, 精准推送 and 公示栏 alone do not reach 全社会 (Regulation, Art. 23).

use crate::model::FieldId;
use crate::rule::{Check, Finding, ItemCx, Localized, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::law::acts::REGULATION;
use catalint_domain::vocabulary::channels;
use catalint_domain::vocabulary::text_features::TextFeatures;

use super::helpers::{PROACTIVE, for_all, proactive, whole};
use super::people::{PEOPLE, People, people};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CHN004",
    name: "channel-narrow",
    severity: Severity::Warning,
    fixes: &[],
    summary: Localized { zh: "面向全社会的渠道范围过窄", en: "channels too narrow for everybody" },
    messages: &[Localized {
        zh: "公开对象是全社会，渠道“{written}”却只能到达少数人",
        en: "The item is for everybody, but {written} reaches only a few.",
    }],
    help: Localized {
        zh: "增加政府网站等公众都能查到的渠道；只面向特定的人的，改写公开对象。",
        en: "Add a channel that everybody can reach, such as the government website; or name the audience if the item is for certain people only.",
    },
    why: Localized {
        zh: "入户、现场告知、精准推送和公示栏只有当场的人或者被选定的人看得到，达不到向全社会公开的要求。",
        en: "A visit, a push message or a notice-board is seen only by those on the spot or those chosen; that is not disclosure to the whole of society.",
    },
    law: &[REGULATION.article(23)],
    source: Localized {
        zh: "主动公开的政府信息通过政府公报、政府网站或者其他互联网政务媒体、新闻发布会以及报刊、广播、电视等途径公开",
        en: "Proactive information is disclosed in the gazette, on government websites or other internet media, at press conferences, in newspapers, on radio and television",
    },
    wrong: &[
        Wrong {
            yaml: "title: 云岭县就业领域基层政务公开标准目录\nprofile: national\nupdated: 2026-06-30\nitems:\n  - topic: 就业服务\n    content: [补贴人数]\n    basis: 《中华人民共和国就业促进法》第十五条\n    deadline: 自补贴发放之日起10个工作日内公开\n    publisher: 云岭县人力资源和社会保障局\n    channels: 精准推送\n    audience: 全社会\n    method: 主动\n    levels: [县级]\n",
            at: "精准推送",
            fixed: None,
        },
        Wrong {
            yaml: "title: 云岭县就业领域基层政务公开标准目录\nprofile: national\nupdated: 2026-06-30\nitems:\n  - topic: 就业服务\n    content: [补贴人数]\n    basis: 《中华人民共和国就业促进法》第十五条\n    deadline: 自补贴发放之日起10个工作日内公开\n    publisher: 云岭县人力资源和社会保障局\n    channels: [入户/现场, 精准推送]\n    audience: 全社会\n    method: 主动公开\n    levels: [县级]\n",
            at: "[入户/现场, 精准推送]",
            fixed: None,
        },
    ],
    right: &["    channels: [政府网站, 入户/现场]\n", "    channels: [入户/现场]\n    audience: 特定对象：被征收人\n"],
    supersedes: Supersedes::Nothing,
    check: Check::Item(PROACTIVE.and(PEOPLE).where_shown(&[FieldId::Channels], TextFeatures::TEXT), check),
};

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    let profile = cx.profile();
    let Some(field) = cx.item.field(FieldId::Channels).filter(|field| !field.is_missing()) else { return };
    let narrow = field.entries().flat_map(|entry| channels::read(profile, entry.text)).all(|(_, r)| r.narrow());
    if !narrow || !whole(cx.item) || !proactive(cx) || !for_all(cx) {
        return;
    }
    // A list of persons is for the neighbours to see.
    if people(cx.item) != People::All {
        let written: Vec<&str> = field.entries().map(|entry| entry.text.trim()).take(5).collect();
        sink.push(Finding::field(&RULE, field).arg("written", written.join("、")));
    }
}
