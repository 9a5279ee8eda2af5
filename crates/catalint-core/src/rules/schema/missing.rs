//! SCH003: a catalog without title or items.

use crate::model::FieldId;
use crate::rule::{Check, FileCx, Finding, Localized, Rule, Severity, Sink, Supersedes, Wrong};
use crate::schema::SchemaFaultKind;
use catalint_domain::law::acts::GUIDANCE;

const NO_ITEMS: usize = 1;
const EMPTY_ITEMS: usize = 2;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "SCH003",
    name: "catalog-field-missing",
    severity: Severity::Error,
    fixes: &[],
    summary: Localized { zh: "目录没有标题或事项", en: "no title, or no items" },
    messages: &[
        Localized { zh: "目录没有标题", en: "The catalog has no title." },
        Localized { zh: "目录没有事项列表", en: "The catalog has no list of items." },
        Localized { zh: "事项列表是空的", en: "The list of items is empty." },
    ],
    help: Localized {
        zh: "在文件开头写明“{key:title}: 目录名称”。",
        en: "Write {key:title}: and the name of the catalog at the top of the file.",
    },
    why: Localized {
        zh: "标题说明这是哪个单位的目录，事项是目录的内容，两者缺一，目录都不能公布。",
        en: "The title says whose catalog it is, the items are what it holds. Without either there is nothing to publish.",
    },
    law: &[GUIDANCE],
    source: Localized {
        zh: "编制并公布公开事项标准目录",
        en: "Bodies compile and publish a standard catalog of items",
    },
    wrong: &[
        Wrong {
            yaml: "---\nauthority: 静安区民政局\nupdated: 2026-06-30\nitems:\n  - topic: 社会救助\n    subtopic: 最低生活保障\n    content: [申请条件]\n    basis: 《中华人民共和国预算法》第十四条\n    deadline: 自该政府信息形成或者变更之日起20个工作日内\n    publisher: 静安区民政局\n    channels: [政府网站]\n    audience: 全社会\n    method: 主动公开\n    levels: [县级]\n",
            at: "authority",
            fixed: None,
        },
        Wrong { yaml: "title: \"\"\n", at: "title", fixed: None },
        Wrong {
            yaml: "title: 静安区民政局政务公开标准目录\nupdated: 2026-06-30\nitems: []\n",
            at: "items",
            fixed: None,
        },
        Wrong {
            yaml: "---\ntitle: 静安区民政局政务公开标准目录\nupdated: 2026-06-30\n", at: "title", fixed: None
        },
    ],
    right: &["标题: 静安区民政局政务公开标准目录\n"],
    supersedes: Supersedes::Nothing,
    check: Check::File(check),
};

const ADD_ITEMS: Localized = Localized {
    zh: "在“{key:items}:”下面逐项写出公开事项，每项以“- ”开头。",
    en: "List the items below {key:items}:, each beginning with a dash and a blank.",
};
const TABLE_HELP: Localized = Localized {
    zh: "在表格上方写一行标题，如“××县民政局政务公开标准目录”。",
    en: "Write the name of the catalog in a line above the table.",
};
const TABLE_ITEMS: Localized =
    Localized { zh: "在表头下面逐行写出公开事项。", en: "List the items in the rows below the head." };

fn check(cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    for fault in cx.schema.iter().filter(|fault| fault.kind == SchemaFaultKind::Missing && fault.item.is_none()) {
        let finding = Finding { pointer: fault.pointer.clone(), ..Finding::new(&RULE, fault.span) };
        match fault.field {
            Some(FieldId::Title) if cx.table => sink.push(finding.help(&TABLE_HELP)),
            Some(FieldId::Title) => sink.push(finding),
            Some(FieldId::Items) => {
                let message = if fault.node.is_some() { EMPTY_ITEMS } else { NO_ITEMS };
                sink.push(finding.message(message).help(if cx.table { &TABLE_ITEMS } else { &ADD_ITEMS }));
            }
            _ => {}
        }
    }
}
