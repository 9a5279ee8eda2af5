//! CHN003: an item for everybody that stands on no website or platform (公开渠道和载体).
//!
//! Regulation, Art. 23 and 24: proactive information goes to the government website first.

use crate::fix::{Applicability, Fix};
use crate::model::FieldId;
use crate::rule::{Check, Finding, ItemCx, Localized, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::law::acts::REGULATION;
use catalint_domain::vocabulary::channels;
use catalint_domain::vocabulary::text_features::TextFeatures;
use catalint_yaml::edit;

use super::helpers::{PROACTIVE, for_all, proactive, whole};
use super::people::{PEOPLE, People, people};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CHN003",
    name: "channel-no-website",
    severity: Severity::Warning,
    fixes: &[Applicability::Offer],
    summary: Localized { zh: "主动公开的渠道中没有网站或平台", en: "no website among the channels" },
    messages: &[Localized {
        zh: "向全社会主动公开，渠道中却没有政府网站或其他互联网平台",
        en: "The item is disclosed to everybody, and on no website or platform.",
    }],
    help: Localized { zh: "公开渠道增加“{name}”。", en: "Add {name} to the channels." },
    why: Localized {
        zh: "主动公开的政府信息应当依托政府门户网站和统一的政府信息公开平台发布，供公众检索、查阅、下载。只登公报、只贴公示栏，多数人看不到，评估时也无法在网上核对。",
        en: "Proactive information is to be published on the government portal and its one disclosure platform, where it can be searched, read and downloaded. A gazette or a notice-board alone reaches few and cannot be checked on line.",
    },
    law: &[REGULATION.article(24)],
    source: Localized {
        zh: "依托政府门户网站，利用统一的政府信息公开平台集中发布主动公开的政府信息",
        en: "Proactive information is published on the one disclosure platform, based on the government portal",
    },
    wrong: &[
        Wrong {
            yaml: "    channels: 政府公报\n", at: "政府公报", fixed: Some("    channels: [政府公报, 政府网站]\n")
        },
        Wrong {
            yaml: "    channels:\n      - 广播电视\n      - 村居/企事业单位公示栏（电子屏）\n",
            at: "广播电视\n      - 村居/企事业单位公示栏（电子屏）",
            fixed: Some("    channels:\n      - 广播电视\n      - 村居/企事业单位公示栏（电子屏）\n      - 政府网站\n"),
        },
        Wrong {
            yaml: "    channels: [入户/现场]\n",
            at: "[入户/现场]",
            fixed: Some("    channels: [入户/现场, 政府网站]\n"),
        },
    ],
    right: &[
        "    channels: [两微一端, 政府公报]\n",
        "    channels: [其他：政府采购网]\n",
        "    subtopic: 审核信息\n    content: [初审对象名单及相关信息]\n    channels: [村居/企事业单位公示栏（电子屏）]\n",
        "    subtopic: 特困人员供养\n    content: [特困人员名单]\n    channels: [入户/现场]\n",
        "    channels: [村居/企事业单位公示栏（电子屏）]\n    audience: 特定对象：申请家庭所在居民区的居民\n",
    ],
    supersedes: Supersedes::Item(&["CHN004"]),
    check: Check::Item(PROACTIVE.and(PEOPLE).where_shown(&[FieldId::Channels], TextFeatures::TEXT), check),
};

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    const MESSAGE: Localized = Localized { zh: "增加“{name}”", en: "Add {name}" };
    let profile = cx.profile();
    let Some(field) = cx.item.field(FieldId::Channels).filter(|field| !field.is_missing()) else { return };
    let mut readings = field.entries().flat_map(|entry| channels::read(profile, entry.text));
    // A channel that is not known may be a website.
    if !readings.all(|(_, reading)| reading.website() == Some(false)) {
        return;
    }
    if !whole(cx.item) || !proactive(cx) || !for_all(cx) {
        return;
    }
    let people = people(cx.item);
    if people == People::All {
        return;
    }
    let Some(site) = profile.channels.iter().find(|channel| channel.website) else { return };
    let finding = Finding::field(&RULE, field).arg("name", site.name.as_str());
    sink.push(if people == People::Some {
        finding.severity(Severity::Hint).help(&WITHOUT_NAMES)
    } else {
        let edit = edit::append_entries(field.value, &[&site.name]);
        finding.fix(edit.map(|edit| Fix::offer(&MESSAGE, vec![edit])))
    });
}

const WITHOUT_NAMES: Localized = Localized {
    zh: "政策、标准、程序等内容公开在“{name}”；个人名单按规定的范围公示，不上网。",
    en: "Publish policies, standards and procedures on {name}; lists of persons are posted where the rules say, not on the web.",
};
