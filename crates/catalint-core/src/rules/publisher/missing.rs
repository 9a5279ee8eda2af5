//! PUB001: an item without a publisher (公开主体).
//!
//! 国办发〔2019〕54号 makes the publisher one of the elements of a catalog.

use crate::model::FieldId;
use crate::rule::{Check, FileCx, Localized, Rule, Severity, Sink, Supersedes, Wrong};
use crate::rules::missing;
use catalint_domain::law::acts::GUIDANCE;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "PUB001",
    name: "publisher-missing",
    severity: Severity::Error,
    fixes: &[],
    summary: Localized { zh: "缺少公开主体", en: "no publisher" },
    messages: &[
        Localized { zh: "没有填写公开主体", en: "The item has no publisher." },
        Localized { zh: "全部{count}项都没有公开主体", en: "None of the {count} items has a publisher." },
    ],
    help: Localized {
        zh: "写明负责公开的单位名称；由几个单位共同制作的，注明牵头单位。",
        en: "Name the body that discloses the item; where several make it together, mark the lead.",
    },
    why: Localized {
        zh: "公开主体是标准目录必须具备的要素。没有主体，公开责任落不到单位，群众也不知道向谁申请、向谁投诉。",
        en: "The publisher is an obligatory element of a standard catalog. Without it nobody is answerable, and people do not know where to apply or complain.",
    },
    law: &[GUIDANCE],
    source: Localized {
        zh: "目录至少包括名称、内容、依据、时限、主体、方式、渠道、公开对象",
        en: "A catalog holds at least name, content, basis, deadline, publisher, method, channels and audience",
    },
    wrong: &[
        Wrong { yaml: "    publisher:\n", at: "publisher", fixed: None },
        Wrong { yaml: "    公开主体: []\n", at: "公开主体", fixed: None },
    ],
    right: &["    责任单位: 区民政局\n", "    publisher: [区民政局（牵头）, 区财政局]\n"],
    supersedes: Supersedes::Nothing,
    check: Check::File(check),
};

fn check(cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    missing::report(&RULE, FieldId::Publisher, cx, sink);
}
