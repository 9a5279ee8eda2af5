//! TOP001: an item without a first-level item (一级事项).
//!
//! 国办发〔2019〕54号 makes the name (名称) one of the elements of a catalog.

use crate::model::FieldId;
use crate::rule::{Check, FileCx, Localized, Rule, Severity, Sink, Supersedes, Wrong};
use crate::rules::missing;
use catalint_domain::law::acts::GUIDANCE;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "TOP001",
    name: "topic-missing",
    severity: Severity::Error,
    fixes: &[],
    summary: Localized { zh: "缺少一级事项", en: "no topic" },
    messages: &[
        Localized { zh: "没有填写一级事项", en: "The item has no topic (first-level item)." },
        Localized {
            zh: "全部{count}项都没有填写一级事项",
            en: "None of the {count} items has a topic (first-level item).",
        },
    ],
    help: Localized {
        zh: "写明一级事项的名称；原表中因合并单元格而空着的，填上合并单元格里的名称。",
        en: "Give the name of the first-level item; where the cell is empty because the table merges it with the one above, repeat that name.",
    },
    why: Localized {
        zh: "事项名称是标准目录必须具备的要素。没有一级事项，公众找不到这一项，评估时也无法归类核对。",
        en: "The name is an obligatory element of a standard catalog. Without a topic people can't find the item and assessors can't tell where it belongs.",
    },
    law: &[GUIDANCE],
    source: Localized {
        zh: "目录至少包括名称、内容、依据、时限、主体、方式、渠道、公开对象",
        en: "A catalog holds at least name, content, basis, deadline, publisher, method, channels and audience",
    },
    wrong: &[Wrong { yaml: "    topic:\n", at: "topic", fixed: None }],
    right: &["    一级事项: 社会救助\n", "    公开事项: 社会救助\n    事项名称: 临时救助\n"],
    supersedes: Supersedes::Nothing,
    check: Check::File(check),
};

fn check(cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    missing::report(&RULE, FieldId::Topic, cx, sink);
}
