//! SCH002: a key that the model does not know, or that belongs elsewhere in the file.
//!
//! Nothing is dropped in silence: a misspelt column would be missing from what is published.

use crate::fix::{Applicability, Fix};
use crate::model::{FieldId, Scope};
use crate::rule::{Check, FileCx, Finding, Localized, Rule, Severity, Sink, Supersedes, Wrong};
use crate::schema::{SchemaFault, SchemaFaultKind};
use catalint_yaml::edit;

const MEANT: usize = 1;
const OF_CATALOG: usize = 2;
const OF_ITEM: usize = 3;
const NAMELESS: usize = 4;
const NO_DEFAULT: usize = 5;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "SCH002",
    name: "unknown-field",
    severity: Severity::Error,
    fixes: &[Applicability::Offer],
    summary: Localized { zh: "不认识的栏目名", en: "a key that the model does not know" },
    messages: &[
        Localized { zh: "“{key}”不是目录的栏目", en: "There is no field named {key}." },
        Localized {
            zh: "“{key}”不是目录的栏目，可能是“{meant}”",
            en: "There is no field named {key}; perhaps {meant} is meant.",
        },
        Localized {
            zh: "“{key}”是整个目录的栏目，不能写在某一项里",
            en: "The key {key} belongs to the catalog, not to an item.",
        },
        Localized {
            zh: "“{key}”是每一项的栏目，不能写在事项外面",
            en: "The key {key} belongs to an item, not to the catalog.",
        },
        Localized { zh: "冒号前面没有栏目名", en: "There is no key before the colon." },
        Localized {
            zh: "“{key}”每一项各不相同，不能写在统一规定里",
            en: "The key {key} differs from item to item and can't be a default.",
        },
    ],
    help: Localized {
        zh: "改正栏目名；标准栏目以外的内容写到该项的“{key:extra}”下面，如“责任科室: 秘书科”。",
        en: "Correct the key; what the standard columns do not cover goes to {key:extra}, as header: text.",
    },
    why: Localized {
        zh: "程序只认约定的栏目名，写错名称的内容不会出现在公布的目录里，也不会被检查。",
        en: "Programs know the agreed keys only. What stands under another one does not reach the published catalog, and is not checked.",
    },
    law: &[],
    source: Localized { zh: "本目录格式的规定", en: "The definition of this format" },
    wrong: &[
        Wrong { yaml: "    notes: 按月更新\n", at: "notes", fixed: Some("    note: 按月更新\n") },
        Wrong {
            yaml: "    公开依剧: 《中华人民共和国预算法》第十四条\n    basis: 《中华人民共和国预算法》第十四条\n",
            at: "公开依剧",
            fixed: None,
        },
        Wrong { yaml: "authrity: 静安区民政局\nauthority: 静安区民政局\n", at: "authrity", fixed: None },
        Wrong {
            yaml: "    三级 事项: 申请受理\n", at: "三级 事项", fixed: Some("    三级事项: 申请受理\n")
        },
        Wrong { yaml: "    责任科室: 救助科\n", at: "责任科室", fixed: None },
        Wrong { yaml: "    authority: 静安区民政局\n", at: "- «authority»", fixed: None },
        Wrong { yaml: "备注: 按月更新\n", at: "备注", fixed: None },
        Wrong { yaml: "defaults:\n  topic: 社会救助\n", at: "  «topic»", fixed: None },
        Wrong {
            yaml: "title: 静安区民政局政务公开标准目录\nprofile: shanghai\nupdated: 2026-06-30\ndefaults:\n  methods: 主动公开\nitems:\n  - topic: 社会救助\n    content: [申请条件]\n    basis: 《中华人民共和国预算法》第十四条\n    deadline: 自该政府信息形成或者变更之日起20个工作日内\n    publisher: 静安区民政局\n    channels: [政府网站]\n    audience: 全社会\n    levels: [区级]\n",
            at: "methods",
            fixed: Some(
                "title: 静安区民政局政务公开标准目录\nprofile: shanghai\nupdated: 2026-06-30\ndefaults:\n  method: 主动公开\nitems:\n  - topic: 社会救助\n    content: [申请条件]\n    basis: 《中华人民共和国预算法》第十四条\n    deadline: 自该政府信息形成或者变更之日起20个工作日内\n    publisher: 静安区民政局\n    channels: [政府网站]\n    audience: 全社会\n    levels: [区级]\n",
            ),
        },
        Wrong { yaml: "    \"\": 按月更新\n", at: "\"\"", fixed: None },
    ],
    right: &["    extra: {责任科室: 救助科, 公开格式: 文本}\n    对相应领域: 社会救助\n"],
    supersedes: Supersedes::Nothing,
    check: Check::File(check),
};

const RENAME: Localized = Localized { zh: "将栏目名改为“{meant}”", en: "Rename it {meant}" };
const TO_TOP: Localized = Localized {
    zh: "移到文件开头，与标题并列。",
    en: "Move it to the top of the file, beside the title.",
};
const TO_ITEM: Localized = Localized {
    zh: "移到“{key:items}:”下面所属的那一项里。",
    en: "Move it below {key:items}:, into the item that it belongs to.",
};
const NO_DEFAULT_HELP: Localized = Localized {
    zh: "移到所属的那一项里；统一规定只能写公开依据、公开时限、公开主体、公开渠道、公开对象、公开方式、公开层级。",
    en: "Move it into its item; defaults are basis, deadline, publisher, channels, audience, method and levels.",
};
const NAME_IT: Localized =
    Localized { zh: "写上栏目名，或者删去这一行。", en: "Write the key, or delete the line." };

fn check(cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    for fault in cx.schema {
        if let SchemaFaultKind::Unknown { name, meant } = &fault.kind {
            sink.push(worded(cx, fault, name, *meant));
        }
    }
}

fn worded(cx: &FileCx<'_>, fault: &SchemaFault, name: &str, meant: Option<(FieldId, &'static str)>) -> Finding {
    let pointer = fault.pointer.clone();
    let finding = Finding { item: fault.item, pointer, ..Finding::new(&RULE, fault.span) };
    let key = name.trim();
    let finding = finding.arg("key", key);
    if key.is_empty() {
        return finding.message(NAMELESS).help(&NAME_IT);
    }
    if let Some((_, meant)) = meant {
        let edit = fault.node.and_then(|key| edit::rename_key(cx.tree.node(key), meant));
        let fix = edit.map(|edit| Fix::offer(&RENAME, vec![edit]));
        return finding.message(MEANT).arg("meant", meant).fix(fix);
    }
    match FieldId::from_key(name).map(|id| id.spec().scope) {
        Some(Scope::Catalog) => finding.message(OF_CATALOG).help(&TO_TOP),
        Some(Scope::Item) if fault.pointer.starts_with("/defaults/") => {
            finding.message(NO_DEFAULT).help(&NO_DEFAULT_HELP)
        }
        Some(Scope::Item) => finding.message(OF_ITEM).help(&TO_ITEM),
        None => finding,
    }
}
