//! SCH007: a default (统一规定) that no item takes, since each says it itself.

use crate::fix::{Applicability, Fix};
use crate::model::{Catalog, FieldId};
use crate::rule::{Check, FileCx, Finding, Localized, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "SCH007",
    name: "default-unused",
    severity: Severity::Hint,
    fixes: &[Applicability::Offer],
    summary: Localized { zh: "统一规定没有用到", en: "a default that no item takes" },
    messages: &[Localized {
        zh: "统一规定中的“{field}”没有事项用到，每一项都自己写了",
        en: "No item takes the default {field}: each says its own.",
    }],
    help: Localized {
        zh: "删去这一行；本应按统一规定的，删去各项中的这一栏。",
        en: "Delete it; or, if it is meant to hold, delete the field in the items.",
    },
    why: Localized {
        zh: "统一规定只对没有写这一栏的事项起作用。每一项都写了，这一行就不起作用，读的人却会以为它有效。",
        en: "A default holds for items that do not have the field. Where all have it, it does nothing, and readers take it for what holds.",
    },
    law: &[],
    source: Localized { zh: "本目录格式的规定", en: "The definition of this format" },
    wrong: &[
        Wrong {
            yaml: "title: 静安区民政局政务公开标准目录\nprofile: shanghai\nupdated: 2026-06-30\ndefaults:\n  method: 主动公开\n  audience: 全社会\nitems:\n  - topic: 社会救助\n    content: [申请条件]\n    basis: 《中华人民共和国预算法》第十四条\n    deadline: 自该政府信息形成或者变更之日起20个工作日内\n    publisher: 静安区民政局\n    channels: [政府网站]\n    method: 主动公开\n    levels: [区级]\n",
            at: "method",
            fixed: Some(
                "title: 静安区民政局政务公开标准目录\nprofile: shanghai\nupdated: 2026-06-30\ndefaults:\n  audience: 全社会\nitems:\n  - topic: 社会救助\n    content: [申请条件]\n    basis: 《中华人民共和国预算法》第十四条\n    deadline: 自该政府信息形成或者变更之日起20个工作日内\n    publisher: 静安区民政局\n    channels: [政府网站]\n    method: 主动公开\n    levels: [区级]\n",
            ),
        },
        Wrong {
            yaml: "title: 静安区民政局政务公开标准目录\nprofile: shanghai\nupdated: 2026-06-30\n统一规定: {公开层级: [区级]}\nitems:\n  - topic: 社会救助\n    content: [申请条件]\n    basis: 《中华人民共和国预算法》第十四条\n    deadline: 自该政府信息形成或者变更之日起20个工作日内\n    publisher: 静安区民政局\n    channels: [政府网站]\n    audience: 全社会\n    method: 主动公开\n    levels: [区级]\n",
            at: "公开层级",
            fixed: Some(
                "title: 静安区民政局政务公开标准目录\nprofile: shanghai\nupdated: 2026-06-30\nitems:\n  - topic: 社会救助\n    content: [申请条件]\n    basis: 《中华人民共和国预算法》第十四条\n    deadline: 自该政府信息形成或者变更之日起20个工作日内\n    publisher: 静安区民政局\n    channels: [政府网站]\n    audience: 全社会\n    method: 主动公开\n    levels: [区级]\n",
            ),
        },
    ],
    right: &["defaults:\n  audience: 全社会\n  method: 主动公开\n"],
    supersedes: Supersedes::Nothing,
    check: Check::File(check),
};

const REMOVE: Localized = Localized { zh: "删去这一行", en: "Delete it" };

fn check(cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    let Some(catalog) = cx.catalog.filter(|catalog| catalog.has_defaults() && !catalog.is_partial()) else { return };
    if catalog.items().next().is_none() {
        return;
    }
    for id in FieldId::OF_DEFAULTS {
        let Some(default) = catalog.default(id).filter(|_| catalog.items().all(|item| item.own(id).is_some())) else {
            continue;
        };
        let spec = id.spec();
        let pointer = format!("/{}/{}", FieldId::Defaults.key(), spec.key);
        let found = Finding { pointer, ..Finding::new(&RULE, default.key.span()) };
        let found = found.arg("field", Localized { zh: spec.label, en: spec.label_en });
        sink.push(found.fix(removal(catalog, id)));
    }
}

/// The last default takes the key `defaults` with it.
fn removal(catalog: &Catalog, id: FieldId) -> Option<Fix> {
    let (all, default) = (catalog.field(FieldId::Defaults)?, catalog.default(id)?);
    let edit = match all.value.count() {
        1 => edit::remove_pair(catalog.tree().root()?, all.key),
        _ => edit::remove_pair(all.value, default.key),
    };
    edit.map(|edit| Fix::offer(&REMOVE, vec![edit]))
}
