//! CNT001: an item without content (公开内容).
//!
//! The content is one of the elements that 国办发〔2019〕54号 asks of a catalog.

use crate::model::FieldId;
use crate::rule::{Check, FileCx, Localized, Rule, Severity, Sink, Supersedes, Wrong};
use crate::rules::missing;
use catalint_domain::law::acts::GUIDANCE;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CNT001",
    name: "content-missing",
    severity: Severity::Error,
    fixes: &[],
    summary: Localized { zh: "缺少公开内容", en: "no content" },
    messages: &[
        Localized { zh: "没有填写公开内容", en: "The item has no content." },
        Localized { zh: "全部{count}项都没有公开内容", en: "None of the {count} items has any content." },
    ],
    help: Localized {
        zh: "逐条列出要公开的内容要素，一条一个要素。",
        en: "List what is to be disclosed, one element an entry.",
    },
    why: Localized {
        zh: "公开内容是标准目录必须具备的要素。没有它，公开主体不知道要公开哪些信息，公众也无法核对是否公开齐全。",
        en: "The content is an obligatory element of a standard catalog. Without it the publisher does not know what to disclose, and nobody can check that all of it was.",
    },
    law: &[GUIDANCE],
    source: Localized {
        zh: "目录至少包括名称、内容、依据、时限、主体、方式、渠道、公开对象",
        en: "A catalog holds at least name, content, basis, deadline, publisher, method, channels and audience",
    },
    wrong: &[Wrong { yaml: "    content: []\n", at: "content", fixed: None }],
    right: &["    公开内容（要素）: 申请条件\n", "    content:\n      - 办理流程\n"],
    supersedes: Supersedes::Nothing,
    check: Check::File(check),
};

fn check(cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    missing::report(&RULE, FieldId::Content, cx, sink);
}
