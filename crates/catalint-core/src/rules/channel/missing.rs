//! CHN001: an item without a channel (公开渠道和载体).
//!
//! 国办发〔2019〕54号 makes the channel one of the elements of a catalog.

use crate::model::FieldId;
use crate::rule::{Check, FileCx, Localized, Rule, Severity, Sink, Supersedes, Wrong};
use crate::rules::missing;
use catalint_domain::law::acts::GUIDANCE;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CHN001",
    name: "channel-missing",
    severity: Severity::Error,
    fixes: &[],
    summary: Localized { zh: "缺少公开渠道和载体", en: "no channel" },
    messages: &[
        Localized { zh: "没有填写公开渠道和载体", en: "The item has no channel." },
        Localized {
            zh: "全部{count}项都没有公开渠道和载体", en: "None of the {count} items has a channel."
        },
    ],
    help: Localized {
        zh: "至少写明一种公开渠道；主动公开的事项应当包括政府网站。",
        en: "Name at least one channel; what is disclosed proactively belongs on the government website.",
    },
    why: Localized {
        zh: "公开渠道是标准目录必须具备的要素。没有渠道，群众不知道到哪里去看，评估时也无法核对是否已经公开。",
        en: "The channel is an obligatory element of a standard catalog. Without it people do not know where to look, and nobody can check whether the item was disclosed.",
    },
    law: &[GUIDANCE],
    source: Localized {
        zh: "目录至少包括名称、内容、依据、时限、主体、方式、渠道、公开对象",
        en: "A catalog holds at least name, content, basis, deadline, publisher, method, channels and audience",
    },
    wrong: &[
        Wrong { yaml: "    channels: []\n", at: "channels", fixed: None },
        Wrong { yaml: "    公开渠道:\n", at: "公开渠道", fixed: None },
    ],
    right: &["    公开渠道和载体: 政府网站\n", "    channels: [政府网站, 其他：政府采购网]\n"],
    supersedes: Supersedes::Nothing,
    check: Check::File(check),
};

fn check(cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    missing::report(&RULE, FieldId::Channels, cx, sink);
}
