//! BAS001: an item without a legal basis (公开依据).
//!
//! The Regulation and 国办发〔2019〕54号 make the basis one of the elements of a catalog.

use crate::model::FieldId;
use crate::rule::{Check, FileCx, Localized, Rule, Severity, Sink, Supersedes, Wrong};
use crate::rules::missing;
use catalint_domain::law::acts::GUIDANCE;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "BAS001",
    name: "basis-missing",
    severity: Severity::Error,
    fixes: &[],
    summary: Localized { zh: "缺少公开依据", en: "no legal basis" },
    messages: &[
        Localized { zh: "没有填写公开依据", en: "The item has no legal basis." },
        Localized { zh: "全部{count}项都没有公开依据", en: "None of the {count} items has a legal basis." },
    ],
    help: Localized {
        zh: "写明要求公开该事项的法律、法规、规章或文件全称，宜带文号和条款。",
        en: "Name the law, regulation or document that requires the disclosure, with number and article.",
    },
    why: Localized {
        zh: "公开依据是标准目录必须具备的要素。没有依据的事项无法核对公开主体、时限和范围，评估时会被扣分。",
        en: "The legal basis is an obligatory element of a standard catalog. Without it nobody can check who must disclose the item, how soon and to whom.",
    },
    law: &[GUIDANCE],
    source: Localized {
        zh: "目录至少包括名称、内容、依据、时限、主体、方式、渠道、公开对象",
        en: "A catalog holds at least name, content, basis, deadline, publisher, method, channels and audience",
    },
    wrong: &[Wrong { yaml: "    basis: []\n", at: "basis", fixed: None }],
    right: &["    公开依据: 《中华人民共和国预算法》第十四条\n"],
    supersedes: Supersedes::Nothing,
    check: Check::File(check),
};

fn check(cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    missing::report(&RULE, FieldId::Basis, cx, sink);
}
