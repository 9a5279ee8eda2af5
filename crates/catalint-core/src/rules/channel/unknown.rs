//! CHN002: a channel (公开渠道和载体) that the profile does not know.
//!
//! The published tables print a closed list of channels; another one is written 其他：name.
//! Named sites, notice-boards and places, and the platforms that the profile lists, are silent.

use std::ops::Range;

use crate::fix::Fix;
use crate::model::{Entry, FieldId};
use crate::rule::{Arg, Check, Finding, Localized, Reads, Rule, Severity, Sink, Supersedes, TextCx, Wrong};
use catalint_domain::vocabulary::channels::{self, ChannelReading};
use catalint_domain::vocabulary::profile::{Profile, Standing};
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CHN002",
    name: "channel-unknown",
    severity: Severity::Warning,
    fixes: &[crate::fix::Applicability::Safe, crate::fix::Applicability::Offer],
    summary: Localized { zh: "公开渠道不在体例的名单中", en: "channel that the profile does not know" },
    messages: &[
        Localized {
            zh: "“{written}”在{profile}中的名称是“{name}”",
            en: "The name for {written} in the {profile} is {name}.",
        },
        Localized {
            zh: "{profile}中没有公开渠道“{written}”，可能是“{name}”",
            en: "The {profile} has no channel {written}; it may be {name}.",
        },
        Localized {
            zh: "{profile}中没有公开渠道“{written}”", en: "The {profile} has no channel {written}."
        },
    ],
    help: Localized {
        zh: "使用{profile}的渠道名称；确属其他渠道的，写作“其他：名称”。",
        en: "Use a channel of the {profile}; write any other as 其他：name.",
    },
    why: Localized {
        zh: "标准目录的公开渠道是一份固定的名单，名称统一才能汇总、比对和检查。同一渠道写法不一，读者也会以为是不同的渠道。",
        en: "The channels of a standard catalog are a fixed list; only uniform names can be counted, compared and checked. One channel under two names looks like two.",
    },
    law: &[],
    source: Localized {
        zh: "各领域基层政务公开标准指引所附标准目录的“公开渠道和载体”栏",
        en: "The channel column of the standard catalogs in the field guidelines",
    },
    wrong: &[
        Wrong {
            yaml: "    channels: [政府门户网站, 两微一端]\n",
            at: "政府门户网站",
            fixed: Some("    channels: [政府网站, 两微一端]\n"),
        },
        Wrong {
            yaml: "    channels:\n      - 政府网站\n      - 公开查阅点\n",
            at: "公开查阅点",
            fixed: Some("    channels:\n      - 政府网站\n      - 公开查询点\n"),
        },
        Wrong {
            yaml: "    channels: 政府网站、两微一瑞\n",
            at: "两微一瑞",
            fixed: Some("    channels: 政府网站、两微一端\n"),
        },
        Wrong { yaml: "    channels: [政府网站, 组员微信群]\n", at: "组员微信群", fixed: None },
    ],
    right: &[
        "    channels: [政府网站, 村居/企事业单位公示栏(电子屏), 入户/现场]\n",
        "    channels: 政府网站、两微一端，发布会/听证会\n",
        "    channels: [静安区政府网站, 国家企业信用信息公示系统, 其他：政务论坛]\n",
        "    channels: [\"政府网站 https://www.jingan.gov.cn\", 江宁路街道公告栏, 静安区政务服务中心]\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Text(Reads::texts(&[FieldId::Channels]), check),
};

/// Findings in one text after which the rest is left alone.
const MOST: usize = 100;

fn check(cx: &TextCx<'_>, sink: &mut Sink<'_>) {
    let profile = cx.profile();
    for (range, reading) in channels::read(profile, cx.entry.text).take(MOST) {
        match reading {
            ChannelReading::Listed(channel, Standing::Synonym) => {
                sink.push(named(profile, synonym(cx.entry, range, &channel.name)));
            }
            ChannelReading::Unknown => {
                let name = channels::nearest(profile, &cx.entry.text[range.clone()]);
                sink.push(named(profile, unknown(cx.entry, range, name)));
            }
            _ => {}
        }
    }
}

/// Says which profile it is held against.
fn named(profile: &Profile, finding: Finding) -> Finding {
    finding.arg("profile", Arg::pair(&*profile.name.zh, &*profile.name.en))
}

fn synonym(entry: Entry<'_>, range: Range<usize>, name: &str) -> Finding {
    const MESSAGE: Localized = Localized { zh: "改为“{name}”", en: "Write {name}" };
    let edit = edit::replace_part(entry.node, range.clone(), name);
    let written = &entry.text[range.clone()];
    Finding::part(&RULE, entry, range)
        .arg("written", written)
        .arg("name", name)
        .fix(edit.map(|edit| Fix::safe(&MESSAGE, vec![edit])))
}

fn unknown(entry: Entry<'_>, range: Range<usize>, name: Option<&str>) -> Finding {
    const MESSAGE: Localized = Localized { zh: "改为“{name}”", en: "Write {name}" };
    let written = &entry.text[range.clone()];
    let finding = Finding::part(&RULE, entry, range.clone()).arg("written", written);
    let Some(name) = name else { return finding.message(2).severity(Severity::Hint) };
    let edit = edit::replace_part(entry.node, range, name);
    finding.message(1).arg("name", name).fix(edit.map(|edit| Fix::offer(&MESSAGE, vec![edit])))
}
