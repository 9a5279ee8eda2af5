//! DDL001: an item without a deadline (公开时限).
//!
//! 国办发〔2019〕54号 makes the deadline one of the elements of a catalog.

use crate::model::FieldId;
use crate::rule::{Check, FileCx, Localized, Rule, Severity, Sink, Supersedes, Wrong};
use crate::rules::missing;
use catalint_domain::law::acts::GUIDANCE;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "DDL001",
    name: "deadline-missing",
    severity: Severity::Error,
    fixes: &[],
    summary: Localized { zh: "缺少公开时限", en: "no deadline" },
    messages: &[
        Localized { zh: "没有填写公开时限", en: "The item has no deadline." },
        Localized { zh: "全部{count}项都没有公开时限", en: "None of the {count} items has a deadline." },
    ],
    help: Localized {
        zh: "写明公开时限，如“自该政府信息形成或者变更之日起20个工作日内”；法律、法规另有规定的，写其规定的期限。",
        en: "State when it must be disclosed, such as 自该政府信息形成或者变更之日起20个工作日内; where a law or regulation sets another period, that one.",
    },
    why: Localized {
        zh: "公开时限是标准目录必须具备的要素。没有时限，是否及时公开就无从考核，逾期也无从发现。",
        en: "The deadline is an obligatory element of a standard catalog. Without it nobody can tell whether disclosure was in time.",
    },
    law: &[GUIDANCE],
    source: Localized {
        zh: "目录至少包括名称、内容、依据、时限、主体、方式、渠道、公开对象",
        en: "A catalog holds at least name, content, basis, deadline, publisher, method, channels and audience",
    },
    wrong: &[Wrong { yaml: "    deadline: \"\"\n", at: "deadline", fixed: None }],
    right: &["    公开时限: 自该政府信息形成或者变更之日起20个工作日内\n"],
    supersedes: Supersedes::Nothing,
    check: Check::File(check),
};

fn check(cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    missing::report(&RULE, FieldId::Deadline, cx, sink);
}
