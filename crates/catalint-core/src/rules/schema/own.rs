//! SCH004: what a JSON Schema of the repository demands and the catalog does not hold.

use crate::rule::{Check, FileCx, Finding, Localized, Rule, Severity, Sink, Supersedes, Wrong};
use crate::schema::{OwnFault, OwnFaultKind};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "SCH004",
    name: "custom-schema",
    severity: Severity::Error,
    fixes: &[],
    summary: Localized { zh: "不符合本单位的 JSON Schema", en: "a schema of the repository is not held" },
    messages: &[
        Localized {
            zh: "缺少“{what}”（{schema} 的规定）", en: "There is no {what}, which {schema} demands."
        },
        Localized {
            zh: "不能有“{what}”（{schema} 的规定）", en: "By {schema} there can be no {what} here."
        },
        Localized {
            zh: "类型不对，应当是 {what}（{schema} 的规定）",
            en: "By {schema} this is to be of the type {what}.",
        },
        Localized { zh: "只能是：{what}（{schema} 的规定）", en: "By {schema} this is to be one of: {what}." },
        Localized {
            zh: "写法应当符合 {what}（{schema} 的规定）", en: "By {schema} this is to match {what}."
        },
        Localized {
            zh: "少于{what}个字（{schema} 的规定）",
            en: "By {schema} this is to have {what} characters or more.",
        },
        Localized {
            zh: "多于{what}个字（{schema} 的规定）",
            en: "By {schema} this is to have {what} characters or fewer.",
        },
        Localized {
            zh: "少于{what}项（{schema} 的规定）", en: "By {schema} this is to have {what} entries or more."
        },
        Localized {
            zh: "多于{what}项（{schema} 的规定）", en: "By {schema} this is to have {what} entries or fewer."
        },
        Localized { zh: "有重复的项（{schema} 的规定）", en: "By {schema} no entry stands here twice." },
        Localized { zh: "不符合 {schema} 中 {what} 的规定", en: "This does not hold {what} of {schema}." },
    ],
    help: Localized {
        zh: "按本单位的规定修改；规定写在 {schema} 里。", en: "Change it as {schema} demands."
    },
    why: Localized {
        zh: "目录格式之外，本单位还用 JSON Schema 作了规定，由 catalint.yaml 的 schemas 指定。",
        en: "Beside the format of catalogs, the repository has rules of its own, in JSON Schemas that its catalint.yaml names.",
    },
    law: &[],
    source: Localized { zh: "本单位的规定（catalint.yaml 的 schemas）", en: "The repository's own schemas" },
    wrong: &[
        Wrong {
            yaml: "    note: 按月\n# --- catalint.yaml ---\nschemas: region.json\n# --- region.json ---\n{\"properties\": {\"items\": {\"items\": {\"properties\": {\"note\": {\"minLength\": 4}}}}}}\n",
            at: "按月",
            fixed: None,
        },
        Wrong {
            yaml: "authority: 静安区民政局\n# --- catalint.yaml ---\nschemas: region.json\n# --- region.json ---\n{\"required\": [\"field\"]}\n",
            at: "authority",
            fixed: None,
        },
        Wrong {
            yaml: "    备注: 每季度\n# --- catalint.yaml ---\nschemas: region.json\n# --- region.json ---\n{\"properties\": {\"items\": {\"items\": {\"properties\": {\"note\": {\"enum\": [\"按月\", \"按季\"]}}}}}}\n",
            at: "每季度",
            fixed: None,
        },
    ],
    right: &[
        "    note: 按月更新\n# --- catalint.yaml ---\nschemas: region.json\n# --- region.json ---\n{\"properties\": {\"items\": {\"items\": {\"properties\": {\"note\": {\"minLength\": 4}}}}}}\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::File(check),
};

fn check(cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    sink.extend(cx.own.iter().map(worded));
}

fn worded(fault: &OwnFault) -> Finding {
    let (message, what) = match &fault.kind {
        OwnFaultKind::Missing(name) => (0, name.clone()),
        OwnFaultKind::Unexpected(name) => (1, name.clone()),
        OwnFaultKind::Type(types) => (2, types.clone()),
        OwnFaultKind::OneOf(values) => (3, values.clone()),
        OwnFaultKind::Pattern(pattern) => (4, pattern.clone()),
        OwnFaultKind::TooShort(limit) => (5, limit.to_string()),
        OwnFaultKind::TooLong(limit) => (6, limit.to_string()),
        OwnFaultKind::TooFew(limit) => (7, limit.to_string()),
        OwnFaultKind::TooMany(limit) => (8, limit.to_string()),
        OwnFaultKind::Twice => (9, String::new()),
        OwnFaultKind::Other(keyword) => (10, keyword.clone()),
    };
    let finding = Finding { item: fault.item, pointer: fault.pointer.clone(), ..Finding::new(&RULE, fault.span) };
    finding.message(message).arg("what", what).arg("schema", fault.schema.as_str())
}
