//! CHN006: 其他 among the channels (公开渠道和载体), and not which.

use crate::model::FieldId;
use crate::rule::{Check, Finding, Localized, Reads, Rule, Severity, Sink, Supersedes, TextCx, Wrong};
use catalint_domain::vocabulary::channels::{self, ChannelReading};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CHN006",
    name: "channel-other-unnamed",
    severity: Severity::Warning,
    fixes: &[],
    summary: Localized { zh: "“其他”渠道没有写明名称", en: "其他 (other) without a name" },
    messages: &[Localized {
        zh: "“其他”没有写明是什么渠道", en: "其他 does not say which other channel."
    }],
    help: Localized {
        zh: "写作“其他：名称”，如“其他：政府采购网”；没有其他渠道的，删去。",
        en: "Write 其他：name, for example 其他：政府采购网, or take it out where there is no other channel.",
    },
    why: Localized {
        zh: "样表中的“其他”要求填写具体名称。只写“其他”，群众不知道到哪里去看，公开情况也无法核对。",
        en: "The template asks for the name behind 其他. The bare word does not tell people where to look, and nothing can be checked.",
    },
    law: &[],
    source: Localized {
        zh: "各领域基层政务公开标准指引所附标准目录的“公开渠道和载体”栏（“其他”须写明）",
        en: "The channel column of the standard catalogs in the field guidelines, where 其他 is to be named",
    },
    wrong: &[
        Wrong { yaml: "    channels: [政府网站, 其他]\n", at: "其他", fixed: None },
        Wrong { yaml: "    channels: [政府网站, 其他_]\n", at: "其他_", fixed: None },
        Wrong { yaml: "    channels: 政府网站、两微一端、其他\n", at: "其他", fixed: None },
        Wrong {
            yaml: "    channels:\n      - 政府网站\n      - \"其他：\"\n", at: "\"其他：\"", fixed: None
        },
    ],
    right: &[
        "    channels: [政府网站, 其他：政府采购网]\n",
        "    channels: [政府网站, 其他（法律服务网）]\n",
        "    channels: [政府网站, 其他 基层公共服务平台]\n",
    ],
    // 其他（请写明）: that it is unnamed says more than that the form's words were left.
    supersedes: Supersedes::Value(&["TXT009"]),
    check: Check::Text(Reads::texts(&[FieldId::Channels]), check),
};

fn check(cx: &TextCx<'_>, sink: &mut Sink<'_>) {
    let readings = channels::read(cx.profile(), cx.entry.text);
    let unnamed = readings.filter(|(_, reading)| matches!(reading, ChannelReading::Unnamed));
    // One is enough; that 其他 stands twice is another rule's business.
    for (range, _) in unnamed.take(1) {
        let whole = range.len() == cx.entry.text.len();
        let finding = if whole { Finding::entry(&RULE, cx.entry) } else { Finding::part(&RULE, cx.entry, range) };
        sink.push(finding);
    }
}
