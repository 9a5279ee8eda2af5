//! LVL001: an item without a level (公开层级).
//!
//! The level is a column of the standard catalogs and one of the four fields that every item
//! of this format needs.

use crate::model::{Field, FieldId, Item};
use crate::rule::{Check, FileCx, Finding, Localized, Rule, Severity, Sink, Supersedes, Wrong};
use crate::rules::missing;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "LVL001",
    name: "level-missing",
    severity: Severity::Error,
    fixes: &[],
    summary: Localized { zh: "缺少公开层级", en: "no level" },
    messages: &[
        Localized { zh: "没有填写公开层级", en: "The item has no level." },
        Localized { zh: "全部{count}项都没有公开层级", en: "None of the {count} items has a level." },
        Localized {
            zh: "{count}项没有公开层级，从公开主体也看不出是哪一级",
            en: "Items ({count}) have no level, and none follows from the publisher.",
        },
    ],
    help: Localized {
        zh: "写明由哪一级公开，与公开主体的级别一致。",
        en: "Say which level of government discloses it; it agrees with the publisher's rank.",
    },
    why: Localized {
        zh: "公开层级说明由哪一级机关公开。一项事项往往几级都有，不写层级，群众不知道该找哪一级，各级的责任也分不清。",
        en: "The level says which tier of government discloses the item. Many items exist at several tiers; without the level people do not know where to ask, and no tier is answerable.",
    },
    law: &[],
    source: Localized {
        zh: "各领域基层政务公开标准指引所附标准目录的“公开层级”栏，如民办函〔2019〕52号、人社厅函〔2019〕113号",
        en: "The level column of the standard catalogs in the field guidelines, such as 民办函〔2019〕52号 and 人社厅函〔2019〕113号",
    },
    wrong: &[
        Wrong { yaml: "    levels: []\n", at: "levels", fixed: None },
        Wrong { yaml: "    公开层级: \"\"\n", at: "公开层级", fixed: None },
    ],
    right: &["    公开层级: 区级\n", "    levels: [区级, 街镇级]\n"],
    supersedes: Supersedes::Nothing,
    check: Check::File(check),
};

const TABLE_HELP: Localized = Localized {
    zh: "在表中增加“公开层级”一栏，写明每一项由哪一级公开。",
    en: "Add a column 公开层级 to the table, with the level that discloses each item.",
};

fn check(cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    let mut found = Vec::new();
    missing::report(&RULE, FieldId::Levels, cx, &mut Sink::new(&mut found));
    let Some(catalog) = cx.catalog.filter(|_| !found.is_empty()) else { return };
    // A level in a part that can't be read makes its absence elsewhere a fault; without one it might have been told.
    if catalog.may_hide(FieldId::Levels) && !catalog.items().any(|item| item.own(FieldId::Levels).is_some()) {
        return;
    }
    // Of a publisher that could not be read it might have been told.
    let is_told =
        |item: usize| catalog.item(item).told_level().is_some() || catalog.item(item).is_unread(FieldId::Publisher);
    let untold: Vec<usize> = catalog.items().map(Item::index).filter(|&item| !is_told(item)).collect();
    if cx.table && !cx.has_level_column {
        let items = catalog.field(FieldId::Items).filter(|_| !untold.is_empty());
        sink.extend(items.map(|items| at_head(items, &untold, catalog.items().count())));
        return;
    }
    for finding in found {
        match finding.item {
            Some(item) if is_told(item) => {}
            // All lack it, and of some it can be told.
            None if untold.len() < catalog.items().count() => sink.extend(untold.iter().map(|&item| {
                let pointer = format!("{}/{}", catalog.item(item).pointer(), FieldId::Levels.key());
                Finding { pointer, ..Finding::item(&RULE, catalog.item(item)) }
            })),
            _ => sink.push(finding),
        }
    }
}

/// One finding at the head of a table that has no such column: not all templates have one.
fn at_head(items: Field<'_>, untold: &[usize], all: usize) -> Finding {
    let finding = Finding::field(&RULE, items).at(items.key.span());
    let finding = finding.message(if untold.len() == all { 1 } else { 2 }).arg("count", untold.len());
    let label = Localized { zh: FieldId::Levels.spec().label, en: FieldId::Levels.spec().label_en };
    finding.arg("field", label).severity(Severity::Warning).help(&TABLE_HELP)
}
