//! VAL001: 无, 待定, ×× or a dash as the whole value of a required field.
//!
//! The value is there and says nothing: the element of the catalog that it stands for is missing.

use crate::model::FieldId;
use crate::rule::{ALL, Check, Finding, Localized, Reads, Rule, Severity, Sink, Supersedes, TextCx, Wrong};
use catalint_domain::law::acts::GUIDANCE;
use catalint_domain::vocabulary::placeholder::is_placeholder;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "VAL001",
    name: "placeholder",
    severity: Severity::Error,
    fixes: &[],
    summary: Localized {
        zh: "必填栏目只写了“无”“待定”一类占位的话",
        en: "a required field holds nothing but a placeholder",
    },
    messages: &[Localized {
        zh: "{field}只写了“{written}”，没有实际内容",
        en: "“{written}” is a placeholder, not a value for {field}.",
    }],
    help: Localized {
        zh: "填写实际的{field}；确定没有的，先与该事项的公开主体核实。",
        en: "Fill in {field}; if there really is none, check with the publisher of the item.",
    },
    why: Localized {
        zh: "标准目录的必备要素要有实际内容。“无”“待定”和横线占着位置，看上去已经填写，公众却查不到信息，检查时按缺项处理。",
        en: "The obligatory elements of a standard catalog need real values. A placeholder looks filled in, yet tells the public nothing and counts as missing in an assessment.",
    },
    law: &[GUIDANCE],
    source: Localized {
        zh: "目录至少包括名称、内容、依据、时限、主体、方式、渠道、公开对象",
        en: "A catalog holds at least name, content, basis, deadline, publisher, method, channels and audience",
    },
    wrong: &[
        Wrong { yaml: "    deadline: 待定\n", at: "待定", fixed: None },
        Wrong { yaml: "    basis:\n      - 无\n", at: "无", fixed: None },
        Wrong { yaml: "    channels: [/, /]\n", at: "[«/», /]", fixed: None },
        Wrong { yaml: "    publisher: ××\n", at: "××", fixed: None },
        Wrong { yaml: "    levels: \"——\"\n", at: "\"——\"", fixed: None },
    ],
    right: &[
        "    note: 无\n",
        "    subtopic: 无障碍环境建设\n    content:\n      - 无障碍设施名录\n      - 略图\n",
        "    content:\n      - 待定岗位名单\n      - 空气质量状况\n",
    ],
    supersedes: Supersedes::Value(ALL),
    check: Check::Text(Reads::texts(FieldId::TEXTS), check),
};

fn check(cx: &TextCx<'_>, sink: &mut Sink<'_>) {
    let entry = cx.entry;
    let spec = entry.id().spec();
    if !spec.required || !is_placeholder(entry.text) {
        return;
    }
    // In a list, all entries are such, and the first speaks for them.
    let first = entry.field().entries().next().is_some_and(|first| first.node == entry.node);
    if !first || !entry.field().entries().all(|other| is_placeholder(other.text)) {
        return;
    }
    let mut finding = Finding::entry(&RULE, entry);
    if entry.field().entries().nth(1).is_some() {
        finding.pointer = entry.field().pointer();
    }
    let field = Localized { zh: spec.label, en: spec.label_en };
    sink.push(finding.arg("field", field).arg("written", entry.text.trim()));
}
