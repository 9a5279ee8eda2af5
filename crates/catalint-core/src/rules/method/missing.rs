//! MTH001: an item without a method (公开方式).
//!
//! 国办发〔2019〕54号 makes the method one of the elements of a catalog.

use crate::model::FieldId;
use crate::rule::{Check, FileCx, Localized, Rule, Severity, Sink, Supersedes, Wrong};
use crate::rules::missing;
use catalint_domain::law::acts::GUIDANCE;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "MTH001",
    name: "method-missing",
    severity: Severity::Error,
    fixes: &[],
    summary: Localized { zh: "缺少公开方式", en: "no method" },
    messages: &[
        Localized { zh: "没有填写公开方式", en: "The item has no method." },
        Localized { zh: "全部{count}项都没有公开方式", en: "None of the {count} items has a method." },
    ],
    help: Localized {
        zh: "写明“主动公开”或者“依申请公开”。",
        en: "State 主动公开 (proactive) or 依申请公开 (on request).",
    },
    why: Localized {
        zh: "公开方式是标准目录必须具备的要素，《条例》只规定了主动公开和依申请公开两种。没有公开方式，时限、对象和渠道都无从核对。",
        en: "The method is an obligatory element of a standard catalog, and the Regulation knows only two. Without it neither deadline nor audience nor channels can be checked.",
    },
    law: &[GUIDANCE],
    source: Localized {
        zh: "目录至少包括名称、内容、依据、时限、主体、方式、渠道、公开对象",
        en: "A catalog holds at least name, content, basis, deadline, publisher, method, channels and audience",
    },
    wrong: &[Wrong { yaml: "    method:\n", at: "method", fixed: None }],
    right: &["    公开方式: 主动公开\n", "    公开属性: 主动\n"],
    supersedes: Supersedes::Nothing,
    check: Check::File(check),
};

fn check(cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    missing::report(&RULE, FieldId::Method, cx, sink);
}
