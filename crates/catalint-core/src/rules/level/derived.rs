//! LVL004: no level (公开层级) is stated anywhere; it follows from the rank of the body.

use crate::fix::{Applicability, Fix};
use crate::model::{Catalog, Field, FieldId, Item};
use crate::rule::{Check, FileCx, Finding, Localized, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::law::acts::REGULATION;
use catalint_text::Edit;
use catalint_yaml::Node;
use catalint_yaml::edit::{self, NewValue};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "LVL004",
    name: "level-derived",
    severity: Severity::Hint,
    fixes: &[Applicability::Offer],
    summary: Localized {
        zh: "没有写公开层级，按单位级别推定", en: "no level is stated; it follows from the body"
    },
    messages: &[
        Localized {
            zh: "没有写公开层级，按公开主体的级别，{count}项都是“{level}”",
            en: "No level is stated; by the rank of the publishers it is {level} (items: {count}).",
        },
        Localized {
            zh: "没有写公开层级，按公开主体的级别：{levels}",
            en: "No level is stated; by the rank of the publishers it is {levels}.",
        },
    ],
    help: Localized {
        zh: "核对后在统一规定中写明公开层级；各项不同的，分别写明。",
        en: "Check it and state the level among the defaults; where items differ, in each of them.",
    },
    why: Localized {
        zh: "公开层级说明由哪一级机关公开。整个目录都没有写，而单位的级别看得出来时，按单位的级别推定，不作为缺项；写明了，公众才知道该找哪一级。",
        en: "The level says which tier of government discloses. Where a catalog states none and the rank of the body tells it, it is taken as that and not as missing; stated, people know where to ask.",
    },
    law: &[REGULATION.article(10).paragraph(1)],
    source: Localized {
        zh: "行政机关制作的政府信息，由制作该信息的行政机关负责公开",
        en: "Information that an organ makes is disclosed by the organ that makes it",
    },
    wrong: &[
        Wrong {
            yaml: "title: 静安区民政局政务公开标准目录\nprofile: shanghai\nupdated: 2026-06-30\nitems:\n  - topic: 社会救助\n    content: [申请条件]\n    basis: 《中华人民共和国预算法》第十四条\n    deadline: 自该政府信息形成或者变更之日起20个工作日内\n    publisher: 静安区民政局\n    channels: [政府网站]\n    audience: 全社会\n    method: 主动公开\n",
            at: "items",
            fixed: Some(
                "title: 静安区民政局政务公开标准目录\nprofile: shanghai\nupdated: 2026-06-30\ndefaults:\n  levels: [区级]\nitems:\n  - topic: 社会救助\n    content: [申请条件]\n    basis: 《中华人民共和国预算法》第十四条\n    deadline: 自该政府信息形成或者变更之日起20个工作日内\n    publisher: 静安区民政局\n    channels: [政府网站]\n    audience: 全社会\n    method: 主动公开\n",
            ),
        },
        Wrong {
            yaml: "标题: 青石镇人民政府政务公开标准目录\n更新日期: 2026-06-30\n统一规定: {公开方式: 主动公开}\n事项:\n  - 一级事项: 社会救助\n    公开内容: [申请条件]\n    公开依据: 《中华人民共和国预算法》第十四条\n    公开时限: 自该政府信息形成或者变更之日起20个工作日内\n    公开主体: 便民服务中心\n    公开渠道: [政府网站]\n    公开对象: 全社会\n",
            at: "事项",
            fixed: Some(
                "标题: 青石镇人民政府政务公开标准目录\n更新日期: 2026-06-30\n统一规定: {公开方式: 主动公开, 公开层级: [乡级]}\n事项:\n  - 一级事项: 社会救助\n    公开内容: [申请条件]\n    公开依据: 《中华人民共和国预算法》第十四条\n    公开时限: 自该政府信息形成或者变更之日起20个工作日内\n    公开主体: 便民服务中心\n    公开渠道: [政府网站]\n    公开对象: 全社会\n",
            ),
        },
    ],
    right: &["defaults:\n  levels: [区级]\n"],
    supersedes: Supersedes::Nothing,
    check: Check::File(check),
};

const STATE: Localized =
    Localized { zh: "在统一规定中写明“{level}”", en: "State {level} among the defaults" };
const STATE_EACH: Localized = Localized { zh: "逐项写明公开层级", en: "State the level of each item" };
const TABLE_HELP: Localized = Localized {
    zh: "核对后在表中增加“公开层级”一栏。",
    en: "Check it and add a column 公开层级 to the table.",
};

fn check(cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    let Some(catalog) = cx.catalog else { return };
    let Some(items) = catalog.field(FieldId::Items) else { return };
    let mut levels: Vec<(&str, usize)> = Vec::new();
    for level in catalog.items().filter_map(Item::told_level) {
        match levels.iter_mut().find(|(known, _)| *known == level) {
            Some((_, count)) => *count += 1,
            None => levels.push((level, 1)),
        }
    }
    let Some(&(first, told)) = levels.first() else { return };
    let found = Finding::field(&RULE, items).at(items.key.span());
    let found = if cx.table { found.help(&TABLE_HELP) } else { found };
    if levels.len() == 1 {
        let all = told == catalog.items().count();
        let fix = if all { by_default(catalog, items, first) } else { in_each(catalog) };
        sink.push(found.arg("count", told).arg("level", first).fix(fix));
    } else {
        let named: Vec<String> = levels.iter().map(|(level, count)| format!("“{level}”×{count}")).collect();
        sink.push(found.message(1).arg("levels", named.join("、")).fix(in_each(catalog)));
    }
}

/// The keys of a catalog's language.
fn key(beside: Node<'_>, id: FieldId) -> &'static str {
    if beside.text().is_ascii() { id.key() } else { id.spec().label }
}

fn one(level: &str) -> NewValue {
    NewValue::List { texts: vec![level.to_owned()], block: false }
}

/// The level among the defaults, which may be there already.
fn by_default(catalog: &Catalog, items: Field<'_>, level: &str) -> Option<Fix> {
    let levels = key(items.key, FieldId::Levels);
    let edit = match catalog.field(FieldId::Defaults) {
        Some(defaults) => {
            let last = defaults.value.pairs().last().map(|(key, _)| key);
            edit::insert_pair(defaults.value, last, levels, &one(level))
        }
        None => {
            let root = catalog.tree().root()?;
            let known = root.pairs().filter_map(|(key, _)| Some((FieldId::from_interned(key.name())?, key)));
            let above = known.filter(|(id, _)| *id < FieldId::Defaults).max_by_key(|(id, _)| *id);
            let above = above.map(|(_, key)| key);
            edit::insert_mapping(root, above, key(items.key, FieldId::Defaults), (levels, &one(level)))
        }
    };
    edit.map(|edit| Fix::offer(&STATE, vec![edit]))
}

/// The level in each item of which it can be told.
fn in_each(catalog: &Catalog) -> Option<Fix> {
    let edit = |item: Item<'_>| -> Option<Edit> {
        let known = item.node().pairs().filter_map(|(key, _)| Some((FieldId::from_interned(key.name())?, key)));
        let (_, above) = known.filter(|(id, _)| *id < FieldId::Levels).max_by_key(|(id, _)| *id)?;
        edit::insert_pair(item.node(), Some(above), key(above, FieldId::Levels), &one(item.told_level()?))
    };
    let told = catalog.items().filter(|item| item.told_level().is_some());
    let edits: Vec<Edit> = told.map(edit).collect::<Option<_>>()?;
    Some(Fix::offer(&STATE_EACH, edits))
}
