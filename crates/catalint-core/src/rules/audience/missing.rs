//! AUD001: an item without an audience (公开对象).
//!
//! 国办发〔2019〕54号 makes the audience one of the elements of a catalog.

use crate::model::FieldId;
use crate::rule::{Check, FileCx, Localized, Rule, Severity, Sink, Supersedes, Wrong};
use crate::rules::missing;
use catalint_domain::law::acts::GUIDANCE;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "AUD001",
    name: "audience-missing",
    severity: Severity::Error,
    fixes: &[],
    summary: Localized { zh: "缺少公开对象", en: "no audience" },
    messages: &[
        Localized { zh: "没有填写公开对象", en: "The item has no audience." },
        Localized { zh: "全部{count}项都没有公开对象", en: "None of the {count} items has an audience." },
    ],
    help: Localized {
        zh: "写明向谁公开：“全社会”，或者“特定对象：”加具体的人，如“特定对象：项目单位”。",
        en: "Say to whom it is disclosed: 全社会 (everybody), or 特定对象： and who, such as 特定对象：项目单位.",
    },
    why: Localized {
        zh: "公开对象是标准目录必须具备的要素。没有公开对象，渠道和方式是否合适就无从核对。",
        en: "The audience is an obligatory element of a standard catalog. Without it nobody can check whether channels and method are right.",
    },
    law: &[GUIDANCE],
    source: Localized {
        zh: "目录至少包括名称、内容、依据、时限、主体、方式、渠道、公开对象",
        en: "A catalog holds at least name, content, basis, deadline, publisher, method, channels and audience",
    },
    wrong: &[Wrong { yaml: "    audience: ''\n", at: "audience", fixed: None }],
    right: &["    公开对象: 全社会\n", "    audience: [特定对象：项目单位]\n"],
    supersedes: Supersedes::Nothing,
    check: Check::File(check),
};

fn check(cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    missing::report(&RULE, FieldId::Audience, cx, sink);
}
